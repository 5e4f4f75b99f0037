"""Date: a day as the French write it.

Form: JJ/MM/AAAA (DD/MM/YYYY), 10 characters, a day that exists.
Key: none; a year before 1900 or after 2100 is a warning.
Source: https://www.asp-public.fr/aides/segur-du-numerique-en-sante-financement-lequipement
Certainty: official for the form (imposed by the model), inference for unlikely years.

>>> judge("12/01/2026")
()
>>> print(judge("2026-01-12")[0].fr)
date attendue sous la forme JJ/MM/AAAA : 12/01/2026
>>> print(judge("31/04/2026")[0].fr)
avril 2026 n'a que 30 jours
"""

from __future__ import annotations

from asp_check.values import dates
from asp_check.values.refusal import Refusal

KIND = "date-fr"


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a day as the French write it; empty if it is."""
    return dates.judge(value, KIND, dates.FRENCH)
