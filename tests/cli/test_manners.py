"""How much is said, how often, and what is proposed next."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from asp_check import cli
from asp_check.cli.watch import state
from tests.cli.conftest import BAD, BLANK, OK, Run, template_folder

ROOT = Path(cli.__file__).parents[2]
ENV = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "ASP_CHECK_TEMPLATES": "/none"}


# --- Quiet


def test_quiet_says_nothing_of_what_is_conform(run: Run) -> None:
    done = run("--quiet", "--template", "blank.json", "ok.json")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_quiet_still_tells_what_is_not(run: Run) -> None:
    done = run("-q", "--template", "blank.json", "ok.json", "bad.json")
    assert done.code == 1
    assert "bad.json" in done.out
    assert "ok.json" not in done.out
    assert done.err == ""


def test_quiet_keeps_what_programs_read(run: Run) -> None:
    done = run("--quiet", "--format", "json", "--template", "blank.json", "ok.json")
    assert '"path": "ok.json"' in done.out


def test_quiet_still_complains(run: Run) -> None:
    done = run("--quiet", "--template", "blank.json", "nowhere.json")
    assert done.code == 2
    assert "nowhere.json" in done.err


def test_a_quiet_dossier(run: Run) -> None:
    quiet = ("dossier", "--quiet", "--ignore", "D", "--ignore", "X", "--template", "blank.json")
    done = run(*quiet, "ok.json")
    assert (done.code, done.out) == (0, "")
    done = run(*quiet, "bad.json")
    assert done.code == 1
    assert "bad.json" in done.out


# --- Verbose


def test_verbose_tells_on_what_a_run_rested(folder: Path, run: Run) -> None:
    (folder / "asp-check.toml").write_text('template = "blank.json"\n')
    done = run("--verbose", "ok.json")
    assert done.code == 0
    assert f"Configuration : {folder / 'asp-check.toml'}" in done.err
    assert "Modèles : " in done.err
    assert "ok.json : blank.json, conforme" in done.err
    assert run("--lang", "en", "--verbose", "ok.json").err.startswith("Configuration: ")


# --- What comes next


def test_nothing_is_proposed_where_all_is_conform(run: Run) -> None:
    assert run("--template", "blank.json", "ok.json").err == ""


def test_a_finding_may_be_explained(run: Run) -> None:
    assert "asp-check explain T" in run("--template", "blank.json", "bad.json").out


def test_a_paper_among_the_files_is_to_be_given_as_a_piece(folder: Path, run: Run) -> None:
    (folder / "la va.pdf").write_bytes(b"%PDF-1.7\n")
    done = run("--template", "blank.json", "ok.json", "la va.pdf")
    assert "asp-check ok.json --piece 'la va.pdf'" in done.out
    assert "asp-check explain" not in done.out


def test_a_stray_file_is_named(folder: Path, run: Run) -> None:
    (folder / "package.json").write_text('{"name": "x"}\n')
    done = run("package.json")
    assert done.code == 3
    assert "package.json ne ressemble à aucun modèle connu" in done.out
    assert "asp-check template import" in done.out
    assert "looks like no known template" in run("--lang", "en", "package.json").out


def test_hostile_names_do_not_reach_the_terminal(folder: Path, run: Run) -> None:
    (folder / "\x1b[31mx.json").write_text('{"name": "x"}\n')
    assert "\x1b" not in run("\x1b[31mx.json").out


def test_no_proposal_goes_with_a_form_that_programs_read(run: Run) -> None:
    assert (
        "asp-check explain"
        not in run("--format", "json", "--template", "blank.json", "bad.json").out
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dosier", "dossier"), ("Template", "template"), ("explian", "explain"), ("réparer", "fix")],
)
def test_a_slip_in_the_name_of_a_command(run: Run, typed: str, meant: str) -> None:
    done = run(typed, "ok.json")
    assert done.code == 2
    assert f"vouliez-vous dire asp-check {meant} ?" in done.err


def test_a_file_named_almost_like_a_command_is_a_file(folder: Path, run: Run) -> None:
    (folder / "dosier").write_text(OK)
    assert run("--template", "blank.json", "dosier").code == 0


@pytest.mark.parametrize(
    ("typed", "meant"), [("--facture", "--invoice"), ("--modèle", "--template")]
)
def test_french_names_of_options(run: Run, typed: str, meant: str) -> None:
    done = run(typed, "x", "ok.json")
    assert done.code == 2
    assert f"vouliez-vous dire {meant} ?" in done.err


# --- Reference models


def test_official_refuses_a_reference_model_even_named(folder: Path, run: Run) -> None:
    template_folder(folder / "t", status="reference")
    asked = ("--official", "--templates", "t", "--template", "test/avance", "ok.json")
    done = run(*asked)
    assert done.code == 2
    assert "allow_reference = true" in done.err
    (folder / "asp-check.toml").write_text("allow_reference = true\n")
    assert run(*asked).code == 0


def test_official_takes_an_official_model(folder: Path, run: Run) -> None:
    template_folder(folder / "t")
    asked = ("--templates", "t", "--template", "test/avance", "ok.json", "ok.json", "--jobs", "2")
    assert run("--official", *asked).code == 0


def test_official_holds_in_other_processes(folder: Path, run: Run) -> None:
    template_folder(folder / "t", status="reference")
    asked = ("--templates", "t", "--template", "test/avance", "ok.json", "bad.json", "--jobs", "2")
    assert run("--official", *asked).code == 2


# --- A bar where it is seen


def in_a_terminal(folder: Path, *args: str) -> str:
    """What reaches the terminal that standard error is; standard output goes nowhere."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "asp_check", *args],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        cwd=folder,
        env={**ENV, "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        process.wait(timeout=60)
    os.close(ours)
    return seen.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_files_are_counted_in_a_terminal(folder: Path, jobs: str) -> None:
    asked = ("--template", "blank.json", "--jobs", jobs, "ok.json", "ok.json", "warning.json")
    seen = in_a_terminal(folder, *asked)
    assert "Contrôle" in seen
    assert "3/3" in seen


def test_one_file_has_no_bar(folder: Path) -> None:
    assert in_a_terminal(folder, "--template", "blank.json", "ok.json") == ""


def test_there_is_no_bar_where_nobody_sees_it(run: Run) -> None:
    assert run("--template", "blank.json", "ok.json", "ok.json").err == ""


# --- Again, at each change


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_watch_checks_again_at_each_save(folder: Path) -> None:
    out = folder / "out.txt"
    with (
        out.open("wb") as file,
        subprocess.Popen(
            [sys.executable, "-m", "asp_check", "--watch", "--template", "blank.json", "bad.json"],
            stdout=file,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=ENV,
        ) as process,
    ):
        try:
            until(lambda: "non conforme" in out.read_text("utf-8"))
            time.sleep(0.5)
            (folder / "new.json").write_text(OK)
            (folder / "new.json").replace(folder / "bad.json")
            until(lambda: "bad.json : conforme" in out.read_text("utf-8"))
            time.sleep(0.5)
            (folder / "blank.json").write_text(BLANK.replace("montantHT", "montant"))
            until(lambda: out.read_text("utf-8").count("non conforme") == 2)
            time.sleep(0.5)
        finally:
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "En attente d’une modification" in err.decode()


def test_standard_input_cannot_be_watched(run: Run) -> None:
    done = run("--watch", "--template", "blank.json", "-")
    assert done.code == 2
    assert "--watch" in done.err


def test_what_is_looked_at(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.json").write_text(BAD)
    before = state([str(folder), "nowhere", "a\0b"])
    assert str(folder / "sub" / "a.json") in before
    (folder / "sub" / "a.json").unlink()
    assert str(folder / "sub" / "a.json") not in state([str(folder)])


def test_papers_are_counted_as_they_are_read(folder: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7\n")
    pieces = ("--piece", "a.pdf", "--piece", "b.pdf")
    seen = in_a_terminal(folder, "--template", "blank.json", *pieces, "ok.json")
    assert "Lecture" in seen
    assert "2/2" in seen
