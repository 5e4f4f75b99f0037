"""D211: a file goes with none of the requests beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import base
from asp_check.finding import Severity

CAUSE = Cause(
    id="D211",
    name="unplaced-file",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("name",),
    title=Text(
        "Un fichier ne va avec aucune demande",
        "A file goes with no request",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» n'a pu être rattaché à aucune des demandes du dossier\u00a0: ni son nom, ni "
        "son contenu ne donnent un numéro de commande qui s'y trouve.",
        "“{name}” could be matched to none of the requests beside it: neither its name nor "
        "its content gives an order number that is in one.",
    ),
    why=Text(
        "Quand plusieurs demandes partagent un dossier, une pièce va avec celle dont elle "
        "porte le numéro de commande. Ce fichier n'a été comparé à rien.",
        "Where several requests share a folder, a piece goes with the one whose order number "
        "it bears. This file was compared with nothing.",
    ),
    mend=Text(
        "Mettez le fichier avec sa demande dans un dossier à part, ou donnez-lui le numéro "
        "de la commande pour nom.",
        "Put the file and its request in a folder of their own, or name the file after the "
        "order number.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "depots\n  scan0001.pdf\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "depots\n",
            False,
            None,
        ),
    ),
)


def check(paths: Sequence[str]) -> Iterator[Objection]:
    """Yield an objection for each of these files."""
    for path in paths:
        yield Objection(path, {"name": base(path)})
