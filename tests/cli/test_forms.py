"""The forms of report for machines, from the command line: what they show, what they hide, what they exit with."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml
from sarif_kit.validate import validation_errors

from tests.cli.conftest import Process, Run

ARGUMENTS = ("--template", "blank.json", "--lang", "en")
FORMS = ("sarif", "junit", "github", "gitlab", "csv")
MASKED = ("sarif", "junit", "github", "gitlab")
VALUE = "2718281828.5"


@pytest.fixture
def secret(folder: Path) -> str:
    """A file with a value at fault: a decimal is wanting."""
    text = (folder / "ok.json").read_text("utf-8").replace("12.50", VALUE)
    (folder / "secret.json").write_text(text, "utf-8")
    return "secret.json"


@pytest.mark.parametrize("form", FORMS)
def test_the_exit_code_is_that_of_the_verdict(run: Run, form: str) -> None:
    for name, code in (("ok.json", 0), ("bad.json", 1), ("broken.json", 1), ("none.json", 2)):
        result = run(*ARGUMENTS, "--format", form, name)
        assert result.code == code, name
        assert result.out


def test_sarif(run: Run) -> None:
    result = run(*ARGUMENTS, "--format", "sarif", "bad.json", "ok.json")
    log = json.loads(result.out)
    assert validation_errors(log) == []
    (found,) = log["runs"][0]["results"]
    assert found["ruleId"] == "T103"
    assert found["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert found["fixes"]
    assert run(*ARGUMENTS, "--format", "sarif", "bad.json", "ok.json").out == result.out


def test_junit(run: Run) -> None:
    result = run(*ARGUMENTS, "--format", "junit", "bad.json", "ok.json")
    bad, ok = JUnitXml.fromstring(result.out.encode())
    assert (bad.name, bad.failures, ok.name, ok.failures) == ("bad.json", 1, "ok.json", 0)


def test_github(run: Run) -> None:
    lines = run(*ARGUMENTS, "--format", "github", "bad.json").out.splitlines()
    assert lines[1].startswith(
        "::error file=bad.json,line=3,endLine=3,col=3,endColumn=14,title=T103"
    )
    assert lines[-1].startswith("bad.json: nonconform")


def test_gitlab(run: Run) -> None:
    (issue,) = json.loads(run(*ARGUMENTS, "--format", "gitlab", "bad.json").out)
    assert issue["location"] == {"path": "bad.json", "lines": {"begin": 3, "end": 3}}


def test_csv(run: Run, folder: Path) -> None:
    assert run(*ARGUMENTS, "--format", "csv", "--output", "r.csv", "bad.json", "ok.json").code == 1
    data = (folder / "r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfpath,verdict,rule,")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row[:3] for row in rows[1:]] == [
        ["bad.json", "nonconform", "T103"], ["ok.json", "conform", ""],
    ]  # fmt: skip
    french = run("--template", "blank.json", "--format", "csv", "ok.json").out
    assert french.startswith("\ufefffichier;verdict;règle;")


def test_standard_input_has_no_path(process: Process, folder: Path) -> None:
    data = (folder / "bad.json").read_bytes()
    for form in FORMS:
        done = process(*ARGUMENTS, "--format", form, "-", stdin=data)
        assert done.returncode == 1, done.stderr
        assert b"T103" in done.stdout
    log = json.loads(process(*ARGUMENTS, "--format", "sarif", "-", stdin=data).stdout)
    assert validation_errors(log) == []
    (artifact,) = log["runs"][0]["artifacts"]
    assert artifact["roles"] == ["analysisTarget", "standardStream"]


# --- What is hidden


@pytest.mark.parametrize("form", FORMS)
def test_values_are_hidden_where_others_read(run: Run, form: str, secret: str) -> None:
    asked = (*ARGUMENTS, "--format", form, secret)
    assert (VALUE in run(*asked).out) is (form not in MASKED)
    assert VALUE in run(*asked, "--show-values").out
    assert VALUE not in run(*asked, "--mask").out
    assert "27•••••••8.5" in run(*asked, "--mask").out


@pytest.mark.parametrize("form", FORMS)
def test_the_configuration_says_for_every_form(
    run: Run, folder: Path, form: str, secret: str
) -> None:
    asked = (*ARGUMENTS, "--format", form, secret)
    for said in (True, False):
        (folder / "asp-check.toml").write_text(f"mask = {str(said).lower()}\n", "utf-8")
        assert (VALUE in run(*asked).out) is not said
        other = "--show-values" if said else "--mask"
        assert (VALUE in run(*asked, other).out) is said


@pytest.mark.parametrize("form", FORMS)
def test_dossiers_are_told_in_the_same_forms(run: Run, form: str, secret: str) -> None:
    asked = ("dossier", *ARGUMENTS, "--ignore", "D,X", "--format", form, secret)
    result = run(*asked)
    assert result.code == 0
    assert "T404" in result.out
    assert (VALUE in result.out) is (form not in MASKED)
    assert VALUE in run(*asked, "--show-values").out


# --- Bad input


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_name_breaks_no_form(process: Process, folder: Path, form: str) -> None:
    names: list[Any] = ["a\n::error::b.json", "=cmd|'x'!A1;,\".json", "<&]]>.json", b"caf\xe9.json"]
    for name in names:
        os.rename(folder / "bad.json", os.fsencode(folder) + b"/" + os.fsencode(name))  # noqa: PTH104 - bytes
        done = process(*ARGUMENTS, "--format", form, os.fsdecode(name))
        os.rename(os.fsencode(folder) + b"/" + os.fsencode(name), folder / "bad.json")  # noqa: PTH104
        assert done.returncode == 1, done.stderr
        text = done.stdout.decode()
        if form == "sarif":
            assert validation_errors(json.loads(text)) == []
        elif form == "junit":
            assert next(iter(JUnitXml.fromstring(text.encode()))).failures == 1
        elif form == "gitlab":
            assert len(json.loads(text)) == 1
        elif form == "github":
            assert [line.startswith("::") for line in text.splitlines()] == [True, True, False]
        else:
            rows = list(csv.reader(io.StringIO(text[1:], newline="")))
            assert (len(rows), len(rows[1])) == (2, 17)
            assert not rows[1][0].startswith("=")


@pytest.mark.parametrize("form", FORMS)
def test_an_argument_that_cannot_be_used_leaves_a_report_without_files(run: Run, form: str) -> None:
    result = run(*ARGUMENTS, "--format", form, "none.json")
    assert result.code == 2
    assert "none.json" in result.err
    if form == "sarif":
        assert validation_errors(json.loads(result.out)) == []
