"""D103: a file of the archive is encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import within
from asp_check.finding import Severity

CAUSE = Cause(
    id="D103",
    name="encrypted-member",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name",),
    title=Text(
        "Un fichier du ZIP est protégé par un mot de passe",
        "A file of the ZIP is protected by a password",
    ),
    message=Text(
        "Le fichier «\u00a0{name}\u00a0» de ce ZIP est chiffré. Il n'a pas pu être lu, et l'ASP ne "
        "pourra pas l'ouvrir sans mot de passe.",
        "The file “{name}” of this ZIP is encrypted. It could not be read, and the ASP "
        "cannot open it without a password.",
    ),
    why=Text(
        "Les sources ne disent rien d'un ZIP protégé par un mot de passe. Personne ne "
        "pouvant le transmettre au moment du dépôt, la pièce risque de ne pas être lue.",
        "The sources say nothing of a ZIP protected by a password. As nobody can hand it "
        "over with the deposit, the piece may not be read.",
    ),
    mend=Text(
        "Refaites le ZIP sans mot de passe.",
        "Make the ZIP again without a password.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf | trouble=encrypted\n",
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
    """Yield an objection for each member that asks for a password."""
    for member in archive.members:
        if member.trouble == "encrypted":
            yield Objection(within(archive, member), {"name": member.name}, opens=True)
