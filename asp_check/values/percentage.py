"""Percentage: a share of a whole, in per cent.

Form: digits, a point, decimals, from 0 to 100; no blank, no sign, no « % ».
Key: none.
Source: https://www.asp-public.fr/aides/segur-du-numerique-en-sante-financement-lequipement
Certainty: official for the form (imposed by the model).

>>> judge("70"), judge("30.00")
((), ())
>>> print(judge("70 %")[0].fr)
espaces et « % » en trop dans le pourcentage : 70
>>> print(judge("130")[0].fr)
une part va de 0 à 100
"""

from __future__ import annotations

from asp_check.values import number
from asp_check.values.refusal import Refusal
from asp_check.values.slips import Words

KIND = "percentage"


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a percentage; empty if it is."""
    return number.judge(value, _PERCENTAGE)


def _check(found: number.Number) -> tuple[Refusal, ...]:
    if in_range(found):
        return ()
    return (Refusal(KIND, "une part va de 0 à 100", "a share goes from 0 to 100"),)


def in_range(found: number.Number) -> bool:
    """Whether the number lies between 0 and 100."""
    if found.sign or len(found.integer) > 3:
        return False
    whole = int(found.integer)
    return whole < 100 or (whole == 100 and not found.decimals.strip("0"))


_PERCENTAGE = number.Form(
    KIND, _check, Words("dans le pourcentage", "in the percentage"), ("%",), "30.00"
)
