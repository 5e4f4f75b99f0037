"""A DOCX has no page: its lines one below the other, its cells ruled, so that one look-up serves all.

Nothing is wrapped: a paragraph is one line, as wide as it needs, and so is the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from asp_check.pieces.model import Box, Origin, Page, Tick, Word

WIDTH, HEIGHT = 595.0, 842.0
"""The smallest page: A4."""
_MARGIN = 40.0
_CHARACTER, _GLYPH, _LINE = 5.0, 10.0, 14.0
_APART = 6.0
_TAB, _GAP = 36.0, 18.0
_PADDING = 4.0
_BLANK = 100.0
_NARROWEST = 20.0
_LARGEST = 800.0
"""The sides of a picture, at most: only that there is one matters."""


class Atom(NamedTuple):
    """What a line is made of: a text, a box to tick, a tabulation, an empty field, a picture, a drawing."""

    kind: Literal["text", "tick", "tab", "blank", "image", "ink"]
    text: str = ""
    origin: Origin = "text"
    doubt: str = ""
    state: bool | None = None
    size: tuple[float, float] = (0.0, 0.0)


class Line(NamedTuple):
    """One line of a paragraph; ``first`` says that it begins one."""

    atoms: tuple[Atom, ...]
    first: bool = True


class Cell(NamedTuple):
    """One cell of a table: what it holds, how many columns it takes, whether it goes on from above."""

    blocks: tuple[Block, ...]
    span: int = 1
    continued: bool = False


class Table(NamedTuple):
    """Rows of cells; a text box is a table of one cell."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Line | Table


class Laid(NamedTuple):
    """What stands where, from the top left corner of a place of this size."""

    width: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = ()
    ticks: tuple[Tick, ...] = ()
    rules: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    inks: tuple[Box, ...] = ()
    blanks: tuple[Box, ...] = ()


def page(number: int, blocks: Sequence[Block]) -> Page:
    """One page that holds these blocks."""
    laid = _moved(_stacked(blocks), _MARGIN, _MARGIN)
    return Page(
        number,
        max(WIDTH, laid.width + 2 * _MARGIN),
        max(HEIGHT, laid.height + 2 * _MARGIN),
        *laid[2:5],
        images=laid.images,
        inks=laid.inks,
        blanks=laid.blanks,
    )


def _laid(block: Block) -> Laid:
    return _line(block) if isinstance(block, Line) else _table(block)


def _stacked(blocks: Iterable[Block]) -> Laid:
    """One below the other, paragraphs further apart than the lines of one."""
    return _joined(_below(blocks))


def _below(blocks: Iterable[Block]) -> Iterator[Laid]:
    top = 0.0
    for at, block in enumerate(blocks):
        if at and isinstance(block, Line) and block.first:
            top += _APART
        laid = _laid(block)
        yield _moved(laid, 0.0, top)
        top += laid.height


def _joined(each: Iterable[Laid]) -> Laid:
    """All of these, where they are; the size is what holds them."""
    parts = list(each)
    return Laid(
        max((one.width for one in parts), default=0.0),
        max((one.height for one in parts), default=0.0),
        tuple(word for one in parts for word in one.words),
        tuple(tick for one in parts for tick in one.ticks),
        tuple(rule for one in parts for rule in one.rules),
        tuple(image for one in parts for image in one.images),
        tuple(ink for one in parts for ink in one.inks),
        tuple(blank for one in parts for blank in one.blanks),
    )


def _moved(one: Laid, right: float, down: float) -> Laid:
    """The same, further to the right and down; its size is counted from the old corner."""

    def move(box: Box) -> Box:
        return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)

    return Laid(
        one.width + right,
        one.height + down,
        tuple(word._replace(box=move(word.box)) for word in one.words),
        tuple(tick._replace(box=move(tick.box)) for tick in one.ticks),
        tuple(map(move, one.rules)),
        tuple(map(move, one.images)),
        tuple(map(move, one.inks)),
        tuple(map(move, one.blanks)),
    )


# --- One line


