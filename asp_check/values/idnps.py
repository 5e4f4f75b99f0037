"""IDNPS: the national identifier of a health practitioner.

Form: 12 digits, 8 and the 11 digits of the RPPS number.
Key: that of the RPPS number (Luhn, by third parties only), hence a warning.
Source: https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A590&f%5B1%5D=theme%3A620
Certainty: official for the form, inference for the key.

>>> judge("819900000001")
()
>>> print(judge("819900000002")[0].fr)
clé inattendue : vérifiez le RPPS qui suit le 8
>>> print(judge("19900000001")[0].fr)
le RPPS seul, sans le 8 qui le précède : 819900000001
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import numeral
from asp_check.values.luhn import luhn
from asp_check.values.refusal import Refusal

KIND = "idnps"


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a national identifier; empty if it is."""
    return numeral.judge(value, _IDNPS)


def _key(value: str) -> tuple[Refusal, ...]:
    if value[0] != "8":
        return (
            Refusal(
                KIND,
                f"commence par {value[0]}, alors que l'identifiant est fait de 8 et du RPPS",
                f"begins with {value[0]}, while the identifier is made of 8 and the RPPS number",
            ),
        )
    if not luhn(value[1:]):
        return (
            Refusal(
                KIND,
                "clé inattendue : vérifiez le RPPS qui suit le 8",
                "unexpected check digit: check the RPPS number that follows the 8",
                severity=Severity.WARNING,
                certainty="inference",
            ),
        )
    return ()


def _hint(cleaned: str) -> Refusal | None:
    if len(cleaned) != 11 or not cleaned.isdecimal() or not luhn(cleaned):
        return None
    whole = f"8{cleaned}"
    return Refusal(
        KIND,
        f"le RPPS seul, sans le 8 qui le précède : {whole}",
        f"the RPPS number alone, without the 8 before it: {whole}",
        whole,
    )


_IDNPS = numeral.Numeral(KIND, 12, _key, _hint)
