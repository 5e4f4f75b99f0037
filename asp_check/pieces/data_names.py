"""What structured pieces are made of, and the names that they use: roles, concepts, yes and no."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from asp_check.causes.cause import Text
from asp_check.concepts import CONCEPTS
from asp_check.pieces.model import ROLES
from asp_check.pieces.tree import shown

FORMAT = "asp-check-piece/1"

ROLE_NAMES: Mapping[str, str] = MappingProxyType({
    **{role: role for role in ROLES},
    "bon de commande": "bdc",
    "facture": "invoice",
    "pilote": "pilot",
    "pv": "pilot",
    "pv pilote": "pilot",
})  # fmt: skip
"""Each role by the names that a file may give it."""

YES_NO: Mapping[str, bool] = MappingProxyType({
    "oui": True, "true": True, "vrai": True, "yes": True, "1": True,
    "non": False, "false": False, "faux": False, "no": False, "0": False,
})  # fmt: skip


class Value(NamedTuple):
    """What a piece says of one concept, for the piece or for one establishment."""

    concept: str
    value: str
    subject: str = ""
    line: int = 0


class DataPiece(NamedTuple):
    """One piece of a file; ``role`` is empty where the file does not say."""

    role: str
    values: tuple[Value, ...] = ()
    signed: bool | None = None


def folded(text: str) -> str:
    """In lower case, without accents nor blanks at the edges.

    >>> folded(" Rôle ")
    'role'
    """
    parts = unicodedata.normalize("NFD", text.strip().lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def unknown_role(name: str) -> Text:
    """A role that no piece has."""
    listed = ", ".join(ROLES)
    return Text(
        f"rôle «\u00a0{shown(name)}\u00a0» inconnu\u00a0; rôles\u00a0: {listed}",
        f"unknown role “{shown(name)}”; roles: {listed}",
    )


def unknown_concept(name: str) -> Text | None:
    """Why this is no concept, with the nearest; nothing if it is one."""
    return None if name in CONCEPTS else unknown("notion", "concept", name, CONCEPTS)


def unknown(fr: str, en: str, name: str, known: Iterable[str]) -> Text:
    """A name that is none of those known, and the nearest of them."""
    near = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return Text(
        f"{fr} «\u00a0{shown(name)}\u00a0» inconnue"
        + (f"\u00a0; plutôt «\u00a0{near[0]}\u00a0»\u00a0?" if near else ""),
        f"unknown {en} “{shown(name)}”" + (f"; rather “{near[0]}”?" if near else ""),
    )
