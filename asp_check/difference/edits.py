"""Two texts, whatever their bytes, as the stretches that differ: lines first, then tokens.

About linear: what both begin and end with is passed over, lines that occur once anchor the rest,
and only what lies between is cut into tokens, of which the blanks are compared apart.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from asp_check.difference import align
from asp_check.document.grammar import NUMBER, STRING

MAX_EDITS = 20_000
"""Stretches that are told apart; where there are more, the nearest are told as one."""

_LONG_LINE = 400
"""Bytes of a mean line from which a text is cut at its commas, too."""
_LOOK_BACK = 4096

Stretch = tuple[int, int, int, int]
"""Where a stretch begins and ends in A, where in B."""

_LINES = rb"[^\n]*\n|[^\n]+"
_PARTS = rb"[^,{\[\n]*[,{\[\n]|[^,{\[\n]+"
_TOKEN = (
    STRING + rb"|" + NUMBER + rb"|[{}\[\]:,]|[0-9A-Za-z_\x80-\xff]+|[^ \t\r\n]"
)  # fmt: skip


def stretches(a: bytes, b: bytes) -> list[Stretch]:
    """The stretches that differ, in order; B is A with each of them put in its place."""
    if a == b:
        return []
    start, end = _common(a, b)
    end_a, end_b = len(a) - end, len(b) - end
    found: list[Stretch] = []
    for a0, a1, b0, b1 in _between_lines(a, start, end_a, b, start, end_b):
        found += _between_tokens(a, a0, a1, b, b0, b1)
    return _fewer(found)


def wide(a: bytes, b: bytes, unit: int) -> list[Stretch]:
    """The one stretch that differs in texts whose characters take ``unit`` bytes or more."""
    if a == b:
        return []
    start, end = _prefix(a, b), _suffix(a, b)
    start -= start % unit
    end = min(end - end % unit, len(a) - start, len(b) - start)
    end -= end % unit
    return [(start, len(a) - end, start, len(b) - end)]


# ------------------------------------------------------------------ what is common


def _common(a: bytes, b: bytes) -> tuple[int, int]:
    """Bytes that both begin with and end with, as far as a line or a comma goes."""
    start = _prefix(a, b)
    for mark in (b"\n", b","):
        at = a.rfind(mark, max(0, start - _LOOK_BACK), start)
        if at >= 0:
            start = at + 1
            break
    else:
        start = 0 if start <= _LOOK_BACK else start
    end = min(_suffix(a, b), len(a) - start, len(b) - start)
    tail = len(a) - end
    for mark in (b"\n", b","):
        at = a.find(mark, tail, tail + _LOOK_BACK)
        if at >= 0:
            return start, len(a) - at - 1
    return start, 0 if end <= _LOOK_BACK else end


def _prefix(a: bytes, b: bytes) -> int:
    """How many bytes both begin with."""
    low, most = 0, min(len(a), len(b))
    step = 1 << 16
    while step:
        while low + step <= most and a[low : low + step] == b[low : low + step]:
            low += step
        step >>= 1
    return low


def _suffix(a: bytes, b: bytes) -> int:
    """How many bytes both end with."""
    low, most = 0, min(len(a), len(b))
    step = 1 << 16
    while step:
        while low + step <= most and (
            a[len(a) - low - step : len(a) - low] == b[len(b) - low - step : len(b) - low]
        ):
            low += step
        step >>= 1
    return low


# ------------------------------------------------------------------ lines, then tokens


def _between_lines(a: bytes, a0: int, a1: int, b: bytes, b0: int, b1: int) -> Iterator[Stretch]:
    """The stretches between lines that both have."""
    middle_a, middle_b = a[a0:a1], b[b0:b1]
    lines = middle_a.count(b"\n") + middle_b.count(b"\n") + 1
    pattern = _LINES if (len(middle_a) + len(middle_b)) / lines < _LONG_LINE else _PARTS
    numbers: dict[bytes, int] = {}
    ids_a, ends_a = _numbered(re.findall(pattern, middle_a), numbers)
    ids_b, ends_b = _numbered(re.findall(pattern, middle_b), numbers)
    numbers.clear()
    last_a, last_b = 0, 0
    for i, j, size in [*align.blocks(ids_a, ids_b), (len(ids_a), len(ids_b), 0)]:
        if i > last_a or j > last_b:
            yield a0 + ends_a[last_a], a0 + ends_a[i], b0 + ends_b[last_b], b0 + ends_b[j]
        last_a, last_b = i + size, j + size


def _numbered(parts: Sequence[bytes], numbers: dict[bytes, int]) -> tuple[array[int], array[int]]:
    """The number of each part, the same for the same bytes; and where each begins, and the end."""
    ids, places = array("I"), array("Q", [0])
    end = 0
    for part in parts:
        ids.append(numbers.setdefault(part, len(numbers)))
        end += len(part)
        places.append(end)
    return ids, places


class _Tokens:
    """The tokens of a stretch: their numbers, where each begins and ends; blanks are none."""

    __slots__ = ("ends", "ids", "starts", "text")

    def __init__(self, text: bytes, start: int, end: int, numbers: dict[bytes, int]) -> None:
        self.text = text
        self.ids, self.starts, self.ends = array("I"), array("Q"), array("Q")
        for m in re.compile(_TOKEN).finditer(text, start, end):
            self.ids.append(numbers.setdefault(m[0], len(numbers)))
            self.starts.append(m.start())
            self.ends.append(m.end())


def _between_tokens(a: bytes, a0: int, a1: int, b: bytes, b0: int, b1: int) -> Iterator[Stretch]:
    """The stretches between tokens that both have, in order."""
    if a0 == a1 or b0 == b1:
        yield a0, a1, b0, b1
        return
    numbers: dict[bytes, int] = {}
    of_a, of_b = _Tokens(a, a0, a1, numbers), _Tokens(b, b0, b1, numbers)
    numbers.clear()
    from_a, from_b = a0, b0
    for i, j, size in align.blocks(of_a.ids, of_b.ids):
        for k in range(size):
            yield from _unless_same(a, from_a, of_a.starts[i + k], b, from_b, of_b.starts[j + k])
            from_a, from_b = of_a.ends[i + k], of_b.ends[j + k]
    yield from _unless_same(a, from_a, a1, b, from_b, b1)


def _unless_same(a: bytes, a0: int, a1: int, b: bytes, b0: int, b1: int) -> Iterator[Stretch]:
    """This stretch without the blanks that both begin or end with, unless it is the same."""
    in_a, in_b = a[a0:a1], b[b0:b1]
    if in_a == in_b:
        return
    blanks = b" \t\r\n"
    lead_a, lead_b = (
        in_a[: len(in_a) - len(in_a.lstrip(blanks))],
        in_b[: len(in_b) - len(in_b.lstrip(blanks))],
    )
    if lead_a == lead_b:
        a0, b0 = a0 + len(lead_a), b0 + len(lead_b)
    in_a, in_b = a[a0:a1], b[b0:b1]
    tail_a, tail_b = in_a[len(in_a.rstrip(blanks)) :], in_b[len(in_b.rstrip(blanks)) :]
    if tail_a == tail_b:
        a1, b1 = a1 - len(tail_a), b1 - len(tail_b)
    yield a0, a1, b0, b1


def _fewer(found: list[Stretch]) -> list[Stretch]:
    """At most ``MAX_EDITS`` stretches, those with the least between them joined."""
    if len(found) <= MAX_EDITS:
        return found
    gaps = [y[0] - x[1] for x, y in pairwise(found)]
    widest = sorted(range(len(gaps)), key=gaps.__getitem__, reverse=True)[: MAX_EDITS - 1]
    kept = sorted(widest)
    joined = []
    first = 0
    for last in [*kept, len(found) - 1]:
        joined.append((found[first][0], found[last][1], found[first][2], found[last][3]))
        first = last + 1
    return joined
