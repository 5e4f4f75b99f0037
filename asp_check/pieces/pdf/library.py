"""What is asked of pdfium, in plain values: documents, pages, and the drawings and glyphs of a page.

Its raw interface is used, for one page is asked some ten thousand questions.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from asp_check.pieces.model import Box

MAX_ANNOTATIONS = 5_000

pdfium.FPDF_InitLibrary()

Handle = Any
"""What the library hands out for a document, a page or an object of one."""


class LockedError(Exception):
    """The file asks for a password."""


class DamagedError(Exception):
    """The file, or a page of it, is none that can be read."""


class Matrix(NamedTuple):
    """Where a point goes: x′ = ax + cy + e, y′ = bx + dy + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where this point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The smallest rectangle around what this one becomes."""
        if not self.b and not self.c and self.a > 0 > self.d:  # as most pages are
            return Box(
                *(self.a * left + self.e, self.d * top + self.f),
                *(self.a * right + self.e, self.d * bottom + self.f),
            )
        one, two = self.point(left, bottom), self.point(right, top)
        three, four = self.point(left, top), self.point(right, bottom)
        across, down = zip(one, two, three, four, strict=True)
        return Box(min(across), min(down), max(across), max(down))

    def after(self, first: Matrix) -> Matrix:
        """This one, applied to what the first gives."""
        return Matrix(
            *(self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b),
            *(self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d),
            *self.point(first.e, first.f),
        )


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Handle]:
    """A document, as long as it is looked at."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        reason = pdfium.FPDF_GetLastError()
        locked = reason in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise LockedError if locked else DamagedError
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextlib.contextmanager
def page_as_shown(document: Handle, index: int) -> Iterator[tuple[Handle, list[int]]]:
    """A page with its fields and annotations drawn into it, and the numbers of those that were.

    What is changed is the copy in memory.
    """
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise DamagedError
    drawn = []
    if pdfium.FPDFPage_GetAnnotCount(page) > 0:
        _draw_fields(page)
        drawn = [number for number, shown in enumerate(_appearances(page)) if shown]
        flattened = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        if flattened != pdfium.FLATTEN_SUCCESS:
            drawn = []
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            raise DamagedError
    try:
        yield page, drawn
    finally:
        pdfium.FPDF_ClosePage(page)


def _appearances(page: Handle) -> Iterator[bool]:
    """Whether each annotation has something to draw, and is drawn on a screen."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            yield False
            continue
        length = pdfium.FPDFAnnot_GetAP(
            annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0
        )
        concealed = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_INVISIBLE
        yield (
            length > 2
            and not pdfium.FPDFAnnot_GetFlags(annotation) & concealed
            and pdfium.FPDFAnnot_GetSubtype(annotation) != pdfium.FPDF_ANNOT_POPUP
        )
        pdfium.FPDFPage_CloseAnnot(annotation)


def _draw_fields(page: Handle) -> None:
    """Let the library make the appearances that are missing, where the form asks for it."""
    bitmap = pdfium.FPDFBitmap_CreateEx(1, 1, pdfium.FPDFBitmap_Gray, None, 0)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)


def size_of(page: Handle) -> tuple[float, float]:
    """Width and height of a page as shown, in points."""
    return pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


def matrix_of(page: Handle) -> Matrix:
    """From the points of a page as stored to those of the page as shown, from its top left corner."""
    width, height = size_of(page)
    scale = 100
    across, down = ctypes.c_int(), ctypes.c_int()

    def shown(x: float, y: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(
            page, 0, 0, round(width * scale), round(height * scale), 0, x, y, across, down
        )
        return across.value / scale, down.value / scale

    (e, f), (ax, bx), (cx, dx) = shown(0, 0), shown(1000, 0), shown(0, 1000)
    return Matrix((ax - e) / 1000, (bx - f) / 1000, (cx - e) / 1000, (dx - f) / 1000, e, f)


class Picture(NamedTuple):
    """What is rendered, in grey: one byte a pixel, ``stride`` bytes a row, ``scale`` pixels a point."""

    data: bytearray
    width: int
    height: int
    stride: int
    scale: float

    def rows(self) -> list[bytearray]:
        """The pixels, row by row."""
        starts = range(0, self.stride * self.height, self.stride)
        return [self.data[start : start + self.width] for start in starts]


def render(page: Handle, scale: float, part: Box | None = None) -> Picture:
    """A page or a part of it in grey, white where nothing is drawn."""
    across, down = size_of(page)
    left, top, right, bottom = part or Box(0, 0, across, down)
    width, height = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    stride = (width + 3) // 4 * 4
    data = bytearray(stride * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        *(width, height, pdfium.FPDFBitmap_Gray),
        *((ctypes.c_ubyte * len(data)).from_buffer(data), stride),
    )
    if not bitmap:
        raise MemoryError
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(
        *(bitmap, page, round(-left * scale), round(-top * scale)),
        *(max(1, round(across * scale)), max(1, round(down * scale)), 0, 0),
    )
    pdfium.FPDFBitmap_Destroy(bitmap)
    return Picture(data, width, height, stride, scale)


def unlocked(document: Handle) -> bytes:
    """The document without its encryption."""
    parts: list[bytes] = []

    def write(_: object, data: int, size: int) -> int:
        parts.append(ctypes.string_at(data, size))
        return 1

    sink = pdfium.FPDF_FILEWRITE(version=1)
    sink.WriteBlock = type(sink.WriteBlock)(write)
    pdfium.FPDF_SaveAsCopy(document, sink, pdfium.FPDF_REMOVE_SECURITY)
    return b"".join(parts)


def is_locked(document: Handle) -> bool:
    """Whether the file is encrypted, though it opens without a password."""
    return bool(pdfium.FPDF_GetSecurityHandlerRevision(document) != -1)


def page_count(document: Handle) -> int:
    """How many pages a document has."""
    return int(pdfium.FPDF_GetPageCount(document))
