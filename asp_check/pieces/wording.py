"""How words are compared: a few named steps, each of which forgives one way to write the same thing.

A text of a paper holds a line break only where a hyphen ends a line: nobody can tell there whether
the hyphen belongs to the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, product
from types import MappingProxyType

from asp_check.causes.cause import Text

STEPS: Mapping[str, Text] = MappingProxyType(
    {
        "case": Text("majuscules", "case"),
        "accents": Text("accents", "accents"),
        "ligatures": Text("ligatures", "ligatures"),
        "quotes": Text("apostrophes et guillemets", "apostrophes and quotation marks"),
        "dashes": Text("tirets", "dashes"),
        "hyphenation": Text("césure en fin de ligne", "hyphenation at the end of a line"),
        "spaces": Text("espaces", "spaces"),
        "invisible": Text("caractères invisibles", "invisible characters"),
        "number": Text("écriture du nombre", "how the number is written"),
        "date": Text("écriture de la date", "how the date is written"),
        "wording": Text("formulation de la réponse", "wording of the answer"),
        "around": Text("autres mots autour", "other words around"),
        "lines": Text("valeurs d'une liste à la suite", "values of a list run together"),
        "name": Text("nom et prénom ensemble", "first and last name together"),
    }
)
"""What was needed to find two writings equal."""

_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ĳ": "ij", "Ĳ": "IJ",
    }
)  # fmt: skip
_QUOTES = str.maketrans(
    {**dict.fromkeys("’‘ʼ′´`", "'"), **dict.fromkeys("“”„‟«»", '"')}
)  # fmt: skip
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))

_BLANKS = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+(?=[:;!?%»])|(?<=«)\s+")
_CUT = re.compile(r"(?<=[-‐])\n|\u00ad\n")
# Before a digit or a capital, a hyphen is never one of hyphenation.
_LOWER = "a-zß-öø-ÿœ"
_CUT_WORD = re.compile(rf"(?<=[^\W\d_])[-‐\u00ad]\n(?=[{_LOWER}])")
_CUT_AT_NO_WORD = re.compile(rf"(?<=[-‐])\n(?![{_LOWER}])|\u00ad\n(?![{_LOWER}])")
_MOST_CUTS = 4


def _spaces(text: str) -> str:
    return _BLANKS.sub(" ", _BEFORE_MARK.sub("", text)).strip()


def _accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(c for c in letters if not unicodedata.combining(c))


def _case(text: str) -> str:
    return text.casefold()


_ORDER: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("invisible", lambda text: text.translate(_INVISIBLE)),
    ("spaces", _spaces),
    ("ligatures", lambda text: text.translate(_LIGATURES)),
    ("quotes", lambda text: text.translate(_QUOTES)),
    ("dashes", lambda text: text.translate(_DASHES)),
    ("case", _case),
    ("accents", _accents),
)
"""The steps, as they follow each other; blanks inside « » are seen before these become quotes."""

_DROPPED_FIRST = ("case", "accents", "ligatures", "quotes", "dashes", "spaces", "invisible")


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """The text after every step, each cut word put together again with its hyphen.

    >>> fold("  Mise en\u00a0ŒUVRE par l’État :")
    "mise en oeuvre par l'etat:"
    """
    return _apply(_CUT.sub("", text), ())


def _apply(text: str, without: tuple[str, ...]) -> str:
    for name, step in _ORDER:
        if name not in without:
            text = step(text)
    # What takes the accents off a letter may leave one that has a lower case, and the reverse.
    return text if "case" in without or "accents" in without else _accents(_case(text))


def steps_between(one: str, other: str) -> tuple[str, ...] | None:
    """The steps after which two texts are the same, as few as will do; ``None`` if none are enough.

    >>> steps_between("Cabinet de l'Exemple", "CABINET DE L’EXEMPLE")
    ('case', 'quotes')
    >>> steps_between("porte-monnaie", "porte-\\nmonnaie"), steps_between("installé", "instal-\\nlé")
    (('hyphenation',), ('hyphenation',))
    >>> steps_between("LGC-0311", "LGC-0312") is None
    True
    """
    if one == other:
        return ()
    cut = "\n" in one or "\n" in other
    for first in _put_together(one):
        for second in _put_together(other):
            needed = _fewest(first, second)
            if needed is not None:
                return (*needed, "hyphenation") if cut else needed
    return None


def _put_together(text: str) -> Iterator[str]:
    """The text without line breaks: each word that one cuts with its hyphen, and without it."""
    parts = _CUT_WORD.split(_CUT_AT_NO_WORD.sub("", text), _MOST_CUTS)
    for hyphens in product(("-", ""), repeat=len(parts) - 1):
        yield parts[0] + "".join(chain.from_iterable(zip(hyphens, parts[1:], strict=True)))


def _fewest(one: str, other: str) -> tuple[str, ...] | None:
    if one == other:
        return ()
    if fold(one) != fold(other):
        return None
    dropped: tuple[str, ...] = ()
    for name in _DROPPED_FIRST:
        if _apply(one, (*dropped, name)) == _apply(other, (*dropped, name)):
            dropped = (*dropped, name)
    return tuple(name for name in _DROPPED_FIRST if name not in dropped)
