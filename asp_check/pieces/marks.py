"""Marks that are typed, and what else among the words is none: boxes, crosses, rows of dots.

A bullet is no mark: a filled circle or square counts only beside an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from asp_check.pieces.model import Box, Tick, Word

EMPTY_MARKS = frozenset("☐□❏❐❑❒▢○◯⬜◻◇")
FULL_MARKS = frozenset("☑☒✓✔⊠◉▣☓✗✘✕✖❌✅")
BULLETS = frozenset("●■◼⬛◆")
_TYPED_MARKS = {
    "[]": False, "()": False, "[x]": True, "(x)": True, "[✓]": True, "[✔]": True,
}  # fmt: skip

_FILLER = re.compile(r"[._…·‥⋯]{3,}|…+|[-–—=]{4,}|_+")
_LEADERS = re.compile(r"[._…·‥⋯]{4,}|[…_]{2,}")
_SPLIT_MARK = re.compile(rf"([{''.join(EMPTY_MARKS | FULL_MARKS | BULLETS)}])|(\[[xX ]?\])")


def sorted_out(words: Sequence[Word]) -> tuple[list[Word], list[Tick], tuple[Box, ...]]:
    """Words without the marks and the fillers that stand among them or stick to them."""
    kept: list[Word] = []
    ticks: list[Tick] = []
    fillers: list[Box] = []
    shapes = any(EMPTY_MARKS.intersection(word.text) for word in words)
    for word in _brackets_joined(words):
        for text, box in _taken_apart(word):
            state = _typed_state(text, shapes=shapes)
            if state is not None:
                ticks.append(Tick(box, state, word.origin, doubt=word.doubt))
            elif _FILLER.fullmatch(text):
                fillers.append(box)
            elif text:
                kept.append(word if text == word.text else word._replace(text=text, box=box))
    return kept, ticks, tuple(fillers)


def _brackets_joined(words: Iterable[Word]) -> Iterator[Word]:
    """The words, with ``[`` and ``]`` that stand side by side made one."""
    held: Word | None = None
    for word in words:
        if held is not None:
            closes = word.text.startswith("]" if held.text == "[" else ")")
            if closes and 0 <= word.box.left - held.box.right < 2 * max(held.box.height, 4):
                yield held._replace(text="[]", box=held.box.joined(word.box))
                rest = word.text[1:]
                if rest:
                    yield word._replace(text=rest)
                held = None
                continue
            yield held
            held = None
        if word.text in ("[", "("):
            held = word
        else:
            yield word
    if held is not None:
        yield held


def _taken_apart(word: Word) -> Iterator[tuple[str, Box]]:
    """The pieces of a word where a mark or a row of dots sticks to it, each with its share of the box."""
    text = word.text
    cuts = [*_SPLIT_MARK.finditer(text), *_LEADERS.finditer(text)]
    if not cuts or len(text) > 400:
        yield text, word.box
        return
    edges = sorted({0, len(text), *(cut.start() for cut in cuts), *(cut.end() for cut in cuts)})
    share = word.box.width / len(text)
    for start, end in pairwise(edges):
        box = word.box
        yield (
            text[start:end],
            Box(box.left + start * share, box.top, box.left + end * share, box.bottom),
        )


def _typed_state(text: str, *, shapes: bool) -> bool | None:
    """What a mark that is written says; ``None`` for any other word."""
    if len(text) == 1 and text in EMPTY_MARKS:
        return False
    if len(text) == 1 and text in FULL_MARKS:
        return True
    if text in BULLETS:
        return True if shapes else None
    return _TYPED_MARKS.get(text.lower())


def each_once(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    """Every mark once: two that lie on each other are one, unclear unless they agree."""
    found: list[Tick] = []
    for tick in sorted(set(ticks), key=lambda tick: (tick.box.top, tick.box.left)):
        twin = next(
            (at for at in range(max(0, len(found) - 40), len(found))
             if _mostly_on(tick.box, found[at].box)),
            None,
        )  # fmt: skip
        if twin is None:
            found.append(tick)
        else:
            found[twin] = _one_of(found[twin], tick)
    return tuple(found)


def _one_of(one: Tick, other: Tick) -> Tick:
    """A cross typed into a box that was drawn empty ticks it."""
    drawn = [tick for tick in (one, other) if tick.name or tick.origin != "text"]
    state = drawn[0].state if len(drawn) == 1 else one.state
    if one.state == other.state:
        return (drawn or [one])[0]._replace(doubt=one.doubt or other.doubt)
    crossed = not drawn and None not in (one.state, other.state)
    return (drawn or [one])[0]._replace(
        box=one.box.joined(other.box),
        state=True if crossed else None if drawn else state,
        doubt=one.doubt or other.doubt or ("" if crossed else "disagree"),
    )


def _mostly_on(one: Box, other: Box) -> bool:
    x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    return other.holds(x, y) or one.holds(
        (other.left + other.right) / 2, (other.top + other.bottom) / 2
    )


def without_drawings(
    words: Iterable[Word], marks: Sequence[Tick]
) -> tuple[list[Word], tuple[Tick, ...]]:  # fmt: skip
    """The words but those that are the drawing of a mark; a cross in an empty box makes it unclear."""
    kept: list[Word] = []
    found = list(marks)
    for word in words:
        at = next(
            (
                at
                for at, mark in enumerate(found)
                if len(word.text) == 1 and _mostly_on(word.box, mark.box)
            ),
            None,
        )
        if at is None:
            kept.append(word)
        elif found[at].state is False:
            found[at] = found[at]._replace(state=None, doubt="disagree")
    return kept, tuple(found)


def crosses(row: Sequence[Word | Tick], em: float) -> Iterator[Word]:
    """The letters X of a line that are crosses: by themselves, or before « Oui » or « Non »."""
    for at, item in enumerate(row):
        if not isinstance(item, Word) or item.text not in {"x", "X"}:
            continue
        before = at > 0 and item.box.left - row[at - 1].box.right <= 2.2 * em
        after = row[at + 1] if at + 1 < len(row) else None
        close = after is not None and after.box.left - item.box.right <= 2.2 * em
        answers = isinstance(after, Word) and after.text.lower() in {"oui", "non"}
        if not before and (not close or answers):
            yield item
