"""A receipt as JSON: every byte of it counts, and what it names leads nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asp_check.receipt import form
from asp_check.receipt.model import (
    Asked,
    Model,
    NotAsked,
    Paper,
    Passed,
    Receipt,
    Reference,
    Rules,
    Scope,
    Spoke,
    Stated,
)

SUM = "0123456789abcdef" * 4

SUMS = st.integers(0, 2**256 - 1).map(lambda n: f"{n:064x}")
PARTS = st.text(min_size=1, max_size=20).filter(
    lambda t: not set(t) & set("/\\\0:") and t not in {".", ".."}
)
NAMES = st.lists(PARTS, min_size=1, max_size=3).map("/".join)
DAYS = st.dates().map(str)
RULES = st.sampled_from(["E101", "T101", "R104", "X601", "D"])
PAPERS = st.builds(
    Paper, NAMES, st.sampled_from(["va", "bdc", None]), st.integers(0, 2**40), SUMS,
    st.none() | NAMES, st.just(True), st.booleans(), st.none() | SUMS,
)  # fmt: skip
RECEIPTS = st.builds(
    Receipt,
    st.just("0.1.0"),
    st.none() | st.datetimes().map(lambda d: d.isoformat(timespec="minutes")),
    st.builds(Stated, PARTS, SUMS),
    st.integers(0, 2**40),
    st.builds(Model, NAMES, st.sampled_from(["official", "blank"]), SUMS, st.none() | SUMS, st.none() | SUMS),
    st.builds(Rules, st.integers(0, 500), SUMS),
    SUMS,
    st.builds(
        Asked, st.sampled_from(["error", "off"]), st.booleans(), st.booleans(),
        st.tuples(RULES), st.just(()), st.just(()), st.tuples(st.tuples(RULES, st.just("warning"))),
    ),
    st.builds(
        Scope, st.integers(0, 200), st.tuples(st.builds(NotAsked, RULES, st.just("unknown-fact"))),
        st.tuples(st.builds(Spoke, RULES, st.just("warning"), st.integers(1, 9))),
    ),
    st.lists(PAPERS, max_size=3).map(tuple),
    st.lists(st.builds(Stated, NAMES, SUMS), max_size=2).map(tuple),
    st.none() | st.builds(Stated, PARTS, SUMS),
    st.lists(st.builds(Reference, PARTS, st.none() | DAYS, SUMS), max_size=1).map(tuple),
    st.lists(st.builds(Passed, st.sampled_from(["sandbox", "portal"]), DAYS), max_size=2).map(tuple),
)  # fmt: skip

ONE = Receipt(
    "0.1.0", "2025-06-01T12:00", Stated("bdc-é.json", SUM), 12,
    Model("test/avance@initial", "official", SUM, SUM), Rules(188, SUM), SUM, Asked("error"),
    Scope(9, (NotAsked("R104", "unknown-fact"),)), (Paper("pièces/VA.pdf", "va", 3, SUM),),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(RECEIPTS)
def test_what_is_written_is_read_again(receipt: Receipt) -> None:
    data = form.render(receipt)
    assert form.load(data) == receipt
    assert form.render(form.load(data)) == data
    assert form.load(data.replace(b"\n", b"\r\n")) == receipt


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(RECEIPTS)
def test_nothing_that_cannot_be_seen_is_written_as_it_is(receipt: Receipt) -> None:
    text = form.render(receipt).decode()
    assert not any(
        "\u202a" <= c <= "\u202e" or "\x7f" <= c <= "\x9f" or c == "\ufeff" for c in text
    )


def test_no_byte_can_be_changed() -> None:
    data = form.render(ONE)
    for place in range(len(data)):
        for other in (data[place] ^ 1, data[place] ^ 0x20, 0x20, 0x30):
            if other != data[place]:
                damaged = data[:place] + bytes([other]) + data[place + 1 :]
                with pytest.raises(form.NotOursError):
                    form.load(damaged)


@given(st.data())
def test_no_byte_can_be_lost_or_added(data: st.DataObject) -> None:
    whole = form.render(ONE)
    place = data.draw(st.integers(0, len(whole)))
    lost = whole[:place] + whole[place + 1 :]
    added = whole[:place] + data.draw(st.sampled_from([b" ", b"a", b"\0", b"}"])) + whole[place:]
    for damaged in (lost, added, whole[:place]):
        if damaged != whole:
            with pytest.raises(form.NotOursError):
                form.load(damaged)


@given(st.binary() | st.text().map(str.encode))
def test_what_is_no_receipt_is_refused(data: bytes) -> None:
    with pytest.raises(form.NotOursError):
        form.load(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.data())
def test_any_value_in_any_place_is_refused_without_a_fault(data: st.DataObject) -> None:
    found: dict[str, Any] = json.loads(form.render(ONE))
    key = data.draw(st.sampled_from(sorted(found)))
    value = data.draw(JSON)
    if value != found[key]:
        found[key] = value
        with pytest.raises(form.NotOursError):
            form.load(json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"null", b"[" * 100_000, b'{"a":' * 50_000, b"9" * 10_000, b"NaN",
        b'{"format": "asp-check-receipt/1"}', b"\xff\xfe", b" " * (form.MAX_SIZE + 1),
    ],
)  # fmt: skip
def test_hostile_bytes(data: bytes) -> None:
    with pytest.raises(form.NotOursError) as refused:
        form.load(data)
    assert not refused.value.newer


def test_a_later_form_is_told_apart() -> None:
    with pytest.raises(form.NotOursError) as refused:
        form.load(b'{"format": "asp-check-receipt/2"}')
    assert refused.value.newer


@pytest.mark.parametrize(
    "name",
    ["../VA.pdf", "/etc/passwd", "a/../../b", "a//b", "./a", "C:/a", "c:x", "a\\b", "", "a\0b", 3, None],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name: object) -> None:
    with pytest.raises(form.NotOursError):
        form.safe_name(name)


def test_a_file_lies_beside_its_receipt() -> None:
    with pytest.raises(form.NotOursError):
        form.base_name("a/b.json")
    with pytest.raises(form.NotOursError):
        form.load(form.render(ONE._replace(file=Stated("a/b.json", SUM))))
