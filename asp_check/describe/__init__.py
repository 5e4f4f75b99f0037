"""What a template says, in words and as data: ``template show``; pure."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.describe.data import facts
from asp_check.describe.layout import layout_of, layout_words
from asp_check.describe.tree import declared_at, type_of, walk
from asp_check.describe.words import (
    ORIGINS,
    STATUSES,
    TYPES,
    bounds_words,
    constraints,
    literal_words,
    since_words,
)
from asp_check.template import Constant, Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.text import decode, visible

__all__ = ["describe", "facts"]


def describe(template: Template, lang: str) -> str:
    """Everything that ``template show`` shows, as text."""
    index = 1 if lang == "en" else 0
    lines = [visible(template.id)]
    lines.extend(f"  {line}" for line in _head(template, index))
    lines.extend(_slots(template, index))
    lines.extend(_containers(template, index))
    lines.extend(_inferred(template, index))
    return "\n".join(lines) + "\n"


def _head(template: Template, index: int) -> Iterator[str]:
    manifest = template.manifest
    yield _capital(STATUSES[template.status][index])
    if manifest:
        title = (manifest.title_fr, manifest.title_en)[index]
        if title:
            yield visible(title)
        yield since_words(manifest.valid_from)[index]
        if manifest.source:
            yield ("Source : ", "Source: ")[index] + visible(manifest.source)
    yield ("SHA-256 du modèle : ", "SHA-256 of the blank: ")[index] + template.sha256
    yield ("Mise en page : ", "Layout: ")[index] + layout_words(layout_of(template))[index]
    if manifest and manifest.layout in {"warn", "off"}:
        judged = {
            "warn": ("  un écart avertit seulement", "  a difference only warns"),
            "off": ("  les écarts sont ignorés", "  differences are ignored"),
        }[manifest.layout]
        yield f"{judged[index]} : {visible(manifest.layout_reason or '')}"
    for problem in template.irregularities:
        words = ("Irrégularité gardée : {} à l’octet {}", "Irregularity kept: {} at byte {}")[index]
        yield words.format(problem.rule, problem.start)
    note = manifest and (manifest.note_fr, manifest.note_en)[index]
    if note:
        yield ("Remarque : ", "Note: ")[index] + visible(note)


def _slots(template: Template, index: int) -> Iterator[str]:
    slots = [(node, optional) for node, optional in walk(template.root) if isinstance(node, Slot)]
    required = sum(slot.declared.required for slot, _ in slots)
    bound = sum(slot.declared.concept is not None for slot, _ in slots)
    words = (
        "Champs : {}, dont {} à remplir ; {} liés à une notion",
        "Slots: {}, {} to be filled; {} bound to a concept",
    )
    yield ""
    yield words[index].format(len(slots), required, bound)
    width = min(60, max((len(visible(slot.path)) for slot, _ in slots), default=0))
    for slot, optional in slots:
        said = [words[index] for words in constraints(slot)]
        if optional:
            said.append(("facultatif", "optional")[index])
        line = f"  {visible(slot.path) or '(racine)':<{width}}  {', '.join(said)}"
        if slot.declared.concept:
            line += f"  [{visible(slot.declared.concept)}]"
        title = (slot.declared.title_fr, slot.declared.title_en)[index]
        yield f"{line}  {visible(title)}" if title else line
    if not bound:
        yield (
            "  Aucun champ n’est lié à une notion : seule la forme est contrôlée.",
            "  No slot is bound to a concept: only the form is checked.",
        )[index]


def _containers(template: Template, index: int) -> Iterator[str]:
    lines = []
    for node, optional in walk(template.root):
        plain = isinstance(node, Object) and not optional and not node.nullable
        if isinstance(node, Slot) or plain:
            continue
        said = [TYPES[type_of(node)][index], *_container_words(node, index)]
        if optional:
            said.append(("facultatif", "optional")[index])
        if node.nullable:
            said.append(("ou null", "or null")[index])
        lines.append(f"  {visible(node.path) or '/'}  {', '.join(said)}")
    if lines:
        yield ""
        yield ("Tableaux et objets :", "Arrays and objects:")[index]
        yield from lines


def _container_words(node: TemplateNode, index: int) -> Iterator[str]:
    if isinstance(node, Repeat):
        yield bounds_words(node.min, node.max)[index]
        if node.key is not None and node.key.declared.kind:
            yield ("clés : ", "keys: ")[index] + visible(node.key.declared.kind)
        separator = visible(decode(node.separator))
        yield ('séparateur "{}", {}', 'separator "{}", {}')[index].format(
            separator, ORIGINS[node.origin][index]
        )
    elif isinstance(node, Tuple):
        count = len(node.elements)
        yield (f"{count} éléments, dans cet ordre", f"{count} elements, in this order")[index]
    elif isinstance(node, Constant):
        yield literal_words(node.literal)


def _inferred(template: Template, index: int) -> Iterator[str]:
    """What rests on no official text, to be read over."""
    lines = []
    colon = (" :", ":")[index]
    for node, _ in walk(template.root):
        declared = node.declared if isinstance(node, Slot) else declared_at(template, node.path)
        if declared.inferred:
            names = ", ".join(declared.inferred)
            why = f" ({visible(declared.reason)})" if declared.reason else ""
            lines.append(f"  {visible(node.path) or '/'}{colon} {names}{why}")
        if isinstance(node, Repeat) and node.origin not in {"shown", "declared"}:
            name = ("séparateur", "separator")[index]
            lines.append(
                f"  {visible(node.path) or '/'}{colon} {name} ({ORIGINS[node.origin][index]})"
            )
        if isinstance(node, Slot) and node.presumed:
            name = ("valeur présumée fixe", "value presumed fixed")[index]
            lines.append(
                f"  {visible(node.path) or '/'}{colon} {name} ({literal_words(node.literal)})"
            )
    if lines:
        yield ""
        yield ("Déduit, à vérifier :", "Inferred, to be checked:")[index]
        yield from lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
