"""Which problems ``fix`` repairs, from the list of them alone: the file is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asp_check.finding import Problem, Severity
from asp_check.template import Template
from asp_check.template.literals import equal_numbers
from asp_check.text import BOM, NEWLINE

COMMAS = frozenset({"S101", "S103"})
"""Commas too many: the only faults of syntax that are repaired."""

_UNREAD = frozenset({"E401", "S703", "S706"})
"""Nothing was read, or it is no JSON: nothing is touched."""

_BOUNDED = frozenset({
    "S301", "S302", "S401", "S402", "S403", "S404", "S405", "S406", "S411", "S501", "S502", "S503", "S801",
})  # fmt: skip
"""Faults of syntax within one token, or between two: where each token ends is sure."""

_NUMBERS = frozenset({"T303", "T401", "T402", "T403"})
_LINE_ENDS = ("\\n", "\\r")


class Scope(NamedTuple):
    """What may be done to a file, given all that is wrong with it.

    ``readable``: it is JSON, or nearly.  ``certain``: its structure is no guess.  ``ordered``: members
    may change places.  ``newline``: the one line end of the template, if it has but one.
    ``ends``: newlines and the end of the file may be repaired, whatever the structure is.  ``marks``: where the byte-order marks beyond the first stand.
    """

    readable: bool
    certain: bool
    ordered: bool
    newline: bytes | None
    ends: bool
    marks: frozenset[int]


def scope_of(problems: Sequence[Problem], template: Template) -> Scope:
    """What may be done to a file with these problems: those of families E, S and T, all of them."""
    rules = {problem.rule for problem in problems}
    readable = not rules & _UNREAD and not any(map(_is_undecodable, problems))
    certain = readable and "E402" not in rules and all(map(_is_bounded, problems))
    newline = only_newline(template.text)
    marks = _marks(problems) if _has_mark(rules, template) else frozenset()
    return Scope(
        readable=readable,
        certain=certain,
        ordered=certain and not any(_is_between(p) and p.start not in marks for p in problems),
        newline=newline,
        ends=certain or newline is not None or not rules & {"E201", "E202"},
        marks=marks,
    )


def is_fixable(problem: Problem, scope: Scope) -> bool:
    """Whether ``fix`` makes this problem of the file go away, without being told anything more."""
    rule = problem.rule
    if rule not in _REPAIRED or not scope.readable:
        return False
    if rule in ("E102", "E103", "E104"):
        return True
    if rule == "E302":
        return problem.start in scope.marks
    if rule in ("E201", "E202", "E203"):
        return scope.ends
    if not scope.certain:
        return False
    if rule == "T105":
        return scope.ordered
    if rule == "T106":
        return problem.expected is not None
    if rule in COMMAS:
        return problem.fix is not None
    return rule == "T501" or is_spelling(problem)


_REPAIRED = (
    frozenset({"E102", "E103", "E104", "E201", "E202", "E203", "E302", "T105", "T106", "T501"})
    | COMMAS
    | _NUMBERS
)

REPAIRED = _REPAIRED - {"E302", "T303"}
"""The rules whose faults are repaired, unless something else of the file forbids it."""


def is_spelling(problem: Problem) -> bool:
    """Whether the problem is a number that the template writes otherwise, its value being the same.

    What does not block stays: the template only suggests it, and an exact file is never changed.
    """
    if problem.rule not in _NUMBERS or problem.expected is None or "hides" in problem.params:
        return False
    if problem.severity not in (None, Severity.BLOCKING):
        return False
    return equal_numbers(problem.expected, str(problem.params.get("found", "")))


def is_certain(problems: Sequence[Problem], template: Template) -> bool:
    """Whether what a document breaks by itself leaves no doubt where each token ends.

    What the blank itself shows is as certain as the blank.
    """
    shown = {problem.rule for problem in template.irregularities}
    return all(problem.rule in shown or _is_bounded(problem) for problem in problems)


def only_newline(text: bytes) -> bytes | None:
    """The line end of this text, if it has one and no other."""
    if b"\r" not in text:
        return b"\n" if b"\n" in text else None
    styles = set(NEWLINE.findall(text))
    return styles.pop() if len(styles) == 1 else None


def _is_bounded(problem: Problem) -> bool:
    if problem.rule[0] != "S":
        return True
    if problem.rule in COMMAS:
        # Before the first member nothing says what the comma is there for.
        return bool(problem.pointer)
    if problem.rule == "S502" and any(edit.text in _LINE_ENDS for edit in problem.fix or ()):
        return False  # A string over several lines: where it ends is a guess.
    return problem.rule in _BOUNDED


def _is_between(problem: Problem) -> bool:
    """Whether it stands between two members, of which it may speak: a comment; a character unseen."""
    if problem.rule in ("E301", "E302"):
        return "model" not in problem.params  # Else it is within a key.
    return problem.rule in ("E106", "S301", "S302")


def _is_undecodable(problem: Problem) -> bool:
    return problem.rule == "E102" and "undecodable" in problem.params


def _has_mark(rules: set[str], template: Template) -> bool:
    return "E103" in rules or (bool(template.bom) and "E104" not in rules)


def _marks(problems: Sequence[Problem]) -> frozenset[int]:
    """The places of the marks that follow the first without a gap."""
    places = {
        problem.start
        for problem in problems
        if problem.rule == "E302" and problem.params.get("character") == "U+FEFF"
    }
    found: set[int] = set()
    at = len(BOM)
    while at in places:
        found.add(at)
        at += len(BOM)
    return frozenset(found)
