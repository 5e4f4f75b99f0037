"""Characters to words: what stands together between blanks, and what of it cannot be trusted."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from asp_check.pieces.model import Box
from asp_check.pieces.pdf import library
from asp_check.pieces.pdf.ink import Sheet
from asp_check.pieces.pdf.library import Drawing, Glyph

_GAP = 0.3
"""The share of a line's height that parts two words where the file has no blank."""

_BACK = 0.15

_TINY = 3.0
"""Lines of less than this many points are not meant to be read."""

FILLERS = frozenset("._…‥·-–—_ \u00a0:|")
"""What forms are dotted with: a value may stand on it."""

_LARGER = 2.5
"""A text so many times larger than another is a watermark, and does not hide it."""


class Run(NamedTuple):
    """Glyphs that make one word, by their numbers; ``source`` is that of the drawing."""

    text: str
    numbers: tuple[int, ...]
    box: Box
    ink: Box
    source: int
    doubt: str = ""
    aslant: bool = False


def runs(glyphs: Sequence[Glyph], texts: Mapping[int, Drawing]) -> list[Run]:
    """The words of a page."""
    found: list[Run] = []
    current: list[int] = []
    for number, glyph in enumerate(glyphs):
        blank = _is_blank(glyph)
        if current and (
            blank or _parted(glyphs[current[-1]], glyph, texts) or _is_written(glyphs, current)
        ):
            found.append(_run(glyphs, current, texts))
            current = []
        if not blank:
            current.append(number)
    if current:
        found.append(_run(glyphs, current, texts))
    return found


WRITTEN = re.compile(r"\[([xX×✓✔✗✘]?)\]|\(([xX×✓✔✗✘]?)\)")
"""Boxes to tick that are written with brackets."""


def _is_written(glyphs: Sequence[Glyph], current: Sequence[int]) -> bool:
    """Whether these characters are such a box: what touches it is another word."""
    if len(current) > 3 or glyphs[current[-1]].text != ")":
        return False
    return WRITTEN.fullmatch("".join(glyphs[number].text for number in current)) is not None


def _is_blank(glyph: Glyph) -> bool:
    """A blank, or a character of which neither the code nor the ink says anything."""
    if not glyph.text.strip() or glyph.text == "\u200b":
        return True
    return glyph.text < " " and min(glyph.box.width, glyph.box.height) <= 0


def _parted(last: Glyph, glyph: Glyph, texts: Mapping[int, Drawing]) -> bool:
    """Whether two characters that follow each other do not stand side by side."""
    if is_mark(last.text) or is_mark(glyph.text) or last.text == "]":
        return True
    if last.key == glyph.key and last.box == glyph.box:  # the letters of a ligature
        return False
    one, two = texts.get(last.key), texts.get(glyph.key)
    if one is None or two is None or one.source != two.source or one.course != two.course:
        return True
    match one.course:
        case "right":
            return _far_apart(last.room, glyph.room, unicodedata.combining(glyph.text[0]) > 0)
        case "left":
            return _far_apart(glyph.room, last.room, combined=False)
        case "along":
            return _far_along(last.room, glyph.room)
        case _:  # the boxes of what runs aslant say little
            return False


def _far_along(one: Box, two: Box) -> bool:
    """Whether it is not the next of a line that runs up or down the page."""
    high = max(one.width, two.width)
    gap = max(two.top - one.bottom, one.top - two.bottom)
    return gap > _GAP * high or abs(_middle(one)[0] - _middle(two)[0]) > 0.6 * high


def _far_apart(one: Box, two: Box, combined: bool) -> bool:
    """Whether the second does not stand on the right of the first."""
    high = max(one.height, two.height)
    if abs(_middle(one)[1] - _middle(two)[1]) > 0.6 * high:
        return True
    gap = two.left - one.right
    return gap > _GAP * high or (gap < -_BACK * high and not combined)


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _run(glyphs: Sequence[Glyph], numbers: list[int], texts: Mapping[int, Drawing]) -> Run:
    parts = [glyphs[number] for number in numbers]
    drawing = texts.get(parts[0].key)
    text = mended("".join("\ufffd" if glyph.text < " " else glyph.text for glyph in parts))
    doubt = "font" if any(map(_unknown, parts)) and not is_mark(text) else ""
    return Run(
        text,
        tuple(numbers),
        _around([glyph.room for glyph in parts]),
        _around([glyph.box for glyph in parts]),
        drawing.source if drawing else library.PAGE,
        doubt,
        drawing is not None and drawing.course == "aslant",
    )


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def _unknown(glyph: Glyph) -> bool:
    kind = unicodedata.category(glyph.text[0])
    return glyph.unmapped or glyph.text == "\ufffd" or kind in {"Cc", "Cn", "Co", "Cs"}


_LOST = 0.2
"""The share of characters without a meaning from which on a font is not believed at all."""


def not_believed(glyphs: Sequence[Glyph], fonts: Mapping[int, str]) -> set[int]:
    """The keys of the texts whose font has lost its code: its letters may stand for any others."""
    known: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for glyph in glyphs:
        if glyph.key and not glyph.text.isspace():
            name = fonts.get(glyph.key, "")
            known[name] += 1
            lost[name] += _unknown(glyph) and not is_mark(glyph.text)
    return {key for key, name in fonts.items() if lost[name] > _LOST * known[name]}


