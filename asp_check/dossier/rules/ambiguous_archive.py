"""D111: two programs may see two different archives in these bytes."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.finding import Severity

CAUSE = Cause(
    id="D111",
    name="ambiguous-archive",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("count", "side"),
    title=Text(
        "Le ZIP peut être lu de deux façons",
        "The ZIP can be read in two ways",
    ),
    message=Text(
        "Ce ZIP est précédé ou suivi d'octets étrangers ({count:octet|octets}). Un autre "
        "programme pourrait y voir d'autres fichiers.",
        "Foreign bytes stand before or after this ZIP ({count:byte|bytes}). Another program "
        "might see other files in it.",
    ),
    variants={
        ("side", "overlapping"): Text(
            "Deux fichiers de ce ZIP partagent les mêmes octets, ce qu'aucun programme ordinaire "
            "n'écrit.",
            "Two files of this ZIP share the same bytes, which no ordinary program writes.",
        ),
    },
    why=Text(
        "Un ZIP se lit par la fin, mais certains programmes le lisent par le début. Ce qui "
        "l'entoure peut faire échouer son dépôt, ou montrer autre chose que ce qui a été "
        "contrôlé.",
        "A ZIP is read from its end, but some programs read it from the start. What stands "
        "around it may make its deposit fail, or show something else than what was checked.",
    ),
    mend=Text(
        "Refaites le ZIP à partir des fichiers d'origine, par exemple avec asp-check pack.",
        "Make the ZIP again from the original files, for instance with asp-check pack.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip | before=512\n  BDC-2025-0117.pdf\n",
            True,
            (1, 1),
        ),
        Example(
            "",
            "demande.zip | overlapping\n  BDC-2025-0117.pdf\n",
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
    """Yield an objection if there is something around the archive, or twice the same bytes in it."""
    if archive.overlapping:
        yield Objection(archive.path, {"side": "overlapping"})
    elif archive.before or archive.after:
        yield Objection(archive.path, {"count": archive.before + archive.after})
