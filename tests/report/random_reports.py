"""Any reports that an engine could make, and worse ones: for property tests."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from asp_check.finding import (
    Edit,
    Finding,
    MatrixCell,
    MatrixRow,
    NotRun,
    PieceRef,
    Place,
    Report,
    Severity,
    TemplateRef,
    Verdict,
)

HOSTILE = '\x00\x1b\x9b\x7f\u2028\u202e\u200b\ud800\udce9\ufeff\n\r\t"\\#[:/~<&é漢\u0301\U0001f600'

texts = st.text(st.sampled_from(HOSTILE) | st.characters(), max_size=12)
maybe = st.none() | texts
numbers = st.integers(1, 10**9)
offsets = st.integers(0, 40)
sha256s = st.text("0123456789abcdef", min_size=64, max_size=64)
pointers = st.none() | st.lists(texts, max_size=3).map(lambda ts: "".join(f"/{t}" for t in ts))
rules = st.from_regex(r"[ESTVRXD][0-9]{3}", fullmatch=True)
kinds = st.sampled_from(
    [
        "not-applicable",
        "unmapped-concept",
        "unknown-fact",
        "piece-not-given",
        "no-as-of",
        "unreadable",
        "crash",
    ]
)
boxes = st.none() | st.tuples(*[st.floats(0, 1000)] * 4)
places = st.builds(
    Place, maybe, numbers, numbers, offsets, offsets, pointers, texts, st.none() | numbers, boxes
)
edits = st.builds(Edit, offsets, offsets, texts)
findings = st.builds(
    Finding,
    rule=rules | st.sampled_from(["E201", "E202", "E203", "T501"]),
    name=st.from_regex(r"[a-z]+(-[a-z0-9]+){0,2}", fullmatch=True),
    severity=st.sampled_from(Severity),
    certainty=st.sampled_from(["official", "secondary", "inference"]),
    line=numbers,
    column=numbers,
    end_line=numbers,
    end_column=numbers,
    offset=offsets,
    end_offset=offsets.map(lambda n: n + 40),
    pointer=pointers,
    message=texts,
    expected=maybe,
    actual=maybe,
    count=numbers,
    related=st.lists(places, max_size=2).map(tuple),
    fix=st.none() | st.lists(edits, max_size=2).map(tuple),
    source=maybe,
    fixable=st.booleans(),
    general=pointers,
)
templates = st.builds(
    TemplateRef, texts, st.sampled_from(["official", "reference", "blank"]), sha256s
)
single = st.builds(
    Report,
    path=maybe,
    sha256=sha256s,
    verdict=st.sampled_from(Verdict),
    template=st.none() | templates,
    findings=st.lists(findings, max_size=3).map(tuple),
    not_run=st.lists(st.builds(NotRun, rules, kinds, texts), max_size=4).map(tuple),
    as_of=maybe,
    ignored=st.dictionaries(rules, numbers, max_size=3),
    posed=st.integers(0, 200),
    options=st.just({}),
    data=st.binary(max_size=60),
    model=st.none() | st.binary(max_size=60),
)
reports: st.SearchStrategy[Sequence[Report]] = st.one_of(
    st.lists(single, max_size=3), single.map(lambda report: [report] * 21)
)

states = st.sampled_from(
    [
        "given",
        "empty",
        "equal",
        "normalised",
        "confirmed",
        "different",
        "absent",
        "unclear",
        "unnamed",
    ]
)
roles = st.sampled_from(["bdc", "va", "mom", "invoice", "pilot"])
pieces = st.builds(
    PieceRef,
    path=texts,
    sha256=sha256s,
    form=st.sampled_from(["pdf", "docx", "json"]),
    role=st.none() | roles,
    pages=st.tuples(numbers, numbers),
    score=st.sampled_from([0.0, 0.5, 1.0]),
    reason=texts,
    stated=st.booleans(),
    order=texts,
    note=texts,
    settled_by=st.lists(texts, max_size=2).map(tuple),
)
cells = st.builds(
    MatrixCell, texts, st.just("request") | roles, maybe, states, st.none() | places, texts
)
rows = st.builds(
    MatrixRow,
    texts,
    texts,
    st.sampled_from(["amount.excl_tax", "client.finess"]) | texts,
    st.lists(cells, max_size=3).map(tuple),
)
with_pieces = st.builds(
    lambda report, papers, matrix, mask: report._replace(
        pieces=papers, matrix=matrix, options={"mask": True, "select": ["T"]} if mask else {}
    ),
    single,
    st.lists(pieces, max_size=2).map(tuple),
    st.lists(rows, max_size=3).map(tuple),
    st.booleans(),
)
"""Reports on requests that came with their papers."""
