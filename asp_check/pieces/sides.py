"""Beside a label or under it: on which side the page shows that its value stands."""

from __future__ import annotations

from asp_check.pieces.extents import FAR, Place
from asp_check.pieces.model import Box
from asp_check.pieces.names import Name
from asp_check.pieces.view import View, around


def stands_beside(view: View, name: Name, place: Place | None) -> bool:
    """Whether the page shows that a value stands to the right of its label."""
    if place is None:
        return False
    sheet = view.sheet
    between = name.box._replace(left=name.box.right, right=place.box.left)
    led = (
        place.led
        or any(filler.overlaps(between) for filler in sheet.fillers)
        or _is_led(view, between)
    )
    near = place.box.left - name.box.right <= 6 * sheet.em
    typed = place.words[0].origin != "text" and place.box.left - name.box.right <= FAR * 3
    same_cell = sheet.segments[name.last].cell is not None
    row = _is_row(view, name.box.joined(place.box))
    return led or near or typed or same_cell or row or _stack(view, name) == "labels"


def _is_led(view: View, between: Box) -> bool:
    """Whether a line leads from a label to its value."""
    return between.width > 0 and any(
        line.start < between.left + 0.4 * between.width
        and line.end > between.right - 0.4 * between.width
        and line.start > between.left - 0.4 * between.width
        and between.top < line.at < between.bottom + 3
        for line in view.sheet.grid.rows
    )


def _is_row(view: View, box: Box) -> bool:
    """Whether lines across a label and its value, above and below both, make a row of them."""
    margin = 1.2 * view.sheet.height
    lines = [
        line.at
        for line in view.sheet.grid.rows
        if line.start <= box.left + 2 and line.end >= box.right - 2
    ]
    return any(box.top - margin <= at <= box.top + 2 for at in lines) and any(
        box.bottom - 2 <= at <= box.bottom + margin for at in lines
    )


def stands_under(view: View, name: Name, place: Place | None) -> bool:
    """Whether the page shows that a value stands under its label."""
    if place is None or name.box.height > 1.2 * place.box.height / max(1, len(place.lines)):
        return False
    sheet = view.sheet
    first = place.lines[0]
    line = around([word.box for word in first])
    tight = line.top - name.box.bottom <= 0.8 * max(line.height, name.box.height)
    lined = sheet.grid.divides(line.bottom - 2, line.bottom + 4, line.left + 2)
    typed = first[0].origin != "text"
    level = abs(line.left - name.box.left) <= sheet.em or _is_head(view, name)
    closed = sheet.segments[name.last].cell is not None
    if lined or typed or closed:
        return level or typed
    heads = view.labels_beside(name) > 1 and _stack(view, name) != "labels"
    return heads or (tight and level and _stack(view, name) != "labels")


def _is_head(view: View, name: Name) -> bool:
    return view.labels_beside(name) > 1


def _stack(view: View, name: Name) -> str:
    """What follows the labels of a column: ``labels``, so that values stand beside; else ``values``."""
    sheet = view.sheet
    follows = {"labels": 0, "values": 0}
    for other in view.names:
        level = abs(other.box.left - name.box.left) <= 1.5 * sheet.em
        near = abs(other.box.top - name.box.top) <= 8 * sheet.height
        if not (view.is_bare(other) and level and near and _alike(view, name, other)):
            continue
        below = _first_below(view, other)
        if below is None:
            continue
        near = sheet.segments[below].box.top - other.box.bottom <= 1.6 * sheet.height
        if near:
            follows["labels" if view.is_label(below) else "values"] += 1
    return "labels" if follows["labels"] > 0 else "values" if follows["values"] > 1 else ""


def _alike(view: View, one: Name, other: Name) -> bool:
    """Whether two labels both stand in cells, or both in the open."""
    segments = view.sheet.segments
    return (segments[one.last].cell is None) == (segments[other.last].cell is None)


def _first_below(view: View, name: Name) -> int | None:
    """The segment that stands first under the start of a label."""
    sheet = view.sheet
    here = sheet.segments[name.last]
    for line in sheet.lines[here.line + 1 : here.line + 5]:
        for item in line:
            if item >= 0 and abs(sheet.segments[item].box.left - name.box.left) <= 1.5 * sheet.em:
                return item
    return None


def answers_beside(view: View, name: Name) -> bool:
    """Whether other labels of the page, followed by a colon, have their values beside them."""
    others = [other for other in view.names if other.colon and other is not name]
    return sum(bool(other.rest) for other in others) * 2 > len(others)
