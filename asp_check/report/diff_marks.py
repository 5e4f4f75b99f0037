"""What differs inside two texts, word by word; what every form of ``diff`` marks.

Two texts that print alike (composed or not, letters of another alphabet) are told by their code
points: nothing else on the page would tell them apart.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from asp_check.exactness.names import why_differs

REACH = 240
"""Characters of two long texts that are kept on each side of what differs."""

LONGEST = 2000
"""Characters of one text that are compared word by word, and shown at all."""

CUT = "…"

_MOST = 400
"""Words on each side beyond which all that lies between the first and the last difference is one."""

_ALIKE = 0.25
"""The part of two texts that must be common for marks to say more than the texts themselves."""

_EDGE = ' \t",'

# An escape of JSON, a number or a date, a word with its accents, blanks, or one character.
_TOKEN = re.compile(
    r"\\u[0-9A-Fa-f]{4}|\\."
    r"|\d+(?:[.,:/-]\d+)*"
    r"|(?:[^\W\d_][\u0300-\u036f]*)+"
    r"|[ \t\r\n]+|.",
    re.DOTALL,
)


class Run(NamedTuple):
    """A stretch of a text, and whether the other text has something else in its place."""

    text: str
    changed: bool


class Marks(NamedTuple):
    """Two texts in runs.  ``named``: they print alike, what differs is told by code points.

    ``split``: some words are common, and some are not: marks then say more than the texts do.
    """

    old: tuple[Run, ...]
    new: tuple[Run, ...]
    named: bool
    split: bool


def marks(old: str, new: str, shown: tuple[str, str] | None = None) -> Marks:
    """The runs of two texts, each cut around what differs where it is very long.

    ``shown``: what stands in the runs instead, character for character (values that are masked).

    >>> marks('"le 12 mars"', '"le 13 mars"').new
    (Run(text='"le ', changed=False), Run(text='13', changed=True), Run(text=' mars"', changed=False))
    """
    stretches = around(old, new)
    one, other = (_cut(text, *at) for text, at in zip((old, new), stretches, strict=True))
    found = _marks(one, other)
    if shown is None:
        return found
    dress = [_cut(text, *at) for text, at in zip(shown, stretches, strict=True)]
    return found._replace(old=_dressed(found.old, dress[0]), new=_dressed(found.new, dress[1]))


def _marks(old: str, new: str) -> Marks:
    if old == new:
        return Marks((Run(old, False),), (Run(new, False),), False, False)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pairs = list(_runs(before, after))
    common = sum(len(a) for a, _, changed in pairs if not changed and a.strip(' "'))
    named = _print_alike(old, new)
    if not named and common < _ALIKE * max(len(old), len(new)):
        return Marks(*_whole(old, new), named, False)
    return Marks(
        tuple(Run(a, changed) for a, _, changed in pairs if a),
        tuple(Run(b, changed) for _, b, changed in pairs if b),
        named,
        True,
    )


def _dressed(runs: Sequence[Run], shown: str) -> tuple[Run, ...]:
    found, start = [], 0
    for run in runs:
        found.append(Run(shown[start : start + len(run.text)], run.changed))
        start += len(run.text)
    return tuple(found)


def _whole(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The texts as they are, changed all through but for the quotes and blanks at their edges."""
    limit = min(len(old), len(new))
    head = end = 0
    while head < limit and old[head] == new[head] and old[head] in _EDGE:
        head += 1
    while end < limit - head and old[-1 - end] == new[-1 - end] and old[-1 - end] in _EDGE:
        end += 1
    return _edged(old, head, len(old) - end), _edged(new, head, len(new) - end)


def _edged(text: str, start: int, stop: int) -> tuple[Run, ...]:
    runs = Run(text[:start], False), Run(text[start:stop], True), Run(text[stop:], False)
    return tuple(run for run in runs if run.text)


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """What stands for what: two texts and whether they differ; blanks between differences go along."""
    held = ["", ""]
    blank = ""
    for a, b, changed in _stretches(before, after):
        if changed:
            held = [held[0] + blank + a, held[1] + blank + b]
            blank = ""
        elif any(held) and not a.strip(" ") and not blank:
            blank = a
        else:
            if any(held):
                yield held[0], held[1], True
            held = ["", ""]
            yield blank + a, blank + b, False
            blank = ""
    if any(held):
        yield held[0], held[1], True
    if blank:
        yield blank, blank, False


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    head = _common(before, after)
    end = _common(before[head:][::-1], after[head:][::-1])
    a, b = before[head : len(before) - end], after[head : len(after) - end]
    if head:
        text = "".join(before[:head])
        yield text, text, False
    if max(len(a), len(b)) > _MOST or not a or not b:
        yield "".join(a), "".join(b), True
    else:
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield "".join(a[i:j]), "".join(b[k:m]), tag != "equal"
    if end:
        text = "".join(before[len(before) - end :])
        yield text, text, False


# --------------------------------------------------------------------------- long texts


def around(old: str, new: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """From where to where to show two texts: all, or ``REACH`` characters around what differs.

    >>> around("x" * 5000 + "a", "x" * 5000 + "b")
    ((4760, 5001), (4760, 5001))
    """
    if max(len(old), len(new)) <= LONGEST:
        return (0, len(old)), (0, len(new))
    head = _common(old, new)
    first = max(0, head - REACH)
    room = min(len(old), len(new)) - head
    end = _common(old[len(old) - room :][::-1], new[len(new) - room :][::-1])
    last = max(0, end - REACH)
    return (
        (first, min(len(old) - last, first + LONGEST)),
        (first, min(len(new) - last, first + LONGEST)),
    )


def _cut(text: str, first: int, last: int) -> str:
    return f"{CUT if first else ''}{text[first:last]}{CUT if last < len(text) else ''}"


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many first items are the same; looked for in doubling steps, for long texts."""
    limit = min(len(one), len(other))
    done, step = 0, 64
    while done < limit:
        stop = min(done + step, limit)
        if one[done:stop] == other[done:stop]:
            done, step = stop, step * 2
        elif stop - done <= 64:
            return next(i for i in range(done, stop) if one[i] != other[i])
        else:
            step = 64 if step <= 128 else step // 4
    return done


# --------------------------------------------------------------------------- what looks the same


def _print_alike(old: str, new: str) -> bool:
    one, other = unicodedata.normalize("NFC", old), unicodedata.normalize("NFC", new)
    if one == other:
        return True
    return not (one.isascii() and other.isascii()) and why_differs(one, other) == "homoglyph"
