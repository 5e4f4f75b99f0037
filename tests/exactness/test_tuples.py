"""Arrays whose elements the blank names one by one."""

from __future__ import annotations

import pytest

from asp_check.exactness import check
from asp_check.template import build

BLANK = b'{"t": ["", 0, null, true], "fin": ""}'


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (b'["x", 1, 2, false]', []),
        (b'[1, "x", 2, false]', ["T203"]),
        (b'["x", 2, false, 1]', ["T301"]),
        (b'["x", 1, 2]', ["T201"]),
        (b'["x", 1, 2, false, 3]', ["T202"]),
        (b'["x", "y", 2, false]', ["T301"]),
        (b'["x", [1], 2, false]', ["T301"]),
        (b"[]", ["T201", "T201", "T201", "T201"]),
    ],
)
def test_each_change_is_one_finding(written: bytes, found: list[str]) -> None:
    """An element moved, missing, added or of another type is one finding."""
    file = BLANK.replace(b'["", 0, null, true]', written).replace(b'"fin": ""', b'"fin": "x"')
    outcome = check(build(BLANK, name="t"), file)
    assert [p.rule for p in outcome.problems if p.rule[0] in "EST"] == found
