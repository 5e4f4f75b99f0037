"""The regular expressions that a manifest may use: a subset that can never be slow.

Literals, escapes of punctuation, classes (``[A-Z0-9]``, ``\\d``, ``\\w`` and ``\\s``, ASCII only), ``.``,
alternation, groups, and repetition.  No back-reference, no look-around, no anchor (the whole value is
matched), and no unbounded repetition of what is itself repeated without bound.
"""

from __future__ import annotations

import re

from asp_check.finding import UsageError

MAX_LENGTH = 500
_MAX_COUNT = 1000
_UNIT = re.compile(
    r"\[\^?\]?(?:\\.|[^\\\]])*\]"  # a class
    r"|\\[dDwWsS.\\/\-+*?()\[\]{}|^$,:;_ ]"  # a class by letter, or an escaped character
    r"|[^\\()\[\]{}*+?|^$]"  # itself, or the full stop
)
_REPEAT = re.compile(r"(?:[*+?]|\{(\d{1,4})(?:(,)(\d{0,4}))?\})")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, ASCII, to be matched whole; ``UsageError`` outside the subset.

    >>> bool(compile_pattern(r"[A-Z]{2}-\\d{4}").fullmatch("AB-2024"))
    True
    """
    if len(pattern) > MAX_LENGTH:
        raise UsageError(f"pattern: longer than {MAX_LENGTH} characters")
    end, _ = _alternatives(pattern, 0, 0)
    if end != len(pattern):
        raise _refused(pattern, end)
    try:
        return re.compile(pattern, re.ASCII)
    except (re.error, OverflowError) as error:
        raise UsageError(f"pattern {pattern!r}: {error}") from error


def _refused(pattern: str, at: int) -> UsageError:
    return UsageError(
        f"pattern {pattern!r}: character {at + 1} is outside of what a manifest may use "
        "(classes, groups, alternation, repetition without nesting)"
    )


def _alternatives(pattern: str, at: int, depth: int) -> tuple[int, bool]:
    """Where the alternatives that start here end, and whether they repeat without bound."""
    unbounded = False
    if depth > 20:
        raise _refused(pattern, at)
    adjacent = False
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            at, adjacent = at + 1, False
            continue
        start = at
        if pattern[at] == "(":
            at += 3 if pattern.startswith("(?:", at) else 1
            at, inner = _alternatives(pattern, at, depth + 1)
            if not pattern.startswith(")", at):
                raise _refused(pattern, start)
            at += 1
        else:
            m = _UNIT.match(pattern, at)
            if m is None:
                raise _refused(pattern, at)
            at, inner = m.end(), False
        m = _REPEAT.match(pattern, at)
        many = False
        if m:
            many = m.group() in ("*", "+") or (m.group(2) is not None and not m.group(3))
            counts = [int(n) for n in (m.group(1), m.group(3)) if n]
            if any(n > _MAX_COUNT for n in counts) or (inner and m.group() != "?") or (
                many and pattern[start] == "("
            ):
                raise _refused(pattern, m.start())
            at = m.end()
        if (many or inner) and adjacent:
            # Two unbounded repetitions side by side can share one text in many ways.
            raise _refused(pattern, start)
        adjacent = adjacent or many or inner
        unbounded = unbounded or many or inner
    return at, unbounded
