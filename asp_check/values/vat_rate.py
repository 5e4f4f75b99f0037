"""VAT rate: the share of value-added tax, in per cent (20.00) or as a fraction (0.20).

Form: digits, a point, decimals, from 0 to 100; no blank, no sign, no « % ».
Key: none; a rate that France does not know is a warning, and none is assumed.
Source: https://comptabilisation.fr/article.php?idc=85&t=Structure-des-taux-de-TVA
Certainty: official for the form (imposed by the model), inference for the list of rates.

>>> judge("20.00"), judge("5.5"), judge("0.085"), judge("0")
((), (), (), ())
>>> print(judge("20 %")[0].fr)
espaces et « % » en trop dans le taux de TVA : 20
>>> print(judge("19.60")[0].fr)
taux de TVA inhabituel en France : vérifiez-le
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import number, percentage
from asp_check.values.refusal import Refusal
from asp_check.values.slips import Words

KIND = "vat-rate"

_RATES = frozenset({"20", "13", "10", "8.5", "5.5", "2.1", "1.75", "1.05", "0.9", "0"})
_FRACTIONS = frozenset(
    {"0.2", "0.13", "0.1", "0.085", "0.055", "0.021", "0.0175", "0.0105", "0.009"}
)


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a VAT rate; empty if it is."""
    return number.judge(value, _VAT_RATE)


def _check(found: number.Number) -> tuple[Refusal, ...]:
    if not percentage.in_range(found):
        return (Refusal(KIND, "un taux va de 0 à 100", "a rate goes from 0 to 100"),)
    shortest = str(found._replace(decimals=found.decimals.rstrip("0")))
    if shortest in _RATES or shortest in _FRACTIONS:
        return ()
    return (
        Refusal(
            KIND,
            "taux de TVA inhabituel en France : vérifiez-le",
            "a VAT rate that is unusual in France: check it",
            severity=Severity.WARNING,
            certainty="inference",
        ),
    )


_VAT_RATE = number.Form(
    KIND, _check, Words("dans le taux de TVA", "in the VAT rate"), ("%",), "20.00"
)
