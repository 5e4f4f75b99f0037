"""From a blank and its example to a manifest: everything inferred, and nothing silently; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from asp_check.document import read
from asp_check.importing import containers, slots
from asp_check.importing.evidence import Evidence, gather
from asp_check.importing.sheet import Note, Sheet
from asp_check.importing.structure import settle
from asp_check.importing.words import DEPARTURES, why
from asp_check.manifest import Manifest
from asp_check.manifest import Node as Declared
from asp_check.template import Slot, Template, build
from asp_check.text import line_columns


@dataclass(frozen=True, slots=True)
class Draft:
    """A template inferred from a blank and an example, and what there is to tell of it.

    ``notes`` come in the order of the blank; ``lines`` are the line and column of the places of
    the example that they name; ``silent`` are the slots of which the example shows no value.
    """

    template: Template
    manifest: Manifest
    notes: tuple[Note, ...]
    lines: Mapping[int, tuple[int, int]]
    silent: tuple[str, ...]


def draft(blank: bytes, example: bytes | None, head: Manifest, lang: str) -> Draft:
    """The template of this blank, with all that the example tells of it.

    ``head`` is the manifest without what it says of places; ``lang`` that of the reasons.
    Raises ``UsageError`` if the blank cannot be used.
    """
    document = read(example) if example is not None else None
    sheet = Sheet()

    def built(nodes: Mapping[str, Declared]) -> Template:
        return build(blank, head._replace(nodes=_writable(nodes)))

    if document is not None:
        template = settle(built, document, sheet)
        evidence = gather(template, document)
        for node, values in evidence.pairs():
            if node.path in evidence.twins:
                continue
            if isinstance(node, Slot):
                slots.infer(node, values, sheet)
            else:
                containers.infer(node, values, sheet)
        evidence = gather(built(sheet.nodes()), document)
        for node, values in evidence.pairs():
            if isinstance(node, Slot):
                slots.infer_empty(node, values, sheet)
    else:
        evidence = gather(built({}), None)
        for node in evidence.places.values():
            if isinstance(node, Slot) and node.path not in evidence.twins:
                slots.infer_alone(node, sheet)
    text = document.text if document is not None else b""
    return _finished(blank, head, evidence, sheet, (text, lang))


def _finished(
    blank: bytes, head: Manifest, evidence: Evidence, sheet: Sheet, reading: tuple[bytes, str]
) -> Draft:
    """The manifest in the order of the blank, with its reasons, and the notes in the same order."""
    text, lang = reading
    inferred = sheet.nodes()
    notes = tuple(_ordered(evidence, sheet))
    lines = line_columns(text, [note.start for note in notes if note.start is not None])
    # Every slot has its line, for whoever completes the manifest by hand.
    nodes = {
        path: inferred.get(path, Declared())
        for path, node in evidence.places.items()
        if _is_writable(path) and (path in inferred or isinstance(node, Slot))
    }
    for note in notes:
        if note.why in DEPARTURES:
            reason = placed(why(note, lang), note, lines)
            nodes[note.path] = nodes[note.path]._replace(reason=reason)
    manifest = head._replace(nodes=MappingProxyType(nodes))
    return Draft(
        template=build(blank, manifest),
        manifest=manifest,
        notes=notes,
        lines=lines,
        silent=tuple(
            node.path
            for node, values in evidence.pairs()
            if isinstance(node, Slot) and not values and node.path not in evidence.twins
        ),
    )


def _ordered(evidence: Evidence, sheet: Sheet) -> Iterator[Note]:
    """The notes in the order of the blank, but of places that no manifest can name."""
    for path, node in evidence.places.items():
        own = sheet.notes().get(path, ())
        if path in evidence.twins:
            yield Note(path, "", None, "twins")
        elif _is_writable(path):
            yield from own
        elif own or isinstance(node, Slot):
            yield Note(path, "", None, "unnameable")


def placed(words: str, note: Note, lines: Mapping[int, tuple[int, int]], path: str = "") -> str:
    """These words with the line and column of the example, if it is what they rest on."""
    if note.start is None:
        return words
    line, column = lines[note.start]
    return f"{words} ({path}{line}:{column})"


def _writable(nodes: Mapping[str, Declared]) -> dict[str, Declared]:
    return {path: node for path, node in nodes.items() if _is_writable(path)}


def _is_writable(path: str) -> bool:
    """Whether TOML can hold this pointer: it has no lone surrogate, which UTF-8 cannot write."""
    return not any("\ud800" <= character <= "\udfff" for character in path)
