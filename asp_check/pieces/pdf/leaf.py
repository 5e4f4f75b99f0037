"""One page of a PDF: everything that is to be seen on it, and what of it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from pypdf import PageObject

from asp_check.pieces.model import Box, Origin, Page, Tick, Word
from asp_check.pieces.pdf import (
    doubts,
    fields,
    lettering,
    library,
    objects,
    second,
    signs,
    ticks,
    vectors,
)
from asp_check.pieces.pdf.fields import Stored
from asp_check.pieces.pdf.ink import Sheet
from asp_check.pieces.pdf.lettering import Run
from asp_check.pieces.pdf.library import Handle, Matrix
from asp_check.pieces.pdf.objects import Drawing, Glyph
from asp_check.pieces.pdf.second import Side

MAX_IMAGE = 50_000_000
"""Pixels of an image beyond which it is not opened."""

_COVERED = 0.7
"""The share of a page that images cover from which on the page is a scan."""

_PENS = frozenset({"Ink", "Stamp", "Line", "PolyLine", "Polygon", "Circle", "Square"})
"""Annotations that are drawings."""

_LEFT_OUT = frozenset({"twice", "unlit"})
"""Words that are told already, or not chosen."""

_ICONS = frozenset({"Text", "FileAttachment", "Sound", "Movie"})

_BLANK_KINDS = frozenset({"text", "choice", "seal"})


class Leaf(NamedTuple):
    """A page as read, its fields that are signed, and what it holds that was left closed."""

    page: Page
    signed: tuple[Stored, ...] = ()
    notes: frozenset[str] = frozenset()


def read(document: Handle, index: int, other: PageObject | None) -> Leaf:
    """The page of this number, from 0; ``other`` is that of the second reader, if it has one."""
    with library.page_as_shown(document, index) as (page, drawn):
        found = objects.drawings(page, drawn)
        side = _side(other, library.matrix_of(page))
        return _leaf(page, index, found, drawn, side)


def _side(other: PageObject | None, matrix: Matrix) -> Side | None:
    if other is None:
        return None
    try:
        return Side(other.extract_text(), fields.of_page(other, matrix))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever stops the second reader, it then confirms nothing
        return None


def _leaf(
    page: Handle, index: int, found: list[Drawing], drawn: Sequence[int], side: Side | None
) -> Leaf:
    width, height = library.size_of(page)
    stored = side.stored if side else {}
    found = _without_icons(found, stored)
    pictures = [d for d in found if d.kind == "image" and d.source == objects.PAGE]
    images = tuple(_within(d.box, width, height) for d in pictures)
    texts = {d.key: d for d in found if d.kind == "text"}
    fonts = {key: objects.font_of(drawing) for key, drawing in texts.items()}
    glyphs = _named(objects.glyphs(page), fonts)
    lost = doubts.not_believed(glyphs, fonts)
    runs = [_without_lost(run, glyphs, lost) for run in lettering.runs(glyphs, texts)]
    large = [d for d in found if d.kind == "image" and objects.pixels_of(d) > MAX_IMAGE]
    scan = bool(large) or _is_scan(images, runs, width * height)
    for drawing in pictures if scan else large:
        objects.show(drawing, active=False)
    sheet = Sheet(page, found)
    lines = vectors.sort(
        stroke
        for drawing in found
        if drawing.kind == "path" and _is_drawn(drawing.source, stored)
        for stroke in objects.strokes(drawing)
    )
    marks = ticks.find(runs, lines, stored, sheet)
    doubtful = doubts.of_words(runs, glyphs, found, side, sheet, lines, images)
    words = [
        _word(run, stored, scan=scan, doubt=doubtful.get(number, ""))
        for number, run in _as_stored(runs, stored)
        if number not in marks.used and doubtful.get(number) not in _LEFT_OUT
    ]
    words += _not_drawn(stored, drawn)
    return Leaf(
        Page(
            number=index + 1,
            width=width,
            height=height,
            words=tuple(words),
            ticks=tuple(t for t in marks.ticks if not scan or t.origin != "text"),
            rules=lines.rules,
            images=images,
            inks=vectors.gathered(
                [
                    *_pens(stored, found, marks.ticks),
                    *_hiding(lines.blocks, runs),
                    *marks.inks,
                ]
            ),
            blanks=tuple(s.box for number, s in stored.items() if _is_blank(s, number, runs)),
            # Where the fields could not be read, nothing is absent: as on a scan.
            scan=scan or side is None,
        ),
        tuple(s for s in stored.values() if s.kind == "seal" and s.signed is not None),
        frozenset((["large-image"] if large else []) + (["unread-parts"] if side is None else [])),
    )


def _without_icons(found: list[Drawing], stored: Mapping[int, Stored]) -> list[Drawing]:
    """The drawings without those that only tell that there is a remark, or a file."""
    icons = {number for number, item in stored.items() if item.subtype in _ICONS}
    for drawing in found:
        if drawing.source in icons:
            objects.show(drawing, active=False)
    return [drawing for drawing in found if drawing.source not in icons]


def _within(box: Box, width: float, height: float) -> Box:
    left, right = (min(max(side, 0.0), width) for side in (box.left, box.right))
    top, bottom = (min(max(side, 0.0), height) for side in (box.top, box.bottom))
    return Box(left, top, right, bottom)


def _without_lost(run: Run, glyphs: Sequence[Glyph], lost: set[int]) -> Run:
    return run._replace(doubt="font") if glyphs[run.numbers[0]].key in lost else run


def _named(glyphs: Sequence[Glyph], fonts: Mapping[int, str]) -> list[Glyph]:
    """The glyphs, those of fonts of symbols told by what they show."""
    symbols = {key: name for key, name in fonts.items() if "dings" in name.lower()}
    if not symbols:
        return list(glyphs)
    return [
        _shown(glyph, signs.symbol(glyph.text, symbols[glyph.key]))
        if glyph.key in symbols
        else glyph
        for glyph in glyphs
    ]


def _shown(glyph: Glyph, text: str) -> Glyph:
    return glyph if text == glyph.text else glyph._replace(text=text, unmapped=False)


def _is_scan(images: Sequence[Box], runs: Sequence[Run], area: float) -> bool:
    """Whether images hold the page: they cover most of it, or there is nothing else to read."""
    if not images:
        return False
    covered = _union(images)
    own = any(run.source == objects.PAGE for run in runs)
    return covered >= _COVERED * area or (not own and covered > 0.05 * area)


def _union(boxes: Sequence[Box]) -> float:
    """The area that boxes cover together."""
    edges = sorted({x for box in boxes for x in (box.left, box.right)})
    total = 0.0
    for left, right in pairwise(edges):
        spans = sorted((b.top, b.bottom) for b in boxes if b.left <= left and b.right >= right)
        reached = 0.0
        for top, bottom in spans:
            total += (right - left) * max(0.0, bottom - max(top, reached))
            reached = max(reached, bottom)
    return total


def _is_drawn(source: int, stored: Mapping[int, Stored]) -> bool:
    """Whether lines of this source are the page's own, or put onto it with a pen."""
    return source not in stored or stored[source].subtype in _PENS | {"FreeText"}


