"""Sums of money on papers: added up over the papers of an order, or not known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from asp_check.causes.cause import Text
from asp_check.concepts import CONCEPTS
from asp_check.pieces.model import Piece, Reading
from asp_check.pieces.wording import fold
from asp_check.pieces.words import ROLES
from asp_check.rules.common.compared import by_subject, is_shared, unread
from asp_check.rules.common.matter import Matter, Open, Seen, number_of

PART = "invoice.segur_amount"
"""The Ségur service part of an invoice, excluding tax."""

_TOTALS = (PART, "invoice.segur_incl_tax", "invoice.total_excl_tax", "invoice.total_incl_tax")
_RECAP = "recapitul"

_UNLIKE = Text(
    "ce n'est pas un montant unique ; relevez la pièce (asp-check piece read)",
    "this is no single amount; settle the piece (asp-check piece read)",
)
_SEVERAL = Text(
    "la pièce porte sur plusieurs commandes ; comparez les montants vous-même",
    "the piece is about several orders; compare the amounts yourself",
)


class Sum(NamedTuple):
    """Amounts added up: ``None`` where one is not known, and why that leaves the verdict open.

    ``absent`` are the papers on which the place of the amount is empty.
    """

    amount: Decimal | None
    seen: tuple[Seen, ...] = ()
    opened: tuple[Open, ...] = ()
    absent: tuple[Seen, ...] = ()


def total(pieces: Sequence[Piece], concept: str) -> Sum:
    """The amounts of several papers, added up."""
    return _shared(pieces, concept) or _joined([_on(piece, concept) for piece in pieces])


def most(pieces: Sequence[Piece], concept: str) -> Sum:
    """The amounts of several papers that may repeat each other: the most that they come to.

    Each establishment counts once, with the highest amount that one of them has for it.
    """
    shared = _shared(pieces, concept)
    if shared is not None:
        return shared
    found: dict[str, Sum] = {}
    for piece in pieces:
        for subject, readings in by_subject(piece, concept).items():
            one, other = _said(piece, concept, readings), found.get(subject)
            if other is None or other.amount is None or one.amount is None:
                found[subject] = one if other is None or one.amount is not None else other
            elif one.amount > other.amount:
                found[subject] = one
    if not found:
        return _joined([_said(piece, concept, ()) for piece in pieces])
    sites = [one for subject, one in found.items() if subject]
    whole = found.get("")
    if not sites or whole is None or whole.amount is None:
        return _joined(sites or list(found.values()))
    added = _joined(sites)
    return added if added.amount is not None and added.amount > whole.amount else whole


def _shared(pieces: Sequence[Piece], concept: str) -> Sum | None:
    """Papers about several orders do not say which part of an amount is for one of them."""
    opened = tuple(_open(piece, concept, _SEVERAL) for piece in pieces if is_shared(piece))
    return Sum(None, opened=opened) if opened else None


def _on(piece: Piece, concept: str) -> Sum:
    """What one paper says: of the whole where it does, else of its establishments together."""
    found = by_subject(piece, concept)
    whole = found.pop("", None)
    if whole is not None or not found:
        return _said(piece, concept, whole or ())
    return _joined([_said(piece, concept, readings) for readings in found.values()])


def _said(piece: Piece, concept: str, readings: Sequence[Reading]) -> Sum:
    """What is said in one place: an amount, if it is one."""
    opened = unread(piece, concept, readings)
    if opened is not None:
        return Sum(None, opened=(opened,))
    absent = tuple(Seen(piece, r) for r in readings if r.state == "absent")
    if len(absent) == len(readings):
        return Sum(None, absent=absent)
    read = [reading for reading in readings if reading.state == "read"]
    numbers = {number_of(reading) for reading in read}
    amount = numbers.pop() if len(numbers) == 1 else None
    seen = tuple(Seen(piece, reading) for reading in read)
    return Sum(amount, seen, () if amount is not None else (_open(piece, concept, _UNLIKE),))


def _open(piece: Piece, concept: str, why: Text) -> Open:
    (fr, en), role = CONCEPTS[concept], ROLES[piece.role]
    return Open(piece, Text(f"{role.fr}, {fr} : {why.fr}", f"{role.en}, {en}: {why.en}"))


def _joined(sums: Sequence[Sum]) -> Sum:
    amounts = [one.amount for one in sums]
    known = [amount for amount in amounts if amount is not None]
    return Sum(
        sum(known, Decimal(0)) if known and len(known) == len(amounts) else None,
        tuple(seen for one in sums for seen in one.seen),
        tuple(opened for one in sums for opened in one.opened),
        tuple(absent for one in sums for absent in one.absent),
    )


# --- The invoices of an order


class Invoices(NamedTuple):
    """The invoices of an order, each once, without what only sums them up.

    ``recap`` tells, by path, the files of several invoices that sum up their total.
    """

    each: tuple[Piece, ...]
    recap: frozenset[str] = frozenset()


def invoices(matter: Matter) -> Invoices:
    """The invoices that belong to an order."""
    files: dict[str, list[Piece]] = {}
    for piece in _distinct(matter.pieces.get("invoice", ())):
        files.setdefault(piece.paper.path, []).append(piece)
    each: list[Piece] = []
    recap = set()
    for path, pieces in files.items():
        whole = _summing(pieces)
        each += (piece for piece in pieces if piece is not whole)
        if whole is not None or _says_so(pieces):
            recap.add(path)
    return Invoices(tuple(each), frozenset(recap))


def _distinct(pieces: Sequence[Piece]) -> list[Piece]:
    """These papers, a copy and a paper of the same number left out."""
    found: dict[object, Piece] = {}
    for piece in pieces:
        numbers = [fold(r.value) for r in piece.all("invoice.number") if r.state == "read"]
        name: object = (piece.paper.sha256, piece.pages)
        if len(numbers) == 1:
            name = numbers[0], total([piece], PART).amount
        found.setdefault(name, piece)
    return list(found.values())


def _summing(pieces: Sequence[Piece]) -> Piece | None:
    """The one of several invoices whose amount is that of the others together."""
    if len(pieces) <= 2:
        return None
    for concept in _TOTALS:
        amounts = [total([piece], concept).amount for piece in pieces]
        known = [amount for amount in amounts if amount is not None]
        if len(known) == len(pieces) and 2 * max(known) == sum(known):
            return pieces[known.index(max(known))]
    return None


def _says_so(pieces: Sequence[Piece]) -> bool:
    """Whether the words of the file speak of a summary."""
    words = (fold(word.text) for page in pieces[0].paper.pages for word in page.words)
    return any(word.startswith(_RECAP) for word in words)
