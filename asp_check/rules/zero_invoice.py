"""R107: the invoice of a Ségur service is of zero euros (C11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.money import FAQ_ZERO, mate

_HT, _TTC = {"concept": "invoice.segur_amount"}, {"concept": "invoice.segur_incl_tax"}
_ONE, _LIST = {"/ht": _HT}, {"/c/*/ht": _HT}
_BOTH = {**_ONE, "/ttc": _TTC}
_UNTAXED: dict[str, dict[str, Any]] = {**_ONE, "/ttc": {**_TTC, "may_be_empty": True}}
_BLANK = '{"ht": 0.00, "n": ""}'
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R107",
    name="zero-invoice",
    source=FAQ_ZERO,
    params=("key", "found"),
    title=Text(
        "La part Prestation Ségur de la facture est nulle",
        "The Ségur service part of the invoice is zero",
    ),
    message=Text(
        "La part Prestation Ségur de la facture («\u00a0{key}\u00a0») est nulle\u00a0: {found}\u00a0€. "
        "Indiquez le montant réellement facturé.",
        "The Ségur service part of the invoice (“{key}”) is zero: €{found}. Give the amount that "
        "was really invoiced.",
    ),
    why=Text(
        "La facture doit porter le montant total de la prestation, même si l'État le prend en "
        "charge. Une facture à zéro euro est systématiquement rejetée.",
        "The invoice must bear the whole amount of the service, even where the State pays for it. "
        "An invoice of zero euros is always refused.",
    ),
    mend=Text(
        "Établissez la facture au montant réel, avec la mention de prise en charge par l'État, et "
        "reportez ce montant dans la demande.",
        "Make the invoice out for the real amount, with the statement that the State bears it, "
        "and report that amount in the request.",
    ),
    examples=(
        Example(_BLANK, '{"ht": 0.00, "n": "1"}', True, (1, 8), _ONE, facts=_SOLDE),
        Example(_BLANK, '{"ht": 0.01, "n": "1"}', False, None, _ONE, facts=_SOLDE),
        Example(
            '{"c": [{"ht": 0.00}, {"ht": 0.00}]}', '{"c": [{"ht": 9.00}, {"ht": 0.00}]}',
            True, (1, 29), _LIST, facts=_SOLDE,
        ),
        # Said once, of the amount excluding tax.
        Example('{"ht": "", "ttc": ""}', '{"ht": "0.00", "ttc": "0.00"}', True, (1, 8), _BOTH, facts=_SOLDE),
        Example('{"ht": "", "ttc": ""}', '{"ht": "9.00", "ttc": "0"}', True, (1, 23), _BOTH, facts=_SOLDE),
        # Left empty by a supplier who is not liable to VAT.
        Example('{"ht": 0.00, "ttc": 0.00}', '{"ht": 9.00, "ttc": 0.00}', False, None, _UNTAXED, facts=_SOLDE),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for an invoice of zero euros, once for amount and total."""
    amount = case.subject
    if not amount.sound:
        return
    if amount.decimal != 0:
        total = mate(case, given, "invoice.segur_incl_tax")
        if total is None or total.decimal != 0:
            return
        amount = total
    yield Objection(amount, {"key": amount.key, "found": amount.text})
