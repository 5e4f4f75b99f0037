"""A template: the official blank and its manifest, compiled to a tree of fixed text and slots."""

from __future__ import annotations

from typing import NamedTuple

from asp_check.finding import Problem
from asp_check.manifest import Manifest
from asp_check.pointer import parent
from asp_check.template.build import Style, build_tree
from asp_check.template.nodes import (
    Constant,
    Member,
    Object,
    Repeat,
    Slot,
    TemplateNode,
    Tuple,
)
from asp_check.template.source import blank_text, sha256_hex


class Template(NamedTuple):
    """One official blank, as the manifest reads it; frozen, and safe to share between threads.

    ``text`` is the blank's own bytes, but for what the manifest repairs or adds; the spans of
    the nodes count its bytes.  ``status`` is ``official``, ``reference`` or ``blank``.
    """

    id: str
    status: str
    sha256: str
    blank: bytes
    text: bytes
    manifest: Manifest | None
    root: TemplateNode
    prefix: bytes
    suffix: bytes
    bom: int
    slots: tuple[Slot, ...]
    repeats: tuple[Repeat, ...]
    style: Style
    irregularities: tuple[Problem, ...]
    """Faults that the blank itself shows, and that the manifest keeps as fixed text."""
    cache: dict[str, object]
    """What the engine derives from the template once: the compiled matcher."""

    def __eq__(self, other: object) -> bool:
        """A template is itself: two trees are never compared."""
        return self is other

    def __hash__(self) -> int:
        """That of this very object."""
        return id(self)


def build(blank: bytes, manifest: Manifest | None = None, *, name: str = "") -> Template:
    """The template of a blank.  ``name`` is what to call it where no manifest does.

    Raises ``UsageError`` if the blank is not strict JSON in UTF-8 (and the manifest does not say
    to keep or to repair it), is not the one of the manifest, or does not fit the manifest.
    """
    source = blank_text(blank, manifest, name)
    tree = build_tree(source, manifest, name)
    return Template(
        id=manifest.full_id if manifest else name,
        status=manifest.status if manifest else "blank",
        sha256=sha256_hex(blank),
        blank=blank,
        text=source.document.text,
        manifest=manifest,
        root=tree.root,
        prefix=tree.prefix,
        suffix=tree.suffix,
        bom=source.document.bom,
        slots=tree.slots,
        repeats=tree.repeats,
        style=tree.style,
        irregularities=source.irregularities,
        cache={},
    )


def depth(node: TemplateNode) -> int:
    """How many containers lie within one another, this one included."""
    if isinstance(node, Object):
        return 1 + max(depth(member.value) for member in node.members)
    if isinstance(node, Tuple):
        return 1 + max(map(depth, node.elements))
    if isinstance(node, Repeat):
        return 1 + depth(node.item)
    return int(isinstance(node, Constant))


def may_be_absent(template: Template, path: str) -> bool:
    """Whether the manifest lets what is at this path, or something that holds it, be left out."""
    nodes, at = template.manifest.nodes if template.manifest else {}, path
    while at:
        node = nodes.get(at)
        if node is not None and (node.optional or (node.nullable and at != path)):
            return True
        at = parent(at)
    return False


__all__ = [
    "Constant", "Member", "Object", "Repeat", "Slot", "Style", "Template", "TemplateNode",
    "Tuple", "build", "depth", "may_be_absent",
]  # fmt: skip
