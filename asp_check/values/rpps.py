"""RPPS: the number of a health practitioner in the shared national directory.

Form: 11 digits.
Key: Luhn, by third parties only, hence a warning.
Source: https://pro.orange.fr/lemag/numero-rpps-a-quoi-sert-il-et-ou-le-trouver-CNT000002n6YwG.html
Certainty: secondary for the form, inference for the key.

>>> judge("19900000001")
()
>>> print(judge("19900000002")[0].fr)
clé inattendue : vérifiez qu'il s'agit bien d'un RPPS
>>> print(judge("819900000001")[0].fr)
l'identifiant national (8 et le RPPS) au lieu du RPPS : 19900000001
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import numeral
from asp_check.values.luhn import luhn
from asp_check.values.refusal import Refusal

KIND = "rpps"


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not an RPPS number; empty if it is."""
    return numeral.judge(value, _RPPS)


def _key(value: str) -> tuple[Refusal, ...]:
    if luhn(value):
        return ()
    return (
        Refusal(
            KIND,
            "clé inattendue : vérifiez qu'il s'agit bien d'un RPPS",
            "unexpected check digit: check that this is an RPPS number",
            severity=Severity.WARNING,
            certainty="inference",
        ),
    )


def _hint(cleaned: str) -> Refusal | None:
    rpps = cleaned[1:]
    if len(cleaned) != 12 or cleaned[0] != "8" or not rpps.isdecimal() or not luhn(rpps):
        return None
    return Refusal(
        KIND,
        f"l'identifiant national (8 et le RPPS) au lieu du RPPS : {rpps}",
        f"the national identifier (8 and the RPPS number) instead of the RPPS number: {rpps}",
        rpps,
        certainty="secondary",
    )


_RPPS = numeral.Numeral(KIND, 11, _key, _hint, certainty="secondary")
