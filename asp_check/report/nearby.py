"""The lines around a place of a file, found without reading further than a given reach."""

from typing import NamedTuple

from asp_check.text import NEWLINE


class Line(NamedTuple):
    """A line of a file: where its text starts and stops, and where its newline ends."""

    start: int
    stop: int
    end: int
    whole_start: bool
    """Whether the line does start here, and was not only looked at from here on."""
    whole_stop: bool


def at(data: bytes, offset: int, reach: int) -> Line:
    """The line that holds the byte at ``offset``, as far as ``reach`` bytes on each side."""
    start, whole_start = _start(data, offset, reach)
    between = offset > 0 and data[offset - 1 : offset + 1] == b"\r\n"
    # One byte more, so that a CR at the reach is not taken for a newline without its LF.
    newline = NEWLINE.search(data, offset - between, offset + reach + 1)
    if newline is not None:
        end = newline.end() + (data[newline.end() - 1 : newline.end() + 1] == b"\r\n")
        return Line(start, newline.start(), end, whole_start, whole_stop=True)
    stop = min(offset + reach, len(data))
    whole_stop = stop == len(data)
    if not whole_stop:
        stop -= next((n for n in range(4) if not _continues(data, stop - n)), 0)
    return Line(start, stop, stop, whole_start, whole_stop)


def _start(data: bytes, offset: int, reach: int) -> tuple[int, bool]:
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


def _continues(data: bytes, offset: int) -> bool:
    """Whether the byte there is not the first of its character."""
    return data[offset : offset + 1] >= b"\x80" and data[offset] < 0xC0


def before(data: bytes, line: Line, reach: int) -> Line | None:
    """The line before this one; ``None`` before the first, and where this one's start is unknown."""
    if not (line.whole_start and line.start):
        return None
    stop = line.start - (2 if data[line.start - 2 : line.start] == b"\r\n" else 1)
    start, whole_start = _start(data, stop, reach)
    return Line(start, stop, line.start, whole_start, whole_stop=True)


def after(data: bytes, line: Line, reach: int) -> Line | None:
    """The line after this one; ``None`` after the last, and where this one's end is unknown."""
    if line.end in {line.stop, len(data)}:
        return None
    return at(data, line.end, reach)
