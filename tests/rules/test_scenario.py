"""The rules on the solution, the scenario, and what a request says of its own pieces (R4, R5)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check import engine
from asp_check.engine import Options
from asp_check.finding import Finding, Severity
from asp_check.manifest import Manifest, Node
from asp_check.rules.common.example import CODE, facts_of
from asp_check.rules.common.piece_kinds import kinds_of
from asp_check.rules.common.wordings import fold, holds, words
from asp_check.rules.domain_not_referenced import is_ph, kind_of
from asp_check.rules.missing_funding_mention import WORDING
from asp_check.template import Template, build

Nodes = Mapping[str, Mapping[str, Any]]
SOLDE = {"request": "solde"}


def model(blank: str, nodes: Nodes, facts: Mapping[str, Any]) -> Template:
    data = blank.encode()
    code, request = facts.get("dispositif", CODE), facts.get("request", "avance")
    declared = {path: Node(**attributes) for path, attributes in nodes.items()}
    return build(
        data, Manifest(code, request, sha256(data).hexdigest(), "official", nodes=declared)
    )


def found(
    blank: str, nodes: Nodes, file: str, *, mask: bool = False, **facts: Any
) -> tuple[Finding, ...]:
    options = Options(facts=facts_of(facts), mask=mask)
    report = engine.judge(file.encode(), model(blank, nodes, facts), options)
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    # Other rules may have something to say of the same values.
    return tuple(f for f in report.findings if f.rule[0] != "R" or f.rule[1] in "45")


def rules(blank: str, nodes: Nodes, file: str, **facts: Any) -> list[str]:
    return [finding.rule for finding in found(blank, nodes, file, **facts)]


def in_order(keys: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Hypothesis does not promise the order of keys."""
    return {key: value[key] for key in keys}


# --- Texts that people typed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scénario 1", "SCENARIO  1"),
        ("l’État", "L'ETAT"),
        ("a\u00a0b\u202fc", "A B C"),
        ("mise en œuvre", "Mise en Oeuvre"),
        ("Éte\u0301", "Été"),
    ],
)
def test_texts_are_the_same_but_for_case_accents_apostrophes_and_spaces(
    one: str, other: str
) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("SC 1.1", "SC 11"), ("A-B", "AB"), ("1", "2")])
def test_punctuation_tells_texts_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.sampled_from(["a", "b", "mas"])), st.lists(st.sampled_from(["a", "b", "mas"])))
def test_words_are_held_whole_and_in_a_row(text: list[str], sought: list[str]) -> None:
    expected = bool(sought) and f" {' '.join(sought)} " in f" {' '.join(text)} "
    assert holds(words(" ".join(text)), sought) is expected


# --- R401


ORDERS = (
    '[{"n": "", "c": ["", ""], "l": ["", ""], "r": ["", ""]}, '
    '{"n": "", "c": ["", ""], "l": ["", ""], "r": ["", ""]}]'
)
ORDER_NODES = {
    "/*/n": {"concept": "order.number"},
    "/*/c/*": {"concept": "scenario.code", "may_be_empty": True},
    "/*/l/*": {"concept": "scenario.label", "may_be_empty": True},
    "/*/r/*": {"concept": "scenario.software", "may_be_empty": True},
}
LISTS = st.lists(st.sampled_from(["", "a", "A", "b"]), min_size=1, max_size=3)


@settings(deadline=None)
@given(st.lists(st.tuples(LISTS, LISTS, LISTS), min_size=1, max_size=3))
def test_an_order_has_one_scenario_and_one_software(
    orders: list[tuple[list[str], list[str], list[str]]],
) -> None:
    file = json.dumps(
        [{"n": str(i), "c": c, "l": label, "r": r} for i, (c, label, r) in enumerate(orders, 1)]
    )
    expected = 0
    for codes, labels, software in orders:
        scenarios = [c for c in codes if c] or [c for c in labels if c]
        expected += len({s.lower() for s in scenarios}) > 1
        expected += len({s.lower() for s in software if s}) > 1
    told = found(ORDERS, ORDER_NODES, file, data={"single_scenario": True})
    assert {f.rule for f in told} <= {"R401"}
    assert sum(f.count for f in told) == expected


