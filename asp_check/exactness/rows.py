"""The literals of a file's slots, row by row: what a check that looks at every value reads.

A row is what stands between two choices of the template: slots that are always there together.
Only slots of which the manifest says something are in it.  No span is worked out;
``Outcome.slots`` finds the place of the few that call for words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from asp_check.exactness.accept import FilledSlot, Index, Run, Segment, key_end
from asp_check.exactness.outcome import Outcome
from asp_check.template import Repeat, Slot

Indices = tuple[Index, ...]
Row = tuple[tuple[Slot, ...], tuple[bytes, ...], Indices]
"""Slots that stand together, their literals, and the elements that they stand in."""


def rows(outcome: Outcome, text: bytes) -> Iterator[Row]:
    """Every row of the file, in the order of the template; ``text`` is what its spans count."""
    sources = outcome.sources
    if len(sources) == 1 and isinstance(run := sources[0], Run):
        return _rows_of(run)
    return chain.from_iterable(_of(source, text) for source in sources)


def _of(source: Run | FilledSlot, text: bytes) -> Iterator[Row]:
    return _rows_of(source) if isinstance(source, Run) else iter((_single(source, text),))


def _single(at: FilledSlot, text: bytes) -> Row:
    return (at.slot,), (text[at.start : at.end],), at.indices


def _rows_of(run: Run) -> Iterator[Row]:
    """As ``accept.slots_of``, without the spans."""
    data = run.data
    now: Indices = tuple(run.indices)
    depth: list[int] = []
    for source, position, found in run.events:
        if isinstance(source, Segment):
            if source.read:
                yield source.read, found or source.literals(data, position), now
        elif source is None:
            depth.pop()
            now = now[:-1]
        elif isinstance(source, Repeat):
            if depth and depth[-1] == source.id:
                now = (*now[:-1], found)
            else:
                depth.append(source.id)
                now = (*now, found)
            if source.key is not None and (end := key_end(data, position)):
                yield _single(FilledSlot(source.key, position, end, now), data)
