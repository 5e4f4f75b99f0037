"""Who may stand on an invoice: the signatory of the VA, or whom they represent.

Where the VA names no entity, the client and the legal entity are who the signatory may represent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asp_check.pieces.model import Piece, Reading
from asp_check.rules.common.matter import Matter, Seen
from asp_check.rules.common.names import contains_name

NAME, SIGNATORY, ENTITY = "invoice.name", "va.signatory", "va.signatory_entity"
_CLIENTS = ("client.name", "client.legal_name")

Said = tuple[Piece, Reading]


class Bearers(NamedTuple):
    """The names that may stand on the invoice, and where some of them were read."""

    names: Sequence[str]
    seen: Sequence[Seen]


def bearers(matter: Matter) -> Bearers | None:
    """Who signed the VA and whom they represent; ``None`` where one of them is not known."""
    signatories = list(matter.readings("va", SIGNATORY))
    entities = list(matter.readings("va", ENTITY))
    names: list[str] = []
    if not _known(entities):
        entities += (one for concept in _CLIENTS for one in matter.readings("va", concept))
        values = (value for concept in _CLIENTS for value in matter.find(concept))
        names = [value.text for value in values if not value.empty]
    known = [*_known(signatories), *_known(entities)]
    if any(reading.state == "unclear" for _, reading in (*signatories, *entities)):
        return None
    if not _known(signatories) or not (_known(entities) or names):
        return None
    names = list(dict.fromkeys([*(reading.value for _, reading in known), *names]))
    return Bearers(names, [Seen(piece, reading) for piece, reading in known])


def strangers(matter: Matter) -> list[Said]:
    """The invoices that are to a name of nobody who may stand on them."""
    allowed = bearers(matter)
    if allowed is None:
        return []
    return [
        (piece, reading)
        for piece, reading in _known(list(matter.readings("invoice", NAME)))
        if not any(_is_like(reading.value, name) for name in allowed.names)
    ]


def _is_like(one: str, other: str) -> bool:
    return contains_name(one, other) or contains_name(other, one)


def _known(readings: Sequence[Said]) -> list[Said]:
    return [(piece, reading) for piece, reading in readings if reading.state == "read"]