def test_what_an_uncertain_datum_says_of_scenarios_does_not_block() -> None:
    datum = {"value": True, "certainty": "secondary", "source": "https://example.org/af"}
    file = '[{"n": "1", "c": ["a", "b"], "l": [""], "r": [""]}]'
    (told,) = found(ORDERS, ORDER_NODES, file, data={"single_scenario": datum})
    assert (told.severity, told.certainty, told.source) == (
        Severity.WARNING, "secondary", "https://example.org/af",
    )  # fmt: skip


def test_a_concept_that_was_inferred_does_not_block() -> None:
    nodes = {**ORDER_NODES, "/*/r/*": {**ORDER_NODES["/*/r/*"], "inferred": ("concept",)}}
    file = '[{"n": "1", "c": ["a"], "l": [""], "r": ["x", "y"]}]'
    (told,) = found(ORDERS, nodes, file, data={"single_scenario": True})
    assert (told.severity, told.certainty) == (Severity.WARNING, "inference")


# --- R402, R407


@given(st.sampled_from(["RIS", "ris", "RIS ", "RI S", "DRIMbox", ""]))
def test_a_profile_is_one_of_those_referenced(profile: str) -> None:
    told = rules(
        '{"n": "", "p": ""}',
        {"/p": {"concept": "solution.profile", "may_be_empty": True}},
        json.dumps({"n": "1", "p": profile}),
        solution={"profiles": ("Ris",)},
    )
    # A blank at the edge has a finding of its own.
    told = [rule for rule in told if rule != "V101"]
    assert told == ([] if profile.strip().lower() in {"ris", ""} else ["R402"])


def test_a_scenario_known_by_an_inferred_concept_does_not_block() -> None:
    nodes = {
        "/c": {"concept": "scenario.code", "may_be_empty": True},
        "/l": {"concept": "scenario.label", "inferred": ("concept",)},
    }
    (told,) = found(
        '{"c": "", "l": ""}', nodes, '{"c": "", "l": "X"}', solution={"scenarios": ("A",)}
    )
    assert (told.rule, told.pointer, told.severity) == ("R407", "/l", Severity.WARNING)


# --- R403


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("FAM", "FAM"),
        ("fam", "FAM"),
        ("FAM/MAS", "FAM"),
        ("M.A.S.", "MAS"),
        ("Maison d'accueil spécialisée (M.A.S.)", "MAS"),
        ("Foyer d’Accueil Médicalisé pour Adultes Handicapés (F.A.M.)", "FAM"),
        ("437", "FAM"),
        ("255 Maison", "MAS"),
        ("Établissement d'accueil médicalisé en tout ou partie personnes handicapées", "EAM"),
        ("Foyer de vie", ""),
        ("Maison d'accueil", ""),
        ("Mas des Oliviers", ""),
        ("SAMSAH", ""),
        ("Thomas", ""),
        ("2550", ""),
        ("", ""),
    ],
)
def test_what_a_category_says(category: str, kind: str) -> None:
    assert kind_of(category) == kind


@pytest.mark.parametrize("domain", ["ph", "PA-PH-DOM", "Personnes handicapées", "PA, PH"])
def test_the_domain_of_disabled_people(domain: str) -> None:
    assert is_ph(domain)


@pytest.mark.parametrize("domain", ["PA", "PDE", "PHA", "Pharmacie", ""])
def test_other_domains(domain: str) -> None:
    assert not is_ph(domain)


HOME = '{"d": ["", ""], "c": [{"t": "", "f": ""}, {"t": "", "f": ""}]}'
HOME_NODES = {
    "/d": {"min": 0},
    "/d/*": {"concept": "solution.domain"},
    "/c/*/t": {"concept": "client.category", "may_be_empty": True},
    "/c/*/f": {"concept": "client.finess"},
}
DIRECTORY = {
    "1": {"category": "255"},
    "2": {"category_label": "Etablissement d'Accueil Médicalisé"},
    "3": {"category": "500"},
}


