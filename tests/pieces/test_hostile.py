"""Files that are no honest pieces, each in the dossier of a good request: said, and nothing else suffers."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import time
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfWriter

from asp_check import cli
from tests.pieces.pdfs import Sketch, page_of, text, written

DOSSIERS = Path(__file__).parent.parent.parent / "samples" / "dossiers"
GOOD = DOSSIERS / "hop-dpi-va2" / "solde" / "ok" / "one-order"
OTHER = DOSSIERS / "mdv-lgc-va2" / "solde" / "ok" / "complete"
VA = next(GOOD.glob("VA*.pdf")).read_bytes()

EVIL = "VA \x1b[31m\u202e<script>alert(1)<\n\"'&.pdf"
SECRET = "mot-qui-ne-doit-pas-sortir"  # noqa: S105 - a word to look for


def locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(VA))
    writer.encrypt("secret", "other", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def around(drawn: bytes) -> bytes:
    """A drawing that holds itself, many times over."""
    sketch = Sketch()
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /XObject << /R {} 0 R >> >> >>"
    sketch.add(form.format(2), drawn)
    sketch.add(form.format(1), drawn)
    return sketch.finish([text("a") + "/R Do"], images={"R": 1})


def tree(kids: str) -> bytes:
    sketch = Sketch()
    sketch.add(f"<< /Type /Pages /Kids [{kids}] /Count 1000000000 >>")
    return written(sketch.objects, sketch.add("<< /Type /Catalog /Pages 1 0 R >>"))


def png(side: int) -> bytes:
    """A picture of so many pixels a side, of which there are none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def docx(document: str) -> bytes:
    file = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r" Type="{kind}" Target="word/document.xml"/></Relationships>',
        )
        package.writestr("word/document.xml", document)
    return file.getvalue()


EXTERNAL = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/{SECRET}">]><document>&x;</document>'

PIECES: dict[str, tuple[str, bytes, str]] = {
    **{
        f"cut-{tenth}": ("VA.pdf", VA[: len(VA) * tenth // 10], "damaged") for tenth in range(1, 10)
    },
    "empty": ("VA.pdf", b"", "empty"),
    "locked": ("VA.pdf", locked(), "encrypted"),
    "no-pages": ("VA.pdf", tree("1 0 R 1 0 R"), "no-pages"),
    "around": ("VA.pdf", around(b"/R Do"), ""),
    "huge-page": ("VA.pdf", page_of(text("a"), box="0 0 14400000 14400000"), ""),
    "crowded": ("VA.pdf", page_of(text("a" * 50_000)), ""),
    "not-a-pdf": ("VA.pdf", b"hello \x1b[31m" + SECRET.encode(), "unknown-form"),
    "image-bomb": ("VA.png", png(30_000), "too-large"),
    "entities": ("VA.docx", docx(EXTERNAL), "damaged"),
    "docx-bomb": ("VA.docx", docx("<a>" + " " * 60_000_000 + "</a>"), "too-large"),
    "evil-name": (EVIL, VA[:2000], "damaged"),
    "runs": (
        "VA.pdf",
        page_of(text("a"), catalog=f"/OpenAction << /S /JavaScript /JS ({SECRET}) >>"),
        "",
    ),
}
"""By name: what the file is called, what is in it, and why it cannot be read, where that is so."""


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    for name in ("asp-check.toml", "dispositifs.toml"):
        shutil.copy(DOSSIERS / name, root)
    shutil.copytree(OTHER, root / "mdv-lgc-va2" / "solde" / "good")
    for name, (file, data, _) in PIECES.items():
        folder = root / "hop-dpi-va2" / "solde" / name
        shutil.copytree(GOOD, folder)
        next(folder.glob("VA*.pdf")).unlink()
        (folder / file).write_bytes(data)
    return root


def state(root: Path) -> dict[Path, tuple[str, int]]:
    """Every file, its sum and its date."""
    return {
        path: (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


class Judged(NamedTuple):
    """What one run over all of them gave."""

    code: int
    seconds: float
    unchanged: bool
    dossiers: dict[str, Any]


@pytest.fixture(scope="module")
def judged(dossiers: Path, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    output = tmp_path_factory.mktemp("report") / "report.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(dossiers)
        before, began = state(dossiers), time.process_time()
        asked = ["dossier", "--as-of", "2025-12-01", "--format", "json", "--output", str(output)]
        code = cli.main([*asked, "."])
        seconds = time.process_time() - began
    report = json.loads(output.read_bytes())
    return Judged(
        code,
        seconds,
        state(dossiers) == before,
        {Path(one["name"]).parent.name: one for one in report["dossiers"]},
    )


@pytest.mark.parametrize("name", PIECES)
def test_what_cannot_be_read_leaves_its_dossier_open(judged: Judged, name: str) -> None:
    one = judged.dossiers[name]
    assert one["verdict"] == "inconclusive"
    assert [f["rule"] for f in one["findings"] if f["severity"] == "blocking"] == []
    file, _, reason = PIECES[name]
    (piece,) = (ref for ref in one["files"] if Path(ref["path"]).name == file)
    assert piece["taken"] == ("unreadable" if reason else "unrecognised")
    assert not reason or piece["note"] == reason
    states = {
        cell["state"] for row in one["matrix"] for cell in row["cells"] if cell["role"] == "va"
    }
    assert not states & {"equal", "normalised", "confirmed", "different", "absent"}


def test_the_other_dossier_is_judged_all_the_same(judged: Judged) -> None:
    assert judged.dossiers["good"]["verdict"] == "conform"


def test_the_files_are_as_they_were_and_it_ends_soon(judged: Judged) -> None:
    assert judged.code != 2
    assert judged.unchanged
    assert judged.seconds < 60


@pytest.mark.parametrize("form", ["text", "html"])
def test_nothing_of_them_runs_or_leaks(
    dossiers: Path, form: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dossiers)
    names = [f"hop-dpi-va2/solde/{name}" for name in ("evil-name", "not-a-pdf", "entities", "runs")]
    cli.main(["dossier", "--as-of", "2025-12-01", "--format", form, *names])
    shown = capfd.readouterr()
    assert shown.err == ""
    assert not any(
        one in shown.out
        for one in ("\x1b", "\u202e", SECRET, "<script>alert")[: 3 + (form == "html")]
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such pipes")
def test_a_pipe_is_refused_and_not_waited_for(
    dossiers: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "va.pdf"
    os.mkfifo(pipe)
    request = dossiers / "hop-dpi-va2" / "solde" / "empty" / "bdc.json"
    assert cli.main(["dossier", str(request), str(pipe)]) == 2
    assert "tube" in capfd.readouterr().err
