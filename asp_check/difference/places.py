"""Spans of a text placed in its file: bytes of the file as it is, lines and columns."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asp_check.difference.model import Span
from asp_check.document import Document
from asp_check.text import line_columns

Place = tuple[int, int]


class View(NamedTuple):
    """The text of a file that spans count: UTF-8, or the bytes themselves where nothing can be read."""

    document: Document
    text: bytes
    is_file: bool
    """Whether offsets into the text are offsets into the file."""


def view(document: Document) -> View:
    """The text of this document as it is compared."""
    same = document.codec == "utf-8" or (not document.text and bool(document.data))
    return View(document, document.data if same else document.text, same)


def spans(of: View, places: Sequence[Place]) -> list[Span]:
    """These stretches of the text, placed, in one pass over it."""
    offsets = {offset for place in places for offset in place}
    columns = line_columns(of.text, offsets)
    originals = None if of.is_file else of.document.originals(offsets)
    found = []
    for start, end in places:
        line, column = columns[start]
        end_line, end_column = columns[end]
        first = start if originals is None else originals[start]
        last = end if originals is None else originals[end]
        found.append(Span(first, last, line, column, end_line, end_column))
    return found


def file_spans(of: View, places: Iterable[Place]) -> list[Span]:
    """These stretches of the file, placed."""
    if of.is_file:
        return spans(of, list(places))
    document = of.document
    found = []
    for start, end in places:
        texts = (_text_before(document, start), _text_before(document, end))
        columns = line_columns(of.text, texts)
        found.append(Span(start, end, *columns[texts[0]], *columns[texts[1]]))
    return found


def _text_before(document: Document, offset: int) -> int:
    """How much of the text the bytes of the file before this one make."""
    whole = len(document.data) - len(document.text.decode().encode(document.codec))
    part = document.data[whole : max(offset, whole)]
    return len(part.decode(document.codec, "ignore").encode())