@pytest.mark.parametrize(
    ("domains", "category", "finess", "severity"),
    [
        (["PA"], "MAS", "3", Severity.BLOCKING),
        (["PA"], "", "1", Severity.BLOCKING),
        (["PA"], "Autre", "1", Severity.BLOCKING),
        # That an EAM is what a FAM was is our own reading.
        (["PA"], "EAM", "3", Severity.WARNING),
        (["PA"], "", "2", Severity.WARNING),
        (["PA", "PH"], "MAS", "1", None),
        (["PA"], "EHPAD", "3", None),
        (["PA"], "EHPAD", "4", None),
        ([], "MAS", "1", None),
    ],
)
def test_a_home_for_disabled_people_wants_the_domain(
    domains: Sequence[str], category: str, finess: str, severity: Severity | None
) -> None:
    file = json.dumps({"d": domains, "c": [{"t": category, "f": finess}]})
    told = found(HOME, HOME_NODES, file, finess=DIRECTORY)
    assert [(f.rule, f.severity) for f in told] == (
        [] if severity is None else [("R403", severity)]
    )


def test_without_category_nor_directory_the_domain_is_not_asked() -> None:
    template = model('{"f": ""}', {"/f": {"concept": "client.finess"}}, {})
    facts = facts_of({"solution": {"domains": ("PA",)}})
    report = engine.judge(b'{"f": "1"}', template, Options(facts=facts))
    assert {e.kind for e in report.not_run if e.rule == "R403"} == {"unknown-fact"}


# --- R404, R408


NUMBER = {"/n": {"concept": "solution.referencing_number"}}
OTHERS = ("HOP-PFI-Va2", "HOP-DPI-VA1", "MS2", "DPI", "SAS")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("HOP-DPI-VA2-0042", []),
        ("HOP-PFI-VA2-0042", ["R408"]),
        ("0042/hop_pfi_va2", ["R408"]),
        ("HOP-PFI-VA20", []),
        ("MS2-0042", ["R408"]),
        ("MS21-0042", []),
        ("ARMS2", []),
        ("SASU-1", []),
        ("DPI-0042", []),
        ("HOP-DPI-VA2-MS2", []),
        ("0042", []),
    ],
)
def test_a_number_names_its_own_scheme(number: str, expected: list[str]) -> None:
    file = json.dumps({"n": number})
    facts: dict[str, Any] = {"dispositif": "HOP-DPI-Va2", "others": OTHERS}
    assert rules('{"n": ""}', NUMBER, file, **facts) == expected
    # The configured number, if it is another one, is the better thing to say.
    other = {**facts, "solution": {"referencing_number": "X"}}
    assert rules('{"n": ""}', NUMBER, file, **other) == ["R404"]
    same = {**facts, "solution": {"referencing_number": number.lower()}}
    assert rules('{"n": ""}', NUMBER, file, **same) == expected


# --- R405


SITES_ORDER = (
    '{"n": "", "s": [{"f": "", "a": null, "b": "", "w": ["", ""]}, '
    '{"f": "", "a": null, "b": "", "w": ["", ""]}]}'
)
SITES = f"[{SITES_ORDER}, {SITES_ORDER}]"
SITE_NODES: Nodes = {
    "/*/n": {"concept": "order.number"},
    "/*/s/*/f": {"concept": "client.finess", "may_be_empty": True},
    "/*/s/*/a": {"concept": "scenario.answer", "may_be_empty": True},
    "/*/s/*/b": {"concept": "scenario.label", "may_be_empty": True, "optional": True},
    "/*/s/*/w": {"min": 0},
    "/*/s/*/w/*": {"concept": "scenario.flow"},
}
SITE = st.fixed_dictionaries(
    {
        "f": st.sampled_from(["", "1", "2"]),
        "a": st.sampled_from([None, False, True, "non"]),
        "b": st.sampled_from([None, "", "x"]),
        "w": st.lists(st.just("z"), max_size=2),
    }
)


@settings(deadline=None)
@given(st.lists(st.lists(SITE, min_size=1, max_size=4), min_size=1, max_size=3))
def test_each_establishment_answers_what_the_others_do(orders: list[list[dict[str, Any]]]) -> None:
    written = [
        {
            "n": str(i),
            # None of the optional answer: the member is absent.
            "s": [in_order("fabw" if s["b"] is not None else "faw", s) for s in sites],
        }
        for i, sites in enumerate(orders, 1)
    ]
    expected = 0
    for sites in orders:
        for key, empty in (("a", (None,)), ("b", (None, ""))):
            lacking = [s for s in sites if s[key] in empty and s[key] is not False]
            expected += len(lacking) if len(lacking) < len(sites) else 0
    told = found(SITES, SITE_NODES, json.dumps(written), data={"answers_by_finess": True})
    assert {f.rule for f in told} <= {"R405"}
    assert sum(f.count for f in told) == expected


