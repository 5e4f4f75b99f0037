"""X302: the Ségur service part of the invoice is not the one that the request reports (C13).

Amounts excluding tax are held against each other, tax against tax, TTC against TTC; the invoices of
one order are added up.  A request that has no such field reports the part by its amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.pieces.model import Piece
from asp_check.pointer import ANY
from asp_check.rules.common.case import Value
from asp_check.rules.common.matter import Answer, Charge, Matter, named
from asp_check.rules.common.money import FAQ_INVOICE, NOISE, numbers, shown
from asp_check.rules.common.paper_money import PART, Sum, invoices, total

_PARTS = (PART, "invoice.segur_vat", "invoice.segur_incl_tax")

_INVOICED = {"concept": PART, "kind": "amount"}
_ONE = {
    "/n": {"concept": "order.number"}, "/ht": _INVOICED,
    "/ttc": {"concept": "invoice.segur_incl_tax", "kind": "amount"},
}  # fmt: skip
_BLANK = '{"n": "", "ht": 0.00, "ttc": 0.00}'
_FILE = '{"n": "B1", "ht": 48500.00, "ttc": 58200.00}'
_ORDERS = {f"/*{path}": node for path, node in _ONE.items()}
_AMOUNTS = {"/n": _ONE["/n"], "/c/*/ht": {"concept": "amount.excl_tax", "kind": "amount"}}
_SITES = {"/n": _ONE["/n"], "/c/*/f": {"concept": "client.finess"}, "/c/*/ht": _INVOICED}
_SOLDE = {"request": "solde"}


def _invoice(
    part: object, incl_tax: object = "58 200,00 €", order: object = "B1", name: str = "F"
) -> dict[str, object]:
    values = {"order.number": order, PART: part, "invoice.segur_incl_tax": incl_tax}
    return {"role": "invoice", "path": f"{name}-{order}.pdf", "values": values}


CAUSE = Cause(
    id="X302",
    name="invoice-part-differs",
    source=FAQ_INVOICE,
    params=("concept", "found", "other", "cause"),
    title=Text(
        "La part Prestation Ségur de la facture n'est pas celle que la demande reporte",
        "The Ségur service part of the invoice is not the one that the request reports",
    ),
    message=Text(
        "{concept}\u00a0: la demande reporte {found}\u00a0€, la facture porte {other}\u00a0€. Les deux "
        "doivent être identiques.",
        "{concept}: the request reports €{found}, the invoice bears €{other}. The two must be the "
        "same.",
    ),
    variants={
        ("cause", "several"): Text(
            "{concept}\u00a0: la demande reporte {found}\u00a0€, les factures de la commande font "
            "ensemble {other}\u00a0€. Les deux doivent être identiques.",
            "{concept}: the request reports €{found}, the invoices of the order come to €{other} "
            "together. The two must be the same.",
        ),
        ("cause", "absent"): Text(
            "{concept}\u00a0: la demande reporte {found}\u00a0€, la facture n'indique rien.",
            "{concept}: the request reports €{found}, the invoice says nothing.",
        ),
    },
    why=Text(
        "La part Prestation Ségur de la facture doit être reportée à l'identique dans la demande "
        "de solde. Un écart, même d'un centime, entraîne le refus.",
        "The Ségur service part of the invoice must be reported as it is in the request for the "
        "balance. A difference, be it of a cent, means a refusal.",
    ),
    mend=Text(
        "Reportez dans la demande les montants de la facture. Si l'erreur est sur la facture, "
        "établissez-en une nouvelle.",
        "Report the amounts of the invoice in the request. If the invoice is wrong, make out a new "
        "one.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 19), _ONE, facts=_SOLDE, pieces=(_invoice("48 500,01 €"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice("48500,00", False),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice("48 500 € HT"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_invoice("?"),)),
        Example(_BLANK, _FILE, True, (1, 19), _ONE, facts=_SOLDE, pieces=(_invoice(None),)),
        Example(
            _BLANK, _FILE, True, (1, 36), _ONE, facts=_SOLDE,
            pieces=(_invoice("48 500,00 €", "58 020,00 €"),),
        ),
        # Two invoices for one order are added up.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_invoice("8 500,00", "10 200,00"), _invoice("40 000,00", "48 000,00", name="G")),
        ),
        # An invoice for several orders does not say which part of it is for one of them.
        Example(
            f"[{_BLANK}, {_BLANK}]",
            '[{"n": "B1", "ht": 10.00, "ttc": 12.00}, {"n": "B2", "ht": 10.00, "ttc": 12.00}]',
            False, None, _ORDERS, facts=_SOLDE, pieces=(_invoice("20,00", "24,00", ["B1", "B2"]),),
        ),
        # No such field: the amounts of the order are what is reported.
        Example(
            '{"n": "", "c": [{"ht": 0.00}, {"ht": 0.00}]}',
            '{"n": "B1", "c": [{"ht": 20.00}, {"ht": 10.00}]}',
            True, (1, 26), _AMOUNTS, facts=_SOLDE, pieces=(_invoice("30,10 €"),),
        ),
        Example(
            '{"n": "", "c": [{"ht": 0.00}, {"ht": 0.00}]}',
            '{"n": "B1", "c": [{"ht": 20.00}, {"ht": 10.00}]}',
            False, None, _AMOUNTS, facts=_SOLDE, pieces=(_invoice("30,00 €"),),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]",
            '[{"n": "B1", "ht": 10.00, "ttc": 12.00}, {"n": "B2", "ht": 10.00, "ttc": 12.00}]',
            True, (1, 60), _ORDERS, facts=_SOLDE,
            pieces=(_invoice("10,00", "12,00"), _invoice("11,00", "12,00", "B2")),
        ),
        Example(
            '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}, {"f": "2B0005342", "ht": 10.00}]}',
            True, (1, 77), _SITES, facts=_SOLDE,
            pieces=(_invoice({"2B0000020": "20,00", "2B0005342": "9,00"}),),
        ),
    ),
)  # fmt: skip


class _Declared(NamedTuple):
    """What the request reports, and the values that it stands in."""

    amount: Decimal
    values: Sequence[Value]


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge where the invoices come to another amount than the request reports."""
    each = invoices(matter).each
    for concept in _PARTS:
        declared = _declared(matter, concept)
        if declared is None or not each or not matter.asks("invoice", concept):
            continue
        found = total(each, concept)
        # The tax is on many invoices only as a total: what no wording names is no matter.
        if found.opened and (concept == PART or _is_unclear(each, concept)):
            yield from found.opened
        elif found.absent and concept == PART:
            yield _charge(concept, declared, found, "absent")
        elif found.amount and abs(found.amount - declared.amount) >= NOISE:
            # An invoice of zero euros has its own finding.
            yield _apart(matter, concept, declared, found, len(each))


