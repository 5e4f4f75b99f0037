"""Files in and out: bounded reads, directories, lists of paths, whole writes.

All that is read of the user's files, but for templates, configuration and reference data, is read here.  What a file contains never
raises here; what cannot be opened is a ``UsageError`` of one line that says what to do.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import IO, Any, NamedTuple

from asp_check.finding import UsageError

STANDARD_INPUT = "-"
"""The argument that stands for standard input."""

_CHUNK = 1 << 20

# Not compiled here: few paths hold one.
_UNENCODABLE = "[\ud800-\udfff]"


class TooLarge(NamedTuple):
    """A file that was not read: it holds more than the limit.

    ``size`` is in bytes, ``sha256`` that of the content; for a pipe, whose end nobody has seen,
    both are of what had come by then.
    """

    size: int
    sha256: str


def display(path: str) -> str:
    r"""The path as reports write it: undecodable bytes as ``\xNN``.

    >>> print(display("bdc-\udce9.json"))
    bdc-\xE9.json
    """
    return re.sub(_UNENCODABLE, _escape, path)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04X}"


def read(path: str | os.PathLike[str], *, max_size: int, pipe: bool = True) -> bytes | TooLarge:
    """The bytes of a regular file or a pipe; never more than ``max_size`` are kept in memory.

    Raises ``UsageError`` if there is nothing there to read, or if it is a pipe and may not be.
    """
    name = os.fspath(path)
    try:
        if not stat.S_ISREG(mode := os.stat(name).st_mode):
            _refuse_mode(name, mode, pipe=pipe)
        with open(name, "rb", buffering=0) as file:
            return _read(file, max_size)
    except (OSError, ValueError) as error:
        raise _bad_file(name, error) from None


def refuse_read_twice(arguments: Sequence[str]) -> None:
    """Raise if standard input is named twice."""
    if list(arguments).count(STANDARD_INPUT) > 1:
        raise UsageError(
            "- est donné deux fois : l’entrée standard ne se lit qu’une fois",
            "- is given twice: standard input can be read only once",
        )


def read_standard_input(*, max_size: int) -> bytes | TooLarge:
    """The bytes of standard input: a pipe or a redirected file, not a terminal nor a device."""
    stream: Any = sys.stdin
    if stream is None:
        raise UsageError("- : l’entrée standard est fermée", "-: standard input is closed")
    buffer: IO[bytes] = getattr(stream, "buffer", stream)
    try:
        mode = os.fstat(buffer.fileno()).st_mode
    except (OSError, ValueError):
        mode = stat.S_IFREG  # A stream of memory, which a program put in place of the real one.
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise UsageError(
            "- : l’entrée standard est un terminal ou un périphérique ; redirigez-y un fichier (asp-check - < bdc.json)",
            "-: standard input is a terminal or a device; redirect a file to it (asp-check - < bdc.json)",
        )
    try:
        return _read(buffer, max_size)
    except OSError as error:
        raise _bad_file(STANDARD_INPUT, error) from None


def _read(file: IO[bytes], max_size: int) -> bytes | TooLarge:
    """What is left of ``file``, or ``TooLarge`` as soon as that is certain."""
    try:
        status = os.fstat(file.fileno())
    except (OSError, ValueError):
        expected = 0
    else:
        expected = status.st_size if stat.S_ISREG(status.st_mode) else 0
    if expected > max_size:
        return _measured(file, expected)
    # One byte more than the file says, so that a file that has not grown takes one read.
    wanted = expected + 1 if expected else _CHUNK
    chunks: list[bytes] = []
    size = 0
    while chunk := file.read(min(wanted, max_size + 1 - size)):
        chunks.append(chunk)
        size += len(chunk)
        if size > max_size:
            return TooLarge(size, sha256(b"".join(chunks)).hexdigest())
        wanted = _CHUNK
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _measured(file: IO[bytes], size: int) -> TooLarge:
    """A large file's digest, without keeping it."""
    digest = sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return TooLarge(size, digest.hexdigest())


