"""The accept path: a template as a straight-line program that takes an exact file, or stops.

It never backtracks: after each piece of fixed text one thing only may follow.  Where it stops is
the first byte that no exact file has there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, Protocol

from asp_check.document.grammar import NOT_A_WORD, NUMBER, STRING
from asp_check.document.strings import unescape
from asp_check.finding import Severity
from asp_check.pointer import ANY, join
from asp_check.template import Constant, Object, Repeat, Slot, Style, Template, TemplateNode, Tuple
from asp_check.template.literals import Remark, is_filled, judge, quiet_pattern
from asp_check.text import BOM

_scalar = re.compile(
    STRING + rb"|" + NUMBER + NOT_A_WORD + rb"|(?:true|false|null)" + NOT_A_WORD
).match
_plain_key = re.compile(rb'"[^"\\\x00-\x1f]+"').match

_COMPILE_AFTER = 16
"""Runs of a segment after which its regular expression pays for being compiled."""

_GROUPS = 12
"""Literals that one regular expression gives: with hundreds, each choice would save them all."""

Index = int | str


class FilledSlot(NamedTuple):
    """A slot of the template in a file: where its literal stands, and in which elements."""

    slot: Slot
    start: int
    end: int
    indices: tuple[Index, ...]
    named: str | None = None
    """Its pointer in the file, where the file names it otherwise than the template."""

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the value."""
        return fill(self.slot.path, self.indices) if self.named is None else self.named


class SlotRemark(NamedTuple):
    """What there is to say of one literal."""

    at: FilledSlot
    remark: Remark


def fill(path: str, indices: tuple[Index, ...]) -> str:
    """The pointer of this path with its ``*`` replaced by these indices, in order.

    >>> fill("/a/*/b/*", (3, "x/y"))
    '/a/3/b/x~1y'
    """
    if not indices:
        return path
    left = iter(indices)
    pointer = ""
    for token in path.split("/")[1:]:
        index = next(left, None) if token == ANY else None
        pointer = f"{pointer}/{token}" if index is None else join(pointer, index)
    return pointer


class Run:
    """One run over one file: what it met.

    ``stopped`` is where it had to stop, -1 if nowhere; ``wanted`` the fixed texts of which one
    should have followed, each with the first byte of the file that is not its own.
    ``events`` are the segments taken, with their place and, where they are known, the literals of
    the slots that they read; and the elements entered, with their place and index.
    """

    __slots__ = ("data", "events", "filled", "indices", "remarks", "stopped", "style", "wanted")

    def __init__(
        self, data: bytes, style: Style, indices: Iterable[Index] = (), stopped: int = -1
    ) -> None:
        self.data = data
        self.style = style
        self.events: list[tuple[object, int, Any]] = []
        self.indices: list[Index] = list(indices)
        self.remarks: list[SlotRemark] = []
        self.filled = False
        self.stopped = stopped
        self.wanted: list[tuple[int, bytes]] = []

    def stop(self, at: int, *fixed: bytes) -> int:
        """Note where it stops: at ``at``, or after what one of these fixed texts has in common."""
        self.wanted = []
        self.stopped = at
        for text in fixed:
            found = self.data[at : at + len(text)]
            same = next(
                (i for i, (a, b) in enumerate(zip(found, text, strict=False)) if a != b), len(found)
            )
            self.wanted.append((at + same, text[same:]))
            self.stopped = max(self.stopped, at + same)
        return -1

    def judged(self, slot: Slot, start: int, end: int) -> bool:
        """Judge the literal at this span; whether it may stay."""
        at = FilledSlot(slot, start, end, tuple(self.indices))
        for remark in judge(slot, self.data[start:end], self.style):
            if remark.severity is Severity.BLOCKING and remark.rule[0] != "V":
                return False
            self.remarks.append(SlotRemark(at, remark))
        self.filled = self.filled or is_filled(slot, self.data[start:end])
        return True


class Step(Protocol):
    """A part of a program."""

    def run(self, run: Run, position: int) -> int:
        """Where it ends, or -1 if the file is not exact from ``position`` on."""


