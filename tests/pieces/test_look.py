from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.pieces.equality import compare
from asp_check.pieces.look import look, pieces_of, settle
from asp_check.pieces.model import Box, Item, Page, Paper, Piece, Reading, Tick, Wanted, Word
from tests.pieces.pages import BDC, MENTION, VA, grid, page, paper, tick, words

RULED = [50, 200, 400]


def told(*pages: Page, concept: str, wanted: Wanted = BDC) -> tuple[Reading, ...]:
    found = look(paper(*pages), (1, len(pages)), wanted)
    return tuple(reading for reading in found if reading.concept == concept)


def one(*pages: Page, concept: str) -> tuple[str, str]:
    """The state and the value, or the doubt, of the one reading that there is."""
    (reading,) = told(*pages, concept=concept)
    return reading.state, reading.value if reading.state == "read" else reading.doubt


# --- Where a value stands


@pytest.mark.parametrize(
    "parts",
    [
        [words(50, 50, "N° de commande : LGC-0311")],
        [words(50, 50, "N° de commande: LGC-0311")],
        [words(50, 50, "N°\u00a0DE COMMANDE :"), words(300, 50, "LGC-0311")],
        [words(50, 50, "Nº de commande :"), words(150, 51, "LGC-0311")],
        [words(50, 50, "N° de commande"), words(300, 50, ": LGC-0311")],
        [words(50, 50, "N° de commande ........ LGC-0311")],
        [words(50, 50, "N° de commande :"), words(50, 63, "LGC-0311")],
        [words(50, 50, "N° de commande :"), words(120, 50, "LGC-0311", origin="field")],
        [words(50, 50, "1. N° de commande (obligatoire) : LGC-0311")],
        [words(50, 50, "• N° de commande * : LGC-0311")],
        [words(50, 50, "Bon de commande n° LGC-0311 du 12/01/2026")],
        [words(50, 50, "Attestation relative au bon de commande n° LGC-0311, signé par le client.")],
        [words(50, 50, "Émis le 12/01/2026, N° de commande : LGC-0311")],
    ],
)  # fmt: skip
def test_a_value_is_found_beside_its_label_or_under_it(parts: list[list[Word]]) -> None:
    assert one(page(*parts), concept="order.number") == ("read", "LGC-0311")


def test_a_value_has_its_place_and_the_words_that_named_it() -> None:
    (reading,) = told(page(words(50, 50, "N° de commande : LGC-0311")), concept="order.number")
    assert reading.sight.page == 1
    assert reading.sight.label == "N° de commande"
    assert reading.sight.box is not None
    assert reading.sight.box.holds(150, 55)


@pytest.mark.parametrize(
    "label",
    [
        "Date de signature",
        "Date de signature\ndu bon de commande",
        "Date de signature du bon\nde commande",
    ],
)
def test_a_cell_names_the_one_to_its_right_on_one_line_or_two(label: str) -> None:
    table = page(
        words(54, 55, label), words(204, 60, "14 février 2025"),
        words(54, 95, "Nature de l’acte"), words(204, 95, "Marché"),
        rules=tuple(grid(RULED, [50, 90, 120])),
    )  # fmt: skip
    assert one(table, concept="order.signature_date") == ("read", "14 février 2025")


def test_a_cell_that_heads_a_column_names_the_one_below() -> None:
    table = page(
        words(54, 55, "N° de commande"), words(204, 55, "Montant HT"),
        words(54, 75, "LGC-0311"), words(204, 75, "1 305,60 €"),
        rules=tuple(grid(RULED, [50, 70, 90])),
    )  # fmt: skip
    assert one(table, concept="order.number") == ("read", "LGC-0311")
    assert one(table, concept="amount.excl_tax") == ("read", "1 305,60 €")


def test_two_columns_of_a_page_do_not_mix() -> None:
    columns = page(
        words(50, 50, "N° de commande : LGC-0311"), words(320, 50, "Nom de l’établissement : Clinique A"),
        words(50, 66, "Montant HT : 10,00 €"), words(320, 66, "Nature de l’acte : vente"),
    )  # fmt: skip
    assert one(columns, concept="order.number") == ("read", "LGC-0311")
    assert one(columns, concept="client.name") == ("read", "Clinique A")
    assert one(columns, concept="amount.excl_tax") == ("read", "10,00 €")


