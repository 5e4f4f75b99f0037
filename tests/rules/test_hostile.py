"""Hostile values under every concept: no rule fails, none is dropped, nothing raises."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import asp_check
from asp_check.exactness import FilledSlot
from asp_check.template import Template, build
from tests.rules.requests import MODELS, Dice, Request, request_of, requests

LONG = "9" * 10_000
NUMBERS = (
    LONG, f"-{LONG}", f"0.{LONG}", f"{LONG}.{LONG}", "1e400", "1E-400", "-0", "-0.00", "0.1e1",
    "00", "1.", "NaN", "Infinity", "-Infinity", "104.99999999999999", "-1", "0.005", "１２", "1,5",
)  # fmt: skip
TEXTS = (
    "", " ", "\u00a0", "null", "NaN", "1e400", LONG, "１２３４５６７８９", "٣٤", "²", "①", "-0", "1 234,50",
    "2025-02-30", "30/02/2025", "0000-00-00", "9999-12-31", "99/99/9999", "2025-13-01T25:61", "２０２５-01-01",
    "2025-03-01T12:00:00+99:99", "2025-03-01T23:59:60Z", "1900-01-01T00:00:00+14:00", "0001-01-01",
    "2025-03-01T00:00:00.000000001-14:59", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
    "\x00", "\u202e830101259", "\u200b", "\ufeff", "e\u0301", "İ", "ß", "ﬁ", "\U0001f600" * 500,
    "{0.__class__}", "%s%n", "{count:jour|jours}", "<script>", "::error::", "=1+1", "'; --",
    "[" * 5000, "vague 1 + vague 2", "VRAI", "oui", "8" * 12, "MAS", "2A0000014" * 100, "a/b~1c",
)  # fmt: skip
OTHERS = (
    b'"\\ud800"', b'"\\udfff2025-01-01"', b'"\\ud83d"', b'"\xff\xfe"', b'"\xc3"', b'"\xed\xa0\x80"',
    b"null", b"true", b"false", b"[]", b"{}", b"[" * 5000 + b"]" * 5000, b'{"a":' * 200 + b"1" + b"}" * 200,
    b"", b'"', b"'1'", b"\x00", b'"\n"', b"12 34",
)  # fmt: skip
LITERALS = (
    *(number.encode() for number in NUMBERS),
    *(json.dumps(text).encode() for text in TEXTS),
    *(json.dumps(text, ensure_ascii=False).encode() for text in TEXTS),
    *OTHERS,
)


@cache
def loose(model: Template) -> Template:
    """The same model with its concepts and nothing else: whatever is written reaches the rules."""
    assert model.manifest
    nodes = {
        path: node._replace(
            kind=None, enum=(), decimals=None, fixed=False, required=False, type=None
        )
        for path, node in model.manifest.nodes.items()
    }
    return build(model.blank, model.manifest._replace(nodes=nodes))


def check(request: Request) -> asp_check.Report:
    """The report on a request, which no rule failed to judge."""
    report = request.check()
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    for finding in report.findings:
        assert 0 <= finding.offset <= finding.end_offset <= len(request.data)
        assert finding.message.replace("\u00a0", " ").isprintable()
        assert len(finding.message) < 2500
    return report


def places(request: Request) -> list[FilledSlot]:
    """Where the values stand that rules may read."""
    concepts = {slot.declared.concept for slot in request.template.slots}
    return request.slots(*filter(None, concepts))


@pytest.mark.parametrize("is_loose", [False, True], ids=["as-it-is", "loose"])
@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_few_hostile_values_are_judged(model: str, is_loose: bool, data: Any) -> None:
    request, dice = data.draw(requests(model)), Dice.of(data.draw)
    if is_loose:
        request = request._replace(template=loose(request.template))
    found = places(request)
    chosen = {dice.number(0, len(found) - 1) for _ in range(dice.number(1, 4))}
    check(request.with_literals([(found[rank], dice.one(LITERALS)) for rank in sorted(chosen)]))


EXAMPLES = {model: request_of(model, Dice(Random(7).randint)) for model in MODELS}  # noqa: S311


@pytest.mark.parametrize("model", MODELS)
def test_a_hostile_value_in_every_field(model: str) -> None:
    """One after the other, each in every field where it may stand by its form."""
    request = EXAMPLES[model]._replace(template=loose(EXAMPLES[model].template))
    found = places(request)
    for literal in LITERALS:
        is_text = literal[:1] == b'"'
        fields = [at for at in found if (request.literal(at)[:1] == b'"') is is_text]
        check(request.with_literals([(at, literal) for at in fields]))


@pytest.mark.parametrize("literal", OTHERS, ids=range(len(OTHERS)))
def test_a_hostile_value_in_place_of_any(literal: bytes) -> None:
    for request in EXAMPLES.values():
        check(request.with_literals([(at, literal) for at in places(request)]))
