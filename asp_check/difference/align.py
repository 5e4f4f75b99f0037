"""Two sequences aligned: what they have in common, in order, in about linear time.

What both begin and end with is set aside; then what occurs once on either side anchors the rest
(patience), again between anchors; where nothing does, runs of several items are tried as anchors,
then the shortest path of edits (Myers) as long as it is short.  What is left over is replaced whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

MAX_EDITS = 128
"""Items added and removed, within one stretch without anchor, up to which a shortest path is sought."""
_SHORT = 64
"""Items of both in a stretch up to which a shortest path is sought at once."""
_RUN = 6
"""How many items in a row are tried as one anchor where single ones repeat."""

Block = tuple[int, int, int]
"""Where it begins in A, where in B, how many items it has."""


def blocks(a: Sequence[int], b: Sequence[int]) -> list[Block]:
    """Stretches that both have, in order, neighbours joined."""
    joined: list[Block] = []
    for i, j, size in sorted(_blocks(a, b)):
        if joined:
            pi, pj, psize = joined[-1]
            if pi + psize == i and pj + psize == j:
                joined[-1] = (pi, pj, psize + size)
                continue
        joined.append((i, j, size))
    return joined


def increasing(values: Sequence[int]) -> list[int]:
    """The positions of a longest rising run of these values (not neighbours), in order.

    >>> increasing([3, 0, 1, 2])
    [1, 2, 3]
    """
    tops: list[int] = []
    holders: list[int] = []
    before = [-1] * len(values)
    for position, value in enumerate(values):
        at = bisect_left(tops, value)
        before[position] = holders[at - 1] if at else -1
        if at == len(tops):
            tops.append(value)
            holders.append(position)
        else:
            tops[at] = value
            holders[at] = position
    found = []
    position = holders[-1] if holders else -1
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]


def _blocks(a: Sequence[int], b: Sequence[int]) -> Iterator[Block]:
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        start = a0
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            a0, b0 = a0 + 1, b0 + 1
        if a0 > start:
            yield start, b0 - (a0 - start), a0 - start
        end = a1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
        if end > a1:
            yield a1, b1, end - a1
        if a0 == a1 or b0 == b1:
            continue
        short = a1 - a0 + b1 - b0 <= _SHORT
        anchors = [] if short else _anchors(a, a0, a1, b, b0, b1)
        if not anchors:
            yield from _shortest(a, a0, a1, b, b0, b1)
            continue
        # Each anchor is at the head of a stretch: what follows it is found as its common beginning.
        edges = [(a0, b0), *anchors, (a1, b1)]
        waiting += [
            (i0, i1, j0, j1) for (i0, j0), (i1, j1) in pairwise(edges) if i0 < i1 and j0 < j1
        ]


def _anchors(
    a: Sequence[int], a0: int, a1: int, b: Sequence[int], b0: int, b1: int
) -> list[tuple[int, int]]:
    """Pairs of what occurs once on either side, rising on both; never the whole stretch again."""
    for run in (1, _RUN):
        in_a, in_b = _once(a, a0, a1, run), _once(b, b0, b1, run)
        pairs = [(i, in_b[key]) for key, i in in_a.items() if key in in_b and i >= 0]
        pairs = sorted((i, j) for i, j in pairs if j >= 0)
        if pairs:
            # (a0, b0) differ, or they would have been set aside: progress is sure.
            return [pairs[k] for k in increasing([j for _, j in pairs])]
    return []


def _once(items: Sequence[int], start: int, end: int, run: int) -> dict[object, int]:
    """Where each item, or run of items, stands that occurs once; -1 if it occurs more often."""
    found: dict[object, int] = {}
    for position in range(start, end - run + 1):
        key = items[position] if run == 1 else tuple(items[position : position + run])
        found[key] = -1 if key in found else position
    return found


def _shortest(
    a: Sequence[int], a0: int, a1: int, b: Sequence[int], b0: int, b1: int
) -> Iterator[Block]:
    """The stretches along a shortest path of edits, none where it takes more than ``MAX_EDITS``."""
    n, m = a1 - a0, b1 - b0
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(n + m, MAX_EDITS) + 1):
        trace.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))
            x = furthest.get(k + 1, 0) if down else furthest.get(k - 1, 0) + 1
            y = x - k
            while x < n and y < m and a[a0 + x] == b[b0 + y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            if x >= n and y >= m:
                yield from _path(trace, n, m, a0, b0)
                return


def _path(trace: Sequence[dict[int, int]], n: int, m: int, a0: int, b0: int) -> Iterator[Block]:
    """The diagonals of the path that ends at (n, m), walked backwards."""
    x, y = n, m
    for edits in range(len(trace) - 1, -1, -1):
        furthest = trace[edits]
        k = x - y
        down = k == -edits or (k != edits and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))
        before = k + 1 if down else k - 1
        px = furthest.get(before, 0) if edits else 0
        py = px - before if edits else 0
        sx, sy = (px, py + 1) if down else (px + 1, py)
        if not edits:
            sx, sy = 0, 0
        if x > sx:
            yield a0 + sx, b0 + sy, x - sx
        x, y = px, py
