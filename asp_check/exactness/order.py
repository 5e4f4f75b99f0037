"""Sequences: which members kept their order, which elements of a tuple answer to which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

_MAX_CELLS = 40_000
_MAX_MOVED = 12
"""Elements of a tuple in which one that moved is looked for."""

_FITS = 0.7
"""The likeness from which an element may be the one wanted."""


def in_order(values: Sequence[int]) -> set[int]:
    """Positions of a longest increasing run of these values: those that did not move.

    >>> sorted(in_order([0, 3, 1, 2]))
    [0, 2, 3]
    """
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(values)
    for position, value in enumerate(values):
        place = bisect_left(tails, value)
        if place == len(tails):
            tails.append(value)
            at.append(position)
        else:
            tails[place] = value
            at[place] = position
        before[position] = at[place - 1] if place else -1
    kept: set[int] = set()
    position = at[-1] if at else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept


def align(rows: int, columns: int, alike: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pairs (row, column), in order on both sides, that are most alike in sum.

    >>> align(3, 2, lambda r, c: 1.0 if (r, c) in {(0, 0), (2, 1)} else 0.0)
    [(0, 0), (2, 1)]
    """
    if rows * columns > _MAX_CELLS:
        return [(i, i) for i in range(min(rows, columns)) if alike(i, i) > 0]
    scores = [[alike(r, c) for c in range(columns)] for r in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            skip = max(best[r + 1][c], best[r][c + 1])
            best[r][c] = max(skip, best[r + 1][c + 1] + scores[r][c])
    pairs = []
    r = c = 0
    while r < rows and c < columns:
        if scores[r][c] > 0 and best[r][c] == best[r + 1][c + 1] + scores[r][c]:
            pairs.append((r, c))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return pairs


def one_moved(size: int, alike: Callable[[int, int], float]) -> list[tuple[int, int]] | None:
    """Pairs (row, column) of all elements but one, which stands elsewhere; ``None`` if no such.

    >>> one_moved(3, lambda r, c: 1.0 if (r, c) in {(1, 0), (2, 1), (0, 2)} else 0.0)
    [(1, 0), (2, 1)]
    """
    if not 1 < size <= _MAX_MOVED:
        return None
    fits = [[alike(r, c) >= _FITS for c in range(size)] for r in range(size)]
    if sum(not fits[i][i] for i in range(size)) < 2:  # A move misplaces two.
        return None
    for column in range(size):
        for row in range(size):
            others = zip(_but(row, size), _but(column, size), strict=True)
            pairs = list(others)
            if fits[row][column] and all(fits[r][c] for r, c in pairs):
                return pairs
    return None


def _but(index: int, size: int) -> list[int]:
    return [i for i in range(size) if i != index]