def test_a_required_answer_has_its_own_finding() -> None:
    nodes = {
        "/n": {"concept": "order.number"},
        "/s/*/f": {"concept": "client.finess"},
        "/s/*/a": {"concept": "scenario.answer", "required": True},
    }
    told = found(
        '{"n": "", "s": [{"f": "", "a": ""}, {"f": "", "a": ""}]}',
        nodes,
        '{"n": "1", "s": [{"f": "1", "a": "oui"}, {"f": "2", "a": ""}]}',
        data={"answers_by_finess": True},
    )
    assert [(f.rule, f.severity) for f in told] == [("V001", Severity.BLOCKING)]


def test_answers_that_are_not_those_of_establishments_are_left_alone() -> None:
    nodes = {
        "/n": {"concept": "order.number"},
        "/f/*": {"concept": "client.finess"},
        "/q/*/a": {"concept": "scenario.answer", "may_be_empty": True},
    }
    file = '{"n": "1", "f": ["1", "2"], "q": [{"a": "oui"}, {"a": ""}]}'
    blank = '{"n": "", "f": ["", ""], "q": [{"a": ""}, {"a": ""}]}'
    assert rules(blank, nodes, file, data={"answers_by_finess": True}) == []


# --- R406, R409


PEOPLE_ORDER = (
    '{"k": 0, "p": [{"r": "", "a": "", "b": "", "x": ""}, {"r": "", "a": "", "b": "", "x": ""}]}'
)
PEOPLE = f"[{PEOPLE_ORDER}, {PEOPLE_ORDER}]"
PEOPLE_NODES = {
    "/*/k": {"concept": "order.practitioner_count", "may_be_empty": True},
    "/*/p/*/r": {"concept": "practitioner.rpps", "may_be_empty": True},
    "/*/p/*/a": {"concept": "practitioner.name", "may_be_empty": True},
    "/*/p/*/b": {"concept": "practitioner.first_name", "may_be_empty": True},
}
PERSON = st.fixed_dictionaries(
    {
        "r": st.sampled_from(["", "1", "2"]),
        "a": st.sampled_from(["", "x", "y"]),
        "b": st.sampled_from(["", "z"]),
        # A file is the blank model where nothing is filled.
        "x": st.just("1"),
    }
)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.lists(PERSON, min_size=1, max_size=3)),
        min_size=1,
        max_size=3,
    )
)
def test_practitioners_are_counted(orders: list[tuple[int, list[dict[str, str]]]]) -> None:
    expected = 0
    for count, people in orders:
        if all(p["r"] for p in people):
            distinct = len({p["r"] for p in people})
        elif all(p["a"] for p in people):
            distinct = len({(p["a"], p["b"]) for p in people})
        else:
            continue
        expected += count not in {0, distinct, len(people)}
    file = json.dumps(
        [{"k": count, "p": [in_order("rabx", p) for p in people]} for count, people in orders]
    )
    told = found(PEOPLE, PEOPLE_NODES, file)
    assert {(f.rule, f.severity) for f in told} <= {("R406", Severity.WARNING)}
    assert sum(f.count for f in told) == expected


@settings(deadline=None)
@given(st.integers(0, 5), st.lists(st.sampled_from(["1", "2", "3"]), min_size=1, max_size=4))
def test_orders_are_counted(count: int, numbers: list[str]) -> None:
    nodes = {
        "/k": {"concept": "request.order_count", "may_be_empty": True},
        "/c/*/n": {"concept": "order.number"},
    }
    file = json.dumps({"k": count, "c": [{"n": n} for n in numbers]})
    told = rules('{"k": 0, "c": [{"n": ""}, {"n": ""}]}', nodes, file)
    wrong = count not in {0, len(numbers), len(set(numbers))}
    assert [rule for rule in told if rule == "R409"] == ["R409"] * wrong


# --- R501, R502, R503


