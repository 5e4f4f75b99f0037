"""Help reads in two languages, and tells every option."""

from __future__ import annotations

import pytest
from click import Context, Option

from asp_check import cli
from tests.cli.conftest import Run

COMMANDS = ("calendar", "check", "explain", "init", "rules", "template")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("args", "usage"), [((), "Utilisation :"), (("--lang", "en"), "Usage:")])
def test_each_command_has_its_page(run: Run, name: str, args: tuple[str, ...], usage: str) -> None:
    result = run(name, "--help", *args)
    assert result.code == 0
    assert result.out.startswith(f"{usage} asp-check {name} ")
    assert result.err == ""


@pytest.mark.parametrize(
    "args", [("--help", "--lang", "en"), ("--lang", "en", "-h"), ("--lang=en", "--help")]
)
def test_english_on_either_side_of_help(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.code == 0
    assert result.out.startswith("Usage: asp-check ")
    assert "Exit code:" in result.out


def test_the_main_page(run: Run) -> None:
    page = run("--help").out
    assert page.startswith("Utilisation : asp-check ")
    for told in (
        "Commandes :",
        "Options :",
        "Exemples :",
        "Code de sortie :",
        "--version",
        *COMMANDS,
    ):
        assert told in page
    assert not any(english in page for english in ("Usage", "Show", "Error", "PATHS"))


def test_every_option_is_told_in_both_languages(run: Run) -> None:
    check = cli.program.get_command(Context(cli.program), "check")
    assert check is not None
    french, english = run("--help").out, run("--help", "--lang", "en").out
    for param in check.params:
        if isinstance(param, Option):
            assert f"{param.opts[0]} " in french
            assert f"{param.opts[0]} " in english
    assert french != english


def test_no_line_is_wider_than_a_terminal(run: Run) -> None:
    for args in (("--help",), *((name, "--help") for name in COMMANDS)):
        for line in run(*args).out.splitlines():
            assert len(line) <= 100


def test_the_summaries_are_those_of_the_commands() -> None:
    assert set(cli.SUMMARIES) == set(cli.COMMANDS)


@pytest.mark.parametrize("args", [("--version",), ("check", "--version"), ("ok.json", "--version")])
def test_the_version(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert (result.code, result.out) == (0, "asp-check 0.1.0\n")


def test_the_variable_sets_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASP_CHECK_LANG", "en")
    assert run("--help").out.startswith("Usage:")
    assert "conform on" in run("--template", "blank.json", "ok.json").out
    assert "conforme" in run("--template", "blank.json", "--lang", "fr", "ok.json").out
    assert "no such file" in run("absent.json").err
