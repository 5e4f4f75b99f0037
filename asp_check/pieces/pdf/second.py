"""The second reader: what pypdf reads, against what pdfium does.

Both go through a page in the order of the file, so their texts are compared as a whole, blanks and
ligatures aside; only where they differ does the place matter.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from asp_check.pieces.pdf.fields import Stored
from asp_check.pieces.pdf.lettering import Run
from asp_check.pieces.pdf.objects import Drawing, Glyph
from asp_check.pieces.pdf.signs import mended


class Side(NamedTuple):
    """What the second reader has of a page: its text, and its annotations by number."""

    text: str
    stored: Mapping[int, Stored]


_LONGEST = 3_000
"""Characters in which differences are looked for one by one."""

_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\x00")
_ALIKE = str.maketrans("\u2010\u2011\u2018\u2019\u02bc", "--'''")


def doubtful(
    found: Sequence[Run], glyphs: Sequence[Glyph], order: Sequence[int], other: str
) -> set[int]:
    """The numbers of the words that the other reader does not read so.

    ``order`` are the numbers of the glyphs in the order of the file.
    """
    ours = [(character, number) for number in order for character in plain(glyphs[number].text)]
    one, two = "".join(character for character, _ in ours), plain(other)
    if one == two:
        return set()
    wrong = {ours[place][1] for place in _places(one, two) if 0 <= place < len(ours)}
    tokens = Counter(map(plain, other.split()))
    words = Counter(plain(run.text) for run in found)
    return {
        number
        for number, run in enumerate(found)
        if not wrong.isdisjoint(run.numbers) and tokens[plain(run.text)] < words[plain(run.text)]
    }


def same(one: str, two: str) -> bool:
    """Whether two texts are the same but for blanks and ligatures."""
    return plain(one) == plain(two)


def plain(text: str) -> str:
    """The text without blanks, ligatures and what takes no room."""
    if text.isascii() and text.isalnum():
        return text
    return "".join(map(_plain_character, mended(text)))


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character.isspace() or character in _NOTHING:
        return ""
    return "".join(unicodedata.normalize("NFKD", character).split()).translate(_ALIKE)


def _places(one: str, two: str) -> Iterable[int]:
    """Where the first differs from the second."""
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    end = 0
    while end < min(len(one), len(two)) - start and one[-1 - end] == two[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], two[start : len(two) - end]
    if max(len(left), len(right)) > _LONGEST:
        yield from range(start, start + len(left))
        return
    from difflib import SequenceMatcher  # noqa: PLC0415 - they seldom differ

    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, first, last, other, after in matcher.get_opcodes():
        if tag == "equal" or left[first:last] + right[other:after] == "-":
            continue
        # What the other has alone stands between two characters of ours: both are in doubt.
        yield from range(start + first - (first == last), start + last + (first == last))


_RECENT = 6


def in_order(glyphs: Sequence[Glyph], found: Iterable[Drawing]) -> dict[int, list[int]]:
    """The numbers of the glyphs of each source, in the order of the file."""
    own: dict[int, list[int]] = {}
    for number, glyph in enumerate(glyphs):
        own.setdefault(glyph.key, []).append(number)
    orders: dict[int, list[int]] = {}
    recent: deque[Drawing] = deque(maxlen=_RECENT)
    for drawing in found:
        if drawing.kind == "text":
            numbers = own.get(drawing.key) or _told_before(drawing, recent, own)
            orders.setdefault(drawing.source, []).extend(numbers)
            recent.append(drawing)
    return orders


def _told_before(
    drawing: Drawing, recent: Iterable[Drawing], own: Mapping[int, list[int]]
) -> list[int]:
    """The glyphs at the same place: what is drawn twice there, as bold, the library tells once."""
    near = 0.2 * drawing.box.height
    return next(
        (own[d.key] for d in recent if d.key in own and math.dist(d.box, drawing.box) <= near), []
    )
