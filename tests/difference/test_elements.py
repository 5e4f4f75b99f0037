from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from asp_check.concepts import CONCEPTS
from asp_check.difference import Settings, diff
from asp_check.difference.identity import NOUNS
from tests.difference.trees import applied


def changes(a: Any, b: Any, **settings: Any) -> list[tuple[str, str | None, str | None, str]]:
    one, other = (json.dumps(tree, ensure_ascii=False).encode() for tree in (a, b))
    found = diff(one, other, Settings(**settings))
    assert applied(one, found.edits) == other
    return [(c.kind, c.pointer_a, c.pointer_b, c.subject) for c in found.changes]


def test_establishments_are_matched_by_finess_and_not_by_position() -> None:
    a = [{"finess": "830101259", "ht": 1000}, {"finess": "830101267", "ht": 5}]
    b = [
        {"finess": "830101267", "ht": 5},
        {"finess": "750712184", "ht": 9},
        {"finess": "830101259", "ht": 1200},
    ]
    assert changes({"etablissements": a}, {"etablissements": b}) == [
        ("moved", "/etablissements/0", "/etablissements/2", "établissement 830101259"),
        ("changed", "/etablissements/0/ht", "/etablissements/2/ht", "établissement 830101259"),
        ("added", None, "/etablissements/1", "établissement 750712184"),
    ]


def test_an_identifier_deeper_in_the_element_serves_as_well() -> None:
    a = [{"client": {"finess": f"83010{i}259"}, "ht": i} for i in range(4)]
    b = [{**a[3], "ht": 30}, *a[:3]]
    found = changes({"commandes": a}, {"commandes": b}, lang="en")
    assert ("changed", "/commandes/3/ht", "/commandes/0/ht", "establishment 830103259") in found
    assert [one[0] for one in found].count("moved") == 1


def test_an_identifier_that_two_elements_share_matches_nothing() -> None:
    a = [{"finess": "1", "n": "x", "v": 1}, {"finess": "1", "n": "y", "v": 2}]
    b = [{"finess": "1", "n": "y", "v": 3}, {"finess": "1", "n": "x", "v": 1}]
    found = changes({"etablissements": a}, {"etablissements": b})
    assert ("changed", "/etablissements/1/v", "/etablissements/0/v") in [one[:3] for one in found]


def test_an_identifier_that_is_corrected_is_a_change_and_another_establishment_is_another() -> None:
    rest = {"nom": "Hôpital", "ville": "Toulon", "montantHT": 10, "mode": "x"}
    a, b = ([{"finess": f, **rest}] for f in ("830101259", "830101267"))
    assert [one[0] for one in changes({"etablissements": a}, {"etablissements": b})] == ["changed"]
    other = [{"finess": "750712184", "nom": "B", "ville": "Paris", "montantHT": 3, "mode": "x"}]
    told = [one[0] for one in changes({"etablissements": a}, {"etablissements": other})]
    assert sorted(told) == ["added", "removed"]


def test_elements_without_identifier_are_matched_by_likeness() -> None:
    pytest.importorskip("deepdiff")
    a = [{"q": {"x": "1", "y": "2", "z": "3"}}, {"q": {"x": "7", "y": "8", "z": "9"}}]
    b = [{"q": {"x": "7", "y": "8", "z": "10"}}, {"q": {"x": "1", "y": "2", "z": "4"}}]
    found = changes({"l": [dict(e, s="a") for e in a]}, {"l": [dict(e, s="a") for e in b]})
    assert ("changed", "/l/0/q/z", "/l/1/q/z", "") in found
    assert "removed" not in {one[0] for one in found}


def test_an_insertion_into_a_list_of_scalars_is_one() -> None:
    assert changes({"l": ["a", "b", "a", "c"]}, {"l": ["a", "a", "b", "a", "c"]})[0][0] == "added"
    assert [one[0] for one in changes({"l": [1, 2, 3]}, {"l": [1, 2, 4]})] == ["changed"]
    assert [one[0] for one in changes({"l": [1, 2, 3]}, {"l": [3, 1, 2]})] == ["moved"]


def test_a_renamed_key_is_one_change_unless_another_could_be_meant() -> None:
    assert changes({"siret": "82", "x": 1}, {"numeroSiret": "82", "x": 1}) == [
        ("renamed", "/siret", "/numeroSiret", "")
    ]
    told = changes({"a": "", "b": ""}, {"c": "", "d": ""})
    assert sorted(one[0] for one in told) == ["added", "added", "removed", "removed"]


