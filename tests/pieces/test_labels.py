"""The wordings that are proposed, and those of the reference models."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from asp_check import catalog
from asp_check.concepts import CONCEPTS
from asp_check.pieces.labels import (
    ALWAYS,
    ANSWERS,
    BARE,
    CLIENT,
    HEADS,
    LABELS,
    MENTIONS,
    SIGNATURES,
    TITLES,
)
from asp_check.pieces.model import ROLES, Item, Wanted
from asp_check.pieces.wanted import is_text, words
from asp_check.rules.missing_funding_mention import WORDING
from asp_check.values import KINDS

SCHEMAS = Path(__file__).parents[2] / "schemas"
FOLDERS = sorted(path.parent for path in SCHEMAS.glob("*/*/*/manifest.toml"))
each_role = pytest.mark.parametrize("role", ROLES)
each_model = pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: folder.relative_to(SCHEMAS).as_posix()
)


def of(folder: Path) -> dict[str, Wanted]:
    wanted = catalog.pieces_of(catalog.load(folder))
    assert wanted is not None
    return {one.role: one for one in wanted}


def item(folder: str, role: str, concept: str) -> Item:
    return next(one for one in of(SCHEMAS / folder)[role].items if one.concept == concept)


# --- The proposals


@each_role
def test_every_wording_is_one_and_names_a_known_concept(role: str) -> None:
    tables = {
        concept: texts
        for each, table in LABELS.items()
        if each == role
        for concept, texts in table.items()
    }
    assert set(tables) <= set(CONCEPTS)
    texts = [text for texts in tables.values() for text in texts]
    assert all(is_text(text) and words(text) for text in (*texts, *CLIENT))


@each_role
def test_no_wording_names_two_things(role: str) -> None:
    tables = next(table for each, table in LABELS.items() if each == role)
    signature = next(texts for each, texts in SIGNATURES.items() if each == role)
    texts = [text for each in (*tables.values(), signature) for text in each]
    counts = Counter(words(text) for text in texts)
    assert [text for text in texts if counts[words(text)] > 1] == []


def test_no_title_is_that_of_two_pieces() -> None:
    titles = [words(title) for titles in TITLES.values() for title in titles]
    assert len(set(titles)) == len(titles)


@each_role
def test_what_is_always_asked_has_labels(role: str) -> None:
    tables = next(table for each, table in LABELS.items() if each == role)
    assert next(names for each, names in ALWAYS.items() if each == role) <= set(tables)


def test_short_wordings_are_no_other_concepts() -> None:
    for role, table in LABELS.items():
        claimed = {words(text) for texts in table.values() for text in texts}
        short = [(name, texts) for each in (HEADS, BARE) for name, texts in each.items()]
        heads = {words(text) for name, texts in short if name in table for text in texts}
        assert not claimed & heads, role


def test_the_mention_is_the_official_one() -> None:
    assert MENTIONS["bdc"]["order.funding_mention"] == (WORDING,)


def test_answers_are_those_that_the_reference_models_admit() -> None:
    asked = {
        node.concept: set(node.enum)
        for folder in FOLDERS
        for node in catalog.read_manifest(str(folder / "manifest.toml")).nodes.values()
        if node.concept in ANSWERS
    }
    assert asked == {concept: set(answers) for concept, answers in ANSWERS.items()}


@pytest.mark.parametrize(
    ("role", "concept", "label"),
    [
        ("bdc", "order.number", "Bon de commande n°"),
        ("bdc", "client.finess", "N° FINESS géographique"),
        ("bdc", "amount.excl_tax", "Montant HT"),
        ("bdc", "amount.vat_rate", "Taux de TVA"),
        ("bdc", "total.incl_tax", "Net à payer"),
        ("bdc", "scenario.label", "Scénario d'installation"),
        ("bdc", "order.signature_date", "Fait à … le"),
        ("va", "va.date", "Date de la vérification d'aptitude"),
        ("va", "mss.address", "Adresse MSSanté effectivement utilisée"),
        ("mom", "mom.date", "Date de mise en ordre de marche"),
        ("invoice", "invoice.segur_amount", "Prestation Ségur HT"),
        ("invoice", "invoice.total_excl_tax", "Total HT"),
        ("pilot", "service.completion_date", "Date de déploiement"),
    ],
)
def test_what_papers_say(role: str, concept: str, label: str) -> None:
    tables = next(table for each, table in LABELS.items() if each == role)
    owners = [name for name, texts in tables.items() if label in texts]
    assert owners == [concept]


@pytest.mark.parametrize("label", ["SIRET", "Adresse", "Téléphone", "Nom", "Montant"])
def test_what_names_too_many_things_names_nothing(label: str) -> None:
    for tables in LABELS.values():
        assert label not in {text for texts in tables.values() for text in texts}


# --- The reference models


@each_model
def test_a_reference_model_says_what_to_look_for(folder: Path) -> None:
    wanted = of(folder)
    assert tuple(wanted) == ROLES
    for role, one in wanted.items():
        concepts = {item.concept for item in one.items}
        assert ALWAYS[one.role] <= concepts, role
        assert "order.number" in concepts
        assert bool(one.signature) == (role != "invoice")
    assert wanted["bdc"].mentions == {"order.funding_mention": (WORDING,)}


@each_model
def test_what_no_paper_bears_is_left_out(folder: Path) -> None:
    for one in of(folder).values():
        families = {item.concept.partition(".")[0] for item in one.items}
        assert not families & {"request", "advance", "balance", "piece", "agent"}
        assert {f for f in families if f in ("va", "mom", "invoice")} <= {one.role}


@each_model
def test_what_the_request_says_of_the_scenario_is_looked_for(folder: Path) -> None:
    template = catalog.load(folder)
    concepts = {slot.declared.concept or "" for slot in template.slots}
    scenario = {c for c in concepts if c.startswith("scenario.")} - {"scenario.question"}
    mss = {c for c in concepts if c.startswith("mss.")}
    assert scenario
    for role, one in of(folder).items():
        found = {item.concept for item in one.items}
        if role != "invoice":
            assert scenario <= found
        if role in ("va", "mom"):
            assert mss <= found


@pytest.mark.parametrize(
    ("folder", "role", "concept", "label"),
    [
        # The legal entity is the client where the request tells it from its sites.
        ("hop-dpi-va2/avance/initial", "bdc", "client.legal_name", "Client"),
        ("mdv-lgc-va2/avance/initial", "bdc", "client.name", "Client"),
        # What heads a column of practitioners is not the name of who signs.
        ("mdv-lgc-va2/avance/initial", "bdc", "practitioner.name", "Nom"),
        ("hop-dpi-va2/avance/initial", "bdc", "order.signatory", "Nom"),
        # A scenario that has a code only is still called a scenario.
        ("img-ris-va2/avance/initial", "bdc", "scenario.code", "Scénario d'installation"),
        ("ms2/solde/initial", "bdc", "scenario.label", "Scénario d'installation"),
        # What titles a purchase order names it on other pieces.
        ("ms2/solde/initial", "invoice", "order.number", "Bon de commande"),
        ("mdv-lgc-va2/avance/initial", "bdc", "supplier.siren", "Identifiant du fournisseur"),
    ],
)
def test_a_short_wording_goes_to_what_it_means_in_this_model(
    folder: str, role: str, concept: str, label: str
) -> None:
    owners = [one.concept for one in of(SCHEMAS / folder)[role].items if label in one.labels]
    assert owners == [concept]


@each_model
def test_scenarios_may_be_ticked(folder: Path) -> None:
    for one in of(folder).values():
        for found in one.items:
            if found.concept in ("scenario.label", "scenario.code"):
                assert len(found.answers) > 1
                assert found.type == "text"


@each_model
def test_kinds_are_known_and_come_from_the_manifest(folder: Path) -> None:
    kinds = {item.concept: item.kind for one in of(folder).values() for item in one.items}
    assert set(kinds.values()) <= {*KINDS, ""}
    assert kinds["order.signature_date"] in ("date-iso", "date-fr")
    assert kinds["amount.excl_tax"] == kinds["invoice.segur_amount"] == "amount"


@pytest.mark.parametrize(
    ("folder", "role", "concept", "by"),
    [
        ("hop-dpi-va2/avance/initial", "bdc", "scenario.label", "client.finess"),
        ("hop-dpi-va2/solde/initial", "va", "mss.address", "client.finess"),
        ("hop-dpi-va2/solde/initial", "va", "client.legal_name", ""),
        ("bio-sgl-va1/solde/initial", "va", "scenario.report_sending", "client.finess"),
        ("bio-sgl-va1/solde/initial", "bdc", "amount.excl_tax", ""),
        ("img-ris-va2/avance/initial", "bdc", "scenario.dmp_feed", ""),
        ("mdv-lgc-va2/avance/initial", "bdc", "amount.excl_tax", "practitioner.rpps"),
        ("mdv-lgc-va2/solde/initial", "va", "scenario.label", ""),
        ("ms2/solde/initial", "bdc", "client.siret", "client.finess"),
        ("ms2/solde/2024-09-12T1400", "va", "mss.deployment", ""),
    ],
)
def test_a_table_answers_row_by_row_where_the_request_does(
    folder: str, role: str, concept: str, by: str
) -> None:
    assert item(folder, role, concept).by == by


@pytest.mark.parametrize(
    ("folder", "role", "concept", "sort"),
    [
        ("hop-dpi-va2/avance/initial", "bdc", "order.referencing_condition", "yes-no"),
        ("hop-dpi-va2/avance/initial", "bdc", "service.kind", "choice"),
        ("hop-dpi-va2/avance/initial", "bdc", "client.finess", "list"),
        ("hop-dpi-va2/solde/initial", "mom", "mss.address", "list"),
        ("bio-sgl-va1/solde/initial", "va", "scenario.flow", "list"),
        ("bio-sgl-va1/solde/initial", "va", "mss.address", "text"),
        ("img-ris-va2/avance/initial", "bdc", "scenario.report_sending", "yes-no"),
        ("img-ris-va2/avance/initial", "bdc", "client.am", "list"),
        ("mdv-lgc-va2/solde/initial", "va", "va.reservations", "list"),
        ("ms2/solde/2024-09-12T1400", "va", "mss.deployment", "choice"),
    ],
)
def test_how_a_question_is_answered(folder: str, role: str, concept: str, sort: str) -> None:
    assert item(folder, role, concept).type == sort
