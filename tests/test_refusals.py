"""Every documented cause of refusal has its line in the documentation, and every rule of funding its cause."""

from __future__ import annotations

import re
from pathlib import Path

from asp_check.rules import RULEBOOK, TABLE

PAGE = (Path(__file__).parent.parent / "docs" / "refusals.md").read_text("utf-8")
ROWS = [line.split("|")[1:-1] for line in PAGE.splitlines() if re.match(r"\| C\d\d ", line)]


def test_every_cause_has_one_line() -> None:
    assert [row[0].strip() for row in ROWS] == [f"C{n:02d}" for n in range(1, 41)]


def test_every_cause_is_covered_or_said_not_to_be() -> None:
    for cause, what, severity, covered, left in ROWS:
        assert what.strip(), cause
        assert re.match(r" (blocking|warning|information)", severity), cause
        assert covered.strip() or left.strip(), cause


def test_every_rule_named_exists_under_its_name() -> None:
    for rule in re.findall(r"\b[ESTVR]\d{3}\b", PAGE):
        assert rule in RULEBOOK
    for rule, name in re.findall(r"\[(R\d{3})\]\(rules/R\d{3}-([a-z0-9-]+)\.md\)", PAGE):
        assert RULEBOOK[rule].name == name


def test_every_rule_of_funding_has_its_cause() -> None:
    assert {entry.id for entry in TABLE} == set(re.findall(r"\bR\d{3}\b", PAGE))


def test_a_rule_names_the_causes_that_the_table_gives_it() -> None:
    folder = Path(__file__).parent.parent / "asp_check" / "rules"
    for entry in TABLE:
        first = (folder / f"{entry.module}.py").read_text("utf-8").partition("\n")[0]
        told = set(re.findall(r"C\d\d", first))
        listed = {row[0].strip() for row in ROWS if entry.id in row[3]}
        assert told <= listed, (entry.id, told, listed)
