"""The reader: whatever the bytes, a document and no exception; every fault of syntax named."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asp_check.document import Document, Node, read
from asp_check.document import tape as kinds

SUITE = Path(__file__).parents[3] / "shared" / "data" / "json-test-suite"
PIECES = [
    b"{", b"}", b"[", b"]", b":", b",", b'"', b"'", b"\\", b'"a"', b'"b": 1', b"1", b"-0", b"01", b"1e3", b".5", b"true",
    b"nul", b"None", b"\n", b" ", b"\t", b"\xc2\xa0", b"\xe9", b"\x00", b"// c\n", b"/* c", b"\xe2\x80\x9c", b"\xe2\x80\x9d",
    b"\xc2\xab", b"\xc2\xbb", b'\\"', b"\\u12", b"\\ud800", b";", b"=", b"#", b"\xef\xbb\xbf", b"\xe2\x80\x8b", b"NaN", b"+1", b"1.",
    b"<<<<<<< HEAD\n", b"x", b'"le "grand" x"', b"12,50", b"1 000",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join)


def is_sound(document: Document) -> None:
    """Every opening has its closing, every key its value, and the tokens are the file."""
    assert b"".join(document.data[a:b] for _, a, b in document.tokens()) == document.data
    tape, depth = document.tape, 0
    for index, kind in enumerate(tape.kinds):
        depth += (kind in (kinds.OBJECT, kinds.ARRAY)) - (kind == kinds.CLOSE)
        assert depth >= 0
        if kind == kinds.KEY:
            assert tape.kinds[index + 1] not in (kinds.KEY, kinds.CLOSE)
    assert depth == 0
    if document.root is not None:
        _walk(document.root)
    for problem in document.problems:
        assert 0 <= problem.start <= problem.end <= len(document.text)


def _walk(node: Node) -> None:
    assert 0 <= node.start <= node.end <= len(node.document.text)
    if node.kind == "object":
        for member in node.members():
            _walk(member.value)
    elif node.kind == "array":
        for element in node.elements():
            _walk(element)
    else:
        assert isinstance(node.value, str | Decimal | bool | None)


@settings(max_examples=1500, deadline=None)
@given(st.one_of(st.binary(max_size=60), SOUP))
@example(b'{:["\xe2\x80\x9c]0.')
@example(b'{"a":["\xe2\x80\x9c]0.')
@example(b"")
def test_any_bytes_make_a_document(data: bytes) -> None:
    """No exception, a tape in balance, tokens that are the file."""
    is_sound(read(data))


@settings(max_examples=300, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(st.characters(exclude_categories=["Cs"])),
        lambda child: st.lists(child, max_size=4) | st.dictionaries(st.text(max_size=4), child, max_size=4),
        max_leaves=20,
    ),
    st.sampled_from([None, 0, 2, "\t"]),
    st.booleans(),
)  # fmt: skip
def test_strict_json_is_read_as_the_standard_library_does(
    value: Any, indent: int | str | None, ascii_only: bool
) -> None:
    """The oracle: the same values, and nothing to say."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    document = read(data)
    assert document.problems == ()
    assert document.root is not None
    assert _value(document.root) == json.loads(text, parse_float=Decimal)


def _value(node: Node) -> Any:
    if node.kind == "object":
        return {member.key: _value(member.value) for member in node.members()}
    if node.kind == "array":
        return [_value(element) for element in node.elements()]
    return node.value


def test_the_public_parser_cases() -> None:
    """JSONTestSuite: every ``n_`` refused, no ``y_`` refused but for repeated keys, no exception."""
    if not SUITE.is_dir():
        pytest.skip("the public parser cases are not beside the project")
    paths = sorted(SUITE.glob("*.json"))
    assert len(paths) == 318
    for path in paths:
        document = read(path.read_bytes())
        is_sound(document)
        rules = {problem.rule for problem in document.problems}
        assert all(rule[0] in "ES" for rule in rules)
        if path.name.startswith("n_"):
            assert rules, path.name
        elif path.name.startswith("y_"):
            assert rules <= {"S801"}, (path.name, rules)