@pytest.mark.parametrize(
    ("literal", "speaks"),
    [
        ("false", True),
        ('"non"', True),
        ('"N"', True),
        ("true", False),
        ('"oui"', False),
        ('"?"', False),
        ("null", False),
    ],
)
def test_only_a_proved_absence_of_signature_blocks(literal: str, speaks: bool) -> None:
    blank, file = '{"n": "", "s": null}', f'{{"n": "1", "s": {literal}}}'
    for concept, rule in (("order.signed", "R501"), ("va.signed", "R502")):
        told = found(blank, {"/s": {"concept": concept, "may_be_empty": True}}, file, **SOLDE)
        assert [(f.rule, f.severity) for f in told] == (
            [(rule, Severity.BLOCKING)] if speaks else []
        )


MENTION = {"/m": {"concept": "order.funding_mention"}}


@given(
    st.lists(st.sampled_from([" ", "\u00a0", "  ", "\u202f"]), min_size=12, max_size=12),
    st.sampled_from("'’ʼ"),
    st.booleans(),
    st.sampled_from(["", "NB : ", "« "]),
)
def test_the_statement_may_be_set_in_its_own_way(
    spaces: list[str], apostrophe: str, upper: bool, before: str
) -> None:
    pieces = WORDING.replace("'", apostrophe).split(" ")
    text = before + "".join(p + s for p, s in zip(pieces, [*spaces, ""], strict=False)).strip()
    file = json.dumps({"n": "1", "m": text.upper() if upper else text}, ensure_ascii=False)
    assert "R503" not in rules('{"n": "", "m": ""}', MENTION, file)


@given(st.integers(0, len(WORDING) - 1))
def test_one_letter_less_is_not_the_statement(index: int) -> None:
    text = WORDING[:index] + WORDING[index + 1 :]
    file = json.dumps({"n": "1", "m": text}, ensure_ascii=False)
    (told,) = found('{"n": "", "m": ""}', MENTION, file)
    assert (told.rule, told.severity, told.expected) == ("R503", Severity.BLOCKING, WORDING)


def test_a_statement_that_is_required_or_fixed_has_its_own_finding() -> None:
    required = {"/m": {**MENTION["/m"], "required": True}}
    assert rules('{"n": "", "m": ""}', required, '{"n": "1", "m": ""}') == ["V001"]
    fixed = {"/m": {**MENTION["/m"], "fixed": True}}
    blank = json.dumps({"n": "", "m": WORDING}, ensure_ascii=False)
    assert rules(blank, fixed, blank.replace('""', '"1"')) == []
    assert rules(blank, fixed, '{"n": "1", "m": "autre"}') == ["T303"]


# --- R504


INVOICE = '{"i": "", "s": "", "e": "", "c": ["", ""], "l": ""}'
INVOICE_NODES = {
    "/i": {"concept": "invoice.name"},
    "/s": {"concept": "va.signatory", "may_be_empty": True},
    "/e": {"concept": "va.signatory_entity", "may_be_empty": True, "optional": True},
    "/c/*": {"concept": "client.name", "may_be_empty": True},
    "/l": {"concept": "client.legal_name", "may_be_empty": True},
}


@pytest.mark.parametrize(
    ("invoice", "signatory", "entity", "clients", "legal", "speaks"),
    [
        ("Casanova", "Casanova", "", ["Foyer"], "Asso", False),
        ("Mme Lisa CASANOVA", "Casanova", "Asso", [""], "", False),
        ("CH de Bastia", "Paoli", "Centre hospitalier de Bastia", [""], "", False),
        ("CH de Corte", "Paoli", "Centre hospitalier de Bastia", ["CH de Corte"], "", True),
        ("Foyer des Pins", "Paoli", None, ["Villa", "Foyer des Pins"], "Asso", False),
        ("Asso Enfance", "Paoli", None, ["Villa"], "ASSO ENFANCE", False),
        ("Ottavi", "Paoli", None, ["Villa"], "Asso", True),
        ("Ottavi", "Paoli", None, ["Villa"], "", False),
        ("Ottavi", "Paoli", None, ["Villa", ""], "Asso", False),
        # Nothing says who the signatory represents, or who signed.
        ("Ottavi", "Paoli", "", ["Villa"], "Asso", False),
        ("Ottavi", "Paoli", "", [""], "", False),
        ("Ottavi", "", "", ["Villa"], "Asso", False),
    ],
)
def test_the_invoice_names_the_signatory_or_whom_they_represent(
    invoice: str, signatory: str, entity: str | None, clients: list[str], legal: str, speaks: bool
) -> None:
    value = {"i": invoice, "s": signatory, "e": entity, "c": clients, "l": legal}
    file = json.dumps({key: v for key, v in value.items() if v is not None})
    for code, certainty in (("MS2", "official"), ("HOP-DPI-Va2", "inference")):
        told = found(INVOICE, INVOICE_NODES, file, request="solde", dispositif=code)
        assert [(f.rule, f.severity, f.certainty) for f in told] == (
            [("R504", Severity.WARNING, certainty)] if speaks else []
        )


