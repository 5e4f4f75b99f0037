"""The value of a string literal, whatever faults it has."""

from __future__ import annotations

import re

from asp_check.text import decode

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.)|$)", re.DOTALL)
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
