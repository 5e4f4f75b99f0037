"""One page of a PDF: everything that is to be seen on it, and what of it is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pypdf import PageObject

from asp_check.pieces.model import Box, Origin, Page, Tick, Word
from asp_check.pieces.pdf import fields, lettering, library, second, ticks, vectors
from asp_check.pieces.pdf.fields import Stored
from asp_check.pieces.pdf.ink import Sheet
from asp_check.pieces.pdf.lettering import Run
from asp_check.pieces.pdf.library import Drawing, Glyph, Handle, Matrix

MAX_IMAGE = 50_000_000
"""Pixels of an image beyond which it is not opened."""

_COVERED = 0.7
"""The share of a page that images cover from which on the page is a scan."""

_PENS = frozenset({"Ink", "Stamp", "Line", "PolyLine", "Polygon", "Circle", "Square"})
"""Annotations that are drawings."""

_BLANK_KINDS = frozenset({"text", "choice", "seal"})


class Side(NamedTuple):
    """What the second reader has of a page: its text, and its annotations by number."""

    text: str
    stored: Mapping[int, Stored]


class Leaf(NamedTuple):
    """A page as read, its fields that are signed, and what it holds that was left closed."""

    page: Page
    signed: tuple[Stored, ...] = ()
    notes: frozenset[str] = frozenset()


def read(document: Handle, index: int, other: PageObject | None) -> Leaf:
    """The page of this number, from 0; ``other`` is that of the second reader, if it has one."""
    with library.page_as_shown(document, index) as (page, drawn):
        found = library.drawings(page, drawn)
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
    pictures = [d for d in found if d.kind == "image" and d.source == library.PAGE]
    images = tuple(_within(d.box, width, height) for d in pictures)
    texts = {d.key: d for d in found if d.kind == "text"}
    fonts = {key: library.font_of(drawing) for key, drawing in texts.items()}
    glyphs = _named(library.glyphs(page), fonts)
    lost = lettering.not_believed(glyphs, fonts)
    runs = [_without_lost(run, glyphs, lost) for run in lettering.runs(glyphs, texts)]
    large = [d for d in found if d.kind == "image" and library.pixels_of(d) > MAX_IMAGE]
    scan = bool(large) or _is_scan(images, runs, width * height)
    for drawing in pictures if scan else large:
        library.show(drawing, active=False)
    sheet = Sheet(page, found)
    lines = vectors.sort(
        stroke
        for drawing in found
        if drawing.kind == "path" and not _is_field(drawing.source, stored)
        for stroke in library.strokes(drawing)
    )
    marks = ticks.find(runs, lines, stored, sheet)
    doubts = _doubts(runs, glyphs, found, side, sheet, lines.rules)
    words = [
        _word(run, stored, scan=scan, doubt=doubts.get(number, ""))
        for number, run in enumerate(runs)
        if number not in marks.used and doubts.get(number) != "twice"
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
            scan=scan,
        ),
        tuple(s for s in stored.values() if s.kind == "seal" and s.signed is not None),
        frozenset({"large-image"} if large else ()),
    )


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
        _shown(glyph, lettering.symbol(glyph.text, symbols[glyph.key]))
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
    own = any(run.source == library.PAGE for run in runs)
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


def _is_field(source: int, stored: Mapping[int, Stored]) -> bool:
    return source in stored and stored[source].subtype == "Widget"


# --- Doubts


def _doubts(
    runs: Sequence[Run],
    glyphs: Sequence[Glyph],
    found: Sequence[Drawing],
    side: Side | None,
    sheet: Sheet,
    rules: Sequence[Box],
) -> dict[int, str]:
    """Why words are in doubt, by their numbers: the gravest reason of each."""
    doubts = dict.fromkeys(lettering.struck(runs, rules), "struck")
    doubts |= dict.fromkeys(_differing(runs, glyphs, found, side), "disagree")
    if side:
        doubts |= dict.fromkeys(_not_as_stored(runs, side.stored), "stored")
    doubts |= {number: run.doubt for number, run in enumerate(runs) if run.doubt}
    unseen = {n for n, run in enumerate(runs) if lettering.hidden(run, glyphs, sheet)}
    seen = [number for number in range(len(runs)) if number not in unseen]
    again = {seen[place] for place in lettering.twice([runs[number] for number in seen])}
    left = [number for number in seen if number not in again]
    pairs = lettering.overlapping([runs[number] for number in left])
    over = {(left[one], left[two]) for one, two in pairs}
    covered = _covered(over, runs, glyphs, found, sheet) if over else set()
    mixed = {number for pair in over if covered.isdisjoint(pair) for number in pair}
    doubts |= dict.fromkeys(mixed, "overlap")
    return doubts | dict.fromkeys(again, "twice") | dict.fromkeys(unseen | covered, "hidden")


def _covered(
    over: set[tuple[int, int]],
    runs: Sequence[Run],
    glyphs: Sequence[Glyph],
    found: Sequence[Drawing],
    sheet: Sheet,
) -> set[int]:
    """The words under others that would not be seen without them either: something is between."""
    order = {drawing.key: place for place, drawing in enumerate(found)}
    keys = {number: glyphs[runs[number].numbers[0]].key for pair in over for number in pair}
    under = {min(pair, key=lambda number: order.get(keys[number], 0)) for pair in over}
    alone = sheet.only({glyphs[each].key for number in under for each in runs[number].numbers})
    return {
        number
        for number in under
        if not any(alone.seen([glyphs[each].box]) for each in runs[number].numbers)
    }


def _differing(
    runs: Sequence[Run], glyphs: Sequence[Glyph], found: Sequence[Drawing], side: Side | None
) -> set[int]:
    """The words that the second reader does not read so: on the page, and in each annotation."""
    if side is None:
        return set(range(len(runs)))
    wrong: set[int] = set()
    for source, order in second.in_order(glyphs, found).items():
        other = side.text if source == library.PAGE else _appearance(side.stored.get(source))
        if other is not None:
            numbers = [n for n, run in enumerate(runs) if run.source == source]
            doubtful = second.doubtful([runs[n] for n in numbers], glyphs, order, other)
            wrong |= {numbers[place] for place in doubtful}
    # Marks are held against the ink instead.
    return {number for number in wrong if not lettering.is_mark(runs[number].text)}


def _appearance(stored: Stored | None) -> str | None:
    """What an annotation shows for the second reader; what it drew itself has nothing to show."""
    if stored is None:
        return ""
    return stored.appearance


def _not_as_stored(runs: Sequence[Run], stored: Mapping[int, Stored]) -> set[int]:
    """The words of fields and typed annotations that do not show what is stored."""
    wrong: set[int] = set()
    for source, item in stored.items():
        numbers = [number for number, run in enumerate(runs) if run.source == source]
        shown = " ".join(runs[number].text for number in numbers)
        if not item.visible or not _agrees(item, shown):
            wrong.update(numbers)
    return wrong


def _agrees(item: Stored, shown: str) -> bool:
    if item.kind == "list":
        return second.plain(item.value) in second.plain(shown)
    if item.kind in fields.WRITES:
        return second.same(item.value, shown) or fields.same_number(item.value, shown)
    return item.subtype != "FreeText" or not item.value or second.same(item.value, shown)


# --- What is made of it


def _word(run: Run, stored: Mapping[int, Stored], *, scan: bool, doubt: str) -> Word:
    if run.source == library.PAGE:
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
