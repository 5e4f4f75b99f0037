"""Where the value of a label stands: after it, to its right, or below; or that its place is empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.layout import Segment, follows
from asp_check.pieces.model import Box, Word
from asp_check.pieces.names import Name
from asp_check.pieces.view import View, around
from asp_check.pieces.wording import fold

_FAR = 30.0
"""Words of one value are never so far apart, in points."""
_MOST_LINES = 12
"""A value has fewer lines; one that has more is none."""

_MOST_ROWS = 200

Lines = tuple[tuple[Word, ...], ...]


class Place(NamedTuple):
    """A place where a value stands, or should.

    ``lines`` are its words, line by line; ``joined`` tells of each line but the first whether the one
    above had no room for its first word, so that it goes on with it.  ``closed``: lines close a cell
    around it.  ``empty``: nothing is written there.  ``loose``: nothing shows that it is the label's.
    ``led``: a colon before it shows that it is.
    """

    lines: Lines = ()
    box: Box = Box(0, 0, 0, 0)
    joined: tuple[bool, ...] = ()
    closed: bool = False
    empty: bool = False
    loose: bool = False
    led: bool = False
    doubt: str = ""

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, one line after the other."""
        return tuple(word for line in self.lines for word in line)


def places(view: View, name: Name) -> tuple[Place, ...]:
    """The places that may hold the value of a label: none, one, or several that compete."""
    if name.rest:
        return (_inline(view, name),)
    cell = view.alone(name)
    if cell is not None:
        return _by_cells(view, name, cell)
    return _in_the_open(view, name)


# --- On the line of the label


def _inline(view: View, name: Name) -> Place:
    words = _up_to_next(view, name)
    if not words:
        return Place((), name.box, empty=True)
    if name.direct == "number":
        return Place((words,), around([word.box for word in words]))
    words += _going_on(view, name.last, words)
    label = view.sheet.segments[name.segments[0]].box
    return _continued(view, words, label.left, name.last)


def _up_to_next(view: View, name: Name) -> tuple[Word, ...]:
    """The words after a label, up to the next label of the same segment."""
    starts = [
        other.box.left
        for other in view.inside.get(name.last, ())
        if other.box.left > name.box.left and other is not name and other.last == name.last
    ]
    if not starts:
        return name.rest
    kept = [word for word in name.rest if word.box.left < min(starts) - 0.5]
    while kept and not any(character.isalnum() for character in kept[-1].text):
        kept.pop()
    if kept and kept[-1].text[-1] in ",;":
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(",;"))
    return tuple(kept)


def _going_on(view: View, segment: int, words: Sequence[Word]) -> tuple[Word, ...]:
    """What stands on the same line as a value, close by or in the same cell."""
    found: list[Word] = []
    last = words[-1].box
    cell = view.sheet.segments[segment].cell
    for item in view.sheet.right(segment):
        if item < 0 or view.is_label(item):
            break
        other = view.sheet.segments[item]
        near = other.box.left - last.right <= _FAR
        typed = words[-1].origin != "text" and other.words[0].origin != "text"
        far = other.box.left - last.right > 3 * _FAR or not (typed or cell is not None)
        if other.cell != cell or (not near and far):
            break
        kept = view.before_label(item)
        found += kept
        if kept != other.words:
            break
        last = other.box
    while found and found[-1].text in {".", ",", ";"}:
        found.pop()
    return tuple(found)


def _continued(view: View, words: tuple[Word, ...], edge: float, segment: int) -> Place:
    """A value that starts with these words, with the lines that go on with it.

    A line goes on below if it stands under the start of the value with nothing to its left, or under
    the label (``edge``) where the line above had no room left for its first word.
    """
    lines, joined = [words], []
    start = words[0].box.left
    cell = view.sheet.segments[segment].cell
    under_label = start - edge <= 2 * view.sheet.em
    doubt = ""
    at = view.sheet.segments[segment].line
    while (below := _line_below(view, lines[-1], at, start, edge, cell)) is not None:
        if not (view.sheet.wraps or under_label):
            break
        following = view.sheet.segments[below]
        hangs = not under_label and following.box.left - edge > 2 * view.sheet.em
        full = _is_full(view, lines[-1], following, cell)
        if view.is_label(below) or (hangs and _has_left(view, below, edge)):
            break
        if view.seems_label(below) or len(lines) > _MOST_LINES:
            doubt = "extent" if hangs else doubt
            break
        if not (hangs or full or under_label):
            doubt = "extent" if following.text[:1].islower() else doubt
            break
        joined.append(full)
        lines.append(following.words)
        at = following.line
    box = around([word.box for line in lines for word in line])
    return Place(tuple(lines), box, tuple(joined), doubt=doubt)


