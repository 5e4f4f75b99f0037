"""SIREN: the number of a company or body in the register of the INSEE.

Form: 9 digits.
Key: Luhn.
Source: https://www.insee.fr/fr/metadonnees/definition/c2047
Certainty: official for the form, secondary for the key (python-stdnum, InseeFrLab/validinsee).

>>> judge("732829320")
()
>>> print(judge("732829321")[0].fr)
clé inattendue : un des chiffres est faux
>>> print(judge("732 829 320")[0].fr)
espaces dans le numéro : 732829320
>>> print(judge("73282932000074")[0].fr)
un SIRET, dont les 9 premiers chiffres sont le SIREN : 732829320
"""

from __future__ import annotations

from asp_check.values import numeral
from asp_check.values.luhn import luhn
from asp_check.values.refusal import Refusal

KIND = "siren"


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a SIREN; empty if it is."""
    return numeral.judge(value, _SIREN)


def _key(value: str) -> tuple[Refusal, ...]:
    if luhn(value):
        return ()
    return (
        Refusal(
            KIND,
            "clé inattendue : un des chiffres est faux",
            "unexpected check digit: one of the digits is wrong",
            certainty="secondary",
        ),
    )


def _hint(cleaned: str) -> Refusal | None:
    if len(cleaned) == 14 and cleaned.isdecimal() and _is_siren(cleaned[:9]):
        siren = cleaned[:9]
        return Refusal(
            KIND,
            f"un SIRET, dont les 9 premiers chiffres sont le SIREN : {siren}",
            f"a SIRET, whose first 9 digits are the SIREN: {siren}",
            siren,
        )
    if len(cleaned) == 13 and cleaned[:2].upper() == "FR" and _is_siren(cleaned[4:]):
        siren = cleaned[4:]
        return Refusal(
            KIND,
            f"un numéro de TVA, dont les 9 derniers chiffres sont le SIREN : {siren}",
            f"a VAT number, whose last 9 digits are the SIREN: {siren}",
            siren,
        )
    return None


def _is_siren(digits: str) -> bool:
    return digits.isdecimal() and digits.strip("0") != "" and luhn(digits)


_SIREN = numeral.Numeral(KIND, 9, _key, _hint, padded=True)