class Segment:
    """Fixed text and slots in a row, with nothing to decide.

    ``read`` are the slots whose literals somebody may want: those that the manifest says something
    of.  Once compiled, a segment gives them as it goes.
    """

    __slots__ = ("_patterns", "_uses", "items", "read", "sure", "tail")

    def __init__(self, items: list[tuple[bytes, Slot]], tail: bytes) -> None:
        self.items = [(fixed, slot, _quiet(slot)) for fixed, slot in items]
        self.read = tuple(slot for _, slot in items if _is_read(slot))
        self.tail = tail
        self.sure = any(_surely_fills(slot) for _, slot in items)
        self._uses = 0
        self._patterns: tuple[re.Pattern[bytes], ...] = ()

    def run(self, run: Run, position: int) -> int:
        """Take the segment, at full speed where no literal calls for a remark."""
        if self._patterns:
            end = self._fast(run, position)
            if end >= 0:
                return end
        elif self._uses >= _COMPILE_AFTER and self.items:
            self._patterns = self._compiled()
        self._uses += 1
        data, start = run.data, position
        for fixed, slot, quiet in self.items:
            if not data.startswith(fixed, position):
                return run.stop(position, fixed)
            position += len(fixed)
            m = quiet(data, position)
            if m is not None:
                end = m.end()
                if not run.filled:
                    run.filled = is_filled(slot, data[position:end])
            else:
                m = _scalar(data, position)
                if m is None:
                    return run.stop(position)
                end = m.end()
                if not run.judged(slot, position, end):
                    return run.stop(position)
            position = end
        if not data.startswith(self.tail, position):
            return run.stop(position, self.tail)
        run.events.append((self, start, None))
        return position + len(self.tail)

    def _fast(self, run: Run, position: int) -> int:
        """Take the segment by its regular expressions; -1 if a literal may call for a remark."""
        data, start = run.data, position
        literals: tuple[bytes, ...] = ()
        for pattern in self._patterns:
            m = pattern.match(data, position)
            if m is None:
                return -1
            literals += m.groups()
            position = m.end()
        run.events.append((self, start, literals))
        if not run.filled:
            run.filled = self.sure or any(
                is_filled(slot, data[begin:end]) for slot, begin, end in self.spans(data, start)
            )
        return position

    def spans(self, data: bytes, position: int) -> Iterator[tuple[Slot, int, int]]:
        """The slots of the segment taken at ``position``, with their spans."""
        for fixed, slot, quiet in self.items:
            position += len(fixed)
            m = quiet(data, position) or _scalar(data, position)
            end = m.end() if m else position
            yield slot, position, end
            position = end

    def literals(self, data: bytes, position: int) -> tuple[bytes, ...]:
        """The literals of the slots of ``read`` in the segment taken at ``position``."""
        found = self.spans(data, position)
        return tuple(data[start:end] for slot, start, end in found if _is_read(slot))

    def _compiled(self) -> tuple[re.Pattern[bytes], ...]:
        parts = [b""]
        groups = 0
        for fixed, slot, _ in self.items:
            pattern = quiet_pattern(slot)
            if pattern is None:
                return ()
            if _is_read(slot):
                pattern = b"(" + pattern + b")"
                groups += 1
                if groups % _GROUPS == 0:
                    parts.append(b"")
            parts[-1] += re.escape(fixed) + pattern
        parts[-1] += re.escape(self.tail)
        return tuple(re.compile(part) for part in parts)


class Optionals:
    """The members of an object of which some may be absent, from after ``{`` to ``}``."""

    __slots__ = ("close", "members")

    def __init__(self, members: list[tuple[bytes, bytes, bool, list[Step]]], close: bytes) -> None:
        self.members = members
        self.close = close + b"}"

    def run(self, run: Run, position: int) -> int:
        """Take the members that are there, in order, each with its own lead."""
        present = False
        for first, later, optional, steps in self.members:
            lead = later if present else first
            if run.data.startswith(lead, position):
                position = run_all(steps, run, position + len(lead))
                if position < 0:
                    return -1
                present = True
            elif not optional:
                return run.stop(position, lead)
        close = self.close if present else b"}"
        if not run.data.startswith(close, position):
            return run.stop(position, close)
        return position + len(close)


