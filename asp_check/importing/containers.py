"""What the example says of objects and arrays: absent members, null, empty arrays, separators."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from asp_check.catalog.manifest_strict import SEPARATOR
from asp_check.document import Node
from asp_check.importing.evidence import of_kind
from asp_check.importing.quoting import quote
from asp_check.importing.sheet import Sheet
from asp_check.pointer import join
from asp_check.template import Constant, Object, Repeat, Tuple
from asp_check.text import decode


def infer(node: Object | Repeat | Tuple | Constant, values: Sequence[Node], sheet: Sheet) -> None:
    """Note on the sheet what these values say of an object or an array."""
    nulls = of_kind(values, "null")
    if nulls:
        sheet.infer(node.path, "nullable", True, "nullable", nulls[0])
    if isinstance(node, Object):
        _optional(node, of_kind(values, "object"), sheet)
    elif isinstance(node, Repeat):
        rows = of_kind(values, "object" if node.key is not None else "array")
        _bounds(node, rows, sheet)
        _separator(node, rows, sheet)


def _optional(node: Object, objects: Sequence[Node], sheet: Sheet) -> None:
    """Members that the example leaves out.  An object with an unknown key may have renamed one."""
    known = [member.key for member in node.members]
    keys = [(value, {member.key for member in value.members()}) for value in objects]
    for key in known:
        if known.count(key) > 1:
            continue  # A repeated key cannot be optional.
        without = [value for value, own in keys if key not in own and own <= set(known)]
        if without:
            why = "optional" if any(key in own for _, own in keys) else "optional-never"
            sheet.infer(join(node.path, key), "optional", True, why, without[0], n=len(without))


def _bounds(node: Repeat, rows: Sequence[Node], sheet: Sheet) -> None:
    empty = next((row for row in rows if not _items(row)), None)
    if empty is not None and node.min > 0:
        sheet.infer(node.path, "min", 0, "min", empty, found="{}" if node.key else "[]")


def _separator(node: Repeat, rows: Sequence[Node], sheet: Sheet) -> None:
    """The example's own text between elements, where the blank shows none and it is not the one inferred.

    Only where the example is otherwise laid out like the blank: a re-indented file says nothing.
    """
    if node.origin not in ("newline", "comma-blank", "comma"):
        return
    gaps: dict[bytes, Node] = {}
    for row in rows:
        items, text = _items(row), row.document.text
        if items and text[row.start + 1 : items[0][0]] == node.open:
            for (_, end), (start, _) in pairwise(items):
                gaps.setdefault(text[end:start], row)
    if not gaps or node.separator in gaps:
        return
    gap, row = next(iter(gaps.items()))
    if len(gaps) == 1 and SEPARATOR.fullmatch(decode(gap)):
        found, model = decode(gap), quote(decode(node.separator))
        sheet.infer(
            node.path, "separator", found, "separator", row, found=quote(found), model=model
        )


def _items(row: Node) -> list[tuple[int, int]]:
    """The span of each element, or of each member with its key."""
    if row.kind == "object":
        return [(member.key_node.start, member.value.end) for member in row.members()]
    return [(element.start, element.end) for element in row.elements()]
