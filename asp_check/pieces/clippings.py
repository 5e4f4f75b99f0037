"""The pictures of a statement: for each entry, the place on the page that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asp_check.pieces.image import Unfit
from asp_check.pieces.model import Box, Form, Paper
from asp_check.pieces.rendering import rendered
from asp_check.pieces.statement_entries import Entry, Stated, Statement

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGINS = (48.0, 14.0)
"""What a clipping shows around a place, left and right, above and below, in points."""

"""The filter of Pillow."""

TURNED = "turned"
"""The key of ``Paper.data`` that says by how many degrees, clockwise, each page was turned."""


class View(NamedTuple):
    """A place to show: page from 1, box (all of it where there is none), how the page was turned."""

    page: int
    box: Box | None = None
    turned: float = 0.0


class Pictures(NamedTuple):
    """A statement that names its pictures, and these by the name of their file."""

    statement: Statement
    files: Mapping[str, bytes] = MappingProxyType({})


def shown_with(statement: Statement, paper: Paper, data: bytes, folder: str) -> Pictures:
    """The statement with the pictures of its places, which lie in this folder beside it."""
    names: dict[View, str] = {}
    pieces = tuple(
        piece._replace(entries=tuple(_named(piece, paper, folder, names)))
        for piece in statement.pieces
    )
    try:
        pictures = clippings(data, paper.form, tuple(names)) if names else ()
    except Unfit:
        return Pictures(statement)  # What is read of the paper stands without pictures too.
    found = {name: one for name, one in zip(names.values(), pictures, strict=True) if one}
    return Pictures(statement._replace(pieces=pieces), MappingProxyType(found))


def _named(piece: Stated, paper: Paper, folder: str, names: dict[View, str]) -> Iterator[Entry]:
    scans = {page.number for page in paper.pages if page.scan}
    for entry in piece.entries:
        number, box = entry.page, entry.box
        first, last = piece.pages
        if box is None and first == last and first in scans:
            number = first  # Nobody knows where it stands: the whole page, if there is but one.
        if (
            paper.form in ("docx", "data")
            or number is None
            or (box is None and number not in scans)
        ):
            yield entry._replace(image="")
            continue
        view = View(number, box, _turned(paper, number))
        stem = f"page-{number}" if box is None else f"{len(names) + 1:02d}-{entry.concept}"
        name = names.setdefault(view, f"{stem}.png")
        yield entry._replace(image=f"{folder}/{name}")


def _turned(paper: Paper, number: int) -> float:
    angles = paper.data.get(TURNED)
    said = angles.get(number, 0.0) if isinstance(angles, Mapping) else 0.0
    return said if isinstance(said, int | float) else 0.0


def clippings(
    data: bytes, form: Form, views: Sequence[View], dpi: float = 150
) -> tuple[bytes, ...]:
    """A PNG for each place, in the order asked; empty where there is no such page."""
    found: dict[int, bytes] = {}
    numbers = sorted({view.page for view in views})
    for number, picture in rendered(data, form, numbers, dpi):
        for at, view in enumerate(views):
            if view.page == number:
                found[at] = _png(_clipped(turned(picture, view.turned), view.box, dpi))
    return tuple(found.get(at, b"") for at in range(len(views)))


def turned(picture: Image, degrees: float) -> Image:
    """The picture turned clockwise: by quarters, and a little more so that it is level."""
    quarters = round(degrees / 90) * 90
    if quarters % 360:
        picture = picture.rotate(-quarters, expand=True)
    rest = degrees - quarters
    if not rest:
        return picture
    from PIL.Image import Resampling  # noqa: PLC0415 - only where there is a picture

    return picture.rotate(-rest, resample=Resampling.BICUBIC, fillcolor=255)


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