def _is_unclear(each: Sequence[Piece], concept: str) -> bool:
    return any(reading.state == "unclear" for piece in each for reading in piece.all(concept))


def _declared(matter: Matter, concept: str) -> _Declared | None:
    values = list(matter.find(concept))
    if concept == PART and all(value.empty for value in values):
        values = list(matter.find("amount.excl_tax"))
        # Of amounts at several levels, those above may be totals.
        if len({value.slot.path.count(ANY) for value in values}) > 1:
            return None
    found = numbers(values)
    return None if found is None else _Declared(sum(found, Decimal(0)), values)


def _apart(matter: Matter, concept: str, declared: _Declared, found: Sum, invoiced: int) -> Charge:
    """The value that differs, where the paper tells them apart; else the whole."""
    if invoiced > 1:
        return _charge(concept, declared, found, "several")
    for row in matter.rows:
        for cell in row.cells:
            if row.concept == concept and row.values and cell.state == "different":
                own = numbers(row.values)
                said = total([cell.piece._replace(readings=cell.readings)], concept)
                if own is not None and said.amount is not None:
                    return _charge(
                        concept, _Declared(sum(own, Decimal(0)), row.values), said, "one"
                    )
    return _charge(concept, declared, found, "one")


def _charge(concept: str, declared: _Declared, found: Sum, cause: str) -> Charge:
    other = "" if found.amount is None else shown(found.amount)
    params = {**named(concept), "found": shown(declared.amount), "other": other, "cause": cause}
    seen = found.seen or found.absent
    return Charge(declared.values[0], params, seen, expected=other or None)
