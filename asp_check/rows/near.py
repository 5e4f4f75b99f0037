"""A header that names no column: which one was probably meant, and nothing where none is like it.

What is compared are words: those of the titles, of the concepts and of the last keys of the
pointers.  To be alike letter by letter as a whole means little: « Numéro de commande » is very like
« Numéro de la demande ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from asp_check.concepts import CONCEPTS, propose
from asp_check.exactness.names import likeness
from asp_check.pointer import ANY, last, split
from asp_check.rows.headers import folded, header_of, titles
from asp_check.template import Slot, Template

_MOST = 3
_GOOD = 0.7
"""What the words of a header and those of a name must have in common, from 0 to 1."""

_BEHIND = 0.1
"""How far behind the best one another is still told."""

_SPELT = 0.85
"""From which likeness on two words are one, misspelled or in the plural."""

_POINTER = 0.9
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset(
    (
        "a",
        "an",
        "and",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "for",
        "in",
        "l",
        "la",
        "le",
        "les",
        "of",
        "par",
        "pour",
        "the",
        "to",
        "un",
        "une",
    )
)
"""Words that say nothing."""

_COMMON = frozenset(
    (
        "code",
        "date",
        "libelle",
        "mode",
        "montant",
        "name",
        "nature",
        "nom",
        "nombre",
        "number",
        "numero",
        "prenom",
        "taux",
        "total",
        "type",
        "version",
    )
)
"""Words that say little: half of every table begins with them."""


def near(template: Template, header: str) -> Sequence[str]:
    """The likeliest columns, the best first."""
    if header in CONCEPTS:
        # A notion of another kind of request is no misspelling of one of this kind.
        rated = [(-1.0, slot) for slot in template.slots if propose(split(slot.path)) == header]
    else:
        rate = _of_pointer if header.startswith("/") else _of_words
        scores = ((-rate(header, slot), slot) for slot in template.slots)
        rated = [(score, slot) for score, slot in scores if score]
    rated.sort(key=lambda pair: pair[0])
    names = (header_of(template, slot) for score, slot in rated if score <= rated[0][0] + _BEHIND)
    return tuple(dict.fromkeys(name for name in names if name))[:_MOST]


def _of_pointer(header: str, slot: Slot) -> float:
    """How like the pointer of a slot a header that is one is."""
    whole = likeness(header, slot.path)
    key = likeness(last(header), last(slot.path)) if last(slot.path) != ANY else 0.0
    if key >= _SPELT:
        # Of two keys that are as like, the one whose holders are.
        return 0.8 * key + 0.2 * whole
    return 0.8 * whole if whole >= _POINTER else 0.0


def _of_words(header: str, slot: Slot) -> float:
    """How like what a slot is called a header is."""
    concept = slot.declared.concept
    if concept and likeness(header, concept) >= _SPELT:
        return 1 + likeness(header, concept) / 10
    words = _words(header)
    if not words:
        return 0.0
    joined = "".join(words)
    if concept and concept in (propose([joined]), propose([*split(slot.path)[:-1], joined])):
        return 1.0
    score = max((_common(words, name) for name in _called(slot)), default=0.0)
    return score if score >= _GOOD else 0.0


@lru_cache(maxsize=1024)
def _called(slot: Slot) -> Sequence[Sequence[str]]:
    """Everything that a slot is called, as words."""
    return tuple(dict.fromkeys(filter(None, map(_words, _spoken(slot)))))


def _spoken(slot: Slot) -> Iterator[str]:
    yield from titles(slot)
    keys = [key for key in split(slot.path) if key != ANY]
    yield from keys[-1:]
    yield " ".join(keys[-2:])


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    """The words that say something, without accents.

    >>> _words("N° de l’établissement"), _words("montantTotalHT")
    (('numero', 'etablissement'), ('montant', 'total', 'ht'))
    """
    spaced = _HUMP.sub(" ", re.sub("[nN][°º]", " numéro ", text[:400]))
    return tuple(word for word in _WORD.findall(folded(spaced)) if word not in _EMPTY)


def _common(words: Sequence[str], name: Sequence[str]) -> float:
    """The weight that two names have in common, of all that they have, from 0 to 1."""
    if "".join(words) == "".join(name):
        return 1.0
    left, shared = list(name), 0.0
    for word in words:
        same = next((one for one in left if _is_same(word, one)), None)
        if same is not None:
            left.remove(same)
            shared += _weight(same)
    whole = sum(map(_weight, words)) + sum(map(_weight, name))
    return 2 * shared / whole if whole else 0.0


def _is_same(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) > 3 and likeness(one, other) >= _SPELT


def _weight(word: str) -> float:
    return 0.5 if word in _COMMON else 1.0
