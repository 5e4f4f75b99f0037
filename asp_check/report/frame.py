"""A finding's place, drawn: its line between its neighbours, carets below, the model's line beside.

Only the bytes near the place are looked at: a line of 100 MB costs no more than a short one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from asp_check.finding import Finding
from asp_check.report import model_line
from asp_check.report.escape import CI_COMMAND
from asp_check.text import NEWLINE, decode, visible

Paint = Callable[[str, str], str]
"""From a style and a text to the text in that style."""

Cells = list[tuple[str, int]]
"""What is drawn for each character, and how many columns of the screen that takes."""

REACH = 8
"""Bytes looked at on each side for one column: up to four a character, and marks take no column."""

MINIMUM = 20
"""Columns left to the text of a line, however narrow the screen."""

CUT = ("…", 1)

_BLANK = re.compile(r"(?:\s|⟨(?:LF|CR|TAB)⟩)+")
"""Blanks between tokens, as a finding on the layout shows them."""

_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class _Line(NamedTuple):
    """A line of a file: where its text starts and stops, and where its newline ends."""

    start: int
    stop: int
    end: int
    whole_start: bool
    """Whether the line does start here, and was not only looked at from here on."""
    whole_stop: bool


def frame(
    finding: Finding, data: bytes, model: bytes | None, *, width: int, word: str, paint: Paint
) -> list[str]:
    """The lines of the frame; only the model's where the bytes cannot be shown at that place."""
    gutter = max(len(word), len(str(finding.line + 1)))
    budget = max(width - gutter - 3, MINIMUM)
    lines: list[str] = []

    def add(label: str, text: str, style: str = "gutter") -> None:
        edge = paint(style, f"{label:>{gutter}} │")
        lines.append(f"{edge} {text}" if text else edge)

    expected = _expected(finding, model, budget)
    if not _drawable(data, finding.offset):
        if expected:
            add(word, expected, "model")
        return lines
    line = _line_at(data, finding.offset, budget * REACH)
    before = _line_before(data, line, budget * REACH)
    after = _line_after(data, line, budget * REACH)
    if before is not None:
        add(str(finding.line - 1), _context(data, before, budget))
    text, indent, carets = _marked(data, line, (finding.offset, finding.end_offset), budget)
    add(str(finding.line), text)
    add("", " " * indent + paint(finding.severity.value, carets))
    if expected:
        add(word, expected, "model")
    if after is not None:
        add(str(finding.line + 1), _context(data, after, budget))
    return lines


def _drawable(data: bytes, offset: int) -> bool:
    if not data or offset > len(data) or data.startswith(_OTHER_ENCODINGS):
        return False
    # UTF-16 or UTF-32 without a mark: of the first four bytes, every second one at least is NUL.
    return data[:4].count(0) < 2


def _expected(finding: Finding, model: bytes | None, budget: int) -> str:
    # Of the envelope and the syntax, what is expected is no text of the model.
    if not finding.expected or finding.rule[0] in "ES":
        return ""
    place = model_line.find(model, finding.expected, finding.pointer) if model else None
    if model and place:
        return _marked(model, _line_at(model, place[0], budget * REACH), place, budget)[0]
    if _BLANK.fullmatch(finding.expected):
        cells = [("·", 1) if cell == (" ", 1) else cell for cell in _cells(finding.expected)]
    else:
        first, *others = re.split("[\r\n]", finding.expected, maxsplit=1)
        cells = _cells(first[: budget * REACH]) + [CUT] * len(others)
    return _text(_head(cells, budget))


# --------------------------------------------------------------------------- lines


def _line_at(data: bytes, offset: int, reach: int) -> _Line:
    start, whole_start = _line_start(data, offset, reach)
    between = offset > 0 and data[offset - 1 : offset + 1] == b"\r\n"
    # One byte more, so that a CR at the reach is not taken for a newline without its LF.
    newline = NEWLINE.search(data, offset - between, offset + reach + 1)
    if newline is not None:
        end = newline.end() + (data[newline.end() - 1 : newline.end() + 1] == b"\r\n")
        return _Line(start, newline.start(), end, whole_start, whole_stop=True)
    stop = min(offset + reach, len(data))
    whole_stop = stop == len(data)
    if not whole_stop:
        stop -= next((n for n in range(4) if not _continues(data, stop - n)), 0)
    return _Line(start, stop, stop, whole_start, whole_stop)


def _line_start(data: bytes, offset: int, reach: int) -> tuple[int, bool]:
    low = max(0, offset - reach)
    newline = max(data.rfind(b"\n", low, offset), data.rfind(b"\r", low, offset))
    if newline == offset - 1 and data[newline : newline + 2] == b"\r\n":
        # Between CR and LF the line has not ended yet.
        newline = max(data.rfind(b"\n", low, newline), data.rfind(b"\r", low, newline))
    if newline >= 0:
        return newline + 1, True
    if low:
        low += next((n for n in range(4) if not _continues(data, low + n)), 0)
    return low, low == 0


