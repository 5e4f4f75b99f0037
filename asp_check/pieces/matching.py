"""Pieces to orders: by the number of the order, then by an identifier; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from asp_check.causes.cause import Text
from asp_check.pieces.model import Piece
from asp_check.pieces.wording import fold

NUMBER = "order.number"
IDENTIFIERS = (
    "client.finess", "client.siret", "client.am", "practitioner.rpps", "practitioner.idnps",
    "practitioner.adeli", "client.legal_finess", "client.legal_siret",
)  # fmt: skip

_UNNAMED = Text(
    "elle ne nomme ni le numéro ni un identifiant d’une commande de la demande",
    "it names neither the number nor an identifier of an order of the request",
)
_UNKNOWN_NUMBER = Text(
    "le numéro de commande qu’elle porte n’est celui d’aucune commande de la demande",
    "the order number that it bears is that of no order of the request",
)
_SEVERAL = Text(
    "elle convient à plusieurs commandes de la demande",
    "it fits several orders of the request",
)
_CONFLICT = Text(
    "son numéro est celui d’une commande, ses identifiants sont ceux d’une autre",
    "its number is that of one order, its identifiers are those of another",
)


class Left(NamedTuple):
    """A piece that goes with no order, and why."""

    piece: Piece
    why: Text


class Matched(NamedTuple):
    """The pieces of each order, in the order of these, and those that are left over."""

    by_order: tuple[tuple[Piece, ...], ...]
    left: tuple[Left, ...]


_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b\d{4}-\d\d-\d\d\b")


def match(pieces: Sequence[Piece], orders: Sequence[tuple[str, Sequence[str]]]) -> Matched:
    """Tell which order each piece goes with; an order is its number and its identifiers.

    A piece that the user named goes with the only order, whatever its number: that they differ is
    seen where they are compared.  So does one that is not known to name another.

    >>> match((), [("LGC-0311", ["40000000600017"])])
    Matched(by_order=((),), left=())
    """
    groups: list[list[Piece]] = [[] for _ in orders]
    left: list[Left] = []
    for piece in pieces:
        found = _order_of(piece, orders)
        if isinstance(found, Text):
            left.append(Left(piece, found))
        else:
            for at in found:
                groups[at].append(piece)
    return Matched(tuple(map(tuple, groups)), tuple(left))


def _order_of(
    piece: Piece, orders: Sequence[tuple[str, Sequence[str]]]
) -> Sequence[int] | Text:  # fmt: skip
    """The orders that a piece goes with, several only if it bears their numbers; or why none."""
    numbers = {fold(value) for value in _values(piece, (NUMBER,))}
    known_numbers = [fold(number) for number, _ in orders if number]
    # « n° BDC-2025-0117 du 14/02/2025 », « BDC-2025-0117 et BDC-2025-0121 ».
    numbers = {near for text in numbers for near in bears(text, known_numbers) or (text,)}
    identifiers = {_compact(value) for value in _values(piece, IDENTIFIERS)}
    by_number = [at for at, (number, _) in enumerate(orders) if number and fold(number) in numbers]
    by_identifier = [
        at for at, (_, known) in enumerate(orders) if identifiers & set(map(_compact, known))
    ]
    if len(orders) == 1 and (piece.stated or by_number):
        return (0,)
    if by_number:
        return _by_number(by_number, by_identifier, numbers)
    if numbers and any(number for number, _ in orders):
        return _UNKNOWN_NUMBER
    if len(by_identifier) == 1:
        return by_identifier
    if len(orders) == 1 and not identifiers:
        return (0,)
    return _SEVERAL if by_identifier else _UNNAMED


def bears(text: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """The numbers that stand in a text, nothing but words and a date around them; both folded.

    >>> bears("n° bdc-2025-0117 du 14/02/2025", ["bdc-2025-0117", "bdc-2025-011"])
    ('bdc-2025-0117',)
    >>> bears("bdc-2025-0117 ou 0118", ["bdc-2025-0117"])
    ()
    """
    found = []
    rest = _DATE.sub(" ", text)
    for number in sorted(filter(None, numbers), key=len, reverse=True):
        alone = re.compile(rf"(?<![\w/.-]){re.escape(number)}(?![\w/]|[.-]\w)")
        if alone.search(rest):
            found.append(number)
            rest = alone.sub(" ", rest)
    # Another number beside it may be the one that is meant.
    return () if any(c.isdigit() for c in rest) else tuple(found)


def _by_number(
    by_number: Sequence[int], by_identifier: Sequence[int], numbers: Collection[str]
) -> Sequence[int] | Text:  # fmt: skip
    if len(by_number) > len(numbers):
        both = [at for at in by_number if at in by_identifier]
        return both if len(both) == 1 else _SEVERAL
    if by_identifier and not set(by_identifier) & set(by_number):
        return _CONFLICT
    return by_number


def _values(piece: Piece, concepts: Sequence[str]) -> list[str]:
    """What the piece is sure to say of these concepts, and whom it tells apart."""
    found = [
        reading.value
        for reading in piece.readings
        if reading.concept in concepts and reading.state == "read"
    ]
    if NUMBER not in concepts:
        found += [reading.subject for reading in piece.readings if reading.subject]
    return found


def _compact(value: str) -> str:
    return "".join(value.split()).upper()