_SWAPPED = str.maketrans({chr(ord(letter) << 8): letter for letter in "fijlt"})


def mended(text: str) -> str:
    """The text without a known fault of a printer: the bytes of the letters of ligatures swapped.

    >>> mended("e\u6600\u6600icacité")
    'efficacité'
    """
    if text.isascii():
        return text
    plain = text.translate(_SWAPPED)
    return plain if plain != text and all(ord(letter) < 0x2E80 for letter in plain) else text


# --- Marks

TICKED = frozenset("☑☒✓✔✕✖✗✘🗹🗷⌧")
HOLLOW = frozenset("☐□○◯❍❏❐❑❒◻▢⬜")
SOLID = frozenset("■●◼◉⦿⬛▣")
_CROSSES = frozenset("✕✖✗✘")
BOXED = frozenset("☐☑☒🗹🗷⌧") | HOLLOW | SOLID
"""Marks with a border, inside which ink can be looked for."""

_MARKS = TICKED | HOLLOW | SOLID


def is_mark(text: str) -> bool:
    """Whether a character stands for a box to tick, or for a tick."""
    return text in _MARKS


def is_cross(text: str) -> bool:
    """Whether it is a cross without a box: it may tick, and it may strike out."""
    return text in _CROSSES


_WINGDINGS = {
    0x6F: "□", 0x71: "❑", 0x72: "❒", 0xA8: "◻", 0x78: "☒", 0xFB: "✗", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
    0xA1: "○", 0x6C: "●", 0x6E: "■",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□", 0x30: "□",
    0x81: "○", 0x99: "○", 0x96: "●", 0x97: "●",
}  # fmt: skip
_ZAPF_DINGBATS = {
    0x33: "✓", 0x34: "✔", 0x35: "✕", 0x36: "✖", 0x37: "✗", 0x38: "✘", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "❏", 0x70: "❐", 0x71: "❑", 0x72: "❒",
}  # fmt: skip


def symbol(character: str, font: str) -> str:
    """What a character of a font of symbols stands for, where the file gives its number alone."""
    name = font.lower().replace(" ", "").replace("-", "")
    code = ord(character)
    if code > 0xFF and not 0xF000 <= code <= 0xF0FF:
        return character
    table = (
        _WINGDINGS_2
        if "wingdings2" in name
        else _WINGDINGS
        if "wingdings" in name
        else _ZAPF_DINGBATS
        if "dingbats" in name
        else {}
    )
    return table.get(code & 0xFF, character)


# --- What cannot be seen, or read


def hidden(run: Run, glyphs: Sequence[Glyph], sheet: Sheet) -> bool:
    """Whether some of it cannot be seen: no ink, or too small."""
    if min(run.box.width, run.box.height) < _TINY and len(run.text) > 1:
        return True
    return not sheet.seen(glyphs[number].box for number in run.numbers)


def overlapping(found: Sequence[Run]) -> set[tuple[int, int]]:
    """The numbers of the words that are drawn over each other, two by two."""
    order = sorted(
        (n for n, run in enumerate(found) if not (run.aslant or FILLERS.issuperset(run.text))),
        key=lambda number: found[number].ink.top,
    )
    over: set[tuple[int, int]] = set()
    for place, number in enumerate(order):
        ink = found[number].ink
        for other in order[place + 1 :]:
            if found[other].ink.top >= ink.bottom:
                break
            if _over(ink, found[other].ink):
                over.add((number, other))
    return over


def _over(one: Box, two: Box) -> bool:
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    if across <= 0 or down <= 0:
        return False
    smaller, larger = sorted((one.height, two.height))
    if larger > _LARGER * max(smaller, 2.0):
        return False
    narrow = min(one.width, two.width)
    return down > 0.3 * smaller and across > min(0.3 * narrow, 0.35 * larger)


def twice(found: Sequence[Run]) -> set[int]:
    """The numbers of words that are drawn again at the same place, as bold letters are."""
    places: dict[str, list[int]] = {}
    again: set[int] = set()
    for number, run in enumerate(found):
        known = places.setdefault(run.text, [])
        near = 0.15 * run.box.height
        under = [n for n in known if math.dist(found[n].ink[:2], run.ink[:2]) <= near]
        again.update(under)
        known.append(number)
    return again


def struck(found: Sequence[Run], rules: Iterable[Box]) -> set[int]:
    """The numbers of words with a line through their middle."""
    level = [rule for rule in rules if rule.height == 0]
    return {
        number
        for number, run in enumerate(found)
        if any(run.ink.top < r.top < run.ink.bottom and _through(run.ink, r) for r in level)
    }


def _through(ink: Box, rule: Box) -> bool:
    across = min(ink.right, rule.right) - max(ink.left, rule.left)
    where = (rule.top - ink.top) / ink.height if ink.height > 3 else 0
    return 0.25 < where < 0.72 and across > 0.6 * ink.width
