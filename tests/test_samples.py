"""The samples: for each, what the command line finds, where and in which words.

``pytest --accept`` rewrites ``expected.txt``; the diff is to be read before it is committed.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from asp_check import cli
from asp_check.report import escape
from asp_check.rules import RULEBOOK
from asp_check.text import visible

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SCHEMAS = ROOT / "schemas"

CONFIG = "asp-check.toml"
"""Beside the documents of a case: the options that it needs and the others do not."""
OPTIONS = "options.txt"
"""Beside them: options of the command line, such as the instant of the check; its paths start there."""
DATA = {"dispositifs.toml", "ceilings.csv", "finess.csv", "funded.csv"}
"""Beside them: what the user knows, named by the configuration of the case."""
DOCUMENT = "bdc.json"
EXPECTED = "expected.txt"

CASES = sorted(path for path in SAMPLES.glob("*/*/*/*") if path.parent.name in {"ok", "bad"})
MODELS = sorted(path.parent for path in SCHEMAS.rglob("manifest.toml"))

WITHOUT_A_SAMPLE = {
    "T901": "the safety net: every difference that we know how to make has a rule of its own",
    "R101": "every reference model requires the amount of a service: at zero it is an empty slot, V001",
    "R107": "every reference model requires the amounts of the invoice: at zero they are empty slots, V001",
    "R405": "the only answers by FINESS of a reference model are booleans, which cannot be left empty",
    "R503": "the only statement of a reference model is fixed: another one is a changed value, T303",
    "R505": "the reference models that have one address for an order require it: left empty, V001",
}

OPEN = {"unreadable", "crash"}
"""Why a rule was not run, where that leaves the verdict open; the others would drown the rest."""

EXIT_CODES = {"conform": 0, "nonconform": 1, "inconclusive": 3}

Report = Mapping[str, Any]


def name_of(path: Path) -> str:
    return path.relative_to(SAMPLES).as_posix()


each_case = pytest.mark.parametrize("case", CASES, ids=map(name_of, CASES))


@pytest.fixture(autouse=True)
def _nothing_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ASP_CHECK_LANG", raising=False)
    monkeypatch.setenv("ASP_CHECK_TEMPLATES", str(tmp_path / "none"))


def checked(case: Path, tmp_path: Path) -> tuple[int, Report]:
    """The exit code and the report of the command line on one case, with its configuration."""
    output = tmp_path / "report.json"
    form = ("--format", "json", "--output", str(output))
    code = cli.main([*form, *options(case), str(case / DOCUMENT)])
    report: Report = json.loads(output.read_text("utf-8"))
    return code, report


def options(case: Path) -> list[str]:
    """The options of one case: those of its file, or no as-of instant."""
    told = case / OPTIONS
    if not told.exists():
        return ["--as-of", "none"]
    return shlex.split(told.read_text("utf-8"))


def written(report: Report) -> str:
    """One file of a report as ``expected.txt`` holds it."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    template = report["template"]
    yield f"{report['verdict']}: {template['id']} ({template['status']})"
    for finding in report["findings"]:
        start = f"{finding['line']}:{finding['column']}"
        end = f"{finding['end_line']}:{finding['end_column']}"
        place = start if start == end else f"{start}-{end}"
        what = f"{finding['rule']} {finding['name']} {finding['severity']}"
        count = f" ×{finding['count']}" if finding["count"] > 1 else ""
        yield ""
        yield f"{place} {what} {_pointer(finding['pointer'])}{count}"
        yield f"    {escape.message(finding['message'])}"
        for place in finding["related"]:
            where = f"{place['line']}:{place['column']} {_pointer(place['pointer'])}"
            yield f"    {where}: {escape.message(place['label'])}"
    for rule in (entry for entry in report["not_run"] if entry["kind"] in OPEN):
        yield ""
        yield f"{rule['rule']} {rule['kind']}"
        yield f"    {escape.message(rule['reason'])}"


def _pointer(pointer: str | None) -> str:
    """``-`` for what has none, ``""`` for the whole document."""
    return "-" if pointer is None else visible(pointer) or '""'


def expectation(case: Path) -> str:
    return (case / EXPECTED).read_text("utf-8")


