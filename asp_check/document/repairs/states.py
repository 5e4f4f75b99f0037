"""The repairs that could explain a token, by what was awaited in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asp_check.document import tape as kinds
from asp_check.document.grammar import COLON, END, FIRST_KEY, FIRST_VALUE, KEY, NEXT, VALUE
from asp_check.document.lexer import number_prefix
from asp_check.document.repairs.nesting import (
    array_left_open,
    extra_closing_before,
    left_open,
    mismatched,
    missing_brace,
    missing_bracket,
)
from asp_check.document.repairs.numbers import decimal_comma, spaced_number
from asp_check.document.repairs.quotes import unescaped_quotes, unopened
from asp_check.document.repairs.situation import (
    CLOSINGS,
    Entry,
    Repair,
    Situation,
    after_colon,
    closed_late,
    insert,
    last_key,
    remove,
    replace,
    scalar_entry,
    separator_next,
    trailing_comma,
)
from asp_check.document.tape import ARRAY, CLOSE, OBJECT
from asp_check.finding import Edit, Problem
from asp_check.text import NEWLINE, decode

_bare = re.compile(rb"[^\",:{}\[\]\r\n]*[^\",:{}\[\]\r\n \t]").match
_opens_next = re.compile(rb'[ \t\r\n]*["{\[}\]]').match


def in_next(s: Situation) -> Iterator[Repair]:
    """After a value: a comma or a closing was awaited."""
    kind, start, end = s.token[:3]
    at = s.last_end
    if kind in ("s", "w", "q", "n", "l", "{", "["):
        yield Repair(1, s.after_value(), start, (insert("S102", at, ","),))
    if kind == ":":
        problem = Problem("S107", start, end, fix=(Edit(start, end, ","),))
        yield Repair(1.2, s.after_value(), end, (problem,), comma=start)
        yield from missing_brace(s)
        yield from array_left_open(s)
    if kind in ("?", "w", "n"):
        mark = s.text[start : start + 1]
        stop = end if kind == "?" else start + 1
        rule = "S105" if mark == b";" else "S109"
        comma = replace(s, rule, start, stop, ",")
        yield Repair(1.3, s.after_value(), stop, (comma,), comma=start)
        yield Repair(
            1.4, NEXT, stop, (replace(s, "S605", start, stop, CLOSINGS[s.container]),),
            ((CLOSE, start, stop, None),), structural=True,
        )  # fmt: skip
        yield Repair(1.5, NEXT, stop, (remove(s, "S109", start, stop),))
    if kind in ("}", "]"):
        yield from mismatched(s)
    if kind == "n":
        yield from spaced_number(s)
    if kind in ("w", "s", "q", "n", "?", "l"):
        yield from unescaped_quotes(s)


def in_key(s: Situation) -> Iterator[Repair]:
    """In an object: a key was awaited."""
    kind, start, end = s.token[:3]
    if kind == "}" and s.state == KEY:
        problem = trailing_comma(s, "}")
        yield Repair(0.5, NEXT, end, (problem,), ((CLOSE, start, end, None),))
    elif kind == ",":
        rule = "S103" if s.state == KEY else "S109"
        yield Repair(1, s.state, end, (remove(s, rule, start, end),))
    elif kind == ":":
        empty = (kinds.KEY, start, start, (start, start))
        yield Repair(1.5, VALUE, end, (Problem("S705", start, start),), (empty,))
    elif kind == "]":
        if s.state == KEY:
            yield Repair(1.5, NEXT, start, (trailing_comma(s, "]"),))
        yield Repair(1.6, NEXT, start, ())
    elif kind in ("{", "["):
        yield Repair(1.3, s.state, end, (remove(s, "S607", start, end),), structural=True)
        if s.state == KEY:
            yield from left_open(s)
            yield from missing_bracket(s)
            yield from extra_closing_before(s, 1.7)
    elif kind == "n":
        yield from decimal_comma(s)
    if kind in ("w", "n", "l") and not s.token.problems:
        found = decode(s.text[start:end])
        problem = Problem(
            "S203", start, end, None, {"key": found}, fix=(Edit(start, end, f'"{found}"'),)
        )
        yield Repair(1.5, COLON, end, (problem,), ((kinds.KEY, start, end, (start, end)),))
        yield Repair(1.4, s.state, start + 1, (remove(s, "S109", start, start + 1),))
        if s.text[end : end + 1] == b'"':
            yield unopened(s, kinds.KEY, COLON, start, end + 1)
    if kind == "w" and (m := closed_late(s.text, start)):
        yield unopened(s, kinds.KEY, COLON, start, m.end())


def in_colon(s: Situation) -> Iterator[Repair]:
    """After a key: a colon was awaited."""
    kind, start, end = s.token[:3]
    key = last_key(s)
    missing = Problem("S704", s.last_end, s.last_end, None, {"key": key})
    nothing: tuple[Entry, ...] = ((kinds.OTHER, s.last_end, s.last_end, None),)
    if kind == ",":
        problem = Problem("S104", start, end, None, {"key": key}, fix=(Edit(start, end, ":"),))
        yield Repair(1, VALUE, end, (problem,))
        yield Repair(1.5, NEXT, start, (missing,), nothing)
    elif kind in ("}", "]"):
        yield Repair(1, NEXT, start, (missing,), nothing)
    elif kind == "":
        yield Repair(1, NEXT, start, (), nothing)  # The file is cut short: said once, of its end.
    elif kind == "?" or (kind == "w" and end - start == 1):
        yield Repair(1, VALUE, end, (replace(s, "S109", start, end, ":"),))
    if kind in ("s", "n", "l", "w", "q", "{", "["):
        yield Repair(1.1, VALUE, start, (insert("S106", s.last_end, ":", key=key),))
    if kind == "w":
        yield Repair(1.2, VALUE, start + 1, (replace(s, "S109", start, start + 1, ":"),))


def in_value(s: Situation) -> Iterator[Repair]:  # noqa: C901 - one case a token
    """A value was awaited."""
    kind, start, end = s.token[:3]
    in_object = s.container == OBJECT
    key = last_key(s) if in_object else ""
    at = _missing_value_at(s) if in_object else s.last_end
    missing = Problem("S704", at, at, None, {"key": key})
    nothing: tuple[Entry, ...] = ((kinds.OTHER, at, at, None),)
    if kind == "," and in_object:
        yield Repair(1, NEXT, start, (missing,), nothing)
    elif kind == ",":
        rule = "S103" if s.state == VALUE else "S109"
        yield Repair(1, s.state, end, (remove(s, rule, start, end),))
    elif kind in ("}", "]"):
        if in_object or not s.stack:
            yield Repair(1, NEXT, start, (missing,), nothing)
        elif s.state == VALUE:
            entries: tuple[Entry, ...] = ((CLOSE, start, end, None),) if kind == "]" else ()
            yield Repair(0.5, NEXT, end if entries else start, (trailing_comma(s, "]"),), entries)
        else:
            yield Repair(1, NEXT, start, (), ())
    elif kind == "" and s.stack:
        if in_object:
            yield Repair(1, NEXT, start, (), nothing)
    elif kind == "":
        yield Repair(1, NEXT, start, (Problem("S703", 0, 0),), ((kinds.OTHER, start, start, None),))
    elif kind in ("w", "?"):
        yield from _bare_value(s)
    elif kind == "n" and s.token.problems:
        yield Repair(1.3, NEXT, end, s.token.problems, (scalar_entry(s.token, s.text),))
        prefix = number_prefix(s.text, start)
        if prefix > start:
            number = (kinds.NUMBER, start, prefix, None)
            yield Repair(1.4, NEXT, prefix + 1, (remove(s, "S109", prefix, prefix + 1),), (number,))
            if s.stack:
                comma = replace(s, "S109", prefix, prefix + 1, ",")
                yield Repair(1.5, s.after_value(), prefix + 1, (comma,), (number,), comma=prefix)
                closing = replace(s, "S605", prefix, prefix + 1, CLOSINGS[s.container])
                entries = (number, (CLOSE, prefix, prefix + 1, None))
                yield Repair(1.6, NEXT, prefix + 1, (closing,), entries, structural=True)


def _missing_value_at(s: Situation) -> int:
    """Where the value of the last key should be: after the blanks of its line."""
    at = after_colon(s)
    return s.token.start if NEWLINE.search(s.text, at, s.token.start) is None else at


def _bare_value(s: Situation) -> Iterator[Repair]:
    """A word, or some other character, where a value should be."""
    text, start, end = s.text, s.token.start, s.token.end
    stop = min(
        end, start + len(decode(text[start : start + 4])[:1].encode("utf-8", "surrogateescape"))
    )
    if m := closed_late(text, start):
        yield unopened(s, kinds.STRING, NEXT, start, m.end())
    m = _bare(text, start)
    if m and separator_next(text, m.end()):
        found = decode(m.group())
        quoted = '"' + found.replace("\\", "\\\\") + '"'
        problem = Problem(
            "S205", start, m.end(), None, {"found": found}, fix=(Edit(start, m.end(), quoted),)
        )
        yield Repair(1.1, NEXT, m.end(), (problem,), ((kinds.STRING, start, m.end(), m.span()),))
    if _opens_next(text, stop):
        for opening, kind, state in (("{", OBJECT, FIRST_KEY), ("[", ARRAY, FIRST_VALUE)):
            problem = replace(s, "S606", start, stop, opening)
            yield Repair(
                1.3, state, stop, (problem,), ((kind, start, stop, None),), structural=True
            )
    # A mark before a value is one too many; a word may be the value itself.
    cost = 1.0 if s.token.kind == "?" else 1.2
    yield Repair(cost, s.state, stop, (remove(s, "S109", start, stop),))


def in_end(s: Situation) -> Iterator[Repair]:
    """Nothing was awaited any more."""
    kind, start = s.token.kind, s.token.start
    yield from extra_closing_before(s, 1.1)
    if kind == ":":
        yield from missing_brace(s)
    if kind in ("}", "]"):
        yield Repair(
            1.0, END, s.token.end, (remove(s, "S604", start, s.token.end),), structural=True
        )
    rule = "S702" if kind in ("{", "[") else "S701"
    stop = len(s.text.rstrip(b" \t\r\n"))
    params = {"found": decode(s.text[start : min(stop, start + 200)])}
    yield Repair(5, END, len(s.text), (Problem(rule, start, stop, None, params),), structural=True)
