"""The explain path: a document beside its template, and every difference named once.

Members are paired by key, then by likeness of key, then by place; what is left over is looked
for elsewhere in the template (moved), and only then missing or unknown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from asp_check import pointer
from asp_check.document import Document, Node
from asp_check.document import Member as FoundMember
from asp_check.exactness.accept import (
    FilledSlot,
    Index,
    Run,
    accept_element,
    fill,
    is_utf8,
)
from asp_check.exactness.layout import Gap
from asp_check.exactness.names import likeness, why_differs
from asp_check.exactness.order import align, in_order, one_moved
from asp_check.exactness.pairing import (
    alike,
    container_name,
    fill_holes,
    pair_members,
    places_between,
)
from asp_check.exactness.slips import COMMAS
from asp_check.exactness.spans import Faults
from asp_check.finding import Edit, Link, Problem
from asp_check.template import (
    Constant,
    Member,
    Object,
    Repeat,
    Slot,
    Template,
    TemplateNode,
    Tuple,
)
from asp_check.template.literals import Remark, judge
from asp_check.text import decode

_SOMEWHAT_LIKE = 0.34
"""The likeness that several keys renamed at one place must have each."""

_HOMES = 16
"""Places where a member that is not in its own is looked for."""

_KEPT = 20_000
"""Problems kept apart; beyond, those of a kind already met are counted with it."""

_MOVED_TOGETHER = 3
"""Members of one object beyond which another order is one finding."""

_SPELLED = frozenset({"T303", "T401", "T402", "T403", "T404"})
"""Remarks on a literal that know the whole literal to put in its place."""

_ENVELOPE_RULES = {"bidi": "E301", "zero-width": "E302", "nfc": "E303"}
_NO_PLACE = frozenset({"E101", "E102", "E401", "E402", "S801"})
"""Rules whose span does not hide what else is wrong there."""


class Comparison(NamedTuple):
    """What a comparison found: problems, blanks that differ, slots as they are filled."""

    problems: list[Problem]
    gaps: list[Gap]
    blanks: bytes
    """The text of all blanks compared, for the styles of line end."""
    slots: list[Run | FilledSlot]


class Leftover(NamedTuple):
    """Members of one object that found no partner: of the model, and of the file."""

    model: Object
    found: Node
    indices: tuple[Index, ...]
    missing: list[int]
    unknown: list[FoundMember]
    places: dict[int, tuple[int, int]]
    """For each member of the file by its start: the members of the model around it."""
    anchors: dict[int, int]
    """For each member of the model that is there: where its value ends in the file."""


def compare(
    template: Template, document: Document, told: Iterable[tuple[int, int]] = ()
) -> Comparison:
    """Compare a document with a template, root, edges and all.

    ``told`` are spans of which everything is said already.
    """
    walk = Walk(template, document, told)
    walk.run()
    return Comparison(walk.problems, walk.gaps, b"".join(walk.blanks), walk.slots)


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.rule, pointer.generalise(problem.pointer or "")


def _home(
    homes: deque[tuple[Leftover, int]] | None, leftover: Leftover, member: FoundMember
) -> tuple[Leftover, int] | None:
    """The first of a few places from which a member of this name is missing, taken from the list."""
    for _ in range(min(len(homes), _HOMES) if homes else 0):
        assert homes is not None  # noqa: S101 - else the range is empty
        home, index = homes.popleft()
        if index not in home.missing:
            continue
        if home is not leftover and alike(home.model.members[index].value, member.value) > 0:
            return home, index
        homes.append((home, index))
    return None


def remark_problem(at: FilledSlot, remark: Remark, text: bytes) -> Problem:
    """The problem that a remark on a literal makes."""
    where = at.pointer
    params = {**remark.params, "key": pointer.name(where)}
    fix = None
    if remark.rule in _SPELLED and remark.expected:
        fix = (Edit(at.start, at.end, remark.expected),)
    start, end = at.start, at.end
    if remark.span is not None:
        start, end = at.start + remark.span[0], at.start + remark.span[1]
    return Problem(
        remark.rule, start, end, where, params, remark.expected,
        decode(text[at.start : at.end]), (), fix, remark.severity,
    )  # fmt: skip


class Walk:
    """One comparison under way; ``fix`` walks the same way and writes down what to change."""

    def __init__(
        self, template: Template, document: Document, told: Iterable[tuple[int, int]]
    ) -> None:
        self.template = template
        self.document = document
        self.text = document.text
        self.problems: list[Problem] = []
        self.gaps: list[Gap] = []
        self.blanks: list[bytes] = []
        self.slots: list[Run | FilledSlot] = []
        self.leftovers: list[Leftover] = []
        self.displaced = 0
        self.misnamed = False
        self.kinds: dict[tuple[str, str], int] = {}
        own = document.problems
        spans = [(p.start, p.end) for p in own if p.rule not in _NO_PLACE | COMMAS]
        self.faults = Faults([*spans, *told])
        self.commas = Faults((p.start, p.end) for p in own if p.rule in COMMAS)
        self.damaged = any(p.rule == "E101" for p in own)
        self.quoted = {p.start: p.rule in ("S201", "S202") for p in own}
        self.repeated = {p.start for p in own if p.rule == "S801"}

    def run(self) -> None:
        """Compare the root, what it holds, and what stands around it."""
        root = self.document.root
        if root is not None:
            self.gap(self.document.bom, root.start, self.template.prefix)
            self.value(self.template.root, root, ())
            self.settle()
            self.gap(root.end, len(self.text), self.template.suffix, last=True)

    def add(self, problem: Problem) -> None:
        """Note a problem; of a kind met very often, only the count."""
        if len(self.problems) < _KEPT:
            self.problems.append(problem)
            return
        if not self.kinds:
            self.kinds = {_kind(known): i for i, known in enumerate(self.problems)}
        index = self.kinds.setdefault(_kind(problem), len(self.problems))
        if index == len(self.problems):
            self.problems.append(problem)
        else:
            known = self.problems[index]
            count = known.count + problem.count
            self.problems[index] = known._replace(count=count, fix=None)

    # Values.

    def value(self, model: TemplateNode, found: Node, indices: tuple[Index, ...]) -> None:
        """Compare one value."""
        kind = found.kind
        if kind == "other":
            return  # The reader said that the value is missing.
        if isinstance(model, Slot):
            self.slot(model, found, indices)
        elif kind == "null":
            if not model.nullable:
                self.wrong("T302", found, {"expected_type": container_name(model)})
        elif kind != container_name(model):
            found_type = "boolean" if kind in ("true", "false") else kind
            self.wrong(
                "T301", found, {"expected_type": container_name(model), "found_type": found_type}
            )
        elif isinstance(model, Object):
            self.object(model, found, indices)
        elif isinstance(model, Repeat):
            self.repeat(model, found, indices)
        elif isinstance(model, Tuple):
            self.tuple(model, found, indices)
        else:
            self.constant(model, found)

    def wrong(self, rule: str, found: Node, params: dict[str, object]) -> None:
        """A value of the wrong kind."""
        params["key"] = pointer.name(found.pointer)
        actual = decode(found.literal[:200])
        end = found.end if found.kind not in ("object", "array") else found.start + 1
        self.add(Problem(rule, found.start, end, found.pointer, params, None, actual))

    def slot(self, slot: Slot, found: Node, indices: tuple[Index, ...]) -> None:
        """The literal of a slot."""
        at = FilledSlot(slot, found.start, found.end, indices, found.pointer)
        if found.kind in ("object", "array"):
            expected = "scalar" if slot.type == "any" else slot.type
            self.wrong("T301", found, {"expected_type": expected, "found_type": found.kind})
            return
        self.slots.append(at)
        odd = found.entry in self.document.tape.contents
        if (
            odd
            or (self.damaged and not is_utf8(found.literal))
            or self.faults.inside(found.start, found.end)
        ):
            return  # Not well formed: the reader said why.
        for remark in judge(slot, found.literal, self.template.style):
            if remark.rule != "S503":
                self.add(remark_problem(at, remark, self.text))

    def constant(self, model: Constant, found: Node) -> None:
        """An object or an array that the model leaves empty."""
        start, end = found.inner
        if self.text[start:end].strip(b" \t\r\n"):
            if not self.faults.touch(start, end):
                params = {"model": decode(model.literal), "found": decode(found.literal[:200])}
                self.add(
                    Problem(
                        "T303", found.start, found.end, found.pointer, params,
                        decode(model.literal), decode(found.literal[:200]),
                    )
                )  # fmt: skip
        else:
            self.gap(start, end, model.literal[1:-1])

    # Objects.

    def object(self, model: Object, found: Node, indices: tuple[Index, ...]) -> None:
        """Pair the members of an object, and compare each pair."""
        members = list(found.members())
        repeated = {i for i, m in enumerate(members) if m.key_node.start in self.repeated}
        if len(model.by_key) < len(model.members):
            repeated = set()  # The blank itself repeats a key, and keeps it.
        pairs, missing, unknown = pair_members(model, members, repeated)
        self.members(model, found, members, pairs, indices)
        if missing or unknown:
            places = places_between(model, members, pairs)
            anchors = {index: members[i].value.end for i, index in pairs.items()}
            leftover = [members[i] for i in unknown]
            self.leftovers.append(
                Leftover(model, found, indices, missing, leftover, places, anchors)
            )

    def members(
        self, model: Object, found: Node, members: Sequence[FoundMember], pairs: dict[int, int],
        indices: tuple[Index, ...],
    ) -> None:  # fmt: skip
        """Compare the paired members, their order, and the text between them."""
        positions = [i for i in range(len(members)) if i in pairs]
        kept = in_order([pairs[i] for i in positions])
        steady = {positions[k] for k in kept}
        previous, last = found.inner
        moved: list[tuple[int, FoundMember]] = []
        for i, member in enumerate(members):
            key_node, value = member.key_node, member.value
            if i in pairs:
                expected = model.members[pairs[i]]
                if i in steady:
                    if i == 0:
                        self.gap(previous, key_node.start, model.open)
                    elif pairs[i] > 0:
                        self.gap(previous, key_node.start, expected.lead)
                elif member.key == expected.key:
                    moved.append((pairs[i], member))
                self.key(expected, member)
                self.gap(key_node.end, value.start, expected.colon)
                self.value(expected.value, value, indices)
            previous = value.end
        if not members:
            if all(member.optional for member in model.members):
                self.gap(previous, last, b"")
        else:
            self.gap(previous, last, model.close)
        self.moved(model, moved)

    def key(self, model: Member, member: FoundMember) -> None:
        """The key as written, beside the model's."""
        node = member.key_node
        literal = node.literal
        if literal == model.literal or self.faults.touch(node.start, node.end):
            return
        if self.damaged and not is_utf8(literal):
            return  # The encoding's own finding speaks of it.
        expected = decode(model.literal)
        actual = decode(literal)
        fix = (Edit(node.start, node.end, expected),)
        if member.key == model.key:
            params = {"found": actual, "model": expected}
            rule = "T106"
        else:
            why = why_differs(member.key, model.key)
            rule = _ENVELOPE_RULES.get(why, "T103")
            params = {"key": member.key, "model": model.key, "why": why}
            if rule != "T103":
                params["character"] = _odd_character(member.key, model.key)
        self.add(
            Problem(
                rule, node.start, node.end, member.value.pointer, params, expected, actual, fix=fix
            )
        )

    def moved(self, model: Object, moved: Sequence[tuple[int, FoundMember]]) -> None:
        """Members out of order: one finding each, or one for all where the whole order is another."""
        together = len(moved) > _MOVED_TOGETHER
        for index, member in moved[: 1 if together else None]:
            node = member.key_node
            others = [m.key_node for _, m in moved[1:5]] if together else []
            links = tuple(Link(n.start, n.end, None, "also") for n in others)
            after = model.members[index - 1].key if index else ""
            self.add(
                Problem(
                    "T105", node.start, node.end, member.value.pointer,
                    {"key": member.key, "after": after}, links=links,
                    count=len(moved) if together else 1,
                )
            )  # fmt: skip

    # Members left over: moved elsewhere, renamed, missing, unknown.

    def settle(self) -> None:
        """Say what became of the members that found no partner; comparing them may find more."""
        while self.leftovers:
            batch, self.leftovers = self.leftovers, []
            self.misplaced(batch)
            for leftover in batch:
                self.renamed(leftover)
            for leftover in batch:
                self.report(leftover)

    def misplaced(self, batch: list[Leftover]) -> None:
        """A key unknown here and missing elsewhere: the member is in the wrong object."""
        homes: dict[str, deque[tuple[Leftover, int]]] = {}
        for leftover in batch:
            for index in leftover.missing:
                homes.setdefault(leftover.model.members[index].key, deque()).append(
                    (leftover, index)
                )
        for leftover in batch:
            for member in list(leftover.unknown):
                found = _home(homes.get(member.key), leftover, member)
                if found is None:
                    continue
                home, index = found
                home.missing.remove(index)
                leftover.unknown.remove(member)
                at, _ = self.insertion(home, index)
                link = Link(at, at, home.found.pointer, "expected-place")
                node = member.key_node
                params = {
                    "key": member.key,
                    "found_parent": leftover.found.pointer,
                    "model_parent": home.found.pointer,
                }
                self.add(
                    Problem(
                        "T104", node.start, node.end, member.value.pointer, params, links=(link,)
                    )
                )
                # Its blanks are those of the place where it was: nothing is said of them.
                self.displaced += 1
                self.value(home.model.members[index].value, member.value, home.indices)
                self.displaced -= 1

    def renamed(self, leftover: Leftover) -> None:
        """As many unknown as missing members at one place: they are the same, renamed."""
        model = leftover.model
        by_place: dict[tuple[int, int], list[FoundMember]] = {}
        for member in leftover.unknown:
            by_place.setdefault(leftover.places[member.key_node.start], []).append(member)
        for (low, high), members in by_place.items():
            absent = [i for i in leftover.missing if low < i < high]
            if len(absent) != len(members):
                absent = [i for i in absent if not model.members[i].optional]
            if len(absent) != len(members):
                continue
            alone = len(members) == 1
            for index, member in zip(absent, members, strict=True):
                expected = model.members[index]
                if alike(expected.value, member.value) < 0.5:
                    continue
                if not alone and likeness(member.key, expected.key) < _SOMEWHAT_LIKE:
                    continue
                leftover.missing.remove(index)
                leftover.unknown.remove(member)
                leftover.anchors[index] = member.value.end
                self.key(expected, member)
                self.gap(member.key_node.end, member.value.start, expected.colon)
                self.value(expected.value, member.value, leftover.indices)

    def report(self, leftover: Leftover) -> None:
        """What is missing, and what the model does not know."""
        model, found = leftover.model, leftover.found
        for index in leftover.missing:
            absent = model.members[index]
            if absent.optional:
                continue
            at, fix = self.insertion(leftover, index)
            if self.faults.touch(at, at):
                continue
            where = pointer.join(found.pointer, absent.key)
            link = Link(found.start, found.end, found.pointer, "parent")
            params = {"key": absent.key, "parent": found.pointer}
            expected = decode(self.template.text[absent.start : absent.value.end])
            self.add(Problem("T101", at, at, where, params, expected, None, (link,), fix))
        for member in leftover.unknown:
            node = member.key_node
            if self.faults.touch(node.start, node.end):
                continue
            params = {"key": member.key, "parent": found.pointer}
            actual = decode(self.text[node.start : min(member.value.end, node.start + 200)])
            self.add(
                Problem(
                    "T102", node.start, member.value.end, member.value.pointer, params, None, actual
                )
            )

    def insertion(self, home: Leftover, index: int) -> tuple[int, tuple[Edit, ...] | None]:
        """Where a missing member belongs in the file, and the text to insert there."""
        model = home.model
        member = model.members[index]
        body = self.template.text[member.start : member.value.end]
        before = [i for i in home.anchors if i < index]
        if before:
            at = home.anchors[max(before)]
            lead = member.lead if index else b"," + model.open
            return at, (Edit(at, at, decode(lead + body)),)
        at = home.found.inner[0]
        after = [i for i in home.anchors if i > index]
        if after and model.members[min(after)].lead == b"," + model.open:
            return at, (Edit(at, at, decode(model.open + body + b",")),)
        return at, None

    # Arrays.

    def repeat(self, model: Repeat, found: Node, indices: tuple[Index, ...]) -> None:
        """Elements that repeat, or members whose keys are data."""
        previous, last = found.inner
        count = 0
        # Under a misspelled key a place has the name that the file gives it.
        misnamed = found.pointer != fill(model.path, indices)
        for index, key_node, value in _items(model, found):
            if key_node is not None and key_node.start in self.repeated:
                previous = value.end
                continue
            start = key_node.start if key_node else value.start
            self.gap(previous, start, model.separator if count else model.open)
            inner = (*indices, index)
            if key_node is not None and model.key is not None:
                self.data_key(model.key, key_node, value, inner)
                self.gap(key_node.end, value.start, model.colon)
            self.misnamed = misnamed
            self.element(model, value, inner)
            previous = value.end
            count += 1
        if count:
            self.gap(previous, last, model.close)
        elif model.min == 0:
            self.gap(previous, last, b"")
        self.bounds(model, found, count)

    def element(self, model: Repeat, found: Node, indices: tuple[Index, ...]) -> None:
        """One repeated element: at the speed of the accept path where it is exact."""
        if not self.misnamed and not self.faults.touch(found.start, found.end):
            run = accept_element(
                self.template, model, self.text, found.start, found.end, list(indices)
            )
            if run is not None:
                self.slots.append(run)
                for at, remark in run.remarks:
                    self.add(remark_problem(at, remark, self.text))
                return
        self.value(model.item, found, indices)

    def data_key(self, slot: Slot, key: Node, value: Node, indices: tuple[Index, ...]) -> None:
        """A key that is data."""
        at = FilledSlot(slot, key.start, key.end, indices, value.pointer)
        self.slots.append(at)
        if self.faults.inside(key.start, key.end):
            return
        for remark in judge(slot, key.literal, self.template.style):
            if remark.rule != "S503":
                self.add(remark_problem(at, remark, self.text))

    def bounds(self, model: Repeat, found: Node, count: int) -> None:
        """How many elements there are, and may be."""
        params = {"count": count, "array": found.pointer, "min": model.min, "max": model.max or 0}
        if count < model.min:
            at = found.inner[1]
            if not self.faults.touch(at, at):
                self.add(Problem("T204", at, at, found.pointer, params))
        elif model.max is not None and count > model.max:
            items = list(_items(model, found))
            first = items[model.max][2]
            end = items[-1][2].end
            self.add(Problem("T205", first.start, end, found.pointer, params))

    def tuple(self, model: Tuple, found: Node, indices: tuple[Index, ...]) -> None:
        """An array whose elements are all named by the model, each in its place."""
        elements = list(found.elements())
        rows, columns = len(model.elements), len(elements)

        def fits(row: int, column: int) -> float:
            return alike(model.elements[row], elements[column])

        pairs = one_moved(rows, fits) if rows == columns else None
        if pairs is None:
            pairs = fill_holes(align(rows, columns, fits), rows, columns)
        missing = [r for r in range(len(model.elements)) if r not in dict(pairs)]
        extra = [c for c in range(len(elements)) if c not in {c for _, c in pairs}]
        for c in list(extra):
            home = next((r for r in missing if alike(model.elements[r], elements[c]) >= 0.8), None)
            if home is not None:
                missing.remove(home)
                extra.remove(c)
                self.odd_element("T203", elements[c], c, found)
                self.value(model.elements[home], elements[c], indices)
        for c in extra:
            self.odd_element("T202", elements[c], c, found)
        ends = {r: elements[c].end for r, c in pairs}
        for r in missing:
            before = [i for i in ends if i < r]
            at = ends[max(before)] if before else found.inner[0]
            node = model.elements[r]
            lead = model.leads[r] if before else model.leads[0]
            body = self.template.text[node.start : node.end]
            edit = Edit(at, at, decode(lead + body)) if before else None
            where = pointer.join(found.pointer, r)
            if not self.faults.touch(at, at):
                self.add(
                    Problem(
                        "T201", at, at, where, {"index": r + 1, "array": found.pointer},
                        decode(body), None, fix=(edit,) if edit else None,
                    )
                )  # fmt: skip
        by_column = {c: r for r, c in pairs}
        previous, last = found.inner
        for c, element in enumerate(elements):
            if c in by_column:
                row = by_column[c]
                if (row == 0) == (c == 0):
                    self.gap(previous, element.start, model.leads[row])
                self.value(model.elements[row], element, indices)
            previous = element.end
        if elements and len(elements) - 1 in by_column:
            self.gap(previous, last, model.close)

    def odd_element(self, rule: str, element: Node, index: int, array: Node) -> None:
        """An element that the model has elsewhere, or not at all."""
        if self.faults.touch(element.start, element.start):
            return
        params = {"index": index + 1, "array": array.pointer}
        actual = decode(element.literal[:200])
        self.add(Problem(rule, element.start, element.end, element.pointer, params, None, actual))

    # Text between values.

    def gap(self, start: int, end: int, model: bytes, *, last: bool = False) -> None:
        """The text between two values, beside the model's."""
        if start > end or self.displaced:
            return  # A repair put an opening back before the blanks that led to it.
        found = self.text[start:end]
        if b"\n" in found or b"\r" in found:
            self.blanks.append(found)
        if found == model or self.faults.touch(start, end) or self.commas.touch(start, end):
            return
        if found.strip(b" \t\r\n,:").strip() or _marks(found) != _marks(model):
            params = {"model": decode(model), "found": decode(found[:200])}
            self.add(Problem("T901", start, end, None, params, decode(model)))
        else:
            self.gaps.append(Gap(start, end, model, last))


def _items(model: Repeat, found: Node) -> Iterator[tuple[Index, Node | None, Node]]:
    if model.key is None:
        for index, element in enumerate(found.elements()):
            yield index, None, element
    else:
        for member in found.members():
            yield member.key, member.key_node, member.value


def _marks(blanks: bytes) -> bytes:
    return blanks.translate(None, b" \t\r\n")


def _odd_character(found: str, model: str) -> str:
    for character in found:
        if character not in model:
            return f"U+{ord(character):04X}"
    return ""
