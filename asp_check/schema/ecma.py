"""A manifest's pattern as JSON Schema wants it: ECMA-262, anchored."""

from __future__ import annotations

import re

_UNIT = re.compile(
    r"(?P<class>\[\^?\]?(?:\\.|[^\\\]])*\])|\\(?P<escaped>.)|(?P<dot>\.)|(?P<other>.)", re.DOTALL
)
_INSIDE = {"d": "0-9", "w": "A-Za-z0-9_", "s": r" \t\n\r\f\v"}
_OUTSIDE = {
    **{letter: f"[{inside}]" for letter, inside in _INSIDE.items()},
    **{letter.upper(): f"[^{inside}]" for letter, inside in _INSIDE.items()},
}
_SYNTAX = frozenset("\\^$.*+?()[]{}|/")


def ecma(pattern: str) -> str:
    r"""The same pattern in the words of ECMA-262: classes are spelled out, as they are ASCII here.

    >>> ecma(r"\d{4}-[\w.]+")
    '^(?:[0-9]{4}-[A-Za-z0-9_.]+)$'
    """
    return f"^(?:{''.join(map(_translate, _UNIT.finditer(pattern)))})$"


def _translate(unit: re.Match[str]) -> str:
    if unit["class"]:
        return re.sub(r"\\(.)", _inside, unit["class"], flags=re.DOTALL)
    if unit["dot"]:
        return r"[^\n]"
    if unit["escaped"]:
        character = unit["escaped"]
        if character in _OUTSIDE:
            return _OUTSIDE[character]
        return f"\\{character}" if character in _SYNTAX else character
    return unit["other"]


def _inside(escape: re.Match[str]) -> str:
    """An escape inside a class: a letter is spelled out, the rest stays."""
    return _INSIDE.get(escape[1], escape[0])
