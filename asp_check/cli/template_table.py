"""``asp-check template table ID``: an empty table of a template, to fill in with a spreadsheet."""

from __future__ import annotations

import click

from asp_check.cli import CONFORM
from asp_check.cli import options as shared
from asp_check.cli.command import Command
from asp_check.cli.render_options import output_option, overwrite_option


def _table(
    name: str,
    as_of: str,
    lang: str | None,
    templates: str | None,
    output: str | None,
    overwrite: bool,
) -> int:
    from asp_check import rows
    from asp_check.cli.template import Context
    from asp_check.cli.template_model import write
    from asp_check.finding import UsageError

    context = Context(lang, templates, output, as_of)
    template = context.load(name)
    headers = rows.every_header(template)
    if not headers:
        raise UsageError(
            "ce modèle n’a aucun champ à remplir : un tableau n’aurait pas de colonne",
            "this template has no field to fill in: a table would have no column",
        )
    write(context, rows.header_line(headers), overwrite=overwrite)
    return CONFORM


table_command = Command(
    "table",
    callback=_table,
    usage=("[OPTIONS] ID|CHEMIN", "[OPTIONS] ID|PATH"),
    words=(
        (
            "Écrit un tableau CSV vide : la ligne des en-têtes, une colonne par champ à remplir, dans"
            " l’ordre du modèle. Une colonne porte le nom de la notion, ou le JSON Pointer du champ quand"
            " le modèle n’a pas de notion pour lui seul.\n\nRempli dans un tableur, il est lu par"
            " « asp-check render --csv » (ou --xlsx). Les colonnes de ce qui est facultatif peuvent rester"
            " vides, ou être retirées."
        ),
        (
            "Write an empty CSV table: the row of headers, one column for each field to be filled, in the"
            " order of the template. A column bears the name of the concept, or the JSON Pointer of the"
            " field where the template has no concept for it alone.\n\nFilled in with a spreadsheet, it is"
            " read by “asp-check render --csv” (or --xlsx). The columns of what is optional may be left"
            " empty, or removed."
        ),
    ),
    epilogue=(
        """\
Exemple :
  asp-check template table hop-dpi-va2/avance -o commandes.csv
""",
        """\
Example:
  asp-check template table hop-dpi-va2/avance -o orders.csv
""",
    ),
    params=[
        click.Argument(["name"], metavar="ID"),
        output_option(),
        overwrite_option(),
        shared.as_of(),
        shared.lang(),
        shared.templates(),
    ],
)
