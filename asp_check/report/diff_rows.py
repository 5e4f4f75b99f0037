"""The text of two files, line beside line, around the places where they differ.

Only lines near a difference are read: what is shown of two files of 10 MB costs what it shows.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from asp_check.difference.model import Hunk, Span
from asp_check.report import nearby
from asp_check.report.nearby import Line
from asp_check.text import NEWLINE, decode

CONTEXT = 2
"""Lines shown before and after those that differ."""

REACH = 600
"""Bytes on each side of a place beyond which a line is too long to be shown whole."""

NEAR = 240
"""Characters of such a line that are shown on each side of the place."""

CLOSE = 20
"""Bytes between two differences of such a line that are shown as one."""

_MOST = 200
"""Lines of one difference that are laid beside each other; of a longer one, the first."""


class Text(NamedTuple):
    """One line of a file: its number, its text, the newline that ends it ("" for none).

    ``cut``: whether something stands before, and after, that is not shown.
    """

    number: int
    text: str
    newline: str
    cut: tuple[bool, bool]
    start: int
    """The byte at which ``text`` starts."""
    focus: tuple[int, int] | None = None
    """Of a line too long to be shown whole: the characters of ``text`` that differ."""


class Row(NamedTuple):
    """Two lines that stand for each other; ``None`` where one file has no such line."""

    a: Text | None
    b: Text | None


class Block(NamedTuple):
    """Lines in sequence; ``left`` counts the lines of a long difference that are not among them."""

    rows: tuple[Row, ...]
    hunks: int
    left: int


class _Range(NamedTuple):
    """Lines of one file, by number; ``stop`` is exclusive.  ``offset`` lies in the first.

    ``end`` is where the last difference ends.
    """

    first: int
    stop: int
    offset: int
    end: int


class _Group(NamedTuple):
    """Lines that differ, on both sides, and how many hunks they hold.

    ``is_long``: the first of them, on one side, is too long to be shown whole.
    """

    a: _Range
    b: _Range
    hunks: int
    is_long: bool


def blocks(a: bytes, b: bytes, hunks: Sequence[Hunk]) -> Iterator[Block]:
    """The stretches of lines around the hunks, those near one another in one block.

    A line too long to be shown is cut around each of its hunks, one block a hunk.
    """
    near: list[_Group] = []
    for group in _groups(a, b, hunks):
        if near and (_gap(near[-1], group) > 2 * CONTEXT or group.is_long or near[-1].is_long):
            yield _block(a, b, near)
            near = []
        near.append(group)
    if near:
        yield _block(a, b, near)


def _groups(a: bytes, b: bytes, hunks: Sequence[Hunk]) -> Iterator[_Group]:
    """Hunks that touch the same line, together; those of a long line if they lie close."""
    held: _Group | None = None
    for hunk in hunks:
        group = _group(a, b, hunk)
        if held is not None and _belongs(held, group):
            held = held._replace(
                a=_stretched(held.a, group.a), b=_stretched(held.b, group.b), hunks=held.hunks + 1
            )
            continue
        if held is not None:
            yield held
        held = group
    if held is not None:
        yield held


def _group(a: bytes, b: bytes, hunk: Hunk) -> _Group:
    columns = {hunk.a.column, hunk.b.column, hunk.a.end_column, hunk.b.end_column}
    whole = columns == {1}
    return _Group(
        _range(hunk.a, whole),
        _range(hunk.b, whole),
        1,
        _is_long(a, hunk.a.offset) or _is_long(b, hunk.b.offset),
    )


def _range(span: Span, whole: bool) -> _Range:
    return _Range(span.line, span.end_line + (not whole), span.offset, span.end_offset)


def _belongs(held: _Group, group: _Group) -> bool:
    sides = (held.a, group.a), (held.b, group.b)
    same_line = [other.first < one.stop for one, other in sides]
    if held.is_long or group.is_long:
        return all(same_line) and all(other.offset - one.end < CLOSE for one, other in sides)
    return any(same_line)


def _stretched(one: _Range, other: _Range) -> _Range:
    return one._replace(stop=max(one.stop, other.stop), end=max(one.end, other.end))


def _gap(one: _Group, other: _Group) -> int:
    return min(other.a.first - one.a.stop, other.b.first - one.b.stop)


def _is_long(data: bytes, offset: int) -> bool:
    """Whether the line there is too long to be shown whole."""
    line = nearby.at(data, offset, REACH)
    return not (line.whole_start and line.whole_stop)


# --------------------------------------------------------------------------- the lines of a block


def _block(a: bytes, b: bytes, groups: Sequence[_Group]) -> Block:
    if groups[0].is_long:
        return Block((_long(a, b, groups[0]),), groups[0].hunks, 0)
    rows: list[Row] = []
    left = 0
    before = _before(a, groups[0].a), _before(b, groups[0].b)
    rows += _beside(*before, last=True)
    for number, group in enumerate(groups):
        ours, theirs = _lines(a, group.a), _lines(b, group.b)
        left += max(0, *(side.stop - side.first - _MOST for side in group[:2]))
        rows += _aligned(ours, theirs)
        following = groups[number + 1] if number + 1 < len(groups) else None
        after = (
            _after(a, group.a, ours, following.a if following else None),
            _after(b, group.b, theirs, following.b if following else None),
        )
        rows += _beside(*after, last=False)
    return Block(tuple(rows), sum(group.hunks for group in groups), left)


def _long(a: bytes, b: bytes, group: _Group) -> Row:
    """The one row of a long line: what lies around its difference."""
    return Row(_around(a, group.a), _around(b, group.b))


def _around(data: bytes, side: _Range) -> Text:
    line = nearby.at(data, side.offset, REACH)
    text = _text(data, line, side.first)
    end = min(max(side.end, side.offset), line.stop)
    start = min(side.offset, line.stop)
    before = len(decode(data[line.start : start]))
    after = before + len(decode(data[start : max(end, start)]))
    first, last = max(0, before - NEAR), min(after + NEAR, before + 2 * NEAR, len(text.text))
    return text._replace(
        text=text.text[first:last],
        cut=(text.cut[0] or first > 0, text.cut[1] or last < len(text.text)),
        start=text.start + len(text.text[:first].encode("utf-8", "surrogateescape")),
        focus=(before - first, min(after, last) - first),
    )


def _beside(ours: Sequence[Text], theirs: Sequence[Text], *, last: bool) -> Iterator[Row]:
    """Lines one by one; ``last``: from the end on, where one side has fewer."""
    count = max(len(ours), len(theirs))
    for n in range(count):
        places = (n - count + len(ours), n - count + len(theirs)) if last else (n, n)
        yield Row(
            ours[places[0]] if 0 <= places[0] < len(ours) else None,
            theirs[places[1]] if 0 <= places[1] < len(theirs) else None,
        )


def _aligned(ours: Sequence[Text], theirs: Sequence[Text]) -> Iterator[Row]:
    """The lines of both sides, those that are the same but for blanks beside each other."""
    keys = [[line.text.strip().rstrip(",") for line in side] for side in (ours, theirs)]
    for _, i, j, k, m in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        yield from _beside(ours[i:j], theirs[k:m], last=False)


def _before(data: bytes, side: _Range) -> list[Text]:
    line = nearby.at(data, side.offset, REACH)
    found: list[Text] = []
    number = side.first
    while len(found) < CONTEXT and number > 1:
        previous = nearby.before(data, line, REACH)
        if previous is None:
            break
        line, number = previous, number - 1
        found.append(_text(data, line, number))
    return found[::-1]


def _lines(data: bytes, side: _Range) -> list[Text]:
    """The lines of a range, the first ``_MOST``."""
    found: list[Text] = []
    line: Line | None = nearby.at(data, side.offset, REACH)
    for number in range(side.first, min(side.stop, side.first + _MOST)):
        if found and line is not None:
            line = _next(data, line)
        # What follows the last newline is no line.
        if line is None or line.start == len(data):
            break
        found.append(_text(data, line, number))
    return found


def _after(data: bytes, side: _Range, shown: Sequence[Text], until: _Range | None) -> list[Text]:
    """The lines after a range, up to the next one, or the first few."""
    if side.stop - side.first > len(shown):
        return []
    line: Line | None
    if shown:
        line = _next(data, nearby.at(data, shown[-1].start, REACH))
    else:
        line = nearby.at(data, side.offset, REACH)
    found: list[Text] = []
    for number in range(side.stop, until.first if until else side.stop + CONTEXT):
        if line is None or line.start == len(data):
            break
        found.append(_text(data, line, number))
        line = _next(data, line)
    return found


def _next(data: bytes, line: Line) -> Line | None:
    if line.whole_stop:
        return nearby.after(data, line, REACH)
    newline = NEWLINE.search(data, line.stop)
    if newline is None or newline.end() == len(data):
        return None
    return nearby.at(data, newline.end(), REACH)


def _text(data: bytes, line: Line, number: int) -> Text:
    newline = decode(data[line.stop : line.end])
    cut = (not line.whole_start, not line.whole_stop)
    return Text(number, decode(data[line.start : line.stop]), newline, cut, line.start)