class Nullable:
    """A container in place of which ``null`` may stand."""

    __slots__ = ("steps",)

    def __init__(self, steps: list[Step]) -> None:
        self.steps = steps

    def run(self, run: Run, position: int) -> int:
        """Take ``null`` or the container."""
        if run.data.startswith(b"null", position):
            return position + 4
        return run_all(self.steps, run, position)


class Repeated:
    """Elements in a row, from after the opening bracket to the closing one."""

    __slots__ = ("close", "key", "repeat", "steps")

    def __init__(self, repeat: Repeat, steps: list[Step]) -> None:
        self.repeat = repeat
        self.steps = steps
        self.close = b"}" if repeat.key else b"]"

    def run(self, run: Run, position: int) -> int:
        """Take the elements: at least ``min``, at most ``max``; none is written without blanks."""
        data, repeat = run.data, self.repeat
        if repeat.min == 0 and data.startswith(self.close, position):
            return position + 1
        if not data.startswith(repeat.open, position):
            return run.stop(position, repeat.open)
        position += len(repeat.open)
        separator, close, limit = repeat.separator, repeat.close + self.close, repeat.max
        keys: set[str] | None = set() if repeat.key else None
        count = 0
        while True:
            if limit is not None and count == limit:
                return run.stop(position)
            start = position
            if keys is None:
                run.indices.append(count)
            else:
                position = self._key(run, position, keys)
                if position < 0:
                    return -1
            run.events.append((repeat, start, run.indices[-1]))
            position = run_all(self.steps, run, position)
            if position < 0:
                return -1
            run.indices.pop()
            count += 1
            # The closing first: a separator may begin it, where the blank has a trailing comma.
            if data.startswith(close, position):
                break
            if not data.startswith(separator, position):
                return run.stop(position, separator, close)
            position += len(separator)
        run.events.append((None, position, 0))
        if count < repeat.min:
            return run.stop(position)
        return position + len(close)

    def _key(self, run: Run, position: int, keys: set[str]) -> int:
        slot, colon = self.repeat.key, self.repeat.colon
        assert slot is not None  # only called where keys are data  # noqa: S101
        m = _plain_key(run.data, position) or _scalar(run.data, position)
        if m is None or m.group()[:1] != b'"':
            return run.stop(position)
        key = unescape(m.group()[1:-1])
        run.indices.append(key)
        if key in keys or not run.judged(slot, position, m.end()):
            return run.stop(position)
        keys.add(key)
        if not run.data.startswith(colon, m.end()):
            return run.stop(m.end(), colon)
        return m.end() + len(colon)


def run_all(steps: list[Step], run: Run, position: int) -> int:
    """Run these steps one after the other."""
    for step in steps:
        position = step.run(run, position)
        if position < 0:
            return -1
    return position


class Program(NamedTuple):
    """A compiled template: the whole, and the element of each repeat by its id."""

    steps: list[Step]
    elements: dict[int, list[Step]]
    utf8: bool


def program(template: Template) -> Program:
    """The program of a template, compiled once."""
    found = template.cache.get("program")
    if found is None:
        builder = _Builder()
        builder.text((BOM if template.bom else b"") + template.prefix)
        builder.node(template.root)
        builder.text(template.suffix)
        utf8 = not any(problem.rule == "E101" for problem in template.irregularities)
        found = template.cache["program"] = Program(builder.done(), builder.elements, utf8)
    return found  # type: ignore[return-value]


def accept(template: Template, data: bytes) -> Run:
    """Run a template over a file: exact if ``stopped`` is -1."""
    compiled = program(template)
    run = Run(data, template.style)
    end = run_all(compiled.steps, run, 0)
    if end >= 0 and end != len(data):
        run.stop(end)
    elif end >= 0 and compiled.utf8 and not is_utf8(data):
        run.stop(0)
    return run


def accept_element(
    template: Template, repeat: Repeat, data: bytes, start: int, end: int, indices: list[Index]
) -> Run | None:
    """Run the program of one repeated element over its span; ``None`` unless it takes it all."""
    run = Run(data, template.style, indices)
    steps = program(template).elements[repeat.id]
    return run if run_all(steps, run, start) == end and is_utf8(data[start:end]) else None


