"""The same difference as RFC 6902: operations that make the data of B from those of A.

Each takes the document as the ones before it left it: what is in a container is settled before
what is in its children, whose pointers are then those of B.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from asp_check import pointer as pointers
from asp_check.difference.tree import Tree
from asp_check.document import tape as kinds
from asp_check.document.strings import unescape

MAX_STEPS = 20_000_000
"""Elements that the moves within one array may pass over; beyond, the array is replaced whole."""
_LONG_INTEGER = 4000
"""Digits from which an integer is kept as a ``Decimal``: ``int`` refuses longer ones."""


class Patch:
    """The operations so far; ``None`` once something cannot be told."""

    def __init__(self, b: Tree) -> None:
        self.b = b
        self.operations: list[Mapping[str, Any]] | None = []
        self._dropped: list[str] = []

    def give_up(self) -> None:
        """Tell nothing: the data cannot be expressed."""
        self.operations = None

    def replace(self, at: str, entry: int) -> None:
        """Put the value of B at this place."""
        self._tell("replace", at, value=self._value(entry))

    def add(self, at: str, entry: int) -> None:
        """Add the member of B at this place."""
        self._tell("add", at, value=self._value(entry))

    def remove(self, at: str) -> None:
        """Remove what stands at this place."""
        self._tell("remove", at)

    def rename(self, holder: str, old: str, new: str) -> None:
        """Give a member another key."""
        self._tell("move", pointers.join(holder, new), origin=pointers.join(holder, old))

    def rearrange(
        self,
        at: str,
        entry: int,
        size: int,
        elements: Sequence[int],
        pairs: Sequence[tuple[int, int]],
        moved: Sequence[tuple[int, int]],
    ) -> None:
        """Make the elements of A those of B, in number and in order; ``pairs`` are in order of A."""
        if self.operations is None:
            return
        if len(moved) * size > MAX_STEPS:
            self._dropped.append(at)
            self.replace(at, entry)
            return
        matched = {x for x, _ in pairs}
        for x in range(size - 1, -1, -1):
            if x not in matched:
                self.remove(pointers.join(at, x))
        # Where each stands now, by its place in B; those that stay are in order.
        order = [y for _, y in pairs]
        away = {y for _, y in moved}
        settled = sorted(y for y in order if y not in away)
        for _, y in moved:
            origin = order.index(y)
            del order[origin]
            rank = bisect_left(settled, y)
            target = order.index(settled[rank - 1]) + 1 if rank else 0
            order.insert(target, y)
            insort(settled, y)
            if origin != target:
                self._tell("move", pointers.join(at, target), origin=pointers.join(at, origin))
        there = set(order)
        for y, element in enumerate(elements):
            if y not in there:
                self.add(pointers.join(at, y), element)

    def _tell(self, name: str, at: str, origin: str | None = None, **value: Any) -> None:  # noqa: ANN401
        if self.operations is None:
            return
        if any(at.startswith(f"{above}/") for above in self._dropped):
            return  # It is there already.
        if not _is_tellable(at) or (origin is not None and not _is_tellable(origin)):
            self.give_up()
            return
        head = {"op": name} if origin is None else {"op": name, "from": origin}
        self.operations.append({**head, "path": at, **value})

    def _value(self, entry: int) -> Any:  # noqa: ANN401 - JSON
        """A value of B as Python has it; numbers are ``int``, or ``Decimal`` where they need it."""
        if self.operations is None:
            return None
        try:
            return self._plain(entry)
        except (ArithmeticError, UnicodeEncodeError):
            self.give_up()
            return None

    def _plain(self, entry: int) -> Any:  # noqa: ANN401 - JSON
        kind = self.b.kinds[entry]
        if kind == kinds.OBJECT:
            return {
                _strict(self.b.key(item)): self._plain(item.entry) for item in self.b.members(entry)
            }
        if kind == kinds.ARRAY:
            return [self._plain(element) for element in self.b.elements(entry)]
        literal = self.b.literal(entry)
        if kind == kinds.STRING:
            return _strict(unescape(literal[1:-1]))
        if kind == kinds.NUMBER:
            whole = literal.removeprefix(b"-").isdigit() and len(literal) < _LONG_INTEGER
            return int(literal) if whole else Decimal(literal.decode())
        return None if kind == kinds.NULL else kind == kinds.TRUE


def _strict(text: str) -> str:
    """The text; ``UnicodeEncodeError`` where it holds half of a pair, which no strict JSON may."""
    if not text.isascii():
        text.encode()
    return text


def _is_tellable(pointer: str) -> bool:
    """Whether this pointer is whole: half of a pair, or a key that was cut, is told by none."""
    if len(pointer) >= pointers.MAX_TOKEN and any(
        len(token) >= pointers.MAX_TOKEN and token.endswith("…") for token in pointer.split("/")
    ):
        return False
    try:
        pointer.encode()
    except UnicodeEncodeError:
        return False
    return True
