"""Archives: what they hold is found whatever they are, within limits; what is written is the same everywhere."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zlib
from hashlib import sha256
from unicodedata import normalize
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import archive
from asp_check.archive import Archive

FILES = {"BDC-2025-0117.pdf": b"%PDF-1.7 bdc" * 50, "VA.pdf": b"%PDF-1.7 va", "vide.pdf": b""}


def zipped(files: object = FILES, method: int = ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """A ZIP of files by name, or by ``ZipInfo``."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile speaks of a name that comes twice.
        with ZipFile(buffer, "w", method) as made:
            pairs = files.items() if isinstance(files, dict) else files
            for name, data in pairs:  # type: ignore[attr-defined]
                made.writestr(name, data)
            made.comment = comment
    return buffer.getvalue()


def held(found: Archive) -> dict[str, bytes | None]:
    return {member.name: member.data for member in found.members}


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_plain_zip_is_read(method: int) -> None:
    found = archive.read(zipped(method=method, comment=b"a comment"), "a.zip")
    assert held(found) == FILES
    assert found._replace(members=()) == Archive("a.zip")
    assert all(not m.trouble and m.charset == "utf-8" and not m.nested for m in found.members)
    assert all(archive.is_common(m.method) == (method in {0, 8}) for m in found.members)


def test_only_what_is_wanted_is_inflated() -> None:
    found = archive.read(zipped(), keep=lambda name: name == "VA.pdf")
    assert held(found) == {name: data if name == "VA.pdf" else None for name, data in FILES.items()}
    assert all(not member.trouble for member in found.members)


def test_folders_are_no_members() -> None:
    assert held(archive.read(zipped({"pieces/": b"", "pieces/VA.pdf": b"x"}))) == {
        "pieces/VA.pdf": b"x"
    }


@pytest.mark.parametrize(
    ("data", "broken"),
    [
        (b"", "empty"),
        (zipped()[:-1], "truncated"),
        (zipped()[:-30], "truncated"),
        (zipped()[:40], "truncated"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "rar"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "7z"),
        (b"\x1f\x8b" + bytes(50), "gzip"),
        (bytes(257) + b"ustar" + bytes(300), "tar"),
        (b"%PDF-1.7", "pdf"),
        (b"<!DOCTYPE html><title>404</title>", "html"),
        (b"hello", "other"),
        (b"PK\x07\x08" + bytes(60), "split"),
        (zipped()[20:], "truncated"),
    ],
    # Not named after their bytes, which hold the second in which they were made.
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_is_no_zip_is_told(data: bytes, broken: str) -> None:
    found = archive.read(data)
    assert found.broken == broken
    assert not found.members


def test_a_zip_whose_parts_are_on_several_disks() -> None:
    data = bytearray(zipped())
    struct.pack_into("<H", data, data.rindex(b"PK\x05\x06") + 4, 3)
    assert archive.read(bytes(data)).broken == "split"


@pytest.mark.parametrize("cut", range(0, len(zipped()), 7))
def test_wherever_it_is_cut_nothing_raises(cut: int) -> None:
    data = zipped()
    found = archive.read(data[:cut])
    assert found.broken in {"truncated", "empty", "other"}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_byte_is_changed_no_wrong_data_comes_out(data: st.DataObject) -> None:
    original = zipped()
    place = data.draw(st.integers(0, len(original) - 1))
    value = data.draw(st.integers(0, 255))
    changed = original[:place] + bytes([value]) + original[place + 1 :]
    for member in archive.read(changed).members:
        if member.data is not None:
            assert member.data in FILES.values()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.binary(max_size=60))
def test_junk_never_raises(junk: bytes, more: bytes) -> None:
    for data in (junk, zipped() + junk, junk + zipped(), junk + b"PK\x05\x06" + more):
        archive.read(data)


def test_a_wrong_crc_is_damage() -> None:
    data = zipped(method=ZIP_STORED)
    changed = data.replace(b"%PDF-1.7 va", b"%PDF-1.7 vb", 1)
    found = {member.name: member for member in archive.read(changed).members}
    assert found["VA.pdf"].trouble == "damaged"
    assert found["VA.pdf"].data is None
    assert found["BDC-2025-0117.pdf"].data == FILES["BDC-2025-0117.pdf"]


