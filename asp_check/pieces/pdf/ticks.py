"""Boxes to tick: fields, marks of a font, frames drawn with lines, ``[x]``; all held against the ink."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from asp_check.pieces.model import Box, Origin, Tick
from asp_check.pieces.pdf import signs
from asp_check.pieces.pdf.fields import Stored
from asp_check.pieces.pdf.ink import Sheet
from asp_check.pieces.pdf.lettering import Run
from asp_check.pieces.pdf.vectors import Vectors, without_combs

_TICKING = frozenset("xX×vV") | signs.TICKED | signs.SOLID
"""What ticks the frame that it stands in."""

_WIDEST = 30.0
"""A mark in brackets is no wider, in points."""


class Found(NamedTuple):
    """The boxes to tick of a page, the words that were part of one, and the ink that was not."""

    ticks: tuple[Tick, ...]
    used: frozenset[int]
    inks: tuple[Box, ...]


def find(
    runs: Sequence[Run],
    vectors: Vectors,
    stored: Mapping[int, Stored],
    sheet: Sheet,
) -> Found:
    """All that can be ticked on a page."""
    inks = vectors.inks
    boxes = {number: s for number, s in stored.items() if s.kind in {"check", "radio"}}
    ticks = [_field(s, sheet) for s in boxes.values() if s.visible]
    used = {number for number, run in enumerate(runs) if run.source in boxes}
    frames = _free(without_combs(vectors.frames), ticks)
    for frame in frames:
        ticks += _framed(frame, runs, used, sheet)
    for frame in _free(vectors.faint, ticks):
        ticks += [tick for tick in _framed(frame, runs, used, sheet) if tick.state]
    ticks += _marks(runs, used, inks, sheet)
    ticks += _written(runs, used, inks, sheet)
    left = tuple(ink for ink in inks if not any(centred(ink, tick.box) for tick in ticks))
    return Found(tuple(ticks), frozenset(used), left)


def centred(box: Box, around: Box) -> bool:
    """Whether the middle of a box lies in another."""
    return around.holds((box.left + box.right) / 2, (box.top + box.bottom) / 2)


def _free(frames: Iterable[Box], ticks: Iterable[Tick]) -> list[Box]:
    """The frames that are not those of a tick that is known."""
    known = [tick.box for tick in ticks]
    return [
        frame
        for frame in frames
        if not any(centred(frame, box) or centred(box, frame) for box in known)
    ]


def _field(stored: Stored, sheet: Sheet) -> Tick:
    name = f"{stored.name}={stored.choice}" if stored.choice else stored.name
    known = stored.drawn == stored.chosen and stored.appearance is not None
    if not known and (stored.chosen or stored.drawn):
        return Tick(stored.box, None, "field", name, "stored")
    agreed = sheet.filled(stored.box, close=True) == stored.chosen
    state = stored.chosen if agreed else None
    return Tick(stored.box, state, "field", name, "" if agreed else "ink")


def _origin(run: Run) -> Origin:
    return "text" if run.source < 0 else "annotation"


def _framed(frame: Box, runs: Sequence[Run], used: set[int], sheet: Sheet) -> list[Tick]:
    inside = [n for n, run in enumerate(runs) if n not in used and centred(run.ink, frame)]
    if any(runs[number].text not in _TICKING for number in inside):
        return []
    used.update(inside)
    state = sheet.filled(frame)
    if inside and not state:
        return [Tick(frame, None, doubt="ink")]
    return [Tick(frame, state, doubt="ink" if state is None else "")]


def _marks(runs: Sequence[Run], used: set[int], inks: Sequence[Box], sheet: Sheet) -> list[Tick]:
    """Marks of a font: a solid one is a tick only where hollow ones stand, else it opens a list."""
    marks = [n for n, run in enumerate(runs) if signs.is_mark(run.text) and n not in used]
    texts = {runs[number].text for number in marks}
    hollow = not texts.isdisjoint(signs.HOLLOW)
    checks = not texts.isdisjoint({"✓", "✔"})
    ticks = []
    for number in marks:
        run = runs[number]
        if number in used or (run.text in signs.SOLID and not hollow):
            continue
        used.add(number)
        if not sheet.seen([run.ink]):
            ticks.append(Tick(run.ink, None, _origin(run), doubt="hidden"))
        elif run.text in signs.BOXED:
            ticks.append(_boxed(number, runs, used, inks, sheet))
        elif checks and signs.is_cross(run.text):
            ticks.append(Tick(run.ink, None, _origin(run), doubt="cross"))
        else:
            ticks.append(Tick(run.ink, True, _origin(run)))
    return ticks


def _boxed(
    number: int, runs: Sequence[Run], used: set[int], inks: Sequence[Box], sheet: Sheet
) -> Tick:
    """A mark with a border: it is ticked by itself, or by what was put into it."""
    run = runs[number]
    over = [
        other
        for other, put in enumerate(runs)
        if other not in used and put.text in _TICKING and centred(put.ink, run.ink)
    ]
    used.update(over)
    drawn = any(centred(ink, run.ink) for ink in inks)
    expected = run.text not in signs.HOLLOW or bool(over) or drawn
    agreed = sheet.filled(run.ink) == expected
    return Tick(run.ink, expected if agreed else None, _origin(run), doubt="" if agreed else "ink")


def _written(runs: Sequence[Run], used: set[int], inks: Sequence[Box], sheet: Sheet) -> list[Tick]:
    """Marks in brackets, in one word or in two or three: ``[x]``, ``[ ]``, ``( X )``."""
    ticks = []
    for first, run in enumerate(runs):
        if first in used or run.text[:1] not in {"[", "("}:
            continue
        for last in range(first, min(first + 3, len(runs))):
            parts = runs[first : last + 1]
            match = signs.WRITTEN.fullmatch("".join(part.text for part in parts))
            box = run.ink.joined(runs[last].ink)
            if match and box.width <= _WIDEST and box.height <= _WIDEST:
                used.update(range(first, last + 1))
                mark = match[1] or match[2]
                clean = not any(centred(ink, box) for ink in inks)
                seen = sheet.seen(part.ink for part in parts)
                sure = seen and (clean or bool(mark))
                doubt = "" if sure else "ink" if seen else "hidden"
                ticks.append(Tick(box, bool(mark) if sure else None, _origin(run), doubt=doubt))
                break
    return ticks
