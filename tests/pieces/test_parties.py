"""Names and addresses of parties, told by their form under a heading."""

from __future__ import annotations

import pytest

from asp_check.pieces.look import look
from asp_check.pieces.model import Item, Page, Wanted
from tests.pieces.pages import grid, page, paper, words

CLIENT = Item("client.legal_name", ("Client", "Raison sociale du client"))
SUPPLIER = Item("supplier.name", ("Fournisseur",))
STREET = Item("client.street", ("Voie",))
CODE = Item("client.postal_code", ("Code postal",), kind="postal-code")
CITY = Item("client.city", ("Commune",))
BDC = Wanted("bdc", ("Bon de commande",), (), (CLIENT, SUPPLIER, STREET, CODE, CITY))


def said(*pages: Page) -> dict[str, str]:
    found = look(paper(*pages), (1, 1), BDC)
    return {one.concept: one.value for one in found if one.state == "read"}


def block(*lines: str, left: float = 300) -> Page:
    return page(
        words(50, 100, "Fournisseur\nLogiciels Exemple SAS\n9 rue Basse\n35000 Rennes"),
        words(left, 100, "\n".join(["Client", *lines])),
    )  # fmt: skip


def test_a_name_a_street_and_a_city_need_no_labels() -> None:
    assert said(block("Cabinet Exemple", "4 bis place du Marché", "29000 Quimper Cedex 9")) == {
        "client.legal_name": "Cabinet Exemple",
        "supplier.name": "Logiciels Exemple SAS",
        "client.street": "4 bis place du Marché",
        "client.postal_code": "29000",
        "client.city": "Quimper Cedex 9",
    }


def test_of_more_lines_the_last_alone_is_sure() -> None:
    found = said(
        block("Groupement Exemple", "Direction des achats", "4 place Neuve", "29000 Brest")
    )
    assert "client.street" not in found
    assert (found["client.postal_code"], found["client.city"]) == ("29000", "Brest")


@pytest.mark.parametrize(
    "lines",
    [
        ("Cabinet Exemple", "29000 Quimper"),
        ("Cabinet Exemple", "Bâtiment B", "29000 Quimper"),
        ("Cabinet Exemple", "4 place du Marché", "2900 Quimper"),
        ("Cabinet Exemple", "4 place du Marché", "29000 Quimper 35000 Rennes"),
    ],
)
def test_what_is_not_plainly_an_address_is_none(lines: tuple[str, ...]) -> None:
    assert not {"client.street", "client.city"} & set(said(block(*lines)))


def test_one_label_may_name_the_postal_code_and_the_city() -> None:
    shown = page(
        words(50, 100, "Raison sociale du client"), words(53, 113, "Cabinet Exemple"),
        words(50, 140, "Adresse"), words(53, 153, "4 place du Marché"),
        words(50, 180, "Code postal et commune"), words(53, 193, "29000 Quimper"),
        rules=tuple(grid((48, 290), (98, 127, 138, 167, 178, 207))),
    )  # fmt: skip
    found = said(shown)
    assert (found.get("client.postal_code"), found.get("client.city")) == ("29000", "Quimper")


def test_a_whole_address_is_no_street() -> None:
    shown = page(words(50, 100, "Client : Cabinet Exemple\nAdresse : 4 place Neuve, 29000 Brest"))
    found = [one for one in look(paper(shown), (1, 1), BDC) if one.concept == "client.street"]
    assert [(one.state, one.doubt) for one in found] in ([("unclear", "form")], [("unnamed", "")])
