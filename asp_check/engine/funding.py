"""The rules of funding on one file: which are posed, their cases, and what they say.

A rule sees cases; where its objections lie in the file is found here, and only if there are some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from asp_check import pointer, rules
from asp_check.engine.contents import Blamed, Places, Store
from asp_check.exactness.rows import Indices
from asp_check.facts import Given
from asp_check.finding import Link, NotRun, Problem
from asp_check.pointer import ANY
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.needs import missing
from asp_check.rules.table import TABLE, Entry
from asp_check.template import Slot, Template

Check = Callable[[Case, Given], Iterator[Objection]]

_MOST = 1 << 14
"""Elements that are remembered to be silent."""

_LARGEST = 300
"""Literals of one element that are worth remembering: no large file is met twice."""

_LONGEST = 1 << 12
"""Bytes of these literals: what is remembered stays small, whatever the files hold."""


class Reading(NamedTuple):
    """How the values of one slot are found from a subject: by its elements, up to ``depth``."""

    slot: Slot
    depth: int
    single: bool


class Posed(NamedTuple):
    """A rule that is asked of a file.

    It runs for each value of its ``roots``; ``None`` is the whole file.  ``read`` are the concepts
    that it may look at.  ``inferred``: one that it needs was only inferred from the name of a key.
    """

    entry: Entry
    check: Check
    roots: Sequence[Slot | None]
    read: tuple[str, ...]
    inferred: bool


class Subject(NamedTuple):
    """A slot, or the whole file, and the rules that run for each of its values: they share a case."""

    slot: Slot | None
    readings: Mapping[str, tuple[Reading, ...]]
    rules: tuple[Posed, ...]


class Group(NamedTuple):
    """Subjects that stand in the same elements of a file, and all that their rules read there.

    ``slots`` are those of the subjects, none for rules on the whole file.
    """

    subjects: tuple[Subject, ...]
    slots: frozenset[int]
    read: tuple[tuple[int, int, bool], ...]
    silent: set[tuple[object, ...]]
    """The literals of the elements in which no rule had anything to say."""


class Plan(NamedTuple):
    """The rules asked of the files of one template, and those that are not."""

    posed: tuple[Posed, ...]
    groups: tuple[Group, ...]
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
    groups = tuple(_group(subjects) for subjects in _subjects(posed, concepts))
    kept = frozenset(slot for group in groups for slot, _, _ in group.read)
    return Plan(tuple(posed), groups, tuple(left), kept)


def _subjects(
    posed: Sequence[Posed], concepts: Mapping[str, Sequence[Slot]]
) -> Iterator[tuple[Subject, ...]]:
    """The subjects of each element of a file; rules that read nothing by themselves."""
    found: dict[object, dict[int | None, tuple[Slot | None, list[Posed]]]] = {}
    for rule in posed:
        for slot in rule.roots:
            path, key = (None, None) if slot is None else (element_of(slot.path), slot.id)
            roots = found.setdefault((path, bool(rule.read)), {})
            roots.setdefault(key, (slot, []))[1].append(rule)
    for roots in found.values():
        yield tuple(_subject(slot, tuple(asked), concepts) for slot, asked in roots.values())


def _subject(
    slot: Slot | None, asked: tuple[Posed, ...], concepts: Mapping[str, Sequence[Slot]]
) -> Subject:
    read = dict.fromkeys(concept for rule in asked for concept in rule.read)
    return Subject(slot, {c: _nearest(slot, concepts[c]) for c in read}, asked)


def _group(subjects: tuple[Subject, ...]) -> Group:
    read = {
        (reading.slot.id, reading.depth, reading.single): None
        for subject in subjects
        for readings in subject.readings.values()
        for reading in readings
    }
    slots = frozenset(s.slot.id for s in subjects if s.slot is not None)
    return Group(subjects, slots, tuple(read), set())


def element_of(path: str) -> str:
    """The path of the innermost repeated element around a slot.

    >>> element_of("/orders/*/lines/*/ht"), element_of("/orders/*"), element_of("/ht")
    ('/orders/*/lines/*', '/orders/*', '')
    """
    inside, star, _ = path.rpartition(f"/{ANY}")
    return inside + star


def _posed(entry: Entry, concepts: Mapping[str, Sequence[Slot]]) -> Posed:
    check: Check = rules.module_of(entry).check
    mapped = [[c for c in need.split("|") if c in concepts] for need in entry.needs]
    needs = [c for found in mapped for c in found]
    read = [*needs, *(concept for concept in entry.uses if concept in concepts)]
    if entry.scope == "each":
        needs = [found[0] for found in mapped]
    inferred = any("concept" in s.declared.inferred for c in needs for s in concepts[c])
    return Posed(entry, check, _roots(entry, mapped, concepts), tuple(read), inferred)


def _roots(
    entry: Entry, mapped: Sequence[Sequence[str]], concepts: Mapping[str, Sequence[Slot]]
) -> Sequence[Slot | None]:
    """The slots for each value of which a rule runs; ``None`` where it runs for the whole file."""
    if entry.scope == "file" or not mapped:
        return (None,)
    subjects = mapped[0] if entry.scope == "all" else mapped[0][:1]
    return [slot for concept in subjects for slot in concepts[concept]]


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
        self._values: dict[int, dict[Indices, Value]] = {}
        self._grouped: dict[tuple[int, int], dict[Indices, list[Indices]]] = {}

    def within(self, slot_id: int, depth: int, indices: Indices) -> Sequence[Indices]:
        """The elements of a slot's values inside the element of these indices."""
        group = self._grouped.get((slot_id, depth))
        if group is None:
            group = self._grouped[slot_id, depth] = {}
            for place in self.store.get(slot_id, ()):
                group.setdefault(place[:depth], []).append(place)
        return group.get(indices[:depth], ())

    def value(self, slot: Slot, indices: Indices) -> Value:
        """The value of a slot in these elements."""
        known = self._values.setdefault(slot.id, {})
        found = known.get(indices)
        if found is None:
            sound = (slot.id, indices) not in self.unsound
            found = known[indices] = Value(slot, indices, self.store[slot.id][indices], sound)
        return found

    def seen(self, group: Group, indices: Indices) -> tuple[object, ...]:
        """Everything that the rules of a group read in an element, in a form to be remembered."""
        # Which elements are the first of their list: a rule may look at the place of its subject.
        found: list[object] = [tuple([not index for index in indices])]
        for slot, depth, single in group.read:
            values = self.store.get(slot, {})
            if single:
                found.append(values.get(indices[:depth]))
            else:
                # With their places: the same values in other elements are another case.
                places = self.within(slot, depth, indices)
                found.append(len(places))
                for place in places:
                    found += (place, values[place])
        return tuple(found)

    def case(self, subject: Subject, indices: Indices) -> Case:
        """What a rule sees from one value of its subject."""
        value = None if subject.slot is None else self.value(subject.slot, indices)
        return Case(cast("Value", value), _Finder(self, subject, indices))


