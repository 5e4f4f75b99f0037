"""``asp-check fix``: what it writes and where, what it says, and what it refuses with nothing lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from asp_check import cli
from asp_check.cli import fix_files
from asp_check.cli.fix_diff import unified
from tests.cli.conftest import BROKEN, OK, Process, Result, Run, template_folder

MESS = '{"montantHT": 12.50, "nom": "Éditeur", "lignes":[{"finess":"2B0000020"},]}'
"""``OK`` but for its form."""


def fix(run: Run, *args: str) -> Result:
    return run("fix", "--template", "blank.json", *args)


@pytest.fixture
def mess(folder: Path) -> Path:
    path = folder / "mess.json"
    path.write_bytes(MESS.encode())
    return path


def others(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {
        "blank.json", "ok.json", "warning.json", "bad.json", "broken.json", "mess.json",
    }  # fmt: skip


# --- What is written, and where


def test_the_repaired_file_goes_to_standard_output(run: Run, mess: Path) -> None:
    done = fix(run, "mess.json")
    assert done.out == OK
    assert done.code == 0
    assert mess.read_text("utf-8") == MESS
    assert done.err == (
        "mess.json : réparé (virgules en trop : 1, ordre des membres : 1, espaces et indentation : 8,"
        " fin du fichier)\n"
    )


def test_english(run: Run, mess: Path) -> None:
    assert fix(run, "--lang", "en", mess.name).err == (
        "mess.json: repaired (extra commas: 1, order of members: 1, whitespace and indentation: 8,"
        " end of file)\n"
    )


def test_an_exact_file_passes_through(run: Run) -> None:
    assert fix(run, "ok.json") == Result(0, OK, "ok.json : déjà exact, rien à réparer\n")


def test_in_place_keeps_the_mode_and_leaves_nothing_behind(run: Run, mess: Path) -> None:
    mess.chmod(0o640)
    done = fix(run, "--in-place", "mess.json")
    assert (done.code, done.out) == (0, "")
    assert mess.read_text("utf-8") == OK
    assert stat.S_IMODE(mess.stat().st_mode) == 0o640
    assert others(mess.parent) == set()


def test_in_place_does_not_touch_an_exact_file(run: Run, folder: Path) -> None:
    before = (folder / "ok.json").stat()
    assert fix(run, "--in-place", "--backup", "ok.json").code == 0
    after = (folder / "ok.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert others(folder) == set()


def test_a_backup_never_replaces_another(run: Run, mess: Path) -> None:
    folder = mess.parent
    folder.joinpath("mess.json.bak").write_bytes(b"of last year")
    done = fix(run, "--in-place", "--backup", "mess.json")
    assert "original gardé : mess.json.bak1" in done.err
    assert folder.joinpath("mess.json.bak").read_bytes() == b"of last year"
    assert folder.joinpath("mess.json.bak1").read_text("utf-8") == MESS
    mess.write_text(MESS, "utf-8")
    assert "original gardé : mess.json.bak1" in fix(run, "--in-place", "--backup", "mess.json").err
    assert others(folder) == {"mess.json.bak", "mess.json.bak1"}


def test_output(run: Run, mess: Path) -> None:
    assert fix(run, "--output", "out.json", "mess.json").out == ""
    assert mess.with_name("out.json").read_text("utf-8") == OK


def test_standard_input_and_bytes_of_standard_output(process: Process) -> None:
    data = MESS.encode("utf-16")
    done = process("fix", "--template", "blank.json", "-", stdin=data)
    assert done.stdout == OK.encode()
    assert done.returncode == 0
    assert "codage" in done.stderr.decode()


def test_every_file_of_a_folder(run: Run, folder: Path) -> None:
    files = folder / "d"
    files.mkdir()
    for name in ("a.json", "b.json"):
        files.joinpath(name).write_text(MESS, "utf-8")
    done = fix(run, "--in-place", "d", "ok.json")
    assert done.code == 0
    assert [path.read_text("utf-8") for path in sorted(files.iterdir())] == [OK, OK]


# --- What is left


def test_a_comma_too_many_is_repaired(run: Run) -> None:
    assert fix(run, "broken.json").out == OK
    assert BROKEN != OK


def test_where_the_structure_is_a_guess_only_bytes_are_repaired(run: Run, folder: Path) -> None:
    text = MESS.replace('"nom":', '"nom"').replace(",]", "]")
    (folder / "guess.json").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = fix(run, "guess.json")
    assert (done.code, done.out) == (1, text + "\n")
    assert "guess.json : réparé (BOM, fin du fichier) ; reste : " in done.err
    assert "guess.json:1:27: S106 blocking: " in done.err.splitlines()[1]
    assert "guess.json : corrigez d’abord la syntaxe ; " in done.err


def test_windows_1252_is_named_and_never_guessed(run: Run, folder: Path) -> None:
    (folder / "w.json").write_bytes(OK.encode("cp1252"))
    left = fix(run, "--diff", "w.json")
    assert (left.code, left.out) == (1, "")
    assert "si le fichier est en Windows-1252, ajoutez --encoding cp1252" in left.err
    for name in ("cp1252", "windows-1252", "Windows-1252", "CP1252"):
        assert fix(run, "--encoding", name, "w.json").out == OK
    assert fix(run, "--encoding", "cp1252", "ok.json").out == OK


# --- The difference


def test_diff_draws_what_one_does_not_see_and_writes_nothing(run: Run, folder: Path) -> None:
    text = OK.replace("\n", "\r\n").replace('"nom": ', '"nom":\t').replace("[\r\n", "[ \r\n")
    path = folder / "crlf.json"
    path.write_bytes(text.removesuffix("\r\n").encode())
    done = fix(run, "--diff", "crlf.json")
    assert done.code == 1
    assert "\r" not in done.out
    assert "\x1b" not in done.out
    assert done.out == (
        "--- crlf.json\n+++ crlf.json (réparé)\n"
        "\\ fins de ligne : CRLF devient LF sur 8 lignes ; ci-dessous, les autres changements :\n"
        "@@ -1,9 +1,9 @@\n"
        " {\n"
        '-  "nom":⟨TAB⟩"Éditeur",\n'
        '+  "nom": "Éditeur",\n'
        '   "montantHT": 12.50,\n'
        '-  "lignes": [·\n'
        '+  "lignes": [\n'
        "     {\n"
        '       "finess": "2B0000020"\n'
        "     }\n"
        "   ]\n"
        "-}\n\\ pas de fin de ligne ici\n"
        "+}\n"
    )
    assert path.read_bytes() == text.removesuffix("\r\n").encode()
    assert others(folder) == {"crlf.json"}


def test_diff_of_an_exact_file_is_empty(run: Run) -> None:
    assert fix(run, "--diff", "ok.json") == Result(0, "", "ok.json : déjà exact, rien à réparer\n")


def test_diff_says_where_and_no_more() -> None:
    old = [f"line {n}" for n in range(100)]
    new = [*old[:50], "another", *old[51:]]
    drawn = unified(
        "f", "\n".join(old).encode() + b"\n", "\n".join(new).encode() + b"\n", "en", False
    )
    assert drawn == (
        "--- f\n+++ f (repaired)\n@@ -48,7 +48,7 @@\n line 47\n line 48\n line 49\n-line 50\n+another\n"
        " line 51\n line 52\n line 53\n"
    )


def test_a_line_of_the_whole_file_is_cut_around_the_change() -> None:
    old = b'{"a":"' + b"x" * 20_000 + b'","b":1e3}'
    drawn = unified("f", old, old.replace(b"1e3", b"1000"), "en", True)
    assert len(drawn) < 6_000
    assert "1e3}" in drawn
    assert "1000}" in drawn
    assert "\x1b[31m-" in drawn


# --- The template


def test_a_reference_model_that_was_only_recognised_is_no_law(run: Run, mess: Path) -> None:
    template_folder(mess.parent / "t", status="reference")
    done = run("fix", "--templates", "t", "--in-place", "mess.json")
    assert done.code == 3
    assert "modèle de référence, non officiel : rien n’a été réparé" in done.err
    assert "ajoutez --template test/avance@initial" in done.err
    assert mess.read_text("utf-8") == MESS
    named = run("fix", "--templates", "t", "--template", "test/avance", "--in-place", "mess.json")
    assert named.code == 0
    assert "d’après le modèle de RÉFÉRENCE test/avance@initial, non officiel" in named.err


def test_an_official_model_is_recognised(run: Run, mess: Path) -> None:
    template_folder(mess.parent / "t")
    assert run("fix", "--templates", "t", "mess.json").out == OK


def test_a_file_of_no_model_is_left(run: Run, folder: Path) -> None:
    (folder / "x.json").write_text('{"x":1}', "utf-8")
    done = run("fix", "x.json")
    assert (done.code, done.out) == (3, "")
    assert "modèle non reconnu" in done.err


# --- What is refused, with nothing lost


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "indiquez au moins un fichier"),
        (("mess.json", "ok.json"), "plusieurs fichiers ne vont pas ensemble"),
        (("--output", "o", "mess.json", "ok.json"), "--output ne vaut que pour un fichier"),
        (("--in-place", "-"), "l’entrée standard n’a pas de place"),
        (("--backup", "mess.json"), "--backup demande --in-place"),
        (("--diff", "--in-place", "mess.json"), "--diff et --in-place ne vont pas ensemble"),
        (("--diff", "--output", "o", "mess.json"), "--diff et --output ne vont pas ensemble"),
        (("--output", "mess.json", "mess.json"), "c’est le fichier à réparer"),
        (("--encoding", "latin-9", "mess.json"), "--encoding"),
        (("--encoding", "latin-1", "mess.json"), "est en cp1252, dont les octets 0x80 à 0x9F"),
        (("--encoding", "ISO_8859-1", "mess.json"), "donnez --encoding cp1252"),
        (("--overwrite", "mess.json"), "--overwrite demande --output"),
        (("--in-place", "nowhere.json"), "fichier introuvable"),
        (("-", "-"), "donné deux fois"),
    ],
)
def test_wrong_use(run: Run, mess: Path, args: tuple[str, ...], said: str) -> None:
    done = fix(run, *args)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert mess.read_text("utf-8") == MESS
    assert others(mess.parent) == set()


def test_the_other_files_are_repaired(run: Run, mess: Path) -> None:
    done = fix(run, "--in-place", "nowhere.json", "mess.json")
    assert done.code == 2
    assert mess.read_text("utf-8") == OK


def test_a_symbolic_link_is_named_with_its_target(run: Run, mess: Path) -> None:
    link = mess.with_name("link.json")
    link.symlink_to(mess)
    done = fix(run, "--in-place", "link.json")
    assert done.code == 2
    assert (
        f"c’est un lien symbolique ; nommez le fichier lui-même, {os.path.realpath(mess)}"
        in done.err
    )
    assert link.is_symlink()
    assert mess.read_text("utf-8") == MESS


@pytest.mark.parametrize("folder_too", [False, True])
def test_what_is_marked_read_only_is_left(run: Run, mess: Path, folder_too: bool) -> None:
    place = mess.parent / "d"
    place.mkdir()
    path = place / "mess.json"
    path.write_text(MESS, "utf-8")
    (place if folder_too else path).chmod(0o555 if folder_too else 0o444)
    try:
        done = fix(run, "--in-place", "d/mess.json")
    finally:
        place.chmod(0o755)
    assert done.code == 2
    assert "lecture seule) ; le fichier est resté tel quel" in done.err
    assert path.read_text("utf-8") == MESS
    assert [one.name for one in place.iterdir()] == ["mess.json"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk(run: Run, mess: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fix_files.os, call, full)
    done = fix(run, "--in-place", "--backup", "mess.json")
    monkeypatch.undo()
    assert done.code == 2
    assert "écriture impossible (plus de place) ; le fichier est resté tel quel" in done.err
    assert mess.read_text("utf-8") == MESS
    assert others(mess.parent) == set()


@pytest.mark.parametrize("how", ["rewritten", "replaced", "removed", "same time"])
def test_a_file_that_changes_meanwhile_is_somebody_elses(
    run: Run, mess: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    real = fix_files._write_like

    def meanwhile(*args: Any) -> None:
        real(*args)
        before = mess.stat()
        if how == "replaced":
            mess.with_name("new").write_text(MESS, "utf-8")
            mess.with_name("new").replace(mess)
        elif how == "removed":
            mess.unlink()
        else:
            mess.write_text(MESS.replace("Éditeur", "Editeurs"), "utf-8")
            if how == "same time":
                os.utime(mess, ns=(before.st_atime_ns, before.st_mtime_ns))

    monkeypatch.setattr(fix_files, "_write_like", meanwhile)
    done = fix(run, "--in-place", "mess.json")
    assert done.code == 2
    assert "mess.json : " in done.err
    if how == "removed":
        assert not mess.exists()
    else:
        assert "a été modifié pendant la réparation" in done.err
        assert mess.read_text("utf-8") != OK
    assert others(mess.parent) == set()


def test_a_fault_of_ours_writes_nothing(
    run: Run, mess: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from asp_check.repair import repairing

    monkeypatch.setattr(repairing, "fingerprint", id)
    done = fix(run, "--in-place", "mess.json")
    assert (done.code, done.out) == (3, "")
    assert "défaut d’asp-check (fix: data) : rien n’a été écrit" in done.err
    assert mess.read_text("utf-8") == MESS


def test_hostile_names_are_drawn(run: Run, folder: Path) -> None:
    name = "a\x1b[2J\n.json"
    (folder / name).write_text(MESS, "utf-8")
    done = fix(run, "--diff", name)
    assert done.code == 1
    assert "\x1b" not in done.out + done.err
    assert "a⟨ESC⟩[2J⟨LF⟩.json" in done.out


def test_what_a_repair_shows_does_not_act_on_a_terminal(run: Run, folder: Path) -> None:
    (folder / "x.json").write_text(MESS.replace("Éditeur", "\u202eÉ\x9b2J"), "utf-8")
    done = fix(run, "--diff", "x.json")
    assert "\u202e" not in done.out
    assert "\x9b" not in done.out


def test_the_help_promises_the_exit_codes(run: Run) -> None:
    for lang in ("fr", "en"):
        page = run("fix", "--help", "--lang", lang).out
        for option in ("--template", "--diff", "--in-place", "--output", "--backup", "--encoding"):
            assert option in page
        assert all(f"\n  {code}  " in page for code in range(4))


def test_one_repaired_file_imports_no_more_than_it_needs(folder: Path, mess: Path) -> None:
    code = (
        "import sys\nfrom asp_check import cli\n"
        f"assert cli.main(['fix', '--template', 'blank.json', '--in-place', {mess.name!r}]) == 0\n"
        "print(sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=folder,
        env={
            "PYTHONPATH": str(Path(cli.__file__).parents[2]),
            "ASP_CHECK_TEMPLATES": str(folder / "none"),
        },
        timeout=60,
    )
    loaded = done.stdout.decode()
    for name in ("pydantic", "jsonschema", "asp_check.causes", "asp_check.pieces", "'difflib'"):
        assert f"'{name}" not in loaded.replace("''", "'")


def test_values_are_hidden_from_the_difference_too(folder: Path, run: Run) -> None:
    folder.joinpath("wide.json").write_bytes(
        OK.replace("\n", "\r\n").replace(": ", ":").encode("utf-16")
    )
    folder.joinpath("tight.json").write_bytes(OK.replace(": ", ":").encode())
    for name in ("wide.json", "tight.json"):
        asked = ("fix", "--diff", "--template", "blank.json", name)
        assert "2B0000020" in run(*asked).out
        masked = run(*asked, "--mask")
        assert masked.code == 1
        assert "2B0000020" not in masked.out + masked.err
        assert "teur" not in masked.out + masked.err
    folder.joinpath("asp-check.toml").write_text("mask = true\n")
    assert "2B0000020" not in run(*asked).out
    assert "2B0000020" in run(*asked, "--show-values").out
