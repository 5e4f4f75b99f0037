"""Amount: a sum of money in euros.

Form: digits, a point, decimals; no blank, no sign but a minus, no unit, no exponent.
Key: none; a negative amount, noise of binary arithmetic and more than two decimals are told.
Source: https://www.asp-public.fr/aides/segur-du-numerique-en-sante-financement-lequipement
Certainty: official for the form (imposed by the model), inference for sign and decimals.

>>> judge("1234.50"), judge("1234"), judge("0.00")
((), (), ())
>>> print(judge("1 234,50")[0].fr)
espaces et virgule décimale dans le montant : 1234.50
>>> print(judge("104.99999999999999")[0].fr)
décimales dues à un calcul approché : 105.00
>>> print(judge("1,234")[0].fr)
virgule ambiguë, de milliers ou de décimales (écrivez le nombre comme 1234.50)
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import number
from asp_check.values.refusal import Refusal
from asp_check.values.slips import Words

KIND = "amount"

_NOISE = 6
"""So many equal decimals beyond the cents come from binary arithmetic, not from a price."""


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not an amount; empty if it is."""
    return number.judge(value, _AMOUNT)


def _check(found: number.Number) -> tuple[Refusal, ...]:
    if found.sign:
        return (
            Refusal(
                KIND,
                "montant négatif : vérifiez-le",
                "a negative amount: check it",
                severity=Severity.WARNING,
                certainty="inference",
            ),
        )
    return _judge_decimals(found)


def _judge_decimals(found: number.Number) -> tuple[Refusal, ...]:
    cents, rest = found.decimals[:2], found.decimals[2:]
    noise = rest[:_NOISE]
    if len(noise) == _NOISE and noise in {"0" * _NOISE, "9" * _NOISE}:
        total = int(found.integer + cents) + (noise[0] == "9")
        exact = f"{total // 100}.{total % 100:02d}"
        return (
            Refusal(
                KIND,
                f"décimales dues à un calcul approché : {exact}",
                f"decimals left by an inexact computation: {exact}",
                exact,
                Severity.WARNING,
                "inference",
            ),
        )
    if rest:
        count = len(found.decimals)
        return (
            Refusal(
                KIND,
                f"{count} décimales, alors qu'un montant en euros en a deux d'ordinaire",
                f"{count} decimals, while an amount in euros usually has two",
                severity=Severity.INFO,
                certainty="inference",
            ),
        )
    return ()


_AMOUNT = number.Form(
    KIND,
    _check,
    Words("dans le montant", "in the amount"),
    ("HT", "TTC", "€", "EUR", "euros", "euro"),
    "1234.50",
)