CASES = [
    (b'{"a": 1,}', [("S101", 7)]),
    (b'{"a": 1 "b": 2}', [("S102", 7)]),
    (b'{"a": 1,, "b": 2}', [("S103", 8)]),
    (b'{"a", 1}', [("S104", 4)]),
    (b'{"a": 1; "b": 2}', [("S105", 7)]),
    (b'{"a" 1}', [("S106", 4)]),
    (b'{"a": 1: "b": 2}', [("S107", 7)]),
    (b'{"a": 12,50, "b": 1}', [("S108", 6)]),
    (b'{"a" = 1}', [("S109", 5)]),
    (b"{'a': 1}", [("S201", 1)]),
    ("{“a”: 1}".encode(), [("S202", 1)]),
    (b"{a: 1}", [("S203", 1)]),
    (b'{"a: 1, "b": 2}', [("S204", 3)]),
    (b'{a": 1, "b": 2}', [("S204", 1)]),
    (b'{"a": oui, "b": 2}', [("S205", 6)]),
    (b'{""a": 1, "b": 2}', [("S206", 1)]),
    (b'{"a": "le "grand" lit", "b": 2}', [("S207", 10)]),
    (b'{"a": 1 // non\n}', [("S301", 8)]),
    ('{"a":\u00a01}'.encode(), [("S302", 5)]),
    (b'{"a": NaN}', [("S401", 6)]),
    (b'{"a": -Infinity}', [("S401", 6)]),
    (b'{"a": +1}', [("S402", 6)]),
    (b'{"a": .5}', [("S403", 6)]),
    (b'{"a": 01}', [("S404", 6)]),
    (b'{"a": 1.}', [("S405", 6)]),
    ('{"a": ١٢}'.encode(), [("S406", 6)]),
    (b'{"a": 1 000,50}', [("S407", 6)]),
    (b'{"a": True}', [("S411", 6)]),
    (b'{"a": None}', [("S411", 6)]),
    (b'{"a": "\\d"}', [("S501", 7)]),
    (b'{"a": "\t"}', [("S502", 7)]),
    (b'{"a": "\\ud800"}', [("S503", 7)]),
    (b'{"a": "b', [("S601", 6)]),
    (b'{"a": [1, 2}', [("S602", 11)]),
    (b'{"a": {"b": 1', [("S603", 13)]),
    (b'{"a": 1}}', [("S604", 8)]),
    (b'{"a": 1]', [("S605", 7)]),
    (b'{"a": "b": 1}, "c": 2}', [("S606", 6)]),
    (b'{"a": 1} fin', [("S701", 9)]),
    (b'{"a": 1}\n{"a": 2}', [("S702", 9)]),
    (b"", [("S703", 0)]),
    (b" \n", [("S703", 0)]),
    (b'{"a": , "b": 2}', [("S704", 6)]),
    (b"%PDF-1.7\n", [("S706", 0)]),
    (b'{"a": 1, "a": 2}', [("S801", 9)]),
    (b'{"a": 1}\x00', [("E105", 8)]),
    (b'{"a": "\xe9"}', [("E101", 7)]),
    ('{"a": 1}'.encode("utf-16"), [("E102", 0)]),
    (b'{"a": 1,} {"b": 01}', [("S101", 7), ("S702", 10)]),
]


@pytest.mark.parametrize(("data", "found"), CASES, ids=[repr(data)[:40] for data, _ in CASES])
def test_each_cause_has_its_name_and_its_place(data: bytes, found: list[tuple[str, int]]) -> None:
    """One cause, one finding, where it is."""
    assert [(p.rule, p.start) for p in read(data).problems] == found


def test_all_faults_of_a_file_in_one_reading() -> None:
    """The reader recovers and goes on."""
    data = b'{\n  \'a\': 01,\n  b: True,\n  "c": [1,, 2,],\n  "d": "x\n}\n'
    rules = [problem.rule for problem in read(data).problems]
    assert rules == ["S201", "S404", "S203", "S411", "S103", "S101", "S204"]


def test_limits_are_findings() -> None:
    """Too deep and too large are told, not raised."""
    assert [p.rule for p in read(b"[" * 5000).problems] == ["E402"]
    assert [p.rule for p in read(b"[[1]]", max_depth=1).problems] == ["E402"]
    assert [p.rule for p in read(b"[1]", max_size=2).problems] == ["E401"]
    assert read(b"[" * 100 + b"]" * 100).problems == ()


def test_a_hopeless_file_is_given_up_and_said() -> None:
    """After five hundred repairs the reader stops."""
    document = read(b"[" + b'1 "a" ' * 600)
    assert document.problems[-1].rule == "S901"
    assert not document.complete
