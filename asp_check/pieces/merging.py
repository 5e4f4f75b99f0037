"""Several places that speak of one thing: one reading where they agree, unclear where they do not."""

from __future__ import annotations

from collections.abc import Sequence

from asp_check.pieces.equality import compare
from asp_check.pieces.finds import Find, doubted, is_plural
from asp_check.pieces.model import Item, Reading


def merged(item: Item, finds: Sequence[Find]) -> tuple[Reading, ...]:
    """The readings that these places come to: one for each subject, several for a list."""
    by_subject: dict[str, list[Find]] = {}
    if not all(find.aside for find in finds):
        finds = [find for find in finds if not find.aside]
    for find in finds:
        by_subject.setdefault(find.reading.subject, []).append(find)
    found: list[Reading] = []
    for group in by_subject.values():
        found += _listed(item, group) if is_plural(item) else [_single(item, group)]
    return tuple(found)


def _strong(group: Sequence[Find]) -> list[Reading]:
    """What counts: a heading that resembles a label does not stand against a label."""
    strong = [find.reading for find in group if not find.weak]
    return strong or [find.reading for find in group]


def _single(item: Item, group: Sequence[Find]) -> Reading:
    readings = sorted(_strong(group), key=_rank)
    first, *others = readings
    if first.state == "unclear":
        return first
    for other in others:
        if other.state != first.state or not _same(item, first, other):
            return doubted(first, "several")
    return first


def _rank(reading: Reading) -> int:
    """What is unclear comes first, for it makes all of it unclear."""
    return ("unclear", "read", "absent").index(reading.state)


def _same(item: Item, one: Reading, other: Reading) -> bool:
    if one.state == "absent":
        return True
    state = compare(item, item.kind, one.value, other).state
    return state in {"equal", "normalised"}


def _listed(item: Item, group: Sequence[Find]) -> list[Reading]:
    """Each value of a list once; an empty place beside values is none."""
    found: list[Reading] = []
    readings = _strong(group)
    for reading in readings:
        if reading.state == "absent" and any(other.state != "absent" for other in readings):
            continue
        if not any(one.state == reading.state and _same(item, one, reading) for one in found):
            found.append(reading)
    return found