def test_a_value_goes_on_where_its_line_was_full() -> None:
    cell = page(
        words(54, 55, "Scénario d’installation"), words(204, 55, "Scénario 2 : logiciel hébergé chez\nun tiers agréé"),
        rules=tuple(grid([50, 200, 390], [50, 90])),
    )  # fmt: skip
    assert one(cell, concept="scenario.label") == (
        "read",
        "Scénario 2 : logiciel hébergé chez un tiers agréé",
    )


def test_what_follows_a_short_line_is_another_thing() -> None:
    sheet = page(
        words(50, 50, "N° de commande : LGC-0311"),
        words(50, 63, "Le client reconnaît avoir pris connaissance des conditions de la commande et les"),
    )  # fmt: skip
    assert one(sheet, concept="order.number") == ("read", "LGC-0311")


def test_a_word_that_the_end_of_a_line_cuts_may_have_its_hyphen_or_not() -> None:
    cell = page(
        words(54, 55, "Scénario d’installation"), words(204, 55, "Déploiement sur un poste, instal-\nlation locale"),
        rules=tuple(grid([50, 200, 390], [50, 90])),
    )  # fmt: skip
    (reading,) = told(cell, concept="scenario.label")
    item = Item("scenario.label", ())
    same = "Déploiement sur un poste, installation locale"
    assert compare(item, "", same, reading).steps == ("hyphenation",)
    assert (
        compare(item, "", "Déploiement sur un poste, instalation locale", reading).state
        == "different"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Le N° de commande doit figurer sur la facture.",
        "Voir N° de commande ci-dessus",
        "Le montant total du\nN° de commande : LGC-0399",
        "Montant HT du bon de commande : 12,00 €",
    ],
)
def test_words_of_a_sentence_name_nothing(text: str) -> None:
    assert one(page(words(50, 50, text)), concept="order.number")[0] in {"unnamed", "unclear"}


def test_the_longest_label_names() -> None:
    sheet = page(words(50, 50, "Date de signature du bon de commande : 14/02/2025"))
    assert (
        told(sheet, concept="order.signature_date")[0].sight.label
        == "Date de signature du bon de commande"
    )


# --- What is never chosen


