"""A comparison that writes down, in place of what differs, what to put there.

It is the walk by which the explain path names the differences, so that both speak of the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.document import Document, Node
from asp_check.document import Member as FoundMember
from asp_check.exactness.accept import Index
from asp_check.exactness.compare import Leftover, Walk
from asp_check.exactness.layout import Gap
from asp_check.finding import Problem
from asp_check.repair.scope import is_spelling
from asp_check.repair.strangers import Stranger
from asp_check.template import Member, Object, Repeat, Template, Tuple
from asp_check.text import NEWLINE


class Splice(NamedTuple):
    """Bytes ``start`` to ``end`` of the text, what to put there, and which repair that is."""

    start: int
    end: int
    new: bytes
    kind: str
    pointer: str | None = None


class Move(NamedTuple):
    """Members of one object in another order: their spans as they stand, and which goes where."""

    spans: tuple[tuple[int, int], ...]
    order: tuple[int, ...]
    count: int  # type: ignore[assignment]  # the method of tuples gives way
    start: int
    pointer: str | None


class _Disorder(NamedTuple):
    """An object some of whose members are out of order, and which member of the model each is."""

    members: Sequence[FoundMember]
    pairs: dict[int, int]
    moved: Sequence[tuple[int, FoundMember]]


class Repairs(Walk):
    """What to change in a document for its form to be the template's."""

    def __init__(self, template: Template, document: Document) -> None:
        super().__init__(template, document, ())
        self.literals: list[Splice] = []
        self.disorders: list[_Disorder] = []
        self.strangers: list[Stranger] = []
        self.renames: dict[int, int] = {}
        """Members that were strangers, and were recognised later: where they end, and as which."""
        self.out_of_order: Sequence[tuple[int, FoundMember]] = ()

    def add(self, problem: Problem) -> None:
        """What is wrong with a literal or a key, if it is only how it is written."""
        if problem.rule == "T106" and problem.expected is not None:
            kind = "key-escape"
        elif is_spelling(problem):
            kind = "number"
        else:
            return
        new = str(problem.expected).encode("utf-8", "surrogateescape")
        self.literals.append(Splice(problem.start, problem.end, new, kind, problem.pointer))

    def changes(self) -> Iterator[Splice]:
        """Literals, blanks and strangers; none of them overlaps another."""
        yield from self.literals
        for gap in self.gaps:
            yield Splice(gap.start, gap.end, gap.model, _kind_of_gap(self.text, gap))
        for stranger in self.strangers:
            known = stranger.value is not None and stranger.value.end in self.renames
            for start, end, new in stranger.layout(self.text, known=known):
                yield Splice(start, end, new, "layout")

    def moves(self) -> Iterator[Move]:
        """The objects whose members change places, once it is known which member is which."""
        for members, pairs, moved in self.disorders:
            ends = {m.value.end: i for i, m in enumerate(members)}
            renamed = {ends[end]: self.renames[end] for end in ends.keys() & self.renames.keys()}
            first = moved[0][1]
            yield Move(
                tuple((m.key_node.start, m.value.end) for m in members),
                tuple(_sorted(members, pairs | renamed)),
                len(moved),
                first.key_node.start,
                first.value.pointer,
            )

    # What the explain path does, and what it calls for.

    def members(
        self, model: Object, found: Node, members: Sequence[FoundMember], pairs: dict[int, int],
        indices: tuple[Index, ...],
    ) -> None:  # fmt: skip
        """Their order, and the blanks around those that the model does not know."""
        super().members(model, found, members, pairs, indices)
        if self.out_of_order:
            self.disorders.append(_Disorder(members, pairs, self.out_of_order))
            self.out_of_order = ()
        if len(pairs) < len(members):
            self.strangers += _strangers(model, found, members, pairs)

    def moved(self, model: Object, moved: Sequence[tuple[int, FoundMember]]) -> None:  # noqa: ARG002
        """Members out of order."""
        self.out_of_order = list(moved)

    def renamed(self, leftover: Leftover) -> None:
        """Strangers that turn out to be members under another name."""
        known = set(leftover.anchors)
        super().renamed(leftover)
        self.renames |= {end: i for i, end in leftover.anchors.items() if i not in known}

    def repeat(self, model: Repeat, found: Node, indices: tuple[Index, ...]) -> None:
        """Repeated keys, where keys are data."""
        super().repeat(model, found, indices)
        if model.key is None or not self.repeated:
            return
        previous = found.inner[0]
        for member in found.members():
            if member.key_node.start in self.repeated:
                self.strangers.append(
                    Stranger(
                        previous, member, member.value, model.separator, model.colon,
                        model.open, model.close,
                    )
                )  # fmt: skip
            previous = member.value.end

    def tuple(self, model: Tuple, found: Node, indices: tuple[Index, ...]) -> None:
        """Elements too many."""
        self.odd: set[int] = set()
        super().tuple(model, found, indices)
        if not self.odd:
            return
        later = model.leads[1] if len(model.leads) > 1 else b"," + model.leads[0]
        previous = found.inner[0]
        for index, element in enumerate(found.elements()):
            if element.start in self.odd:
                lead = later if index else model.leads[0]
                colon = self.template.style.comma_blank or b""
                self.strangers.append(
                    Stranger(
                        previous, None, element, lead, b":" + colon, model.leads[0], model.close
                    )
                )
            previous = element.end

    def odd_element(self, rule: str, element: Node, index: int, array: Node) -> None:
        """An element that the model has not there."""
        super().odd_element(rule, element, index, array)
        if rule == "T202":
            self.odd.add(element.start)


def _sorted(members: Sequence[FoundMember], pairs: dict[int, int]) -> Iterator[int]:
    """The members in the order of the model.

    One that the model does not know follows its previous sibling; a repeated key, the one before of
    the same key: which of the two comes last may be what counts.
    """
    groups: list[tuple[int, list[int]]] = [(-1, [])]
    homes: dict[str, list[int]] = {}
    current = groups[0][1]
    for i, member in enumerate(members):
        if i in pairs:
            current = []
            groups.append((pairs[i], current))
        else:
            current = homes.get(member.key, current)
        current.append(i)
        homes[member.key] = current
    for _, group in sorted(groups, key=lambda pair: pair[0]):
        yield from group


def _strangers(
    model: Object, found: Node, members: Sequence[FoundMember], pairs: dict[int, int]
) -> Iterator[Stranger]:
    """Members without a partner, and what follows them as the first member of the model."""
    previous = found.inner[0]
    known = -1
    for i, member in enumerate(members):
        known = pairs.get(i, known)
        if i not in pairs or (i and pairs[i] == 0):
            near = model.members[max(known, 0)]
            lead = _sibling_lead(model, known) if i else model.open
            yield Stranger(
                previous, None if i in pairs else member, None if i in pairs else member.value,
                lead, near.colon, model.open, model.close, member.key_node.start,
            )  # fmt: skip
        previous = member.value.end


def _sibling_lead(model: Object, known: int) -> bytes:
    """The text before a member that follows this one of the model."""
    siblings: tuple[Member, ...] = model.members
    if len(siblings) == 1:
        return b"," + model.open
    return siblings[min(max(known + 1, 1), len(siblings) - 1)].lead


def _kind_of_gap(text: bytes, gap: Gap) -> str:
    if NEWLINE.sub(b"\n", text[gap.start : gap.end]) == NEWLINE.sub(b"\n", gap.model):
        return "newlines"
    return "end" if gap.last else "layout"
