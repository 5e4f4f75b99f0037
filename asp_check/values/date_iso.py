"""Date: a day, year first.

Form: AAAA-MM-JJ (YYYY-MM-DD), 10 characters, a day that exists.
Key: none; a year before 1900 or after 2100 is a warning.
Source: https://www.rfc-editor.org/rfc/rfc3339
Certainty: official for the form (imposed by the model), inference for unlikely years.

>>> judge("2026-01-12")
()
>>> print(judge("12/01/2026")[0].fr)
date attendue sous la forme AAAA-MM-JJ : 2026-01-12
>>> print(judge("2026-02-29")[0].fr)
février 2026 n'a que 28 jours
>>> print(judge("2026-13-01")[0].fr)
le mois 13 n'existe pas (jour et mois inversés ?) : 2026-01-13
"""

from __future__ import annotations

from asp_check.values import dates
from asp_check.values.refusal import Refusal

KIND = "date-iso"


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a day written year first; empty if it is."""
    return dates.judge(value, KIND, dates.ISO)
