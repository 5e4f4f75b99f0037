"""How far a text reads on from one place: what decides between two possible repairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from asp_check.document import tape as kinds
from asp_check.document.grammar import (
    BLANKS,
    COLON,
    END,
    FIRST_KEY,
    FIRST_VALUE,
    KEY,
    NEXT,
    NOT_A_WORD,
    NUMBER,
    STRING,
    VALUE,
)
from asp_check.document.lexer import Token, lex
from asp_check.document.shape import Shape, descend
from asp_check.document.strings import unescape
from asp_check.document.tape import ARRAY, CLOSE, OBJECT, Tape

_colon = re.compile(rb"[ \t\r\n]*:").match
_CONTAINERS = {OBJECT: "{", ARRAY: "["}
_WINDOW = 8192
"""Bytes in which a token must end to be seen by a look ahead."""

_quote = re.compile(rb'[ \t\r\n]*"').match
_token = re.compile(
    rb"[ \t\r\n]*(?:(" + STRING + rb")|(" + NUMBER + rb")" + NOT_A_WORD
    + rb"|(true|false|null)" + NOT_A_WORD + rb"|([{}\[\]:,]))"
).match  # fmt: skip


class Opened(NamedTuple):
    """One open container: which, and the shape expected there if known."""

    container: str
    shape: Shape | None


class Prospect(NamedTuple):
    """How well a text reads on; the greater the better."""

    clean: bool
    """It reads to the end of the text, or as far as one looked."""
    reached: int
    """Where it stopped reading; 0 when ``clean``."""
    fitting: int
    """Minus the number of keys and containers that are not where the shape wants them."""


def entries_after(
    text: bytes,
    tape: Tape,
    stack: Sequence[int],
    cut: int,
    entries: Sequence[tuple[int, int, int, tuple[int, int] | None]],
    root: Shape | None,
) -> tuple[list[Opened], Shape | None]:
    """The open containers once the tape is cut and these entries are added; the awaited shape."""
    opened_at = list(stack)
    for index in range(len(tape) - 1, cut - 1, -1):
        kind = tape.kinds[index]
        if kind == CLOSE:
            opened_at.append(tape.links[index])
        elif kind in _CONTAINERS:
            opened_at.pop()
    opened: list[Opened] = []
    awaited = root
    for index in opened_at:
        container = _CONTAINERS[tape.kinds[index]]
        if opened:
            awaited = _child(opened[-1], _key_before(text, tape, index))
        opened.append(Opened(container, awaited))
    key = _key_before(text, tape, min(cut, len(tape)))
    if opened:
        awaited = _child(opened[-1], key)
    for kind, start, end, content in entries:
        if kind == kinds.KEY:
            span = content or (start + 1, end - 1)
            awaited = _child(opened[-1], unescape(text[slice(*span)]))
        elif kind in _CONTAINERS:
            opened.append(Opened(_CONTAINERS[kind], awaited))
            awaited = _child(opened[-1], None)
        elif kind == CLOSE:
            opened.pop()
            awaited = _child(opened[-1], None) if opened else None
    return opened, awaited


def _key_before(text: bytes, tape: Tape, index: int) -> str | None:
    if index and tape.kinds[index - 1] == kinds.KEY:
        at = index - 1
        span = tape.contents.get(at) or (tape.starts[at] + 1, tape.ends[at] - 1)
        return unescape(text[slice(*span)])
    return None


def _child(parent: Opened, key: str | None) -> Shape | None:
    if parent.container == "{" and key is None:
        return None
    return descend(parent.shape, parent.container, key)


def look_ahead(  # noqa: C901, PLR0912 - one loop, as the reader's
    text: bytes,
    opened: list[Opened],
    awaited: Shape | None,
    state: int,
    position: int,
    origin: int,
    limit: int,
) -> Prospect:
    """Read on from ``position`` for at most ``limit`` tokens beyond ``origin``."""
    opened = list(opened)
    misfits = 0
    seen = 0
    while seen < limit:
        kind, start, end = _next_token(text, position)
        if kind == "c":
            position = end
            continue
        if kind == "" and state == END:
            return Prospect(True, 0, -misfits)
        if start >= origin:
            seen += 1
        if kind in "snlw" and kind:
            if state <= KEY and kind in "sw":
                if kind == "w" and not _colon(text, end):
                    return Prospect(False, start, -misfits)
                awaited = None
                holder = opened[-1].shape
                if holder is not None and holder.container == "{":
                    awaited = holder.member(
                        unescape(text[start + 1 : end - 1])
                        if kind == "s"
                        else unescape(text[start:end])
                    )
                    misfits += awaited is None
                state = COLON
            elif state in (FIRST_VALUE, VALUE) and kind != "w":
                misfits += awaited is not None and awaited.container != ""
                state = NEXT if opened else END
            else:
                return Prospect(False, start, -misfits)
        elif kind == ":" and state == COLON:
            state = VALUE
        elif kind == "," and state == NEXT:
            state = KEY if opened[-1].container == "{" else VALUE
            if state == VALUE:
                awaited = _child(opened[-1], None)
        elif kind in ("{", "[") and state in (FIRST_VALUE, VALUE):
            misfits += awaited is not None and awaited.container != kind
            opened.append(Opened(kind, awaited))
            awaited = _child(opened[-1], None)
            state = FIRST_KEY if kind == "{" else FIRST_VALUE
        elif (kind == "}" and state in (FIRST_KEY, NEXT) and opened[-1].container == "{") or (
            kind == "]" and state in (FIRST_VALUE, NEXT) and opened[-1].container == "["
        ):
            opened.pop()
            state = NEXT if opened else END
        else:
            return Prospect(False, start, -misfits)
        position = end
    return Prospect(True, 0, -misfits)


def _next_token(text: bytes, position: int) -> tuple[str, int, int]:
    m = _token(text, position, position + _WINDOW)
    if m is None and len(text) - position > _WINDOW and _quote(text, position):
        return "q", position, position + 1  # Too long a string to be looked through again.
    if m is not None:
        group = m.lastindex or 0
        start, end = m.span(group)
        return (
            ("s", start, end)
            if group == 1
            else ("n", start, end)
            if group == 2
            else ("l", start, end)
            if group == 3
            else (chr(text[start]), start, end)
        )
    token: Token = lex(text, BLANKS(text, position).end())  # type: ignore[union-attr]
    return token.kind, token.start, token.end
