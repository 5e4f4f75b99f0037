"""Who disagrees with whom, and what would have to be written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.corpus import telling
from asp_check.corpus.judging import Outcome, cases, is_doubtful, judged
from asp_check.corpus.model import Record, Spoke
from asp_check.corpus.proposing import LAYOUT, NODES, Reason, proposals
from asp_check.finding import Finding, NotRun, Report, Severity, TemplateRef, Verdict
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
    assert state(ONE, Verdict.INCONCLUSIVE, BLOCKING) == "open"
    assert state(ONE, Verdict.NONCONFORM, WARNING) == "speaks"
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
    assert (one.target, one.model) == ("manifest", "test/avance@initial")
    assert one.reasons == (Reason("T101", "warning", "/nom", 1, 0),)
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
    assert one.reasons == (Reason("T101", "warning", "/nom", 2, 1),)


def test_a_warning_on_what_was_refused_may_have_to_block() -> None:
    silent = judged(REFUSED, report(Verdict.CONFORM, WARNING), BLANK)
    fine = judged(ONE, report(Verdict.CONFORM, WARNING), BLANK)
    (one,) = proposals([silent, fine])
    assert tomllib.loads(one.text) == {"severity": {"V001": "blocking"}}
    assert one.reasons == (Reason("V001", "blocking", "", 1, 1),)
    assert not proposals([judged(REFUSED, report(Verdict.CONFORM), BLANK)])


RULES = st.sampled_from([*NODES, *LAYOUT, "T405", "R104", "X104", "S603", "V002", "E103"])
FOUND = st.builds(
    finding, RULES, st.sampled_from([Severity.BLOCKING, Severity.WARNING]),
    st.sampled_from(["", "/nom", "/lignes/0/nom", "/autre"]),
)  # fmt: skip
OUTCOMES = st.builds(
    outcome, st.sampled_from([ONE, REFUSED, ONE._replace(as_of="2025-05-01T00:00")])
) | st.lists(FOUND, min_size=1, max_size=5).flatmap(
    lambda found: st.sampled_from([outcome(ONE, *found), outcome(REFUSED, *found)])
)


@given(st.lists(OUTCOMES, max_size=6), st.sampled_from(["warning", "info"]))
def test_what_is_proposed_can_be_pasted(outcomes: list[Outcome], passing: str) -> None:
    """One text for each file, and TOML takes it: no table, no key and no place twice."""
    found = proposals(outcomes, passing)
    assert len({(one.target, one.model) for one in found}) == len(found)
    for one in found:
        assert tomllib.loads(one.text)
        assert not is_doubtful(reason.rule for reason in one.reasons)
    for en in (0, 1):
        told = telling.checked(outcomes, [], found, en)
        assert "(s)" not in told
        assert told.count("[severity]") <= 1


def test_several_attributes_of_one_place_are_one_line() -> None:
    spoken = [finding(rule, Severity.BLOCKING) for rule in ("T305", "V101", "T302", "T303", "T304")]
    (one,) = proposals([outcome(ONE, *spoken)])
    node = tomllib.loads(one.text)["nodes"]["/nom"]
    assert node.pop("reason")
    assert node == {"nullable": True, "free": True, "inferred": ["enum", "kind"]}


def test_what_was_accepted_weighs_more_than_what_was_refused() -> None:
    accepted = outcome(ONE, finding("R104", Severity.BLOCKING))
    silent = judged(REFUSED, report(Verdict.CONFORM, finding("R104", Severity.WARNING)), BLANK)
    (one,) = proposals([accepted, silent])
    assert tomllib.loads(one.text) == {"severity": {"R104": "warning"}}


def test_where_warnings_fail_less_than_a_warning_is_proposed() -> None:
    (one,) = proposals([outcome(ONE, finding("R104", Severity.WARNING))], "info")
    assert tomllib.loads(one.text) == {"severity": {"R104": "info"}}
    (one,) = proposals([outcome(ONE, finding("T501", Severity.BLOCKING, ""))], "info")
    assert tomllib.loads(one.text)["layout"] == "off"


@pytest.mark.parametrize("rule", ["S603", "S108", "E101", "E301", "V002"])
def test_nothing_is_proposed_for_what_is_no_request(rule: str) -> None:
    found = outcome(ONE, BLOCKING, finding(rule, Severity.BLOCKING, ""))
    assert found.is_doubtful
    assert not proposals([found])
    assert not outcome(REFUSED, finding(rule, Severity.BLOCKING)).is_doubtful


def test_why_there_is_no_verdict_is_told() -> None:
    for status, said in (("reference", "RÉFÉRENCE"), ("official", "illisible")):
        reason = "modèle test/avance@initial" if status == "reference" else "illisible"
        template = TemplateRef("test/avance@initial", status, "0" * 64)
        entry = NotRun("T", "unreadable", reason)
        found = Report("b", "0" * 64, Verdict.INCONCLUSIVE, template, (), (entry,))
        fr, en = judged(ONE, found, BLANK).why
        assert said in fr
        assert en
    assert "--template" in judged(ONE, found._replace(template=None), BLANK).why[1]
    assert judged(ONE, report(Verdict.CONFORM), BLANK).why == ("", "")
