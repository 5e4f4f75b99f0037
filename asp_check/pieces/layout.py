"""Words into phrases: lines, the segments of a line, the marks between them, and the blocks of text.

A ``Segment`` is what stands together on one line: a label, a value, a part of a sentence.  Segments
under each other, close and aligned, follow each other in a block.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from asp_check.pieces.grid import Grid, grid
from asp_check.pieces.marks import crosses, each_once, sorted_out, without_drawings
from asp_check.pieces.model import Box, Page, Paper, Tick, Word

MOST_WORDS, MOST_MARKS, MOST_LINES = 6_000, 600, 8_000
"""A page of more words, marks or lines is none that a person wrote: it is not laid out."""

_PITCH = 3.4
"""From line to line there are at most so many times the width of a character."""
_TYPED_PITCH = 2.9
"""The same inside one field; two fields stand further apart."""


class Segment(NamedTuple):
    """Words that stand together on one line; ``cell`` is the closed cell that holds them."""

    words: tuple[Word, ...]
    box: Box
    line: int
    cell: Box | None

    @property
    def text(self) -> str:
        """The words, one blank between two."""
        return " ".join(word.text for word in self.words)


class Sheet(NamedTuple):
    """One page, laid out.

    ``lines`` hold, from left to right, the indices of segments, and those of marks from -1 downwards
    (``~index``).  ``after`` gives the segment that follows in the same block, or -1; ``before`` is its
    reverse.  ``fillers`` are dots or underscores that stand for a value; ``asides`` is text that is not
    upright.  ``em`` is the width of a usual character, ``height`` that of a usual line.  ``wraps``: lines end where
    they are full, and not only where the writer ended them.
    """

    page: Page
    segments: tuple[Segment, ...] = ()
    marks: tuple[Tick, ...] = ()
    lines: tuple[tuple[int, ...], ...] = ()
    after: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    grid: Grid = Grid()
    fillers: tuple[Box, ...] = ()
    asides: tuple[Box, ...] = ()
    em: float = 5.0
    height: float = 10.0
    crowded: bool = False
    wraps: bool = True

    def right(self, segment: int) -> Iterator[int]:
        """The segments and marks on the same line, to the right."""
        line = self.lines[self.segments[segment].line]
        yield from line[line.index(segment) + 1 :]

    def item(self, index: int) -> Box:
        """Where a segment or a mark stands."""
        return self.segments[index].box if index >= 0 else self.marks[~index].box


def sheets_of(paper: Paper) -> tuple[Sheet, ...]:
    """Every page of a paper, laid out; a DOCX has no lines but those that its writer ended."""
    return tuple(lay(page, wraps=paper.form != "docx") for page in paper.pages)


def lay(page: Page, *, wraps: bool = True) -> Sheet:
    """Lay out the words of a page; ``crowded`` where there are too many."""
    if len(page.words) > MOST_WORDS or len(page.rules) > MOST_LINES:
        return Sheet(page, crowded=True)
    upright, asides = _upright(page.words)
    words, typed, fillers = sorted_out(upright)
    if len(page.ticks) + len(typed) > MOST_MARKS:
        return Sheet(page, crowded=True)
    words, marks = without_drawings(words, each_once((*page.ticks, *typed)))
    em = median([w.box.width / len(w.text) for w in words if len(w.text) > 2] or [5.0]) or 5.0
    height = median([word.box.height for word in words] or [10.0]) or 10.0
    lines = grid(page.rules)
    rows = [_crossed(row, em) for row in _rows(words, marks, height)]
    marks = tuple(item for row in rows for item in row if isinstance(item, Tick))
    places = {mark: at for at, mark in enumerate(marks)}
    segments: list[Segment] = []
    indexed: list[tuple[int, ...]] = []
    for number, row in enumerate(rows):
        entries: list[int] = []
        for part in _parts(row, em, lines):
            if isinstance(part, Tick):
                entries.append(~places[part])
            else:
                entries.append(len(segments))
                segments.append(_segment(part, number, lines))
        indexed.append(tuple(entries))
    after, before = _blocks(segments, indexed, lines, em)
    return Sheet(
        page, tuple(segments), marks, tuple(indexed), after, before, lines, fillers, asides,
        em, height, wraps=wraps,
    )  # fmt: skip


# --- What is a word


def _upright(words: Sequence[Word]) -> tuple[list[Word], tuple[Box, ...]]:
    """Words to be read, and the places of those that are turned: far too high for their letters."""
    upright: list[Word] = []
    asides: list[Box] = []
    for word in words:
        text = unicodedata.normalize("NFC", word.text).strip()
        if len(text) > 3 and word.box.width < 0.13 * len(text) * word.box.height:
            if set(text) - set("._…·-–—="):
                asides.append(word.box)
        elif text:
            upright.append(word if text == word.text else word._replace(text=text))
    return upright, tuple(asides)


# --- Lines and segments


def _rows(words: Sequence[Word], marks: Sequence[Tick], height: float) -> list[list[Word | Tick]]:
    """Words and marks of one height together, from top to bottom, each row from left to right."""
    rows: list[list[Word | Tick]] = []
    bands: list[tuple[float, float]] = []
    items: list[Word | Tick] = [*words, *marks]
    for item in sorted(items, key=_middle):
        best, share = -1, 0.5
        for at in range(max(0, len(bands) - 4), len(bands)):
            found = _shared(item.box, bands[at])
            if found >= share:
                best, share = at, found
        if best < 0:
            rows.append([item])
            bands.append((item.box.top, item.box.bottom))
            continue
        rows[best].append(item)
        top = min(bands[best][0], item.box.top)
        bottom = max(bands[best][1], item.box.bottom)
        if bottom - top <= 1.5 * max(height, bands[best][1] - bands[best][0]):
            bands[best] = top, bottom
    order = sorted(range(len(rows)), key=lambda at: bands[at])
    return [sorted(rows[at], key=lambda item: (item.box.left, item.box.right)) for at in order]


def _crossed(row: list[Word | Tick], em: float) -> list[Word | Tick]:
    """A row, its letters X that are crosses as marks."""
    found = {id(word) for word in crosses(row, em)}
    return [
        Tick(item.box, True, item.origin, doubt=item.doubt)
        if isinstance(item, Word) and id(item) in found
        else item
        for item in row
    ]


def _middle(item: Word | Tick) -> tuple[float, float]:
    return item.box.top + item.box.bottom, item.box.left


def _shared(box: Box, band: tuple[float, float]) -> float:
    """How much of the lesser of two heights is common."""
    common = min(box.bottom, band[1]) - max(box.top, band[0])
    return common / max(min(box.height, band[1] - band[0]), 0.1)


def _parts(row: Sequence[Word | Tick], em: float, lines: Grid) -> Iterator[tuple[Word, ...] | Tick]:
    """The segments of a row, and its marks."""
    held: list[Word] = []
    for item in row:
        if isinstance(item, Tick):
            if held:
                yield tuple(held)
                held = []
            yield item
            continue
        if held and _apart(held[-1], item, em, lines):
            yield tuple(held)
            held = []
        held.append(item)
    if held:
        yield tuple(held)


def _apart(one: Word, other: Word, em: float, lines: Grid) -> bool:
    """Whether two neighbours on a line belong to two segments."""
    gap = other.box.left - one.box.right
    wide = max(
        em, *(word.box.width / len(word.text) for word in (one, other) if len(word.text) > 2)
    ) if len(one.text) > 2 or len(other.text) > 2 else em  # fmt: skip
    if gap > 2.2 * wide or (one.origin == "text") != (other.origin == "text"):
        return True
    middle = (max(one.box.top, other.box.top) + min(one.box.bottom, other.box.bottom)) / 2
    return gap > 0 and lines.parts(one.box.right, other.box.left, middle)


def _segment(words: tuple[Word, ...], line: int, lines: Grid) -> Segment:
    box = words[0].box
    marked: list[Word] = []
    for word in words:
        overlaps = marked and word.box.left < marked[-1].box.right - 0.3 * word.box.width
        if overlaps and not word.doubt and len(word.text) > 1:
            marked[-1] = marked[-1]._replace(doubt=marked[-1].doubt or "overlap")
            word = word._replace(doubt="overlap")  # noqa: PLW2901
        marked.append(word)
        box = box.joined(word.box)
    return Segment(
        tuple(marked), box, line, lines.cell((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    )


# --- Blocks


def _blocks(
    segments: Sequence[Segment], rows: Sequence[tuple[int, ...]], lines: Grid, em: float
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    after, before = [-1] * len(segments), [-1] * len(segments)
    for index, segment in enumerate(segments):
        below = _next(segment, segments, rows, lines, em)
        if below >= 0 and before[below] < 0:
            after[index], before[below] = below, index
    return tuple(after), tuple(before)


def _next(
    segment: Segment, segments: Sequence[Segment], rows: Sequence[tuple[int, ...]], lines: Grid,
    em: float,
) -> int:  # fmt: skip
    """The segment right under this one, close to it and aligned with it; -1 if there is none."""
    for row in rows[segment.line + 1 : segment.line + 6]:
        under = [
            at for at in row
            if at >= 0
            and segments[at].box.left < segment.box.right
            and segment.box.left < segments[at].box.right
        ]  # fmt: skip
        if not under:
            continue
        below = segments[under[0]]
        if len(under) > 1 or below.cell != segment.cell:
            return -1
        height = max(segment.box.height, below.box.height)
        alike = height <= 1.45 * min(segment.box.height, below.box.height)
        x = max(segment.box.left, below.box.left) + 1
        divided = lines.divides(segment.box.bottom, below.box.top, x)
        same = (segment.words[-1].origin == "text") == (below.words[0].origin == "text")
        close = follows(segment.words, below.words, em) and alike and not divided and same
        return under[0] if close and aligned(segment.box, below.box, em) else -1
    return -1


def follows(above: Sequence[Word], below: Sequence[Word], em: float) -> bool:
    """Whether two lines stand as near to each other as those of one text.

    Boxes may fit tightly around letters without stems, so that lines are told by their middles, and
    the size of letters by their width.
    """
    width = max(em, _width(above), _width(below))
    typed = above[0].origin != "text"
    return 0 < _centre(below) - _centre(above) <= (_TYPED_PITCH if typed else _PITCH) * width


def _width(words: Sequence[Word]) -> float:
    """The mean width of a character; 0 where there are too few to tell."""
    count = sum(len(word.text) for word in words)
    return sum(word.box.width for word in words) / count if count > 4 else 0.0


def _centre(words: Sequence[Word]) -> float:
    tallest = max(words, key=lambda word: word.box.height)
    return (tallest.box.top + tallest.box.bottom) / 2


def aligned(one: Box, other: Box, em: float) -> bool:
    """Whether two boxes begin at the same place, or have the same middle."""
    return (
        abs(one.left - other.left) <= 1.2 * em
        or abs(one.left + one.right - other.left - other.right) <= 1.2 * em
    )
