"""JSON and TOML as one tree of texts, each with its line, and every fault that was met.

What is written is kept as written: ``48500.00`` stays that text, ``true`` becomes ``oui``, a day
becomes ``2025-02-14``.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from asp_check.causes import CAUSES, Text
from asp_check.causes.wording import word
from asp_check.document import Node as JsonNode
from asp_check.document import read as read_json
from asp_check.text import line_columns, shorten, visible

MAX_DEPTH = 16


class Fault(NamedTuple):
    """One thing that is wrong with a file, and the line to change."""

    line: int
    text: Text


class Tree(NamedTuple):
    """A value and its line: a text, a table by key, a list, or nothing (``null``).

    ``bare`` is the type that was written without quotes: ``number``, ``boolean``, ``date``.
    """

    value: str | Mapping[str, Tree] | tuple[Tree, ...] | None
    line: int
    bare: str = ""


class Faulty(ValueError):  # noqa: N818 - not an error of the program: what is wrong with a file
    """A file that is not the syntax it should be."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def shown(text: str) -> str:
    """A text of the file inside a message: short and safe."""
    return visible(shorten(" ".join(text.split()), 60))


def _refuse(line: int, fr: str, en: str) -> Faulty:
    return Faulty((Fault(line, Text(fr, en)),))


# --- JSON


def from_json(data: bytes) -> Tree:
    """The tree of a JSON text; ``Faulty`` with every fault of its syntax."""
    document = read_json(data, max_depth=MAX_DEPTH)
    root = document.root
    # A byte-order mark harms nobody here; the reader names it for files that must be exact.
    problems = [one for one in document.problems if one.rule != "E103"]
    if problems or root is None:
        lines = line_columns(document.text, (one.start for one in problems))
        raise Faulty(
            tuple(
                Fault(
                    lines[one.start][0],
                    Text(*(word(CAUSES[one.rule], one.params, lang) for lang in ("fr", "en"))),
                )
                for one in problems
            )
            or (Fault(1, Text("le fichier est vide", "the file is empty")),)
        )
    nodes = list(_nodes(root))
    lines = line_columns(document.text, (node.start for node in nodes))
    return _json_tree(root, {start: line for start, (line, _) in lines.items()})


def _nodes(node: JsonNode) -> Iterator[JsonNode]:
    yield node
    if node.kind == "object":
        for member in node.members():
            yield from _nodes(member.value)
    elif node.kind == "array":
        for element in node.elements():
            yield from _nodes(element)


def _json_tree(node: JsonNode, lines: Mapping[int, int]) -> Tree:
    line = lines[node.start]
    if node.kind == "object":
        return Tree({one.key: _json_tree(one.value, lines) for one in node.members()}, line)
    if node.kind == "array":
        return Tree(tuple(_json_tree(one, lines) for one in node.elements()), line)
    if node.kind in ("true", "false"):
        return Tree("oui" if node.kind == "true" else "non", line, "boolean")
    if node.kind == "null":
        return Tree(None, line)
    if node.kind == "number":
        return Tree(node.literal.decode("ascii"), line, "number")
    return Tree(node.text, line)


# --- TOML

Path = tuple[str | int, ...]


# Nothing in it can match in two ways: tomllib, though, is hours at such a key.
_PART = rb"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_ENDLESS = re.compile(rb"(?:\.[ \t]*+" + _PART + rb"[ \t]*+){100}")


class _Number(str):
    """A number of TOML, as it is written."""

    __slots__ = ()


def from_toml(data: bytes) -> Tree:
    """The tree of a TOML text; ``Faulty`` where it stops being one."""
    from asp_check.toml_places import keys  # noqa: PLC0415 - only where there is TOML

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise _refuse(
            line,
            "ce n'est pas de l'UTF-8\u00a0; réenregistrez le fichier en UTF-8",
            "not UTF-8; save the file as UTF-8",
        ) from None
    if _ENDLESS.search(data):
        raise _refuse(1, "une clé a plus de cent parties", "a key has more than a hundred parts")
    try:
        table = tomllib.loads(text, parse_float=_Number)
    except (ValueError, RecursionError) as error:
        raise _not_toml(text, error) from None
    lines: dict[Path, int] = {}
    line = last = 0
    for path, offset in _indexed(text, table, keys(text)):
        line += text.count("\n", last, offset)
        last = offset
        lines.setdefault(path, line + 1)
    return _toml_tree(table, (), lines, 1)


def _indexed(
    text: str, table: Mapping[str, Any], found: Iterable[tuple[Path, int]]
) -> Iterator[tuple[Path, int]]:
    """The same keys, those under the tables of an array with the index of their table."""
    counts: dict[Path, int] = {}
    for names, offset in found:
        path: Path = ()
        here: Any = table
        for at, name in enumerate(names):
            path = (*path, name)
            here = here[name]
            if isinstance(here, list) and not isinstance((*names, "")[at + 1], int):
                is_header = at + 1 == len(names)
                if is_header and not text.startswith("[[", offset):
                    break
                counts[path] = counts.get(path, 0) + is_header
                index = counts[path] - 1
                path, here = (*path, index), here[index]
        yield path, offset


def _not_toml(text: str, error: Exception) -> Faulty:
    place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
    line = int(place[1]) if place else 1 + text.rstrip().count("\n")
    why = visible(str(error).partition(" (at ")[0])
    return _refuse(
        line,
        "ce n'est pas du TOML\u00a0: un texte se met entre guillemets (\\ s'y écrit \\\\, \" s'y écrit"
        " \\\"), une date s'écrit 2025-03-31",
        f'not TOML ({why}): a text stands in quotes (\\ is written \\\\ there, " is \\"), a date is'
        " 2025-03-31",
    )  # fmt: skip


def _toml_tree(
    value: Any,  # noqa: ANN401 - whatever TOML holds
    path: Path,
    lines: Mapping[Path, int],
    above: int,
) -> Tree:
    line = lines.get(path, above)
    if isinstance(value, dict):
        return Tree(
            {key: _toml_tree(one, (*path, key), lines, line) for key, one in value.items()}, line
        )
    if isinstance(value, list):
        return Tree(
            tuple(_toml_tree(one, (*path, at), lines, line) for at, one in enumerate(value)), line
        )
    for known, bare, write in _SCALARS:
        if isinstance(value, known):
            return Tree(write(value), line, bare)
    return Tree(str(value), line)


_SCALARS: tuple[tuple[type | tuple[type, ...], str, Callable[[Any], str]], ...] = (
    (bool, "boolean", lambda value: "oui" if value else "non"),
    (int, "number", str),
    (_Number, "number", lambda value: value.replace("_", "")),
    ((dt.date, dt.time), "date", lambda value: str(value.isoformat())),
)
