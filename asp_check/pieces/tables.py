"""Tables that answer for each establishment: a row each, named by its identifier.

Where lines close cells, rows and columns are those of the cells; else a row is what stands on the line
of its identifier, and a column what stands under its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.extents import Place, place_of
from asp_check.pieces.kinds import fits
from asp_check.pieces.layout import Sheet, aligned
from asp_check.pieces.model import Box, Tick
from asp_check.pieces.names import Name
from asp_check.pieces.view import View, around, written

_MOST_ROWS = 300
_AROUND = 12
"""The lines of a row are no further from that of its identifier."""
_HIGHEST = 120.0
"""A row is not higher, in points."""


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
    line: int = 0


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
            if item >= 0 and _is_below(sheet.item(item), head.box, sheet.em)
        ]  # fmt: skip
        if not under:
            continue
        segment = sheet.segments[under[0]]
        if len(under) == 1 and fits(kind, "", segment.text):
            place = Place((segment.words,), segment.box)
            yield Row(segment.text, place, _band(view, segment.box), segment.line)
            missed = 0
        elif view.is_label(under[0]) or missed > 2:
            return
        else:
            missed += 1


def _band(view: View, box: Box) -> Box:
    """The height of a row: between two lines across the page where there are some."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    above, below = view.sheet.grid.wall_above(x, y), view.sheet.grid.wall_below(x, y)
    if above is None or below is None or below - above > _HIGHEST:
        return box
    return box._replace(top=above, bottom=below)


def _is_below(box: Box, head: Box, em: float) -> bool:
    return aligned(box, head, em) or (box.left < head.right and head.left < box.right)


# --- Tables that go across: an establishment each column


def across(view: View, head: Name, kind: str) -> tuple[Row, ...]:
    """The establishments whose identifiers stand to the right of a head; none if there is but one."""
    if head.rest or head.colon:
        return ()
    cell = view.alone(head)
    rows = tuple(_cells_across(view, cell, kind) if cell else _words_across(view, head, kind))
    return rows if len(rows) > 1 else ()


def _cells_across(view: View, cell: Box, kind: str) -> Iterator[Row]:
    following = view.neighbour(cell, below=False)
    for _ in range(_MOST_ROWS):
        if following is None:
            return
        place = place_of(view, [i for i in view.content(following) if i >= 0], following)
        text = " ".join(word.text for word in place.words)
        if not fits(kind, "", text):
            return
        yield Row(text, place, following)
        following = view.neighbour(following, below=False)


def _words_across(view: View, head: Name, kind: str) -> Iterator[Row]:
    for item in view.sheet.right(head.last):
        if item < 0 or not fits(kind, "", view.sheet.segments[item].text):
            return
        segment = view.sheet.segments[item]
        yield Row(segment.text, Place((segment.words,), segment.box), segment.box)


def labels_below(view: View, head: Name, concept: str) -> Iterator[Name]:
    """The labels of a concept under the head of a table that goes across."""
    for name in view.names:
        level = abs(name.box.left - head.box.left) <= 3 * view.sheet.em
        under = name.box.top >= head.box.bottom - 1
        if name.concept == concept and view.is_bare(name) and not name.colon and level and under:
            yield name


def cell_across(view: View, rows: Sequence[Row], row: Row, name: Name) -> Cell:
    """What stands level with a label, under an identifier."""
    sheet = view.sheet
    label = view.alone(name)
    if label is not None:
        x, y = (row.box.left + row.box.right) / 2, (label.top + label.bottom) / 2
        cell = sheet.grid.cell(x, y)
        return Cell((), row.box, "extent") if cell is None else Cell(view.content(cell), cell)
    others = [other.box for other in rows if other is not row]
    box = row.box._replace(top=name.box.top, bottom=name.box.bottom)
    inside = {item: _is_under(sheet.item(item), row.box, others) for item in sheet.right(name.last)}
    items = tuple(item for item, is_inside in inside.items() if is_inside)
    return Cell(items, box, "extent" if None in inside.values() else "")


