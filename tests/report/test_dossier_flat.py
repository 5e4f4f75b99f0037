"""Dossiers in the forms that know files only: each file with its findings, one file once."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import sarif_kit.validate
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from asp_check import cli
from asp_check.dossier.model import Dossier, Key, Told
from asp_check.finding import Finding, NotRun, Report, Verdict
from asp_check.report import FORMS, MASKED
from asp_check.report import dossier as forms
from asp_check.report.dossier_flat import Flat
from tests.report.build import finding
from tests.report.dossiers import conform, dossier, told, written
from tests.report.random_reports import findings as random_findings
from tests.report.random_reports import texts as random_texts

BARE = Dossier("d", "", Key(), Verdict.INCONCLUSIVE, not_run=(NotRun("D201", "crash", "KeyError"),))
SAMPLES = Path(__file__).parents[2] / "samples" / "dossiers"


def sarif(*dossiers: Dossier, **style: Any) -> Any:
    log = json.loads(written("sarif", *dossiers, **style))
    assert sarif_kit.validate.validation_errors(log) == []
    return log["runs"][0]


def test_every_form_of_a_check_is_there_for_dossiers_but_those_that_have_their_own() -> None:
    assert set(forms.FORMS) | set(forms.FLAT) == set(FORMS)
    assert not set(forms.FORMS) & set(forms.FLAT)
    assert set(forms.FLAT) >= MASKED
    assert forms.load("csv") is not forms.load("csv")


def test_each_finding_is_on_its_file() -> None:
    run = sarif(dossier(), conform(), BARE)
    places = [
        (r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for r in run["results"]
    ]
    assert places == [("X101", "d/bdc.json"), ("D105", "d/p.zip")]
    assert run["properties"]["verdict"] == "nonconform"
    assert run["invocations"][0]["executionSuccessful"] is False
    uris = [one["location"]["uri"] for one in run["artifacts"]]
    assert uris == ["d/bdc.json", "d/p.zip", "e/bdc.json", "d"]


def test_what_is_between_dossiers_joins_the_file_that_it_is_about() -> None:
    across = (Told("e/bdc.json", finding(b"", 0, 0, rule="D301")), told("z.pdf", "D211"))
    suites = list(JUnitXml.fromstring(written("junit", conform(), across=across).encode()))
    assert [suite.name for suite in suites] == ["e/bdc.json", "z.pdf"]
    assert suites[0].failures == 1
    assert [case.name for case in suites[1]] == ["verdict", "D211 unplaced-file"]


def test_one_archive_of_two_dossiers_is_told_once() -> None:
    rows = written("csv", dossier("d/a.json"), dossier("d/b.json"), lang="en")
    table = list(csv.reader(io.StringIO(rows[1:], newline="")))
    assert [(row[0], row[2]) for row in table[1:]] == [
        ("d/a.json", "X101"), ("d/p.zip", "D105"), ("d/b.json", "X101"),
    ]  # fmt: skip


def test_what_could_not_be_asked_across_dossiers_leaves_the_verdict_open() -> None:
    form = forms.load("gitlab")
    style = forms.Style(lang="en", total=1)
    tally = forms.Tally()
    form.one(conform(), style)
    tally.add(conform(), "")
    batch = tally.batch((), (NotRun("D301", "crash", "KeyError"),), Verdict.INCONCLUSIVE)
    found = json.loads(form.head(batch, style) + form.tail(batch, style))
    assert [(one["check_name"], one["location"]["path"]) for one in found] == [
        ("inconclusive", ".")
    ]


def test_no_dossier_at_all() -> None:
    assert sarif()["results"] == []
    assert written("github", lang="en") == "No file was checked.\n"


@settings(max_examples=25, deadline=None)
@given(random_texts, random_texts, st.lists(random_findings, max_size=2))
def test_whatever_the_names_and_findings_each_form_is_valid(
    name: str, path: str, findings: list[Finding]
) -> None:
    across = (Told(path, finding(b"", 0, 0, rule="D301")),)
    dossiers = [dossier(name, told=tuple(Told(path, one) for one in findings)), conform(path)]
    sarif(*dossiers, across=across)
    JUnitXml.fromstring(written("junit", *dossiers, across=across).encode())
    json.loads(written("gitlab", *dossiers, across=across))
    for line in written("github", *dossiers, across=across).split("\n")[:-2]:
        assert line.startswith(("::error ", "::warning ", "::notice "))
    text = written("csv", *dossiers, across=across)[1:]
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")} == {17}


class Every:
    """Every form of report on files, in one."""

    def render(self, reports: Sequence[Report], /, **settings: Any) -> str:
        shown = (import_module(FORMS[name]).render(reports, **settings) for name in forms.FLAT)
        return "\n".join(shown)


def scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from scalars(inner)
    elif isinstance(value, str):
        yield value


def test_masked_no_form_tells_a_value_of_the_sample_dossiers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "load", lambda _: Flat(Every()))
    output = tmp_path / "report"
    folders = [SAMPLES / "mdv-lgc-va2" / "solde" / "bad", SAMPLES / "ms2" / "solde" / "bad"]
    asked = ("dossier", "--as-of", "2026-06-01", "--mask", "--format", "csv", "--full")
    assert cli.main([*asked, "--output", str(output), *map(str, folders)]) == 1
    shown = re.sub(r'"rules": \[.*?\]\}\}\]', "", output.read_text("utf-8"))
    assert "X302" in shown
    names = " ".join(path.name for folder in folders for path in folder.rglob("*"))
    models = "".join(p.read_text("utf-8") for p in SAMPLES.parents[1].glob("schemas/**/blank.json"))
    for path in (path for folder in folders for path in folder.rglob("*.json")):
        for value in scalars(json.loads(path.read_bytes())):
            if len(value) >= 8 and value not in models and value not in names:
                assert value not in shown, (path, value)
