"""Mojibake: UTF-8 that was read as Windows-1252 or Latin-1, such as « Ã© » for « é »."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_DAMAGED = re.compile(r"[ÂÃÅ][^0-9A-Za-zÀ-ÿ]|â[^0-9A-Za-zÀ-ÿ]{2}|ï»¿")
"""Where a damaged character may stand: the first byte of its UTF-8, then what follows it."""

_NOT_ASCII = r"[^\x00-\x7f]+"
_ROUNDS = 4
"""A text damaged more often than that is beyond repair."""


class Damage(NamedTuple):
    """Characters that were damaged, what they were, and the whole text repaired."""

    found: str
    meant: str
    repaired: str


def find(text: str) -> Damage | None:
    """The first damaged characters of the text, if any, and the text without such damage.

    >>> find("HÃ´pital de lâ€™Ã‰toile")
    Damage(found='Ã´', meant='ô', repaired='Hôpital de l’Étoile')
    >>> find("ClartÃƒÂ©")
    Damage(found='ÃƒÂ©', meant='é', repaired='Clarté')
    >>> find("Hôpital de l’Étoile, SOCIÉTÉ…") is None
    True
    """
    repaired = _repair(text)
    if repaired == text:
        return None
    found = next(run[0] for run in re.finditer(_NOT_ASCII, text) if _repair(run[0]) != run[0])
    return Damage(found, _repair(found), repaired)


def _repair(text: str) -> str:
    table = _table()
    for _ in range(_ROUNDS):
        text = _DAMAGED.sub(lambda match: table.get(match[0], match[0]), text)
    return text


@cache
def _table() -> dict[str, str]:
    """What each character of French text becomes when its UTF-8 is read as one byte a character."""
    characters = [chr(code) for code in range(0xA0, 0x100)]
    characters += "ŒœŠšŽžŸ–—‘’‚“”„†‡•…‰‹›€™"
    characters += ["\u202f", "\u2009"]
    table = {"ï»¿": ""}
    # Control characters stand here only for a text that was damaged twice.
    table |= {chr(code).encode().decode("latin-1"): chr(code) for code in range(0x80, 0xA0)}
    for character in characters:
        data = character.encode()
        table[data.decode("latin-1")] = character
        table["".join(map(_windows_1252, data))] = character
    return table


def _windows_1252(byte: int) -> str:
    # Five bytes mean nothing in Windows-1252; readers leave them as they are.
    return bytes((byte,)).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
