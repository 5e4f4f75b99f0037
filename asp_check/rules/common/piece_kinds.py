"""The kinds of piece that a request lists, whatever it calls them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from asp_check.rules.common.case import Case
from asp_check.rules.common.wordings import holds, words

VA, MOM, INVOICE, ORDER = "VA", "MOM", "FACTURE", "BDC"

_NAMES = (
    (VA, "va"),
    (VA, "verification d aptitude"),
    (MOM, "mom"),
    (MOM, "mise en ordre de marche"),
    (MOM, "mise en oeuvre de marche"),
    (INVOICE, "facture"),
    (INVOICE, "factures"),
    (ORDER, "bdc"),
    (ORDER, "bon de commande"),
)


def kinds_of(text: str) -> AbstractSet[str]:
    """What a piece is; several where one file holds several, none where it cannot be told.

    >>> sorted(kinds_of("VA/MOM signée")), sorted(kinds_of("Facture_2025")), sorted(kinds_of("RIB"))
    (['MOM', 'VA'], ['FACTURE'], [])
    """
    found = words(text)
    return {kind for kind, name in _NAMES if holds(found, words(name))}


def kinds_listed(case: Case) -> AbstractSet[str] | None:
    """The kinds of piece listed for an order; ``None`` where one that is missing may be among them.

    That is so where a kind is empty, at fault, or not known: people use other names.
    """
    pieces = case.all("piece.kind")
    found = [kinds_of(piece.text) if piece.sound and not piece.empty else set() for piece in pieces]
    return set().union(*found) if all(found) else None
