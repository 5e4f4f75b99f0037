"""X201: the purchase order does not bear the statement that the State bears the amount (C07)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.compared import unread, value_at
from asp_check.rules.common.matter import Answer, Charge, Matter, Seen
from asp_check.rules.common.money import FAQ_ZERO
from asp_check.rules.missing_funding_mention import WORDING

_MENTION = "order.funding_mention"
_ONE = {"/n": {"concept": "order.number"}}
_LIST = {"/*/n": {"concept": "order.number"}}
_BLANK, _FILE = '{"n": ""}', '{"n": "B1"}'
_AVANCE = {"request": "avance"}


def _bdc(mention: object, order: str = "B1", path: str = "bdc") -> dict[str, object]:
    values = {"order.number": order, _MENTION: mention}
    return {"role": "bdc", "path": f"{path}-{order}.pdf", "values": values}


CAUSE = Cause(
    id="X201",
    name="bdc-without-mention",
    source=FAQ_ZERO,
    title=Text(
        "Le bon de commande joint ne porte pas la mention de prise en charge par l'État",
        "The purchase order attached does not state that the State bears the amount",
    ),
    message=Text(
        "Le bon de commande joint ne porte pas la mention obligatoire\u00a0: «\u00a0Montant pris en "
        "charge par l'Etat au titre du Ségur de la santé\u00a0».",
        "The purchase order attached does not bear the mandatory statement: “Montant pris en charge "
        "par l'Etat au titre du Ségur de la santé”.",
    ),
    why=Text(
        "Le bon de commande doit annoncer au client, en toutes lettres, que l'État prend la "
        "prestation en charge. Une commande sans cette mention est refusée.",
        "The purchase order must tell the client, in so many words, that the State bears the "
        "service. An order without that statement is refused.",
    ),
    mend=Text(
        "Portez cette mention, mot pour mot, sur le bon de commande et faites-le signer à nouveau. "
        "Majuscules, accents et retours à la ligne sont sans importance.",
        "Put that statement, word for word, on the purchase order and have it signed again. Capitals, "
        "accents and line breaks do not count.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_AVANCE, pieces=(_bdc(None),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=(_bdc(WORDING),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=(_bdc("?"),)),
        # An annex may bear it for the order.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_AVANCE,
            pieces=(_bdc(None), _bdc(WORDING.upper(), path="annexe")),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1"}, {"n": "B2"}]', True, (1, 21), _LIST,
            facts=_AVANCE, pieces=(_bdc(WORDING), _bdc(None, "B2")),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for an order of which no paper bears the statement."""
    found = [(piece, piece.all(_MENTION)) for piece in matter.pieces.get("bdc", ())]
    looked = [(piece, readings) for piece, readings in found if readings]
    if any(reading.state == "read" for _, readings in looked for reading in readings):
        return
    opened = [unread(piece, _MENTION, readings) for piece, readings in looked]
    if any(opened):
        yield from (one for one in opened if one is not None)
    elif looked:
        seen = [Seen(piece, readings[0]) for piece, readings in looked]
        yield Charge(value_at(matter, _MENTION), seen=seen, expected=WORDING)
