"""What reading the files of dossiers takes: the reader of papers, the templates, what the user says."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from asp_check import assembling, catalog, files
from asp_check.archive import Archive, Zip
from asp_check.cli.dossier_named import named_for
from asp_check.cli.dossier_plan import MAX_ARCHIVE
from asp_check.cli.work import Work
from asp_check.dossier.gathering import Source
from asp_check.files import TooLarge
from asp_check.pieces.model import Paper, Role, Wanted
from asp_check.pieces.reading import Reader
from asp_check.template import Template

MAX_FILE = 256 << 20
"""Bytes of a file that is no request; a larger one is named, not read."""


class Desk:
    """What reading takes; what it has loaded stays in its process."""

    def __init__(self, work: Work, roles: Mapping[str, Role | None], *, ocr: bool = False) -> None:
        self.work = work
        self.roles = roles
        self.ocr = ocr
        self._reader: Reader | None = None
        self._all_wanted: tuple[Wanted, ...] | None = None
        self._zip: tuple[str, Opened] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """What another process needs to read the same files."""
        return _desk, (self.work, self.roles, self.ocr)

    @property
    def reader(self) -> Reader:
        """What reads papers, started when there is the first."""
        if self._reader is None:
            self._reader = Reader().__enter__()
        return self._reader

    def close(self) -> None:
        """Let go of what reads papers."""
        if self._reader is not None:
            self._reader.__exit__(None, None, None)
            self._reader = None

    def paper(self, source: Source, data: bytes | TooLarge) -> Paper:
        """What is to be seen in a file."""
        if isinstance(data, TooLarge) or len(data) > assembling.MAX_PAPER:
            digest = data.sha256 if isinstance(data, TooLarge) else sha256(data).hexdigest()
            return Paper(source.shown, digest, "data", unreadable="too-large")
        if not data:
            return Paper(source.shown, sha256(data).hexdigest(), "data", unreadable="empty")
        return assembling.paper_of(data, source.shown, self.reader, ocr=self.ocr)

    def opened(self, path: str) -> Opened:
        """An archive, opened; the last one is kept, for it may hold a thousand dossiers."""
        if self._zip is None or self._zip[0] != path:
            self._zip = None
            self._zip = path, opened(path)
        return self._zip[1]

    def role(self, source: Source) -> Role | None:
        """The role that the user states for a file."""
        return self.roles.get(os.path.abspath(source.path)) or self.roles.get(source.shown)

    def template(self, path: str, kind: str = "") -> Template | None:
        """The template that the user names for a file, a request of this kind if it is known."""
        return named_for(self.work, path, kind)

    def wanted(self, path: str, kind: str = "") -> tuple[Wanted, ...]:
        """What to look for in the pieces of a dossier without request: what its scheme's models say."""
        template = self.template(path, kind)
        if template is not None:
            return catalog.pieces_of(template) or ()
        if self._all_wanted is None:
            entries = catalog.entries(self.work.folders)
            templates = (catalog.load(entry.path) for entry in entries if entry.error is None)
            each = (catalog.pieces_of(template) or () for template in templates)
            self._all_wanted = merged(wanted for several in each for wanted in several)
        return self._all_wanted


def _desk(work: Work, roles: Mapping[str, Role | None], ocr: bool) -> Desk:
    return Desk(work, roles, ocr=ocr)


class Opened(NamedTuple):
    """An archive as it was found: its sum and its size, and what is in it."""

    sha256: str
    size: int
    zip: Zip


def opened(path: str) -> Opened:
    """The archive at a path; one that is too large has many members, and none is listed."""
    data = files.read(path, max_size=MAX_ARCHIVE)
    if isinstance(data, TooLarge):
        found = Zip(b"", path)
        found.archive = Archive(path, broken="many")
        return Opened(data.sha256, data.size, found)
    return Opened(sha256(data).hexdigest(), len(data), Zip(data, path))


def contents(source: Source) -> bytes:
    """The bytes of one file, read by itself; none where it cannot be read."""
    if source.member:
        return opened(source.path).zip.read(source.rank).data or b""
    data = files.read(source.path, max_size=MAX_FILE, pipe=False)
    return b"" if isinstance(data, TooLarge) else data


def merged(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """What to look for in the pieces of any scheme: of each role, every wording of every scheme."""
    found: dict[Role, Wanted] = {}
    for one in wanted:
        other = found.setdefault(one.role, one)
        if other is not one:
            items = {item.concept: item for item in other.items}
            for item in one.items:
                known = items.setdefault(item.concept, item)
                labels = tuple(dict.fromkeys((*known.labels, *item.labels)))
                items[item.concept] = known._replace(labels=labels)
            found[one.role] = other._replace(
                titles=tuple(dict.fromkeys((*other.titles, *one.titles))),
                signature=tuple(dict.fromkeys((*other.signature, *one.signature))),
                items=tuple(items.values()),
            )
    return tuple(found.values())
