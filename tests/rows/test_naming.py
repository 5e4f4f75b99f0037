from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.finding import UsageError
from asp_check.rows.naming import check_pattern, names


@pytest.mark.parametrize(
    "pattern", ["bdc-{number}.json", "{number}.JSON", "tous.json", "é {number}.json"]
)
def test_a_pattern(pattern: str) -> None:
    check_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("bdc-{number}", "finissez-le par .json"),
        ("../{number}.json", "caractère « / »"),
        ("a\\{number}.json", "caractère « \\ »"),
        ("{order}.json", "le seul repère est {number}"),
        ("{number}{.json", "le seul repère"),
        ("nul.json", "réservé par Windows"),
        (".{number}.json", "début ou fin"),
        ("-{number}.json", "début ou fin"),
        ("a\u202e{number}.json", "invisible"),
        ("a" * 300 + ".json", "octets"),
        ("C:{number}.json", "caractère « : »"),
    ],
)
def test_what_is_no_pattern(pattern: str, word: str) -> None:
    with pytest.raises(UsageError, match=re.escape(word)):
        check_pattern(pattern)


def test_what_no_name_may_hold_is_a_hyphen() -> None:

    assert names("bdc-{number}.json", ["../../x", "a\x00b"]) == ["bdc-..-..-x.json", "bdc-a-b.json"]


@pytest.mark.parametrize(
    "numbers",
    [["a/b", "a-b"], ["BDC1", "bdc1"], ["é", "e\u0301"], ["STRASSE", "straße"]],
)
def test_two_orders_of_one_name(numbers: list[str]) -> None:
    with pytest.raises(UsageError, match="même nom"):
        names("{number}.json", numbers)


@pytest.mark.parametrize("number", ["CON", "nul", "com1", ".x", "x\u200by", "é" * 120, "~a", "-rf"])
def test_an_order_that_cannot_name_a_file(number: str) -> None:
    with pytest.raises(UsageError, match="ne peut s’appeler"):
        names("{number}.json", [number])


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5, unique=True))
def test_a_name_never_leaves_its_folder(numbers: list[str]) -> None:
    try:
        found = names("bdc-{number}.json", numbers)
    except UsageError:
        return
    assert len({name.casefold() for name in found}) == len(numbers)
    for name in found:
        assert not set(name) & set('/\\:*?"<>|\0\n\r')
        assert name.startswith("bdc-")
        assert name.endswith(".json")
