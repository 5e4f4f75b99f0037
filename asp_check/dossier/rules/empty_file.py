"""D207: a file of the dossier is empty."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen
from asp_check.dossier.rules.common import base
from asp_check.finding import Severity

CAUSE = Cause(
    id="D207",
    name="empty-file",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name",),
    title=Text(
        "Un fichier est vide",
        "A file is empty",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» est vide\u00a0: 0 octet.",
        "“{name}” is empty: 0 bytes.",
    ),
    why=Text(
        "Un fichier de 0 octet vient le plus souvent d'une copie ou d'un téléchargement "
        "interrompus. La pièce qu'il devait être manque.",
        "A file of 0 bytes mostly comes from a copy or a download that broke off. The piece "
        "that it was to be is missing.",
    ),
    mend=Text(
        "Remettez le fichier d'origine à sa place.",
        "Put the original file back in its place.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "solde.json | kind=solde\n  VA.pdf | taken=unreadable size=0\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "solde.json | kind=solde\n  VA.pdf | taken=va\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each file of no byte at all."""
    for file in seen.files:
        # The envelope of an empty request has its own finding, and archives too; what was not read
        # has no sum.
        if not file.size and file.sha256 and file.taken not in {"system", "request", "archive"}:
            yield Objection(file.path, {"name": base(file.path)})
