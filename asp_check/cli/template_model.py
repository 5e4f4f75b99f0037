"""``asp-check template model ID``: a Python module of pydantic models, for billing scripts.

How what is made of a template is written lies here too: as ``render`` writes, never over another file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from asp_check.cli import CONFORM
from asp_check.cli import options as shared
from asp_check.cli.command import Command
from asp_check.cli.render_options import output_option, overwrite_option

if TYPE_CHECKING:
    from asp_check.cli.template import Context


def _model(
    name: str,
    as_of: str,
    lang: str | None,
    templates: str | None,
    output: str | None,
    overwrite: bool,
) -> int:
    from asp_check.cli.template import Context
    from asp_check.rendering.module import module

    context = Context(lang, templates, output, as_of)
    source = module(context.load(name))
    write(context, source.encode("utf-8", "backslashreplace"), overwrite=overwrite)
    return CONFORM


def write(context: Context, data: bytes, *, overwrite: bool) -> None:
    """Write where it is asked for, and say so; ``UsageError`` if another file is there."""
    from asp_check import files
    from asp_check.cli import console, render
    from asp_check.cli.overwriting import refuse_read

    output = context.output
    if output is None or output == files.STANDARD_INPUT:
        console.write_bytes(data)
        return
    refuse_read(output, context.read, render.READ)
    written = files.put(output, data, overwrite=overwrite)
    heads = ("Écrit", "Written") if written else ("Déjà à jour", "Up to date already")
    head, shown, size = heads[context.index], files.display(output), len(data)
    words = (f"{head} : {shown}, {size} octets", f"{head}: {shown}, {size} bytes")
    console.tell(words[context.index])


model_command = Command(
    "model",
    callback=_model,
    usage=("[OPTIONS] ID|CHEMIN", "[OPTIONS] ID|PATH"),
    words=(
        (
            "Écrit un module Python de modèles pydantic, pour les programmes qui remplissent un modèle :"
            " un champ typé par clé, que les éditeurs complètent, avec ce qu’il signifie.\n\nLe fichier"
            " lui-même s’écrit par asp_check.render, qui juge les valeurs."
        ),
        (
            "Write a Python module of pydantic models, for programs that fill in a template: one typed"
            " field a key, which editors complete, with what it means (in French).\n\nThe file itself is"
            " written by asp_check.render, which judges the values."
        ),
    ),
    epilogue=(
        """\
Exemple :
  asp-check template model hop-dpi-va2/avance -o hop_dpi_va2_avance.py
""",
        """\
Example:
  asp-check template model hop-dpi-va2/avance -o hop_dpi_va2_avance.py
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
