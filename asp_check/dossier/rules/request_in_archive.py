"""D202: the JSON of the request is among the pieces in the archive."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen
from asp_check.dossier.rules.common import base, inside
from asp_check.finding import Severity

CAUSE = Cause(
    id="D202",
    name="request-in-archive",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name",),
    title=Text(
        "Le JSON est dans le ZIP des pièces",
        "The JSON is in the ZIP of the pieces",
    ),
    message=Text(
        "Le JSON «\u00a0{name}\u00a0» se trouve dans le ZIP des pièces. Il se dépose à part, avant le "
        "ZIP.",
        "The JSON “{name}” is in the ZIP of the pieces. It is deposited by itself, before the ZIP.",
    ),
    why=Text(
        "Le dépôt se fait en deux temps\u00a0: le JSON, puis le ZIP des pièces jointes.",
        "The deposit is made in two steps: the JSON, then the ZIP of the attached pieces.",
    ),
    mend=Text(
        "Faites le ZIP des seules pièces avec asp-check pack.",
        "Make a ZIP of the pieces alone with asp-check pack.",
    ),
    severity=Severity.INFO,
    examples=(
        Example(
            "",
            "demande.zip/bdc.json | kind=avance\n"
            "  demande.zip | taken=archive\n"
            "  demande.zip/bdc.json | taken=request\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "bdc.json | kind=avance\n"
            "  bdc.json | taken=request\n"
            "  demande.zip | taken=archive\n"
            "  demande.zip/BDC.pdf | taken=bdc\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each request that lies in an archive of the dossier."""
    archives = [file.path for file in seen.files if file.taken == "archive"]
    for file in seen.files:
        if file.taken == "request" and any(inside(file.path, archive) for archive in archives):
            yield Objection(file.path, {"name": base(file.path)})
