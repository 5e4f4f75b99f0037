"""R111: the Ségur service part of an invoice is above the total of that invoice (C13).

A part is compared with a total of its own sort, HT with HT and TTC with TTC.  Where the part itself
is at fault, another rule says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules import invoice_differs, wrong_invoice_tax
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.money import FAQ_INVOICE, NOISE, adds_up, links, numbers, shown

_PARTS = {
    "invoice.total_excl_tax": "invoice.segur_amount",
    "invoice.total_incl_tax": "invoice.segur_incl_tax",
}
"""The part of each total."""

_HT, _TTC = {"concept": "invoice.segur_amount"}, {"concept": "invoice.segur_incl_tax"}
_TOTAL_HT, _TOTAL = {"concept": "invoice.total_excl_tax"}, {"concept": "invoice.total_incl_tax"}
_ONE = {"/ttc": _TTC, "/t": _TOTAL}
_LIST = {"/f/*/ttc": _TTC, "/f/*/t": _TOTAL}
_LINES = {"/l/*/ht": _HT, "/t": _TOTAL_HT}
_TAXED = {"/ht": _HT, "/tx": {"concept": "invoice.segur_vat_rate"}, **_ONE}
_ALL = {"/ht": _HT, "/ttc": _TTC, "/h": _TOTAL_HT, "/t": _TOTAL}
_DECLARED = {"/c": {"concept": "amount.excl_tax"}, "/ht": _HT, "/t": _TOTAL_HT}
_BLANK = '{"ttc": 0.00, "t": 0.00}'
_SEVERAL = '{"l": [{"ht": 0.00}, {"ht": 0.00}], "t": 0.00}'
_FULL = '{"ht": 0.00, "tx": 0.00, "ttc": 0.00, "t": 0.00}'
_TOTALS = '{"ht": 0.00, "ttc": 0.00, "h": 0.00, "t": 0.00}'
_SOLDE = {"request": "solde"}

CAUSE = Cause(
    id="R111",
    name="invoice-part-above-total",
    source=FAQ_INVOICE,
    severity=Severity.WARNING,
    certainty="inference",
    params=("key", "found", "suggestion", "tax"),
    title=Text(
        "La part Prestation Ségur dépasse le total de la facture",
        "The Ségur service part is above the total of the invoice",
    ),
    message=Text(
        "Le total HT de la facture («\u00a0{key}\u00a0», {found}\u00a0€) est inférieur à sa part "
        "Prestation Ségur HT ({suggestion}\u00a0€). Vérifiez ces montants sur la facture.",
        "The total of the invoice excluding tax (“{key}”, €{found}) is below its Ségur service part "
        "(€{suggestion}). Check these amounts on the invoice.",
    ),
    variants={
        ("tax", "incl"): Text(
            "Le total TTC de la facture («\u00a0{key}\u00a0», {found}\u00a0€) est inférieur à sa part "
            "Prestation Ségur TTC ({suggestion}\u00a0€). Vérifiez ces montants sur la facture.",
            "The total of the invoice including tax (“{key}”, €{found}) is below its Ségur service "
            "part (€{suggestion}). Check these amounts on the invoice.",
        ),
    },
    why=Text(
        "La facture porte le montant total, dont la Prestation Ségur n'est qu'une partie\u00a0: elle ne "
        "peut pas le dépasser. Un net à payer ou un montant HT a sans doute été reporté à la place du "
        "total.",
        "The invoice bears the total amount, of which the Ségur service is but a part: it cannot be "
        "above it. The amount left to pay, or one without tax, was probably copied for the total.",
    ),
    mend=Text(
        "Reportez le total de la facture avant déduction de la prise en charge par l'État, et la part "
        "Prestation Ségur telle qu'elle y figure.",
        "Report the total of the invoice before what the State bears is deducted, and the Ségur "
        "service part as it is stated there.",
    ),
    examples=(
        Example(_BLANK, '{"ttc": 120.00, "t": 119.99}', True, (1, 22), _ONE, facts=_SOLDE),
        Example(_BLANK, '{"ttc": 120.00, "t": 120.00}', False, None, _ONE, facts=_SOLDE),
        Example(
            f'{{"f": [{_BLANK}, {_BLANK}]}}',
            '{"f": [{"ttc": 12.00, "t": 15.00}, {"ttc": 15.00, "t": 12.00}]}',
            True, (1, 56), _LIST, facts=_SOLDE,
        ),
        # Several parts of one total.
        Example(_SEVERAL, '{"l": [{"ht": 10.00}, {"ht": 5.00}], "t": 14.99}', True, (1, 43), _LINES, facts=_SOLDE),
        Example(_SEVERAL, '{"l": [{"ht": 10.00}, {"ht": 5.00}], "t": 15.00}', False, None, _LINES, facts=_SOLDE),
        # Both totals are those of another invoice: said once.
        Example(_TOTALS, '{"ht": 10.00, "ttc": 12.00, "h": 9.00, "t": 10.80}', True, (1, 34), _ALL, facts=_SOLDE),
        Example(_TOTALS, '{"ht": 10.00, "ttc": 12.00, "h": 15.00, "t": 11.00}', True, (1, 46), _ALL, facts=_SOLDE),
        # The rate, and the total beside it, are right.
        Example(_FULL, '{"ht": 10.00, "tx": 20.00, "ttc": 12.00, "t": 10.00}', True, (1, 47), _TAXED, facts=_SOLDE),
        Example('{"c": 0.00, "ht": 0.00, "t": 0.00}', '{"c": 9.00, "ht": 9.00, "t": 8.00}', True, (1, 30), _DECLARED, facts=_SOLDE),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the parts of a total are above it together."""
    total = case.subject
    whole = _above(case, given, total)
    if whole is None or _is_told(case, given):
        return
    incl_tax = total.concept == "invoice.total_incl_tax"
    other = case.one("invoice.total_excl_tax") if incl_tax else None
    if other is not None and _above(case, given, other) is not None:
        return  # One cause: it is said of the total excluding tax.
    yield Objection(
        total,
        {
            "key": total.key,
            "found": total.text,
            "suggestion": shown(whole),
            "tax": "incl" if incl_tax else "excl",
        },
        links=links(case.all(_PARTS[total.concept])),
    )


def _above(case: Case, given: Given, total: Value) -> Decimal | None:
    """What the parts of this total make together, if that is above it."""
    parts = case.all(_PARTS[total.concept])
    found, most = numbers(parts), total.decimal if total.sound and not total.empty else None
    if found is None or most is None or not adds_up(given, total, parts):
        return None
    whole = sum(found, Decimal(0))
    return whole if whole - most >= NOISE else None


def _is_told(case: Case, given: Given) -> bool:
    """Whether the part itself is at fault, for another rule: it is then why the total seems low."""
    rules = (
        (invoice_differs, "invoice.segur_amount"),
        (wrong_invoice_tax, "invoice.segur_incl_tax"),
        (wrong_invoice_tax, "invoice.segur_vat"),
    )
    return any(
        objection.severity is None
        for rule, concept in rules
        for part in case.all(concept)
        for objection in rule.check(case._replace(subject=part), given)
    )
