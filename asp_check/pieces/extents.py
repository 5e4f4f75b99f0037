"""How far a value goes: on its line, and on the lines that go on with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asp_check.pieces.layout import Segment, follows
from asp_check.pieces.model import Box, Word
from asp_check.pieces.view import View, around

FAR = 30.0
"""Words of one value are never so far apart, in points."""
_MOST_LINES = 12
"""A value has fewer lines; one that has more is none."""

Lines = tuple[tuple[Word, ...], ...]


class Place(NamedTuple):
    """A place where a value stands, or should.

    ``lines`` are its words, line by line; ``joined`` tells of each line but the first whether the one
    above had no room for its first word, so that it goes on with it.  ``closed``: lines close a cell
    around it.  ``empty``: nothing is written there.  ``loose``: nothing shows that it is the label's.
    ``led``: a colon before it shows that it is.  ``beyond`` is what else stands further on its line.
    ``open_end``: its line is full, and what stands below it, under the label, may go on with it.
    """

    lines: Lines = ()
    box: Box = Box(0, 0, 0, 0)
    joined: tuple[bool, ...] = ()
    closed: bool = False
    empty: bool = False
    loose: bool = False
    led: bool = False
    beyond: Lines = ()
    doubt: str = ""
    open_end: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, one line after the other."""
        return tuple(word for line in self.lines for word in line)


def going_on(view: View, segment: int, words: Sequence[Word]) -> tuple[Word, ...]:
    """What stands on the same line as a value, close by or in the same cell."""
    found: list[Word] = []
    last = words[-1].box
    cell = view.sheet.segments[segment].cell
    for item in view.sheet.right(segment):
        if item < 0 or view.is_label(item):
            break
        other = view.sheet.segments[item]
        near = other.box.left - last.right <= FAR
        typed = words[-1].origin != "text" and other.words[0].origin != "text"
        far = other.box.left - last.right > 3 * FAR or not (typed or cell is not None)
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


def beyond(view: View, segment: int, words: Sequence[Word]) -> Lines:
    """What stands further on the line of a value, up to the next label or mark."""
    found: list[tuple[Word, ...]] = []
    end = words[-1].box.right
    cell = view.sheet.segments[segment].cell
    for item in view.sheet.right(segment):
        if item < 0 or view.is_label(item) or view.sheet.segments[item].cell != cell:
            break
        other = view.sheet.segments[item]
        if other.box.left > end:
            found.append(other.words)
    return tuple(found)


def may_go_on(view: View, segment: int, words: Sequence[Word]) -> bool:
    """Whether what stands next on the line may belong to a value: it is near, and of no column."""
    sheet = view.sheet
    end = words[-1].box.right
    following = next(
        (item for item in sheet.right(segment) if item < 0 or sheet.item(item).left > end), -1
    )
    if following < 0 or view.is_label(following):
        return False
    alone = sheet.before[following] < 0 and sheet.after[following] < 0
    near = sheet.item(following).left - end <= 3 * FAR
    return alone and near and sheet.segments[following].cell == sheet.segments[segment].cell


def continued(
    view: View,
    words: tuple[Word, ...],
    edge: float,
    segment: int,
    own: Sequence[int] = (),
    *,
    apart: bool = False,
) -> Place:
    """A value that starts with these words, with the lines that go on with it.

    A line goes on below if it stands under the start of the value with nothing to its left, or under
    the label (``edge``) where the line above had no room left for its first word.  ``own`` are the
    segments of the label, which may have lines beside it.  ``apart``: the value stands in a column of
    its own, and goes on under its label in the middle of a sentence alone.
    """
    lines, joined = [words], []
    start = words[0].box.left
    cell = view.sheet.segments[segment].cell
    under_label = start - edge <= 2 * view.sheet.em
    doubt, open_end = "", False
    at = view.sheet.segments[segment].line
    while (below := _line_below(view, lines[-1], at, (start, edge), own)) is not None:
        if not (view.sheet.wraps or under_label):
            break
        following = view.sheet.segments[below]
        hangs = not under_label and following.box.left - edge > 2 * view.sheet.em
        full = _is_full(view, lines[-1], following, cell)
        if apart and not hangs and not following.text[:1].islower():
            open_end = full and not view.is_label(below)
            break
        if view.is_label(below) or (hangs and _has_left(view, below, edge, own)):
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
    return Place(tuple(lines), box, tuple(joined), doubt=doubt, open_end=open_end)


def _line_below(
    view: View, words: Sequence[Word], line: int, starts: tuple[float, float], own: Sequence[int]
) -> int | None:
    """The segment on the next line that begins under a value, or under its label; none of the label."""
    sheet = view.sheet
    box = around([word.box for word in words])
    cell = sheet.grid.cell((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    for row in sheet.lines[line + 1 : line + 4]:
        for item in row:
            if item < 0 or item in own:
                continue
            other = sheet.segments[item]
            under = any(abs(other.box.left - x) <= 1.5 * sheet.em for x in starts)
            if not under or other.cell != cell:
                continue
            if not follows(words, other.words, sheet.em) or sheet.grid.divides(
                box.bottom, other.box.top, other.box.left + 1
            ):
                return None
            same = (words[-1].origin == "text") == (other.words[0].origin == "text")
            return item if same else None
    return None


def _has_left(view: View, segment: int, edge: float, own: Sequence[int]) -> bool:
    """Whether something stands to the left of a segment on its line, from the label's edge on."""
    sheet = view.sheet
    here = sheet.segments[segment]
    return any(
        item not in own
        and edge - 2 * sheet.em <= sheet.item(item).left < here.box.left - 0.5
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
