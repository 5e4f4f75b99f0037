"""Repairs of braces and brackets: lost, doubled, of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asp_check.document import tape as kinds
from asp_check.document.grammar import END, FIRST_VALUE, NEXT, VALUE
from asp_check.document.repairs.situation import (
    CLOSINGS,
    Entry,
    Repair,
    Situation,
    insert,
    opening_link,
    remove,
)
from asp_check.document.tape import ARRAY, CLOSE, OBJECT
from asp_check.finding import Edit, Link, Problem
from asp_check.text import NEWLINE

_REREAD = 1 << 16
"""Bytes of a value that a repair may read again."""

_UNCLOSED = {OBJECT: "S603", ARRAY: "S602"}
_blanks = re.compile(rb"[ \t\r\n]*").match


def mismatched(s: Situation) -> Iterator[Repair]:
    """A closing that does not match what is open."""
    kind, start, end = s.token[:3]
    wanted = OBJECT if kind == "}" else ARRAY
    opened = [s.tape.kinds[index] for index in reversed(s.stack)]
    levels = opened.index(wanted) if wanted in opened else 0
    if levels:
        yield close_levels(s, levels, s.last_end)
    expected = CLOSINGS[s.container]
    problem = Problem(
        "S605", start, end, None, {"found": kind, "expected": expected},
        links=(opening_link(s),), fix=(Edit(start, end, expected),),
    )  # fmt: skip
    yield Repair(1.2, NEXT, end, (problem,), ((CLOSE, start, end, None),), structural=True)
    yield Repair(1.5, s.state, end, (remove(s, "S604", start, end),), structural=True)
    if kind == "]":
        yield from missing_bracket(s)


def close_levels(s: Situation, levels: int, position: int) -> Repair:
    """The ``levels`` innermost containers lack their closing, which belongs after the last value."""
    if levels == 1 and (inner := _closed_for_outer(s, position)):
        return inner
    at = _line_start(s)
    entries: tuple[Entry, ...] = ((CLOSE, at, at, None),) * levels
    closings = "".join(CLOSINGS[s.tape.kinds[index]] for index in s.stack[: -levels - 1 : -1])
    problem = Problem(
        _UNCLOSED[s.container], at, at, links=(opening_link(s),), fix=(Edit(at, at, closings),)
    )
    cost = 1 + 0.5 * (levels - 1)
    return Repair(cost, s.state, position, (problem,), entries, structural=True)


def _closed_for_outer(s: Situation, position: int) -> Repair | None:
    """The closing just read stands where that of the outer container belongs: the inner lacks its own."""
    tape = s.tape
    last = len(tape) - 1
    if last < 1 or tape.kinds[last] != CLOSE or tape.ends[last] == tape.starts[last]:
        return None
    inner, outer = tape.links[last], s.stack[-1]
    if tape.kinds[inner] != tape.kinds[outer]:
        return None
    indents = [_indent(s.text, tape.starts[i]) for i in (last, inner, outer)]
    if not _first_on_line(s.text, tape.starts[last]) or indents[0] == indents[1]:
        return None
    if indents[0] != indents[2]:
        return None
    at = tape.ends[last - 1]
    closing = CLOSINGS[tape.kinds[inner]]
    opening = Link(tape.starts[inner], tape.starts[inner] + 1, None, "opening")
    problem = Problem(
        _UNCLOSED[tape.kinds[inner]], at, at, links=(opening,), fix=(Edit(at, at, closing),)
    )
    entries = ((CLOSE, at, at, None), (CLOSE, tape.starts[last], tape.ends[last], None))
    return Repair(1, s.state, position, (problem,), entries, cut=last, structural=True)


def _indent(text: bytes, place: int) -> bytes:
    """The blanks that begin the line of this place."""
    start = max(text.rfind(b"\n", 0, place), text.rfind(b"\r", 0, place)) + 1
    blanks = _blanks(text, start, place)
    return blanks.group() if blanks else b""


def _first_on_line(text: bytes, place: int) -> bool:
    """Whether only blanks stand before this place on its line, which is not the first."""
    start = max(text.rfind(b"\n", 0, place), text.rfind(b"\r", 0, place)) + 1
    return start > 0 and not text[start:place].strip(b" \t")


def _line_start(s: Situation) -> int:
    """After the last value; or, where a line was begun for the closing, at the end of its blanks.

    One line end before another closing is that closing's own.
    """
    at = s.last_end
    blanks = _blanks(s.text, at)
    end = blanks.end() if blanks else at
    ends = [m.start() for m in NEWLINE.finditer(s.text, at, end)]
    follows = s.text[end : end + 1]
    if ends and follows == b",":
        return end
    return ends[1] if len(ends) > 1 and follows in (b"]", b"}") and follows else at


def _before_last_line(s: Situation, start: int) -> int:
    """Where a lost opening stood: at the end of the line before, if a line begins at ``start``."""
    blanks_start = len(s.text[max(0, start - _REREAD) : start].rstrip(b" \t\r\n")) + max(
        0, start - _REREAD
    )
    ends = [m.start() for m in NEWLINE.finditer(s.text, blanks_start, start)]
    return ends[-1] if ends else start


def open_array(s: Situation) -> Repair:
    """An array begins here whose opening is missing."""
    start = s.token.start
    at = _before_last_line(s, start)
    problem = insert("S606", at, "[", expected="[")
    return Repair(1.6, FIRST_VALUE, start, (problem,), ((ARRAY, at, at, None),), structural=True)


def missing_brace(s: Situation) -> Iterator[Repair]:
    """``"client": "nom": …``: the last string is the first key of an object never opened."""
    last = len(s.tape) - 1
    if last >= 0 and s.tape.kinds[last] == kinds.STRING:
        start, end = s.tape.starts[last], s.tape.ends[last]
        content = s.tape.contents.get(last)
        at = _before_last_line(s, start)
        yield Repair(
            1.1, VALUE, s.token.end, (insert("S606", at, "{", expected="{"),),
            ((OBJECT, at, at, None), (kinds.KEY, start, end, content)),
            cut=last, structural=True,
        )  # fmt: skip


def missing_bracket(s: Situation) -> Iterator[Repair]:
    """The value just read is the first element of an array never opened."""
    tape = s.tape
    last = len(tape) - 1
    if last < 0:
        return
    first = tape.links[last] if tape.kinds[last] == CLOSE else last
    start = tape.starts[first]
    if tape.kinds[first] == kinds.KEY or s.position - start > _REREAD:
        return
    at = _before_last_line(s, start)
    yield Repair(
        1.6, FIRST_VALUE, start, (insert("S606", at, "[", expected="["),),
        ((ARRAY, at, at, None),), cut=first, structural=True,
    )  # fmt: skip


def array_left_open(s: Situation) -> Iterator[Repair]:
    """``[1, "key": …``: the string is a key of the object around, the array lacks its closing."""
    tape = s.tape
    last = len(tape) - 1
    if last < 1 or tape.kinds[last] != kinds.STRING or len(s.stack) < 2 or s.container != ARRAY:
        return
    if tape.kinds[s.stack[-2]] != OBJECT or tape.kinds[last - 1] == ARRAY:
        return
    at = tape.ends[last - 1]
    key = (kinds.KEY, tape.starts[last], tape.ends[last], tape.contents.get(last))
    problem = Problem("S602", at, at, links=(opening_link(s),), fix=(Edit(at, at, "]"),))
    entries = ((CLOSE, at, at, None), key)
    yield Repair(1.15, VALUE, s.token.end, (problem,), entries, cut=last, structural=True)


def left_open(s: Situation) -> Iterator[Repair]:
    """An element of an array begins while the one before lacks its closing brace."""
    if len(s.stack) > 1 and s.tape.kinds[s.stack[-2]] == ARRAY:
        yield close_levels(s, 1, s.token.start)._replace(cost=1.2, state=VALUE)


def extra_closing_before(s: Situation, cost: float) -> Iterator[Repair]:
    """The closing just read is one too many: what follows belongs inside."""
    last = len(s.tape) - 1
    if last >= 0 and s.tape.kinds[last] == CLOSE and s.tape.ends[last] > s.tape.starts[last]:
        start, end = s.tape.starts[last], s.tape.ends[last]
        yield Repair(cost, NEXT, end, (remove(s, "S604", start, end),), cut=last, structural=True)


def close_all(s: Situation) -> Repair:
    """The text ends while containers are open: one finding, for the innermost."""
    return close_levels(s, len(s.stack), len(s.text))._replace(cost=2, state=END)


def skip(s: Situation, cost: float) -> Repair:
    """Pass over what stands here: always possible, seldom right."""
    token = s.token
    end = token.end
    rule = {"}": "S604", "]": "S604", "{": "S607", "[": "S607", "q": "S206"}.get(token.kind, "S109")
    return Repair(
        cost,
        s.state,
        end,
        (remove(s, rule, token.start, end),),
        structural=rule in ("S604", "S607"),
    )
