"""``asp-check diff A B`` and ``asp-check diff FILE --template ID``: what differs, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from asp_check.cli import CONFORM, INCONCLUSIVE, NONCONFORM
from asp_check.cli import options as shared
from asp_check.cli.command import Command, current_language
from asp_check.cli.overwriting import refuse_read
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.config import Config
    from asp_check.difference.model import Difference
    from asp_check.files import TooLarge
    from asp_check.library import Library
    from asp_check.template import Template

_CODES = {"same-bytes": CONFORM, "failed": INCONCLUSIVE}
"""The exit code of an answer; of the others, that the files differ."""

_COMPARED = (
    "ce fichier est un de ceux que lit la comparaison",
    "this file is one of those that the comparison reads",
)


def _run(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    from asp_check import catalog, config, inputs
    from asp_check.comparing import compared
    from asp_check.document import MAX_DEPTH, MAX_SIZE
    from asp_check.library import Library

    _refuse_count(paths)
    settings = config.find(paths[0])
    lang: Any = asked["lang"] or settings.lang or current_language()
    named = () if asked["templates"] is None else (asked["templates"],)
    catalog.refuse_unusable(named)
    library = Library((*named, *settings.templates), inputs.instant(asked["as_of"]))
    template = _template(paths, asked["template"], settings, library)
    read = [path for path in (*paths, asked["template"], settings.path) if path is not None]
    refuse_read(asked["output"], read, _COMPARED)
    masked = bool(settings.mask) if asked["mask"] is None else asked["mask"]
    limits = {
        "max_size": settings.max_size or MAX_SIZE,
        "max_depth": settings.max_depth or MAX_DEPTH,
    }
    sides = [(path, _content(path, limits["max_size"])) for path in paths]
    found = compared(sides, template, library, lang, hide=masked, **limits)
    _write(found, asked["form"], asked["output"], lang, masked)
    return _CODES.get(found.answer, NONCONFORM)


def _refuse_count(paths: Sequence[str]) -> None:
    """Raise unless one file or two are named, and standard input once at most."""
    if not 1 <= len(paths) <= 2:
        count = len(paths)
        raise UsageError(
            f"diff compare deux fichiers, ou un fichier et son modèle (--template) ; {count} donnés",
            f"diff compares two files, or a file and its template (--template); {count} given",
        )
    if list(paths).count("-") > 1:
        raise UsageError(
            "- est donné deux fois : l’entrée standard ne se lit qu’une fois",
            "- is given twice: standard input can be read only once",
        )


def _template(
    paths: Sequence[str], asked: str | None, settings: Config, library: Library
) -> Template | None:
    """The template that is asked for; of one file alone, else the one that is configured for it."""
    from asp_check import config

    if asked is None and len(paths) == 1:
        asked = config.template_of(settings, paths[0])
        if asked is None:
            raise UsageError(
                "comparer à quoi ? Donnez un second fichier, ou le modèle avec --template ID",
                "compare with what? Give a second file, or the template with --template ID",
            )
    return None if asked is None else library.load(asked)


def _content(path: str, max_size: int) -> bytes | TooLarge:
    from asp_check import files

    if path == files.STANDARD_INPUT:
        return files.read_standard_input(max_size=max_size)
    return files.read(path, max_size=max_size)


def _write(found: Difference, form: str, output: str | None, lang: str, masked: bool) -> None:
    """Write the comparison where it is asked for."""
    from asp_check import __version__, files
    from asp_check.cli import console

    to_file = output is not None and output != files.STANDARD_INPUT
    if form == "json":
        from asp_check.report import diff_json

        if masked:
            from asp_check.difference.hiding import hidden

            found = hidden(found)
        text = diff_json.render(_shown(found), version=__version__, masked=masked)
    elif form == "html":
        from asp_check.report import diff_html

        text = diff_html.render(_shown(found), lang=lang, version=__version__, mask=masked)
    else:
        from asp_check.report import diff_text

        color = not to_file and console.has_color()
        width = 100 if to_file else console.width()
        text = diff_text.render(_shown(found), lang=lang, color=color, width=width, mask=masked)
    if output is not None and to_file:
        files.write(output, text.encode("utf-8", "backslashreplace"))
    elif form == "text":
        console.write_text(text)
    else:
        console.write_utf8(text)


def _shown(found: Difference) -> Difference:
    """The comparison, its paths as reports write them."""
    from asp_check.files import display

    a, b = (
        side._replace(path=None if side.path is None else display(side.path))
        for side in (found.a, found.b)
    )
    return found._replace(a=a, b=b)


diff = Command(
    "diff",
    callback=_run,
    usage=(
        "[OPTIONS] A B | FICHIER --template ID",
        "[OPTIONS] A B | FILE --template ID",
    ),
    words=(
        (
            "Compare deux fichiers : les octets, puis la façon d’écrire les mêmes données (ordre, mise en"
            " page, échappements, nombres, encodage), puis les données.\n\n"
            "Les éléments des tableaux sont appariés par leur identifiant (numéro de commande, FINESS,"
            " SIRET…), et non par leur rang. Un fichier qui n’est pas du JSON est comparé comme texte, et"
            " c’est dit. Avec un seul fichier, il est comparé à son modèle, rempli de ses valeurs ;"
            " - est l’entrée standard."
        ),
        (
            "Compare two files: their bytes, then the way in which the same data are written (order,"
            " layout, escapes, numbers, encoding), then their data.\n\n"
            "Elements of arrays are matched by their identifier (number of the order, FINESS, SIRET…),"
            " not by position. A file that is not JSON is compared as text, and that is said. A file"
            " alone is held against its template, filled with its values; - is standard input."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check diff depot-avril.json depot-mai.json
  asp-check diff bdc.json --template hop-dpi-va2/avance
  git show HEAD:bdc.json | asp-check diff - bdc.json
  asp-check diff --format html -o ecarts.html a.json b.json

Code de sortie : 0 mêmes octets, 1 différents (même si les données sont les mêmes),
2 argument inutilisable, 3 comparaison impossible.
""",
        """\
Examples:
  asp-check diff deposit-april.json deposit-may.json
  asp-check diff bdc.json --template hop-dpi-va2/avance
  git show HEAD:bdc.json | asp-check diff - bdc.json
  asp-check diff --format html -o differences.html a.json b.json

Exit code: 0 same bytes, 1 different (even if the data are the same),
2 unusable argument, 3 the comparison could not be made.
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        shared.template(
            "Modèle du fichier, ou des deux ; sans lui, chacun est reconnu.",
            "Template of the file, or of both; without it, each is recognised.",
        ),
        shared.templates(),
        shared.form("text", "json", "html"),
        shared.output(),
        shared.lang(),
        shared.as_of(),
        shared.mask(),
    ],
)
