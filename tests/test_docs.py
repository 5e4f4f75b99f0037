"""The documentation says what is true: its examples run, its links lead somewhere, nothing is left out."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from asp_check import config, manifest

ROOT = Path(__file__).parent.parent
PAGES = sorted([
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "benchmarks").glob("*.md"),
])  # fmt: skip
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text("utf-8")
    return [body for _, found, body in FENCE.findall(text) if found == language]


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the usual hosts of Markdown make them."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    }


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if link.startswith(("http://", "https://")):
            continue
        target, _, anchor = link.partition("#")
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), link
        if anchor:
            assert anchor in anchors(found), link


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ">>>" in page.read_text("utf-8")], ids=name
)
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    source = "\n".join(blocks(page, "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, name(page), str(page), 0)
    assert test.examples
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    printed: list[str] = []
    result = runner.run(test, out=printed.append)
    assert result.failed == 0, "".join(printed)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console" in page.read_text("utf-8")], ids=name
)
def test_console_examples_run(page: Path, tmp_path: Path) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("ASP_CHECK")},
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "ASP_CHECK_TEMPLATES": str(tmp_path),
    }
    for block in blocks(page, "console"):
        prompt, _, expected = block.replace("\\\n", " ").partition("\n")
        program, *arguments = shlex.split(prompt.removeprefix("$ "))
        assert program == "asp-check", prompt
        done = subprocess.run(
            [sys.executable, "-m", "asp_check", *arguments],
            cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        shown = done.stdout + done.stderr
        assert doctest.OutputChecker().check_output(expected, shown, OPTIONS), shown


def test_the_two_readmes_are_in_step() -> None:
    english, french = ((ROOT / f).read_text("utf-8") for f in ("README.md", "README.fr.md"))
    for language in ("sh", "python"):
        assert blocks(ROOT / "README.md", language) == blocks(ROOT / "README.fr.md", language)
    for shape in (r"^#+ ", r"^\|", r"^- ", r"^ *```", r"^<!-- .* -->$", r"^\d\. "):
        assert re.findall(shape, english, re.MULTILINE) == re.findall(shape, french, re.MULTILINE)
    other = {"README.md": "README.fr.md", "README.fr.md": "README.md"}
    assert [other.get(link, link) for link in LINK.findall(english)] == LINK.findall(french)


@pytest.mark.parametrize("kind", [manifest.Manifest, manifest.Node], ids=lambda k: k.__name__)
def test_every_attribute_of_a_manifest_is_documented(kind: type) -> None:
    told = (ROOT / "docs" / "templates.md").read_text("utf-8")
    rows = "\n".join(line for line in told.splitlines() if line.startswith("|"))
    internal = {"extra"}
    missing = {name for name in kind._fields if f"`{name}`" not in rows} - internal
    assert not missing


def test_every_layer_is_told_of() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(c["layers"] for c in settings["contracts"] if c["type"] == "layers")
    modules = [module.strip() for layer in layers for module in re.split("[|:]", layer)]
    told = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = " ".join(re.findall(r"^\| `.*?\|", told, re.MULTILINE))
    assert sorted(name.rstrip("/") for name in re.findall("`(.+?)`", rows)) == sorted(modules)


def test_every_key_of_the_configuration_is_documented() -> None:
    told = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    internal = {"path", "directory", "model"}
    assert "`[[model]]`" in told
    keys = set(config.Config._fields) - internal
    assert {key for key in keys if f"`{key}`" not in told} == set()


def test_every_key_of_the_report_is_documented() -> None:
    schema = json.loads((ROOT / "asp_check" / "report" / "report.schema.json").read_text("utf-8"))
    told = (ROOT / "docs" / "json-report.md").read_text("utf-8")
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    assert {key for key in keys if f"`{key}`" not in told} == set()


def test_the_oldest_python_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    for readme in ("README.md", "README.fr.md"):
        assert oldest in (ROOT / readme).read_text("utf-8"), readme


def test_the_readme_commands_are_the_ones_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    marks = re.findall(r"^<!-- (command: .*) -->\n```sh\n.*\n```$", readme, re.MULTILINE)
    assert marks == ["command: main job", "command: tests"]
    assert all(f'readme_command "{mark}"' in script for mark in marks)
