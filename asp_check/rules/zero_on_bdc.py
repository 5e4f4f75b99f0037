"""X202: the amount of a Ségur service is zero on the purchase order (C06)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.pieces.model import Piece
from asp_check.rules.common.compared import by_subject, is_told_beside, unread, value_at
from asp_check.rules.common.matter import Answer, Charge, Matter, Seen, named, number_of
from asp_check.rules.common.money import FAQ_ZERO

_AMOUNTS = ("amount.excl_tax", "amount.incl_tax", "total.excl_tax", "total.incl_tax")
"""Where the amount may stand: the first that the paper gives tells."""

_HT = {"concept": "amount.excl_tax", "kind": "amount"}
_ONE = {"/n": {"concept": "order.number"}, "/ht": _HT}
_SITES = {"/n": _ONE["/n"], "/c/*/f": {"concept": "client.finess"}, "/c/*/ht": _HT}
_BLANK, _FILE = '{"n": "", "ht": 0.00}', '{"n": "B1", "ht": 48500.00}'
_AVANCE = {"request": "avance"}


def _bdc(concept: str, amount: object) -> tuple[dict[str, object], ...]:
    return ({"role": "bdc", "values": {"order.number": "B1", concept: amount}},)


CAUSE = Cause(
    id="X202",
    name="zero-on-bdc",
    source=FAQ_ZERO,
    params=("concept", "found"),
    title=Text(
        "Le montant de la Prestation Ségur est nul sur le bon de commande joint",
        "The amount of the Ségur service is zero on the purchase order attached",
    ),
    message=Text(
        "{concept}\u00a0: le bon de commande indique «\u00a0{found}\u00a0». Il doit porter le montant "
        "réel, même pris en charge par l'État.",
        "{concept}: the purchase order says “{found}”. It must bear the real amount, even where the "
        "State pays for it.",
    ),
    why=Text(
        "Le bon de commande doit porter le montant réel de la prestation, même si l'État le prend "
        "en charge. Une commande à zéro euro est refusée.",
        "The purchase order must bear the real amount of the service, even where the State pays "
        "for it. An order of zero euros is refused.",
    ),
    mend=Text(
        "Établissez un bon de commande au montant réel et faites-le signer.",
        "Make out a purchase order for the real amount, and have it signed.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 19), _ONE, facts=_AVANCE, pieces=_bdc("amount.excl_tax", "0,00 €")),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=_bdc("amount.excl_tax", "48 500,00 €")),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=_bdc("amount.excl_tax", "?")),
        # Only the total stands on the paper.
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_AVANCE, pieces=_bdc("total.incl_tax", "0 EUR")),
        Example(
            '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}, {"f": "2B0005342", "ht": 10.00}]}',
            True, (1, 77), _SITES, facts=_AVANCE,
            pieces=_bdc("amount.excl_tax", {"2B0000020": "20,00", "2B0005342": "0,00"}),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each amount of zero, and what could not be read of it."""
    for piece in matter.pieces.get("bdc", ()):
        concept = _told(matter, piece)
        if concept is None:
            continue
        for subject, readings in by_subject(piece, concept).items() or (("", ()),):
            opened = unread(piece, concept, readings)
            zero = next((reading for reading in readings if number_of(reading) == 0), None)
            if zero is not None:
                params = {**named(concept), "found": zero.value}
                yield Charge(value_at(matter, concept, subject), params, [Seen(piece, zero)])
            elif opened is not None and not is_told_beside(matter, piece, _AMOUNTS):
                yield opened


def _told(matter: Matter, piece: Piece) -> str | None:
    """The concept under which a paper gives its amount, else that under which it was looked for."""
    looked = [concept for concept in _AMOUNTS if matter.asks("bdc", concept)]
    given = (c for c in looked if any(r.state in ("read", "unclear") for r in piece.all(c)))
    return next(given, None) or next(iter(looked), None)