def test_names_are_hidden_where_values_are() -> None:
    file = '{"i": "Ottavi", "s": "Paoli", "e": "Villa", "c": [""], "l": ""}'
    (told,) = found(INVOICE, INVOICE_NODES, file, mask=True, **SOLDE)
    assert not any(name in told.message for name in ("Ottavi", "Paoli", "Villa"))


# --- R505, R508


WANTED: dict[str, Any] = {"request": "solde", "data": {"mss_address": True}}
MSS_ORDER = (
    '{"n": "", "s": [{"f": "", "v": null, "m": ["", ""]}, {"f": "", "v": null, "m": ["", ""]}]}'
)
MSS = f"[{MSS_ORDER}, {MSS_ORDER}]"
MSS_NODES: Nodes = {
    "/*/n": {"concept": "order.number"},
    "/*/s/*/f": {"concept": "client.finess"},
    "/*/s/*/v": {"concept": "scenario.mss_sending", "may_be_empty": True},
    "/*/s/*/m": {"min": 0},
    "/*/s/*/m/*": {"concept": "mss.address", "may_be_empty": True},
}
MSS_SITE = st.fixed_dictionaries(
    {
        "f": st.sampled_from(["1", "2"]),
        "v": st.sampled_from([None, True, False]),
        "m": st.lists(st.sampled_from(["", "a@b.mssante.fr"]), max_size=2),
    }
)


@settings(deadline=None)
@given(st.lists(st.lists(MSS_SITE, min_size=1, max_size=3), min_size=1, max_size=3))
def test_each_site_has_an_address_where_sites_have_their_own(
    orders: list[list[dict[str, Any]]],
) -> None:
    file = json.dumps(
        [
            {"n": str(i), "s": [in_order("fvm", s) for s in sites]}
            for i, sites in enumerate(orders, 1)
        ]
    )
    expected = sum(s["v"] is not False and not any(s["m"]) for sites in orders for s in sites)
    told = found(MSS, MSS_NODES, file, **WANTED)
    assert {(f.rule, f.severity) for f in told} <= {("R508", Severity.BLOCKING)}
    assert sum(f.count for f in told) == expected


def test_an_address_that_is_the_order_s_is_missed_once() -> None:
    nodes = {
        "/*/n": {"concept": "order.number"},
        "/*/s/*": {"concept": "client.finess"},
        "/*/p/*": {"concept": "practitioner.rpps"},
        "/*/m": {"concept": "mss.address"},
    }
    order = '{"n": "", "s": ["", ""], "p": ["", ""], "m": ""}'
    file = '[{"n": "1", "s": ["1", "2", "3"], "p": ["1", "2"], "m": ""}]'
    (told,) = found(f"[{order}, {order}]", nodes, file, **WANTED)
    # Also where leaving the field empty is but a warning by itself.
    assert (told.rule, told.severity, told.count, told.pointer) == (
        "R505", Severity.BLOCKING, 1, "/0/m",
    )  # fmt: skip
    required = {**nodes, "/*/m": {**nodes["/*/m"], "required": True}}
    assert rules(f"[{order}, {order}]", required, file, **WANTED) == ["V001"]


def test_an_address_of_each_practitioner() -> None:
    nodes = {
        "/n": {"concept": "order.number"},
        "/f": {"concept": "client.finess"},
        "/p/*/r": {"concept": "practitioner.rpps"},
        "/p/*/m": {"concept": "mss.address", "may_be_empty": True},
    }
    blank = '{"n": "", "f": "", "p": [{"r": "", "m": ""}, {"r": "", "m": ""}]}'
    file = '{"n": "1", "f": "1", "p": [{"r": "1", "m": "a@b.fr"}, {"r": "2", "m": ""}]}'
    (told,) = found(blank, nodes, file, **WANTED)
    assert (told.rule, told.pointer) == ("R508", "/p/1/m")


