"""R105: a total of the order is not that of its services.

A total including tax, or a total of VAT, is right if it is the sum of the lines as they are written,
or any conventional result of a computation: by line, by rate, on the total.  An order may hold more
than the services of the request: a difference warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.money import (
    FAQ_TAX,
    HALF_CENT,
    Line,
    adds_up,
    gap,
    lines,
    links,
    mate,
    numbers,
    places_of,
    shown,
    taxes,
    usual_tax,
    with_tax,
    without_tax,
)

_HT, _TTC = {"concept": "amount.excl_tax"}, {"concept": "amount.incl_tax"}
_RATE = {"concept": "amount.vat_rate"}
_SUM = {"/c/*/ht": _HT, "/t": {"concept": "total.excl_tax"}}
_ORDERS = {"/o/*/c/*/ht": _HT, "/o/*/t": {"concept": "total.excl_tax"}}
_TAXED = {
    "/c/*/ht": _HT, "/tx": _RATE, "/t": {"concept": "total.excl_tax"},
    "/v": {"concept": "total.vat"}, "/ttc": {"concept": "total.incl_tax"},
}  # fmt: skip
_BLANK = '{"c": [{"ht": 0.00}, {"ht": 0.00}], "t": 0.00}'
_ORDER = '{"c": [{"ht": 0.00}, {"ht": 0.00}], "t": 0.00}'
_FULL = '{"c": [{"ht": 0.00}, {"ht": 0.00}], "tx": 0.00, "t": 0.00, "v": 0.00, "ttc": 0.00}'


def _thirds(total: str, vat: str, incl_tax: str) -> str:
    line = '{"ht": 33.33}'
    return f'{{"c": [{line}, {line}, {line}], "tx": 20.00, "t": {total}, "v": {vat}, "ttc": {incl_tax}}}'


_VATS = {"/c/*/v": {"concept": "amount.vat"}, "/t": {"concept": "total.vat"}}
_NO_RATE = '{"c": [{"v": 0.00}, {"v": 0.00}], "t": 0.00}'


def _vats(total: str) -> str:
    line = '{"v": 6.67}'
    return f'{{"c": [{line}, {line}, {line}], "t": {total}}}'


CAUSE = Cause(
    id="R105",
    name="wrong-total",
    source=FAQ_TAX,
    severity=Severity.WARNING,
    certainty="inference",
    params=("key", "found", "suggestion", "total"),
    title=Text(
        "Un total de la commande ne correspond pas à ses prestations",
        "A total of the order does not match its services",
    ),
    message=Text(
        "Le total HT «\u00a0{key}\u00a0» ({found}\u00a0€) n'est pas la somme des montants HT de la "
        "commande, qui est de {suggestion}\u00a0€. Vérifiez ces montants.",
        "The total excluding tax “{key}” (€{found}) is not the sum of the amounts of the order, "
        "€{suggestion}. Check these amounts.",
    ),
    variants={
        ("total", "vat"): Text(
            "Le total de TVA «\u00a0{key}\u00a0» ({found}\u00a0€) ne correspond pas à la TVA des "
            "prestations de la commande, qui est de {suggestion}\u00a0€. Vérifiez ces montants.",
            "The total VAT “{key}” (€{found}) does not match the VAT on the services of the order, "
            "€{suggestion}. Check these amounts.",
        ),
        ("total", "incl_tax"): Text(
            "Le total TTC «\u00a0{key}\u00a0» ({found}\u00a0€) ne correspond pas aux montants TTC de la "
            "commande, dont la somme est de {suggestion}\u00a0€. Vérifiez ces montants.",
            "The total including tax “{key}” (€{found}) does not match the amounts of the order "
            "including tax, €{suggestion} in all. Check these amounts.",
        ),
        ("total", "sum"): Text(
            "Le total TTC «\u00a0{key}\u00a0» ({found}\u00a0€) n'est pas la somme du total HT et du "
            "total de TVA, qui est de {suggestion}\u00a0€. Vérifiez ces montants.",
            "The total including tax “{key}” (€{found}) is not the sum of the total excluding tax "
            "and of the total VAT, €{suggestion}. Check these amounts.",
        ),
    },
    why=Text(
        "Un total inexact laisse penser qu'une prestation manque ou qu'un montant a été mal reporté. "
        "Une commande peut aussi comporter d'autres lignes, hors du financement\u00a0: c'est à vérifier.",
        "A wrong total suggests that a service is missing, or that an amount was badly copied. "
        "An order may also have other lines, which are not funded: it is to be checked.",
    ),
    mend=Text(
        "Recalculez le total à partir des lignes de la commande, ou corrigez la ligne mal reportée. Si "
        "le bon de commande comporte d'autres lignes, laissez le total tel quel.",
        "Compute the total again from the lines of the order, or correct the line that was badly "
        "copied. If the purchase order has other lines, leave the total as it is.",
    ),
    examples=(
        Example(_BLANK, '{"c": [{"ht": 10.00}, {"ht": 5.00}], "t": 15.01}', True, (1, 43), _SUM),
        Example(_BLANK, '{"c": [{"ht": 10.00}, {"ht": 5.00}], "t": 15.00}', False, None, _SUM),
        Example(_BLANK, '{"c": [{"ht": 10.00}, {"ht": 5.00}], "t": 14.99}', True, (1, 43), _SUM),
        Example(
            f'{{"o": [{_ORDER}, {_ORDER}]}}',
            '{"o": [{"c": [{"ht": 10.00}], "t": 10.00}, {"c": [{"ht": 20.00}], "t": 10.00}]}',
            True, (1, 72), _ORDERS,
        ),
        # By line, on the total, and neither.
        Example(_FULL, _thirds("99.99", "20.01", "120.00"), False, None, _TAXED),
        Example(_FULL, _thirds("99.99", "20.00", "119.99"), False, None, _TAXED),
        Example(_FULL, _thirds("99.99", "20.02", "120.01"), True, (1, 84), _TAXED),
        Example(_FULL, _thirds("99.99", "20.00", "120.02"), True, (1, 98), _TAXED),
        Example(_FULL, _thirds("99.99", "20.01", "119.99"), True, (1, 98), _TAXED),
        # The rate is not known: half a cent for each line.
        Example(_NO_RATE, _vats("20.00"), False, None, _VATS),
        Example(_NO_RATE, _vats("19.99"), True, (1, 53), _VATS),
        # The sums of the lines as they are written.
        Example(
            '{"c": [{"ttc": 0.00}, {"ttc": 0.00}], "t": 0.00}',
            '{"c": [{"ttc": 12.00}, {"ttc": 6.00}], "t": 12.00}',
            True, (1, 45), {"/c/*/ttc": _TTC, "/t": {"concept": "total.incl_tax"}},
        ),
    ),
)  # fmt: skip


_AMOUNT = "amount.excl_tax"

_READ = {
    "excl_tax": (_AMOUNT,),
    "vat": (_AMOUNT, "amount.vat", "total.excl_tax"),
    "incl_tax": (_AMOUNT, "amount.incl_tax", "total.excl_tax", "total.vat"),
}
"""What a total goes by: where one of these is at fault, the total may be right."""


class _Right(NamedTuple):
    """What a total may be, what it most likely is, and how far roundings may take it from these."""

    accepted: set[Decimal]
    usual: Decimal
    slack: Decimal = Decimal(0)

    def admits(self, number: Decimal) -> bool:
        """Whether a total may be this number."""
        return gap(number, self.accepted) <= self.slack


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a total that is none of the results that are accepted."""
    total = case.subject
    found = total.decimal if total.sound and not total.empty else None
    kind = total.concept.removeprefix("total.")
    if found is None or not case.is_sound(*_READ[kind]):
        return
    if _is_plain_sum(case, given, kind, found):
        return  # Most files; the rest is looked at closely.
    right = _right(case, given, kind)
    expected = right.usual if right is not None and not right.admits(found) else None
    amounts = case.all(_AMOUNT)
    parts = case.all(f"amount.{kind}") or amounts
    if kind == "incl_tax":
        kind, expected = _with_pair(case, given, found, expected)
    if expected is None or not adds_up(given, total, [*parts, *amounts]):
        return
    if kind == "sum":
        parts = [*case.filled("total.excl_tax"), *case.filled("total.vat")]
    params = {"key": total.key, "found": total.text, "suggestion": shown(expected), "total": kind}
    yield Objection(total, params, links=links(parts), expected=shown(expected))


