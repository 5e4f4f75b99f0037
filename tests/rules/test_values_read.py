"""How the rules read a value that is written otherwise than the model has it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from asp_check.rules.common.case import Value
from asp_check.template import build

SLOT = build(b'{"a": ""}', None).slots[0]


def value(text: str) -> Value:
    return Value(SLOT, (), json.dumps(text).encode())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,00", "0.00"), ("1 000.00", "1000.00"), ("1\u202f000,50\u00a0€", "1000.50"),
        ("1000.00 €", "1000.00"), ("20 %", "20"), ("-12,5", "-12.5"), ("1,000", None),
        ("1,000.00", None), ("1 00", None), ("12 avril", None), ("€", None), ("", None), (",5", None),
        ("9" * 40 + ",5", None),
    ],
)  # fmt: skip
def test_an_amount_in_quotes_is_read_as_french_writes_it(text: str, number: str | None) -> None:
    assert value(text).decimal == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-01", "2025-06-01"), ("01/06/2025", "2025-06-01"), ("01-06-2025", "2025-06-01"),
        ("01.06.2025", "2025-06-01"), ("20250601", "2025-06-01"), ("2025-06-01 10:00", "2025-06-01"),
        ("2025-06-01T10:00:00Z", "2025-06-01"), ("31/02/2025", None), ("20251301", None),
        ("01/06-2025", None), ("juin 2025", None),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(text: str, day: str | None) -> None:
    assert value(text).day == day


@pytest.mark.parametrize(
    ("text", "truth"),
    [("non ", False), ("No", False), (" Oui", True), ("yes", True), ("peut-être", None)],
)
def test_a_yes_or_no_is_read(text: str, truth: bool | None) -> None:
    assert value(text).truth is truth
