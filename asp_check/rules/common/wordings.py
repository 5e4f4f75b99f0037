"""Texts that people typed, compared as people do: case, accents, apostrophes and spaces aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WRITTEN = str.maketrans({**dict.fromkeys("’‘ʼ′´`", "'"), "œ": "oe", "æ": "ae"})
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 12)
def fold(text: str) -> str:
    """The text in lower case, without accents, with straight apostrophes and single spaces.

    >>> fold("  Mise en\u00a0ŒUVRE par l’État ")
    "mise en oeuvre par l'etat"
    """
    letters = unicodedata.normalize("NFD", text.casefold().translate(_WRITTEN))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(plain.split())


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of the text, folded.

    >>> words("HOP-DPI-Va2 : l’Établissement")
    ('hop', 'dpi', 'va2', 'l', 'etablissement')
    """
    return tuple(_WORD.findall(fold(text)))


def holds(text: Sequence[str], sought: Sequence[str]) -> bool:
    """Whether these words stand among the others, whole and one after the other.

    >>> holds(words("HOP-PFI-VA2-0042"), words("pfi-va2")), holds(words("thomas"), words("mas"))
    (True, False)
    """
    size = len(sought)
    return size > 0 and any(
        tuple(text[i : i + size]) == tuple(sought) for i in range(len(text) - size + 1)
    )
