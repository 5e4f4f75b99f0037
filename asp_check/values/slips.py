"""Slips of writing that are alike in all kinds of values: stray blanks, odd digits, separators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asp_check.text import BIDI, ZERO_WIDTH


class Words(NamedTuple):
    """The same words in both languages."""

    fr: str
    en: str


SPACES = Words("espaces", "spaces")
BREAKS = Words("saut de ligne ou tabulation", "line break or tab")
INVISIBLE = Words("caractères invisibles", "invisible characters")
DIGITS = Words("chiffres non standard", "non-standard digits")
SEPARATORS = Words("signes de séparation", "separators")

_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")


def is_control(character: str) -> bool:
    """Whether this is a control character (C0, C1 or DEL)."""
    return character < " " or "\x7f" <= character <= "\x9f"


def is_break(character: str) -> bool:
    """Whether this character ends a line, a page or a column."""
    return character in _BREAKS


def tidy(value: str, drop: str = "") -> tuple[str, tuple[Words, ...]]:
    """The value without blanks, invisible characters and those to drop; and what was wrong.

    Digits of another script become ASCII digits.

    >>> tidy("830 101-259", drop="-")
    ('830101259', (Words(fr='espaces', en='spaces'), Words(fr='signes de séparation', en='separators')))
    """
    kept: list[str] = []
    slips: dict[Words, None] = {}
    for character in value:
        slip = _slip(character, drop)
        if slip is not None:
            slips[slip] = None
        if slip is None:
            kept.append(character)
        elif slip is DIGITS:
            kept.append(str(int(character)))
    return "".join(kept), tuple(slips)


def _slip(character: str, drop: str) -> Words | None:
    if "0" <= character <= "9":
        return None
    if character in _BREAKS:
        return BREAKS
    if character.isspace():
        return SPACES
    if is_control(character) or character in ZERO_WIDTH or character in BIDI:
        return INVISIBLE
    if character in drop:
        return SEPARATORS
    return DIGITS if character.isdecimal() else None


def sentence(slips: Sequence[Words], where: Words) -> Words:
    """These slips as one phrase.

    >>> sentence((SPACES, SEPARATORS), Words("dans le numéro", "in the number")).fr
    'espaces et signes de séparation dans le numéro'
    """
    return Words(
        f"{_enumerate([slip.fr for slip in slips], 'et')} {where.fr}",
        f"{_enumerate([slip.en for slip in slips], 'and')} {where.en}",
    )


def _enumerate(names: Sequence[str], conjunction: str) -> str:
    *others, last = names
    return f"{', '.join(others)} {conjunction} {last}" if others else last
