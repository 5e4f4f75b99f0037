"""What a request deposited before declared: its orders, its beneficiaries and their amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asp_check import exactness
from asp_check.engine.cells import IDENTIFIERS
from asp_check.engine.contents import Places, Wanted, gather
from asp_check.engine.funding import File
from asp_check.engine.matters import Order, Request
from asp_check.finding import Elsewhere
from asp_check.rules.common.case import Value
from asp_check.rules.common.identifiers import number
from asp_check.rules.common.matter import Beneficiaries
from asp_check.template import Template
from asp_check.text import line_columns

_AMOUNT = "amount.excl_tax"


def deposited(template: Template, data: bytes, path: str) -> Beneficiaries:
    """What the request in these bytes declared, as far as it can be read."""
    outcome = exactness.check(template, data)
    text = data if outcome.document is None else outcome.document.text
    kept = (slot.id for slot in template.slots if slot.declared.concept is not None)
    contents = gather(outcome, text, Wanted(kept, judged=False))
    places = Places(outcome)
    request = Request(template, File(contents.store, frozenset()))

    def place(value: Value) -> Elsewhere:
        at = places[value.slot.id, value.indices]
        line, column = line_columns(text, {at.start})[at.start]
        return Elsewhere(
            path, "advance", value.text, None, None, line, column, at.start, at.end, at.pointer
        )

    identifiers: dict[str, Elsewhere] = {}
    amounts: dict[str, tuple[Decimal, Elsewhere]] = {}
    for order in request.orders:
        for value in _identifying(request, order):
            identifiers.setdefault(number(value), place(value))
        for name, values in _amounts(request, order):
            total = [value.decimal for value in values]
            if name and values and None not in total:
                amounts[name] = sum(filter(None, total), Decimal(0)), place(values[0])
    names = frozenset(order.name for order in request.orders if order.name)
    return Beneficiaries(path, names, identifiers, amounts)


def _identifying(request: Request, order: Order) -> Iterator[Value]:
    for concept in IDENTIFIERS:
        yield from (value for value in request.find(order, concept) if not value.empty)


def _amounts(request: Request, order: Order) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """The amounts of each establishment, then those of the whole order."""
    rows = request.rows(order, _AMOUNT)
    yield from rows.items()
    yield order.name, tuple(value for values in rows.values() for value in values)
