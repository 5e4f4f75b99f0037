from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.pieces.matching import match
from asp_check.pieces.model import Piece, Reading
from tests.pieces.pages import paper

A, B = ("LGC-0311", ["40000000600017"]), ("LGC-0312", ["50000000500016", "2B0000020"])


def piece(
    number: str = "", identifier: str = "", *, stated: bool = False, subject: str = ""
) -> Piece:
    readings = []
    if number:
        readings.append(Reading("order.number", "read", number))
    if identifier:
        readings.append(Reading("client.siret", "read", identifier))
    if subject:
        readings.append(Reading("mss.address", "read", "a@b.fr", subject))
    return Piece("va", paper(), stated=stated, readings=tuple(readings))


@pytest.mark.parametrize(
    ("one", "at"),
    [
        (piece("LGC-0311"), 0),
        (piece("lgc-0312"), 1),
        (piece(identifier="500 000 005 00016"), 1),
        (piece(subject="2b0000020"), 1),
        (piece("LGC-0311", "40000000600017"), 0),
    ],
)
def test_a_piece_goes_with_the_order_that_it_names(one: Piece, at: int) -> None:
    found = match([one], [A, B])
    assert found.by_order[at] == (one,)
    assert not found.left


@pytest.mark.parametrize(
    "one",
    [
        piece(),
        piece("LGC-0399"),
        piece("LGC-0399", "40000000600017"),
        piece("LGC-0311", "50000000500016"),
    ],
)
def test_a_piece_that_names_none_or_two_is_left_over_with_the_reason(one: Piece) -> None:
    found = match([one], [A, B])
    assert found.by_order == ((), ())
    assert found.left[0].piece is one
    assert found.left[0].why.fr
    assert found.left[0].why.en


def test_an_identifier_of_two_orders_does_not_choose() -> None:
    shared = ("LGC-0313", ["40000000600017"])
    assert match([piece(identifier="40000000600017")], [A, shared]).left
    assert match([piece("LGC-0313", "40000000600017")], [A, shared]).by_order[1]


def test_a_piece_that_bears_two_numbers_goes_with_both_orders() -> None:
    both = Piece(
        "invoice",
        paper(),
        readings=(
            Reading("order.number", "read", "LGC-0311"),
            Reading("order.number", "read", "LGC-0312"),
        ),
    )
    assert match([both], [A, B]).by_order == ((both,), (both,))


def test_two_orders_of_one_number_are_told_by_identifier() -> None:
    first, second = ("X-1", ["40000000600017"]), ("X-1", ["50000000500016"])
    assert match([piece("X-1", "50000000500016")], [first, second]).by_order[1]
    assert match([piece("X-1")], [first, second]).left


def test_the_only_order_takes_what_the_user_named_whatever_its_number() -> None:
    stated = piece("LGC-0399", stated=True)
    assert match([stated], [A]).by_order == ((stated,),)
    assert match([piece("LGC-0399")], [A]).left
    assert match([piece()], [A]).by_order[0]


def test_what_is_unclear_names_no_order() -> None:
    seen = Piece(
        "va", paper(), readings=(Reading("order.number", "unclear", "LGC-0311", doubt="ocr"),)
    )
    assert match([seen], [A, B]).left


PIECES = st.builds(
    piece,
    st.sampled_from(["", "LGC-0311", "LGC-0312", "Z"]),
    st.sampled_from(["", "40000000600017", "9"]),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=6), st.lists(st.sampled_from([A, B, ("", ["9"])]), max_size=3))
def test_every_piece_is_placed_or_left_over(
    pieces: list[Piece], orders: list[tuple[str, list[str]]]
) -> None:
    found = match(pieces, orders)
    placed = {id(one) for group in found.by_order for one in group}
    left = {id(one.piece) for one in found.left}
    assert placed | left == {id(one) for one in pieces}
    assert not placed & left
