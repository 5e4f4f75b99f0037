"""Change one thing on a paper: one character, one ticked box, one cent, one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from drawing.facts import Amounts, Invoice, Line, Order, Statement

CENT = Decimal("0.01")


class Change(NamedTuple):
    """What was changed: the concept and the establishment, the value before and after."""

    concept: str
    before: str
    after: str
    subject: str = ""


def letter(text: str) -> str:
    """The same text with one letter changed, near its middle."""
    middle = len(text) // 2
    for place in [*range(middle, len(text)), *range(middle)]:
        if text[place].isalpha():
            other = {"e": "a", "a": "e", "o": "a", "i": "l", "n": "m", "m": "n", "r": "t"}
            return text[:place] + other.get(text[place], "x") + text[place + 1 :]
    return text + "x"


def digit(text: str) -> str:
    """The same text with its last digit changed."""
    for place in reversed(range(len(text))):
        if text[place].isdigit():
            return text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
    return text + "1"


def next_day(iso: str) -> str:
    """The day after."""
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


def _line(order: Order, number: int, line: Line) -> Order:
    lines = list(order.lines)
    lines[number] = line
    return order._replace(lines=tuple(lines))


def _amount(field: str) -> Callable[[Order], tuple[Order, Change]]:
    concept = {"ht": "amount.excl_tax", "vat": "amount.vat", "ttc": "amount.incl_tax"}[field]

    def change(order: Order) -> tuple[Order, Change]:
        if order.amounts is not None:
            before = getattr(order.amounts, field)
            amounts = order.amounts._replace(**{field: before + CENT})
            return order._replace(amounts=amounts), _told(concept, before, before + CENT)
        line = order.lines[-1]
        assert line.amounts is not None  # noqa: S101 - the caller chose the order
        before = getattr(line.amounts, field)
        changed = line._replace(amounts=line.amounts._replace(**{field: before + CENT}))
        return _line(order, len(order.lines) - 1, changed), _told(
            concept, before, before + CENT, line.key
        )

    return change


def _told(concept: str, before: Decimal, after: Decimal, subject: str = "") -> Change:
    return Change(concept, f"{before:.2f}", f"{after:.2f}", subject)


def rate(order: Order) -> tuple[Order, Change]:
    """Another rate on the last line."""
    other = Decimal("10.00")
    if order.amounts is not None:
        before = order.amounts.rate or Decimal(0)
        return order._replace(amounts=order.amounts._replace(rate=other)), _told(
            "amount.vat_rate", before, other
        )
    line = order.lines[-1]
    amounts = line.amounts or Amounts(None, None, None, None)
    changed = line._replace(amounts=amounts._replace(rate=other))
    return _line(order, len(order.lines) - 1, changed), _told(
        "amount.vat_rate", amounts.rate or Decimal(0), other, line.key
    )


def number(order: Order) -> tuple[Order, Change]:
    """One digit of the order number."""
    after = digit(order.number)
    return order._replace(number=after), Change("order.number", order.number, after)


def key(order: Order) -> tuple[Order, Change]:
    """One digit of the identifier of the first beneficiary."""
    line = order.lines[0]
    after = digit(line.key)
    return _line(order, 0, line._replace(key=after)), Change(
        line.key_concept, line.key, after, after
    )


def name(order: Order) -> tuple[Order, Change]:
    """One letter of the name of the client."""
    after = letter(order.client)
    return order._replace(client=after), Change(order.client_concept, order.client, after)


def signing_day(order: Order) -> tuple[Order, Change]:
    """One day later."""
    after = next_day(order.signed_on)
    return order._replace(signed_on=after), Change("order.signature_date", order.signed_on, after)


def scenario(order: Order) -> tuple[Order, Change]:
    """Another scenario, or another answer to one of its questions."""
    if order.scenario:
        after = next(one for one in order.scenarios if one != order.scenario)
        concept = "scenario.code" if order.scenario.startswith("SC") else "scenario.label"
        return order._replace(scenario=after), Change(concept, order.scenario, after)
    line = order.lines[0]
    if line.scenario:
        after = next(one for one in order.scenarios if one != line.scenario)
        changed = line._replace(scenario=after)
        return _line(order, 0, changed), Change("scenario.label", line.scenario, after, line.key)
    concept, _ = order.questions[0]
    before = line.answers[concept]
    changed = line._replace(answers={**line.answers, concept: not before})
    words = ("non", "oui")
    return _line(order, 0, changed), Change(concept, words[before], words[not before], line.key)


def case(order: Order) -> tuple[Order, Change]:
    """The other case of the MSS indicator."""
    after = "Cas 2" if order.mss_case == "Cas 1" else "Cas 1"
    return order._replace(mss_case=after), Change("mss.deployment", order.mss_case, after)


def address(order: Order) -> tuple[Order, Change]:
    """One letter of a MSSanté address."""
    if order.addresses:
        after = letter(order.addresses[0])
        return order._replace(addresses=(after, *order.addresses[1:])), Change(
            "mss.address", order.addresses[0], after
        )
    line = order.lines[0]
    after = letter(line.addresses[0])
    changed = line._replace(addresses=(after, *line.addresses[1:]))
    return _line(order, 0, changed), Change("mss.address", line.addresses[0], after, line.key)


def va_day(order: Order) -> tuple[Order, Change]:
    """A VA one day later."""
    va = order.va
    assert va is not None  # noqa: S101 - the caller chose the order
    after = next_day(va.date)
    return order._replace(va=va._replace(date=after)), Change("va.date", va.date, after)


def va_name(order: Order) -> tuple[Order, Change]:
    """One letter of the name of who signs the VA."""
    va = order.va
    assert va is not None  # noqa: S101 - likewise
    after = letter(va.person.name)
    changed: Statement = va._replace(person=va.person._replace(name=after))
    return order._replace(va=changed), Change("va.signatory", va.person.name, after)


def invoice_cent(order: Order) -> tuple[Order, Change]:
    """One cent more of the Ségur part of the invoice."""
    invoice = order.invoice
    assert invoice is not None  # noqa: S101 - likewise
    before = invoice.segur.ht or Decimal(0)
    changed: Invoice = invoice._replace(segur=invoice.segur._replace(ht=before + CENT))
    return order._replace(invoice=changed), _told("invoice.segur_amount", before, before + CENT)


def invoice_number(order: Order) -> tuple[Order, Change]:
    """One digit of the number of the invoice."""
    invoice = order.invoice
    assert invoice is not None  # noqa: S101 - likewise
    after = digit(invoice.number)
    return order._replace(invoice=invoice._replace(number=after)), Change(
        "invoice.number", invoice.number, after
    )


def invoice_name(order: Order) -> tuple[Order, Change]:
    """One letter of the name on the invoice."""
    invoice = order.invoice
    assert invoice is not None  # noqa: S101 - likewise
    after = letter(invoice.name)
    return order._replace(invoice=invoice._replace(name=after)), Change(
        "invoice.name", invoice.name, after
    )


def mom_day(order: Order) -> tuple[Order, Change]:
    """A MOM one day later."""
    mom = order.mom
    assert mom is not None  # noqa: S101 - likewise
    after = next_day(mom.date)
    return order._replace(mom=mom._replace(date=after)), Change("mom.date", mom.date, after)


CHANGES: dict[str, Callable[[Order], tuple[Order, Change]]] = {
    "cent-ht": _amount("ht"),
    "cent-vat": _amount("vat"),
    "cent-ttc": _amount("ttc"),
    "rate": rate,
    "digit-order": number,
    "digit-key": key,
    "letter-client": name,
    "day-order": signing_day,
    "scenario": scenario,
    "mss-case": case,
    "letter-address": address,
    "day-va": va_day,
    "letter-va": va_name,
    "cent-invoice": invoice_cent,
    "digit-invoice": invoice_number,
    "letter-invoice": invoice_name,
    "day-mom": mom_day,
}
