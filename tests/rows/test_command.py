"""``asp-check render --csv``: what it writes, what it says, what it never overwrites."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from asp_check import cli, files
from asp_check.finding import UsageError

ONE = b'{"numeroBDC": "", "v": [""]}\n'
MANY = b'{"o": [{"n": "", "ht": 0.00}]}\n'
TABLE = "/numeroBDC;/v/*\n117;a\n118;b\n117;c\n"


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """The command line in a folder with two blanks and a table of each."""
    monkeypatch.delenv("ASP_CHECK_LANG", raising=False)
    monkeypatch.setenv("ASP_CHECK_TEMPLATES", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    Path("one.json").write_bytes(ONE)
    Path("many.json").write_bytes(MANY)
    Path("t.csv").write_text(TABLE, "utf-8")
    Path("m.csv").write_text("/o/*/n;/o/*/ht\n1;10.5\n2;3\n", "utf-8")

    def run_here(*args: str) -> Result:
        code = cli.main(("render", *args))
        captured = capfdbinary.readouterr()
        return Result(code, captured.out.decode(), captured.err.decode())

    return run_here


def written(folder: str = "d") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


TO = ("--out", "d", "--template", "one.json")


def test_a_file_for_each_order(run: Run) -> None:
    done = run("--csv", "t.csv", *TO)
    assert done == (
        0,
        f"d{os.sep}bdc-117.json  (lignes 2, 4)\nd{os.sep}bdc-118.json  (ligne 3)\n2 fichiers écrits, 2 commandes.\n",
        "t.csv : UTF-8, séparateur ;\nPour les contrôler : asp-check --template one.json d\n",
    )
    assert written() == {
        "bdc-117.json": b'{"numeroBDC": "117", "v": ["a", "c"]}\n',
        "bdc-118.json": b'{"numeroBDC": "118", "v": ["b"]}\n',
    }


def test_in_english(run: Run) -> None:
    done = run("--csv", "t.csv", *TO, "--lang", "en", "--name", "po-{number}.json")
    assert done.out.splitlines()[0] == f"d{os.sep}po-117.json  (rows 2, 4)"
    assert done.out.splitlines()[-1] == "2 files written, 2 orders."
    assert done.err.startswith("t.csv: UTF-8, separator ;\n")


def test_one_file_of_many_orders_and_one_each_on_demand(run: Run) -> None:
    to = ("--csv", "m.csv", "--template", "many.json")
    assert run(*to, "--out", "d").code == 0
    assert written() == {"m.json": b'{"o": [{"n": "1", "ht": 10.50}, {"n": "2", "ht": 3.00}]}\n'}
    done = run(*to, "--out", "e", "--name", "{number}.json")
    assert done.code == 2  # A bare blank says where the number is only by its key.
    Path("many.json").write_bytes(MANY.replace(b'"n"', b'"numeroBonCommande"'))
    Path("m.csv").write_text("/o/*/numeroBonCommande;/o/*/ht\n1;10.5\n2;3\n", "utf-8")
    assert run(*to, "--out", "e", "--name", "{number}.json").code == 0
    assert sorted(written("e")) == ["1.json", "2.json"]


def test_nothing_is_written_unless_every_order_renders(run: Run) -> None:
    Path("t.csv").write_text(TABLE + "119;\n120; x\n", "utf-8")
    done = run("--csv", "t.csv", *TO)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[1:] == [
        "asp-check: t.csv : ligne 5 : /v : 0 élément : il en faut au moins 1",
        "asp-check: t.csv : ligne 6, colonne B (/v/*) : « ␣x » : blanc au début de la cellule, qui irait dans le fichier : x",
        "2 fautes dans le tableau : rien n’a été écrit.",
    ]  # fmt: skip
    assert not Path("d").exists()


def test_another_file_is_never_overwritten_in_silence(run: Run) -> None:
    assert run("--csv", "t.csv", *TO).code == 0
    again = run("--csv", "t.csv", *TO)
    assert again.code == 0
    assert "0 fichier écrit, 2 commandes." in again.out
    assert "déjà à jour" in again.out
    Path("d/bdc-118.json").write_text("précieux", "utf-8")
    Path("d/bdc-117.json").unlink()
    refused = run("--csv", "t.csv", *TO)
    assert refused.code == 2
    assert "bdc-118.json existe déjà, avec un autre contenu ; rien n’a été écrit" in refused.err
    assert list(written()) == ["bdc-118.json"]
    assert run("--csv", "t.csv", *TO, "--overwrite").code == 0
    assert written()["bdc-118.json"] == b'{"numeroBDC": "118", "v": ["b"]}\n'


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ["a?.csv", "-.csv", "nul.csv", "x\x1b[2J.csv", "b\udce9.csv"])
def test_a_table_whose_name_would_not_do(run: Run, name: str) -> None:
    Path(name).write_bytes(Path("m.csv").read_bytes())
    done = run("--csv", f"./{name}", "--template", "many.json", "--out", "d")
    assert (done.code, list(written())) == (0, ["bdc.json"])
    assert "\x1b" not in done.err


def test_the_template_is_never_overwritten(run: Run) -> None:
    Path("many.csv").write_text("/o/*/n;/o/*/ht\n1;10.5\n", "utf-8")
    done = run("--csv", "many.csv", "--template", "many.json", "--out", ".", "--overwrite")
    assert (done.code, "ce fichier est lu" in done.err) == (2, True)
    assert Path("many.json").read_bytes() == MANY


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("target", ["elsewhere.json", "nowhere.json"])
def test_a_link_never_leads_out_of_the_folder(run: Run, target: str) -> None:
    Path("d").mkdir()
    Path("elsewhere.json").write_bytes(b"autre")
    Path("d/bdc-117.json").symlink_to(Path(target).absolute())
    done = run("--csv", "t.csv", *TO, "--overwrite")
    assert done.code == 2
    assert "lien symbolique" in done.err
    assert Path("elsewhere.json").read_bytes() == b"autre"
    assert not Path("nowhere.json").exists()


def test_a_folder_in_the_place_of_a_file(run: Run) -> None:
    Path("d/bdc-117.json").mkdir(parents=True)
    done = run("--csv", "t.csv", *TO, "--overwrite")
    assert (done.code, "c’est un dossier" in done.err) == (2, True)


def test_a_failure_tells_what_was_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = files.write, [1]

    def write(path: str, data: bytes) -> None:
        if not left.pop():
            raise UsageError(
                f"{path} : écriture impossible (plus de place)", f"{path}: no space left"
            )
        left.append(0)
        real(path, data)

    monkeypatch.setattr(files, "write", write)
    done = run("--csv", "t.csv", *TO)
    assert done.code == 2
    assert "(plus de place) ; 1 fichier sur 2 était déjà écrit : corrigez, et relancez" in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--csv", "t.csv", "--template", "one.json"), "--out DOSSIER"),
        (("--csv", "t.csv", "--out", "", "--template", "one.json"), "--out DOSSIER"),
        (("--csv", "t.csv", "--out", "d"), "indiquez le modèle"),
        (("--csv", "t.csv", *TO, "--output", "x.json"), "donnez un dossier avec --out"),
        (("--csv", "t.csv", "--out", "t.csv", "--template", "one.json"), "c’est un fichier"),
        (("--csv", "none.csv", *TO), "fichier introuvable"),
        (("--csv", ".", *TO), "c’est un dossier"),
        (("--xlsx", "t.csv", *TO), "donnez-le avec --csv"),
        (("--csv", "t.csv", *TO, "--sheet", "x"), "--sheet va avec un classeur"),
        (("--csv", "t.csv", *TO, "--name", "x.json"), "mettez {number} dans le nom"),
        (("--csv", "t.csv", *TO, "--name", "../{number}.json"), "caractère « / »"),
        (("--csv", "t.csv", *TO, "--decimal", ";"), "--decimal"),
        (("--csv", "m.csv", *TO), "en-tête inconnu de ce modèle"),
    ],
)  # fmt: skip
def test_what_cannot_be_used(run: Run, args: tuple[str, ...], words: str) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert not Path("d").exists()


def test_a_table_too_large(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from asp_check import rows

    monkeypatch.setattr(rows, "LARGEST", 10)
    done = run("--csv", "t.csv", *TO)
    assert (done.code, "bien trop pour un tableau" in done.err) == (2, True)


def test_the_faults_of_one_cause_are_told_once(run: Run) -> None:
    rows = "".join(f"{n};{n},5\n" for n in range(1, 21))
    Path("m.csv").write_text(f"/o/*/n;/o/*/ht\n{rows}", "utf-8")
    to = ("--csv", "m.csv", "--out", "d", "--template", "many.json")
    lines = run(*to).err.splitlines()[1:]
    assert "tout le tableau fait un seul fichier" in lines.pop(0)
    lines.insert(0, "")
    assert len(lines) == 6
    assert (
        lines[1]
        .replace("\xa0", " ")
        .endswith(
            "« 1,5 » : virgule décimale dans le nombre : 1.5 ; si le tableau écrit ainsi ses nombres : --decimal ,"
        )
    )
    assert lines[4].startswith("asp-check: m.csv : de même dans 17 cellules de plus : B5, B6, B7")
    assert lines[5] == "20 fautes dans le tableau : rien n’a été écrit."
    assert run(*to, "--decimal", ",").code == 0
    assert written()["m.json"].startswith(b'{"o": [{"n": "1", "ht": 1.50}, ')


def test_a_header_known_by_its_title_is_told(run: Run) -> None:
    Path("f").mkdir()
    blank = b'{"numeroBDC": "", "cp": ""}'
    Path("f/blank.json").write_bytes(blank)
    Path("f/manifest.toml").write_text(
        'format = "asp-check-template/1"\ndispositif = "X"\nrequest = "avance"\nstatus = "official"\n'
        f'[blank]\nsha256 = "{sha256(blank).hexdigest()}"\n[nodes]\n'
        '"/numeroBDC" = { concept = "order.number", title_fr = "Numéro" }\n'
        '"/cp" = { concept = "client.postal_code", title_fr = "Code postal" }\n',
        "utf-8",
    )
    Path("t.csv").write_text("order.number;CODE POSTAL\n1;20200\n", "utf-8")
    done = run("--csv", "t.csv", "--template", "f", "--out", "d")
    assert done.code == 0
    said = "t.csv : colonne B « CODE POSTAL » : lue comme client.postal_code, dont c’est le titre\n"
    assert said in done.err
    done = run("--csv", "t.csv", "--template", "f", "--out", "d", "--lang", "en")
    assert (
        "t.csv: column B “CODE POSTAL”: read as client.postal_code, whose title it is" in done.err
    )
    assert written() == {"bdc-1.json": b'{"numeroBDC": "1", "cp": "20200"}'}
