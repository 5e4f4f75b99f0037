"""Whether there is ink: what of a page can really be seen, by looking at the page in grey."""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from operator import sub

from asp_check.pieces.model import Box
from asp_check.pieces.pdf import library, objects
from asp_check.pieces.pdf.library import Handle, Picture
from asp_check.pieces.pdf.objects import Drawing

_SCALE = 2.0
_MAX_PIXELS = 6_000_000

_SEEN = 20
"""Levels of grey, of 255, by which ink must differ from what is behind it to be seen."""

_DARK = 158
_APART = 64

_FEW = 5.0

_CLOSE, _CLOSEST = 48.0, 8.0
"""How many pixels a box to tick is given, and how many a point, at most."""

_MIDDLE = 0.27
"""How far the middle of a box reaches, as a share of its side."""

TICKED = 0.09
EMPTY = 0.02
"""Shares of the middle of a box that are ink: from the first on it is ticked, up to the second empty."""


class Sheet:
    """One page, rendered as it is shown and without its text."""

    def __init__(self, page: Handle, found: list[Drawing]) -> None:
        width, height = library.size_of(page)
        self._page = page
        self._scale = min(_SCALE, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        self._texts = [drawing for drawing in found if drawing.kind == "text"]
        self._shown = library.render(page, self._scale)
        self._bare = self._with_texts(set()) if self._texts else self._shown

    def _with_texts(self, keys: set[int]) -> Picture:
        """The page without its texts but for those with these keys."""
        away = [drawing for drawing in self._texts if drawing.key not in keys]
        for drawing in away:
            objects.show(drawing, active=False)
        picture = library.render(self._page, self._scale)
        for drawing in away:
            objects.show(drawing, active=True)
        return picture

    def seen(self, boxes: Iterable[Box]) -> bool:
        """Whether text puts ink in each box: the page would not look the same there without it."""
        return all(_differ(self._shown, self._bare, box) for box in boxes)

    def marked(self, box: Box) -> bool:
        """Whether something other than text and an even ground is to be seen in a box."""
        picture = self._bare
        left, right = _span(box.left * picture.scale, box.right * picture.scale, picture.stride)
        top, bottom = _span(box.top * picture.scale, box.bottom * picture.scale, picture.height)
        rows = [
            picture.data[r * picture.stride + left : r * picture.stride + right]
            for r in range(top, bottom)
        ]
        tones = [tone for row in rows if row for tone in (min(row), max(row))]
        return bool(tones) and max(tones) - min(tones) > _APART

    def only(self, keys: set[int]) -> Sheet:
        """The same page, if it had no other texts than these."""
        sheet = copy(self)
        sheet._shown = self._with_texts(keys)  # noqa: SLF001 - a copy of its own
        return sheet

    def filled(self, box: Box, *, close: bool = False) -> bool | None:
        """Whether there is ink inside a box to tick; ``None`` where it is too little to tell.

        ``close`` looks at what is drawn only: a field may be drawn smaller than its place.
        """
        share = _share(_cropped(self._ink(box)) if close else self._ink(box))
        return True if share >= TICKED else False if share <= EMPTY else None

    def _ink(self, box: Box) -> list[list[bool]]:
        """Which pixels of a box are ink, row by row, seen from near."""
        scale = min(_CLOSE / max(box.width, box.height, 1.0), _CLOSEST)
        picture = library.render(self._page, scale, box)
        ground = max(set(picture.data), key=picture.data.count)
        return [
            [pixel < _DARK or abs(pixel - ground) > _APART for pixel in row]
            for row in picture.rows()
        ]


def _cropped(rows: list[list[bool]]) -> list[list[bool]]:
    """The part where there is ink, or all of it if there is none."""
    down = [y for y, row in enumerate(rows) if any(row)]
    across = [x for x, column in enumerate(zip(*rows, strict=True)) if any(column)]
    if not down or not across:
        return rows
    return [row[across[0] : across[-1] + 1] for row in rows[down[0] : down[-1] + 1]]


def _share(rows: list[list[bool]]) -> float:
    """The share of the middle that is ink: a disc, which the border does not reach, be it round."""
    middle_y, middle_x = (len(rows) - 1) / 2, (len(rows[0]) - 1) / 2
    reach = max(_MIDDLE * min(len(rows), len(rows[0])), 0.5) ** 2
    inside = [
        ink
        for y, row in enumerate(rows)
        for x, ink in enumerate(row)
        if (x - middle_x) ** 2 + (y - middle_y) ** 2 <= reach
    ]
    return sum(inside) / max(len(inside), 1)


def _differ(one: Picture, two: Picture, box: Box) -> bool:
    """Whether two pictures of a page differ in this box by more than an eye would overlook."""
    scale, stride = one.scale, one.stride
    left, right = _span(box.left * scale, box.right * scale, stride)
    top, bottom = _span(box.top * scale, box.bottom * scale, one.height)
    middle = (top + bottom) // 2
    for row in (*range(middle, bottom), *range(middle - 1, top - 1, -1)):
        start, end = row * stride + left, row * stride + right
        here, there = one.data[start:end], two.data[start:end]
        if here != there and max(map(abs, map(sub, here, there))) >= _SEEN:
            return True
    return False


def _span(first: float, last: float, end: int) -> tuple[int, int]:
    """Whole pixels: all that are touched where there are few, else those that are held."""
    if last - first < _FEW:
        spare = 0.5 if last - first < _FEW / 2 else 0.0  # thin letters are set to the nearest pixel
        start, stop = math.floor(first - spare), math.ceil(last + spare)
    else:
        start, stop = round(first), round(last)
    start = min(max(start, 0), end)
    return start, min(max(stop, start), end)
