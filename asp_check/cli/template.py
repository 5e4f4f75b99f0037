"""``asp-check template``: list, show, check, import, diff, schema, model, table."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from asp_check.cli import CONFORM, UNUSABLE, spoken_by
from asp_check.cli import options as shared
from asp_check.cli.command import LANGUAGES, Command, Group, Option, current_language
from asp_check.cli.overwriting import refuse_read

if TYPE_CHECKING:
    from asp_check.catalog.listing import Entry
    from asp_check.template import Template

FORMAT = "asp-check-templates/1"


class Context:
    """What every command of the group is told: language, folders, instant, where to write."""

    def __init__(
        self,
        lang: str | None,
        templates: str | None,
        output: str | None = None,
        as_of: str | None = None,
    ) -> None:
        from asp_check import catalog, config, inputs

        settings = config.find(os.curdir)
        self.lang = lang or settings.lang or current_language()
        named = () if templates is None else (templates,)
        catalog.refuse_unusable(named)
        self.folders = (*named, *settings.templates)
        self.as_of = inputs.instant(as_of)
        self.output = output
        self.read: list[str] = []

    @property
    def index(self) -> int:
        """The index of the language in a pair of words."""
        return LANGUAGES.index(self.lang)

    def load(self, name: str) -> Template:
        """The template of this name."""
        from asp_check import catalog

        self.read.append(name)
        return catalog.load(name, folders=self.folders, as_of=self.as_of)

    def write(self, text: str, *, utf8: bool = False) -> None:
        """Write where it is asked for."""
        from asp_check import files
        from asp_check.cli import console

        if self.output is not None and self.output != files.STANDARD_INPUT:
            why = ("ce fichier fait partie du modèle", "this file is part of the template")
            refuse_read(self.output, self.read, why)
            files.write(self.output, text.encode("utf-8", "backslashreplace"))
        elif utf8:
            console.write_utf8(text)
        else:
            console.write_text(text)

    def write_json(self, data: Any) -> None:  # noqa: ANN401 - JSON
        """Write data as JSON, the same bytes on every system."""
        self.write_harmless(json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def write_harmless(self, text: str) -> None:
        """Write JSON, what one cannot see or what acts on a terminal escaped.

        Outside its strings JSON is ASCII: what is replaced here stands inside one.
        """
        self.write(re.sub(_unseen(), _escape, text), utf8=True)


def _unseen() -> str:
    from asp_check.text import BIDI, ZERO_WIDTH

    return f"[\x7f-\x9f\u2028\u2029{''.join(sorted(BIDI | ZERO_WIDTH))}\ud800-\udfff]"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


# ------------------------------------------------------------------------------ list


def _list(form: str, lang: str | None, templates: str | None, output: str | None) -> int:
    from asp_check import catalog
    from asp_check.cli.console import complain

    context = Context(lang, templates, output)
    entries = catalog.entries(context.folders)
    if form == "json":
        listed = [_entry(entry, context.lang) for entry in entries]
        context.write_json({"format": FORMAT, "templates": listed})
    else:
        context.write(_table([e for e in entries if e.error is None], context))
    unusable = [entry.error for entry in entries if entry.error is not None]
    for error in unusable:
        complain(spoken_by(error, context.lang))
    return UNUSABLE if unusable else CONFORM


def _entry(entry: Entry, lang: str) -> dict[str, Any]:
    return {
        "id": entry.full_id,
        "status": entry.status,
        "valid_from": entry.valid_from,
        "title_fr": entry.title_fr,
        "title_en": entry.title_en,
        "path": entry.path,
        "error": None if entry.error is None else spoken_by(entry.error, lang),
    }


def _table(entries: Sequence[Entry], context: Context) -> str:
    """One line for each version: id, status, title; and what a reference model is not."""
    from asp_check import catalog
    from asp_check.text import visible

    if not entries:
        user = catalog.user_folder()
        return (
            f"Aucun modèle. Importez-en un (asp-check template import) ou mettez-le dans {user}\n",
            f"No template. Import one (asp-check template import) or put it in {user}\n",
        )[context.index]
    status = {"official": ("officiel", "official"), "reference": ("RÉFÉRENCE", "REFERENCE")}
    width = max(len(entry.full_id) for entry in entries)
    lines = []
    for entry in entries:
        word = status[entry.status or "reference"][context.index]
        title = (entry.title_fr, entry.title_en)[context.index]
        lines.append(f"{entry.full_id:<{width}}  {word:<9}  {visible(title or '')}".rstrip())
    if any(entry.status == "reference" for entry in entries):
        note = (
            "RÉFÉRENCE : modèle reconstitué, non officiel. Importez celui de l’ASP : asp-check template import",
            "REFERENCE: a reconstruction, not official. Import the ASP’s own: asp-check template import",
        )
        lines += ["", note[context.index]]
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------ show, diff, schema


def _show(
    name: str, form: str, as_of: str, lang: str | None, templates: str | None, output: str | None
) -> int:
    from asp_check import catalog
    from asp_check.cli import template_pieces
    from asp_check.describe import describe, facts

    context = Context(lang, templates, output, as_of)
    template = context.load(name)
    wanted = catalog.pieces_of(template)
    if form == "json":
        said = {**facts(template), "pieces": template_pieces.data(wanted)}
        context.write_json({"format": "asp-check-template-facts/1", **said})
    else:
        told = template_pieces.told(template, wanted, context.index)
        context.write(describe(template, context.lang) + told)
    return CONFORM


def _diff(
    old: str,
    new: str,
    form: str,
    as_of: str,
    lang: str | None,
    templates: str | None,
    output: str | None,
) -> int:
    from asp_check.compare import as_data, compare, render

    context = Context(lang, templates, output, as_of)
    before, after = context.load(old), context.load(new)
    changes = compare(before, after)
    if form == "json":
        data = as_data(before, after, changes, context.lang)
        context.write_json({"format": "asp-check-template-diff/1", **data})
    else:
        context.write(render(before, after, changes, context.lang))
    return CONFORM


def _schema(
    name: str, as_of: str, lang: str | None, templates: str | None, output: str | None
) -> int:
    from jsonschema import Draft202012Validator

    from asp_check.schema import render, schema

    context = Context(lang, templates, output, as_of)
    template = context.load(name)
    Draft202012Validator.check_schema(schema(template))
    context.write_harmless(render(template))
    return CONFORM


# ------------------------------------------------------------------------------ the commands


def _form() -> Option:
    return shared.form("text", "json")


_ID = ("ID|CHEMIN", "ID|PATH")

COMMANDS: dict[str, Command] = {
    "list": Command(
        "list",
        callback=_list,
        usage=("[OPTIONS]", "[OPTIONS]"),
        words=(
            "Liste les modèles : identifiant, statut, titre.",
            "List the templates: id, status, title.",
        ),
        params=[_form(), shared.lang(), shared.templates(), shared.output()],
    ),
    "show": Command(
        "show",
        callback=_show,
        usage=(f"[OPTIONS] {_ID[0]}", f"[OPTIONS] {_ID[1]}"),
        words=(
            (
                "Montre un modèle : champs, types, tableaux et séparateurs, notions, source, ce qui est"
                " déduit plutôt que lu, et ce qui est cherché dans les pièces."
            ),
            (
                "Show a template: slots, types, arrays and separators, concepts, source, what is"
                " inferred rather than read, and what is looked for in the pieces."
            ),
        ),
        params=[
            click.Argument(["name"], metavar="ID"),
            _form(),
            shared.as_of(),
            shared.lang(),
            shared.templates(),
            shared.output(),
        ],
    ),
    "diff": Command(
        "diff",
        callback=_diff,
        usage=(
            f"[OPTIONS] {_ID[0]} {_ID[0]}",
            f"[OPTIONS] {_ID[1]} {_ID[1]}",
        ),
        words=(
            "Dit ce qui a changé d’un modèle à un autre, ou d’une version à la suivante.",
            "Tell what changed from one template to another, or from one version to the next.",
        ),
        params=[
            click.Argument(["old"], metavar="ID"),
            click.Argument(["new"], metavar="ID"),
            _form(),
            shared.as_of(),
            shared.lang(),
            shared.templates(),
            shared.output(),
        ],
    ),
    "schema": Command(
        "schema",
        callback=_schema,
        usage=(f"[OPTIONS] {_ID[0]}", f"[OPTIONS] {_ID[1]}"),
        words=(
            (
                "Écrit le JSON Schema (2020-12) d’un modèle. Il en dit moins que le modèle : ni l’ordre"
                " des clés, ni la mise en page."
            ),
            (
                "Write the JSON Schema (2020-12) of a template. It says less than the template:"
                " neither the order of the keys nor the layout."
            ),
        ),
        params=[
            click.Argument(["name"], metavar="ID"),
            shared.as_of(),
            shared.lang(),
            shared.templates(),
            shared.output(),
        ],
    ),
}

LAZY = {
    "check": "asp_check.cli.template_check:check_command",
    "import": "asp_check.cli.template_import:import_command",
    "model": "asp_check.cli.template_model:model_command",
    "table": "asp_check.cli.template_table:table_command",
}
"""The commands that have a module of their own, imported when they run."""

ORDER = ("list", "show", "check", "import", "diff", "schema", "model", "table")


class _Template(Group):
    """The group; its larger commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands, in the order in which they are first needed."""
        return list(ORDER)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        if cmd_name not in LAZY:
            return COMMANDS.get(cmd_name)
        module, _, attribute = LAZY[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


def _lang() -> Option:
    """``--lang`` before the name of a command that there is not."""
    option = shared.lang()
    option.expose_value = False
    return option


template = _Template(
    "template",
    params=[_lang()],
    usage=("COMMANDE [OPTIONS]...", "COMMAND [OPTIONS]..."),
    words=(
        (
            "Les modèles : ceux de l’ASP que vous importez, et les modèles de référence, non officiels,"
            " qui accompagnent le programme.\n\nUn modèle est nommé par son identifiant"
            " (hop-dpi-va2/avance, ou hop-dpi-va2/avance@2024-09-12 pour une version), ou par un"
            " chemin : un fichier .json, ou un dossier qui contient manifest.toml."
        ),
        (
            "Templates: those of the ASP that you import, and the reference models, not official, that"
            " come with the program.\n\nA template is named by its id (hop-dpi-va2/avance, or"
            " hop-dpi-va2/avance@2024-09-12 for a version), or by a path: a .json file, or a folder"
            " that holds manifest.toml."
        ),
    ),
)
