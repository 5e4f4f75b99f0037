"""ADELI: the number of a health practitioner in the directory that the RPPS has replaced.

Form: 9 digits, or 2A or 2B and 7 digits.
Key: none that is sourced; every number gets a warning, ADELI being decommissioned.
Source: https://drees.solidarites-sante.gouv.fr/sources-outils-et-enquetes/la-demographie-des-professionnels-de-sante
Certainty: official for the end of ADELI, secondary for the form.

>>> print(judge("751234567")[0].fr)
ADELI n'est plus en service : indiquez le RPPS du professionnel (11 chiffres)
>>> [str(refusal.severity) for refusal in judge("75 1234567")]
['blocking', 'warning']
"""

from __future__ import annotations

from asp_check.finding import Severity
from asp_check.values import numeral
from asp_check.values.refusal import Refusal

KIND = "adeli"

_ADELI = numeral.Numeral(KIND, 9, heads=("2A", "2B"), padded=True, certainty="secondary")
_DECOMMISSIONED = Refusal(
    KIND,
    "ADELI n'est plus en service : indiquez le RPPS du professionnel (11 chiffres)",
    "ADELI is out of service: give the practitioner's RPPS number (11 digits)",
    severity=Severity.WARNING,
)


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this ADELI number is refused: always at least because ADELI is no longer in service."""
    refusals = numeral.judge(value, _ADELI)
    if refusals and refusals[0].suggestion is None:
        return refusals
    return (*refusals, _DECOMMISSIONED)
