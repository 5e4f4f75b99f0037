"""Characters to words: what stands together between blanks, by where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from asp_check.pieces.model import Box
from asp_check.pieces.pdf import gaps, joining, objects, signs
from asp_check.pieces.pdf.objects import Drawing, Glyph


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


_NOWHERE: gaps.Origin = (objects.UNKNOWN, "right")


def runs(glyphs: Sequence[Glyph], texts: Mapping[int, Drawing]) -> list[Run]:
    """The words of a page."""
    known = {key: (drawing.source, drawing.course) for key, drawing in texts.items()}
    origins = [known.get(glyph.key, _NOWHERE) for glyph in glyphs]
    parts = [part for line in _lines(glyphs, origins) for part in _parted(line, glyphs, origins)]
    return [_run(glyphs, part, origins[part[0]]) for part in joining.joined(parts, glyphs, origins)]


def _lines(glyphs: Sequence[Glyph], origins: Sequence[gaps.Origin]) -> Iterator[_Line]:
    line = _Line([], set())
    deduced = ""
    for number, glyph in enumerate(glyphs):
        if not glyph.key:
            deduced += glyph.text
            continue
        ends = gaps.is_blank(glyph)
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
    origins: Sequence[gaps.Origin],
) -> bool:
    """Whether a character may belong to the same word as those before it."""
    if not _alike(glyphs, before, number, origins):
        return False
    if "\n" not in deduced:
        return True
    # Raised letters are held to be another line: 1er.
    gap = gaps.gap_between(glyphs[before[-1]], glyphs[number], origins[number][1])
    return -gaps.BACK < gap < gaps.TOUCHING


def _alike(
    glyphs: Sequence[Glyph], before: Sequence[int], number: int, origins: Sequence[gaps.Origin]
) -> bool:
    """Whether a character is of the same kind and the same text as those before it."""
    last, text = glyphs[before[-1]].text, glyphs[number].text
    if signs.is_mark(last) or signs.is_mark(text) or last == "]":
        return False
    if origins[before[-1]] != origins[number]:
        return False
    return last != ")" or len(before) > 3 or not gaps.is_written(glyphs, before)


def _parted(
    line: _Line, glyphs: Sequence[Glyph], origins: Sequence[gaps.Origin]
) -> Iterator[list[int]]:
    """The words of a line, by the gaps between its letters."""
    numbers = line.numbers
    _, course = origins[numbers[0]]
    found = [gaps.gap_between(glyphs[one], glyphs[two], course) for one, two in pairwise(numbers)]
    usual = gaps.usual(found) if len(found) > 2 else 0.0
    spaced = usual if gaps.SPACED < usual < gaps.WIDEST else 0.0
    word = [numbers[0]]
    for gap, number in zip(found, numbers[1:], strict=True):
        apart = gaps.DEDUCED if number in line.deduced else gaps.GAP
        if gap > spaced + apart or (
            gap < -gaps.BACK and not unicodedata.combining(glyphs[number].text[0])
        ):
            yield word
            word = []
        word.append(number)
    yield word


def _run(glyphs: Sequence[Glyph], numbers: list[int], origin: gaps.Origin) -> Run:
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
    return glyph.unmapped or not _has_meaning(glyph.text)


@lru_cache(maxsize=1024)
def _has_meaning(character: str) -> bool:
    known = unicodedata.category(character[0]) not in {"Cc", "Cn", "Co", "Cs"}
    return known and character != "\ufffd"