@pytest.mark.parametrize(
    ("parts", "concept", "doubt"),
    [
        ([words(50, 50, "N° de commande : A-1"), words(50, 90, "N° de commande : A-2")], "order.number", "several"),
        ([words(50, 50, "Montant HT : dix euros")], "amount.excl_tax", "form"),
        ([words(50, 50, "Montant HT : 48.500 €")], "amount.excl_tax", "form"),
        ([words(50, 50, "Montant HT : 12,00 € TTC")], "amount.excl_tax", "form"),
        ([words(50, 50, "Date de signature : 14/02/25")], "order.signature_date", "form"),
        ([words(50, 50, "N° FINESS : 2B000")], "client.finess", "form"),
        ([words(50, 50, "N° de commande :"), words(150, 50, "LGC-0311", doubt="hidden")], "order.number", "hidden"),
        ([words(50, 50, "N° de commande :", doubt="disagree"), words(150, 50, "LGC-0311")], "order.number", "disagree"),
        ([words(50, 50, "N° de commande :"), words(150, 50, "LGC-0311"), words(152, 50, "LGC-0399")], "order.number", "overlap"),
        ([words(50, 50, "Alimentation du DMP : Oui / Non")], "scenario.dmp_feed", "form"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_unclear(parts: list[list[Word]], concept: str, doubt: str) -> None:
    assert one(page(*parts), concept=concept) == ("unclear", doubt)


def test_two_places_that_say_the_same_are_one_reading() -> None:
    sheet = page(words(50, 50, "Montant HT : 48 500,00 €"), words(50, 90, "Montant HT : 48500.00"))
    assert one(sheet, concept="amount.excl_tax") == ("read", "48 500,00 €")


def test_a_filled_place_and_an_empty_one_compete() -> None:
    sheet = page(
        words(50, 50, "Date de signature : 14/02/2025"), words(50, 90, "Date de signature :")
    )
    assert one(sheet, concept="order.signature_date") == ("unclear", "several")


# --- What is absent


@pytest.mark.parametrize(
    "parts",
    [
        {"text": "N° de commande :"},
        {"text": "N° de commande : ............"},
        {"text": "N° de commande ______________"},
        {"text": "N° de commande", "blanks": (Box(140, 48, 300, 62),)},
        {"text": "N° de commande : —"},
        {"text": "N° de commande : néant"},
    ],
)
def test_a_place_that_holds_nothing_is_absent(parts: dict[str, Any]) -> None:
    text = parts.pop("text")
    assert (
        one(
            page(words(50, 50, text), words(50, 120, "Fait pour valoir."), **parts),
            concept="order.number",
        )[0]
        == "absent"
    )


def test_an_empty_cell_is_absent() -> None:
    table = page(words(54, 55, "N° de commande"), rules=tuple(grid(RULED, [50, 90])))
    assert one(table, concept="order.number")[0] == "absent"


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ({"images": (Box(130, 40, 300, 70),)}, "image"),
        ({"inks": (Box(150, 45, 200, 65),)}, "ink"),
        ({"scan": True}, "scan"),
    ],
)
def test_a_place_that_something_covers_is_not_absent(said: dict[str, Any], doubt: str) -> None:
    assert one(page(words(50, 50, "N° de commande :"), **said), concept="order.number") == (
        "unclear",
        doubt,
    )


def test_a_hidden_word_in_an_empty_place_is_no_absence() -> None:
    sheet = page(words(50, 50, "N° de commande :"), words(300, 50, "LGC-0311", doubt="hidden"))
    assert one(sheet, concept="order.number")[0] == "unclear"


def test_what_no_wording_names_is_unnamed_unless_something_was_not_read() -> None:
    sheet = page(words(50, 50, "Attestation"))
    assert one(sheet, concept="order.number")[0] == "unnamed"
    for unread in (paper(sheet, unread=3), paper(sheet, page(number=2, scan=True))):
        states = {r.state for r in look(unread, (1, 2), BDC) if r.concept == "order.number"}
        assert states == {"unclear"}


def test_a_label_without_a_place_is_not_unnamed() -> None:
    assert one(page(words(50, 50, "N° de commande")), concept="order.number") == (
        "unclear",
        "no-value",
    )


def test_a_scan_is_never_sure() -> None:
    seen = [
        word._replace(doubt="ocr", origin="ocr", confidence=0.9)
        for word in words(50, 50, "N° de commande : LGC-0311")
    ]
    (reading,) = told(page(seen, scan=True), concept="order.number")
    assert (reading.state, reading.value, reading.doubt) == ("unclear", "LGC-0311", "ocr")
    assert reading.confidence == 0.9


# --- Answers


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("Alimentation du DMP : Oui", "read", "oui"),
        ("Alimentation du DMP : NON.", "read", "non"),
        ("Alimentation du DMP ? Oui", "read", "oui"),
        ("Alimentation du DMP : ☒ Oui ☐ Non", "read", "oui"),
        ("Alimentation du DMP : ☐ Oui ☒ Non", "read", "non"),
        ("Alimentation du DMP : Oui ☐ Non ☒", "read", "non"),
        ("Alimentation du DMP : [x] Oui [ ] Non", "read", "oui"),
        ("Alimentation du DMP : ✔ Oui ☐ Non", "read", "oui"),
        ("Alimentation du DMP : ☒Oui ☐Non", "read", "oui"),
        ("Alimentation du DMP : ☐ Oui ☐ Non", "absent", ""),
        ("Alimentation du DMP : ☒ Oui ☒ Non", "unclear", "several"),
        ("Alimentation du DMP : ☒ Oui ☐ Non ☐ Sans objet", "read", "oui"),
        ("Alimentation du DMP : ☐ Oui ☐ Non ☒ Sans objet", "unclear", "form"),
    ],
)
def test_yes_or_no(text: str, state: str, value: str) -> None:
    assert one(page(words(50, 50, text)), concept="scenario.dmp_feed") == (state, value)