class _Pen:
    """Where the next thing of a line goes, and the word that is being written."""

    def __init__(self) -> None:
        self.x = 0.0
        self.words: list[Word] = []
        self.open: Word | None = None

    def write(self, atom: Atom) -> None:
        """A text: blanks end a word, the end of a run does not."""
        for part in re.findall(r"\S+|\s+", atom.text):
            end = self.x + _CHARACTER * len(part)
            if part.isspace():
                self.close()
            else:
                box = Box(self.x, 0.0, end, _GLYPH)
                self.open = _longer(self.open, Word(part, box, atom.origin, atom.doubt))
            self.x = end

    def close(self) -> None:
        """The word that is being written is whole."""
        if self.open is not None:
            self.words.append(self.open)
            self.open = None

    def room(self, width: float) -> float:
        """Take this room; where it begins."""
        self.close()
        start, self.x = self.x, self.x + width
        return start

    def tab(self) -> None:
        """Go to the next stop, never so near that it looks like a space."""
        self.room(0)
        stop = (self.x + _GAP) // _TAB * _TAB + _TAB
        self.x = max(stop, self.x + _GAP)


def _longer(word: Word | None, more: Word) -> Word:
    if word is None:
        return more
    return word._replace(
        text=word.text + more.text,
        box=word.box.joined(more.box),
        origin=word.origin if word.origin == more.origin else "text",
        doubt=word.doubt or more.doubt,
    )


def _line(line: Line) -> Laid:
    pen = _Pen()
    ticks: list[Tick] = []
    images: list[Box] = []
    inks: list[Box] = []
    blanks: list[Box] = []
    tallest = _LINE
    for atom in line.atoms:
        if atom.kind == "text":
            pen.write(atom)
        elif atom.kind == "tab":
            pen.tab()
        elif atom.kind == "tick":
            left = pen.room(_GLYPH)
            box = Box(left, 0.0, left + _GLYPH, _GLYPH)
            ticks.append(Tick(box, atom.state, atom.origin, atom.text, atom.doubt))
        elif atom.kind == "blank":
            left = pen.room(_BLANK)
            blanks.append(Box(left, 0.0, left + _BLANK, _GLYPH))
        else:
            width, height = (min(max(side, 1.0), _LARGEST) for side in atom.size)
            left = pen.room(width)
            tallest = max(tallest, height + _LINE - _GLYPH)
            (images if atom.kind == "image" else inks).append(Box(left, 0.0, left + width, height))
    pen.close()
    return Laid(
        pen.x,
        tallest,
        tuple(pen.words),
        tuple(ticks),
        (),
        tuple(images),
        tuple(inks),
        tuple(blanks),
    )


# --- A table


def _table(table: Table) -> Laid:
    cells = [[_stacked(cell.blocks) for cell in row] for row in table.rows]
    edges = _edges(table, cells)
    parts: list[Laid] = []
    top = 0.0
    for at, (row, laid_row) in enumerate(zip(table.rows, cells, strict=True)):
        height = max((one.height for one in laid_row), default=_LINE) + 2 * _PADDING
        below = table.rows[at + 1] if at + 1 < len(table.rows) else ()
        for (first, last), cell, laid in zip(_columns(row), row, laid_row, strict=True):
            box = Box(edges[first], top, edges[last], top + height)
            open_below = any(
                other.continued and columns == (first, last)
                for columns, other in zip(_columns(below), below, strict=True)
            )
            parts += (
                _moved(laid, box.left + _PADDING, top + _PADDING),
                Laid(rules=_ruled(box, above=not cell.continued, below=not open_below)),
            )
        top += height
    return _joined(parts)._replace(width=edges[-1], height=top + _PADDING)


def _columns(row: Sequence[Cell]) -> list[tuple[int, int]]:
    """The first column of each cell, and the one after its last."""
    ends = list(accumulate(cell.span for cell in row))
    return [(end - cell.span, end) for cell, end in zip(row, ends, strict=True)]


def _edges(table: Table, cells: Sequence[Sequence[Laid]]) -> list[float]:
    """Where each column begins, wide enough for what it holds, and where the last one ends."""
    count = max((sum(cell.span for cell in row) for row in table.rows), default=0)
    widths = [_NARROWEST] * count
    spans = [
        (*columns, laid.width + 2 * _PADDING)
        for row, laid_row in zip(table.rows, cells, strict=True)
        for columns, laid in zip(_columns(row), laid_row, strict=True)
    ]
    for first, last, width in sorted(spans, key=lambda span: span[1] - span[0]):
        widths[last - 1] += max(0.0, width - sum(widths[first:last]))
    return [0.0, *accumulate(widths)]


def _ruled(box: Box, *, above: bool, below: bool) -> tuple[Box, ...]:
    left, top, right, bottom = box
    lines = [Box(left, top, left, bottom), Box(right, top, right, bottom)]
    if above:
        lines.append(Box(left, top, right, top))
    if below:
        lines.append(Box(left, bottom, right, bottom))
    return tuple(lines)
