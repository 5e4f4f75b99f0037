"""Text as TOML writes it."""

from __future__ import annotations

from asp_check.text import visible

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quote(text: str) -> str:
    r"""The text as a basic string of TOML; whatever one cannot see in it is escaped.

    >>> print(quote('a"b\\c\u202e\x00'))
    "a\"b\\c\u202E\u0000"
    """
    return f'"{"".join(map(_quoted, text))}"'


def _quoted(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if visible(character) == character:
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
