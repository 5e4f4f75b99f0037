"""ZIP bytes to what they hold, within limits, whatever they are; and pieces to the bytes of a ZIP.

Only facts are gathered here: the rules of ``dossier.rules`` say what is wrong with them.
"""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

import stat
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Literal, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

MAX_MEMBERS = 10_000
"""Members of an archive; one that has more is not opened."""

MAX_MEMBER = 128 << 20
"""Bytes of one member once inflated."""

MAX_TOTAL = 512 << 20
"""Bytes of all members once inflated."""

MAX_RATIO = 250
"""How many times smaller than itself a member may be packed, once it is large."""

_LARGE = 16 << 20
"""From so many bytes on, the ratio counts: small pages of one colour shrink a thousandfold."""

_CHUNK = 1 << 18
_COMMON = frozenset({ZIP_STORED, ZIP_DEFLATED})

Trouble = Literal["", "damaged", "encrypted", "link", "special", "limit", "method"]
"""Why a member could not be read; empty where it was, or where nobody asked for it."""

Broken = Literal[
    "", "empty", "truncated", "split", "rar", "7z", "gzip", "tar", "pdf", "html", "other", "many"
]
"""Why an archive could not be opened at all, or what it is instead of a ZIP."""


class Member(NamedTuple):
    """One file of an archive.

    ``name`` is as a person reads it, whatever the encoding of the archive, with its folders and its
    separators as they are.  ``charset`` is what it was decoded from: ``utf-8`` where the archive says
    so or the name is ASCII, else what was guessed.  ``data`` is ``None`` where it was not read, and
    ``trouble`` says why.  ``nested``: it is an archive itself, and was not opened.
    """

    name: str
    size: int
    packed: int
    charset: str = "utf-8"
    method: int = ZIP_STORED
    trouble: Trouble = ""
    nested: bool = False
    data: bytes | None = None

    def __repr__(self) -> str:
        """Without the bytes, which may be many."""
        return f"Member({self.name!r}, {self.size}, {self.trouble!r})"


class Archive(NamedTuple):
    """What an archive holds; ``broken`` says why it could not be opened.

    ``before`` and ``after`` count the bytes that stand around it: another program may see another
    archive there.  ``overlapping``: two members share bytes.
    """

    path: str
    members: tuple[Member, ...] = ()
    broken: Broken = ""
    before: int = 0
    after: int = 0
    overlapping: bool = False


def is_archive(data: bytes) -> bool:
    """Whether these bytes begin as a ZIP does.  A DOCX does too.

    >>> is_archive(b"PK\\x03\\x04"), is_archive(b"%PDF-1.7")
    (True, False)
    """
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def everything(_name: str) -> bool:
    """Keep every member."""
    return True


class Zip:
    """An archive that was opened; its members are read one by one.

    ``archive`` says what it holds, no member being read yet.  Nothing here raises.
    """

    def __init__(self, data: bytes, path: str = "") -> None:
        self.archive = Archive(path)
        self._infos: Sequence[ZipInfo] = ()
        tail = _tail(data)
        if tail is None or tail.broken:
            self.archive = Archive(path, broken=_kind(data) if tail is None else tail.broken)
            return
        try:
            self._zip = ZipFile(BytesIO(data))
            self._infos = [info for info in self._zip.infolist() if not _is_folder(info)]
            members = tuple(map(_member, self._infos))
        except _FAULTS:
            self.archive = Archive(path, broken="truncated")
            return
        self.archive = Archive(path, members, "", tail.before, tail.after, _overlap(self._infos))

    def read(self, rank: int, most: int = MAX_TOTAL) -> Member:
        """A member with its bytes, no more than so many; its length and its CRC are verified."""
        member = self.archive.members[rank]
        if member.trouble:
            return member
        if member.size > most:
            return member._replace(trouble="limit")
        return _read(self._zip, self._infos[rank], member, most)


def read(data: bytes, path: str = "", keep: Callable[[str], bool] = everything) -> Archive:
    """What these bytes hold; the members whose name ``keep`` wants are read.

    Nothing raises, and no more than ``MAX_TOTAL`` bytes are ever inflated.
    """
    opened = Zip(data, path)
    left = MAX_TOTAL
    members: list[Member] = []
    for rank, member in enumerate(opened.archive.members):
        found = opened.read(rank, left) if keep(member.name) else member
        left -= len(found.data or b"")
        members.append(found)
    return opened.archive._replace(members=tuple(members))


_FAULTS = (
    BadZipFile, LargeZipFile, OSError, ValueError, RuntimeError, EOFError, IndexError, KeyError,
    OverflowError, TypeError, struct.error, zlib.error,
)  # fmt: skip
"""What zipfile is known to raise of hostile bytes; ``NotImplementedError`` is a ``RuntimeError``."""


# --- The end of the archive, where all begins


class _Tail(NamedTuple):
    before: int
    after: int
    broken: Broken = ""


_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCATOR_SIZE = 20
_END64_SIZE = 56
_LEAST_ENTRY = 46
_LONGEST_COMMENT = 1 << 16
_ENTRY_ROOM = 1 << 10
"""Bytes of the directory that one member takes at most, names and extra fields included, in an honest archive."""


