"""``asp-check render`` and ``template model``, as a user meets them."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from asp_check import cli
from tests.cli.conftest import OK, Process, Run, template_folder
from tests.cli.test_imports import imported

VALUES = '{"lignes": [{"finess": "2B0000020"}], "montantHT": 12.5, "nom": "\\u00c9diteur"}'


@pytest.fixture
def values(folder: Path) -> Path:
    path = folder / "values.json"
    path.write_text(VALUES, "utf-8")
    return path


def test_bytes_go_to_standard_output_as_they_are(values: Path, process: Process) -> None:
    done = process("render", values.name, "--template", "blank.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, OK.encode(), b"")


def test_values_come_from_standard_input(process: Process) -> None:
    done = process("render", "-", "--template", "blank.json", stdin=VALUES.encode())
    assert (done.returncode, done.stdout) == (0, OK.encode())
    by_name = b'{"/nom": "\xc3\x89diteur", "/montantHT": 12.50, "/lignes/0/finess": "2B0000020"}'
    assert process("render", "-", "--template", "blank.json", stdin=by_name).stdout == OK.encode()


def test_a_file_is_written_and_what_to_do_next_is_said(
    values: Path, folder: Path, run: Run
) -> None:
    args = ("render", values.name, "--template", "blank.json", "-o", "out file.json")
    done = run(*args)
    assert done.code == 0
    assert done.out == ""
    assert folder.joinpath("out file.json").read_bytes() == OK.encode()
    first, last = done.err.splitlines()
    assert first.startswith(f"Écrit : out file.json, {len(OK.encode())} octets, SHA-256 ")
    assert last == "Pour le contrôler : asp-check 'out file.json' --template blank.json"
    assert run(*args).err.startswith("Déjà à jour : out file.json")
    assert run("check", "out file.json", "--template", "blank.json").code == 0
    assert run(*args, "--lang", "en").err.splitlines()[-1].startswith("To check it: asp-check ")


def test_a_reference_model_is_told_to_be_one(values: Path, folder: Path, run: Run) -> None:
    template_folder(folder / "t", "reference")
    done = run(
        "render", values.name, "--templates", "t", "--template", "test/avance", "-o", "o.json"
    )
    assert done.code == 0
    assert "test/avance@initial est un modèle de RÉFÉRENCE, non officiel" in done.err
    assert done.err.endswith(": asp-check o.json --template test/avance --templates t\n")


def test_nothing_is_overwritten_unasked(values: Path, folder: Path, run: Run) -> None:
    args = ("render", values.name, "--template", "blank.json", "-o")
    other = folder / "other.json"
    other.write_bytes(b"mine")
    done = run(*args, other.name)
    assert (done.code, other.read_bytes()) == (2, b"mine")
    assert (
        "other.json existe déjà, avec un autre contenu ; donnez un autre nom, ou --overwrite"
        in done.err
    )
    assert run(*args, other.name, "--overwrite").code == 0
    assert other.read_bytes() == OK.encode()
    for read in (values.name, "blank.json"):
        before = folder.joinpath(read).read_bytes()
        done = run(*args, read, "--overwrite")
        assert (done.code, folder.joinpath(read).read_bytes()) == (2, before)
        assert "ce fichier est lu pour écrire le résultat" in done.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights bind nobody here")
def test_a_folder_that_may_not_be_written(values: Path, folder: Path, run: Run) -> None:
    closed = folder / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = run("render", values.name, "--template", "blank.json", "-o", "closed/o.json")
    assert done.code == 2
    assert "droits insuffisants" in done.err


def test_values_that_do_not_fit_are_all_told(folder: Path, run: Run) -> None:
    folder.joinpath("v.json").write_text('{"nom": 1, "montantHT": "\\u001b[2J", "fax": 0}', "utf-8")
    done = run("render", "v.json", "--template", "blank.json", "-o", "o.json")
    assert (done.code, done.out) == (1, "")
    assert not folder.joinpath("o.json").exists()
    assert done.err.splitlines() == [
        "asp-check: 4 valeurs ne conviennent pas à blank.json :",
        "  /fax : le modèle n’a pas cette clé",
        "  /nom : nombre trouvé ; attendu : texte ; donnez un texte, tel qu’il doit s’écrire (zéros de tête compris)",
        "  /montantHT : texte trouvé ; attendu : nombre à 2 décimales ; donnez un nombre, sans guillemets",
        "  /lignes : manque (tableau)",
        "Rien n’a été écrit.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'{"nom": "a",\n "nom": "b"}', "values.json:2:2: La clé « nom » figure déjà"),
        (b'{"nom": "a",}', "values.json:1:12: "),
        (b"", "values.json:1:1: Le fichier est vide"),
        (b"\xff\xfe{\x00}\x00", "UTF-16"),
        (b"[" * 5000, "values.json:1:"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_values_that_are_no_json(folder: Path, run: Run, text: bytes, said: str) -> None:
    folder.joinpath("values.json").write_bytes(text)
    done = run("render", "values.json", "--template", "blank.json")
    assert (done.code, done.out) == (2, "")
    assert said in done.err.replace("\u00a0", " ")
    assert all(line.startswith("asp-check: ") for line in done.err.splitlines())


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "indiquez les valeurs"),
        (("values.json",), "indiquez le modèle à remplir : --template ID"),
        (("values.json", "--template", "nobody/knows"), "inconnu"),
        (("none.json", "--template", "blank.json"), "none.json : fichier introuvable"),
        ((".", "--template", "blank.json"), "c’est un dossier"),
        (("values.json", "--template", "blank.json", "-o", "no/o.json"), "écriture impossible"),
        (("values.json", "--template", "blank.json", "-o", "."), "écriture impossible"),
        (("values.json", "--template", "blank.json", "-o", ""), "le nom du fichier est vide"),
        (("values.json", "--csv", "a.csv"), "donnez l’un ou l’autre"),
        (("--csv", "a.csv", "--xlsx", "a.xlsx"), "donnez un seul tableau"),
        (("values.json", "--sheet", "x"), "--sheet ne vaut que pour un tableau"),
        (("values.json", "--decimal", ","), "--decimal ne vaut que pour un tableau"),
    ],
)
def test_wrong_use(values: Path, run: Run, args: tuple[str, ...], said: str) -> None:
    assert values.exists()
    done = run("render", *args)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_fault_of_ours_is_none_of_the_values(
    values: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asp_check.rendering.write", lambda *_: (b"{}", (), 0))
    done = run("render", values.name, "--template", "blank.json", "-o", "o.json")
    assert done.code == 3
    assert "défaut d’asp-check" in done.err
    assert not values.with_name("o.json").exists()


def test_the_template_of_the_configuration_is_taken(values: Path, folder: Path, run: Run) -> None:
    folder.joinpath("asp-check.toml").write_text('template = "blank.json"\n', "utf-8")
    assert run("render", values.name).out == OK


def test_it_starts_light(values: Path, folder: Path) -> None:
    modules = imported(folder, "render", values.name, "--template", "blank.json")
    tops = {module.partition(".")[0] for module in modules}
    assert tops - set(sys.stdlib_module_names) == {"asp_check", "click"}
    assert not {
        "asp_check.api",
        "asp_check.causes.wording",
        "asp_check.rows",
        "asp_check.rendering.module",
    } & set(modules)


def test_the_module_of_models_is_written(folder: Path, run: Run) -> None:
    assert "class Demande(_Objet):" in run("template", "model", "blank.json").out
    assert run("template", "model", "blank.json", "-o", "models.py").code == 0
    source = folder.joinpath("models.py").read_text("utf-8")
    assert "# Écrit par : asp-check template model blank" in source
    compile(source, "models.py", "exec")
    assert run("template", "model", "blank.json", "-o", "blank.json").code == 2
    assert cli.main(("template", "model", "nobody/knows")) == 2


@pytest.mark.parametrize("what", ["model", "table"])
def test_what_is_made_of_a_template_replaces_nothing_unasked(
    folder: Path, run: Run, what: str
) -> None:
    args = ("template", what, "blank.json", "-o", "bdc.json")
    precious = folder / "bdc.json"
    precious.write_text("précieux", "utf-8")
    done = run(*args)
    assert (done.code, precious.read_text("utf-8")) == (2, "précieux")
    assert "bdc.json existe déjà, avec un autre contenu ; donnez un autre nom, ou --overwrite" in done.err  # fmt: skip
    done = run(*args, "--overwrite")
    size = precious.stat().st_size
    assert (done.code, done.out, done.err) == (0, "", f"Écrit : bdc.json, {size} octets\n")
    assert run(*args, "--lang", "en").err == f"Up to date already: bdc.json, {size} bytes\n"
    before = folder.joinpath("blank.json").read_bytes()
    assert run(*args[:-1], "blank.json", "--overwrite").code == 2
    assert folder.joinpath("blank.json").read_bytes() == before


def test_an_empty_table_is_written(folder: Path, run: Run) -> None:
    assert (
        run("template", "table", "blank.json").out == "\ufeff/nom;/montantHT;/lignes/*/finess\r\n"
    )
    folder.joinpath("fixed.json").write_text('{"a": "x"}', "utf-8")
    done = run("template", "table", "fixed.json", "--lang", "en")
    assert (done.code, "no field to fill in" in done.err) == (2, True)


def test_a_header_by_its_title_is_said_and_an_unknown_one_tells_of_the_columns(
    folder: Path, run: Run
) -> None:
    to = ("--template", "hop-dpi-va2/avance", "--out", "d")
    table = folder / "t.csv"
    table.write_text("Numéro de commande;order.practitioner_count\n1;2\n", "utf-8")
    done = run("render", "--csv", "t.csv", *to)
    assert done.code == 2
    assert "(Numéro de commande) : en-tête inconnu de ce modèle ; vouliez-vous dire order.number ?" in done.err  # fmt: skip
    assert "ce modèle n’associe cette notion à aucun champ\n" in done.err
    assert done.err.endswith(
        "Les colonnes de ce modèle : asp-check template table hop-dpi-va2/avance\n"
    )


def test_signs_among_the_possible_values_are_quoted(run: Run) -> None:
    said = "asp-check: --decimal : valeurs possibles : « . », « , » ; voir "
    assert run("render", "--decimal", ";").err.replace("\xa0", " ").startswith(said)
    done = run("render", "--decimal", ";", "--lang", "en")
    assert done.err.startswith("asp-check: --decimal: possible values: “.”, “,”; see ")
