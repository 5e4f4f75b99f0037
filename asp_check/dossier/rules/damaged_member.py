"""D102: a file of the archive is damaged: its length or its CRC is not what the archive says (C32)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import within

CAUSE = Cause(
    id="D102",
    name="damaged-member",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name",),
    title=Text(
        "Un fichier du ZIP est endommagé",
        "A file of the ZIP is damaged",
    ),
    message=Text(
        "Le fichier «\u00a0{name}\u00a0» de ce ZIP est endommagé\u00a0: son contenu ne correspond pas à sa "
        "somme de contrôle (CRC). Il n'a pas été lu.",
        "The file “{name}” of this ZIP is damaged: its content does not match its checksum "
        "(CRC). It was not read.",
    ),
    why=Text(
        "Un ZIP endommagé ne passe pas, ou rend une pièce que personne ne peut ouvrir. La "
        "demande reste alors incomplète.",
        "A damaged ZIP does not pass, or gives a piece that nobody can open. The request "
        "then stays incomplete.",
    ),
    mend=Text(
        "Refaites le ZIP à partir des fichiers d'origine, par exemple avec asp-check pack.",
        "Make the ZIP again from the original files, for instance with asp-check pack.",
    ),
    examples=(
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf\n  VA-2025-0117.pdf | trouble=damaged\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "demande.zip\n  BDC-2025-0117.pdf\n  VA-2025-0117.pdf\n",
            False,
            None,
        ),
    ),
)


def check(archive: Archive) -> Iterator[Objection]:
    """Yield an objection for each member whose bytes are not those that were packed."""
    for member in archive.members:
        if member.trouble == "damaged":
            yield Objection(within(archive, member), {"name": member.name})
