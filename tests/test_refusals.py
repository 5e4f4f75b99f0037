"""Every documented cause of refusal has its line in the documentation, and every rule its cause."""

from __future__ import annotations

import re
from pathlib import Path

from asp_check.dossier.rules import TABLE as DOSSIER
from asp_check.rulebook import ALL
from asp_check.rules import CROSS, TABLE

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "refusals.md").read_text("utf-8")
ROWS = [line.split("|")[1:-1] for line in PAGE.splitlines() if re.match(r"\| C\d\d ", line)]


def test_every_cause_has_one_line() -> None:
    assert [row[0].strip() for row in ROWS] == [f"C{n:02d}" for n in range(1, 41)]


def test_every_cause_is_covered_or_said_not_to_be() -> None:
    for cause, what, severity, request, pieces, left in ROWS:
        assert what.strip(), cause
        assert re.match(r" (blocking|warning|information)", severity), cause
        assert request.strip() or pieces.strip() or left.strip(), cause


def test_every_rule_named_exists_under_its_name() -> None:
    for rule in re.findall(r"\b[ESTVRXD]\d{3}\b", PAGE):
        assert rule in ALL
    for rule, name in re.findall(r"\[([RXD]\d{3})\]\(rules/[RXD]\d{3}-([a-z0-9-]+)\.md\)", PAGE):
        assert ALL[rule].name == name


def test_every_rule_stands_in_its_column() -> None:
    for row in ROWS:
        assert not re.search(r"\b[XD]\d{3}\b", row[3])
        assert not re.search(r"\b[ESTVR]\d{3}\b", row[4])


def test_every_rule_of_funding_and_on_pieces_has_its_cause() -> None:
    named = set(re.findall(r"\b[RX]\d{3}\b", PAGE))
    assert {entry.id for entry in (*TABLE, *CROSS)} == named


def test_a_rule_names_the_causes_that_the_table_gives_it() -> None:
    home = dict.fromkeys((entry.id for entry in DOSSIER), "dossier/rules")
    modules = {entry.id: entry.module for entry in (*TABLE, *CROSS, *DOSSIER)}
    for rule, module in modules.items():
        path = ROOT / "asp_check" / home.get(rule, "rules") / f"{module}.py"
        told = set(re.findall(r"C\d\d", path.read_text("utf-8").partition("\n")[0]))
        listed = {row[0].strip() for row in ROWS if rule in row[3] + row[4]}
        assert told <= listed, (rule, told, listed)


def test_the_page_on_pieces_has_every_rule_on_pieces() -> None:
    page = (ROOT / "docs" / "pieces.md").read_text("utf-8")
    rows = re.findall(
        r"^\| \[(X\d{3})\]\(rules/X\d{3}-([a-z0-9-]+)\.md\) \| (\w+)", page, re.MULTILINE
    )
    words = {"information": "info"}
    assert [(rule, name, words.get(word, word)) for rule, name, word in rows] == [
        (entry.id, entry.name, ALL[entry.id].severity) for entry in CROSS
    ]
