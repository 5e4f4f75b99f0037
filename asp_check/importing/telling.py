"""What an import says on the screen: what was written, what was inferred and from what, what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from asp_check.concepts import CONCEPTS
from asp_check.importing.draft import Draft, placed
from asp_check.importing.irregular import Irregularity
from asp_check.importing.sheet import Note
from asp_check.importing.words import Words, why
from asp_check.pieces.model import Wanted
from asp_check.pieces.words import ROLES
from asp_check.report import escape
from asp_check.text import shorten, visible

if TYPE_CHECKING:
    from asp_check.importing import Imported, Request

_LISTED = 20
"""Slots without a value that are named on the screen."""


def irregular(found: Sequence[Irregularity], path: str) -> Iterator[str]:
    """``blank.json:3:5: S301: message``, for each."""
    shown = escape.path(path)
    for one in found:
        yield f"{shown}:{one.line}:{one.column}: {one.rule}: {escape.message(one.message)}"


def told(done: Imported, asked: Request, verdict: str, option: str) -> Iterator[str]:
    """The summary of an import, line by line.

    ``verdict`` is the report on the example as text; ``option`` what a command needs to find the
    template.
    """
    index = 1 if asked.lang == "en" else 0
    template, made = done.template, done.draft
    yield _HEADS["replaced" if done.replaced else "done"][index].format(template.id)
    yield _HEADS["folder"][index].format(escape.path(done.folder))
    yield _HEADS["sha256"][index].format(template.sha256)
    yield _HEADS["counts"][index].format(len(template.slots), len(template.repeats))
    if done.irregularities:
        yield from ("", _HEADS[f"irregular-{made.manifest.irregular}"][index])
        yield from (f"  {line}" for line in irregular(done.irregularities, asked.blank))
    elif asked.irregular is not None:
        yield from ("", _HEADS["regular"][index].format(f"--{asked.irregular}"))
    if asked.example is None:
        yield from ("", _HEADS["no-example"][index])
    yield from _inferred(made, asked, index)
    yield from _pieces(done.wanted, index)
    yield from _silent(made, asked, index)
    if verdict:
        yield from ("", _HEADS["example"][index])
        yield from (f"  {line}".rstrip() for line in verdict.rstrip("\n").split("\n"))
    if made.manifest.layout is not None:
        yield from ("", _HEADS["layout"][index])
    elif asked.relax_layout is not None:
        yield from ("", _HEADS["same-layout"][index])
    if not done.indexed:
        yield from ("", _HEADS["no-index"][index])
    yield from ("", _HEADS["next"][index])
    yield f"  asp-check template show {template.id}{option}"
    yield f"  asp-check --template {template.id}{option} bdc.json"


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
            yield from (f"  {escape.message(_line(note, made, asked))}" for note in notes)


def _line(note: Note, made: Draft, asked: Request) -> str:
    """``/path  attribute = value: why (example.json:12:19)``."""
    english = asked.lang == "en"
    said = visible(note.path) or ("(racine)", "(root)")[english]
    if note.attribute == "concept":
        return f"{said}  {note.value} ({CONCEPTS[note.value][english]})"
    if note.attribute:
        value = str(note.value).lower() if isinstance(note.value, bool) else str(note.value)
        said += f"  {note.attribute} = {shorten(visible(value))}"
    colon = ":" if english else " :"
    path = f"{escape.path(asked.example)}:" if asked.example is not None else ""
    return placed(f"{said}{colon} {why(note, asked.lang)}", note, made.lines, path)


def _pieces(wanted: Sequence[Wanted], index: int) -> Iterator[str]:
    """How much is looked for in each piece."""
    if not wanted:
        yield from ("", _HEADS["kept"][index])
        return
    colon = (" :", ":")[index]
    counts = ", ".join(f"{ROLES[one.role][index]}{colon} {len(one.items)}" for one in wanted)
    yield from ("", _HEADS["pieces"][index], f"  {counts}", f"  {_HEADS['reread'][index]}")


def _silent(made: Draft, asked: Request, index: int) -> Iterator[str]:
    if asked.example is None or not made.silent:
        return
    yield from ("", _HEADS["silent"][index].format(len(made.silent)))
    for path in made.silent[:_LISTED]:
        yield f"  {escape.message(visible(path))}"
    if len(made.silent) > _LISTED:
        yield "  …"


_HEADS: Mapping[str, Words] = {
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
    "pieces": (
        "Notions à chercher dans les pièces, proposées dans pieces.toml :",
        "Concepts to look for in the pieces, proposed in pieces.toml:",
    ),
    "kept": (
        (
            "pieces.toml est gardé tel qu’il était, avec vos corrections ; asp-check template check dit"
            " s’il va encore avec ce modèle."
        ),
        (
            "pieces.toml is kept as it was, with your corrections; asp-check template check tells"
            " whether it still goes with this model."
        ),
    ),
    "reread": (
        (
            "Relisez ce fichier : ses libellés et ses réponses sont les plus courants, les vôtres"
            " peuvent être autres, et ce qu’il ne nomme pas n’est pas comparé."
        ),
        (
            "Read that file again: its labels and answers are the most common, yours may be others,"
            " and what it does not name is not compared."
        ),
    ),
    "silent": (
        "Champs dont l’exemple ne montre aucune valeur : {}",
        "Slots of which the example shows no value: {}",
    ),
    "example": (
        "L’exemple, contrôlé avec le modèle tel qu’il sera chargé :",
        "The example, checked with the template as it will be loaded:",
    ),
    "layout": (
        (
            "L’exemple n’a pas la mise en page du modèle vierge : à votre demande, un écart de mise en"
            ' page ne sera qu’un avertissement (layout = "warn").'
        ),
        (
            "The example has not the layout of the blank: as you asked, a difference of layout will"
            ' only warn (layout = "warn").'
        ),
    ),
    "same-layout": (
        "L’exemple a la mise en page du modèle vierge : --relax-layout n’a pas servi.",
        "The example has the layout of the blank: --relax-layout was of no use.",
    ),
    "regular": (
        "Le modèle vierge est du JSON strict en UTF-8 : {} n’a pas servi.",
        "The blank is strict JSON in UTF-8: {} was of no use.",
    ),
    "no-index": (
        (
            "L’index du dossier n’a pas été refait ; asp-check template list dit si un de ses modèles"
            " est inutilisable."
        ),
        (
            "The index of the folder was not made anew; asp-check template list tells whether one of"
            " its templates cannot be used."
        ),
    ),
    "next": ("Ensuite :", "Next:"),
}
