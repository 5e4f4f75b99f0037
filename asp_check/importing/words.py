"""Why something was inferred, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from asp_check.causes.wording import TYPES
from asp_check.importing.sheet import Note
from asp_check.text import shorten, visible

Words = tuple[str, str]

_LIMIT = 60

WHY: Mapping[str, Words] = MappingProxyType({
    # The structure.
    "sample": (
        "le modèle vierge montre [] : l’élément est tiré de l’exemple, valeurs retirées",
        "the blank shows []: the element is drawn from the example, values left out",
    ),
    "min-blank": (
        "le modèle vierge montre [] ; mettez min = 1 si la liste ne peut pas rester vide",
        "the blank shows []; set min = 1 if the list may not stay empty",
    ),
    "repeat": (
        "les clés de l’exemple ne sont pas celles du modèle vierge, et sont toutes du genre {kind}",
        "the keys of the example are not those of the blank, and are all of kind {kind}",
    ),
    "key_kind": ("{n:clé|clés} de l’exemple, du genre {kind}", "{n:key|keys} of the example, of kind {kind}"),
    "optional": (
        "absent de {n:élément|éléments} de l’exemple, présent dans d’autres",
        "absent from {n:element|elements} of the example, present in others",
    ),
    "optional-never": (
        "absent de tout l’exemple : à confirmer",
        "absent from the whole example: to be confirmed",
    ),
    "nullable": ("l’exemple y écrit null", "the example writes null there"),
    "min": ("l’exemple y écrit {found}", "the example writes {found} there"),
    "separator": (
        "l’exemple sépare ses éléments par {found}, et non par {model} comme le modèle vierge le laissait supposer",
        "the example separates its elements by {found}, not by {model} as the blank suggested",
    ),
    # The values.
    "type-null": (
        "le modèle vierge montre {model}, l’exemple y écrit {expected_type}",
        "the blank shows {model}, the example writes {expected_type}",
    ),
    "type-other": (
        "l’exemple y écrit {expected_type} là où le modèle vierge montre {model} : à confirmer",
        "the example writes {expected_type} where the blank shows {model}: to be confirmed",
    ),
    "type-mixed": (
        "l’exemple y écrit des valeurs de plusieurs types, le modèle vierge montre {model} : à confirmer",
        "the example writes values of several types, the blank shows {model}: to be confirmed",
    ),
    "type-integer": (
        "entier partout dans l’exemple : {n:valeur|valeurs}",
        "whole everywhere in the example: {n:value|values}",
    ),
    "type-decimal": ("l’exemple y écrit {found}", "the example writes {found} there"),
    "decimals": (
        "{d:décimale|décimales} partout dans l’exemple : {n:valeur|valeurs}",
        "{d:decimal|decimals} everywhere in the example: {n:value|values}",
    ),
    "free": (
        "l’exemple y écrit {found}, le modèle vierge {model}",
        "the example writes {found} there, the blank {model}",
    ),
    "may_be_empty": (
        "l’exemple le laisse comme dans le modèle vierge",
        "the example leaves it as in the blank",
    ),
    "kind-name": (
        "d’après le nom de la clé et {n:valeur|valeurs} de l’exemple",
        "from the name of the key and {n:value|values} of the example",
    ),
    "kind-shape": (
        "d’après la forme de {n:valeur|valeurs} de l’exemple",
        "from the form of {n:value|values} of the example",
    ),
    "kind-blank": ("le modèle vierge montre {model}", "the blank shows {model}"),
    "concept": ("d’après le nom de la clé", "from the name of the key"),
    # Remarks.
    "presumed": (
        "présumé fixe : même valeur {model} dans le modèle vierge et dans l’exemple ; écrivez fixed = true ou free = true",
        "presumed fixed: same value {model} in the blank and in the example; write fixed = true or free = true",
    ),
    "presumed-alone": (
        "présumé fixe : le modèle vierge montre {model} ; écrivez fixed = true ou free = true",
        "presumed fixed: the blank shows {model}; write fixed = true or free = true",
    ),
    "decimals-differ": (
        "l’exemple écrit {found}, le modèle vierge {model} : nombre de décimales non fixé",
        "the example writes {found}, the blank {model}: the number of decimals is left open",
    ),
    "kind-unfit": (
        "le nom de la clé annonce le genre {kind}, mais les valeurs de l’exemple n’en sont pas : kind non proposé",
        "the name of the key speaks of kind {kind}, but the values of the example are not: no kind proposed",
    ),
    "concept-unfit": (
        "le nom de la clé suggère {concept}, mais les valeurs du champ ne s’y prêtent pas : concept non proposé",
        "the name of the key suggests {concept}, but the values of the slot do not agree: no concept proposed",
    ),
    "twins": (
        "clé répétée dans le modèle vierge : un pointeur nomme les deux, rien n’en est déduit",
        "key repeated in the blank: a pointer names both, nothing is inferred of them",
    ),
    "unnameable": (
        "une clé de ce chemin ne peut pas s’écrire dans un manifeste (demi-codet isolé) : rien n’en est dit",
        "a key on this path cannot be written in a manifest (a lone surrogate): nothing is said of it",
    ),
})  # fmt: skip

DEPARTURES = frozenset({"optional", "optional-never", "nullable", "type-other", "type-mixed"})
"""What loosens the blank: the manifest gives the reason beside it."""


class _Count(int):
    """A number that is written with its noun: ``{n:valeur|valeurs}``."""

    def __format__(self, spec: str) -> str:
        one, many = spec.split("|")
        return f"{int(self)} {one if self == 1 else many}"


_QUOTED = frozenset({"found", "model"})


def why(note: Note, lang: str) -> str:
    """Why this was inferred, in ``fr`` or ``en``: one line, safe to show."""
    index = 1 if lang == "en" else 0
    return WHY[note.why][index].format_map(
        {name: _shown(name, value, lang) for name, value in note.params.items()}
    )


def _shown(name: str, value: object, lang: str) -> str | _Count:
    if isinstance(value, int):
        return _Count(value)
    if name == "expected_type":
        return TYPES[str(value)].of(lang)
    text = visible(shorten(str(value), _LIMIT))
    if name not in _QUOTED or text[:1] == '"':
        return text
    if not text:
        return "rien" if lang != "en" else "nothing"
    return f"“{text}”" if lang == "en" else f"« {text} »"