def test_repeated_keys_are_all_kept_and_no_patch_is_made_of_them() -> None:
    found = diff(b'{"a": 1, "a": 2}', b'{"a": 2, "a": 1}')
    assert found.answer == "different-data"
    assert found.patch is None
    assert diff(b'{"a": 1, "a": 2}', b'{"a":1,"a":2}').answer == "same-data"
    assert diff(b'{"a": 1, "a": 2}', b'{"a": 2}').answer == "different-data"


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        (b"1000", b"1e3", "same-data"),
        (b"1000", b"1000.0", "same-data"),
        (b"-0", b"0", "same-data"),
        (b"0.1", b"0.10000000000000000555", "different-data"),
        (b"1e999999999999999999999", b"10e999999999999999999998", "same-data"),
        (b"1e" + b"9" * 5000, b"2e" + b"9" * 5000, "different-data"),
        (b"1000", b'"1000"', "different-data"),
        (b'"\\u00e9"', '"é"'.encode(), "same-data"),
        ('"é"'.encode(), '"e\u0301"'.encode(), "different-data"),
        (b'"a b"', '"a\u00a0b"'.encode(), "different-data"),
        (b'"\\ud83d\\ude00"', '"😀"'.encode(), "same-data"),
        (b'"\\ud83d"', b'"\\ud83e"', "different-data"),
        (b'{"\\u0061": 1}', b'{"a": 1}', "same-data"),
        (b"[]", b"{}", "different-data"),
        (b"null", b"false", "different-data"),
        (b'["a,b"]', b'["a","b"]', "different-data"),
        (b"[1,]", b"[1]", "different-text"),
        (b"\xff", b"\xfe", "different-text"),
        (b"", b"{}", "different-text"),
        ("é".encode("cp1252"), "é".encode(), "different-text"),
        (b'{"a": 1} x', b'{"a": 1}', "different-text"),
        (b'{"a":"\0"}', b'{"a":""}', "different-text"),
    ],
)
def test_what_is_the_same_data(a: bytes, b: bytes, answer: str) -> None:
    for one, other in ((a, b), (b, a)):
        found = diff(one, other)
        assert found.answer == answer
        assert applied(one, found.edits) == other
        assert (found.failure is not None) == (answer == "different-text")


def test_a_patch_that_no_strict_json_can_hold_is_none() -> None:
    assert diff(b'["x"]', b'["\\ud83d"]').patch is None
    assert diff(b"[1]", b"[1e999999999999999999999]").patch is None


def test_what_is_too_deep_or_too_large_is_not_compared() -> None:
    deep = b"[" * 200 + b"]" * 200
    found = diff(deep, deep + b"\n")
    assert (found.answer, found.edits, found.patch) == ("failed", (), None)
    assert "E402" in str(found.failure)
    assert diff(b"[1]", b"[2]", Settings(max_size=2)).answer == "failed"
    assert diff(deep, deep).answer == "same-bytes"


def test_hostile_shapes_take_no_time() -> None:
    zeros, ones = b"[" + b"0," * 20_000 + b"0]", b"[" + b"1,0," * 10_000 + b"0]"
    found = diff(zeros, ones)
    assert found.answer == "different-data"
    assert applied(zeros, found.edits) == ones
    wide = ["".join(("{", ",".join(f'"{i * k}":0' for i in range(5_000)), "}")) for k in (1, 3)]
    assert diff(*(text.encode() for text in wide)).answer == "different-data"
    backwards = [
        json.dumps([{"id": str(i)} for i in r]).encode() for r in (range(2000), range(1999, -1, -1))
    ]
    assert {c.kind for c in diff(*backwards).changes} == {"moved"}


def test_deepdiff_is_imported_only_where_nothing_else_tells_elements_apart() -> None:
    code = """
import sys
from asp_check.difference import diff
diff(b'{"l": [{"id": "1", "v": 1}, {"id": "2", "v": 2}]}', b'{"l": [{"id": "2", "v": 1}, {"id": "1", "v": 5}]}')
diff(b'[1, 2]', b'[3, 4]')
print("deepdiff" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_every_noun_is_of_a_concept() -> None:
    assert NOUNS.keys() <= CONCEPTS.keys()
