"""What the example shows at each place of the blank: template and document, walked side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from asp_check.document import Document, Node
from asp_check.template import Object, Repeat, Template, TemplateNode, Tuple
from asp_check.template.placeholder import is_placeholder


@dataclass(frozen=True, slots=True)
class Evidence:
    """The places of a template in the blank's order, and what the example has at each.

    Under a repeated element, all its occurrences; nothing where the example departs too far, nor
    for the places that a key repeated in the blank makes ``twins``: a pointer names them both.
    """

    places: Mapping[str, TemplateNode]
    found: Mapping[str, Sequence[Node]]
    twins: AbstractSet[str]

    def pairs(self) -> Iterator[tuple[TemplateNode, Sequence[Node]]]:
        """Each place with what was found there."""
        for path, node in self.places.items():
            yield node, self.found[path]


def gather(template: Template, document: Document | None) -> Evidence:
    """What the document shows of each place of the template."""
    places: dict[str, TemplateNode] = {}
    found: dict[str, list[Node]] = {}

    twins: set[str] = set()

    def visit(node: TemplateNode, values: Sequence[Node]) -> None:
        if node.path in places:
            twins.add(node.path)
            values = []
        places.setdefault(node.path, node)
        found.setdefault(node.path, []).extend(values)
        for child, below in _children(node, values):
            visit(child, below)

    root = document.root if document is not None else None
    visit(template.root, [root] if root is not None else [])
    for path in twins:
        found[path].clear()
    return Evidence(places, found, twins)


def _children(
    node: TemplateNode, values: Sequence[Node]
) -> Iterator[tuple[TemplateNode, list[Node]]]:
    if isinstance(node, Object):
        members = _by_key(values)
        met: Counter[str] = Counter()
        for member in node.members:
            rank = met[member.key]
            met[member.key] += 1
            yield member.value, members.get((member.key, rank), [])
    elif isinstance(node, Repeat) and node.key is not None:
        yield node.item, [m.value for value in of_kind(values, "object") for m in value.members()]
    elif isinstance(node, Repeat):
        yield node.item, [e for value in of_kind(values, "array") for e in value.elements()]
    elif isinstance(node, Tuple):
        rows = [list(value.elements()) for value in of_kind(values, "array")]
        for index, element in enumerate(node.elements):
            yield element, [row[index] for row in rows if index < len(row)]


def _by_key(values: Sequence[Node]) -> dict[tuple[str, int], list[Node]]:
    """The members of all these objects by key; the second of a repeated key has rank 1."""
    members: dict[tuple[str, int], list[Node]] = {}
    for value in of_kind(values, "object"):
        met: Counter[str] = Counter()
        for member in value.members():
            members.setdefault((member.key, met[member.key]), []).append(member.value)
            met[member.key] += 1
    return members


def of_kind(values: Sequence[Node], kind: str) -> list[Node]:
    """Those of these values that are of this kind."""
    return [value for value in values if value.kind == kind]


def swapped(blank: Document, example: Document) -> bool:
    """Whether nothing is empty in the blank, and nothing filled in the example."""
    marks = set(_marks(blank))
    return marks == {True} and set(_marks(example)) == {False}


def _marks(document: Document) -> Iterator[bool]:
    """For each string and number, whether it is filled."""
    pending = [document.root] if document.root is not None else []
    while pending:
        node = pending.pop()
        if node.kind == "object":
            pending += [member.value for member in node.members()]
        elif node.kind == "array":
            pending += node.elements()
        elif node.kind == "string":
            yield not (node.literal == b'""' or is_placeholder(node.text))
        elif node.kind == "number":
            yield bool(node.literal.strip(b"-0."))