def _line_below(
    view: View, words: Sequence[Word], line: int, start: float, edge: float, cell: Box | None
) -> int | None:  # fmt: skip
    """The segment on the next line that stands under a value, or under its label."""
    sheet = view.sheet
    box = around([word.box for word in words])
    for row in sheet.lines[line + 1 : line + 4]:
        for item in row:
            if item < 0:
                continue
            other = sheet.segments[item]
            under = any(abs(other.box.left - x) <= 1.5 * sheet.em for x in (start, edge))
            if not under or other.cell != cell:
                continue
            if not follows(words, other.words, sheet.em) or sheet.grid.divides(
                box.bottom, other.box.top, other.box.left + 1
            ):
                return None
            same = (words[-1].origin == "text") == (other.words[0].origin == "text")
            return item if same else None
    return None


def _has_left(view: View, segment: int, edge: float) -> bool:
    """Whether something stands to the left of a segment on its line, from the label's edge on."""
    sheet = view.sheet
    here = sheet.segments[segment]
    return any(
        edge - 2 * sheet.em <= sheet.item(item).left < here.box.left - 0.5
        and (item < 0 or sheet.segments[item].cell == here.cell)
        for item in sheet.lines[here.line]
    )


def _is_full(view: View, words: Sequence[Word], following: Segment, cell: Box | None) -> bool:
    """Whether a line had no room for the first word of the next."""
    sheet = view.sheet
    if not sheet.wraps:
        return False
    line = around([word.box for word in words])
    limit = cell.right - 2 if cell is not None else _right_limit(view, line)
    return line.right + following.words[0].box.width + 0.5 * sheet.em > limit - 1.5 * sheet.em


def _right_limit(view: View, line: Box) -> float:
    """Where the text of a column ends: before what stands to its right, or with the page's text."""
    sheet = view.sheet
    near = [
        segment.box.left - 2 * sheet.em
        for segment in sheet.segments
        if segment.box.left > line.right + sheet.em
        and segment.box.bottom > line.top - 3 * sheet.height
        and segment.box.top < line.bottom + 3 * sheet.height
    ]
    wall = sheet.grid.wall_right(line.right, (line.top + line.bottom) / 2)
    return min([view.body.right, *near, *([wall - 2] if wall is not None else [])])


# --- In cells


def _by_cells(view: View, name: Name, cell: Box) -> tuple[Place, ...]:
    """The cell to the right of a label's, or those below it where it heads a column."""
    right, below = view.neighbour(cell, below=False), view.neighbour(cell, below=True)
    if below is None and view.labels_beside(name) > 1 and view.labels_in_column(name) <= 1:
        under = tuple(_open_column(view, cell))
        if under:
            return under
    if right is not None and _says(view, right) == ":":
        right = view.neighbour(right, below=False)
    right_value = right is not None and _is_value(view, right)
    below_value = below is not None and _is_value(view, below)
    if right is not None and below is not None and right_value and below_value:
        beside, column = view.labels_beside(name), view.labels_in_column(name)
        if beside > 1 and column <= 1:
            right_value = False
        elif column > 1:
            below_value = False
    if right is not None and right_value and not below_value:
        return (_cell_place(view, right),)
    if below is not None and below_value and not right_value:
        return tuple(_column(view, cell, below))
    if right is not None and below is not None and right_value and below_value:
        return (_cell_place(view, right), *_column(view, cell, below))
    return tuple(_empty_cell(view, name, right, below))


def _empty_cell(
    view: View, name: Name, right: Box | None, below: Box | None
) -> Iterator[Place]:  # fmt: skip
    """The empty cell where a value was awaited, if it can be told which one."""
    right_empty = right is not None and not view.content(right)
    below_empty = below is not None and not view.content(below)
    heads = view.labels_beside(name) > 1 and view.labels_in_column(name) <= 1
    if right is not None and right_empty and not (heads and below_empty):
        yield Place((), right, empty=True)
    elif below is not None and below_empty and heads:
        yield Place((), below, empty=True)
    elif right is None and below is None:
        yield from _in_the_open(view, name)


def _says(view: View, cell: Box) -> str:
    return " ".join(view.sheet.segments[item].text for item in view.content(cell) if item >= 0)


def _is_value(view: View, cell: Box) -> bool:
    content = view.content(cell)
    return bool(content) and not view.holds_label(content)


