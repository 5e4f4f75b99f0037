"""Names for places: the JSON Pointer of what stands at each offset, in one pass over a tape."""

from __future__ import annotations

from collections.abc import Sequence

from asp_check import pointer
from asp_check.document import tape as kinds
from asp_check.document.strings import unescape
from asp_check.document.tape import Tape


def pointers_at(text: bytes, tape: Tape, offsets: Sequence[int]) -> list[str]:
    """For each offset, in rising order, the pointer of the member or element that it lies in.

    An offset between two members belongs to the one before it.
    """
    found: list[str] = []
    stack: list[_Level] = []
    waiting = iter(offsets)
    offset = next(waiting, None)
    for index, kind in enumerate(tape.kinds):
        # What lies just before a closing belongs to the last member.
        start = tape.starts[index] + (kind == kinds.CLOSE)
        while offset is not None and start > offset:
            found.append(_pointer(text, tape, stack))
            offset = next(waiting, None)
        if offset is None:
            break
        if kind == kinds.KEY:
            stack[-1].key = index
        elif kind == kinds.CLOSE:
            stack.pop()
        else:
            if stack:
                stack[-1].count += 1
            if kind in (kinds.OBJECT, kinds.ARRAY):
                stack.append(_Level())
    while offset is not None:
        found.append(_pointer(text, tape, stack))
        offset = next(waiting, None)
    return found


class _Level:
    """An open container: the entry of its last key, the number of its elements so far."""

    __slots__ = ("count", "key")

    def __init__(self) -> None:
        self.key = -1
        self.count = 0


def _pointer(text: bytes, tape: Tape, stack: Sequence[_Level]) -> str:
    tokens: list[str | int] = []
    for level in stack:
        if level.key >= 0:
            span = tape.contents.get(level.key)
            start, end = span or (tape.starts[level.key] + 1, tape.ends[level.key] - 1)
            tokens.append(unescape(text[start:end]))
        elif level.count:
            tokens.append(level.count - 1)
    return pointer.build(tokens)
