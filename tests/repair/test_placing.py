"""Where what a repair leaves stands in the file as it was."""

from __future__ import annotations

from asp_check.finding import Problem
from asp_check.repair.placing import in_original


def test_by_rule_and_pointer_in_order() -> None:
    before = [
        Problem("T105", 1, 2, "/a"),
        Problem("S801", 10, 11, "/b"),
        Problem("S801", 20, 21, "/b"),
        Problem("T103", 30, 31, "/c"),
    ]
    left = [Problem("T103", 3, 4, "/c"), Problem("S801", 5, 6, "/b"), Problem("S801", 7, 8, "/b")]
    assert [p.start for p in in_original(left, before)] == [30, 10, 20]


def test_what_is_told_once_of_a_file_stands_where_it_was_first() -> None:
    left = [Problem("E101", 3, 4, "/z")]
    assert list(in_original(left, [Problem("E101", 9, 10, "/a")])) == [Problem("E101", 9, 10, "/a")]


def test_what_is_worded_otherwise_stands_where_its_member_stood() -> None:
    before = [Problem("T102", 9, 12, "/a"), Problem("T102", 20, 25, "/b")]
    left = [Problem("T103", 3, 4, "/a"), Problem("T301", 5, 6, "/b/0/c"), Problem("E203", 7, 7)]
    found = list(in_original(left, before))
    assert [(p.rule, p.start) for p in found] == [("T103", 9), ("T301", 20), ("E203", 0)]
