"""D109: the archive does not say in which encoding its names are."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection
from asp_check.finding import Severity

_NAMES = {
    "cp850": "CP850",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "utf-8 (?)": "UTF-8",
}
"""How the encodings that are guessed are called."""

CAUSE = Cause(
    id="D109",
    name="name-encoding",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("name", "charset", "count"),
    title=Text(
        "Les noms accentués du ZIP ne sont pas marqués UTF-8",
        "Accented names of the ZIP are not marked as UTF-8",
    ),
    message=Text(
        "Ce ZIP ne dit pas comment ses noms accentués sont écrits ({count:fichier|fichiers}, "
        "sans doute en {charset}). Ils peuvent s'afficher autrement ailleurs, comme "
        "«\u00a0{name}\u00a0».",
        "This ZIP does not tell how its accented names are written ({count:file|files}, "
        "probably in {charset}). They may show otherwise elsewhere, such as “{name}”.",
    ),
    why=Text(
        "Un nom que le ZIP ne déclare pas en UTF-8 est lu selon les habitudes de chaque "
        "système. «\u00a0Vérification\u00a0» peut devenir illisible.",
        "A name that the ZIP does not declare as UTF-8 is read by the habits of each system. "
        "“Vérification” may become unreadable.",
    ),
    mend=Text(
        "Retirez les accents des noms de fichiers, ou refaites le ZIP avec asp-check pack.",
        "Take the accents out of the file names, or make the ZIP again with asp-check pack.",
    ),
    severity=Severity.INFO,
    certainty="inference",
    examples=(
        Example(
            "",
            "demande.zip\n  BDC.pdf\n  Vérification.pdf | charset=cp850\n",
            True,
            (1, 1),
        ),
        Example(
            "",
            "demande.zip\n  Vérification.pdf\n",
            False,
            None,
        ),
    ),
)


def check(archive: Archive) -> Iterator[Objection]:
    """Yield an objection if the encoding of some names had to be guessed."""
    guessed = [member for member in archive.members if member.charset != "utf-8"]
    if guessed:
        first = guessed[0]
        charset = _NAMES.get(first.charset, first.charset)
        yield Objection(
            archive.path, {"name": first.name, "charset": charset, "count": len(guessed)}
        )
