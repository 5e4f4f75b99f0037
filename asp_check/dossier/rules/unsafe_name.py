"""D106: a name of the archive leads out of its folder, or holds what no name should."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import unsafe, within
from asp_check.finding import Severity

CAUSE = Cause(
    id="D106",
    name="unsafe-name",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name", "reason"),
    title=Text(
        "Un nom du ZIP est dangereux ou inutilisable",
        "A name of the ZIP is unsafe or of no use",
    ),
    message=Text(
        "Le nom «\u00a0{name}\u00a0» de ce ZIP n'est pas accepté partout\u00a0: {reason}.",
        "The name “{name}” of this ZIP is not accepted everywhere: {reason}.",
    ),
    why=Text(
        "Un nom qui sort de son dossier, ou qui contient des caractères invisibles ou "
        "interdits sous Windows, est refusé par beaucoup de programmes. Un ZIP refusé laisse "
        "la demande incomplète.",
        "A name that leads out of its folder, or holds characters that are unseen or "
        "forbidden on Windows, is refused by many programs. A ZIP that is refused leaves the "
        "request incomplete.",
    ),
    mend=Text(
        "Renommez le fichier avec des lettres, des chiffres, des tirets et des points, puis "
        "refaites le ZIP.",
        "Rename the file with letters, digits, hyphens and dots, then make the ZIP again.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf\n  ../VA-2025-0117.pdf\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "demande.zip\n  C:\\Users\\moi\\BDC.pdf\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "demande.zip\n  VA\u202efdp.exe\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "demande.zip\n  pièces/Vérification d’aptitude (signée).pdf\n",
            False,
            None,
        ),
    ),
)


def check(archive: Archive) -> Iterator[Objection]:
    """Yield an objection for each member whose name may not be used as it is."""
    for member in archive.members:
        reason = unsafe(member.name)
        if reason is not None:
            params = {"name": member.name, "reason_fr": reason.fr, "reason_en": reason.en}
            yield Objection(within(archive, member), params)
