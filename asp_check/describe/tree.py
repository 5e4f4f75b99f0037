"""A template's tree, node by node."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.manifest import Node as Declared
from asp_check.template import Object, Repeat, Slot, Template, TemplateNode, Tuple


def walk(node: TemplateNode) -> Iterator[tuple[TemplateNode, bool]]:
    """Every node of a tree, in the order of the blank, and whether its member may be absent."""
    waiting = [(node, False)]
    while waiting:
        node, optional = waiting.pop()
        yield node, optional
        children: list[tuple[TemplateNode, bool]] = []
        if isinstance(node, Object):
            children = [(member.value, member.optional) for member in node.members]
        elif isinstance(node, Repeat):
            children = [(node.item, False)]
        elif isinstance(node, Tuple):
            children = [(element, False) for element in node.elements]
        waiting.extend(reversed(children))


def type_of(node: TemplateNode) -> str:
    """The name of a node's type: a key of ``TYPES``."""
    if isinstance(node, Slot):
        return node.type
    if isinstance(node, Object):
        return "object"
    if isinstance(node, Tuple):
        return "tuple"
    if isinstance(node, Repeat):
        return "keyed" if node.key else "array"
    return "constant"


def declared_at(template: Template, path: str) -> Declared:
    """What the manifest says of this place."""
    nodes = template.manifest.nodes if template.manifest else {}
    return nodes.get(path, Declared())
