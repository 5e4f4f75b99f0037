"""The fields of each reference, and the headers under which their columns are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

Rank = Callable[[str], int | None]
"""How well a header, in plain writing, names a field: 0 is best, ``None`` not at all."""

_NOT_ALNUM = re.compile("[^0-9a-z]+")


@lru_cache(maxsize=1024)
def plain(header: str) -> str:
    """A header as it is compared: no accent, no capital, single blanks instead of punctuation.

    >>> plain("N° FINESS_ET"), plain("Numéro d’établissement (ET)")
    ('n finess et', 'numero d etablissement et')
    """
    letters = unicodedata.normalize("NFKD", header.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_ALNUM.sub(" ", bare).strip()


class Field(NamedTuple):
    """One field: what it is called, whether a file must have it, and how its column is known.

    ``instead`` is another field that makes up for its absence.
    """

    name: str
    rank: Rank
    required: bool = False
    instead: str = ""


def _named(*tiers: str) -> Rank:
    """Known by these headers, separated by bars; those of a later tier only where none of earlier."""
    ranks = {
        name.replace(" ", ""): rank
        for rank, names in reversed(list(enumerate(tiers)))
        for name in names.split("|")
    }
    return lambda header: ranks.get(header.replace(" ", ""))


_NUMBER = ("", "no", "n", "num", "numero", "code")
"""What stands before the name of an identifier: « N° FINESS », « num_finess »."""


def _numbers(*names: str) -> str:
    """The headers of an identifier of these names."""
    return "|".join(f"{before} {name}" for name in names for before in _NUMBER)


_SITE = _numbers(
    "finess", "finess et", "finess geographique", "finess geo", "finess site", "finess ege",
    "finess de l etablissement", "finess etablissement", "finess du site",
)  # fmt: skip
_LEGAL = _numbers(
    "finess ej", "finess juridique", "finess pm", "finess entite juridique",
    "finess de l entite juridique",
) + "|ej|ej finess|legal finess"  # fmt: skip


def includes_tax(header: str) -> bool:
    """Whether a header in plain writing speaks of an amount with tax.

    >>> includes_tax("plafond ttc"), includes_tax("plafond ht")
    (True, False)
    """
    return any(word in header.replace(" ", "") for word in ("ttc", "tva", "toutestaxes"))


def is_ceiling(header: str) -> bool:
    """Whether a header in plain writing speaks of the most that is funded, with tax or without."""
    bare = header.replace(" ", "")
    if any(word in bare for word in ("date", "nombre", "taux", "code")):
        return False
    return "plafond" in bare or ("montant" in bare and "max" in bare)


def _ceiling(header: str) -> int | None:
    if header == "amount":
        return 0
    if includes_tax(header) or not is_ceiling(header):
        return None
    return 0 if "ht" in header.split() or "horstaxe" in header.replace(" ", "") else 1


_IDENTIFIER = "|".join((
    "identifiant|identifier|am|siret|rpps",
    _SITE,
    _LEGAL,
    _numbers("am", "siret", "rpps"),
    "identifiant du beneficiaire|identifiant beneficiaire|identifiant client|identifiant du client",
))  # fmt: skip
_DISPOSITIF = (
    "dispositif|couloir|sons|code dispositif|code du dispositif|code couloir|dispositif sons"
)

VAGUE = "type"
"""A header that says little: the column is ``is_legal`` where its cells are names of a kind."""

KINDS: Mapping[str, bool | None] = MappingProxyType({
    **dict.fromkeys(("structureej", "ej", "entite juridique", "juridique", "pmej"), True),
    **dict.fromkeys(
        ("structureet", "et", "etablissement", "entite geographique", "geographique", "ege", "site"), False,
    ),
    "geolocalisation": None,
    **dict.fromkeys(("oui", "vrai", "true", "1"), True),
    **dict.fromkeys(("non", "faux", "false", "0", ""), False),
})  # fmt: skip
"""Whether a row is of a legal entity, by what its cell says in plain writing; ``None``: of neither."""

FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType({
    "finess": (
        Field("finess", _named(_SITE), required=True, instead="legal_finess"),
        Field("is_legal", _named(
            "is legal|section|type structure|type de structure|type finess|et ej|ej et", VAGUE,
        )),
        Field("legal_finess", _named(_LEGAL)),
        Field("name", _named(
            "name|rs|raison sociale|nom|nom court|nom ege court|denomination|denomination pm|nom de l etablissement|nom etablissement",
            "rslongue|rs longue|raison sociale longue|nom long|nom ege long|denomination longue",
        )),
        Field("category", _named(
            "category|categetab|code categorie|code categorie etablissement|categ code|categorie code|code categ",
            "categorie|categorie etablissement|categorie d etablissement|categorie de l etablissement",
        )),
        Field("category_label", _named(
            "category label|libcategetab|libelle categorie|libelle categorie etablissement|libelle categorie d etablissement|libelle de la categorie|categ lib|categorie libelle|lib categorie",
        )),
        Field("opened", _named(
            "opened|dateouv|date ouv|date ouverture|date d ouverture",
            "datecrea|date creation|date de creation",
        )),
        Field("closed", _named(
            "closed|datefer|dateferm|date ferm|date fer|date fermeture|date de fermeture",
        )),
    ),
    "ceilings": (
        Field("identifier", _named(_IDENTIFIER), required=True),
        Field("amount", _ceiling, required=True),
        Field("dispositif", _named(_DISPOSITIF)),
        Field("service", _named(
            "service|prestation|type prestation|type de prestation|prestation segur|type de prestation segur|type prestation segur",
        )),
    ),
    "funded": (
        Field("identifier", _named(_IDENTIFIER), required=True),
        Field("dispositif", _named(_DISPOSITIF), required=True),
        Field("request", _named(
            "request|demande|" + _numbers("demande", "de demande", "de la demande", "dossier", "de dossier") + "|identifiant demande|reference demande",
        )),
        Field("supplier", _named("supplier|fournisseur|editeur|nom du fournisseur|nom fournisseur")),
    ),
})  # fmt: skip
"""The fields of each reference; the first is the identifier by which rows are looked up."""