def test_one_address_for_all_orders_is_missed_at_each() -> None:
    nodes = {
        "/c/*": {"concept": "order.number"},
        "/m": {"concept": "mss.address", "may_be_empty": True},
    }
    told = found('{"c": ["", ""], "m": ""}', nodes, '{"c": ["1", "2"], "m": ""}', **WANTED)
    assert [(f.rule, f.count, f.pointer) for f in told] == [("R505", 2, "/c/0")]


@pytest.mark.parametrize("certainty", ["secondary", "inference"])
def test_what_an_uncertain_datum_says_of_addresses_does_not_block(certainty: str) -> None:
    nodes = {"/n": {"concept": "order.number"}, "/m": {"concept": "mss.address"}}
    (told,) = found(
        '{"n": "", "m": ""}',
        nodes,
        '{"n": "1", "m": ""}',
        request="solde",
        data={"mss_address": {"value": True, "certainty": certainty}},
    )
    assert (told.rule, told.severity) == ("R505", Severity.WARNING)


# --- R506, R507, R509


PIECES = '[{"n": "", "p": ["", ""]}, {"n": "", "p": ["", ""]}]'
PIECE_NODES: Nodes = {
    "/*/n": {"concept": "order.number"},
    "/*/p": {"min": 0},
    "/*/p/*": {"concept": "piece.kind", "may_be_empty": True},
}
KINDS = st.sampled_from(["VA", "mom", "Facture", "BDC", "RIB", ""])
ASKED = st.sampled_from(["required", "optional", "none"])


@settings(deadline=None)
@given(st.lists(KINDS, max_size=4), ASKED, ASKED)
def test_the_pieces_that_the_scheme_wants_are_listed(kinds: list[str], va: str, mom: str) -> None:
    file = json.dumps([{"n": "1", "p": kinds}])
    told = found(PIECES, PIECE_NODES, file, request="solde", data={"va": va, "mom": mom})
    known = {kind.upper() for kind in kinds} - {"RIB", ""}
    expected: list[tuple[str, Severity]] = []
    if not {"", "RIB"} & set(kinds):
        expected += [("R506", Severity.BLOCKING)] * (va == "required" and "VA" not in known)
        expected += [("R506", Severity.BLOCKING)] * (mom == "required" and "MOM" not in known)
        expected += [("R509", Severity.WARNING)] * ("FACTURE" not in known)
    if kinds.count("Facture") > 1:
        expected += [("R507", Severity.BLOCKING)]
    assert sorted((f.rule, f.severity) for f in told) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("VA", {"VA"}),
        ("va_signee.pdf", {"VA"}),
        ("Vérification d’Aptitude", {"VA"}),
        ("Mise en Œuvre de Marche", {"MOM"}),
        ("Mise en ordre de marche (MOM)", {"MOM"}),
        ("Bon de commande", {"BDC"}),
        ("Factures", {"FACTURE"}),
        ("MOM et VA", {"MOM", "VA"}),
        ("VALIDATION", set()),
        ("Manufacture", set()),
        ("", set()),
    ],
)
def test_what_a_piece_is(text: str, kinds: set[str]) -> None:
    assert kinds_of(text) == kinds


FILED_ORDER = '{"n": "", "p": [{"k": "", "f": ""}, {"k": "", "f": ""}]}'
FILED = f"[{FILED_ORDER}, {FILED_ORDER}]"
FILED_NODES: Nodes = {
    "/*/n": {"concept": "order.number"},
    "/*/p/*/k": {"concept": "piece.kind"},
    "/*/p/*/f": {"concept": "piece.file_name", "may_be_empty": True},
}
FILES = st.sampled_from(["a.pdf", "b.pdf", ""])


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["FACTURE", "VA"]), FILES), min_size=1, max_size=4))
def test_the_invoices_of_an_order_are_in_one_file(pieces: list[tuple[str, str]]) -> None:
    file = json.dumps([{"n": "1", "p": [{"k": kind, "f": name} for kind, name in pieces]}])
    told = rules(FILED, FILED_NODES, file, **SOLDE)
    names = [name for kind, name in pieces if kind == "FACTURE"]
    # One that is not named may be in the file of another.
    assert ("R507" in told) is (len(set(names) - {""}) > 1)


