"""Which template a file was made from, by its content, whatever is broken in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check import recognise as r
from asp_check.document import read
from asp_check.manifest import Manifest, Node
from asp_check.template import build
from asp_check.template.source import sha256_hex

KEYS = [f"k{n}" for n in range(10)]


def candidate(
    blank: str | dict[str, Any],
    name: str = "x/solde",
    version: str = "initial",
    nodes: dict[str, Node] | None = None,
    status: Any = "official",
) -> r.Candidate:
    data = (blank if isinstance(blank, str) else json.dumps(blank)).encode()
    manifest = Manifest("X", "solde", sha256_hex(data), status, nodes=nodes or {})
    return r.candidate_of(build(data, manifest), name, version)


def recognised(text: str | bytes | dict[str, Any], *candidates: r.Candidate) -> r.Recognition:
    if isinstance(text, dict):
        text = json.dumps(text)
    return r.recognise(read(text.encode() if isinstance(text, str) else text).root, candidates)


def score(text: str | dict[str, Any], one: r.Candidate) -> float:
    return recognised(text, one).scores[0].value


# ------------------------------------------------------------------------------ candidates


def test_what_the_index_keeps_of_a_template() -> None:
    blank = """{"code": "HOP", "a": "", "liste": [{"x": "", "n": 0}], "vide": [], "o": {},
    "tuple": [{"p": ""}, 3], "par": {"000000000": {"q": "", "fixe": "F"}}, "é/~": null}"""
    found = candidate(
        blank,
        nodes={
            "/par": Node(repeat="member", key_kind="finess"),
            "/par/*/fixe": Node(fixed=True),
            "/a": Node(concept="client.name"),
        },
    )
    assert found.keys == {
        "/code", "/a", "/liste", "/liste/*/x", "/liste/*/n", "/vide", "/o", "/tuple",
        "/tuple/*/p", "/par", "/par/*", "/par/*/q", "/par/*/fixe", "/é~1~0",
    }  # fmt: skip
    assert found.keyed == {"/par"}
    assert dict(found.fixed) == {"/code": '"HOP"', "/par/*/fixe": '"F"'}


def test_a_value_declared_free_is_not_fixed() -> None:
    assert dict(candidate({"a": "x"}, nodes={"/a": Node(free=True)}).fixed) == {}


def test_elements_of_a_tuple_that_fix_different_values_fix_none() -> None:
    assert dict(candidate({"t": [{"k": "A", "m": "Z"}, {"k": "B", "m": "Z", "x": 0}]}).fixed) == {
        "/t/*/m": '"Z"'
    }


# ------------------------------------------------------------------------------ scores


def test_the_score_is_the_share_of_key_paths() -> None:
    blank = dict.fromkeys(KEYS, "")
    assert score(blank, candidate(blank)) == 1.0
    assert score(dict.fromkeys(KEYS[:6], "a"), candidate(blank)) == 0.6
    assert score({**blank, **dict.fromkeys("abcdefghij", 1)}, candidate(blank)) == 0.5
    assert score({"z": 1}, candidate(blank)) == 0.0


def test_elements_count_once_however_many_there_are() -> None:
    one = candidate({"a": [{"b": "", "c": ""}]})
    assert score({"a": [{"b": 1, "c": 2}] * 50}, one) == 1.0
    assert score({"a": [{"b": 1}, {"c": 2}]}, one) == 1.0
    assert score({"a": []}, one) == pytest.approx(1 / 3, abs=1e-6)


def test_keys_that_are_data_count_once() -> None:
    one = candidate(
        {"par": {"000": {"b": ""}}}, nodes={"/par": Node(repeat="member", key_kind="text")}
    )
    assert score({"par": {f"75{n}": {"b": "x"} for n in range(30)}}, one) == 1.0
    other = candidate({"par": {"000": {"b": ""}}}, "y/solde")
    found = recognised({"par": {"1": {"b": 1}, "2": {"b": 2}}}, one, other)
    assert [s.id for s in found.scores] == ["x/solde", "y/solde"]
    assert found.id == "x/solde"


def test_fixed_values_that_agree_add_to_the_score() -> None:
    blank = {"code": "HOP", **dict.fromkeys(KEYS, "")}
    assert score(blank, candidate(blank)) == 1.2
    assert score({**blank, "code": "MDV"}, candidate(blank)) == 1.0
    assert score({key: blank[key] for key in KEYS}, candidate(blank)) == pytest.approx(
        10 / 11, abs=1e-6
    )


@pytest.mark.parametrize("shared", [1, 2, 5, 20])
def test_one_fixed_value_tells_two_models_with_the_same_keys_apart(shared: int) -> None:
    common: dict[str, Any] = {f"f{n}": "same" for n in range(shared)}
    one = candidate({"code": "HOP", **common}, "hop/avance")
    other = candidate({"code": "MDV", **common}, "mdv/avance")
    assert recognised({"code": "HOP", **common}, one, other).id == "hop/avance"
    assert recognised({"code": "MDV", **common}, one, other).id == "mdv/avance"
    assert recognised({"code": "XXX", **common}, one, other).id is None


def test_a_fixed_value_in_repeated_elements_agrees_when_all_do() -> None:
    one = candidate({"l": [{"code": "A", "x": ""}]})
    assert score({"l": [{"code": "A", "x": 1}] * 3}, one) == 1.2
    assert score({"l": [{"code": "A", "x": 1}, {"code": "B", "x": 1}]}, one) == 1.0


# ------------------------------------------------------------------------------ the decision


def test_sixty_per_cent_is_enough_and_less_is_not() -> None:
    blank = candidate(dict.fromkeys(KEYS, ""))
    assert recognised(dict.fromkeys(KEYS[:6], 1), blank).id == "x/solde"
    assert recognised(dict.fromkeys(KEYS[:5], 1), blank).id is None


def test_the_best_must_be_ahead_by_a_tenth() -> None:
    full = dict.fromkeys(KEYS, "")
    nine = {key: full[key] for key in KEYS[:9]}
    assert recognised(full, candidate(full, "a/solde"), candidate(nine, "b/solde")).id == "a/solde"
    twenty = {f"k{n}": "" for n in range(20)}
    nineteen = {f"k{n}": "" for n in range(19)}
    one, other = candidate(twenty, "a/solde"), candidate(nineteen, "b/solde")
    found = recognised(twenty, one, other)
    assert found.id is None
    assert [s.id for s in found.scores] == ["a/solde", "b/solde"]


def test_two_equal_models_are_none() -> None:
    blank = {"a": "", "b": ""}
    assert recognised(blank, candidate(blank, "a/solde"), candidate(blank, "b/solde")).id is None


def test_versions_of_one_model_are_one_candidate() -> None:
    old = candidate(dict.fromkeys(KEYS, ""), version="initial")
    new = candidate(dict.fromkeys([*KEYS, "new"], ""), version="2024-09-12", status="reference")
    for keys in (KEYS, [*KEYS, "new"]):
        found = recognised(dict.fromkeys(keys, 1), old, new)
        assert found.id == "x/solde"
        assert found.scores == (r.Score("x/solde", 1.0, frozenset({"official", "reference"})),)


def test_no_candidate_and_no_value() -> None:
    assert recognised({"a": 1}) == r.Recognition(None, ())
    assert recognised(b"", candidate({"a": ""})).id is None
    assert recognised(b"\xff\xfe\x00", candidate({"a": ""})).id is None


@pytest.mark.parametrize("text", ["1", '"a"', "null", "[]", "{}", "[1, 2]", "[[[]]]"])
def test_what_has_no_key_is_never_recognised(text: str) -> None:
    assert recognised(text, candidate({"a": ""}), candidate(text, "y/solde")).id is None


# ------------------------------------------------------------------------------ broken files

TEXT = json.dumps({"code": "HOP", "a": "x", "l": [{"b": 1, "c": 2}, {"b": 3, "c": 4}]}, indent=2)
BLANK = {"code": "HOP", "a": "", "l": [{"b": 0, "c": 0}]}


@pytest.mark.parametrize(
    "broken",
    [
        TEXT[:-1],
        TEXT.replace('"a"', "a"),
        TEXT.replace('"x",', '"x"'),
        TEXT.replace('"x",', '"x",,'),
        TEXT.replace('"a": "x"', '"a": "x'),
        TEXT.replace("]", ""),
        TEXT + "}",
        f"\ufeff{TEXT}",
        f"// BDC\n{TEXT}",
        TEXT.replace('"', "'"),
        TEXT.replace('"a"', '"A"'),
        TEXT.encode("utf-16"),
        TEXT.replace("x", "é").encode("latin-1"),
        TEXT.replace("\n", "\r\n"),
    ],
)
def test_a_broken_file_is_still_recognised(broken: str | bytes) -> None:
    other = candidate({"code": "MDV", "z": "", "y": ""}, "y/avance")
    assert recognised(broken, candidate(BLANK), other).id == "x/solde"


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    found = recognised(data, candidate(BLANK))
    assert all(0 <= s.value <= 1 + r.WEIGHT for s in found.scores)


def test_a_huge_array_costs_no_more_than_its_first_elements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = json.dumps({"l": [{"b": 1}] * r.MAX_ELEMENTS + [{"c": 1}]})
    assert r.shape_of(read(text.encode()).root).keys() == {"/l", "/l/*/b"}
    monkeypatch.setattr(r, "MAX_VALUES", 3)
    assert len(r.shape_of(read(b'{"a": 1, "b": 2, "c": 3, "d": {"e": 1}}').root)) == 3


# ------------------------------------------------------------------------------ the packaged ones

SCHEMAS = Path(__file__).parents[1] / "schemas"
PACKAGED = [
    r.Candidate(
        record["id"],
        record["version"],
        record["status"],
        frozenset(record["keys"]),
        frozenset(record["keyed"]),
        record["fixed"],
    )
    for record in json.loads((SCHEMAS / "index.json").read_bytes())["templates"]
]


@pytest.mark.parametrize(
    "folder", sorted(SCHEMAS.glob("*/*/*/")), ids=lambda p: "-".join(p.parts[-3:])
)
@pytest.mark.parametrize("name", ["blank.json", "example.json"])
def test_the_reference_models_recognise_their_own(folder: Path, name: str) -> None:
    model = "/".join(folder.parts[-3:-1]).lower()
    found = recognised((folder / name).read_bytes(), *PACKAGED)
    assert found.id == model
    assert found.scores[0].value - found.scores[1].value > 0.3
