"""X203: the purchase order lacks the amount of a service, its VAT rate or its total with tax (C08).

Of rate and TTC, it depends on whether the supplier is liable to VAT: by the request, else by the
configuration.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import Piece
from asp_check.rules.common.compared import (
    by_subject,
    is_liable,
    is_told_beside,
    unread,
    value_at,
)
from asp_check.rules.common.matter import Answer, Charge, Matter, Seen, named
from asp_check.rules.common.money import FAQ_TAX

_HT = "amount.excl_tax"
_TAX = ("amount.vat_rate", "amount.incl_tax")
_TOTALS = {"amount.excl_tax": "total.excl_tax", "amount.incl_tax": "total.incl_tax"}
"""The totals that tell them: that with tax for all services, that without if there is only one."""

_ONE = {
    "/n": {"concept": "order.number"}, "/ht": {"concept": _HT, "kind": "amount"},
    "/tx": {"concept": "amount.vat_rate"}, "/ttc": {"concept": "amount.incl_tax", "kind": "amount"},
}  # fmt: skip
_BLANK = '{"n": "", "ht": 0.00, "tx": 0.00, "ttc": 0.00}'
_FILE = '{"n": "B1", "ht": 10.00, "tx": 20.00, "ttc": 12.00}'
_SITES = {
    "/n": _ONE["/n"], "/c/*/f": {"concept": "client.finess"}, "/c/*/ht": _ONE["/ht"],
}  # fmt: skip
_LIABLE = {"request": "avance", "supplier": {"vat_liable": True}}
_EXEMPT = {"request": "avance", "supplier": {"vat_liable": False}}
_UNKNOWN = {"request": "avance"}


def _bdc(**values: object) -> tuple[dict[str, object], ...]:
    said = {_HT: "10,00 €", "amount.vat_rate": "20 %", "amount.incl_tax": "12,00 €"}
    keys = {"ht": _HT, "tx": "amount.vat_rate", "ttc": "amount.incl_tax", "total": "total.incl_tax"}
    changed = {keys[name]: value for name, value in values.items()}
    return ({"role": "bdc", "values": {"order.number": "B1", **said, **changed}},)


CAUSE = Cause(
    id="X203",
    name="bdc-without-tax",
    source=FAQ_TAX,
    params=("concept", "side"),
    title=Text(
        "Le montant HT, le taux de TVA ou le TTC manque sur le bon de commande joint",
        "The amount, its VAT rate or its total is missing on the purchase order attached",
    ),
    message=Text(
        "{concept}\u00a0: le bon de commande n'indique rien. Cette mention y est obligatoire.",
        "{concept}: the purchase order says nothing. It must be stated there.",
    ),
    variants={
        ("side", "unknown"): Text(
            "{concept}\u00a0: le bon de commande n'indique rien. C'est obligatoire si le fournisseur "
            "est assujetti à la TVA\u00a0; sinon, déclarez-le (vat_liable = false).",
            "{concept}: the purchase order says nothing. It must be stated if the supplier is liable "
            "to VAT; if not, say so in the configuration (vat_liable = false).",
        ),
    },
    why=Text(
        "Chaque prestation doit porter son montant HT. Un fournisseur assujetti à la TVA indique "
        "aussi le taux applicable et le montant TTC, sur tous ses bons de commande.",
        "Each service must bear its amount excluding tax. A supplier who is liable to VAT also "
        "gives the rate that applies and the amount including tax, on every purchase order.",
    ),
    mend=Text(
        "Complétez le bon de commande et faites-le signer à nouveau. Si le fournisseur n'est pas "
        "assujetti à la TVA, déclarez-le dans la configuration.",
        "Complete the purchase order and have it signed again. If the supplier is not liable to "
        "VAT, declare it in the configuration.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 32), _ONE, facts=_LIABLE, pieces=_bdc(tx=None)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_LIABLE, pieces=_bdc()),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_EXEMPT, pieces=_bdc(tx=None, ttc=None)),
        Example(_BLANK, _FILE, True, (1, 19), _ONE, facts=_EXEMPT, pieces=_bdc(ht=None)),
        Example(_BLANK, _FILE, True, (1, 46), _ONE, facts=_UNKNOWN, pieces=_bdc(ttc=None)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_LIABLE, pieces=_bdc(ttc="?")),
        # One service: the total of the order is its own.
        Example(_BLANK, _FILE, False, None, _ONE, facts=_LIABLE, pieces=_bdc(ttc=False, total="12,00")),
        Example(
            '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}, {"f": "2B0005342", "ht": 10.00}]}',
            True, (1, 77), _SITES, facts=_LIABLE,
            pieces=_bdc(ht={"2B0000020": "20,00", "2B0005342": None}),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, given: Given) -> Iterator[Answer]:
    """Yield a charge for each amount and rate that a purchase order does not give."""
    liable = is_liable(matter, given)
    for piece in matter.pieces.get("bdc", ()):
        yield from _lacking(matter, piece, _HT, "")
        for concept in _TAX if liable is not False else ():
            yield from _lacking(matter, piece, concept, "" if liable else "unknown")


def _lacking(matter: Matter, piece: Piece, concept: str, side: str) -> Iterator[Answer]:
    """Where a paper does not give this; what only would warn does not leave the verdict open."""
    if not matter.asks("bdc", concept) or _by_total(matter, piece, concept):
        return
    for subject, readings in by_subject(piece, concept).items() or (("", ()),):
        if any(reading.state == "read" for reading in readings):
            continue
        if is_told_beside(matter, piece, (concept,), subject):
            continue
        opened = unread(piece, concept, readings)
        if opened is None:
            severity, certainty = (Severity.WARNING, "inference") if side else (None, None)
            yield Charge(
                value_at(matter, concept, subject),
                {**named(concept), "side": side},
                [Seen(piece, readings[0])],
                severity,
                certainty,
            )
        elif not side:
            yield opened


def _by_total(matter: Matter, piece: Piece, concept: str) -> bool:
    """Whether the total of the order tells the amount."""
    total = _TOTALS.get(concept)
    enough = concept != _HT or len([row for row in matter.rows if row.concept == concept]) == 1
    return enough and total is not None and any(r.state == "read" for r in piece.all(total))
