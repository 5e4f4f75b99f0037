"""R106: the balance declares more than the advance did (C12)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.money import (
    FAQ_INVOICE,
    NOISE,
    adds_up,
    links,
    numbers,
    shown,
    without_tax,
)

_HT, _ADVANCE = {"concept": "amount.excl_tax"}, {"concept": "advance.excl_tax"}
_ONE = {"/a": _ADVANCE, "/ht": _HT}
_LIST = {"/c/*/a": _ADVANCE, "/c/*/ht": _HT}
_SHARED = {"/a": _ADVANCE, "/c/*/ht": _HT}
_INVOICE = {"/a": _ADVANCE, "/f": {"concept": "invoice.segur_amount"}}
_LINE = '{"a": 0.00, "ht": 0.00}'
_LINES = '{"a": 0.00, "c": [{"ht": 0.00}, {"ht": 0.00}]}'
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R106",
    name="above-advance",
    source=FAQ_INVOICE,
    params=("key", "found", "suggestion", "amounts"),
    title=Text(
        "Le montant déclaré au solde dépasse celui de l'avance",
        "The balance declares more than the advance did",
    ),
    message=Text(
        "Le montant HT «\u00a0{key}\u00a0» ({found}\u00a0€) dépasse celui déclaré lors de l'avance "
        "({suggestion}\u00a0€). Ramenez-le à ce montant ou vérifiez les deux.",
        "The amount excluding tax “{key}” (€{found}) is above the one declared for the advance "
        "(€{suggestion}). Lower it to that amount, or check both.",
    ),
    variants={
        ("amounts", "several"): Text(
            "La somme des montants HT des prestations ({found}\u00a0€) dépasse le montant "
            "«\u00a0{key}\u00a0» déclaré lors de l'avance ({suggestion}\u00a0€). Vérifiez ces montants.",
            "The sum of the amounts of the services excluding tax (€{found}) is above the amount "
            "“{key}” declared for the advance (€{suggestion}). Check these amounts.",
        ),
    },
    why=Text(
        "Au solde, la part Prestation Ségur reportée dans la demande doit être inférieure ou égale "
        "au montant déclaré lors de l'avance. Un montant supérieur est refusé.",
        "In the balance, the Ségur service part that the request reports must not be above the "
        "amount declared for the advance. A higher one is refused.",
    ),
    mend=Text(
        "Ramenez le montant à celui de l'avance, sur la facture et dans la demande. S'il est "
        "exact, corrigez le montant de l'avance rappelé dans la demande.",
        "Lower the amount to that of the advance, on the invoice and in the request. If it is "
        "right, correct the amount of the advance that the request recalls.",
    ),
    examples=(
        Example(_LINE, '{"a": 100.00, "ht": 100.01}', True, (1, 21), _ONE, facts=_SOLDE),
        Example(_LINE, '{"a": 100.00, "ht": 100.00}', False, None, _ONE, facts=_SOLDE),
        Example(_LINE, '{"a": 100.00, "ht": 99.99}', False, None, _ONE, facts=_SOLDE),
        Example(
            f'{{"c": [{_LINE}, {_LINE}]}}',
            '{"c": [{"a": 20.00, "ht": 20.00}, {"a": 10.00, "ht": 20.00}]}',
            True, (1, 54), _LIST, facts=_SOLDE,
        ),
        # One advance for several services.
        Example(_LINES, '{"a": 30.00, "c": [{"ht": 20.00}, {"ht": 10.01}]}', True, (1, 7), _SHARED, facts=_SOLDE),
        Example(_LINES, '{"a": 30.00, "c": [{"ht": 20.00}, {"ht": 10.00}]}', False, None, _SHARED, facts=_SOLDE),
        # The amounts at two levels: those above may be totals.
        Example(
            '{"a": 0.00, "ht": 0.00, "c": [{"ht": 0.00}, {"ht": 0.00}]}',
            '{"a": 30.00, "ht": 30.00, "c": [{"ht": 20.00}, {"ht": 10.00}]}', False, None,
            {**_SHARED, "/ht": {"concept": "amount.excl_tax"}}, facts=_SOLDE,
        ),
        # A model that has the amount of the invoice alone.
        Example('{"a": 0.00, "f": 0.00}', '{"a": 30.00, "f": 30.01}', True, (1, 19), _INVOICE, facts=_SOLDE),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the amounts that go with an advance are above it together."""
    advance = case.subject
    most = advance.decimal if advance.sound and not advance.empty else None
    amounts = case.all("amount.excl_tax") or case.all("invoice.segur_amount")
    found = numbers(amounts)
    if most is None or found is None:
        return
    whole, other = sum(found, Decimal(0)), without_tax(case)
    # An amount that does not match the VAT and the TTC beside it has its own finding.
    if min(whole, whole if other is None else other) - most < NOISE:
        return
    if not adds_up(given, advance, amounts):
        return
    several = len(amounts) > 1
    at, others = (advance, amounts) if several else (amounts[0], [advance])
    yield Objection(
        at,
        {
            "key": at.key,
            "found": shown(whole) if several else at.text,
            "suggestion": shown(most),
            "amounts": "several" if several else "one",
        },
        links=links(others),
        expected=shown(most),
    )
