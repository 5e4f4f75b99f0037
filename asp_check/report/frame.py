"""A finding's place, drawn: its line between its neighbours, carets below, the model's line beside.

Only the bytes near the place are looked at: a line of 100 MB costs no more than a short one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from asp_check.finding import Finding
from asp_check.report import cells as drawing
from asp_check.report import lines as nearby
from asp_check.report import model_line
from asp_check.report.lines import Line
from asp_check.text import decode

Paint = Callable[[str, str], str]
"""From a style and a text to the text in that style."""

REACH = 8
"""Bytes looked at on each side for one column: up to four a character, and marks take no column."""

MINIMUM = 20
"""Columns left to the text of a line, however narrow the screen."""

_BLANK = re.compile(r"(?:\s|⟨(?:LF|CR|TAB)⟩)+")
"""Blanks between tokens, as a finding on the layout shows them."""

_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


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
    line = nearby.at(data, finding.offset, budget * REACH)
    before = nearby.before(data, line, budget * REACH)
    after = nearby.after(data, line, budget * REACH)
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
        return _marked(model, nearby.at(model, place[0], budget * REACH), place, budget)[0]
    if _BLANK.fullmatch(finding.expected):
        cells = [("·", 1) if cell == (" ", 1) else cell for cell in drawing.cells(finding.expected)]
    else:
        first, *others = re.split("[\r\n]", finding.expected, maxsplit=1)
        cells = drawing.cells(first[: budget * REACH]) + [drawing.CUT] * len(others)
    return drawing.text(drawing.head(cells, budget))


# --------------------------------------------------------------------------- drawing


def _context(data: bytes, line: Line, budget: int) -> str:
    cells = drawing.cells(decode(data[line.start : line.stop]))
    if not line.whole_start:
        return drawing.text(drawing.tail([drawing.CUT, *cells], budget))
    return drawing.text(drawing.head(cells if line.whole_stop else [*cells, drawing.CUT], budget))


def _marked(data: bytes, line: Line, span: tuple[int, int], budget: int) -> tuple[str, int, str]:
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
    before, mark, after = (drawing.cells(piece, named) for piece in pieces)
    if not line.whole_start:
        before.insert(0, drawing.CUT)
    if not line.whole_stop:
        (mark if end > stop else after).append(drawing.CUT)
    # An insertion point takes no room, but its caret does, also at the end of the line.
    before, mark, after = drawing.fit(before, mark, after, budget if mark else budget - 1)
    indent, carets = drawing.width(before), drawing.width(mark)
    if mark and not carets:
        indent = max(indent - 1, 0)  # an accent alone sits on the character before it
    more = "…" if end > stop and indent + carets < budget else ""
    return drawing.text(before + mark + after), indent, "^" * max(carets, 1) + more
