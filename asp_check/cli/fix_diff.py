"""What ``fix`` would change, as a unified diff whose invisible characters are drawn.

It is for reading, so it is bounded, and line endings that change throughout are told in one line.
Lines that stand once in each text and in the same order hold the two together, so that time and
memory grow with the size of the files and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from asp_check.document.encoding import decode_bytes
from asp_check.exactness.order import in_order
from asp_check.files import display
from asp_check.text import NEWLINE, decode, visible

CONTEXT = 3
"""Lines around a change."""

MOST = 200
"""Lines of changes that are drawn; the others are counted."""

_EXAMPLE = 3
"""Lines drawn of a file in which nothing but the line endings changes."""

_SLICE = 10
"""Lines that change one for one: so many of the old, then as many of the new."""

_SMALL = 400
"""Lines of a change in which a finer one is looked for."""

_WIDE = 2000
"""Characters of a line that are drawn; of a longer one, what surrounds the change."""

_NAMES = {b"\r\n": "CRLF", b"\n": "LF", b"\r": "CR"}
_COLORS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_PLAIN = "\x1b[0m"


class Block(NamedTuple):
    """Lines of the first text that are replaced by lines of the second: ends are exclusive."""

    start: int
    end: int
    new_start: int
    new_end: int


class _Ends(NamedTuple):
    """Line endings that change throughout: of how many lines, from what to what."""

    count: int  # type: ignore[assignment]  # the method of tuples gives way
    old: tuple[bytes, ...]
    new: bytes


def unified(path: str, old: bytes, new: bytes, lang: str, color: bool) -> str:
    """The difference between a file and what is to become of it; every line ends with LF."""
    en = lang == "en"
    before, after = _lines(old), _lines(new)
    shown = visible(display(path))
    lines = [f"--- {shown}", f"+++ {shown} ({('réparé', 'repaired')[en]})"]
    ends = _changed_ends(before, after)
    alike = before if ends is None else [_with_end(line, ends.new) for line in before]
    kept, left = _bounded(_blocks(alike, after), MOST)
    cut = left > 0
    if ends is not None:
        lines.append(_ends_told(ends, is_all=not kept, en=en))
        if kept:
            before = alike
        else:
            kept, cut = [Block(0, _EXAMPLE, 0, _EXAMPLE)], True
    usual = _usual(after)
    for hunk in _hunks(block for whole in kept for block in _slices(whole)):
        # What follows the last one changes too, and is no context.
        trail = 0 if cut and hunk[-1].end == kept[-1].end else CONTEXT
        lines += _drawn(hunk, before, after, usual, lang, trail)
    if left:
        lines.append(_left_told(left, en=en))
    if color:
        lines = [f"{_COLORS[x[0]]}{x}{_PLAIN}" if x[:1] in _COLORS else x for x in lines]
    return "".join(f"{line}\n" for line in lines)


# --- Line endings that change throughout


def _changed_ends(old: Sequence[bytes], new: Sequence[bytes]) -> _Ends | None:
    """The line endings that change, if those of most lines do and become all alike."""
    wanted = {_end(line) for line in new} - {b""}
    if len(wanted) != 1:
        return None
    (end,) = wanted
    found = Counter(map(_end, old))
    del found[b""]
    total, same = sum(found.values()), found.pop(end, 0)
    changed = total - same
    if changed <= _EXAMPLE or 2 * changed <= total:
        return None
    return _Ends(changed, tuple(sorted(found)), end)


def _end(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]


def _with_end(line: bytes, end: bytes) -> bytes:
    """The line with this end, if it has one."""
    body = line.rstrip(b"\r\n")
    return line if len(body) == len(line) else body + end


def _ends_told(ends: _Ends, *, is_all: bool, en: bool) -> str:
    old, new = ", ".join(_NAMES[end] for end in ends.old), _NAMES[ends.new]
    if en:
        rest = "nothing else changes, for example:" if is_all else "below, what else changes:"
        return f"\\ line endings: {old} becomes {new} on {ends.count} lines; {rest}"
    rest = (
        "rien d’autre ne change, par exemple :"
        if is_all
        else "ci-dessous, les autres changements :"
    )
    return f"\\ fins de ligne : {old} devient {new} sur {ends.count} lignes ; {rest}"


# --- No more than one reads


def _bounded(blocks: Iterable[Block], most: int) -> tuple[list[Block], int]:
    """The first blocks, as many lines as may be drawn; and how many lines of changes are not."""
    kept: list[Block] = []
    room, left, position = most, 0, 0
    for block in blocks:
        old, new = block.end - block.start, block.new_end - block.new_start
        around = min(block.start - position, 2 * CONTEXT + 1)
        position = block.end
        if room <= around:
            room, left = 0, left + old + new
            continue
        room -= around
        shown = min(old, max(room // 2, room - new))
        also = min(new, room - shown)
        kept.append(
            Block(block.start, block.start + shown, block.new_start, block.new_start + also)
        )
        room -= shown + also
        left += old - shown + new - also
    return kept, left


def _slices(block: Block) -> Iterator[Block]:
    """A block whose lines change one for one, as several that follow one another."""
    start, end, new_start, new_end = block
    if end - start != new_end - new_start:
        yield block
        return
    for at in range(0, end - start, _SLICE):
        size = min(_SLICE, end - start - at)
        yield Block(start + at, start + at + size, new_start + at, new_start + at + size)


def _left_told(left: int, *, en: bool) -> str:
    if en:
        lines = "1 more changed line is" if left == 1 else f"{left} more changed lines are"
        return f"\\ {lines} not shown; --in-place or --output FILE writes them all"
    lines = (
        "1 autre ligne changée n’est pas montrée"
        if left == 1
        else (f"{left} autres lignes changées ne sont pas montrées")
    )
    return f"\\ {lines} ; --in-place ou --output FICHIER écrit le tout"


# --- What differs


def _lines(data: bytes) -> list[bytes]:
    """The lines of a text, each with its end; of UTF-16 and UTF-32, those of what they stand for."""
    decoded = decode_bytes(data)
    if decoded.codec != "utf-8" and decoded.text is not None:
        data = decoded.text
    lines = []
    position = 0
    for m in NEWLINE.finditer(data):
        lines.append(data[position : m.end()])
        position = m.end()
    return [*lines, data[position:]] if position < len(data) else lines


def _blocks(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[Block]:
    """The blocks that differ, in order."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    last = (len(old) - tail, len(new) - tail)
    a, b = head, head
    for next_a, next_b in [*_anchors(old, new, head, tail), last]:
        yield from _finer(old, new, Block(a, next_a, b, next_b))
        a, b = next_a + 1, next_b + 1