def test_an_encrypted_member_is_named_and_not_read() -> None:
    data = bytearray(zipped(method=ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data[place] |= 1
    found = archive.read(bytes(data))
    assert [member.trouble for member in found.members] == ["encrypted", "", ""]


def test_a_link_is_not_followed() -> None:
    link, device = ZipInfo("VA.pdf"), ZipInfo("tube")
    link.create_system = device.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    device.external_attr = (stat.S_IFIFO | 0o644) << 16
    found = archive.read(zipped([(link, b"/etc/passwd"), (device, b"")]))
    assert [(m.trouble, m.data) for m in found.members] == [("link", None), ("special", None)]


def test_two_members_of_one_name_are_both_there() -> None:
    found = archive.read(zipped([("VA.pdf", b"1"), ("VA.pdf", b"2")]))
    assert [(m.name, m.data) for m in found.members] == [("VA.pdf", b"1"), ("VA.pdf", b"2")]


@pytest.mark.parametrize(
    ("name", "data", "nested"),
    [
        ("a.zip", zipped(), True),
        ("a.ZIP", b"anything", True),
        ("pieces.pdf", zipped(), True),
        ("pieces", b"Rar!\x1a\x07\x00", True),
        ("VA.docx", zipped({"[Content_Types].xml": b"<x/>"}), False),
        ("VA", zipped({"[Content_Types].xml": b"<x/>"}), False),
        ("VA.pdf", b"%PDF-1.7", False),
        ("vide.pdf", b"", False),
    ],
)
def test_an_archive_within_is_named_and_not_opened(name: str, data: bytes, nested: bool) -> None:
    (member,) = archive.read(zipped({name: data})).members
    assert member.nested is nested


# --- Names


def _named(raw: bytes, extra: bytes = b"") -> bytes:
    """A ZIP of one file whose name is these bytes, with nothing said of their encoding."""
    info = ZipInfo("x" * len(raw))
    info.extra = extra
    return zipped([(info, b"1")]).replace(b"x" * len(raw), raw)


@pytest.mark.parametrize(
    ("raw", "name", "charset"),
    [
        ("Vérification signée.pdf".encode("cp850"), "Vérification signée.pdf", "cp850"),
        ("Vérification signée.pdf".encode("cp1252"), "Vérification signée.pdf", "cp1252"),
        ("Vérification signée.pdf".encode(), "Vérification signée.pdf", "utf-8 (?)"),
        ("Vérification".encode("mac_roman"), "Vérification", "mac_roman"),
        (b"VA.pdf", "VA.pdf", "utf-8"),
    ],
)
def test_names_are_read_as_a_person_reads_them(raw: bytes, name: str, charset: str) -> None:
    (member,) = archive.read(_named(raw)).members
    assert (member.name, member.charset) == (name, charset)


def test_the_name_in_utf8_beside_the_other_is_believed_if_it_is_of_it() -> None:
    raw = "Vérif.pdf".encode("cp437")
    told = "Vérif.pdf".encode()
    field = b"\x01" + zlib.crc32(raw).to_bytes(4, "little") + told
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    (member,) = archive.read(_named(raw, extra)).members
    assert (member.name, member.charset) == ("Vérif.pdf", "utf-8")
    wrong = extra.replace(zlib.crc32(raw).to_bytes(4, "little"), b"abcd")
    (other,) = archive.read(_named(raw, wrong)).members
    assert other.charset != "utf-8"


def test_a_name_cut_by_a_nul_is_shown_whole() -> None:
    (member,) = archive.read(_named(b"VA.pdf\x00.exe")).members
    assert member.name == "VA.pdf\x00.exe"


# --- Limits


def test_a_bomb_is_not_inflated() -> None:
    data = zipped({"VA.pdf": bytes(64 << 20)})
    assert len(data) < 100_000
    (member,) = archive.read(data).members
    assert (member.trouble, member.data) == ("limit", None)


def test_a_member_beyond_the_limit_is_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER", 100)
    troubles = {m.name: m.trouble for m in archive.read(zipped()).members}
    assert troubles == {"BDC-2025-0117.pdf": "limit", "VA.pdf": "", "vide.pdf": ""}


def test_all_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 25)
    found = archive.read(zipped({str(n): b"0123456789" for n in range(5)}))
    assert [m.trouble for m in found.members] == ["", "", "limit", "limit", "limit"]


def test_a_length_that_lies_gives_no_data() -> None:
    data = bytearray(zipped({"VA.pdf": b"0123456789" * 10}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.index(mark) + at, 5)
    (member,) = archive.read(bytes(data)).members
    assert (member.trouble, member.data) == ("damaged", None)


def test_too_many_members_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    assert archive.read(zipped({str(n): b"" for n in range(4)})).broken == "many"
    assert not archive.read(zipped({str(n): b"" for n in range(3)})).broken


def test_a_directory_that_lies_about_its_size_is_not_read() -> None:
    data = bytearray(zipped())
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    assert archive.read(bytes(data)).broken == "many"


# --- What stands around


def test_bytes_around_are_counted() -> None:
    data = zipped()
    assert (archive.read(b"#!/bin/sh\n" + data).before, archive.read(data + b"tail").after) == (
        10,
        4,
    )
    assert held(archive.read(b"#!/bin/sh\n" + data)) == FILES


def test_members_that_share_bytes_are_told() -> None:
    data = bytearray(zipped({"a": b"1" * 100, "b": b"2" * 100}, ZIP_STORED))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    struct.pack_into("<L", data, second + 42, 10)
    found = archive.read(bytes(data))
    assert found.overlapping or found.broken


# --- Writing

NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00/\\", exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(
    st.dictionaries(
        NAMES.map(lambda name: normalize("NFC", name)), st.binary(max_size=100), max_size=8
    )
)
def test_what_is_written_is_read_again(files: dict[str, bytes]) -> None:
    data = archive.write(files.items())
    found = archive.read(data)
    assert held(found) == files
    assert all(m.charset == "utf-8" and not m.trouble for m in found.members)
    assert archive.write(reversed(list(files.items()))) == data


def test_the_bytes_never_change() -> None:
    data = archive.write([("VA signée.pdf", b"1"), ("BDC.pdf", b"22")])
    assert sha256(data).hexdigest() == (
        "e3bc17531082b567dbbddc9bc75e2f5554d5cf708fb865bf08c093c2d44d3727"
    )
