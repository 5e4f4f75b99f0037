"""Names of people and of establishments, compared as people write them.

Aside are case, accents, punctuation and the order of words; titles (« Dr »), legal forms (« SAS »)
and articles; and the abbreviations of the FINESS directory (« CH » is « centre hospitalier »).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from asp_check.rules.common.wordings import words

_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
"""The dots inside « C.H. » or « S.A.S. »."""

_WHOLE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    short: tuple(long.split())
    for short, long in {
        "ch": "centre hospitalier",
        "chi": "centre hospitalier intercommunal",
        "chr": "centre hospitalier regional",
        "chru": "centre hospitalier regional universitaire",
        "chs": "centre hospitalier specialise",
        "chu": "centre hospitalier universitaire",
        "clin": "clinique",
        "ctre": "centre",
        "ehpad": "etablissement hebergement personnes agees dependantes",
        "ets": "etablissement",
        "fam": "foyer accueil medicalise",
        "hop": "hopital",
        "hosp": "hospitalier",
        "labm": "laboratoire biologie medicale",
        "labo": "laboratoire",
        "lbm": "laboratoire biologie medicale",
        "mas": "maison accueil specialisee",
        "polyclin": "polyclinique",
        "res": "residence",
        "st": "saint",
        "ste": "sainte",
        "univ": "universitaire",
    }.items()
})  # fmt: skip
"""Abbreviations and what they stand for."""

_ARTICLES = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"]
)
_TITLES = "docteur dr m madame mademoiselle me mlle mme monsieur mr pr professeur"
_FORMS = "eurl gie sa sarl sas sasu scm scp selafa selarl selas snc"
_ASIDE = frozenset(f"{_TITLES} {_FORMS}".split())
"""Words beside a name."""

_COMMON = """
    accueil agees association biologie cabinet centre clinique dependantes etablissement fondation
    foyer groupe groupement hebergement hopital hopitaux hospitalier hospitaliere hospitaliers
    imagerie institut intercommunal laboratoire laboratoires maison medical medicale medicalise
    mutualiste personnes pole polyclinique prive privee public publique radiologie regional
    residence retraite saint sainte sante service services site societe soins specialise
    specialisee universitaire
"""
_GENERIC = _ARTICLES | _ASIDE.union(_COMMON.split())
"""Words that say what an establishment is and not which one."""

_BEGINNING = 4
"""Letters from which on the beginning of a word stands for it: directories cut long names."""


def same_name(one: str, other: str) -> bool:
    """Whether the two are the same name, written each in its own way.

    >>> same_name("CH DE BRIGNOLES", "Centre hospitalier, Brignoles"), same_name("", "")
    (True, False)
    >>> same_name("Dr Jean-Noël DUPONT", "Dupont Jean Noel"), same_name("Dupont", "Dupond")
    (True, False)
    """
    telling = sorted(_telling(one))
    return bool(telling) and telling == sorted(_telling(other))


def contains_name(whole: str, part: str) -> bool:
    """Whether a text holds every word that tells in a name, in any order.

    >>> contains_name("Cabinet du docteur O’Brien, SELARL", "O'BRIEN")
    True
    >>> contains_name("Cabinet Martin", "Martinet"), contains_name("Cabinet Martin", " ")
    (False, False)
    """
    telling = set(_telling(part))
    return bool(telling) and telling <= set(_words(whole))


def unlike(one: str, other: str) -> bool:
    """Whether two names of establishments have no word in common that says which one it is.

    >>> unlike("CLINIQUE DU PARC", "Clinique Saint-Jean"), unlike("CH DE BRIGNOL", "CH Brignoles")
    (True, False)
    >>> unlike("CENTRE HOSPITALIER", "Centre hospitalier de Brignoles")
    False
    """
    first, second = (_telling_which(name) for name in (one, other))
    return bool(first and second) and not any(
        a == b or (min(len(a), len(b)) >= _BEGINNING and (a.startswith(b) or b.startswith(a)))
        for a in first
        for b in second
    )


def _words(name: str) -> list[str]:
    """The words of a name, what is abbreviated written out."""
    return [word for short in words(_DOTTED.sub("", name)) for word in _WHOLE.get(short, (short,))]


def _telling(name: str) -> list[str]:
    """The words that make the name, articles among them where it has no other: some are called « Le »."""
    found = _words(name)
    bare = [word for word in found if word not in _ASIDE] or found
    return [word for word in bare if word not in _ARTICLES] or bare


def _telling_which(name: str) -> list[str]:
    return [word for word in _words(name) if word not in _GENERIC]
