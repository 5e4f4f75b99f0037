"""Clean requests of every reference model raise no alarm; a slip that is put in is told, alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import asp_check
from asp_check import exactness
from asp_check.finding import Severity
from asp_check.rules import TABLE
from tests.exactness.surgery import operations
from tests.rules.requests import MODELS, Dice, Request, request_of, requests
from tests.rules.slips import BIO, IMG, SLIPS, Slip

IDS = {entry.id for entry in TABLE}


def posed(report: asp_check.Report) -> set[str]:
    """The rules of funding that were asked."""
    assert not [entry for entry in report.not_run if entry.kind in {"crash", "unreadable"}]
    return IDS - {entry.rule for entry in report.not_run}


def clean(request: Request) -> set[str]:
    """The rules that were asked of a clean request, all in vain."""
    report = request.check()
    assert report.findings == ()
    assert report.verdict is asp_check.Verdict.CONFORM
    assert posed(report)
    return posed(report)


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_clean_request_raises_no_alarm(model: str, data: Any) -> None:
    clean(data.draw(requests(model)))


def test_many_clean_requests_raise_no_alarm() -> None:
    """The same ones each time, drawn evenly; between them they are asked every rule."""
    asked: set[str] = set()
    for model in MODELS:
        for seed in range(80):
            asked |= clean(request_of(model, Dice(Random(seed).randint)))  # noqa: S311
    assert asked == IDS


EACH = [
    pytest.param(slip, model, id=f"{slip.rule}-{slip.name}-{model}")
    for slip in SLIPS
    for model in slip.models
]


@pytest.mark.parametrize(("slip", "model"), EACH)
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(st.data())
def test_a_slip_is_told_at_its_place(slip: Slip, model: str, data: Any) -> None:
    clean = data.draw(requests(model).filter(lambda one: one.as_of is not None))
    request, at, severity = slip.make(clean, Dice.of(data.draw))
    report = request.check()
    posed(report)
    found = [f for f in report.findings if f.rule == slip.rule]
    assert found, report.findings
    pointer = None if at is None else at.pointer
    places = {(f.pointer, f.severity) for f in found}
    places |= {(place.pointer, f.severity) for f in found for place in f.related}
    assert (pointer, severity) in places, found
    others = [f for f in report.findings if f.rule != slip.rule and f.severity is Severity.BLOCKING]
    assert others == []


def test_every_rule_has_a_slip() -> None:
    assert {slip.rule for slip in SLIPS} == IDS


# --- One cause, one finding


def faults_of_form(request: Request) -> Iterator[tuple[str, bytes]]:
    """The request with one member missing, misspelled or doubled, or one value of another type."""
    for operation in operations(request.data, frozenset({"/REPONSES_PAR_FINESS"})):
        if operation.name.split()[0] in {"drop", "rename", "double"}:
            yield operation.name, operation.data
    for at in exactness.check(request.template, request.data).slots():
        for literal in (b"[]", b"{}", b"null", b"1e2", b'"\\ud800"'):
            yield f"{literal!r} {at.pointer}", request.with_literals([(at, literal)]).data


def several(model: str) -> Request:
    """The first request drawn that has three amounts, where the model may have several."""
    drawn = (request_of(model, Dice(Random(seed).randint)) for seed in count())  # noqa: S311
    wanted = 1 if model in {BIO, IMG} else 3
    return next(r for r in drawn if r.as_of and len(r.slots("amount.excl_tax")) == wanted)


@pytest.mark.parametrize("model", MODELS)
def test_a_fault_of_form_is_told_once(model: str) -> None:
    """What it hides from the rules of funding, they say nothing about."""
    request = several(model)
    told: dict[str, list[str]] = {}
    for name, data in faults_of_form(request):
        report = request._replace(data=data).check()
        forms = [f for f in report.findings if f.rule[0] != "R" and f.severity is Severity.BLOCKING]
        others = [f"{f.rule} {f.pointer}" for f in report.findings if f.rule[0] == "R"]
        if forms and others:
            told[name] = others
    assert told == {}
