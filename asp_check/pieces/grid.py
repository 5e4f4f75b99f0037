"""The straight lines of a page: the cells that they close, and the walls between two places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from asp_check.pieces.model import Box

_JOIN = 2.0
"""Lines that lie no further apart, in points, are one; as are two ends that nearly meet."""
_FARTHEST = 256
"""So many lines are looked at from one place, in one direction; a page of lines holds no cells."""


class _Line(NamedTuple):
    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """Horizontal lines from top to bottom, and vertical ones from left to right.

    ``beams`` and ``posts`` are those of them that close cells: both their ends meet another line.
    ``fields`` are small frames by themselves, drawn around what is to be filled in: no cells.
    """

    rows: tuple[_Line, ...] = ()
    columns: tuple[_Line, ...] = ()
    beams: tuple[_Line, ...] = ()
    posts: tuple[_Line, ...] = ()
    fields: tuple[Box, ...] = ()

    def cell(self, x: float, y: float) -> Box | None:
        """The cell that lines close around a point; ``None`` in the open."""
        top = _before(self.beams, y, x)
        bottom = _after(self.beams, y, x)
        left = _before(self.posts, x, y)
        right = _after(self.posts, x, y)
        if top is None or bottom is None or left is None or right is None:
            return None
        return Box(left, top, right, bottom)

    def parts(self, left: float, right: float, y: float) -> bool:
        """Whether a vertical line stands between two places of one height."""
        found = _after(self.columns, left - _JOIN / 2, y)
        return found is not None and found <= right + _JOIN / 2

    def divides(self, top: float, bottom: float, x: float) -> bool:
        """Whether a horizontal line lies between two places one above the other."""
        found = _after(self.rows, top - _JOIN / 2, x)
        return found is not None and found <= bottom + _JOIN / 2

    def wall_right(self, x: float, y: float) -> float | None:
        """Where the next vertical line stands, to the right of a point."""
        return _after(self.columns, x, y)

    def wall_above(self, x: float, y: float) -> float | None:
        """Where the next horizontal line lies, above a point."""
        return _before(self.rows, y, x)

    def wall_below(self, x: float, y: float) -> float | None:
        """Where the next horizontal line lies, below a point."""
        return _after(self.rows, y, x)


def _before(lines: Sequence[_Line], at: float, along: float) -> float | None:
    last = bisect_right(lines, at, key=lambda line: line.at)
    for line in reversed(lines[max(0, last - _FARTHEST) : last]):
        if line.start - _JOIN <= along <= line.end + _JOIN:
            return line.at
    return None


def _after(lines: Sequence[_Line], at: float, along: float) -> float | None:
    first = bisect_left(lines, at, key=lambda line: line.at)
    for line in lines[first : first + _FARTHEST]:
        if line.start - _JOIN <= along <= line.end + _JOIN:
            return line.at
    return None


def grid(rules: Sequence[Box]) -> Grid:
    """The lines of a page, those that continue each other as one; frames inside cells left out.

    >>> frame = (Box(0, 0, 90, 0), Box(0, 50, 90, 50), Box(0, 0, 0, 50), Box(90, 0, 90, 50))
    >>> grid(frame).cell(45, 5), grid(frame).cell(95, 5)
    (Box(left=0.0, top=0.0, right=90.0, bottom=50.0), None)
    """
    frames = _fields(rules)
    left_out = {rule for frame in frames for rule in frame.rules}
    found = grid_of(rule for index, rule in enumerate(rules) if index not in left_out)
    return found._replace(fields=tuple(frame.box for frame in frames))


def grid_of(rules: Iterable[Box]) -> Grid:
    """The lines of a page, all of them, those that continue each other as one."""
    rows: list[_Line] = []
    columns: list[_Line] = []
    for box in rules:
        if box.width >= box.height:
            rows.append(_Line((box.top + box.bottom) / 2, box.left, box.right))
        else:
            columns.append(_Line((box.left + box.right) / 2, box.top, box.bottom))
    flat, upright = _joined(rows), _joined(columns)
    return Grid(flat, upright, _held(flat, upright), _held(upright, flat))


def _held(lines: Sequence[_Line], others: Sequence[_Line]) -> tuple[_Line, ...]:
    """The lines both ends of which lie on one of the others: no underlining is one."""
    return tuple(
        line
        for line in lines
        if _meets(others, line.start, line.at) and _meets(others, line.end, line.at)
    )


def _meets(lines: Sequence[_Line], at: float, along: float) -> bool:
    """Whether a line stands at a place, and passes by there."""
    first = bisect_left(lines, at - 2 * _JOIN, key=lambda line: line.at)
    for line in lines[first : first + _FARTHEST]:
        if line.at > at + 2 * _JOIN:
            return False
        if line.start - 2 * _JOIN <= along <= line.end + 2 * _JOIN:
            return True
    return False


def _joined(lines: list[_Line]) -> tuple[_Line, ...]:
    found: list[_Line] = []
    group: list[_Line] = []
    for line in sorted(lines):
        if group and line.at - group[0].at > _JOIN:
            found += _merged(group)
            group = []
        group.append(line)
    return tuple(sorted([*found, *_merged(group)]))


def _merged(group: list[_Line]) -> list[_Line]:
    """Lines of one height whose ends meet, made one."""
    found: list[_Line] = []
    for line in sorted(group, key=lambda line: line.start):
        if found and line.start <= found[-1].end + _JOIN:
            found[-1] = found[-1]._replace(end=max(found[-1].end, line.end))
        else:
            found.append(line._replace(at=group[0].at))
    return found


# --- Frames of fields

_FRAME = 45.0
"""The frame around a field is not higher; alone on the page, it holds one line."""
_LINE = 26.0
_MOST_FRAMES = 600


class _Frame(NamedTuple):
    box: Box
    rules: tuple[int, int, int, int]


def _fields(rules: Sequence[Box]) -> list[_Frame]:
    """Small frames that stand within a cell, or by themselves: they part nothing."""
    frames = _frames(rules)
    small = [frame for frame in frames if frame.box.height <= _FRAME]
    if not small or len(frames) > _MOST_FRAMES:
        return []
    own = {rule for frame in small for rule in frame.rules}
    others = grid_of(rule for index, rule in enumerate(rules) if index not in own)
    corners = _corners(rules)
    return [
        frame
        for frame in small
        if _is_within(frame, frames, others)
        or (
            frame.box.height <= _LINE and _is_alone(frame, corners) and not _is_parted(frame, rules)
        )
    ]


def _is_within(frame: _Frame, frames: Sequence[_Frame], others: Grid) -> bool:
    box = frame.box
    around = others.cell((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    if around is not None and _within(box, around):
        return True
    return any(_within(box, other.box) for other in frames)


def _corners(rules: Sequence[Box]) -> Mapping[tuple[int, int], int]:
    """How many lines end at each place."""
    found: dict[tuple[int, int], int] = {}
    for rule in rules:
        for end in ((rule.left, rule.top), (rule.right, rule.bottom)):
            at = round(end[0] / 2), round(end[1] / 2)
            found[at] = found.get(at, 0) + 1
    return found


def _is_parted(frame: _Frame, rules: Sequence[Box]) -> bool:
    """Whether a line stands inside a frame: then it is a row of cells."""
    box = frame.box
    return any(
        rule.height > rule.width
        and box.left + 3 < rule.left < box.right - 3
        and rule.top < box.bottom - 1
        and rule.bottom > box.top + 1
        for rule in rules
    )


def _is_alone(frame: _Frame, corners: Mapping[tuple[int, int], int]) -> bool:
    """Whether no other line ends at the corners of a frame."""
    box = frame.box
    return all(
        sum(
            corners.get((round(x / 2) + dx, round(y / 2) + dy), 0)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        )
        <= 2
        for x in (box.left, box.right)
        for y in (box.top, box.bottom)
    )


def _within(one: Box, other: Box) -> bool:
    """Whether a box lies inside another, touching none of its sides, and is no part of a page frame."""
    return (
        other.left + 0.8 < one.left
        and one.right < other.right - 0.8
        and other.top + 0.8 < one.top
        and one.bottom < other.bottom - 0.8
        and other.height <= 300
    )


def _frames(rules: Sequence[Box]) -> list[_Frame]:
    """Four lines whose ends meet, and that nothing lengthens."""
    flat: dict[tuple[int, int], list[int]] = {}
    upright: dict[tuple[int, int], list[int]] = {}
    for index, rule in enumerate(rules):
        if rule.width >= rule.height:
            flat.setdefault((round(rule.left), round(rule.right)), []).append(index)
        else:
            upright.setdefault((round(rule.top), round(rule.bottom)), []).append(index)
    found: list[_Frame] = []
    for (left, right), indices in flat.items():
        indices.sort(key=lambda index: rules[index].top)
        for above, below in pairwise(indices):
            top, bottom = round(rules[above].top), round(rules[below].top)
            sides = [
                index
                for dy in (0, -1, 1)
                for dz in (0, -1, 1)
                for index in upright.get((top + dy, bottom + dz), ())
            ]
            first = next((i for i in sides if abs(rules[i].left - left) <= 1.5), None)
            last = next((i for i in sides if abs(rules[i].left - right) <= 1.5), None)
            if first is not None and last is not None and first != last:
                box = Box(rules[first].left, rules[above].top, rules[last].left, rules[below].top)
                found.append(_Frame(box, (above, below, first, last)))
    return found
