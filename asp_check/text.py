"""Bytes and the places in them: spans, lines, columns, and characters one cannot see.

Offsets count bytes from 0; lines and columns start at 1 and count code points; an undecodable
byte is one column; a byte-order mark is bytes 0 to 3 and has no column.  A line ends at LF,
CRLF or a lone CR, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

BOM = b"\xef\xbb\xbf"

NEWLINE = re.compile(rb"\r\n?|\n")

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of the text around them."""

ZERO_WIDTH = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
)
"""Characters that take no room on the screen."""

_NAMES = {
    "\t": "TAB", "\n": "LF", "\r": "CR", "\x00": "NUL", "\x1b": "ESC", "\x7f": "DEL",
    "\u00a0": "NBSP", "\u00ad": "SHY", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ",
    "\u200e": "LRM", "\u200f": "RLM", "\u2028": "LS", "\u2029": "PS", "\u202a": "LRE",
    "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u202f": "NNBSP",
    "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\ufeff": "BOM",
}  # fmt: skip


def decode(data: bytes) -> str:
    """Text of these bytes, every undecodable byte as one lone surrogate (U+DC80 to U+DCFF)."""
    return data.decode("utf-8", "surrogateescape")


def visible(text: str) -> str:
    """The text with every character one cannot see, or that acts on a terminal, named.

    >>> visible("a\\u00a0b\\x1b[31m")
    'a⟨NBSP⟩b⟨ESC⟩[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character in _NAMES:
        return f"⟨{_NAMES[character]}⟩"
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02X}"
    if character.isprintable() and character not in ZERO_WIDTH and character not in BIDI:
        return character
    return f"⟨U+{ord(character):04X}⟩"


def shorten(text: str, limit: int = 80) -> str:
    """The text, its middle replaced by an ellipsis where it is longer than ``limit``.

    >>> shorten("abcdefghij", 5)
    'ab…ij'
    """
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return f"{text[: limit - 1 - half]}…{text[len(text) - half :]}"


def line_columns(data: bytes, offsets: Iterable[int]) -> Mapping[int, tuple[int, int]]:
    """Line and column of each byte offset, found in one forward pass over ``data``.

    >>> dict(line_columns("é\\r\\nb".encode(), [0, 2, 4]))
    {0: (1, 1), 2: (1, 2), 4: (2, 1)}
    """
    places: dict[int, tuple[int, int]] = {}
    has_cr = b"\r" in data
    line, column = 1, 1
    position = len(BOM) if data.startswith(BOM) else 0
    for offset in sorted(set(offsets)):
        if offset > position:
            line, column = _advance(data, position, offset, line, column, has_cr)
            position = offset
        places[offset] = (line, column)
    return places


def _advance(
    data: bytes, start: int, end: int, line: int, column: int, has_cr: bool
) -> tuple[int, int]:
    if not has_cr:
        newlines = data.count(b"\n", start, end)
        last = data.rfind(b"\n", start, end)
    else:
        # A CR whose LF lies beyond ``end`` has not ended its line yet; its LF has not begun one.
        ends = [m.end() for m in NEWLINE.finditer(data, start, min(end + 1, len(data)))]
        ends = [e for e in ends if e <= end]
        newlines, last = len(ends), (ends[-1] - 1 if ends else -1)
    if newlines:
        return line + newlines, 1 + len(decode(data[last + 1 : end]))
    return line, column + len(decode(data[start:end]))
