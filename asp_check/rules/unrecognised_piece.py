"""X503: a file of the dossier was taken for no piece: it could not be read, or was not recognised."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.matter import Answer, Charge, Whole
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


def check(whole: Whole, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each paper that is no piece."""
    for one in whole.unread:
        if one.told:
            continue
        params = {"file": one.paper.path, "reason_fr": one.why.fr, "reason_en": one.why.en}
        yield Charge(None, params)