def _cell_place(view: View, cell: Box) -> Place:
    return place_of(view, [item for item in view.content(cell) if item >= 0], cell)


def place_of(view: View, segments: Sequence[int], cell: Box) -> Place:
    """All that a cell says, as one value."""
    if not segments:
        return Place((), cell, empty=True)
    rows: dict[int, list[Word]] = {}
    for index in segments:
        segment = view.sheet.segments[index]
        rows.setdefault(segment.line, []).extend(segment.words)
    lines = tuple(tuple(words) for words in rows.values())
    firsts = [view.sheet.segments[index] for index in segments]
    following = [_first_of(firsts, line) for line in list(rows)[1:]]
    joined = tuple(
        follows(line, after.words, view.sheet.em) and _is_full(view, line, after, cell)
        for line, after in zip(lines, following, strict=False)
    )
    return Place(lines, around([s.box for s in firsts]), joined, closed=True)


def _first_of(segments: Sequence[Segment], line: int) -> Segment:
    return next(segment for segment in segments if segment.line == line)


def _column(view: View, head: Box, cell: Box | None) -> Iterator[Place]:
    """The values of a column, from the cell under its head on; rows of totals are no part of it."""
    for _ in range(_MOST_ROWS):
        if cell is None or not head.left - 3 <= (cell.left + cell.right) / 2 <= head.right + 3:
            return
        content = view.content(cell)
        if not content:
            cell = view.neighbour(cell, below=True)
            continue
        if view.holds_label(content):
            return
        if not _row_is_labelled(view, cell):
            yield _cell_place(view, cell)
        cell = view.neighbour(cell, below=True)


def _open_column(view: View, cell: Box) -> Iterator[Place]:
    """The values under a head whose column no lines close: lines near it, one by one."""
    bottom = cell.bottom
    for index, segment in enumerate(view.sheet.segments):
        middle = (segment.box.left + segment.box.right) / 2
        if segment.box.top < cell.bottom - 1 or not cell.left <= middle <= cell.right:
            continue
        far = segment.box.top - bottom > 2.2 * view.sheet.height
        inside = cell.left - 2 <= segment.box.left and segment.box.right <= cell.right + 2
        if far or not inside or view.is_label(index):
            return
        if not _row_is_labelled(view, segment.box):
            yield Place((segment.words,), segment.box)
        bottom = segment.box.bottom


def _row_is_labelled(view: View, cell: Box) -> bool:
    """Whether a label to the left names what this cell holds, or it is in a row of totals."""
    middle = (cell.top + cell.bottom) / 2
    if any(
        segment.box.top <= middle <= segment.box.bottom
        and segment.box.right <= cell.left + 1
        and fold(segment.text).startswith(("total", "sous-total", "net a payer"))
        for segment in view.sheet.segments
    ):
        return True
    return any(
        name.box.top <= middle <= name.box.bottom and name.box.right <= cell.left + 1
        for name in view.names
        if view.is_bare(name)
    )


# --- In the open


def _in_the_open(view: View, name: Name) -> tuple[Place, ...]:
    right, blocked = _to_the_right(view, name)
    below = _below(view, name)
    if right is not None and (name.colon or right.led):
        return (right,)
    if below is not None and name.colon and _answers_beside(view, name):
        below = None
    beside, under = _stands_beside(view, name, right), _stands_under(view, name, below)
    if right is not None and below is not None and beside != under:
        right, below = (right, None) if beside else (None, below)
    found = tuple(place for place in (right, below) if place is not None)
    if len(found) == 1 and not (name.colon or beside or under):
        found = (found[0]._replace(doubt=found[0].doubt or "extent", loose=True),)
    if found:
        return found
    empty = _left_empty(view, name, blocked=blocked)
    return (empty,) if empty is not None else ()


def _stands_beside(view: View, name: Name, place: Place | None) -> bool:
    """Whether the page shows that a value stands to the right of its label."""
    if place is None:
        return False
    sheet = view.sheet
    between = name.box._replace(left=name.box.right, right=place.box.left)
    led = (
        place.led
        or any(filler.overlaps(between) for filler in sheet.fillers)
        or _is_led(view, between)
    )
    near = place.box.left - name.box.right <= 6 * sheet.em
    typed = place.words[0].origin != "text" and place.box.left - name.box.right <= _FAR * 3
    same_cell = sheet.segments[name.last].cell is not None
    row = _is_row(view, name.box.joined(place.box))
    return led or near or typed or same_cell or row or _stack(view, name) == "labels"


