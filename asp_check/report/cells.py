"""Text as it is drawn on a screen: what stands for each character, and the columns that it takes.

Whatever the text holds, what is drawn acts on no terminal; wide characters take two columns,
combining marks none, and what cannot be seen is named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from asp_check.report.escape import CI_COMMAND
from asp_check.text import visible

Cells = list[tuple[str, int]]
"""What is drawn for each character, and how many columns of the screen that takes."""

CUT = ("…", 1)


def fit(before: Cells, mark: Cells, after: Cells, budget: int) -> tuple[Cells, Cells, Cells]:
    """The three parts cut so that they fit together: the mark keeps half, or what is free."""
    left, right = width(before), width(after)
    if left + width(mark) + right <= budget:
        return before, mark, after
    mark = head(mark, max(budget // 2, budget - left - right))
    rest = budget - width(mark)
    before = tail(before, max(rest // 2, rest - right))
    return before, mark, head(after, rest - width(before))


def cells(text: str, named: bool | None = None) -> Cells:
    """Each character as it is drawn; ``named``: what is not in form NFC is named as well."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return [(character, 1) for character in text]
    if named is None:
        named = not unicodedata.is_normalized("NFC", text)
    hashes = CI_COMMAND.search(text) is not None
    return [("⟨#⟩", 3) if hashes and c == "#" else _cell(c, named) for c in text]


@lru_cache(maxsize=4096)
def _cell(character: str, named: bool) -> tuple[str, int]:
    drawn = visible(character)
    if drawn != character:
        return drawn, len(drawn)
    accent = unicodedata.category(character) in {"Mn", "Me"}
    # « é » and « e » with a combining accent look alike: a finding is often just that.
    if named and (accent or unicodedata.normalize("NFC", character) != character):
        drawn = f"⟨U+{ord(character):04X}⟩"
        return drawn, len(drawn)
    if accent:
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def by_code_point(character: str) -> tuple[str, int]:
    """A character told by its code point, but for ASCII: what prints alike is told apart.

    >>> by_code_point("é"), by_code_point("e")
    (('⟨U+00E9⟩', 8), ('e', 1))
    """
    if character.isascii() or visible(character) != character:
        return cells(character)[0]
    shown = f"⟨U+{ord(character):04X}⟩"
    return shown, len(shown)


def width(drawn: Sequence[tuple[str, int]]) -> int:
    """The columns that these take.

    >>> width(cells("a漢\u00a0"))
    9
    """
    return sum(columns for _, columns in drawn)


def text(drawn: Sequence[tuple[str, int]]) -> str:
    """What is written to the screen for these."""
    return "".join(shown for shown, _ in drawn)


def head(drawn: Cells, room: int) -> Cells:
    """As many of the first cells as fit, and an ellipsis where some do not."""
    if width(drawn) <= room:
        return drawn
    taken, kept = 0, []
    for cell in drawn:
        taken += cell[1]
        if taken >= room:
            break
        kept.append(cell)
    return [*kept, CUT] if room > 0 else []


def tail(drawn: Cells, room: int) -> Cells:
    """As many of the last cells as fit, after an ellipsis where some do not."""
    return head(drawn[::-1], room)[::-1]
