"""Values hidden, their shape kept: what a log or a shared report may show of a file.

Letters and digits become dots, but for the first two and the last two of a long value; blanks,
punctuation and what cannot be seen stay, for they are often the fault itself.
"""

from __future__ import annotations

import re
from collections.abc import Container

DOT = "•"

_LONG = 8
_SHOWN = 2
# A key, with its colon, stays; of anything else, letters and digits are values.
_TOKENS = re.compile(
    rb'(?P<key>"(?:[^"\\\n\r]|\\.)*+"[ \t\r\n]*+:)'
    rb'|"(?P<string>(?:[^"\\\n\r]|\\.)*+)"'
    rb"|(?P<literal>(?:true|false|null)(?![\w]))"
    rb"|(?P<bare>[^\s\"{}\[\],:]+)"
)
_COLON = re.compile(rb'("(?s:.*)")([ \t\r\n]*:)')
_WORD = re.compile(r'"(?:[^"\\]|\\.)*+"|[^\s"{}\[\],:]+')
_ESCAPE = re.compile(r"\\u[0-9A-Fa-f]{4}|\\.")
# One character for each length in bytes, so that every place of the file stays where it is.
_BY_LENGTH = {1: "*", 2: "·", 3: DOT, 4: "\U0001f784"}


def mask(text: str) -> str:
    """The text with its letters and digits hidden, as many characters as before.

    >>> mask("2B0000020"), mask("12 rue"), mask("1234.50"), mask("830 101 259 ")
    ('2B•••••20', '•• •••', '••••.••', '83• ••• •59 ')
    """
    return "".join(_masked(list(text), DOT))


def mask_json(data: bytes, known: Container[str] | None = None) -> bytes:
    """The bytes of a file with its values hidden: each at its place, every key as it is.

    What is no JSON is hidden whole, but for punctuation.  ``known``: the only keys that stay, as they
    are written, where others may be values.

    >>> mask_json('{"nom": "Léa", "n": 12, "ok": true}'.encode()).decode()
    '{"nom": "*·*", "n": **, "ok": true}'
    >>> mask_json(b'{"830101259": {"nom": ""}}', {'"nom"'}).decode()
    '{"83*****59": {"nom": ""}}'
    """

    def hidden(match: re.Match[bytes]) -> bytes:
        key = match["key"]
        if key is None or known is None:
            return _hidden(match)
        literal, colon = _COLON.fullmatch(key).groups()  # type: ignore[union-attr]
        if literal.decode("utf-8", "surrogateescape") in known:
            return key
        return b'"' + _masked_bytes(literal[1:-1]) + b'"' + colon

    return _TOKENS.sub(hidden, data)


def words(text: str) -> list[str]:
    """The strings, numbers and names of a text that is nearly JSON, as it writes them.

    >>> words('{"nom": "Léa", "n": 1.0}')
    ['"nom"', '"Léa"', '"n"', '1.0']
    """
    return _WORD.findall(text)


def drawn(text: str) -> str:
    """The masked text as it is shown: dots all alike."""
    return text.translate(_DOTS)


_DOTS = {ord(character): DOT for character in _BY_LENGTH.values()}


def _hidden(match: re.Match[bytes]) -> bytes:
    if match["key"] is not None or match["literal"] is not None:
        return match[0]
    string = match["string"]
    return _masked_bytes(match["bare"]) if string is None else b'"' + _masked_bytes(string) + b'"'


def _masked_bytes(text: bytes) -> bytes:
    units = _units(text.decode("utf-8", "surrogateescape"))
    return "".join(_masked(units)).encode("utf-8", "surrogateescape")


def _units(text: str) -> list[str]:
    """The characters of a string as it is written, an escape being one."""
    units: list[str] = []
    end = 0
    for match in _ESCAPE.finditer(text):
        units += text[end : match.start()]
        units.append(match[0])
        end = match.end()
    return units + list(text[end:])


def _masked(units: list[str], dot: str = "") -> list[str]:
    """The units with letters and digits hidden; an escape of a letter is one letter."""
    hidden = [i for i, unit in enumerate(units) if _tells(unit)]
    if len(hidden) >= _LONG:
        hidden = hidden[_SHOWN:-_SHOWN]
    found = list(units)
    for i in hidden:
        unit = units[i]
        found[i] = dot or "".join(_BY_LENGTH[len(c.encode("utf-8"))] for c in unit)
    return found


def _tells(unit: str) -> bool:
    """Whether this character, or the one that this escape stands for, is a letter or a digit."""
    if len(unit) == 6 and unit[:2] == "\\u":
        unit = chr(int.from_bytes(bytes.fromhex(unit[2:]), "big"))
    return unit.isalnum()
