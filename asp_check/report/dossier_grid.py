"""The matrix drawn for a terminal: one row a concept and establishment, one column a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from asp_check.concepts import CONCEPTS
from asp_check.finding import MatrixCell, MatrixRow
from asp_check.report import escape
from asp_check.report.dossier_words import LANGUAGES
from asp_check.text import shorten, visible

MARKS = {
    "given": "", "empty": "-", "equal": "=", "normalised": "~", "confirmed": "=", "different": "!",
    "absent": "0", "unclear": "?", "unnamed": ".",
}  # fmt: skip
"""A sign for each state, that every console can print; the legend tells what it means."""

_TELLING = frozenset({"different", "absent", "unclear"})
_GAP = "  "
_LEAST = 12
_LABEL = 44
_ORDER = ("request", "avance", "bdc", "va", "mom", "invoice", "pilot")


def drawn(rows: Sequence[MatrixRow], lang: str, width: int) -> Iterator[str]:
    """The lines of the table, at most ``width`` wide; documents below each other where they are many."""
    for order, same in groupby(rows, key=lambda row: row.order):
        of_order = list(same)
        columns = documents(of_order)
        if order:
            yield f"{LANGUAGES[lang]['of-order'].format(order=escape.message(shorten(order, 60)))}"
        if len(columns) * (_LEAST + len(_GAP)) + _LABEL // 2 > width:
            yield from _stacked(of_order, columns, lang, width)
        else:
            yield from _table(of_order, columns, lang, width)


Document = tuple[str, str]
"""The role and the path of a document."""


def documents(rows: Sequence[MatrixRow]) -> list[Document]:
    """The documents of these rows, the request first."""
    found = dict.fromkeys((cell.role, cell.document) for row in rows for cell in row.cells)
    known = list(found)
    return sorted(known, key=lambda one: (_rank(one[0]), known.index(one)))


def _rank(role: str) -> int:
    return _ORDER.index(role) if role in _ORDER else len(_ORDER)


def titles(columns: Sequence[Document], lang: str) -> list[str]:
    """What the columns are called; a number tells apart those of one role."""
    words = LANGUAGES[lang]
    roles = [role for role, _ in columns]
    found = []
    for index, role in enumerate(roles):
        title = words.get(role, role)
        if roles.count(role) > 1:
            title += f" {roles[: index + 1].count(role)}"
        found.append(title)
    return found


def folder(paths: Iterable[str]) -> str:
    """The folder that these have in common, with its separator; empty without one."""
    parts = [re.split(r"(?<=[/\\])", path)[:-1] for path in paths]
    same = []
    for column in zip(*parts, strict=False):
        if len(set(column)) > 1:
            break
        same.append(column[0])
    return "".join(same)


def matters(row: MatrixRow) -> bool:
    """Whether a row shows a difference, or what may be one."""
    return any(cell.state in _TELLING for cell in row.cells)


def is_unnamed(row: MatrixRow) -> bool:
    """Whether a row does not matter, and some paper has no label for it."""
    return not matters(row) and any(cell.state == "unnamed" for cell in row.cells)


def label(row: MatrixRow, lang: str) -> str:
    """What a row is about: the concept, and the establishment where several are told apart."""
    concept = CONCEPTS.get(row.concept, (row.concept, row.concept))[lang == "en"]
    return f"{visible(row.subject)}, {concept}" if row.subject else concept


def _table(
    rows: Sequence[MatrixRow], columns: Sequence[Document], lang: str, width: int
) -> Iterator[str]:
    heads = titles(columns, lang)
    grid = [[label(row, lang), *(_cell(row, one) for one in columns)] for row in rows]
    widths = _widths([["", *heads], *grid], width)
    yield _line(["", *heads], widths)
    for cells in grid:
        yield _line(cells, widths)


def _widths(grid: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is: as wide as it needs, the widest giving way first."""
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    widths[0] = min(widths[0], _LABEL)
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    shown = (f"{shorten(c, w):{w}}" for c, w in zip(cells, widths, strict=True))
    return _GAP.join(shown).rstrip()


def _stacked(
    rows: Sequence[MatrixRow], columns: Sequence[Document], lang: str, width: int
) -> Iterator[str]:
    heads = titles(columns, lang)
    widest = max(map(len, heads))
    for row in rows:
        yield shorten(label(row, lang), width)
        for head, one in zip(heads, columns, strict=True):
            if cell := _cell(row, one):
                yield shorten(f"  {head:{widest}}  {cell}", width)


def _cell(row: MatrixRow, document: Document) -> str:
    found = [cell for cell in row.cells if (cell.role, cell.document) == document]
    return " / ".join(map(_drawn, found))


def _drawn(cell: MatrixCell) -> str:
    """The sign of the state, then what is written, where it is not the same as in the request."""
    value = "" if cell.value is None else visible(cell.value)
    if cell.state in {"equal", "confirmed"}:
        value = ""
    return f"{MARKS.get(cell.state, '')} {value}".strip()
