"""Official wordings that a piece must bear, wherever they stand and however the lines fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from asp_check.pieces.model import Page, Reading, Sight, Wanted, Word
from asp_check.pieces.names import chain
from asp_check.pieces.view import View, around
from asp_check.pieces.wording import fold

_TOKEN = re.compile(r"[^\W_]+")
_MANY = 40
"""So many drawings are no signature: letters may be drawn so."""
_LARGE = 0.1
"""A picture that takes so much of a page may show words; a smaller one is a logo."""


def mentions(views: Sequence[View], wanted: Wanted, unsure: str) -> tuple[Reading, ...]:
    """Whether each official wording stands in these pages."""
    streams = [(one, stream) for one in views for stream in _streams(one)]
    return tuple(
        _mention(concept, texts, streams, unsure or _hides(views))
        for concept, texts in wanted.mentions.items()
    )


def _mention(
    concept: str,
    texts: Sequence[str],
    streams: Sequence[tuple[View, Sequence[Word]]],
    unsure: str,
) -> Reading:
    doubtful: Reading | None = None
    for text in texts:
        sought = _squeezed(text)
        for one, stream in streams:
            words = _find(stream, sought)
            if not words:
                continue
            doubt = next((word.doubt for word in words if word.doubt), "")
            if one.sheet.page.scan and not doubt:
                doubt = "scan"
            shown = " ".join(word.text for word in words)
            sight = Sight(one.sheet.page.number, around([word.box for word in words]), text)
            if not doubt:
                return Reading(concept, "read", shown, sight=sight)
            doubtful = doubtful or Reading(concept, "unclear", shown, sight=sight, doubt=doubt)
    if doubtful is not None:
        return doubtful
    return Reading(concept, "unclear", doubt=unsure) if unsure else Reading(concept, "absent")


def _hides(views: Sequence[View]) -> str:
    """Why a wording might be there without being read: pictures that may show it, text set aside."""
    for one in views:
        page = one.sheet.page
        area = page.width * page.height
        if any(box.width * box.height > _LARGE * area for box in page.images):
            return "image"
        if any(word.doubt for word in page.words):
            return next(word.doubt for word in page.words if word.doubt)
        if one.sheet.asides:
            return "turned"
        if is_outlined(page):
            return "outlines"
    return ""


def is_outlined(page: Page) -> bool:
    """Whether words may be drawn on a page as outlines, which nobody reads but the eye."""
    return len(page.inks) > _MANY or (len(page.words) < 5 and bool(page.inks or page.images))


def _streams(one: View) -> Iterator[Sequence[Word]]:
    """The words of a page: block by block, as the file has them, and line by line."""
    sheet = one.sheet
    if sheet.crowded:
        return
    for head, previous in enumerate(sheet.before):
        if previous < 0:
            yield [word for at in chain(sheet, head) for word in sheet.segments[at].words]
    yield sheet.page.words
    yield [
        word
        for line in sheet.lines
        for item in line
        if item >= 0
        for word in sheet.segments[item].words
    ]


def _squeezed(text: str) -> str:
    return "".join(_TOKEN.findall(fold(text)))


def _find(stream: Sequence[Word], sought: str) -> list[Word]:
    """The words that spell the wording, letter by letter: hyphens and line ends do not count."""
    text, starts = "", []
    parts: list[str] = []
    length = 0
    for word in stream:
        squeezed = _squeezed(word.text)
        starts.append(length)
        parts.append(squeezed)
        length += len(squeezed)
    text = "".join(parts)
    edges = {*starts, length}
    at = text.find(sought)
    while at >= 0:
        end = at + len(sought)
        if at in edges and end in edges:
            return [
                word
                for word, start, piece in zip(stream, starts, parts, strict=True)
                if piece and start < end and start + len(piece) > at
            ]
        at = text.find(sought, at + 1)
    return []
