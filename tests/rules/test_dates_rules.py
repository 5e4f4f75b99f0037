"""The rules on dates: at the day, at the second, over 29 February and the change to summer time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asp_check import api, engine
from asp_check.engine import Kin, Options
from asp_check.finding import Finding, Report, Severity
from asp_check.manifest import Manifest, Node
from asp_check.rules.common import dated
from asp_check.rules.common.example import facts_of
from asp_check.rules.dates_out_of_order import BEFORE
from asp_check.template import Template, build

Nodes = Mapping[str, Mapping[str, Any]]

SIGNED: Nodes = {"/d": {"concept": "order.signature_date"}}
ORDER: Nodes = {"/n": {"concept": "order.number"}}
DONE: Nodes = {"/d": {"concept": "service.completion_date"}}
ONE = '{"d": ""}'
ASKED = ("E", "S", "T", "V", "R2")
"""Rules on other things are tested elsewhere."""

days = st.dates(date(2021, 1, 1), date(2030, 12, 31))
seconds = st.builds(datetime.combine, days, st.times().map(lambda at: at.replace(microsecond=0)))
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def template(
    blank: str, nodes: Nodes, version: str = "initial", code: str = "TEST", request: str = "avance"
) -> Template:
    digest = sha256(blank.encode()).hexdigest()
    said = {path: Node(**attributes) for path, attributes in nodes.items()}
    return build(blank.encode(), Manifest(code, request, digest, "official", version, nodes=said))


def judge(blank: str, text: str, nodes: Nodes, lang: str = "fr", **facts: Any) -> Report:
    model = template(blank, nodes, request=facts.get("request", "avance"))
    options = Options(as_of=facts.get("as_of"), facts=facts_of(facts), lang=lang, select=ASKED)
    report = engine.judge(text.encode(), model, options)
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    return report


def found(blank: str, text: str, nodes: Nodes, **facts: Any) -> list[tuple[str, str]]:
    return [(f.rule, str(f.severity)) for f in judge(blank, text, nodes, **facts).findings]


def rules(*args: Any, **facts: Any) -> list[str]:
    return [rule for rule, _ in found(*args, **facts)]


def of(report: Report, rule: str) -> Finding:
    (finding,) = [finding for finding in report.findings if finding.rule == rule]
    return finding


def kinds(report: Report) -> dict[str, str]:
    return {entry.rule: entry.kind for entry in report.not_run}


def one(value: str) -> str:
    return f'{{"d": "{value}"}}'


# ------------------------------------------------------------------------------ dates


@given(seconds, zones)
def test_an_instant_with_its_zone_is_told_on_the_clocks_of_paris(
    moment: datetime, zone: timezone
) -> None:
    aware = moment.replace(tzinfo=zone)
    expected = api.instant(aware)
    assert expected is not None
    told = dated.in_paris(aware.isoformat())
    assert told is not None
    assert told == (expected if len(expected) == 19 else f"{expected}:00")
    utc = aware.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    assert dated.in_paris(utc) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00"),
        ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59"),
        ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00"),
        ("2025-12-31T23:30Z", "2026-01-01T00:30:00"),
        ("2024-02-28T23:00:00.250Z", "2024-02-29T00:00:00.25"),
        ("2025-12-17T12:00", "2025-12-17T12:00:00"),
        ("2025-12-17T12:00:00.000", "2025-12-17T12:00:00"),
        ("2025-12-17", None),
        ("2025-12-17T24:00", None),
        ("2025-12-17T12:00+15:00", None),
        ("0001-01-01T00:00+14:00", None),
        ("9999-12-31T23:59-12:00", None),
        ("٢٠٢٥-12-17T12:00", None),
        ("2025-12-17T12:00\n", None),
    ],
)
def test_instants(text: str, told: str | None) -> None:
    assert dated.in_paris(text) == told


@given(seconds, seconds)
def test_instants_compare_as_time_does(first: datetime, second: datetime) -> None:
    texts = [first.isoformat(), second.isoformat()]
    for one_text in (texts[0], texts[0].removesuffix(":00")):
        for other in (texts[1], texts[1].removesuffix(":00")):
            if len(one_text) > 13 and len(other) > 13:
                assert dated.is_after(one_text, other) is (first > second)


@given(days, seconds)
def test_a_day_lasts_from_its_first_second_to_its_last(day: date, moment: datetime) -> None:
    start, end = datetime.combine(day, time.min), datetime.combine(day, time(23, 59, 59))
    assert dated.is_after(day.isoformat(), moment.isoformat()) is (start > moment and end > moment)
    assert dated.is_after(moment.isoformat(), day.isoformat()) is (moment > end)


# ------------------------------------------------------------------------------ freshness

DATED = [
    ("R201", SIGNED, one("2025-12-18"), "solde", "advance_end"),
    ("R203", {"/d": ORDER["/n"]}, one("1"), "avance", "advance_end"),
    ("R204", DONE, one("2025-12-18"), "solde", "services_end"),
]
each_dated = pytest.mark.parametrize(("rule", "nodes", "text", "request_", "key"), DATED)


def _with_datum(request: str, key: str, **datum: Any) -> dict[str, Any]:
    as_of = "2026-01-05T09:00"
    return {
        "request": request,
        "as_of": as_of,
        "data": {key: {"value": "2025-12-17T12:00", **datum}},
    }


@each_dated
@pytest.mark.parametrize("seen", ["read", "confirmed"])
@pytest.mark.parametrize("age", [0, 1, 89, 90, 91, 400])
def test_a_date_blocks_for_ninety_days(
    rule: str, nodes: Nodes, text: str, request_: str, key: str, age: int, seen: str
) -> None:
    day = (date(2026, 1, 5) - timedelta(age)).isoformat()
    read = {"read": "2024-01-01", seen: day}
    facts = _with_datum(request_, key, **read)
    expected = "blocking" if age < 90 else "warning"
    assert found(ONE, text, nodes, **facts) == [(rule, expected)]
    message = of(judge(ONE, text, nodes, "en", **facts), rule).message
    assert (f"read on {day}: https://esante.gouv.fr/segur." in message) is (age >= 90)


@each_dated
@pytest.mark.parametrize("certainty", ["secondary", "inference"])
def test_what_is_not_official_never_blocks(
    rule: str, nodes: Nodes, text: str, request_: str, key: str, certainty: str
) -> None:
    facts = _with_datum(request_, key, read="2026-01-05", certainty=certainty)
    finding = of(judge(ONE, text, nodes, **facts), rule)
    assert (finding.severity, finding.certainty) == (Severity.WARNING, certainty)
    assert "lue le 2026-01-05" in finding.message


@each_dated
def test_what_nobody_knows_to_have_been_read_never_blocks(
    rule: str, nodes: Nodes, text: str, request_: str, key: str
) -> None:
    facts = _with_datum(request_, key, read=None)
    finding = of(judge(ONE, text, nodes, **facts), rule)
    assert finding.severity is Severity.WARNING
    assert "Vérifiez cette date\u00a0: https://" in finding.message


@each_dated
def test_a_long_address_is_told_whole(
    rule: str, nodes: Nodes, text: str, request_: str, key: str
) -> None:
    page = "https://industriels.esante.gouv.fr/faq/" + "resultats" * 12
    facts = _with_datum(request_, key, read="2024-01-01", source=page)
    finding = of(judge(ONE, text, nodes, **facts), rule)
    assert page in finding.message
    assert finding.source == page


@each_dated
def test_without_an_instant_a_dated_rule_is_not_asked(
    rule: str, nodes: Nodes, text: str, request_: str, key: str
) -> None:
    facts = {**_with_datum(request_, key), "as_of": None}
    options = Options(facts=facts_of({**facts, "as_of": "2026-01-05"}))
    report = engine.judge(text.encode(), template(ONE, nodes, request=request_), options)
    assert not report.findings
    assert kinds(report)[rule] == "no-as-of"


# ------------------------------------------------------------------------------ R201, R204


@pytest.mark.parametrize(
    ("rule", "nodes", "key"), [("R201", SIGNED, "advance_end"), ("R204", DONE, "services_end")]
)
@given(
    said=days | seconds,
    end=days | seconds,
    french=st.booleans(),
)
def test_after_the_end(
    rule: str, nodes: Nodes, key: str, said: date, end: date, french: bool
) -> None:
    text = said.isoformat()
    if french and not isinstance(said, datetime):
        text = f"{said.day:02d}/{said.month:02d}/{said.year}"
    facts = {"request": "solde", "as_of": "2031-01-01T00:00", "data": {key: end.isoformat()}}
    if isinstance(said, datetime) and isinstance(end, datetime):
        late = said > end
    else:
        late = date(*said.timetuple()[:3]) > date(*end.timetuple()[:3])
    assert found(ONE, one(text), nodes, **facts) == ([(rule, "blocking")] if late else [])


@pytest.mark.parametrize(
    ("signed", "late"),
    [
        ("2025-12-17", False),
        ("2025-12-18", True),
        ("2025-12-17T12:00", False),
        ("2025-12-17T12:00:00", False),
        ("2025-12-17T12:00:00.000", False),
        ("2025-12-17T12:00:01", True),
        ("2025-12-17T12:00:00.001", True),
        ("2025-12-17T11:00:00Z", False),
        ("2025-12-17T11:00:01Z", True),
        ("2025-12-17T23:59", True),
        ("2025-12-17T06:00:00-05:00", False),
        ("2025-12-17T06:00:01-05:00", True),
        ("le 18 décembre 2025", False),
        ("2025-02-30", False),
        ("99/99/9999", False),
    ],
)
def test_a_signature_at_the_hour_of_the_end(signed: str, late: bool) -> None:
    facts = {
        "request": "solde",
        "as_of": "2026-02-02T09:00",
        "data": {"advance_end": "2025-12-17T12:00"},
    }
    assert rules(ONE, one(signed), SIGNED, **facts) == ["R201"] * late


def test_orders_signed_too_late_are_one_finding() -> None:
    blank = '{"c": [{"d": ""}, {"d": ""}]}'
    text = '{"c": [{"d": "2025-12-18"}, {"d": "2025-12-17"}, {"d": "2026-01-03"}]}'
    nodes = {"/c/*/d": SIGNED["/d"]}
    facts = {
        "request": "solde",
        "as_of": "2026-02-02T09:00",
        "data": {"advance_end": "2025-12-17T12:00"},
    }
    finding = of(judge(blank, text, nodes, **facts), "R201")
    assert (finding.count, finding.pointer) == (2, "/c/0/d")


def test_a_value_that_is_refused_already_is_left_alone() -> None:
    nodes = {"/d": {**SIGNED["/d"], "kind": "date-fr"}}
    facts = {
        "request": "solde",
        "as_of": "2026-02-02T09:00",
        "data": {"advance_end": "2025-12-17T12:00"},
    }
    assert rules(ONE, one("2025-12-18"), nodes, **facts) == ["V101"]


# ------------------------------------------------------------------------------ R202


@given(signed=days, proof=days, referencing=st.none() | days)
def test_a_hundred_and_twenty_days(signed: date, proof: date, referencing: date | None) -> None:
    solution = {"proof_date": proof.isoformat()}
    if referencing is not None:
        solution["referencing_date"] = referencing.isoformat()
    before = referencing is None or signed < referencing
    early = before and (proof - signed).days > 120
    assert rules(ONE, one(signed.isoformat()), SIGNED, solution=solution) == ["R202"] * early


@given(proof=days, over=st.integers(-3, 3))
def test_the_hundred_and_twentieth_day(proof: date, over: int) -> None:
    signed = proof - timedelta(120 + over)
    facts = {"solution": {"proof_date": proof.isoformat()}}
    assert rules(ONE, one(signed.isoformat()), SIGNED, **facts) == ["R202"] * (over > 0)


@pytest.mark.parametrize(
    ("signed", "proof", "early"),
    [
        ("2024-01-30", "2024-05-29", False),
        ("2024-01-29", "2024-05-29", True),
        ("2023-01-29", "2023-05-29", False),
        ("2023-01-28", "2023-05-29", True),
        ("2023-11-01", "2024-02-29", False),
        ("2023-10-31", "2024-02-29", True),
        ("2024-02-29", "2024-06-28", False),
        ("2024-02-29", "2024-06-29", True),
    ],
)
def test_a_hundred_and_twenty_days_over_the_end_of_february(
    signed: str, proof: str, early: bool
) -> None:
    facts = {"solution": {"proof_date": proof}}
    assert found(ONE, one(signed), SIGNED, **facts) == [("R202", "blocking")] * early


PROOF = '{"d": "", "p": "", "r": ""}'
PROOF_NODES: Nodes = {
    "/d": {"concept": "order.signature_date"},
    "/p": {"concept": "solution.proof_date", "may_be_empty": True},
    "/r": {"concept": "solution.referencing_date", "may_be_empty": True},
}


@pytest.mark.parametrize(
    ("proof", "referencing", "solution", "early"),
    [
        ("2024-06-30", "", None, True),
        ("30/06/2024", "2024-09-01", None, True),
        ("2024-06-30", "2024-01-02", None, False),
        # What the file says counts, not the configuration.
        ("2024-03-01", "", {"proof_date": "2024-06-30"}, False),
        ("2024-06-30", "2024-01-02", {"referencing_date": "2024-09-01"}, False),
        # The file says nothing: the configuration speaks.
        ("", "", {"proof_date": "2024-06-30"}, True),
        ("", "", {"proof_date": "2024-06-30", "referencing_date": "2024-01-01"}, False),
        ("", "", None, False),
        ("juin 2024", "", {"proof_date": "2024-06-30"}, False),
    ],
)
def test_the_file_or_the_configuration_tells_the_day_of_the_proofs(
    proof: str, referencing: str, solution: Mapping[str, Any] | None, early: bool
) -> None:
    text = f'{{"d": "2024-01-02", "p": "{proof}", "r": "{referencing}"}}'
    assert rules(PROOF, text, PROOF_NODES, solution=solution) == ["R202"] * early


def test_a_concept_that_was_only_inferred_never_blocks() -> None:
    nodes = {**PROOF_NODES, "/p": {"concept": "solution.proof_date", "inferred": ("concept",)}}
    text = '{"d": "2024-01-02", "p": "2024-06-30", "r": ""}'
    finding = of(judge(PROOF, text, nodes), "R202")
    assert (finding.severity, finding.certainty) == (Severity.WARNING, "inference")
    assert [place.label for place in finding.related] == ["valeur comparée"]


def test_where_the_day_of_the_proofs_is_unknown_the_rule_is_not_asked() -> None:
    assert kinds(judge(ONE, one("2024-01-02"), SIGNED))["R202"] == "unknown-fact"


# ------------------------------------------------------------------------------ R203

edges = st.none() | days | seconds


@given(as_of=seconds, start=edges, end=edges)
def test_the_window(as_of: datetime, start: date | None, end: date | None) -> None:
    assume(start is not None or end is not None)

    def first(edge: date) -> datetime:
        return edge if isinstance(edge, datetime) else datetime.combine(edge, time.min)

    def last(edge: date) -> datetime:
        return edge if isinstance(edge, datetime) else datetime.combine(edge, time(23, 59, 59))

    data = {
        key: edge.isoformat()
        for key, edge in (("advance_start", start), ("advance_end", end))
        if edge is not None
    }
    outside = (start is not None and as_of < first(start)) + (end is not None and as_of > last(end))
    said = rules('{"n": ""}', '{"n": "1"}', ORDER, as_of=api.instant(as_of), data=data)
    assert said == ["R203"] * outside


@pytest.mark.parametrize(
    ("as_of", "outside"),
    [
        ("2024-09-12T13:59:59", True),
        ("2024-09-12T14:00", False),
        ("2025-12-17T11:59:59", False),
        ("2025-12-17T12:00:00", False),
        ("2025-12-17T12:00:01", True),
        (datetime(2025, 12, 17, 11, 0, 0, tzinfo=UTC), False),
        (datetime(2025, 12, 17, 11, 0, 1, tzinfo=UTC), True),
        (datetime(2024, 9, 12, 11, 59, 59, tzinfo=UTC), True),
        (datetime(2024, 9, 12, 12, 0, 0, tzinfo=UTC), False),
    ],
)
def test_the_hours_of_the_window(as_of: str | datetime, outside: bool) -> None:
    data = {"advance_start": "2024-09-12T14:00", "advance_end": "2025-12-17T12:00"}
    said = rules('{"n": ""}', '{"n": "1"}', ORDER, as_of=api.instant(as_of), data=data)
    assert said == ["R203"] * outside


@pytest.mark.parametrize(
    ("end", "utc"),
    [
        # The last Sunday of March, from 2:00 to 3:00; that of October, from 3:00 back to 2:00.
        ("2026-03-28T12:00", datetime(2026, 3, 28, 11, tzinfo=UTC)),
        ("2026-03-29T12:00", datetime(2026, 3, 29, 10, tzinfo=UTC)),
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-24T12:00", datetime(2026, 10, 24, 10, tzinfo=UTC)),
        ("2026-10-25T12:00", datetime(2026, 10, 25, 11, tzinfo=UTC)),
    ],
)
def test_the_window_on_the_day_of_the_change_of_hour(end: str, utc: datetime) -> None:
    for over in (-1, 0, 1):
        as_of = api.instant(utc + timedelta(seconds=over))
        said = rules('{"n": ""}', '{"n": "1"}', ORDER, as_of=as_of, data={"advance_end": end})
        assert said == ["R203"] * (over > 0), over


def test_a_balance_has_a_window_of_its_own() -> None:
    data = {"advance_end": "2025-01-01T12:00", "balance_start": "2026-01-01T12:00"}
    facts = {"request": "solde", "as_of": "2025-06-01T12:00", "data": data}
    finding = of(judge('{"n": ""}', '{"n": "1"}', ORDER, "en", **facts), "R203")
    assert "before the opening" in finding.message
    assert finding.severity is Severity.BLOCKING


# ------------------------------------------------------------------------------ R205

CONDITION = '{"d": "", "s": ""}'
CONDITION_NODES: Nodes = {
    "/d": {"concept": "order.signature_date"},
    "/s": {"concept": "order.referencing_condition", "type": "any", "may_be_empty": True},
}


@pytest.mark.parametrize("signed", ["2025-01-08", "2025-01-09", "2025-01-10", "2025-01-11"])
@pytest.mark.parametrize(
    ("condition", "denied"),
    [
        ("true", False),
        ("false", True),
        ('"non"', True),
        ('"Non"', True),
        ('""', True),
        ('"  "', True),
        ("null", True),
        ('"oui"', False),
        ('"Sous condition de référencement"', False),
        ('"sans objet"', False),
    ],
)
def test_an_order_before_the_referencing_is_conditional(
    signed: str, condition: str, denied: bool
) -> None:
    text = f'{{"d": "{signed}", "s": {condition}}}'
    facts = {"solution": {"referencing_date": "2025-01-10"}}
    wanted = denied and signed < "2025-01-10"
    said = [f for f in found(CONDITION, text, CONDITION_NODES, **facts) if f[0] == "R205"]
    assert said == [("R205", "warning")] * wanted


def test_a_condition_left_empty_is_told_once() -> None:
    nodes = {**CONDITION_NODES, "/s": {"concept": "order.referencing_condition"}}
    text = '{"d": "2025-01-08", "s": ""}'
    facts = {"solution": {"referencing_date": "2025-01-10"}}
    assert rules(CONDITION, text, nodes, **facts) == ["R205"]
    required = {**nodes, "/s": {**nodes["/s"], "required": True}}
    assert rules(CONDITION, text, required, **facts) == ["V001"]


# ------------------------------------------------------------------------------ R206

LIFE = (
    "order.date",
    "order.signature_date",
    "service.start_date",
    "service.completion_date",
    "va.date",
    "mom.date",
    "invoice.date",
)
KEYS = {concept: concept.replace(".", "_") for concept in LIFE}
LIFE_NODES: Nodes = {
    f"/{key}": {"concept": concept, "may_be_empty": True} for concept, key in KEYS.items()
}
LIFE_BLANK = json.dumps(dict.fromkeys(KEYS.values(), ""))


@given(
    st.fixed_dictionaries(
        {c: st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 9)) for c in LIFE}
    )
)
def test_each_date_comes_after_what_must_precede_it(dates: Mapping[str, date | None]) -> None:
    wrong = {
        f"/{KEYS[late]}"
        for late, names in BEFORE.items()
        for early in names
        if (before := dates[early]) and (after := dates[late]) and after < before
    }
    text = json.dumps({KEYS[c]: d.isoformat() if (d := dates[c]) else "" for c in LIFE})
    assume(any(dates.values()))
    report = judge(LIFE_BLANK, text, LIFE_NODES)
    assert {f.pointer for f in report.findings} == wrong
    assert len(report.findings) == len(wrong)
    assert {(f.rule, f.severity, f.certainty) for f in report.findings} <= {
        ("R206", Severity.WARNING, "inference")
    }


def test_an_impossible_pair_is_told_at_the_later_in_life_with_a_link_to_the_other() -> None:
    text = LIFE_BLANK.replace('"va_date": ""', '"va_date": "2025-01-02"').replace(
        '"order_signature_date": ""', '"order_signature_date": "2025-01-03"'
    )
    finding = of(judge(LIFE_BLANK, text, LIFE_NODES, "en"), "R206")
    assert finding.pointer == "/va_date"
    assert [(p.pointer, p.label) for p in finding.related] == [
        ("/order_signature_date", "value compared")
    ]
    assert finding.message == (
        "Dates to be checked: the VA (2025-01-02) comes before the signature of the purchase "
        "order (2025-01-03)."
    )


def test_a_date_to_come_is_not_held_against_the_others() -> None:
    text = LIFE_BLANK.replace('"va_date": ""', '"va_date": "2025-01-02"').replace(
        '"order_signature_date": ""', '"order_signature_date": "2052-01-01"'
    )
    said = judge(LIFE_BLANK, text, LIFE_NODES, as_of="2025-02-01T12:00").findings
    assert [(f.rule, f.pointer) for f in said] == [("R209", "/order_signature_date")]


@pytest.mark.parametrize(
    ("concept", "deadline", "rule"),
    [
        ("order.signature_date", "advance_end", "R201"),
        ("service.completion_date", "services_end", "R204"),
    ],
)
def test_a_date_past_its_deadline_is_not_held_against_the_others(
    concept: str, deadline: str, rule: str
) -> None:
    key = KEYS[concept]
    text = LIFE_BLANK.replace('"va_date": ""', '"va_date": "2025-01-02"').replace(
        f'"{key}": ""', f'"{key}": "2025-01-04"'
    )
    facts = {"request": "solde", "as_of": "2025-02-01T12:00", "data": {deadline: "2025-01-03"}}
    said = judge(LIFE_BLANK, text, LIFE_NODES, **facts).findings
    assert [(f.rule, f.pointer) for f in said] == [(rule, f"/{key}")]
    # Inside it, or where nobody can say that it is late, the order of the dates is what is wrong.
    inside = {**facts, "data": {deadline: "2025-01-04"}}
    assert rules(LIFE_BLANK, text, LIFE_NODES, **inside) == ["R206"]
    del facts["as_of"]
    assert rules(LIFE_BLANK, text, LIFE_NODES, **facts) == ["R206"]


def test_dates_are_shown_as_the_file_writes_them() -> None:
    nodes = {"/s": {"concept": "order.signature_date"}, "/v": {"concept": "va.date"}}
    finding = of(
        judge('{"s": "", "v": ""}', '{"s": "03/01/2025", "v": "2025-01-02T10:00"}', nodes), "R206"
    )
    assert "(2025-01-02T10:00)" in finding.message
    assert "(03/01/2025)" in finding.message
    nodes = {
        "/d": {"concept": "order.signature_date"},
        "/s": {"concept": "order.referencing_condition"},
        "/r": {"concept": "solution.referencing_date"},
        "/p": {"concept": "solution.proof_date"},
    }
    blank = '{"d": "", "s": false, "r": "", "p": ""}'
    text = '{"d": "01/01/2025", "s": false, "r": "02/09/2025", "p": "01/09/2025"}'
    report = judge(blank, text, nodes)
    assert (
        "signé le 01/01/2025, avant le référencement de la solution (02/09/2025)"
        in of(report, "R205").message
    )
    assert "avant le dossier complet de preuves (01/09/2025)" in of(report, "R202").message


def _orders(order: str, file: str, nodes: Nodes) -> list[tuple[str | None, int]]:
    """The places of R206, for orders written short: numbers are days of January 2025."""
    blank = f'{{"c": [{order}, {order}]}}'

    def filled(value: Any) -> Any:
        if isinstance(value, int):
            return f"2025-01-{value:02d}"
        if isinstance(value, list):
            return [filled(item) for item in value]
        return {key: filled(item) for key, item in value.items()}

    text = json.dumps({"c": filled(json.loads(file))})
    report = judge(blank, text, nodes)
    assert {f.rule for f in report.findings} <= {"R206"}
    return [(f.pointer, f.count) for f in report.findings]


SITES = '{"s": "", "f": "", "e": [{"d": "", "v": ""}, {"d": "", "v": ""}]}'
SITES_NODES: Nodes = {
    "/c/*/s": {"concept": "order.signature_date"},
    "/c/*/f": {"concept": "invoice.date"},
    "/c/*/e/*/d": {"concept": "service.completion_date"},
    "/c/*/e/*/v": {"concept": "va.date"},
}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        # Each establishment goes by itself.
        ('[{"s": 1, "f": 9, "e": [{"d": 7, "v": 8}, {"d": 2, "v": 3}]}]', []),
        ('[{"s": 1, "f": 9, "e": [{"d": 7, "v": 8}, {"d": 4, "v": 3}]}]', ["/c/0/e/1/v"]),
        # And each order; one signature comes before all of them.
        (
            '[{"s": 1, "f": 9, "e": [{"d": 2, "v": 3}]}, {"s": 4, "f": 9, "e": [{"d": 5, "v": 6}, {"d": 3, "v": 7}]}]',
            ["/c/1/e/1/d"],
        ),
        # The invoice of the order comes after the last VA.
        ('[{"s": 1, "f": 5, "e": [{"d": 2, "v": 3}, {"d": 4, "v": 6}]}]', ["/c/0/f"]),
        ('[{"s": 1, "f": 6, "e": [{"d": 2, "v": 3}, {"d": 4, "v": 6}]}]', []),
    ],
)
def test_the_dates_of_establishments(file: str, expected: list[str]) -> None:
    assert _orders(SITES, file, SITES_NODES) == [(place, 1) for place in expected]


ABOVE = '{"s": "", "d": "", "v": "", "e": [{"w": ""}, {"w": ""}], "f": [{"d": ""}, {"d": ""}]}'
ABOVE_NODES: Nodes = {
    "/c/*/s": {"concept": "order.signature_date"},
    "/c/*/d": {"concept": "service.completion_date"},
    "/c/*/v": {"concept": "mom.date"},
    "/c/*/e/*/w": {"concept": "va.date"},
    "/c/*/f/*/d": {"concept": "invoice.date"},
}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        # The end of the whole order comes before the last VA, not before each.
        ('[{"s": 1, "d": 5, "v": 5, "e": [{"w": 3}, {"w": 6}], "f": [{"d": 7}]}]', []),
        ('[{"s": 1, "d": 5, "v": 5, "e": [{"w": 3}, {"w": 4}], "f": [{"d": 7}]}]', ["/c/0/e/1/w"]),
        # An invoice of the advance comes first, one of the balance last.
        ('[{"s": 1, "d": 2, "v": 5, "e": [{"w": 3}], "f": [{"d": 1}, {"d": 6}]}]', []),
        ('[{"s": 1, "d": 2, "v": 5, "e": [{"w": 3}], "f": [{"d": 1}, {"d": 4}]}]', ["/c/0/f/1/d"]),
        ('[{"s": 1, "d": 2, "v": 5, "e": [{"w": 3}], "f": [{"d": 4}]}]', ["/c/0/f/0/d"]),
    ],
)
def test_one_date_above_and_several_below(file: str, expected: list[str]) -> None:
    assert _orders(ABOVE, file, ABOVE_NODES) == [(place, 1) for place in expected]


def test_dates_of_lists_that_do_not_hold_one_another_are_not_compared() -> None:
    blank = '{"o": [{"s": ""}, {"s": ""}], "v": [{"d": ""}, {"d": ""}]}'
    nodes = {
        "/o/*/s": {"concept": "order.signature_date"},
        "/v/*/d": {"concept": "va.date"},
    }
    text = '{"o": [{"s": "2025-01-01"}, {"s": "2025-02-01"}], "v": [{"d": "2025-01-05"}, {"d": "2024-12-01"}]}'
    assert rules(blank, text, nodes) == []


def test_one_va_for_all_orders_is_told_of_each_order_that_it_precedes() -> None:
    blank = '{"o": [{"s": ""}, {"s": ""}], "v": ""}'
    nodes = {"/o/*/s": {"concept": "order.signature_date"}, "/v": {"concept": "va.date"}}
    text = '{"o": [{"s": "2025-01-01"}, {"s": "2025-02-01"}], "v": "2025-01-05"}'
    finding = of(judge(blank, text, nodes), "R206")
    assert finding.pointer == "/v"
    assert [place.pointer for place in finding.related] == ["/o/1/s"]


def test_many_orders_with_one_fault_each_are_one_finding() -> None:
    nodes = {"/c/*/s": {"concept": "order.signature_date"}, "/c/*/v": {"concept": "va.date"}}
    file = '[{"s": 5, "v": 4}, {"s": 3, "v": 3}, {"s": 9, "v": 2}]'
    assert _orders('{"s": "", "v": ""}', file, nodes) == [("/c/0/v", 2)]


# ------------------------------------------------------------------------------ R207

OLD, NEW = '{"n": ""}', '{"n": "", "m": ""}'


def outdated(old: str, new: str, text: str, *, newer: bool, lang: str = "fr") -> list[Finding]:
    before, after = template(old, ORDER), template(new, ORDER, "2024-09-12T1400")
    if newer:
        report = engine.judge(
            text.encode(), before, Options(as_of="2025-03-01T12:00", lang=lang), kin=Kin(after)
        )
    else:
        kin = Kin(older=lambda: [before])
        report = engine.judge(text.encode(), after, Options(lang=lang), kin=kin)
    return [finding for finding in report.findings if finding.rule == "R207"]


@pytest.mark.parametrize("newer", [True, False])
def test_an_older_version_is_told_with_what_changed(newer: bool) -> None:
    (french,) = outdated(OLD, NEW, '{"n": "1"}', newer=newer)
    assert (french.severity, french.certainty) == (Severity.WARNING, "inference")
    assert "depuis le 2024-09-12 14:00" in french.message
    assert "/m (clé ajoutée, après «\u00a0n\u00a0»\u00a0: texte)" in french.message
    (english,) = outdated(OLD, NEW, '{"n": "1"}', newer=newer, lang="en")
    assert "since 2024-09-12 14:00" in english.message
    assert "/m (key added, after 'n': text)" in english.message


def test_three_changes_are_told_and_no_more() -> None:
    new = '{"n": "", "a": "", "b": "", "c": "", "d": ""}'
    (finding,) = outdated(OLD, new, '{"n": "1"}', newer=True, lang="en")
    assert "/a (" in finding.message
    assert "/c (" in finding.message
    assert "/d" not in finding.message
    assert finding.message.endswith("; ….")
    (three,) = outdated(OLD, '{"n": "", "a": "", "b": "", "c": ""}', '{"n": "1"}', newer=True)
    assert "…" not in three.message


def test_blanks_are_a_change_too() -> None:
    (finding,) = outdated(OLD, '{ "n": ""}', '{"n": "1"}', newer=True, lang="en")
    assert "spaces" in finding.message


def test_a_version_that_no_file_shows_is_silent() -> None:
    assert outdated(OLD, OLD, '{"n": "1"}', newer=True) == []
    concepts: Nodes = {"/n": {"concept": "order.reference"}}
    newer = template(OLD, concepts, "2024-09-12")
    options = Options(as_of="2025-03-01T12:00")
    report = engine.judge(b'{"n": "1"}', template(OLD, ORDER), options, kin=Kin(newer))
    assert not report.findings


def test_a_file_that_follows_no_version_is_not_said_to_follow_an_old_one() -> None:
    assert outdated(OLD, NEW, '{"n": "1", "z": ""}', newer=False) == []
    assert outdated(OLD, NEW, '{"n": "1", "m": "2"}', newer=False) == []


def test_what_a_good_file_said_does_not_silence_the_next() -> None:
    before, after = template(OLD, ORDER), template(NEW, ORDER, "2024-09-12")
    kin, options = Kin(older=lambda: [before]), Options()
    assert not engine.judge(b'{"n": "1", "m": "2"}', after, options, kin=kin).findings
    found_then = engine.judge(b'{"n": "1"}', after, options, kin=kin).findings
    assert {finding.rule for finding in found_then} == {"T101", "R207"}


def test_one_finding_is_enough_for_an_indicator_that_the_old_model_lacks() -> None:
    indicator = {"/m": {"concept": "mss.deployment"}}

    def said(blank: str, nodes: Nodes, **more: Any) -> set[str]:
        facts = {**DUE, **more}
        old = template(OLD, ORDER, request=facts["request"])
        new = template(blank, {**ORDER, **nodes}, "2024-09-12T1400", request=facts["request"])
        options = Options(as_of=facts["as_of"], facts=facts_of(facts))
        report = engine.judge(b'{"n": "1"}', old, options, kin=Kin(new))
        return {finding.rule for finding in report.findings}

    assert said(NEW, indicator) == {"R208"}
    # Other changes are told, and where nobody asks for the indicator that it is new is told too.
    assert said('{"n": "", "m": "", "x": ""}', indicator) == {"R207", "R208"}
    assert said(NEW, {}) == {"R207", "R208"}
    assert said(NEW, indicator, request="avance") == {"R207"}
    assert said(NEW, indicator, data={}) == {"R207"}
    assert said(NEW, indicator, data={"mss_indicator_from": "2025-04-01"}) == {"R207"}


# ------------------------------------------------------------------------------ R208

MSS = '{"n": "", "m": ""}'
MSS_NODES: Nodes = {"/n": ORDER["/n"], "/m": {"concept": "mss.deployment", "may_be_empty": True}}
MSS_FROM = {"mss_indicator_from": "2024-09-12T14:00"}
DUE = {"request": "solde", "as_of": "2025-03-01T12:00", "data": MSS_FROM}


@pytest.mark.parametrize(
    ("as_of", "again", "due"),
    [
        ("2024-09-12T13:59:59", False, False),
        ("2024-09-12T14:00", False, True),
        ("2024-09-12T14:00:01", False, True),
        ("2024-09-12T13:59", True, True),
        ("2025-03-01T12:00", True, True),
        (None, True, True),
    ],
)
@pytest.mark.parametrize(
    ("value", "right"),
    [("Cas 1", True), ("Cas 2", True), ("Cas 3", False), ("cas 1", False), ("Cas 1 ", False), ("Cas\u00a01", False), ("1", False), ("", False)],
)  # fmt: skip
def test_the_indicator(as_of: str | None, again: bool, due: bool, value: str, right: bool) -> None:
    facts = {"request": "solde", "data": MSS_FROM, "resubmission": again}
    if as_of is not None:
        facts["as_of"] = as_of
    said = found(MSS, f'{{"n": "1", "m": "{value}"}}', MSS_NODES, **facts)
    said = [one_said for one_said in said if one_said[0] == "R208"]
    # Without an instant nobody can tell how long ago the date was read.
    severity = "warning" if as_of is None else "blocking"
    assert said == [("R208", severity)] * (due and not right)


def test_the_indicator_of_a_day_is_due_from_its_first_second() -> None:
    for as_of, due in (("2024-09-11T23:59:59", False), ("2024-09-12T00:00", True)):
        facts = {**DUE, "as_of": as_of, "data": {"mss_indicator_from": "2024-09-12"}}
        assert rules(MSS, '{"n": "1", "m": ""}', MSS_NODES, **facts) == ["R208"] * due


@pytest.mark.parametrize("read", ["2020-01-01", None])
def test_the_indicator_warns_once_its_date_was_read_too_long_ago(read: str | None) -> None:
    datum = {"value": "2024-09-12T14:00", "read": read}
    facts = {**DUE, "data": {"mss_indicator_from": datum}}
    assert found(MSS, '{"n": "1", "m": ""}', MSS_NODES, **facts) == [("R208", "warning")]
    confirmed = {**facts, "data": {"mss_indicator_from": {**datum, "confirmed": "2025-02-01"}}}
    assert found(MSS, '{"n": "1", "m": ""}', MSS_NODES, **confirmed) == [("R208", "blocking")]
    secondary = {**facts, "data": {"mss_indicator_from": {**datum, "certainty": "secondary"}}}
    assert found(MSS, '{"n": "1", "m": ""}', MSS_NODES, **secondary) == [("R208", "warning")]


def test_what_the_model_refuses_already_is_told_once() -> None:
    nodes = {**MSS_NODES, "/m": {"concept": "mss.deployment", "enum": ("Cas 1", "Cas 2"), "required": True}}  # fmt: skip
    assert rules(MSS, '{"n": "1", "m": "Cas 3"}', nodes, **DUE) == ["T305"]
    assert rules(MSS, '{"n": "1", "m": ""}', nodes, **DUE) == ["V001"]
    assert rules(MSS, '{"n": "1"}', nodes, **DUE) == ["T101"]
    warned = {**MSS_NODES, "/m": {"concept": "mss.deployment"}}
    assert found(MSS, '{"n": "1", "m": ""}', warned, **DUE) == [("R208", "blocking")]


def test_a_model_without_the_indicator_is_told_at_the_whole_file() -> None:
    finding = of(judge('{"n": ""}', '{"n": "1"}', ORDER, "en", **DUE), "R208")
    assert (finding.severity, finding.pointer, finding.line) == (Severity.BLOCKING, None, 1)
    assert "is absent" in finding.message
    again = judge('{"n": ""}', '{"n": "1"}', ORDER, "en", **{**DUE, "resubmission": True})
    assert "sent back “A modifier”" in of(again, "R208").message


@pytest.mark.parametrize("key", ["deploiement", "Déploiement_MSS", "indicateurMessagerie"])
def test_a_field_that_may_be_the_indicator_is_to_be_bound(key: str) -> None:
    blank = json.dumps({"n": "", key: ""}, ensure_ascii=False)
    text = json.dumps({"n": "1", key: "Cas 1"}, ensure_ascii=False)
    finding = of(judge(blank, text, ORDER, **DUE), "R208")
    assert (finding.severity, finding.certainty) == (Severity.WARNING, "inference")
    assert key in finding.message


def test_an_indicator_that_was_only_inferred_never_blocks() -> None:
    nodes = {**MSS_NODES, "/m": {**MSS_NODES["/m"], "inferred": ("concept",)}}
    assert found(MSS, '{"n": "1", "m": ""}', nodes, **DUE) == [("R208", "warning")]


LIST = '{"c": [{"n": "", "x": {"m": ""}}, {"n": "", "x": {"m": ""}}]}'


@pytest.mark.parametrize("holder", [{"optional": True}, {"nullable": True}])
def test_an_indicator_that_the_model_lets_be_left_out_is_due_all_the_same(
    holder: Mapping[str, Any],
) -> None:
    nodes = {"/c/*/n": ORDER["/n"], "/c/*/x/m": MSS_NODES["/m"], "/c/*/x": holder}
    without = '{"n": "2"}' if "optional" in holder else '{"n": "2", "x": null}'
    full = '{"n": "1", "x": {"m": "Cas 1"}}'
    report = judge(LIST, f'{{"c": [{full}, {without}, {full}]}}', nodes, **DUE)
    assert [(f.rule, f.pointer) for f in report.findings] == [("R208", "/c/1/n")]
    assert rules(LIST, f'{{"c": [{full}, {full}]}}', nodes, **DUE) == []
    unnumbered = {path: node for path, node in nodes.items() if path != "/c/*/n"}
    report = judge(LIST, f'{{"c": [{without}]}}', {**unnumbered, "/c/*/n": {"concept": "order.reference"}}, **DUE)  # fmt: skip
    assert [(f.rule, f.pointer) for f in report.findings] == [("R208", None)]


def test_when_the_indicator_is_not_asked_for() -> None:
    text = '{"n": "1", "m": "?"}'
    assert kinds(judge(MSS, text, MSS_NODES, request="solde", data=MSS_FROM))["R208"] == "no-as-of"
    facts = {"request": "solde", "as_of": "2025-03-01T12:00"}
    assert kinds(judge(MSS, text, MSS_NODES, **facts))["R208"] == "not-applicable"
    advance = {**DUE, "request": "avance"}
    assert kinds(judge(MSS, text, MSS_NODES, **advance))["R208"] == "not-applicable"


# ------------------------------------------------------------------------------ R209, R210


@pytest.mark.parametrize(
    "concept",
    ["order.signature_date", "service.completion_date", "va.date", "mom.date", "invoice.date"],
)
@given(said=days | seconds, as_of=seconds)
def test_a_date_to_come(concept: str, said: date, as_of: datetime) -> None:
    to_come = date(*said.timetuple()[:3]) > as_of.date()
    text = one(said.isoformat())
    expected = [("R209", "warning")] * to_come
    nodes = {"/d": {"concept": concept}}
    assert found(ONE, text, nodes, as_of=api.instant(as_of)) == expected


def test_a_date_to_come_that_is_refused_already_is_told_once() -> None:
    facts = {
        "as_of": "2025-06-01T12:00",
        "data": {"advance_end": "2025-12-17T12:00", "services_end": "2026-12-17T12:00"},
    }
    assert rules(ONE, one("2026-01-01"), SIGNED, **facts) == ["R201"]
    assert rules(ONE, one("2025-12-01"), SIGNED, **facts) == ["R209"]
    assert rules(ONE, one("2027-01-01"), DONE, **facts) == ["R209"]
    assert rules(ONE, one("2027-01-01"), DONE, **facts, request="solde") == ["R204"]


def test_other_dates_may_be_to_come() -> None:
    for concept in ("service.start_date", "request.date", "solution.referencing_date"):
        nodes = {"/d": {"concept": concept}}
        assert rules(ONE, one("2030-01-01"), nodes, as_of="2025-06-01T12:00") == []


@given(said=days, as_of=seconds)
def test_the_advance_is_decided_before_the_balance_is_deposited(
    said: date, as_of: datetime
) -> None:
    nodes = {"/d": {"concept": "advance.decision_date", "may_be_empty": True}}
    facts = {"request": "solde", "as_of": api.instant(as_of)}
    expected = [("R210", "warning")] * (said > as_of.date())
    assert found(ONE, one(said.isoformat()), nodes, **facts) == expected


# ------------------------------------------------------------------------------ R211


@pytest.mark.parametrize(
    ("validated", "as_of", "severity"),
    [
        (False, "2025-03-01T12:00", "blocking"),
        (False, None, "blocking"),
        ("2025-03-02", "2025-03-01T23:59:59", "blocking"),
        ("2025-03-01", "2025-03-01T00:00", None),
        ("2025-02-28", "2025-03-01T12:00", None),
        ("2025-03-02", None, None),
    ],
)
def test_the_pilots(validated: str | bool, as_of: str | None, severity: str | None) -> None:
    facts: dict[str, Any] = {"request": "solde", "solution": {"pilots_validated": validated}}
    if as_of is not None:
        facts["as_of"] = as_of
    said = found('{"n": ""}', '{"n": "1"}', ORDER, **facts)
    assert said == ([] if severity is None else [("R211", severity)])


def test_pilots_of_which_nothing_is_said_are_not_asked_for() -> None:
    for facts in ({}, {"solution": {"proof_date": "2025-01-01"}}):
        report = judge('{"n": ""}', '{"n": "1"}', ORDER, request="solde", **facts)
        assert kinds(report)["R211"] == "unknown-fact"
    report = judge('{"n": ""}', '{"n": "1"}', ORDER, solution={"pilots_validated": False})
    assert kinds(report)["R211"] == "not-applicable"
    assert not report.findings
