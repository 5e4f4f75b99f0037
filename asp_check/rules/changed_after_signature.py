"""X403: a piece was changed after it was signed electronically.

Another signature, and what serves to validate one later, are no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Elsewhere, Severity
from asp_check.pieces.model import Paper, Role, Seal
from asp_check.pieces.words import LATER
from asp_check.rules.common.matter import THE, Answer, Charge, Matter
from asp_check.rules.common.sources import FAQ_ORDER

_HARMLESS = frozenset({"signatures", "validation"})

_ONE = {"/n": {"concept": "order.number"}}
_LIST = {"/*/n": {"concept": "order.number"}}
_BLANK, _FILE = '{"n": ""}', '{"n": "B1"}'
_SOLDE = {"request": "solde"}


def _va(order: str = "B1", **more: object) -> dict[str, object]:
    return {
        "role": "va", "path": f"va-{order}.pdf", "signed": "present", "how": "seal",
        "values": {"order.number": order}, **more,
    }  # fmt: skip


CAUSE = Cause(
    id="X403",
    name="changed-after-signature",
    source=FAQ_ORDER,
    params=("piece", "who", "changes"),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text(
        "Une pièce a été modifiée après sa signature électronique",
        "A piece was changed after it was signed electronically",
    ),
    message=Text(
        "La signature électronique de «\u00a0{who}\u00a0» ne couvre pas tout le fichier, {piece}. "
        "Depuis\u00a0: {changes}.",
        "The electronic signature of “{who}” does not cover the whole file, {piece}. Since then: "
        "{changes}.",
    ),
    why=Text(
        "Une signature électronique garantit ce qu'elle couvre. Ce qui a été ajouté ensuite n'a pas "
        "été signé, et peut faire écarter la pièce.",
        "An electronic signature vouches for what it covers. What was added afterwards was not "
        "signed, and may have the piece set aside.",
    ),
    mend=Text(
        "Reprenez le fichier tel qu'il a été signé, ou faites signer la version définitive.",
        "Take the file as it was signed, or have the final version signed.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 7), _ONE, facts=_SOLDE, pieces=(_va(changed="fields"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va(),)),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_va(changed="signatures,validation"),),
        ),
        Example(
            f"[{_BLANK}, {_BLANK}]", '[{"n": "B1"}, {"n": "B2"}]', True, (1, 21), _LIST, facts=_SOLDE,
            pieces=(_va(), _va("B2", changed="altered")),
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each signature after which the file was changed, once a file."""
    papers = {
        piece.paper.path: (role, piece.paper)
        for role, pieces in matter.pieces.items()
        for piece in pieces
    }
    for role, paper in papers.values():
        for seal in paper.seals:
            changes = [key for key in seal.later.split(",") if key not in _HARMLESS]
            if seal.whole is False and changes:
                yield Charge(None, _params(role, seal, changes), [_place(role, paper, seal)])


def _params(role: Role, seal: Seal, changes: Sequence[str]) -> dict[str, str]:
    told = [LATER.get(key, LATER["other"]) for key in changes]
    return {
        "piece_fr": THE[role].fr,
        "piece_en": THE[role].en,
        "who": seal.signer or "?",
        "changes_fr": ", ".join(text.fr for text in told),
        "changes_en": ", ".join(text.en for text in told),
    }


def _place(role: Role, paper: Paper, seal: Seal) -> Elsewhere:
    page = 1 if seal.page is None else seal.page
    return Elsewhere(paper.path, role, "", page if paper.pages else None, seal.box)
