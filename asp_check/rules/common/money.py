"""Money: which values belong together, and every conventional result of a computation of VAT.

No source says how to round, nor whether VAT is computed line by line or on the total.  So every
conventional result is right: on each line, on each rate or on the total; half up, half to even, or
not rounded at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import Any, NamedTuple

from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.pointer import ANY
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.template import Template
from asp_check.values import vat_rate

FAQ_TAX = "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=filtrez_par_offre%3A2626&f%5B1%5D=theme%3A590&page=2"
"""What the ANS wants of the amounts of an order: HT, rate, TTC, and the ceiling."""

FAQ_ZERO = "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A590&f%5B1%5D=theme%3A620&f%5B2%5D=theme%3A2505&f%5B3%5D=theme%3A2711&f%5B4%5D=theme%3A2715"
"""What the ANS says of orders and invoices of zero euros."""

FAQ_INVOICE = "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=couloir_dispositifs%3A372&f%5B1%5D=theme%3A590&f%5B2%5D=theme%3A2390&f%5B3%5D=theme%3A2580"
"""What the ANS says of the invoice, the request for the balance and the advance."""

CENT, HALF_CENT = Decimal("0.01"), Decimal("0.005")
NOISE = Decimal("0.000001")
"""Less than this is left by binary arithmetic (104.99999999999999) and has its own finding."""

MAX_LINKS = 4
"""How many of the amounts that a finding speaks of are shown with it."""

_EXACT = Context(prec=64)
"""Precise enough for the product of any two amounts, whatever the context of the program."""
_ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_EVEN)
_LOWEST = Decimal("0.9")
"""The lowest rate of France in per cent; a lower one is most likely a fraction (0.20)."""


# --- Which values belong together


def alone(given: Given, one: Value, other: Value) -> bool:
    """Whether the template holds no other value of this concept that goes as well with ``other``."""
    return _alone(given.template, one.slot.path, one.concept, other.slot.path)


@lru_cache(maxsize=1 << 10)
def _alone(template: Template | None, own: str, concept: str, other: str) -> bool:
    path, place = own.split("/"), other.split("/")
    shared = _shared(path, place)
    return ANY not in path[shared:] and not any(
        slot.declared.concept == concept
        and slot.path != own
        and _shared(slot.path.split("/"), place) == shared
        for slot in (() if template is None else template.slots)
    )


def adds_up(given: Given, total: Value, parts: Iterable[Value]) -> bool:
    """Whether nothing but ``total`` can be the total of these parts.

    Of amounts at several levels, those above may be totals themselves.
    """
    slots = {p.slot.id: p for p in parts}.values()
    levels = {(p.concept, p.slot.path.count(ANY)) for p in slots}
    return len(levels) == len({concept for concept, _ in levels}) and all(
        alone(given, total, part) for part in slots
    )


def mate(case: Case, given: Given, concept: str) -> Value | None:
    """The filled value that goes with the subject, and with no other value of its concept."""
    found = case.one(concept)
    if found is None or not (
        alone(given, case.subject, found) and alone(given, found, case.subject)
    ):
        return None
    return found


def is_below(one: Value, other: Value) -> bool:
    """Whether ``other`` repeats below what the two have in common: there may be several of it."""
    path, place = one.slot.path.split("/"), other.slot.path.split("/")
    return ANY in place[_shared(path, place) :]


def numbers(values: Sequence[Value]) -> list[Decimal] | None:
    """The numbers of these values; ``None`` if there is none or one is empty or cannot be read."""
    found = [v.decimal for v in values if v.sound and not v.empty]
    read = [number for number in found if number is not None]
    return read if read and len(read) == len(values) else None


def without_tax(case: Case) -> Decimal | None:
    """The amounts excluding tax together, as the totals and the VAT beside them have it.

    Where these differ from the amounts as they are written, that has its own finding.
    """
    incl_tax, vat = (numbers(case.all(f"amount.{kind}")) for kind in ("incl_tax", "vat"))
    if incl_tax is None or vat is None:
        return None
    return sum(incl_tax, Decimal(0)) - sum(vat, Decimal(0))


def shown(number: Decimal) -> str:
    """An amount as it is written: two decimals, more where it has more.

    >>> shown(Decimal("120")), shown(Decimal("2.7500")), shown(Decimal("0.125"))
    ('120.00', '2.75', '0.125')
    """
    cents = _rounded(number, 2, ROUND_HALF_UP)
    return f"{cents if abs(cents - number) < NOISE else number:f}"


def links(values: Sequence[Value], label: str = "compared") -> list[tuple[Value, str]]:
    """The first of these values, as what a finding speaks of."""
    return [(value, label) for value in values[:MAX_LINKS]]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


# --- What VAT there is


def is_liable(case: Case, given: Given) -> bool | None:
    """Whether the supplier is liable to VAT, by the file, else by the configuration."""
    said = case.one("supplier.vat_liable")
    truth = None if said is None else said.truth
    return given.supplier.vat_liable if truth is None else truth


class Line(NamedTuple):
    """An amount excluding tax and the rate of its VAT, in per cent (20) or as a fraction (0.20)."""

    amount: Decimal
    rate: Decimal


def lines(
    case: Case, given: Given, amounts: Sequence[Value], concept: str = "amount.vat_rate"
) -> list[Line] | None:
    """The amounts, each with its rate: its own, or that of all; ``None`` if one is not known."""
    bases, values = numbers(amounts), case.all(concept)
    if bases is None or (
        len(values) > 1 and [v.indices for v in values] != [v.indices for v in amounts]
    ):
        return None
    # A supplier who is not liable to VAT leaves the rate empty, or has no such field.
    exempt = Decimal(0) if is_liable(case, given) is False else None
    rates = [
        exempt if value.sound and value.empty else value.decimal if value.sound else None
        for value in values
    ] or [exempt]
    if len(rates) == 1:
        rates *= len(bases)
    found = [Line(base, rate) for base, rate in zip(bases, rates, strict=True) if rate is not None]
    return found if len(found) == len(bases) else None


def usual_tax(items: Sequence[Line]) -> Decimal:
    """The VAT on the total, half up: the most usual of all results."""
    with localcontext(_EXACT):
        exact = sum((a * r for a, r in next(_readings(items))), Decimal(0))
        return _rounded(exact, 2, ROUND_HALF_UP)


def taxes(items: Sequence[Line], places: Iterable[int] = (2,)) -> set[Decimal]:
    """Every conventional VAT on these lines, rounded to any of these numbers of decimals.

    >>> sorted(map(str, taxes([Line(Decimal("33.33"), Decimal(20))] * 3)))
    ['19.998', '20.00', '20.01']
    """
    return _results(items, places, 0)


def with_tax(items: Sequence[Line], places: Iterable[int] = (2,)) -> set[Decimal]:
    """Every conventional amount including tax: rounded itself, or the base with the rounded VAT.

    >>> sorted(map(str, with_tax([Line(Decimal("33.33"), Decimal(20))] * 3)))
    ['119.988', '119.99', '120.00']
    """
    places = tuple(places)
    with localcontext(_EXACT):
        base = sum((line.amount for line in items), Decimal(0))
        return _results(items, places, 1) | {base + tax for tax in taxes(items, places)}


def places_of(value: Value) -> set[int]:
    """To how many decimals a result may be rounded: to cents, or as model or value have it."""
    declared = 0 if value.slot.type == "integer" else value.slot.declared.decimals
    written = len(value.text.partition(".")[2])
    return {2, max(2, written), 2 if declared is None else declared}


def gap(number: Decimal, accepted: Iterable[Decimal]) -> Decimal:
    """How far a number is from the nearest result that is accepted; 0 where that is but noise."""
    distance = min(abs(number - result) for result in accepted)
    return distance if distance >= NOISE else Decimal(0)


def _results(items: Sequence[Line], places: Iterable[int], whole: int) -> set[Decimal]:
    found: set[Decimal] = set()
    places = tuple(places)
    with localcontext(_EXACT):
        for reading in _readings(items):
            for groups in _groupings(reading):
                exact = [sum((a * (whole + r) for a, r in g), Decimal(0)) for g in groups]
                found.add(sum(exact, Decimal(0)))
                found.update(
                    sum((_rounded(one, digits, how) for one in exact), Decimal(0))
                    for digits in places
                    for how in _ROUNDINGS
                )
    return found


def _readings(items: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines with their rates as factors: as they are likely meant, then all in per cent."""
    yield [Line(a, r if r < _LOWEST else r / 100) for a, r in items]
    if any(0 < r < _LOWEST for _, r in items):
        yield [Line(a, r / 100) for a, r in items]