def _is_led(view: View, between: Box) -> bool:
    """Whether a line leads from a label to its value."""
    return between.width > 0 and any(
        line.start < between.left + 0.4 * between.width
        and line.end > between.right - 0.4 * between.width
        and line.start > between.left - 0.4 * between.width
        and between.top < line.at < between.bottom + 3
        for line in view.sheet.grid.rows
    )


def _is_row(view: View, box: Box) -> bool:
    """Whether lines across a label and its value, above and below both, make a row of them."""
    margin = 1.2 * view.sheet.height
    lines = [
        line.at
        for line in view.sheet.grid.rows
        if line.start <= box.left + 2 and line.end >= box.right - 2
    ]
    return any(box.top - margin <= at <= box.top + 2 for at in lines) and any(
        box.bottom - 2 <= at <= box.bottom + margin for at in lines
    )


def _stands_under(view: View, name: Name, place: Place | None) -> bool:
    """Whether the page shows that a value stands under its label."""
    if place is None or name.box.height > 1.2 * place.box.height / max(1, len(place.lines)):
        return False
    sheet = view.sheet
    first = place.lines[0]
    line = around([word.box for word in first])
    tight = line.top - name.box.bottom <= 0.8 * max(line.height, name.box.height)
    lined = sheet.grid.divides(line.bottom - 2, line.bottom + 4, line.left + 2)
    typed = first[0].origin != "text"
    level = abs(line.left - name.box.left) <= sheet.em or _is_head(view, name)
    closed = sheet.segments[name.last].cell is not None
    if lined or typed or closed:
        return level or typed
    heads = view.labels_beside(name) > 1 and _stack(view, name) != "labels"
    return heads or (tight and level and _stack(view, name) != "labels")


def _is_head(view: View, name: Name) -> bool:
    return view.labels_beside(name) > 1


def _stack(view: View, name: Name) -> str:
    """What follows the labels of a column: ``labels``, so that values stand beside; else ``values``."""
    sheet = view.sheet
    follows = {"labels": 0, "values": 0}
    for other in view.names:
        level = abs(other.box.left - name.box.left) <= 1.5 * sheet.em
        near = abs(other.box.top - name.box.top) <= 8 * sheet.height
        if not (view.is_bare(other) and level and near and _alike(view, name, other)):
            continue
        below = _first_below(view, other)
        if below is None:
            continue
        near = sheet.segments[below].box.top - other.box.bottom <= 1.6 * sheet.height
        if near:
            follows["labels" if view.is_label(below) else "values"] += 1
    return "labels" if follows["labels"] > 0 else "values" if follows["values"] > 1 else ""


def _alike(view: View, one: Name, other: Name) -> bool:
    """Whether two labels both stand in cells, or both in the open."""
    segments = view.sheet.segments
    return (segments[one.last].cell is None) == (segments[other.last].cell is None)


def _first_below(view: View, name: Name) -> int | None:
    """The segment that stands first under the start of a label."""
    sheet = view.sheet
    here = sheet.segments[name.last]
    for line in sheet.lines[here.line + 1 : here.line + 5]:
        for item in line:
            if item >= 0 and abs(sheet.segments[item].box.left - name.box.left) <= 1.5 * sheet.em:
                return item
    return None


def _to_the_right(view: View, name: Name) -> tuple[Place | None, bool]:
    """What stands to the right of a label, and whether a mark does."""
    sheet = view.sheet
    cell = sheet.segments[name.last].cell
    found: list[int] = []
    for line in {sheet.segments[segment].line for segment in name.segments}:
        for item in sheet.lines[line]:
            box = sheet.item(item)
            if box.left >= name.box.right - 0.5 * sheet.em and item not in name.segments:
                found.append(item)
    found += _beside(view, name, found)
    found.sort(key=lambda item: sheet.item(item).left)
    if not found:
        return None, False
    first = found[0]
    if first < 0 or view.is_label(first):
        return None, first < 0
    segment = sheet.segments[first]
    if cell is not None and segment.cell != cell:
        return None, False
    led = segment.text.startswith(":")
    if segment.text == ":":
        rest = [item for item in found[1:] if item >= 0]
        if not rest or view.is_label(rest[0]):
            return None, False
        first, segment = rest[0], sheet.segments[rest[0]]
    words = segment.words
    if words[0].text == ":":
        words = words[1:]
    elif words[0].text.startswith(":"):
        words = (words[0]._replace(text=words[0].text[1:]), *words[1:])
    words += _going_on(view, first, words)
    return _continued(view, words, name.box.left, first)._replace(led=led), False


