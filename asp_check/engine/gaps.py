"""What a fault of form took away: values that the elements of a file should have, and have not.

A rule must not conclude from an absence that was already told: such a value is there for it, and
unsound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from asp_check.engine.contents import Places, Store
from asp_check.exactness.rows import Indices
from asp_check.pointer import ANY
from asp_check.template import Slot, Template, may_be_absent

_STAR = f"/{ANY}"


def gaps(
    template: Template, kept: Iterable[int], store: Store, places: Places
) -> Iterator[tuple[int, Indices]]:
    """The slots that the rules read, with the elements in which they should be and are not."""
    elements = _elements(places)
    lists = frozenset(repeat.path for repeat in template.repeats)
    wanted = frozenset(kept)
    for slot in template.slots:
        if slot.id not in wanted or slot.is_key or may_be_absent(template, slot.path):
            continue
        found = store.get(slot.id, {})
        for indices in (*elements.get(_home(slot), ()), *_empty_lists(slot, elements, lists)):
            if indices not in found:
                yield slot.id, indices


def with_gaps(store: Store, missing: Iterable[tuple[int, Indices]]) -> Store:
    """The same literals, and an empty one in each of these places."""
    whole = {slot: dict(values) for slot, values in store.items()}
    for slot, indices in missing:
        whole.setdefault(slot, {})[indices] = b""
    return whole


def _elements(places: Places) -> Mapping[str, set[Indices]]:
    """The elements that the file has, by their path; the whole file is the element without path."""
    found: dict[str, set[Indices]] = {"": {()}}
    for (_, indices), at in places.items():
        end = 0
        for depth in range(1, len(indices) + 1):
            end = at.slot.path.find(_STAR, end) + len(_STAR)
            found.setdefault(at.slot.path[:end], set()).add(indices[:depth])
    return found


def _home(slot: Slot) -> str:
    """The path of the innermost element around a slot."""
    inside, star, _ = slot.path.rpartition(_STAR)
    return inside + star


def _empty_lists(
    slot: Slot, elements: Mapping[str, set[Indices]], lists: frozenset[str]
) -> Iterator[Indices]:
    """Where the list that holds the slot is not there, or has no element: nobody can tell which."""
    around, star, _ = slot.path.rpartition(_STAR)
    if not star or around not in lists:
        return
    inside, outer, _ = around.rpartition(_STAR)
    having = {indices[:-1] for indices in elements.get(around + star, ())}
    for indices in elements.get(inside + outer, ()):
        if indices not in having:
            yield (*indices, 0)
