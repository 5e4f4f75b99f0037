"""The orders of a request held against their pieces: rows of values, paper by paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.engine.funding import File, element_of
from asp_check.exactness.rows import Indices
from asp_check.pieces.equality import Equality, State, compare
from asp_check.pieces.model import Item, Piece, Reading, Role, Wanted
from asp_check.rules.common.case import Value
from asp_check.rules.common.identifiers import number
from asp_check.rules.common.matter import Beneficiaries, Cell, Matter, Row
from asp_check.rules.common.names import same_name
from asp_check.template import Slot, Template

ORDER = "order.number"

IDENTIFIERS = (
    "client.finess", "client.siret", "client.am", "practitioner.rpps", "practitioner.idnps",
    "practitioner.adeli",
)  # fmt: skip
"""What tells the establishments of one order apart, the most certain first."""

FIRST_NAMES = {
    "order.signatory": "order.signatory_first_name",
    "va.signatory": "va.signatory_first_name",
    "mom.signatory": "mom.signatory_first_name",
    "practitioner.name": "practitioner.first_name",
}
"""The names of people, and what the request may have beside them."""

_PARTIAL = frozenset({"va", "mom", "invoice"})
"""Pieces that may be about some of the establishments of an order only."""


class Order(NamedTuple):
    """One order of a request: the value of its number, and the elements that it stands in."""

    number: Value | None
    home: str
    indices: Indices

    @property
    def name(self) -> str:
        """Its number as written; empty where the request has none."""
        return "" if self.number is None or self.number.empty else self.number.text


class Request:
    """The values of one request, order by order."""

    def __init__(self, template: Template, file: File) -> None:
        self.file = file
        self.slots = [slot for slot in template.slots if slot.declared.concept is not None]
        self.orders = tuple(self._orders())

    def _orders(self) -> Iterator[Order]:
        found = False
        for slot in self._of(ORDER):
            for indices in self.file.store.get(slot.id, ()):
                found = True
                yield Order(self.file.value(slot, indices), element_of(slot.path), indices)
        if not found:
            yield Order(None, "", ())

    def _of(self, concept: str) -> Iterator[Slot]:
        return (slot for slot in self.slots if slot.declared.concept == concept)

    def find(self, order: Order, concept: str) -> list[Value]:
        """The values of a concept that belong to an order."""
        return [
            self.file.value(slot, indices)
            for slot in self._of(concept)
            for indices in self._inside(order, slot)
        ]

    def _inside(self, order: Order, slot: Slot) -> Iterable[Indices]:
        element = element_of(slot.path)
        depth = len(order.indices)
        if _within(element, order.home):
            return self.file.within(slot.id, depth, order.indices)
        places = self.file.store.get(slot.id, {})
        if _within(order.home, element):
            return (p for p in places if p == order.indices[: len(p)])
        # A list beside that of the orders: whose it is can be told of one order only.
        return places if len(self.orders) == 1 else ()

    def subject(self, order: Order, value: Value) -> str:
        """The identifier of the establishment that a value is about; empty for the whole order."""
        if value.concept in IDENTIFIERS:
            return ""
        element = element_of(value.slot.path)
        best: tuple[int, int, str] = (0, 0, "")
        for rank, concept in enumerate(IDENTIFIERS):
            for slot in self._of(concept):
                home = element_of(slot.path)
                depth = home.count("*")
                inside = value.indices[:depth]
                if depth <= order.home.count("*") or not _within(element, home):
                    continue
                if inside in self.file.store.get(slot.id, ()):
                    found = self.file.value(slot, inside)
                    if not found.empty:
                        best = max(best, (depth, -rank, number(found)))
        return best[2]

    def rows(self, order: Order, concept: str) -> Mapping[str, tuple[Value, ...]]:
        """The values of a concept in an order, by the establishment that they are about."""
        found: dict[str, tuple[Value, ...]] = {}
        for value in self.find(order, concept):
            subject = self.subject(order, value)
            found[subject] = (*found.get(subject, ()), value)
        return found

    def beside(self, value: Value, concept: str) -> list[Value]:
        """The values of a concept in the element that holds this one, and in the same object."""
        holder = value.slot.path.rpartition("/")[0]
        return [
            self.file.value(slot, value.indices)
            for slot in self._of(concept)
            if slot.path.rpartition("/")[0] == holder
            and value.indices in self.file.store.get(slot.id, ())
        ]

    def identifiers(self, order: Order) -> list[str]:
        """Every identifier of a beneficiary in an order."""
        values = (value for concept in IDENTIFIERS for value in self.find(order, concept))
        return list(dict.fromkeys(number(value) for value in values if not value.empty))


def _within(element: str, home: str) -> bool:
    """Whether an element is that of ``home``, or inside it."""
    return element == home or not home or element.startswith(f"{home}/")


# --- One order and its pieces


def items_of(wanted: Iterable[Wanted]) -> Mapping[tuple[Role, str], Item]:
    """What is looked for, by role and concept."""
    return {(one.role, item.concept): item for one in wanted for item in one.items}


def matter(
    request: Request,
    order: Order,
    pieces: Sequence[Piece],
    items: Mapping[tuple[Role, str], Item],
    advance: Beneficiaries | None,
) -> Matter:
    """An order, its pieces, and what each says of each concept."""
    by_role: dict[Role, tuple[Piece, ...]] = {}
    for piece in pieces:
        by_role[piece.role] = (*by_role.get(piece.role, ()), piece)
    concepts = dict.fromkeys(concept for role, concept in items if role in by_role)
    rows = [row for concept in concepts for row in _rows(request, order, concept, pieces, items)]
    return Matter(
        order.number, _finder(request, order), tuple(rows), by_role, items, advance
    )  # fmt: skip


def _finder(request: Request, order: Order) -> Callable[[str], list[Value]]:
    return lambda concept: request.find(order, concept)


def _rows(
    request: Request,
    order: Order,
    concept: str,
    pieces: Sequence[Piece],
    items: Mapping[tuple[Role, str], Item],
) -> Iterator[Row]:
    asked = [piece for piece in pieces if (piece.role, concept) in items]
    by_subject = request.rows(order, concept) or {"": ()}
    for subject, values in by_subject.items():
        cells = []
        for piece in asked:
            item = items[piece.role, concept]
            found = _readings(piece, concept, subject, by_subject)
            if found is not None:
                cells.append(_cell(piece, item, values, *found, request))
        yield Row(concept, subject, values, tuple(cells))


def _readings(
    piece: Piece, concept: str, subject: str, by_subject: Mapping[str, tuple[Value, ...]]
) -> tuple[tuple[Reading, ...], str] | None:
    """What a paper says of a concept for one establishment, and why that is unclear if it is.

    ``None`` where the paper is about other establishments of the order.
    """
    all_of = piece.all(concept)
    if not subject:
        if concept in IDENTIFIERS:
            return all_of or _subjects(piece), ""
        own = tuple(reading for reading in all_of if not reading.subject) or all_of
        several = len({reading.value for reading in own if reading.subject}) > 1
        return own, "subject" if several and len(by_subject[""]) < 2 else ""
    own = tuple(reading for reading in all_of if _key(reading.subject) == subject)
    if own:
        return own, ""
    shared = tuple(reading for reading in all_of if not reading.subject)
    named = {_key(reading.subject) for reading in piece.readings if reading.subject}
    named |= {_key(r.value) for c in IDENTIFIERS for r in piece.all(c) if r.state == "read"}
    if shared and (len(by_subject) == 1 or named == {subject}):
        return shared, ""
    if named & by_subject.keys() and subject not in named and piece.role in _PARTIAL:
        return None
    if shared:
        texts = {value.text for values in by_subject.values() for value in values}
        return shared, "" if len(texts) == 1 else "subject"
    return (), ""


def _subjects(piece: Piece) -> tuple[Reading, ...]:
    """The establishments that a paper names by its tables alone."""
    found = {r.subject: r._replace(value=r.subject) for r in piece.readings if r.subject}
    return tuple(reading._replace(state="read") for reading in found.values())


def _key(identifier: str) -> str:
    return "".join(identifier.split()).upper()


def _cell(
    piece: Piece,
    item: Item,
    values: Sequence[Value],
    readings: tuple[Reading, ...],
    doubt: str,
    request: Request,
) -> Cell:
    """What a paper says of a concept, held against the values of the request."""
    states = {reading.state for reading in readings}
    if not readings or states == {"unnamed"}:
        return Cell(piece, readings, "unnamed")
    if doubt or "unclear" in states:
        found = next((r.doubt for r in readings if r.state == "unclear"), "")
        differs = _differs(item, values, readings, request)
        return Cell(piece, readings, "unclear", doubt=doubt or found, differs=differs)
    given = [value for value in values if not value.empty]
    read = tuple(reading for reading in readings if reading.state == "read")
    if not read:
        return Cell(piece, readings, "absent")
    if not given:
        return Cell(piece, read, "given")
    if any(not value.sound for value in given):
        return Cell(piece, read, "unclear", doubt="request")
    return _compared(piece, item, given, read, request)


def _differs(
    item: Item, values: Sequence[Value], readings: tuple[Reading, ...], request: Request
) -> bool:
    """Whether what was read, if it is right, is none of the values of the request."""
    given = [value for value in values if value.sound and not value.empty]
    found = [
        _equality(item, value, reading._replace(state="read"), request).state
        for value in given
        for reading in readings
        if reading.value
    ]
    return bool(found) and all(state == "different" for state in found)


_WORST: Sequence[State] = (
    "different", "absent", "unnamed", "unclear", "confirmed", "normalised", "equal",
)  # fmt: skip
_DIFFERENT = Equality("different")


def _compared(
    piece: Piece,
    item: Item,
    given: Sequence[Value],
    read: tuple[Reading, ...],
    request: Request,
) -> Cell:
    """Every value of the request has its like on the paper, and the other way round."""
    # The same value twice, on either side, is said once.
    left = list({reading.value: reading for reading in read}.values())
    several = len(left) > 1
    found: list[Equality] = []
    # A paper about some of the establishments only names those.
    partial = piece.role in _PARTIAL and item.concept in IDENTIFIERS
    for value in {value.text: value for value in given}.values():
        results = [(_equality(item, value, r, request), r) for r in left]
        best = max(results, key=lambda pair: _WORST.index(pair[0].state), default=None)
        if best is None or best[0].state == "different":
            if not partial:
                found.append(_DIFFERENT)
            continue
        equality, reading = best
        found.append(equality)
        left.remove(reading)
    if left and (several or partial):
        found.append(_DIFFERENT)
    worst = min(found, key=lambda one: _WORST.index(one.state), default=_DIFFERENT)
    steps = dict.fromkeys(step for one in found for step in one.steps)
    return Cell(piece, read, worst.state, tuple(steps), worst.doubt)


def _equality(item: Item, value: Value, reading: Reading, request: Request) -> Equality:
    found = compare(item, item.kind or value.slot.declared.kind or "", value.text, reading)
    first_name = FIRST_NAMES.get(item.concept)
    if found.state != "different" or first_name is None:
        return found
    # A paper writes in one place what the request has in two: « Anne-Marie Le Goff ».
    whole = [f"{first.text} {value.text}" for first in request.beside(value, first_name)]
    if any(same_name(name, reading.value) for name in (value.text, *whole)):
        return Equality("confirmed" if reading.by else "normalised", ("name",))
    return found
