"""The rules of funding on one file: which are posed, their cases, and what they say.

A rule sees cases; where its objections lie in the file is found here, and only if there are some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from asp_check import pointer, rules
from asp_check.engine.contents import Blamed, Places, Store
from asp_check.exactness.rows import Indices
from asp_check.facts import Given
from asp_check.finding import Link, NotRun, Problem
from asp_check.pointer import ANY
from asp_check.rules.case import Case, Objection, Value
from asp_check.rules.needs import missing
from asp_check.rules.table import TABLE, Entry
from asp_check.template import Slot, Template

Check = Callable[[Case, Given], Iterator[Objection]]

_MOST = 1 << 14
"""Cases of one rule that are remembered to be silent."""


class Reading(NamedTuple):
    """How the values of one slot are found from a subject: by its elements, up to ``depth``."""

    slot: Slot
    depth: int
    single: bool


class Subject(NamedTuple):
    """A slot for each value of which a rule runs; ``None`` for a rule on the whole file."""

    slot: Slot | None
    readings: Mapping[str, tuple[Reading, ...]]
    flat: tuple[tuple[int, int, bool], ...]
    silent: set[tuple[object, ...]]
    """The literals of cases in which the rule had nothing to say."""


class Posed(NamedTuple):
    """A rule that is asked of a file."""

    entry: Entry
    check: Check
    subjects: tuple[Subject, ...]
    inferred: bool
    """A concept that it needs was only inferred from the name of a key."""


class Plan(NamedTuple):
    """The rules asked of the files of one template, and those that are not."""

    posed: tuple[Posed, ...]
    not_run: tuple[NotRun, ...]
    kept: frozenset[int]
    """The slots that the rules read."""


def plan(template: Template, given: Given, lang: str, asks: Callable[[str], bool]) -> Plan:
    """What to ask of the files of this template, given what is known; rules not ``asked`` left out."""
    concepts: dict[str, list[Slot]] = {}
    for slot in template.slots:
        if slot.declared.concept is not None:
            concepts.setdefault(slot.declared.concept, []).append(slot)
    posed: list[Posed] = []
    left: list[NotRun] = []
    for entry in TABLE:
        lacking = missing(entry, concepts, given)
        if lacking is not None:
            reason = lacking.en if lang == "en" else lacking.fr
            left.append(NotRun(entry.id, lacking.kind, reason))
        elif asks(entry.id):
            posed.append(_posed(entry, concepts))
    kept = frozenset(
        key
        for rule in posed
        for subject in rule.subjects
        for key in (*(part[0] for part in subject.flat), *(() if subject.slot is None else (subject.slot.id,)))
    )  # fmt: skip
    return Plan(tuple(posed), tuple(left), kept)


def _posed(entry: Entry, concepts: Mapping[str, Sequence[Slot]]) -> Posed:
    check: Check = rules.module_of(entry).check
    mapped = [[c for c in need.split("|") if c in concepts] for need in entry.needs]
    needs = [c for found in mapped for c in found]
    read = [*needs, *(concept for concept in entry.uses if concept in concepts)]
    if entry.scope == "each":
        needs = [found[0] for found in mapped]
    subjects = tuple(
        _subject(slot, {c: concepts[c] for c in read}) for slot in _roots(entry, mapped, concepts)
    )
    inferred = any("concept" in s.declared.inferred for c in needs for s in concepts[c])
    return Posed(entry, check, subjects, inferred)


def _roots(
    entry: Entry, mapped: Sequence[Sequence[str]], concepts: Mapping[str, Sequence[Slot]]
) -> Sequence[Slot | None]:
    """The slots for each value of which a rule runs; ``None`` where it runs for the whole file."""
    if entry.scope == "file" or not mapped:
        return (None,)
    subjects = mapped[0] if entry.scope == "all" else mapped[0][:1]
    return [slot for concept in subjects for slot in concepts[concept]]


def _subject(slot: Slot | None, concepts: Mapping[str, Sequence[Slot]]) -> Subject:
    readings = {concept: _nearest(slot, slots) for concept, slots in concepts.items()}
    flat = tuple((r.slot.id, r.depth, r.single) for found in readings.values() for r in found)
    return Subject(slot, readings, flat, set())


def _nearest(subject: Slot | None, slots: Sequence[Slot]) -> tuple[Reading, ...]:
    """The slots nearest to the subject in the tree: those that share most of their path with it."""
    home = () if subject is None else pointer.split(subject.path)
    shared = [(_common(home, pointer.split(slot.path)), slot) for slot in slots]
    most = max(len(common) for common, _ in shared)
    nearest = []
    for common, slot in shared:
        if len(common) == most:
            depth = common.count(ANY)
            nearest.append(Reading(slot, depth, pointer.split(slot.path).count(ANY) == depth))
    return tuple(nearest)


def _common(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return one[:index]
    return one[: min(len(one), len(other))]


# --- One file


class File:
    """The values of one file, as the cases of rules find them."""

    def __init__(self, store: Store, unsound: frozenset[tuple[int, Indices]]) -> None:
        self.store = store
        self.unsound = unsound
        self._grouped: dict[tuple[int, int], dict[Indices, list[Indices]]] = {}

    def within(self, slot_id: int, depth: int, single: bool, indices: Indices) -> Sequence[Indices]:
        """The elements of a slot's values inside the element of these indices."""
        inside = indices[:depth]
        values = self.store.get(slot_id, {})
        if single:
            return (inside,) if inside in values else ()
        group = self._grouped.get((slot_id, depth))
        if group is None:
            group = self._grouped[slot_id, depth] = {}
            for place in values:
                group.setdefault(place[:depth], []).append(place)
        return group.get(inside, ())

    def literals(self, subject: Subject, indices: Indices) -> tuple[object, ...]:
        """Everything that a case sees, in a form that can be remembered."""
        store = self.store
        return tuple(
            [
                store[slot].get(indices[:depth])
                if single and slot in store
                # With their places: the same values in other elements are another case.
                else tuple(
                    [
                        (place[depth:], store[slot][place])
                        for place in self.within(slot, depth, single, indices)
                    ]
                )
                for slot, depth, single in subject.flat
            ]
        )

    def value(self, slot: Slot, indices: Indices) -> Value:
        """The value of a slot in these elements."""
        sound = (slot.id, indices) not in self.unsound
        return Value(slot, indices, self.store[slot.id][indices], sound)

    def case(self, subject: Subject, indices: Indices) -> Case:
        """What a rule sees from one value of its subject."""

        def find(concept: str) -> list[Value]:
            return [
                self.value(slot, place)
                for slot, depth, single in subject.readings.get(concept, ())
                for place in self.within(slot.id, depth, single, indices)
            ]

        value = None if subject.slot is None else self.value(subject.slot, indices)
        return Case(cast("Value", value), find)


