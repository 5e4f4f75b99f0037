"""A whole PDF: its pages, its signatures, and what it holds that is never run."""

from __future__ import annotations

import hashlib
import io
import logging

from pypdf import PageObject, PdfReader

from asp_check.pieces.model import Page, Paper, Seal
from asp_check.pieces.pdf import leaf, library, notes, seals
from asp_check.pieces.pdf.leaf import Leaf
from asp_check.pieces.pdf.library import DamagedError, Handle, LockedError

MAX_PAGES = 60
"""Pages that are read; how many are left out is said."""

_TAIL = 1024
"""Where the end of a file must be told: as other readers ask."""

# What the library says of a file may hold its text, and is not for the terminal.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read(data: bytes, path: str) -> Paper:
    """What a PDF shows, page by page; a file that cannot be read says why."""
    blank = Paper(path, hashlib.sha256(data).hexdigest(), "pdf")
    if b"%%EOF" not in data.rstrip(b"\0 \t\r\n")[-_TAIL:]:
        return blank._replace(unreadable="damaged")
    try:
        with library.opened(data) as document:
            return _paper(blank, data, document)
    except LockedError:
        return blank._replace(unreadable="encrypted")
    except DamagedError:
        return blank._replace(unreadable="damaged")


def _paper(blank: Paper, data: bytes, document: Handle) -> Paper:
    count = library.page_count(document)
    if count < 1:
        return blank._replace(unreadable="no-pages")
    locked = library.is_locked(document)
    reader = _second(library.unlocked(document) if locked else data)
    others = [_other(reader, index) for index in range(min(count, MAX_PAGES))]
    leaves = [_leaf(document, index, other) for index, other in enumerate(others)]
    found = {"encrypted"} if locked else set()
    found |= _notes(reader, others)
    return blank._replace(
        pages=tuple(each.page for each in leaves),
        seals=_seals(data, reader, leaves),
        notes=tuple(sorted(found.union(*(each.notes for each in leaves)))),
        unread=max(0, count - MAX_PAGES),
    )


def _second(data: bytes) -> PdfReader | None:
    try:
        return PdfReader(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever stops the second reader, it then confirms nothing
        return None


def _other(reader: PdfReader | None, index: int) -> PageObject | None:
    try:
        return reader.pages[index] if reader is not None else None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - likewise
        return None


def _leaf(document: Handle, index: int, other: PageObject | None) -> Leaf:
    try:
        return leaf.read(document, index, other)
    except DamagedError:
        # A4, and as good as a scan: nothing on it is known, and nothing is absent.
        lost = Page(index + 1, 595.0, 842.0, scan=True)
        return Leaf(lost, notes=frozenset({"unread-page"}))


def _notes(reader: PdfReader | None, others: list[PageObject | None]) -> set[str]:
    if reader is None:
        return set()
    try:
        found = notes.of_document(reader.trailer["/Root"])
        return found.union(*(notes.of_page(page) for page in others if page is not None))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what cannot be looked through may hold anything
        return {"unread-parts"}


def _seals(data: bytes, reader: PdfReader | None, leaves: list[Leaf]) -> tuple[Seal, ...]:
    shown = [
        (field.signed, each.page.number, field.box) for each in leaves for field in each.signed
    ]
    known = [id(signed) for signed, _, _ in shown]
    try:
        everywhere = seals.of_form(reader) if reader is not None else []
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a form that cannot be walked has no more signatures to tell
        everywhere = []
    found = [
        *(seals.seal(data, signed, number, box) for signed, number, box in shown),
        *(seals.seal(data, signed, None, None) for signed in everywhere if id(signed) not in known),
    ]
    return tuple(seal for seal in found if seal is not None)
