"""D108: the archive, or a file of it, is larger than what is read: perhaps a bomb."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import within
from asp_check.finding import Severity

CAUSE = Cause(
    id="D108",
    name="oversized-archive",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name", "side"),
    title=Text(
        "Le ZIP dépasse ce qui est lu",
        "The ZIP is larger than what is read",
    ),
    message=Text(
        "Le fichier «\u00a0{name}\u00a0» de ce ZIP dépasse les limites de lecture, une fois "
        "décompressé. Il n'a pas été lu.",
        "The file “{name}” of this ZIP exceeds the limits of reading once inflated. It was "
        "not read.",
    ),
    variants={
        ("side", "many"): Text(
            "Ce ZIP annonce plus de 10 000 fichiers. Il n'a pas été ouvert.",
            "This ZIP announces more than 10,000 files. It was not opened.",
        ),
    },
    why=Text(
        "Quelques kilo-octets peuvent se décompresser en des milliards. Au-delà de 128 Mio "
        "par fichier, de 512 Mio en tout, de 10 000 fichiers ou d'un taux de 250, rien n'est "
        "décompressé.",
        "A few kilobytes may inflate to billions. Beyond 128 MiB a file, 512 MiB in all, "
        "10,000 files or a ratio of 250, nothing is inflated.",
    ),
    mend=Text(
        "Vérifiez d'où vient ce ZIP. S'il est bien le vôtre, réduisez la définition des "
        "pièces numérisées.",
        "Check where this ZIP comes from. Where it is yours indeed, scan the pieces with a "
        "lower definition.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf | trouble=limit\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "demande.zip | broken=many\n",
            True,
            (1, 1),
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
    """Yield an objection for what is beyond the limits."""
    if archive.broken == "many":
        yield Objection(archive.path, {"side": "many"}, opens=True)
    for member in archive.members:
        if member.trouble == "limit":
            yield Objection(within(archive, member), {"name": member.name}, opens=True)
