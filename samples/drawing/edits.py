"""Change a request in its text, so that all the rest stays to the comma."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

BLANK = re.compile(r"\s*")
DECODER = json.JSONDecoder()

Spans = dict[str, tuple[int, int]]


def spans(text: str) -> Spans:
    """Where each value starts and ends, by JSON pointer."""
    start = 1 if text.startswith("\ufeff") else 0
    return dict(_walk(text, _after(text, start), ""))


def _after(text: str, at: int) -> int:
    match = BLANK.match(text, at)
    assert match is not None  # noqa: S101 - it matches nothing too
    return match.end()


def _walk(text: str, start: int, pointer: str) -> Iterator[tuple[str, tuple[int, int]]]:
    _, end = DECODER.raw_decode(text, start)
    yield pointer, (start, end)
    if text[start] not in "{[":
        return
    at, number = _after(text, start + 1), 0
    while text[at] not in "}]":
        if text[start] == "{":
            key, at = DECODER.raw_decode(text, at)
            at = _after(text, _after(text, at) + 1)
        else:
            key, number = str(number), number + 1
        yield from _walk(text, at, f"{pointer}/{key}")
        _, at = DECODER.raw_decode(text, at)
        at = _after(text, at)
        if text[at] == ",":
            at = _after(text, at + 1)


def put(text: str, values: dict[str, str]) -> str:
    """The text with values replaced by literals."""
    for pointer, literal in values.items():
        start, end = spans(text)[pointer]
        text = text[:start] + literal + text[end:]
    return text


def swap(text: str, pointer: str, before: str, after: str) -> str:
    """The text with words replaced within one value."""
    start, end = spans(text)[pointer]
    if before not in text[start:end]:
        raise ValueError(f"{before} is not at {pointer}")
    return text[:start] + text[start:end].replace(before, after) + text[end:]


def only(text: str, pointer: str, keep: int = 0) -> str:
    """The text with one element of an array left."""
    found = spans(text)
    count = sum(1 for name in found if re.fullmatch(re.escape(pointer) + r"/\d+", name))
    first, last = found[f"{pointer}/0"][0], found[f"{pointer}/{count - 1}"][1]
    start, end = found[f"{pointer}/{keep}"]
    return text[:first] + text[start:end] + text[last:]


def more(text: str, pointer: str, values: dict[str, str]) -> str:
    """The text with the last element of an array once more, with other values."""
    found = spans(text)
    count = sum(1 for name in found if re.fullmatch(re.escape(pointer) + r"/\d+", name))
    start, end = found[f"{pointer}/{count - 1}"]
    before = found[f"{pointer}/{count - 2}"][1] if count > 1 else 0
    between = text[before:start] if count > 1 else ","
    text = text[:end] + between + text[start:end] + text[end:]
    return put(text, {f"{pointer}/{count}{name}": literal for name, literal in values.items()})
