"""What is drawn with lines: rules of tables, frames small enough to be ticked, and all other ink."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asp_check.pieces.model import Box
from asp_check.pieces.pdf.objects import Stroke

_THIN = 2.0
_SHORTEST_RULE = 6.0
_SMALLEST_FRAME, _LARGEST_FRAME = 4.0, 18.5
_DARK, _PALE = 140, 245

_MAX_INKS = 2_000
_NEAR = 3.0


class Vectors(NamedTuple):
    """The lines of a page.  ``frames`` are outlines that may be ticked, with how sure that is.

    A frame that is only painted in a light colour is ``faint``: it is one if ink stands in it.
    ``blocks`` are dark rectangles: the ground of a title, or what hides something.
    """

    rules: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    faint: tuple[Box, ...] = ()
    blocks: tuple[Box, ...] = ()
    inks: tuple[Box, ...] = ()


def sort(strokes: Iterable[Stroke]) -> Vectors:
    """Tell the lines of a page apart."""
    rules: list[Box] = []
    frames: list[Box] = []
    faint: list[Box] = []
    blocks: list[Box] = []
    inks: list[Box] = []
    for stroke in strokes:
        box = _around(stroke.points)
        if _is_rule(stroke, box):
            rules.append(_flat(box))
        elif _is_frame(stroke, box):
            if _may_be_ticked(box, stroke.pen if stroke.line is not None else 0.0):
                _sort_small(stroke, box, frames, faint, inks)
            elif stroke.line is not None:
                rules.extend(_sides(box))
            elif stroke.fill is not None and stroke.fill < _DARK:
                (blocks if max(box.width, box.height) > _LARGEST_FRAME else inks).append(box)
        elif _is_dark(stroke) and len(stroke.points) > 1 and max(box.width, box.height) > 0.5:
            inks.append(box)
    four = _of_four(rules)
    sides = {side for _, lines in four for side in lines}
    return Vectors(
        tuple(rule for rule in rules if rule not in sides),
        _outermost([*frames, *(frame for frame, _ in four)]),
        *(_outermost(faint), tuple(blocks), tuple(inks)),
    )


def _sort_small(
    stroke: Stroke, box: Box, frames: list[Box], faint: list[Box], inks: list[Box]
) -> None:
    if stroke.line is not None:
        frames.append(box)
    elif stroke.fill is not None and stroke.fill >= _DARK:
        faint.append(box)
    else:
        inks.append(box)


def _is_dark(stroke: Stroke) -> bool:
    """Whether it can be seen on white."""
    return min(255 if tone is None else tone for tone in (stroke.fill, stroke.line)) < _PALE


def _around(points: Sequence[tuple[float, float]]) -> Box:
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _is_rule(stroke: Stroke, box: Box) -> bool:
    short, long = sorted((box.width, box.height))
    thickness = max(short, stroke.pen)
    return not stroke.curved and thickness <= _THIN and long >= max(_SHORTEST_RULE, 2 * thickness)


def _flat(box: Box) -> Box:
    if box.width >= box.height:
        middle = (box.top + box.bottom) / 2
        return Box(box.left, middle, box.right, middle)
    middle = (box.left + box.right) / 2
    return Box(middle, box.top, middle, box.bottom)


def _sides(box: Box) -> tuple[Box, ...]:
    left, top, right, bottom = box
    return (
        Box(left, top, right, top),
        Box(left, bottom, right, bottom),
        Box(left, top, left, bottom),
        Box(right, top, right, bottom),
    )


def _is_frame(stroke: Stroke, box: Box) -> bool:
    """A rectangle, rounded or not, or a circle: it goes around, and keeps to the edges of its box."""
    (first_x, first_y), (last_x, last_y) = stroke.points[0], stroke.points[-1]
    around = stroke.closed or abs(first_x - last_x) + abs(first_y - last_y) < 0.5
    if not around or len(stroke.points) < 4 or min(box.width, box.height) <= 0:
        return False
    depth = 0.17 * min(box.width, box.height)
    return all(
        min(x - box.left, box.right - x, y - box.top, box.bottom - y) <= depth
        for x, y in stroke.points
    ) and _fills_corners(stroke, box)


def _fills_corners(stroke: Stroke, box: Box) -> bool:
    """Not a triangle nor a mark: each quarter of the box holds a point."""
    x_mid, y_mid = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return len({(x < x_mid, y < y_mid) for x, y in stroke.points}) == 4


def _may_be_ticked(box: Box, pen: float = 0.0) -> bool:
    """Whether a frame drawn with a pen of this width has the size of a box to tick."""
    return (
        min(box.width, box.height) + pen >= _SMALLEST_FRAME
        and max(box.width, box.height) <= _LARGEST_FRAME
        and 0.75 <= box.width / box.height <= 1.34
    )


_MANY = 200


def _of_four(rules: Sequence[Box]) -> list[tuple[Box, tuple[Box, ...]]]:
    """The frames that four short lines make, each with its lines."""
    short = [r for r in rules if _SMALLEST_FRAME <= max(r.width, r.height) <= _LARGEST_FRAME]
    level = [rule for rule in short[:_MANY] if not rule.height]
    steep = [rule for rule in short[:_MANY] if not rule.width]
    found: list[tuple[Box, tuple[Box, ...]]] = []
    for top in level:
        for bottom in level:
            box = Box(top.left, top.top, top.right, bottom.top)
            if box.height <= 0 or not _may_be_ticked(box) or not _near(top, bottom, box.height):
                continue
            left = [rule for rule in steep if _stands(rule, box.left, box)]
            right = [rule for rule in steep if _stands(rule, box.right, box)]
            if left and right:
                found.append((box, (top, bottom, left[0], right[0])))
    return found


def _near(top: Box, bottom: Box, apart: float) -> bool:
    """Whether two level lines face each other."""
    return abs(top.left - bottom.left) < 1 and abs(top.right - bottom.right) < 1 and apart > 1


def _stands(rule: Box, x: float, box: Box) -> bool:
    """Whether an upright line is the side of a box."""
    return (
        abs(rule.left - x) < 1 and abs(rule.top - box.top) < 1 and abs(rule.bottom - box.bottom) < 1
    )


def _outermost(boxes: list[Box]) -> tuple[Box, ...]:
    """Those that do not stand within another."""
    kept: list[Box] = []
    for box in sorted(set(boxes), key=lambda box: -box.width * box.height):
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        if not any(other.holds(x, y) for other in kept):
            kept.append(box)
    return tuple(sorted(kept, key=lambda box: (box.top, box.left)))


def without_combs(frames: Sequence[Box]) -> tuple[Box, ...]:
    """Frames to tick: three or more side by side are the places of characters."""
    return tuple(frame for frame in frames if len(_row(frame, frames)) < 3)


def _row(frame: Box, frames: Sequence[Box]) -> list[Box]:
    row, edge = [frame], True
    while edge:
        beside = [
            other
            for other in frames
            if other not in row and any(_side_by_side(other, known) for known in row)
        ]
        row.extend(beside)
        edge = bool(beside) and len(row) < 3
    return row


def _side_by_side(one: Box, two: Box) -> bool:
    gap = min(abs(one.left - two.right), abs(two.left - one.right))
    return gap < 1.6 and abs(one.top - two.top) < 1.6 and abs(one.bottom - two.bottom) < 1.6


def gathered(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes near each other as one: the strokes of a signature."""
    groups: list[Box] = []
    for box in boxes[:_MAX_INKS]:
        near = Box(box.left - _NEAR, box.top - _NEAR, box.right + _NEAR, box.bottom + _NEAR)
        apart = []
        for group in groups:
            if group.overlaps(near):
                box = group.joined(box)  # noqa: PLW2901
            else:
                apart.append(group)
        groups = [*apart, box]
    for box in boxes[_MAX_INKS:]:
        groups[0] = groups[0].joined(box)
    return tuple(sorted(groups, key=lambda box: (box.top, box.left)))
