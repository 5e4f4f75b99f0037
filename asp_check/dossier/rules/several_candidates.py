"""D203: two files were taken for the same piece of one order."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen
from asp_check.dossier.rules.common import base
from asp_check.finding import Severity
from asp_check.pieces.words import ROLES

_ONE_EACH = frozenset({"bdc", "va", "mom"})
"""Of these one order has one; two invoices are another matter."""

CAUSE = Cause(
    id="D203",
    name="several-candidates",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("count", "role", "order", "names"),
    title=Text(
        "Deux fichiers sont pris pour la même pièce",
        "Two files are taken for the same piece",
    ),
    message=Text(
        "{count:fichier est pris|fichiers sont pris} pour la pièce «\u00a0{role}\u00a0» de la commande "
        "«\u00a0{order}\u00a0»\u00a0: {names}. Rien ne dit lequel est le bon.",
        "{count:file is taken|files are taken} for the piece “{role}” of the order "
        "“{order}”: {names}. Nothing tells which is the right one.",
    ),
    why=Text(
        "De deux versions d'un bon de commande ou d'une VA, une seule doit être déposée. Les "
        "deux ont été contrôlées, aucune n'a été choisie.",
        "Of two versions of a purchase order or of a VA, only one should be deposited. Both "
        "were checked, none was chosen.",
    ),
    mend=Text(
        "Retirez du dossier le fichier qui ne doit pas être déposé.",
        "Take the file that should not be deposited out of the dossier.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "bdc.json | kind=avance orders=B-1\n"
            "  BDC-v1.pdf | taken=bdc order=B-1 sha=1\n"
            "  BDC-v2.pdf | taken=bdc order=B-1 sha=2\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "bdc.json | kind=avance orders=B-1\n"
            "  BDC-v1.pdf | taken=bdc sha=1\n"
            "  BDC-v2.pdf | taken=bdc sha=2\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "bdc.json | kind=avance orders=B-1,B-2\n"
            "  BDC-1.pdf | taken=bdc order=B-1 sha=1\n"
            "  BDC-2.pdf | taken=bdc order=B-2 sha=2\n",
            False,
            None,
        ),
        Example(
            "",
            "bdc.json | kind=avance orders=B-1\n"
            "  BDC.pdf | taken=bdc order=B-1 sha=1\n"
            "  copie/BDC.pdf | taken=copy sha=1\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each role that several files have for one order."""
    if seen.kind == "pilotes":
        return
    alone = seen.orders[0] if len(seen.orders) == 1 else ""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file in seen.files:
        order = file.order or alone
        if file.taken in _ONE_EACH and order:
            found.setdefault((file.taken, order), {})[file.path] = file.sha256
    for (role, order), paths in found.items():
        if len(set(paths.values())) > 1:
            names = ", ".join(map(base, paths))
            params = {
                "count": len(paths),
                "role_fr": ROLES[role].fr,
                "role_en": ROLES[role].en,
                "order": order,
                "names": names,
            }
            *others, last = paths
            yield Objection(last, params, others=others)
