"""What a piece is made of, whatever draws it: blocks that hold spans of text, values and ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple


class Value(NamedTuple):
    """A value as it stands on the paper, and what it tells.

    ``subject`` is the identifier of the establishment or person it is about, empty for the whole
    piece; ``value`` the same value as the request writes it.
    """

    concept: str
    written: str
    value: str
    subject: str = ""
    bold: bool = False
    options: tuple[str, ...] = ()
    """What a form lets choose from."""

    @property
    def printed(self) -> bool:
        """Whether a form has it printed: what the vendor knows beforehand."""
        return self.concept.startswith(("supplier.", "solution.", "order.funding_mention"))


class Tick(NamedTuple):
    """A box to tick; ``value`` is the answer that it stands for, and ``group`` its radio group."""

    on: bool
    concept: str = ""
    value: str = ""
    subject: str = ""
    group: str = ""


Span = str | Value | Tick
Content = tuple[Span, ...]


class Banner(NamedTuple):
    """The head of the first page: logo, name of who issues the piece, title."""

    vendor: str
    title: str
    subtitle: str = ""
    corner: tuple[Content, ...] = ()


class Party(NamedTuple):
    """An address block."""

    caption: str
    lines: tuple[Content, ...]


class Parties(NamedTuple):
    """Two address blocks, side by side."""

    left: Party
    right: Party
    boxed: bool = True


class Fields(NamedTuple):
    """Labels and their values.

    ``colon``: « label : value » on a line; ``grid``: a table of two columns by field; ``stacked``:
    the value under its label; ``leader``: dots between both.
    """

    rows: tuple[tuple[str, Content], ...]
    style: Literal["colon", "grid", "stacked", "leader"] = "colon"
    columns: int = 1
    title: str = ""


class Grid(NamedTuple):
    """A table; ``foot`` rows are drawn in bold.  Widths are relative; ``r`` aligns a column right."""

    header: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]
    widths: tuple[float, ...]
    align: str = ""
    foot: tuple[tuple[Content, ...], ...] = ()
    title: str = ""


class Choice(NamedTuple):
    """A question and what may be ticked."""

    label: str
    options: tuple[tuple[Tick, str], ...]
    inline: bool = False


class Text(NamedTuple):
    """A paragraph."""

    content: Content
    style: Literal["normal", "small", "box", "bold", "heading"] = "normal"


class Signature(NamedTuple):
    """The place to sign, of the client and, where both sign, of the supplier.

    ``sign`` tells what is in the client's: nothing, a picture or strokes of a pen.
    """

    caption: str
    lines: tuple[tuple[str, Content], ...]
    sign: Literal["", "image", "ink"] = "image"
    supplier: str = ""
    supplier_signs: bool = False
    seed: int = 1
    height: float = 62


class Columns(NamedTuple):
    """Two columns of blocks, read one after the other."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


class Gap(NamedTuple):
    """Empty space."""

    height: float = 8


class Break(NamedTuple):
    """A new page."""


Block = Banner | Parties | Fields | Grid | Choice | Text | Signature | Columns | Gap | Break


class Look(NamedTuple):
    """How a vendor's papers look.

    ``ticks``: ``zapf`` and ``vector`` are drawn, ``glyph`` are ☒ and ☐, ``bracket`` are [x] and [ ].
    """

    colour: str = "#1f4e79"
    tint: str = "#e8eef5"
    font: Literal["sans", "serif", "narrow"] = "sans"
    size: float = 9
    ticks: Literal["zapf", "vector", "glyph", "bracket"] = "glyph"
    logo: Literal["disc", "bars", "cross", "none"] = "disc"
    rules: bool = True


class Sheet(NamedTuple):
    """One piece to draw."""

    blocks: tuple[Block, ...]
    look: Look
    footer: str = ""
    title: str = ""


def text_of(content: Content) -> str:
    """The words of a content, its ticks aside."""
    return "".join(
        span if isinstance(span, str) else span.written if isinstance(span, Value) else ""
        for span in content
    ).strip()


def contents(blocks: Iterable[Block]) -> Iterator[Content]:
    """Every content of the blocks, in reading order."""
    for block in blocks:
        match block:
            case Banner():
                yield from block.corner
            case Parties():
                yield from (*block.left.lines, *block.right.lines)
            case Fields():
                yield from (content for _, content in block.rows)
            case Grid():
                yield from (cell for row in (*block.rows, *block.foot) for cell in row)
            case Choice():
                yield from ((tick, text) for tick, text in block.options)
            case Text():
                yield block.content
            case Signature():
                yield from (content for _, content in block.lines)
            case Columns():
                yield from contents((*block.left, *block.right))
            case _:
                pass
