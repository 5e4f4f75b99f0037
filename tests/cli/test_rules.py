from __future__ import annotations

import json
from pathlib import Path

import pytest

from asp_check.rules import RULEBOOK as CAUSES
from tests.cli.conftest import Run


@pytest.mark.parametrize("name", ["T101", "t101", "missing-key"])
def test_a_rule_is_explained_by_id_or_name(run: Run, name: str) -> None:
    result = run("explain", name)
    assert result.code == 0
    assert result.out.startswith("T101 missing-key")


def test_several_rules_and_a_language(run: Run) -> None:
    result = run("--lang", "en", "explain", "T101", "S101")
    assert result.code == 0
    assert "T101 missing-key" in result.out
    assert "\nS101 trailing-comma" in result.out
    assert "What to do" in result.out


def test_every_rule_is_listed(run: Run) -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CAUSES)
    assert all(cause.name in line for cause, line in zip(CAUSES.values(), lines, strict=True))


def test_rules_by_family_and_severity(run: Run) -> None:
    listed = json.loads(
        run("rules", "--format", "json", "--family", "t", "--severity", "warning").out
    )
    assert listed["format"] == "asp-check-rules/1"
    assert {rule["family"] for rule in listed["rules"]} == {"T"}
    assert {rule["severity"] for rule in listed["rules"]} == {"warning"}
    everything = json.loads(run("--format", "json", "rules").out)["rules"]
    assert [rule["id"] for rule in everything] == list(CAUSES)
    assert all(rule["source"].startswith("https://") and rule["certainty"] for rule in everything)


def test_an_empty_selection_of_rules_is_an_empty_list(run: Run) -> None:
    assert run("rules", "--family", "E", "--severity", "info").out == ""


def test_a_page_in_a_file(run: Run, folder: Path) -> None:
    assert run("explain", "T101", "--output", "page.txt").out == ""
    assert folder.joinpath("page.txt").read_text("utf-8").startswith("T101")
