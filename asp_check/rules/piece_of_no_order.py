"""X502: a piece goes with no order of the request."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.matter import THE, Answer, Charge, Seen, Whole
from asp_check.rules.common.sources import FAQ_PORTAL

_LIST = {"/*/n": {"concept": "order.number"}}
_BLANK, _FILE = '[{"n": ""}, {"n": ""}]', '[{"n": "B1"}, {"n": "B2"}]'
_SOLDE = {"request": "solde"}


def _va(order: str) -> dict[str, object]:
    return {"role": "va", "path": f"va-{order}.pdf", "values": {"order.number": order}}


CAUSE = Cause(
    id="X502",
    name="piece-of-no-order",
    source=FAQ_PORTAL,
    params=("piece", "file", "reason"),
    severity=Severity.WARNING,
    certainty="inference",
    title=Text(
        "Une pièce ne va avec aucune commande de la demande",
        "A piece goes with no order of the request",
    ),
    message=Text(
        "Pièce sans commande, {piece}, dans {file}\u00a0: {reason}.",
        "A piece without order, {piece}, in {file}: {reason}.",
    ),
    why=Text(
        "Chaque pièce justifie une commande de la demande. Celle qui n'en désigne aucune peut être d'un "
        "autre dossier, ou porter un numéro mal recopié.",
        "Each piece justifies an order of the request. One that names none of them may belong to "
        "another dossier, or bear a number that was copied wrongly.",
    ),
    mend=Text(
        "Vérifiez le numéro de commande de la pièce et de la demande, ou retirez la pièce du dossier.",
        "Check the order number of the piece and of the request, or take the piece out of the "
        "dossier.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 1), _LIST, facts=_SOLDE, pieces=(_va("B1"), _va("B7"))),
        Example(_BLANK, _FILE, False, None, _LIST, facts=_SOLDE, pieces=(_va("B1"), _va("b2"))),
    ),
)  # fmt: skip


def check(whole: Whole, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each piece that was matched to no order."""
    for piece, why in whole.left:
        number = next(iter(piece.all("order.number")), None)
        params = {
            "piece_fr": THE[piece.role].fr, "piece_en": THE[piece.role].en, "file": piece.paper.path,
            "reason_fr": why.fr, "reason_en": why.en,
        }  # fmt: skip
        yield Charge(None, params, [Seen(piece, number)])
