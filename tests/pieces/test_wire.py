"""A paper comes back from its journey exactly as it left."""

from __future__ import annotations

from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from asp_check.pieces import wire
from asp_check.pieces.model import Box, Page, Paper, Seal, Tick, Word

floats = st.floats(allow_nan=False)
words = st.text() | st.just("caf\udce9.pdf")
boxes = st.builds(Box, floats, floats, floats, floats)
many = st.lists(boxes, max_size=3).map(tuple)
pages = st.builds(
    Page,
    number=st.integers(1, 99),
    width=floats,
    height=floats,
    words=st.lists(
        st.builds(
            Word,
            words,
            boxes,
            st.sampled_from(["text", "field", "ocr"]),
            words,
            st.none() | st.floats(0, 1),
        ),
        max_size=3,
    ).map(tuple),
    ticks=st.lists(
        st.builds(Tick, boxes, st.none() | st.booleans(), st.just("field"), words, words),
        max_size=3,
    ).map(tuple),
    rules=many,
    images=many,
    inks=many,
    blanks=many,
    scan=st.booleans(),
)
seals = st.builds(
    Seal,
    words,
    words,
    st.none() | st.booleans(),
    words,
    st.none() | st.integers(1, 9),
    st.none() | boxes,
)
data = st.dictionaries(
    words,
    st.recursive(
        st.none() | st.booleans() | st.integers() | words,
        lambda inner: (
            st.lists(inner, max_size=2).map(tuple)
            | st.dictionaries(words, inner, max_size=2).map(MappingProxyType)
        ),
        max_leaves=4,
    ),
    max_size=3,
)
papers = st.builds(
    Paper,
    path=words,
    sha256=words,
    form=st.sampled_from(["pdf", "docx", "image", "data"]),
    pages=st.lists(pages, max_size=3).map(tuple),
    seals=st.lists(seals, max_size=2).map(tuple),
    notes=st.lists(words, max_size=2).map(tuple),
    unread=st.integers(0, 9),
    unreadable=words,
    data=data.map(MappingProxyType),
)


@given(papers)
def test_there_and_back(paper: Paper) -> None:
    line = wire.dumps(paper)
    assert line.isascii()
    assert "\n" not in line
    back = wire.loads(line)
    assert back == paper
    assert type(back.pages) is tuple
    assert repr(back) == repr(paper)
