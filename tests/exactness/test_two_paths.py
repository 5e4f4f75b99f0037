"""Two paths, one answer: what a template allows is conform, and accept agrees with explain."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.exactness import check, explain
from asp_check.exactness.accept import accept
from asp_check.finding import Problem, Severity
from asp_check.template import Template, build
from tests.exactness.strategies import ROOTS, STYLES, blank, filled

_WARNINGS = {"T304", "T404", "T405", "V001"}


def blocking(problems: tuple[Problem, ...]) -> list[str]:
    """The rules that block, of families E, S and T."""
    return [
        p.rule
        for p in problems
        if p.rule[0] in "EST"
        and p.severity in (None, Severity.BLOCKING)
        and p.rule not in _WARNINGS
    ]


@st.composite
def cases(draw: Any) -> tuple[Template, bytes]:
    """A template and an exact file of it."""
    tree, style = draw(ROOTS), draw(STYLES)
    return build(blank(tree, style), name="random"), filled(tree, style, draw)


@settings(max_examples=300, deadline=None)
@given(cases())
def test_what_slots_allow_is_conform(case: tuple[Template, bytes]) -> None:
    """No false alarm: an exact file is taken, and the explain path has nothing to say of it."""
    template, exact = case
    outcome = check(template, exact)
    assert outcome.accepted, outcome.problems
    assert blocking(outcome.problems) == []
    assert "V002" not in {p.rule for p in outcome.problems}
    explained = explain(template, exact)
    assert blocking(explained.problems) == []
    assert sorted((p.rule, p.start, p.pointer or "") for p in explained.problems) == sorted(
        (p.rule, p.start, p.pointer or "") for p in outcome.problems
    )


@settings(max_examples=100, deadline=None)
@given(cases())
def test_no_blank_is_conform(case: tuple[Template, bytes]) -> None:
    """The blank itself is one blocking finding."""
    template, _ = case
    outcome = check(template, template.blank)
    assert [p.rule for p in outcome.problems if p.rule[0] == "V"] == ["V002"]
    assert blocking(outcome.problems) == []


@settings(max_examples=600, deadline=None)
@given(cases(), st.data())
def test_accept_agrees_with_explain(case: tuple[Template, bytes], data: Any) -> None:
    """A file changed anywhere is taken exactly if nothing blocks it, and the net is not needed."""
    template, exact = case
    at = data.draw(st.integers(0, len(exact)))
    to = data.draw(st.integers(at, min(len(exact), at + 3)))
    new = data.draw(
        st.one_of(
            st.sampled_from([b"", b" ", b",", b'"', b"{", b"}", b"[", b"]", b":", b"0", b"\n", b"\xc2\xa0", b"\xe9", b"\\", b"null", b"1e3", b"-0", b"x"]),
            st.binary(max_size=3),
        )
    )  # fmt: skip
    changed = exact[:at] + new + exact[to:]
    taken = accept(template, changed).stopped < 0
    problems = explain(template, changed).problems
    assert taken == (blocking(problems) == [])
