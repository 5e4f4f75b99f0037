"""Which kind of value a key's name or a value's shape speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from asp_check.concepts import plain
from asp_check.values import judge
from asp_check.values.refusal import blocks

NAMES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        kind: re.compile(words)
        for kind, words in {
            "siret": r"siret",
            "finess": r"finess",
            "rpps": r"rpps",
            "idnps": r"idnps|identifiantnational|idnational",
            "adeli": r"adeli",
            "am": r"^(?:num|numero|numeros|no|n)am$",
            "siren": r"siren",
            "postal-code": r"codepostal|^cp$",
            "mssante": r"mss",
            "email": r"mail|courriel|mel$",
            "telephone": r"tel$|^tel|telephone|phone|mobile|portable|fax|telecopie",
            "date-iso": r"date|jour|^le$",
            "datetime-iso": r"date|heure|horodat|instant",
            "date-fr": r"date|jour|^le$",
            "vat-rate": r"tauxtva|tvataux|tauxdetva",
            "percentage": r"^taux|pourcent|quotepart|^part$",
            "amount": r"montant|prix|cout|ht$|ttc$|^(?:montant)?tva$",
        }.items()
    }
)
"""By kind, the most telling first, what the name of a key looks like, as ``concepts.plain`` has it."""

KEYS = ("siret", "finess", "rpps", "idnps", "adeli", "am", "siren")
"""The kinds of identifier that keys may be."""

_SHAPES = ("siret", "rpps", "idnps")
"""Identifiers long enough to be known without a name, once two of them pass for such."""

_TELLING = ("date-iso", "datetime-iso", "date-fr", "email")
"""Kinds whose values look like nothing else."""

_NOT_AMOUNTS = re.compile(r"taux|pourcent|nombre|^nb|numero|^num|reference|quantite|date|mode|type")

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "finess": "finess", "legal_finess": "finess", "siret": "siret", "legal_siret": "siret",
        "siren": "siren", "rpps": "rpps", "idnps": "idnps", "adeli": "adeli", "am": "am",
        "postal_code": "postal-code", "email": "email", "phone": "telephone",
        "vat_rate": "vat-rate", "segur_vat_rate": "vat-rate", "share": "percentage",
        "excl_tax": "amount", "incl_tax": "amount", "vat": "amount", "segur_amount": "amount",
        "segur_vat": "amount", "segur_incl_tax": "amount", "total_excl_tax": "amount",
        "total_incl_tax": "amount", "date": "date",
    }
)  # fmt: skip


class Kind(NamedTuple):
    """A kind of value that fits, and what speaks for it: ``name`` or ``shape``."""

    kind: str
    support: str


def kind_of_values(key: str, concept: str | None, values: Sequence[str]) -> Kind | None:
    """The kind that all these values are of, if the key's name or their shape speaks for it.

    >>> kind_of_values("numFiness", None, ["830101259"])
    Kind(kind='finess', support='name')
    >>> kind_of_values("x", None, ["12/09/2024"]), kind_of_values("x", None, ["830101259"])
    (Kind(kind='date-fr', support='shape'), None)
    """
    if not values:
        return None
    for kind in NAMES:
        if is_named(kind, key, concept) and all(fits(kind, value) for value in values):
            return Kind(kind, "name")
    several = len(set(values)) > 1
    for kind in (*_TELLING, *(_SHAPES if several else ())):
        if all(judge(kind, value) == () for value in values):
            return Kind(kind, "shape")
    return None


def kind_that_misses(key: str, concept: str | None, values: Sequence[str]) -> str | None:
    """The kind of identifier that the key's name speaks of, where the values are not of it."""
    named = (kind for kind in KEYS if is_named(kind, key, concept))
    return next((kind for kind in named if not all(fits(kind, v) for v in values)), None)


def kind_of_keys(keys: Sequence[str], names: Sequence[str]) -> str | None:
    """The kind of identifier that all these keys are; ``names`` are those of what holds them.

    >>> kind_of_keys(["830101259", "2B0000020"], ["reponsesParFiness"])
    'finess'
    >>> kind_of_keys(["nom", "prenom"], [])
    """
    if not keys:
        return None
    for kind in KEYS:
        named = any(NAMES[kind].search(plain(name)) for name in names)
        if named and all(fits(kind, key) for key in keys):
            return kind
    for kind in KEYS:
        if kind not in ("am", "adeli") and all(judge(kind, key) == () for key in keys):
            return kind
    return None


def is_named(kind: str, key: str, concept: str | None) -> bool:
    """Whether the name of the key, or the concept proposed for it, speaks of this kind."""
    name = plain(key)
    if kind == "amount" and _NOT_AMOUNTS.search(name):
        return False
    meant = kind_meant(concept)
    if meant is not None and meant != "date":
        return kind == meant
    return NAMES[kind].search(name) is not None


def kind_meant(concept: str | None) -> str | None:
    """The kind of value that a concept is, if it is of one; ``date`` whatever the form.

    >>> kind_meant("client.legal_finess"), kind_meant("va.date"), kind_meant("client.name")
    ('finess', 'date', None)
    """
    if concept is None:
        return None
    if concept == "mss.address":
        return "mssante"
    ending = concept.rpartition(".")[2]
    return "date" if ending.endswith("_date") else _ENDINGS.get(ending)


def fits(kind: str, value: str) -> bool:
    """Whether nothing in this value blocks: what merely surprises may be the example's invention."""
    return not blocks(judge(kind, value))
