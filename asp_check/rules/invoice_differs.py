"""R108: the Ségur service part of the invoice is not what the request declares (C12, C13).

Amounts excluding tax are compared with each other, never a total of the invoice.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.money import (
    FAQ_INVOICE,
    adds_up,
    gap,
    links,
    numbers,
    shown,
    without_tax,
)

_HT, _PART = {"concept": "amount.excl_tax"}, {"concept": "invoice.segur_amount"}
_ONE = {"/c/*/ht": _HT, "/f": _PART}
_ORDERS = {"/o/*/c/*/ht": _HT, "/o/*/f": _PART}
_INVOICES = {"/c/*/ht": _HT, "/f/*/m": _PART}
_BLANK = '{"c": [{"ht": 0.00}, {"ht": 0.00}], "f": 0.00}'
_SEVERAL = '{"c": [{"ht": 0.00}, {"ht": 0.00}], "f": [{"m": 0.00}, {"m": 0.00}]}'
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R108",
    name="invoice-differs",
    source=FAQ_INVOICE,
    params=("key", "found", "suggestion", "side"),
    title=Text(
        "La facture ne correspond pas au montant déclaré des prestations",
        "The invoice does not match the declared amount of the services",
    ),
    message=Text(
        "La part Prestation Ségur HT de la facture («\u00a0{key}\u00a0», {found}\u00a0€) dépasse le "
        "montant HT déclaré pour la commande ({suggestion}\u00a0€). Corrigez le montant inexact.",
        "The Ségur service part of the invoice (“{key}”, €{found}), excluding tax, is above the "
        "amount declared for the order (€{suggestion}). Correct the one that is wrong.",
    ),
    variants={
        ("side", "below"): Text(
            "La part Prestation Ségur HT de la facture («\u00a0{key}\u00a0», {found}\u00a0€) est "
            "inférieure au montant HT déclaré pour la commande ({suggestion}\u00a0€). Corrigez le "
            "montant inexact.",
            "The Ségur service part of the invoice (“{key}”, €{found}), excluding tax, is below the "
            "amount declared for the order (€{suggestion}). Correct the one that is wrong.",
        ),
    },
    why=Text(
        "La part Prestation Ségur de la facture doit être reportée à l'identique dans la demande "
        "de solde, et ne pas dépasser le bon de commande.",
        "The Ségur service part of the invoice must be reported as it is in the request for the "
        "balance, and must not be above the purchase order.",
    ),
    mend=Text(
        "Reportez dans la demande les montants HT de la facture, prestation par prestation. Si "
        "l'erreur est sur la facture, établissez-en une nouvelle.",
        "Report the amounts of the invoice excluding tax in the request, service by service. If "
        "the invoice is wrong, make out a new one.",
    ),
    examples=(
        Example(_BLANK, '{"c": [{"ht": 20.00}, {"ht": 10.00}], "f": 30.01}', True, (1, 44), _ONE, facts=_SOLDE),
        Example(_BLANK, '{"c": [{"ht": 20.00}, {"ht": 10.00}], "f": 30.00}', False, None, _ONE, facts=_SOLDE),
        Example(_BLANK, '{"c": [{"ht": 20.00}, {"ht": 10.00}], "f": 29.99}', True, (1, 44), _ONE, facts=_SOLDE),
        Example(
            f'{{"o": [{_BLANK}, {_BLANK}]}}',
            '{"o": [{"c": [{"ht": 20.00}], "f": 20.00}, {"c": [{"ht": 10.00}], "f": 20.00}]}',
            True, (1, 72), _ORDERS, facts=_SOLDE,
        ),
        # Of several invoices for one order, none may be above the whole.
        Example(
            _SEVERAL, '{"c": [{"ht": 20.00}, {"ht": 10.00}], "f": [{"m": 9.00}, {"m": 21.00}]}',
            False, None, _INVOICES, facts=_SOLDE,
        ),
        Example(
            _SEVERAL, '{"c": [{"ht": 20.00}, {"ht": 10.00}], "f": [{"m": 9.00}, {"m": 31.00}]}',
            True, (1, 64), _INVOICES, facts=_SOLDE,
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the invoice is above or below the amounts of its order."""
    part = case.subject
    amounts = case.all("amount.excl_tax")
    found = part.decimal if part.sound and not part.empty else None
    declared = numbers(amounts)
    if found is None or not found or declared is None:
        return
    whole = sum(declared, Decimal(0))
    other = without_tax(case)
    # An amount that does not match the VAT and the TTC beside it has its own finding.
    if not gap(found, (whole, whole if other is None else other)):
        return
    side = "above" if found > whole else "below"
    if side == "above" or adds_up(given, part, amounts):
        yield Objection(
            part,
            {"key": part.key, "found": part.text, "suggestion": shown(whole), "side": side},
            links=links(amounts),
            expected=shown(whole),
        )
