"""Any file to a paper: which form it has is told by its bytes, and what may be hostile is kept apart."""

from __future__ import annotations

import hashlib
from typing import Self

from asp_check.pieces.model import Form, Paper
from asp_check.pieces.worker import LIMITS, Limits, Worker

MAX_SIZE = 64 << 20
"""Bytes of a file that is read."""

_REMEMBERED = 64

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def form_of(data: bytes) -> Form | None:
    """What kind of file these bytes are, whatever its name says.

    >>> form_of(b"%PDF-1.7"), form_of(b"hello")
    ('pdf', None)
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx" if b"word/document.xml" in data else None
    if data.startswith(_IMAGES):
        return "image"
    from asp_check.pieces import data as structured  # noqa: PLC0415 - only where it may be

    return "data" if structured.is_piece(data) else None


class Reader:
    """Reads files; it owns the process that does so and remembers papers that were read.

    A context manager: the process ends with it.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._worker = Worker(limits)
        self._known: dict[str, Paper] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads."""
        self._worker.close()

    def read(self, data: bytes, path: str) -> Paper:
        """The paper that these bytes are; one that cannot be read says why."""
        sha256 = hashlib.sha256(data).hexdigest()
        paper = self._known.pop(sha256, None)
        if paper is None:
            paper = self._paper(data, path, sha256)
        self._known[sha256] = paper
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return paper._replace(path=path)

    def _paper(self, data: bytes, path: str, sha256: str) -> Paper:
        if not data:
            return Paper(path, sha256, "data", unreadable="empty")
        if len(data) > MAX_SIZE:
            return Paper(path, sha256, "data", unreadable="too-large")
        form = form_of(data)
        if form is None:
            return Paper(path, sha256, "data", unreadable="unknown-form")
        if form == "data":
            from asp_check.pieces import data as structured  # noqa: PLC0415 - only where it is

            return structured.read(data, path)
        return self._worker.read(data, path, form)


def read(data: bytes, path: str) -> Paper:
    """One file; to read several, keep a ``Reader``."""
    with Reader() as reader:
        return reader.read(data, path)
