"""Blanks of what the template does not know: laid out like its siblings, which it does know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from asp_check.document import Member, Node
from asp_check.text import NEWLINE

_BLANKS = b" \t\r\n"

Piece = tuple[int, int, bytes]
"""A span of the text, and the blanks to put there."""


class Stranger(NamedTuple):
    """A member or an element that has no place in the template.

    ``previous`` is where what stands before it ends.  ``lead`` and ``colon`` are those of its siblings,
    ``open`` and ``close`` those of the container that they stand in.  Without ``value`` only
    what leads to ``at`` is laid out.
    """

    previous: int
    member: Member | None
    value: Node | None
    lead: bytes
    colon: bytes
    open: bytes
    close: bytes
    at: int = -1

    @property
    def start(self) -> int:
        """Where it starts."""
        if self.at >= 0:
            return self.at
        if self.member is not None:
            return self.member.key_node.start
        return self.previous if self.value is None else self.value.start

    def layout(self, text: bytes, *, known: bool) -> Iterator[Piece]:
        """The blanks to change.  ``known``: what follows its key was compared with the template."""
        yield from _blanks(text, self.previous, self.start, self.lead)
        if known or self.value is None:
            return
        if self.member is not None:
            yield from _blanks(text, self.member.key_node.end, self.value.start, self.colon)
        yield from _inside(text, self.value, self, 1)


def _inside(text: bytes, node: Node, style: Stranger, depth: int) -> Iterator[Piece]:
    """The blanks within a container that nobody knows, as deep as it goes."""
    if node.kind not in ("object", "array"):
        return
    opening, closing = _edges(style, depth)
    previous, last = node.inner
    first = True
    if node.kind == "object":
        children = [(member.key_node, member.value) for member in node.members()]
    else:
        children = [(element, element) for element in node.elements()]
    for head, value in children:
        yield from _blanks(text, previous, head.start, opening if first else b"," + opening)
        if head is not value:
            yield from _blanks(text, head.end, value.start, style.colon)
        yield from _inside(text, value, style, depth + 1)
        previous, first = value.end, False
    yield from _blanks(text, previous, last, b"" if first else closing)


def _edges(style: Stranger, depth: int) -> tuple[bytes, bytes]:
    """The blanks after an opening and before a closing, so many levels below the siblings."""
    newline = NEWLINE.search(style.open)
    if newline is None:
        return style.open, style.close
    margin = style.open[style.open.rfind(newline.group()[-1:]) + 1 :]
    outer = style.close[style.close.rfind(newline.group()[-1:]) + 1 :]
    step = margin[len(outer) :] if margin.startswith(outer) else b""
    return (
        newline.group() + margin + step * depth,
        newline.group() + margin + step * (depth - 1),
    )


def _blanks(text: bytes, start: int, end: int, wanted: bytes) -> Iterator[Piece]:
    """The change of these blanks, if there is one, and if there is nothing else between."""
    found = text[start:end]
    if (
        found != wanted
        and start <= end
        and found.translate(None, _BLANKS) == wanted.translate(None, _BLANKS)
    ):
        yield start, end, wanted
