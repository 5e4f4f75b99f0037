"""X303: the Ségur service part of the invoice is above the purchase order (C12).

Amounts excluding tax are held against each other, as the papers have them: never the total of an
invoice, which may be of more than the service, against that of an order.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.compared import value_at
from asp_check.rules.common.matter import Answer, Charge, Matter
from asp_check.rules.common.money import FAQ_INVOICE, NOISE, shown
from asp_check.rules.common.paper_money import PART, Sum, invoices, most, total

_HT, _WHOLE = "amount.excl_tax", "total.excl_tax"

_ONE = {"/n": {"concept": "order.number"}, "/f": {"concept": PART, "kind": "amount"}}
_LIST = {f"/*{path}": node for path, node in _ONE.items()}
_BLANK, _FILE = '{"n": "", "f": 0.00}', '{"n": "B1", "f": 30.00}'
_SOLDE = {"request": "solde"}


def _bdc(amount: object, concept: str = _HT, order: str = "B1") -> dict[str, object]:
    values = {"order.number": order, concept: amount}
    return {"role": "bdc", "path": f"bdc-{order}.pdf", "values": values}


def _invoice(part: object, order: str = "B1", name: str = "F") -> dict[str, object]:
    values = {"order.number": order, PART: part}
    return {"role": "invoice", "path": f"{name}-{order}.pdf", "values": values}


CAUSE = Cause(
    id="X303",
    name="invoice-above-bdc",
    source=FAQ_INVOICE,
    params=("found", "other", "cause"),
    title=Text(
        "La part Prestation Ségur de la facture dépasse le bon de commande",
        "The Ségur service part of the invoice is above the purchase order",
    ),
    message=Text(
        "La part Prestation Ségur HT de la facture ({found}\u00a0€) dépasse le montant HT du bon de "
        "commande ({other}\u00a0€).",
        "The Ségur service part of the invoice (€{found}), excluding tax, is above the amount of the "
        "purchase order (€{other}).",
    ),
    variants={
        ("cause", "several"): Text(
            "Les parts Prestation Ségur HT des factures de la commande font ensemble {found}\u00a0€, "
            "plus que le montant HT du bon de commande ({other}\u00a0€).",
            "The Ségur service parts of the invoices of the order come to €{found} together, "
            "excluding tax: more than the amount of the purchase order (€{other}).",
        ),
    },
    why=Text(
        "Au solde, la part Prestation Ségur de la facture doit être inférieure ou égale à celle du bon "
        "de commande. Ce qui la dépasse n'est pas financé, et la demande est refusée.",
        "At the balance, the Ségur service part of the invoice must not be above that of the purchase "
        "order. What goes beyond is not funded, and the request is refused.",
    ),
    mend=Text(
        "Ramenez la part Prestation Ségur de la facture au montant commandé. Le reste peut y figurer "
        "à part.",
        "Lower the Ségur service part of the invoice to the amount that was ordered. The rest may "
        "stand in it apart.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_bdc("29,99 €"), _invoice("30,00 €"))),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_bdc("30,00 €"), _invoice("30 EUR"))),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_bdc("?"), _invoice("30,00 €"))),
        # Only the total of the order stands on its paper: above it, the part is above the order.
        Example(
            _BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE,
            pieces=(_bdc("20,00 €", _WHOLE), _invoice("30,00 €")),
        ),
        Example(
            _BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE,
            pieces=(_bdc("30,00"), _invoice("20,00"), _invoice("10,01", name="G")),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_bdc({"2B0000020": "20,00", "2B0005342": "10,00"}), _invoice("30,00")),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1", "f": 30.00}, {"n": "B2", "f": 30.00}]',
            True, (1, 44), _LIST, facts=_SOLDE,
            pieces=(
                _bdc("30,00"), _invoice("30,00"), _bdc("20,00", order="B2"), _invoice("30,00", "B2"),
            ),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge where the invoices come to more than the order, and what is not known of them."""
    each, orders = invoices(matter).each, matter.pieces.get("bdc", ())
    if not each or not orders or not matter.asks("invoice", PART):
        return
    part, ordered = total(each, PART), most(orders, _HT)
    if ordered.amount is None and matter.asks("bdc", _WHOLE):
        ordered = _of_whole(part, most(orders, _WHOLE), ordered)
    yield from (*part.opened, *ordered.opened)
    if part.amount is None or ordered.amount is None:
        return
    if part.amount - ordered.amount >= NOISE:
        params = {
            "found": shown(part.amount),
            "other": shown(ordered.amount),
            "cause": "several" if len(each) > 1 else "one",
        }
        yield Charge(value_at(matter, PART), params, (*part.seen, *ordered.seen))


def _of_whole(part: Sum, whole: Sum, ordered: Sum) -> Sum:
    """The total of an order, where it is below the part: that it is above proves nothing."""
    if part.amount is None or whole.amount is None or part.amount <= whole.amount:
        return ordered
    return whole
