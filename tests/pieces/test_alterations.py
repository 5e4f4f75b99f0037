"""A value that was altered on its paper never comes out equal, however it was done."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from asp_check.pieces.worker import Worker
from tests.pieces.alterations import (
    ALTERATIONS,
    AT_DIGITS,
    LAYOUTS,
    SURE,
    VALUES,
    order,
    read_here,
    states,
)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "read", read_here)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_not_altered_is_equal(layout: str, tmp_path: Path) -> None:
    paper = order(layout)
    path = tmp_path / "bdc.pdf"
    sure = {v.concept for v in VALUES if states(paper, path, v.concept) <= SURE}
    assert len(sure) >= len(VALUES) - 1


@pytest.mark.parametrize("name", [*ALTERATIONS, *AT_DIGITS])
def test_what_is_altered_is_not(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311 - the same papers each time
    how = {**ALTERATIONS, **AT_DIGITS}[name]
    values = [v for v in VALUES if name not in AT_DIGITS or v.text[0].isdigit()]
    for layout in chance.sample(LAYOUTS, 2):
        concept = chance.choice(values).concept
        found = states(order(layout, concept, how), tmp_path / "bdc.pdf", concept)
        assert not found & SURE, (layout, concept)
