from __future__ import annotations

import pytest

from asp_check.pieces.look import pieces_of
from asp_check.pieces.model import Page
from asp_check.pieces.recognise import recognise
from tests.pieces.pages import BDC, VA, grid, page, paper, words

BOTH = (BDC, VA)
LABELS = words(50, 200, "N° de commande : A-1\nN° FINESS : 2B0000020\nAlimentation du DMP : Oui")


def titled(title: str, number: int = 1, em: float = 9) -> Page:
    return page(words(50, 50, title, em=em), LABELS, number=number)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Bon de commande", "bdc"),
        ("BON DE COMMANDE N° A-1", "bdc"),
        ("Bon de commande – Ségur", "bdc"),
        ("Vérification d’aptitude", "va"),
        ("PV de vérification d'aptitude", "va"),
    ],
)
def test_a_title_tells_which_piece_it_is(title: str, role: str) -> None:
    (found,) = recognise(paper(titled(title)), BOTH)
    assert found.role == role
    assert found.score >= 0.5
    assert found.reason


def test_a_title_in_letters_of_one_size_is_the_first() -> None:
    sheet = page(
        words(50, 50, "Vérification d’aptitude"), words(54, 105, "Bon de commande"), words(254, 105, "A-1"),
        LABELS, rules=tuple(grid([50, 250, 400], [100, 120])),
    )  # fmt: skip
    assert recognise(paper(sheet), BOTH)[0].role == "va"


@pytest.mark.parametrize(
    "sheet",
    [
        page(LABELS),
        page(
            words(50, 50, "Lettre d’accompagnement", em=9),
            words(50, 200, "Vous trouverez le bon de commande ci-joint."),
        ),
        page(
            words(50, 50, "Bon de commande", em=9), words(320, 50, "Vérification d’aptitude", em=9)
        ),
        page(
            words(
                50,
                50,
                "Vérification d’aptitude du 3 mars et des essais de l’outil en conditions réelles d’usage.",
            )
        ),
        page(),
        page(words(50, 50, "Bon de commande", em=9), scan=True),
    ],
)
def test_what_no_title_tells_is_not_guessed(sheet: Page) -> None:
    (found,) = recognise(paper(sheet), BOTH)
    assert found.role is None
    assert pieces_of(paper(sheet), BOTH) == ()


def test_two_titles_that_compete_are_both_named() -> None:
    sheet = page(
        words(50, 50, "Bon de commande", em=9), words(320, 50, "Vérification d’aptitude", em=9)
    )
    (found,) = recognise(paper(sheet), BOTH)
    assert {one.role for one in found.candidates} == {"bdc", "va"}


def test_a_title_begins_a_piece_and_pages_without_one_go_with_it() -> None:
    pages = (
        titled("Bon de commande"),
        page(LABELS, number=2),
        titled("Vérification d’aptitude", 3),
        page(number=4),
    )
    found = recognise(paper(*pages), BOTH)
    assert [(one.role, one.pages) for one in found] == [("bdc", (1, 2)), ("va", (3, 4))]


def test_the_title_that_each_page_repeats_begins_no_other_piece() -> None:
    pages = (titled("Bon de commande"), titled("Bon de commande", 2))
    assert [one.pages for one in recognise(paper(*pages), BOTH)] == [(1, 2)]


def test_a_stated_role_holds_for_all_pages() -> None:
    (piece,) = pieces_of(paper(page(LABELS), page(number=2)), BOTH, "va")
    assert (piece.role, piece.pages, piece.stated, piece.score) == ("va", (1, 2), True, 1.0)


def test_a_stated_role_gives_way_where_titles_tell_several_pieces() -> None:
    pages = (titled("Bon de commande"), titled("Vérification d’aptitude", 2))
    found = pieces_of(paper(*pages), BOTH, "va")
    assert [(piece.role, piece.pages, piece.stated) for piece in found] == [
        ("bdc", (1, 1), False), ("va", (2, 2), True),
    ]  # fmt: skip


def test_each_piece_says_what_its_own_pages_say() -> None:
    first = page(words(50, 50, "Bon de commande", em=9), words(50, 200, "N° de commande : A-1"))
    second = page(
        words(50, 50, "Vérification d’aptitude", em=9),
        words(50, 200, "N° de commande : A-2"),
        number=2,
    )
    found = pieces_of(paper(first, second), BOTH)
    assert [piece.all("order.number")[0].value for piece in found] == ["A-1", "A-2"]


def test_an_unreadable_paper_is_no_piece() -> None:
    assert pieces_of(paper(unreadable="encrypted"), BOTH, "va") == ()
