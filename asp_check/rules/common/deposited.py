"""The beneficiaries of a request against those of the one deposited before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check import pointer
from asp_check.facts import Given
from asp_check.pointer import ANY
from asp_check.rules.common.beneficiaries import Address, beneficiaries
from asp_check.rules.common.case import Case, Value
from asp_check.rules.common.identifiers import number
from asp_check.rules.common.matter import Whole

_PLACE = ("order.number", "client.finess", "amount.excl_tax")


class Unit(NamedTuple):
    """Those who share amounts of a request: the numbers that each of them has, and the amounts."""

    bearers: tuple[tuple[Value, ...], ...]
    amounts: tuple[Value, ...]


def find(whole: Whole, concept: str) -> list[Value]:
    """The values of a concept in every order, each once."""
    found: dict[object, Value] = {}
    for matter in whole.matters:
        for value in matter.find(concept):
            found.setdefault((value.slot.id, value.indices), value)
    return list(found.values())


def units(whole: Whole, given: Given) -> Iterator[Unit]:
    """The beneficiaries of a request, by the amounts that are for them."""
    subject = next((value for name in _PLACE for value in find(whole, name)), None)
    if subject is None:
        return
    case = Case(subject, lambda concept: find(whole, concept))
    by_paid: dict[Address, list[tuple[Value, ...]]] = {}
    for one in beneficiaries(case, given):
        by_paid.setdefault(one.paid, []).append(one.identifiers)
    depths = {len(paid) for paid in by_paid}
    amounts: dict[Address, list[Value]] = {}
    for value in find(whole, "amount.excl_tax"):
        address = _address(value)
        for depth in depths:
            amounts.setdefault(address[:depth], []).append(value)
    for paid, bearers in by_paid.items():
        yield Unit(tuple(bearers), tuple(amounts.get(paid, ())))


def known(bearer: Sequence[Value], deposited: Mapping[str, object]) -> str | None:
    """The number under which a beneficiary is in the request before; ``None`` if there is none."""
    return next((n for value in bearer if (n := number(value)) in deposited), None)


def _address(value: Value) -> Address:
    """Where a value stands in the file."""
    indices = iter(value.indices)
    tokens = pointer.split(value.slot.path)
    return tuple(next(indices, ANY) if token == ANY else token for token in tokens)
