"""Whether there is ink: what of a page can really be seen, by looking at the page in grey."""

from __future__ import annotations

import math
from operator import sub

from asp_check.pieces.model import Box
from asp_check.pieces.pdf import library
from asp_check.pieces.pdf.library import Drawing, Handle, Picture

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
        scale = min(_SCALE, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        self._page = page
        self.shown = library.render(page, scale)
        texts = [drawing for drawing in found if drawing.kind == "text"]
        for drawing in texts:
            library.show(drawing, active=False)
        self._bare = library.render(page, scale) if texts else self.shown
        for drawing in texts:
            library.show(drawing, active=True)

    def text_seen(self, box: Box) -> bool:
        """Whether text puts ink in this box: the page would not look the same there without it."""
        shown, bare = self.shown, self._bare
        left, right, rows = _pixels(shown, box)
        for row in rows:
            start = row * shown.stride
            one, two = (
                shown.data[start + left : start + right],
                bare.data[start + left : start + right],
            )
            if one != two and max(map(abs, map(sub, one, two))) >= _SEEN:
                return True
        return False

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


def _pixels(picture: Picture, box: Box) -> tuple[int, int, list[int]]:
    """The columns and the rows of a box, the rows in its middle first."""
    left, right = _span(box.left * picture.scale, box.right * picture.scale, picture.stride)
    top, bottom = _span(box.top * picture.scale, box.bottom * picture.scale, picture.height)
    middle = (top + bottom) // 2
    return left, right, [*range(middle, bottom), *range(middle - 1, top - 1, -1)]


def _span(first: float, last: float, end: int) -> tuple[int, int]:
    """Whole pixels: all that are touched where there are few, else those that are held."""
    if last - first < _FEW:
        spare = 0.5 if last - first < _FEW / 2 else 0.0  # thin letters are set to the nearest pixel
        start, stop = math.floor(first - spare), math.ceil(last + spare)
    else:
        start, stop = round(first), round(last)
    start = min(max(start, 0), end)
    return start, min(max(stop, start), end)