def _groupings(items: Sequence[Line]) -> Iterator[Sequence[Sequence[Line]]]:
    """The lines one by one, by rate, and all together."""
    yield [items]
    if len(items) > 1:
        by_rate: dict[Decimal, list[Line]] = {}
        for line in items:
            by_rate.setdefault(line.rate, []).append(line)
        yield [[line] for line in items]
        yield list(by_rate.values())


def _rounded(number: Decimal, digits: int, how: str) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), how, _EXACT)


# --- What is wrong with it


class Bill(NamedTuple):
    """Amounts, and what the file says of the tax on them.

    ``ways`` are the lines by which it may have been computed, the likeliest first; none where the
    rate is not known.  ``written`` are VAT and total of the lines as the file has them.
    """

    amounts: Sequence[Value]
    rates: Sequence[Value]
    vat: Value | None
    incl_tax: Value | None
    ways: Sequence[Sequence[Line]]
    written: tuple[frozenset[Decimal], frozenset[Decimal]] = (frozenset(), frozenset())


class Slip(NamedTuple):
    """One value to change, what it should be, and whether it is off by more than a cent.

    ``kind`` is ``ttc``, ``vat``, ``rate``, ``ht``, or ``sum`` for a TTC that is right by itself.
    """

    at: Value
    kind: str
    expected: Decimal
    far: bool


