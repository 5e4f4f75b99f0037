"""What a shell is told of what may follow."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from asp_check import cli
from asp_check.cli.completion import proposals

ROOT = Path(cli.__file__).parents[2]


def values(*args: str) -> list[str]:
    return [item.value for item in proposals(args[:-1], args[-1]) if item.type == "plain"]


def kinds(*args: str) -> set[str]:
    return {item.type for item in proposals(args[:-1], args[-1])}


def test_commands_and_files_come_first() -> None:
    assert {"check", "dossier", "template"} <= set(values(""))
    assert values("exp") == ["explain"]
    assert "file" in kinds("")


def test_options_of_the_default_command_are_told_before_and_after_a_file() -> None:
    assert values("--form") == ["--format"]
    assert values("bdc.json", "--form") == ["--format"]
    assert "--kind" not in values("--")
    assert "--kind" in values("dossier", "--")


def test_an_option_that_waits_is_answered() -> None:
    assert values("--format", "j") == ["json", "junit"]
    assert values("--format=j") == ["--format=json", "--format=junit"]
    assert values("--layout", "") == ["error", "warn", "off"]
    assert kinds("--va", "") == {"file"}
    assert kinds("--templates", "") == {"dir"}


def test_the_value_of_an_option_is_not_taken_for_a_command() -> None:
    assert values("--template", "dossier", "--kin") == []
    assert values("--lang", "en", "doss") == ["dossier"]


def test_commands_of_a_group() -> None:
    assert values("template", "sh") == ["show"]
    assert values("template", "nothing", "x") == []


def test_templates_and_rules() -> None:
    assert "hop-dpi-va2/avance" in values("--template", "hop")
    assert "hop-dpi-va2/solde" in values("template", "show", "HOP")
    assert values("explain", "t101") == ["T101"]
    assert "T101" in values("--ignore", "T10")


def test_descriptions_are_in_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {}
    for lang in ("fr", "en"):
        monkeypatch.setenv("ASP_CHECK_LANG", lang)
        told[lang] = next(item.help for item in proposals((), "rules") if item.type == "plain")
    assert told == {"fr": "Liste les règles.", "en": "List the rules."}


def test_a_broken_configuration_is_not_told_between_two_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asp-check.toml").write_text("lang = 7\n")
    monkeypatch.chdir(tmp_path)
    assert values("--template", "") == []


def ask(**env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "asp_check"],
        capture_output=True,
        check=False,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **env},
        timeout=60,
    )


@pytest.mark.parametrize(
    ("shell", "word", "wanted"),
    [
        ("bash", "1", "plain,rules\n"),
        ("zsh", "1", "file\nrul\n_\nplain\nrules\nListe les règles.\n"),
        ("fish", "rul", "plain,rules\tListe les règles.\n"),
    ],
)
def test_the_protocol_of_each_shell(shell: str, word: str, wanted: str) -> None:
    done = ask(_ASP_CHECK_COMPLETE=f"{shell}_complete", COMP_WORDS="asp-check rul", COMP_CWORD=word)
    assert done.returncode == 0, done.stderr
    assert wanted in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("asked", ["bash_source", "tcsh_complete", "x", "bash_complete"])
def test_what_no_shell_asks_is_refused(asked: str) -> None:
    done = ask(_ASP_CHECK_COMPLETE=asked)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


@pytest.mark.parametrize(
    "words", [{"COMP_WORDS": "asp-check a"}, {"COMP_WORDS": "a '", "COMP_CWORD": "x"}]
)
def test_what_no_script_of_ours_sends_is_refused(words: dict[str, str]) -> None:
    done = ask(_ASP_CHECK_COMPLETE="bash_complete", **words)
    assert done.returncode == 2
    assert not done.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not there")
def test_the_script_of_bash_works_in_bash(tmp_path: Path) -> None:
    (tmp_path / "asp-check").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m asp_check "$@"\n')
    (tmp_path / "asp-check").chmod(0o755)
    script = (
        'eval "$(asp-check completion bash)"; COMP_WORDS=(asp-check template sh); COMP_CWORD=2;'
        ' _asp_check_completion asp-check; echo "${COMPREPLY[@]}"; complete -p asp-check'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        timeout=60,
    )
    assert done.stdout.splitlines() == [
        "show",
        "complete -o nosort -F _asp_check_completion asp-check",
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_script_names_the_program(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "asp_check", "completion", shell],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert f"_ASP_CHECK_COMPLETE={shell}_complete" in done.stdout


def test_another_shell_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "asp_check", "completion", "tcsh"],
        capture_output=True,
        check=False,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=60,
    )
    assert done.returncode == 2
    assert "bash, zsh, fish" in done.stderr
