"""The lines of two files that stand beside each other: which are shown, and what is marked in them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.difference.hiding import Veil
from asp_check.difference.model import Difference, Hunk, Span
from asp_check.masking import drawn
from asp_check.report import diff_marks
from asp_check.report.diff_marks import Marks, Run
from asp_check.report.diff_rows import Row, Text
from asp_check.text import decode

FEW_BLANKS = 12
"""Hunks of blanks alone that are shown; where there are more, the layout is told, not shown."""

_STRING = re.compile(rb'"(?:[^"\\\n\r]|\\.)*+"')

_BEYOND = 1024
"""Bytes after a part of a line that are masked with it."""

_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class Masked:
    """A file of which lines are shown masked, from the first on; only those are looked at."""

    def __init__(self, data: bytes, veil: Veil) -> None:
        self.data, self.veil = data, veil
        self.known = [0]
        """Places that lie in no string, in order."""

    def line(self, line: Text | None) -> str:
        """The text of this line, masked, as many characters as before."""
        if line is None:
            return ""
        stop = line.start + len(line.text.encode("utf-8", "surrogateescape"))
        first = self._outside(line.start)
        # A string that is cut is masked as a whole.
        beyond = stop + _BEYOND if line.cut[1] else stop
        masked = self.veil.data(self.data[first:beyond])
        return drawn(decode(masked[line.start - first : stop - first]))

    def _outside(self, start: int) -> int:
        """The last place up to this one that lies in no string; none goes on after a newline."""
        known = self.known[bisect_right(self.known, start) - 1]
        newline = max(self.data.rfind(mark, known, start) for mark in (b"\n", b"\r"))
        known = max(known, newline + 1)
        for string in _STRING.finditer(self.data, known):
            if string.end() > start:
                break
            known = string.end()
        if known > self.known[-1]:
            self.known.append(known)
        return known


class Sides(NamedTuple):
    """The bytes of both files, and what masks them, if they are to be masked.

    ``loose``: blanks differ in so many places that they are not told: lines that differ by nothing
    else are the same.
    """

    a: bytes
    b: bytes
    masks: tuple[Masked, Masked] | None
    loose: bool


def foreign(difference: Difference) -> Iterator[str]:
    """Of which files the text cannot be shown: it is in another encoding."""
    for letter, side in zip("AB", difference[1:3], strict=True):
        head = side.data[:4]
        if side.data.startswith(_OTHER_ENCODINGS) or head.count(0) >= 2:
            yield letter


def sides(difference: Difference, veil: Veil | None, *, loose: bool) -> Sides:
    """The bytes of both files; ``veil`` hides their values."""
    a, b = difference.a.data, difference.b.data
    masks = None if veil is None else (Masked(a, veil), Masked(b, veil))
    return Sides(a, b, masks, loose)


def same(row: Row, bytes_of: Sides) -> bool:
    """Whether both sides have the same line, as far as is told."""
    if row.a is None or row.b is None:
        return False
    if bytes_of.loose and row.a.focus is None:
        return row.a.text.strip() == row.b.text.strip()
    return (row.a.text, row.a.newline) == (row.b.text, row.b.newline)


def telling(difference: Difference) -> tuple[Sequence[Hunk], int]:
    """The hunks worth showing, and how many are not: those of blanks alone, where they are many."""
    a, b = difference.a.data, difference.b.data
    blank = [_is_blank(a, hunk.a) and _is_blank(b, hunk.b) for hunk in difference.hunks]
    if sum(blank) <= FEW_BLANKS:
        return difference.hunks, 0
    kept = [hunk for hunk, alone in zip(difference.hunks, blank, strict=True) if not alone]
    return kept, sum(blank)


def _is_blank(data: bytes, span: Span) -> bool:
    return not data[span.offset : span.end_offset].strip(b" \t\r\n")


def row_marks(row: Row, bytes_of: Sides) -> Marks:
    """The two lines of a row, marked; a line that only one side has is marked nowhere."""
    a, b = row
    shown = "" if a is None else a.text, "" if b is None else b.text
    if bytes_of.masks is not None:
        one, other = bytes_of.masks
        shown = one.line(a), other.line(b)
    if a is None or b is None:
        return Marks((Run(shown[0], False),), (Run(shown[1], False),), named=False, split=False)
    if a.focus is not None and b.focus is not None:
        return Marks(_focused(shown[0], a.focus), _focused(shown[1], b.focus), False, True)
    if same(row, bytes_of):
        return Marks((Run(shown[0], False),), (Run(shown[1], False),), named=False, split=False)
    if bytes_of.loose:
        return _indented(a.text, b.text, shown)
    found = diff_marks.marks(a.text, b.text, shown)
    if a.newline == b.newline or a.cut[1] or b.cut[1]:
        return found
    split = found.split or a.text == b.text
    return found._replace(old=(*found.old, *_end(a)), new=(*found.new, *_end(b)), split=split)


def _indented(old: str, new: str, shown: tuple[str, str]) -> Marks:
    """Two lines marked, but for the blanks that they begin with and those that alone differ."""
    leads = len(old) - len(old.lstrip()), len(new) - len(new.lstrip())
    rest = shown[0][leads[0] :], shown[1][leads[1] :]
    found = diff_marks.marks(old[leads[0] :], new[leads[1] :], rest)
    one, other = (
        (Run(text[:lead], False), *(Run(r.text, r.changed and bool(r.text.strip())) for r in runs))
        for text, lead, runs in zip(shown, leads, found[:2], strict=True)
    )
    return Marks(one, other, found.named, found.split)


def _end(line: Text) -> tuple[Run, ...]:
    """The newline of a line, where it is what differs."""
    return (Run(line.newline, True),) if line.newline else ()


def _focused(text: str, focus: tuple[int, int]) -> tuple[Run, ...]:
    start, stop = focus
    runs = Run(text[:start], False), Run(text[start:stop], True), Run(text[stop:], False)
    return tuple(run for run in runs if run.text)