def _refuse_mode(name: str, mode: int, *, pipe: bool) -> None:
    """Raise unless something of this mode may be read: a pipe may, up to the limit, if ``pipe``."""
    shown = display(name)
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        if pipe:
            return
        raise UsageError(
            f"{shown} : c’est un tube, pas un fichier ordinaire ; indiquez un fichier",
            f"{shown}: is a pipe, not a regular file; name a file",
        )
    if stat.S_ISDIR(mode):
        raise UsageError(
            f"{shown} : c’est un dossier ; indiquez un fichier",
            f"{shown}: is a directory; name a file",
        )
    raise UsageError(
        f"{shown} : c’est un périphérique ; indiquez un fichier, ou - pour l’entrée standard",
        f"{shown}: is a device; name a file, or - for standard input",
    )


def _bad_file(name: str, error: OSError | ValueError) -> UsageError:
    """What to tell of a path that the system refuses."""
    if isinstance(error, UsageError):
        return error
    shown = display(name)
    if not name:
        return UsageError("un nom de fichier est vide", "a file name is empty")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UsageError(
            f"{shown} : fichier introuvable ; vérifiez le chemin",
            f"{shown}: no such file; check the path",
        )
    if isinstance(error, PermissionError):
        return UsageError(
            f"{shown} : lecture refusée ; vérifiez les droits du fichier",
            f"{shown}: permission denied; check the rights of the file",
        )
    fr, en = why(error)
    return UsageError(f"{shown} : lecture impossible ({fr})", f"{shown}: cannot be read ({en})")


_WHY = {
    errno.ENOENT: ("fichier ou dossier introuvable", "no such file or folder"),
    errno.ENOTDIR: ("un nom du chemin n’est pas un dossier", "a part of the path is no folder"),
    errno.EISDIR: ("c’est un dossier", "it is a folder"),
    errno.EACCES: ("droits insuffisants", "permission denied"),
    errno.EPERM: ("droits insuffisants", "permission denied"),
    errno.EROFS: ("support en lecture seule", "read-only medium"),
    errno.ENOSPC: ("plus de place", "no space left"),
    errno.EDQUOT: ("quota atteint", "quota reached"),
    errno.ENAMETOOLONG: ("nom trop long", "name too long"),
    errno.ELOOP: ("liens en boucle", "links in a loop"),
    errno.EIO: ("erreur du support", "fault of the medium"),
    errno.EMFILE: ("trop de fichiers ouverts", "too many open files"),
}


def why(error: OSError | ValueError) -> tuple[str, str]:
    """Why the system refuses, in French and in English; what it says itself depends on the machine.

    >>> why(FileNotFoundError(errno.ENOENT, "Datei nicht gefunden"))[1]
    'no such file or folder'
    """
    code = error.errno if isinstance(error, OSError) else None
    known = _WHY.get(code) if code is not None else None
    if known is not None:
        return known
    name = type(error).__name__ if code is None else errno.errorcode.get(code, str(code))
    return name, name


# --- Arguments that stand for several files


def expand(arguments: Iterable[str]) -> Iterator[str | UsageError]:
    """The files that these arguments name, in order; a directory gives its ``*.json``, sorted.

    What cannot be walked is yielded as the error it is, and the rest goes on.
    """
    for argument in arguments:
        if argument != STANDARD_INPUT and _is_directory(argument):
            yield from _walk(argument)
        else:
            yield argument


def _is_directory(path: str) -> bool:
    try:
        return os.path.isdir(path)
    except ValueError:
        return False  # A NUL in the path: reading it says so.


def _walk(top: str) -> Iterator[str | UsageError]:
    """Every JSON file under ``top``; links to directories are not followed, so there is no loop."""
    errors: list[UsageError] = []
    found: list[str] = []

    def note(error: OSError) -> None:
        errors.append(_bad_file(os.fspath(error.filename or top), error))

    for directory, _, names in os.walk(top, onerror=note):
        paths = (os.path.join(directory, n) for n in names if n.lower().endswith(".json"))
        found.extend(path for path in paths if not _is_special(path))
    yield from errors
    yield from sorted(found, key=lambda path: path.split(os.sep))
    if not found and not errors:
        shown = display(top)
        yield UsageError(
            f"{shown} : aucun fichier .json dans ce dossier",
            f"{shown}: no .json file in this directory",
        )


