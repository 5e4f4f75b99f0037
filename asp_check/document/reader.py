"""Strict JSON to tape, at full speed; where the text stops being JSON, recovery takes over."""

from __future__ import annotations

import re

from asp_check.document import tape as kinds
from asp_check.document.grammar import (
    BLANKS,
    END,
    FIRST_KEY,
    FIRST_VALUE,
    KEY,
    LONE_SURROGATE_HINT,
    NEXT,
    NOT_A_WORD,
    NUMBER,
    STRING,
    VALUE,
)
from asp_check.document.shape import Shape
from asp_check.document.tape import ARRAY, OBJECT, Tape
from asp_check.finding import Problem

_key = re.compile(rb"[ \t\r\n]*(" + STRING + rb")[ \t\r\n]*:").match
_value = re.compile(
    rb"[ \t\r\n]*(?:(" + STRING + rb")|(" + NUMBER + rb")" + NOT_A_WORD
    + rb"|(true|false|null)" + NOT_A_WORD + rb"|([{\[]))"
).match  # fmt: skip
_next = re.compile(rb"[ \t\r\n]*([,}\]])").match

_LITERALS = {b"t": kinds.TRUE, b"f": kinds.FALSE, b"n": kinds.NULL}
_OPENINGS = (OBJECT, ARRAY)
_CLOSERS = {b"}": OBJECT, b"]": ARRAY}


class Reader:
    """The state of one reading.  ``state`` says what may come next.

    With a ``shape``, a recovering reader may find strict JSON surprising: the three questions
    below, which this one always answers with no, let it say so before a token is taken.
    """

    def __init__(self, text: bytes, start: int, max_depth: int) -> None:
        self.text = text
        self.tape = Tape()
        self.problems: list[Problem] = []
        self.stack: list[int] = []
        self.state = VALUE
        self.position = start
        self.comma = -1
        self.max_depth = max_depth
        self.complete = True
        self.shape: Shape | None = None
        self.surrogates = LONE_SURROGATE_HINT(text) is not None

    def strict(self) -> bool:  # noqa: C901, PLR0912, PLR0915 - one loop: a call a token halves its speed
        """Read strict JSON until something else comes; false at the end of the text."""
        text, tape, stack = self.text, self.tape, self.stack
        tape_kinds, add = tape.kinds, tape.add
        state, position = self.state, self.position
        while True:
            if state in (VALUE, FIRST_VALUE):
                m = _value(text, position)
                if m is None:
                    if state == FIRST_VALUE and (m := _next(text, position)) and m[1] == b"]":
                        position = self.close(m.start(1), m.end(1))
                        state = NEXT if stack else END
                        continue
                    break
                group = m.lastindex or 0
                start, end = m.span(group)
                if group == 4:
                    if len(stack) >= self.max_depth:
                        self._too_deep(start)
                        return False
                    is_object = text[start] == 0x7B
                    self.state, self.position = state, position
                    if self.shape is not None and self.surprising_value(start, is_object):
                        state, position = self.state, self.position
                        continue
                    stack.append(add(OBJECT if is_object else ARRAY, start, end))
                    state = FIRST_KEY if is_object else FIRST_VALUE
                else:
                    if group == 1:
                        add(kinds.STRING, start, end)
                        if self.surrogates and LONE_SURROGATE_HINT(text, start, end):
                            self.note_surrogates(start, end)
                    elif group == 2:
                        add(kinds.NUMBER, start, end)
                    else:
                        add(_LITERALS[text[start : start + 1]], start, end)
                    state = NEXT if stack else END
                position = end
            elif state == NEXT:
                m = _next(text, position)
                if m is None:
                    break
                found = m[1]
                if found == b",":
                    self.comma = m.start(1)
                    position = m.end()
                    state = KEY if tape_kinds[stack[-1]] == OBJECT else VALUE
                elif tape_kinds[stack[-1]] == _CLOSERS[found]:
                    self.state, self.position = state, position
                    if self.shape is not None and self.surprising_close(m.start(1), m.end(1)):
                        state, position = self.state, self.position
                        continue
                    position = self.close(m.start(1), m.end(1))
                    if not stack:
                        state = END
                else:
                    break
            elif state in (KEY, FIRST_KEY):
                m = _key(text, position)
                if m is None:
                    if state == FIRST_KEY and (m := _next(text, position)) and m[1] == b"}":
                        position = self.close(m.start(1), m.end(1))
                        state = NEXT if stack else END
                        continue
                    break
                start, end = m.span(1)
                self.state, self.position = state, position
                if self.shape is not None and self.surprising_key(state, start, end):
                    state, position = self.state, self.position
                    continue
                add(kinds.KEY, start, end)
                if self.surrogates and LONE_SURROGATE_HINT(text, start, end):
                    self.note_surrogates(start, end)
                position = m.end()
                state = VALUE
            elif state == END and BLANKS(text, position).end() == len(text):  # type: ignore[union-attr]
                self.state, self.position = state, position
                return False
            else:
                break
        self.state, self.position = state, position
        return True

    def close(self, start: int, end: int) -> int:
        """Close the innermost container with what stands at this span; where it ends."""
        self.tape.close(self.stack.pop(), start, end)
        return end

    def _too_deep(self, start: int) -> None:
        params = {"depth": len(self.stack) + 1, "limit": self.max_depth}
        self.problems.append(Problem("E402", start, start + 1, params=params))
        self.finish(start)

    def finish(self, position: int) -> None:
        """Stop here: close what is open, so that what was read has a shape."""
        self.complete = False
        if self.stack and self.tape.kinds[-1] == kinds.KEY:
            self.tape.add(kinds.OTHER, position, position)
        while self.stack:
            self.close(position, position)

    def note_surrogates(self, start: int, end: int) -> None:
        """Note the escapes of this string that lack their other half."""
        from asp_check.document.lexer import string_problems  # noqa: PLC0415 - they are rare

        self.problems += string_problems(self.text, start, end)

    def surprising_key(self, state: int, start: int, end: int) -> bool:  # noqa: ARG002
        """Whether this key called for a repair."""
        return False

    def surprising_value(self, start: int, is_object: bool) -> bool:  # noqa: ARG002
        """Whether this opening called for a repair."""
        return False

    def surprising_close(self, start: int, end: int) -> bool:  # noqa: ARG002
        """Whether this closing called for a repair."""
        return False
