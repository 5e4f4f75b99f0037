"""Characters to words: what stands together between blanks, by where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from asp_check.pieces.model import Box
from asp_check.pieces.pdf import objects, signs
from asp_check.pieces.pdf.objects import Drawing, Glyph

_GAP, _DEDUCED = 0.3, 0.1
"""Shares of a line's height that part two words: without a blank, and with one that was deduced."""

_BACK = 0.15

_SPACED, _WIDEST = 0.05, 0.35
"""Letters whose usual gap lies between these shares of their height are spaced on purpose."""

_TOUCHING = 0.08
"""So near, as a share of its height, one letter follows another wherever it is in the file."""


_SINGLE = 8
"""So many letters alone on a line were set one by one."""


class Run(NamedTuple):
    """Glyphs that make one word, by their numbers; ``source`` is that of the drawing."""

    text: str
    numbers: tuple[int, ...]
    box: Box
    ink: Box
    source: int
    doubt: str = ""
    aslant: bool = False


class _Line(NamedTuple):
    """Glyphs that follow each other without a blank of the file, and those after a deduced one."""

    numbers: list[int]
    deduced: set[int]


_Origin = tuple[int, str]
"""The source of a text, and how its lines run."""

_NOWHERE: _Origin = (objects.UNKNOWN, "right")


def runs(glyphs: Sequence[Glyph], texts: Mapping[int, Drawing]) -> list[Run]:
    """The words of a page."""
    known = {key: (drawing.source, drawing.course) for key, drawing in texts.items()}
    origins = [known.get(glyph.key, _NOWHERE) for glyph in glyphs]
    parts = [part for line in _lines(glyphs, origins) for part in _parted(line, glyphs, origins)]
    return [_run(glyphs, part, origins[part[0]]) for part in _rejoined(parts, glyphs, origins)]


def _lines(glyphs: Sequence[Glyph], origins: Sequence[_Origin]) -> Iterator[_Line]:
    line = _Line([], set())
    deduced = ""
    for number, glyph in enumerate(glyphs):
        if not glyph.key:
            deduced += glyph.text
            continue
        ends = _is_blank(glyph)
        if line.numbers and (ends or not _follows(glyphs, line.numbers, number, deduced, origins)):
            yield line
            line = _Line([], set())
        if not ends:
            line.numbers.append(number)
            if deduced:
                line.deduced.add(number)
        deduced = ""
    if line.numbers:
        yield line


def _follows(
    glyphs: Sequence[Glyph],
    before: Sequence[int],
    number: int,
    deduced: str,
    origins: Sequence[_Origin],
) -> bool:
    """Whether a character may belong to the same word as those before it."""
    if not _alike(glyphs, before, number, origins):
        return False
    if "\n" not in deduced:
        return True
    # Raised letters are held to be another line: 1er.
    gap = _gap(glyphs[before[-1]], glyphs[number], origins[number][1])
    return -_BACK < gap < _TOUCHING


def _is_blank(glyph: Glyph) -> bool:
    """A blank, or a character of which neither the code nor the ink says anything."""
    if not glyph.text.strip() or glyph.text == "\u200b":
        return True
    return glyph.text < " " and min(glyph.box.width, glyph.box.height) <= 0


def _alike(
    glyphs: Sequence[Glyph], before: Sequence[int], number: int, origins: Sequence[_Origin]
) -> bool:
    """Whether a character is of the same kind and the same text as those before it."""
    last, text = glyphs[before[-1]].text, glyphs[number].text
    if signs.is_mark(last) or signs.is_mark(text) or last == "]":
        return False
    if origins[before[-1]] != origins[number]:
        return False
    return last != ")" or len(before) > 3 or not _is_written(glyphs, before)


def _is_written(glyphs: Sequence[Glyph], numbers: Sequence[int]) -> bool:
    """Whether these characters are a box to tick: what touches it is another word."""
    return signs.WRITTEN.fullmatch("".join(glyphs[n].text for n in numbers)) is not None


def _parted(
    line: _Line, glyphs: Sequence[Glyph], origins: Sequence[_Origin]
) -> Iterator[list[int]]:
    """The words of a line, by the gaps between its letters."""
    numbers = line.numbers
    _, course = origins[numbers[0]]
    gaps = [_gap(glyphs[one], glyphs[two], course) for one, two in pairwise(numbers)]
    usual = _usual(gaps) if len(gaps) > 2 else 0.0
    spaced = usual if _SPACED < usual < _WIDEST else 0.0
    word = [numbers[0]]
    for gap, number in zip(gaps, numbers[1:], strict=True):
        apart = _DEDUCED if number in line.deduced else _GAP
        if gap > spaced + apart or (
            gap < -_BACK and not unicodedata.combining(glyphs[number].text[0])
        ):
            yield word
            word = []
        word.append(number)
    yield word


