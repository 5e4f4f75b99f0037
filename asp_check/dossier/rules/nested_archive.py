"""D104: the archive holds another archive, which was not opened."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import within
from asp_check.finding import Severity

CAUSE = Cause(
    id="D104",
    name="nested-archive",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name",),
    title=Text(
        "Le ZIP contient une autre archive",
        "The ZIP holds another archive",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» est une archive dans l'archive. Elle n'a pas été ouverte\u00a0: les pièces "
        "qu'elle contient ne sont pas contrôlées.",
        "“{name}” is an archive within the archive. It was not opened: the pieces in it are "
        "not checked.",
    ),
    why=Text(
        "Les sources parlent d'un ZIP de pièces, sans autre archive à l'intérieur. Une pièce "
        "qui s'y trouve risque de n'être vue par personne.",
        "The sources speak of one ZIP of pieces, with no other archive inside. A piece in it "
        "may be seen by nobody.",
    ),
    mend=Text(
        "Placez les pièces directement dans le ZIP.",
        "Put the pieces directly in the ZIP.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf\n  pieces.zip | nested\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf\n  bdc.docx\n",
            False,
            None,
        ),
    ),
)


def check(archive: Archive) -> Iterator[Objection]:
    """Yield an objection for each member that is an archive."""
    for member in archive.members:
        if member.nested:
            yield Objection(within(archive, member), {"name": member.name})
