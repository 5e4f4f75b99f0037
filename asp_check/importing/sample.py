"""The element that the blank does not show: drawn from those of the example, values left out.

Its layout is the example's own; of its members, all that any element has.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise

from asp_check.document import Member, Node
from asp_check.importing.evidence import of_kind
from asp_check.importing.identifiers import kind_of_keys

_BLANKS = {"string": b'""', "true": b"false", "false": b"false", "null": b"null"}


def _blank(values: Sequence[Node]) -> bytes:
    """The blank text of a value of which these are occurrences."""
    solid = [value for value in values if value.kind != "null"]
    if not solid:
        return b"null"
    sorts = {_sort(value) for value in solid}
    for kind, blank in (("object", _object), ("array", sample_of), ("number", _zero)):
        # Where objects and plain values are mixed no model fits; the check will say so.
        if kind in sorts and (kind != "number" or len(sorts) == 1):
            return blank(of_kind(solid, kind))
    return _BLANKS.get(solid[0].kind, b"null") if len(sorts) == 1 else b"null"


def _zero(numbers: Sequence[Node]) -> bytes:
    """Zero with the decimals that all these numbers have, if they have as many."""
    counts = {len(number.literal.partition(b".")[2]) for number in numbers}
    count = counts.pop() if len(counts) == 1 else 0
    return b"0." + b"0" * count if count else b"0"


def sample_of(arrays: Sequence[Node]) -> bytes:
    """The text of an array with one blank element, after these; ``[]`` if all are empty."""
    rows = [row for array in arrays if (row := list(array.elements()))]
    if not rows:
        return arrays[0].literal
    first = rows[0]
    text, whole = first[0].document.text, next(a for a in arrays if list(a.elements()))
    if len(rows) == len(arrays) and _is_tuple(rows):
        columns: Sequence[Sequence[Node]] = list(zip(*rows, strict=True))
        spans = [(element.start, element.end) for element in first]
    else:
        columns = [[element for row in rows for element in row]]
        spans = [(first[0].start, first[0].end)]
    parts = [b"["]
    previous = whole.start + 1
    for column, (start, end) in zip(columns, spans, strict=True):
        parts += [text[previous:start], _blank(column)]
        previous = end
    return b"".join([*parts, text[first[-1].end : whole.end - 1], b"]"])


def _is_tuple(rows: Sequence[Sequence[Node]]) -> bool:
    """Whether elements of several sorts are places of a tuple, and not a list of anything.

    Objects among plain values cannot be a list; plain values can, unless several rows agree.
    """
    sorts = {_sort(element) for row in rows for element in row} - {"null"}
    if len(sorts) < 2 or len({len(row) for row in rows}) > 1:
        return False
    columns = [{_sort(element) for element in column} for column in zip(*rows, strict=True)]
    agreed = all(len(column - {"null"}) < 2 for column in columns)
    return agreed and (len(rows) > 1 or bool(sorts & {"object", "array"}))


def _sort(value: Node) -> str:
    """What tells an element of a list from one of a tuple: the sort of value that it is."""
    return "boolean" if value.kind in ("true", "false") else value.kind


def _object(objects: Sequence[Node]) -> bytes:
    filled = [(node, members) for node in objects if (members := list(node.members()))]
    if not filled:
        return objects[0].literal
    whole, members = filled[0]
    text = whole.document.text
    opening = text[whole.start + 1 : members[0].key_node.start]
    closing = text[members[-1].value.end : whole.end - 1]
    rows = [row for _, row in filled]
    keys = [member.key for row in rows for member in row]
    if len(set(keys)) > 1 and kind_of_keys(keys, ()) is not None:
        # Keys that are data: one member stands for all.
        colon = text[members[0].key_node.end : members[0].value.start]
        body = b'""' + colon + _blank([member.value for row in rows for member in row])
        return b"{" + opening + body + closing + b"}"
    parts = [b"{"]
    for rank, key in enumerate(_order(rows)):
        found = [(row, i) for row in rows for i, member in enumerate(row) if member.key == key]
        parts.append(opening if rank == 0 else _lead(text, found, opening))
        row, i = found[0]
        parts.append(text[row[i].key_node.start : row[i].value.start])
        parts.append(_blank([row[i].value for row, i in found]))
    return b"".join([*parts, closing, b"}"])


def _lead(text: bytes, found: Sequence[tuple[list[Member], int]], opening: bytes) -> bytes:
    """The text before a member that is not the first, comma included."""
    for row, i in found:
        if i:
            return text[row[i - 1].value.end : row[i].key_node.start]
    return b"," + opening


def _order(rows: Sequence[Sequence[Member]]) -> list[str]:
    """The keys of all these objects, each after those that precede it in any of them.

    Among keys that nothing orders, and where the objects disagree, the first seen comes first.
    """
    rows_of_keys = [list(dict.fromkeys(member.key for member in row)) for row in rows]
    ranks = {key: i for i, key in enumerate(dict.fromkeys(k for row in rows_of_keys for k in row))}
    before: dict[str, set[str]] = {key: set() for key in ranks}
    after: dict[str, set[str]] = {key: set() for key in ranks}
    for row in rows_of_keys:
        for one, other in pairwise(row):
            before[other].add(one)
            after[one].add(other)
    ready = [(rank, key) for key, rank in ranks.items() if not before[key]]
    waiting = dict.fromkeys(ranks)
    order: list[str] = []
    while waiting:
        key = heappop(ready)[1] if ready else next(iter(waiting))
        if key not in waiting:
            continue
        del waiting[key]
        order.append(key)
        for other in after[key]:
            before[other].discard(key)
            if not before[other]:
                heappush(ready, (ranks[other], other))
    return order
