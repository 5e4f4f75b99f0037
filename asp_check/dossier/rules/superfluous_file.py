"""D205: a file has no place in the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import WANTED, Objection, Seen
from asp_check.dossier.rules.common import base
from asp_check.finding import Severity
from asp_check.pieces.words import ROLES

CAUSE = Cause(
    id="D205",
    name="superfluous-file",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3",
    params=("name", "side", "role", "request"),
    title=Text(
        "Un fichier est superflu",
        "A file is superfluous",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» n'est pas une pièce du dossier.",
        "“{name}” is no piece of the dossier.",
    ),
    variants={
        ("side", "system"): Text(
            "«\u00a0{name}\u00a0» est un fichier du système, ajouté par Windows ou par macOS.",
            "“{name}” is a file of the system, added by Windows or by macOS.",
        ),
        ("side", "pilot"): Text(
            "«\u00a0{name}\u00a0» est un PV pilote. Les PV pilotes se déposent une fois par dispositif, à "
            "part, et non avec chaque demande de genre {request}.",
            "“{name}” is a pilot report. Pilot reports are deposited once for a scheme, by "
            "themselves, not with each request of kind {request}.",
        ),
        ("side", "role"): Text(
            "«\u00a0{name}\u00a0» est une pièce ({role}) qu'une demande de genre {request} ne demande pas.",
            "“{name}” is a piece ({role}) that a request of kind {request} does not ask for.",
        ),
    },
    why=Text(
        "Chaque demande a ses pièces\u00a0: le BDC pour l'avance\u00a0; la VA ou la MOM, la facture et "
        "le BDC pour le solde. Un fichier de plus ne gêne pas le contrôle, mais ne devrait "
        "pas être déposé.",
        "Each request has its pieces: the BDC for the advance; the VA or the MOM, the "
        "invoice and the BDC for the balance. One file more does not disturb the check, but "
        "should not be deposited.",
    ),
    mend=Text(
        "Faites le ZIP des seules pièces avec asp-check pack.",
        "Make a ZIP of the pieces alone with asp-check pack.",
    ),
    severity=Severity.INFO,
    examples=(
        Example(
            "",
            "bdc.json | kind=avance\n  BDC.pdf | taken=bdc\n  .DS_Store | taken=system\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "solde.json | kind=solde\n  PV-pilote.pdf | taken=pilot\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "notes | kind=solde\n  lisez-moi.txt | taken=aside\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "solde.json | kind=solde\n  VA.pdf | taken=va\n  BDC.pdf | taken=bdc\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each file that the request does not ask for."""
    wanted = WANTED.get(seen.kind)
    for file in seen.files:
        if file.taken in {"system", "aside"}:
            yield Objection(file.path, {"name": base(file.path), "side": file.taken})
        elif file.is_piece and wanted is not None and file.taken not in wanted:
            params = {
                "name": base(file.path),
                "side": "pilot" if file.taken == "pilot" else "role",
                "request": seen.kind,
                "role_fr": ROLES[file.taken].fr,
                "role_en": ROLES[file.taken].en,
            }
            yield Objection(file.path, params)
