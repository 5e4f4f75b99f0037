"""``asp-check template import BLANK``: the ASP's own model, brought into the user's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from asp_check.cli import CONFORM
from asp_check.cli import options as shared
from asp_check.cli.command import Command, Option
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.finding import Report
    from asp_check.importing.irregular import Choice

REQUESTS = ("avance", "pilotes", "solde")


def _import(  # noqa: PLR0913, PLR0917 - the options of the command
    blank: str,
    example: str | None,
    dispositif: str,
    request: str,
    valid_from: str | None,
    source: str | None,
    keep: bool,
    repair: bool,
    relax_layout: str | None,
    force: bool,
    into: str | None,
    lang: str | None,
    templates: str | None,
) -> int:
    from asp_check.cli.template import Context
    from asp_check.importing import IrregularBlank, NotExact, Request, import_template
    from asp_check.importing.telling import irregular, told

    context = Context(lang, None)
    asked = Request(
        blank=blank,
        dispositif=dispositif,
        request=request,
        root=_root(into, templates),
        example=example,
        valid_from=valid_from,
        source=source,
        irregular=_choice(keep=keep, repair=repair),
        relax_layout=_reason(relax_layout, example),
        force=force,
        lang=context.lang,
    )
    try:
        done = import_template(asked)
    except IrregularBlank as error:
        context.write("".join(f"{line}\n" for line in irregular(error.found, blank)))
        raise
    except NotExact as error:
        context.write(_rendered(error.report, context.lang))
        raise
    verdict = "" if done.report is None else _rendered(done.report, context.lang)
    lines = told(done, asked, verdict, _folder_option(asked.root))
    context.write("".join(f"{line}\n" for line in lines))
    return CONFORM


# --- What is asked


def _choice(*, keep: bool, repair: bool) -> Choice | None:
    if keep and repair:
        raise UsageError(
            "--keep et --repair se contredisent ; gardez l’une des deux options",
            "--keep and --repair contradict each other; keep one of them",
        )
    return "keep" if keep else "repair" if repair else None


def _root(into: str | None, templates: str | None) -> str:
    """The folder of templates to write to: the one named, else the user's own."""
    from asp_check import catalog

    if into is not None and templates is not None and into != templates:
        raise UsageError(
            "--into et --templates nomment deux dossiers ; gardez l’une des deux options",
            "--into and --templates name two folders; keep one of them",
        )
    chosen = into if into is not None else templates
    if chosen == "":
        raise UsageError("--into : le nom du dossier est vide", "--into: the name is empty")
    return chosen if chosen is not None else catalog.user_folder()


def _reason(relax_layout: str | None, example: str | None) -> str | None:
    if relax_layout is not None and example is None:
        raise UsageError(
            "--relax-layout ne sert qu’avec --example : c’est sa mise en page qui peut différer",
            "--relax-layout is of use with --example only: it is its layout that may differ",
        )
    return relax_layout


# --- What is told


def _rendered(report: Report, lang: str) -> str:
    """The report on the example, as ``check`` shows it."""
    from asp_check import __version__
    from asp_check.cli import console
    from asp_check.report import load

    return load("text").render(
        [report],
        lang=lang,
        color=console.has_color(),
        full=False,
        width=console.width(),
        as_of=None,
        options={},
        version=__version__,
    )


def _folder_option(root: str) -> str:
    """What a command needs to find the template, if it is not in the user's own folder."""
    import shlex

    from asp_check import catalog

    return "" if root == catalog.user_folder() else f" --templates {shlex.quote(root)}"


# --- The command

import_command = Command(
    "import",
    callback=_import,
    usage=(
        "[OPTIONS] VIERGE --dispositif CODE --request DEMANDE",
        "[OPTIONS] BLANK --dispositif CODE --request REQUEST",
    ),
    words=(
        (
            "Importe un modèle officiel : le JSON vierge de l’ASP, et son exemple, dans votre dossier"
            " de modèles.\n\nL’exemple est contrôlé avec le modèle vierge. Types, membres facultatifs,"
            " décimales, bornes, séparateurs et genres de valeurs en sont déduits, et chaque déduction"
            " est dite ; manifest.toml est à relire. Le modèle vierge est gardé à l’octet près."
        ),
        (
            "Import an official model: the ASP’s blank JSON, and its example, into your folder of"
            " templates.\n\nThe example is checked against the blank. Types, optional members,"
            " decimals, bounds, separators and kinds of value are inferred from it, and each inference"
            " is told; manifest.toml is to be reviewed. The blank is kept byte for byte."
        ),
    ),
    epilogue=(
        """\
Exemple :
  asp-check template import vierge.json --example exemple.json \\
      --dispositif HOP-DPI-Va2 --request avance --valid-from 2024-09-12T14:00
""",
        """\
Example:
  asp-check template import blank.json --example example.json \\
      --dispositif HOP-DPI-Va2 --request avance --valid-from 2024-09-12T14:00
""",
    ),
    params=[
        click.Argument(["blank"], metavar="BLANK"),
        Option(
            ["--example"],
            value=("FICHIER", "FILE"),
            words=(
                "Exemple officiel rempli ; sans lui, presque rien n’est déduit.",
                "Official filled example; without it hardly anything is inferred.",
            ),
        ),
        Option(
            ["--dispositif"],
            required=True,
            value=("CODE", "CODE"),
            words=(
                "Code du dispositif, par exemple HOP-DPI-Va2.",
                "Code of the dispositif, such as HOP-DPI-Va2.",
            ),
        ),
        Option(
            ["--request"],
            required=True,
            type=click.Choice(REQUESTS, case_sensitive=False),
            words=("Demande.", "Request."),
        ),
        Option(
            ["--valid-from"],
            value=("AAAA-MM-JJ[THH:MM]", "YYYY-MM-DD[THH:MM]"),
            words=(
                "Instant d’entrée en vigueur, heure de Paris ; sans lui, version « initial ».",
                "Instant from which it is in force, Paris time; without it, version 'initial'.",
            ),
        ),
        Option(
            ["--source"],
            value=("URL", "URL"),
            words=(
                "Adresse de la page d’où vient le modèle vierge.",
                "Address of the page from which the blank comes.",
            ),
        ),
        Option(
            ["--keep"],
            is_flag=True,
            words=(
                "Garde les irrégularités du modèle vierge (commentaire, virgule en trop, Latin-1…) comme texte fixe.",
                "Keep the irregularities of the blank (comment, trailing comma, Latin-1…) as fixed text.",
            ),
        ),
        Option(
            ["--repair"],
            is_flag=True,
            words=(
                "Prend pour modèle le texte réparé ; le fichier vierge n’est pas modifié.",
                "Take the repaired text as the model; the blank file is not changed.",
            ),
        ),
        Option(
            ["--relax-layout"],
            value=("RAISON", "REASON"),
            words=(
                "Accepte que l’exemple n’ait pas la mise en page du modèle vierge, et dit pourquoi.",
                "Accept that the example has not the layout of the blank, and tell why.",
            ),
        ),
        Option(
            ["--force"],
            is_flag=True,
            words=(
                "Remplace le modèle s’il est déjà importé.",
                "Replace the model if it is already imported.",
            ),
        ),
        Option(
            ["--into"],
            value=("DOSSIER", "DIR"),
            words=(
                "Dossier de modèles où écrire ; par défaut, le vôtre.",
                "Folder of templates to write to; your own by default.",
            ),
        ),
        shared.lang(),
        shared.templates(),
    ],
)
