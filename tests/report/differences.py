"""Differences to draw, made by hand from two texts: spans from what is sought in them."""

from __future__ import annotations

from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from asp_check.diff.model import Change, Difference, Hunk, Side, Span, Writing
from asp_check.finding import TemplateRef
from asp_check.text import line_columns

TEMPLATE = TemplateRef("hop-dpi-va2/avance@2024-09-12", "official", "ab" * 32)


def side(data: bytes, path: str | None, **fields: Any) -> Side:
    digest = sha256(data).hexdigest()
    return Side(path, digest, len(data), data, TEMPLATE, parsed=True)._replace(**fields)


def span(data: bytes, start: int, stop: int) -> Span:
    places = line_columns(data, [start, stop])
    return Span(start, stop, *places[start], *places[stop])


def on(data: bytes, text: str, nth: int = 0) -> Span:
    """The span of a text in the data."""
    found = -1
    for _ in range(nth + 1):
        found = data.index(text.encode(), found + 1)
    return span(data, found, found + len(text.encode()))


def hunks(a: bytes, b: bytes) -> tuple[Hunk, ...]:
    """Where two texts differ, byte by byte."""
    spans = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            spans.append(Hunk(span(a, i, j), span(b, k, m)))
    return tuple(spans)


def difference(
    a: bytes,
    b: bytes,
    *changes: Change,
    answer: str = "different-data",
    writings: tuple[Writing, ...] = (),
    paths: tuple[str | None, str | None] = ("a.json", "b.json"),
    **fields: Any,
) -> Difference:
    return Difference(
        answer,
        side(a, paths[0]),
        side(b, paths[1]),
        writings,
        changes,
        (),
        None,
        hunks(a, b),
        None,
    )._replace(**fields)


def changed(a: bytes, b: bytes, old: str, new: str, pointer: str, subject: str = "") -> Change:
    return Change("changed", pointer, pointer, old, new, on(a, old), on(b, new), subject)