def _tail(data: bytes) -> _Tail | None:
    """What the record at the end says, looked at before anything is believed; ``None`` without one."""
    place = data.rfind(_END_MARK, max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if place < 0 or place + _END.size > len(data):
        return None
    _, disk, first_disk, here, total, size, offset, comment = _END.unpack_from(data, place)
    after = max(0, len(data) - place - _END.size - comment)
    is_64 = data[place - _LOCATOR_SIZE : place - _LOCATOR_SIZE + 4] == b"PK\x06\x07"
    if is_64:
        # zipfile reads that record by itself; what is left to know is how many members it announces.
        record = data[place - _LOCATOR_SIZE - _END64_SIZE : place - _LOCATOR_SIZE]
        if record[:4] != b"PK\x06\x06":
            return _Tail(0, after, "truncated")
        total, size, offset = struct.unpack_from("<QQQ", record, 32)
        place -= _LOCATOR_SIZE + _END64_SIZE
    elif (disk, first_disk) != (0, 0) or here != total:
        return _Tail(0, after, "split")
    if total > MAX_MEMBERS or size > MAX_MEMBERS * _ENTRY_ROOM:
        return _Tail(0, after, "many")
    before = place - size - offset
    if before < 0 or size < total * _LEAST_ENTRY:
        return _Tail(0, after, "truncated")
    return _Tail(before, after)


_MAGIC: tuple[tuple[bytes, Broken], ...] = (
    (b"PK\x03\x04", "truncated"),
    (b"PK\x07\x08", "split"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"<!DOCTYPE", "html"),
    (b"<html", "html"),
)


def _kind(data: bytes) -> Broken:
    """What bytes that are no ZIP are.

    >>> _kind(b""), _kind(b"Rar!\\x1a\\x07\\x00"), _kind(b"hello")
    ('empty', 'rar', 'other')
    """
    if not data:
        return "empty"
    if data[257:262] == b"ustar":
        return "tar"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "other")


def _overlap(infos: Sequence[ZipInfo]) -> bool:
    """Whether the data of two members share bytes."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + 30 + info.compress_size
    return False


def _is_folder(info: ZipInfo) -> bool:
    return info.orig_filename.endswith("/") and not info.file_size


# --- Members


def _member(info: ZipInfo) -> Member:
    name, charset = _name(info)
    return Member(
        name, info.file_size, info.compress_size, charset, info.compress_type, _hindrance(info)
    )


def _hindrance(info: ZipInfo) -> Trouble:
    """What can be known to stand in the way before a byte is inflated."""
    mode = info.external_attr >> 16 if info.create_system == 3 else 0
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "special"
    if info.flag_bits & 0x2041:  # Encrypted, strongly encrypted, or its directory is.
        return "encrypted"
    if info.file_size > MAX_MEMBER:
        return "limit"
    if info.file_size > _LARGE and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return "limit"
    return ""


def _read(archive: ZipFile, info: ZipInfo, member: Member, most: int) -> Member:
    most = min(MAX_MEMBER, most)
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    return member._replace(trouble="limit")
                chunks.append(chunk)
    except NotImplementedError:
        return member._replace(trouble="method")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a decoder makes of hostile bytes
        return member._replace(trouble="damaged")
    if size != info.file_size:
        return member._replace(trouble="damaged")
    data = b"".join(chunks)
    return member._replace(data=data, nested=_is_nested(member.name, data))


_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")


def _is_nested(name: str, data: bytes) -> bool:
    """Whether a member is an archive itself, by its name or its first bytes."""
    lowered = name.lower()
    if lowered.endswith(_ARCHIVES) or _kind(data) in {"rar", "7z", "tar"}:
        return True
    if not is_archive(data) or lowered.endswith(_OFFICE):
        return False
    # The packages of office suites are ZIPs too, whatever they are called.
    return b"[Content_Types].xml" not in data and data[30:38] != b"mimetype"


_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_LIKELY = frozenset("àâäæçéèêëîïôöœùûüÿ’°")
_RARER = frozenset("ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«» ")
"""Characters of French names."""

_LEGACY = ("cp850", "cp1252", "mac_roman")
"""How French Windows and old Macs write names, the likeliest first."""


def _name(info: ZipInfo) -> tuple[str, str]:
    """The name of a member as a person reads it, and the encoding it was written in."""
    name = info.orig_filename
    if info.flag_bits & _UTF8_FLAG or name.isascii():
        return name, "utf-8"
    raw = name.encode("cp437", "replace")
    if (told := _unicode_path(info.extra, raw)) is not None:
        return told, "utf-8"
    try:
        return raw.decode("utf-8"), "utf-8 (?)"
    except UnicodeDecodeError:
        pass
    shown = [(raw.decode(charset, "replace"), charset) for charset in _LEGACY]
    return max(shown, key=lambda pair: sum((c in _LIKELY) * 2 + (c in _RARER) for c in pair[0]))


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 that some programs add beside the other one."""
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        field = extra[place + 4 : place + 4 + size]
        if kind == _UNICODE_PATH and field[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            return field[5:].decode("utf-8", "replace")
        place += 4 + size
    return None


def is_common(method: int) -> bool:
    """Whether every program unpacks what is packed so: stored, or deflated."""
    return method in _COMMON


# --- Writing

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(pieces: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of these files by name, the same bytes everywhere and always.

    Names are sorted and in NFC; nothing is deflated, for two versions of zlib do not deflate alike
    and PDFs are deflated already; dates and rights are fixed.

    >>> write([("b", b"2"), ("a", b"1")]) == write([("a", b"1"), ("b", b"2")])
    True
    """
    named = sorted((unicodedata.normalize("NFC", name), data) for name, data in pieces)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED, allowZip64=True) as archive:
        for name, data in named:
            info = ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)
    return buffer.getvalue()