def _usual(gaps: Sequence[float]) -> float:
    return sorted(gaps)[len(gaps) // 2]


_OFF = 9.0
"""The gap to what stands on another line."""


def _gap(one: Glyph, two: Glyph, course: str) -> float:
    """How far the second stands from the end of the first, as a share of the line's height."""
    if one.key == two.key and one.box == two.box:  # the letters of a ligature
        return 0.0
    first, then = one.room, two.room
    match course:
        case "right":
            return _across(first, then)
        case "left":
            return _across(then, first)
        case "along":
            high = max(first.width, then.width, 0.1)
            off = abs(first.left + first.right - then.left - then.right) > 1.2 * high
            return _OFF if off else max(then.top - first.bottom, first.top - then.bottom) / high
        case _:  # the boxes of what runs aslant say little
            return 0.0


def _across(first: Box, then: Box) -> float:
    high = max(first.height, then.height, 0.1)
    off = abs(first.top + first.bottom - then.top - then.bottom) > 1.2 * high
    return _OFF if off else (then.left - first.right) / high


# --- Letters that touch, wherever they are in the file


def _rejoined(
    parts: Sequence[list[int]], glyphs: Sequence[Glyph], origins: Sequence[_Origin]
) -> list[list[int]]:
    """The words, those joined of which one ends where the next of its line begins."""
    after: dict[int, int] = {}
    for level in _levels(parts, glyphs, origins):
        pairs = list(pairwise(level))
        ends = [(glyphs[parts[one][-1]], glyphs[parts[two][0]]) for one, two in pairs]
        gaps = [_across(first.room, then.room) for first, then in ends]
        near = _near(gaps, sum(len(parts[place]) == 1 for place in level))
        for (one, two), (first, then), gap in zip(pairs, ends, gaps, strict=True):
            apart = _blank_at(parts[one][-1] + 1, first, glyphs) or _blank_at(
                parts[two][0] - 1, then, glyphs
            )
            if -_BACK < gap < near and not apart:
                after[one] = two
    return _chained(parts, after, set(after.values()))


def _levels(
    parts: Sequence[list[int]], glyphs: Sequence[Glyph], origins: Sequence[_Origin]
) -> Iterator[list[int]]:
    """The words that stand on one line, from left to right."""
    places = [
        (origins[part[0]][0], glyphs[part[0]].room.bottom, glyphs[part[0]].room.left, place)
        for place, part in enumerate(parts)
        if origins[part[0]][1] == "right" and not _stands_alone(part, glyphs)
    ]
    level: list[tuple[int, float, float, int]] = []
    for each in sorted(places):
        if level and (each[0] != level[-1][0] or each[1] - level[-1][1] > 1):
            yield [place for _, _, _, place in sorted(level, key=lambda one: one[2])]
            level = []
        level.append(each)
    yield [place for _, _, _, place in sorted(level, key=lambda one: one[2])]


def _near(gaps: Sequence[float], single: int) -> float:
    """How near words touch; a line of letters set one by one may be spaced."""
    usual = _usual(gaps) if single >= _SINGLE and single > 0.8 * len(gaps) else 0.0
    return usual + _DEDUCED if _SPACED < usual < _WIDEST else _TOUCHING


def _stands_alone(part: Sequence[int], glyphs: Sequence[Glyph]) -> bool:
    text = glyphs[part[-1]].text
    return signs.is_mark(text) or text == "]" or (text == ")" and _is_written(glyphs, part))


def _blank_at(number: int, beside: Glyph, glyphs: Sequence[Glyph]) -> bool:
    """Whether the file has a blank there, of the same text as the letter beside it."""
    if not 0 <= number < len(glyphs):
        return False
    return glyphs[number].key == beside.key and _is_blank(glyphs[number])


def _chained(
    parts: Sequence[list[int]], after: Mapping[int, int], taken: set[int]
) -> list[list[int]]:
    if not after:
        return list(parts)
    chained: dict[int, list[int]] = {}
    for place, part in enumerate(parts):
        if place not in taken:
            chained[place] = list(part)
            follower = after.get(place)
            while follower is not None:
                chained[place] += parts[follower]
                follower = after.get(follower)
    return list(chained.values())


def _run(glyphs: Sequence[Glyph], numbers: list[int], origin: _Origin) -> Run:
    source, course = origin
    parts = [glyphs[number] for number in numbers]
    letters = "".join("\ufffd" if glyph.text < " " else glyph.text for glyph in parts)
    text = signs.mended(unicodedata.normalize("NFC", letters))
    doubt = "font" if any(map(is_unknown, parts)) and not signs.is_mark(text) else ""
    return Run(
        text,
        tuple(numbers),
        _around([glyph.room for glyph in parts]),
        _around([glyph.box for glyph in parts]),
        source,
        doubt,
        course == "aslant",
    )


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def is_unknown(glyph: Glyph) -> bool:
    """Whether the file does not tell which character this is."""
    kind = unicodedata.category(glyph.text[0])
    return glyph.unmapped or glyph.text == "\ufffd" or kind in {"Cc", "Cn", "Co", "Cs"}