def test_drawn_boxes_answer_too() -> None:
    for states, expected in (
        ((True, False), ("read", "oui")),
        ((False, True), ("read", "non")),
        ((None, False), ("unclear", "ink")),
        ((False, False), ("absent", "")),
    ):
        sheet = page(
            words(50, 50, "Alimentation du DMP"), words(262, 50, "Oui"), words(322, 50, "Non"),
            ticks=(tick(250, 51, states[0]), tick(310, 51, states[1])),
        )  # fmt: skip
        assert one(sheet, concept="scenario.dmp_feed") == expected


def test_a_pen_over_the_boxes_is_unclear() -> None:
    sheet = page(
        words(50, 50, "Alimentation du DMP"), words(262, 50, "Oui"), words(322, 50, "Non"),
        ticks=(tick(250, 51, False), tick(310, 51, False)), inks=(Box(248, 48, 262, 62),),
    )  # fmt: skip
    assert one(sheet, concept="scenario.dmp_feed") == ("unclear", "ink")


def test_answers_below_each_other_with_a_wording_on_two_lines() -> None:
    sheet = page(
        words(50, 50, "Type de prestation (une seule case)"),
        words(62, 66, "☐ Vague 2"), words(62, 82, "☒ Vague 1 +\n  vague 2"),
        words(50, 130, "N° de commande : LGC-0311"),
    )  # fmt: skip
    assert one(sheet, concept="service.kind") == ("read", "vague 1 + vague 2")


def test_answers_that_no_label_names_are_known_by_their_wordings() -> None:
    sheet = page(words(50, 66, "☐ Vague 2"), words(50, 82, "☒ Vague 1 + vague 2"))
    assert one(sheet, concept="service.kind") == ("read", "vague 1 + vague 2")


def test_a_free_text_may_have_boxes_beside_its_answers() -> None:
    sheet = page(
        words(50, 50, "Scénario d’installation :"),
        words(62, 66, "☐ Scénario 1 : poste unique"), words(62, 82, "☒ Scénario 2 : logiciel hébergé"),
    )  # fmt: skip
    assert one(sheet, concept="scenario.label") == ("read", "Scénario 2 : logiciel hébergé")


# --- Tables by establishment

SITES = ("690781810", "390006161")


def by_row(concept: str, *pages: Page) -> dict[str, tuple[str, str]]:
    return {r.subject: (r.state, r.value) for r in told(*pages, concept=concept)}


def table(*, ruled: bool) -> Page:
    xs = [50, 150, 300, 420, 540]
    parts = [
        words(54, 55, "N° FINESS"),
        words(154, 55, "Établissement"),
        words(304, 55, "Alimentation\ndu DMP"),
        words(424, 55, "Adresse MSSanté"),
    ]
    for row, (site, name) in enumerate(zip(SITES, ("Centre", "Jura"), strict=True)):
        y = 95 + 30 * row
        parts += [
            words(54, y, site),
            words(154, y, name),
            words(304, y, "Oui" if row else "Non"),
            words(424, y, f"{name.lower()}@labo.fr"),
        ]
    return page(*parts, rules=tuple(grid(xs, [50, 90, 120, 150])) if ruled else ())


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_answers_row_by_row(ruled: bool) -> None:
    sheet = table(ruled=ruled)
    assert by_row("scenario.dmp_feed", sheet) == {
        SITES[0]: ("read", "non"),
        SITES[1]: ("read", "oui"),
    }
    assert by_row("client.name", sheet) == {
        SITES[0]: ("read", "Centre"),
        SITES[1]: ("read", "Jura"),
    }
    assert [r.value for r in told(sheet, concept="client.finess")] == list(SITES)
    assert by_row("mss.address", sheet)[SITES[1]] == ("read", "jura@labo.fr")