def test_an_invoice_may_be_in_the_file_of_another() -> None:
    # An absent member, and a list of names that is shorter: each name goes with its own piece.
    nodes: Nodes = {**FILED_NODES, "/*/p/*/f": {"concept": "piece.file_name", "optional": True}}
    file = (
        '[{"n": "1", "p": [{"k": "FACTURE"}, {"k": "VA", "f": "a"}, {"k": "FACTURE", "f": "b"}]}]'
    )
    assert rules(FILED, nodes, file, **SOLDE) == []
    one = '[{"n": "1", "p": [{"k": "FACTURE", "f": "a"}, {"k": "VA"}, {"k": "FACTURE", "f": "b"}]}]'
    assert rules(FILED, nodes, one, **SOLDE) == ["R507"]


# --- What is at fault may be what is missing


ORDERED: Nodes = {"/n": {"concept": "order.number"}}


@pytest.mark.parametrize(
    ("blank", "nodes", "file", "facts"),
    [
        (
            '{"k": 0, "c": [{"n": ""}, {"n": ""}]}',
            {
                "/k": {"concept": "request.order_count"},
                "/c/*/n": {"concept": "order.number", "required": True},
            },
            '{"k": 3, "c": [{"n": "1"}, {"n": ""}]}',
            {},
        ),
        (
            '{"k": 0, "p": [{"a": ""}, {"a": ""}]}',
            {
                "/k": {"concept": "order.practitioner_count"},
                "/p/*/a": {"concept": "practitioner.name", "required": True},
            },
            '{"k": 3, "p": [{"a": "x"}, {"a": ""}]}',
            {},
        ),
        (
            '{"n": "", "s": "", "m": ""}',
            {
                **ORDERED,
                "/s": {"concept": "scenario.mss_sending", "required": True},
                "/m": {"concept": "mss.address", "may_be_empty": True},
            },
            '{"n": "1", "s": "", "m": ""}',
            WANTED,
        ),
        (
            '{"n": "", "s": [{"c": "", "l": ""}, {"c": "", "l": ""}]}',
            {
                **ORDERED,
                "/s/*/c": {"concept": "scenario.code", "required": True},
                "/s/*/l": {"concept": "scenario.label"},
            },
            '{"n": "1", "s": [{"c": "", "l": "x"}, {"c": "", "l": "y"}]}',
            {"data": {"single_scenario": True}},
        ),
        (
            '{"n": "", "p": ["", ""]}',
            {**ORDERED, "/p/*": {"concept": "piece.kind", "required": True}},
            '{"n": "1", "p": ["FACTURE", "FACTURE", ""]}',
            SOLDE,
        ),
    ],
)
def test_what_is_at_fault_may_be_what_is_missing(
    blank: str, nodes: Nodes, file: str, facts: Mapping[str, Any]
) -> None:
    assert {rule[0] for rule in rules(blank, nodes, file, **facts)} == {"V"}


# --- What hides the values of a file leaves the words as they are


@pytest.mark.parametrize(
    ("blank", "nodes", "file", "facts"),
    [
        (
            '{"n": "", "c": ["", ""]}',
            {"/n": {"concept": "order.number"}, "/c/*": {"concept": "scenario.software"}},
            '{"n": "1", "c": ["a", "b"]}',
            {"data": {"single_scenario": True}},
        ),
        (
            '{"f": ""}',
            {"/f": {"concept": "client.finess"}},
            '{"f": "1"}',
            {"finess": DIRECTORY, "solution": {"domains": ("PA",)}},
        ),
        ('{"n": "", "m": false}', MENTION, '{"n": "1", "m": false}', {}),
        ('{"n": ""}', NUMBER, '{"n": "SAS-1"}', {"others": OTHERS, "dispositif": "HOP-DPI-Va2"}),
    ],
)
def test_masking_changes_values_and_not_words(
    blank: str, nodes: Nodes, file: str, facts: Mapping[str, Any]
) -> None:
    (plain,) = found(blank, nodes, file, **facts)
    (masked,) = found(blank, nodes, file, mask=True, **facts)
    assert plain.rule == masked.rule
    start = plain.message.split(plain.actual or "\0")[0]
    assert masked.message.startswith(start[:20])
    assert masked.message.rpartition(" ")[2] == plain.message.rpartition(" ")[2]
