"""Random data, printed in random ways by a printer of our own; and what is the same as what."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st

from asp_check.difference.model import Difference
from asp_check.finding import Edit

KEYS = st.one_of(
    st.sampled_from(["finess", "numero", "montantHT", "a/b", "a~b", "", "É", "0", "-"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=5),
)
NUMBERS = st.one_of(
    st.integers(-1000, 1000).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-999, max_value=999),
    st.sampled_from([Decimal("1e400"), Decimal("-0"), Decimal("12e-30"), Decimal(10**30)]),
)
TEXTS = st.one_of(
    st.sampled_from(["", "a", "é", "e\u0301", "a b", "a\u00a0b", '"\\/', "\n\t", "😀"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8),
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
TREES = st.recursive(
    SCALARS,
    lambda child: st.one_of(
        st.lists(child, max_size=5),
        st.dictionaries(KEYS, child, max_size=5),
        st.lists(st.fixed_dictionaries({"id": st.integers(0, 9).map(str), "v": child}), max_size=6),
    ),
    max_leaves=20,
)


class Style(NamedTuple):
    """How a tree is written."""

    indent: str | None = None
    comma: str = ", "
    colon: str = ": "
    newline: str = "\n"
    end: str = "\n"
    lead: str = ""
    ascii_only: bool = False
    reverse: bool = False
    exponent: bool = False
    bom: bool = False
    codec: str = "utf-8"


STYLES = st.builds(
    Style,
    indent=st.sampled_from([None, None, "", "  ", "\t"]),
    comma=st.sampled_from([",", ", ", " ,\t"]),
    colon=st.sampled_from([":", ": ", " :"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    end=st.sampled_from(["", "\n", "\r\n", " \n"]),
    lead=st.sampled_from(["", "", " ", "\n"]),
    ascii_only=st.booleans(),
    reverse=st.booleans(),
    exponent=st.booleans(),
    bom=st.booleans(),
    codec=st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16-le", "utf-16-be"]),
)


def printed(tree: Any, style: Style) -> bytes:
    """The tree as bytes."""
    text = style.lead + _value(tree, style, 0) + style.end
    mark = style.bom or style.codec != "utf-8"
    return (("\ufeff" if mark else "") + text).encode(style.codec)


def _value(tree: Any, style: Style, depth: int) -> str:
    if isinstance(tree, dict):
        pairs = list(tree.items())
        if style.reverse:
            pairs.reverse()
        rows = [_string(k, style) + style.colon + _value(v, style, depth + 1) for k, v in pairs]
        return _rows("{", rows, "}", style, depth)
    if isinstance(tree, list):
        return _rows("[", [_value(v, style, depth + 1) for v in tree], "]", style, depth)
    if isinstance(tree, str):
        return _string(tree, style)
    if isinstance(tree, Decimal):
        return f"{tree:e}" if style.exponent else str(tree)
    return json.dumps(tree)


def _string(text: str, style: Style) -> str:
    return json.dumps(text, ensure_ascii=style.ascii_only)


def _rows(opening: str, rows: list[str], closing: str, style: Style, depth: int) -> str:
    if not rows or style.indent is None:
        return opening + style.comma.join(rows) + closing
    line = style.newline + style.indent * (depth + 1)
    last = style.newline + style.indent * depth
    return opening + line + ("," + line).join(rows) + last + closing


def same(a: Any, b: Any) -> bool:
    """Whether two trees are the same data."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return _kind(a) == _kind(b) and a == b


def _kind(value: Any) -> type:
    return Decimal if isinstance(value, int) and not isinstance(value, bool) else type(value)


def parsed(data: bytes) -> Any:
    """What the standard library reads, numbers exact."""
    return json.loads(data.decode("utf-8-sig"), parse_int=Decimal, parse_float=Decimal)


def applied(data: bytes, edits: tuple[Edit, ...]) -> bytes:
    """The bytes with these edits made, which must be in order and apart."""
    found, position = bytearray(), 0
    for edit in edits:
        assert position <= edit.offset <= edit.end_offset <= len(data)
        found += data[position : edit.offset] + edit.text.encode("utf-8", "surrogateescape")
        position = edit.end_offset
    return bytes(found + data[position:])


def causes(difference: Difference) -> set[str]:
    """The causes of writing that are told."""
    return {writing.cause for writing in difference.writings}
