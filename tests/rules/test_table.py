"""The table of the rules of funding is whole, and every rule keeps the promises that all make."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asp_check import rules
from asp_check.causes import Example
from asp_check.concepts import CONCEPTS
from asp_check.dispositif import FRESH_DAYS
from asp_check.finding import Severity
from asp_check.rules import CROSS, TABLE, Entry, module_of
from asp_check.rules.common.case import Case
from asp_check.rules.common.needs import FACTS
from asp_check.rules.table import RETIRED
from asp_check.values.calendar import plus_days
from tests.rules.examples import BLOCKING, cause_of, examples, inferred, report_on, said, with_data

FOLDER = Path(rules.__file__).parent

IDS = (
    "R101", "R102", "R103", "R104", "R105", "R106", "R107", "R108", "R109", "R110", "R111", "R112",
    "R201", "R202", "R203", "R204", "R205", "R206", "R207", "R208", "R209", "R210", "R211",
    "R301", "R302", "R303", "R304", "R305", "R306", "R307", "R308", "R309",
    "R401", "R402", "R403", "R404", "R405", "R406", "R407", "R408", "R409",
    "R501", "R502", "R503", "R504", "R505", "R506", "R507", "R508", "R509",
)  # fmt: skip
"""Every rule that there is.  An id that goes is retired in the table, and never means anything else."""

OF_THE_WHOLE_FILE = {
    "R203": "the window is that of the request, whatever is in it",
    "R207": "the version of the model is that of the whole file",
    "R211": "the pilots are validated for the supplier, once",
}
"""Rules that have no subject, and so no second element at which to speak."""

each = pytest.mark.parametrize("entry", TABLE, ids=lambda entry: f"{entry.id}-{entry.name}")
EXAMPLES = list(examples())


def each_example(*kept: tuple[Entry, int, Example]) -> pytest.MarkDecorator:
    ids = [f"{entry.id}-{entry.name}-{rank}" for entry, rank, _ in kept]
    return pytest.mark.parametrize(("entry", "rank", "example"), kept, ids=ids)


# --- The table


@pytest.mark.parametrize("rule", IDS)
def test_no_rule_is_lost(rule: str) -> None:
    assert rule in {entry.id for entry in TABLE} | RETIRED


def test_no_rule_is_added_in_silence() -> None:
    assert [entry.id for entry in TABLE] == sorted({*IDS} - RETIRED)
    assert not RETIRED & {entry.id for entry in TABLE}
    assert len({entry.name for entry in TABLE}) == len(TABLE)


def test_every_module_with_a_cause_is_in_the_table() -> None:
    with_cause = {path.stem for path in FOLDER.rglob("*.py") if _assigns(path, "CAUSE")}
    assert with_cause == {entry.module for entry in (*TABLE, *CROSS)}
    assert all(_assigns(FOLDER / f"{entry.module}.py", "CAUSE") for entry in (*TABLE, *CROSS))


def _assigns(path: Path, name: str) -> bool:
    return any(
        isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        for node in ast.parse(path.read_text("utf-8")).body
    )


@each
def test_a_line_of_the_table_is_about_its_module(entry: Entry) -> None:
    cause = cause_of(entry)
    assert (cause.id, cause.name) == (entry.id, entry.name)
    assert Path(str(module_of(entry).__file__)).stem == entry.name.replace("-", "_")
    assert str(module_of(entry).__doc__).startswith(f"{entry.id}: ")


@each
def test_it_needs_and_uses_concepts_and_facts_that_there_are(entry: Entry) -> None:
    needs = [concept for need in entry.needs for concept in need.split("|")]
    assert set(needs) | set(_used(entry)) <= set(CONCEPTS)
    assert all(len(set(need.split("|"))) == len(need.split("|")) for need in entry.needs)
    assert set(entry.facts) <= set(FACTS)
    assert entry.requests
    assert set(entry.requests) <= {"avance", "pilotes", "solde"}


def _used(entry: Entry) -> Iterator[str]:
    for use in entry.uses:
        yield from use.split("|")


def test_every_fact_is_of_use() -> None:
    assert {fact for entry in TABLE for fact in entry.facts} == set(FACTS)
    assert {fact.concept for fact in FACTS.values()} - {None} <= set(CONCEPTS)


@each
def test_what_blocks_is_official_and_has_a_page(entry: Entry) -> None:
    cause = cause_of(entry)
    assert cause.severity is not Severity.BLOCKING or cause.certainty == "official"
    assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+/\S*", cause.source)


# --- What a rule reads is what it declares


@each
def test_it_asks_for_the_concepts_that_it_declares(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it does not declare may be there because of another rule, or not; what it declares costs."""
    module, asked = module_of(entry), set()
    check = module.check

    def watched(case: Case, given: Any) -> Iterator[Any]:
        def find(concept: str) -> Any:
            asked.add(concept)
            return case.find(concept)

        yield from check(Case(case.subject, find), given)

    monkeypatch.setattr(module, "check", watched)
    for example in cause_of(entry).examples:
        report_on(example)
    first, *others = [need.split("|") for need in entry.needs] or [[]]
    declared = {*first, *(concept for need in others for concept in need), *_used(entry)}
    assert asked <= declared
    # Its subject it is given.
    assert declared - asked <= set(first)