def _continues(data: bytes, at: int) -> bool:
    """Whether the byte there is not the first of its character."""
    return data[at : at + 1] >= b"\x80" and data[at] < 0xC0


def _line_before(data: bytes, line: _Line, reach: int) -> _Line | None:
    if not (line.whole_start and line.start):
        return None
    stop = line.start - (2 if data[line.start - 2 : line.start] == b"\r\n" else 1)
    start, whole_start = _line_start(data, stop, reach)
    return _Line(start, stop, line.start, whole_start, whole_stop=True)


def _line_after(data: bytes, line: _Line, reach: int) -> _Line | None:
    if line.end in {line.stop, len(data)}:
        return None
    return _line_at(data, line.end, reach)


# --------------------------------------------------------------------------- drawing


def _context(data: bytes, line: _Line, budget: int) -> str:
    cells = _cells(decode(data[line.start : line.stop]))
    if not line.whole_start:
        return _text(_tail([CUT, *cells], budget))
    return _text(_head(cells if line.whole_stop else [*cells, CUT], budget))


def _marked(data: bytes, line: _Line, span: tuple[int, int], budget: int) -> tuple[str, int, str]:
    """The line cut around these bytes; how many columns lie before them; the carets."""
    start, end = span
    # A newline is drawn where the finding is about it, not where a longer span runs across it.
    about_newline = line.stop < end and (end <= line.end or start >= line.stop)
    stop = line.end if about_newline else line.stop
    pieces = [
        decode(data[line.start : start]),
        decode(data[start : min(end, stop)]),
        decode(data[min(end, stop) : stop]),
    ]
    named = not unicodedata.is_normalized("NFC", "".join(pieces))
    before, mark, after = (_cells(piece, named) for piece in pieces)
    if not line.whole_start:
        before.insert(0, CUT)
    if not line.whole_stop:
        (mark if end > stop else after).append(CUT)
    # An insertion point takes no room, but its caret does, also at the end of the line.
    before, mark, after = _fit(before, mark, after, budget if mark else budget - 1)
    indent, carets = _width(before), _width(mark)
    if mark and not carets:
        indent = max(indent - 1, 0)  # an accent alone sits on the character before it
    more = "…" if end > stop and indent + carets < budget else ""
    return _text(before + mark + after), indent, "^" * max(carets, 1) + more


def _fit(before: Cells, mark: Cells, after: Cells, budget: int) -> tuple[Cells, Cells, Cells]:
    """The three parts cut so that they fit together: the mark keeps half, or what is free."""
    left, right = _width(before), _width(after)
    if left + _width(mark) + right <= budget:
        return before, mark, after
    mark = _head(mark, max(budget // 2, budget - left - right))
    rest = budget - _width(mark)
    before = _tail(before, max(rest // 2, rest - right))
    return before, mark, _head(after, rest - _width(before))


def _cells(text: str, named: bool | None = None) -> Cells:
    """Each character as it is drawn; ``named``: what is not in form NFC is named as well."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return [(character, 1) for character in text]
    if named is None:
        named = not unicodedata.is_normalized("NFC", text)
    hashes = CI_COMMAND.search(text) is not None
    return [("⟨#⟩", 3) if hashes and c == "#" else _cell(c, named) for c in text]


def _cell(character: str, named: bool) -> tuple[str, int]:
    drawn = visible(character)
    if drawn != character:
        return drawn, len(drawn)
    accent = unicodedata.category(character) in {"Mn", "Me"}
    # « é » and « e » with a combining accent look alike: a finding is often just that.
    if named and (accent or unicodedata.normalize("NFC", character) != character):
        drawn = f"⟨U+{ord(character):04X}⟩"
        return drawn, len(drawn)
    if accent:
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _width(cells: Sequence[tuple[str, int]]) -> int:
    return sum(columns for _, columns in cells)


def _text(cells: Sequence[tuple[str, int]]) -> str:
    return "".join(drawn for drawn, _ in cells)


def _head(cells: Cells, room: int) -> Cells:
    """As many of the first cells as fit, and an ellipsis where some do not."""
    if _width(cells) <= room:
        return cells
    taken, kept = 0, []
    for cell in cells:
        taken += cell[1]
        if taken >= room:
            break
        kept.append(cell)
    return [*kept, CUT] if room > 0 else []


def _tail(cells: Cells, room: int) -> Cells:
    return _head(cells[::-1], room)[::-1]
