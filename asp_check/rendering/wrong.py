"""Why a value does not fit, and the value as it is shown for that."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from asp_check.rendering.expected import Words, found
from asp_check.text import shorten, visible

LONGEST_NUMBER = 100
"""Digits of a number that is written: one cannot be longer and mean something."""


class Wrong(NamedTuple):
    """Why a value does not fit: the reason of a ``Fault``, and what it says."""

    reason: str
    fr: str
    en: str


def shown(value: object) -> Words:
    """A scalar for people, safe to show."""
    if value is None or isinstance(value, bool):
        word = "null" if value is None else "true" if value else "false"
        return word, word
    if isinstance(value, str):
        text = visible(shorten(str.__str__(value), 60))
        return (f"« {text} »", f"“{text}”") if text else ("texte vide", "an empty string")
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST_NUMBER:
        return "…", "…"
    if not isinstance(value, (int, float, Decimal)):
        return found(value)
    text = visible(shorten(str(value), 60))
    return text, text
