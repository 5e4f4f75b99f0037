"""How like two keys are, and why they differ."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from asp_check.text import BIDI, ZERO_WIDTH

_HOMOGLYPHS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανι０１２３４５６７８９＿－",
    "ABEKMHOPCTYXIJSaeopcyxijsdgABEZHIKMNOPTYXoavi0123456789_-",
)
_LOOKALIKES = str.maketrans("0O1lI|5S8B", "oo" + "iiii" + "ss" + "bb")

_HOPELESS = 0.3

LIKE = 0.6
"""The likeness from which two keys of one object are taken for one, misspelled."""


def why_differs(found: str, model: str) -> str:
    """The name of the one difference between two keys, ``spelling`` if it has no simpler name.

    >>> why_differs("montantHt", "montantHT"), why_differs("numero", "numéro")
    ('case', 'accents')
    """
    bare = _without(found, ZERO_WIDTH | BIDI)
    if bare != found and bare == model:
        return "bidi" if any(c in BIDI for c in found) else "zero-width"
    if unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", model):
        return "nfc"
    if found.casefold() == model.casefold():
        return "case"
    if _squeezed(found) == _squeezed(model):
        return "spaces"
    if _unaccented(found) == _unaccented(model):
        return "accents"
    if found.translate(_HOMOGLYPHS) == model.translate(_HOMOGLYPHS):
        return "homoglyph"
    return "spelling"


@lru_cache(maxsize=4096)
def likeness(found: str, model: str) -> float:
    """From 0 (nothing in common) to 1 (the same but for case, accents, blanks, look-alikes)."""
    a, b = _canonical(found), _canonical(model)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    if max(len(a), len(b)) > 4 * min(len(a), len(b)) or max(len(a), len(b)) > 400:
        return 0.0
    one = SequenceMatcher(None, a, b, autojunk=False)
    if one.quick_ratio() < _HOPELESS:
        return 0.0
    # SequenceMatcher is not symmetric and misses swaps of neighbours: take the better of both.
    other = SequenceMatcher(None, b, a, autojunk=False)
    return min(max(one.ratio(), other.ratio()), 0.99)


def _canonical(key: str) -> str:
    bare = _without(key, ZERO_WIDTH | BIDI).translate(_HOMOGLYPHS)
    return _unaccented(_squeezed(bare)).casefold().translate(_LOOKALIKES)


def _squeezed(key: str) -> str:
    return "".join(c for c in key if not c.isspace() and c not in "_-.")


def _unaccented(key: str) -> str:
    decomposed = unicodedata.normalize("NFKD", key)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _without(key: str, characters: frozenset[str]) -> str:
    return "".join(c for c in key if c not in characters)
