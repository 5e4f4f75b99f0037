"""What is shown around a finding's place: its line between its neighbours, the model's line beside.

Only the bytes near the place are looked at: a line of 100 MB costs no more than a short one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from asp_check.finding import Finding
from asp_check.report import cells as drawing
from asp_check.report import model_line, nearby
from asp_check.report.cells import Cells
from asp_check.report.nearby import Line
from asp_check.text import decode

REACH = 8
"""Bytes looked at on each side for one column: up to four a character, and marks take no column."""

BLANK = re.compile(r"(?:\s|⟨(?:LF|CR|TAB)⟩)+")
"""Blanks between tokens, as a finding on the layout shows them."""

_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class Row(NamedTuple):
    """One line that is shown, cut to fit: of the file, around the finding, or of the model.

    ``number`` is that of a line of the file.  ``mark`` is what the row is about; empty where the place
    lies between two characters.  ``more``: what it is about goes on beyond the row.
    """

    kind: Literal["context", "place", "model"]
    number: int | None
    before: Cells
    mark: Cells
    after: Cells
    more: bool = False


def rows(finding: Finding, data: bytes, model: bytes | None, budget: int) -> Iterator[Row]:
    """The rows, of ``budget`` columns at most; only the model's where the bytes cannot be shown."""
    expected = _expected(finding, model, budget)
    if not _drawable(data, finding.offset):
        yield from expected
        return
    line = nearby.at(data, finding.offset, budget * REACH)
    before = nearby.before(data, line, budget * REACH)
    after = nearby.after(data, line, budget * REACH)
    if before is not None:
        yield _context(data, before, budget, finding.line - 1)
    span = finding.offset, finding.end_offset
    yield _marked(data, line, span, budget)._replace(kind="place", number=finding.line)
    yield from expected
    if after is not None:
        yield _context(data, after, budget, finding.line + 1)


def _drawable(data: bytes, offset: int) -> bool:
    if not data or offset > len(data) or data.startswith(_OTHER_ENCODINGS):
        return False
    # UTF-16 or UTF-32 without a mark: of the first four bytes, every second one at least is NUL.
    return data[:4].count(0) < 2


def _expected(finding: Finding, model: bytes | None, budget: int) -> list[Row]:
    # Of the envelope and the syntax, what is expected is no text of the model.
    if not finding.expected or finding.rule[0] in "ES":
        return []
    place = model_line.find(model, finding.expected, finding.pointer) if model else None
    if model and place:
        row = _marked(model, nearby.at(model, place[0], budget * REACH), place, budget)
        return [row] if row.before or row.mark or row.after else []
    if BLANK.fullmatch(finding.expected):
        cells = [("·", 1) if cell == (" ", 1) else cell for cell in drawing.cells(finding.expected)]
    else:
        first, *others = re.split("[\r\n]", finding.expected, maxsplit=1)
        cells = drawing.cells(first[: budget * REACH]) + [drawing.CUT] * len(others)
    shown = drawing.head(cells, budget)
    return [Row("model", None, shown, [], [])] if shown else []


def _context(data: bytes, line: Line, budget: int, number: int) -> Row:
    cells = drawing.cells(decode(data[line.start : line.stop]))
    if not line.whole_start:
        shown = drawing.tail([drawing.CUT, *cells], budget)
    else:
        shown = drawing.head(cells if line.whole_stop else [*cells, drawing.CUT], budget)
    return Row("context", number, shown, [], [])


def _marked(data: bytes, line: Line, span: tuple[int, int], budget: int) -> Row:
    """The line cut around these bytes."""
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
    return Row("model", None, before, mark, after, end > stop)
