"""Random templates with random exact files, made by an oracle of our own: plain printing.

The printer knows nothing of templates: it prints a tree in one style, blank or filled.  What the
contract calls exact is what comes out when the blank's arrays of one sample get more elements.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hypothesis import strategies as st


class Style(NamedTuple):
    """How a file is printed."""

    indent: str | None
    comma: str
    colon: str
    newline: str
    end: str
    bom: bool
    ascii_only: bool


class Slot(NamedTuple):
    """A leaf: the literal of the blank, and the kind of literal that fills it."""

    blank: str
    kind: str


class Many(NamedTuple):
    """An array with one sample."""

    item: Any


STYLES = st.builds(
    Style,
    indent=st.sampled_from([None, None, "", " ", "  ", "    ", "\t"]),
    comma=st.sampled_from([",", ", ", ",  "]),
    colon=st.sampled_from([":", ": ", " : "]),
    newline=st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    end=st.sampled_from(["", "\n", "\r\n", "\n\n", " "]),
    bom=st.booleans(),
    ascii_only=st.booleans(),
)

KEYS = st.one_of(
    st.sampled_from(
        ["nom", "montantHT", "numéro", "a/b", "a~b", "", "É t é", "clé\u00a0x", "0", "*"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8),
)

SLOTS = st.sampled_from(
    [
        Slot('""', "string"), Slot("0", "number"), Slot("0.00", "cents"), Slot("true", "boolean"),
        Slot("false", "boolean"), Slot("null", "any"), Slot('"JJ/MM/AAAA"', "string"),
        Slot("3", "number"), Slot("1.50", "number"), Slot('"vague 2"', "string"),
    ]
)  # fmt: skip

TREES = st.recursive(
    SLOTS,
    lambda child: st.one_of(
        st.dictionaries(KEYS, child, max_size=4), st.builds(Many, child), st.just([])
    ),
    max_leaves=12,
)

ROOTS = st.builds(
    lambda tree, key: {"amorce": Slot('""', "seed"), key: tree, "fin": Slot("0", "number")},
    TREES,
    KEYS.filter(lambda key: key not in ("amorce", "fin")),
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,6})(\.[0-9]{1,4})?", fullmatch=True).filter(
    lambda text: not (text.startswith("-") and not text.strip("-0."))
)
LITERALS = {
    "string": TEXTS.map(lambda text: json.dumps(text, ensure_ascii=False)),
    "number": NUMBERS,
    "cents": NUMBERS,
    "boolean": st.sampled_from(["true", "false"]),
}
LITERALS["seed"] = st.just('"plein"')  # One slot at least is filled: the file is no blank.
LITERALS["any"] = st.one_of(*LITERALS.values(), st.just("null"))


def blank(tree: Any, style: Style) -> bytes:
    """The tree printed with the literals of the blank, one sample an array."""
    return _file(_print(tree, style, 0, None), style)


def filled(tree: Any, style: Style, draw: Any) -> bytes:
    """The tree printed with drawn literals and one to three elements an array; never the blank."""
    return _file(_print(tree, style, 0, draw), style)


def _file(text: str, style: Style) -> bytes:
    return (b"\xef\xbb\xbf" if style.bom else b"") + (text + style.end).encode()


def _print(tree: Any, style: Style, depth: int, draw: Any) -> str:
    if isinstance(tree, Slot):
        return tree.blank if draw is None else draw(LITERALS[tree.kind])
    if isinstance(tree, dict):
        return _rows(
            "{", "}",
            [json.dumps(key, ensure_ascii=style.ascii_only) + style.colon + _print(value, style, depth + 1, draw)
             for key, value in tree.items()],
            style, depth,
        )  # fmt: skip
    if isinstance(tree, Many):
        count = 1 if draw is None else draw(st.integers(1, 3))
        items = [_print(tree.item, style, depth + 1, draw) for _ in range(count)]
        return _rows("[", "]", items, style, depth)
    return "[]"


def _rows(opening: str, closing: str, rows: list[str], style: Style, depth: int) -> str:
    if not rows:
        return opening + closing
    if style.indent is None:
        return opening + style.comma.join(rows) + closing
    line = style.newline + style.indent * (depth + 1)
    return opening + line + ("," + line).join(rows) + style.newline + style.indent * depth + closing
