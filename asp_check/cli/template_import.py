"""``asp-check template import BLANK``: the ASP's own model, brought into the user's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from asp_check.cli import CONFORM
from asp_check.cli import options as shared
from asp_check.cli.command import Command, Option, Words
from asp_check.files import UnusableError

if TYPE_CHECKING:
    from asp_check.finding import Report
    from asp_check.importing import Imported, Irregularity, Request
    from asp_check.importing.draft import Draft
    from asp_check.importing.irregular import Choice
    from asp_check.importing.sheet import Note

REQUESTS = ("avance", "pilotes", "solde")
_LISTED = 20
"""Slots without a value that are named on the screen."""


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
        context.write(_listed(_irregular(error.found, blank)))
        raise
    except NotExact as error:
        context.write(_rendered(error.report, context.lang))
        raise
    context.write(_listed(_told(done, asked)))
    return CONFORM


# --- What is asked


def _choice(*, keep: bool, repair: bool) -> Choice | None:
    if keep and repair:
        raise UnusableError(
            "--keep et --repair se contredisent ; gardez l’une des deux options",
            "--keep and --repair contradict each other; keep one of them",
        )
    return "keep" if keep else "repair" if repair else None


def _root(into: str | None, templates: str | None) -> str:
    """The folder of templates to write to: the one named, else the user's own."""
    from asp_check import catalog

    if into is not None and templates is not None and into != templates:
        raise UnusableError(
            "--into et --templates nomment deux dossiers ; gardez l’une des deux options",
            "--into and --templates name two folders; keep one of them",
        )
    chosen = into if into is not None else templates
    if chosen == "":
        raise UnusableError("--into : le nom du dossier est vide", "--into: the name is empty")
    return chosen if chosen is not None else catalog.user_folder()


def _reason(relax_layout: str | None, example: str | None) -> str | None:
    if relax_layout is not None and example is None:
        raise UnusableError(
            "--relax-layout ne sert qu’avec --example : c’est sa mise en page qui peut différer",
            "--relax-layout is of use with --example only: it is its layout that may differ",
        )
    return relax_layout


# --- What is told


def _listed(lines: Iterator[str]) -> str:
    from asp_check.report import escape

    return "".join(f"{escape.message(line)}\n" for line in lines)


def _rendered(report: Report, lang: str) -> str:
    from asp_check import __version__
    from asp_check.cli import console
    from asp_check.report import load

    return load("text").render(
        [report],
        lang=lang,
        color=console.has_color(),
        full=True,
        width=console.width(),
        as_of=None,
        options={},
        version=__version__,
    )


def _irregular(found: Sequence[Irregularity], path: str) -> Iterator[str]:
    from asp_check.report import escape

    for one in found:
        yield f"{escape.path(path)}:{one.line}:{one.column}: {one.rule}: {one.message}"


def _told(done: Imported, asked: Request) -> Iterator[str]:
    """The summary of an import."""
    index = 1 if asked.lang == "en" else 0
    template, made = done.template, done.draft
    yield _HEADS["replaced" if done.replaced else "done"][index].format(template.id)
    yield _HEADS["folder"][index].format(done.folder)
    yield _HEADS["sha256"][index].format(template.sha256)
    yield _HEADS["counts"][index].format(len(template.slots), len(template.repeats))
    if done.irregularities:
        head = f"irregular-{template.manifest.irregular if template.manifest else ''}"
        yield from ("", _HEADS[head][index])
        yield from (f"  {line}" for line in _irregular(done.irregularities, asked.blank))
    if asked.example is None:
        yield from ("", _HEADS["no-example"][index])
    yield from _inferred(made, asked, index)
    yield from _silent(made, asked, index)
    yield from ("", *_verdict(done, asked, index), "")
    if not done.indexed:
        yield from (_HEADS["no-index"][index], "")
    yield _HEADS["next"][index]
    chosen = _folder_option(asked)
    yield f"  asp-check template show {template.id}{chosen}"
    yield f"  asp-check --template {template.id}{chosen} bdc.json"


def _inferred(made: Draft, asked: Request, index: int) -> Iterator[str]:
    """What was inferred and from what; what is only proposed; what is left to decide."""
    parts = (
        ("inferred", [n for n in made.notes if n.attribute and n.attribute != "concept"]),
        ("concepts", [n for n in made.notes if n.attribute == "concept"]),
        ("remarks", [n for n in made.notes if not n.attribute]),
    )
    for head, notes in parts:
        if notes:
            yield from ("", _HEADS[head][index])
            yield from (f"  {_line(note, made, asked)}" for note in notes)


