"""``asp-check init``: what it writes is valid, with and without its marks, and replaces nothing."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from asp_check import config, inputs
from asp_check.cli import init
from asp_check.config import errors, strict
from asp_check.engine import Options
from tests.cli.conftest import Process, Run, template_folder

LANGUAGES = ("fr", "en")


def uncommented(lang: str) -> str:
    """The file once every example counts."""
    return re.sub(r"^#(?! |$)", "", init.text(lang), flags=re.MULTILINE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_written_changes_nothing_but_the_language(lang: str) -> None:
    data = tomllib.loads(init.text(lang))
    assert errors.accepts(data)
    assert strict.from_mapping(data) == config.Config(lang=lang, layout=Options().layout)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_still_valid_once_every_example_counts(lang: str, tmp_path: Path) -> None:
    data = tomllib.loads(uncommented(lang))
    assert errors.accepts(data)
    settings = strict.from_mapping(data)
    path = tmp_path / "asp-check.toml"
    path.write_text(uncommented(lang), "utf-8")
    assert config.load(str(path)).solution == settings.solution
    options = Options(
        select=inputs.prefixes("select", settings.select),
        ignore=inputs.prefixes("ignore", settings.ignore),
        require=inputs.prefixes("require", settings.require),
    )
    inputs.refuse_contradictions(options)
    inputs.prefixes("severity", (prefix for prefix, _ in settings.severity))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sizes_shown_are_those_that_hold_by_default(lang: str) -> None:
    shown = strict.from_mapping(tomllib.loads(uncommented(lang)))
    for key in ("max_findings", "max_size", "max_depth", "layout", "strict"):
        assert getattr(shown, key) == getattr(Options(), key), key


@pytest.mark.parametrize("names", list(errors.TABLES), ids=".".join)
def test_every_key_is_there(names: tuple[str, ...]) -> None:
    data = tomllib.loads(uncommented("fr"))
    held: Any = data
    for name in names:
        held = held[name]
    found = set().union(*(held if isinstance(held, list) else [held]))
    if len(names) == 2:
        # Said once for the three.
        found |= set().union(*data["reference"].values())
    assert found == set(errors.TABLES[names].model_fields)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_example_counts_by_itself_or_says_what_it_needs(lang: str) -> None:
    lines = init.text(lang).split("\n")
    for index, line in enumerate(lines):
        if re.match(r"#(?! |$)", line):
            alone = "\n".join([*lines[:index], line[1:], *lines[index + 1 :]])
            data = tomllib.loads(alone)
            if not errors.accepts(data):
                at, (french, _) = errors.explain(alone, data, (), ())
                assert at == index + 1
                assert re.search(r"sous \[\[(solution|model)\]\]|« \S+ » manque", french), french


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_example_has_its_line_of_comment(lang: str) -> None:
    lines = init.text(lang).rstrip("\n").split("\n")
    for above, line in pairwise(lines):
        if re.match(r"#?[\w.]+ = ", line) and not re.match(r"#?[TV]\d", line):
            assert above.startswith(("# ", "[", "#[[")), line
    assert all(len(line) <= 110 for line in lines)


def test_the_two_languages_say_the_same_of_the_same() -> None:
    marks = [re.sub(r"^# .*|fr|en", "", init.text(lang), flags=re.MULTILINE) for lang in LANGUAGES]
    assert marks[0] == marks[1]
    assert all(part.fr and part.en for part in init.PARTS)


# --- On the command line


def test_it_writes_in_the_current_folder_and_says_what_comes_next(run: Run, folder: Path) -> None:
    result = run("init")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("asp-check.toml : écrit.\n")
    assert "template import" in result.out
    assert "Attention" not in result.out
    assert folder.joinpath("asp-check.toml").read_bytes() == init.text("fr").encode()
    assert list(folder.glob("*.tmp")) == []


def test_it_writes_in_english(run: Run, folder: Path) -> None:
    result = run("--lang", "en", "init")
    assert result.out.startswith("asp-check.toml: written.\n")
    assert folder.joinpath("asp-check.toml").read_text("utf-8") == init.text("en")


def test_a_check_with_what_was_written(run: Run) -> None:
    run("init")
    assert run("--template", "blank.json", "ok.json").code == 0
    assert run("--template", "blank.json", "bad.json").code == 1


def test_nothing_is_replaced_without_force(run: Run, folder: Path) -> None:
    path = folder / "asp-check.toml"
    path.write_text("strict = true\n")
    for lang, said in (("fr", "--force le remplace"), ("en", "--force replaces it")):
        result = run("init", "--lang", lang)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
        assert result.err.count("\n") == 1
    assert path.read_text() == "strict = true\n"
    assert run("init", "--force").code == 0
    assert path.read_text("utf-8") == init.text("fr")


def test_a_broken_configuration_can_be_replaced(run: Run, folder: Path) -> None:
    folder.joinpath("asp-check.toml").write_text("= 1\n")
    assert run("init", "--force").code == 0


def test_another_file(run: Run, folder: Path) -> None:
    folder.joinpath("sub").mkdir()
    result = run("init", "--output", "sub/mine.toml")
    assert result.code == 0
    assert "asp-check --config sub/mine.toml bdc.json" in result.out
    assert run("--config", "sub/mine.toml", "--template", "blank.json", "ok.json").code == 0
    assert run("init", "--output", "sub/mine.toml").code == 2


@pytest.mark.parametrize("name", ["no/such/folder.toml", "sub", "a\0b", ""])
def test_a_file_that_cannot_be_written(run: Run, folder: Path, name: str) -> None:
    folder.joinpath("sub").mkdir()
    result = run("init", "--output", name)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_it_is_shown(process: Process, folder: Path) -> None:
    done = process("init", "--output", "-", env={"PYTHONIOENCODING": "cp1252"})
    assert done.returncode == 0
    assert done.stdout.decode() == init.text("fr")
    assert not folder.joinpath("asp-check.toml").exists()
    assert not folder.joinpath("-").exists()


@pytest.mark.parametrize("args", [(), ("--force",)])
def test_a_pyproject_is_left_alone(run: Run, folder: Path, args: tuple[str, ...]) -> None:
    folder.joinpath("pyproject.toml").write_text("[project]\n")
    result = run("init", "--output", "pyproject.toml", *args)
    assert result.code == 2
    assert "[tool.asp-check]" in result.err
    assert folder.joinpath("pyproject.toml").read_text() == "[project]\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("asp-check.toml", "strict = true\n"),
        ("pyproject.toml", "[tool.asp-check]\nstrict = true\n"),
    ],
)
def test_a_configuration_that_no_longer_holds_is_told(
    run: Run, folder: Path, name: str, text: str
) -> None:
    folder.joinpath(name).write_text(text)
    folder.joinpath("sub").mkdir()
    french = run("init", "--output", "sub/asp-check.toml").out
    assert f"{folder / name} ne vaut plus pour ce dossier" in french
    if name == "pyproject.toml":
        english = run("init", "--lang", "en").out
        assert f"{folder / name} no longer holds for this folder" in english


def test_too_many_arguments(run: Run) -> None:
    result = run("init", "here")
    assert result.code == 2
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page(run: Run, lang: str) -> None:
    page = run("init", "--help", "--lang", lang).out
    assert "--force" in page
    assert all(len(line) <= 100 for line in page.splitlines())
    assert "asp-check.toml" in run("--help", "--lang", lang).out


def test_a_template_named_in_it_is_found(run: Run, folder: Path) -> None:
    template_folder(folder / "t")
    path = folder / "asp-check.toml"
    run("init")
    path.write_text(
        path.read_text("utf-8")
        .replace('#template = "hop-dpi-va2/avance"', 'template = "test/avance"')
        .replace('#templates = ["modeles"]', 'templates = ["t"]'),
        "utf-8",
    )
    assert run("ok.json").code == 0
