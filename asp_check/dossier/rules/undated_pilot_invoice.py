"""D210: the invoice of a pilot deployment bears no date (C32)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen
from asp_check.dossier.rules.common import base

CAUSE = Cause(
    id="D210",
    name="undated-pilot-invoice",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3",
    params=("name",),
    title=Text(
        "La facture d'un pilote n'est pas datée",
        "The invoice of a pilot is not dated",
    ),
    message=Text(
        "La facture «\u00a0{name}\u00a0» ne porte pas de date.",
        "The invoice “{name}” bears no date.",
    ),
    why=Text(
        "Chaque déploiement pilote se justifie par une facture datée. Seule une date dont la "
        "place est vide est signalée ici.",
        "Each pilot deployment is shown by a dated invoice. Only a date whose place is empty "
        "is told here.",
    ),
    mend=Text(
        "Datez la facture, puis remplacez le fichier.",
        "Date the invoice, then replace the file.",
    ),
    examples=(
        Example(
            "",
            "pilotes | kind=pilotes\n  F-1.pdf | taken=invoice date=absent\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "pilotes | kind=pilotes\n"
            "  F-1.pdf | taken=invoice date=read\n"
            "  F-2.pdf | taken=invoice date=unnamed\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each invoice whose date is proved absent."""
    if seen.kind != "pilotes":
        return
    for piece in seen.pieces:
        states = {reading.state for reading in piece.all("invoice.date")}
        if piece.role == "invoice" and states == {"absent"}:
            yield Objection(piece.paper.path, {"name": base(piece.paper.path)})
