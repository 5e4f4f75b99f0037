"""D206: a piece could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection, Seen
from asp_check.dossier.rules.common import base
from asp_check.finding import Severity
from asp_check.pieces.words import UNREADABLE

CAUSE = Cause(
    id="D206",
    name="unreadable-file",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A588&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A636&f%5B3%5D=theme%3A2604&f%5B4%5D=theme%3A2618&page=1",
    params=("name", "reason"),
    title=Text(
        "Une pièce n'a pas pu être lue",
        "A piece could not be read",
    ),
    message=Text(
        "«\u00a0{name}\u00a0» n'a pas pu être lu\u00a0: {reason}. Rien de ce qu'il contient n'est contrôlé.",
        "“{name}” could not be read: {reason}. Nothing in it is checked.",
    ),
    why=Text(
        "Ce qui n'a pas été lu n'est jamais tenu pour conforme. Le verdict reste ouvert, et "
        "les autres fichiers sont contrôlés.",
        "What was not read is never taken for conform. The verdict stays open, and the other "
        "files are checked.",
    ),
    mend=Text(
        "Enregistrez de nouveau la pièce, sans mot de passe, en PDF. Vérifiez qu'elle s'ouvre.",
        "Save the piece again, without a password, as PDF. Check that it opens.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "pilotes | kind=pilotes\n  PV.pdf | taken=unreadable note=encrypted\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "pilotes | kind=pilotes\n  PV.pdf | taken=pilot note=damaged\n",
            True,
            (2, 3),
        ),
        Example(
            "",
            "pilotes | kind=pilotes\n  PV.pdf | taken=pilot\n",
            False,
            None,
        ),
    ),
)


def check(seen: Seen) -> Iterator[Objection]:
    """Yield an objection for each file that was not read; beside a request, X503 speaks of it."""
    if seen.requests:
        return
    for file in seen.files:
        # An empty file has its own rule.
        if (file.size or not file.sha256) and (
            file.note in UNREADABLE or file.taken == "unreadable"
        ):
            why = UNREADABLE.get(file.note, UNREADABLE["crash"])
            params = {"name": base(file.path), "reason_fr": why.fr, "reason_en": why.en}
            yield Objection(file.path, params, opens=True)
