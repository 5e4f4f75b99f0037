"""Where the keys of a TOML text lie, against what tomllib reads."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.toml_places import keys, line_of

TEXT = '''# a comment with [brackets] and = signs
format = "asp-check-template/1"
note_fr = """
[nodes]
"/not/a/key" = 1
"""
literal = \'\'\'
x = {\'\'\' # after
[blank]
sha256 = "a#b"   # comment

[nodes]
"/a~1b" = { concept = "x.y", enum = ["a", "b]", { z = 1 }], title_fr = 'l"x' }
"/é\\u0020" = { min = 1,
max = 2 }
"/list" = { enum = [
  1,
  "deux", # two

  3.0
] }
a . b."c.d" = true
[nodes."/sub"]
kind = "finess"
[[several]]
k = 1979-05-27T07:32:00
'''.replace("= { min = 1,\nmax = 2 }", "= { min = 1, max = 2 }")


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("format",), 2),
        (("note_fr",), 3),
        (("literal",), 7),
        (("blank",), 9),
        (("blank", "sha256"), 10),
        (("blank", "irregular"), 9),
        (("nodes",), 12),
        (("nodes", "/a/b"), 12),
        (("nodes", "/a~1b", "concept"), 13),
        (("nodes", "/a~1b", "enum", 2, "z"), 13),
        (("nodes", "/é "), 14),
        (("nodes", "/list", "enum", 1), 17),
        (("nodes", "/list", "enum", 2), 19),
        (("nodes", "a", "b", "c.d"), 21),
        (("nodes", "/sub", "kind"), 23),
        (("several", "k"), 25),
        (("absent",), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_key(where: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)
    assert line_of(TEXT, where) == line


def test_lines_are_counted_with_carriage_returns_too() -> None:
    assert line_of("a = 1\r\n\r\n[b]\r\nc = 2\r\n", ("b", "c")) == 4


def flatten(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    children = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list)
        else ()
    )  # fmt: skip
    found = {path} if path else set()
    for key, child in children:
        found |= flatten(child, (*path, key))
    return found


def written(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quoted(k)} = {written(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ",\n  ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    return (
        '"'
        + "".join(c if c.isalnum() or c in " []{}#,='." else f"\\U{ord(c):08X}" for c in text)
        + '"'
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(-9, 9), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_every_key_that_tomllib_reads_is_found_and_no_other(data: dict[str, Any]) -> None:
    text = "".join(f"{quoted(key)} = {written(value)}\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    assert {path for path, _ in keys(text)} == flatten(data)
