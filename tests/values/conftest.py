"""How a test of values reads what a judge says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asp_check.finding import Severity
from asp_check.values import judge

Said = tuple[Severity, str, str, str | None]


def _said(kind: str, value: str) -> list[Said]:
    return [
        (r.severity, r.fr.replace("\u00a0", " "), r.en, r.suggestion) for r in judge(kind, value)
    ]


@pytest.fixture
def said() -> Callable[[str, str], list[Said]]:
    """What is said of a value; no-break spaces read as plain ones, so that a test can be read."""
    return _said
