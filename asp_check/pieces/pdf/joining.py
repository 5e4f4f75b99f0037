"""Letters that belong together wherever they are in the file: those that touch, those in a comb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from asp_check.pieces.pdf import gaps, signs
from asp_check.pieces.pdf.objects import Glyph

_SINGLE = 8
"""So many letters alone on a line were set one by one."""

_TEETH = 6
"""So many letters alone at equal steps stand in a comb: one place each."""

_STEP, _LONGEST_STEP = 0.15, 2.0
"""How much steps may differ, as a share of one; how long they are, as a share of the height."""


def joined(
    parts: Sequence[list[int]], glyphs: Sequence[Glyph], origins: Sequence[gaps.Origin]
) -> list[list[int]]:
    """The words, those joined of which one ends where the next of its line begins."""
    after: dict[int, int] = {}
    for level in _levels(parts, glyphs, origins):
        pairs = list(pairwise(level))
        found = [_gap(parts[one], parts[two], glyphs) for one, two in pairs]
        near = _near(found, sum(len(parts[place]) == 1 for place in level))
        combs = _combs([parts[place] for place in level], glyphs)
        for place, (pair, gap) in enumerate(zip(pairs, found, strict=True)):
            if -gaps.BACK < gap < near or place in combs:
                after[pair[0]] = pair[1]
    return _chained(parts, after) if after else list(parts)


def _levels(
    parts: Sequence[list[int]], glyphs: Sequence[Glyph], origins: Sequence[gaps.Origin]
) -> Iterator[list[int]]:
    """The words that stand on one line, from left to right."""
    places = [
        (origins[part[0]][0], glyphs[part[0]].room.bottom, glyphs[part[0]].room.left, place)
        for place, part in enumerate(parts)
        if origins[part[0]][1] == "right" and not _stands_alone(part, glyphs)
    ]
    level: list[tuple[float, int]] = []
    last = (0, 0.0)
    for source, bottom, left, place in sorted(places):
        if level and (source != last[0] or bottom - last[1] > 1):
            yield [each for _, each in sorted(level)]
            level = []
        level.append((left, place))
        last = source, bottom
    yield [each for _, each in sorted(level)]


def _stands_alone(part: Sequence[int], glyphs: Sequence[Glyph]) -> bool:
    text = glyphs[part[-1]].text
    return signs.is_mark(text) or text == "]" or (text == ")" and gaps.is_written(glyphs, part))


def _gap(one: Sequence[int], two: Sequence[int], glyphs: Sequence[Glyph]) -> float:
    """How far two words stand from each other; a blank of the file keeps them apart."""
    last, first = glyphs[one[-1]], glyphs[two[0]]
    if _blank_at(one[-1] + 1, last, glyphs) or _blank_at(two[0] - 1, first, glyphs):
        return gaps.OFF
    return gaps.across(last.room, first.room)


def _blank_at(number: int, beside: Glyph, glyphs: Sequence[Glyph]) -> bool:
    """Whether the file has a blank there, of the same text as the letter beside it."""
    if not 0 <= number < len(glyphs):
        return False
    return glyphs[number].key == beside.key and gaps.is_blank(glyphs[number])


def _near(found: Sequence[float], single: int) -> float:
    """How near words touch; a line of letters set one by one may be spaced."""
    usual = gaps.usual(found) if single >= _SINGLE and single > 0.8 * len(found) else 0.0
    return usual + gaps.DEDUCED if gaps.SPACED < usual < gaps.WIDEST else gaps.TOUCHING


def _combs(level: Sequence[Sequence[int]], glyphs: Sequence[Glyph]) -> set[int]:
    """The places on a line after which the next letter of a comb follows."""
    found: set[int] = set()
    teeth: list[int] = []
    for place in range(len(level)):
        if not _is_tooth(level[place], glyphs):
            teeth = []
            continue
        while len(teeth) > 1 and not _even(teeth, place, level, glyphs):
            teeth = teeth[-1:]
        teeth.append(place)
        if len(teeth) >= _TEETH:
            found.update(teeth[:-1])
    return found


def _is_tooth(part: Sequence[int], glyphs: Sequence[Glyph]) -> bool:
    return len(part) == 1 and glyphs[part[0]].text.isalnum()


def _even(
    teeth: Sequence[int], place: int, level: Sequence[Sequence[int]], glyphs: Sequence[Glyph]
) -> bool:
    """Whether the next letter is as far from the last as the last from the one before."""
    one, two, three = (glyphs[level[each][0]].room for each in (*teeth[-2:], place))
    step, next_step = (
        two.left + two.right - one.left - one.right,
        three.left + three.right - two.left - two.right,
    )
    even = abs(next_step - step) < _STEP * step
    return even and step < 2 * _LONGEST_STEP * two.height


def _chained(parts: Sequence[list[int]], after: Mapping[int, int]) -> list[list[int]]:
    """The words, each followed by those that belong to it; a line is never walked backwards."""
    taken = set(after.values())
    chained: list[list[int]] = []
    for place, part in enumerate(parts):
        if place not in taken:
            whole, follower = list(part), after.get(place)
            while follower is not None:
                whole += parts[follower]
                follower = after.get(follower)
            chained.append(whole)
    return chained
