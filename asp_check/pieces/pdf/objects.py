"""The objects of a page in plain values: its texts, paths and images, and the letters of its texts."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from asp_check.pieces.model import Box
from asp_check.pieces.pdf.library import DamagedError, Handle, Matrix, matrix_of

MAX_DRAWINGS = 100_000
"""Objects of a page, those inside forms among them; one with more is not read."""

MAX_GLYPHS = 60_000
"""Characters of a page; one with more is not read."""

_MAX_DEPTH = 16

_SLANT = 0.15
"""Lines that rise by less run across: a page that was laid askew."""

PAGE, UNKNOWN = -1, -2
"""The sources of drawings that are not those of an annotation."""


class Drawing(NamedTuple):
    """One object of a page: a ``text``, a ``path``, an ``image`` or a ``shading``.

    ``source`` is the number of the annotation that it belongs to, ``PAGE`` for what the page holds
    itself, ``UNKNOWN`` where that cannot be told.  ``key`` tells it from others; ``matrix`` takes its
    own points to the page as shown.
    """

    kind: str
    key: int
    handle: Handle
    matrix: Matrix
    box: Box
    source: int

    @property
    def course(self) -> str:
        """How its lines run on the page as shown: ``right``, ``left``, ``along`` it or ``aslant``."""
        across, down = abs(self.matrix.a), abs(self.matrix.b)
        if min(across, down) > _SLANT * max(across, down):
            return "aslant"
        return "along" if down > across else "right" if self.matrix.a >= 0 else "left"


class Glyph(NamedTuple):
    """One character as drawn: ``box`` is that of its ink, ``room`` that of its line and advance.

    ``key`` is that of the drawing it belongs to; 0 for a blank or an end of line that the library
    deduced.  ``unmapped`` says that the font does not tell which character it is.
    """

    text: str
    box: Box
    room: Box
    key: int
    unmapped: bool = False


_BLANK = Glyph(" ", Box(0, 0, 0, 0), Box(0, 0, 0, 0), 0)
_END = _BLANK._replace(text="\n")


_KINDS = {
    pdfium.FPDF_PAGEOBJ_TEXT: "text",
    pdfium.FPDF_PAGEOBJ_PATH: "path",
    pdfium.FPDF_PAGEOBJ_IMAGE: "image",
    pdfium.FPDF_PAGEOBJ_SHADING: "shading",
}


def drawings(page: Handle, drawn: Sequence[int]) -> list[Drawing]:
    """The objects of a page in the order in which they are drawn, those inside forms among them.

    ``drawn`` are the numbers of the annotations that were drawn into it.
    """
    found: list[Drawing] = []
    base = matrix_of(page)
    last = pdfium.FPDFPage_CountObjects(page) - 1
    for number in range(last + 1):
        handle = pdfium.FPDFPage_GetObject(page, number)
        if drawn and number == last:
            inside = _inside(handle)
            known = drawn if len(inside) == len(drawn) else [UNKNOWN] * len(inside)
            for source, inner in zip(known, inside, strict=True):
                _collect(inner, base.after(_own_matrix(handle)), source, 1, found)
        else:
            _collect(handle, base, PAGE, 0, found)
    if len(found) >= MAX_DRAWINGS:
        raise DamagedError
    return found


def _inside(form: Handle) -> list[Handle]:
    count = pdfium.FPDFFormObj_CountObjects(form)
    return [pdfium.FPDFFormObj_GetObject(form, number) for number in range(max(count, 0))]


def _collect(handle: Handle, base: Matrix, source: int, depth: int, found: list[Drawing]) -> None:
    if len(found) >= MAX_DRAWINGS or depth > _MAX_DEPTH or not handle:
        return
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        base = base.after(_own_matrix(handle))
        for inner in _inside(handle):
            _collect(inner, base, source, depth + 1, found)
    elif kind in _KINDS:
        key = ctypes.addressof(handle.contents)
        whole = base.after(_own_matrix(handle))
        found.append(Drawing(_KINDS[kind], key, handle, whole, _bounds(handle, base), source))


def _own_matrix(handle: Handle) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, m)
    return Matrix(m.a, m.b, m.c, m.d, m.e, m.f)


def _bounds(handle: Handle, base: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return base.box(left.value, bottom.value, right.value, top.value)


_SPACE = 0x20

_HYPHEN = 2
"""How the library tells a hyphen that ends a line."""


def glyphs(page: Handle) -> list[Glyph]:
    """The characters of a page, in the order of the library."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return []
    try:
        return list(_glyphs(text, matrix_of(page)))
    finally:
        pdfium.FPDFText_ClosePage(text)


