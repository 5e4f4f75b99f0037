"""A record as TOML: read again as it was written, the same bytes for the same record."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asp_check.corpus import form
from asp_check.corpus.judging import general
from asp_check.corpus.model import Held, Record, Spoke
from asp_check.finding import UsageError

SUM = "ab" * 32
SUMS = st.integers(0, 2**256 - 1).map(lambda n: f"{n:064x}")
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
SOME = TEXTS.filter(bool)
RECORDS = st.builds(
    Record, SOME, SUMS, st.integers(0, 2**40), st.sampled_from(["accepted", "refused"]),
    st.sampled_from(["sandbox", "portal"]), st.sampled_from(["", "2025-06-01T12:00"]), TEXTS, TEXTS,
    TEXTS, TEXTS, TEXTS, TEXTS, SUMS | st.just(""),
    st.lists(st.builds(Held, SOME, SUMS, TEXTS), max_size=2).map(tuple),
    st.none() | st.builds(Held, SOME, SUMS, st.just("")),
    st.lists(st.builds(Spoke, st.sampled_from(["T101", "R104"]), TEXTS, TEXTS, st.integers(1, 9)), max_size=2).map(tuple),
)  # fmt: skip

ONE = Record(
    "../bdc.json", SUM, 3, "accepted", "portal", "2025-06-01T12:00", "", "0.1.0", "conform"
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(RECORDS)
def test_what_is_written_is_read_again(record: Record) -> None:
    data = form.render(record)
    assert form.load(data, "x") == record
    assert form.render(form.load(data, "x")) == data
    assert form.load(data.replace(b"\n", b"\r\n"), "x") == record


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(RECORDS, RECORDS)
def test_no_two_records_have_one_name(one: Record, other: Record) -> None:
    assert (form.name(one) == form.name(other)) == (one == other)


@given(st.binary() | st.text().map(str.encode))
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError):
        form.load(data, "x")


@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 50_000, b'format = "asp-check-corpus/2"', b"\xff", b"#" * (form.MAX_SIZE + 1),
        form.render(ONE).replace(b'"accepted"', b'"maybe"'),
        form.render(ONE).replace(SUM.encode(), b"../../etc/passwd"),
        form.render(ONE).replace(b"size = 3", b"size = -1"),
        form.render(ONE).replace(b"size = 3", b"size = true"),
        form.render(ONE).replace(b"[checked]", b"[[checked]]"),
        form.render(ONE) + b"pieces = 3\n",
        form.render(ONE) + b"[[spoke]]\nrule = 3\n",
    ],
)  # fmt: skip
def test_hostile_records(data: bytes) -> None:
    with pytest.raises(UsageError):
        form.load(data, "x")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("", ""),
        ("/lignes/12/finess", "/lignes/*/finess"),
        ("/lignes/0/Dupont Jean", "/lignes/*/?"),
        ("/a~1b/m~0n", "/a~1b/m~0n"),
        ("/Dupont/finess", "/?/finess"),
        ("/é", "/é"),
    ],
)
def test_a_pointer_keeps_no_key_that_the_model_does_not_have(place: str, shown: str) -> None:
    blank = b'{"lignes": [{"finess": ""}], "a/b": {"m~n": ""}, "\\u00e9": ""}'
    assert general(place, blank) == shown
