"""The value of a label that stands in the open: to its right, below it, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence

from asp_check.pieces.extents import FAR, Place, beyond, continued, going_on, may_go_on
from asp_check.pieces.model import Box
from asp_check.pieces.names import Name
from asp_check.pieces.sides import answers_beside, stands_beside, stands_under
from asp_check.pieces.view import View, around


def in_the_open(view: View, name: Name) -> tuple[Place, ...]:
    """The places that may hold the value of a label that no cell holds, or not alone."""
    right, blocked = _to_the_right(view, name)
    below = _below(view, name)
    if right is not None and (name.colon or right.led):
        return (right,)
    if below is not None and name.colon and answers_beside(view, name):
        below = None
    beside, under = stands_beside(view, name, right), stands_under(view, name, below)
    if right is not None and below is not None and beside != under:
        right, below = (right, None) if beside else (None, below)
    found = tuple(place for place in (right, below) if place is not None)
    if len(found) == 1 and not (name.colon or beside or under):
        found = (found[0]._replace(doubt=found[0].doubt or "extent", loose=True),)
    if found:
        return found
    empty = _left_empty(view, name, blocked=blocked)
    return (empty,) if empty is not None else ()


def _to_the_right(view: View, name: Name) -> tuple[Place | None, bool]:
    """What stands to the right of a label, and whether a mark does."""
    sheet = view.sheet
    cell = sheet.segments[name.last].cell
    found: list[int] = []
    for line in {sheet.segments[segment].line for segment in name.segments}:
        for item in sheet.lines[line]:
            box = sheet.item(item)
            if box.left >= name.box.right - 0.5 * sheet.em and item not in name.segments:
                found.append(item)
    found += _beside(view, name, found)
    found.sort(key=lambda item: sheet.item(item).left)
    if not found:
        return None, False
    first = found[0]
    if first < 0 or view.is_label(first):
        return None, first < 0
    segment = sheet.segments[first]
    if cell is not None and segment.cell != cell:
        return None, False
    led = segment.text.startswith(":")
    if segment.text == ":":
        rest = [item for item in found[1:] if item >= 0]
        if not rest or view.is_label(rest[0]):
            return None, False
        first, segment = rest[0], sheet.segments[rest[0]]
    words = segment.words
    if words[0].text == ":":
        words = words[1:]
    elif words[0].text.startswith(":"):
        words = (words[0]._replace(text=words[0].text[1:]), *words[1:])
    words += going_on(view, first, words)
    apart = segment.box.left - name.box.right > 2 * FAR
    place = continued(view, words, name.box.left, first, name.segments, apart=apart)
    doubt = "extent" if may_go_on(view, first, words) else ""
    return place._replace(
        led=led, beyond=beyond(view, first, words), doubt=place.doubt or doubt
    ), False  # fmt: skip


def _beside(view: View, name: Name, known: Sequence[int]) -> list[int]:
    """Segments on lines between those of a label, to its right: a value set at half its height."""
    if len(name.segments) < 2:
        return []
    sheet = view.sheet
    first = sheet.segments[name.segments[0]].line
    last = sheet.segments[name.last].line
    return [
        item
        for line in range(first, last + 1)
        for item in sheet.lines[line]
        if item not in known
        and item not in name.segments
        and sheet.item(item).left >= name.box.right - 0.5 * sheet.em
    ]


def _below(view: View, name: Name) -> Place | None:
    """What stands under a label, close to it."""
    return _right_under(view, name) or _under_head(view, name)


def _under_head(view: View, name: Name) -> Place | None:
    """What stands under one of several heads: as many values on the next line as heads on theirs."""
    sheet = view.sheet
    here = sheet.segments[name.last]
    heads = sheet.lines[here.line]
    if len(heads) < 2 or len(name.segments) > 1 or here.line + 1 >= len(sheet.lines):
        return None
    values = sheet.lines[here.line + 1]
    if len(values) != len(heads) or any(item < 0 for item in (*heads, *values)):
        return None
    at = heads.index(name.last)
    value = sheet.segments[values[at]]
    near = value.box.top - here.box.bottom <= 1.6 * max(sheet.height, here.box.height)
    edges = [
        (sheet.item(one).right, sheet.item(other).left)
        for one, other in ((heads[i], values[i + 1]) for i in range(len(heads) - 1))
    ]
    apart = all(right < left for right, left in edges)
    if not near or not apart or view.is_label(values[at]) or value.cell != here.cell:
        return None
    return Place((value.words,), value.box)


def _right_under(view: View, name: Name) -> Place | None:
    sheet = view.sheet
    here = sheet.segments[name.last]
    for line in sheet.lines[here.line + 1 : here.line + 5]:
        under = [
            item for item in line
            if sheet.item(item).left < name.box.right + sheet.em
            and name.box.left - sheet.em < sheet.item(item).right
        ]  # fmt: skip
        if not under:
            continue
        first = under[0]
        if first < 0 or view.seems_label(first):
            return None
        segment = sheet.segments[first]
        near = segment.box.top - name.box.bottom <= 1.6 * max(sheet.height, name.box.height)
        start = -1.5 * sheet.em <= segment.box.left - name.box.left <= 5 * sheet.em
        centred = _same_middle(segment.box, name.box, sheet.em)
        if not near or segment.cell != here.cell or not (start or centred):
            return None
        words = segment.words + going_on(view, first, segment.words)
        return continued(view, words, segment.box.left, first)
    return None


def _same_middle(one: Box, other: Box, em: float) -> bool:
    """Whether two boxes have the same middle."""
    return abs(one.left + one.right - other.left - other.right) <= 3 * em


def _left_empty(view: View, name: Name, *, blocked: bool) -> Place | None:
    """The place to the right of a label that nothing is written in, where one can be told."""
    sheet = view.sheet
    page = sheet.page
    right = min(
        [view.body.right if view.body.right > name.box.right + 20 else page.width - 20]
        + [
            sheet.item(item).left
            for item in sheet.right(name.last)
        ]
    )  # fmt: skip
    wall = sheet.grid.wall_right(name.box.right, (name.box.top + name.box.bottom) / 2)
    right = max(name.box.right, right if wall is None else min(right, wall))
    margin = 0.4 * sheet.height
    place = Box(name.box.right, name.box.top - margin, right, name.box.bottom + margin)
    under = Box(
        name.box.left - 2 * sheet.em, name.box.bottom - 1,
        name.box.left + 2 * sheet.em, name.box.bottom + 1.2 * sheet.height,
    )  # fmt: skip
    fillable = [
        box
        for box in (*page.blanks, *sheet.fillers, *sheet.grid.fields)
        if box.width > FAR
        and (box.overlaps(place) or under.holds(box.left, box.top))
        and not any(segment.box.overlaps(box) for segment in sheet.segments)
    ]
    if fillable:
        return Place((), around([place, *fillable]), empty=True)
    if name.colon and not blocked:
        return Place((), place, empty=True)
    return None