def _anchors(
    old: Sequence[bytes], new: Sequence[bytes], head: int, tail: int
) -> list[tuple[int, int]]:
    """Lines that stand once in each text, as many as keep their order."""
    mine, yours = old[head : len(old) - tail], new[head : len(new) - tail]
    often, also = Counter(mine), Counter(yours)
    places = {line: i for i, line in enumerate(yours) if also[line] == 1}
    pairs = [
        (i, places[line]) for i, line in enumerate(mine) if often[line] == 1 and line in places
    ]
    kept = in_order([place for _, place in pairs])
    return [(head + i, head + j) for n, (i, j) in enumerate(pairs) if n in kept]


def _finer(old: Sequence[bytes], new: Sequence[bytes], block: Block) -> Iterator[Block]:
    start, end, new_start, new_end = block
    if start == end and new_start == new_end:
        return
    if not (start < end and new_start < new_end) or end - start + new_end - new_start > _SMALL:
        yield block
        return
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old[start:end], new[new_start:new_end], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Block(start + a, start + b, new_start + c, new_start + d)


def _hunks(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks near one another, together."""
    hunk: list[Block] = []
    for block in blocks:
        if hunk and block.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _drawn(
    hunk: Sequence[Block],
    old: Sequence[bytes],
    new: Sequence[bytes],
    usual: bytes,
    lang: str,
    after: int,
) -> Iterator[str]:
    """One hunk, with lines around it; ``after``: how many of them at most follow it."""
    first, last = hunk[0], hunk[-1]
    lead = min(CONTEXT, first.start)
    trail = min(after, len(old) - last.end)
    start, end = first.start - lead, last.end + trail
    new_start, new_end = first.new_start - lead, last.new_end + trail
    yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@"
    position = start
    for block in hunk:
        for i in range(position, block.start):
            yield from _line(" ", old[i], usual, lang)
        paired = block.end - block.start == block.new_end - block.new_start
        for i in range(block.start, block.end):
            other = new[block.new_start + i - block.start] if paired else b""
            yield from _line("-", old[i], usual, lang, other)
        for i in range(block.new_start, block.new_end):
            other = old[block.start + i - block.new_start] if paired else b""
            yield from _line("+", new[i], usual, lang, other)
        position = block.end
    for i in range(position, end):
        yield from _line(" ", old[i], usual, lang)


def _range(start: int, end: int) -> str:
    count = end - start
    return f"{start + 1 if count else start},{count}"


def _usual(lines: Sequence[bytes]) -> bytes:
    """The line end that need not be drawn: LF, where the repaired text has no other."""
    return b"\n" if not any(b"\r" in line[-2:] for line in lines) else b""


def _line(sign: str, line: bytes, usual: bytes, lang: str, other: bytes = b"") -> Iterator[str]:
    """One line, its blanks at the end and its line end drawn where one would not see them."""
    body = line.rstrip(b"\r\n")
    end = line[len(body) :]
    stripped = body.rstrip(b" ")
    text = visible(decode(stripped)) + "·" * (len(body) - len(stripped))
    yield (
        sign
        + _cut(text, visible(decode(other.rstrip(b"\r\n"))))
        + ("" if end == usual else visible(decode(end)))
    )
    if not end:
        yield "\\ " + ("pas de fin de ligne ici", "no newline here")[lang == "en"]


def _cut(text: str, other: str) -> str:
    """The line, or what surrounds the first difference from the other where it is very long."""
    if len(text) <= _WIDE:
        return text
    at = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    start = max(0, min(at - _WIDE // 4, len(text) - _WIDE))
    return (
        ("…" if start else "")
        + text[start : start + _WIDE]
        + ("…" if start + _WIDE < len(text) else "")
    )