# --- What its examples show


@each
def test_it_speaks_and_is_silent(entry: Entry) -> None:
    found = [bool(said(entry, example)) for example in cause_of(entry).examples]
    assert found == [example.finds for example in cause_of(entry).examples]
    assert set(found) == {True, False}


@each
def test_it_speaks_of_the_second_of_two(entry: Entry) -> None:
    """An example has at least two elements, of which a later one alone is at fault."""
    if entry.id in OF_THE_WHOLE_FILE:
        return
    places = [
        findings[0].pointer
        for example in cause_of(entry).examples
        if len(findings := said(entry, example)) == 1 and findings[0].count == 1
    ]
    assert any(re.search(r"/[1-9][0-9]*(/|$)", place or "") for place in places), places


def test_rules_of_the_whole_file_never_point_into_it() -> None:
    silent = {entry.id: entry for entry in TABLE if entry.id in OF_THE_WHOLE_FILE}
    assert silent.keys() == OF_THE_WHOLE_FILE.keys()
    for entry in silent.values():
        assert not entry.needs
        for example in cause_of(entry).examples:
            assert {finding.pointer for finding in said(entry, example)} <= {None}


# --- What rests on less never blocks


@each_example(*(one for one in EXAMPLES if one[2].finds))
def test_what_rests_on_an_inferred_concept_never_blocks(
    entry: Entry, rank: int, example: Example
) -> None:
    del rank
    for finding in report_on(example, inferred(example)).findings:
        # What is said of the whole file rests on none of its values.
        if finding.rule[0] == "R" and finding.pointer is not None:
            assert finding.severity is not BLOCKING
            assert finding.certainty == "inference" or finding.severity is not BLOCKING
    assert said(entry, example, inferred(example)), "inferred, it is still told"


DATED = [one for one in EXAMPLES if one[2].finds and one[2].facts.get("data")]


@each_example(*DATED)
@pytest.mark.parametrize("age", [FRESH_DAYS, FRESH_DAYS + 1, 10_000, None])
def test_what_rests_on_an_old_date_never_blocks(
    entry: Entry, rank: int, example: Example, age: int | None
) -> None:
    """What is no date is asked for still; its finding is as grave as it was."""
    del rank
    now = example.facts.get("as_of", "2025-01-01")
    read = None if age is None else plus_days(now, -age)
    old = with_data(example, dated=True, read=read, confirmed=None)
    before, after = said(entry, example), said(entry, old)
    assert [finding.pointer for finding in after] == [finding.pointer for finding in before]
    for finding in after:
        assert finding.severity is not BLOCKING or not rests_on_a_date(entry)


@each_example(*DATED)
def test_a_date_is_fresh_until_the_last_day(entry: Entry, rank: int, example: Example) -> None:
    del rank
    now = example.facts.get("as_of", "2025-01-01")[:10]
    last = plus_days(now, 1 - FRESH_DAYS)
    days = ({"read": now}, {"read": last}, {"read": None, "confirmed": last})
    found = [said(entry, with_data(example, **{"confirmed": None, **day})) for day in days]
    grave = [[finding.severity for finding in findings] for findings in found]
    assert grave[0] == grave[1] == grave[2]


@each_example(*DATED)
@pytest.mark.parametrize("certainty", ["secondary", "inference"])
def test_what_rests_on_a_datum_that_is_not_official_never_blocks(
    entry: Entry, rank: int, example: Example, certainty: str
) -> None:
    del rank
    for finding in said(entry, with_data(example, certainty=certainty)):
        assert finding.severity is not BLOCKING or entry.id in SELECTED_BY_A_DATUM


def rests_on_a_date(entry: Entry) -> bool:
    """Whether the facts of a rule are dates or shares of the dispositif."""
    dated = {"window", "advance_end", "services_end", "share", "mss_indicator"}
    return bool(dated & set(entry.facts))


SELECTED_BY_A_DATUM = {
    "R301": "which numbers are those of beneficiaries",
    "R302": "likewise",
}
"""What such a datum says to these rules: it is no part of what they find."""
