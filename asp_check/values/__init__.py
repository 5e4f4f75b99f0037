"""Judges of single values: one small module for each kind of value that a manifest may name.

A judge is strict: it tolerates no blank, no digit of another script, no final newline, because
the file must be exact.  It never raises on what a value holds; it says why it refuses and, where
it can, what was meant.  A judge's module is imported when its kind is first asked for.

>>> judge("siret", "35600000000048")
()
>>> [(refusal.suggestion, str(refusal.severity)) for refusal in judge("finess", "830 101 259")]
[('830101259', 'blocking')]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from asp_check.finding import UsageError
from asp_check.values.refusal import Refusal

__all__ = ["KINDS", "Refusal", "judge"]

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "adeli": "adeli",
        "am": "am",
        "amount": "amount",
        "date-fr": "date_fr",
        "date-iso": "date_iso",
        "datetime-iso": "datetime_iso",
        "email": "email",
        "finess": "finess",
        "idnps": "idnps",
        "mssante": "mssante",
        "percentage": "percentage",
        "postal-code": "postal_code",
        "rpps": "rpps",
        "siren": "siren",
        "siret": "siret",
        "telephone": "telephone",
        "text": "text",
        "vat-rate": "vat_rate",
    }
)
"""Every kind of value, and the module of this package that judges it."""

LONGEST = 300
"""No value but free text is longer; an e-mail address, the longest, has 254 characters."""


def judge(kind: str, value: str) -> tuple[Refusal, ...]:
    """Why this value, a decoded string or a number's own text, is refused; empty if it is fine.

    >>> judge("colour", "red")
    Traceback (most recent call last):
        ...
    asp_check.finding.UsageError: unknown kind of value 'colour'; the kinds are adeli, am, amount,
    date-fr, date-iso, datetime-iso, email, finess, idnps, mssante, percentage, postal-code, rpps,
    siren, siret, telephone, text, vat-rate
    """
    judge_value = _judge_of(kind)
    if len(value) > LONGEST and kind != "text":
        return (
            Refusal(
                kind,
                f"valeur de {len(value)} caractères, bien trop longue",
                f"a value of {len(value)} characters, far too long",
            ),
        )
    return judge_value(value)


@cache
def _judge_of(kind: str) -> Callable[[str], tuple[Refusal, ...]]:
    if kind not in KINDS:
        raise UsageError(f"unknown kind of value {kind!r}; the kinds are {', '.join(KINDS)}")
    found: Callable[[str], tuple[Refusal, ...]] = import_module(f"{__name__}.{KINDS[kind]}").judge
    return found
