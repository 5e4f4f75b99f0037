"""``template import``: what it writes, what it says, and everything that it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import asp_check
from asp_check import catalog, importing
from asp_check.importing import folder as folders
from asp_check.importing import names
from asp_check.importing.draft import Draft
from tests.cli.conftest import Result, Run

BLANK = b'{\n  "typeDemande": "AVANCE",\n  "finess": "",\n  "montantHT": 0.00,\n  "lignes": [\n    {\n      "nom": ""\n    }\n  ]\n}\n'
EXAMPLE = b'{\n  "typeDemande": "AVANCE",\n  "finess": "750712184",\n  "montantHT": 12.50,\n  "lignes": [\n    {\n      "nom": "a"\n    },\n    {\n      "nom": "b"\n    }\n  ]\n}\n'
IRREGULAR = b'{\n  // le nom\n  "nom": "",\n  "age": 0,\n}\n'
NAMED = ("--dispositif", "HOP-DPI-Va2", "--request", "avance")
LABEL = Path("hop-dpi-va2/avance/2024-09-12T1400")


@pytest.fixture
def files(folder: Path) -> Path:
    """The current folder, with a blank and its example."""
    for name, data in (("vierge", BLANK), ("exemple", EXAMPLE), ("tordu", IRREGULAR)):
        folder.joinpath(f"{name}.json").write_bytes(data)
    return folder


@pytest.fixture
def imports(files: Path, run: Run) -> Run:  # noqa: ARG001 - runs there
    """``template import`` with a name, into the folder ``t``."""

    def run_import(*args: str, named: tuple[str, ...] = NAMED) -> Result:
        return run("template", "import", *args, *named, "--into", "t")

    return run_import


def listed(folder: Path) -> list[str]:
    """The names of what a folder holds."""
    return sorted(path.name for path in folder.iterdir())


# --- What is written


def test_an_import_writes_a_folder_that_the_catalog_loads(files: Path, run: Run) -> None:
    result = run(
        "template", "import", "vierge.json", "--example", "exemple.json", *NAMED,
        "--valid-from", "2024-09-12T14:00", "--source", "https://asp.example/modeles",
    )  # fmt: skip
    assert (result.code, result.err) == (0, "")
    home = files / "none" / LABEL
    assert home.joinpath("blank.json").read_bytes() == BLANK
    assert home.joinpath("example.json").read_bytes() == EXAMPLE
    assert json.loads(home.joinpath("schema.json").read_bytes())["$schema"]
    assert b"* -text\n" in files.joinpath("none", ".gitattributes").read_bytes()
    assert listed(home) == [
        "blank.json",
        "example.json",
        "manifest.toml",
        "pieces.toml",
        "schema.json",
    ]
    template = catalog.load("hop-dpi-va2/avance")
    manifest = template.manifest
    assert manifest is not None
    assert (template.status, manifest.version) == ("official", "2024-09-12T1400")
    assert (manifest.valid_from, manifest.source) == (
        "2024-09-12T14:00",
        "https://asp.example/modeles",
    )
    assert manifest.nodes["/montantHT"].decimals == 2
    assert asp_check.check(EXAMPLE, template=template).conforms


def test_the_summary_says_what_was_inferred_from_what_and_what_is_next(imports: Run) -> None:
    out = imports(
        "vierge.json", "--example", "exemple.json", "--valid-from", "2024-09-12T14:00"
    ).out
    assert "Modèle importé : hop-dpi-va2/avance@2024-09-12t1400" in out
    assert (
        "/montantHT  decimals = 2 : 2 décimales partout dans l’exemple : 1 valeur (exemple.json:4:16)"
        in out
    )
    assert (
        "/finess  kind = finess : d’après le nom de la clé et 1 valeur de l’exemple (exemple.json:3:13)"
        in out
    )
    assert "/finess  client.finess (Numéro FINESS de l’établissement bénéficiaire)" in out
    assert '/typeDemande : présumé fixe : même valeur "AVANCE"' in out
    assert "exemple.json : conforme" in out
    assert "asp-check --template hop-dpi-va2/avance@2024-09-12t1400 --templates t bdc.json" in out


def test_the_summary_in_english(imports: Run) -> None:
    out = imports("vierge.json", "--example", "exemple.json", "--lang", "en").out
    assert "Model imported: hop-dpi-va2/avance@initial" in out
    assert (
        "/montantHT  decimals = 2: 2 decimals everywhere in the example: 1 value (exemple.json:4:16)"
        in out
    )
    assert "exemple.json: conform" in out


def test_the_next_command_works(imports: Run, run: Run) -> None:
    out = imports("vierge.json", "--example", "exemple.json").out
    command = out.rstrip().split("\n")[-1].split()
    assert command[0] == "asp-check"
    assert run(*command[1:-1], "exemple.json").code == 0
    assert run("template", "check", "t").code == 0
    assert run("template", "show", "hop-dpi-va2/avance", "--templates", "t").code == 0


def test_the_manifest_reads_well(imports: Run, files: Path) -> None:
    imports("vierge.json", "--example", "exemple.json", "--valid-from", "2024-09-12")
    text = files.joinpath("t/hop-dpi-va2/avance/2024-09-12/manifest.toml").read_text("utf-8")
    lines = text.split("\n")
    assert lines[0].startswith("# Manifeste d’un modèle officiel")
    assert "valid_from = 2024-09-12T00:00:00" in lines
    nodes = [line for line in lines if line.startswith('"/')]
    assert [tomllib.loads(line) for line in nodes]
    assert [line.split('"')[1] for line in nodes] == [
        "/typeDemande",
        "/finess",
        "/montantHT",
        "/lignes/*/nom",
    ]
    at = lines.index(nodes[2])
    assert lines[at - 1] == (
        "# decimals : 2 décimales partout dans l’exemple : 1 valeur (4:16) ; kind : d’après le nom de"
        " la clé et 1 valeur de l’exemple (4:16)"
    )
    assert 'inferred = ["decimals", "concept", "kind"]' in nodes[2]


def test_a_file_is_recognised_by_the_index_that_was_written(
    imports: Run, run: Run, files: Path
) -> None:
    imports("vierge.json", "--example", "exemple.json")
    assert "hop-dpi-va2/avance" in files.joinpath("t/index.json").read_text("utf-8")
    assert run("exemple.json", "--templates", "t").code == 0


def test_without_an_example_it_says_what_it_could_not_infer(imports: Run, files: Path) -> None:
    result = imports("vierge.json")
    assert result.code == 0
    assert "Sans exemple, rien n’est déduit des valeurs" in result.out
    assert not files.joinpath("t/hop-dpi-va2/avance/initial/example.json").exists()
    nodes = catalog.load("hop-dpi-va2/avance", folders=["t"]).manifest.nodes
    assert nodes["/finess"].concept == "client.finess"
    assert nodes["/montantHT"].decimals is None


def test_slots_that_the_example_does_not_fill_are_named(imports: Run, files: Path) -> None:
    absent = {f"champ {i}": "" for i in range(25)}
    files.joinpath("b.json").write_text(json.dumps({"a": "", "o": absent}), "utf-8")
    files.joinpath("e.json").write_text(json.dumps({"a": "x", "o": None}), "utf-8")
    out = imports("b.json", "--example", "e.json").out
    head, _, names_listed = out.partition("Champs dont l’exemple ne montre aucune valeur : 25\n")
    assert "/o  nullable = true : l’exemple y écrit null (e.json:1:17)" in head
    lines = names_listed.split("\n")
    assert lines[0] == "  /o/champ 0"
    assert lines[20] == "  …"


def test_templates_names_the_folder_as_into_does(files: Path, run: Run) -> None:
    assert run("template", "import", "vierge.json", *NAMED, "--templates", "u").code == 0
    assert files.joinpath("u/hop-dpi-va2/avance/initial/manifest.toml").exists()


# --- Git


@pytest.mark.parametrize("own", ["*.png binary\n", None])
def test_the_rules_that_a_folder_has_for_git_are_left_alone(
    imports: Run, files: Path, own: str | None
) -> None:
    root = files / "t"
    root.mkdir()
    if own is None:
        root.joinpath(".git").mkdir()
    else:
        root.joinpath(".gitattributes").write_text(own, "utf-8")
    assert imports("vierge.json").code == 0
    inside = root / "hop-dpi-va2/avance/initial/.gitattributes"
    assert b"* -text\n" in inside.read_bytes()
    if own is None:
        assert not root.joinpath(".gitattributes").exists()
    else:
        assert root.joinpath(".gitattributes").read_text("utf-8") == own


def test_rules_for_git_that_are_there_already_suffice(imports: Run, files: Path) -> None:
    files.joinpath("t").mkdir()
    files.joinpath("t/.gitattributes").write_text("# ours\n* -text\n", "utf-8")
    assert imports("vierge.json").code == 0
    assert files.joinpath("t/.gitattributes").read_text("utf-8") == "# ours\n* -text\n"
    assert not files.joinpath("t/hop-dpi-va2/avance/initial/.gitattributes").exists()


# --- Never over what is there


def test_nothing_is_overwritten_without_force(imports: Run, files: Path) -> None:
    imports("vierge.json", "--example", "exemple.json")
    manifest = files / "t/hop-dpi-va2/avance/initial/manifest.toml"
    manifest.write_text(manifest.read_text("utf-8") + "# mine\n", "utf-8")
    result = imports("vierge.json")
    assert result.code == 2
    assert "déjà importé ; ajoutez --force" in result.err
    assert manifest.read_text("utf-8").endswith("# mine\n")


def test_force_replaces_what_is_ours_and_keeps_the_rest(imports: Run, files: Path) -> None:
    imports("vierge.json", "--example", "exemple.json")
    home = files / "t/hop-dpi-va2/avance/initial"
    home.joinpath("pieces.toml").write_text("x = 1\n", "utf-8")
    home.joinpath("notes").mkdir()
    home.joinpath("notes/a.txt").write_text("a", "utf-8")
    result = imports("vierge.json", "--force")
    assert result.code == 0
    assert "Modèle remplacé" in result.out
    assert home.joinpath("pieces.toml").read_text("utf-8") == "x = 1\n"
    assert home.joinpath("notes/a.txt").read_text("utf-8") == "a"
    assert not home.joinpath("example.json").exists()
    assert listed(files / "t") == [".gitattributes", "hop-dpi-va2", "index.json"]


def test_a_file_of_pieces_is_proposed_and_must_be_read_again(imports: Run, files: Path) -> None:
    french = imports("vierge.json", "--example", "exemple.json")
    home = files / "t/hop-dpi-va2/avance/initial"
    assert (
        "Notions à chercher dans les pièces, proposées dans pieces.toml :\n  bon de commande : "
        in french.out
    )
    assert "Relisez ce fichier" in french.out
    assert "# Numéro FINESS de l’établissement bénéficiaire\n[bdc.client.finess]" in (
        home.joinpath("pieces.toml").read_text("utf-8")
    )
    assert catalog.pieces_of(catalog.load(home))
    english = imports("vierge.json", "--force", "--lang", "en")
    assert (
        "Concepts to look for in the pieces, proposed in pieces.toml:\n  purchase order (BDC): "
        in english.out
    )
    assert "FINESS number of the beneficiary establishment" in (
        home.joinpath("pieces.toml").read_text("utf-8")
    )


def test_force_keeps_a_file_of_pieces_that_was_corrected(imports: Run, files: Path) -> None:
    imports("vierge.json", "--example", "exemple.json")
    path = files / "t/hop-dpi-va2/avance/initial/pieces.toml"
    corrected = path.read_text("utf-8").replace('"BDC n°"', '"Bon n°"')
    path.write_text(corrected, "utf-8")
    result = imports("vierge.json", "--force")
    assert result.code == 0
    assert "pieces.toml est gardé tel qu’il était, avec vos corrections" in result.out
    assert path.read_text("utf-8") == corrected
    english = imports("vierge.json", "--force", "--lang", "en")
    assert "pieces.toml is kept as it was" in english.out


def test_the_folder_of_the_same_version_is_found_whatever_its_case(
    imports: Run, files: Path
) -> None:
    other = files / "t/HOP-DPI-VA2/avance/initial"
    imports("vierge.json")
    other.parent.parent.parent.mkdir(exist_ok=True)
    files.joinpath("t/hop-dpi-va2").rename(files / "t/HOP-DPI-VA2")
    assert imports("vierge.json").code == 2
    assert imports("vierge.json", "--force").code == 0
    assert listed(files / "t").count("hop-dpi-va2") == 0


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_not_a_folder_is_not_replaced(imports: Run, files: Path, kind: str) -> None:
    home = files / "t/hop-dpi-va2/avance/initial"
    home.parent.mkdir(parents=True)
    if kind == "file":
        home.write_text("mine", "utf-8")
    else:
        home.symlink_to(files)
    result = imports("vierge.json", "--force")
    assert result.code == 2
    assert "ce n’est pas un dossier" in result.err


def test_a_failure_leaves_nothing_behind(
    imports: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders.os, "rename", refuse)
    result = imports("vierge.json")
    assert result.code == 2
    assert "écriture impossible (plus de place)" in result.err
    assert listed(files / "t") == ["hop-dpi-va2"]
    assert list(files.joinpath("t").rglob("manifest.toml")) == []


def test_the_old_model_comes_back_if_the_new_one_cannot_take_its_place(
    imports: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports("vierge.json", "--example", "exemple.json")
    rename, calls = os.rename, []

    def refuse_second(source: str, target: str) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(13, "Permission denied")
        rename(source, target)

    monkeypatch.setattr(folders.os, "rename", refuse_second)
    assert imports("vierge.json", "--force").code == 2
    assert files.joinpath("t/hop-dpi-va2/avance/initial/example.json").exists()
    assert [n for n in listed(files / "t") if n.startswith(".import")] == []


def test_a_manifest_that_says_something_else_is_a_fault_of_ours(
    imports: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = importing.toml.render

    def forget(made: Draft, lang: str) -> str:
        return render(made, lang).replace("decimals = 2, ", "")

    monkeypatch.setattr(importing.toml, "render", forget)
    result = imports("vierge.json", "--example", "exemple.json")
    assert result.code == 3
    assert "défaut d’asp-check (RuntimeError" in result.err
    assert list(files.joinpath("t").rglob("manifest.toml")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no modes")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(imports: Run, files: Path) -> None:
    files.joinpath("t").mkdir(mode=0o500)
    result = imports("vierge.json")
    assert result.code == 2
    assert "choisissez un autre dossier avec --into" in result.err


def test_a_file_in_place_of_the_folder_of_templates_is_refused(imports: Run, files: Path) -> None:
    files.joinpath("t").write_text("x", "utf-8")
    result = imports("vierge.json")
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_another_broken_template_of_the_folder_does_not_stop_an_import(
    imports: Run, files: Path
) -> None:
    broken = files / "t/autre/avance/initial"
    broken.mkdir(parents=True)
    broken.joinpath("manifest.toml").write_text("format = 1\n", "utf-8")
    result = imports("vierge.json")
    assert result.code == 0
    assert "L’index du dossier n’a pas été refait" not in result.out
    index = json.loads(files.joinpath("t/index.json").read_bytes())
    assert [entry["id"] for entry in index["templates"]] == ["hop-dpi-va2/avance"]


def test_an_index_that_cannot_be_written_does_not_stop_an_import(imports: Run, files: Path) -> None:
    files.joinpath("t/index.json").mkdir(parents=True)
    result = imports("vierge.json")
    assert result.code == 0
    assert "L’index du dossier n’a pas été refait" in result.out


# --- Names


@pytest.mark.parametrize(
    "name",
    ["", "..", ".", "../x", "a/b", "a\\b", "CON", "nul.txt", "COM1", "a b", "é", "a:", "x.", "-x", "index.json", "a\n", "a" * 99],
)  # fmt: skip
def test_a_dispositif_must_be_the_name_of_one_folder(imports: Run, files: Path, name: str) -> None:
    result = imports("vierge.json", named=(f"--dispositif={name}", "--request", "avance"))
    assert result.code == 2
    assert "--dispositif" in result.err
    assert not files.joinpath("t").exists()


@pytest.mark.parametrize(
    "instant",
    ["", "hier", "2024-13-01", "2024-02-30", "12/09/2024", "2024-09-12T25:00", "2024-09-12T14:00Z",
     "2024-09-12T14:00+02:00", "2024-09-12T14:00:30", "٢٠٢٤-09-12"],
)  # fmt: skip
def test_an_instant_must_exist_and_have_no_zone(imports: Run, instant: str) -> None:
    result = imports("vierge.json", f"--valid-from={instant}")
    assert result.code == 2
    assert "--valid-from" in result.err


@pytest.mark.parametrize(
    ("given", "label"),
    [("2024-09-12", "2024-09-12"), ("2024-09-12 14:00", "2024-09-12T1400"), ("2024-09-12T00:00:00", "2024-09-12")],
)  # fmt: skip
def test_an_instant_gives_the_label(imports: Run, files: Path, given: str, label: str) -> None:
    assert imports("vierge.json", "--valid-from", given).code == 0
    assert files.joinpath("t/hop-dpi-va2/avance", label).is_dir()


@pytest.mark.parametrize(
    "address", ["", "asp.fr", "javascript:alert(1)", "https://a b", 'https://a"b', "https://a\x1b[2J", "https://a\u202eb"]
)  # fmt: skip
def test_a_source_is_an_address(imports: Run, address: str) -> None:
    result = imports("vierge.json", f"--source={address}")
    assert result.code == 2
    assert "--source" in result.err


@pytest.mark.parametrize("reason", ["", "  ", "a\nb", "x" * 600])
def test_a_reason_is_said_in_words(imports: Run, reason: str) -> None:
    result = imports("vierge.json", "--example", "exemple.json", f"--relax-layout={reason}")
    assert result.code == 2
    assert "--relax-layout" in result.err


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (("--request", "avance"), "--dispositif manque"),
        (("--dispositif", "X"), "--request manque"),
        (("--dispositif", "X", "--request", "autre"), "valeurs possibles : avance, pilotes, solde"),
    ],
)
def test_a_dispositif_and_a_request_are_needed(
    imports: Run, named: tuple[str, ...], said: str
) -> None:
    result = imports("vierge.json", named=named)
    assert result.code == 2
    assert said in result.err


def test_pilots_can_be_imported_too(imports: Run) -> None:
    assert imports("vierge.json", named=("--dispositif", "X", "--request", "pilotes")).code == 0


# --- Options that contradict


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--keep", "--repair"), "--keep et --repair se contredisent"),
        (("--templates", "u"), "--into et --templates nomment deux dossiers"),
        (("--relax-layout", "raison"), "--relax-layout ne sert qu’avec --example"),
    ],
)
def test_options_that_contradict_are_refused(
    imports: Run, files: Path, options: tuple[str, ...], said: str
) -> None:
    result = imports("vierge.json", *options)
    assert result.code == 2
    assert said in result.err
    assert not files.joinpath("t").exists()


def test_an_empty_folder_name_is_refused(files: Path, run: Run) -> None:  # noqa: ARG001 - runs there
    assert run("template", "import", "vierge.json", *NAMED, "--into", "").code == 2


# --- Files that cannot be used


@pytest.mark.parametrize("blank", ["absent.json", "."])
def test_a_blank_that_is_not_there_is_refused(imports: Run, blank: str) -> None:
    result = imports(blank)
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_an_example_that_is_not_there_is_refused(imports: Run, files: Path) -> None:
    result = imports("vierge.json", "--example", "absent.json")
    assert result.code == 2
    assert "absent.json" in result.err
    assert not files.joinpath("t").exists()


def test_the_blank_is_no_example(imports: Run, files: Path) -> None:
    result = imports("vierge.json", "--example", "vierge.json")
    assert result.code == 2
    assert "cet exemple est le modèle vierge" in result.err
    assert not files.joinpath("t").exists()


def test_files_in_the_wrong_order_are_noticed(imports: Run, files: Path) -> None:
    files.joinpath("a.json").write_bytes(b'{"a": "", "b": 0}')
    files.joinpath("b.json").write_bytes(b'{"a": "x", "b": 1}')
    result = imports("b.json", "--example", "a.json")
    assert result.code == 2
    assert "les avez-vous intervertis ?" in result.err


# --- Irregular blanks


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_irregular_blank_needs_a_choice(imports: Run, files: Path, lang: str) -> None:
    result = imports("tordu.json", "--lang", lang)
    assert result.code == 2
    lines = result.out.rstrip("\n").split("\n")
    assert [line.split(": ")[0] for line in lines] == ["tordu.json:2:3", "tordu.json:4:11"]
    assert [line.split(": ")[1] for line in lines] == ["S301", "S101"]
    assert "--keep" in result.err
    assert "--repair" in result.err
    assert not files.joinpath("t").exists()


def test_irregularities_that_are_kept_are_fixed_text(imports: Run, files: Path, run: Run) -> None:
    example = IRREGULAR.replace(b'""', b'"x"').replace(b" 0,", b" 7,")
    files.joinpath("e.json").write_bytes(example)
    result = imports("tordu.json", "--example", "e.json", "--keep")
    assert result.code == 0
    assert "Irrégularités gardées comme texte fixe" in result.out
    assert "tordu.json:2:3: S301" in result.out
    assert files.joinpath("t/hop-dpi-va2/avance/initial/blank.json").read_bytes() == IRREGULAR
    named = ("--template", "hop-dpi-va2/avance", "--templates", "t")
    assert run("e.json", *named).code == 0
    files.joinpath("e.json").write_bytes(example.replace(b"// le nom", b""))
    assert run("e.json", *named).code == 1


@pytest.mark.parametrize(
    ("blank", "example"),
    [
        (b'{"a": "", "b": 0,}', b'{"a": "x", "b": 1}'),
        ('{"clé": ""}'.encode("latin-1"), '{"clé": "x"}'.encode()),
        ('{"clé": ""}'.encode("utf-16"), '{"clé": "x"}'.encode()),
        (b"{'a': \"\"}", b'{"a": "x"}'),
        (b'{"a": , "b": ""}', b'{"a": 5, "b": "x"}'),
        (b'{"a": ""/* le nom */}', b'{"a": "x"}'),
    ],
)
def test_irregularities_that_are_repaired_leave_the_blank_alone(
    imports: Run, files: Path, run: Run, blank: bytes, example: bytes
) -> None:
    files.joinpath("b.json").write_bytes(blank)
    files.joinpath("e.json").write_bytes(example)
    result = imports("b.json", "--example", "e.json", "--repair")
    assert result.code == 0
    assert "Irrégularités réparées" in result.out
    assert files.joinpath("t/hop-dpi-va2/avance/initial/blank.json").read_bytes() == blank
    assert run("e.json", "--template", "hop-dpi-va2/avance", "--templates", "t").code == 0


@pytest.mark.parametrize(
    ("blank", "option", "said"),
    [
        ('{"a": ""}'.encode("utf-16"), "--keep", "remplacez --keep par --repair"),
        (b'{"a": "", "a": 0}', "--repair", "remplacez --repair par --keep"),
        (b'{"a": NaN}', "--repair", "remplacez --repair par --keep"),
        (b"", "--keep", "reprenez le fichier de l’ASP"),
        (b"%PDF-1.4", "--keep", "reprenez le fichier de l’ASP"),
        (b"[" * 500, "--keep", "reprenez le fichier de l’ASP"),
    ],
)
def test_a_choice_that_does_not_help_is_refused(
    imports: Run, files: Path, blank: bytes, option: str, said: str
) -> None:
    files.joinpath("b.json").write_bytes(blank)
    result = imports("b.json", option)
    assert result.code == 2
    assert said in result.err
    assert "b.json:1:" in result.out
    assert not files.joinpath("t").exists()


def test_a_choice_that_was_not_needed_is_told(imports: Run) -> None:
    result = imports("vierge.json", "--repair")
    assert result.code == 0
    assert "--repair n’a pas servi" in result.out
    assert catalog.load("hop-dpi-va2/avance", folders=["t"]).manifest.irregular is None


def test_a_missing_value_that_is_kept_becomes_a_slot(imports: Run, files: Path, run: Run) -> None:
    files.joinpath("b.json").write_bytes(b'{"a": , "b": ""}')
    files.joinpath("e.json").write_bytes(b'{"a": 5, "b": "x"}')
    assert imports("b.json", "--example", "e.json", "--keep").code == 0
    files.joinpath("e.json").write_bytes(b'{"a": 7, "b": "x"}')
    assert run("e.json", "--template", "hop-dpi-va2/avance", "--templates", "t").code == 0


# --- Examples that depart from the blank


def test_an_example_that_departs_is_refused_with_what_differs(imports: Run, files: Path) -> None:
    files.joinpath("e.json").write_bytes(EXAMPLE.replace(b"montantHT", b"montantHt"))
    result = imports("vierge.json", "--example", "e.json")
    assert result.code == 2
    assert "e.json:4:3: T103 blocking" in result.out
    assert "« montantHT »" in result.out.replace("\u00a0", " ")
    assert "l’exemple s’écarte du modèle vierge" in result.err
    assert not files.joinpath("t").exists()


def test_the_refusal_in_english(imports: Run, files: Path) -> None:
    files.joinpath("e.json").write_bytes(EXAMPLE.replace(b"montantHT", b"montantHt"))
    result = imports("vierge.json", "--example", "e.json", "--lang", "en")
    assert "e.json:4:3: T103 blocking: " in result.out
    assert "the example departs from the blank" in result.err


def test_an_example_of_another_layout_is_refused_unless_a_reason_is_given(
    imports: Run, files: Path, run: Run
) -> None:
    files.joinpath("e.json").write_text(json.dumps(json.loads(EXAMPLE)), "utf-8")
    refused = imports("vierge.json", "--example", "e.json")
    assert refused.code == 2
    assert "T501 blocking" in refused.out
    assert "--relax-layout" in refused.err
    assert not files.joinpath("t").exists()
    result = imports("vierge.json", "--example", "e.json", "--relax-layout", "publiés ainsi")
    assert result.code == 0
    assert "un écart de mise en page ne sera qu’un avertissement" in result.out
    manifest = catalog.load("hop-dpi-va2/avance", folders=["t"]).manifest
    assert (manifest.layout, manifest.layout_reason) == ("warn", "publiés ainsi")
    assert manifest.nodes["/montantHT"].decimals is None
    named = ("--template", "hop-dpi-va2/avance", "--templates", "t")
    assert run("e.json", *named).code == 0
    assert run("exemple.json", *named).code == 0


def test_relaxing_the_layout_relaxes_nothing_else(imports: Run, files: Path) -> None:
    other = json.dumps(json.loads(EXAMPLE)).replace("montantHT", "montantHt")
    files.joinpath("e.json").write_text(other, "utf-8")
    result = imports("vierge.json", "--example", "e.json", "--relax-layout", "publiés ainsi")
    assert result.code == 2
    assert "T103" in result.out


def test_a_reason_that_was_not_needed_is_told_and_not_written(imports: Run) -> None:
    result = imports("vierge.json", "--example", "exemple.json", "--relax-layout", "au cas où")
    assert result.code == 0
    assert "--relax-layout n’a pas servi" in result.out
    assert catalog.load("hop-dpi-va2/avance", folders=["t"]).manifest.layout is None


# --- Hostile input


def test_hostile_keys_and_values_are_shown_escaped(imports: Run, files: Path, run: Run) -> None:
    keys = {
        "\x1b[2J": "",
        "::error::x": "",
        "\u202eABC": "",
        "##[error]y": "",
        '"\\\n': "v1",
        "é": "",
    }
    filled = dict.fromkeys(keys, "\x1b[31m\u202e")
    files.joinpath("b.json").write_text(json.dumps(keys, ensure_ascii=False), "utf-8")
    files.joinpath("e.json").write_text(json.dumps(filled, ensure_ascii=False), "utf-8")
    result = imports("b.json", "--example", "e.json", "--keep")
    assert result.code in (0, 2)
    for stream in (result.out, result.err):
        assert "\x1b" not in stream
        assert "\u202e" not in stream
        assert not any(line.startswith("::") for line in stream.split("\n"))
    if result.code == 0:
        assert run("template", "check", "t").code == 0


def test_a_hostile_name_of_a_file_is_shown_escaped(files: Path, run: Run) -> None:
    files.joinpath("a\x1b[2J\n.json").write_bytes(IRREGULAR)
    result = run("template", "import", "a\x1b[2J\n.json", *NAMED)
    assert result.code == 2
    assert "\x1b" not in result.out + result.err
    assert result.err.count("\n") == 1


def test_a_key_that_no_manifest_can_hold_is_told(imports: Run, files: Path) -> None:
    files.joinpath("b.json").write_bytes(b'{"\\ud800": "", "a": ""}')
    files.joinpath("e.json").write_bytes(b'{"\\ud800": "x", "a": "y"}')
    result = imports("b.json", "--example", "e.json", "--keep")
    assert result.code == 0
    assert "ne peut pas s’écrire dans un manifeste" in result.out


def test_a_terminal_in_ascii_gets_an_answer(
    files: Path,  # noqa: ARG001 - runs there
    process: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    done = process(
        "template", "import", "vierge.json", "--example", "exemple.json", *NAMED, "--into", "t",
        env={"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert b"Traceback" not in done.stderr


def test_help_in_both_languages(run: Run) -> None:
    french, english = (run("template", "import", "--help", "--lang", lang) for lang in ("fr", "en"))
    assert french.code == english.code == 0
    for option in ("--example", "--keep", "--repair", "--relax-layout", "--force", "--into"):
        assert option in french.out
        assert option in english.out
    assert "Importe un modèle officiel" in french.out
    assert "Import an official model" in english.out


def test_names_are_those_of_a_manifest() -> None:
    from asp_check.catalog.manifest_strict import REQUESTS
    from asp_check.cli.template_import import REQUESTS as OFFERED

    assert OFFERED == REQUESTS
    assert names.dispositif("HOP-DPI-Va2") == "HOP-DPI-Va2"
