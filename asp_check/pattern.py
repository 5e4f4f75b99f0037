"""The regular expressions that a manifest may use: a subset that can never be slow.

Literals, escapes of punctuation, classes (``[A-Z0-9]``, ``\\d``, ``\\w`` and ``\\s``, ASCII only), ``.``,
alternation, groups, and repetition.  No back-reference, no look-around and no anchor: the whole
value is matched.  What repeats without bound may not itself be repeated, and the ways in which a
text could be shared among the repetitions are counted: a pattern with too many is refused.
"""

from __future__ import annotations

import re

from asp_check.finding import UsageError
from asp_check.text import visible

MAX_LENGTH = 500
"""Characters of a pattern."""

MAX_TEXT = 1000
"""Characters of a value that a pattern is held against; a longer one does not match."""

_MAX_WAYS = 10_000_000
_MAX_DEPTH = 20
_UNIT = re.compile(
    r"\[\^?\]?(?:\\.|[^\\\]])*\]"  # a class
    r"|\\[dDwWsS.\\/\-+*?()\[\]{}|^$,:;_ ]"  # a class by letter, or an escaped character
    r"|[^\\()\[\]{}*+?|^$]"  # itself, or the full stop
)
_REPEAT = re.compile(r"[*+?]|\{(\d{1,4})(?:(,)(\d{0,4}))?\}")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, ASCII, to be matched whole; ``UsageError`` outside the subset.

    >>> bool(compile_pattern(r"[A-Z]{2}-\\d{4}").fullmatch("AB-2024"))
    True
    """
    if len(pattern) > MAX_LENGTH:
        raise UsageError(
            f"« pattern » : plus de {MAX_LENGTH} caractères",
            f"`pattern`: longer than {MAX_LENGTH} characters",
        )
    end, ways = _alternatives(pattern, 0, 0)
    if end != len(pattern):
        raise _refused(pattern, end)
    if ways > _MAX_WAYS:
        raise UsageError(
            "« pattern » : trop de façons de reconnaître un même texte ; bornez les répétitions",
            "`pattern`: too many ways to match one text; bound the repetitions",
        )
    try:
        return re.compile(pattern, re.ASCII)
    except (re.error, OverflowError) as error:
        raise UsageError(f"« pattern » : {error}", f"`pattern`: {error}") from error


def matches(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a value is, as a whole, what a pattern says."""
    return len(text) <= MAX_TEXT and pattern.fullmatch(text) is not None


def _refused(pattern: str, at: int) -> UsageError:
    found = visible(pattern[at : at + 10])
    return UsageError(
        f"« pattern » : caractère {at + 1} (« {found} ») : hors de ce qu'un manifeste admet "
        "(classes, groupes, alternatives, répétitions non imbriquées)",
        f"`pattern`: character {at + 1} (“{found}”) is outside of what a manifest may use "
        "(classes, groups, alternation, repetition without nesting)",
    )


def _alternatives(pattern: str, at: int, depth: int) -> tuple[int, int]:
    """Where the alternatives that start here end, and in how many ways they can match one text."""
    if depth > _MAX_DEPTH:
        raise _refused(pattern, at)
    total, ways = 0, 1
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            total, ways, at = total + ways, 1, at + 1
            continue
        at, inner = _item(pattern, at, depth)
        ways = min(ways * inner, _MAX_WAYS + 1)
    return at, min(total + ways, _MAX_WAYS + 1)


def _item(pattern: str, at: int, depth: int) -> tuple[int, int]:
    """One unit or group with its repetition: where it ends, and its ways."""
    start, inner = at, 1
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
        at = m.end()
    m = _REPEAT.match(pattern, at)
    if m is None:
        return at, inner
    low, high = _bounds(m)
    if (inner > 1 and high is None) or (high is not None and high > MAX_TEXT):
        raise _refused(pattern, m.start())
    spread = MAX_TEXT if high is None else high - low + 1
    # The exponent is capped: beyond, the count is too great whatever it is.
    return m.end(), min(inner ** min(high or 1, 64) * max(spread, 1), _MAX_WAYS + 1)


def _bounds(m: re.Match[str]) -> tuple[int, int | None]:
    if m.group() == "?":
        return 0, 1
    if m.group() in ("*", "+"):
        return 0, None
    low = int(m.group(1))
    if m.group(2) is None:
        return low, low
    return low, int(m.group(3)) if m.group(3) else None
