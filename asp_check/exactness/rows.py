"""The literals of a file's slots, row by row: what a check that looks at every value reads.

A row is what stands between two choices of the template: a run of slots that are always there
together.  No span is worked out; ``Outcome.slots`` finds the place of the few that call for words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.exactness.accept import FilledSlot, Index, Run, Segment, key_end
from asp_check.exactness.outcome import Outcome
from asp_check.template import Repeat, Slot


class Row(NamedTuple):
    """Slots that stand together in a file, their literals, and the elements that they stand in.

    ``slots`` is the same object for every row of its kind.
    """

    slots: tuple[Slot, ...]
    literals: Sequence[bytes]
    indices: tuple[Index, ...]


def rows(outcome: Outcome, text: bytes) -> Iterator[Row]:
    """Every row of the file, in the order of the template; ``text`` is what its spans count."""
    singles: dict[int, tuple[Slot, ...]] = {}
    for source in outcome.sources:
        if isinstance(source, Run):
            yield from _rows_of(source, singles)
        else:
            yield _single(source, text[source.start : source.end], singles)


def _single(at: FilledSlot, literal: bytes, singles: dict[int, tuple[Slot, ...]]) -> Row:
    slots = singles.setdefault(at.slot.id, (at.slot,))
    return Row(slots, (literal,), at.indices)


def _rows_of(run: Run, singles: dict[int, tuple[Slot, ...]]) -> Iterator[Row]:
    """As ``accept.slots_of``, without the spans."""
    data = run.data
    indices: list[Index] = list(run.indices)
    depth: list[int] = []
    now = tuple(indices)
    for source, position, index in run.events:
        if isinstance(source, Segment):
            if source.slots:
                yield Row(source.slots, source.literals(data, position), now)
            continue
        if source is None:
            depth.pop()
            indices.pop()
        elif isinstance(source, Repeat):
            if depth and depth[-1] == source.id:
                indices[-1] = index
            else:
                depth.append(source.id)
                indices.append(index)
            now = tuple(indices)
            if source.key is not None and (end := key_end(data, position)):
                at = FilledSlot(source.key, position, end, now)
                yield _single(at, data[position:end], singles)
        now = tuple(indices)