def rules_in(text: str) -> set[str]:
    return set(re.findall(r"^[0-9:-]+ ([A-Z][0-9]{3}) ", text, re.MULTILINE))


# ------------------------------------------------------------------------------ each case


@each_case
def test_what_is_found(case: Path, tmp_path: Path, accept: bool) -> None:
    code, report = checked(case, tmp_path)
    (file,) = report["files"]
    found = written(file)
    if accept:
        (case / EXPECTED).write_bytes(found.encode())
    elif not (case / EXPECTED).exists():
        pytest.fail(f"{name_of(case)} says nothing of what must be found: pytest --accept")
    assert found == expectation(case)
    assert code == EXIT_CODES[report["verdict"]]


@each_case
def test_ok_and_bad_mean_what_they_say(case: Path) -> None:
    text = expectation(case)
    verdict = text.partition(":")[0]
    if case.parent.name == "ok":
        assert verdict == "conform"
        assert not rules_in(text) or "warning" in case.name
    else:
        assert verdict == "nonconform"
        assert " blocking " in text or "warning" in case.name


@each_case
def test_a_case_that_is_named_after_a_rule_shows_it(case: Path) -> None:
    names = (c for c in RULEBOOK.values() if f"{case.name}-".startswith(f"{c.name}-"))
    rule = max(names, key=lambda c: len(c.name), default=None)
    if case.parent.name == "bad" and rule is not None:
        assert rule.id in rules_in(expectation(case))


# ------------------------------------------------------------------------------ together


def test_every_rule_of_form_has_a_sample() -> None:
    shown = set[str]().union(*(rules_in(expectation(c)) for c in CASES if c.parent.name == "bad"))
    # The rules on pieces have the sample dossiers: tests/test_dossiers.py.
    assert {rule for rule in RULEBOOK if rule[0] != "X"} - shown == set(WITHOUT_A_SAMPLE)


@pytest.mark.parametrize("folder", MODELS, ids=lambda f: f.relative_to(SCHEMAS).as_posix())
def test_every_model_has_an_exact_sample_of_its_own(folder: Path) -> None:
    dispositif, request, version = folder.relative_to(SCHEMAS).parts
    first = f"conform: {dispositif}/{request}@{version.lower()} (reference)\n"
    exact = [
        case
        for case in CASES
        if case.match("ok/exact*") and expectation(case) == first
    ]  # fmt: skip
    assert exact
    example = (folder / "example.json").read_bytes()
    assert all((case / DOCUMENT).read_bytes() != example for case in exact)


def test_every_file_has_its_place() -> None:
    allowed = {DOCUMENT, EXPECTED, CONFIG, OPTIONS, *DATA}
    strays = [
        name_of(path)
        for path in SAMPLES.rglob("*")
        if path.is_file()
        and (path.parent not in CASES or path.name not in allowed)
        and path.parent != SAMPLES
        and path.relative_to(SAMPLES).parts[0] not in {"models", "dossiers", "drawing", "truth"}
    ]
    assert strays == []
    assert [name_of(case) for case in CASES if not (case / DOCUMENT).is_file()] == []


# ------------------------------------------------------------------------------ the command


def run(*args: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "asp_check", "--as-of", "none", *args],
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_the_whole_tree_at_once() -> None:
    """Every verdict is the one of the case checked alone, unless it has options of its own."""
    result = run("--format", "json", "samples")
    assert result.stderr == b""
    verdicts = {file["path"]: file["verdict"] for file in json.loads(result.stdout)["files"]}
    alike = [
        case for case in CASES if not (case / CONFIG).exists() and not (case / OPTIONS).exists()
    ]
    expected = {
        str((case / DOCUMENT).relative_to(ROOT)): expectation(case).partition(":")[0]
        for case in alike
    }
    assert {path: verdicts[path] for path in expected} == expected
    assert result.returncode == 1


def test_all_that_is_exact_at_once() -> None:
    exact = (c for c in CASES if c.parent.name == "ok" and not (c / OPTIONS).exists())
    result = run(*(str(case / DOCUMENT) for case in exact))
    assert result.stderr == b""
    assert result.returncode == 0
