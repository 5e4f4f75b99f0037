"""Where the keys of a TOML text lie: tomllib gives values, never places.

Only for a text that tomllib has already read: nothing here checks the syntax.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Iterator, Sequence

_KEY = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")'
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)

Path = tuple[str | int, ...]
Walk = Generator[tuple[Path, int], None, int]
"""Yields what it meets, returns where it ends."""


def line_of(text: str, where: Sequence[str | int]) -> int:
    """The line (from 1) of what lies at this path of keys, or of the nearest thing that holds it.

    >>> line_of('a = 1\\n[b]\\nc = { d = 2 }\\n', ["b", "c", "d"])
    3
    >>> line_of('a = 1\\n[b]\\n', ["b", "absent"])
    2
    """
    wanted = tuple(where)
    best, depth = 0, 0
    for path, offset in keys(text):
        if len(path) > depth and path == wanted[: len(path)]:
            best, depth = offset, len(path)
    return 1 + text.count("\n", 0, best)


def keys(text: str) -> Iterator[tuple[Path, int]]:
    """Every key and array element of the text, as a path of keys, with its offset in the text."""
    table: Path = ()
    position = _skip(text, 0)
    while position < len(text):
        if text[position] == "[":
            start = position
            while text[position] == "[":
                position += 1
            table, position = _key(text, position)
            yield table, start
            while position < len(text) and text[position] == "]":
                position += 1
        else:
            position = yield from _pair(text, position, table)
        position = _skip(text, position)


def _pair(text: str, position: int, table: Path) -> Walk:
    """``key = value``: yields what it holds, returns where it ends."""
    start = position
    path, position = _key(text, position)
    for length in range(1, len(path) + 1):
        yield table + path[:length], start
    position = _skip(text, position + 1)  # the sign =
    return (yield from _value(text, position, table + path))


def _value(text: str, position: int, path: Path) -> Walk:
    if text[position] == "{":
        position = _skip(text, position + 1)
        while text[position] != "}":
            position = yield from _pair(text, position, path)
            position = _comma(text, position)
        return position + 1
    if text[position] == "[":
        position, index = _skip(text, position + 1), 0
        while text[position] != "]":
            yield (*path, index), position
            position = yield from _value(text, position, (*path, index))
            position, index = _comma(text, position), index + 1
        return position + 1
    if string := _STRING.match(text, position):
        return string.end()
    while position < len(text) and text[position] not in ",]}#\r\n":
        position += 1
    return position


def _comma(text: str, position: int) -> int:
    position = _skip(text, position)
    return _skip(text, position + 1) if text[position] == "," else position


def _key(text: str, position: int) -> tuple[Path, int]:
    names: list[str] = []
    while True:
        match = _KEY.match(text, position)
        if match is None:  # never, in a text that tomllib reads
            return tuple(names), position + 1
        name = match[1]
        if name[0] in "\"'":
            name = next(iter(tomllib.loads(f"{name} = 0")))
        names.append(name)
        position = match.end()
        if not text.startswith(".", position):
            return tuple(names), position
        position += 1


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