def test_a_table_of_boxes_under_yes_and_no() -> None:
    sheet = page(
        words(54, 55, "N° FINESS"), words(204, 55, "Alimentation du DMP"),
        words(204, 75, "Oui"), words(304, 75, "Non"),
        words(54, 95, SITES[0]), words(54, 115, SITES[1]),
        ticks=(tick(210, 96, True), tick(310, 96, False), tick(210, 116, False), tick(310, 116, True)),
        rules=(*grid([50, 200, 400], [50, 70]), *grid([50, 200, 300, 400], [70, 90, 110, 130])),
    )  # fmt: skip
    found = by_row("scenario.dmp_feed", sheet)
    assert found in (
        {SITES[0]: ("read", "oui"), SITES[1]: ("read", "non")},
        {SITES[0]: ("unclear", ""), SITES[1]: ("unclear", "")},
        {"": ("unclear", "")},
    )


def test_an_empty_cell_of_a_table_is_absent_for_its_row() -> None:
    sheet = page(
        words(54, 55, "N° FINESS"), words(204, 55, "Alimentation du DMP"),
        words(54, 75, SITES[0]), words(204, 75, "Oui"), words(54, 95, SITES[1]),
        rules=tuple(grid(RULED, [50, 70, 90, 110])),
    )  # fmt: skip
    assert by_row("scenario.dmp_feed", sheet) == {
        SITES[0]: ("read", "oui"),
        SITES[1]: ("absent", ""),
    }


def test_a_paper_of_one_establishment_answers_for_it() -> None:
    sheet = page(
        words(50, 50, f"N° FINESS : {SITES[0]}"), words(50, 80, "Alimentation du DMP : Oui")
    )
    assert by_row("scenario.dmp_feed", sheet) == {SITES[0]: ("read", "oui")}


def test_sections_answer_each_for_its_establishment() -> None:
    parts = []
    for row, site in enumerate(SITES):
        parts += [
            words(
                50, 50 + 100 * row, f"Établissement {row + 1} : Labo {row + 1}, N° FINESS {site}"
            ),
            words(50, 70 + 100 * row, f"Alimentation du DMP : {'Oui' if row else 'Non'}"),
        ]
    sheet = page(*parts)
    assert by_row("scenario.dmp_feed", sheet) == {
        SITES[0]: ("read", "non"),
        SITES[1]: ("read", "oui"),
    }
    assert by_row("client.name", sheet) == {
        SITES[0]: ("read", "Labo 1"),
        SITES[1]: ("read", "Labo 2"),
    }


