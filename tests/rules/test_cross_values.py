"""However a paper writes a value it is the same; whatever else it says is found, at its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from asp_check.causes import Example
from asp_check.finding import Finding, Severity
from tests.rules.cross import report_on

AMOUNT = {"concept": "amount.excl_tax", "kind": "amount"}
PART = {"concept": "invoice.segur_amount", "kind": "amount"}
NODES: Mapping[str, Mapping[str, Any]] = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "client.finess", "kind": "finess"},
    "/c/*/ht": AMOUNT,
    "/d": {"concept": "order.signature_date", "kind": "date-iso"},
    "/p": PART,
}
BLANK = '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}], "d": "", "p": 0.00}'
SITES = ("2B0000020", "2B0005342", "2B0004246")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip

cents = st.integers(1, 99_999_999)
days = st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))


def request(amounts: list[int], day: dt.date, part: int = 1) -> str:
    rows = ", ".join(
        f'{{"f": "{site}", "ht": {Decimal(amount) / 100:.2f}}}'
        for site, amount in zip(SITES, amounts, strict=False)
    )
    return f'{{"n": "B1", "c": [{rows}], "d": "{day}", "p": {Decimal(part) / 100:.2f}}}'


def _grouped(amount: int, blank: str) -> str:
    return f"{amount // 100:,}".replace(",", blank)


written = st.sampled_from((
    lambda a: f"{_grouped(a, ' ')},{a % 100:02d} €",
    lambda a: f"{_grouped(a, chr(0x202F))},{a % 100:02d}",
    lambda a: f"{a // 100},{a % 100:02d} EUR",
    lambda a: f"{a // 100}.{a % 100:02d} € HT",
    lambda a: f"{_grouped(a, chr(0xA0))},{a % 100:02d}\u00a0€",
))  # fmt: skip
"""How papers write an amount of so many cents."""

dated = st.sampled_from((
    lambda d: d.isoformat(),
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}",
))  # fmt: skip
"""How papers write a day."""


def findings(text: str, *pieces: Mapping[str, Any], kind: str) -> list[Finding]:
    example = Example(BLANK, text, True, None, NODES, facts={"request": kind}, pieces=pieces)
    return [f for f in report_on(example).findings if f.severity is not Severity.INFO]


def bdc(amounts: Mapping[str, str], day: str) -> Mapping[str, Any]:
    values = {"order.number": "B1", "amount.excl_tax": amounts, "order.signature_date": day}
    return {"role": "bdc", "signed": "present", "how": "ink", "values": values}


def invoice(part: str, number: str = "F1") -> Mapping[str, Any]:
    values = {"order.number": "B1", "invoice.number": number, "invoice.segur_amount": part}
    return {"role": "invoice", "path": f"{number}.pdf", "values": values}


@settings(max_examples=40, deadline=None)
@given(st.lists(cents, min_size=1, max_size=3), days, written, dated)
def test_the_same_values_written_otherwise_are_the_same(
    amounts: list[int], day: dt.date, write: Any, date: Any
) -> None:
    rows = {site: write(amount) for site, amount in zip(SITES, amounts, strict=False)}
    found = findings(request(amounts, day), bdc(rows, date(day)), kind="avance")
    assert [one for one in found if one.rule == "X104"] == []


@settings(max_examples=40, deadline=None)
@given(st.lists(cents, min_size=1, max_size=3), days, written, st.data())
def test_a_cent_is_found_where_it_is(
    amounts: list[int], day: dt.date, write: Any, data: st.DataObject
) -> None:
    rank = data.draw(st.integers(0, len(amounts) - 1))
    other = amounts[rank] + data.draw(st.sampled_from((-1, 1, 10, 100, 90_000)))
    rows = {site: write(amount) for site, amount in zip(SITES, amounts, strict=False)}
    rows[SITES[rank]] = write(other)
    found = findings(request(amounts, day), bdc(rows, f"{day}"), kind="avance")
    said = [(one.rule, one.pointer) for one in found if one.rule in ("X104", "X202")]
    assert said == [("X202" if other == 0 else "X104", f"/c/{rank}/ht")]
    assert all(one.severity is Severity.BLOCKING for one in found if one.rule == "X104")


@settings(max_examples=40, deadline=None)
@given(days, days, dated)
def test_another_day_is_found(day: dt.date, other: dt.date, date: Any) -> None:
    found = findings(request([100], day), bdc({SITES[0]: "1,00 €"}, date(other)), kind="avance")
    said = [one.pointer for one in found if one.rule == "X104"]
    assert said == ([] if day == other else ["/d"])


@settings(max_examples=40, deadline=None)
@given(st.lists(cents, min_size=1, max_size=4), written, st.sampled_from((0, 0, 1, -1, 5000)))
def test_invoices_are_added_up_to_the_cent(parts: list[int], write: Any, off: int) -> None:
    total = sum(parts)
    part = max(total + off, 1)
    papers = [invoice(write(amount), f"F{rank}") for rank, amount in enumerate(parts)]
    found = findings(request([part], dt.date(2025, 1, 2), part), *papers, kind="solde")
    said = [one.pointer for one in found if one.rule == "X302"]
    assert said == ([] if part == total else ["/p"])


@settings(max_examples=40, deadline=None)
@given(cents, st.lists(cents, min_size=1, max_size=3), written)
def test_an_invoice_is_above_the_order_from_a_cent_on(
    part: int, amounts: list[int], write: Any
) -> None:
    rows = {site: write(amount) for site, amount in zip(SITES, amounts, strict=False)}
    papers = (bdc(rows, "2025-01-02"), invoice(write(part)))
    found = findings(request(amounts, dt.date(2025, 1, 2), part), *papers, kind="solde")
    said = [one.pointer for one in found if one.rule == "X303"]
    assert said == (["/p"] if part > sum(amounts) else [])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SITES), st.integers(0, 8), st.sampled_from("0123456789"))
def test_a_digit_of_an_identifier_is_found(site: str, place: int, digit: str) -> None:
    other = site[:place] + digit + site[place + 1 :]
    text = request([100], dt.date(2025, 1, 2)).replace(SITES[0], site)
    paper = {
        "role": "bdc",
        "values": {"order.number": "B1", "client.finess": f"{other[:2]} {other[2:6]} {other[6:]}"},
    }
    found = findings(text, paper, kind="avance")
    said = [(one.pointer, one.severity) for one in found if one.rule == "X104"]
    assert said == ([] if other == site else [("/c/0/f", Severity.BLOCKING)])
