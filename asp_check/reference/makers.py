"""One row of a table -> one value of the index, by where the columns are.

A maker returns ``None`` for a row that holds something else, and raises ``Unfit`` for one that
cannot be used: no row is left out in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from asp_check.facts import Ceiling, Establishment, Funding
from asp_check.reference import cells as read
from asp_check.reference.fields import KINDS, plain
from asp_check.reference.where import Unfit, shown

T = TypeVar("T")
Maker = Callable[[list[str]], T | None]


class Shape(NamedTuple):
    """Where a row has what, by columns counted from 0; how many columns it has, and at least.

    ``strict``: cells beyond mean that the row has slipped; else they are of columns without title.
    """

    columns: Mapping[str, int]
    width: int
    least: int = 0
    strict: bool = True
    is_legal: bool = False

    def of(self, field: str) -> int:
        """The column of a field; that of nothing if there is none, which ``fit`` keeps empty."""
        return self.columns.get(field, -1)

    def fit(self, cells: list[str]) -> list[str]:
        """The same row with so many cells, and an empty one at the end."""
        found = len(cells)
        if found != self.width:
            over = self.strict and any(map(str.strip, cells[self.width :]))
            if over or found < self.least:
                raise Unfit(
                    f"{found} cellules au lieu de {self.width} ; fichier coupé, ou séparateur dans un texte sans guillemets ?",
                    f"{found} cells instead of {self.width}; a file cut short, or a delimiter in a text without quotes?",
                )
            del cells[self.width :]
            cells.extend([""] * (self.width - found))
        cells.append("")
        return cells


def establishments(shape: Shape) -> Maker[Establishment]:
    """A maker of the rows of the FINESS directory."""
    finess, legal, name = shape.of("finess"), shape.of("legal_finess"), shape.of("name")
    category, label = shape.of("category"), shape.of("category_label")
    opened, closed, kind = shape.of("opened"), shape.of("closed"), shape.of("is_legal")
    is_legal = shape.is_legal
    if finess < 0:
        # Only the number of the legal entity: the table is of those.
        finess, legal, is_legal = legal, -1, True
    # Few of these texts differ, and each is to be kept once.
    texts: dict[str, str] = {}
    days: dict[str, str] = {"": ""}
    numbers: dict[str, str] = {"": ""}

    def make(row: list[str]) -> Establishment | None:
        cells = shape.fit(row)
        of_legal = is_legal if kind < 0 else _kind(cells[kind])
        if of_legal is None:
            return None
        above, start, end = cells[legal], cells[opened], cells[closed]
        if above not in numbers:
            numbers[above] = read.finess(above)
        if start not in days:
            days[start] = read.day(start)
        if end not in days:
            days[end] = read.day(end)
        return Establishment(
            read.finess(cells[finess]),
            of_legal,
            numbers[above],
            cells[name].strip(),
            texts.setdefault(cells[category], cells[category].strip()),
            texts.setdefault(cells[label], cells[label].strip()),
            days[start],
            days[end],
        )

    return make


def _kind(text: str) -> bool | None:
    try:
        return KINDS[plain(text) or text.strip()]
    except KeyError:
        raise Unfit(
            f"« {shown(text)} » ne dit pas si c’est une entité juridique ; écrivez EJ ou ET",
            f"“{shown(text)}” does not say whether this is a legal entity; write EJ or ET",
        ) from None


def ceilings(shape: Shape) -> Maker[tuple[str, Ceiling]]:
    """A maker of the rows of a table of ceilings."""
    identifier, amount = shape.of("identifier"), shape.of("amount")
    dispositif, service = shape.of("dispositif"), shape.of("service")

    def make(row: list[str]) -> tuple[str, Ceiling]:
        cells = shape.fit(row)
        return read.identifier(cells[identifier]), Ceiling(
            read.amount(cells[amount]), read.text(cells[dispositif]), read.text(cells[service])
        )

    return make


def funded(shape: Shape) -> Maker[tuple[str, Funding]]:
    """A maker of the rows of a list of fundings already obtained."""
    identifier, dispositif = shape.of("identifier"), shape.of("dispositif")
    request, supplier = shape.of("request"), shape.of("supplier")

    def make(row: list[str]) -> tuple[str, Funding]:
        cells = shape.fit(row)
        number, code = read.identifier(cells[identifier]), read.text(cells[dispositif])
        if not code:
            raise Unfit("le dispositif est vide", "the dispositif is empty")
        return number, Funding(code, read.text(cells[request]), read.text(cells[supplier]))

    return make


# --- The extracts of the FINESS directory that were published until May 2026

_SECTIONS: Mapping[str, Shape] = {
    # The last column, the number of a school, is missing from some of the files.
    "structureet": Shape(
        {"finess": 1, "legal_finess": 2, "name": 3, "category": 18, "category_label": 19, "opened": 28},
        width=32, least=31,
    ),
    "structureej": Shape(
        {"finess": 1, "name": 2, "category": 18, "category_label": 19, "opened": 22},
        width=23, least=23, is_legal=True,
    ),
}  # fmt: skip
"""The sections of an extract, by the first cell of each row.

Sources: https://www.data.gouv.fr/datasets/finess-extraction-du-fichier-des-etablissements,
https://www.data.gouv.fr/datasets/finess-extraction-des-entites-juridiques
"""

_ASIDE = frozenset({"geolocalisation", "finess"})
"""Rows of an extract that name no establishment: a place, the date."""


def is_extract(first: list[str]) -> bool:
    """Whether a table that begins with this row is an extract: sections, and no headers."""
    return first[0] in _SECTIONS or extract_date(first) is not None


def extract_date(first: list[str]) -> str | None:
    """The day that the first row of an extract gives: ``finess;etalab;111;2026-05-12``."""
    try:
        return (read.day(first[3]) or None) if first[0] == "finess" and len(first) > 3 else None
    except Unfit:
        return None


def extracted() -> Maker[Establishment]:
    """A maker of the rows of an extract."""
    makers = {section: establishments(shape) for section, shape in _SECTIONS.items()}

    def make(row: list[str]) -> Establishment | None:
        maker = makers.get(row[0])
        if maker is not None:
            return maker(row)
        if row[0] in _ASIDE:
            return None
        raise Unfit(
            f"« {shown(row[0])} » inattendu dans un extrait FINESS ; prenez l’extraction des établissements ou celle des entités juridiques",
            f"“{shown(row[0])}” is unexpected in a FINESS extract; take the extraction of the establishments or that of the legal entities",
        )

    return make