def _line(note: Note, made: Draft, asked: Request) -> str:
    """``/path  attribute = value: why (example.json:12:19)``."""
    from asp_check.concepts import CONCEPTS
    from asp_check.importing.draft import placed
    from asp_check.importing.words import why
    from asp_check.report import escape
    from asp_check.text import shorten, visible

    english = asked.lang == "en"
    colon = ":" if english else " :"
    said = visible(note.path) or ("(racine)", "(root)")[english]
    if note.attribute == "concept":
        return f"{said}  {note.value} ({CONCEPTS[note.value][english]})"
    if note.attribute:
        value = str(note.value).lower() if isinstance(note.value, bool) else note.value
        said += f"  {note.attribute} = {shorten(visible(str(value)))}"
    path = f"{escape.path(asked.example)}:" if asked.example is not None else ""
    return placed(f"{said}{colon} {why(note, asked.lang)}", note, made.lines, path)


def _silent(made: Draft, asked: Request, index: int) -> Iterator[str]:
    from asp_check.text import visible

    if asked.example is None or not made.silent:
        return
    yield from ("", _HEADS["silent"][index].format(len(made.silent)))
    yield from (f"  {visible(path)}" for path in made.silent[:_LISTED])
    if len(made.silent) > _LISTED:
        yield "  …"


def _verdict(done: Imported, asked: Request, index: int) -> Iterator[str]:
    """What the check of the example says, against the template as it will be loaded."""
    if done.report is None:
        return
    text = _rendered(done.report, asked.lang)
    yield _HEADS["example"][index]
    yield from (f"  {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def _folder_option(asked: Request) -> str:
    import shlex

    from asp_check import catalog

    if asked.root == catalog.user_folder():
        return ""
    return f" --templates {shlex.quote(asked.root)}"


_HEADS: dict[str, Words] = {
    "done": ("Modèle importé : {}", "Model imported: {}"),
    "replaced": ("Modèle remplacé : {}", "Model replaced: {}"),
    "folder": ("  dossier : {}", "  folder: {}"),
    "sha256": ("  SHA-256 du modèle vierge : {}", "  SHA-256 of the blank: {}"),
    "counts": ("  champs : {} ; listes : {}", "  slots: {}; lists: {}"),
    "irregular-keep": (
        "Irrégularités gardées comme texte fixe : vos fichiers doivent les avoir aussi.",
        "Irregularities kept as fixed text: your files must have them too.",
    ),
    "irregular-repair": (
        "Irrégularités réparées : le modèle est le texte réparé.",
        "Irregularities repaired: the repaired text is the model.",
    ),
    "no-example": (
        (
            "Sans exemple, rien n’est déduit des valeurs : ni types, ni décimales, ni membres"
            " facultatifs, ni bornes, ni séparateurs, ni genres. Complétez manifest.toml, ou"
            " recommencez avec --example et --force."
        ),
        (
            "Without an example nothing is inferred from values: no types, decimals, optional members,"
            " bounds, separators or kinds. Complete manifest.toml, or do it again with --example and"
            " --force."
        ),
    ),
    "inferred": (
        "Déduit, et non lu dans un texte officiel ; à relire dans manifest.toml :",
        "Inferred, not read in an official text; to be reviewed in manifest.toml:",
    ),
    "concepts": (
        "Notions proposées d’après les noms de clés ; à relire aussi :",
        "Concepts proposed from the names of keys; to be reviewed too:",
    ),
    "remarks": ("À décider :", "To be decided:"),
    "silent": (
        "Champs dont l’exemple ne montre aucune valeur : {}",
        "Slots of which the example shows no value: {}",
    ),
    "example": (
        "L’exemple, contrôlé avec le modèle tel qu’il sera chargé :",
        "The example, checked with the template as it will be loaded:",
    ),
    "no-index": (
        (
            "L’index du dossier n’a pas été refait : un autre de ses modèles est inutilisable"
            " (asp-check template list dit lequel)."
        ),
        (
            "The index of the folder was not made anew: another of its templates cannot be used"
            " (asp-check template list tells which)."
        ),
    ),
    "next": ("Ensuite :", "Next:"),
}


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
