"""R102: the amount of a service, its VAT rate or its total with tax is missing (C08).

What is missing depends on whether the supplier is liable to VAT, by the file, else by the
configuration: the rate and the TTC of one who is not may stay empty.  A rate at zero with a TTC
equal to the HT is how an exemption is written: it warns if the supplier is liable, for a service may
be exempt, and passes if the status is not known.  A rate at zero with another TTC is a rate that was
forgotten, whoever the supplier is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.money import FAQ_TAX, alone, is_liable

_MAY: Mapping[str, Any] = MappingProxyType({"may_be_empty": True})
_HT, _TTC = {"concept": "amount.excl_tax"}, {"concept": "amount.incl_tax", **_MAY}
_RATE, _VAT = {"concept": "amount.vat_rate", **_MAY}, {"concept": "amount.vat", **_MAY}
_ONE = {"/ht": _HT, "/tx": _RATE, "/ttc": _TTC}
_ALL = {**_ONE, "/tva": _VAT}
_LIST = {"/c/*/ht": _HT, "/c/*/tx": _RATE, "/c/*/ttc": _TTC}
_SHARED = {"/c/*/ht": _HT, "/tx": _RATE}
_SAYS = {**_ONE, "/a": {"concept": "supplier.vat_liable"}}

_LIABLE = {"supplier": {"vat_liable": True}}
_EXEMPT = {"supplier": {"vat_liable": False}}

_BLANK = '{"ht": "", "tx": 0.00, "ttc": 0.00}'
_FULL = '{"ht": "", "tx": 0.00, "tva": 0.00, "ttc": 0.00}'
_FLAG = '{"a": false, "ht": "", "tx": 0.00, "ttc": 0.00}'

CAUSE = Cause(
    id="R102",
    name="missing-tax",
    source=FAQ_TAX,
    params=("key", "missing"),
    title=Text(
        "Le montant HT, le taux de TVA ou le montant TTC d'une prestation manque",
        "The amount of a service, its VAT rate or its total with tax is missing",
    ),
    message=Text(
        "Le montant HT «\u00a0{key}\u00a0» de la prestation n'est pas renseigné. Indiquez-le.",
        "The amount “{key}” of the service, excluding tax, is missing. Give it.",
    ),
    variants={
        ("missing", "rate"): Text(
            "Le taux de TVA «\u00a0{key}\u00a0» n'est pas renseigné, alors que le fournisseur est "
            "assujetti à la TVA. Indiquez le taux applicable.",
            "The VAT rate “{key}” is missing, while the supplier is liable to VAT. "
            "Give the rate that applies.",
        ),
        ("missing", "ttc"): Text(
            "Le montant TTC «\u00a0{key}\u00a0» n'est pas renseigné, alors que le fournisseur est "
            "assujetti à la TVA. Indiquez-le.",
            "The amount including tax “{key}” is missing, while the supplier is liable to "
            "VAT. Give it.",
        ),
        ("missing", "taxed-rate"): Text(
            "Le taux de TVA «\u00a0{key}\u00a0» n'est pas renseigné, alors que le montant TTC diffère "
            "du montant HT. Indiquez le taux appliqué.",
            "The VAT rate “{key}” is missing, while the amounts with and without tax differ. "
            "Give the rate that was applied.",
        ),
        ("missing", "exempt-rate"): Text(
            "Le taux de TVA «\u00a0{key}\u00a0» est à zéro, alors que le fournisseur est assujetti "
            "à la TVA. Vérifiez que la prestation en est exonérée, sinon indiquez le taux.",
            "The VAT rate “{key}” is zero, while the supplier is liable to VAT. "
            "Make sure that the service is exempt, or give the rate.",
        ),
        ("missing", "unknown-rate"): Text(
            "Le taux de TVA «\u00a0{key}\u00a0» n'est pas renseigné. Indiquez-le si le fournisseur est "
            "assujetti à la TVA\u00a0; sinon, déclarez-le dans la configuration (vat_liable = false).",
            "The VAT rate “{key}” is missing. Give it if the supplier is liable to VAT; "
            "if not, say so in the configuration (vat_liable = false).",
        ),
        ("missing", "unknown-ttc"): Text(
            "Le montant TTC «\u00a0{key}\u00a0» n'est pas renseigné. Indiquez-le si le fournisseur est "
            "assujetti à la TVA\u00a0; sinon, déclarez-le dans la configuration (vat_liable = false).",
            "The amount including tax “{key}” is missing. Give it if the supplier is liable to "
            "VAT; if not, say so in the configuration (vat_liable = false).",
        ),
        ("missing", "vat"): Text(
            "Le montant de TVA «\u00a0{key}\u00a0» n'est pas renseigné, alors que le taux et le montant "
            "TTC le sont. Indiquez-le s'il figure sur le bon de commande.",
            "The VAT “{key}” is missing, while the rate and the amount including tax are given. Give "
            "it if the purchase order states it.",
        ),
    },
    why=Text(
        "Chaque prestation doit porter son montant HT. Un fournisseur assujetti à la TVA indique "
        "aussi le taux applicable et le montant TTC, sur tous ses bons de commande.",
        "Each service must bear its amount excluding tax. A supplier who is liable to VAT also "
        "gives the rate that applies and the amount including tax, on every purchase order.",
    ),
    mend=Text(
        "Reportez le montant HT, le taux de TVA et le montant TTC du bon de commande. Si le "
        "fournisseur n'est pas assujetti à la TVA, déclarez-le dans la configuration.",
        "Copy the amount excluding tax, the VAT rate and the amount including tax from the "
        "purchase order. If the supplier is not liable, declare it in the configuration.",
    ),
    examples=(
        Example(_BLANK, '{"ht": "", "tx": 20.00, "ttc": 12.00}', True, (1, 8), _ONE, facts=_LIABLE),
        Example(_BLANK, '{"ht": "10.00", "tx": 20.00, "ttc": 12.00}', False, None, _ONE, facts=_LIABLE),
        Example(_BLANK, '{"ht": "10.00", "tx": 20.00, "ttc": 0.00}', True, (1, 37), _ONE, facts=_LIABLE),
        Example(_BLANK, '{"ht": "10.00", "tx": 0.00, "ttc": 12.00}', True, (1, 23), _ONE, facts=_LIABLE),
        Example(_BLANK, '{"ht": "10.00", "tx": 0.00, "ttc": 0.00}', False, None, _ONE, facts=_EXEMPT),
        Example(_BLANK, '{"ht": "10.00", "tx": 20.00, "ttc": 0.00}', True, (1, 37), _ONE),
        # A rate at zero: exempt, or forgotten.
        Example(_BLANK, '{"ht": "10.00", "tx": 0.00, "ttc": 10.00}', True, (1, 23), _ONE, facts=_LIABLE),
        Example(_BLANK, '{"ht": "10.00", "tx": 0.00, "ttc": 10.00}', False, None, _ONE),
        Example(_BLANK, '{"ht": "10.00", "tx": 0.00, "ttc": 10.01}', True, (1, 23), _ONE),
        # The file itself says whether the supplier is liable.
        Example(_FLAG, '{"a": true, "ht": "10.00", "tx": 20.00, "ttc": 0.00}', True, (1, 48), _SAYS),
        Example(_FLAG, '{"a": false, "ht": "10.00", "tx": 0.00, "ttc": 0.00}', False, None, _SAYS, facts=_LIABLE),
        Example(
            '{"c": [{"ht": "", "tx": 0.00, "ttc": 0.00}, {"ht": "", "tx": 0.00, "ttc": 0.00}]}',
            '{"c": [{"ht": "10.00", "tx": 20.00, "ttc": 12.00}, {"ht": "10.00", "tx": 20.00, "ttc": 0.00}]}',
            True, (1, 88), _LIST, facts=_LIABLE,
        ),
        # One rate for all lines is missing once.
        Example(
            '{"c": [{"ht": ""}, {"ht": ""}], "tx": ""}',
            '{"c": [{"ht": "10.00"}, {"ht": "20.00"}], "tx": ""}',
            True, (1, 49), _SHARED, facts=_LIABLE,
        ),
        Example(_FULL, '{"ht": "10.00", "tx": 20.00, "tva": 0.00, "ttc": 12.00}', True, (1, 37), _ALL),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for each value that is missing."""
    amount = case.subject
    if amount.empty and amount.decimal is None:
        if amount.sound:
            yield Objection(amount, {"key": amount.key, "missing": "ht"})
        return
    if amount.decimal == 0:
        return  # Another rule's finding, from which the rest follows.
    liable = is_liable(case, given)
    rate, incl_tax = _only(case, "amount.vat_rate"), _only(case, "amount.incl_tax")
    taxed = _is_taxed(amount, incl_tax, given)
    if rate is not None and _is_blank(rate):
        yield from _missing_rate(rate, taxed, liable)
    if incl_tax is not None and incl_tax.empty:
        yield from _missing(incl_tax, "ttc", liable)
    vat = _only(case, "amount.vat")
    if vat is not None and vat.empty and taxed and rate is not None and not _is_blank(rate):
        yield _warning(vat, "vat")


