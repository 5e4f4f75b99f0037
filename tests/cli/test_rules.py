from __future__ import annotations

import json
from pathlib import Path

import pytest

from asp_check.rulebook import ALL as CAUSES
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


def test_rules_by_certainty(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json", "--certainty", "inference").out)["rules"]
    assert {rule["certainty"] for rule in listed} == {"inference"}
    assert {rule["severity"] for rule in listed} <= {"warning", "info"}


def test_rules_by_dispositif_and_request(run: Run) -> None:
    def of(*arguments: str) -> set[str]:
        return {
            line.split()[0] for line in run("rules", "--family", "R", *arguments).out.splitlines()
        }

    every = of()
    ms2, hop = of("--dispositif", "ms2/solde"), of("--dispositif", "HOP-DPI-Va2")
    assert "R208" in ms2
    assert "R208" not in hop
    assert "R308" in of("--dispositif", "IMG-RIS-Va2/avance")
    assert "R308" not in hop
    assert "R502" not in of("--dispositif", "HOP-DPI-Va2/avance")
    assert ms2 | hop < every | {"R208"}
    assert run("rules", "--dispositif", "HOP-DPI").code == 2
    assert "HOP-DPI-V" in run("rules", "--dispositif", "HOP-DPI").err
    assert run("rules", "--dispositif", "ms2/balance").code == 2


def test_a_rule_of_funding_says_what_it_needs(run: Run) -> None:
    french, english = run("explain", "R104").out, run("explain", "R104", "--lang", "en").out
    assert "amount.excl_tax (Montant HT de la Prestation Ségur)" in french
    assert "plafonds par établissement" in french
    assert "ceilings by establishment" in english
    assert "a request of kind solde" in run("explain", "R107", "--lang", "en").out
    assert "an as-of instant (--as-of)" in run("explain", "R203", "--lang", "en").out
