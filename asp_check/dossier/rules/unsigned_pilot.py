"""D209: the report or the order of a pilot deployment is not signed (C14)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen
from asp_check.dossier.rules.common import base
from asp_check.pieces.words import ROLES

CAUSE = Cause(
    id="D209",
    name="unsigned-pilot",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("name", "role"),
    title=Text(
        "Le PV ou le BDC d'un pilote n'est pas signé",
        "The report or the order of a pilot is not signed",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» ({role}) n'est pas signé.",
        "“{name}” ({role}) is not signed.",
    ),
    why=Text(
        "Les PV des trois déploiements pilotes et leurs bons de commande doivent être signés "
        "par le client. Seule une absence établie de signature est signalée ici.",
        "The reports of the three pilot deployments and their purchase orders must be signed "
        "by the client. Only a signature that is surely absent is told here.",
    ),
    mend=Text(
        "Faites signer la pièce par le client, puis remplacez le fichier.",
        "Have the client sign the piece, then replace the file.",
    ),
    examples=(
        Example(
            "",
            "pilotes | kind=pilotes\n  PV-1.pdf | taken=pilot signed=absent\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "pilotes | kind=pilotes\n"
            "  PV-1.pdf | taken=pilot signed=unclear\n"
            "  BDC-1.pdf | taken=bdc signed=present\n"
            "  F-1.pdf | taken=invoice signed=absent\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each report and each order that is proved not to be signed."""
    if seen.kind != "pilotes":
        return
    for piece in seen.pieces:
        if piece.role in {"pilot", "bdc"} and piece.signed.state == "absent":
            role = ROLES[piece.role]
            params = {"name": base(piece.paper.path), "role_fr": role.fr, "role_en": role.en}
            yield Objection(piece.paper.path, params)
