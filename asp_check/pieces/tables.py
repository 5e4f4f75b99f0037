"""Tables that answer for each establishment: a row each, named by its identifier.

Where lines close cells, rows and columns are those of the cells; else a row is what stands on the line
of its identifier, and a column what stands under its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.kinds import fits
from asp_check.pieces.layout import Sheet, aligned
from asp_check.pieces.model import Box, Tick
from asp_check.pieces.names import Name, chain
from asp_check.pieces.places import Place, place_of
from asp_check.pieces.view import View, around, written

_MOST_ROWS = 2000


class Cell(NamedTuple):
    """What stands in a row under a head: segments and marks, or nothing."""

    items: tuple[int, ...]
    box: Box
    doubt: str = ""


class Row(NamedTuple):
    """One establishment of a table: its identifier as written, and where; its box in the row."""

    subject: str
    place: Place
    box: Box


class Table(NamedTuple):
    """A table of a page: the head of its identifiers, and its rows."""

    head: Name
    rows: tuple[Row, ...]
    ruled: bool


def table(view: View, head: Name, kind: str) -> Table | None:
    """The table whose identifiers stand under a head; ``None`` if none do."""
    if head.rest:
        return None
    cell = view.alone(head)
    rows = tuple(_ruled_rows(view, head, cell, kind)) if cell is not None else ()
    if rows:
        return Table(head, rows, ruled=True)
    rows = tuple(_open_rows(view, head, kind))
    return Table(head, rows, ruled=False) if rows else None


def _ruled_rows(view: View, head: Name, cell: Box | None, kind: str) -> Iterator[Row]:
    del head
    for _ in range(_MOST_ROWS):
        cell = view.neighbour(cell, below=True) if cell is not None else None
        if cell is None:
            return
        place = place_of(view, [item for item in view.content(cell) if item >= 0], cell)
        text = " ".join(word.text for word in place.words)
        if fits(kind, "", text):
            yield Row(text, place, cell)
        elif text and view.holds_label(view.content(cell)):
            return


def _open_rows(view: View, head: Name, kind: str) -> Iterator[Row]:
    sheet = view.sheet
    start = sheet.segments[head.last].line + 1
    missed = 0
    for line in sheet.lines[start : start + _MOST_ROWS]:
        under = [
            item for item in line
            if item >= 0 and _is_under(sheet.item(item), head.box, sheet.em)
        ]  # fmt: skip
        if not under:
            continue
        segment = sheet.segments[under[0]]
        if len(under) == 1 and fits(kind, "", segment.text):
            yield Row(segment.text, Place((segment.words,), segment.box), segment.box)
            missed = 0
        elif view.is_label(under[0]) or missed > 2:
            return
        else:
            missed += 1


def _is_under(box: Box, head: Box, em: float) -> bool:
    return aligned(box, head, em) or (box.left < head.right and head.left < box.right)


def heads(view: View, found: Table, concept: str) -> Iterator[Name]:
    """The heads of a table that name a concept: bare labels in the row of its head."""
    top, bottom = found.head.box.top, found.head.box.bottom
    if found.ruled:
        cell = view.sheet.segments[found.head.last].cell
        if cell is not None:
            top, bottom = cell.top, cell.bottom
    first = found.rows[0].box.top
    for name in view.names:
        above = name.box.bottom <= first + 1 and name.box.bottom > top - view.sheet.height
        aside = name.box.left >= found.head.box.right or name.box.right <= found.head.box.left
        level = aside and name.box.top < bottom + 1.5 * view.sheet.height
        if name.concept == concept and not name.rest and name.opens and above and level:
            yield name


def cell_of(view: View, found: Table, row: Row, head: Name) -> Cell:
    """What a row says under a head."""
    return _ruled_cell(view, row, head) if found.ruled else _open_cell(view, found, row, head)


def _ruled_cell(view: View, row: Row, head: Name) -> Cell:
    column = view.alone(head) or view.sheet.segments[head.last].cell or head.box
    y = (row.box.top + row.box.bottom) / 2
    step = 4.0
    x = column.left + step
    boxes: list[Box] = []
    while x < column.right:
        box = view.sheet.grid.cell(x, y)
        if box is None:
            x += step
            continue
        if column.left - 3 <= (box.left + box.right) / 2 <= column.right + 3:
            boxes.append(box)
        x = box.right + step
    if not boxes:
        return Cell((), column, "extent")
    items = tuple(item for box in boxes for item in view.content(box))
    spans = any(box.left < column.left - 3 or box.right > column.right + 3 for box in boxes)
    return Cell(items, around(boxes), "extent" if spans else "")


def _open_cell(view: View, found: Table, row: Row, head: Name) -> Cell:
    sheet = view.sheet
    left, right = _column(view, found, head)
    top, bottom = row.box.top, row.box.bottom
    box = Box(left, top, right, bottom)
    items = [
        item
        for line in _lines_near(view, row)
        for item in line
        if left <= (sheet.item(item).left + sheet.item(item).right) / 2 <= right
        and sheet.item(item).top < bottom
        and sheet.item(item).bottom > top
    ]
    near = {item for item in items if item >= 0}
    others = [
        at
        for item in near
        for at in (*chain(sheet, item), sheet.before[item])
        if at >= 0 and at not in near and not _is_of_row(view, found, at)
    ]
    spread = any(
        sheet.item(item).left < left - 2 or sheet.item(item).right > right + 2 for item in items
    )
    return Cell(tuple(items), box, "extent" if spread or _is_torn(view, found, others) else "")


def _lines_near(view: View, row: Row) -> Iterator[Sequence[int]]:
    for line in view.sheet.lines:
        if line and any(
            view.sheet.item(item).top < row.box.bottom
            and view.sheet.item(item).bottom > row.box.top
            for item in line
        ):
            yield line


def _is_of_row(view: View, found: Table, segment: int) -> bool:
    """Whether a segment stands on the line of an identifier, or is a head."""
    box = view.sheet.segments[segment].box
    return (
        any(row.box.top < box.bottom and box.top < row.box.bottom for row in found.rows)
        or box.bottom <= found.rows[0].box.top
        or box.top >= found.rows[-1].box.bottom + view.sheet.height
    )


def _is_torn(view: View, found: Table, others: Sequence[int]) -> bool:
    """Whether a value has lines that stand between two rows."""
    del found
    return any(not view.is_label(at) for at in others)


def _column(view: View, found: Table, head: Name) -> tuple[float, float]:
    """From where to where a column goes: half way to the heads on both sides."""
    sheet = view.sheet
    first = found.rows[0].box.top
    beside = [
        segment.box
        for segment in sheet.segments
        if segment.box.bottom <= first
        and segment.box.top > head.box.top - 3 * sheet.height
        and segment.box.bottom < head.box.bottom + 3 * sheet.height
        and not (segment.box.left < head.box.right and head.box.left < segment.box.right)
    ]
    lefts = [(box.right + head.box.left) / 2 for box in beside if box.right <= head.box.left]
    rights = [(box.left + head.box.right) / 2 for box in beside if box.left >= head.box.right]
    return max(lefts, default=0.0), min(rights, default=sheet.page.width)


def marks_of(
    view: View, found: Table, row: Row, within: Box | None
) -> tuple[tuple[Tick, str], ...]:
    """The marks of a row, each with the words that head its column; those of one head, or all."""
    top, bottom = row.box.top, row.box.bottom
    marks = [
        mark
        for mark in view.sheet.marks
        if top <= (mark.box.top + mark.box.bottom) / 2 <= bottom
        or (not found.ruled and mark.box.top < bottom and mark.box.bottom > top)
    ]
    if within is not None:
        marks = [
            mark
            for mark in marks
            if within.left - 2 <= (mark.box.left + mark.box.right) / 2 <= within.right + 2
        ]
    return tuple((mark, head_over(view, found, mark.box)) for mark in marks)


def head_over(view: View, found: Table, box: Box) -> str:
    """The words at the head of the column that a box stands in; the nearest ones above its rows."""
    sheet = view.sheet
    first = found.rows[0].box.top
    middle = (box.left + box.right) / 2
    best = -1
    for index, segment in enumerate(sheet.segments):
        near = first - segment.box.bottom < 5 * sheet.height
        over = segment.box.left - sheet.em <= middle <= segment.box.right + sheet.em
        inside = segment.cell is not None and segment.cell.left <= middle <= segment.cell.right
        if segment.box.bottom <= first + 1 and near and (over or inside):
            best = index if best < 0 else _lower(sheet, best, index)
    lines: list[int] = []
    while best >= 0:
        lines.insert(0, best)
        best = sheet.before[best]
    return written([sheet.segments[at].words for at in lines])


def _lower(sheet: Sheet, one: int, other: int) -> int:
    return other if sheet.segments[other].box.top > sheet.segments[one].box.top + 1 else one


def heading(view: View, found: Table, concept: str) -> Name | None:
    """The label right above a table that says what its columns answer."""
    top = found.head.box.top
    over = [
        name
        for name in view.names
        if name.concept == concept
        and view.is_bare(name)
        and -1 <= top - name.box.bottom <= 5 * view.sheet.height
    ]
    return max(over, key=lambda name: name.box.bottom, default=None)


def place(view: View, cell: Cell) -> Place:
    """The words of a cell as a place; ``empty`` where there are none."""
    segments = [item for item in cell.items if item >= 0]
    return place_of(view, segments, cell.box)
