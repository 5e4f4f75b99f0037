"""D110: a file of the archive is packed by a method that few programs know."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive, is_common
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import within
from asp_check.finding import Severity

CAUSE = Cause(
    id="D110",
    name="unusual-compression",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name", "method"),
    title=Text(
        "Un fichier du ZIP est compressé d'une façon peu courante",
        "A file of the ZIP is compressed in an uncommon way",
    ),
    message=Text(
        "Le fichier «\u00a0{name}\u00a0» de ce ZIP est compressé d'une façon que tous les programmes "
        "ne savent pas lire (méthode {method}).",
        "The file “{name}” of this ZIP is compressed in a way that not every program can "
        "read (method {method}).",
    ),
    why=Text(
        "Tous les programmes lisent un fichier stocké tel quel ou compressé par «\u00a0deflate\u00a0». "
        "Les autres méthodes peuvent faire échouer le dépôt du ZIP.",
        "Every program reads a file that is stored as it is or compressed by “deflate”. "
        "Other methods may make the deposit of the ZIP fail.",
    ),
    mend=Text(
        "Refaites le ZIP avec la compression ordinaire, ou avec asp-check pack.",
        "Make the ZIP again with ordinary compression, or with asp-check pack.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf | method=14\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf | method=8\n",
            False,
            None,
        ),
    ),
)


def check(archive: Archive) -> Iterator[Objection]:
    """Yield an objection for each member that is neither stored nor deflated."""
    for member in archive.members:
        if not is_common(member.method) and member.trouble in {"", "method"}:
            params = {"name": member.name, "method": str(member.method)}
            yield Objection(within(archive, member), params, opens=member.trouble == "method")
