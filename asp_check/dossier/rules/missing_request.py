"""D201: the pieces come without the JSON of the request (C32)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen

CAUSE = Cause(
    id="D201",
    name="missing-request",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3",
    title=Text(
        "Le dossier n'a pas de JSON",
        "The dossier has no JSON",
    ),
    message=Text(
        "Ce dossier ne contient aucun JSON de demande. Ses pièces n'ont pu être comparées à rien.",
        "This dossier holds no JSON of a request. Its pieces could not be compared with anything.",
    ),
    why=Text(
        "Le JSON est la demande elle-même\u00a0: l'avance comme le solde se déposent avec lui. "
        "Seuls les déploiements pilotes, pour autant qu'on le sache, se déposent sans JSON.",
        "The JSON is the request itself: the advance and the balance are both deposited with "
        "it. Only pilot deployments, as far as is known, are deposited without a JSON.",
    ),
    mend=Text(
        "Ajoutez le JSON au dossier, ou indiquez --kind pilotes s'il s'agit des déploiements "
        "pilotes.",
        "Add the JSON to the dossier, or say --kind pilotes where these are the pilot deployments.",
    ),
    examples=(
        Example(
            "",
            "client-117\n  BDC-2025-0117.pdf | taken=bdc\n",
            True,
            (1, 1),
        ),
        Example(
            "",
            "pilotes | kind=pilotes\n  PV-1.pdf | taken=pilot\n",
            False,
            None,
        ),
        Example(
            "",
            "bdc.json | kind=avance\n  bdc.json | taken=request\n  BDC-2025-0117.pdf | taken=bdc\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection if there is no request, and one is needed."""
    if not seen.requests and seen.kind != "pilotes":
        yield Objection(seen.name)
