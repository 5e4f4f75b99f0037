"""A file written again in its place: whole or not at all, and only if nobody else touched it."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from asp_check.files import TooLarge, display, private, read, why
from asp_check.finding import UsageError

_CHUNK = 1 << 20
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Seen(NamedTuple):
    """A regular file as it was when it was read: by that it is known to be the same still."""

    path: str
    device: int
    inode: int
    modified: int
    mode: int
    sha256: str


def read_to_replace(path: str, *, max_size: int) -> tuple[bytes | TooLarge, Seen]:
    """The bytes of a file that is to be written again in its place, and what it is now.

    Raises ``UsageError`` for what cannot be read, a symbolic link, or a file or a folder that may not
    be written: before anything is done.
    """
    _refuse_link(path)
    data = read(path, max_size=max_size, pipe=False)
    try:
        status = os.lstat(path)
        _refuse_unwritable(path, status.st_mode)
    except OSError as error:
        raise _unwritten(path, error) from None
    digest = data.sha256 if isinstance(data, TooLarge) else sha256(data).hexdigest()
    return data, Seen(
        path, status.st_dev, status.st_ino, status.st_mtime_ns, status.st_mode, digest
    )


def replace(seen: Seen, data: bytes, *, backup: bool = False) -> str | None:
    """Put ``data`` in the place of the file that was seen, whole or not at all; its mode is kept.

    ``backup`` keeps the file as it was beside it, under a name that is free; that name is returned.
    Raises ``UsageError`` if it cannot be done, or if the file is no longer what was seen: it is then
    as somebody else left it.
    """
    folder = os.path.dirname(os.path.abspath(seen.path))
    temporary = os.path.join(folder, f".asp-check-{os.urandom(6).hex()}.tmp")
    kept, is_new, done = None, False, False
    try:
        _write_like(temporary, data, seen)
        _refuse_changed(seen)
        if backup:
            kept, is_new = _keep(seen)
            _refuse_changed(seen)
        os.replace(temporary, seen.path)
        done = True
    except OSError as error:
        raise _unwritten(seen.path, error) from None
    finally:
        if not done:
            _remove(temporary)
            if kept is not None and is_new:
                _remove(kept)
    _sync(folder)
    return kept


def _refuse_link(path: str) -> None:
    try:
        is_link = os.path.islink(path)
    except ValueError:
        return  # A NUL in the path: reading it says so.
    if is_link:
        shown, target = display(path), display(os.path.realpath(path))
        raise UsageError(
            f"{shown} : c’est un lien symbolique ; nommez le fichier lui-même, {target}",
            f"{shown}: is a symbolic link; name the file itself, {target}",
        )


def _refuse_unwritable(path: str, mode: int) -> None:
    """Raise for what is marked read-only: root might write it, but it is marked so for a reason."""
    if not mode & _WRITABLE or not os.access(path, os.W_OK):
        raise _unwritten(path, OSError(errno.EACCES, ""), ("lecture seule", "read-only"))
    folder = os.path.dirname(os.path.abspath(path))
    if not os.stat(folder).st_mode & _WRITABLE or not os.access(folder, os.W_OK):
        raise _unwritten(
            path, OSError(errno.EACCES, ""), ("dossier en lecture seule", "read-only folder")
        )


def _write_like(path: str, data: bytes, seen: Seen) -> None:
    """A new file on the disk with the mode, and where possible the owner, of the one that was seen."""
    with open(path, "xb", opener=private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    before, now = os.lstat(seen.path), os.lstat(path)
    if (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
        # Only root gives files away: for others it becomes theirs, as with any editor.
        with suppress(PermissionError):
            os.chown(path, before.st_uid, before.st_gid)
    os.chmod(path, stat.S_IMODE(seen.mode))


def _refuse_changed(seen: Seen) -> None:
    """Raise unless the file is the one that was seen, and holds the same bytes."""
    status = os.lstat(seen.path)
    same = (status.st_dev, status.st_ino, status.st_mtime_ns, status.st_mode) == seen[1:5]
    if same:
        digest = sha256()
        with open(seen.path, "rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        same = digest.hexdigest() == seen.sha256
    if not same:
        shown = display(seen.path)
        raise UsageError(
            f"{shown} : a été modifié pendant la réparation ; rien n’y a été écrit, relancez la commande",
            f"{shown}: was changed during the repair; nothing was written to it, run the command again",
        )


def _keep(seen: Seen) -> tuple[str, bool]:
    """A copy of the file beside it, under the first of its names that is free; whether it is new."""
    with open(seen.path, "rb") as file:
        data = file.read()
    number = 0
    while True:
        name = f"{seen.path}.bak{number or ''}"
        if not os.path.lexists(name):
            try:
                _write_like(name, data, seen)
            except OSError:
                _remove(name)
                raise
            return name, True
        if os.path.isfile(name) and read(name, max_size=len(data), pipe=False) == data:
            return name, False
        number += 1


def _sync(folder: str) -> None:
    """Have the system write down that the name is another file's now, where it can."""
    with suppress(OSError):  # Windows opens no folder.
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _unwritten(path: str, error: OSError, said: tuple[str, str] | None = None) -> UsageError:
    shown, (fr, en) = display(path), said or why(error)
    return UsageError(
        f"{shown} : écriture impossible ({fr}) ; le fichier est resté tel quel",
        f"{shown}: cannot be written ({en}); the file was left as it is",
    )
