"""Spans where the file is already known to be at fault: nothing more is said there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Faults:
    """Disjoint spans, sorted; spans touch where they share a byte or an edge."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether a fault lies in this span or at its edges."""
        index = bisect_right(self._starts, end) - 1
        return index >= 0 and self._ends[index] >= start

    def inside(self, start: int, end: int) -> bool:
        """Whether a fault lies in this span, its far edge left out."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._ends[index] > start
