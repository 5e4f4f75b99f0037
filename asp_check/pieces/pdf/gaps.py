"""How far letters stand from each other, and what parts them."""

from __future__ import annotations

from collections.abc import Sequence

from asp_check.pieces.model import Box
from asp_check.pieces.pdf import signs
from asp_check.pieces.pdf.objects import Glyph

GAP, DEDUCED = 0.3, 0.1
"""Shares of a line's height that part two words: without a blank, and with one that was deduced."""

BACK = 0.15

SPACED, WIDEST = 0.05, 0.35
"""Letters whose usual gap lies between these shares of their height are spaced on purpose."""

TOUCHING = 0.08
"""So near, as a share of its height, one letter follows another wherever it is in the file."""

Origin = tuple[int, str]
"""The source of a text, and how its lines run."""


def usual(gaps: Sequence[float]) -> float:
    """The gap in the middle of all."""
    return sorted(gaps)[len(gaps) // 2]


OFF = 9.0
"""The gap to what stands on another line."""


def gap_between(one: Glyph, two: Glyph, course: str) -> float:
    """How far the second stands from the end of the first, as a share of the line's height."""
    if one.key == two.key and one.box == two.box:  # the letters of a ligature
        return 0.0
    first, then = one.room, two.room
    match course:
        case "right":
            return across(first, then)
        case "left":
            return across(then, first)
        case "along":
            high = max(first.width, then.width, 0.1)
            off = abs(first.left + first.right - then.left - then.right) > 1.2 * high
            return OFF if off else max(then.top - first.bottom, first.top - then.bottom) / high
        case _:  # the boxes of what runs aslant say little
            return 0.0


def across(first: Box, then: Box) -> float:
    """How far one box stands on the right of another, as a share of the line's height."""
    high = max(first.height, then.height, 0.1)
    off = abs(first.top + first.bottom - then.top - then.bottom) > 1.2 * high
    return OFF if off else (then.left - first.right) / high


def is_blank(glyph: Glyph) -> bool:
    """A blank, or a character of which neither the code nor the ink says anything."""
    if not glyph.text.strip() or glyph.text == "\u200b":
        return True
    return glyph.text < " " and min(glyph.box.width, glyph.box.height) <= 0


def is_written(glyphs: Sequence[Glyph], numbers: Sequence[int]) -> bool:
    """Whether these characters are a box to tick: what touches it is another word."""
    return signs.WRITTEN.fullmatch("".join(glyphs[n].text for n in numbers)) is not None
