"""What a template's types, constraints and bounds are called, in French and in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asp_check.template import Slot
from asp_check.text import decode, shorten, visible

Words = tuple[str, str]
"""The same thing in French and in English."""

TYPES: Mapping[str, Words] = {
    "string": ("texte", "text"),
    "number": ("nombre", "number"),
    "integer": ("nombre entier", "whole number"),
    "boolean": ("booléen (true ou false)", "boolean (true or false)"),
    "any": ("valeur simple de tout type", "scalar of any type"),
    "object": ("objet", "object"),
    "array": ("tableau répétable", "repeatable array"),
    "tuple": ("tableau fixe", "fixed array"),
    "keyed": ("objet dont les clés sont des données", "object whose keys are data"),
    "constant": ("vide, fixe", "empty, fixed"),
}

STATUSES: Mapping[str, Words] = {
    "official": ("modèle officiel", "official model"),
    "reference": ("modèle de RÉFÉRENCE, non officiel", "REFERENCE model, not official"),
    "blank": ("modèle vierge sans manifeste", "blank model without manifest"),
}

ORIGINS: Mapping[str, Words] = {
    "shown": ("montré par le modèle", "shown by the blank"),
    "declared": ("déclaré dans le manifeste", "declared in the manifest"),
    "newline": (
        "déduit du texte qui suit l’ouverture : le modèle ne montre qu’un élément",
        "inferred from the text after the opening: the blank shows one element only",
    ),
    "comma-blank": (
        "déduit des autres virgules du modèle : il ne montre qu’un élément",
        "inferred from the other commas of the blank: it shows one element only",
    ),
    "comma": (
        "déduit, faute d’indice : le modèle ne montre qu’un élément",
        "inferred for want of a sign: the blank shows one element only",
    ),
}


def constraints(slot: Slot) -> list[Words]:
    """What a slot accepts, in words, its type first."""
    declared = slot.declared
    kind = f" ({declared.kind})" if declared.kind not in {None, "text"} else ""
    words = [(TYPES[slot.type][0] + kind, TYPES[slot.type][1] + kind)]
    words.extend(_value_words(slot))
    if slot.nullable:
        words.append(("ou null", "or null"))
    if declared.required:
        words.append(("à remplir", "to be filled"))
    if declared.may_be_empty:
        words.append(("peut rester vide", "may stay empty"))
    return words


def _value_words(slot: Slot) -> Iterator[Words]:
    declared = slot.declared
    literal = literal_words(slot.literal)
    if declared.fixed:
        yield f"fixe : {literal}", f"fixed: {literal}"
    elif slot.presumed:
        yield f"présumé fixe : {literal}", f"presumed fixed: {literal}"
    elif declared.free:
        yield f"libre, le modèle montre {literal}", f"free, the blank shows {literal}"
    if declared.enum:
        values = ", ".join(map(value_words, declared.enum))
        yield f"parmi {values}", f"one of {values}"
    if declared.decimals is not None:
        yield f"{declared.decimals} décimales exactement", f"exactly {declared.decimals} decimals"
    elif slot.decimals is not None and slot.type == "number":
        yield (
            f"{slot.decimals} décimales dans le modèle (avertissement)",
            f"{slot.decimals} decimals in the blank (warning)",
        )
    if declared.pattern is not None:
        pattern = visible(declared.pattern)
        yield f"forme {pattern}", f"pattern {pattern}"


def literal_words(literal: bytes) -> str:
    """A literal of the blank, safe and short."""
    return shorten(visible(decode(literal)))


def value_words(value: object) -> str:
    """A value of an enumeration, as JSON writes it.

    >>> value_words("a"), value_words(True), value_words(None)
    ('"a"', 'true', 'null')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{visible(value)}"' if isinstance(value, str) else f"{value}"


def bounds_words(low: int, high: int | None) -> Words:
    """How many elements there may be.

    >>> bounds_words(1, None)[1], bounds_words(0, 3)[1], bounds_words(2, 2)[1]
    ('1 or more', '0 to 3', 'exactly 2')
    """
    if high is None:
        return f"{low} ou plus", f"{low} or more"
    if low == high:
        return f"exactement {low}", f"exactly {low}"
    return f"{low} à {high}", f"{low} to {high}"


def since_words(valid_from: str | None) -> Words:
    """From when a version is in force.

    >>> since_words("2024-09-12T14:00")[0]
    'En vigueur depuis le 12/09/2024 à 14:00 (heure de Paris)'
    """
    if valid_from is None:
        return "En vigueur depuis une date inconnue", "In force since an unknown date"
    day, _, hour = valid_from.partition("T")
    year, month, date = day.split("-")
    return (
        f"En vigueur depuis le {date}/{month}/{year} à {hour} (heure de Paris)",
        f"In force since {day} {hour} (Paris time)",
    )
