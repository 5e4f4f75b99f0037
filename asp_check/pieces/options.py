"""The wordings of answers on a page, and which mark belongs to which of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.pieces.equality import NO, YES, answer_keys
from asp_check.pieces.model import Box, Item, Tick, Word
from asp_check.pieces.names import chain
from asp_check.pieces.view import View, around, written
from asp_check.pieces.wording import fold

NEAR = 5.0
"""A mark stands no further from its wording than so many characters."""


class Option(NamedTuple):
    """A phrase beside a mark; ``key`` is the answer that it is, or its own words for a free text."""

    key: str | None
    box: Box


def wordings(item: Item) -> Mapping[str, str]:
    """The answer that each folded wording stands for.

    >>> wordings(Item("scenario.dmp_feed", ("DMP",), "yes-no"))["non"]
    'non'
    """
    found = dict(answer_keys(item))
    if item.type == "yes-no":
        for words, key in ((YES, "oui"), (NO, "non")):
            for word in words:
                if len(word) > 1 or word in "on":
                    found.setdefault(word, key)
    return found


def typed(item: Item, text: str) -> str | None:
    """The answer that a text is, but for a full stop; ``None`` if it is none.

    >>> typed(Item("scenario.dmp_feed", ("DMP",), "yes-no"), "OUI.")
    'oui'
    """
    known = wordings(item)
    plain = fold(text).strip(" .;,")
    return known.get(fold(text)) or known.get(plain)


def wording_at(view: View, segment: int, item: Item) -> str | None:
    """The answer whose wording a segment is, with the lines that go on with it."""
    known = wordings(item)
    text = ""
    for at in _phrase(view, segment):
        text = f"{text} {view.sheet.segments[at].text}".strip()
        key = known.get(fold(text).strip(" .;,")) or known.get(fold(text))
        if key is not None:
            following = view.sheet.after[at]
            more = following >= 0 and view.sheet.segments[following].text[:1].islower()
            if not more or _has_own_mark(view, following):
                return key
        if len(text) > 300:
            break
    return _head(view.sheet.segments[segment].text, known)


def _phrase(view: View, segment: int) -> Iterator[int]:
    """A segment and the lines that go on with it, up to one that has a mark of its own."""
    for at in chain(view.sheet, segment):
        if at != segment and _has_own_mark(view, at):
            return
        yield at


def _has_own_mark(view: View, segment: int) -> bool:
    """Whether a mark stands beside a segment on its line."""
    line = view.sheet.lines[view.sheet.segments[segment].line]
    at = line.index(segment)
    return any(line[i] < 0 for i in (at - 1, at + 1) if 0 <= i < len(line))


def _head(text: str, known: Mapping[str, str]) -> str | None:
    """The answer that begins a text, before a bracket, a colon or a dash."""
    for mark in (" (", " :", ":", " –", " —", ","):
        head, found, _ = text.partition(mark)
        if found and (key := known.get(fold(head))) is not None:
            return key
    return None


# --- Which mark belongs to which answer


def options_of(view: View, region: Sequence[int], item: Item) -> Iterator[Option]:
    """Every phrase of the region that may be an answer, known or not, once for its lines."""
    inside = set(region)
    for entry in region:
        if entry < 0 or (view.sheet.before[entry] in inside and not _has_own_mark(view, entry)):
            continue
        lines = [at for at in _phrase(view, entry) if at in inside]
        box = around([view.sheet.segments[at].box for at in lines])
        key = wording_at(view, entry, item)
        if item.type in {"text", "list"} and not item.answers:
            key = written([view.sheet.segments[at].words for at in lines])
        yield Option(key, box)


def option_in(words: Sequence[Word], item: Item) -> Iterator[Option]:
    """The answer that words beside a label are, if they are one."""
    key = typed(item, " ".join(word.text for word in words)) if words else None
    if key is not None:
        yield Option(key, around([word.box for word in words]))


def pairs_of(
    view: View, region: Sequence[int], options: Sequence[Option]
) -> list[tuple[Tick, Option]] | None:
    """Each mark with its answer; ``None`` where it cannot be told which belongs to which."""
    sheet = view.sheet
    marks = [sheet.marks[~entry] for entry in region if entry < 0]
    if any(option.key is None for option in options):
        known = [option for option in options if option.key is not None]
        near = [o for o in options if o.key is not None or _has_mark(o, marks, sheet.em)]
        options = near if known else options
    for side in ("before", "after"):
        pairs = _one_to_one(marks, options, side, sheet.em)
        if pairs is not None:
            other = _one_to_one(marks, options, "after" if side == "before" else "before", sheet.em)
            return pairs if other is None or _closer(pairs, other) else None
    return None


def _has_mark(option: Option, marks: Sequence[Tick], em: float) -> bool:
    return any(_gap(mark, option, side, em) is not None for mark in marks for side in _SIDES)


_SIDES = ("before", "after")


def _gap(mark: Tick, option: Option, side: str, em: float) -> float | None:
    """How far a mark stands from an answer, on one side of it; ``None`` if it is not beside it."""
    if min(mark.box.bottom, option.box.bottom) <= max(mark.box.top, option.box.top):
        return None
    gap = option.box.left - mark.box.right if side == "before" else mark.box.left - option.box.right
    return gap if -0.5 * em <= gap <= NEAR * 2 * em else None


def _one_to_one(
    marks: Sequence[Tick], options: Sequence[Option], side: str, em: float
) -> list[tuple[Tick, Option]] | None:
    """Every mark with the nearest answer on one side of it, if that leaves none alone."""
    pairs: list[tuple[Tick, Option]] = []
    for mark in marks:
        gaps = [(gap, o) for o in options if (gap := _gap(mark, o, side, em)) is not None]
        if not gaps:
            return None
        pairs.append((mark, min(gaps, key=lambda pair: pair[0])[1]))
    taken = [option for _, option in pairs]
    if len(set(taken)) < len(taken) or set(taken) != set(options):
        return None
    return pairs


def _closer(pairs: Sequence[tuple[Tick, Option]], others: Sequence[tuple[Tick, Option]]) -> bool:
    """Whether the first pairing is the plain one: each mark far nearer to its answer."""
    first = max(_distance(mark.box, option.box) for mark, option in pairs)
    second = min(_distance(mark.box, option.box) for mark, option in others)
    return first * 2 < second


def _distance(one: Box, other: Box) -> float:
    return max(0.0, one.left - other.right, other.left - one.right)
