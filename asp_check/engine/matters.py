"""The orders of a request held against their pieces: rows of values, paper by paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.engine.cells import (
    FIRST_NAMES,
    IDENTIFIERS,
    LAST_NAMES,
    PARTIAL,
    cell,
    within_names,
)
from asp_check.engine.funding import File, element_of
from asp_check.exactness.rows import Indices
from asp_check.pieces.model import Item, Piece, Reading, Role, Wanted
from asp_check.rules.common.case import Value
from asp_check.rules.common.identifiers import number
from asp_check.rules.common.matter import Beneficiaries, Matter, Row
from asp_check.template import Slot, Template

ORDER = "order.number"


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

    def first_names(self, concept: str, values: Sequence[Value]) -> list[str]:
        """The first names that stand beside the names of people."""
        first = FIRST_NAMES.get(concept)
        if first is None:
            return []
        return [one.text for value in values for one in self._beside(value, first)]

    def whole_names(self, concept: str, values: Sequence[Value]) -> list[str]:
        """The first names with the last names that stand beside them, where these are first names."""
        last = LAST_NAMES.get(concept)
        if last is None:
            return []
        return [f"{v.text} {one.text}" for v in values for one in self._beside(v, last)]

    def _beside(self, value: Value, concept: str) -> list[Value]:
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
    papers = [_Said(piece) for piece in pieces]
    rows = [row for concept in concepts for row in _rows(request, order, concept, papers, items)]
    return Matter(
        order.number, _finder(request, order), tuple(rows), by_role, items, advance
    )  # fmt: skip


def _finder(request: Request, order: Order) -> Callable[[str], list[Value]]:
    return lambda concept: request.find(order, concept)


def _rows(
    request: Request,
    order: Order,
    concept: str,
    papers: Sequence[_Said],
    items: Mapping[tuple[Role, str], Item],
) -> Iterator[Row]:
    asked = [said for said in papers if (said.piece.role, concept) in items]
    by_subject = request.rows(order, concept) or {"": ()}
    elsewhere = _named(papers, by_subject)
    alike = len({value.text for values in by_subject.values() for value in values}) == 1
    for subject, values in by_subject.items():
        first_names = request.first_names(concept, values)
        whole_names = request.whole_names(concept, values)
        cells = []
        for said in asked:
            found = _readings(said, concept, subject, by_subject, alike=alike)
            if found is None and subject not in elsewhere[said.piece.role]:
                found = ((), "not-about")
            if found is not None:
                item = items[said.piece.role, concept]
                one = cell(
                    said.piece, item, values, *found, first_names, elsewhere[said.piece.role]
                )
                if one.state == "unnamed" and whole_names:
                    other = _readings(said, LAST_NAMES[concept], subject, by_subject, alike=alike)
                    one = within_names(one, other[0] if other else (), whole_names)
                cells.append(one)
        yield Row(concept, subject, values, tuple(cells))


_ATTESTING = ("va", "mom")


def _named(papers: Sequence[_Said], by_subject: Collection[str]) -> Mapping[Role, Collection[str]]:
    """The establishments that the papers of a kind are about, by role: VA and MOM are of one kind.

    An invoice may be of some of them only.
    """
    attested = set().union(*(said.named for said in papers if said.piece.role in _ATTESTING))
    invoiced = set().union(by_subject, *(s.named for s in papers))
    return {"va": attested, "mom": attested, "invoice": invoiced, "bdc": (), "pilot": ()}


class _Said:
    """What one paper says, by concept and by establishment."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.whole: dict[str, list[Reading]] = {}
        self.shared: dict[str, list[Reading]] = {}
        self.own: dict[tuple[str, str], list[Reading]] = {}
        self.named: set[str] = set()
        """The establishments that it is about."""
        for reading in piece.readings:
            self.whole.setdefault(reading.concept, []).append(reading)
            if reading.subject:
                subject = _key(reading.subject)
                self.named.add(subject)
                self.own.setdefault((reading.concept, subject), []).append(reading)
            else:
                self.shared.setdefault(reading.concept, []).append(reading)
            if reading.concept in IDENTIFIERS and reading.state == "read":
                self.named.add(_key(reading.value))

    def subjects(self) -> tuple[Reading, ...]:
        """The establishments that its tables alone name."""
        found = {r.subject: r for r in self.piece.readings if r.subject}
        return tuple(r._replace(value=r.subject, state="read") for r in found.values())


def _readings(
    said: _Said,
    concept: str,
    subject: str,
    by_subject: Mapping[str, tuple[Value, ...]],
    *,
    alike: bool,
) -> tuple[tuple[Reading, ...], str] | None:
    """What a paper says of a concept for one establishment, and why that is unclear if it is.

    ``None`` where the paper is about other establishments of the order.  ``alike``: the request says
    the same of all of them.
    """
    shared = tuple(said.shared.get(concept, ()))
    if not subject:
        whole = tuple(said.whole.get(concept, ()))
        if concept in IDENTIFIERS:
            return whole or said.subjects(), ""
        own = shared or whole
        several = len({reading.value for reading in own if reading.subject}) > 1
        return own, "subject" if several and len(by_subject[""]) < 2 else ""
    own = tuple(said.own.get((concept, subject), ()))
    if own:
        return own, ""
    if shared and (len(by_subject) == 1 or said.named == {subject}):
        return shared, ""
    known = not said.named.isdisjoint(by_subject)
    if known and subject not in said.named and said.piece.role in PARTIAL:
        return None
    return shared, "subject" if shared and not alike else ""


def _key(identifier: str) -> str:
    return "".join(identifier.split()).upper()
