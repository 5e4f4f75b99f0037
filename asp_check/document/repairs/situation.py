"""Where the reader is, what a repair does, and the problems that repairs are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

from asp_check.document import tape as kinds
from asp_check.document.grammar import KEY, VALUE
from asp_check.document.lexer import Token
from asp_check.document.strings import unescape
from asp_check.document.tape import ARRAY, OBJECT, Tape
from asp_check.finding import Edit, Link, Problem
from asp_check.text import decode

Entry = tuple[int, int, int, tuple[int, int] | None]
"""A tape entry to add: kind, start, end, and the span of its content where unusual."""

NO_CUT = 1 << 62
"""No entry of the tape is cut."""

CLOSINGS = {OBJECT: "}", ARRAY: "]"}

separator_next = re.compile(rb"[ \t\r\n]*(?:[,:}\]]|\Z)").match
colon_next = re.compile(rb"[ \t\r\n]*:").match
closed_late = re.compile(rb'[^"\r\n{}\[\]:]{1,400}?"(?=[ \t\r\n]*(?:[,:}\]]|\Z))').match


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
        return (
            tape.starts[last] + 1
            if opening and tape.ends[last] > tape.starts[last]
            else tape.ends[last]
        )

    def after_value(self) -> int:
        """The state in which the next member or element of the container begins."""
        return KEY if self.container == OBJECT else VALUE


def string_entry(kind: int, token: Token) -> Entry:
    """The entry of a string; the span of its content is kept where its quotes are odd."""
    plain = token.content == (token.start + 1, token.end - 1)
    return (kind, token.start, token.end, None if plain else token.content)


def scalar_entry(token: Token, text: bytes) -> Entry:
    """The entry of a scalar: of a literal badly spelled, the one that was meant."""
    if token.kind == "s":
        return string_entry(kinds.STRING, token)
    kind = kinds.NUMBER
    if token.kind == "l":
        word = decode(text[token.start : token.end])
        meant = str(token.problems[0].params["suggestion"]) if token.problems else word
        kind = {"true": kinds.TRUE, "false": kinds.FALSE}.get(meant, kinds.NULL)
    return (kind, token.start, token.end, None)


def last_key(s: Situation) -> str:
    """The key read last, decoded; empty if none was."""
    tape = s.tape
    for index in range(len(tape) - 1, max(len(tape) - 3, -1), -1):
        if tape.kinds[index] == kinds.KEY:
            span = tape.contents.get(index) or (tape.starts[index] + 1, tape.ends[index] - 1)
            return unescape(s.text[slice(*span)])
    return ""


def after_colon(s: Situation) -> int:
    """Where the colon after the key read last ends."""
    m = colon_next(s.text, s.last_end)
    return m.end() if m else s.last_end


def opening_link(s: Situation) -> Link:
    """The place where the innermost open container begins."""
    at = s.tape.starts[s.stack[-1]]
    return Link(at, at + 1, None, "opening")


def insert(rule: str, at: int, what: str, **params: object) -> Problem:
    """The problem that something lacks at this place."""
    return Problem(rule, at, at, None, params, fix=(Edit(at, at, what),))


def remove(s: Situation, rule: str, start: int, end: int) -> Problem:
    """The problem that this span is too much."""
    found = decode(s.text[start:end])
    return Problem(rule, start, end, None, {"found": found}, fix=(Edit(start, end, ""),))


def replace(s: Situation, rule: str, start: int, end: int, to: str) -> Problem:
    """The problem that something else belongs at this span."""
    params = {"found": decode(s.text[start:end]), "expected": to}
    return Problem(rule, start, end, None, params, fix=(Edit(start, end, to),))


def trailing_comma(s: Situation, closing: str) -> Problem:
    """The problem that the last comma precedes a closing."""
    at = s.comma
    return Problem("S101", at, at + 1, None, {"closing": closing}, fix=(Edit(at, at + 1, ""),))
