"""Pages as pictures: for the eye of a person, and for a machine that reads pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from asp_check.pieces.image import MAX_PIXELS, Unfit, frame, opened
from asp_check.pieces.model import Box, Form

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = 20_000
"""Pixels of one side, at most."""
_MARGINS = (48.0, 14.0)
"""What a clipping shows around a place, left and right, above and below, in points."""
_LARGEST = 40_000_000


class View(NamedTuple):
    """A place to show: page from 1, box (all of it where there is none), how the page was turned."""

    page: int
    box: Box | None = None
    turned: int = 0


def pages(
    data: bytes, form: Form, numbers: Sequence[int], dpi: float
) -> Iterator[tuple[int, Image]]:
    """The pages of these numbers as grey pictures, one at a time; ``Unfit`` where that cannot be."""
    if form == "image":
        yield from _of_image(data, numbers, dpi)
    elif form == "pdf":
        yield from _of_pdf(data, numbers, dpi)


def _of_image(data: bytes, numbers: Sequence[int], dpi: float) -> Iterator[tuple[int, Image]]:
    from asp_check.pieces.image import size_in_points  # noqa: PLC0415

    with opened(data) as picture:
        for number in numbers:
            picture.seek(number - 1)
            width, height = size_in_points(picture)
            whole = frame(picture, number - 1).convert("L")
            scale = dpi / 72
            size = round(width * scale), round(height * scale)
            if size[0] * size[1] > MAX_PIXELS:
                raise Unfit("too-large")
            yield number, whole if size == whole.size else whole.resize(size)


def _of_pdf(data: bytes, numbers: Sequence[int], dpi: float) -> Iterator[tuple[int, Image]]:
    try:
        import pypdfium2  # noqa: PLC0415
    except ImportError:
        raise Unfit("library") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise Unfit("damaged") from None
    try:
        document.init_forms()  # Without it, what is in the fields does not show.
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(
                dpi / 72, (_LARGEST / max(1.0, width * height)) ** 0.5, _SIDE / max(width, height)
            )
            yield number, page.render(scale=scale, grayscale=True).to_pil().convert("L")
            page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        raise Unfit("damaged") from None
    finally:
        document.close()


def clippings(
    data: bytes, form: Form, views: Sequence[View], dpi: float = 150
) -> tuple[bytes, ...]:
    """A PNG for each place, in the order asked; empty where there is no such page."""
    found: dict[int, bytes] = {}
    numbers = sorted({view.page for view in views})
    for number, picture in pages(data, form, numbers, dpi):
        for at, view in enumerate(views):
            if view.page == number:
                found[at] = _png(_clipped(turned(picture, view.turned), view.box, dpi))
    return tuple(found.get(at, b"") for at in range(len(views)))


def turned(picture: Image, degrees: int) -> Image:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return picture.rotate(-degrees, expand=True) if degrees % 360 else picture


def _clipped(picture: Image, box: Box | None, dpi: float) -> Image:
    if box is None:
        return picture
    scale = dpi / 72
    across, down = _MARGINS
    left, top = max(0.0, box.left - across) * scale, max(0.0, box.top - down) * scale
    right, bottom = (box.right + across) * scale, (box.bottom + down) * scale
    edges = (left, top, min(picture.width, right), min(picture.height, bottom))
    left_, top_, right_, bottom_ = (round(edge) for edge in edges)
    if right_ <= left_ or bottom_ <= top_:
        return picture
    return picture.crop((left_, top_, right_, bottom_))


def _png(picture: Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=False)
    return stream.getvalue()
