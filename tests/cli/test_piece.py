"""``asp-check piece read``: what is read, the statement that is written, and the person who settles it."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont

from asp_check.pieces import statement
from tests.cli.conftest import Run

VA = (
    "Procès-verbal de vérification d’aptitude (VA)",
    "N° de bon de commande : BDC-2025-0042",
    "Date de la VA : 14/02/2025",
    "Nom du signataire : Durand",
)
TEMPLATE = ("--template", "ms2/solde", "--as-of", "2025-03-31")
DATA = "role;order;va.date;va.signatory\nva;B1;14/02/2025;Durand\n"


def word(lines: tuple[str, ...] = VA) -> bytes:
    """A DOCX with these lines."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def scan(lines: tuple[str, ...] = VA) -> bytes:
    """A picture of these lines at 200 dpi."""
    picture = Image.new("L", (1000, 700), 255)
    draw = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        draw.text((60, 60 + 60 * at), line, font=ImageFont.load_default(34), fill=0)
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(200, 200))
    return stream.getvalue()


@pytest.fixture
def va(folder: Path) -> Path:
    path = folder / "VA.docx"
    path.write_bytes(word())
    return path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> object:
    """What a person types, line by line; each prompt is written before."""

    def type_(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_


def entries(path: Path) -> dict[str, statement.Entry]:
    return {entry.concept: entry for entry in statement.load(path.read_bytes()).entries}


# --- On the screen


def test_what_is_read_is_shown_with_its_place(run: Run, va: Path) -> None:
    result = run("piece", "read", "VA.docx")
    assert (result.code, result.err) == (0, "")
    assert "VA.docx\u00a0: DOCX, 1 page\n" in result.out
    line = next(line for line in result.out.splitlines() if "BDC-2025-0042" in line)
    assert line.startswith("  Numéro du bon de commande ")
    assert "p. 1 [" in line
    assert "autres notions non trouvées" in result.out
    assert va.read_bytes()


def test_in_english(run: Run, va: Path) -> None:
    out = run("piece", "read", str(va), "--lang", "en").out
    assert "Number of the purchase order" in out
    assert "other concepts not found" in out


def test_json(run: Run, va: Path) -> None:
    found = json.loads(run("piece", "read", va.name, "--format", "json", *TEMPLATE).out)
    assert (found["format"], found["form"], found["unreadable"]) == (
        "asp-check-piece-reading/1",
        "docx",
        None,
    )
    (piece,) = found["pieces"]
    assert (piece["role"], piece["pages"]) == ("va", [1, 1])
    number = next(one for one in piece["readings"] if one["concept"] == "order.number")
    assert (number["state"], number["value"], number["page"]) == ("read", "BDC-2025-0042", 1)
    assert len(number["box"]) == 4
    assert {tuple(sorted(one)) for one in piece["readings"]} == {tuple(sorted(number))}


def test_structured_data(run: Run, folder: Path) -> None:
    folder.joinpath("va.csv").write_text(DATA, "cp1252")
    result = run("piece", "read", "va.csv")
    assert result.code == 0
    assert "14/02/2025" in result.out


def test_every_fault_of_structured_data(run: Run, folder: Path) -> None:
    folder.joinpath("va.csv").write_text("role;concept;value\nxx;va.date;1\nva;va.dat;1\n", "utf-8")
    result = run("piece", "read", "va.csv")
    assert result.code == 3
    assert [line.partition(" ")[0] for line in result.err.splitlines()] == ["asp-check:"] * 2
    assert "va.csv:2\u00a0: rôle" in result.err
    assert "va.csv:3\u00a0: notion" in result.err


def test_what_cannot_be_read(run: Run, folder: Path) -> None:
    folder.joinpath("x.pdf").write_bytes(b"%PDF-1.7 nothing")
    result = run("piece", "read", "x.pdf", "--format", "json")
    assert result.code == 3
    assert json.loads(result.out)["unreadable"]
    assert "x.pdf" in result.err


def test_a_piece_that_is_not_recognised(run: Run, folder: Path) -> None:
    folder.joinpath("x.docx").write_bytes(word(("Bonjour",)))
    result = run("piece", "read", "x.docx")
    assert result.code == 3
    assert "--role" in result.out
    refused = run("piece", "read", "x.docx", *TEMPLATE, "-o", "x.toml")
    assert (refused.code, folder.joinpath("x.toml").exists()) == (2, False)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("none.pdf",), "introuvable"),
        (("VA.docx", "-o", "x.toml"), "--template"),
        (("VA.docx", "--template", "none/solde"), "inconnu"),
        (("VA.docx", "--template", "blank.json"), "pieces.toml"),
        (("VA.docx", "--role", "x"), "--role"),
        ((), "FICHIER"),
    ],
)
def test_wrong_use(run: Run, va: Path, args: tuple[str, ...], said: str) -> None:
    result = run("piece", "read", *args)
    assert result.code == 2
    assert said in result.err
    assert va.exists()


