from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import jsonpatch
from hypothesis import given
from hypothesis import strategies as st

from asp_check.difference import diff
from asp_check.text import decode
from tests.difference.trees import (
    KEYS,
    SCALARS,
    STYLES,
    TREES,
    Style,
    applied,
    causes,
    parsed,
    printed,
    same,
)

PLAIN = Style()
BYTES = st.one_of(
    st.binary(max_size=40),
    st.text('{}[]:,"0a é\n\r\\', max_size=40).map(str.encode),
    st.builds(printed, TREES, STYLES),
)


@given(BYTES)
def test_a_file_is_the_same_as_itself(data: bytes) -> None:
    found = diff(data, bytes(bytearray(data)))
    assert found.answer == "same-bytes"
    assert (found.edits, found.hunks, found.changes, found.writings) == ((), (), (), ())


@given(BYTES, BYTES)
def test_the_edits_of_any_bytes_make_b_of_a(a: bytes, b: bytes) -> None:
    found = diff(a, b)
    assert applied(a, found.edits) == b
    assert (found.answer == "same-bytes") == (a == b)
    assert len(found.hunks) == len(found.edits)
    for edit, hunk in zip(found.edits, found.hunks, strict=True):
        assert (hunk.a.offset, hunk.a.end_offset) == (edit.offset, edit.end_offset)
        assert decode(b[hunk.b.offset : hunk.b.end_offset]) == edit.text
    if not (found.a.parsed and found.b.parsed) and a != b:
        assert found.answer == "different-text"
        assert found.failure
        assert found.patch is None


@given(TREES, TREES, STYLES, STYLES)
def test_the_answer_is_that_of_an_independent_reader(
    a: Any, b: Any, one: Style, two: Style
) -> None:
    found = diff(printed(a, one), printed(b, two))
    expected = "same-data" if same(a, b) else "different-data"
    if printed(a, one) == printed(b, two):
        expected = "same-bytes"
    assert found.answer == expected
    assert bool(found.changes) == (expected == "different-data")


@st.composite
def neighbours(draw: Any) -> tuple[Any, Any]:
    """A tree, and one that a few changes were made to."""
    tree = draw(TREES)
    other = json_copy(tree)
    for _ in range(draw(st.integers(1, 4))):
        other = _changed(other, draw)
    return tree, other


def json_copy(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: json_copy(value) for key, value in tree.items()}
    return [json_copy(value) for value in tree] if isinstance(tree, list) else tree


def _changed(tree: Any, draw: Any) -> Any:
    if isinstance(tree, dict) and tree and draw(st.booleans()):
        key = draw(st.sampled_from(list(tree)))
        act = draw(st.sampled_from(["below", "remove", "rename", "add"]))
        if act == "below":
            tree[key] = _changed(tree[key], draw)
        elif act == "rename":
            tree[draw(KEYS)] = tree.pop(key)
        elif act == "remove":
            del tree[key]
        else:
            tree[draw(KEYS)] = draw(SCALARS)
        return tree
    if isinstance(tree, list) and tree and draw(st.booleans()):
        i, j = (draw(st.integers(0, len(tree) - 1)) for _ in range(2))
        act = draw(st.sampled_from(["below", "remove", "move", "add", "again"]))
        if act == "below":
            tree[i] = _changed(tree[i], draw)
        elif act == "remove":
            del tree[i]
        elif act == "move":
            tree.insert(j, tree.pop(i))
        else:
            tree.insert(j, draw(TREES) if act == "add" else json_copy(tree[i]))
        return tree
    return draw(TREES)


@given(neighbours(), STYLES, STYLES)
def test_the_patch_makes_the_data_of_b_of_those_of_a(
    pair: tuple[Any, Any], one: Style, two: Style
) -> None:
    a, b = printed(pair[0], one), printed(pair[1], two)
    found = diff(a, b)
    assert applied(a, found.edits) == b
    assert found.patch is not None
    operations = [dict(operation) for operation in found.patch]
    result = jsonpatch.apply_patch(json_copy(pair[0]), operations)
    assert same(result, pair[1])


@given(TREES, STYLES)
def test_what_is_written_otherwise_is_told_by_its_causes_and_no_others(
    tree: Any, style: Style
) -> None:
    tree = {"é": Decimal("12.50"), "t": "é", "z": tree}
    base = Style(indent="  ")
    for field, cause in (
        ("comma", "layout"), ("colon", "layout"), ("end", "end"), ("lead", "layout"),
        ("ascii_only", "escape"), ("reverse", "order"), ("exponent", "number"), ("bom", "bom"),
        ("codec", "encoding"),
    ):  # fmt: skip
        other = base._replace(**{field: getattr(style, field)})
        a, b = printed(tree, base), printed(tree, other)
        found = diff(a, b)
        if a == b:
            continue
        assert found.answer == "same-data"
        wanted = {"newline"} if field == "end" and style.end == "\r\n" else {cause}
        if field == "lead" and style.lead == "\n":
            wanted = {"layout"}
        assert causes(found) == wanted, field
        assert found.patch == ()


@given(TREES, STYLES, STYLES)
def test_all_causes_at_once_are_still_the_same_data(tree: Any, one: Style, two: Style) -> None:
    a, b = printed(tree, one), printed(tree, two)
    found = diff(a, b)
    assert found.answer == ("same-bytes" if a == b else "same-data")
    if a != b:
        assert causes(found)
        assert all(writing.count >= len(writing.examples) > 0 for writing in found.writings)
    assert ("encoding" in causes(found)) == (one.codec != two.codec)


@given(TREES, SCALARS, SCALARS, STYLES)
def test_a_changed_value_is_told_at_its_place(tree: Any, old: Any, new: Any, style: Style) -> None:
    style = style._replace(codec="utf-8")
    a, b = ({"x": tree, "y": [{"v": value}]} for value in (old, new))
    found = diff(printed(a, style), printed(b, style))
    if same(old, new):
        assert found.answer in ("same-bytes", "same-data")
        return
    change = found.changes[0]
    assert (found.answer, len(found.changes)) == ("different-data", 1)
    assert (change.kind, change.pointer_a, change.pointer_b) == ("changed", "/y/0/v", "/y/0/v")
    assert change.a is not None
    at_a = printed(a, style)[change.a.offset : change.a.end_offset]
    assert same(parsed(at_a), old)
    assert change.new is not None
    assert same(json.loads(change.new, parse_int=Decimal, parse_float=Decimal), new)


@given(st.permutations(range(8)))
def test_a_new_order_of_an_array_is_told_as_moves_and_nothing_else(order: list[int]) -> None:
    rows = [{"finess": f"83010{i}000", "montantHT": i % 3, "nom": "x"} for i in range(8)]
    a = json.dumps({"etablissements": rows}).encode()
    b = json.dumps({"etablissements": [rows[i] for i in order]}).encode()
    found = diff(a, b)
    assert {change.kind for change in found.changes} <= {"moved"}
    assert len(found.changes) < 8


@given(
    st.lists(
        st.sampled_from([b'{"a":1}', b'"a"', b"[", b"]", b",", b"1", b" ", b"\n"]), max_size=12
    )
)
def test_nothing_is_called_the_same_unless_both_were_read(parts: list[bytes]) -> None:
    a = b"".join(parts)
    found = diff(a, a + b" ")
    try:
        parsed(a)
    except ValueError:
        assert found.answer == "different-text"
    else:
        assert found.answer == "same-data"
        assert found.a.parsed
        assert found.b.parsed
