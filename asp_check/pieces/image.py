"""A JPEG, PNG or TIFF → ``Paper``: pages that a machine saw, without a word until someone reads them."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from asp_check.pieces.model import Box, Page, Paper

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 80_000_000
"""Pixels of one picture, refused before it is unpacked: an A3 at 600 dpi has 70 million."""
MAX_PAGES = 200
_FORMATS = ("JPEG", "PNG", "TIFF", "MPO")
_DPI = (100.0, 1200.0)
"""What a scanner gives; less is what programs write that know nothing of paper."""
_LONG_SIDE = 842.0
"""Where the resolution says nothing, a page is as long as an A4."""
_LONGEST = 5_000.0
"""The side of a page, at most; beyond, the resolution is not believed."""
_TURNED = frozenset({5, 6, 7, 8})
"""Orientations (EXIF) of a picture that lies on its side."""

MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
"""How a picture begins."""


class Unfit(ValueError):  # noqa: N818 - not an error of the program: what is wrong with a file
    """A picture that is not read; ``why`` is a key of ``words.UNREADABLE``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(data: bytes, path: str = "") -> Paper:
    """The paper that these bytes are; nothing is raised."""
    paper = Paper(path, sha256(data).hexdigest(), "image")
    try:
        with opened(data) as picture:
            # What follows the first picture of a telephone (MPO) is no page but another view of it.
            count = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
            pages = tuple(_page(picture, at) for at in range(min(count, MAX_PAGES)))
    except Unfit as unfit:
        return paper._replace(unreadable=unfit.why)
    return paper._replace(pages=pages, unread=max(0, count - MAX_PAGES))


@contextmanager
def opened(data: bytes) -> Iterator[Image]:
    """The picture, open but not unpacked; whatever is wrong with it raises ``Unfit``."""
    try:
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only where there is one
    except ImportError:
        raise Unfit("library") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                yield picture
    except Unfit:
        raise
    except Image.DecompressionBombError:
        raise Unfit("too-large") from None
    except MemoryError:
        raise Unfit("memory") from None
    except UnidentifiedImageError:
        raise Unfit("damaged") from None
    except (
        ArithmeticError,
        LookupError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
        struct.error,
    ):
        raise Unfit("damaged") from None


def frame(picture: Image, at: int) -> Image:
    """One page of an open picture, unpacked and upright as its orientation says."""
    from PIL import ImageOps  # noqa: PLC0415 - only where there is one

    picture.seek(at)
    _check(picture)
    picture.load()
    upright: Image = ImageOps.exif_transpose(picture)
    return upright


def _check(picture: Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise Unfit("too-large")
    if not (width and height):
        raise Unfit("damaged")


def _page(picture: Image, at: int) -> Page:
    picture.seek(at)
    _check(picture)
    width, height = size_in_points(picture)
    _prove(picture)
    whole = Box(0.0, 0.0, width, height)
    return Page(at + 1, width, height, images=(whole,), scan=True)


def _prove(picture: Image) -> None:
    """Unpack it once: a picture cut off in the middle shows no page."""
    if picture.format == "JPEG":
        picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
    picture.load()


def size_in_points(picture: Image) -> tuple[float, float]:
    """How large a picture is on paper, upright: by its resolution if that is one of a scanner."""
    width, height = picture.size
    across, down = _dpi(picture)
    size = width * 72 / max(across, 1), height * 72 / max(down, 1)
    if max(size) > _LONGEST or not all(_DPI[0] <= one <= _DPI[1] for one in (across, down)):
        scale = _LONG_SIDE / max(width, height)
        size = width * scale, height * scale
    return size[::-1] if orientation(picture) in _TURNED else size


def _dpi(picture: Image) -> tuple[float, float]:
    said = picture.info.get("dpi", (0, 0))
    try:
        across, down = (float(one) for one in said)
    except (ArithmeticError, TypeError, ValueError):
        return 0.0, 0.0
    return across, down


def orientation(picture: Image) -> int:
    """How the picture must be turned to stand upright (EXIF); 1 where it stands so."""
    said = picture.getexif().get(0x0112, 1)
    return said if isinstance(said, int) else 1