def test_help(run: Run) -> None:
    for lang, said in (("fr", "relevé"), ("en", "statement")):
        out = run("piece", "read", "--help", "--lang", lang).out
        assert said in out
        assert "--interactive" in out
    assert "read" in run("piece", "--help").out


# --- The statement


def test_a_statement_is_written_and_kept(run: Run, va: Path, folder: Path) -> None:
    args = ("piece", "read", va.name, *TEMPLATE, "-o", "VA.releve.toml")
    first = run(*args)
    assert first.code == 0
    assert "confirmées 0" in first.out
    path = folder / "VA.releve.toml"
    assert entries(path)["order.number"].value == "BDC-2025-0042"
    text = path.read_text("utf-8")
    assert run(*args).code == 0
    assert path.read_text("utf-8") == text
    at = text.index("confirmed_by", text.index('concept = "va.date"'))
    settled = 'confirmed_by = "Zoé"\ndate = "2025-03-31"\nnote = "vu"'
    path.write_text(
        text[:at] + settled + text[text.index("\n", text.index("date =", at)) :], "utf-8"
    )
    assert "confirmées 1" in run(*args).out
    assert (entries(path)["va.date"].confirmed_by, entries(path)["va.date"].note) == ("Zoé", "vu")


def test_a_void_or_faulty_statement_is_not_written_over(run: Run, va: Path, folder: Path) -> None:
    args = ("piece", "read", va.name, *TEMPLATE, "-o", "VA.releve.toml")
    run(*args)
    path = folder / "VA.releve.toml"
    before = path.read_bytes()
    va.write_bytes(word((*VA, "une ligne de plus")))
    result = run(*args)
    assert (result.code, path.read_bytes()) == (2, before)
    assert "périmé" in result.err
    path.write_bytes(before.replace(b"state =", b"stat =", 1))
    result = run(*args)
    assert result.code == 2
    assert "VA.releve.toml:" in result.err
    other = run("piece", "read", va.name, *TEMPLATE, "-o", va.name)
    assert other.code == 2
    assert va.read_bytes()[:2] == b"PK"


def test_structured_data_need_no_statement(run: Run, folder: Path) -> None:
    folder.joinpath("va.csv").write_text(DATA, "utf-8")
    result = run("piece", "read", "va.csv", *TEMPLATE, "-o", "x.toml")
    assert result.code == 2
    assert not folder.joinpath("x.toml").exists()


def test_a_crafted_paper_breaks_out_of_nothing(run: Run, folder: Path) -> None:
    number = 'N° de bon de commande : "]\u202e[[piece]]\u200b\x9b31m'
    folder.joinpath("VA\x1b[2J.docx").write_bytes(word((VA[0], number, *VA[2:])))
    result = run("piece", "read", "VA\x1b[2J.docx", *TEMPLATE, "-o", "VA.releve.toml")
    assert result.code == 0
    shown = run("piece", "read", "VA\x1b[2J.docx", *TEMPLATE)
    data = run("piece", "read", "VA\x1b[2J.docx", *TEMPLATE, "--format", "json")
    text = folder.joinpath("VA.releve.toml").read_text("utf-8")
    for one in (result.out, shown.out, data.out, text):
        assert not any(c in one for c in "\x1b\x9b\u202e\u200b")
    assert json.loads(data.out)["file"] == "VA⟨ESC⟩[2J.docx"
    assert len(statement.load(text.encode()).pieces) == 1


