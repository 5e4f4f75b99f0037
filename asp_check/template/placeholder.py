"""Which strings of a blank are placeholders, not values."""

from __future__ import annotations

import re

# Not compiled here: in most blanks every string is empty.
_DATE = (
    r"(?:JJ|DD|AAAA|YYYY|AA|YY|MM|HH|hh|mm|ss|SS|jj|dd|aaaa|yyyy|aa|yy)"
    r"(?:[-/. :hT](?:JJ|DD|AAAA|YYYY|AA|YY|MM|HH|hh|mm|ss|SS|jj|dd|aaaa|yyyy|aa|yy)){1,5}Z?"
)
_RUN = r"[Xx]{2,}(?:[-_ ./]?[Xx]{2,})*|_{2,}|\.{3,}|…+|\?{2,}|#{2,}|9{9,14}"
_BRACKETED = r"<[^<>]{1,80}>|\[[^\[\]]{1,80}\]|\{\{?[^{}]{1,80}\}?\}"
_WORDS = r"(?i:[àa] (?:compl[ée]ter|renseigner|saisir|remplir))"


def is_placeholder(text: str) -> bool:
    """Whether a blank's string asks to be replaced, as ``JJ/MM/AAAA`` does.

    >>> [is_placeholder(s) for s in ("JJ/MM/AAAA", "XXXXXXXXX", "<SIRET>", "à compléter", "vague 2")]
    [True, True, True, True, False]
    """
    text = text.strip()
    patterns = (_DATE, _RUN, _BRACKETED, _WORDS) if text else ()
    return any(re.fullmatch(pattern, text) for pattern in patterns)
