"""The rules on beneficiaries and their identifiers (R3), and the names that they compare."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import engine
from asp_check.engine import Options
from asp_check.finding import Finding, Report, Severity
from asp_check.manifest import Manifest, Node
from asp_check.rules.common.example import CODE, facts_of
from asp_check.rules.common.names import contains_name, same_name, unlike
from asp_check.template import Template, build

Nodes = Mapping[str, Mapping[str, Any]]

FINESS = ["2B0000020", "2B0005342", "2A0000170", "2A0002606", "970405270", "970463345", "830101259"]
FINESS += [
    "830101283",
    "750712184",
    "690781810",
    "130786049",
    "390006161",
    "750100232",
    "010000024",
]
RPPS = ["19900000001", "19900001009", "19900001017", "19900001025", "19900001033"]
SIRETS = ["35600000000048", "46000000300018", "46000000300026"]
BLOCKING, WARNING, INFO = Severity.BLOCKING, Severity.WARNING, Severity.INFO


def model(blank: str, nodes: Nodes, facts: Mapping[str, Any]) -> Template:
    data = blank.encode()
    code, request = facts.get("dispositif", CODE), facts.get("request", "avance")
    declared = {path: Node(**attributes) for path, attributes in nodes.items()}
    return build(
        data, Manifest(code, request, sha256(data).hexdigest(), "official", nodes=declared)
    )


def judged(blank: str, nodes: Nodes, file: str, **facts: Any) -> Report:
    options = Options(as_of=facts.get("as_of"), facts=facts_of(facts))
    report = engine.judge(file.encode(), model(blank, nodes, facts), options)
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    assert not [f for f in report.findings if f.rule[0] in "EST"], report.findings
    return report


def found(rule: str, blank: str, nodes: Nodes, file: str, **facts: Any) -> list[Finding]:
    return [f for f in judged(blank, nodes, file, **facts).findings if f.rule == rule]


def one(rule: str, blank: str, nodes: Nodes, file: str, **facts: Any) -> Finding:
    [finding] = found(rule, blank, nodes, file, **facts)
    return finding


def why_not(rule: str, blank: str, nodes: Nodes, file: str, **facts: Any) -> str:
    return next(n.kind for n in judged(blank, nodes, file, **facts).not_run if n.rule == rule)


def node(concept: str, **attributes: Any) -> dict[str, Any]:
    return {"concept": concept, **attributes}


# --- Names

NAMES = st.lists(
    st.sampled_from(["Martin", "Noël", "O’Brien", "CH", "de", "Brignoles", "Œuvre", "St", "L’Île"]),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(NAMES, st.randoms(use_true_random=False))
def test_a_name_is_the_same_in_any_dress(name: str, random: Any) -> None:
    words = name.split()
    random.shuffle(words)
    dressed = "Mme " + " - ".join(words).upper() + ", S.A.S."
    assert same_name(name, dressed)
    assert contains_name(f"Cabinet du Dr {dressed}", name)
    assert not same_name(name, f"{name} Dupont")
    assert not contains_name(name, f"{name} Dupont")


@given(NAMES, NAMES)
def test_comparing_names_has_no_side(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert unlike(one, other) == unlike(other, one)
    if same_name(one, other):
        assert contains_name(one, other)
        assert contains_name(other, one)
        assert not unlike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("C.H. de Brignoles", "Centre Hospitalier Brignoles", True),
        ("EHPAD « Les Oliviers »", "ehpad les oliviers", True),
        ("CHU de Nantes", "CH de Nantes", False),
        ("Clinique St-Jean", "CLINIQUE SAINT JEAN", True),
        ("Le", "Mme Le", True),
        ("S.A.S. Radiologis", "Radiologis", True),
        ("—", "—", False),
    ],
)
def test_the_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("CTRE HOSPITALIER DE BRIGNOL", "CH Brignoles", False),
        ("Clinique Saint-Jean", "Clinique Saint-Luc", True),
        ("EHPAD", "Résidence les Oliviers", False),
        ("", "Résidence les Oliviers", False),
        ("Vals", "Val", True),
    ],
)
def test_names_that_have_nothing_in_common(one: str, other: str, differ: bool) -> None:
    assert unlike(one, other) is differ


# --- R301: a beneficiary twice

SITES = '{"c": [{"o": "", "f": [{"n": "", "ht": 0.00}, {"n": "", "ht": 0.00}]}, {"o": "", "f": [{"n": "", "ht": 0.00}]}]}'
SITES_NODES = {
    "/c/*/f": {"min": 0},
    "/c/*/f/*/n": node("client.finess", kind="finess", may_be_empty=True),
    "/c/*/f/*/ht": node("amount.excl_tax"),
}


def sites(orders: Sequence[Sequence[str]]) -> str:
    rows = [
        {"o": str(i), "f": [{"n": n, "ht": "H"} for n in numbers]}
        for i, numbers in enumerate(orders, 1)
    ]
    return json.dumps({"c": rows}).replace('"H"', "1.00")


ORDERS = st.lists(
    st.lists(st.sampled_from([*FINESS[:6], ""]), max_size=4), min_size=1, max_size=4
).filter(any)


@settings(deadline=None)
@given(ORDERS)
def test_each_repeated_establishment_is_one_finding(orders: list[list[str]]) -> None:
    file = sites(orders)
    numbers = Counter(n for order in orders for n in order if n)
    repeated = {number: count for number, count in numbers.items() if count > 1}
    findings = found("R301", SITES, SITES_NODES, file)
    assert {f.actual: f.message for f in findings}.keys() == repeated.keys()
    for finding in findings:
        assert finding.severity is BLOCKING
        assert finding.actual
        assert f"figure {repeated[finding.actual]}\u00a0fois" in finding.message
        places = [i for i in range(len(file)) if file.startswith(f'"{finding.actual}"', i)]
        assert finding.offset == places[1]
        assert [place.offset for place in finding.related] == places[:1]


LISTS = '{"c": [{"f": ["", ""], "ht": 0.00}, {"f": ["", ""], "ht": 0.00}]}'
LISTS_NODES = {
    "/c/*/f": {"min": 0},
    "/c/*/f/*": node("client.finess"),
    "/c/*/ht": node("amount.excl_tax"),
}


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(FINESS[:5]), max_size=4), min_size=1, max_size=4).filter(any)
)
def test_two_amounts_block_and_a_list_with_one_amount_warns(orders: list[list[str]]) -> None:
    file = json.dumps({"c": [{"f": numbers, "ht": "H"} for numbers in orders]})
    findings = found("R301", LISTS, LISTS_NODES, file.replace('"H"', "1.00"))
    paid = Counter(number for numbers in orders for number in set(numbers))
    expected = {number: BLOCKING for number, count in paid.items() if count > 1}
    for numbers in orders:
        for number, count in Counter(numbers).items():
            if count > 1:
                expected.setdefault(number, WARNING)
    assert {f.actual: f.severity for f in findings} == expected


PRACTICES = '[{"s": "", "p": [{"r": "", "i": "", "a": ""}, {"r": "", "i": "", "a": ""}], "ht": 0.00}, {"s": "", "p": [{"r": "", "i": "", "a": ""}], "ht": 0.00}]'
PRACTICES_NODES = {
    "/*/s": node("client.siret"),
    "/*/p/*/r": node("practitioner.rpps", may_be_empty=True),
    "/*/p/*/i": node("practitioner.idnps", may_be_empty=True),
    "/*/p/*/a": node("practitioner.adeli", may_be_empty=True),
    "/*/ht": node("amount.excl_tax"),
}


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(RPPS), st.integers(0, 2)), min_size=1, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_a_practitioner_is_known_by_either_number(practices: list[list[tuple[str, int]]]) -> None:
    file = json.dumps(
        [
            {
                "s": SIRETS[0],
                "p": [
                    {"r": "" if how == 1 else r, "i": "" if how == 0 else f"8{r}", "a": ""}
                    for r, how in people
                ],
                "ht": "H",
            }
            for people in practices
        ]
    ).replace('"H"', "1.00")
    findings = found("R301", PRACTICES, PRACTICES_NODES, file)
    paid = Counter(number for people in practices for number in {r for r, _ in people})
    often = Counter(r for people in practices for r, _ in people)
    expected = {number for number, count in often.items() if count > 1}
    assert {(f.actual or "")[-11:] for f in findings} == expected
    for finding in findings:
        block = paid[(finding.actual or "")[-11:]] > 1
        assert finding.severity is (BLOCKING if block else WARNING)


def test_one_practice_may_order_for_several_practitioners() -> None:
    blank = (
        '{"c": [{"f": "", "s": "", "r": "", "ht": 0.00}, {"f": "", "s": "", "r": "", "ht": 0.00}]}'
    )
    nodes = {
        "/c/*/f": node("client.finess"),
        "/c/*/s": node("client.siret"),
        "/c/*/r": node("practitioner.rpps"),
        "/c/*/ht": node("amount.excl_tax"),
    }
    row = '{{"f": "{}", "s": "35600000000048", "r": "{}", "ht": 1.00}}'

    def both(one: tuple[str, str], other: tuple[str, str], **facts: Any) -> list[Finding]:
        file = f'{{"c": [{row.format(*one)}, {row.format(*other)}]}}'
        return found("R301", blank, nodes, file, **facts)

    site, elsewhere = FINESS[6], FINESS[7]
    assert both((site, RPPS[0]), (site, RPPS[1])) == []
    # The same person at two sites: a practitioner twice, or the biologist of two laboratories?
    [finding] = both((site, RPPS[0]), (elsewhere, RPPS[0]))
    assert (finding.severity, finding.certainty) == (WARNING, "inference")
    [finding] = both((site, RPPS[0]), (site, RPPS[0]))
    assert finding.severity is BLOCKING
    # What the scheme funds settles it.
    people = {"data": {"identifiers": ("rpps",)}}
    [finding] = both((site, RPPS[0]), (elsewhere, RPPS[0]), **people)
    assert finding.severity is BLOCKING
    establishments = {"data": {"identifiers": ("finess-et",)}}
    assert both((site, RPPS[0]), (elsewhere, RPPS[0]), **establishments) == []
    [finding] = both((site, RPPS[0]), (site, RPPS[1]), **establishments)
    assert finding.severity is BLOCKING


def test_a_siret_may_hold_several_sites() -> None:
    blank = '{"c": [{"s": "", "ht": 0.00}, {"s": "", "ht": 0.00}]}'
    nodes = {"/c/*/s": node("client.siret"), "/c/*/ht": node("amount.excl_tax")}
    file = '{"c": [{"s": "35600000000048", "ht": 1.00}, {"s": "35600000000048", "ht": 1.00}]}'
    finding = one("R301", blank, nodes, file)
    assert (finding.severity, finding.certainty) == (WARNING, "inference")


def test_orders_of_one_client_for_its_own_sites_are_right() -> None:
    blank = '{"c": [{"s": "", "l": [{"n": "", "ht": 0.00}, {"n": "", "ht": 0.00}]}, {"s": "", "l": [{"n": "", "ht": 0.00}]}]}'
    file = '{"c": [{"s": "35600000000048", "l": [{"n": "a", "ht": 1.00}]}, {"s": "35600000000048", "l": [{"n": "b", "ht": 1.00}]}]}'
    nodes = {"/c/*/s": node("client.siret"), "/c/*/l/*/ht": node("amount.excl_tax")}
    assert found("R301", blank, nodes, file) == []


def test_a_table_of_answers_names_the_establishments_again() -> None:
    blank = '{"c": [{"f": ["", ""], "q": [{"f": "", "r": ""}, {"f": "", "r": ""}], "ht": 0.00}]}'
    nodes = {
        "/c/*/f/*": node("client.finess"),
        "/c/*/q/*/f": node("client.finess"),
        "/c/*/ht": node("amount.excl_tax"),
    }
    file = '{"c": [{"f": ["830101259", "830101283"], "q": [{"f": "830101259", "r": "a"}, {"f": "830101283", "r": "b"}], "ht": 1.00}]}'
    assert found("R301", blank, nodes, file) == []
    unpaid = {path: n for path, n in nodes.items() if not path.endswith("ht")}
    assert found("R301", blank, unpaid, file) == []
    twice = file.replace('"830101259", "830101283"]', '"830101259", "830101259"]')
    assert len(found("R301", blank, nodes, twice)) == 1
    assert len(found("R301", blank, unpaid, twice)) == 1


def test_keys_that_are_data_and_samples_of_a_tuple_are_beneficiaries_too() -> None:
    blank = '{"c": [{"t": {"000000000": {"ht": 0.00}}}]}'
    nodes = {
        "/c/*/t": node("client.finess", repeat="member", key_kind="finess"),
        "/c/*/t/*/ht": node("amount.excl_tax"),
    }
    file = '{"c": [{"t": {"830101259": {"ht": 1.00}}},{"t": {"830101259": {"ht": 1.00}}}]}'
    assert one("R301", blank, nodes, file).severity is BLOCKING
    assert found("R301", blank, nodes, file.replace("830101259", "830101283", 1)) == []
    blank = '{"c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00, "x": ""}]}'
    pair = {
        f"/c/{i}/{key}": node(c)
        for i in (0, 1)
        for key, c in (("f", "client.finess"), ("ht", "amount.excl_tax"))
    }
    file = '{"c": [{"f": "830101259", "ht": 1.00}, {"f": "830101259", "ht": 1.00, "x": "1"}]}'
    assert one("R301", blank, pair, file).severity is BLOCKING


def test_the_amount_nearest_to_a_beneficiary_is_its_own() -> None:
    blank = '{"c": [{"f": [{"n": "", "ht": 0.00}, {"n": "", "ht": 0.00}], "t": 0.00}]}'
    nodes = {**SITES_NODES, "/c/*/t": node("amount.excl_tax")}
    file = '{"c": [{"f": [{"n": "830101259", "ht": 1.00}, {"n": "830101259", "ht": 1.00}], "t": 2.00}]}'
    assert one("R301", blank, nodes, file).severity is BLOCKING
    nodes = {"/c/*/f/*/n": node("client.finess"), "/c/*/t": node("amount.excl_tax")}
    assert one("R301", blank, nodes, file).severity is WARNING


def test_numbers_at_fault_are_left_alone() -> None:
    file = sites([["83 010 125 9"], ["83 010 125 9"]])
    findings = judged(SITES, SITES_NODES, file).findings
    assert {f.rule for f in findings} == {"V101"}


# --- R302: funded before


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(FINESS), min_size=1, max_size=6, unique=True),
    st.dictionaries(st.sampled_from(FINESS), st.sampled_from(["test", "TEST", "OTHER"])),
)
def test_whoever_has_a_funding_of_the_scheme_is_named(
    numbers: list[str], funded: dict[str, str]
) -> None:
    findings = found("R302", SITES, SITES_NODES, sites([numbers]), funded=funded)
    expected = [number for number in numbers if funded.get(number, "").upper() == CODE]
    assert sum(f.count for f in findings) == len(expected)
    assert [f.actual for f in findings] == expected[:1]
    assert all(f.severity is BLOCKING for f in findings)


def test_a_request_does_not_speak_against_itself() -> None:
    from asp_check.facts import Facts, Funded, Funding, Origin, References

    blank = '{"n": "", "f": ""}'
    nodes = {"/n": node("request.number"), "/f": node("client.finess")}
    table = {"830101259": (Funding(CODE, "AV-1"),)}
    funded = Funded(Origin("f.csv", "0" * 64, None, 1), table)
    options = Options(facts=Facts(references=References(funded=funded)))
    template = model(blank, nodes, {})

    def rules(number: str) -> list[str]:
        file = f'{{"n": "{number}", "f": "830101259"}}'.encode()
        return [f.message for f in engine.judge(file, template, options).findings]

    assert rules("AV-1") == []
    [message] = rules("AV-2")
    assert "(demande AV-1)" in message


def test_a_funding_is_of_interest_to_a_first_advance() -> None:
    blank, nodes, file = '{"f": ""}', {"/f": node("client.finess")}, '{"f": "830101259"}'
    funded = {"830101259": CODE}
    assert one("R302", blank, nodes, file, funded=funded).severity is BLOCKING
    assert why_not("R302", blank, nodes, file, funded=funded, request="solde") == "not-applicable"
    again = why_not("R302", blank, nodes, file, funded=funded, resubmission=True)
    assert again == "not-applicable"
    assert why_not("R302", blank, nodes, file) == "unknown-fact"


# --- R303: wave 1 twice

WAVE = '{"k": "", "v": false, "f": ["", ""], "e": ""}'
WAVE_NODES = {
    "/k": node("service.kind"),
    "/v": node("client.had_wave_1"),
    "/f/*": node("client.finess"),
    "/e": node("client.legal_finess"),
}
DPI = "HOP-DPI-Va2"


def wave(numbers: Sequence[str], *, kind: str = "vague 1 + vague 2", had: str = "false") -> str:
    listed = ", ".join(f'"{number}"' for number in numbers)
    return f'{{"k": "{kind}", "v": {had}, "f": [{listed}], "e": "690781810"}}'


@pytest.mark.parametrize(
    "kind", ["vague 1 + vague 2", "VAGUE 1+VAGUE 2", "Vague\u00a01 + Vague\u00a02"]
)
def test_either_source_tells_that_wave_1_was_had(kind: str) -> None:
    site = FINESS[6:7]
    told = wave(site, kind=kind, had="true")
    assert one("R303", WAVE, WAVE_NODES, told, dispositif=DPI).severity is BLOCKING
    funded = {"830101259": "hop-dpi-va1"}
    untold = {path: n for path, n in WAVE_NODES.items() if path != "/v"}
    bought = wave(site, kind=kind)
    facts = {"dispositif": DPI, "funded": funded}
    for nodes in (WAVE_NODES, untold):
        finding = one("R303", WAVE, nodes, bought, **facts)
        assert (finding.severity, finding.certainty) == (BLOCKING, "official")
    assert why_not("R303", WAVE, untold, bought, dispositif=DPI) == "unknown-fact"
    assert found("R303", WAVE, WAVE_NODES, wave(site, kind="vague 2", had="true"), **facts) == []


def test_what_others_had_is_to_be_checked() -> None:
    facts = {"dispositif": DPI, "funded": {"830101259": "HOP-DPI-VA1"}}
    finding = one("R303", WAVE, WAVE_NODES, wave(FINESS[6:8]), **facts)
    assert (finding.severity, finding.certainty) == (WARNING, "inference")
    facts["funded"] = {"690781810": "HOP-DPI-VA1"}
    finding = one("R303", WAVE, WAVE_NODES, wave(FINESS[6:8]), **facts)
    assert (finding.severity, finding.certainty) == (WARNING, "inference")


def test_the_waves_before_are_those_of_the_scheme() -> None:
    funded = {"830101259": "HOP-PFI-VA1"}
    facts = {"dispositif": DPI, "funded": funded}
    file = wave(FINESS[6:7])
    assert found("R303", WAVE, WAVE_NODES, file, **facts) == []
    both = ("HOP-DPI-Va1", "HOP-PFI-Va1")
    finding = one("R303", WAVE, WAVE_NODES, file, **facts, data={"waves_before": both})
    assert finding.severity is BLOCKING
    doubt = {"waves_before": {"value": both, "certainty": "inference"}}
    finding = one("R303", WAVE, WAVE_NODES, file, **facts, data=doubt)
    assert finding.severity is WARNING


# --- R304 to R307: the directory

PAIR = '{"f": "", "e": "", "n": ""}'
PAIR_NODES = {
    "/f": node("client.finess", kind="finess"),
    "/e": node("client.legal_finess", kind="finess"),
    "/n": node("client.name"),
}


def pair(site: str, legal: str, name: str = "Exemple") -> str:
    return json.dumps({"f": site, "e": legal, "n": name}, ensure_ascii=False)


DIRECTORY = {
    "390006161": {"legal_finess": "690781810", "name": "CLINIQUE EXEMPLE"},
    "390000222": {"legal_finess": "130786049"},
    "690781810": {"is_legal": True},
    "130786049": {"is_legal": True},
}


@settings(deadline=None)
@given(st.sampled_from(FINESS), st.sets(st.sampled_from(FINESS), max_size=8))
def test_a_number_is_unknown_where_the_directory_should_have_it(
    number: str, known: set[str]
) -> None:
    blank, nodes = '{"f": ""}', {"/f": node("client.finess")}
    findings = found("R304", blank, nodes, f'{{"f": "{number}"}}', finess={k: {} for k in known})
    covered = number[:2] in {k[:2] for k in known}
    assert bool(findings) is (covered and number not in known)
    assert all((f.severity, f.certainty) == (WARNING, "inference") for f in findings)


def test_each_file_is_held_against_its_own_directory() -> None:
    blank, nodes, file = '{"f": ""}', {"/f": node("client.finess")}, '{"f": "830101259"}'
    one_has, other_has = {"830101283": {}}, {"010000024": {}}
    for finess, count in ((one_has, 1), (other_has, 0), (one_has, 1)):
        assert len(found("R304", blank, nodes, file, finess=finess)) == count


def test_site_and_legal_entity_are_both_looked_up() -> None:
    missing = pair("390000230", "690000005")
    lines = [f.actual for f in found("R304", PAIR, PAIR_NODES, missing, finess=DIRECTORY)]
    assert lines == ["390000230", "690000005"]
    # A number with a wrong key has its own finding.
    wrong = pair("390006162", "690781810")
    rules = {f.rule for f in judged(PAIR, PAIR_NODES, wrong, finess=DIRECTORY).findings}
    assert rules == {"V101"}
    finding = one("R304", PAIR, PAIR_NODES, pair("390000230", "690781810"), finess=DIRECTORY)
    assert "2026-01-01" in finding.message


@settings(deadline=None)
@given(st.dates(), st.dates(), st.booleans())
def test_closed_before_the_deposit_or_else_before_the_signature(
    closed: Any, day: Any, deposit: bool
) -> None:
    blank = '{"f": "", "d": ""}'
    nodes = {"/f": node("client.finess"), "/d": node("order.signature_date")}
    signed = "1000-01-01" if deposit else day.isoformat()
    facts = {"as_of": f"{day.isoformat()}T12:00"} if deposit else {}
    findings = found(
        "R305", blank, nodes, f'{{"f": "830101259", "d": "{signed}"}}',
        finess={"830101259": {"closed": closed.isoformat()}}, **facts,
    )  # fmt: skip
    assert bool(findings) is (closed < day)


def test_a_number_of_the_wrong_kind() -> None:
    def said(file: str, **facts: Any) -> Finding:
        return one("R306", PAIR, PAIR_NODES, file, finess=DIRECTORY, **facts)

    finding = said(pair("690781810", "130786049"))
    assert (finding.severity, finding.certainty) == (WARNING, "inference")
    sites = {"identifiers": ("finess-et", "siret")}
    finding = said(pair("690781810", "130786049"), data=sites)
    assert (finding.severity, finding.certainty) == (BLOCKING, "official")
    inferred = {"identifiers": {"value": ("finess-et",), "certainty": "inference"}}
    assert said(pair("690781810", "130786049"), data=inferred).severity is WARNING
    # The legal entity of a site is known.
    finding = said(pair("390006161", "390000222"))
    assert (finding.actual, finding.expected) == ("390000222", "130786049")
    entities = {"identifiers": ("finess-ej",)}
    assert said(pair("390006161", "390000222"), data=entities).severity is BLOCKING
    # Swapped: said once.
    finding = said(pair("690781810", "390006161"))
    assert (finding.actual, finding.expected) == ("690781810", "390006161")
    assert "intervertis" in finding.message
    # The site of another entity.
    finding = said(pair("390006161", "130786049"))
    assert (finding.severity, finding.actual) == (WARNING, "390006161")
    assert "690781810" in finding.message


def test_the_right_kinds_are_silent() -> None:
    for file in (pair("390006161", "690781810"), pair("390006161", "690000005")):
        rules = [f.rule for f in judged(PAIR, PAIR_NODES, file, finess={"390006161": {}}).findings]
        assert "R306" not in rules
    entities = {"identifiers": ("finess-ej",)}
    file = pair("690781810", "690781810")
    assert found("R306", PAIR, PAIR_NODES, file, finess=DIRECTORY, data=entities) == []


def test_a_name_is_compared_with_the_one_number_beside_it() -> None:
    other = pair("390006161", "690781810", "Résidence du Parc")
    finding = one("R307", PAIR, PAIR_NODES, other, finess=DIRECTORY)
    assert (finding.actual, finding.expected) == ("Résidence du Parc", "CLINIQUE EXEMPLE")
    same = pair("390006161", "690781810", "Clin. Exemple")
    assert found("R307", PAIR, PAIR_NODES, same, finess=DIRECTORY) == []
    nameless = pair("390000222", "130786049", "Résidence du Parc")
    assert found("R307", PAIR, PAIR_NODES, nameless, finess=DIRECTORY) == []


# --- R308: the numbers of an imaging order

IMAGING = '{"n": "", "f": ["", ""], "a": ["", ""]}'
IMAGING_NODES = {
    "/n": node("order.number"),
    "/f": {"min": 0},
    "/f/*": node("client.finess", kind="finess"),
    "/a": {"min": 0},
    "/a/*": node("client.am", kind="am"),
}
STATES: Mapping[str, Mapping[str, Any]] = {
    "830101259": {"opened": "1990-01-01"},
    "830101283": {"opened": "2023-12-31"},
    "130786049": {"opened": "2024-01-01"},
    "750712184": {"closed": "2022-12-31"},
    "690781810": {"closed": "2023-01-01"},
    "750100232": {},
}
OUTSIDE = {"130786049", "750712184"}
UNKNOWN, MALFORMED, UNCOVERED = "130000003", "83 010 125 9", "010000024"


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([*STATES, UNKNOWN, MALFORMED, UNCOVERED]), max_size=4, unique=True),
    st.lists(st.sampled_from(["831004019", "inconnu"]), max_size=2, unique=True),
)
def test_an_order_needs_one_number_that_may_be_valid(finess: list[str], am: list[str]) -> None:
    file = json.dumps({"n": "1", "f": finess, "a": am})
    facts = {"dispositif": "IMG-RIS-Va2", "finess": STATES}
    findings = found("R308", IMAGING, IMAGING_NODES, file, **facts)
    outside = [number for number in finess if number in OUTSIDE]
    valid = [n for n in finess if n not in {*OUTSIDE, UNKNOWN, MALFORMED}] + [
        n for n in am if n != "inconnu"
    ]
    # Once mended, a number that is badly formed may be valid.
    if valid or MALFORMED in finess or "inconnu" in am:
        expected = [INFO] if outside else []
        assert sum(f.count for f in findings) == len(outside)
    elif UNKNOWN in finess:
        expected = [WARNING]
    else:
        expected = [BLOCKING] if outside else []
    assert [f.severity for f in findings] == expected


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("IMG-RIS-Va2", True),
        ("IMG-DRIMBOX-Va2", True),
        ("IMG-RIS-VA1", False),
        ("HOP-DPI-Va2", False),
        ("MS-PARIS-Va2", False),
    ],
)
def test_only_imaging_counts_the_numbers_of_an_order(code: str, asked: bool) -> None:
    file = '{"n": "1", "f": ["130786049"], "a": []}'
    facts = {"dispositif": code, "finess": STATES}
    assert bool(found("R308", IMAGING, IMAGING_NODES, file, **facts)) is asked
    if not asked:
        assert why_not("R308", IMAGING, IMAGING_NODES, file, **facts) == "not-applicable"


# --- R309: an order twice

NUMBERS = '{"t": 0, "c": [{"n": ""}, {"n": ""}]}'
NUMBERS_NODES = {"/t": node("request.order_count"), "/c/*/n": node("order.number")}


@settings(deadline=None)
@given(st.lists(st.sampled_from(["BC-1", "bc-1", "BC-2", "BC-3"]), min_size=1, max_size=6))
def test_each_repeated_order_is_one_finding(numbers: list[str]) -> None:
    orders = Counter(number.upper() for number in numbers)
    repeated = sorted(count for count in orders.values() if count > 1)
    rows = json.dumps({"t": 99, "c": [{"n": number} for number in numbers]})
    findings = found("R309", NUMBERS, NUMBERS_NODES, rows)
    counts = [next(n for n in repeated if f"{n}\u00a0fois" in f.message) for f in findings]
    assert sorted(counts) == repeated
    assert all((f.severity, f.certainty) == (WARNING, "inference") for f in findings)
    told = rows.replace("99", str(len(orders)))
    assert found("R309", NUMBERS, NUMBERS_NODES, told) == []