def _is_special(path: str) -> bool:
    """Whether this is a pipe, a socket or a device: nobody named it, and it may never end."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False  # A link to nothing, a forbidden place: reading it says so.


def read_list(path: str, *, max_size: int) -> list[str]:
    """The paths of a list, one a line, ``-`` for standard input; blank lines are skipped."""
    data = (
        read_standard_input(max_size=max_size)
        if path == STANDARD_INPUT
        else read(path, max_size=max_size)
    )
    shown = display(path)
    if isinstance(data, TooLarge):
        raise UsageError(
            f"--files-from {shown} : plus de {max_size} octets ; relevez --max-size ou coupez la liste",
            f"--files-from {shown}: more than {max_size} bytes; raise --max-size or split the list",
        )
    if b"\0" in data:
        # PowerShell 5 writes UTF-16 when it redirects.
        raise UsageError(
            f"--files-from {shown} : un chemin par ligne, en UTF-8 (sous PowerShell : … | Out-File -Encoding utf8)",
            f"--files-from {shown}: one path a line, in UTF-8 (PowerShell: … | Out-File -Encoding utf8)",
        )
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(line) for line in lines if line.strip()]


# --- Writing


def same_file(first: str, second: str) -> bool:
    """Whether two paths name one existing file."""
    try:
        return os.path.samefile(first, second)
    except (OSError, ValueError):
        return False


def write(path: str, data: bytes) -> None:
    """Put ``data`` in the file ``path``, whole or not at all; a device or a pipe is written to.

    Raises ``UsageError`` if it cannot be done.
    """
    write_parts(path, (data,))


def write_parts(path: str, parts: Iterable[bytes]) -> None:
    """Put these bytes one after the other in the file ``path``, as ``write`` does.

    A file that is replaced stays as open to others as it was.
    """
    temporary = None
    try:
        target = os.path.realpath(path)
        exists = os.path.exists(target)
        if exists and not os.path.isfile(target):
            with open(target, "wb") as file:
                file.writelines(parts)
            return
        mode = os.stat(target).st_mode & 0o777 if exists else None
        name = f"{target}.{os.urandom(4).hex()}.tmp"
        with open(name, "xb", opener=None if mode is None else private) as file:
            temporary = name
            file.writelines(parts)
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except (OSError, ValueError) as error:
        if temporary is not None:
            _remove(temporary)
        raise _unwritable(path, error) from None


def put(path: str, data: bytes, *, overwrite: bool) -> bool:
    """Write the file, unless it holds the same bytes already; whether it was written.

    Raises ``UsageError`` if it holds others, and may not be overwritten.
    """
    if os.path.isfile(path):
        if read(path, max_size=len(data), pipe=False) == data:
            return False
        if not overwrite:
            shown = display(path)
            raise UsageError(
                f"{shown} existe déjà, avec un autre contenu ; donnez un autre nom, ou --overwrite",
                f"{shown} exists already, with another content; give another name, or --overwrite",
            )
    write(path, data)
    return True


def private(path: str, flags: int) -> int:
    """Open a file that nobody else may read: the opener of one that is to be as private as another."""
    return os.open(path, flags, 0o600)


def refuse_unwritable(path: str) -> None:
    """Raise if the file ``path`` cannot be made or replaced, as far as can be told before."""
    folder = os.path.dirname(os.path.realpath(path))
    code = 0
    if os.path.isdir(path):
        code = errno.EISDIR
    elif not os.path.isdir(folder):
        code = errno.ENOTDIR if os.path.exists(folder) else errno.ENOENT
    elif not os.access(folder, os.W_OK):
        code = errno.EACCES
    if code:
        raise _unwritable(path, OSError(code, ""))


def _unwritable(path: str, error: OSError | ValueError) -> UsageError:
    shown, (fr, en) = display(path), why(error)
    return UsageError(
        f"{shown} : écriture impossible ({fr})",
        f"{shown}: cannot be written ({en})",
    )


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