def _is_plain_sum(case: Case, given: Given, kind: str, found: Decimal) -> bool:
    """Whether the total is what its parts add up to, as they are written."""
    if kind == "incl_tax":
        base, vat = mate(case, given, "total.excl_tax"), mate(case, given, "total.vat")
        if base is not None and vat is not None:
            pair = numbers((base, vat))
            return pair is not None and sum(pair, Decimal(0)) == found
    parts = numbers(case.all(f"amount.{kind}"))
    return parts is not None and sum(parts, Decimal(0)) == found


def _with_pair(
    case: Case, given: Given, found: Decimal, expected: Decimal | None
) -> tuple[str, Decimal | None]:
    """The same, once the total excluding tax and the total VAT beside it are considered."""
    base, vat = mate(case, given, "total.excl_tax"), mate(case, given, "total.vat")
    if base is None or vat is None or base.decimal is None or vat.decimal is None:
        return "incl_tax", expected
    whole = base.decimal + vat.decimal
    if not gap(found, (whole,)):
        return "incl_tax", None  # If it is wrong, one of the two is, and has its own finding.
    if expected is not None:
        return "incl_tax", expected
    for kind, number in (("excl_tax", base.decimal), ("vat", vat.decimal)):
        right = _right(case, given, kind)
        if right is not None and not right.admits(number):
            return "incl_tax", None
    return "sum", whole


def _right(case: Case, given: Given, kind: str) -> _Right | None:
    """The sum of the lines as they are written, and all that follows from amounts and rates."""
    written = case.all(f"amount.{kind}")
    parts = numbers(written)
    if parts is None and any(not value.empty for value in written):
        return None  # A line that cannot be read: the total may be right.
    accepted = set() if parts is None else {sum(parts, Decimal(0))}
    if kind == "excl_tax":
        if parts is None:
            return None
        # An amount that does not match the VAT and the TTC beside it has its own finding.
        if (other := without_tax(case)) is not None:
            accepted.add(other)
        return _Right(accepted, sum(parts, Decimal(0)))
    items = lines(case, given, case.all(_AMOUNT)) or []
    if items:
        results, places = taxes if kind == "vat" else with_tax, places_of(case.subject)
        accepted |= results(items, places)
        base = mate(case, given, "total.excl_tax")
        if base is not None and base.decimal is not None and len({r for _, r in items}) == 1:
            # From the total as it is written, which may be wrong itself.
            accepted |= results([Line(base.decimal, items[0].rate)], places)
    if not accepted:
        return None
    if parts is not None:
        # Computed on the total at a rate that is not known, it may round what each line rounded.
        slack = Decimal(0) if items else HALF_CENT * len(parts)
        return _Right(accepted, sum(parts, Decimal(0)), slack)
    whole = sum((line.amount for line in items), Decimal(0)) if kind == "incl_tax" else Decimal(0)
    return _Right(accepted, whole + usual_tax(items))
