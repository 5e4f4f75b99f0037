"""Characters that stand for more than a letter: boxes to tick, ticks, and letters told wrongly."""

from __future__ import annotations

import re

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


WRITTEN = re.compile(r"\[([xX×✓✔✗✘]?)\]|\(([xX×✓✔✗✘]?)\)")
"""Boxes to tick that are written with brackets."""


# --- Letters told wrongly


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
