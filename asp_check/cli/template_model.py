"""``asp-check template model ID``: a Python module of pydantic models, for billing scripts."""

from __future__ import annotations

import click

from asp_check.cli import CONFORM
from asp_check.cli import options as shared
from asp_check.cli.command import Command
from asp_check.cli.render_options import output_option


def _model(
    name: str, as_of: str, lang: str | None, templates: str | None, output: str | None
) -> int:
    from asp_check.cli.template import Context
    from asp_check.rendering.module import module

    context = Context(lang, templates, output, as_of)
    context.write(module(context.load(name)), utf8=True)
    return CONFORM


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
        shared.as_of(),
        shared.lang(),
        shared.templates(),
    ],
)
