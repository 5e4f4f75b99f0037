"""Labels by where they stand: beside a title, at the head of rows, before a dash, in a narrow cell."""

from __future__ import annotations

from asp_check.pieces.look import look
from asp_check.pieces.model import Item, Page, Wanted
from tests.pieces.pages import grid, page, paper, words

ORDER = Item("order.number", ("N° de bon de commande", "Bon de commande"))
FINESS = Item("client.finess", ("N° FINESS",), type="list", kind="finess")
NAME = Item("client.name", ("Établissement",), by="client.finess")
CLIENT = Item("client.legal_name", ("Client",))
RATE = Item("amount.vat_rate", ("Taux de TVA applicable",), kind="vat-rate", by="client.finess")
EXCL = Item("amount.excl_tax", ("Montant HT",), kind="amount", by="client.finess")
BDC = Wanted("bdc", ("Bon de commande",), (), (ORDER, FINESS, NAME, CLIENT, RATE, EXCL))


def said(shown: Page) -> dict[tuple[str, str], str]:
    found = look(paper(shown), (1, 1), BDC)
    return {(one.concept, one.subject): one.value for one in found if one.state == "read"}


def test_a_cell_beside_the_words_of_a_title_holds_its_number() -> None:
    lines = tuple(grid((48, 200, 400), (98, 115)))
    row = [*words(50, 100, "Bon de commande"), *words(203, 100, "BDC-2025-0121")]
    assert said(page(words(200, 50, "BON DE COMMANDE"), row, rules=lines)) == {
        ("order.number", ""): "BDC-2025-0121"
    }
    other = [*words(50, 100, "Bon de commande"), *words(203, 100, "Prestation Ségur")]
    assert not said(page(words(200, 50, "BON DE COMMANDE"), other, rules=lines))


def test_what_stands_after_an_identifier_and_a_dash_is_its_name() -> None:
    shown = page(
        words(50, 100, "N° FINESS 2B0000020 – Clinique Exemple des Hauts"),
        words(50, 200, "N° FINESS 2B0005342 – Hôpital Exemple Littoral"),
    )
    names = {key[1]: value for key, value in said(shown).items() if key[0] == "client.name"}
    assert names == {
        "2B0000020": "Clinique Exemple des Hauts",
        "2B0005342": "Hôpital Exemple Littoral",
    }


def test_the_client_of_a_row_is_its_establishment() -> None:
    lines = tuple(grid((48, 150, 350, 450), (98, 115, 132, 149)))
    rows = [
        *words(52, 102, "N° FINESS"), *words(155, 102, "Client"), *words(355, 102, "Montant HT"),
        *words(52, 119, "2B0000020"), *words(155, 119, "Clinique A"), *words(355, 119, "100,00 €"),
        *words(52, 136, "2B0005342"), *words(155, 136, "Clinique B"), *words(355, 136, "200,00 €"),
    ]  # fmt: skip
    found = said(page(rows, rules=lines))
    assert found["client.name", "2B0000020"] == "Clinique A"
    assert found["client.name", "2B0005342"] == "Clinique B"
    assert ("client.legal_name", "") not in found


def test_a_word_that_a_narrow_cell_cuts_is_put_together() -> None:
    lines = tuple(grid((48, 150, 190), (98, 155, 172)))
    head = [*words(155, 102, "Taux de\nTVA\napplica\nble")]
    rows = [*words(52, 102, "N° FINESS"), *words(52, 159, "2B0000020"), *words(155, 159, "20 %")]
    assert said(page(head, rows, rules=lines))["amount.vat_rate", "2B0000020"] == "20 %"