def run(posed: Posed, file: File, given: Given) -> Iterator[Objection]:
    """What one rule says of one file."""
    for subject in posed.subjects:
        places: Sequence[Indices] = (
            ((),) if subject.slot is None else tuple(file.store.get(subject.slot.id, ()))
        )
        for indices in places:
            # What a whole file holds is not met twice, and its versions are no literals.
            if file.unsound or subject.slot is None:
                yield from posed.check(file.case(subject, indices), given)
                continue
            seen = file.literals(subject, indices)
            if seen in subject.silent:
                continue
            said = list(posed.check(file.case(subject, indices), given))
            yield from said
            if not said and len(subject.silent) < _MOST:
                subject.silent.add(seen)


def problem(posed: Posed, objection: Objection, places: Places) -> Problem:
    """An objection with its place in the file."""
    params = dict(objection.params)
    if posed.inferred or objection.certainty:
        params["certainty"] = "inference" if posed.inferred else objection.certainty
    if objection.source:
        params["source"] = objection.source
    links = []
    for value, label in objection.links:
        at = places[value.slot.id, value.indices]
        links.append(Link(at.start, at.end, at.pointer, label))
    if objection.at is None:
        return Problem(
            posed.entry.id, 0, 0, None, params, objection.expected, None, tuple(links), None,
            objection.severity,
        )  # fmt: skip
    at = places[objection.at.slot.id, objection.at.indices]
    return Problem(
        posed.entry.id, at.start, at.end, at.pointer, params, objection.expected,
        objection.at.text, tuple(links), None, objection.severity,
    )  # fmt: skip


def unsound(grave: Sequence[Problem], places: Places) -> frozenset[tuple[int, Indices]]:
    """The values of which one of these problems speaks."""
    blamed = Blamed(grave)
    return frozenset(key for key, at in places.items() if blamed.within(at.start, at.end))
