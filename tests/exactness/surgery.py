"""A whole member or element dropped, renamed, moved, doubled or added, the rest untouched."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from asp_check import pointer
from asp_check.document import Node, read


class Operation(NamedTuple):
    """One changed file, what was done to it, and the pointers that may name it."""

    data: bytes
    name: str
    pointers: frozenset[str]
    start: int = 0


def operations(exact: bytes, keyed: frozenset[str]) -> Iterator[Operation]:
    """Every operation on every object of the file, but for those whose keys are data."""
    root = read(exact).root
    assert root is not None
    for node in _containers(root):
        if node.kind == "object" and node.pointer not in keyed:
            yield from _on_members(exact, node)


def _containers(node: Node) -> Iterator[Node]:
    children = []
    if node.kind == "object":
        children = [member.value for member in node.members()]
    elif node.kind == "array":
        children = list(node.elements())
    if children:
        yield node
    for child in children:
        yield from _containers(child)


def _on_members(exact: bytes, node: Node) -> Iterator[Operation]:
    members = list(node.members())
    first, close = node.inner
    spans = [(m.key_node.start, m.value.end) for m in members]
    opening = exact[first : spans[0][0]]
    closing = exact[spans[-1][1] : close]
    leads = [exact[a[1] : b[0]] for a, b in itertools.pairwise(spans)]
    separator = leads[0] if leads else b"," + opening
    bodies = [exact[start:end] for start, end in spans]

    def rebuilt(parts: list[bytes]) -> bytes:
        body = opening + separator.join(parts) + closing if parts else b""
        return exact[:first] + body + exact[close:]

    for i, member in enumerate(members):
        at = member.value.pointer
        key = exact[member.key_node.start : member.key_node.end]
        others = bodies[:i] + bodies[i + 1 :]
        if others:
            yield Operation(rebuilt(others), f"drop {at}", frozenset({at}), spans[i][0])
        renamed = [*bodies]
        renamed[i] = bodies[i].replace(key, b'"zzz_autre"', 1)
        new = pointer.join(node.pointer, "zzz_autre")
        yield Operation(rebuilt(renamed), f"rename {at}", frozenset({at, new}), spans[i][0])
        cased = [*bodies]
        cased[i] = bodies[i].replace(key, key.swapcase(), 1)
        if cased != bodies and b"\\" not in key:
            swapped = pointer.join(node.pointer, key.swapcase()[1:-1].decode())
            yield Operation(rebuilt(cased), f"case {at}", frozenset({at, swapped}), spans[i][0])
        for j in range(len(members)):
            if j != i:
                moved = [*others]
                moved.insert(j, bodies[i])
                pointers = {at}
                if abs(i - j) == 1:
                    pointers.add(members[j].value.pointer)
                yield Operation(
                    rebuilt(moved), f"move {at} to {j}", frozenset(pointers), spans[i][0]
                )
        doubled = [*bodies]
        doubled.insert(i + 1, bodies[i])
        yield Operation(rebuilt(doubled), f"double {at}", frozenset({at}), spans[i][0])
        added = [*bodies]
        added.insert(i, b'"ajout": "x"')
        new = pointer.join(node.pointer, "ajout")
        yield Operation(rebuilt(added), f"add before {at}", frozenset({new}), spans[i][0])