def _is_field(source: int, stored: Mapping[int, Stored]) -> bool:
    return source in stored and stored[source].subtype == "Widget"


# --- What is made of it


def _as_stored(runs: Sequence[Run], stored: Mapping[int, Stored]) -> Iterator[tuple[int, Run]]:
    """The words by their numbers; a value of a field set letter by letter is whole where it agrees."""
    whole: set[int] = set()
    for number, run in enumerate(runs):
        item = stored.get(run.source)
        if item is None or item.kind != "text" or len(item.value.split()) != 1:
            yield number, run
        elif run.source not in whole:
            own = [each for each in runs if each.source == run.source]
            same = second.same("".join(each.text for each in own), item.value)
            if same and len(own) > 1 and not any(each.doubt for each in own):
                whole.add(run.source)
                yield number, reduce(_merged, own)
            else:
                yield number, run


def _merged(one: Run, two: Run) -> Run:
    return one._replace(
        text=one.text + two.text,
        numbers=one.numbers + two.numbers,
        box=one.box.joined(two.box),
        ink=one.ink.joined(two.ink),
    )


def _word(run: Run, stored: Mapping[int, Stored], *, scan: bool, doubt: str) -> Word:
    if run.source == objects.PAGE:
        return (
            Word(run.text, run.box, "ocr", "ocr")
            if scan
            else Word(run.text, run.box, "text", doubt)
        )
    origin: Origin = "field" if _is_field(run.source, stored) else "annotation"
    return Word(run.text, run.box, origin, doubt)


def _not_drawn(stored: Mapping[int, Stored], drawn: Sequence[int]) -> list[Word]:
    """Values that are stored and have no drawing: some viewers show them, and some do not."""
    return [
        Word(text, item.box, "field" if item.kind else "annotation", "stored")
        for number, item in stored.items()
        if number not in drawn and item.visible
        if item.kind in fields.WRITES or item.subtype == "FreeText"
        for text in item.value.split()
    ]


def _is_blank(item: Stored, number: int, runs: Sequence[Run]) -> bool:
    if item.kind not in _BLANK_KINDS or item.value.strip() or item.signed is not None:
        return False
    return not any(run.source == number for run in runs)


def _pens(
    stored: Mapping[int, Stored], found: Sequence[Drawing], known: Sequence[Tick]
) -> list[Box]:
    """The boxes of annotations that are drawings; a stamp of text alone is text, or that ticks."""
    drawings = {d.source for d in found if d.kind != "text"}
    written = {d.source for d in found if d.kind == "text"}
    return [
        item.box
        for number, item in stored.items()
        if item.subtype in _PENS and item.visible and (number in drawings or number not in written)
        if not any(ticks.centred(item.box, tick.box) for tick in known)
    ]


def _hiding(blocks: Sequence[Box], runs: Sequence[Run]) -> list[Box]:
    """Dark rectangles without a word on them: they may hide something."""
    return [block for block in blocks if not any(block.overlaps(run.ink) for run in runs)]
