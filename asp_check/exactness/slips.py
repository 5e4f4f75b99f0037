"""Slips of one character that break the syntax: the template knows which character belongs there.

Where the accept path stops, one character is put right (replaced, removed, inserted, or swapped
with the next) and the path runs again: if it now reads on, that was the slip.  A text mended so is
read without guessing, and what else differs keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asp_check.document.scan import scan
from asp_check.exactness.accept import Run, accept
from asp_check.finding import Edit, Problem
from asp_check.template import Template
from asp_check.text import decode

_MAX_SLIPS = 50
_BUDGET = 32 * 1024 * 1024
"""Bytes that the accept path may run over in all."""
_FURTHER = 12
"""Bytes that it must read on for a slip to be believed."""

_NEAR = 4096
"""Bytes looked at on each side of a comma for what it stands beside."""

COMMAS = frozenset({"S101", "S103"})
"""Commas too many."""

_STRUCTURE = frozenset(b'{}[]:,"')
_BLANKS = b" \t\r\n"
_in_key = re.compile(rb'[^"]*"[ \t\r\n]*:').match
_closing_next = re.compile(rb"[ \t\r\n]*[}\]]").match


class Mended(NamedTuple):
    """The text with its slips put right, and each slip as an edit of the file."""

    text: bytes
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]

    def spans(self) -> list[tuple[int, int]]:
        """Where the slips lie in the mended text."""
        shift = 0
        found = []
        for edit in self.edits:
            size = len(_bytes(edit))
            found.append((edit.offset + shift, edit.offset + shift + size))
            shift += size - (edit.end_offset - edit.offset)
        return found

    def told(self) -> list[tuple[int, int]]:
        """Those of which all is said: without a comma too many, the text is as if it had never been."""
        spans = zip(self.spans(), self.problems, strict=True)
        return [span for span, problem in spans if problem.rule not in COMMAS]

    def shifted(self, by: int, text: bytes) -> Mended:
        """The same slips of a text that begins so many bytes later."""

        def edit(one: Edit) -> Edit:
            return one._replace(offset=one.offset + by, end_offset=one.end_offset + by)

        problems = (
            p._replace(start=p.start + by, end=p.end + by, fix=p.fix and tuple(map(edit, p.fix)))
            for p in self.problems
        )
        return Mended(text, tuple(map(edit, self.edits)), tuple(problems))

    def back(self) -> Back:
        """From places in the mended text to places in the file."""
        starts, shifts = [], []
        shift = 0
        for edit in self.edits:
            size = len(_bytes(edit))
            starts.append(edit.offset + shift + size)
            shift += size - (edit.end_offset - edit.offset)
            shifts.append(shift)
        return Back(starts, shifts)


class Back(NamedTuple):
    """The shift of each place of a mended text."""

    starts: Sequence[int]
    shifts: Sequence[int]

    def __call__(self, place: int) -> int:
        """The place in the file."""
        index = bisect_right(self.starts, place) - 1
        return place - self.shifts[index] if index >= 0 else place


def mend(template: Template, data: bytes) -> Mended | None:
    """The file with its slips of syntax put right; ``None`` if none is found."""
    text, shift, spent = data, 0, 0
    edits: list[Edit] = []
    problems: list[Problem] = []
    for _ in range(_MAX_SLIPS):
        run = accept(template, text)
        spent += len(text)
        if run.stopped < 0 or spent > _BUDGET:
            break
        best = _best(template, text, run)
        spent += 4 * len(text)
        if best is None:
            break
        (start, end, new), wanted = best
        if _breaks_syntax(text, start, end, new, wanted):
            edit = Edit(start - shift, end - shift, decode(new))
            edits.append(edit)
            problems.append(_named(text, start, end, new, wanted, edit))
        text = text[:start] + new + text[end:]
        shift += len(new) - (end - start)
    if not edits:
        return None
    mended = data
    for edit in reversed(edits):
        new = _bytes(edit)
        mended = mended[: edit.offset] + new + mended[edit.end_offset :]
    return Mended(mended, tuple(edits), tuple(problems))


_Slip = tuple[int, int, bytes]


def spare_commas(text: bytes) -> Mended | None:
    """The text without its commas too many, if without them it is JSON; ``None`` if there are none.

    Several of them near one another lead a reader that repairs one after the other astray.
    """
    if not re.search(rb",[ \t\r\n]*[,}\]]", text):
        return None
    edits: list[Edit] = []
    problems: list[Problem] = []
    waiting: list[int] = []
    for kind, start, end in scan(text):
        token = text[start:end] if kind == "punctuation" else b""
        if token == b",":
            waiting.append(start)
        elif kind != "blank":
            closing = token in (b"}", b"]")
            for place, at in enumerate(waiting):
                if place or closing:
                    edit = Edit(at, at + 1, "")
                    rule = "S101" if closing and not place else "S103"
                    params = {"found": ",", "closing": decode(token)}
                    edits.append(edit)
                    problems.append(Problem(rule, at, at + 1, None, params, None, ",", (), (edit,)))
            waiting = []
    if not edits:
        return None
    pieces = []
    position = 0
    for spare in edits:
        pieces.append(text[position : spare.offset])
        position = spare.end_offset
    mended = b"".join([*pieces, text[position:]])
    return Mended(mended, tuple(edits), tuple(problems))


def _best(template: Template, text: bytes, run: Run) -> tuple[_Slip, bytes] | None:
    """The one-character edit after which the accept path reads furthest, if it does read on.

    With the fixed text that was wanted there.
    """
    best = None
    furthest = run.stopped + _FURTHER
    for at, wanted in run.wanted or [(run.stopped, b"")]:
        for start, end, new in _edits(text, at, wanted):
            edited = text[:start] + new + text[end:]
            stopped = accept(template, edited).stopped
            reached = stopped - len(new) + end - start if stopped >= 0 else 2 * len(edited)
            if reached > furthest or (best is None and stopped < 0):
                furthest, best = reached, ((start, end, new), wanted)
    return best


def _edits(text: bytes, at: int, wanted: bytes) -> Iterator[tuple[int, int, bytes]]:
    one, two = _character(text, at), 0
    if one:
        two = _character(text, at + one)
    want = wanted[: _character(wanted, 0)]
    if one and two:
        swapped = text[at + one : at + one + two] + text[at : at + one]
        if wanted.startswith(swapped):
            yield at, at + one + two, swapped
    if want and one:
        yield at, at + one, want
    if one:
        yield at, at + one, b""
    if want:
        yield at, at, want


def _bytes(edit: Edit) -> bytes:
    return edit.text.encode("utf-8", "surrogateescape")


def _character(text: bytes, at: int) -> int:
    """The size in bytes of the character at this place, 0 at the end."""
    if at >= len(text):
        return 0
    lead = text[at]
    size = 1 if lead < 0xC0 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    return min(size, len(text) - at)


def _breaks_syntax(text: bytes, start: int, end: int, new: bytes, wanted: bytes) -> bool:
    """Whether the slip makes the file unreadable, and not only other than the model."""
    both = text[start:end] + new
    if _in_key(wanted):
        return b'"' in both
    if any(byte in _STRUCTURE for byte in both):
        return True
    found = text[start:end].strip(_BLANKS)
    return bool(found) and found.isascii()


def _named(text: bytes, start: int, end: int, new: bytes, wanted: bytes, edit: Edit) -> Problem:
    """The problem that the slip is, at its place in the file."""
    found, put = decode(text[start:end]), decode(new)
    rule, params = _cause(found, put, text, end, wanted)
    return Problem(
        rule, edit.offset, edit.end_offset, None, params, put or None, found, (), (edit,)
    )


def is_spare(text: bytes, at: int) -> bool:
    """Whether the comma there stands beside another, or before a closing: it separates nothing.

    >>> is_spare(b"[1,,2]", 3), is_spare(b"[1,2]", 2), is_spare(b"[1, ]", 2)
    (True, False, True)
    """
    after = text[at + 1 : at + 1 + _NEAR].lstrip(_BLANKS)[:1]
    before = text[max(0, at - _NEAR) : at].rstrip(_BLANKS)[-1:]
    return before == b"," or after in (b",", b"}", b"]")


def _cause(
    found: str, put: str, text: bytes, end: int, wanted: bytes
) -> tuple[str, dict[str, object]]:
    """The rule that a slip breaks, and the parameters of its message."""
    params: dict[str, object] = {"found": found, "expected": put, "key": "", "text": ""}
    if not put:
        if found == "," and (m := _closing_next(text, end)):
            return "S101", {"closing": decode(m.group()[-1:])}
        if found == "," and not is_spare(text, end - 1):
            return "S109", params  # Between two digits it may stand for something.
        return _EXTRA.get(found, "S109"), params
    if put == '"':
        side = "open" if _in_key(wanted[1:]) else "close"
        return _QUOTES.get(found, "S204"), {**params, "side": side}
    if not found:
        return _MISSING.get(put, "S109"), params
    if put in ("{", "["):
        return "S606", params
    if put in ("}", "]") and found in ("}", "]"):
        return "S605", params
    return _INSTEAD.get((found, put), "S109"), params


_EXTRA = {",": "S103", '"': "S206", "{": "S607", "[": "S607", "}": "S604", "]": "S604"}
_MISSING = {",": "S102", ":": "S106", "}": "S603", "]": "S602", "{": "S606", "[": "S606"}
_INSTEAD = {(";", ","): "S105", (",", ":"): "S104", (":", ","): "S107"}
_QUOTES = {"'": "S201", "`": "S201", **dict.fromkeys("“”„‟«»‘’", "S202")}
