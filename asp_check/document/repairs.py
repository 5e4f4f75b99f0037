"""The small repairs that could explain a fault of syntax: each with its cause and what follows.

``propose`` lists them; the reader tries them out and takes the one that lets it read on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from asp_check.document import tape as kinds
from asp_check.document.lexer import Token, number_prefix, string_problems
from asp_check.document.lookahead import (
    COLON,
    END,
    FIRST_KEY,
    FIRST_VALUE,
    KEY,
    NEXT,
    VALUE,
)
from asp_check.document.strings import unescape
from asp_check.document.tape import ARRAY, CLOSE, OBJECT, Tape
from asp_check.finding import Edit, Link, Problem
from asp_check.text import NEWLINE, decode

Entry = tuple[int, int, int, tuple[int, int] | None]
"""A tape entry to add: kind, start, end, and the span of its content where unusual."""

NO_CUT = 1 << 62
_REREAD = 1 << 16
"""Bytes of a value that a repair may read again."""

_blanks = re.compile(rb"[ \t\r\n]*").match
_separator = re.compile(rb"[ \t\r\n]*(?:[,:}\]]|\Z)").match
_colon = re.compile(rb"[ \t\r\n]*:").match
_natural_end = re.compile(rb"[ \t]*[,:}\]\r\n]")
_closed_late = re.compile(rb'[^"\r\n{}\[\]:]{1,400}?"(?=[ \t\r\n]*(?:[,:}\]]|\Z))').match
_quote_at_end = re.compile(rb'[^\r\n]*?"(?=[ \t]*(?:[,}\]\r\n]|\Z))').match
_spaced = re.compile(rb"-?[0-9]{1,3}(?:(?: |\xc2\xa0|\xe2\x80\xaf)[0-9]{3})+(?:[.,][0-9]+)?").match
_bare = re.compile(rb"[^\",:{}\[\]\r\n]*[^\",:{}\[\]\r\n \t]").match
_opens_next = re.compile(rb'[ \t\r\n]*["{\[}\]]').match

_NAMES = {OBJECT: "}", ARRAY: "]"}
_UNCLOSED = {OBJECT: "S603", ARRAY: "S602"}
_SCALARS = {"s": kinds.STRING, "n": kinds.NUMBER}


class Repair(NamedTuple):
    """Cut the tape, add entries, go on in ``state`` at ``position``; and what to tell."""

    cost: float
    state: int
    position: int
    problems: tuple[Problem, ...] = ()
    entries: tuple[Entry, ...] = ()
    cut: int = NO_CUT
    comma: int = -1
    structural: bool = False


class Situation(NamedTuple):
    """Where the reader is: it awaits ``state`` and met ``token``."""

    text: bytes
    tape: Tape
    state: int
    position: int
    token: Token
    stack: list[int]
    comma: int

    @property
    def container(self) -> int:
        """The kind of the innermost open container, 0 outside of any."""
        return self.tape.kinds[self.stack[-1]] if self.stack else 0

    @property
    def last_end(self) -> int:
        """Where the last thing read ends: an insertion point before the blanks."""
        tape = self.tape
        if not len(tape):
            return self.position
        last = len(tape) - 1
        opening = tape.kinds[last] in (OBJECT, ARRAY)
        return tape.starts[last] + 1 if opening and tape.ends[last] > tape.starts[last] else tape.ends[last]

    def after_value(self) -> int:
        """The state in which the next member or element of the container begins."""
        return KEY if self.container == OBJECT else VALUE


def accepted(state: int, token: Token, text: bytes) -> Repair | None:
    """The reading of a token that has its place here, though it may have faults of its own."""
    kind, start, end, content, problems = token
    if state in (KEY, FIRST_KEY):
        if kind == "s":
            return Repair(0, COLON, end, problems, (_string(kinds.KEY, token),))
        if kind in ("w", "n", "l") and _colon(text, end):
            found = decode(text[start:end])
            problem = Problem(
                "S203", start, end, None, {"key": found}, fix=(Edit(start, end, f'"{found}"'),)
            )
            return Repair(0, COLON, end, (problem,), ((kinds.KEY, start, end, (start, end)),))
    elif state == COLON:
        if kind == ":":
            return Repair(0, VALUE, end)
    elif state in (VALUE, FIRST_VALUE):
        malformed = any(p.rule == "S407" for p in problems)
        if kind in ("s", "n", "l") and not (malformed and not _separator(text, end)):
            return Repair(0, NEXT, end, problems, (_scalar(token, text),))
    return None


def propose(s: Situation) -> list[Repair]:
    """Every repair worth trying, the likelier first; never empty."""
    repairs = list(_by_state(s))
    repairs += _quotes(s)
    token = s.token
    if token.kind != "" and s.state != END:
        repairs.append(skip(s, 3.0))
    elif s.stack and s.state != COLON and not (s.state == VALUE and s.container == OBJECT):
        repairs.append(_close_all(s))
    return repairs


def _by_state(s: Situation) -> Iterator[Repair]:
    if s.state == NEXT:
        yield from _in_next(s)
    elif s.state in (KEY, FIRST_KEY):
        yield from _in_key(s)
    elif s.state == COLON:
        yield from _in_colon(s)
    elif s.state in (VALUE, FIRST_VALUE):
        yield from _in_value(s)
    else:
        yield from _in_end(s)


# After a value: a comma or a closing is awaited.


def _in_next(s: Situation) -> Iterator[Repair]:
    kind, start, end = s.token[:3]
    at = s.last_end
    if kind in ("s", "w", "q", "n", "l", "{", "["):
        yield Repair(1, s.after_value(), start, (_insert("S102", at, ","),))
    if kind == ":":
        problem = Problem("S107", start, end, fix=(Edit(start, end, ","),))
        yield Repair(1.2, s.after_value(), end, (problem,), comma=start)
        yield from _missing_brace(s)
    if kind in ("?", "w", "n"):
        mark = s.text[start : start + 1]
        stop = end if kind == "?" else start + 1
        rule = "S105" if mark == b";" else "S109"
        comma = _replace(s, rule, start, stop, ",")
        yield Repair(1.3, s.after_value(), stop, (comma,), comma=start)
        yield Repair(
            1.4, NEXT, stop, (_replace(s, "S605", start, stop, _NAMES[s.container]),),
            ((CLOSE, start, stop, None),), structural=True,
        )  # fmt: skip
        yield Repair(1.5, NEXT, stop, (_remove(s, "S109", start, stop),))
    if kind in ("}", "]"):
        yield from _mismatched(s)
    if kind == "n":
        yield from _spaced_number(s)
    if kind in ("w", "s", "q", "n", "?", "l"):
        yield from _unescaped_quotes(s)


def _spaced_number(s: Situation) -> Iterator[Repair]:
    """``1 000,50``: a number written for people, in groups of three digits."""
    last = len(s.tape) - 1
    if last < 0 or s.tape.kinds[last] != kinds.NUMBER:
        return
    start = s.tape.starts[last]
    m = _spaced(s.text, start)
    if m and m.end() > s.token.start and _separator(s.text, m.end()):
        found = decode(m.group())
        plain = "".join(c for c in found if not c.isspace()).replace(",", ".")
        problem = Problem(
            "S407", start, m.end(), None, {"found": found}, fix=(Edit(start, m.end(), plain),)
        )
        entry = (kinds.NUMBER, start, m.end(), None)
        yield Repair(0.7, NEXT, m.end(), (problem,), (entry,), cut=last)


def _unescaped_quotes(s: Situation) -> Iterator[Repair]:
    """``"le "grand" large"``: quotes inside a value that should have been escaped."""
    last = len(s.tape) - 1
    if last < 0 or s.tape.kinds[last] != kinds.STRING or s.text[s.tape.ends[last] - 1] != 0x22:
        return
    if s.token.kind == "s" and s.token.start > s.tape.ends[last]:
        return  # Two strings apart lack a comma.
    start, inner = s.tape.starts[last], s.tape.ends[last] - 1
    m = _quote_at_end(s.text, s.token.start, min(len(s.text), s.token.start + 400))
    if m is None or not s.text[inner + 1 : m.end() - 1].strip(b' \t"'):
        return
    quotes = [i for i in range(inner, m.end() - 1) if s.text[i] == 0x22 and s.text[i - 1] != 0x5C]
    problem = Problem(
        "S207", inner, inner + 1, None, {"found": decode(s.text[start : m.end()])},
        fix=tuple(Edit(i, i, "\\") for i in quotes),
    )  # fmt: skip
    entry = (kinds.STRING, start, m.end(), (start + 1, m.end() - 1))
    yield Repair(1.7, NEXT, m.end(), (problem,), (entry,), cut=last)


def _mismatched(s: Situation) -> Iterator[Repair]:
    """A closing that does not match what is open."""
    kind, start, end = s.token[:3]
    wanted = OBJECT if kind == "}" else ARRAY
    levels = 0
    for levels, index in enumerate(reversed(s.stack)):
        if s.tape.kinds[index] == wanted:
            break
    else:
        levels = 0
    if levels:
        yield close_levels(s, levels, s.last_end)
    expected = _NAMES[s.container]
    problem = Problem(
        "S605", start, end, None, {"found": kind, "expected": expected},
        links=(_opening(s),), fix=(Edit(start, end, expected),),
    )  # fmt: skip
    yield Repair(1.2, NEXT, end, (problem,), ((CLOSE, start, end, None),), structural=True)
    yield Repair(1.5, s.state, end, (_remove(s, "S604", start, end),), structural=True)
    if kind == "]":
        yield from _missing_bracket(s)


def close_levels(s: Situation, levels: int, position: int) -> Repair:
    """The ``levels`` innermost containers lack their closing, which belongs after the last value."""
    at = _line_start(s)
    entries: tuple[Entry, ...] = ((CLOSE, at, at, None),) * levels
    closings = "".join(_NAMES[s.tape.kinds[index]] for index in s.stack[: -levels - 1 : -1])
    problem = Problem(
        _UNCLOSED[s.container], at, at, links=(_opening(s),), fix=(Edit(at, at, closings),)
    )
    cost = 1 + 0.5 * (levels - 1)
    return Repair(cost, s.state, position, (problem,), entries, structural=True)


def _line_start(s: Situation) -> int:
    """After the last value; or, where a line was begun for it, at the end of its blanks."""
    at = s.last_end
    blanks = _blanks(s.text, at)
    end = blanks.end() if blanks else at
    follows = s.text[end : end + 1] in (b",", b"]", b"}") and end < len(s.text)
    return end if follows and NEWLINE.search(s.text, at, end) else at


def _before_last_line(s: Situation, start: int) -> int:
    """Where a lost opening stood: at the end of the line before, if a line begins at ``start``."""
    blanks_start = len(s.text[max(0, start - _REREAD) : start].rstrip(b" \t\r\n")) + max(0, start - _REREAD)
    ends = [m.start() for m in NEWLINE.finditer(s.text, blanks_start, start)]
    return ends[-1] if ends else start


def open_array(s: Situation) -> Repair:
    """An array begins here whose opening is missing."""
    start = s.token.start
    at = _before_last_line(s, start)
    problem = _insert("S606", at, "[", expected="[")
    return Repair(1.6, FIRST_VALUE, start, (problem,), ((ARRAY, at, at, None),), structural=True)


def _missing_brace(s: Situation) -> Iterator[Repair]:
    """``"client": "nom": …``: the last string is the first key of an object never opened."""
    last = len(s.tape) - 1
    if last >= 0 and s.tape.kinds[last] == kinds.STRING:
        start, end = s.tape.starts[last], s.tape.ends[last]
        content = s.tape.contents.get(last)
        at = _before_last_line(s, start)
        yield Repair(
            1.1, VALUE, s.token.end, (_insert("S606", at, "{", expected="{"),),
            ((OBJECT, at, at, None), (kinds.KEY, start, end, content)),
            cut=last, structural=True,
        )  # fmt: skip


def _missing_bracket(s: Situation) -> Iterator[Repair]:
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
        1.6, FIRST_VALUE, start, (_insert("S606", at, "[", expected="["),),
        ((ARRAY, at, at, None),), cut=first, structural=True,
    )  # fmt: skip


def _left_open(s: Situation) -> Iterator[Repair]:
    """An element of an array begins while the one before lacks its closing brace."""
    if len(s.stack) > 1 and s.tape.kinds[s.stack[-2]] == ARRAY:
        yield close_levels(s, 1, s.token.start)._replace(cost=1.2, state=VALUE)


def extra_closing_before(s: Situation, cost: float) -> Iterator[Repair]:
    """The closing just read is one too many: what follows belongs inside."""
    last = len(s.tape) - 1
    if last >= 0 and s.tape.kinds[last] == CLOSE and s.tape.ends[last] > s.tape.starts[last]:
        start, end = s.tape.starts[last], s.tape.ends[last]
        yield Repair(cost, NEXT, end, (_remove(s, "S604", start, end),), cut=last, structural=True)


# In an object: a key is awaited.


def _in_key(s: Situation) -> Iterator[Repair]:
    kind, start, end = s.token[:3]
    if kind == "}" and s.state == KEY:
        problem = _trailing(s, "}")
        yield Repair(0.5, NEXT, end, (problem,), ((CLOSE, start, end, None),))
    elif kind == ",":
        rule = "S103" if s.state == KEY else "S109"
        yield Repair(1, s.state, end, (_remove(s, rule, start, end),), comma=start)
    elif kind == ":":
        empty = (kinds.KEY, start, start, (start, start))
        yield Repair(1.5, VALUE, end, (Problem("S705", start, start),), (empty,))
    elif kind == "]":
        if s.state == KEY:
            yield Repair(1.5, NEXT, start, (_trailing(s, "]"),))
        yield Repair(1.6, NEXT, start, ())
    elif kind in ("{", "["):
        yield Repair(1.3, s.state, end, (_remove(s, "S607", start, end),), structural=True)
        if s.state == KEY:
            yield from _left_open(s)
            yield from _missing_bracket(s)
            yield from extra_closing_before(s, 1.7)
    elif kind == "n":
        yield from _decimal_comma(s)
    if kind in ("w", "n", "l") and not s.token.problems:
        found = decode(s.text[start:end])
        problem = Problem("S203", start, end, None, {"key": found}, fix=(Edit(start, end, f'"{found}"'),))
        yield Repair(1.5, COLON, end, (problem,), ((kinds.KEY, start, end, (start, end)),))
        yield Repair(1.4, s.state, start + 1, (_remove(s, "S109", start, start + 1),))
        if s.text[end : end + 1] == b'"':
            yield _unopened(s, kinds.KEY, COLON, start, end + 1)
    if kind == "w" and (m := _closed_late(s.text, start)):
        yield _unopened(s, kinds.KEY, COLON, start, m.end())


def _decimal_comma(s: Situation) -> Iterator[Repair]:
    """``12,50``: a number, a comma and digits where a key should be."""
    tape = s.tape
    last = len(tape) - 1
    start, end = s.token.start, s.token.end
    if (
        last >= 0
        and tape.kinds[last] == kinds.NUMBER
        and tape.ends[last] == s.comma
        and start == s.comma + 1
        and s.text[start:end].isdigit()
    ):
        first = tape.starts[last]
        found = decode(s.text[first:end])
        suggestion = found.replace(",", ".")
        problem = Problem(
            "S108", first, end, None, {"found": found, "suggestion": suggestion},
            fix=(Edit(first, end, suggestion),),
        )  # fmt: skip
        yield Repair(0.8, NEXT, end, (problem,), ((kinds.NUMBER, first, end, None),), cut=last)


# After a key: a colon is awaited.


def _in_colon(s: Situation) -> Iterator[Repair]:
    kind, start, end = s.token[:3]
    key = _last_key(s)
    missing = Problem("S704", s.last_end, s.last_end, None, {"key": key})
    nothing: tuple[Entry, ...] = ((kinds.OTHER, s.last_end, s.last_end, None),)
    if kind == ",":
        problem = Problem("S104", start, end, None, {"key": key}, fix=(Edit(start, end, ":"),))
        yield Repair(1, VALUE, end, (problem,))
        yield Repair(1.5, NEXT, start, (missing,), nothing)
    elif kind in ("}", "]", ""):
        yield Repair(1, NEXT, start, (missing,), nothing)
    elif kind == "?" or (kind == "w" and end - start == 1):
        yield Repair(1, VALUE, end, (_replace(s, "S109", start, end, ":"),))
    if kind in ("s", "n", "l", "w", "q", "{", "["):
        yield Repair(1.1, VALUE, start, (_insert("S106", s.last_end, ":", key=key),))
    if kind == "w":
        yield Repair(1.2, VALUE, start + 1, (_replace(s, "S109", start, start + 1, ":"),))


# A value is awaited.


def _in_value(s: Situation) -> Iterator[Repair]:
    kind, start, end = s.token[:3]
    in_object = s.container == OBJECT
    key = _last_key(s) if in_object else ""
    at = _after_colon(s) if in_object else s.last_end
    missing = Problem("S704", at, at, None, {"key": key})
    nothing: tuple[Entry, ...] = ((kinds.OTHER, at, at, None),)
    if kind == "," and in_object:
        yield Repair(1, NEXT, start, (missing,), nothing)
    elif kind == ",":
        rule = "S103" if s.state == VALUE else "S109"
        yield Repair(1, s.state, end, (_remove(s, rule, start, end),), comma=start)
    elif kind in ("}", "]"):
        if in_object or not s.stack:
            yield Repair(1, NEXT, start, (missing,), nothing)
        elif s.state == VALUE:
            entries: tuple[Entry, ...] = ((CLOSE, start, end, None),) if kind == "]" else ()
            yield Repair(0.5, NEXT, end if entries else start, (_trailing(s, "]"),), entries)
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
        yield Repair(1.3, NEXT, end, s.token.problems, (_scalar(s.token, s.text),))
        prefix = number_prefix(s.text, start)
        if prefix > start:
            number = (kinds.NUMBER, start, prefix, None)
            yield Repair(1.4, NEXT, prefix + 1, (_remove(s, "S109", prefix, prefix + 1),), (number,))
            if s.stack:
                comma = _replace(s, "S109", prefix, prefix + 1, ",")
                yield Repair(1.5, s.after_value(), prefix + 1, (comma,), (number,), comma=prefix)
                closing = _replace(s, "S605", prefix, prefix + 1, _NAMES[s.container])
                entries = (number, (CLOSE, prefix, prefix + 1, None))
                yield Repair(1.6, NEXT, prefix + 1, (closing,), entries, structural=True)


def _bare_value(s: Situation) -> Iterator[Repair]:
    """A word, or some other character, where a value should be."""
    text, start, end = s.text, s.token.start, s.token.end
    stop = min(end, start + len(decode(text[start : start + 4])[:1].encode("utf-8", "surrogateescape")))
    if m := _closed_late(text, start):
        yield _unopened(s, kinds.STRING, NEXT, start, m.end())
    m = _bare(text, start)
    if m and _separator(text, m.end()):
        found = decode(m.group())
        quoted = '"' + found.replace("\\", "\\\\") + '"'
        problem = Problem("S205", start, m.end(), None, {"found": found}, fix=(Edit(start, m.end(), quoted),))
        yield Repair(1.1, NEXT, m.end(), (problem,), ((kinds.STRING, start, m.end(), m.span()),))
    if _opens_next(text, stop):
        for opening, kind, state in (("{", OBJECT, FIRST_KEY), ("[", ARRAY, FIRST_VALUE)):
            problem = _replace(s, "S606", start, stop, opening)
            yield Repair(1.3, state, stop, (problem,), ((kind, start, stop, None),), structural=True)
    yield Repair(1.2, s.state, stop, (_remove(s, "S109", start, stop),))


# Nothing is awaited any more.


def _in_end(s: Situation) -> Iterator[Repair]:
    kind, start = s.token.kind, s.token.start
    yield from extra_closing_before(s, 1.1)
    if kind == ":":
        yield from _missing_brace(s)
    if kind in ("}", "]"):
        yield Repair(1.0, END, s.token.end, (_remove(s, "S604", start, s.token.end),), structural=True)
    rule = "S702" if kind in ("{", "[") else "S701"
    stop = len(s.text.rstrip(b" \t\r\n"))
    params = {"found": decode(s.text[start : min(stop, start + 200)])}
    yield Repair(5, END, len(s.text), (Problem(rule, start, stop, None, params),), structural=True)


# Quotes: an opening one lacks its closing, or one is too many.


def _quotes(s: Situation) -> Iterator[Repair]:
    token, text = s.token, s.text
    if token.kind in ("q", "s"):
        key = s.state in (KEY, FIRST_KEY)
        if token.kind == "q" and s.state in (KEY, FIRST_KEY, VALUE, FIRST_VALUE):
            kind, state = (kinds.KEY, COLON) if key else (kinds.STRING, NEXT)
            yield from _close_early(s, kind, state, token.start, NO_CUT)
            yield from _many_lines(s, kind, state)
        yield Repair(
            1.8, s.state, token.start + 1, (_remove(s, "S206", token.start, token.start + 1),), structural=True
        )
    last = len(s.tape)
    for index in range(last - 1, max(last - 3, -1), -1):
        kind = s.tape.kinds[index]
        start = s.tape.starts[index]
        if kind not in (kinds.KEY, kinds.STRING) or text[start : start + 1] != b'"':
            continue
        before = _state_before(s.tape, index)
        yield Repair(
            1.8, before, start + 1, (_remove(s, "S206", start, start + 1),), cut=index, structural=True
        )
        yield from _close_early(s, kind, COLON if kind == kinds.KEY else NEXT, start, index)


def _close_early(s: Situation, kind: int, state: int, start: int, cut: int) -> Iterator[Repair]:
    """The string that starts here lacks its closing quote, which belongs at a natural end."""
    limit = min(len(s.text), start + 4096)
    quote = s.text.find(b'"', start + 1, limit)
    stop = limit if quote < 0 else quote
    for tries, m in enumerate(_natural_end.finditer(s.text, start + 1, stop)):
        if tries == 8:
            return
        at = m.start()
        problem = _insert("S204", at, '"', side="close", text=decode(s.text[start + 1 : at]))
        yield Repair(
            1.5 + tries * 0.01, state, at, (problem,), ((kind, start, at, (start + 1, at)),),
            cut=cut, structural=True,
        )  # fmt: skip
    if stop == len(s.text):
        at = max(len(s.text.rstrip(b" \t\r\n")), start + 1)
        yield _cut_off(s, kind, start, at, cut)


def _cut_off(s: Situation, kind: int, start: int, at: int, cut: int) -> Repair:
    """The text ends within a string: one finding, though all that is open lacks its closing too."""
    problem = Problem("S601", start, at, fix=(Edit(at, at, '"'),))
    entries: list[Entry] = [(kind, start, at, (start + 1, at))]
    if kind == kinds.KEY:
        entries.append((kinds.OTHER, at, at, None))
    if cut == NO_CUT or cut == len(s.tape) - 1:
        entries += [(CLOSE, at, at, None)] * len(s.stack)
    return Repair(2.5, END, len(s.text), (problem,), tuple(entries), cut=cut, structural=True)


_any_string = re.compile(rb'"(?:[^"\\]|\\(?s:.))*"').match


def _many_lines(s: Situation, kind: int, state: int) -> Iterator[Repair]:
    """The string runs over line ends: they should have been escaped."""
    start = s.token.start
    m = _any_string(s.text, start, min(len(s.text), start + 65536))
    if m and _separator(s.text, m.end()):
        problems = string_problems(s.text, start, m.end())
        yield Repair(1.7, state, m.end(), problems, ((kind, start, m.end(), None),))


def _unopened(s: Situation, kind: int, state: int, start: int, end: int) -> Repair:
    problem = _insert("S204", start, '"', side="open", text=decode(s.text[start : end - 1]))
    return Repair(1.2, state, end, (problem,), ((kind, start, end, (start, end - 1)),))


def _state_before(tape: Tape, index: int) -> int:
    """What was awaited where this key or scalar stands."""
    opening = tape.kinds[index - 1] if index else 0
    if tape.kinds[index] == kinds.KEY:
        return FIRST_KEY if opening == OBJECT else KEY
    return FIRST_VALUE if opening == ARRAY else VALUE


# Building blocks.


def _string(kind: int, token: Token) -> Entry:
    plain = token.content == (token.start + 1, token.end - 1)
    return (kind, token.start, token.end, None if plain else token.content)


def _scalar(token: Token, text: bytes) -> Entry:
    if token.kind == "s":
        return _string(kinds.STRING, token)
    kind = kinds.NUMBER
    if token.kind == "l":
        word = decode(text[token.start : token.end])
        meant = str(token.problems[0].params["suggestion"]) if token.problems else word
        kind = {"true": kinds.TRUE, "false": kinds.FALSE}.get(meant, kinds.NULL)
    return (kind, token.start, token.end, None)


def _last_key(s: Situation) -> str:
    tape = s.tape
    for index in range(len(tape) - 1, max(len(tape) - 3, -1), -1):
        if tape.kinds[index] == kinds.KEY:
            span = tape.contents.get(index) or (tape.starts[index] + 1, tape.ends[index] - 1)
            return unescape(s.text[slice(*span)])
    return ""


def _after_colon(s: Situation) -> int:
    m = _colon(s.text, s.last_end)
    return m.end() if m else s.last_end


def _insert(rule: str, at: int, what: str, **params: object) -> Problem:
    return Problem(rule, at, at, None, params, fix=(Edit(at, at, what),))


def _remove(s: Situation, rule: str, start: int, end: int) -> Problem:
    found = decode(s.text[start:end])
    return Problem(rule, start, end, None, {"found": found}, fix=(Edit(start, end, ""),))


def _replace(s: Situation, rule: str, start: int, end: int, to: str) -> Problem:
    params = {"found": decode(s.text[start:end]), "expected": to}
    return Problem(rule, start, end, None, params, fix=(Edit(start, end, to),))


def _trailing(s: Situation, closing: str) -> Problem:
    at = s.comma
    return Problem("S101", at, at + 1, None, {"closing": closing}, fix=(Edit(at, at + 1, ""),))


def _opening(s: Situation) -> Link:
    at = s.tape.starts[s.stack[-1]]
    return Link(at, at + 1, None, "opening")


def _close_all(s: Situation) -> Repair:
    """The text ends while containers are open: one finding, for the innermost."""
    return close_levels(s, len(s.stack), len(s.text))._replace(cost=2, state=END)


def skip(s: Situation, cost: float) -> Repair:
    """Pass over what stands here: always possible, seldom right."""
    token = s.token
    end = token.end
    rule = {"}": "S604", "]": "S604", "{": "S607", "[": "S607", ",": "S103", "q": "S206"}.get(token.kind, "S109")
    return Repair(cost, s.state, end, (_remove(s, rule, token.start, end),), structural=rule in ("S604", "S607"))