# --- What the rows of a table say


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
    cell = view.alone(head)
    own = cell or head.box
    others = _heads_beside(view, found, head)
    items: list[int] = []
    doubtful = False
    for line in sheet.lines[max(0, row.line - _AROUND) : row.line + _AROUND]:
        for item in line:
            place = sheet.item(item)
            inside = _is_in(place, cell) if cell else _is_under(place, own, others)
            if inside is False:
                continue
            if _is_level(place, row.box):
                items += [item] if inside else []
                doubtful = doubtful or inside is None
            elif item >= 0 and _is_stray(view, found, row, place, item):
                goes_on = sheet.before[item] in items
                items += [item] if goes_on else []
                doubtful = doubtful or not goes_on
    box = Box(own.left, row.box.top, own.right, row.box.bottom)
    return Cell(tuple(items), box, "extent" if doubtful else "")


def _is_in(place: Box, cell: Box) -> bool | None:
    """Whether something stands between the sides of a cell; ``None`` where it reaches over one."""
    if not cell.left <= (place.left + place.right) / 2 <= cell.right:
        return False
    return True if cell.left - 2 <= place.left and place.right <= cell.right + 2 else None


def _is_under(place: Box, own: Box, others: Sequence[Box]) -> bool | None:
    """Whether something stands in the column under a head; ``None`` where that is not sure.

    It does where it is under this head and no other, or far nearer to it.
    """
    here = _overlap(place, own)
    there = max((_overlap(place, box) for box in others), default=-1e9)
    if here > 0 and there > 0:
        return True if here >= 3 * there else False if there >= 3 * here else None
    if here > 0 or there > 0:
        return here > 0
    # What stands under no head is that of the nearest: the negative of an overlap is a distance.
    return True if 2 * here > there else False if 2 * there > here else None


def _overlap(one: Box, other: Box) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _is_level(place: Box, row: Box) -> bool:
    return min(place.bottom, row.bottom) - max(place.top, row.top) > 0.3 * place.height


def _is_stray(view: View, found: Table, row: Row, place: Box, item: int) -> bool:
    """Whether something near a row in its column may belong to it, though it is not level with it."""
    if view.is_label(item) or row.box != row.place.box:
        # Between two lines across the page, all that is of a row is level with it.
        return False
    following = [other.box.top for other in found.rows if other.box.top > row.box.bottom - 1]
    previous = [other.box.bottom for other in found.rows if other.box.bottom < row.box.top + 1]
    pitch = 2.2 * view.sheet.height
    end = min(following, default=row.box.bottom + pitch)
    start = max(previous, default=row.box.top)
    between = start - 1 <= place.top and place.bottom <= end + 1
    near = place.top - row.box.bottom < pitch and row.box.top - place.bottom < pitch
    level = any(_is_level(place, other.box) for other in found.rows)
    return between and near and not level and place.top >= found.rows[0].box.top - 1


def _heads_beside(view: View, found: Table, head: Name) -> list[Box]:
    """What stands level with a head, above the rows; what is beside a mark is an answer, no head."""
    sheet = view.sheet
    first = found.rows[0].place.box.top
    return [
        segment.box
        for segment in sheet.segments
        if segment.box.bottom <= first
        and segment.box.top > head.box.top - 3 * sheet.height
        and segment.box.bottom < head.box.bottom + 3 * sheet.height
        and _overlap(segment.box, head.box) <= 0
        and all(item >= 0 for item in sheet.lines[segment.line])
    ]


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
    nearest = max(over, key=lambda name: name.box.bottom, default=None)
    if nearest is None or any(
        nearest.box.bottom - 1 < segment.box.top and segment.box.bottom < top + 1
        for segment in view.sheet.segments
    ):
        return None
    return nearest


def place(view: View, cell: Cell) -> Place:
    """The words of a cell as a place; ``empty`` where there are none."""
    segments = [item for item in cell.items if item >= 0]
    return place_of(view, segments, cell.box)
