"""Where the values stand on a page that a program laid out: their words, as poppler lists them.

A value that stands at one place only has its box; of another, only what it says is known.
"""

from __future__ import annotations

import html
import re
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from drawing.blocks import Content, Sheet, Signature, Tick, Value, contents, text_of
from drawing.truth import Box, Drawn, Shown

WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
SIGNED = {"image": "present", "ink": "present", "": "absent"}


class Word(NamedTuple):
    """A word of a page, and where it stands."""

    text: str
    page: int
    box: Box


def words(data: bytes) -> list[Word]:
    """The words of a file, page by page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            ["pdftotext", "-bbox", "-enc", "UTF-8", str(path), "-"],  # noqa: S607
            check=True,
            capture_output=True,
        )
    listed = []
    for number, page in enumerate(done.stdout.decode().split("<page ")[1:], 1):
        for left, top, right, bottom, text in WORD.findall(page):
            box = (float(left), float(top), float(right), float(bottom))
            listed.append(Word(html.unescape(text), number, box))
    return listed


def pages(data: bytes) -> int:
    """How many pages a file has."""
    import pypdfium2  # noqa: PLC0415 - only here

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def drawn(sheet: Sheet, data: bytes, producer: str, suffix: str = ".pdf") -> Drawn:
    """What is known of a sheet that a program laid out."""
    listed = words(data) if suffix == ".pdf" else []
    shown = tuple(
        one
        for content in contents(sheet.blocks)
        for span in content
        if not isinstance(span, str)
        for one in _shown(span, content, listed)
    )
    box = next((block for block in sheet.blocks if isinstance(block, Signature)), None)
    count = pages(data) if suffix == ".pdf" else 0
    if count == 1:
        shown = tuple(one._replace(page=1) for one in shown)
    if box is None:
        return Drawn(data, suffix, count, shown, "", "", producer)
    page = 1 if count == 1 else _place(box.caption, listed)[0]
    how = box.sign or "empty-box"
    return Drawn(data, suffix, count, shown, SIGNED[box.sign], how, producer, page)


def _shown(span: Value | Tick, content: Content, listed: list[Word]) -> tuple[Shown, ...]:
    within = text_of(content)
    if isinstance(span, Tick):
        text = within or next((one for one in content if isinstance(one, str)), "")
        on = (Shown(span.concept, text, span.value, span.subject, text),)
        return on if span.on and span.concept else ()
    page, box = _place(span.written, listed)
    return (Shown(span.concept, span.written, span.value, span.subject, within, page, box),)


def _place(text: str, listed: list[Word]) -> tuple[int, Box | None]:
    """Where a text stands, if at one place only."""
    wanted = text.replace("\u202f", " ").replace("\u00a0", " ").split()
    flat = [part for word in listed for part in _parts(word)]
    hits = [
        start
        for start in range(len(flat) - len(wanted) + 1)
        if all(
            _bare(flat[start + offset].text) == _bare(part) for offset, part in enumerate(wanted)
        )
    ]
    if len(hits) != 1 or not wanted:
        return 0, None
    boxes = [flat[hits[0] + offset].box for offset in range(len(wanted))]
    box = (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )
    return flat[hits[0]].page, box


def _parts(word: Word) -> list[Word]:
    text = word.text.replace("\u202f", " ").replace("\u00a0", " ")
    return [Word(part, word.page, word.box) for part in text.split()]


def _bare(text: str) -> str:
    return text.strip(".,;:")
