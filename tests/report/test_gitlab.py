"""Code Quality: the shape that GitLab reads, and marks that outlive a change of values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.finding import Report, Verdict
from tests.report.build import on, report
from tests.report.cases import CASES, bad, golden, written
from tests.report.random_reports import reports as random_reports
from tests.report.random_reports import with_pieces

# What the documentation of GitLab demands of an issue.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\./"}},
                    "lines": {
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
DATA = b'{"a": 1, "b": 2}'


def issues(reports: Sequence[Report], lang: str = "fr") -> Any:
    text = written("gitlab", reports, lang)
    assert text.endswith("]\n")
    assert not text.startswith("\ufeff")
    found = json.loads(text)
    jsonschema.validate(found, SCHEMA)
    marks = [one["fingerprint"] for one in found]
    assert len(set(marks)) == len(marks)
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_to_the_letter(case: str, lang: str, accept: bool) -> None:
    issues(CASES[case], lang)
    golden(f"{case}.{lang}.gitlab.json", written("gitlab", CASES[case], lang), accept=accept)


def test_severities_and_places() -> None:
    found = issues([bad()])
    assert [one["severity"] for one in found] == ["blocker", "blocker", "minor", "info"]
    assert found[1]["location"] == {"path": "dépôts/a, b:1.json", "lines": {"begin": 4, "end": 4}}
    assert found[1]["check_name"] == "T103 misspelled-key"


def test_a_mark_is_of_the_path_and_of_the_place_in_the_model() -> None:
    def mark(path: str, what: str, pointer: str) -> str:
        found = issues([report(DATA, on(DATA, what, pointer=pointer), path=path)])
        return str(found[0]["fingerprint"])

    base = mark("a.json", "1", "/x/0/y")
    assert mark("a.json", "2", "/x/7/y") == base
    assert mark("b.json", "1", "/x/0/y") != base
    assert mark("a.json", "1", "/x/0/z") != base


def test_the_same_file_twice_has_no_mark_twice() -> None:
    assert len(issues([bad(), bad()])) == 8


def test_a_file_of_which_nothing_can_be_said_is_an_issue() -> None:
    found = issues([report(DATA, verdict=Verdict.INCONCLUSIVE)] * 2, "en")
    assert [(one["check_name"], one["severity"]) for one in found] == [
        ("inconclusive", "blocker")
    ] * 2


@settings(max_examples=20, deadline=None)
@given(st.lists(with_pieces, max_size=2) | random_reports, st.sampled_from(["fr", "en"]))
def test_any_reports_are_valid(reports: Sequence[Report], lang: str) -> None:
    wanted = sum(len(one.findings) + (one.verdict is Verdict.INCONCLUSIVE) for one in reports)
    assert len(issues(reports, lang)) == wanted
