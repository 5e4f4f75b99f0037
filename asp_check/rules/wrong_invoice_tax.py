"""R110: the tax on the Ségur service part of the invoice does not follow from its amount (C10).

The rate is that of the invoice; where it gives none, that of the services, which only warns: what
was invoiced may have another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.money import (
    FAQ_TAX,
    Bill,
    Line,
    adds_up,
    gap,
    lines,
    mate,
    numbers,
    objections,
    slips,
)

_HT, _RATE = {"concept": "invoice.segur_amount"}, {"concept": "invoice.segur_vat_rate"}
_VAT, _TTC = {"concept": "invoice.segur_vat"}, {"concept": "invoice.segur_incl_tax"}
_ONE = {"/ht": _HT, "/tx": _RATE, "/ttc": _TTC}
_ALL = {**_ONE, "/tva": _VAT}
_LIST = {"/c/*/ht": _HT, "/c/*/tx": _RATE, "/c/*/ttc": _TTC}
_LINES = {
    "/c/*/ht": {"concept": "amount.excl_tax"}, "/tx": {"concept": "amount.vat_rate"},
    "/ht": _HT, "/ttc": _TTC,
}  # fmt: skip
_BLANK = '{"ht": 0.00, "tx": 0.00, "ttc": 0.00}'
_FULL = '{"ht": 0.00, "tx": 0.00, "tva": 0.00, "ttc": 0.00}'
_ORDER = '{"c": [{"ht": 0.00}, {"ht": 0.00}], "tx": 0.00, "ht": 0.00, "ttc": 0.00}'
_SOLDE = {"request": "solde"}


def _thirds(incl_tax: str) -> str:
    line = '{"ht": 33.33}'
    return f'{{"c": [{line}, {line}, {line}], "tx": 20.00, "ht": 99.99, "ttc": {incl_tax}}}'


_READ = (
    "invoice.segur_vat_rate", "amount.excl_tax", "amount.vat_rate", "amount.vat", "amount.incl_tax",
)  # fmt: skip
"""By what the tax of an invoice may have been computed."""

CAUSE = Cause(
    id="R110",
    name="wrong-invoice-tax",
    source=FAQ_TAX,
    params=("key", "found", "suggestion", "slip"),
    title=Text(
        "Le montant de TVA ou le montant TTC de la facture est inexact",
        "The VAT on the invoice, or its total with tax, is not right",
    ),
    message=Text(
        "Le montant TTC de la facture («\u00a0{key}\u00a0», {found}\u00a0€) n'est pas la part Prestation "
        "Ségur HT augmentée de la TVA. Le calcul donne {suggestion}\u00a0€\u00a0: vérifiez la facture.",
        "The amount of the invoice including tax (“{key}”, €{found}) is not the Ségur service part "
        "plus VAT. The computation gives €{suggestion}: check the invoice.",
    ),
    variants={
        ("slip", "ttc-cent"): Text(
            "Le montant TTC de la facture («\u00a0{key}\u00a0», {found}\u00a0€) s'écarte de peu du "
            "calcul, qui donne {suggestion}\u00a0€. Vérifiez l'arrondi.",
            "The amount of the invoice including tax (“{key}”, €{found}) is slightly off the "
            "computation, which gives €{suggestion}. Check the rounding.",
        ),
        ("slip", "vat"): Text(
            "La TVA de la facture («\u00a0{key}\u00a0», {found}\u00a0€) n'est pas la part Prestation "
            "Ségur HT multipliée par le taux. Le calcul donne {suggestion}\u00a0€\u00a0: vérifiez la "
            "facture.",
            "The VAT on the invoice (“{key}”, €{found}) is not the Ségur service part times the "
            "rate. The computation gives €{suggestion}: check the invoice.",
        ),
        ("slip", "vat-cent"): Text(
            "La TVA de la facture («\u00a0{key}\u00a0», {found}\u00a0€) s'écarte de peu du calcul, qui "
            "donne {suggestion}\u00a0€. Vérifiez l'arrondi.",
            "The VAT on the invoice (“{key}”, €{found}) is slightly off the computation, which "
            "gives €{suggestion}. Check the rounding.",
        ),
        ("slip", "sum"): Text(
            "Le montant TTC de la facture («\u00a0{key}\u00a0», {found}\u00a0€) n'est pas la somme du "
            "montant HT et de la TVA, qui donne {suggestion}\u00a0€. Vérifiez la facture.",
            "The amount of the invoice including tax (“{key}”, €{found}) is not the sum of the "
            "amount excluding tax and of the VAT, which gives €{suggestion}. Check the invoice.",
        ),
        ("slip", "sum-cent"): Text(
            "Le montant TTC de la facture («\u00a0{key}\u00a0», {found}\u00a0€) s'écarte de peu de la "
            "somme du montant HT et de la TVA, qui donne {suggestion}\u00a0€. Vérifiez l'arrondi.",
            "The amount of the invoice including tax (“{key}”, €{found}) is slightly off the "
            "sum of amount and VAT, which gives €{suggestion}. Check the rounding.",
        ),
        ("slip", "rate"): Text(
            "Le taux de TVA de la facture («\u00a0{key}\u00a0», {found}) ne correspond pas aux montants "
            "de TVA et TTC indiqués, calculés au taux de {suggestion}\u00a0%. Vérifiez la facture.",
            "The VAT rate of the invoice (“{key}”, {found}) does not match the VAT and the total "
            "with tax, which were computed at {suggestion}%. Check the invoice.",
        ),
        ("slip", "ht"): Text(
            "La part Prestation Ségur HT («\u00a0{key}\u00a0», {found}\u00a0€) ne correspond pas aux "
            "montants de TVA et TTC de la facture, qui donnent {suggestion}\u00a0€. Vérifiez la facture.",
            "The Ségur service part (“{key}”, €{found}), excluding tax, does not match the VAT and "
            "the total of the invoice, which give €{suggestion}. Check the invoice.",
        ),
        ("slip", "ht-cent"): Text(
            "La part Prestation Ségur HT («\u00a0{key}\u00a0», {found}\u00a0€) s'écarte de peu de celle "
            "que donnent les montants de TVA et TTC ({suggestion}\u00a0€). Vérifiez l'arrondi.",
            "The Ségur service part (“{key}”, €{found}), excluding tax, is slightly off what "
            "the VAT and the total give (€{suggestion}). Check the rounding.",
        ),
    },
    why=Text(
        "Les montants HT, TVA et TTC figurent sur la facture et doivent être exacts. Aucun arrondi "
        "n'est imposé\u00a0: tout arrondi usuel est admis, par ligne ou sur le total.",
        "Amount, VAT and total are stated on the invoice and must be exact. No rounding is "
        "imposed: any usual one is accepted, by line or on the total.",
    ),
    mend=Text(
        "Recopiez les montants de la facture. Si l'erreur est sur la facture elle-même, établissez-en "
        "une nouvelle.",
        "Copy the amounts of the invoice. If they are wrong on the invoice itself, make out a new one.",
    ),
    examples=(
        Example(_BLANK, '{"ht": 100.00, "tx": 20.00, "ttc": 125.00}', True, (1, 36), _ONE, facts=_SOLDE),
        Example(_BLANK, '{"ht": 100.00, "tx": 20.00, "ttc": 120.00}', False, None, _ONE, facts=_SOLDE),
        Example(_BLANK, '{"ht": 100.00, "tx": 20.00, "ttc": 120.01}', True, (1, 36), _ONE, facts=_SOLDE),
        Example(
            f'{{"c": [{_BLANK}, {_BLANK}]}}',
            '{"c": [{"ht": 10.00, "tx": 20.00, "ttc": 12.00}, {"ht": 10.00, "tx": 20.00, "ttc": 10.00}]}',
            True, (1, 84), _LIST, facts=_SOLDE,
        ),
        Example(_FULL, '{"ht": 100.00, "tx": 20.00, "tva": 21.00, "ttc": 120.00}', True, (1, 36), _ALL, facts=_SOLDE),
        # Without a rate of its own: by line, on the total, and neither.
        Example(_ORDER, _thirds("120.00"), False, None, _LINES, facts=_SOLDE),
        Example(_ORDER, _thirds("119.99"), False, None, _LINES, facts=_SOLDE),
        Example(_ORDER, _thirds("120.03"), True, (1, 87), _LINES, facts=_SOLDE),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each value to change, one for each cause."""
    subject = case.subject
    amount = mate(case, given, "invoice.segur_amount")
    base = None if amount is None else amount.decimal
    if amount is None or not base or subject.empty or not subject.sound:
        return
    if not case.is_sound(*_READ):
        return  # By what is at fault, it may be right.
    if subject.decimal == 0 and subject.concept == "invoice.segur_incl_tax":
        return  # An invoice of zero has its own rule.
    is_total = subject.concept == "invoice.segur_incl_tax"
    beside = mate(case, given, "invoice.segur_vat" if is_total else "invoice.segur_incl_tax")
    if beside is not None and not is_total:
        return  # The case of the total sees both.
    vat, incl_tax = (beside, subject) if is_total else (subject, None)
    own = lines(case, given, [amount], "invoice.segur_vat_rate")
    services = case.all("amount.excl_tax") if _is_ours(case, given, amount) else []
    items: Sequence[Line] | None = lines(case, given, services)
    declared = numbers(services)
    whole = base if declared is None else sum(declared, Decimal(0))
    written = _written(case)
    if gap(whole, (base,)):
        # That the amount is not the one declared has its own rule; does all the rest match that?
        ways = [way for way in (_at_rate_of(own, whole), items) if way]
        if not slips(Bill(services, [], vat, incl_tax, ways, written)):
            return
        items = _at_rate_of(items, base) if own is None else None
    ways = [way for way in (own, items) if way]
    rates = case.filled("invoice.segur_vat_rate")
    bill = Bill([amount], rates, vat, incl_tax, ways, written)
    yield from objections(bill, {}, certain=own is not None or not ways)


def _is_ours(case: Case, given: Given, amount: Value) -> bool:
    """Whether the services around are those of this invoice."""
    return adds_up(given, amount, case.all("amount.excl_tax"))


def _at_rate_of(items: Sequence[Line] | None, base: Decimal) -> Sequence[Line] | None:
    """This amount at the one rate of these lines, if they share one."""
    rates = {line.rate for line in items or ()}
    return [Line(base, rates.pop())] if len(rates) == 1 else None


def _written(case: Case) -> tuple[frozenset[Decimal], frozenset[Decimal]]:
    """The VAT and the total of the services, as the request has them line by line."""
    vat, incl_tax = (numbers(case.all(f"amount.{kind}")) for kind in ("vat", "incl_tax"))
    return (
        frozenset() if vat is None else frozenset({sum(vat, Decimal(0))}),
        frozenset() if incl_tax is None else frozenset({sum(incl_tax, Decimal(0))}),
    )
