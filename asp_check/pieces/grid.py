"""The straight lines of a page: the cells that they close, and the walls between two places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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
    """Horizontal lines from top to bottom, and vertical ones from left to right."""

    rows: tuple[_Line, ...] = ()
    columns: tuple[_Line, ...] = ()

    def cell(self, x: float, y: float) -> Box | None:
        """The cell that lines close around a point; ``None`` in the open."""
        top = _before(self.rows, y, x)
        bottom = _after(self.rows, y, x)
        left = _before(self.columns, x, y)
        right = _after(self.columns, x, y)
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


def grid(rules: Iterable[Box]) -> Grid:
    """The lines of a page, those that continue each other as one.

    >>> frame = (Box(0, 0, 90, 0), Box(0, 9, 90, 9), Box(0, 0, 0, 9), Box(90, 0, 90, 9))
    >>> grid(frame).cell(45, 5), grid(frame).cell(95, 5)
    (Box(left=0.0, top=0.0, right=90.0, bottom=9.0), None)
    """
    rows: list[_Line] = []
    columns: list[_Line] = []
    for box in rules:
        if box.width >= box.height:
            rows.append(_Line((box.top + box.bottom) / 2, box.left, box.right))
        else:
            columns.append(_Line((box.left + box.right) / 2, box.top, box.bottom))
    return Grid(_joined(rows), _joined(columns))


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
