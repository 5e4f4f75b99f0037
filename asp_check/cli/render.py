"""``asp-check render VALUES.json --template ID -o BDC.json``: an exact file, written from values."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from asp_check.cli import CONFORM, NONCONFORM, UNUSABLE, spoken_by
from asp_check.cli import options as shared
from asp_check.cli.command import Command, current_language
from asp_check.cli.overwriting import refuse_read
from asp_check.cli.render_options import output_option, overwrite_option, table_options
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.cli.template import Context
    from asp_check.rendering import RenderError
    from asp_check.template import Template

_TABLE_ONLY = ("sheet", "out", "decimal", "name")
"""The options that have no meaning without a table."""

READ = (
    "ce fichier est lu pour écrire le résultat",
    "this file is read to write the result",
)
"""Why a file that is read is not written over."""


def _run(values: str | None, **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    _refuse_contradictions(values, asked)
    lang = _language(asked["lang"])
    if asked["csv"] is not None or asked["xlsx"] is not None:
        from asp_check.cli.render_table import run_table

        return run_table(asked, lang)
    assert values is not None  # refused above  # noqa: S101
    try:
        return _render(values, asked, lang)
    except UsageError as error:
        complain(spoken_by(error, lang))
        return UNUSABLE


def _language(asked: str | None) -> str:
    """The language asked for, else that of the configuration, else that of the environment."""
    from asp_check import config

    found: str | None = asked or config.find(os.curdir).lang
    return found or current_language()


def _refuse_contradictions(values: str | None, asked: dict[str, Any]) -> None:
    tables = [name for name in ("csv", "xlsx") if asked[name] is not None]
    if len(tables) == 2:
        raise UsageError(
            "--csv et --xlsx : donnez un seul tableau", "--csv and --xlsx: give one table only"
        )
    if tables and values is not None:
        raise UsageError(
            f"--{tables[0]} et un fichier de valeurs : donnez l’un ou l’autre",
            f"--{tables[0]} and a file of values: give one or the other",
        )
    if tables:
        return
    if values is None:
        raise UsageError(
            "indiquez les valeurs : un fichier JSON, - pour l’entrée standard, ou --csv/--xlsx pour un tableau",
            "name the values: a JSON file, - for standard input, or --csv/--xlsx for a table",
        )
    useless = [name for name in _TABLE_ONLY if asked[name] is not None]
    if useless:
        raise UsageError(
            f"--{useless[0]} ne vaut que pour un tableau (--csv, --xlsx)",
            f"--{useless[0]} applies to a table only (--csv, --xlsx)",
        )


def _render(values: str, asked: dict[str, Any], lang: str) -> int:
    from asp_check import files
    from asp_check.cli.template import Context
    from asp_check.rendering import RenderError, render

    output: str | None = asked["output"]
    if output == files.STANDARD_INPUT:
        output = None
    context = Context(lang, asked["templates"], output, asked["as_of"])
    name = asked["template"] or _configured(output or values)
    template = context.load(name)
    if output is not None:
        refuse_read(output, [values, *context.read], READ)
        files.refuse_unwritable(output)
    read = _read(values)
    try:
        data = render(read, template)
    except RenderError as error:
        tell_faults(error, lang, output)
        return NONCONFORM
    if output is None:
        from asp_check.cli import console

        console.write_bytes(data)
        return CONFORM
    written = files.put(output, data, overwrite=asked["overwrite"])
    command = ["asp-check", output, "--template", name, *_repeated(asked)]
    _tell(output, data, template, command, context, written=written)
    return CONFORM


def _configured(path: str) -> str:
    """The template that the configuration names for this file."""
    from asp_check import config

    settings = config.find(os.curdir)
    found = config.template_of(settings, path)
    if found is None:
        raise UsageError(
            "indiquez le modèle à remplir : --template ID (la liste : asp-check template list)",
            "name the template to fill in: --template ID (the list: asp-check template list)",
        )
    return found


def _read(path: str) -> object:
    """The values of a JSON file, or of standard input."""
    from asp_check import files
    from asp_check.document import MAX_SIZE
    from asp_check.rendering.reading import values
    from asp_check.report import escape

    if path == files.STANDARD_INPUT:
        data = files.read_standard_input(max_size=MAX_SIZE)
    else:
        data = files.read(path, max_size=MAX_SIZE)
    shown = escape.path(path)
    if isinstance(data, files.TooLarge):
        raise UsageError(
            f"{shown} : plus de {MAX_SIZE} octets, bien trop pour des valeurs",
            f"{shown}: more than {MAX_SIZE} bytes, far too many for values",
        )
    return values(data, shown)


def tell_faults(error: RenderError, lang: str, output: str | None = None) -> None:
    """Every fault on standard error, and that nothing was written."""
    from asp_check.cli import console
    from asp_check.rendering import lines

    for index, line in enumerate(lines(error, lang)):
        (console.tell if index else console.complain)(line)
    if output is not None:
        console.tell(("Rien n’a été écrit.", "Nothing was written.")[lang == "en"])


def complain(message: str) -> None:
    """Say what is wrong, one line after the other."""
    from asp_check.cli import console

    for line in message.split("\n"):
        console.complain(line)


def _repeated(asked: dict[str, Any]) -> list[str]:
    """The options without which the next command would not find the same template."""
    found = [] if asked["templates"] is None else ["--templates", asked["templates"]]
    return found if asked["as_of"] == "now" else [*found, "--as-of", asked["as_of"]]


def _tell(
    output: str,
    data: bytes,
    template: Template,
    command: list[str],
    context: Context,
    *,
    written: bool,
) -> None:
    """What was written, and what to do next."""
    import shlex
    from hashlib import sha256

    from asp_check.cli import console
    from asp_check.report import escape

    en = context.lang == "en"
    shown = escape.path(output)
    head = (("Écrit", "Written") if written else ("Déjà à jour", "Up to date already"))[en]
    console.tell(
        (
            f"{head} : {shown}, {len(data)} octets, SHA-256 {sha256(data).hexdigest()}",
            f"{head}: {shown}, {len(data)} bytes, SHA-256 {sha256(data).hexdigest()}",
        )[en]
    )
    if template.status == "reference":
        console.tell(
            (
                f"{template.id} est un modèle de RÉFÉRENCE, non officiel : importez celui de l’ASP avant le dépôt.",
                f"{template.id} is a REFERENCE model, not official: import the ASP’s own before the deposit.",
            )[en]
        )
    line = shlex.join(map(escape.path, command))
    console.tell((f"Pour le contrôler : {line}", f"To check it: {line}")[en])


render = Command(
    "render",
    callback=_run,
    usage=(
        "[OPTIONS] VALEURS.json|- --template ID -o BDC.json",
        "[OPTIONS] VALUES.json|- --template ID -o BDC.json",
    ),
    words=(
        (
            "Écrit un fichier exact, au caractère près, à partir de valeurs.\n\n"
            "Les valeurs sont un JSON de la même forme que le modèle, dans n’importe quel ordre et n’importe"
            " quelle mise en page ; ou un objet dont les clés sont des JSON Pointers ou des notions"
            " (amount.excl_tax). Ce que le modèle fixe peut être omis, et les membres facultatifs aussi. Rien"
            " n’est arrondi ni deviné : tout ce qui manque, est de trop ou n’est pas du bon type est dit en une"
            " fois, et rien n’est écrit."
        ),
        (
            "Write a file that is exact, to the character, from values.\n\n"
            "The values are a JSON of the same shape as the template, in any order and any layout; or an"
            " object whose keys are JSON Pointers or concepts (amount.excl_tax). What the template fixes may be"
            " left out, and so may optional members. Nothing is rounded or guessed: all that is missing,"
            " superfluous or of the wrong type is told at once, and nothing is written."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check render valeurs.json --template hop-dpi-va2/avance -o bdc.json
  facturation --export | asp-check render - --template hop-dpi-va2/avance > bdc.json
  asp-check render --csv commandes.csv --template hop-dpi-va2/avance --out depots/

Code de sortie :
  0  écrit
  1  des valeurs ne conviennent pas au modèle : rien n’est écrit
  2  argument, option, modèle ou fichier de valeurs inutilisable, ou fichier qui existe déjà
  3  défaut de l’outil
""",
        """\
Examples:
  asp-check render values.json --template hop-dpi-va2/avance -o bdc.json
  billing --export | asp-check render - --template hop-dpi-va2/avance > bdc.json
  asp-check render --csv orders.csv --template hop-dpi-va2/avance --out deposits/

Exit code:
  0  written
  1  values do not fit the template: nothing is written
  2  an argument, an option, a template or the file of values cannot be used, or the file exists
  3  a fault of the tool
""",
    ),
    params=[
        click.Argument(["values"], required=False),
        shared.template(
            "Modèle à remplir, par son identifiant ou son chemin.",
            "Template to fill in, by its id or its path.",
        ),
        output_option(),
        overwrite_option(),
        *table_options(),
        shared.templates(),
        shared.as_of(),
        shared.lang(),
    ],
)
