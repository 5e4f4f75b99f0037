"""The patterns of a manifest: what is allowed works, what could be slow is refused."""

from __future__ import annotations

import time

import pytest

from asp_check.finding import UsageError
from asp_check.pattern import compile_pattern, matches


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"[A-Z]{2}-\d{4}", "AB-2024", "AB-20244"),
        (r"[A-Z]+-[0-9]+", "ABC-1", "ABC-"),
        (r"\w+@\w+", "a@b", "a@"),
        (r"(?:Cas 1|Cas 2)", "Cas 1", "cas 1"),
        (r"\d{9}", "123456789", "12345678\u0661"),
        (r"(\d{3} ){2}\d{3}", "123 456 789", "123456789"),
        (r"a?b{2,}", "bbb", "ab"),
    ],
)
def test_patterns_of_the_subset(pattern: str, good: str, bad: str) -> None:
    """The whole value is matched, digits are ASCII."""
    compiled = compile_pattern(pattern)
    assert matches(compiled, good)
    assert not matches(compiled, bad)
    assert not matches(compiled, good + "\n")


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+", r"(a*)*b", r"(?:a{1,32}){1,32}b", r"(a|a)*", r"\w+\w+\w+", r"(a?){64}",
        r"(.)\1", r"(?=a)b", r"(?<!a)b", r"^a$", r"a\b", r"(?i)a", r"[", r"(", r")", r"a{2000}",
        "a" * 501, r"((((((((((((((((((((((a))))))))))))))))))))))", r"[z-a]", r"*a",
    ],
)  # fmt: skip
def test_what_is_outside_is_refused(pattern: str) -> None:
    """Nested repetition, look-around, references, anchors, and broken syntax."""
    with pytest.raises(UsageError, match="pattern"):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", [r"\w+a\w+", r"[a-z0-9.]+@[a-z0-9.]+\.[a-z]{2,4}"])
def test_the_worst_text_is_not_slow(pattern: str) -> None:
    """A bound on work, not a timing: far below what backtracking without bound would take."""
    compiled = compile_pattern(pattern)
    start = time.process_time()
    assert not matches(compiled, "a" * 999 + "!")
    assert time.process_time() - start < 5
