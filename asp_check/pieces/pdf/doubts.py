"""Which words cannot be trusted: not to be seen, mixed with others, struck out, of a lost code."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from asp_check.pieces.model import Box
from asp_check.pieces.pdf import fields, lists, objects, second
from asp_check.pieces.pdf.fields import Stored
from asp_check.pieces.pdf.ink import Sheet
from asp_check.pieces.pdf.lettering import Run, is_unknown
from asp_check.pieces.pdf.objects import Drawing, Glyph
from asp_check.pieces.pdf.second import Side
from asp_check.pieces.pdf.signs import is_mark
from asp_check.pieces.pdf.vectors import Vectors


def of_words(
    runs: Sequence[Run],
    glyphs: Sequence[Glyph],
    found: Sequence[Drawing],
    side: Side | None,
    sheet: Sheet,
    lines: Vectors,
    images: Sequence[Box],
) -> dict[int, str]:
    """Why words are in doubt, by their numbers: the gravest reason of each."""
    doubts = dict.fromkeys(_beside(runs, lines, images), "extent")
    doubts |= dict.fromkeys(_struck(runs, lines.rules), "struck")
    doubts |= dict.fromkeys((n for n, run in enumerate(runs) if _drawn_over(run, sheet)), "struck")
    doubts |= dict.fromkeys(_differing(runs, glyphs, found, side), "disagree")
    if side:
        doubts |= dict.fromkeys(_crossed_out(runs, side.stored), "struck")
        doubts |= dict.fromkeys(_not_as_stored(runs, side.stored), "stored")
        doubts |= lists.unchosen(runs, side.stored, found)
    doubts |= {number: run.doubt for number, run in enumerate(runs) if run.doubt}
    unseen = {n for n, run in enumerate(runs) if _hidden(run, glyphs, sheet)}
    seen = [number for number in range(len(runs)) if number not in unseen]
    again = {seen[place] for place in _twice([runs[number] for number in seen])}
    left = [number for number in seen if number not in again]
    pairs = _overlapping([runs[number] for number in left])
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
        other = side.text if source == objects.PAGE else _appearance(side.stored.get(source))
        if other is not None:
            numbers = [n for n, run in enumerate(runs) if run.source == source]
            doubtful = second.doubtful([runs[n] for n in numbers], glyphs, order, other)
            wrong |= {numbers[place] for place in doubtful}
    # Marks are held against the ink instead.
    return {number for number in wrong if not is_mark(runs[number].text)}


def _appearance(stored: Stored | None) -> str | None:
    """What an annotation shows for the second reader; what it drew itself has nothing to show."""
    if stored is None:
        return ""
    return stored.appearance


def _crossed_out(runs: Sequence[Run], stored: Mapping[int, Stored]) -> set[int]:
    """The words that an annotation strikes out."""
    lines = [item.box for item in stored.values() if item.subtype == "StrikeOut" and item.visible]
    return {n for n, run in enumerate(runs) if any(line.overlaps(run.ink) for line in lines)}


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
    if item.kind in {"text", "choice"}:
        return second.same(item.value, shown) or fields.same_number(item.value, shown)
    return item.subtype != "FreeText" or not item.value or second.same(item.value, shown)


# --- One by one

_TINY = 3.0
"""Lines of less than this many points are not meant to be read."""

FILLERS = frozenset("._…‥·-–—_ \u00a0:|")
"""What forms are dotted with: a value may stand on it."""

_LARGER = 2.5
"""A text so many times larger than another is a watermark, and does not hide it."""

_LOST = 0.2
"""The share of characters without a meaning from which on a font is not believed at all."""


def not_believed(glyphs: Sequence[Glyph], fonts: Mapping[int, str]) -> set[int]:
    """The keys of the texts whose font has lost its code: its letters may stand for any others."""
    known: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for glyph in glyphs:
        if glyph.key and not glyph.text.isspace():
            name = fonts.get(glyph.key, "")
            known[name] += 1
            lost[name] += is_unknown(glyph) and not is_mark(glyph.text)
    return {key for key, name in fonts.items() if lost[name] > _LOST * known[name]}


def _hidden(run: Run, glyphs: Sequence[Glyph], sheet: Sheet) -> bool:
    """Whether some of it cannot be seen: no ink, or too small."""
    if min(run.box.width, run.box.height) < _TINY and len(run.text) > 1:
        return True
    return not sheet.seen(glyphs[number].box for number in run.numbers)


def _overlapping(found: Sequence[Run]) -> set[tuple[int, int]]:
    """The numbers of the words that are drawn over each other, two by two."""
    order = sorted(
        (n for n, run in enumerate(found) if not (run.aslant or FILLERS.issuperset(run.text))),
        key=lambda number: found[number].ink.top,
    )
    over: set[tuple[int, int]] = set()
    for place, number in enumerate(order):
        ink = found[number].ink
        for other in order[place + 1 :]:
            if found[other].ink.top >= ink.bottom:
                break
            if _over(ink, found[other].ink):
                over.add((number, other))
    return over


def _over(one: Box, two: Box) -> bool:
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    if across <= 0 or down <= 0:
        return False
    smaller, larger = sorted((one.height, two.height))
    if larger > _LARGER * max(smaller, 2.0):
        return False
    narrow = min(one.width, two.width)
    return down > 0.3 * smaller and across > min(0.3 * narrow, 0.35 * larger)


def _twice(found: Sequence[Run]) -> set[int]:
    """The numbers of words that are drawn again at the same place, as bold letters are."""
    places: dict[str, list[int]] = {}
    again: set[int] = set()
    for number, run in enumerate(found):
        known = places.setdefault(run.text, [])
        near = 0.15 * run.box.height
        under = [n for n in known if math.dist(found[n].ink[:2], run.ink[:2]) <= near]
        again.update(under)
        known.append(number)
    return again


def _struck(found: Sequence[Run], rules: Iterable[Box]) -> set[int]:
    """The numbers of words with a line through their middle."""
    level = [rule for rule in rules if rule.height == 0]
    return {
        number
        for number, run in enumerate(found)
        if any(run.ink.top < r.top < run.ink.bottom and _through(run.ink, r) for r in level)
    }


_HEART = 0.22
"""The share of a word at each edge that a frame, a rule or the tail of a letter may reach into."""


def _drawn_over(run: Run, sheet: Sheet) -> bool:
    """Whether something that is no text runs through a word: a pen, a cross, another drawing."""
    left, top, right, bottom = run.ink
    aside = min(1.0, 0.1 * run.ink.width)
    inside = _HEART * run.ink.height
    return not (run.aslant or FILLERS.issuperset(run.text)) and sheet.marked(
        Box(left + aside, top + inside, right - aside, bottom - inside)
    )


_AT_HAND = 0.5
"""How far from a word, in heights of it, a drawing may be one more character of it."""


_LARGEST = 40.0
"""Points of a drawing that is no character, whatever the size of the text."""


def _beside(runs: Sequence[Run], lines: Vectors, images: Sequence[Box]) -> set[int]:
    """The numbers of words with a drawing of the size of a character at one of their ends.

    A digit may have been drawn, or pasted as a picture: what is written is then more than the text.
    """
    small = [b for b in (*lines.inks, *images) if max(b.width, b.height) < _LARGEST]
    short = [rule for rule in lines.rules if max(rule.width, rule.height) < _LARGEST]
    return {
        number
        for number, run in enumerate(runs)
        if any(character.isdigit() for character in run.text) and not run.aslant
        if any(_may_be_character(box, run.ink, 2.0) for box in small)
        or any(_may_be_character(rule, run.ink, 1.15) for rule in short)
    }


def _may_be_character(box: Box, ink: Box, tallest: float) -> bool:
    """Whether a drawing is of the size of a character, up to so many heights, and stands as one."""
    tall = ink.height
    size = max(box.width, box.height)
    if not 0.25 * tall < size or box.height > tallest * tall or box.width > 1.2 * tall:
        return False
    middle = (box.top + box.bottom) / 2
    gap = max(ink.left - box.right, box.left - ink.right)
    level = ink.top + 0.2 * tall < middle < ink.bottom - 0.2 * tall
    return level and -0.1 * tall < gap < _AT_HAND * tall


def _through(ink: Box, rule: Box) -> bool:
    across = min(ink.right, rule.right) - max(ink.left, rule.left)
    where = (rule.top - ink.top) / ink.height if ink.height > 3 else 0
    return 0.25 < where < 0.72 and across > 0.6 * ink.width
