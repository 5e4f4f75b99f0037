"""``asp-check template``: list, show, check, diff, schema; what cannot be used, and how it is said."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from asp_check.cli import template as module
from tests.cli.conftest import BLANK, OK, Run, template_folder

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.fixture
def official(folder: Path) -> str:
    """A folder of templates that holds one official template, ``test/avance``."""
    return str(template_folder(folder / "modeles"))


# ------------------------------------------------------------------------------ list


def test_list_names_every_packaged_model_and_what_it_is_not(run: Run) -> None:
    result = run("template", "list")
    assert (result.code, result.err) == (0, "")
    lines = result.out.split("\n")
    listed = sorted(
        "{}/{}@{}".format(*path.parts[-4:-1]).lower()
        for path in SCHEMAS.glob("*/*/*/manifest.toml")
    )
    assert sorted(line.split()[0] for line in lines if "@" in line) == listed
    assert all("RÉFÉRENCE" in line for line in lines if "@" in line)
    assert "non officiel" in lines[-2]


def test_list_in_english(run: Run, official: str) -> None:
    result = run("template", "list", "--lang", "en", "--templates", official)
    assert "test/avance@initial" in result.out
    assert "official" in result.out
    assert "REFERENCE: a reconstruction, not official" in result.out


def test_list_as_json(run: Run, official: str) -> None:
    data = json.loads(run("template", "list", "--templates", official, "--format", "json").out)
    assert data["format"] == "asp-check-templates/1"
    (own,) = [entry for entry in data["templates"] if entry["id"] == "test/avance@initial"]
    assert own["status"] == "official"
    assert own["error"] is None
    assert set(own) == {"id", "status", "valid_from", "title_fr", "title_en", "path", "error"}


def test_list_goes_on_past_a_template_that_cannot_be_used(run: Run, official: str) -> None:
    path = Path(official) / "test/avance/initial/manifest.toml"
    path.write_text(path.read_text("utf-8").replace("official", "oficial"), "utf-8")
    result = run("template", "list", "--templates", official)
    assert result.code == 2
    assert "ms2/solde@initial" in result.out
    assert "test/avance" not in result.out
    assert result.err.count("\n") == 1
    assert 'manifest.toml:4 : « status » = "oficial" : valeurs admises' in result.err
    as_json = run("template", "list", "--templates", official, "--format", "json", "--lang", "en")
    assert as_json.code == 2
    (own,) = [e for e in json.loads(as_json.out)["templates"] if e["error"]]
    assert "allowed values" in own["error"]


def test_list_of_nothing_says_where_to_put_templates(
    run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr("asp_check.catalog.places.packaged_folder", lambda: str(folder / "none"))
    result = run("template", "list")
    assert result.code == 0
    assert result.out.startswith("Aucun modèle. Importez-en un")
    assert str(folder / "none") in result.out


def test_a_folder_of_templates_that_is_not_there(run: Run) -> None:
    result = run("template", "list", "--templates", "nulle-part")
    assert (result.code, result.out) == (2, "")
    assert (
        result.err
        == "asp-check: --templates nulle-part : dossier introuvable ; vérifiez le chemin\n"
    )


def test_the_folders_of_the_configuration_are_searched(
    run: Run, official: str, folder: Path
) -> None:
    assert run("template", "show", "test/avance").code == 2
    folder.joinpath("asp-check.toml").write_text(
        f'templates = ["{Path(official).name}"]\n', "utf-8"
    )
    assert run("template", "show", "test/avance").code == 0


# ------------------------------------------------------------------------------ show


def test_show(run: Run, official: str) -> None:
    result = run("template", "show", "TEST/avance", "--templates", official)
    assert result.code == 0
    assert result.out.startswith("test/avance@initial\n  Modèle officiel\n")
    for told in (
        "/nom ",
        "/lignes/*/finess",
        "Mise en page",
        "Tableaux et objets",
        "Déduit, à vérifier",
    ):
        assert told in result.out


def test_show_a_reference_model_says_that_it_is_not_official(run: Run) -> None:
    assert "modèle de référence, non officiel" in run("template", "show", "ms2/solde").out.lower()
    assert (
        "reference model, not official"
        in run("template", "show", "ms2/solde", "--lang", "en").out.lower()
    )


def test_show_the_version_in_force(run: Run) -> None:
    early = run("template", "show", "ms2/solde", "--as-of", "2024-09-12T13:59")
    late = run("template", "show", "ms2/solde", "--as-of", "2024-09-12T14:00")
    assert early.out.startswith("ms2/solde@initial\n")
    assert late.out.startswith("ms2/solde@2024-09-12t1400\n")
    assert run("template", "show", "ms2/solde", "--as-of", "none").out == late.out
    named = run("template", "show", "ms2/solde@initial", "--as-of", "2024-09-12T14:00")
    assert named.out == early.out


def test_show_as_json(run: Run) -> None:
    data = json.loads(run("template", "show", "ms2/solde", "--format", "json").out)
    assert data["format"] == "asp-check-template-facts/1"
    assert data["status"] == "reference"
    assert {"slots", "containers", "layout", "source"} <= set(data)


@pytest.mark.parametrize("name", ["blank.json", "./blank.json", "modeles/test/avance/initial"])
def test_show_a_path(run: Run, official: str, name: str) -> None:
    assert official
    assert run("template", "show", name).code == 0


def test_show_to_a_file(run: Run, folder: Path) -> None:
    result = run("template", "show", "ms2/solde", "--output", "montre.txt")
    assert (result.code, result.out) == (0, "")
    assert folder.joinpath("montre.txt").read_text("utf-8").startswith("ms2/solde@")


# ------------------------------------------------------------------------------ what cannot be used


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("show", "ms2/sold"), "modèle ms2/sold inconnu ; proches : ms2/solde, mdv-lgc-va2/solde ; la liste"),
        (("show", "ms2/solde@2020-01-01"), "version inconnue ; versions de ms2/solde : initial, 2024-09-12t1400"),
        (("show", "../ms2/solde"), "n’est ni un identifiant de modèle"),
        (("show", "absent.json"), "absent.json : fichier introuvable"),
        (("show", "broken.json"), "broken.json"),
        (("show",), "ID manque"),
        (("show", "a/b", "c/d"), "arguments en trop"),
        (("show", "ms2/solde", "--as-of", "hier"), "hier"),
        (("show", "ms2/solde", "--format", "xml"), "valeurs possibles : text, json"),
        (("diff", "ms2/solde"), "ID manque"),
        (("diff", "ms2/solde", "zzz/zzz"), "modèle zzz/zzz inconnu"),
        (("schema", "zzz/zzz"), "modèle zzz/zzz inconnu"),
        (("check", "nulle-part"), "nulle-part : dossier introuvable"),
        (("check", "ok.json"), "ok.json : dossier introuvable"),
        (("check", "."), ". : aucun modèle ici"),
        (("nope",), "list, show, check, import, diff, schema"),
        ((), "list, show, check, import, diff, schema"),
    ],
)  # fmt: skip
def test_one_line_says_what_to_do(run: Run, args: tuple[str, ...], words: str) -> None:
    result = run("template", *args)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert result.err.count("\n") == 1
    english = run("template", *args, "--lang", "en")
    assert english.code == 2
    assert english.err != result.err or args == ("show", "broken.json")


def test_the_language_may_stand_before_a_command_that_there_is_not(run: Run) -> None:
    result = run("--lang", "en", "template", "nope")
    assert result.code == 2
    assert "name one of these commands" in result.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "à ceci près : les fins de ligne"),
        (lambda data: data + b"\n", "à ceci près : la fin du fichier"),
        (lambda data: data.replace(b"nom", b"Nom"), "SHA-256 différent"),
    ],
)
def test_a_blank_that_changed(run: Run, official: str, change: Any, words: str) -> None:
    path = Path(official) / "test/avance/initial/blank.json"
    path.write_bytes(change(path.read_bytes()))
    result = run("template", "show", "test/avance", "--templates", official)
    assert result.code == 2
    assert words in result.err


def test_a_template_is_not_overwritten_by_what_is_said_of_it(run: Run, official: str) -> None:
    folder = Path(official) / "test/avance/initial"
    for name in ("blank.json", "manifest.toml"):
        before = folder.joinpath(name).read_bytes()
        result = run("template", "schema", str(folder), "--output", str(folder / name))
        assert result.code == 2
        assert "fait partie du modèle" in result.err
        assert folder.joinpath(name).read_bytes() == before
    assert run("template", "show", "blank.json", "--output", "blank.json").code == 2


@pytest.mark.parametrize("name", ["blank.json", "manifest.toml", "example.json", "pieces.toml"])
def test_no_part_of_a_template_is_overwritten_by_whatever_name_it_is_read(
    run: Run, official: str, folder: Path, name: str
) -> None:
    place = Path(official) / "test/avance/initial"
    blank, part = str(place / "blank.json"), place / name
    before = part.read_bytes() if part.exists() else b"of the user"
    part.write_bytes(before)
    (folder / "values.json").write_bytes((folder / "ok.json").read_bytes())
    for args in (
        ("check", "ok.json", "--template", str(place), "--output"),
        ("check", "ok.json", "--template", blank, "--output"),
        ("check", "ok.json", "--template", "test/avance", "--templates", official, "--output"),
        ("render", "values.json", "--template", blank, "--overwrite", "-o"),
        ("template", "model", blank, "-o"),
    ):
        assert run(*args, str(part)).code == 2, args
        assert part.read_bytes() == before


def test_a_hostile_name_is_shown_escaped(run: Run) -> None:
    result = run("template", "show", "\x1b[31m::error\u202e")
    assert result.code == 2
    assert "\x1b" not in result.err
    assert "\u202e" not in result.err


# ------------------------------------------------------------------------------ diff


def test_diff_says_what_the_administration_changed(run: Run) -> None:
    result = run("template", "diff", "ms2/solde@initial", "ms2/solde@2024-09-12T1400")
    assert result.code == 0
    assert "+ /commandes/*/déploiementMSS  clé ajoutée, après « scénario »" in result.out
    english = run(
        "template", "diff", "ms2/solde@initial", "ms2/solde@2024-09-12T1400", "--lang", "en"
    )
    assert "key added, after 'scénario'" in english.out


def test_diff_of_two_files(run: Run, folder: Path) -> None:
    folder.joinpath("b.json").write_bytes(BLANK.replace("\n", "\r\n").encode())
    result = run("template", "diff", "blank.json", "b.json")
    assert result.code == 0
    assert "fins de ligne : LF, désormais CRLF" in result.out


def test_diff_as_json(run: Run) -> None:
    result = run("template", "diff", "ms2/solde@initial", "ms2/solde", "--format", "json")
    data = json.loads(result.out)
    assert data["format"] == "asp-check-template-diff/1"
    assert [change["kind"] for change in data["changes"]] == ["member-added"]


def test_diff_of_a_template_with_itself(run: Run) -> None:
    assert "Rien n’a changé." in run("template", "diff", "ms2/solde", "ms2/solde").out


# ------------------------------------------------------------------------------ schema


def test_schema_is_the_published_one(run: Run) -> None:
    for folder in SCHEMAS.glob("*/*/*/"):
        name = "{}/{}@{}".format(*folder.parts[-3:])
        assert run("template", "schema", name).out == folder.joinpath("schema.json").read_text(
            "utf-8"
        )


def test_json_acts_on_no_terminal(run: Run, folder: Path) -> None:
    hostile = "a\x1b]0;x\x07\x7f\x9b\u202e\u200b\u2066\ufeff\u2028z"
    nodes = f'"/nom" = {{ title_fr = {json.dumps(hostile)}, title_en = "name" }}\n'
    manifest = template_folder(folder / "t", nodes=nodes) / "test/avance/initial/manifest.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(f"title_fr = {json.dumps(hostile)}\n{text}", "utf-8")
    for args in (("schema", "test/avance"), ("show", "test/avance", "--format", "json"), ("list", "--format", "json")):  # fmt: skip
        result = run("template", *args, "--templates", "t")
        assert result.code == 0
        assert hostile in {str(value) for value in _leaves(json.loads(result.out))}
        assert "\\u202e" in result.out
        assert not set(hostile) - set("a]0;xz") & set(result.out)


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(item)
    else:
        yield value


def test_schema_of_a_bare_blank(run: Run) -> None:
    result = run("template", "schema", "blank.json")
    check = Draft202012Validator(json.loads(result.out))
    check.check_schema(check.schema)
    assert check.is_valid(json.loads(OK))
    assert not check.is_valid({"nom": 1})


# ------------------------------------------------------------------------------ check


def test_the_packaged_templates_are_sound(run: Run) -> None:
    result = run("template", "check", str(SCHEMAS))
    assert (result.code, result.err) == (0, "")
    assert result.out.count("  bon\n") == len(list(SCHEMAS.glob("*/*/*/manifest.toml")))


def test_one_template_may_be_checked_by_its_own_folder(run: Run, official: str) -> None:
    folder = Path(official) / "test/avance/initial"
    moved = Path(official).parent / "ailleurs"
    shutil.copytree(folder, moved)
    assert run("template", "check", str(moved)).out == "test/avance@initial  bon\n"
    assert (
        run("template", "check", str(moved), "--lang", "en").out == "test/avance@initial  sound\n"
    )


def test_an_example_that_does_not_conform(run: Run, official: str) -> None:
    path = Path(official) / "test/avance/initial/example.json"
    path.write_bytes(OK.replace('"montantHT"', '"montantHt"').encode())
    result = run("template", "check", official)
    assert result.code == 1
    assert "test/avance@initial  à corriger" in result.out
    assert f"{path}:3:" in result.out
    assert "T103" in result.out
    path.write_bytes(OK.encode())
    assert run("template", "check", official).code == 0


def test_many_findings_of_an_example_are_counted(run: Run, official: str) -> None:
    path = Path(official) / "test/avance/initial/example.json"
    path.write_bytes(
        OK.replace('"nom"', "\n".join(f'"k{n}": "",' for n in range(15)) + '"nom"').encode()
    )
    result = run("template", "check", official)
    assert result.code == 1
    assert "autres constats" in result.out


def test_a_manifest_that_cannot_be_used_does_not_stop_the_others(run: Run, official: str) -> None:
    template_folder(Path(official).parent / "tmp")
    other = Path(official) / "test/solde/initial"
    shutil.copytree(Path(official) / "test/avance/initial", other)
    manifest = other / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8") + '"/absent" = {}\n', "utf-8")
    result = run("template", "check", official)
    assert result.code == 2
    assert "test/avance@initial  bon" in result.out
    assert "/absent" in result.out


def test_a_folder_that_its_id_would_not_find(run: Run, official: str) -> None:
    folder = Path(official) / "test/avance/initial"
    folder.rename(folder.with_name("2024-01-01"))
    result = run("template", "check", official)
    assert result.code == 2
    assert "ce dossier doit être test/avance/initial" in result.out


def test_a_concept_that_no_rule_knows_is_told(run: Run, folder: Path) -> None:
    root = template_folder(folder / "m", nodes='"/nom" = { concept = "client.nam" }\n')
    result = run("template", "check", str(root))
    assert result.code == 0
    assert (
        "/nom : aucune règle ne connaît la notion client.nam, vouliez-vous dire client.name ?"
        in result.out
    )


# ------------------------------------------------------------------------------ the group


def test_the_commands_of_the_group_are_those_of_its_page(run: Run) -> None:
    assert set(module.ORDER) == {*module.COMMANDS, *module.LAZY}
    page = run("template", "--help").out
    assert all(f"  {name} " in page for name in module.ORDER)


@pytest.mark.parametrize("name", ["list", "show", "check", "diff", "schema"])
def test_each_command_has_its_page_in_both_languages(run: Run, name: str) -> None:
    french, english = (
        run("template", name, "--help"),
        run("template", name, "--help", "--lang", "en"),
    )
    assert french.code == english.code == 0
    assert french.out.startswith(f"Utilisation : asp-check template {name} ")
    assert english.out.startswith(f"Usage: asp-check template {name} ")


@pytest.mark.skipif(os.name == "nt", reason="a file name of Windows cannot be so")
def test_a_blank_whose_name_is_not_utf_8(run: Run, folder: Path) -> None:
    name = os.fsdecode(b"vierge-\xe9.json")
    folder.joinpath(name).write_bytes(BLANK.encode())
    result = run("template", "show", name)
    assert result.code == 0
    assert result.out.startswith("vierge-\\xE9.json\n")


# ------------------------------------------------------------------------------ the pieces

PIECES = """\
format = "asp-check-pieces/1"
[bdc]
titles = ["Bon de commande"]
[bdc.order.number]
labels = ["BDC n°"]
[bdc.client.finess]
labels = ["bdc (n°)"]
[bdc.client.nom]
labels = ["Nom"]
"""


def test_show_lists_what_is_looked_for_in_the_pieces(run: Run) -> None:
    french = run("template", "show", "ms2/solde").out
    assert "Cherché dans les pièces (pieces.toml) :" in french
    assert re.search(r"^  VA : [0-9]+, .*mss\.deployment", french, re.MULTILINE)
    assert re.search(r"^  dans aucune : request\.kind, ", french, re.MULTILINE)
    english = run("template", "show", "ms2/solde", "--lang", "en").out
    assert re.search(r"^  invoice: [0-9]+, invoice\.number", english, re.MULTILINE)


def test_show_says_that_nothing_is_looked_for(run: Run, official: str) -> None:
    told = run("template", "show", "test/avance", "--templates", official).out
    assert told.endswith(
        "\nPièces : pas de pieces.toml, elles ne sont pas comparées à la demande.\n"
    )
    data = run("template", "show", "test/avance", "--templates", official, "--format", "json").out
    assert json.loads(data)["pieces"] is None


def test_show_gives_what_is_looked_for_as_data(run: Run) -> None:
    data = json.loads(run("template", "show", "ms2/solde", "--format", "json").out)
    roles = {one["role"]: one for one in data["pieces"]}
    assert list(roles) == ["bdc", "va", "mom", "invoice", "pilot"]
    (found,) = (i for i in roles["va"]["items"] if i["concept"] == "mss.deployment")
    assert found["type"] == "choice"
    assert list(found["answers"]) == ["Cas 1", "Cas 2"]
    assert found["by"] is None
    assert roles["bdc"]["mentions"]["order.funding_mention"]


def test_check_tells_all_that_is_wrong_with_the_pieces_a_line_each(run: Run, official: str) -> None:
    path = Path(official) / "test/avance/initial/pieces.toml"
    path.write_text(PIECES, "utf-8")
    result = run("template", "check", official)
    assert result.code == 2
    assert result.out.splitlines() == [
        "test/avance@initial  à corriger",
        f"  {path}:7 : « bdc.client.finess.labels » : « bdc (n°) » nomme aussi order.number ; laissez-le à l’un des deux, ou précisez-le",
        f"  {path}:8 : « bdc.client.nom » : la notion client.nom est inconnue, vouliez-vous dire client.name ?",
    ]
    english = run("template", "check", official, "--lang", "en").out
    assert (
        f"  {path}:8: 'bdc.client.nom': the concept client.nom is unknown, did you mean client.name?"
        in english
    )


def test_show_of_a_template_whose_pieces_cannot_be_used(run: Run, official: str) -> None:
    Path(official).joinpath("test/avance/initial/pieces.toml").write_text("x = 1\n", "utf-8")
    result = run("template", "show", "test/avance", "--templates", official)
    assert result.code == 2
    assert "pieces.toml:1 : commencez le fichier par la ligne format" in result.err


def test_the_file_of_the_pieces_is_not_overwritten(run: Run, official: str) -> None:
    folder = Path(official) / "test/avance/initial"
    folder.joinpath("pieces.toml").write_text(PIECES.split("[bdc.client", maxsplit=1)[0], "utf-8")
    result = run("template", "show", str(folder), "--output", str(folder / "pieces.toml"))
    assert result.code == 2
    assert "fait partie du modèle" in result.err
