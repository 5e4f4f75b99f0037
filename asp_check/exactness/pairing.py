"""Which part of a file answers to which part of a model: by key, by likeness, by place."""

from __future__ import annotations

from collections.abc import Sequence

from asp_check.document import Member as FoundMember
from asp_check.document import Node
from asp_check.exactness.names import LIKE, likeness
from asp_check.template import Object, Repeat, Slot, TemplateNode

_MAX_PAIRS = 2500
"""Pairs of keys whose likeness is measured in one object."""

_VERY_LIKE = 0.75
"""The likeness of two keys from which their values need have nothing in common but their kind."""


def alike(model: TemplateNode, found: Node) -> float:
    """How well a value of the file would do for this part of the model: 0 not at all, 1 well."""
    kind = found.kind
    if isinstance(model, Slot):
        if kind in ("object", "array"):
            return 0.0
        if kind == "other":
            return 0.5
        types = {"true": "boolean", "false": "boolean"}
        wanted = "number" if model.type == "integer" else model.type
        fits = wanted == "any" or types.get(kind, kind) == wanted
        if fits and (model.presumed or model.declared.fixed):
            return 1.0 if found.literal in model.shown else 0.7
        return 0.9 if fits else 0.3
    if kind == "null" and model.nullable:
        return 0.6
    if kind != container_name(model):
        return 0.0
    if isinstance(model, Object):
        keys = {member.key for member in found.members()}
        every = keys | set(model.by_key)
        share = len(keys & set(model.by_key)) / len(every) if every else 1.0
        return (0.1 + 0.9 * share) * (1.0 if _constants_agree(model, found) else 0.5)
    if isinstance(model, Repeat) and model.key is None:
        first = next(found.elements(), None)
        return 0.9 if first is None else max(0.2, alike(model.item, first))
    return 0.9


def _constants_agree(model: Object, found: Node) -> bool:
    """Whether the members that the model shows filled have the same values in the file."""
    for member in found.members():
        slot = model.member(member.key)
        if not isinstance(slot, Slot) or not (slot.presumed or slot.declared.fixed):
            continue
        if member.value.literal not in slot.shown:
            return False
    return True


def container_name(model: TemplateNode) -> str:
    """The name of the container that a part of a model is: ``object`` or ``array``."""
    return "object" if model.container == "{" else "array"


def pair_members(
    model: Object, members: Sequence[FoundMember], repeated: set[int]
) -> tuple[dict[int, int], list[int], list[int]]:
    """Pairs (position in the file, in the model) by key and by likeness; what is left on each side."""
    by_key: dict[str, list[int]] = {}
    for index, member in enumerate(model.members):
        by_key.setdefault(member.key, []).append(index)
    pairs: dict[int, int] = {}
    for i, found in enumerate(members):
        if i not in repeated and by_key.get(found.key):
            pairs[i] = by_key[found.key].pop(0)
    taken = set(pairs.values())
    missing = [i for i in range(len(model.members)) if i not in taken]
    unknown = [i for i in range(len(members)) if i not in pairs and i not in repeated]
    if not missing or not unknown or len(missing) * len(unknown) > _MAX_PAIRS:
        return pairs, missing, unknown
    scored = sorted(
        (
            (-score, abs(i - j), i, j)
            for i in unknown
            for j in missing
            if (score := likeness(members[i].key, model.members[j].key)) >= LIKE
            and alike(model.members[j].value, members[i].value)
            > (0 if score >= _VERY_LIKE else 0.2)
        ),
    )
    for _, _, i, j in scored:
        if i in unknown and j in missing:
            pairs[i] = j
            unknown.remove(i)
            missing.remove(j)
    return pairs, missing, unknown


def places_between(
    model: Object, members: Sequence[FoundMember], pairs: dict[int, int]
) -> dict[int, tuple[int, int]]:
    """For each unpaired member of the file, the model's members paired just before and after it."""
    places: dict[int, tuple[int, int]] = {}
    before = -1
    waiting: list[int] = []
    for i, member in enumerate(members):
        if i in pairs:
            for start in waiting:
                places[start] = (before, pairs[i])
            waiting, before = [], pairs[i]
        else:
            waiting.append(member.key_node.start)
    for start in waiting:
        places[start] = (before, len(model.members))
    return places


def fill_holes(pairs: list[tuple[int, int]], rows: int, columns: int) -> list[tuple[int, int]]:
    """Between two pairs, as many left over on each side: they answer to one another."""
    filled: list[tuple[int, int]] = []
    row = column = 0
    for next_row, next_column in [*pairs, (rows, columns)]:
        if next_row - row == next_column - column:
            filled += zip(range(row, next_row), range(column, next_column), strict=True)
        if next_row < rows or next_column < columns:
            filled.append((next_row, next_column))
        row, column = next_row + 1, next_column + 1
    return filled
