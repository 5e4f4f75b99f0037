"""D105: two files of the archive have one name."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.dossier.rules.common import within
from asp_check.finding import Severity

CAUSE = Cause(
    id="D105",
    name="repeated-name",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name", "other", "side"),
    title=Text(
        "Deux fichiers du ZIP portent le même nom",
        "Two files of the ZIP have the same name",
    ),
    message=Text(
        "Deux fichiers de ce ZIP s'appellent «\u00a0{name}\u00a0». À l'extraction, l'un des deux "
        "écrasera l'autre.",
        "Two files of this ZIP are called “{name}”. Once extracted, one of them will "
        "overwrite the other.",
    ),
    variants={
        ("side", "alike"): Text(
            "Les noms «\u00a0{name}\u00a0» et «\u00a0{other}\u00a0» de ce ZIP ne diffèrent que par les majuscules, "
            "les accents ou les séparateurs. À l'extraction, l'un des deux fichiers écrasera "
            "l'autre.",
            "The names “{name}” and “{other}” of this ZIP differ only by capitals, accents or "
            "separators. Once extracted, one of the files will overwrite the other.",
        ),
    },
    why=Text(
        "Windows et macOS ne distinguent ni les majuscules, ni les deux façons d'écrire un "
        "accent. De deux fichiers de même nom, un seul reste, et l'on ne sait pas lequel.",
        "Windows and macOS tell apart neither capitals nor the two ways of writing an "
        "accent. Of two files of one name only one is left, and nobody knows which.",
    ),
    mend=Text(
        "Renommez l'un des deux fichiers, ou retirez celui qui est en trop.",
        "Rename one of the two files, or remove the one too many.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  VA-1.pdf\n  VA-2.pdf\n  VA-1.pdf\n",
            True,
            (4, 3),
        ),
        Example(
            "",
            "demande.zip\n  VA-1.pdf\n  va-1.PDF\n",
            True,
            (3, 3),
        ),
        Example(
            "",
            "demande.zip\n  VA-1.pdf\n  VA-2.pdf\n  annexes/VA-1.pdf\n",
            False,
            None,
        ),
    ),
)


def check(archive: Archive) -> Iterator[Objection]:
    """Yield an objection for each member whose name another had before it."""
    first: dict[str, str] = {}
    for member in archive.members:
        key = normalize("NFC", member.name.replace("\\", "/")).casefold()
        if key in first:
            side = "" if member.name == first[key] else "alike"
            params = {"name": member.name, "other": first[key], "side": side}
            yield Objection(within(archive, member), params)
        first.setdefault(key, member.name)
