"""The folder of a corpus: one file a record, so that two who add at once lose nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from asp_check import files
from asp_check.corpus import form
from asp_check.corpus.model import COPY, RECORD, Record
from asp_check.files import TooLarge, display
from asp_check.finding import UsageError

FOLDER = "asp-corpus"
"""The folder that is used where the configuration names none."""

_NOBODY_ELSE = 0o077


class Read(NamedTuple):
    """The records of a folder, each with the path of its file, and what could not be used."""

    records: tuple[Record, ...]
    errors: tuple[UsageError, ...]
    paths: Mapping[Record, str] = {}


def read(folder: str) -> Read:
    """Every record of a folder, in the order of their names; ``UsageError`` if there is no such folder."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(RECORD))
    except FileNotFoundError:
        shown = display(folder)
        raise UsageError(
            f"{shown} : pas de corpus ici ; asp-check corpus add FICHIER --outcome accepted|refused en commence un",
            f"{shown}: no corpus here; asp-check corpus add FILE --outcome accepted|refused starts one",
        ) from None
    except (OSError, ValueError) as error:
        shown, (fr, en) = display(folder), files.why(error)
        raise UsageError(
            f"{shown} : lecture impossible ({fr})", f"{shown}: cannot be read ({en})"
        ) from None
    records: list[Record] = []
    errors: list[UsageError] = []
    paths: dict[Record, str] = {}
    for name in names:
        path = os.path.join(folder, name)
        try:
            data = files.read(path, max_size=form.MAX_SIZE, pipe=False)
            record = form.load(b"" if isinstance(data, TooLarge) else data, display(path))
        except UsageError as error:
            errors.append(error)
            continue
        records.append(record)
        paths.setdefault(record, path)
    return Read(tuple(records), tuple(errors), paths)


def add(folder: str, record: Record) -> str:
    """Write a record; the path of its file, whose name no other record has."""
    _make(folder)
    path = os.path.join(folder, form.name(record))
    files.write(path, form.render(record))
    return path


class Known:
    """The records of a folder, read once, with those that are added: found by what they say."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.paths: dict[Record, str] = {}
        self._by_said: dict[tuple[object, ...], Record] = {}
        self._by_about: dict[tuple[str, ...], list[Record]] = {}
        if os.path.isdir(folder):
            found = read(folder)
            for record in found.records:
                self._take(record, found.paths[record])

    def _take(self, record: Record, path: str) -> None:
        if record not in self.paths:
            self._by_about.setdefault(record.about, []).append(record)
        self.paths[record] = path
        self._by_said.setdefault(record.said, record)

    def same(self, record: Record) -> Record | None:
        """A record that says the same of the same files."""
        return self._by_said.get(record.said)

    def of_same_files(self, record: Record) -> list[Record]:
        """All that was said of the same files."""
        return self._by_about.get(record.about, [])

    def add(self, record: Record) -> None:
        """Write a record."""
        self._take(record, add(self.folder, record))

    def replace(self, old: Record, new: Record) -> None:
        """Write a record in place of another that says the same."""
        path = add(self.folder, new)
        if new == old:
            return
        clear(self.paths.pop(old))
        self._by_about[old.about].remove(old)
        self._by_said[new.said] = new
        self._take(new, path)


def keep(folder: str, data: bytes) -> None:
    """Keep these bytes under their SHA-256, for nobody else to read, and nowhere else."""
    _make(folder)
    path = copy_of(folder, sha256(data).hexdigest())
    if _holds(path, data):
        return
    before = os.umask(_NOBODY_ELSE)
    try:
        clear(path)
        files.write(path, data)
    finally:
        os.umask(before)


def clear(path: str) -> None:
    """Remove what something else replaces: a record, a damaged copy, or a link that leads elsewhere."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        shown, (fr, en) = display(path), files.why(error)
        raise UsageError(
            f"{shown} : écriture impossible ({fr})", f"{shown}: cannot be written ({en})"
        ) from None


def _holds(path: str, data: bytes) -> bool:
    if os.path.islink(path) or not os.path.isfile(path):
        return False
    return files.read(path, max_size=len(data), pipe=False) == data


def copy_of(folder: str, digest: str) -> str:
    """Where the copy of the file of this SHA-256 lies, if there is one."""
    return os.path.join(folder, digest + COPY)


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except (OSError, ValueError) as error:
        shown, (fr, en) = display(folder), files.why(error)
        raise UsageError(
            f"{shown} : écriture impossible ({fr})", f"{shown}: cannot be written ({en})"
        ) from None


# --- Paths that start from the folder


def path_from(folder: str, path: str) -> str:
    """The path as a record keeps it: from the folder of the corpus, whole where there is no way."""
    try:
        relative = os.path.relpath(os.path.abspath(path), os.path.abspath(folder))
    except ValueError:
        relative = os.path.abspath(path)  # Another drive.
    return display(relative.replace(os.sep, "/"))


def path_at(folder: str, kept: str) -> str:
    """The path on this machine that a record keeps."""
    return os.path.normpath(os.path.join(folder, *kept.split("/")) if kept[:1] != "/" else kept)


def shown_at(folder: str, kept: str) -> str:
    """The path that a record keeps, as one types it in the current folder."""
    return shown(path_at(folder, kept))


def shown(path: str) -> str:
    """A path as one types it in the current folder."""
    try:
        return display(os.path.relpath(path))
    except (OSError, ValueError):
        return display(path)  # Another drive, or a folder that is gone.


class Finder:
    """Finds files by their SHA-256: kept copies, the path of then, then a folder that the user names."""

    def __init__(self, folder: str, others: str | None) -> None:
        self.folder = folder
        self.others = others
        self._by_sum: dict[str, str] | None = None

    def find(self, kept: str, digest: str) -> str | None:
        """A file that holds these very bytes."""
        for path in (path_at(self.folder, kept), copy_of(self.folder, digest)):
            if sum_of(path) == digest:
                return path
        if self.others is None:
            return None
        if self._by_sum is None:
            self._by_sum = {}
            for path in _below(self.others):
                found = sum_of(path)
                if found is not None:
                    self._by_sum.setdefault(found, path)
        return self._by_sum.get(digest)


def sum_of(path: str) -> str | None:
    """The SHA-256 of a regular file; ``None`` if there is none that can be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        data = files.read(path, max_size=0, pipe=False)
    except (OSError, ValueError):
        return None
    return data.sha256 if isinstance(data, TooLarge) else sha256(data).hexdigest()


def _below(top: str) -> Iterator[str]:
    for directory, inside, names in os.walk(top):
        inside.sort()
        yield from (os.path.join(directory, name) for name in sorted(names))
