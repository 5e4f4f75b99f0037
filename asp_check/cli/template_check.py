"""``asp-check template check DIR``: whether the templates of a folder can be used, and are sound."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from asp_check.cli import CONFORM, NONCONFORM, UNUSABLE, spoken_by
from asp_check.cli import options as shared
from asp_check.cli.command import Command, Words
from asp_check.files import display
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.finding import Finding
    from asp_check.template import Template

EXAMPLE = "example.json"
_SHOWN = 10


class Remark(NamedTuple):
    """Something to say of a template, and the exit code that it asks for."""

    code: int
    words: Words


def _check(directory: str, lang: str | None, output: str | None) -> int:
    from asp_check.cli.template import Context

    context = Context(lang, None, output)
    lines: list[str] = []
    codes = [CONFORM]
    for folder, root in _folders(directory):
        name, remarks = _examine(folder, root, context.lang)
        codes.extend(remark.code for remark in remarks)
        refused = any(remark.code for remark in remarks)
        verdict = (("à corriger", "to be corrected") if refused else ("bon", "sound"))[
            context.index
        ]
        lines.append(f"{name}  {verdict}")
        lines.extend(f"  {remark.words[context.index]}" for remark in remarks)
    context.write("\n".join(lines) + "\n")
    return UNUSABLE if UNUSABLE in codes else max(codes)


def _folders(directory: str) -> Iterator[tuple[str, bool]]:
    """Every folder that holds a manifest, and whether it is the one that was named."""
    from asp_check.catalog import MANIFEST

    if not os.path.isdir(directory):
        raise UsageError(
            f"{display(directory)} : dossier introuvable ; indiquez un dossier de modèles",
            f"{display(directory)}: no such directory; name a folder of templates",
        )
    found = False
    for folder, folders, names in os.walk(directory):
        folders.sort()
        if MANIFEST in names:
            found = True
            yield folder, folder == directory
    if not found:
        raise UsageError(
            f"{display(directory)} : aucun modèle ici ; un modèle est un dossier qui contient {MANIFEST}",
            f"{display(directory)}: no template here; a template is a folder that holds {MANIFEST}",
        )


def _examine(folder: str, is_root: bool, lang: str) -> tuple[str, list[Remark]]:
    """The name of the template in this folder, and what there is to say of it."""
    from asp_check import catalog

    try:
        template = catalog.load(folder)
    except UsageError as error:
        return display(folder), [Remark(UNUSABLE, (spoken_by(error, "fr"), spoken_by(error, "en")))]
    remarks = [] if is_root else list(_misplaced(folder, template))
    remarks.extend(_concepts(template))
    remarks.extend(_pieces(template))
    remarks.extend(_example(folder, template, lang))
    return template.id, remarks


def _misplaced(folder: str, template: Template) -> Iterator[Remark]:
    """A template that its id does not find: the names of its folders are not the manifest's."""
    parts = os.path.abspath(folder).split(os.sep)[-3:]
    wanted = template.id.replace("@", "/")
    if "/".join(parts).lower() == wanted:
        return
    shown = display(folder)
    yield Remark(
        UNUSABLE,
        (
            f"{shown} : ce dossier doit être {wanted}, sans quoi {template.id} ne sera pas trouvé",
            f"{shown}: this folder must be {wanted}, or {template.id} will not be found",
        ),
    )


def _concepts(template: Template) -> Iterator[Remark]:
    """Concepts that no rule knows: a slip, most likely."""
    import difflib

    from asp_check.concepts import CONCEPTS
    from asp_check.text import visible

    nodes = template.manifest.nodes if template.manifest else {}
    for path, node in nodes.items():
        if node.concept is None or node.concept in CONCEPTS:
            continue
        near = difflib.get_close_matches(node.concept, CONCEPTS, n=1)
        hint_fr = f", vouliez-vous dire {near[0]} ?" if near else ""
        hint_en = f", did you mean {near[0]}?" if near else ""
        at, concept = visible(path), visible(node.concept)
        yield Remark(
            CONFORM,
            (
                f"{at} : aucune règle ne connaît la notion {concept}{hint_fr}",
                f"{at}: no rule knows the concept {concept}{hint_en}",
            ),
        )


def _pieces(template: Template) -> Iterator[Remark]:
    """All that is wrong with what it says of its pieces."""
    from asp_check import catalog

    try:
        catalog.pieces_of(template)
    except UsageError as error:
        whole = (str(error), spoken_by(error, "en"))
        for words in getattr(error, "each", (whole,)):
            yield Remark(UNUSABLE, words)


def _example(folder: str, template: Template, lang: str) -> Iterator[Remark]:
    """The example, held against the template that it is to illustrate."""
    from asp_check import api

    path = os.path.join(folder, EXAMPLE)
    if not os.path.isfile(path):
        return
    report = api.check(path, template=template, lang="en" if lang == "en" else "fr")
    blocking = [finding for finding in report.findings if finding.severity == "blocking"]
    for finding in blocking[:_SHOWN]:
        yield Remark(NONCONFORM, _told(path, finding))
    left = len(blocking) - _SHOWN
    if left > 0:
        yield Remark(NONCONFORM, (f"… et {left} autres constats", f"… and {left} more findings"))


def _told(path: str, finding: Finding) -> Words:
    line = f"{display(path)}:{finding.line}:{finding.column}: {finding.rule}: {finding.message}"
    return line, line


check_command = Command(
    "check",
    callback=_check,
    usage=("[OPTIONS] DOSSIER", "[OPTIONS] DIR"),
    words=(
        (
            "Contrôle les modèles d’un dossier : manifeste, empreinte du modèle vierge, pointeurs, place"
            " des dossiers, pieces.toml, et conformité de example.json.\n\nCode de sortie : 2 si un modèle est"
            " inutilisable, sinon 1 si un exemple n’est pas conforme à son modèle, sinon 0."
        ),
        (
            "Check the templates of a folder: manifest, SHA-256 of the blank, pointers, names of the"
            " folders, pieces.toml, and whether example.json conforms.\n\nExit code: 2 if a template cannot be used,"
            " else 1 if an example does not conform to its template, else 0."
        ),
    ),
    params=[click.Argument(["directory"], metavar="DOSSIER"), shared.lang(), shared.output()],
)
