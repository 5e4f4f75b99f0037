"""FINESS: the number of a health or social establishment, or of the legal entity above it.

Form: 9 characters, digits but for 2A or 2B (Corsica); the first two are the department.
Key: Luhn, A counting as 1 and B as 2, seen on every number looked at and described nowhere.
Source: https://www.data.gouv.fr/datasets/finess-structures-1
Certainty: official for the form, inference for the key and for rare departments.

>>> judge("830101259"), judge("2B0000020")
((), ())
>>> print(judge("83 010 125 9")[0].fr)
espaces dans le numéro : 830101259
>>> print(judge("10000024")[0].fr)
8 chiffres au lieu de 9 (un zéro initial perdu ?) : 010000024
>>> print(judge("830101258")[0].fr)
clé inattendue : vérifiez qu'il s'agit bien d'un FINESS
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import numeral
from asp_check.values.luhn import luhn
from asp_check.values.refusal import Refusal

KIND = "finess"

_CORSICA = str.maketrans("AB", "12")
_NO_DEPARTMENT = frozenset({"20", "96", "99"})
_HEADS = ("2A", "2B")


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a FINESS number; empty if it is."""
    return numeral.judge(value, _FINESS)


def _key(value: str) -> tuple[Refusal, ...]:
    department = value[:2]
    if department == "00":
        return (
            Refusal(
                KIND,
                "un FINESS commence par un département, et 00 n'en est pas un",
                "a FINESS number begins with a department, and 00 is none",
            ),
        )
    if department in _NO_DEPARTMENT:
        return _doubt(
            f"département {department} inattendu : vérifiez qu'il s'agit bien d'un FINESS",
            f"unexpected department {department}: check that this is a FINESS number",
        )
    if not luhn(value.translate(_CORSICA)):
        return _doubt(
            "clé inattendue : vérifiez qu'il s'agit bien d'un FINESS",
            "unexpected check digit: check that this is a FINESS number",
        )
    return ()


def _doubt(fr: str, en: str) -> tuple[Refusal, ...]:
    return (Refusal(KIND, fr, en, severity=Severity.WARNING, certainty="inference"),)


_FINESS = numeral.Numeral(KIND, 9, _key, heads=_HEADS, padded=True)
