"""Repairs of quotes: one that opens or closes is lost, or one is too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asp_check.document import tape as kinds
from asp_check.document.grammar import COLON, END, FIRST_KEY, FIRST_VALUE, KEY, NEXT, VALUE
from asp_check.document.lexer import string_problems
from asp_check.document.repairs.situation import (
    NO_CUT,
    Entry,
    Repair,
    Situation,
    insert,
    remove,
    separator_next,
)
from asp_check.document.tape import ARRAY, CLOSE, OBJECT, Tape
from asp_check.finding import Edit, Problem
from asp_check.text import decode

_natural_end = re.compile(rb"[ \t]*[,:}\]\r\n]")
_words = re.compile(rb"[0-9A-Za-z\x80-\xff]").search
_quote_at_end = re.compile(rb'[^\r\n]*?"(?=[ \t]*(?:[,}\]\r\n]|\Z))').match


def unescaped_quotes(s: Situation) -> Iterator[Repair]:
    """``"le "grand" large"``: quotes inside a value that should have been escaped."""
    last = len(s.tape) - 1
    if last < 0 or s.tape.kinds[last] != kinds.STRING or s.text[s.tape.ends[last] - 1] != 0x22:
        return
    if s.token.kind == "s" and s.token.start > s.tape.ends[last]:
        return  # Two strings apart lack a comma.
    start, inner = s.tape.starts[last], s.tape.ends[last] - 1
    m = _quote_at_end(s.text, s.token.start, min(len(s.text), s.token.start + 400))
    if m is None or not _words(s.text[inner + 1 : m.end()].partition(b'"')[0]):
        return
    quotes = [i for i in range(inner, m.end() - 1) if s.text[i] == 0x22 and s.text[i - 1] != 0x5C]
    problem = Problem(
        "S207", inner, inner + 1, None, {"found": decode(s.text[start : m.end()])},
        fix=tuple(Edit(i, i, "\\") for i in quotes),
    )  # fmt: skip
    entry = (kinds.STRING, start, m.end(), (start + 1, m.end() - 1))
    yield Repair(1.7, NEXT, m.end(), (problem,), (entry,), cut=last)


def around_quotes(s: Situation) -> Iterator[Repair]:
    """A quote too many, or one that lacks, here or in what was read last."""
    token, text = s.token, s.text
    if token.kind in ("q", "s"):
        key = s.state in (KEY, FIRST_KEY)
        if token.kind == "q" and s.state in (KEY, FIRST_KEY, VALUE, FIRST_VALUE):
            kind, state = (kinds.KEY, COLON) if key else (kinds.STRING, NEXT)
            yield from _close_early(s, kind, state, token.start, NO_CUT)
            yield from _many_lines(s, kind, state)
        yield Repair(
            1.8,
            s.state,
            token.start + 1,
            (remove(s, "S206", token.start, token.start + 1),),
            structural=True,
        )
    last = len(s.tape)
    for index in range(last - 1, max(last - 3, -1), -1):
        kind = s.tape.kinds[index]
        start = s.tape.starts[index]
        if kind not in (kinds.KEY, kinds.STRING) or text[start : start + 1] != b'"':
            continue
        before = _state_before(s.tape, index)
        yield Repair(
            1.8,
            before,
            start + 1,
            (remove(s, "S206", start, start + 1),),
            cut=index,
            structural=True,
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
        problem = insert("S204", at, '"', side="close", text=decode(s.text[start + 1 : at]))
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
    entries += [(CLOSE, at, at, None)] * _open_after(s, cut)
    return Repair(2.5, END, len(s.text), (problem,), tuple(entries), cut=cut, structural=True)


def _open_after(s: Situation, cut: int) -> int:
    """How many containers are open once the tape is cut there."""
    left = s.tape.kinds[min(cut, len(s.tape)) :]
    return len(s.stack) + left.count(CLOSE) - left.count(OBJECT) - left.count(ARRAY)


_any_string = re.compile(rb'"(?:[^"\\]|\\(?s:.))*"').match


def _many_lines(s: Situation, kind: int, state: int) -> Iterator[Repair]:
    """The string runs over line ends: they should have been escaped."""
    start = s.token.start
    m = _any_string(s.text, start, min(len(s.text), start + 65536))
    if m and separator_next(s.text, m.end()):
        problems = string_problems(s.text, start, m.end())
        yield Repair(1.7, state, m.end(), problems, ((kind, start, m.end(), None),))


def unopened(s: Situation, kind: int, state: int, start: int, end: int) -> Repair:
    """The string that ends here lacks its opening quote."""
    problem = insert("S204", start, '"', side="open", text=decode(s.text[start : end - 1]))
    return Repair(1.2, state, end, (problem,), ((kind, start, end, (start, end - 1)),))


def _state_before(tape: Tape, index: int) -> int:
    """What was awaited where this key or scalar stands."""
    opening = tape.kinds[index - 1] if index else 0
    if tape.kinds[index] == kinds.KEY:
        return FIRST_KEY if opening == OBJECT else KEY
    return FIRST_VALUE if opening == ARRAY else VALUE