def is_utf8(data: bytes) -> bool:
    """Whether these bytes are UTF-8, without making a string of them all at once."""
    if data.isascii():
        return True
    step = 1 << 20
    try:
        if len(data) <= step:
            data.decode()
            return True
        decoder = codecs.getincrementaldecoder("utf-8")()
        for start in range(0, len(data), step):
            decoder.decode(data[start : start + step], final=start + step >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def key_end(data: bytes, position: int) -> int:
    """Where the key that stands at ``position`` ends; 0 if there is none."""
    m = _scalar(data, position)
    return m.end() if m else 0


def slots_of(run: Run) -> Iterator[FilledSlot]:
    """Every slot of an accepted file or element, in order, with the elements it stands in."""
    indices: list[Index] = list(run.indices)
    depth: list[int] = []
    for source, position, index in run.events:
        if source is None:
            depth.pop()
            indices.pop()
        elif isinstance(source, Repeat):
            if depth and depth[-1] == source.id:
                indices[-1] = index
            else:
                depth.append(source.id)
                indices.append(index)
            if source.key is not None and (end := key_end(run.data, position)):
                yield FilledSlot(source.key, position, end, tuple(indices))
        elif isinstance(source, Segment):
            for slot, start, end in source.spans(run.data, position):
                yield FilledSlot(slot, start, end, tuple(indices))


def _is_read(slot: Slot) -> bool:
    """Whether the manifest says of a slot what it is, or means: somebody may look at its value."""
    return slot.judged_as is not None or slot.declared.concept is not None


def _surely_fills(slot: Slot) -> bool:
    """Whether a literal that the quiet pattern takes is always a filled one."""
    return (
        slot.empty
        and not slot.declared.may_be_empty
        and not slot.declared.fixed
        and slot.type != "boolean"
    )


_NEVER = re.compile(rb"(?!)").match


def _quiet(slot: Slot):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the type of Pattern.match
    pattern = quiet_pattern(slot)
    return _NEVER if pattern is None else _matcher(pattern)


@cache
def _matcher(pattern: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as above
    """One for all the slots that are alike, and most are."""
    return re.compile(pattern).match


class _Builder:
    """Gathers fixed text and slots into segments."""

    def __init__(self, elements: dict[int, list[Step]] | None = None) -> None:
        self.steps: list[Step] = []
        self.items: list[tuple[bytes, Slot]] = []
        self.pending = b""
        self.elements = {} if elements is None else elements

    def text(self, fixed: bytes) -> None:
        self.pending += fixed

    def step(self, step: Step) -> None:
        self.flush()
        self.steps.append(step)

    def flush(self) -> None:
        if self.items or self.pending:
            self.steps.append(Segment(self.items, self.pending))
            self.items, self.pending = [], b""

    def done(self) -> list[Step]:
        self.flush()
        return self.steps

    def sub(self, node: TemplateNode, *, bare: bool = False) -> list[Step]:
        """The steps of a part by itself; ``bare`` without what ``nullable`` adds."""
        builder = _Builder(self.elements)
        (builder.container if bare else builder.node)(node)
        return builder.done()

    def node(self, node: TemplateNode) -> None:
        if isinstance(node, Slot):
            self.items.append((self.pending, node))
            self.pending = b""
        elif node.nullable:
            self.step(Nullable(self.sub(node, bare=True)))
        else:
            self.container(node)

    def container(self, node: TemplateNode) -> None:
        if isinstance(node, Constant):
            self.text(node.literal)
        elif isinstance(node, Object):
            self.object(node)
        elif isinstance(node, Tuple):
            self.text(b"[")
            for lead, element in zip(node.leads, node.elements, strict=True):
                self.text(lead)
                self.node(element)
            self.text(node.close + b"]")
        elif isinstance(node, Repeat):
            self.text(b"{" if node.key else b"[")
            steps = self.elements[node.id] = self.sub(node.item)
            self.step(Repeated(node, steps))

    def object(self, node: Object) -> None:
        self.text(b"{")
        if not any(member.optional for member in node.members):
            for member in node.members:
                self.text(member.lead + member.literal + member.colon)
                self.node(member.value)
            self.text(node.close + b"}")
            return
        members = []
        for member in node.members:
            named = member.literal + member.colon
            first = node.open + named
            members.append((first, member.lead + named, member.optional, self.sub(member.value)))
        self.step(Optionals(members, node.close))
