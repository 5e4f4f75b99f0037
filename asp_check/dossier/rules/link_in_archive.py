"""D107: the archive holds a link, not a file."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import within
from asp_check.finding import Severity

CAUSE = Cause(
    id="D107",
    name="link-in-archive",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name",),
    title=Text(
        "Le ZIP contient un lien au lieu d'un fichier",
        "The ZIP holds a link in place of a file",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» n'est qu'un lien vers un fichier qui n'est pas dans ce ZIP. Il n'a pas "
        "été suivi.",
        "“{name}” is only a link to a file that is not in this ZIP. It was not followed.",
    ),
    why=Text(
        "Un lien symbolique ne contient que l'adresse d'un autre fichier, sur l'ordinateur "
        "où le ZIP a été fait. La pièce elle-même manque.",
        "A symbolic link holds only the address of another file, on the computer where the "
        "ZIP was made. The piece itself is missing.",
    ),
    mend=Text(
        "Remplacez le lien par le fichier lui-même, puis refaites le ZIP.",
        "Replace the link by the file itself, then make the ZIP again.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf | trouble=link\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf\n",
            False,
            None,
        ),
    ),
)


def check(archive: Archive) -> Iterator[Objection]:
    """Yield an objection for each member that is a link or a device."""
    for member in archive.members:
        if member.trouble in {"link", "special"}:
            yield Objection(within(archive, member), {"name": member.name})
