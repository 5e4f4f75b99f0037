"""The table of the rules on pieces is whole, and each of them keeps the promises that all make."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from asp_check.causes import Example
from asp_check.concepts import CONCEPTS
from asp_check.engine import Options
from asp_check.engine.papers import Papers
from asp_check.finding import Severity
from asp_check.pieces.model import ROLES
from asp_check.rules import CROSS, CrossEntry, module_of
from asp_check.rules.common.needs import FACTS
from asp_check.rules.cross import CROSS_GRAVE
from asp_check.rules.table import REQUESTS
from tests.rules.cross import cause_of, examples, report_on, said
from tests.rules.examples import inferred
from tests.test_causes import papers_of

BLOCKING = Severity.BLOCKING

IDS = (
    "X101", "X102", "X103", "X104", "X105", "X201", "X202", "X203", "X301", "X302", "X303", "X304",
    "X305", "X306", "X307", "X308", "X401", "X402", "X403", "X501", "X502", "X503", "X504", "X601",
    "X602", "X603",
)  # fmt: skip
"""Every rule that there is.  An id that goes never comes back with another meaning."""

OF_THE_WHOLE_DOSSIER = {
    "X502": "a piece without order has no place in the request",
    "X503": "nor has a file that is no piece",
    "X602": "what is not in the request has no place there",
}

OF_THE_PAPER_ITSELF = {
    "X304": "how many invoices there are",
    "X401": "whether it is signed",
    "X402": "whether it is signed",
    "X403": "what its signature covers",
    "X501": "which pieces there are",
    "X502": "whether it goes with an order",
    "X503": "whether it is a piece",
    "X504": "what its file is called",
}
"""Rules that rest on no value that a paper gives."""

OF_THE_ADVANCE = {"X601", "X602", "X603"}

each = pytest.mark.parametrize("entry", CROSS, ids=lambda entry: f"{entry.id}-{entry.name}")
EXAMPLES = list(examples())


def each_example(*kept: tuple[CrossEntry, int, Example]) -> pytest.MarkDecorator:
    ids = [f"{entry.id}-{entry.name}-{rank}" for entry, rank, _ in kept]
    return pytest.mark.parametrize(("entry", "rank", "example"), kept, ids=ids)


BAD = [one for one in EXAMPLES if one[2].finds]


# --- The table


def test_no_rule_is_lost_or_added_in_silence() -> None:
    assert tuple(entry.id for entry in CROSS) == IDS
    assert len({entry.name for entry in CROSS}) == len(CROSS)


@each
def test_a_line_of_the_table_is_about_its_module(entry: CrossEntry) -> None:
    cause = cause_of(entry)
    assert (cause.id, cause.name) == (entry.id, entry.name)
    assert Path(str(module_of(entry).__file__)).stem == entry.name.replace("-", "_")
    assert str(module_of(entry).__doc__).startswith(f"{entry.id}: ")


@each
def test_it_needs_roles_concepts_and_facts_that_there_are(entry: CrossEntry) -> None:
    named = [concept for need in (*entry.needs, *entry.sought) for concept in need.split("|")]
    assert set(named) <= set(CONCEPTS)
    assert {role for group in entry.roles for role in group.split("|")} <= set(ROLES)
    assert set(entry.facts) <= set(FACTS)
    assert entry.requests
    assert set(entry.requests) <= set(REQUESTS)


@each
def test_what_blocks_is_official_and_has_a_page(entry: CrossEntry) -> None:
    cause = cause_of(entry)
    assert cause.severity is not BLOCKING or cause.certainty == "official"
    assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+/\S*", cause.source)


def test_what_may_block_is_known_without_its_module() -> None:
    assert {entry.id for entry in CROSS if cause_of(entry).severity is BLOCKING} == CROSS_GRAVE
    found = {
        finding.rule
        for _, _, example in BAD
        for finding in report_on(example).findings
        if finding.rule[0] == "X" and finding.severity is BLOCKING
    }
    assert found == CROSS_GRAVE


# --- What its examples show


@each
def test_it_speaks_and_is_silent(entry: CrossEntry) -> None:
    found = [len(said(entry, example)) for example in cause_of(entry).examples]
    assert found == [int(example.finds) for example in cause_of(entry).examples]
    assert {*found} == {0, 1}


@each_example(*BAD)
def test_it_speaks_at_its_place(entry: CrossEntry, rank: int, example: Example) -> None:
    del rank
    finding = said(entry, example)[0]
    assert (finding.line, finding.column) == example.at


@each
def test_it_speaks_of_the_second_of_two(entry: CrossEntry) -> None:
    """An example has at least two elements, of which a later one alone is at fault."""
    places = [
        findings[0].pointer
        for example in cause_of(entry).examples
        if len(findings := said(entry, example)) == 1 and findings[0].count == 1
    ]
    if entry.id in OF_THE_WHOLE_DOSSIER:
        assert {*places} == {None}
    else:
        assert any(re.search(r"/[1-9][0-9]*(/|$)", place or "") for place in places), places


@each_example(*BAD)
def test_it_shows_the_paper_too(entry: CrossEntry, rank: int, example: Example) -> None:
    """A finding on two documents shows both places."""
    del rank
    finding = said(entry, example)[0]
    others = [place for place in finding.related if place.path not in (None, "demande.json")]
    if entry.id in ("X501", "X503", "X504") or (entry.id in OF_THE_ADVANCE and not finding.related):
        assert not others, "what is not there has no place"
        return
    assert others
    if entry.id not in OF_THE_ADVANCE and entry.id not in OF_THE_PAPER_ITSELF:
        is_told_once = finding.cause == "unnamed"
        assert all(place.page == 1 for place in others)
        assert all((place.box is None) is is_told_once for place in others)


# --- Nothing is equal, absent or different by default


@each_example(*EXAMPLES)
def test_what_is_unclear_is_never_held_against_anybody(
    entry: CrossEntry, rank: int, example: Example
) -> None:
    """Of papers of which nothing but the order is sure, no rule says more than what they seem to have."""
    del rank
    if entry.id in OF_THE_ADVANCE:
        return
    papers = papers_of(example)
    unclear = tuple(
        piece._replace(readings=tuple(
            reading if reading.concept == "order.number"
            else reading._replace(state="unclear", doubt="hidden")
            for reading in piece.readings
        ))
        for piece in papers.pieces
    )  # fmt: skip
    report = report_on(example, papers=papers._replace(pieces=unclear))
    spoken = [finding for finding in report.findings if finding.rule[0] == "X"]
    told = {f.rule for f in spoken if f.cause != "unclear" or f.severity is Severity.BLOCKING}
    assert told <= OF_THE_PAPER_ITSELF.keys()
    if entry.id in CROSS_GRAVE - OF_THE_PAPER_ITSELF.keys() and example.finds:
        opened = {one.rule for one in report.not_run if one.kind == "unreadable"}
        assert entry.id in opened or entry.id == "X203" or _only_warns(entry, example)


def _only_warns(entry: CrossEntry, example: Example) -> bool:
    return said(entry, example)[0].severity is not BLOCKING


@each_example(*EXAMPLES)
def test_what_no_label_names_is_never_held_against_anybody(
    entry: CrossEntry, rank: int, example: Example
) -> None:
    del entry, rank
    papers = papers_of(example)
    unnamed = tuple(
        piece._replace(readings=tuple(
            reading for reading in piece.readings if reading.concept == "order.number"
        ))
        for piece in papers.pieces
    )  # fmt: skip
    report = report_on(example, papers=papers._replace(pieces=unnamed))
    spoken = {f.rule for f in report.findings if f.rule[0] == "X" and f.cause != "unnamed"}
    assert spoken <= OF_THE_PAPER_ITSELF.keys() | OF_THE_ADVANCE


@each_example(*BAD)
def test_what_rests_on_an_inferred_concept_never_blocks(
    entry: CrossEntry, rank: int, example: Example
) -> None:
    del rank
    report = report_on(example, inferred(example))
    assert entry.id in {finding.rule for finding in report.findings}, "inferred, it is still told"
    for finding in report.findings:
        if finding.rule[0] == "X" and finding.actual is not None:
            assert finding.severity is not BLOCKING


@each_example(*BAD)
def test_the_order_of_the_papers_changes_nothing(
    entry: CrossEntry, rank: int, example: Example
) -> None:
    del rank
    papers = papers_of(example)
    other = papers._replace(pieces=papers.pieces[::-1])
    before, after = (report_on(example, papers=one) for one in (papers, other))
    found = [
        [(f.message, f.severity, f.pointer) for f in report.findings if f.rule == entry.id]
        for report in (before, after)
    ]
    assert found[0] == found[1]
    assert before.verdict is after.verdict


# --- What cannot be asked is said


@each
def test_it_is_asked_of_its_requests_only(entry: CrossEntry) -> None:
    example = next(example for example in cause_of(entry).examples if example.finds)
    for request in set(REQUESTS) - set(entry.requests):
        other = example._replace(facts={**example.facts, "request": request})
        report = report_on(other)
        assert entry.id not in {finding.rule for finding in report.findings}
        assert ("not-applicable", entry.id) in {(one.kind, one.rule) for one in report.not_run}


@each
def test_without_its_papers_it_is_not_asked(entry: CrossEntry) -> None:
    example = next(example for example in cause_of(entry).examples if example.finds)
    papers = papers_of(example)
    report = report_on(example, papers=Papers((), (), papers.wanted or (), None, whole=True))
    kinds = {one.rule: one.kind for one in report.not_run}
    if entry.scope == "order" or entry.advance:
        assert kinds[entry.id] == "piece-not-given"
    else:
        assert entry.id not in kinds


def test_a_paper_that_may_be_the_one_leaves_the_verdict_open() -> None:
    """Every rule that wants a paper says that it could not be read."""
    scan: dict[str, Any] = {"role": None, "path": "scan.pdf", "unread": True}
    for entry in CROSS:
        if entry.scope == "file":
            continue
        example = next(example for example in cause_of(entry).examples if example.finds)
        hidden = report_on(
            example, papers=papers_of(example._replace(pieces=(scan,)))._replace(wanted=())
        )
        kinds = {one.rule: one.kind for one in hidden.not_run}
        assert kinds[entry.id] == "unreadable"
        assert hidden.verdict != "conform"


# --- Values are hidden where that is asked


@each_example(*BAD)
def test_masked_it_quotes_no_value(entry: CrossEntry, rank: int, example: Example) -> None:
    del rank
    shown = report_on(example, options=Options(mask=True))
    finding = next(finding for finding in shown.findings if finding.rule == entry.id)
    told = " ".join([finding.message, *(place.label for place in finding.related)])
    for piece in papers_of(example).pieces:
        for reading in piece.readings:
            # The mention is everybody's.
            if len(reading.value) > 3 and reading.concept != "order.funding_mention":
                assert reading.value not in told, told
    assert finding.actual is None or "•" in finding.actual or len(finding.actual) < 4
