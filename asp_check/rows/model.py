"""What a table of orders is made of, and how what is wrong with it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.finding import UsageError
from asp_check.reference.where import shown

MOST = 200
"""Faults that are told one by one; those beyond are counted."""

_LETTERS = 26
_ALIKE, _SHOWN = 5, 3
"""Beyond so many faults of one cause, so many are told in full, the others by their cells."""

_LISTED = 40
_VALUES = re.compile(r"«.*?»|[0-9][0-9.,:/+-]*")


class Typed(NamedTuple):
    """A cell of a workbook that is no text.

    ``text`` is a number in plain notation, a day or an instant in ISO form, ``true`` or ``false``,
    or an error such as ``#N/A``; ``format`` is how the workbook shows a number.
    """

    kind: str
    text: str
    format: str = ""

    def __str__(self) -> str:
        return self.text


Cell = str | Typed
"""What a cell holds: a text, empty where there is nothing."""

Words = tuple[str, str]


class Line(NamedTuple):
    """A row that holds something, under the number that a spreadsheet gives it."""

    number: int
    cells: Sequence[Cell]


class Table(NamedTuple):
    """A table as read: ``notes`` are what is to be said of how it was read."""

    name: str
    head: int
    """The number of the row of headers."""
    headers: Sequence[str]
    lines: Sequence[Line]
    notes: Sequence[Words]


class Fault(NamedTuple):
    """One thing wrong with a table: its row and its column, counted from 1, 0 for none.

    ``header`` is that of the column; ``fr`` and ``en`` are safe to show.
    """

    row: int
    column: int
    header: str
    fr: str
    en: str

    def words(self) -> Words:
        """The fault with its place.

        >>> Fault(4, 3, "client.finess", "vide", "empty").words()[0]
        'ligne 4, colonne C (client.finess) : vide'
        """
        name = shown(self.header)
        places_fr = [f"ligne {self.row}"] if self.row else []
        places_en = [f"row {self.row}"] if self.row else []
        if self.column:
            inside = f" ({name})" if name else ""
            places_fr.append(f"colonne {letter(self.column)}{inside}")
            places_en.append(f"column {letter(self.column)}{inside}")
        fr, en = ", ".join(places_fr), ", ".join(places_en)
        return (f"{fr} : {self.fr}" if fr else self.fr, f"{en}: {self.en}" if en else self.en)


class TableError(UsageError):
    """A table that cannot be used, all that is wrong with it at once."""

    def __init__(self, name: str, faults: Sequence[Fault], count: int | None = None) -> None:
        self.name = name
        self.faults = tuple(faults)
        self.count = len(self.faults) if count is None else count
        """How many there are: beyond ``MOST`` they are counted and not kept."""
        super().__init__(*("\n".join(self.lines(index)) for index in (0, 1)))

    def __reduce__(self) -> tuple[type[TableError], tuple[str, Sequence[Fault], int]]:
        """Rebuilt from what it was made of."""
        return type(self), (self.name, self.faults, self.count)

    def lines(self, language: int) -> Iterator[str]:
        """One line a fault, in French (0) or English (1)."""
        colon = (" : ", ": ")[language]
        groups: dict[str, list[Fault]] = {}
        for fault in self.faults:
            groups.setdefault(_cause(fault), []).append(fault)
        told = dict.fromkeys(groups, 0)
        for fault in self.faults:
            cause = _cause(fault)
            group, told[cause] = groups[cause], told[cause] + 1
            if len(group) <= _ALIKE or told[cause] <= _SHOWN:
                yield f"{self.name}{colon}{fault.words()[language]}"
            elif told[cause] == _SHOWN + 1:
                yield f"{self.name}{colon}{_alike(group[_SHOWN:])[language]}"
        left = self.count - len(self.faults)
        if left > 0:
            more = (f"et {left} de plus", f"and {left} more")[language]
            yield f"{self.name}{colon}{more}"


class HeadersError(TableError):
    """A table whose headers are not those of the template."""


class RowsError(TableError):
    """A table that can be read, whose rows cannot be rendered."""


class Request(NamedTuple):
    """One file to write, as values and as bytes.

    ``number`` is that of its order, empty where it holds several; ``rows`` are the rows of the table that it is made of, ``orders`` how many orders it holds.
    """

    number: str
    values: object
    data: bytes
    rows: Sequence[int]
    orders: int


def _cause(fault: Fault) -> str:
    """What faults of one cause have in common: their words but for the values."""
    return _VALUES.sub("", fault.fr)


def _alike(faults: Sequence[Fault]) -> Words:
    cells = [f"{letter(f.column)}{f.row}" if f.column else str(f.row) for f in faults[:_LISTED]]
    more = ", …" if len(faults) > _LISTED else ""
    places, count = ", ".join(cells) + more, len(faults)
    if faults[0].column:
        return (
            f"de même dans {count} cellules de plus : {places}",
            f"the same in {count} more cells: {places}",
        )
    return (
        f"de même pour {count} lignes de plus : {places}",
        f"the same for {count} more rows: {places}",
    )


def letter(column: int) -> str:
    """The letters that spreadsheets give the column of this number, counted from 1.

    >>> letter(1), letter(26), letter(27), letter(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
