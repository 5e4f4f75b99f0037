"""Where the model holds what a finding expects, so that its line can be shown beside."""

from __future__ import annotations

import json
import re

from asp_check import pointer as pointers
from asp_check.text import NEWLINE

LONGEST = 500
"""A longer expected text is shown by itself."""


def find(model: bytes, expected: str, pointer: str | None) -> tuple[int, int] | None:
    """The span of the expected text in the model, if there is no doubt which one is meant.

    >>> find(b'{"a": "", "b": ""}', '""', "/b")
    (15, 17)
    >>> find(b'{"a": "", "b": ""}', '""', "/c")
    """
    # Of an object or an array, the line where it opens.
    needle = NEWLINE.split(_bytes(expected), 1)[0]
    if len(needle) > LONGEST or not needle.strip():
        return None
    pattern = rb"(?<![\w.])" + re.escape(needle) + rb"(?![\w.])"
    key = _bytes(json.dumps(pointers.last(pointer or ""), ensure_ascii=False))
    if key in model and not needle.startswith(key):
        pattern = re.escape(key) + rb"\s*:\s*(?P<value>" + pattern + rb")"
    matches = [*re.finditer(pattern, model)]
    if len(matches) != 1:
        return None
    start = matches[0].start("value") if "value" in matches[0].re.groupindex else matches[0].start()
    return start, start + len(needle)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