def across(*, ruled: bool) -> Page:
    rows = [
        ("N° FINESS", *SITES),
        ("Nom de l’établissement", "Centre", "Jura"),
        ("Alimentation du DMP", "Non", "Oui"),
    ]
    parts = [
        words(54 + 150 * column, 55 + 20 * row, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return page(*parts, rules=tuple(grid([50, 200, 350, 500], [50, 70, 90, 110])) if ruled else ())


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_may_have_a_column_for_each_establishment(*, ruled: bool) -> None:
    sheet = across(ruled=ruled)
    assert by_row("scenario.dmp_feed", sheet) == {
        SITES[0]: ("read", "non"),
        SITES[1]: ("read", "oui"),
    }
    assert by_row("client.name", sheet) == {
        SITES[0]: ("read", "Centre"),
        SITES[1]: ("read", "Jura"),
    }
    assert [r.value for r in told(sheet, concept="client.finess")] == list(SITES)


def test_several_values_of_one_row_compete() -> None:
    sheet = page(
        words(54, 55, "Montant HT"), words(204, 55, "100,00 €"), words(354, 55, "120,00 €"),
        rules=tuple(grid([50, 200, 350, 500], [50, 70])),
    )  # fmt: skip
    assert one(sheet, concept="amount.excl_tax") == ("unclear", "several")


def test_what_stands_near_a_value_and_in_no_column_may_belong_to_it() -> None:
    sheet = page(words(50, 50, "N° de commande : LGC-0311"), words(230, 50, "bis"))
    assert one(sheet, concept="order.number") == ("unclear", "extent")


def test_lines_of_one_amount_are_no_total() -> None:
    item = Item("invoice.segur_amount", ("Montant HT de la Prestation Ségur",), kind="amount")
    parts = [words(54, 55, "Désignation"), words(254, 55, "Montant HT")]
    for row in range(2):
        parts += [
            words(54, 75 + 20 * row, f"Prestation Ségur, poste {row}"),
            words(254, 75 + 20 * row, "435,20 €"),
        ]
    sheet = page(*parts, rules=tuple(grid([50, 250, 400], [50, 70, 90, 110])))
    (reading,) = (r for r in look(paper(sheet), (1, 1), BDC._replace(items=(item,), mentions={})))
    assert (reading.state, reading.doubt) == ("unclear", "several")


def test_answers_that_cannot_be_given_to_an_establishment_are_unclear() -> None:
    sheet = page(
        words(50, 50, f"N° FINESS : {SITES[0]}"), words(50, 70, f"N° FINESS : {SITES[1]}"),
        words(50, 110, "Alimentation du DMP : Oui"), words(50, 140, "Alimentation du DMP : Non"),
    )  # fmt: skip
    assert {r.state for r in told(sheet, concept="scenario.dmp_feed")} == {"unclear"}


def test_two_addresses_of_one_row_are_two_readings() -> None:
    sheet = page(
        words(54, 55, "N° FINESS"), words(204, 55, "Adresse MSSanté"),
        words(54, 75, SITES[0]), words(204, 75, "a@labo.fr\nb@labo.fr"),
        rules=tuple(grid(RULED, [50, 70, 110])),
    )  # fmt: skip
    assert [r.value for r in told(sheet, concept="mss.address")] == ["a@labo.fr", "b@labo.fr"]


# --- Lists


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Réserves : Formation à compléter ; imprimante à remplacer", ["Formation à compléter", "imprimante à remplacer"]),
        ("Réserves :\n- Formation à compléter.\n- Imprimante à remplacer.", ["Formation à compléter.", "Imprimante à remplacer."]),
        ("N° FINESS : 690781810, 390006161", ["690781810", "390006161"]),
        ("N° FINESS : 690781810 et 390006161", ["690781810", "390006161"]),
        ("N° FINESS : 690 781 810", ["690 781 810"]),
    ],
)  # fmt: skip
def test_a_list_has_several_values(text: str, values: list[str]) -> None:
    concept = "client.finess" if "FINESS" in text else "va.reservations"
    found = told(page(words(50, 50, text)), concept=concept)
    assert [r.value for r in found] == values
    assert {r.state for r in found} == {"read"}


# --- Mentions


@pytest.mark.parametrize(
    "text",
    [
        MENTION,
        MENTION.upper(),
        MENTION.replace("’", "'").replace("pris en charge", "pris\nen charge"),
        MENTION.replace("charge par", "char-\nge par"),
        f"Note : {MENTION.lower()}.",
    ],
)
def test_a_mention_is_found_however_its_lines_fall(text: str) -> None:
    assert told(page(words(50, 50, text)), concept="order.funding_mention")[0].state == "read"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, "absent"),
        ({"images": (Box(0, 0, 300, 400),)}, "unclear"),
        ({"images": (Box(20, 20, 90, 60),)}, "absent"),
        ({"scan": True}, "unclear"),
    ],
)
def test_a_mention_is_absent_only_where_everything_was_read(
    said: dict[str, Any], state: str
) -> None:
    text = MENTION.replace("Ségur", "Segurs")
    assert (
        told(page(words(50, 50, text), **said), concept="order.funding_mention")[0].state == state
    )


def test_a_hidden_mention_is_unclear() -> None:
    assert (
        told(page(words(50, 50, MENTION, doubt="hidden")), concept="order.funding_mention")[0].state
        == "unclear"
    )


# --- Headings


