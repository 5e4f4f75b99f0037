"""``asp-check fix`` where something remains: what is written, what is said of it, and what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from asp_check.cli import main
from tests.cli.conftest import BAD, OK, Process, Result, Run, template_folder

SAMPLES = Path(__file__).parents[2] / "samples/hop-dpi-va2/avance/bad"
MODEL = ("--template", "hop-dpi-va2/avance@initial")
BY_HAND = (
    "ce qui reste est à corriger à la main : fix ne change aucune valeur ni aucun nom de clé, et n’ajoute ni"
    " n’ôte aucune donnée"
)
SYNTAX = "corrigez d’abord la syntaxe ; d’ici là, fix ne répare que l’encodage"


def fix(run: Run, *args: str) -> Result:
    return run("fix", "--template", "blank.json", *args)


# --- Nothing repaired, nothing written

NOT_REPAIRED = {
    "pdf": b"%PDF-1.7\n\x00\x01\xff\n%%EOF\n",
    "zip": b"PK\x03\x04\x14\x00",
    "empty": b"",
    "blank": b" \n",
    "undecodable": "{}".encode("utf-16") + b"\x00",
    "brace": OK.replace("    }\n", "").encode(),
    "key": BAD.encode(),
    "cp1252": OK.encode("cp1252"),
}


@pytest.mark.parametrize("name", NOT_REPAIRED)
@pytest.mark.parametrize("where", [(), ("--output", "o.json"), ("--in-place",), ("--diff",)])
def test_what_cannot_be_repaired_is_not_written(
    run: Run, folder: Path, name: str, where: tuple[str, ...]
) -> None:
    (folder / "x.json").write_bytes(NOT_REPAIRED[name])
    done = fix(run, *where, "x.json")
    assert (done.code, done.out) == (1, "")
    first, *lines = done.err.splitlines()
    assert first.startswith("x.json : rien n’a été réparé ni écrit ; reste : ")
    assert any(line.startswith("x.json:") for line in lines)
    assert not (folder / "o.json").exists()
    assert (folder / "x.json").read_bytes() == NOT_REPAIRED[name]


def test_what_is_no_json_from_standard_input_is_not_passed_on(process: Process) -> None:
    done = process("fix", "--template", "blank.json", "-", stdin=NOT_REPAIRED["pdf"])
    assert (done.returncode, done.stdout) == (1, b"")


def test_what_is_exact_is_given_as_it_is(run: Run, folder: Path) -> None:
    assert fix(run, "warning.json").out == (folder / "warning.json").read_text("utf-8")
    done = fix(run, "--output", "o.json", "ok.json")
    assert done == Result(0, "", "ok.json : déjà exact, rien à réparer ; écrit dans o.json\n")
    assert (folder / "o.json").read_text("utf-8") == OK


@pytest.mark.parametrize("text", ["null", "[]", "{}", '"x"'])
def test_a_json_of_another_shape_gets_the_form_alone(run: Run, folder: Path, text: str) -> None:
    (folder / "x.json").write_text(text, "utf-8")
    done = fix(run, "x.json")
    assert (done.code, done.out) == (1, f"{text}\n")
    assert f"x.json : {BY_HAND}" in done.err


# --- A file that is there already


def test_another_content_is_not_replaced_unless_asked(run: Run, folder: Path) -> None:
    there = folder / "o.json"
    there.write_bytes(b"mine")
    done = fix(run, "--output", "o.json", "broken.json")
    assert (done.code, done.out) == (2, "")
    assert (
        "o.json existe déjà, avec un autre contenu ; donnez un autre nom, ou --overwrite"
        in done.err
    )
    assert there.read_bytes() == b"mine"
    assert fix(run, "--output", "o.json", "--overwrite", "broken.json").code == 0
    assert there.read_text("utf-8") == OK
    assert fix(run, "--output", "o.json", "broken.json").code == 0


# --- What remains


def test_each_is_one_line_at_its_place(run: Run) -> None:
    first, second, last = fix(run, "bad.json").err.splitlines()
    assert first == "bad.json : rien n’a été réparé ni écrit ; reste : 1 constat bloquant"
    assert second.startswith("bad.json:3:3: T103 blocking: La clé ")
    assert second in run("bad.json", "--template", "blank.json").out.splitlines()
    assert last == f"bad.json : {BY_HAND}"


def test_a_missing_brace_is_to_be_corrected_first(run: Run, folder: Path) -> None:
    (folder / "x.json").write_bytes(NOT_REPAIRED["brace"])
    done = fix(run, "--lang", "en", "x.json")
    assert "S603 blocking: The object opened by" in done.err
    assert done.err.splitlines()[-1] == (
        "x.json: correct the syntax first; until then, fix repairs only the encoding, the BOM, line endings"
        " and the end of the file"
    )


def test_places_are_those_of_the_file_to_look_at(run: Run, folder: Path) -> None:
    # Moved behind « nom » and put on a line of its own by the repair.
    (folder / "x.json").write_text(
        '{"montantHT": 12.50, "nom": "É", "lignes": [{"fines": "2B0000020"}]}', "utf-8"
    )
    at_first = "x.json:1:46: T103 blocking: "
    assert at_first in fix(run, "x.json").err
    assert at_first in fix(run, "--diff", "x.json").err
    assert "o.json:6:7: T103 blocking: " in fix(run, "--output", "o.json", "x.json").err
    assert "x.json:6:7: T103 blocking: " in fix(run, "--in-place", "x.json").err


def test_places_in_utf_16(run: Run, folder: Path) -> None:
    (folder / "x.json").write_bytes(BAD.encode("utf-16"))
    assert "x.json:3:3: T103 blocking: " in fix(run, "--diff", "x.json").err
    assert "x.json:3:3: T103 blocking: " in fix(run, "--in-place", "x.json").err


def test_beyond_ten_they_are_counted(run: Run, folder: Path) -> None:
    members = "".join(f'"x{n}": 1, ' for n in range(15))
    (folder / "x.json").write_text(OK.replace('"nom"', f'{members}"nom"'), "utf-8")
    done = fix(run, "--diff", "--lang", "en", "x.json")
    assert sum(line.startswith("x.json:") and " T" in line for line in done.err.splitlines()) == 10
    assert "… and 5 more; to see them all: asp-check x.json --template blank.json" in done.err


def test_values_are_hidden_where_the_configuration_hides_them(run: Run, folder: Path) -> None:
    (folder / "x.json").write_text(OK.replace("12.50,", "12.50, // secretive"), "utf-8")
    assert "secretive" in fix(run, "x.json").err
    (folder / "asp-check.toml").write_text("mask = true\n", "utf-8")
    done = fix(run, "x.json")
    assert "S301" in done.err
    assert "secretive" not in done.err


@pytest.mark.parametrize("producer", ["python-json-dumps", "php-json-encode"])
def test_where_only_escapes_remain_render_writes_the_same_values(
    run: Run, folder: Path, producer: str
) -> None:
    path = folder / "bdc.json"
    path.write_bytes((SAMPLES / producer / "bdc.json").read_bytes())
    done = run("fix", *MODEL, "--in-place", "--lang", "en", "bdc.json")
    command = f"asp-check render bdc.json {' '.join(MODEL)} -o NEW.json"
    assert done.err.splitlines()[-1].endswith(f"to write the same values exactly: {command}")
    assert main(command.split()[1:]) == 0
    exact = (folder / "NEW.json").read_bytes()
    assert b"\\u" not in exact
    assert main(["fix", *MODEL, "NEW.json", "--output", "same.json"]) == 0
    assert (folder / "same.json").read_bytes() == exact
    # Nothing is to be rendered where something else remains.
    path.write_text(path.read_text("utf-8").replace('"codePostal"', '"codepostal"', 1), "utf-8")
    assert "asp-check render" not in run("fix", *MODEL, "bdc.json").err


# --- Encodings


def test_mixed_encodings_are_named(run: Run, folder: Path) -> None:
    (folder / "x.json").write_bytes(OK.encode().replace("É".encode(), "É".encode() + b"\xe9"))
    for declared in ((), ("--encoding", "cp1252")):
        done = fix(run, *declared, "x.json")
        assert (done.code, done.out) == (1, "")
        assert "x.json : le fichier mélange UTF-8 et Windows-1252 : " in done.err
        assert "ajoutez --encoding" not in done.err


def test_bytes_of_no_code_page_are_not_called_mixed(run: Run, folder: Path) -> None:
    (folder / "x.json").write_bytes(OK.encode().replace("É".encode(), "É".encode() + b"\x81"))
    done = fix(run, "x.json")
    assert done.code == 1
    assert "mélange UTF-8 et" not in done.err
    assert "ajoutez --encoding" not in done.err


def test_a_check_proposes_the_encoding(run: Run, folder: Path) -> None:
    template_folder(folder / "t")
    (folder / "w.json").write_bytes(OK.encode("cp1252"))
    told = run("w.json", "--template", "blank.json")
    text = told.out + told.err
    assert "asp-check fix w.json --template blank.json --encoding cp1252 --diff" in text
    (folder / "w.json").write_bytes(OK.encode().replace(b"\xc3", b"\xc3\xc3"))
    told = run("w.json", "--template", "blank.json")
    assert "--encoding" not in told.out + told.err
