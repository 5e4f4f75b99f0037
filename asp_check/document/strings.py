"""The value of a string literal, whatever faults it has."""

from __future__ import annotations

import re

from asp_check.text import decode

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.)|$)", re.DOTALL)
_ESCAPED_UNIT = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
# Not compiled here: few strings hold an escape, fewer a pair.
_PAIR = "[\ud800-\udbff][\udc00-\udfff]"


def unescape(content: bytes) -> str:
    """The text that these bytes between two quotes stand for; a bad escape stands for itself.

    >>> unescape(rb"a\\u00e9\\n")
    'aé\\n'
    """
    text = decode(content)
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_replace, text)
    return re.sub(_PAIR, _join, text)


def _replace(m: re.Match[str]) -> str:
    if m.group(1):
        return chr(int(m.group(1), 16))
    character = m.group(2) or "\\"
    if character in _SHORT:
        return _SHORT[character]
    return character if character in '"\\/' else m.group()


def _join(m: re.Match[str]) -> str:
    return m.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def lone_surrogates(literal: bytes) -> list[tuple[int, int]]:
    """Spans, within the literal, of the ``\\uD8xx`` escapes that lack their other half."""
    lone = []
    high: tuple[int, int] | None = None
    for m in _ESCAPED_UNIT.finditer(literal):
        unit = int(m.group(1), 16) if m.group(1) else 0
        if high is not None and m.start() == high[1] and 0xDC00 <= unit <= 0xDFFF:
            high = None
            continue
        if high is not None:
            lone.append(high)
            high = None
        if 0xD800 <= unit <= 0xDBFF:
            high = m.span()
        elif 0xDC00 <= unit <= 0xDFFF:
            lone.append(m.span())
    if high is not None:
        lone.append(high)
    return lone
