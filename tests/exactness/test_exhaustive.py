"""Exactness is proved, not sampled: every slip at every character of the fixed text is found."""

from __future__ import annotations

import pytest

from asp_check.exactness import check
from asp_check.finding import Problem, Severity
from tests.exactness.mutants import mutants, whole_file
from tests.exactness.shapes import Shape, shapes
from tests.exactness.surgery import operations

_WARNINGS = {"T304", "T404", "T405", "V001"}
_NEAR = 3
"""Bytes between a slip and the finding that tells of it."""


def blocking(problems: tuple[Problem, ...]) -> list[Problem]:
    """The problems that block, of families E, S and T."""
    return [
        p
        for p in problems
        if p.rule[0] in "EST"
        and p.severity in (None, Severity.BLOCKING)
        and p.rule not in _WARNINGS
    ]


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_every_slip_is_found_once_and_at_its_place(shape: Shape) -> None:
    """No slip passes; 99.5 % are told within 3 bytes of the place, 95 % by one finding alone."""
    assert blocking(check(shape.template, shape.exact).problems) == []
    total = near = alone = 0
    for mutant in [*mutants(shape.template, shape.exact), *whole_file(shape.exact)]:
        found = blocking(check(shape.template, mutant.data).problems)
        assert found, f"{mutant.name} at byte {mutant.start} passes"
        total += 1
        near += any(p.start <= mutant.end + _NEAR and p.end >= mutant.start - _NEAR for p in found)
        alone += len(found) == 1
    assert total > 150
    assert near / total >= 0.995, f"{near} of {total}"
    assert alone / total >= 0.95, f"{alone} of {total}"


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_surgery_on_a_member_is_one_finding(shape: Shape) -> None:
    """A member dropped, renamed, moved, doubled or added is one finding, with its pointer."""
    count = 0
    for operation in operations(shape.exact, frozenset({"/reponses"})):
        if operation.data == shape.exact or operation.name == "drop /option":
            continue
        found = blocking(check(shape.template, operation.data).problems)
        assert len(found) == 1, (operation.name, [(p.rule, p.pointer) for p in found])
        assert found[0].pointer in operation.pointers, (operation.name, found[0])
        count += 1
    assert count > 20