def _beside(view: View, name: Name, known: Sequence[int]) -> list[int]:
    """Segments on lines between those of a label, to its right: a value set at half its height."""
    if len(name.segments) < 2:
        return []
    sheet = view.sheet
    first = sheet.segments[name.segments[0]].line
    last = sheet.segments[name.last].line
    return [
        item
        for line in range(first, last + 1)
        for item in sheet.lines[line]
        if item not in known
        and item not in name.segments
        and sheet.item(item).left >= name.box.right - 0.5 * sheet.em
    ]


def _below(view: View, name: Name) -> Place | None:
    """What stands under a label, close to it."""
    return _right_under(view, name) or _under_head(view, name)


def _under_head(view: View, name: Name) -> Place | None:
    """What stands under one of several heads: as many values on the next line as heads on theirs."""
    sheet = view.sheet
    here = sheet.segments[name.last]
    heads = sheet.lines[here.line]
    if len(heads) < 2 or len(name.segments) > 1 or here.line + 1 >= len(sheet.lines):
        return None
    values = sheet.lines[here.line + 1]
    if len(values) != len(heads) or any(item < 0 for item in (*heads, *values)):
        return None
    at = heads.index(name.last)
    value = sheet.segments[values[at]]
    near = value.box.top - here.box.bottom <= 1.6 * max(sheet.height, here.box.height)
    edges = [
        (sheet.item(one).right, sheet.item(other).left)
        for one, other in ((heads[i], values[i + 1]) for i in range(len(heads) - 1))
    ]
    apart = all(right < left for right, left in edges)
    if not near or not apart or view.is_label(values[at]) or value.cell != here.cell:
        return None
    return Place((value.words,), value.box)


def _right_under(view: View, name: Name) -> Place | None:
    sheet = view.sheet
    here = sheet.segments[name.last]
    for line in sheet.lines[here.line + 1 : here.line + 5]:
        under = [
            item for item in line
            if sheet.item(item).left < name.box.right + sheet.em
            and name.box.left - sheet.em < sheet.item(item).right
        ]  # fmt: skip
        if not under:
            continue
        first = under[0]
        if first < 0 or view.seems_label(first):
            return None
        segment = sheet.segments[first]
        near = segment.box.top - name.box.bottom <= 1.6 * max(sheet.height, name.box.height)
        start = -1.5 * sheet.em <= segment.box.left - name.box.left <= 5 * sheet.em
        centred = aligned_middle(segment.box, name.box, sheet.em)
        if not near or segment.cell != here.cell or not (start or centred):
            return None
        words = segment.words + _going_on(view, first, segment.words)
        return _continued(view, words, segment.box.left, first)
    return None


def aligned_middle(one: Box, other: Box, em: float) -> bool:
    """Whether two boxes have the same middle."""
    return abs(one.left + one.right - other.left - other.right) <= 3 * em


def _answers_beside(view: View, name: Name) -> bool:
    """Whether other labels of the page, followed by a colon, have their values beside them."""
    others = [other for other in view.names if other.colon and other is not name]
    return sum(bool(other.rest) for other in others) * 2 > len(others)


def _left_empty(view: View, name: Name, *, blocked: bool) -> Place | None:
    """The place to the right of a label that nothing is written in, where one can be told."""
    sheet = view.sheet
    page = sheet.page
    right = min(
        [view.body.right if view.body.right > name.box.right + 20 else page.width - 20]
        + [
            sheet.item(item).left
            for item in sheet.right(name.last)
        ]
    )  # fmt: skip
    wall = sheet.grid.wall_right(name.box.right, (name.box.top + name.box.bottom) / 2)
    right = max(name.box.right, right if wall is None else min(right, wall))
    margin = 0.4 * sheet.height
    place = Box(name.box.right, name.box.top - margin, right, name.box.bottom + margin)
    under = Box(
        name.box.left - 2 * sheet.em, name.box.bottom - 1,
        name.box.left + 2 * sheet.em, name.box.bottom + 1.2 * sheet.height,
    )  # fmt: skip
    fillable = [
        box
        for box in (*page.blanks, *sheet.fillers, *sheet.grid.fields)
        if box.width > _FAR
        and (box.overlaps(place) or under.holds(box.left, box.top))
        and not any(segment.box.overlaps(box) for segment in sheet.segments)
    ]
    if fillable:
        return Place((), around([place, *fillable]), empty=True)
    if name.colon and not blocked:
        return Place((), place, empty=True)
    return None
