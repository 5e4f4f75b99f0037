"""D204: a file was not recognised as any piece."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen
from asp_check.dossier.rules.common import base
from asp_check.finding import Severity

CAUSE = Cause(
    id="D204",
    name="unrecognised-file",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("name",),
    title=Text(
        "Un fichier n'a pas été reconnu",
        "A file was not recognised",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» n'a été reconnu comme aucune pièce\u00a0: il n'a été comparé à rien.",
        "“{name}” was not recognised as any piece: it was compared with nothing.",
    ),
    why=Text(
        "Une pièce se reconnaît aux mots de son titre et à ses libellés. Une pièce "
        "numérisée, ou d'une mise en page inhabituelle, peut ne pas l'être.",
        "A piece is known by the words of its title and by its labels. A scanned piece, or "
        "one of an unusual layout, may not be.",
    ),
    mend=Text(
        "Dites ce qu'elle est\u00a0: --bdc, --va, --mom, --invoice ou --pilot suivi du fichier. "
        "Sinon, retirez-la du dossier.",
        "Say what it is: --bdc, --va, --mom, --invoice or --pilot and the file. Else take it "
        "out of the dossier.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "pilotes | kind=pilotes\n  PV.pdf | taken=pilot\n  scan0001.pdf | taken=unrecognised\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "bdc.json | kind=avance\n  BDC.pdf | taken=bdc\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each file that may be a piece; beside a request, X503 speaks of it."""
    if seen.requests:
        return
    for file in seen.files:
        if file.taken == "unrecognised":
            yield Objection(file.path, {"name": base(file.path)})