def test_a_heading_tells_whose_number_it_is() -> None:
    wanted = BDC._replace(
        items=(
            Item("supplier.name", ("Fournisseur",)), Item("supplier.siret", ("SIRET du fournisseur",), kind="siret"),
            Item("client.name", ("Client",)), Item("client.siret", ("SIRET du client",), kind="siret"),
        )
    )  # fmt: skip
    sheet = page(
        words(50, 50, "Fournisseur\nÉditeur Exemple SAS\nN° SIRET : 35600000000048"),
        words(320, 50, "Client\nClinique A\nN° SIRET : 40000000600017"),
    )
    found = {r.concept: r.value for r in look(paper(sheet), (1, 1), wanted) if r.state == "read"}
    assert found == {
        "supplier.name": "Éditeur Exemple SAS", "supplier.siret": "35600000000048",
        "client.name": "Clinique A", "client.siret": "40000000600017",
    }  # fmt: skip


def test_what_stands_in_the_signature_box_is_told_of_the_signatory() -> None:
    wanted = Wanted("va", ("VA",), ("Signature du client",), (
        Item("va.date", ("Date de la VA",), kind="date-fr"), Item("va.signatory", ("Nom du signataire",)),
        Item("practitioner.name", ("Nom",)),
    ))  # fmt: skip
    sheet = page(
        words(60, 55, "Signature du client"), words(60, 75, "Nom : Kermarrec"), words(60, 95, "Date : 02/06/2026"),
        rules=tuple(grid([50, 300], [50, 200])),
    )  # fmt: skip
    found = {r.concept: r.value for r in look(paper(sheet), (1, 1), wanted) if r.state == "read"}
    assert found == {"va.date": "02/06/2026", "va.signatory": "Kermarrec"}


def test_amounts_are_read_where_row_and_column_meet() -> None:
    item = Item("total.excl_tax", ("Total HT de la commande",), kind="amount")
    other = Item("total.incl_tax", ("Total TTC de la commande",), kind="amount")
    sheet = page(
        words(54, 55, "Désignation"), words(204, 55, "Montant HT"), words(304, 55, "Montant TTC"),
        words(54, 75, "Prestation Ségur"), words(204, 75, "100,00 €"), words(304, 75, "120,00 €"),
        words(54, 95, "Total de la commande"), words(204, 95, "150,00 €"), words(304, 95, "180,00 €"),
        rules=tuple(grid([50, 200, 300, 400], [50, 70, 90, 110])),
    )  # fmt: skip
    found = {
        r.concept: r.value for r in look(paper(sheet), (1, 1), BDC._replace(items=(item, other)))
    }
    assert found["total.excl_tax"] == "150,00 €"
    assert found["total.incl_tax"] == "180,00 €"


# --- Data, persons


def test_structured_data_are_read_by_concept_and_must_be_of_their_kind() -> None:
    values = (
        {"concept": "order.number", "subject": "", "value": "LGC-0311"},
        {"concept": "amount.excl_tax", "subject": "", "value": "beaucoup"},
        {"concept": "scenario.dmp_feed", "subject": SITES[0], "value": "Oui"},
        {"concept": "order.funding_mention", "subject": "", "value": "non"},
        {"concept": "client.name", "subject": "", "value": ""},
    )
    data = Paper(
        "bdc.json", "0" * 64, "data", data={"role": "bdc", "values": values, "signed": True}
    )
    (piece,) = pieces_of(data, (BDC, VA))
    found = {r.concept: (r.state, r.value, r.subject) for r in piece.readings}
    assert found["order.number"] == ("read", "LGC-0311", "")
    assert found["amount.excl_tax"] == ("unclear", "beaucoup", "")
    assert found["scenario.dmp_feed"] == ("read", "oui", SITES[0])
    assert found["order.funding_mention"][0] == "absent"
    assert found["client.name"][0] == "absent"
    assert found["scenario.label"][0] == "unnamed"
    assert piece.signed.state == "present"


