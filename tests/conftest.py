from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite what the golden tests expect; review the diff before you commit it",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether what is expected shall be rewritten."""
    return bool(request.config.getoption("--accept"))
