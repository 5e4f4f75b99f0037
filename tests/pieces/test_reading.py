"""Which form a file has is told by its bytes; each file is read once."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from asp_check.pieces import reading, words
from asp_check.pieces.reading import Reader, form_of, read
from tests.pieces.pdfs import page_of, text

PDF = page_of(text("bonjour"))
PIECE = b'{"format": "asp-check-piece/1", "role": "va", "values": {}}'


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (PDF, "pdf"),
        (b"\n\n junk \n" + PDF, "pdf"),
        (b"\xff\xd8\xff\xe0 photo", "image"),
        (b"\x89PNG\r\n\x1a\n picture", "image"),
        (b"II*\0 scan", "image"),
        (b"MM\0* scan", "image"),
        (b"PK\x03\x04 ... word/document.xml ...", "docx"),
        (b"PK\x03\x04 ... xl/workbook.xml ...", None),
        (PIECE, "data"),
        (b'format = "asp-check-piece/1"\n', "data"),
        (b'{"commandes": []}', None),
        (b"Bonjour", None),
        (b"\0" * 50, None),
    ],
)
def test_the_form_of_a_file(data: bytes, form: str | None) -> None:
    assert form_of(data) == form


def test_a_file_is_what_its_bytes_are_not_its_name() -> None:
    assert read(PDF, "photo.jpg").form == "pdf"


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b"Bonjour", "unknown-form"), (PDF[:-30], "damaged")]
)
def test_a_file_that_cannot_be_read(data: bytes, reason: str) -> None:
    paper = read(data, "a.pdf")
    assert (paper.path, paper.unreadable, paper.pages) == ("a.pdf", reason, ())
    assert paper.sha256 == hashlib.sha256(data).hexdigest()
    assert reason in words.UNREADABLE


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_SIZE", 100)
    assert read(PDF, "a.pdf").unreadable == "too-large"


def test_the_same_bytes_are_read_once() -> None:
    with Reader() as reader:
        one = reader.read(PDF, "a.pdf")
        two = reader.read(PDF, "b.pdf")
    assert (one.path, two.path) == ("a.pdf", "b.pdf")
    assert one.pages is two.pages


def test_what_is_remembered_is_bounded() -> None:
    with Reader() as reader:
        for number in range(200):
            reader.read(b"Bonjour %d" % number, "a.txt")
        assert len(reader._known) <= 64


def test_the_libraries_stay_in_the_other_process() -> None:
    program = (
        "import sys; from asp_check.pieces.reading import read\n"
        "assert read(sys.stdin.buffer.read(), 'a.pdf').pages\n"
        "print({'pypdf', 'pypdfium2', 'pypdfium2_raw', 'PIL', 'docx'} & set(sys.modules))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], input=PDF, capture_output=True, check=True
    )
    assert result.stdout.strip() == b"set()"