def test_what_a_person_settled_stands_for_what_was_unclear() -> None:
    blank = paper(page())
    piece = Piece("va", blank, readings=(
        Reading("va.date", "unclear", doubt="scan"), Reading("order.number", "read", "A-1"),
        Reading("mss.address", "unclear", doubt="scan"),
    ))  # fmt: skip
    settled = settle(piece, [
        Reading("va.date", "read", "02/06/2026", by="A. Le Gall", on="2026-06-03"),
        Reading("mss.address", "read", "a@labo.fr", SITES[0], by="A. Le Gall", on="2026-06-03"),
    ])  # fmt: skip
    assert {(r.concept, r.state) for r in settled.readings} == {
        ("va.date", "read"), ("order.number", "read"), ("mss.address", "read"),
    }  # fmt: skip


# --- Whatever is there

WORDS = st.builds(
    lambda text, x, y, doubt: Word(text, Box(x, y, x + 5 * len(text), y + 10), doubt=doubt),
    st.one_of(
        st.sampled_from(["N°", "de", "commande", ":", "LGC-0311", "Montant", "HT", "12,00", "€", "Date", "de", "signature", "Oui", "Non", "☒", "☐", "FINESS"]),
        st.text(min_size=1, max_size=6),
    ),
    st.floats(0, 500), st.sampled_from([50.0, 63.0, 76.0, 90.0, 200.0]), st.sampled_from(["", "", "", "hidden"]),
)  # fmt: skip
TICKS = st.builds(
    lambda x, y, state: Tick(Box(x, y, x + 8, y + 8), state),
    st.floats(0, 500), st.sampled_from([50.0, 63.0, 76.0]), st.sampled_from([True, False, None]),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=25), st.lists(TICKS, max_size=4))
def test_whatever_is_on_a_page_each_thing_has_a_reading(
    found: list[Word], ticks: list[Tick]
) -> None:
    sheet = Page(1, 595, 842, tuple(found), tuple(ticks))
    read = look(paper(sheet), (1, 1), BDC)
    assert {reading.concept for reading in read} == {
        *(item.concept for item in BDC.items), *BDC.mentions,
    }  # fmt: skip
    assert all(reading.value for reading in read if reading.state == "read")
    assert all(reading.doubt for reading in read if reading.state == "unclear")


@settings(deadline=None, max_examples=60)
@given(
    st.text("abcdefghijk0123456789-", min_size=2, max_size=12).filter(lambda t: t[0].isalnum() and t[-1].isalnum() and "---" not in t),
    st.data(),
)  # fmt: skip
def test_a_value_that_is_changed_never_comes_out_equal(value: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(value) - 1))
    other = data.draw(
        st.sampled_from("abcdefghijk0123456789").filter(lambda c: c != value[at].lower())
    )
    changed = value[:at] + other + value[at + 1 :]
    (reading,) = told(page(words(50, 50, f"N° de commande : {changed}")), concept="order.number")
    item = Item("order.number", ())
    state = compare(item, "", value, reading).state
    assert state not in {"equal", "normalised", "confirmed"}


def test_a_page_of_a_hundred_thousand_words_is_unclear_at_once() -> None:
    many = tuple(
        Word(f"m{n}", Box(n % 500, n // 500 * 4, n % 500 + 1, n // 500 * 4 + 3))
        for n in range(100_000)
    )
    start = time.perf_counter()
    read = look(paper(Page(1, 595, 842, many)), (1, 1), BDC)
    assert time.perf_counter() - start < 2
    assert {reading.state for reading in read} == {"unclear"}


@pytest.mark.parametrize(
    "text",
    [
        "N° de commande : " * 400,
        "( " * 2000,
        "N° " * 2000,
        "a-" * 3000,
        ": " * 3000,
        "[ " * 3000,
        "Total HT " * 600,
    ],
)
def test_hostile_lines_take_little_time(text: str) -> None:
    found = [
        Word(word, Box(n % 90 * 6, n // 90 * 11, n % 90 * 6 + 5, n // 90 * 11 + 9))
        for n, word in enumerate(text.split())
    ]
    start = time.perf_counter()
    look(paper(page(found)), (1, 1), BDC)
    assert time.perf_counter() - start < 4
