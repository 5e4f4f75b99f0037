"""What to look for in the pieces of a template: the ``pieces.toml`` of its folder.

Read when a template goes with pieces, and never before.  What a file says by itself is judged by
``asp_check.pieces.wanted``; what it says of the model, here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from asp_check.catalog import FOLDER, PIECES
from asp_check.catalog.reading import read_toml
from asp_check.pieces.model import Item, Wanted
from asp_check.pieces.wanted import Fault, Refused, Table, from_mapping
from asp_check.template import Slot, Template

_CACHED: Final = "pieces"


def pieces_of(template: Template) -> tuple[Wanted, ...] | None:
    """What to look for in the pieces of this template; ``None`` where its folder does not say.

    Raises ``UsageError`` with all that is wrong with the file, each with its line.
    """
    if _CACHED not in template.cache:
        template.cache[_CACHED] = _read(template)
    wanted = template.cache[_CACHED]
    return wanted if isinstance(wanted, tuple) else None


def _read(template: Template) -> tuple[Wanted, ...] | None:
    folder = template.cache.get(FOLDER)
    if not isinstance(folder, str):
        return None
    path = os.path.join(folder, PIECES)
    if not os.path.lexists(path):
        return None
    text, data = read_toml(path)
    try:
        return fitted(_said(data, template), template)
    except Refused as refused:
        from asp_check.catalog.pieces_errors import error

        raise error(path, text, data, refused.faults) from None


def _said(data: Table, template: Template) -> tuple[Wanted, ...]:
    """What the file says; where it is refused, what the model contradicts is told at the same time."""
    try:
        return from_mapping(data)
    except Refused as refused:
        wrong = {fault.where[:3] for fault in refused.faults}
        misfits = _misfits(refused.wanted, _slots(template))
        more = [fault for fault in misfits if fault.where[:3] not in wrong]
        raise Refused([*refused.faults, *more]) from None


def fitted(wanted: Sequence[Wanted], template: Template) -> tuple[Wanted, ...]:
    """The same, every item with the kind of value that the manifest gives its concept; or ``Refused``."""
    slots = _slots(template)
    if faults := list(_misfits(wanted, slots)):
        raise Refused(faults)
    return tuple(
        one._replace(items=tuple(_with_kind(item, slots) for item in one.items)) for one in wanted
    )


def _slots(template: Template) -> Mapping[str, Slot]:
    """The first slot of each concept; the key of an object whose keys are data is one."""
    slots = [slot for slot in template.slots if slot.declared.concept]
    return {slot.declared.concept or "": slot for slot in reversed(slots)}


def _with_kind(item: Item, slots: Mapping[str, Slot]) -> Item:
    slot = slots.get(item.concept)
    if slot is None or item.kind or item.type in {"choice", "yes-no"}:
        return item
    return item._replace(kind=slot.declared.kind or "")


def _misfits(wanted: Sequence[Wanted], slots: Mapping[str, Slot]) -> Iterator[Fault]:
    """What the model contradicts, told once where several roles say it together."""
    told: set[int] = set()
    for one in wanted:
        for item in one.items:
            if id(item) not in told:
                told.add(id(item))
                yield from _misfit((one.role, *item.concept.split(".")), item, slots)


def _misfit(where: tuple[str, ...], item: Item, slots: Mapping[str, Slot]) -> Iterator[Fault]:
    """Rows that it has not, answers that are not its own."""
    if item.by and item.by not in slots:
        yield Fault("by-unmapped", (*where, "by"), {"other": item.by})
    slot = slots.get(item.concept)
    if slot is None:
        return
    values = [value for value in slot.declared.enum if isinstance(value, str) and value]
    if slot.type == "boolean" and item.type != "yes-no":
        yield Fault("boolean", (*where, "type"), {"type": item.type})
    elif values and item.type == "yes-no":
        yield Fault("enum", (*where, "type"), {"allowed": _listed(values)})
    elif values and item.type == "choice":
        for answer in item.answers:
            if answer not in values:
                at = (*where, "answers", answer)
                yield Fault("no-such-answer", at, {"allowed": _listed(values)})
        left = [value for value in values if value not in item.answers]
        if left:
            yield Fault("answers-lacking", (*where, "answers"), {"lacking": _listed(left)})


def _listed(values: Sequence[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)
