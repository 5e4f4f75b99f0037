"""R103: the tax on a service does not follow from its amount and its rate (C10)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.money import FAQ_TAX, Bill, adds_up, lines, mate, numbers, objections

_HT, _RATE = {"concept": "amount.excl_tax"}, {"concept": "amount.vat_rate"}
_VAT, _TTC = {"concept": "amount.vat"}, {"concept": "amount.incl_tax"}
_ONE = {"/ht": _HT, "/tx": _RATE, "/ttc": _TTC}
_NO_TTC = {"/ht": _HT, "/tx": _RATE, "/tva": _VAT}
_ALL = {**_ONE, "/tva": _VAT}
_LIST = {"/c/*/ht": _HT, "/c/*/tx": _RATE, "/c/*/ttc": _TTC}
_SHARED = {"/c/*/ht": _HT, "/c/*/tx": _RATE, "/ttc": _TTC}

_BLANK = '{"ht": 0.00, "tx": 0.00, "ttc": 0.00}'
_VAT_ONLY = '{"ht": 0.00, "tx": 0.00, "tva": 0.00}'
_FULL = '{"ht": 0.00, "tx": 0.00, "tva": 0.00, "ttc": 0.00}'
_LINES = '{"c": [{"ht": 0.00, "tx": 0.00}, {"ht": 0.00, "tx": 0.00}], "ttc": 0.00}'


def _three(ttc: str) -> str:
    line = '{"ht": 33.33, "tx": 20.00}'
    return f'{{"c": [{line}, {line}, {line}], "ttc": {ttc}}}'


CAUSE = Cause(
    id="R103",
    name="wrong-tax",
    source=FAQ_TAX,
    params=("key", "found", "suggestion", "slip"),
    title=Text(
        "Le montant de TVA ou le montant TTC d'une prestation est inexact",
        "The VAT on a service, or its total with tax, is not right",
    ),
    message=Text(
        "Le montant TTC «\u00a0{key}\u00a0» ({found}\u00a0€) n'est pas le montant HT augmenté de la "
        "TVA. Le calcul donne {suggestion}\u00a0€\u00a0: corrigez le montant inexact.",
        "The amount including tax “{key}” (€{found}) is not the amount excluding tax plus VAT. "
        "The computation gives €{suggestion}: correct the amount that is wrong.",
    ),
    variants={
        ("slip", "ttc-cent"): Text(
            "Le montant TTC «\u00a0{key}\u00a0» ({found}\u00a0€) s'écarte de peu du calcul, qui donne "
            "{suggestion}\u00a0€. Vérifiez l'arrondi.",
            "The amount including tax “{key}” (€{found}) is slightly off the computation, "
            "which gives €{suggestion}. Check the rounding.",
        ),
        ("slip", "vat"): Text(
            "Le montant de TVA «\u00a0{key}\u00a0» ({found}\u00a0€) n'est pas le montant HT multiplié "
            "par le taux. Le calcul donne {suggestion}\u00a0€\u00a0: corrigez le montant inexact.",
            "The VAT “{key}” (€{found}) is not the amount excluding tax times the rate. "
            "The computation gives €{suggestion}: correct the amount that is wrong.",
        ),
        ("slip", "vat-cent"): Text(
            "Le montant de TVA «\u00a0{key}\u00a0» ({found}\u00a0€) s'écarte de peu du calcul, qui "
            "donne {suggestion}\u00a0€. Vérifiez l'arrondi.",
            "The VAT “{key}” (€{found}) is slightly off the computation, which gives "
            "€{suggestion}. Check the rounding.",
        ),
        ("slip", "sum"): Text(
            "Le montant TTC «\u00a0{key}\u00a0» ({found}\u00a0€) n'est pas la somme du montant HT et "
            "de la TVA, qui donne {suggestion}\u00a0€. Corrigez le montant inexact.",
            "The amount including tax “{key}” (€{found}) is not the sum of the amount excluding "
            "tax and of the VAT, which gives €{suggestion}. Correct the amount that is wrong.",
        ),
        ("slip", "sum-cent"): Text(
            "Le montant TTC «\u00a0{key}\u00a0» ({found}\u00a0€) s'écarte de peu de la somme du "
            "montant HT et de la TVA, qui donne {suggestion}\u00a0€. Vérifiez l'arrondi.",
            "The amount including tax “{key}” (€{found}) is slightly off the sum of the amount "
            "excluding tax and of the VAT, which gives €{suggestion}. Check the rounding.",
        ),
        ("slip", "rate"): Text(
            "Le taux de TVA «\u00a0{key}\u00a0» ({found}) ne correspond pas aux montants de TVA et TTC "
            "indiqués, calculés au taux de {suggestion}\u00a0%. Corrigez le taux ou les montants.",
            "The VAT rate “{key}” ({found}) does not match the VAT and the total with tax, which "
            "were computed at {suggestion}%. Correct the rate or the amounts.",
        ),
        ("slip", "ht"): Text(
            "Le montant HT «\u00a0{key}\u00a0» ({found}\u00a0€) ne correspond pas aux montants de TVA "
            "et TTC indiqués, qui donnent {suggestion}\u00a0€. Corrigez le montant inexact.",
            "The amount excluding tax “{key}” (€{found}) does not match the VAT and the total with "
            "tax, which give €{suggestion}. Correct the amount that is wrong.",
        ),
        ("slip", "ht-cent"): Text(
            "Le montant HT «\u00a0{key}\u00a0» ({found}\u00a0€) s'écarte de peu de celui que donnent "
            "les montants de TVA et TTC ({suggestion}\u00a0€). Vérifiez l'arrondi.",
            "The amount excluding tax “{key}” (€{found}) is slightly off the one that the VAT "
            "and the total with tax give (€{suggestion}). Check the rounding.",
        ),
    },
    why=Text(
        "Le montant TTC est le montant HT augmenté de la TVA à laquelle le fournisseur est soumis, et "
        "ces montants doivent être exacts. Aucun arrondi n'est imposé\u00a0: tout arrondi usuel est "
        "admis, par ligne ou sur le total.",
        "The total with tax is the amount excluding tax plus the VAT that the supplier is subject "
        "to, and these amounts must be exact. No rounding is imposed: any usual one is accepted, "
        "by line or on the total.",
    ),
    mend=Text(
        "Recalculez la TVA et le montant TTC à partir du montant HT et du taux, et reportez-les à "
        "l'identique dans la demande, sur le bon de commande et sur la facture.",
        "Compute VAT and total again from the amount excluding tax and the rate, and write the "
        "same in the request, on the purchase order and on the invoice.",
    ),
    examples=(
        Example(_BLANK, '{"ht": 100.00, "tx": 20.00, "ttc": 125.00}', True, (1, 36), _ONE),
        Example(_BLANK, '{"ht": 100.00, "tx": 20.00, "ttc": 120.00}', False, None, _ONE),
        Example(_BLANK, '{"ht": 100.00, "tx": 20.00, "ttc": 120.01}', True, (1, 36), _ONE),
        Example(_BLANK, '{"ht": 100.00, "tx": 20.00, "ttc": 119.99}', True, (1, 36), _ONE),
        # Half a cent: half up or half to even.
        Example(_BLANK, '{"ht": 10.05, "tx": 10.00, "ttc": 11.06}', False, None, _ONE),
        Example(_BLANK, '{"ht": 10.05, "tx": 10.00, "ttc": 11.05}', False, None, _ONE),
        Example(_BLANK, '{"ht": 10.05, "tx": 10.00, "ttc": 11.04}', True, (1, 35), _ONE),
        # A fraction, and a low rate in per cent.
        Example(_BLANK, '{"ht": 100.00, "tx": 0.20, "ttc": 120.00}', False, None, _ONE),
        Example(_BLANK, '{"ht": 100.00, "tx": 0.90, "ttc": 100.90}', False, None, _ONE),
        Example(
            f'{{"c": [{_BLANK}, {_BLANK}]}}',
            '{"c": [{"ht": 10.00, "tx": 20.00, "ttc": 12.00}, {"ht": 10.00, "tx": 20.00, "ttc": 10.00}]}',
            True,
            (1, 84),
            _LIST,
        ),
        Example(_VAT_ONLY, '{"ht": 100.00, "tx": 20.00, "tva": 2.00}', True, (1, 36), _NO_TTC),
        Example(_FULL, '{"ht": 100.00, "tx": 20.00, "tva": 5.50, "ttc": 105.50}', True, (1, 22), _ALL),
        Example(_FULL, '{"ht": 110.00, "tx": 20.00, "tva": 20.00, "ttc": 120.00}', True, (1, 8), _ALL),
        Example(_FULL, '{"ht": 100.00, "tx": 20.00, "tva": 21.00, "ttc": 120.00}', True, (1, 36), _ALL),
        Example(_FULL, '{"ht": 100.00, "tx": 5.50, "tva": 5.50, "ttc": 105.50}', False, None, _ALL),
        # One total for three lines: by line, on the total, and neither.
        Example(_LINES, _three("120.00"), False, None, _SHARED),
        Example(_LINES, _three("119.99"), False, None, _SHARED),
        Example(_LINES, _three("120.02"), True, (1, 100), _SHARED),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each value to change, one for each cause."""
    subject = case.subject
    if subject.empty or not subject.sound:
        return
    other = "amount.vat" if subject.concept == "amount.incl_tax" else "amount.incl_tax"
    beside = mate(case, given, other)
    if beside is not None and other == "amount.incl_tax":
        return  # The case of the total sees both.
    vat, incl_tax = (beside, subject) if other == "amount.vat" else (subject, None)
    amounts = case.all("amount.excl_tax")
    bases = numbers(amounts)
    if bases is None or not any(bases):
        return
    items = lines(case, given, amounts)
    bill = Bill(amounts, case.filled("amount.vat_rate"), vat, incl_tax, [items] if items else [])
    found = list(objections(bill, {}, certain=True))
    if found and adds_up(given, subject, amounts):
        yield from found
