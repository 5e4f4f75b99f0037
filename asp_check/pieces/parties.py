"""The name and the address of a party, where a block under its heading is plainly both.

A name, a street, a postal code with its city: three lines of that form under « Client » are told by
their form alone, and no label names any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.pieces.extents import FAR
from asp_check.pieces.layout import aligned
from asp_check.pieces.model import Word
from asp_check.pieces.names import Name
from asp_check.pieces.view import View, around
from asp_check.pieces.wording import fold

_CITY = re.compile(
    r"(?:F[ -])?(?P<code>[0-9]{5})\s+(?P<city>[^\W\d_][^\d,;:()]*(?:cedex [0-9]{1,2})?)",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"(?:[0-9]{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,? )?"
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|place|pl\.?|chemin|route|rte|allee|allees|quai|impasse|square|"
    r"cours|passage|promenade|esplanade|sentier|voie|faubourg|lieu-dit|lotissement|rond-point|montee) "
)
_MOST_LINES = 6


class Block(NamedTuple):
    """What a block tells of a party: words by the end of the concept that they are."""

    heading: Name
    name: tuple[Word, ...] = ()
    street: tuple[Word, ...] = ()
    postal_code: tuple[Word, ...] = ()
    city: tuple[Word, ...] = ()


def blocks(view: View) -> Iterator[Block]:
    """The blocks of a page under the headings of parties that are plainly a name and an address."""
    for name in view.names:
        if name.concept.endswith("name") and view.is_bare(name) and not name.colon:
            block = _block(view, name)
            if block is not None:
                yield block


def _block(view: View, heading: Name) -> Block | None:
    """The block right under a heading; of one with more lines than three, the last line alone is sure."""
    rows = tuple(_rows(view, heading))
    for at, row in enumerate(rows):
        found = place(row)
        if found is None:
            continue
        if at < 2 or not _is_way(rows[at - 1]):
            return None
        block = Block(heading, postal_code=found[0], city=found[1])
        return block._replace(name=rows[0], street=rows[1]) if at == 2 else block
    return None


def place(words: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """The postal code and the city that a line is; ``None`` if it is none."""
    found = _CITY.fullmatch(" ".join(word.text for word in words))
    if found is None or words[0].text != found["code"]:
        return None
    return tuple(words[:1]), tuple(words[1:])


def _is_way(words: Sequence[Word]) -> bool:
    """Whether a line begins as a street does: its number, and the kind of way.

    >>> from asp_check.pieces.model import Box
    >>> [_is_way([Word(text, Box(0, 0, 1, 1))]) for text in ("4 bis rue Basse", "Bâtiment B")]
    [True, False]
    """
    return _WAY.match(fold(" ".join(word.text for word in words))) is not None


def _rows(view: View, heading: Name) -> Iterator[tuple[Word, ...]]:
    """The lines under a heading, close to each other and aligned, up to the next label."""
    sheet = view.sheet
    bottom = heading.box.bottom
    under = [
        (segment.box.top, index)
        for index, segment in enumerate(sheet.segments)
        if segment.box.top > heading.box.top + 1 and index not in heading.segments
        and aligned(segment.box._replace(right=segment.box.left), heading.box._replace(right=heading.box.left), sheet.em)
    ]  # fmt: skip
    for _, index in sorted(under)[:_MOST_LINES]:
        segment = sheet.segments[index]
        if segment.box.top - bottom > 1.6 * sheet.height or view.seems_label(index):
            return
        row = _row(view, index)
        if row is None:
            return
        yield row
        bottom = around([word.box for word in row]).bottom


def _row(view: View, index: int) -> tuple[Word, ...] | None:
    """A line; ``None`` if something near it, on its right, may belong to it or not.

    A city may be typed beside its postal code.
    """
    sheet = view.sheet
    words = sheet.segments[index].words
    for item in sheet.right(index):
        near = sheet.item(item).left - words[-1].box.right <= FAR
        if not near:
            break
        if item < 0 or len(words) > 1 or not words[0].text.isdecimal():
            return None
        words = (*words, *sheet.segments[item].words)
    return words
