"""What ``fix`` would change, as a unified diff whose invisible characters are drawn.

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

_SMALL = 400
"""Lines of a change in which a finer one is looked for."""

_WIDE = 2000
"""Characters of a line that are drawn; of a longer one, what surrounds the change."""

_COLORS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_PLAIN = "\x1b[0m"


class Block(NamedTuple):
    """Lines of the first text that are replaced by lines of the second: ends are exclusive."""

    start: int
    end: int
    new_start: int
    new_end: int


def unified(path: str, old: bytes, new: bytes, lang: str, color: bool) -> str:
    """The difference between a file and what is to become of it; every line ends with LF."""
    before, after = _lines(old), _lines(new)
    shown = visible(display(path))
    to = f"{shown} ({('réparé', 'repaired')[lang == 'en']})"
    lines = [f"--- {shown}", f"+++ {to}"]
    usual = _usual(after)
    for hunk in _hunks(_blocks(before, after)):
        lines += _drawn(hunk, before, after, usual, lang)
    if color:
        lines = [f"{_COLORS[x[0]]}{x}{_PLAIN}" if x[:1] in _COLORS else x for x in lines]
    return "".join(f"{line}\n" for line in lines)


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
    hunk: Sequence[Block], old: Sequence[bytes], new: Sequence[bytes], usual: bytes, lang: str
) -> Iterator[str]:
    first, last = hunk[0], hunk[-1]
    lead = min(CONTEXT, first.start)
    trail = min(CONTEXT, len(old) - last.end)
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
