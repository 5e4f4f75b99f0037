"""D305: there are two dossiers of pilots for one scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Brief, Objection
from asp_check.dossier.rules.common import near
from asp_check.finding import Severity

CAUSE = Cause(
    id="D305",
    name="repeated-pilots",
    source="https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=filtrez_par_offre%3A2626&page=3",
    params=("other",),
    title=Text(
        "Deux dossiers de pilotes pour un même dispositif",
        "Two dossiers of pilots for one scheme",
    ),
    message=Text(
        "«\u00a0{other}\u00a0» est déjà un dossier de pilotes pour ce dispositif. Les trois pilotes se "
        "déposent une fois, ensemble.",
        "“{other}” is a dossier of pilots for this scheme already. The three pilots are "
        "deposited once, together.",
    ),
    why=Text(
        "Les trois déploiements pilotes se déposent une fois par fournisseur et par dispositif.",
        "The three pilot deployments are deposited once for a supplier and a scheme.",
    ),
    mend=Text(
        "Réunissez les trois déploiements dans un seul dossier.",
        "Put the three deployments together in one dossier.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "p1 | kind=pilotes dispositif=D\np2 | kind=pilotes dispositif=D\n",
            True,
            (2, 1),
        ),
        Example(
            "",
            "p1 | kind=pilotes dispositif=D\np2 | kind=pilotes dispositif=E\n",
            False,
            None,
        ),
    ),
)


def check(briefs: Sequence[Brief]) -> Iterator[Objection]:
    """Yield an objection for each dossier of pilots after the first of its scheme."""
    first: dict[str, str] = {}
    for brief in briefs:
        # Of which scheme pilots are, nothing but the name of a model tells.
        if brief.key.request == "pilotes" and brief.key.dispositif:
            other = first.setdefault(brief.key.dispositif.lower(), brief.name)
            if other != brief.name:
                yield Objection(brief.name, {"other": near(other)}, others=(other,))
