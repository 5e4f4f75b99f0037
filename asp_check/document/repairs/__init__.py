"""The small repairs that could explain a fault of syntax: each with its cause and what follows.

``propose`` lists them; the reader tries them out and takes the one that lets it read on.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.document import tape as kinds
from asp_check.document.grammar import COLON, END, FIRST_KEY, FIRST_VALUE, KEY, NEXT, VALUE
from asp_check.document.lexer import Token
from asp_check.document.repairs.nesting import (
    close_all,
    close_levels,
    extra_closing_before,
    open_array,
    skip,
)
from asp_check.document.repairs.quotes import around_quotes
from asp_check.document.repairs.situation import (
    NO_CUT,
    Repair,
    Situation,
    colon_next,
    scalar_entry,
    separator_next,
    string_entry,
)
from asp_check.document.repairs.states import in_colon, in_end, in_key, in_next, in_value
from asp_check.document.tape import OBJECT
from asp_check.finding import Edit, Problem
from asp_check.text import decode


def accepted(state: int, token: Token, text: bytes) -> Repair | None:
    """The reading of a token that has its place here, though it may have faults of its own."""
    kind, start, end, _content, problems = token
    if state in (KEY, FIRST_KEY):
        if kind == "s":
            return Repair(0, COLON, end, problems, (string_entry(kinds.KEY, token),))
        if kind in ("w", "n", "l") and colon_next(text, end):
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
        if kind in ("s", "n", "l") and not (malformed and not separator_next(text, end)):
            return Repair(0, NEXT, end, problems, (scalar_entry(token, text),))
    return None


def propose(s: Situation) -> list[Repair]:
    """Every repair worth trying, the likelier first; never empty."""
    repairs = list(_by_state(s))
    repairs += around_quotes(s)
    token = s.token
    if token.kind != "" and s.state != END:
        repairs.append(skip(s, 3.0))
    elif s.stack and s.state != COLON and not (s.state == VALUE and s.container == OBJECT):
        repairs.append(close_all(s))
    return repairs


def _by_state(s: Situation) -> Iterator[Repair]:
    if s.state == NEXT:
        yield from in_next(s)
    elif s.state in (KEY, FIRST_KEY):
        yield from in_key(s)
    elif s.state == COLON:
        yield from in_colon(s)
    elif s.state in (VALUE, FIRST_VALUE):
        yield from in_value(s)
    else:
        yield from in_end(s)


__all__ = [
    "NO_CUT", "Repair", "Situation", "accepted", "close_levels", "extra_closing_before", "open_array",
    "propose", "skip",
]  # fmt: skip
