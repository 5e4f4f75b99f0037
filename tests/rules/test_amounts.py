"""The rules on amounts, against an oracle that counts in whole cents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from asp_check import engine
from asp_check.engine import Options
from asp_check.facts import NO_FACTS, Ceiling, Ceilings, Facts, Origin, References
from asp_check.finding import Finding, Severity
from asp_check.manifest import Manifest, Node
from asp_check.rules.common.example import facts_of
from asp_check.template import Template, build

BLOCKS, WARNS, INFORMS = Severity.BLOCKING, Severity.WARNING, Severity.INFO
RATES = (2000, 1300, 1000, 850, 550, 210, 175, 105, 90)
"""The rates of France, in hundredths of a per cent."""

CONCEPTS = {
    "ht": "amount.excl_tax",
    "tx": "amount.vat_rate",
    "tva": "amount.vat",
    "ttc": "amount.incl_tax",
    "tht": "total.excl_tax",
    "ttva": "total.vat",
    "tttc": "total.incl_tax",
    "aht": "advance.excl_tax",
    "fht": "invoice.segur_amount",
    "ftx": "invoice.segur_vat_rate",
    "ftva": "invoice.segur_vat",
    "fttc": "invoice.segur_incl_tax",
    "ght": "invoice.total_excl_tax",
    "gttc": "invoice.total_incl_tax",
    "sht": "balance.excl_tax",
    "part": "balance.share",
    "ej": "client.legal_finess",
    "finess": "client.finess",
    "siret": "client.siret",
    "rpps": "practitioner.rpps",
    "id": "practitioner.idnps",
    "am": "client.am",
    "type": "service.kind",
    "assujetti": "supplier.vat_liable",
}


class Number(str):
    """A number of a file, as it is written."""

    __slots__ = ()


def euros(cents: int) -> Number:
    return Number(f"{'-' * (cents < 0)}{abs(cents) // 100}.{abs(cents) % 100:02d}")


def written(value: Any) -> str:
    if isinstance(value, Number):
        return value
    if isinstance(value, Mapping):
        return "{" + ", ".join(f'"{key}": {written(v)}' for key, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value)


def shape(value: Any) -> Any:
    """The blank of a file: two samples for a list, so that its separator is known."""
    if isinstance(value, Number):
        return Number("0.00")
    if isinstance(value, Mapping):
        return {key: shape(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [shape(value[0])] * 2
    return False if isinstance(value, bool) else ""


def paths(value: Any, at: str = "") -> list[tuple[str, str]]:
    """The pointer of each scalar in the template, and its key."""
    if isinstance(value, Mapping):
        return [found for key, v in value.items() for found in paths(v, f"{at}/{key}")]
    if isinstance(value, list):
        return paths(value[0], f"{at}/*")
    return [(at, next(t for t in reversed(at.split("/")) if t != "*"))]


@lru_cache(maxsize=256)
def template(blank: str, nodes: tuple[tuple[str, str], ...], request: str) -> Template:
    content = blank.encode()
    declared = {
        path: Node(concept=CONCEPTS[key.rstrip("0123456789")], may_be_empty=True)
        for path, key in nodes
        if key.rstrip("0123456789") in CONCEPTS
    }
    digest = sha256(content).hexdigest()
    return build(content, Manifest("TEST", request, digest, "official", nodes=declared))


def findings(
    file: Any, facts: Facts = NO_FACTS, *, as_of: str | None = None, blank: Any = None
) -> tuple[Finding, ...]:
    model = shape(file) if blank is None else blank
    keys = {key for _, key in paths(model)}
    request = "solde" if {"aht", "fht", "fttc", "sht", "part"} & keys else "avance"
    made = template(written(model), tuple(paths(model)), request)
    options = Options(as_of=as_of, facts=facts, select=("R1",), lang="en")
    report = engine.judge(written(file).encode(), made, options)
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    return report.findings


def said(file: Any, facts: Facts = NO_FACTS, **options: Any) -> list[tuple[str, Severity, str]]:
    """Rule, severity and place of each finding."""
    found = findings(file, facts, **options)
    return [(f.rule, f.severity, f.pointer or "") for f in found]


LIABLE = facts_of({"supplier": {"vat_liable": True}})
EXEMPT = facts_of({"supplier": {"vat_liable": False}})


# --- The oracle


def half_up(number: int, by: int) -> int:
    return (2 * number + by) // (2 * by)


def half_even(number: int, by: int) -> int:
    quotient, rest = divmod(number, by)
    if 2 * rest == by:
        return quotient + quotient % 2
    return quotient + (2 * rest > by)


Lines = Sequence[tuple[int, int]]


def computations(lines: Lines) -> list[list[Lines]]:
    """The lines one by one, by rate, all together."""
    rates = list(dict.fromkeys(rate for _, rate in lines))
    return [
        [[line] for line in lines],
        [[line for line in lines if line[1] == rate] for rate in rates],
        [lines],
    ]


def vats(lines: Lines) -> set[int]:
    return {
        sum(how(sum(h * r for h, r in group), 10_000) for group in groups)
        for groups, how in product(computations(lines), (half_up, half_even))
    }


def totals(lines: Lines) -> set[int]:
    base = sum(h for h, _ in lines)
    rounded = {
        sum(how(sum(h * (10_000 + r) for h, r in group), 10_000) for group in groups)
        for groups, how in product(computations(lines), (half_up, half_even))
    }
    return rounded | {base + vat for vat in vats(lines)}


def verdict(cents: int, accepted: set[int]) -> Severity | None:
    off = min(abs(cents - one) for one in accepted)
    return None if off == 0 else WARNS if off == 1 else BLOCKS


amounts = st.integers(1, 9_999_999)
rates = st.sampled_from(RATES)
many = st.lists(st.tuples(amounts, rates), min_size=1, max_size=8)
same_rate = st.builds(
    lambda found, rate: [(h, rate) for h in found],
    st.lists(amounts, min_size=1, max_size=8),
    rates,
)
lines = st.one_of(many, same_rate)
off = st.integers(-4, 4)


def outcome(rule: str, severity: Severity | None, place: str) -> list[tuple[str, Severity, str]]:
    return [] if severity is None else [(rule, severity, place)]


# --- R103: the tax of a service


@settings(deadline=None)
@given(amounts, rates, off)
@example(3333, 2000, 0)
@example(1005, 1000, 0)
@example(1, 90, 1)
def test_the_total_of_one_service(ht: int, rate: int, cents: int) -> None:
    accepted = totals([(ht, rate)])
    for result in accepted:
        ttc = result + cents
        assume(ttc > 0)
        file = {"ht": euros(ht), "tx": euros(rate), "ttc": euros(ttc)}
        assert said(file) == outcome("R103", verdict(ttc, accepted), "/ttc")


@settings(deadline=None)
@given(amounts, rates, off)
def test_the_vat_of_one_service(ht: int, rate: int, cents: int) -> None:
    accepted = vats([(ht, rate)])
    for result in accepted:
        vat = result + cents
        assume(vat > 0)
        file = {"ht": euros(ht), "tx": euros(rate), "tva": euros(vat)}
        assert said(file) == outcome("R103", verdict(vat, accepted), "/tva")


@settings(deadline=None)
@given(lines, off)
@example([(3333, 2000)] * 3, 0)
def test_one_total_for_several_services(items: Lines, cents: int) -> None:
    accepted = totals(items)
    services = [{"ht": euros(h), "tx": euros(r)} for h, r in items]
    for result in accepted:
        ttc = result + cents
        assume(ttc > 0)
        file = {"c": services, "ttc": euros(ttc)}
        assert said(file) == outcome("R103", verdict(ttc, accepted), "/ttc")


@settings(deadline=None)
@given(same_rate, off)
def test_one_rate_for_several_services(items: Lines, cents: int) -> None:
    accepted = totals(items)
    ttc = max(accepted) + cents
    assume(ttc > 0)
    file = {"c": [{"ht": euros(h)} for h, _ in items], "tx": euros(items[0][1]), "ttc": euros(ttc)}
    assert said(file) == outcome("R103", verdict(ttc, accepted), "/ttc")


@settings(deadline=None)
@given(st.integers(10_000, 9_999_999), st.sampled_from(RATES[:6]), off)
def test_a_rate_may_be_a_fraction(ht: int, rate: int, cents: int) -> None:
    accepted = totals([(ht, rate)])
    ttc = min(accepted) + cents
    fraction = Number(f"0.{rate:04d}".rstrip("0"))
    file = {"ht": euros(ht), "tx": fraction, "ttc": euros(ttc)}
    assert said(file) == outcome("R103", verdict(ttc, accepted), "/ttc")


@settings(deadline=None)
@given(st.integers(100_000, 9_999_999), st.sampled_from(RATES[:6]), st.integers(500, 50_000))
def test_one_slip_is_one_finding_at_the_value_that_is_wrong(ht: int, rate: int, by: int) -> None:
    vat = half_up(ht * rate, 10_000)
    right = {"ht": ht, "tva": vat, "ttc": ht + vat}
    for key, value in right.items():
        numbers = {**right, key: value + by}
        file = {"tx": euros(rate), **{name: euros(cents) for name, cents in numbers.items()}}
        (finding,) = findings(file)
        assert (finding.rule, finding.severity, finding.pointer) == ("R103", BLOCKS, f"/{key}")
        assert finding.expected == euros(value)


@settings(deadline=None)
@given(st.integers(20_000, 9_999_999), rates, rates)
def test_amounts_computed_at_another_rate_are_told_at_the_rate(
    ht: int, rate: int, other: int
) -> None:
    assume(rate != other)
    vat = half_up(ht * other, 10_000)
    file = {"ht": euros(ht), "tx": euros(rate), "tva": euros(vat), "ttc": euros(ht + vat)}
    assume(verdict(vat, vats([(ht, rate)])) is BLOCKS)
    (finding,) = findings(file)
    assert (finding.rule, finding.pointer, finding.expected) == ("R103", "/tx", euros(other))


@settings(deadline=None)
@given(amounts, amounts, off)
def test_amount_and_vat_make_the_total_whatever_the_rate(ht: int, vat: int, cents: int) -> None:
    assume(ht + vat + cents > 0)
    file = {"ht": euros(ht), "tva": euros(vat), "ttc": euros(ht + vat + cents)}
    expected = verdict(ht + vat + cents, {ht + vat})
    assert said(file) == outcome("R103", expected, "/ttc")


def line(ht: str, tx: str, ttc: str) -> dict[str, Number]:
    return {"ht": Number(ht), "tx": Number(tx), "ttc": Number(ttc)}


@pytest.mark.parametrize(
    ("ht", "tx", "ttc", "severity"),
    [
        ("12.345", "20", "14.814", None),
        ("12.345", "20", "14.81", None),
        ("12.345", "20", "14.815", None),  # The VAT rounded, not the amount.
        ("12.345", "20", "14.830", BLOCKS),
        ("87.50", "20.00", "104.99999999999999", None),  # Said of the value itself.
        ("87.50", "20.00", "104.9999999", None),
        ("87.50", "20.00", "105.0100000001", WARNS),
        ("100", "0.2", "120", None),
        ("100", "0.2", "100.2", None),
        ("100", "0.9", "100.9", None),
        ("100", "0.9", "190", BLOCKS),
        ("100", "1.05", "101.05", None),
        ("100", "1.05", "205", BLOCKS),
        ("100", "0.2", "150", BLOCKS),
        ("-100.00", "20.00", "-120.00", None),
        ("999999999999999", "20", "1199999999999998.8", None),  # More digits than are read.
        ("999999999999999", "99999999999", "12.345678", BLOCKS),
        ("100.00", "19.60", "119.60", None),
        ("100.00", "20.00", "0.00", None),
    ],
)
def test_numbers_as_people_write_them(
    ht: str, tx: str, ttc: str, severity: Severity | None
) -> None:
    assert said(line(ht, tx, ttc), EXEMPT) == outcome("R103", severity, "/ttc")


def test_a_model_in_whole_euros() -> None:
    blank = {"ht": Number("0"), "tx": Number("0"), "ttc": Number("0")}
    nodes = {f"/{key}": Node(concept=CONCEPTS[key], type="integer") for key in blank}
    content = written(blank).encode()
    manifest = Manifest("TEST", "avance", sha256(content).hexdigest(), "official", nodes=nodes)
    model = build(content, manifest)
    for ttc, rules in ((121, []), (122, ["R103"]), (120, ["R103"])):
        file = written({"ht": Number("101"), "tx": Number("20"), "ttc": Number(str(ttc))})
        assert [f.rule for f in engine.judge(file.encode(), model).findings] == rules


def test_the_context_of_the_program_that_calls_does_not_matter() -> None:
    from decimal import ROUND_DOWN, localcontext

    with localcontext() as context:
        context.prec, context.rounding = 9, ROUND_DOWN
        assert said(line("1234567.89", "20.00", "1481481.47")) == []


def test_what_may_go_with_several_totals_is_left_alone() -> None:
    flat = {
        "ht1": Number("10.00"), "ht2": Number("20.00"), "tx": Number("20.00"),
        "ttc1": Number("12.00"), "ttc2": Number("24.00"),
    }  # fmt: skip
    assert said(flat) == []
    several = {"ht": Number("30.00"), "tx": Number("20.00"), "c": [{"ttc": Number("12.00")}] * 3}
    assert said(several) == []
    one_vat = {
        "tva": Number("6.00"),
        "c": [line("10.00", "20.00", "12.00"), line("20.00", "20.00", "24.00")],
    }
    assert said(one_vat) == []
    assert said({**one_vat, "tva": Number("7.00")}) == [("R103", BLOCKS, "/tva")]


def test_each_value_to_replace_is_a_finding_of_its_own() -> None:
    good, bad = line("10.00", "20.00", "12.00"), line("10.00", "20.00", "10.00")
    other = line("50.00", "20.00", "50.00")
    found = findings({"c": [good, bad, bad, good, other]})
    assert [(f.rule, f.pointer, f.expected, f.count) for f in found] == [
        ("R103", "/c/1/ttc", "12.00", 2), ("R103", "/c/4/ttc", "60.00", 1),
    ]  # fmt: skip


# --- R102: what is missing


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (LIABLE, [("R102", BLOCKS, "/tx"), ("R102", BLOCKS, "/ttc")]),
        (NO_FACTS, [("R102", WARNS, "/tx"), ("R102", WARNS, "/ttc")]),
        (EXEMPT, []),
    ],
)
def test_rate_and_total_are_for_suppliers_liable_to_vat(facts: Facts, expected: Any) -> None:
    assert said(line("100.00", "0.00", "0.00"), facts) == expected


@pytest.mark.parametrize(
    ("facts", "rule", "place"),
    [(LIABLE, "R102", "/tx"), (NO_FACTS, "R102", "/tx"), (EXEMPT, "R103", "/ttc")],
)
def test_a_total_with_tax_and_no_rate_always_blocks(facts: Facts, rule: str, place: str) -> None:
    assert said(line("100.00", "0.00", "120.00"), facts) == [(rule, BLOCKS, place)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [(LIABLE, [("R102", WARNS, "/tx")]), (NO_FACTS, []), (EXEMPT, [])],
)
def test_a_service_may_be_exempt(facts: Facts, expected: Any) -> None:
    assert said(line("100.00", "0.00", "100.00"), facts) == expected


@pytest.mark.parametrize(("flag", "expected"), [(True, [("R102", BLOCKS, "/tx")]), (False, [])])
@pytest.mark.parametrize("facts", [LIABLE, NO_FACTS, EXEMPT])
def test_the_file_says_first_whether_the_supplier_is_liable(
    flag: bool, expected: Any, facts: Facts
) -> None:
    file = {"assujetti": flag, "c": [{"ht": Number("100.00"), "tx": Number("0.00")}]}
    assert said(file, facts) == [(r, s, p.replace("/tx", "/c/0/tx")) for r, s, p in expected]


def test_what_all_services_share_is_missing_once() -> None:
    services = [{"ht": euros(100 * i)} for i in range(1, 6)]
    file = {"o": [{"c": services, "tx": Number("0.00")}] * 2}
    (finding,) = findings(file, LIABLE)
    assert (finding.pointer, finding.count) == ("/o/0/tx", 2)


def test_a_zero_amount_is_said_once() -> None:
    file = {"n": "1", **line("0.00", "0.00", "0.00")}
    assert said(file, LIABLE) == [("R101", BLOCKS, "/ht")]


# --- R104: the ceiling


def ceilings(**rows: Sequence[tuple[int, str, str]]) -> Facts:
    table = {
        key[1:]: tuple(
            Ceiling(Decimal(euros(c)), dispositif, service) for c, dispositif, service in of
        )
        for key, of in rows.items()
    }
    return Facts(
        references=References(ceilings=Ceilings(Origin("c.csv", "0" * 64, None, 1), table))
    )


@settings(deadline=None)
@given(amounts, amounts)
@example(1, 1)
def test_an_amount_is_at_most_its_ceiling(ht: int, most: int) -> None:
    facts = ceilings(_2A0000014=[(most, "", "")])
    file = {"finess": "2A0000014", "ht": euros(ht)}
    assert said(file, facts) == ([] if ht <= most else [("R104", BLOCKS, "/ht")])


VARIED = ceilings(
    _2A0000014=[
        (10_000, "", "vague 2"),
        (20_000, "test", "Vague 1 +  vague 2"),
        (90_000, "OTHER", ""),
    ],
    _19900000001=[(5_000, "TEST", "")],
    _819900000019=[(5_000, "TEST", "")],
    _35600000000048=[(70_000, "", "")],
)


@pytest.mark.parametrize(
    ("names", "ht", "expected"),
    [
        ({"finess": "2A0000014", "type": "vague 2"}, 10_001, BLOCKS),
        ({"finess": "2A0000014", "type": "vague 2"}, 10_000, None),
        ({"finess": "2A0000014", "type": "VAGUE 1 + VAGUE 2"}, 20_000, None),
        ({"finess": "2A0000014", "type": "VAGUE 1 + VAGUE 2"}, 20_001, BLOCKS),
        ({"finess": "2A0000014", "type": "vague 3"}, 1, INFORMS),
        ({"finess": "2A0000014"}, 20_000, None),  # Which service is not said: the most generous.
        ({"finess": "2A0000014"}, 20_001, BLOCKS),
        ({"finess": "2A0000170"}, 1, INFORMS),
        ({"finess": "2A0000170", "siret": "35600000000048"}, 70_000, None),
        ({"finess": "2A0000170", "siret": "35600000000048"}, 70_001, BLOCKS),
        ({"finess": "", "siret": "35600000000048"}, 70_001, BLOCKS),
        ({"finess": "", "siret": ""}, 1, None),
        ({"siret": "35600000000048", "rpps": "19900000001"}, 5_001, BLOCKS),
        ({"rpps": "19900000019"}, 5_001, BLOCKS),
        ({"id": "819900000001"}, 5_001, BLOCKS),
        ({"id": "819900000001", "rpps": "19900000001"}, 5_000, None),
        ({"finess": "2A0000014", "am": "2A0000170"}, 20_001, BLOCKS),
        ({"finess": ["2A0000014"]}, 20_001, BLOCKS),
        ({"finess": ["2A0000014", "2A0000170"]}, 99_999, INFORMS),
        ({"finess": ["2A0000014", "2A0000014"]}, 20_001, BLOCKS),
        ({"finess": ["2A0000014"], "am": ["19900000001"]}, 25_000, None),
        ({"finess": ["2A0000014"], "am": ["19900000001"]}, 25_001, WARNS),
        ({"finess": ["2A0000014"], "am": ["2A0000170"], "siret": "35600000000048"}, 70_001, BLOCKS),
    ],
)
def test_whose_ceiling_it_is(names: Any, ht: int, expected: Severity | None) -> None:
    assert said({**names, "ht": euros(ht)}, VARIED) == outcome("R104", expected, "/ht")


@pytest.mark.parametrize(
    ("nodes", "file"),
    [
        (
            {"/f": "client.finess", "/s": "client.siret"},
            '{"f": "", "s": "35600000000048", "ht": 99999}',
        ),
        ({"/f": "practitioner.rpps", "/s": "client.siret"}, '{"f": "", "s": "1", "ht": 1}'),
        (
            {"/f": "client.finess", "/s": "client.finess"},
            '{"f": "", "s": "2A0000014", "ht": 99999}',
        ),
    ],
)
def test_an_identifier_at_fault_may_have_a_ceiling(nodes: Mapping[str, str], file: str) -> None:
    blank = b'{"f": "", "s": "", "ht": 0}'
    declared = {path: Node(concept=concept, required=True) for path, concept in nodes.items()}
    declared["/ht"] = Node(concept="amount.excl_tax")
    manifest = Manifest("TEST", "avance", sha256(blank).hexdigest(), "official", nodes=declared)
    report = engine.judge(file.encode(), build(blank, manifest), Options(facts=VARIED))
    assert {f.rule for f in report.findings if f.rule != "V001"} == set()
    mended = file.replace('"f": ""', '"f": "2A0000170"').replace("1}", "100000}")
    report = engine.judge(mended.encode(), build(blank, manifest), Options(facts=VARIED))
    assert {f.rule for f in report.findings} == {"R104"}


def test_beneficiaries_without_a_ceiling_are_one_finding() -> None:
    sites = [{"finess": f"2A000{i:04d}", "ht": Number("1.00")} for i in range(9)]
    (finding,) = findings({"c": sites}, VARIED)
    assert (finding.severity, finding.count) == (INFORMS, 9)
    assert "2A0000000" in finding.message


# --- R112: the ceiling of a legal entity

ENTITY = ceilings(_690781810=[(100_000, "", "")])


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=4), amounts)
@example([1], 1)
@example([1, 1], 2)
def test_the_amounts_of_an_entity_are_at_most_its_ceiling(hts: list[int], most: int) -> None:
    facts = ceilings(_690781810=[(most, "", "")])
    sites = [{"finess": f"2A000{i:04d}", "ht": euros(ht)} for i, ht in enumerate(hts)]
    expected = ("R112", BLOCKS, "/c/0/ht") if len(hts) == 1 else ("R112", WARNS, "/ej")
    assert said({"ej": "690781810", "c": sites}, facts) == ([expected] if sum(hts) > most else [])


def test_an_entity_without_a_ceiling_says_nothing_and_its_sites_are_not_known() -> None:
    sites = [{"finess": f"2A000{i:04d}", "ht": Number("1.00")} for i in range(2)]
    (finding,) = findings({"ej": "750712184", "c": sites}, ENTITY)
    assert (finding.rule, finding.severity, finding.count) == ("R104", INFORMS, 2)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # Neither site, one of them, and both have a ceiling of their own.
        ("2A0000170", [("R112", WARNS, "/ej")]),
        ("2A0000261", [("R112", INFORMS, "/ej")]),
        ("", []),
    ],
)
def test_an_entity_whose_sites_have_their_own_ceilings(second: str, expected: Any) -> None:
    facts = ceilings(_690781810=[(100_000, "", "")], _2A0000261=[(90_000, "", "")])
    first = "2A0000261" if not second else "2A0000014"
    sites = [{"finess": n, "ht": euros(60_000)} for n in (first, second or first)]
    assert said({"ej": "690781810", "c": sites}, facts) == expected


def test_each_order_goes_by_its_own_entity() -> None:
    order = {"ej": "690781810", "c": [{"ht": euros(60_000)}, {"ht": euros(40_000)}]}
    above = {"ej": "690781810", "c": [{"ht": euros(60_000)}, {"ht": euros(40_001)}]}
    other = {"ej": "750712184", "c": [{"ht": euros(90_000)}, {"ht": euros(90_000)}]}
    assert said({"o": [order, other, above]}, ENTITY) == [("R112", WARNS, "/o/2/ej")]


def test_two_entities_of_one_list_of_amounts_are_not_compared() -> None:
    file = {"e": [{"ej": "690781810"}, {"ej": "690781810"}], "c": [{"ht": euros(900_000)}]}
    assert said(file, ENTITY) == []


# --- R105: totals


@settings(deadline=None)
@given(lines, off)
def test_the_total_excluding_tax_is_the_sum(items: Lines, cents: int) -> None:
    total = sum(h for h, _ in items) + cents
    assume(total > 0)
    file = {"c": [{"ht": euros(h)} for h, _ in items], "tht": euros(total)}
    assert said(file) == ([("R105", WARNS, "/tht")] if cents else [])


@settings(deadline=None)
@given(lines, off)
@example([(3333, 2000)] * 3, 0)
def test_the_total_including_tax_is_any_conventional_result(items: Lines, cents: int) -> None:
    services = [{"ht": euros(h), "tx": euros(r)} for h, r in items]
    for accepted, key in ((totals(items), "tttc"), (vats(items), "ttva")):
        for result in accepted:
            total = result + cents
            assume(total > 0)
            expected = [] if total in accepted else [("R105", WARNS, f"/{key}")]
            assert said({"c": services, key: euros(total)}) == expected


@settings(deadline=None)
@given(same_rate)
def test_one_wrong_total_is_one_finding(items: Lines) -> None:
    vat = half_up(sum(h * r for h, r in items), 10_000)
    assume(vat)
    right = {"tht": sum(h for h, _ in items), "ttva": vat}
    right["tttc"] = right["tht"] + vat
    services = [{"ht": euros(h)} for h, _ in items]
    for key, value in right.items():
        numbers = {**right, key: value + 1_000}
        file = {
            "c": services,
            "tx": euros(items[0][1]),
            **{k: euros(v) for k, v in numbers.items()},
        }
        assert said(file) == [("R105", WARNS, f"/{key}")]
    # A total that follows from one that is wrong is no second fault.
    for key in ("tht", "ttva"):
        numbers = {**right, key: right[key] + 1_000, "tttc": right["tttc"] + 1_000}
        file = {
            "c": services,
            "tx": euros(items[0][1]),
            **{k: euros(v) for k, v in numbers.items()},
        }
        assert said(file) == [("R105", WARNS, f"/{key}")]


def test_totals_that_are_each_right_but_not_together() -> None:
    services = [{"ht": Number("33.33"), "tx": Number("20.00")}] * 3
    file = {
        "c": services,
        "tht": Number("99.99"),
        "ttva": Number("20.01"),
        "tttc": Number("119.99"),
    }
    (finding,) = findings(file)
    assert (finding.rule, finding.severity, finding.pointer) == ("R105", WARNS, "/tttc")
    assert finding.expected == "120.00"


def test_totals_need_lines_that_can_be_read() -> None:
    services = [
        {"ht": Number("10.00"), "ttc": Number("12.00")},
        {"ht": Number("0.00"), "ttc": Number("0.00")},
    ]
    file = {"c": services, "tht": Number("99.00"), "tttc": Number("99.00")}
    assert [rule for rule, _, _ in said(file, EXEMPT)] == ["R101"]


@pytest.mark.parametrize(
    ("vat", "expected"),
    [("20.02", []), ("20.00", []), ("19.99", [("R105", WARNS, "/ttva")])],
)
def test_a_total_may_be_rounded_as_a_whole_at_a_rate_that_is_not_known(
    vat: str, expected: Any
) -> None:
    services = [{"ht": Number("33.33"), "tva": Number("6.67")}] * 3
    assert said({"c": services, "ttva": Number(vat)}) == expected


def test_a_line_that_is_wrong_is_not_told_again_by_the_total() -> None:
    services = [line("10.00", "20.00", "12.00"), line("10.00", "20.00", "13.00")]
    for total in ("25.00", "24.00"):
        assert said({"c": services, "tttc": Number(total)}) == [("R103", BLOCKS, "/c/1/ttc")]


def test_an_amount_that_does_not_match_its_tax_is_not_told_again_by_the_total() -> None:
    services = [
        {**line("10.00", "20.00", "12.00"), "tva": Number("2.00")},
        {**line("19.00", "20.00", "12.00"), "tva": Number("2.00")},
    ]
    file = {"c": services, "tht": Number("20.00"), "tttc": Number("24.00")}
    assert said(file) == [("R103", BLOCKS, "/c/1/ht")]


# --- R106 to R108, R110: advance and invoice


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=5), off)
def test_services_are_at_most_what_the_advance_declared(found: list[int], cents: int) -> None:
    advance = sum(found) + cents
    assume(advance > 0)
    file = {"aht": euros(advance), "c": [{"ht": euros(cents)} for cents in found]}
    expected = [("R106", BLOCKS, "/c/0/ht" if len(found) == 1 else "/aht")] if cents < 0 else []
    assert said(file) == expected


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=5), off)
def test_the_invoice_is_the_sum_of_the_services(found: list[int], cents: int) -> None:
    part = sum(found) + cents
    assume(part > 0)
    file = {"c": [{"ht": euros(cents)} for cents in found], "fht": euros(part)}
    (*rest,) = said(file)
    assert rest == ([("R108", BLOCKS, "/fht")] if cents else [])


@pytest.mark.parametrize("other", ["aht", "fht"])
def test_an_amount_that_does_not_match_its_tax_is_not_also_told_beside_it(other: str) -> None:
    service = {**line("110.00", "10.00", "110.00"), "tva": Number("10.00")}
    assert said({other: Number("100.00"), **service}) == [("R103", BLOCKS, "/ht")]
    service = {**line("110.00", "10.00", "121.00"), "tva": Number("11.00")}
    assert [rule for rule, _, _ in said({other: Number("100.00"), **service})] == [
        {"aht": "R106", "fht": "R108"}[other]
    ]


def test_an_invoice_of_zero_is_not_also_different() -> None:
    file = {"c": [{"ht": Number("10.00")}], "fht": Number("0.00"), "fttc": Number("0.00")}
    assert said(file) == [("R107", BLOCKS, "/fht")]


def test_an_invoice_is_faulted_once() -> None:
    service = {**line("10.00", "20.00", "12.00"), "tva": Number("2.00")}
    invoice = {
        "fht": Number("10.00"),
        "ftx": Number("20.00"),
        "ftva": Number("2.00"),
        "fttc": "12.00",
    }
    assert said({"c": [service], **invoice}) == []
    assert said({"c": [service], **invoice, "fht": Number("19.00")}) == [("R108", BLOCKS, "/fht")]
    assert said({"c": [service], **invoice, "fttc": "0.00"}) == [("R107", BLOCKS, "/fttc")]
    assert said({"c": [service], **invoice, "ftva": Number("9.00")}) == [("R110", BLOCKS, "/ftva")]


@settings(deadline=None)
@given(amounts, rates, off)
def test_the_tax_of_an_invoice_with_its_own_rate(ht: int, rate: int, cents: int) -> None:
    accepted = totals([(ht, rate)])
    ttc = max(accepted) + cents
    assume(ttc > 0)
    file = {"fht": euros(ht), "ftx": euros(rate), "fttc": euros(ttc)}
    assert said(file) == outcome("R110", verdict(ttc, accepted), "/fttc")


@settings(deadline=None)
@given(lines, off)
@example([(3333, 2000)] * 3, 0)
def test_the_tax_of_an_invoice_by_the_rates_of_its_services(items: Lines, cents: int) -> None:
    accepted, ht = totals(items), sum(h for h, _ in items)
    services = [{"ht": euros(h), "tx": euros(r)} for h, r in items]
    for result in accepted:
        ttc = result + cents
        assume(ttc > 0)
        file = {"c": services, "fht": euros(ht), "fttc": euros(ttc)}
        assert said(file) == ([] if ttc in accepted else [("R110", WARNS, "/fttc")])


def test_the_tax_of_the_invoice_by_line_where_it_has_a_rate_too() -> None:
    services = [{"ht": Number("33.33"), "tx": Number("20.00")}] * 3
    invoice = {"fht": Number("99.99"), "ftx": Number("20.00")}
    for ttc, severity in (
        ("120.00", None),
        ("119.99", None),
        ("120.01", WARNS),
        ("120.02", BLOCKS),
    ):
        file = {"c": services, **invoice, "fttc": Number(ttc)}
        assert said(file) == outcome("R110", severity, "/fttc")


# --- R111: the total of the invoice


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=3), st.integers(-2, 2), st.booleans())
def test_the_parts_of_an_invoice_are_at_most_its_total(
    parts: list[int], cents: int, with_tax: bool
) -> None:
    part, total = ("fttc", "gttc") if with_tax else ("fht", "ght")
    whole = sum(parts) + cents
    assume(whole > 0)
    file = {"l": [{part: euros(c)} for c in parts], total: euros(whole)}
    assert said(file) == ([("R111", WARNS, f"/{total}")] if cents < 0 else [])


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ({"fttc": "12.00", "gttc": "11.99"}, ["/gttc"]),
        # A total without a part of its own sort; one that was left empty.
        ({"fht": "12.00", "fttc": "", "gttc": "11.99"}, []),
        ({"fttc": "12.00", "gttc": ""}, []),
        # Both totals are too low: one cause.  Then that with tax alone.
        ({"fht": "10.00", "fttc": "12.00", "ght": "9.00", "gttc": "10.80"}, ["/ght"]),
        ({"fht": "10.00", "fttc": "12.00", "ght": "10.00", "gttc": "10.00"}, ["/gttc"]),
    ],
)
def test_which_total_is_too_low(file: Mapping[str, str], expected: list[str]) -> None:
    told = said({key: Number(value) if value else "" for key, value in file.items()})
    assert told == [("R111", WARNS, place) for place in expected]


def test_a_part_that_is_at_fault_is_told_once() -> None:
    typo = {"ht": euros(1000), "fht": euros(10_000), "ght": euros(5000)}
    assert said(typo) == [("R108", BLOCKS, "/fht")]
    right = {**typo, "fht": euros(1000), "ght": euros(500)}
    assert said(right) == [("R111", WARNS, "/ght")]
    taxed = {"fht": euros(1000), "ftx": Number("20.00"), "fttc": euros(2100), "gttc": euros(1200)}
    assert said(taxed) == [("R110", BLOCKS, "/fttc")]
    # A cent only warns, and does not explain a total that is far too low.
    cent = {**taxed, "fttc": euros(1201), "gttc": euros(1000)}
    assert said(cent) == [("R110", WARNS, "/fttc"), ("R111", WARNS, "/gttc")]


def test_a_total_for_several_invoices_is_not_that_of_each() -> None:
    file = {"f": [{"gttc": euros(600)}, {"gttc": euros(600)}], "fttc": euros(1200)}
    assert said(file) == []


# --- R109: the share of the balance


SHARE = facts_of({"as_of": "2025-03-01T12:00", "data": {"balance_share": "70"}})
AS_OF = "2025-03-01T12:00"


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=5), off)
def test_the_balance_is_its_share_of_the_services(found: list[int], cents: int) -> None:
    ways = [[cents] for cents in found], [found]
    accepted = {
        sum(how(70 * sum(part), 100) for part in way)
        for way in ways
        for how in (half_up, half_even)
    } | {
        sum(found) - sum(how(30 * sum(part), 100) for part in way)
        for way in ways
        for how in (half_up, half_even)
    }
    for result in accepted:
        balance = result + cents
        assume(balance > 0)
        file = {"c": [{"ht": euros(cents)} for cents in found], "sht": euros(balance)}
        expected = [] if balance in accepted else [("R109", WARNS, "/sht")]
        assert said(file, SHARE, as_of=AS_OF) == expected


@pytest.mark.parametrize(
    ("certainty", "as_of", "severity"),
    [
        ("official", AS_OF, BLOCKS),
        ("official", "2026-03-01T12:00", WARNS),
        ("official", None, WARNS),
        ("secondary", AS_OF, WARNS),
        ("inference", AS_OF, WARNS),
    ],
)
def test_a_share_blocks_while_the_datum_is_official_and_fresh(
    certainty: str, as_of: str | None, severity: Severity
) -> None:
    datum = {"value": "70", "certainty": certainty}
    facts = facts_of({"as_of": AS_OF, "data": {"balance_share": datum}})
    file = {"part": Number("60"), "ht": Number("100.00"), "sht": Number("60.00")}
    assert said(file, facts, as_of=as_of) == [("R109", severity, "/part")]


def test_a_share_that_the_model_fixes_is_not_the_fault_of_the_file() -> None:
    content = b'{"part": 60, "ht": 0.00, "sht": 0.00}'
    nodes = {
        f"/{key}": Node(concept=CONCEPTS[key], fixed=key == "part") for key in ("part", "ht", "sht")
    }
    manifest = Manifest("TEST", "solde", sha256(content).hexdigest(), "official", nodes=nodes)
    options = Options(as_of=AS_OF, facts=SHARE)
    for balance, rules in (("60.00", []), ("70.00", []), ("65.00", ["R109"])):
        file = f'{{"part": 60, "ht": 100.00, "sht": {balance}}}'.encode()
        report = engine.judge(file, build(content, manifest), options)
        assert [finding.rule for finding in report.findings] == rules


# --- Whatever a file holds

ODD = (
    "",
    " ",
    "0",
    "0.00",
    "-0.01",
    "-5",
    "12,5",
    "1e5",
    "abc",
    "0.2",
    "100",
    "20",
    "999999999999999",
)
ODD_LITERALS = st.sampled_from(
    (*ODD, "0." + "1" * 14, "9" * 40, "٣", "1.", ".5", "NaN", "Infinity")
)
FACTS = facts_of({
    "data": {"balance_share": "70"}, "ceilings": {"100": "0.5", "20": "0"},
})  # fmt: skip


@settings(deadline=None)
@given(st.lists(ODD_LITERALS, min_size=45, max_size=45), st.integers(1, 3))
def test_no_value_is_a_fault_of_ours(texts: list[str], size: int) -> None:
    left = iter(texts)
    keys = ("ej", "finess", "am", "type", "aht", "ht", "tx", "tva", "ttc")
    services = [{key: next(left) for key in keys} for _ in range(size)]
    others = (
        "tht",
        "ttva",
        "tttc",
        "fht",
        "ftx",
        "ftva",
        "fttc",
        "ght",
        "gttc",
        "sht",
        "part",
        "rpps",
        "id",
    )
    file = {"c": services, **{key: next(left) for key in others}, "n": "1"}
    findings(file, FACTS, as_of=AS_OF)
