"""What an import proposes to look for in the pieces, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check import catalog
from asp_check.catalog.pieces import fitted
from asp_check.concepts import CONCEPTS
from asp_check.importing.pieces import propose, render, shown
from asp_check.manifest import Manifest, Node
from asp_check.pieces.labels import LABELS
from asp_check.pieces.model import ROLES, Item, Wanted
from asp_check.pieces.wanted import is_text, load, words
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex

SCHEMAS = Path(catalog.__file__).parents[2] / "schemas"
FOLDERS = sorted(path.parent for path in SCHEMAS.glob("*/*/*/manifest.toml"))


def template(blank: object, nodes: Mapping[str, Mapping[str, Any]]) -> Template:
    data = json.dumps(blank, ensure_ascii=False).encode()
    declared = {pointer: Node(**attributes) for pointer, attributes in nodes.items()}
    return build(data, Manifest("T", "avance", sha256_hex(data), "official", nodes=declared))


def items(model: Template, role: str) -> dict[str, Item]:
    return {item.concept: item for one in propose(model) if one.role == role for item in one.items}


def ordered(wanted: tuple[Wanted, ...]) -> list[Wanted]:
    return [
        one._replace(items=tuple(sorted(one.items, key=lambda item: item.concept)))
        for one in wanted
    ]


# --- What is proposed


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.relative_to(SCHEMAS).as_posix())
def test_a_proposal_can_be_used_by_the_model_that_it_is_for(folder: Path) -> None:
    model = catalog.load(folder)
    proposed = propose(model)
    assert ordered(load(render(proposed, "fr").encode())) == ordered(proposed)
    assert [one.role for one in fitted(proposed, model)] == list(ROLES)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.relative_to(SCHEMAS).as_posix())
def test_the_reference_models_look_for_what_is_proposed_at_least(folder: Path) -> None:
    model = catalog.load(folder)
    written = {one.role: one for one in catalog.pieces_of(model) or ()}
    for one in propose(model):
        concepts = {item.concept for item in written[one.role].items}
        assert {item.concept for item in one.items} <= concepts


def test_a_model_without_concepts_is_given_what_every_piece_says() -> None:
    bare = propose(template({"a": ""}, {"/a": {}}))
    assert [one.role for one in bare] == list(ROLES)
    found = {one.role: {item.concept for item in one.items} for one in bare}
    assert found["bdc"] >= {"order.number", "amount.excl_tax"}
    assert found["invoice"] >= {"invoice.number", "invoice.segur_amount"}
    assert not any(item.by for one in bare for item in one.items)


def test_the_title_and_the_words_of_the_key_are_further_labels() -> None:
    model = template(
        {"numCommandeClient": "", "totalHt": 0},
        {
            "/numCommandeClient": {
                "concept": "order.number",
                "title_fr": "Numéro de votre commande",
            },
            "/totalHt": {"concept": "total.excl_tax"},
        },
    )
    labels = items(model, "bdc")["order.number"].labels
    assert labels[-2:] == ("Numéro de votre commande", "Num commande client")
    # A wording that is listed already, if only with accents and articles of its own, is not repeated.
    assert items(model, "bdc")["total.excl_tax"].labels == LABELS["bdc"]["total.excl_tax"]


def test_a_key_that_several_places_share_names_none() -> None:
    model = template(
        {"client": {"raisonSociale": ""}, "fournisseur": {"raisonSociale": ""}},
        {
            "/client/raisonSociale": {"concept": "client.name"},
            "/fournisseur/raisonSociale": {"concept": "supplier.name"},
        },
    )
    for role in ROLES:
        for item in items(model, role).values():
            assert "Raison sociale" not in item.labels


def test_what_the_order_is_called_in_the_request_is_not_what_a_va_calls_itself() -> None:
    model = template({"dateSign": ""}, {"/dateSign": {"concept": "order.signature_date"}})
    assert "Date sign" in items(model, "bdc")["order.signature_date"].labels
    assert "Date sign" not in items(model, "va")["order.signature_date"].labels


def test_the_legal_entity_is_the_client_where_it_is_told_apart() -> None:
    both = template(
        {"a": "", "b": ""},
        {"/a": {"concept": "client.legal_name"}, "/b": {"concept": "client.name"}},
    )
    assert "Client" in items(both, "bdc")["client.legal_name"].labels
    assert "Client" not in items(both, "bdc")["client.name"].labels
    alone = template({"b": ""}, {"/b": {"concept": "client.name"}})
    assert "Client" in items(alone, "bdc")["client.name"].labels


def test_rows_are_those_of_the_elements_within_an_order() -> None:
    model = template(
        [{"num": "", "siret": "", "sites": [{"finess": "", "nom": "", "dmp": False, "mss": [""]}]}],
        {
            "/*/num": {"concept": "order.number"},
            "/*/siret": {"concept": "client.siret"},
            "/*/sites/*/finess": {"concept": "client.finess"},
            "/*/sites/*/nom": {"concept": "client.name"},
            "/*/sites/*/dmp": {"concept": "scenario.dmp_feed"},
            "/*/sites/*/mss/*": {"concept": "mss.address"},
        },
    )
    va = items(model, "va")
    assert (va["client.finess"].type, va["client.finess"].by) == ("list", "")
    assert (va["client.name"].type, va["client.name"].by) == ("text", "client.finess")
    assert "Raison sociale" in va["client.name"].labels
    assert (va["scenario.dmp_feed"].type, va["scenario.dmp_feed"].by) == ("yes-no", "client.finess")
    assert (va["mss.address"].type, va["mss.address"].by) == ("list", "client.finess")
    # It is that of the order: no row of it.
    assert (va["client.siret"].type, va["client.siret"].by) == ("text", "")


def test_keys_that_are_data_name_rows() -> None:
    model = template(
        {"x": {"750000123": {"dmp": False}}},
        {
            "/x": {"repeat": "member", "key_kind": "finess", "concept": "client.finess"},
            "/x/*/dmp": {"concept": "scenario.dmp_feed"},
        },
    )
    assert items(model, "va")["scenario.dmp_feed"].by == "client.finess"
    assert items(model, "va")["client.finess"].labels == LABELS["va"]["client.finess"]


def test_a_list_of_identifiers_names_no_row() -> None:
    model = template(
        {"finess": [""], "dmp": False},
        {"/finess/*": {"concept": "client.finess"}, "/dmp": {"concept": "scenario.dmp_feed"}},
    )
    assert items(model, "va")["client.finess"].type == "list"
    assert items(model, "va")["scenario.dmp_feed"].by == ""


def test_an_enumeration_is_a_choice_if_its_answers_can_be_told_apart() -> None:
    def proposed(*values: object) -> Item:
        nodes = {"/a": {"concept": "scenario.code", "enum": values}}
        return items(template({"a": ""}, nodes), "bdc")["scenario.code"]

    assert proposed("SC1", "SC2").answers == {"SC1": ("SC1",), "SC2": ("SC2",)}
    for values in (("SC1",), ("SC1", "sc1"), ("SC1", "\u200b"), ("SC1", "")):
        assert proposed(*values).type == "text"


def test_what_the_request_does_not_say_has_its_own_kind() -> None:
    bare = template({"a": ""}, {"/a": {"concept": "order.number"}})
    assert items(bare, "bdc")["amount.excl_tax"].kind == "amount"
    assert items(bare, "va")["va.date"].kind == "date-fr"
    assert items(bare, "bdc")["order.number"].kind == ""


# --- How it is written


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_concept_has_its_meaning_above_it(lang: str) -> None:
    text = render(propose(catalog.load(FOLDERS[0])), lang)
    meaning = CONCEPTS["order.number"][lang == "en"]
    assert f"# {meaning}\n[bdc.order.number]\nlabels = [\n" in text
    assert max(map(len, text.splitlines())) <= 110


TEXTS = st.text(min_size=1, max_size=12).filter(
    lambda text: is_text(text) and bool(words(text)) and "..." not in text and "…" not in text
)


@st.composite
def wanted(draw: st.DrawFn) -> tuple[Wanted, ...]:
    """What files may say, whatever the wordings."""
    roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True))
    titles = draw(st.lists(TEXTS, min_size=len(roles), max_size=len(roles), unique_by=words))
    return tuple(
        Wanted(role, (title,), (), tuple(draw(of_role()))) for role, title in zip(roles, titles, strict=True)
    )  # fmt: skip


@st.composite
def of_role(draw: st.DrawFn) -> list[Item]:
    concepts = draw(st.lists(st.sampled_from(tuple(CONCEPTS)), max_size=5, unique=True))
    labels = draw(
        st.lists(TEXTS, min_size=len(concepts), max_size=3 * len(concepts), unique_by=words)
    )
    found = [
        Item(concept, tuple(labels[at :: len(concepts)])) for at, concept in enumerate(concepts)
    ]
    one_word = TEXTS.filter(lambda text: len(words(text)) == 1)
    answers = st.dictionaries(TEXTS, one_word.map(lambda text: (text,)), min_size=2, max_size=3)
    for at, item in enumerate(found):
        sort = draw(st.sampled_from(["text", "list", "yes-no", "choice"]))
        if sort == "choice":
            said = draw(
                answers.filter(lambda said: len({words(a[0]) for a in said.values()}) == len(said))
            )
            found[at] = item._replace(type="choice", answers=said)
        else:
            found[at] = item._replace(type=sort)
        if at and draw(st.booleans()):
            found[at] = found[at]._replace(by=concepts[0])
    return found


@given(wanted(), st.sampled_from(["fr", "en"]))
def test_whatever_is_written_is_read_again(said: tuple[Wanted, ...], lang: str) -> None:
    assert ordered(load(render(said, lang).encode())) == ordered(said)


# --- What the example shows


def test_what_the_example_answers_may_be_ticked() -> None:
    nodes = {
        "/n": {"concept": "order.number"},
        "/s/*/finess": {"concept": "client.finess"},
        "/s/*/scenario": {"concept": "scenario.label"},
        "/s/*/type": {"concept": "service.kind"},
    }
    model = template({"n": "", "s": [{"finess": "", "scenario": "", "type": ""}]}, nodes)
    example = (
        '{"n": "B1", "s": ['
        '{"finess": "2B0000020", "scenario": "Scénario 2", "type": "vague 2"},'
        '{"finess": "2B0005342", "scenario": "Scénario 1", "type": "V1+V2"},'
        '{"finess": "970405270", "scenario": "Scénario 2", "type": ""}]}'
    )
    values = shown(model, example.encode())
    assert values == {
        "scenario.label": ("Scénario 2", "Scénario 1"),
        "service.kind": ("vague 2", "V1+V2"),
    }
    (va,) = (one for one in propose(model, values) if one.role == "va")
    found = {item.concept: item for item in va.items}
    # It is still a text: another scenario, written out, is read as it is written.
    assert (found["scenario.label"].type, found["scenario.label"].by) == ("text", "client.finess")
    assert found["scenario.label"].answers == {
        "Scénario 2": ("Scénario 2",),
        "Scénario 1": ("Scénario 1",),
    }
    assert found["service.kind"].answers["V1+V2"] == ("V1+V2",)
    assert "Vague 2 seule" in found["service.kind"].answers["vague 2"]
    assert not found["order.number"].answers


def test_answers_of_the_example_that_cannot_be_told_apart_are_not_proposed() -> None:
    model = template({"s": ""}, {"/s": {"concept": "scenario.label"}})
    for values in (("A", "a"), ("A\u200b",), ("Scénario retenu : A",)):
        (bdc,) = (one for one in propose(model, {"scenario.label": values}) if one.role == "bdc")
        assert all(not item.answers for item in bdc.items)
