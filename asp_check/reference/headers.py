"""Which column holds which field: as the configuration says, else by the usual headers."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from asp_check.finding import UsageError
from asp_check.reference.fields import (
    FIELDS,
    KINDS,
    VAGUE,
    Field,
    includes_tax,
    is_ceiling,
    plain,
)
from asp_check.reference.where import Where, listed, shown

DEPTH = 20
"""So many first rows are searched for the headers: titles may stand above them."""

Row = tuple[int, list[str]]
"""The line that a row begins at, and its cells."""


class Plan(NamedTuple):
    """Where each field is, by its column counted from 0; how many columns; how many rows to skip."""

    columns: Mapping[str, int]
    width: int
    skip: int


def recognised(head: Iterable[Row], name: str, columns: Mapping[str, str]) -> int:
    """How many fields the best of these rows names; 0 if none would be enough to read the file."""
    fields = FIELDS[name]
    best = 0
    for _, cells in head:
        titles = [plain(cell) for cell in cells]
        found = {f.name for f in fields if any(f.rank(title) is not None for title in titles)}
        found |= {n for n, text in columns.items() if _is_number(text) or plain(text) in titles}
        if not _lacking(fields, found):
            best = max(best, len(found))
    return best


def plan(head: Sequence[Row], columns: Mapping[str, str], where: Where) -> Plan:
    """Where the fields of this reference are in a table that begins with these rows."""
    search = _Search(FIELDS[where.name], columns, where)
    search.check_names()
    if search.numbers and not search.texts:
        return search.without_headers(head)
    for skip, (line, cells) in enumerate(head, 1):
        found = search.match(line, cells)
        if found is not None:
            kind = found.get("is_legal")
            if "is_legal" not in columns and kind is not None and plain(cells[kind]) == VAGUE:
                _settle(found, kind, head[skip:])
            return Plan(found, len(cells), skip)
    raise search.not_found(head)


def _lacking(fields: Iterable[Field], found: Iterable[str]) -> list[str]:
    """The fields that a file must have and for which there is no column."""
    names = set(found)
    return [f.name for f in fields if f.required and not {f.name, f.instead} & names]


class _Search:
    """The search for the columns of one file."""

    def __init__(self, fields: Sequence[Field], columns: Mapping[str, str], where: Where) -> None:
        self.fields = fields
        self.where = where
        self.numbers = {name: int(text) - 1 for name, text in columns.items() if _is_number(text)}
        self.texts = {name: text for name, text in columns.items() if name not in self.numbers}

    def check_names(self) -> None:
        """Refuse a field that the configuration names and that there is not."""
        known = [field.name for field in self.fields]
        for name in (*self.numbers, *self.texts):
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                names = ", ".join(known)
                table = self.where.table
                raise self.where.error(
                    f"{table} : champ inconnu « {shown(name)} », "
                    + (f"vouliez-vous dire {near[0]} ?" if near else f"champs possibles : {names}"),
                    f"{table}: unknown field “{shown(name)}”, "
                    + (f"did you mean {near[0]}?" if near else f"possible fields: {names}"),
                )

    def without_headers(self, head: Sequence[Row]) -> Plan:
        """All is given by number; a first row whose identifier has no digit is of headers."""
        line, cells = head[0]
        width = max(len(row) for _, row in head)
        self._check_numbers(line, width)
        lacking = _lacking(self.fields, self.numbers)
        if lacking:
            raise self.where.error(
                f"{self.where.table} : indiquez aussi la colonne de {lacking[0]}",
                f"{self.where.table}: name the column of {lacking[0]} as well",
            )
        first = self.fields[0]
        subject = self.numbers.get(first.name, self.numbers.get(first.instead, 0))
        text = cells[subject] if subject < len(cells) else ""
        if any(letter.isdigit() for letter in text):
            return Plan(self.numbers, width, 0)
        self._check_tax(line, cells, self.numbers)
        return Plan(self.numbers, width, 1)

    def match(self, line: int, cells: Sequence[str]) -> dict[str, int] | None:
        """The column of each field, if this row is that of the headers."""
        headers = [plain(cell) for cell in cells]
        told = self._told(line, cells, headers)
        if told is None:
            return None
        found = dict(told)
        doubt = None
        for field in self.fields:
            columns = [] if field.name in found else _best(field, headers, set(told.values()))
            if len(columns) > 1:
                doubt = doubt or (field.name, [cells[n] for n in columns])
            if columns:
                found[field.name] = columns[0]
        if _lacking(self.fields, found):
            return None
        if doubt is not None:
            raise self._doubtful(line, *doubt)
        self._check_numbers(line, len(cells))
        return found

    def _told(
        self, line: int, cells: Sequence[str], headers: Sequence[str]
    ) -> Mapping[str, int] | None:
        """The columns that the configuration names, ``None`` if this row lacks one of them."""
        told = dict(self.numbers)
        for name, text in self.texts.items():
            columns = [n for n, cell in enumerate(cells) if cell.strip() == text.strip()]
            columns = columns or [n for n, header in enumerate(headers) if header == plain(text)]
            if not columns:
                return None
            if len(columns) > 1:
                raise self.where.error(
                    f"{len(columns)} colonnes s’appellent « {shown(text)} » ; dans {self.where.table}, donnez pour {name} un numéro de colonne ({columns[0] + 1} ou {columns[1] + 1})",
                    f"{len(columns)} columns are called “{shown(text)}”; in {self.where.table}, give a column number for {name} ({columns[0] + 1} or {columns[1] + 1})",
                    line,
                )
            told[name] = columns[0]
        self._check_tax(line, cells, told)
        return told

    def _check_tax(self, line: int, cells: Sequence[str], told: Mapping[str, int]) -> None:
        """Refuse an amount that includes tax, even where the configuration names it."""
        amount = told.get("amount", -1)
        if 0 <= amount < len(cells) and includes_tax(plain(cells[amount])):
            raise self._with_tax(line, cells[amount])

    def _check_numbers(self, line: int, width: int) -> None:
        for name, index in self.numbers.items():
            if not 0 <= index < width:
                raise self.where.error(
                    f"pas de colonne {index + 1} pour {name} : il y en a {width}, comptées à partir de 1",
                    f"no column {index + 1} for {name}: there are {width}, counted from 1",
                    line,
                )

    def _doubtful(self, line: int, name: str, headers: Sequence[str]) -> UsageError:
        fr, en = listed(headers)
        return self.where.error(
            f"plusieurs colonnes peuvent être {name} : {fr} ; dites laquelle dans {self.where.table}",
            f"several columns may be {name}: {en}; say which one in {self.where.table}",
            line,
        )

    def _with_tax(self, line: int, header: str) -> UsageError:
        return self.where.error(
            f"la colonne « {shown(header)} » est TTC, et le plafond se compare au montant HT ; indiquez la colonne HT dans {self.where.table}",
            f"the column “{shown(header)}” includes tax, and the ceiling is compared excluding tax; name the column excluding tax in {self.where.table}",
            line,
        )

    def not_found(self, head: Sequence[Row]) -> UsageError:
        """No row is that of the headers: what the likeliest lacks."""
        line, cells = max(head, key=lambda row: sum(1 for cell in row[1] if cell.strip()))
        headers = [plain(cell) for cell in cells]
        fr, en = listed(cell for cell in cells if cell.strip())
        for name, text in self.texts.items():
            if plain(text) not in headers:
                return self.where.error(
                    f"pas de colonne « {shown(text)} », que {self.where.table} donne pour {name} ; en-têtes trouvés : {fr}",
                    f"no column “{shown(text)}”, which {self.where.table} gives for {name}; headers found: {en}",
                    line,
                )
        found = {f.name for f in self.fields if _best(f, headers, set())}
        lacking = _lacking(self.fields, {*found, *self.numbers, *self.texts})
        name = lacking[0] if lacking else self.fields[0].name
        taxed = [cell for cell in cells if is_ceiling(plain(cell))]
        if name == "amount" and taxed:
            return self._with_tax(line, taxed[0])
        return self.where.error(
            f"aucune colonne n’est reconnue comme {name} ; dites laquelle dans {self.where.table} ; en-têtes trouvés : {fr}",
            f"no column is recognised as {name}; say which one in {self.where.table}; headers found: {en}",
            line,
        )


def _settle(found: dict[str, int], kind: int, rows: Iterable[Row]) -> None:
    """Leave alone a column of a vague header whose first cells do not say what rows are of."""
    said = {plain(cells[kind]) for _, cells in rows if kind < len(cells)}
    if not said <= KINDS.keys() or not any(text[:1].isalpha() for text in said):
        del found["is_legal"]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6


def _best(field: Field, headers: Sequence[str], taken: set[int]) -> list[int]:
    """The columns whose headers name this field best; several are a doubt."""
    ranks = {
        n: rank
        for n, header in enumerate(headers)
        if n not in taken and (rank := field.rank(header)) is not None
    }
    lowest = min(ranks.values(), default=0)
    return [n for n, rank in ranks.items() if rank == lowest]
