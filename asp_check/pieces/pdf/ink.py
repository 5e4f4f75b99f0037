"""Whether there is ink: what of a page can really be seen, by looking at the page in grey."""

from __future__ import annotations

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

_INSET = 0.28
"""The share of a box on each side that is its border, not its inside."""

TICKED = 0.09
EMPTY = 0.02
"""Shares of the inside of a box that are ink: from the first on it is ticked, up to the second empty."""


class Sheet:
    """One page, rendered as it is shown and without its text."""

    def __init__(self, page: Handle, found: list[Drawing]) -> None:
        width, height = library.size_of(page)
        scale = min(_SCALE, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
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

    def filled(self, box: Box) -> bool | None:
        """Whether there is ink inside a box to tick; ``None`` where it is too little to tell."""
        share = self.share(box)
        return True if share >= TICKED else False if share <= EMPTY else None

    def share(self, box: Box) -> float:
        """The share of the inside of a box that is ink."""
        across, down = box.width * _INSET, box.height * _INSET
        inside = Box(box.left + across, box.top + down, box.right - across, box.bottom - down)
        left, right, rows = _pixels(self.shown, inside)
        stride, data = self.shown.stride, self.shown.data
        area = b"".join(data[row * stride + left : row * stride + right] for row in rows)
        if not area:
            return 0.0
        ground = max(set(area), key=area.count)
        ink = sum(1 for pixel in area if pixel < _DARK or abs(pixel - ground) > _APART)
        return ink / len(area)


def _pixels(picture: Picture, box: Box) -> tuple[int, int, list[int]]:
    """The columns and the rows of a box, the rows in its middle first."""
    scale = picture.scale
    left, top = max(round(box.left * scale), 0), max(round(box.top * scale), 0)
    right = min(max(round(box.right * scale), left + 1), picture.stride)
    bottom = min(max(round(box.bottom * scale), top + 1), picture.height)
    middle = (top + bottom) // 2
    return left, max(left, right), [*range(middle, bottom), *range(middle - 1, top - 1, -1)]
