"""D101: the archive cannot be opened: it is cut short, or no ZIP at all (C32)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.archive import Archive
from asp_check.causes.cause import Cause, Example, Text
from asp_check.dossier.model import Objection

_OTHERS = {"rar": "RAR", "7z": "7z", "gzip": "gzip", "tar": "TAR"}
"""Other kinds of archive, by the key of what was found."""

CAUSE = Cause(
    id="D101",
    name="broken-archive",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("why", "form"),
    title=Text(
        "Le ZIP des pièces est illisible",
        "The ZIP of the pieces cannot be read",
    ),
    message=Text(
        "Ce fichier n'est pas un ZIP lisible. Rien de ce qu'il contient n'a été contrôlé.",
        "This file is no ZIP that can be read. Nothing in it was checked.",
    ),
    variants={
        ("why", "truncated"): Text(
            "Ce ZIP est tronqué ou endommagé. Rien de ce qu'il contient n'a été contrôlé.",
            "This ZIP is cut short or damaged. Nothing in it was checked.",
        ),
        ("why", "empty"): Text(
            "Ce ZIP est un fichier vide, de 0 octet.",
            "This ZIP is an empty file, of 0 bytes.",
        ),
        ("why", "split"): Text(
            "Ce ZIP est un morceau d'une archive découpée en plusieurs fichiers. Rien de ce "
            "qu'il contient n'a été contrôlé.",
            "This ZIP is one part of an archive split into several files. Nothing in it was "
            "checked.",
        ),
        ("why", "archive"): Text(
            "Ce fichier est une archive {form}, et non un ZIP, quel que soit son nom. Rien de ce "
            "qu'il contient n'a été contrôlé.",
            "This file is a {form} archive, not a ZIP, whatever its name. Nothing in it was "
            "checked.",
        ),
        ("why", "pdf"): Text(
            "Ce fichier est un PDF, et non un ZIP, malgré son nom.",
            "This file is a PDF, not a ZIP, in spite of its name.",
        ),
        ("why", "html"): Text(
            "Ce fichier est une page web, et non un ZIP\u00a0: le téléchargement a sans doute échoué.",
            "This file is a web page, not a ZIP: the download has probably failed.",
        ),
    },
    why=Text(
        "Les pièces se déposent dans un ZIP, après le JSON. Quand le ZIP ne passe pas, la "
        "demande est créée tout de même, mais elle reste incomplète sans que cela se voie.",
        "The pieces are deposited in a ZIP, after the JSON. When the ZIP does not pass, the "
        "request is created all the same, but it stays incomplete and nothing shows it.",
    ),
    mend=Text(
        "Refaites le ZIP à partir des fichiers d'origine, par exemple avec asp-check pack.",
        "Make the ZIP again from the original files, for instance with asp-check pack.",
    ),
    examples=(
        Example(
            "",
            "demande.zip | broken=truncated\n",
            True,
            (1, 1),
        ),
        Example(
            "",
            "demande.zip | broken=rar\n",
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
    """Yield an objection if the archive could not be opened."""
    if archive.broken and archive.broken != "many":
        why = "archive" if archive.broken in _OTHERS else archive.broken
        yield Objection(archive.path, {"why": why, "form": _OTHERS.get(archive.broken, "")})
