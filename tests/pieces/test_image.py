"""Pictures: pages without a word, their size on paper, and what is refused before it is unpacked."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from asp_check.pieces import image
from asp_check.pieces.model import Box

A4 = (1240, 1754)
"""At 150 dpi."""


def encoded(form: str, size: tuple[int, int] = A4, **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, form, **options)
    return stream.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that declares this size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_a_page_that_a_machine_saw(form: str) -> None:
    paper = image.read(encoded(form, dpi=(150, 150)), "va.jpg")
    (page,) = paper.pages
    assert (paper.form, paper.unreadable, page.scan, page.words) == ("image", "", True, ())
    assert (round(page.width), round(page.height)) == (595, 842)
    assert page.images == (Box(0.0, 0.0, page.width, page.height),)


@pytest.mark.parametrize("dpi", [None, (72, 72), (96, 96), (1, 1), (9999, 9999)])
def test_a_resolution_that_is_none_makes_a_page_as_long_as_an_a4(
    dpi: tuple[int, int] | None,
) -> None:
    options = {} if dpi is None else {"dpi": dpi}
    (page,) = image.read(encoded("JPEG", **options)).pages
    assert (round(page.width), round(page.height)) == (595, 842)


def test_a_picture_on_its_side_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = image.read(encoded("JPEG", dpi=(150, 150), exif=exif)).pages
    assert (round(page.width), round(page.height)) == (842, 595)


def test_the_pages_of_a_tiff() -> None:
    more = [Image.new("RGB", size, "white") for size in ((1754, 1240), A4)]
    paper = image.read(encoded("TIFF", dpi=(150, 150), save_all=True, append_images=more))
    assert [(page.number, round(page.width)) for page in paper.pages] == [
        (1, 595),
        (2, 842),
        (3, 595),
    ]


def test_pages_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MAX_PAGES", 2)
    more = [Image.new("1", (100, 100))] * 4
    paper = image.read(encoded("TIFF", (100, 100), save_all=True, append_images=more))
    assert (len(paper.pages), paper.unread) == (2, 3)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "damaged"),
        (b"\xff\xd8\xff", "damaged"),
        (encoded("PNG")[:200], "damaged"),
        (encoded("TIFF", compression="tiff_lzw")[:2000], "damaged"),
        (png_that_says(0, 0), "damaged"),
        (png_that_says(100_000, 100_000), "too-large"),
        (png_that_says(10_000, 10_000), "too-large"),
        (encoded("GIF"), "damaged"),
    ],
    ids=range(8),
)
def test_what_is_not_read(raw: bytes, why: str) -> None:
    assert image.read(raw).unreadable == why


def test_a_photo_cut_off_in_the_middle_shows_no_page() -> None:
    noise = Image.effect_noise(A4, 60)
    stream = io.BytesIO()
    noise.save(stream, "JPEG")
    assert image.read(stream.getvalue()).pages
    assert image.read(stream.getvalue()[:-20_000]).unreadable == "damaged"


@given(st.sampled_from(image.MAGIC), st.binary(max_size=100))
def test_any_bytes_are_a_paper(magic: bytes, rest: bytes) -> None:
    paper = image.read(magic + rest)
    assert paper.unreadable or paper.pages
