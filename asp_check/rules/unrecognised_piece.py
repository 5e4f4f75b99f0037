"""X503: a file of the dossier was taken for no piece: it could not be read, or was not recognised.

One that could not be read may be a second VA that says otherwise: it leaves the verdict open, unless
the user said which piece it is, and it is none of this request, or said it of each piece it could be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pieces.model import ROLES, Piece, Role
from asp_check.rules.common.matter import Answer, Charge, Open, Whole
from asp_check.rules.common.sources import FAQ_PORTAL

_ONE = {"/n": {"concept": "order.number"}}
_BLANK, _FILE = '{"n": ""}', '{"n": "B1"}'
_SOLDE = {"request": "solde"}
_VA = {"role": "va", "values": {"order.number": "B1"}}

CAUSE = Cause(
    id="X503",
    name="unrecognised-piece",
    source=FAQ_PORTAL,
    params=("file", "reason"),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text(
        "Un fichier n'a été pris pour aucune pièce", "A file was taken for no piece"
    ),
    message=Text(
        "Fichier pris pour aucune pièce, {file}\u00a0: {reason}.",
        "File taken for no piece, {file}: {reason}.",
    ),
    why=Text(
        "Une pièce qui n'est pas reconnue n'est pas contrôlée, et ce qui n'a pas sa place dans le "
        "dossier n'y apporte rien.",
        "A piece that is not recognised is not checked, and what has no place in the dossier is of "
        "no use there.",
    ),
    mend=Text(
        "Dites ce qu'est ce fichier (--bdc, --va, --mom, --invoice, --pilot), ou retirez-le.",
        "Say what this file is (--bdc, --va, --mom, --invoice, --pilot), or take it out.",
    ),
    examples=(
        Example(
            _BLANK, _FILE, True, (1, 1), _ONE, facts=_SOLDE,
            pieces=(_VA, {"role": None, "path": "logo.pdf", "unread": False}),
        ),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_VA,)),
    ),
)  # fmt: skip


_WANTED: Mapping[str, Sequence[Role]] = MappingProxyType({
    "avance": ("bdc",),
    "solde": ("va", "mom", "invoice", "bdc"),
})  # fmt: skip
"""The pieces that go with a request."""


def check(whole: Whole, given: Given) -> Iterator[Answer]:
    """Yield a charge for each paper that is no piece, and leave open what one that is unread may be."""
    wanted = _WANTED.get(given.request, ROLES)
    stated = {piece.role for piece in whole.pieces if piece.stated}
    for one in whole.unread:
        if one.told:
            continue
        params = {"file": one.paper.path, "reason_fr": one.why.fr, "reason_en": one.why.en}
        yield Charge(None, params)
        may_be = {role for role in wanted if role not in stated} if one.role is None else {one.role}
        if one.hides and (role := next((r for r in wanted if r in may_be), None)):
            yield Open(Piece(role, one.paper), one.why)