def _glyphs(text: Handle, base: Matrix) -> Iterator[Glyph]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    sides = [ctypes.byref(side) for side in (left, right, bottom, top)]
    room = pdfium.FS_RECTF()
    around = ctypes.byref(room)
    box_of = base.box
    count = pdfium.FPDFText_CountChars(text)
    if count > MAX_GLYPHS:
        raise DamagedError
    for index in range(count):
        owner = pdfium.FPDFText_GetTextObject(text, index)
        if not owner:
            deduced = pdfium.FPDFText_GetUnicode(text, index)
            yield _BLANK if deduced == _SPACE else _END
            continue
        pdfium.FPDFText_GetCharBox(text, index, *sides)
        pdfium.FPDFText_GetLooseCharBox(text, index, around)
        low, high = bottom.value, top.value
        yield Glyph(
            _character(text, index),
            box_of(left.value, low, right.value, high),
            box_of(room.left, min(room.bottom, low), room.right, max(room.top, high)),
            ctypes.addressof(owner.contents),
            pdfium.FPDFText_HasUnicodeMapError(text, index) == 1,
        )


def _character(text: Handle, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code == _HYPHEN and pdfium.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def font_of(drawing: Drawing) -> str:
    """The name of the font of a text, or nothing."""
    font = pdfium.FPDFTextObj_GetFont(drawing.handle)
    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFFont_GetBaseFontName(font, name, 128) if font else 0
    return name.value.decode("utf-8", "replace") if 0 < length <= 128 else ""


def pixels_of(drawing: Drawing) -> int:
    """How many pixels an image says that it has; it is not opened."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    known = pdfium.FPDFImageObj_GetImagePixelSize(drawing.handle, width, height)
    return width.value * height.value if known else 0


def show(drawing: Drawing, *, active: bool) -> None:
    """Draw this object or leave it out, in what is rendered from now on."""
    pdfium.FPDFPageObj_SetIsActive(drawing.handle, active)


class Stroke(NamedTuple):
    """One run of a path without a break, as shown: its points, and how it is drawn.

    ``curved`` where it is not made of straight lines alone; ``fill`` and ``line`` are how dark it is
    painted, from 0 for black to 255 for white, or ``None`` where it is not.  ``pen`` is the width of
    the line.
    """

    points: tuple[tuple[float, float], ...]
    curved: bool
    closed: bool
    fill: int | None
    line: int | None
    pen: float


_MAX_POINTS = 2_000


def strokes(drawing: Drawing) -> list[Stroke]:
    """What a path is made of."""
    handle = drawing.handle
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, filled, stroked)
    fill = _grey(pdfium.FPDFPageObj_GetFillColor, handle) if filled.value else None
    line = _grey(pdfium.FPDFPageObj_GetStrokeColor, handle) if stroked.value else None
    if fill is None and line is None:
        return []
    matrix = drawing.matrix
    pen = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(handle, pen)
    width = pen.value * max(abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d))
    return [
        Stroke(points, curved, closed, fill, line, width if line is not None else 0.0)
        for points, curved, closed in _runs(handle, matrix)
    ]


def _runs(
    handle: Handle, matrix: Matrix
) -> Iterator[tuple[tuple[tuple[float, float], ...], bool, bool]]:
    points: list[tuple[float, float]] = []
    curved = closed = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(pdfium.FPDFPath_CountSegments(handle), _MAX_POINTS)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield tuple(points), curved, closed
            points, curved, closed = [], False, False
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(matrix.point(x.value, y.value))
        curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
        closed |= bool(pdfium.FPDFPathSegment_GetClose(segment))
    if points:
        yield tuple(points), curved, closed


def _grey(of: Callable[..., int], handle: Handle) -> int | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not of(handle, red, green, blue, alpha):
        return 0  # a pattern: dark until proved otherwise
    if not alpha.value:
        return None
    return (red.value * 299 + green.value * 587 + blue.value * 114) // 1000
