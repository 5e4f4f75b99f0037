"""Pages as pictures: for the eye of a person, and for a machine that reads pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from asp_check.pieces.image import MAX_PIXELS, Unfit, frame, opened
from asp_check.pieces.model import Form

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = 20_000
"""Pixels of one side, at most."""
_LARGEST = 40_000_000


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