def _missing_rate(rate: Value, taxed: bool | None, liable: bool | None) -> Iterator[Objection]:
    if taxed:
        # Not liable, one has no TTC that differs from the HT: R103 speaks.  Filled in, so does it.
        if liable is not False and rate.empty:
            missing = "rate" if liable else "taxed-rate"
            yield Objection(rate, {"key": rate.key, "missing": missing})
    elif rate.decimal == 0 and taxed is False:
        if liable:
            yield _warning(rate, "exempt-rate")
    elif rate.empty:
        yield from _missing(rate, "rate", liable)


def _missing(value: Value, what: str, liable: bool | None) -> Iterator[Objection]:
    if liable:
        yield Objection(value, {"key": value.key, "missing": what})
    elif liable is None:
        yield _warning(value, f"unknown-{what}")


def _warning(value: Value, missing: str) -> Objection:
    params = {"key": value.key, "missing": missing}
    return Objection(value, params, Severity.WARNING, "inference")


def _only(case: Case, concept: str) -> Value | None:
    """The one value of this concept, also an empty one, of which nothing else was said."""
    found = case.all(concept)
    return found[0] if len(found) == 1 and found[0].sound else None


def _is_blank(rate: Value) -> bool:
    return rate.empty or rate.decimal == 0


def _is_taxed(amount: Value, incl_tax: Value | None, given: Given) -> bool | None:
    """Whether the amount with tax is another than that without; ``None`` if one cannot say."""
    if incl_tax is None or incl_tax.empty or not amount.sound:
        return None
    if not (alone(given, incl_tax, amount) and alone(given, amount, incl_tax)):
        return None
    base, total = amount.decimal, incl_tax.decimal
    return None if base is None or total is None else base != total