def slips(bill: Bill) -> list[Slip]:
    """What to change, one value for each cause."""
    base = sum((v.decimal or Decimal(0) for v in bill.amounts), Decimal(0))
    vat = None if bill.vat is None else bill.vat.decimal
    ttc = None if bill.incl_tax is None else bill.incl_tax.decimal
    if not bill.ways:
        return _sum_slip(bill, base, vat, ttc)
    usual = usual_tax(bill.ways[0])
    if vat in {None, usual} and ttc in {None, base + usual}:
        return []  # Most files; the rest is looked at closely.
    vat_off = _off(bill.vat, taxes, bill.ways, bill.written[0])
    ttc_off = _off(bill.incl_tax, with_tax, bill.ways, bill.written[1])
    if vat_off.by and ttc_off.by and vat is not None and ttc is not None:
        return _both(bill, base, (vat, ttc), (vat_off, ttc_off))
    if ttc_off.by:
        expected = _expected(base + usual, ttc_off) if vat is None else base + vat
        return _slip(bill.incl_tax, "ttc", expected, ttc_off.by)
    if vat_off.by:
        expected = _expected(usual, vat_off) if ttc is None else ttc - base
        return _slip(bill.vat, "vat", expected, vat_off.by)
    return _sum_slip(bill, base, vat, ttc)


class _Off(NamedTuple):
    """How far a value is from the nearest result that is accepted, and that result."""

    by: Decimal
    nearest: Decimal


def _off(
    value: Value | None,
    results: Callable[[Sequence[Line], Iterable[int]], set[Decimal]],
    ways: Sequence[Sequence[Line]],
    written: frozenset[Decimal],
) -> _Off:
    number = None if value is None else value.decimal
    if value is None or number is None:
        return _Off(Decimal(0), Decimal(0))
    right = written.union(*(results(way, places_of(value)) for way in ways))
    # To be written in the file: of two as near, the one in cents.
    in_cents = {one for one in right if one == _rounded(one, 2, ROUND_HALF_UP)} or right
    return _Off(gap(number, right), min(in_cents, key=lambda one: abs(number - one)))


def _expected(usual: Decimal, off: _Off) -> Decimal:
    """What to propose: what is near, else what is usual."""
    return usual if off.by >= CENT + NOISE else off.nearest


def _slip(at: Value | None, kind: str, expected: Decimal, off: Decimal) -> list[Slip]:
    return [] if at is None else [Slip(at, kind, expected, off >= CENT + NOISE)]


def _sum_slip(bill: Bill, base: Decimal, vat: Decimal | None, ttc: Decimal | None) -> list[Slip]:
    """Whether amount and VAT make the total, each being right by itself as far as is known."""
    if vat is None or ttc is None:
        return []
    off = gap(ttc, (base + vat,))
    return _slip(bill.incl_tax, "sum", base + vat, off) if off else []


def _both(
    bill: Bill, base: Decimal, found: tuple[Decimal, Decimal], off: tuple[_Off, _Off]
) -> list[Slip]:
    """VAT and TTC are off: by one cause if they agree on another rate, another amount, another VAT."""
    vat, ttc = found
    usual = usual_tax(bill.ways[0])
    if not gap(ttc, (base + vat,)):
        far = off[0].by >= CENT + NOISE
        rate = _implied(base, vat) if far and len(bill.rates) == 1 else None
        if rate is not None:
            return [Slip(bill.rates[0], "rate", rate, far=True)]
        return _slip(bill.vat, "vat", _expected(usual, off[0]), off[0].by)
    if len(bill.amounts) == 1 and bill.vat is not None:
        other = [bill.ways[0][0]._replace(amount=ttc - vat)]
        if not gap(vat, taxes(other, places_of(bill.vat))):
            return _slip(bill.amounts[0], "ht", ttc - vat, abs(base - ttc + vat))
    return [
        *_slip(bill.vat, "vat", _expected(usual, off[0]), off[0].by),
        *_slip(bill.incl_tax, "ttc", _expected(base + usual, off[1]), off[1].by),
    ]


def _implied(base: Decimal, vat: Decimal) -> Decimal | None:
    """The rate of France that gives this VAT on this base, if one does."""
    if not base or vat * base <= 0:
        return None
    rate = _rounded(100 * vat / base, 2, ROUND_HALF_UP)
    if rate < _LOWEST or vat_rate.judge(f"{rate:f}") or gap(vat, taxes([Line(base, rate)])):
        return None
    return rate


def objections(bill: Bill, params: Mapping[str, Any], *, certain: bool) -> Iterator[Objection]:
    """The slips of a bill: a cent warns, for no way of rounding is sourced; more blocks.

    Unless ``certain``, the rate was borrowed from elsewhere, and all of it warns.
    """
    for slip in slips(bill):
        blocks = slip.far and certain
        expected = shown(slip.expected)
        others = [v for v in (*bill.amounts[:2], *bill.rates[:1]) if v is not slip.at]
        yield Objection(
            slip.at,
            {
                **params,
                "key": slip.at.key,
                "found": slip.at.text,
                "suggestion": expected,
                "slip": slip.kind if slip.far else f"{slip.kind}-cent",
            },
            None if blocks else Severity.WARNING,
            None if blocks else "inference",
            links(others),
            expected,
        )
