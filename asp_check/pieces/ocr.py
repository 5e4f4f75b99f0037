"""Scanned pages read by tesseract: words and ticks, each with the doubt that it was read off an image.

tesseract is the system's own, with French; nothing is installed, nothing leaves the machine.  What
it reads is never sure: it can only warn, or be confirmed by a person.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asp_check.finding import UsageError
from asp_check.pieces import ocr_marks
from asp_check.pieces.clippings import TURNED, turned
from asp_check.pieces.image import Unfit
from asp_check.pieces.model import Box, Page, Paper, Tick, Word
from asp_check.pieces.ocr_marks import DPI
from asp_check.pieces.rendering import rendered

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PAGES = 50
"""Pages of one paper that are read so; the rest stay scans."""
_SECONDS = 60
"""The time of one reading of a page, at most."""
MAX_SECONDS = 600
"""The time after which no further page of a paper is begun."""
_SURE = 0.6
"""The mean confidence from which a page need not be turned to be read."""
_REMAINS = " \t|_¦"
"""What is left of lines once they were taken away."""
_FEW = 8
"""Fewer words than this say nothing of how a page lies."""

_MISSING = (
    (
        "--ocr : tesseract introuvable ; installez-le avec le français (Debian, Ubuntu : apt install"
        " tesseract-ocr tesseract-ocr-fra ; macOS : brew install tesseract tesseract-lang)"
    ),
    (
        "--ocr: tesseract was not found; install it with French (Debian, Ubuntu: apt install"
        " tesseract-ocr tesseract-ocr-fra; macOS: brew install tesseract tesseract-lang)"
    ),
)
_NO_FRENCH = (
    (
        "--ocr : tesseract n’a pas les données du français (fra) ; installez-les (Debian, Ubuntu :"
        " apt install tesseract-ocr-fra)"
    ),
    (
        "--ocr: tesseract has no data for French (fra); install them (Debian, Ubuntu: apt install"
        " tesseract-ocr-fra)"
    ),
)


class Tesseract(NamedTuple):
    """The program, and whether it can tell how a page lies."""

    command: str
    finds_rotation: bool


def tesseract() -> Tesseract:
    """The tesseract of this system; ``UsageError`` if there is none that reads French."""
    command = shutil.which("tesseract")
    if command is None:
        raise UsageError(*_MISSING)
    try:
        listed = _run([command, "--list-langs"], b"")
    except OSError:
        raise UsageError(*_MISSING) from None
    languages = set(listed.decode("utf-8", "replace").split())
    if "fra" not in languages:
        raise UsageError(*_NO_FRENCH)
    return Tesseract(command, "osd" in languages)


def read_scans(paper: Paper, data: bytes) -> Paper:
    """The paper with the words of its scanned pages, each page turned upright.

    ``data["turned"]`` says by how many degrees, clockwise, each page that lay otherwise was turned.
    Raises ``UsageError`` if tesseract is not there.
    """
    scans = [page.number for page in paper.pages if page.scan][:MAX_PAGES]
    if not scans:
        return paper
    program = tesseract()
    read: dict[int, _Sheet] = {}
    late = monotonic() + MAX_SECONDS
    try:
        for number, picture in rendered(data, paper.form, scans, DPI):
            if monotonic() > late:
                break
            read[number] = _upright(program, picture)
    except Unfit:
        pass  # What was read until then is read; the other pages stay scans without a word.
    pages = tuple(
        _page(page, read[page.number]) if page.number in read else page for page in paper.pages
    )
    angles = {number: sheet.angle for number, sheet in read.items() if sheet.angle}
    more = {TURNED: MappingProxyType(angles)} if angles else {}
    return paper._replace(pages=pages, data=MappingProxyType({**paper.data, **more}))


# --- One page


class _Sheet(NamedTuple):
    """What was read of a page: its words in points, its marks, how it was turned."""

    words: tuple[Word, ...]
    ticks: tuple[Tick, ...]
    rules: tuple[Box, ...]
    angle: float = 0.0

    @property
    def level(self) -> tuple[Word, ...]:
        """Words that are wider than high: of a page on its side, most are not."""
        words = (word for word in self.words if len(word.text) > 2)
        return tuple(word for word in words if word.box.width > word.box.height)

    @property
    def worth(self) -> float:
        """How much was read, and how surely."""
        return sum(word.confidence or 0.0 for word in self.level)

    @property
    def is_sure(self) -> bool:
        """Whether the page lies as it should."""
        count = sum(len(word.text) > 2 for word in self.words)
        return count >= _FEW and self.worth / count >= _SURE


def _upright(program: Tesseract, picture: Image) -> _Sheet:
    """The page read as it lies, or as it lies best: most lie well, and to find out takes as long."""
    best = _read(program, picture, 0)
    if best.is_sure or not best.words:
        return best
    meant = _angle(program, picture) if program.finds_rotation else 0
    for quarters in sorted((90, 180, 270), key=lambda one: one != meant):
        other = _read(program, picture, quarters)
        best = max(best, other, key=lambda sheet: sheet.worth)
        if best.is_sure:
            break
    return best


def _angle(program: Tesseract, picture: Image) -> int:
    """By how many degrees the page is to be turned clockwise, as tesseract thinks."""
    command = [program.command, "stdin", "stdout", "--psm", "0", "-l", "osd"]
    said = _run(command, _bytes(picture.reduce(2)))
    for line in said.decode("utf-8", "replace").splitlines():
        name, _, angle = line.partition(":")
        if name.strip() == "Rotate" and angle.strip() in ("90", "180", "270"):
            return int(angle)
    return 0


def _read(program: Tesseract, picture: Image, quarters: int) -> _Sheet:
    angle = quarters + ocr_marks.skew(turned(picture, quarters))
    upright = turned(picture, angle)
    seen = ocr_marks.marks(upright)
    command = [
        program.command,
        "stdin",
        "stdout",
        "-l",
        "fra",
        "--psm",
        "3",
        "--dpi",
        str(DPI),
        "tsv",
    ]
    words = _words(_run(command, _bytes(_cleared(upright, seen))))
    scale = 72 / DPI
    return _Sheet(
        tuple(words),
        tuple(
            Tick(_points(one[:4], scale), one.ticked, "ocr", doubt="ocr") for one in seen.squares
        ),
        (
            *(Box(one.start * scale, one.first * scale, one.end * scale, one.first * scale)
              for one in seen.across),
            *(Box(one.first * scale, one.start * scale, one.first * scale, one.end * scale)
              for one in seen.down),
        ),
        angle,
    )  # fmt: skip


def _cleared(upright: Image, seen: ocr_marks.Marks) -> Image:
    """The page without its boxes and lines, which a reader of letters takes for letters."""
    from PIL import ImageDraw  # noqa: PLC0415 - only where there is one

    cleared = upright.copy()
    draw = ImageDraw.Draw(cleared)
    for one in seen.squares:
        draw.rectangle((one.left - 6, one.top - 6, one.right + 6, one.bottom + 6), fill=255)
    for line in seen.across:
        draw.rectangle((line.start, line.first - 1, line.end, line.last + 1), fill=255)
    for line in seen.down:
        draw.rectangle((line.first - 1, line.start, line.last + 1, line.end), fill=255)
    return cleared


def _points(sides: Sequence[int], scale: float) -> Box:
    left, top, right, bottom = sides
    return Box(left * scale, top * scale, right * scale, bottom * scale)


def _words(table: bytes) -> Iterator[Word]:
    rows = csv.DictReader(
        StringIO(table.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for row in rows:
        text = (row.get("text") or "").strip(_REMAINS)
        if row.get("level") != "5" or not text:
            continue
        try:
            left, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
            confidence = min(1.0, max(0.0, float(row["conf"]) / 100))
        except (KeyError, TypeError, ValueError):
            continue
        box = _points((left, top, left + width, top + height), 72 / DPI)
        yield Word(text, box, "ocr", "ocr", confidence)


# --- tesseract


def _run(command: Sequence[str], given: bytes) -> bytes:
    """What the program writes; nothing where it takes too long or fails."""
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours
            command,
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""


def _bytes(picture: Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PPM")
    return stream.getvalue()


# --- The page again


def _page(page: Page, sheet: _Sheet) -> Page:
    """The page with what was read; what a person typed or signed over the image is kept."""
    quarters = round(sheet.angle / 90) * 90 % 360

    def turn(box: Box) -> Box:
        return _turned(box, page.width, page.height, quarters)

    kept = tuple(
        word._replace(box=turn(word.box))
        for word in page.words
        if word.origin in ("field", "annotation")
    )
    size = page.width, page.height
    width, height = size[::-1] if quarters in (90, 270) else size
    return page._replace(
        width=width,
        height=height,
        words=(*sheet.words, *kept),
        ticks=(*sheet.ticks, *(tick._replace(box=turn(tick.box)) for tick in page.ticks)),
        rules=(*sheet.rules, *map(turn, page.rules)),
        images=tuple(map(turn, page.images)),
        inks=tuple(map(turn, page.inks)),
        blanks=tuple(map(turn, page.blanks)),
    )


def _turned(box: Box, width: float, height: float, angle: int) -> Box:
    """Where a box lies once the page was turned clockwise."""
    left, top, right, bottom = box
    if angle == 90:
        return Box(height - bottom, left, height - top, right)
    if angle == 180:
        return Box(width - right, height - bottom, width - left, height - top)
    if angle == 270:
        return Box(top, width - right, bottom, width - left)
    return box
