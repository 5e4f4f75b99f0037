"""What the example says of the blank's structure: elements it does not show, keys that are data.

Both change what places a template has, so they are settled before anything is said of slots.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from asp_check.document import Document, Node, read
from asp_check.finding import UsageError
from asp_check.importing.evidence import Evidence, gather, of_kind
from asp_check.importing.identifiers import fits, kind_of_keys
from asp_check.importing.sample import sample_of
from asp_check.importing.sheet import Sheet
from asp_check.manifest import Node as Declared
from asp_check.pointer import split
from asp_check.template import Constant, Object, Template
from asp_check.template.placeholder import is_placeholder

Build = Callable[[dict[str, Declared]], Template]


def settle(build: Build, document: Document, sheet: Sheet) -> Template:
    """Note on the sheet what structure the example adds; the template that results."""
    template = build(sheet.nodes())
    refused: set[str] = set()
    while found := _look(gather(template, document), sheet, refused):
        for part in found.values():
            sheet.merge(part)
        try:
            template = build(sheet.nodes())
        except UsageError:
            # One of them does not fit the blank: keep those that do.
            for path in found:
                sheet.drop(path)
            for path, part in found.items():
                sheet.merge(part)
                try:
                    template = build(sheet.nodes())
                except UsageError:
                    sheet.drop(path)
                    refused.add(path)
    return template


def _look(evidence: Evidence, sheet: Sheet, refused: AbstractSet[str]) -> dict[str, Sheet]:
    """What the example adds to the structure, by place."""
    found = {}
    for node, values in evidence.pairs():
        if node.path in refused or sheet.has(node.path):
            continue
        part = Sheet()
        if isinstance(node, Constant):
            _add_sample(node, values, part)
        elif isinstance(node, Object):
            _add_keys(node, values, part)
        if part.has(node.path):
            found[node.path] = part
    return found


def _add_sample(node: Constant, values: Sequence[Node], sheet: Sheet) -> None:
    arrays = of_kind(values, "array") if node.container == "[" else []
    full = [array for array in arrays if list(array.elements())]
    if not full:
        return
    try:
        text = sample_of(arrays).decode()
    except UnicodeDecodeError:
        return  # A manifest is UTF-8; the difference will be shown.
    sheet.infer(node.path, "sample", text, "sample", full[0])
    root = read(text.encode()).root
    if root is not None and len(list(root.elements())) == 1:
        # What the blank shows is no fault, unless the places of a tuple are to be filled.
        sheet.infer(node.path, "min", 0, "min-blank")


def _add_keys(node: Object, values: Sequence[Node], sheet: Sheet) -> None:
    objects = of_kind(values, "object")
    shown = [member.key for member in node.members]
    keys = [member.key for value in objects for member in value.members()]
    if set(keys) <= set(shown):
        return
    kind = kind_of_keys(keys, [*split(node.path)[-1:], *shown])
    if kind is None or not all(_stands_for(kind, key) for key in shown if key in keys):
        return
    first = next(value for value in objects if list(value.members()))
    sheet.infer(node.path, "repeat", "member", "repeat", first, kind=kind)
    sheet.infer(node.path, "key_kind", kind, "key_kind", first, kind=kind, n=len(keys))


def _stands_for(kind: str, key: str) -> bool:
    """Whether a key of the blank may be the sample of keys that are data."""
    return not key.strip("0") or is_placeholder(key) or fits(kind, key)