# --- On the terminal


def test_a_person_settles_on_the_terminal(run: Run, va: Path, folder: Path, typed: object) -> None:
    typed("Zoé", "", "15/02/2025", "=a", "a", "i", "s", "q")  # type: ignore[operator]
    result = run("piece", "read", va.name, *TEMPLATE, "--interactive")
    assert result.code == 0
    path = folder / "VA.releve.toml"
    settled = [entry for entry in statement.load(path.read_bytes()).entries if entry.is_settled]
    assert {entry.confirmed_by for entry in settled} == {"Zoé"}
    assert [entry.outcome for entry in settled].count("absent") == 1
    assert [entry.outcome for entry in settled].count("illegible") == 1
    assert "a" in {entry.value for entry in settled}
    assert len(settled) >= 4
    typed("")  # type: ignore[operator]
    again = run("piece", "read", va.name, "--interactive", "--by", "Léa", *TEMPLATE)
    assert f"[1/{len(entries(path)) - len(settled)}]" in again.out
    assert {entry.confirmed_by for entry in entries(path).values()} <= {"Zoé", "Léa", ""}


def test_only_an_answer_is_taken_for_a_choice(
    run: Run, va: Path, folder: Path, typed: object
) -> None:
    name = ("piece", "read", va.name, *TEMPLATE, "--interactive", "--by", "Zoé")
    count = len(statement.load(_made(run, folder, name)).entries)
    typed(*["s"] * (count - 1), "peut-être", "o")  # type: ignore[operator]
    out = run(*name).out
    assert "ce n’est pas l’une des réponses" in out
    assert entries(folder / "VA.releve.toml")["signed"].value == "oui"


def _made(run: Run, folder: Path, args: tuple[str, ...]) -> bytes:
    run(*args[:-3], "-o", "VA.releve.toml")
    return folder.joinpath("VA.releve.toml").read_bytes()


def test_nobody_confirms_without_a_name(run: Run, va: Path, folder: Path, typed: object) -> None:
    typed("")  # type: ignore[operator]
    result = run("piece", "read", va.name, *TEMPLATE, "--interactive")
    assert result.code == 2
    assert "--by" in result.err
    assert not any(entry.is_settled for entry in entries(folder / "VA.releve.toml").values())


# --- Scans


def test_a_scan_without_words_is_settled_by_its_page(run: Run, folder: Path) -> None:
    folder.joinpath("VA.png").write_bytes(scan())
    assert "--ocr" in run("piece", "read", "VA.png").out
    result = run("piece", "read", "VA.png", *TEMPLATE, "--role", "va", "-o", "VA.releve.toml")
    assert result.code == 0
    found = entries(folder / "VA.releve.toml")
    assert {entry.image for entry in found.values()} == {"VA.releve/page-1.png"}
    with Image.open(folder / "VA.releve" / "page-1.png") as picture:
        assert picture.size[0] > 500
    # The statement says the role from now on.
    assert run("piece", "read", "VA.png", *TEMPLATE, "-o", "VA.releve.toml").code == 0


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not there")
def test_a_scan_is_read_and_each_place_shown(run: Run, folder: Path) -> None:
    folder.joinpath("VA.png").write_bytes(scan())
    args = ("piece", "read", "VA.png", *TEMPLATE, "--role", "va", "--ocr", "-o", "VA.releve.toml")
    assert run(*args).code == 0
    number = entries(folder / "VA.releve.toml")["order.number"]
    assert (number.read, number.state, number.doubt, number.page) == (
        "BDC-2025-0042",
        "unclear",
        "ocr",
        1,
    )
    with Image.open(folder / number.image) as picture:
        assert 100 < picture.size[0] < 1000
        assert picture.size[1] < 200


def test_without_tesseract_it_is_said(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.joinpath("VA.png").write_bytes(scan())
    monkeypatch.setenv("PATH", "")
    result = run("piece", "read", "VA.png", "--ocr")
    assert result.code == 2
    assert "tesseract" in result.err