class _Finder:
    """The values of a concept, as one case sees them."""

    __slots__ = ("_file", "_found", "_indices", "_readings")

    def __init__(self, file: File, subject: Subject, indices: Indices) -> None:
        self._file = file
        self._readings = subject.readings
        self._indices = indices
        self._found: dict[str, list[Value]] = {}

    def __call__(self, concept: str) -> list[Value]:
        found = self._found.get(concept)
        if found is None:
            found = self._found[concept] = self._find(concept)
        return found

    def _find(self, concept: str) -> list[Value]:
        file, indices = self._file, self._indices
        found: list[Value] = []
        for slot, depth, single in self._readings.get(concept, ()):
            if single:
                inside = indices[:depth]
                if inside in file.store.get(slot.id, ()):
                    found.append(file.value(slot, inside))
            else:
                found += [file.value(slot, at) for at in file.within(slot.id, depth, indices)]
        return found


Said = tuple[Posed, Objection | Exception]
"""What a rule says, or how it failed by a fault of ours."""


def run(groups: Sequence[Group], file: File, given: Given, *, remember: bool) -> Iterator[Said]:
    """What the rules say of one file; one that fails is told, and the others still asked.

    ``remember``: what they are given is the same for every file, and nothing in this one is at fault.
    """
    for group in groups:
        for indices in _elements(group, file):
            if not remember:
                yield from _said(group, indices, file, given)
                continue
            seen = file.seen(group, indices)
            if seen in group.silent:
                continue
            said = list(_said(group, indices, file, given))
            yield from said
            # A rule that failed was not silent: it is asked again of the next file.
            if not said and len(group.silent) < _MOST and _is_small(seen):
                group.silent.add(seen)


def _is_small(seen: Sequence[object]) -> bool:
    """Whether what was seen of an element is worth remembering."""
    return (
        len(seen) < _LARGEST
        and sum(len(found) for found in seen if isinstance(found, bytes)) < _LONGEST
    )


def _elements(group: Group, file: File) -> Iterable[Indices]:
    """The elements of a file in which the rules of a group run."""
    if not group.slots:
        return ((),)
    return dict.fromkeys(place for slot in group.slots for place in file.store.get(slot, ()))


def _said(group: Group, indices: Indices, file: File, given: Given) -> Iterator[Said]:
    """What the rules of a group say of one element, or of the whole file."""
    for subject in group.subjects:
        slot = subject.slot
        if slot is not None and indices not in file.store.get(slot.id, ()):
            continue
        case = file.case(subject, indices)
        for posed in subject.rules:
            try:
                said = list(posed.check(case, given))
            except Exception as error:  # noqa: BLE001 - the others are none the worse for it
                yield posed, error
            else:
                for objection in said:
                    yield posed, objection


def is_placed(objection: Objection, places: Places) -> bool:
    """Whether the file has what it speaks of; what it has not was told already."""
    value = objection.at
    return value is None or (value.slot.id, value.indices) in places


def problem(posed: Posed, objection: Objection, places: Places) -> Problem:
    """An objection with its place in the file."""
    params = dict(objection.params)
    if posed.inferred or objection.certainty:
        params["certainty"] = "inference" if posed.inferred else objection.certainty
    if objection.source:
        params["source"] = objection.source
    links = []
    for value, label in objection.links:
        if (value.slot.id, value.indices) in places:
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
