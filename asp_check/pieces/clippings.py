"""The pictures of a statement: for each entry, the place on the page that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from asp_check.pieces.image import Unfit
from asp_check.pieces.model import Paper
from asp_check.pieces.raster import View, clippings
from asp_check.pieces.statement_entries import Entry, Stated, Statement

TURNED = "turned"
"""The key of ``Paper.data`` that says by how many degrees, clockwise, each page was turned."""


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


def _turned(paper: Paper, number: int) -> int:
    turned = paper.data.get(TURNED)
    said = turned.get(number, 0) if isinstance(turned, Mapping) else 0
    return said if isinstance(said, int) else 0
