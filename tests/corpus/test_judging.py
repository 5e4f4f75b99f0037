"""Who disagrees with whom, and what would have to be written."""

from __future__ import annotations

import tomllib

from asp_check.corpus.judging import Outcome, cases, judged
from asp_check.corpus.model import Record, Spoke
from asp_check.corpus.proposing import proposals
from asp_check.finding import Finding, Report, Severity, TemplateRef, Verdict
from tests.corpus.test_form import ONE

REFUSED = ONE._replace(outcome="refused")
BLANK = b'{"nom": ""}'


def finding(rule: str, severity: Severity, pointer: str = "/nom") -> Finding:
    return Finding(
        rule, "name", severity, "official", 1, 1, 1, 1, 0, 0, pointer, "Dupont", None, "Dupont", 1, (),
        None, None,
    )  # fmt: skip


def report(verdict: Verdict, *findings: Finding) -> Report:
    template = TemplateRef("test/avance@initial", "official", "0" * 64)
    return Report("bdc.json", "0" * 64, verdict, template, findings)


BLOCKING = finding("T101", Severity.BLOCKING)
WARNING = finding("V001", Severity.WARNING)


def state(record: Record, verdict: Verdict, *findings: Finding) -> str:
    return judged(record, report(verdict, *findings), BLANK).state


def test_each_state() -> None:
    assert state(ONE, Verdict.CONFORM) == "agreed"
    assert state(ONE, Verdict.CONFORM, WARNING) == "agreed"
    assert state(ONE, Verdict.NONCONFORM, BLOCKING) == "speaks"
    assert state(ONE, Verdict.INCONCLUSIVE) == "open"
    assert state(ONE, Verdict.INCONCLUSIVE, BLOCKING) == "speaks"
    assert state(REFUSED, Verdict.NONCONFORM, BLOCKING) == "agreed"
    assert state(REFUSED, Verdict.CONFORM) == "silent"
    assert state(REFUSED, Verdict.CONFORM, WARNING) == "silent"
    assert state(REFUSED, Verdict.INCONCLUSIVE, WARNING) == "open"


def test_no_value_is_kept() -> None:
    outcome = judged(ONE, report(Verdict.NONCONFORM, BLOCKING, WARNING), BLANK)
    assert "Dupont" not in repr(outcome)


def test_what_is_new_since_is_told() -> None:
    found = report(Verdict.NONCONFORM, BLOCKING)
    assert judged(ONE, found, BLANK).news == {("T101", "/nom")}
    known = ONE._replace(spoke=(Spoke("T101", "blocking", "/nom"),))
    assert not judged(known, found, BLANK).news


# --- History


def test_the_last_outcome_holds() -> None:
    sandbox = REFUSED._replace(stage="sandbox", as_of="2025-05-01T00:00")
    (case,) = cases([ONE, sandbox])
    assert case.holds == (ONE,)
    assert case.changed
    assert not case.contradicts
    assert case.history == (sandbox, ONE)


def test_the_portal_holds_over_its_sandbox() -> None:
    (case,) = cases([REFUSED, ONE._replace(stage="sandbox")])
    assert case.holds == (REFUSED,)


def test_two_outcomes_at_once_contradict_each_other() -> None:
    (case,) = cases([ONE, REFUSED])
    assert case.contradicts
    assert len(case.holds) == 2


def test_other_pieces_are_another_case() -> None:
    assert len(cases([ONE, REFUSED._replace(sha256="cd" * 32)])) == 2


# --- Proposals


def outcome(record: Record, *findings: Finding) -> Outcome:
    return judged(record, report(Verdict.NONCONFORM, *findings), BLANK)


def test_a_manifest_is_proposed_where_it_can_say_it() -> None:
    (one,) = proposals([outcome(ONE, BLOCKING)])
    assert (one.target, one.model, one.accepted, one.refused) == (
        "manifest",
        "test/avance@initial",
        1,
        0,
    )
    nodes = tomllib.loads(one.text)["nodes"]
    assert nodes["/nom"]["optional"] is True
    assert "accepté par le portail le 2025-06-01" in nodes["/nom"]["reason"]


def test_a_severity_is_proposed_otherwise() -> None:
    for spoken in (
        finding("R104", Severity.BLOCKING),
        finding("T101", Severity.BLOCKING, "/inconnu"),
        finding("T101", Severity.BLOCKING, ""),
    ):
        (one,) = proposals([outcome(ONE, spoken)])
        assert (one.target, tomllib.loads(one.text)) == (
            "config", {"severity": {spoken.rule: "warning"}},
        )  # fmt: skip


def test_the_layout_is_loosened_at_the_top() -> None:
    (one,) = proposals([outcome(ONE, finding("T501", Severity.BLOCKING, ""))])
    assert tomllib.loads(one.text)["layout"] == "warn"


def test_what_speaks_against_a_proposal_is_counted() -> None:
    (one,) = proposals([outcome(ONE, BLOCKING), outcome(ONE, BLOCKING), outcome(REFUSED, BLOCKING)])
    assert (one.accepted, one.refused) == (2, 1)


def test_a_warning_on_what_was_refused_may_have_to_block() -> None:
    silent = judged(REFUSED, report(Verdict.CONFORM, WARNING), BLANK)
    fine = judged(ONE, report(Verdict.CONFORM, WARNING), BLANK)
    (one,) = proposals([silent, fine])
    assert tomllib.loads(one.text) == {"severity": {"V001": "blocking"}}
    assert (one.refused, one.accepted) == (1, 1)
    assert not proposals([judged(REFUSED, report(Verdict.CONFORM), BLANK)])
