"""Boxes to tick and the lines of tables, seen in the picture of a page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
"""The resolution at which marks are sought, for all that is counted in pixels here."""

_SMALLEST, _LARGEST = 24, 84
"""Pixels of the side of a box: 6 to 20 points."""
_THICKEST = 12
_SLACK = 5
_PIECE, _RULE = 80, 150
"""Pixels of a piece of a line, and of a whole one."""
_DARKER = 28
"""How much darker than what is around it ink is, of 255."""
_EMPTY, _FULL = 0.015, 0.07
"""Up to the first share of ink a box is empty, from the second on it is ticked."""
_AROUND = 8
"""So many pixels around a box there is paper, but for the marks that reach out of it."""
_STRAIGHT = 0.88
_BLOCK, _CORNER = 3, 5
_GAP, _REACHED = 8, 0.3
"""Columns of paper beside a box, and how much of one a mark that reaches out of it may cover."""
_GLANCE = 900
"""Pixels of the longer side of the picture in which the lean of a page is sought."""
_LEVEL = 0.2
_BOX = 4
"""The filter of Pillow that takes the mean."""
_MOST = 20_000

_SIDES = re.compile(rb"(?<!\x01)\x01{%d,%d}(?!\x01)" % (_SMALLEST, _LARGEST))
_LINES = re.compile(rb"\x01{%d,}" % _PIECE)


class Square(NamedTuple):
    """A box to tick in pixels; ``ticked`` is nothing where that cannot be told."""

    left: int
    top: int
    right: int
    bottom: int
    ticked: bool | None


class Stroke(NamedTuple):
    """A straight line: along from ``start`` to ``end``, between ``first`` and ``last`` across."""

    start: int
    end: int
    first: int
    last: int


class Marks(NamedTuple):
    """What was seen on one page."""

    squares: tuple[Square, ...]
    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]


def marks(picture: Image) -> Marks:
    """The boxes and the lines in a grey picture of ``DPI``."""
    from PIL import ImageChops, ImageFilter  # noqa: PLC0415 - only where there is one
    from PIL.Image import Transpose  # noqa: PLC0415

    light = picture.filter(ImageFilter.BoxBlur(40))
    ink = ImageChops.subtract(light, picture).point([0] * _DARKER + [1] * (256 - _DARKER))
    width, height = ink.size
    bits = ink.tobytes()
    turned = ink.transpose(Transpose.TRANSPOSE).tobytes()
    squares = _squares(bits, width, height)
    return Marks(
        tuple(squares),
        tuple(_whole(_strokes(bits, width, height, _LINES))),
        tuple(_whole(_strokes(turned, height, width, _LINES))),
    )


def skew(picture: Image) -> float:
    """By how many degrees, clockwise, a grey picture is to be turned so that its lines are level."""
    from PIL import ImageOps  # noqa: PLC0415

    share = min(1.0, _GLANCE / max(picture.size))
    width, height = (max(2, round(side * share)) for side in picture.size)
    small = picture.resize((width, height))
    ink = ImageOps.invert(small)

    def levels(degrees: float) -> float:
        """How much the rows of the page differ: most where its lines are level."""
        turned = ink.rotate(-degrees).convert("F")
        rows = turned.resize((1, turned.height), _BOX).tobytes("raw", "F")
        values = memoryview(rows).cast("f")
        return sum((one - other) ** 2 for one, other in itertools.pairwise(values))

    def rank(angle: float) -> tuple[float, float]:
        return levels(angle), -abs(angle)

    rough: float = max((step / 2 for step in range(-8, 9)), key=rank)
    around = (rough + step / 10 for step in range(-4, 5))
    found: float = max(around, key=rank)
    fine = round(found, 1)
    return fine if abs(fine) >= _LEVEL else 0.0


# --- Lines


def _strokes(bits: bytes, width: int, height: int, form: re.Pattern[bytes]) -> list[Stroke]:
    """Runs of ink that lie on one another in adjacent rows, where they are thin."""
    done: list[Stroke] = []
    open_: list[Stroke] = []
    for y in range(height):
        runs = [match.span() for match in form.finditer(bits, y * width, (y + 1) * width)]
        still = []
        for stroke in open_:
            near = next((run for run in runs if _near(stroke, run, y * width)), None)
            if near is None:
                done.append(stroke)
            else:
                runs.remove(near)
                still.append(Stroke(
                    min(stroke.start, near[0] - y * width), max(stroke.end, near[1] - y * width),
                    stroke.first, y,
                ))  # fmt: skip
        open_ = still + [Stroke(start - y * width, end - y * width, y, y) for start, end in runs]
        if len(done) > _MOST:
            return []
    return [one for one in (*done, *open_) if one.last - one.first < _THICKEST]


def _near(stroke: Stroke, run: tuple[int, int], row: int) -> bool:
    return (
        abs(stroke.start - run[0] + row) <= _SLACK and abs(stroke.end - run[1] + row) <= _SLACK
    ) or (
        # A long line that is not quite level moves on from row to row.
        run[1] - run[0] >= _PIECE and stroke.start <= run[1] - row and run[0] - row <= stroke.end
    )


def _whole(strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """Lines put together from their pieces; what is too short is none."""
    pending: list[Stroke] = []
    for one in sorted(strokes):
        joined = one
        for other in pending:
            if other.end + 2 * _SLACK >= one.start and abs(other.last - one.first) <= 2 * _SLACK:
                joined = Stroke(other.start, max(other.end, one.end),
                                min(other.first, one.first), max(other.last, one.last))  # fmt: skip
                pending.remove(other)
                break
        pending.append(joined)
    yield from (one for one in pending if one.end - one.start >= _RULE)


# --- Boxes


def _squares(bits: bytes, width: int, height: int) -> Iterator[Square]:
    edges = sorted(_strokes(bits, width, height, _SIDES), key=lambda one: (one.first, one.start))
    if len(edges) > _MOST // 4:
        return
    found: list[Square] = []
    for at, top in enumerate(edges):
        for bottom in edges[at + 1 :]:
            if bottom.first - top.last > 1.4 * (top.end - top.start):
                break
            if (
                _faces(top, bottom)
                and _has_sides(bits, width, top, bottom)
                and _stands_apart(bits, width, top, bottom)
            ):
                square = _judged(bits, width, top, bottom)
                if not any(_overlap(square, other) for other in found):
                    found.append(square)
                break
    yield from (one for one in found if not _in_a_row(one, found))


def _faces(top: Stroke, bottom: Stroke) -> bool:
    """Whether two edges are the top and the bottom of something square."""
    side = top.end - top.start
    return (
        abs(top.start - bottom.start) <= _SLACK
        and abs(top.end - bottom.end) <= _SLACK
        and 0.7 * side <= bottom.last - top.first <= 1.4 * side
    )


def _has_sides(bits: bytes, width: int, top: Stroke, bottom: Stroke) -> bool:
    """Whether it is square seen from each side: letters are round, short or open somewhere."""
    left, right = top.start - _AROUND, top.end + _AROUND
    above, below = top.first - _AROUND, bottom.last + 1 + _AROUND
    if left < 0 or above < 0 or right > width or below * width > len(bits):
        return False
    rows = [bits[y * width + left : y * width + right] for y in range(above, below)]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    inner_rows, inner_columns = rows[_AROUND:-_AROUND], columns[_AROUND:-_AROUND]
    edges = [
        _edge([line.find(1) for line in lines])
        for lines in (
            inner_rows,
            [line[::-1] for line in inner_rows],
            inner_columns,
            [line[::-1] for line in inner_columns],
        )
    ]
    return None not in edges and all(_corners(rows, *(edge or 0 for edge in edges)))


def _edge(depths: Sequence[int]) -> int | None:
    """How far from one side what is first met lies, if that is in one line, paper before it."""
    usual = sorted(depths)[len(depths) // 2]
    level = sum(abs(depth - usual) <= 1 for depth in depths)
    is_straight = abs(usual - _AROUND) <= 2 and level >= _STRAIGHT * len(depths)
    return usual if is_straight else None


def _corners(rows: Sequence[bytes], left: int, right: int, top: int, bottom: int) -> Iterator[bool]:
    """Whether each corner is one: those of letters are round."""
    width, height = len(rows[0]), len(rows)
    for x in (left, width - right - _BLOCK):
        for y in (top, height - bottom - _BLOCK):
            yield sum(sum(row[x : x + _BLOCK]) for row in rows[y : y + _BLOCK]) >= _CORNER


def _stands_apart(bits: bytes, width: int, top: Stroke, bottom: Stroke) -> bool:
    """Whether there is paper at both sides, as there is not between the letters of a word."""
    rows = range(top.first, bottom.last + 1)

    def is_paper(x: int) -> bool:
        if not 0 <= x < width:
            return True
        return sum(bits[y * width + x] for y in rows) <= _REACHED * len(rows)

    def has_gap(columns: Iterable[int]) -> bool:
        seen = "".join("." if is_paper(x) else "#" for x in columns)
        return "." * _GAP in seen

    return has_gap(range(top.end, top.end + _GAP + _SLACK)) and has_gap(
        range(top.start - _GAP - _SLACK, top.start)
    )


def _judged(bits: bytes, width: int, top: Stroke, bottom: Stroke) -> Square:
    thick = max(top.last - top.first, bottom.last - bottom.first) + 1
    inset = thick + 3
    left, right = top.start + inset, top.end - inset
    rows = range(top.last + 4, bottom.first - 3)
    area = max(1, (right - left) * len(rows))
    ink = sum(sum(bits[y * width + left : y * width + right]) for y in rows) / area
    ticked = False if ink <= _EMPTY else True if ink >= _FULL else None
    return Square(top.start, top.first, top.end, bottom.last + 1, ticked)


def _overlap(one: Square, other: Square) -> bool:
    return (
        one.left < other.right and other.left < one.right
        and one.top < other.bottom and other.top < one.bottom
    )  # fmt: skip


def _in_a_row(one: Square, found: Iterable[Square]) -> bool:
    """Whether another shares a side: boxes for one character each, not to tick."""
    return any(
        other is not one
        and abs(other.top - one.top) <= _SLACK
        and min(abs(other.left - one.right), abs(other.right - one.left)) <= 2 * _SLACK
        for other in found
    )
