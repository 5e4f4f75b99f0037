"""Marked runs as they are drawn on a screen, cut around what differs to the columns there are."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from asp_check.masking import DOT
from asp_check.report import cells as drawing
from asp_check.report.diff_marks import Run


class Cell(NamedTuple):
    """One character as it is drawn, its columns, and whether it differs from the other side."""

    shown: str
    columns: int
    changed: bool


def _is_changed(cell: Cell) -> bool:
    return cell.changed


_CUT = Cell(*drawing.CUT, changed=False)


def cells_of(runs: Sequence[Run], named: bool) -> list[Cell]:
    """Each character of the runs as it is drawn.

    ``named``: what is not ASCII in a changed run is told by its code point, for it prints like
    what stands on the other side.  A changed run of blanks alone is drawn as dots.
    """
    return [Cell(*cell, run.changed) for run in runs for cell in _drawn(run, named)]


def _drawn(run: Run, named: bool) -> drawing.Cells:
    if run.changed and not run.text.strip(" "):
        return [("·", 1)] * len(run.text)
    if run.changed and named:
        return [(c, 1) if c == DOT else drawing.by_code_point(c) for c in run.text]
    return drawing.cells(run.text)


def brackets(cells: Sequence[Cell]) -> int:
    """The columns that the marks around these cells take."""
    return sum(4 for changed, _ in groupby(cells, key=_is_changed) if changed)


def fitted(cells: list[Cell], budget: int, *, bracketed: bool) -> list[Cell]:
    """The cells cut around the first that differs, so that they and their marks fit."""
    room = budget
    while True:
        kept = _window(cells, room)
        total = _width(kept) + (brackets(kept) if bracketed else 0)
        if total <= budget or room <= 1:
            return kept if total <= budget else []
        room = max(1, room - (total - budget))


def _window(cells: list[Cell], room: int) -> list[Cell]:
    """As many cells as fit around the first that differs, an ellipsis at each cut."""
    if _width(cells) <= room:
        return cells
    focus = next((n for n, cell in enumerate(cells) if cell.changed), 0)
    start = _back(cells, focus, room // 3)
    stop = _forth(cells, start, room - 1 - (start > 0))
    if stop == len(cells):
        start = _back(cells, stop, room - 1)
    return [*([_CUT] if start else []), *cells[start:stop], *([_CUT] if stop < len(cells) else [])]


def _back(cells: Sequence[Cell], stop: int, room: int) -> int:
    """From where on the cells before ``stop`` fit."""
    start = stop
    while start and cells[start - 1].columns <= room:
        start -= 1
        room -= cells[start].columns
    return start


def _forth(cells: Sequence[Cell], start: int, room: int) -> int:
    """Up to where the cells from ``start`` on fit."""
    stop = start
    while stop < len(cells) and cells[stop].columns <= room:
        room -= cells[stop].columns
        stop += 1
    return stop


def _width(cells: Sequence[Cell]) -> int:
    return sum(cell.columns for cell in cells)
