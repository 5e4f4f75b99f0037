"""What is asked of pdfium, in plain values: documents, pages, and the drawings and glyphs of a page.

Its raw interface is used, for one page is asked some ten thousand questions.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from asp_check.pieces.model import Box

MAX_DRAWINGS = 100_000
"""Objects of a page that are looked at, those inside forms among them."""

MAX_GLYPHS = 60_000
"""Characters of a page that are looked at."""

MAX_ANNOTATIONS = 5_000

_MAX_DEPTH = 16

_SLANT = 0.15
"""Lines that rise by less run across: a page that was laid askew."""

PAGE, UNKNOWN = -1, -2
"""The sources of drawings that are not those of an annotation."""

pdfium.FPDF_InitLibrary()

Handle = Any
"""What the library hands out for a document, a page or an object of one."""


class LockedError(Exception):
    """The file asks for a password."""


class DamagedError(Exception):
    """The file is no PDF that can be read."""


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

    ``made`` says that it is a blank that the library deduced.  ``angle`` counts quarters of a turn,
    clockwise as shown, or is ``None`` for anything between.
    """

    text: str
    box: Box
    room: Box
    key: int
    unmapped: bool = False


_BREAK = Glyph(" ", Box(0, 0, 0, 0), Box(0, 0, 0, 0), 0)


_KINDS = {
    pdfium.FPDF_PAGEOBJ_TEXT: "text",
    pdfium.FPDF_PAGEOBJ_PATH: "path",
    pdfium.FPDF_PAGEOBJ_IMAGE: "image",
    pdfium.FPDF_PAGEOBJ_SHADING: "shading",
}


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
    for index in range(min(pdfium.FPDFText_CountChars(text), MAX_GLYPHS)):
        owner = pdfium.FPDFText_GetTextObject(text, index)
        if not owner:
            yield _BREAK
            continue
        pdfium.FPDFText_GetCharBox(text, index, *sides)
        pdfium.FPDFText_GetLooseCharBox(text, index, around)
        yield Glyph(
            _character(text, index),
            base.box(left.value, bottom.value, right.value, top.value),
            base.box(
                *(room.left, min(room.bottom, bottom.value)),
                *(room.right, max(room.top, top.value)),
            ),
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


class Picture(NamedTuple):
    """What is rendered, in grey: one byte a pixel, ``stride`` bytes a row, ``scale`` pixels a point."""

    data: bytes
    width: int
    height: int
    stride: int
    scale: float

    def rows(self) -> list[bytes]:
        """The pixels, row by row."""
        starts = range(0, self.stride * self.height, self.stride)
        return [self.data[start : start + self.width] for start in starts]


def render(page: Handle, scale: float, part: Box | None = None) -> Picture:
    """A page or a part of it in grey, white where nothing is drawn."""
    across, down = size_of(page)
    left, top, right, bottom = part or Box(0, 0, across, down)
    width, height = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(
            *(bitmap, page, round(-left * scale), round(-top * scale)),
            *(max(1, round(across * scale)), max(1, round(down * scale)), 0, 0),
        )
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Picture(data, width, height, stride, scale)


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
