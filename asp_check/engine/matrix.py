"""What each document says of each concept of each order: the table that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asp_check.engine.contents import Places
from asp_check.engine.matters import Request
from asp_check.finding import MatrixCell, MatrixRow, Place
from asp_check.pieces.model import Reading
from asp_check.rules.common.case import Value
from asp_check.rules.common.matter import Cell, Whole
from asp_check.text import line_columns


def matrix(
    request: Request, whole: Whole, places: Places, path: str | None, text: bytes
) -> tuple[MatrixRow, ...]:
    """Every row of every order; the first cell is that of the request, in ``text``."""
    starts = {
        places[value.slot.id, value.indices].start
        for one in whole.matters for row in one.rows for value in row.values
        if (value.slot.id, value.indices) in places
    }  # fmt: skip
    lines = line_columns(text, starts)
    rows = []
    for order, one in zip(request.orders, whole.matters, strict=True):
        for row in one.rows:
            given = _request(row.values, places, lines, path or "")
            cells = (given, *map(_paper, row.cells))
            rows.append(MatrixRow(order.name, row.subject, row.concept, cells))
    return tuple(rows)


def _request(
    values: Sequence[Value], places: Places, lines: Mapping[int, tuple[int, int]], path: str
) -> MatrixCell:
    given = [value for value in values if not value.empty]
    if not given:
        return MatrixCell(path, "request", None, "empty")
    text = " ; ".join(value.text for value in given)
    place = None
    if (given[0].slot.id, given[0].indices) in places:
        at = places[given[0].slot.id, given[0].indices]
        line, column = lines[at.start]
        place = Place(path, line, column, at.start, at.end, at.pointer, "")
    return MatrixCell(path, "request", text, "given", place)


def _paper(cell: Cell) -> MatrixCell:
    first = next(_sighted(cell.readings), None)
    place = None
    if first is not None:
        sight = first.sight
        box = None if sight.box is None else sight.box.rounded
        place = Place(cell.piece.paper.path, 1, 1, 0, 0, None, sight.label, sight.page, box)
    note = cell.doubt or ", ".join(cell.steps)
    return MatrixCell(
        cell.piece.paper.path, cell.piece.role, cell.text or None, cell.state, place, note
    )


def _sighted(readings: Sequence[Reading]) -> Iterator[Reading]:
    return (reading for reading in readings if reading.sight.page is not None)
