"""One slip at a time, put into a clean request: which rule must speak, where, and how gravely.

A slip changes what it must and nothing more: where a wrong amount would make others wrong too, these
are computed again, and what is known beside the file is brought in line, or left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, NamedTuple

from hypothesis import assume

from asp_check.exactness import FilledSlot
from asp_check.facts import Ceiling, Ceilings, Establishment, Finess, Funded, Funding
from asp_check.finding import Severity
from asp_check.pointer import ANY
from asp_check.template import Template, build
from tests.rules.requests import MODELS, ORIGIN, Dice, Request

BLOCKING, WARNING, INFO = Severity.BLOCKING, Severity.WARNING, Severity.INFO
Told = tuple[Request, FilledSlot | None, Severity]
"""The request with the slip, the value at which the rule speaks (none: the file), how gravely."""
Make = Callable[[Request, Dice], Told]

AVANCE = tuple(model for model in MODELS if "/avance" in model)
SOLDE = tuple(model for model in MODELS if "/solde" in model)
HOP_AVANCE, HOP_SOLDE = "hop-dpi-va2/avance@initial", "hop-dpi-va2/solde@initial"
MDV_AVANCE, MDV_SOLDE = "mdv-lgc-va2/avance@initial", "mdv-lgc-va2/solde@initial"
BIO, IMG = "bio-sgl-va1/solde@initial", "img-ris-va2/avance@initial"
MS2_OLD, MS2 = "ms2/solde@initial", "ms2/solde@2024-09-12T1400"
TOTALS = (HOP_AVANCE, MDV_AVANCE)
SITES = (HOP_AVANCE, HOP_SOLDE, MS2, MS2_OLD)
PEOPLE = (MDV_AVANCE, MDV_SOLDE)


class Slip(NamedTuple):
    """A way to spoil a request, for some of the models."""

    rule: str
    name: str
    models: tuple[str, ...]
    make: Make


SLIPS: list[Slip] = []


def slip(rule: str, *models: str) -> Callable[[Make], Make]:
    """Note a slip of which this rule must speak."""

    def add(make: Make) -> Make:
        SLIPS.append(Slip(rule, make.__name__, models or MODELS, make))
        return make

    return add


# --- Tools


def some(found: Iterable[FilledSlot], dice: Dice) -> FilledSlot:
    """One of them; a request that has none is no example."""
    listed = list(found)
    assume(bool(listed))
    return dice.one(listed)


def cents(request: Request, at: FilledSlot) -> int:
    return int(Decimal(request.text(at)) * 100)


def money(at: FilledSlot, amount: int) -> bytes:
    text = f"{amount // 100}.{amount % 100:02d}"
    return (text if at.slot.declared.decimals else text.removesuffix(".00")).encode()


def plus(request: Request, at: FilledSlot, amount: int) -> Request:
    return request.with_literals([(at, money(at, cents(request, at) + amount))])


def day_of(request: Request, at: FilledSlot) -> date:
    text = request.text(at)
    return date.fromisoformat("-".join(reversed(text.split("/"))) if "/" in text else text)


def with_day(request: Request, at: FilledSlot, day: date) -> Request:
    style = "%d/%m/%Y" if at.slot.declared.kind == "date-fr" else "%Y-%m-%d"
    return request.with_text(at, day.strftime(style))


def today(request: Request) -> date:
    assume(request.as_of is not None)
    return date.fromisoformat(str(request.as_of)[:10])


def beside(request: Request, at: FilledSlot, *concepts: str) -> list[FilledSlot]:
    """The values of these concepts in the same element, or around it."""
    found = request.slots(*concepts)
    return [one for one in found if at.indices[: len(one.indices)] == one.indices]


def rate(request: Request, at: FilledSlot) -> Decimal:
    """A rate in per cent."""
    found = Decimal(request.text(at))
    return 100 * found if found < 1 else found


def taxed_line(request: Request, dice: Dice, least: int = 0) -> FilledSlot:
    """An amount, of more than so many cents, on which there is VAT."""
    lines = [at for at in request.slots("amount.excl_tax") if cents(request, at) > least]
    taxed = (at for at in lines if cents(request, *beside(request, at, "amount.vat")))
    return some(taxed, dice)


@cache
def _open(model: Template, concepts: tuple[str, ...]) -> Template:
    assert model.manifest
    nodes = {
        path: node._replace(required=False, fixed=False, enum=(), may_be_empty=True, decimals=None)
        if node.concept in concepts
        else node
        for path, node in model.manifest.nodes.items()
    }
    return build(model.blank, model.manifest._replace(nodes=nodes))


def opened(request: Request, *concepts: str) -> Request:
    """The same under a model whose manifest leaves these fields free and does not want them."""
    return request._replace(template=_open(request.template, concepts))


def without_references(request: Request) -> Request:
    return request.with_references(ceilings=None, finess=None, funded=None)


def numbers_of(request: Request) -> list[FilledSlot]:
    """The numbers of beneficiaries."""
    concepts = ("client.finess", "client.am", "practitioner.rpps", "practitioner.idnps")
    return [at for at in request.slots(*concepts, "client.siret") if request.text(at)]


def directory(request: Request, **changed: Mapping[str, Any]) -> Request:
    """The same with a FINESS directory of these very numbers, some of them changed."""
    rows = {}
    for at in request.slots("client.finess"):
        number = request.text(at)
        if number:
            rows[number] = Establishment(number, **changed.get(number, {}))
    return request.with_references(finess=Finess(ORIGIN, rows))


# --- R1: amounts


@slip("R101", *AVANCE)
def zero_amount(request: Request, dice: Dice) -> Told:
    request = opened(request, "amount.excl_tax")
    at = some(request.slots("amount.excl_tax"), dice)
    return request.with_literals([(at, dice.one((at.slot.literal, b"0", b"0.0")))]), at, BLOCKING


@slip("R102")
def missing_rate(request: Request, dice: Dice) -> Told:
    [at] = beside(request, taxed_line(request, dice), "amount.vat_rate")
    return request.with_literals([(at, at.slot.literal)]), at, BLOCKING


@slip("R102")
def missing_total(request: Request, dice: Dice) -> Told:
    request = opened(request, "amount.incl_tax")
    amount = taxed_line(request, dice)
    [at] = beside(request, amount, "amount.incl_tax")
    known = request.facts.supplier.vat_liable or request.slots("supplier.vat_liable")
    grave = BLOCKING if known else WARNING
    return request.with_literals([(at, at.slot.literal)]), at, grave


@slip("R103")
def one_cent_more_on_the_total(request: Request, dice: Dice) -> Told:
    [at] = beside(request, taxed_line(request, dice), "amount.incl_tax")
    return plus(request, at, 1), at, WARNING


@slip("R103")
def total_far_off(request: Request, dice: Dice) -> Told:
    [at] = beside(request, taxed_line(request, dice), "amount.incl_tax")
    # Of two roundings a cent apart, the farther one.
    return plus(request, at, dice.one((3, 100, 123_456))), at, BLOCKING


@slip("R103")
def vat_off(request: Request, dice: Dice) -> Told:
    [at] = beside(request, taxed_line(request, dice), "amount.vat")
    # Of two roundings a cent apart, the farther one.
    return plus(request, at, dice.one((3, 100, 123_456))), at, BLOCKING


@slip("R103", *AVANCE)
def another_rate(request: Request, dice: Dice) -> Told:
    # On a few euros two rates may well give the same cents.
    amount = taxed_line(request, dice, 10_000)
    [at] = beside(request, amount, "amount.vat_rate")
    other = Decimal(10) if rate(request, at) != 10 else Decimal(20)
    return request.with_literals([(at, f"{other:.2f}".encode())]), at, BLOCKING


def _ceilings(request: Request, amount: FilledSlot) -> Request:
    """Ceilings of which the one for this amount is a cent too low."""
    rows: dict[str, int] = {}
    for line in request.slots("amount.excl_tax"):
        most = cents(request, line) - (line == amount)
        near = [at for at in numbers_of(request) if at.indices == line.indices]
        below = [at for at in numbers_of(request) if len(at.indices) > len(line.indices)]
        for rank, at in enumerate(near if near and line.indices else below):
            rows[request.text(at)] = most if line.indices or not rank else 0
    known = {number: (Ceiling(Decimal(most) / 100),) for number, most in rows.items()}
    return request.with_references(ceilings=Ceilings(ORIGIN, known))


@slip("R104")
def a_cent_above_the_ceiling(request: Request, dice: Dice) -> Told:
    at = some(request.slots("amount.excl_tax"), dice)
    spoilt = _ceilings(request, at)
    assert spoilt.facts.references.ceilings
    is_list = not at.indices and len(spoilt.facts.references.ceilings.by_identifier) > 1
    return spoilt, at, WARNING if is_list else BLOCKING


@slip("R105", *TOTALS)
def sum_off(request: Request, dice: Dice) -> Told:
    at = some(request.slots("total.excl_tax"), dice)
    return plus(request, at, dice.one((1, 100, 1_000_000))), at, WARNING


@slip("R105", *TOTALS)
def total_of_vat_off(request: Request, dice: Dice) -> Told:
    at = some(request.slots("total.vat"), dice)
    # Each line may be rounded up or down: so far off no rounding goes.
    return plus(request, at, dice.one((100, 1_000_000))), at, WARNING


@slip("R105", *TOTALS)
def total_with_tax_off(request: Request, dice: Dice) -> Told:
    at = some(request.slots("total.incl_tax"), dice)
    return plus(request, at, dice.one((100, 1_000_000))), at, WARNING


@slip("R106", HOP_SOLDE)
def a_cent_above_the_advance(request: Request, dice: Dice) -> Told:
    at = some(request.slots("amount.excl_tax"), dice)
    [advance] = beside(request, at, "advance.excl_tax")
    assume(cents(request, at) > 1)
    less = money(advance, cents(request, at) - 1)
    return request.with_literals([(advance, less)]), at, BLOCKING


@slip("R107", *SOLDE)
def zero_invoice(request: Request, dice: Dice) -> Told:
    request = opened(request, "invoice.segur_amount")
    at = some(request.slots("invoice.segur_amount"), dice)
    return request.with_literals([(at, at.slot.literal)]), at, BLOCKING


def _invoice(request: Request, at: FilledSlot, amount: int) -> Request:
    """The invoice of so many cents, its tax computed again."""
    services = [
        one
        for one in request.slots("amount.vat_rate")
        if one.indices[: len(at.indices)] == at.indices
    ]
    rates = {rate(request, one) for one in services}
    [total] = beside(request, at, "invoice.segur_incl_tax")
    vat = beside(request, at, "invoice.segur_vat")
    before = cents(request, total) - cents(request, at)
    tax = before
    if len(rates) == 1:
        exact = amount * rates.pop() / 100
        tax = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    literals = [(at, money(at, amount)), (total, money(total, amount + tax))]
    return request.with_literals([*literals, *((one, money(one, tax)) for one in vat)])


@slip("R108", *SOLDE)
def invoice_above(request: Request, dice: Dice) -> Told:
    at = some(request.slots("invoice.segur_amount"), dice)
    more = dice.one((1, 100, 1_000_000))
    return _invoice(request, at, cents(request, at) + more), at, BLOCKING


@slip("R108", *SOLDE)
def invoice_below(request: Request, dice: Dice) -> Told:
    at = some(request.slots("invoice.segur_amount"), dice)
    assume(cents(request, at) > 1)
    return _invoice(request, at, cents(request, at) - 1), at, BLOCKING


@slip("R109", BIO)
def share_of_another_scheme(request: Request, _dice: Dice) -> Told:
    request = opened(request, "balance.share")
    [at] = request.slots("balance.share")
    return request.knowing(balance_share="60"), at, BLOCKING


@slip("R109", BIO)
def balance_off(request: Request, dice: Dice) -> Told:
    [at] = request.slots("balance.excl_tax")
    return plus(request.knowing(balance_share="70"), at, dice.one((2, 100))), at, WARNING


@slip("R110", *SOLDE)
def total_of_the_invoice_off(request: Request, dice: Dice) -> Told:
    # Where the rate of a service is zero or not known, nothing is said.
    untaxed = {at.indices[:1] for at in request.slots("amount.vat_rate") if not rate(request, at)}
    totals = request.slots("invoice.segur_incl_tax")
    at = some((one for one in totals if one.indices[:1] not in untaxed), dice)
    # The rate of the services is not surely that of the invoice.
    own = [one for one in beside(request, at, "invoice.segur_vat_rate") if rate(request, one)]
    # Each service may be rounded for itself.
    return plus(request, at, dice.one((100, 1_000_000))), at, BLOCKING if own else WARNING


@slip("R111", HOP_SOLDE)
def part_above_the_whole(request: Request, dice: Dice) -> Told:
    at = some(request.slots("invoice.total_incl_tax"), dice)
    [part] = beside(request, at, "invoice.segur_incl_tax")
    assume(cents(request, part) > 1)
    less = money(at, cents(request, part) - 1)
    return request.with_literals([(at, less)]), at, WARNING


@slip("R112", BIO, *SITES)
def a_cent_above_the_ceiling_of_the_entity(request: Request, dice: Dice) -> Told:
    at = some(request.slots("client.legal_finess"), dice)
    amounts = [
        one
        for one in request.slots("amount.excl_tax")
        if at.slot.path.count(ANY) == 0 or one.indices[:1] == at.indices
    ]
    most = sum(cents(request, one) for one in amounts) - 1
    rows = {request.text(at): (Ceiling(Decimal(most) / 100),)}
    request = request.with_references(ceilings=Ceilings(ORIGIN, rows))
    return request, *((at, WARNING) if len(amounts) > 1 else (amounts[0], BLOCKING))


# --- R2: dates


@slip("R201")
def signed_after_the_window(request: Request, dice: Dice) -> Told:
    dates = request.slots("order.signature_date")
    end = day_of(request, some(dates, dice)) - timedelta(1)
    hour = dice.one(("", "T00:00", "T23:59"))
    if request.kind == "avance":  # Deposited in time, it comes back to be modified.
        request = request._replace(facts=request.facts._replace(resubmission=True))
    request = request.knowing(advance_end=f"{end}{hour}")
    return request, next(at for at in dates if day_of(request, at) > end), BLOCKING


@slip("R202")
def signed_121_days_before_the_proofs(request: Request, dice: Dice) -> Told:
    dates = request.slots("order.signature_date")
    signed = day_of(request, some(dates, dice))
    proof = signed + timedelta(121)
    early = next(at for at in dates if day_of(request, at) <= signed)
    request = request.with_solution(proof_date=proof.isoformat(), referencing_date=None)
    for at in request.slots("solution.proof_date"):
        request = with_day(request, at, proof)
    return request, early, BLOCKING


def _deposited(request: Request, *, late: bool) -> Told:
    today(request)
    end = str(request.as_of)[:16]
    name = "advance" if request.kind == "avance" else "balance"
    request = request._replace(facts=request.facts._replace(resubmission=False))
    if late:
        return request.knowing(**{f"{name}_end": end})._replace(as_of=f"{end}:01"), None, BLOCKING
    request = request.knowing(**{f"{name}_start": end}).with_solution(pilots_validated=None)
    return request._replace(as_of=_second_before(end)), None, BLOCKING


def _second_before(instant: str) -> str:
    day, clock = date.fromisoformat(instant[:10]), instant[11:]
    minutes = int(clock[:2]) * 60 + int(clock[3:]) - 1
    day += timedelta(minutes // 1440)
    return f"{day}T{minutes % 1440 // 60:02d}:{minutes % 60:02d}:59"


@slip("R203")
def a_second_after_the_window(request: Request, _dice: Dice) -> Told:
    return _deposited(request, late=True)


@slip("R203", *(model for model in MODELS if model != MS2))
def a_second_before_the_window(request: Request, _dice: Dice) -> Told:
    return _deposited(request, late=False)


@slip("R204", HOP_SOLDE, BIO)
def done_too_late(request: Request, dice: Dice) -> Told:
    dates = request.slots("service.completion_date")
    end = day_of(request, some(dates, dice)) - timedelta(1)
    late = next(at for at in dates if day_of(request, at) > end)
    return request.knowing(services_end=end.isoformat()), late, BLOCKING


@slip("R205", HOP_AVANCE)
def without_condition(request: Request, dice: Dice) -> Told:
    at = some(request.slots("order.referencing_condition"), dice)
    [signed] = beside(request, at, "order.signature_date")
    referenced = day_of(request, signed) + timedelta(dice.number(1, 100))
    request = request.with_literals([(at, b"false")])
    # Signed before the referencing, no order may be 120 days before the proofs: that is R202's.
    first = min(day_of(request, one) for one in request.slots("order.signature_date"))
    for proof in request.slots("solution.proof_date"):
        request = with_day(request, proof, first)
    solution = {"referencing_date": referenced.isoformat(), "proof_date": first.isoformat()}
    return request.with_solution(**solution), at, WARNING


@slip("R206", *SOLDE)
def attested_before_the_signature(request: Request, dice: Dice) -> Told:
    at = some(request.slots("va.date", "mom.date"), dice)
    [signed] = beside(request, at, "order.signature_date")
    return with_day(request, at, day_of(request, signed) - timedelta(1)), at, WARNING


@slip("R206", MDV_AVANCE)
def ordered_after_the_signature(request: Request, dice: Dice) -> Told:
    at = some(request.slots("order.signature_date"), dice)
    [ordered] = beside(request, at, "order.date")
    assume(day_of(request, at) < today(request))
    later = with_day(request, ordered, day_of(request, at) + timedelta(1))
    return later, at, WARNING


@slip("R206", *SOLDE)
def invoiced_before_the_signature(request: Request, dice: Dice) -> Told:
    at = some(request.slots("invoice.date"), dice)
    [signed] = beside(request, at, "order.signature_date")
    return with_day(request, at, day_of(request, signed) - timedelta(1)), at, WARNING


@slip("R207", MS2_OLD)
def of_the_form_before(request: Request, _dice: Dice) -> Told:
    return (
        request.without("mss_indicator_from", "balance_end")._replace(as_of="2024-09-12T14:00"),
        None,
        WARNING,
    )


@slip("R208", MS2_OLD)
def without_the_indicator(request: Request, _dice: Dice) -> Told:
    request = request.without("balance_end")._replace(as_of="2024-09-12T14:00")
    return request.knowing(mss_indicator_from="2024-09-12T14:00"), None, BLOCKING


@slip("R208", MS2)
def an_empty_or_other_indicator(request: Request, dice: Dice) -> Told:
    request = opened(request, "mss.deployment").knowing(mss_indicator_from="2024-09-12T14:00")
    today(request)
    at = some(request.slots("mss.deployment"), dice)
    return request.with_text(at, dice.one(("", "Cas 3", "cas 1", "Cas 1 "))), at, BLOCKING


@slip("R209")
def of_tomorrow(request: Request, dice: Dice) -> Told:
    dates = (
        "order.signature_date",
        "service.completion_date",
        "va.date",
        "mom.date",
        "invoice.date",
    )
    at = some(request.slots(*dates), dice)
    tomorrow = today(request) + timedelta(dice.one((1, 400)))
    return with_day(request.without("advance_end", "services_end"), at, tomorrow), at, WARNING


@slip("R210", HOP_SOLDE)
def decided_tomorrow(request: Request, _dice: Dice) -> Told:
    [at] = request.slots("advance.decision_date")
    return with_day(request, at, today(request) + timedelta(1)), at, WARNING


@slip("R211", *SOLDE)
def pilots_not_validated(request: Request, dice: Dice) -> Told:
    later = (today(request) + timedelta(1)).isoformat()
    return request.with_solution(pilots_validated=dice.one((False, later))), None, BLOCKING


# --- R3: beneficiaries


def _repeated(request: Request, dice: Dice, concept: str) -> tuple[Request, FilledSlot]:
    found = [at for at in request.slots(concept) if request.text(at)]
    assume(len(found) > 1)
    rank = dice.number(1, len(found) - 1)
    request = without_references(request)
    return request.with_text(found[rank], request.text(found[0])), found[rank]


@slip("R301", *SITES)
def establishment_twice(request: Request, dice: Dice) -> Told:
    spoilt, at = _repeated(request, dice, "client.finess")
    return spoilt, at, BLOCKING


@slip("R301", *PEOPLE)
def practitioner_twice(request: Request, dice: Dice) -> Told:
    spoilt, at = _repeated(request, dice, "practitioner.rpps")
    return spoilt, at, BLOCKING


@slip("R301", IMG)
def establishment_twice_in_a_list(request: Request, dice: Dice) -> Told:
    spoilt, at = _repeated(request, dice, "client.finess")
    return spoilt, at, WARNING


@slip("R302", *AVANCE)
def funded_already(request: Request, dice: Dice) -> Told:
    request = request._replace(facts=request.facts._replace(resubmission=False))
    at = some(request.slots("client.finess", "practitioner.rpps"), dice)
    code = dice.one((request.code, request.code.upper()))
    rows = {request.text(at): (Funding("AUTRE-VA1"), Funding(code, "17"))}
    return request.with_references(funded=Funded(ORIGIN, rows)), at, BLOCKING


@slip("R303", HOP_AVANCE, HOP_SOLDE)
def wave_1_a_second_time(request: Request, dice: Dice) -> Told:
    at = some(request.slots("service.kind"), dice)
    [site] = beside(request, at, "client.finess")
    code = dice.one(("HOP-DPI-VA1", "HOP-PFI-VA1", "hop-dpi-va1"))
    rows = {request.text(site): (Funding(code),)}
    request = request.knowing(waves_before=("HOP-DPI-VA1", "HOP-PFI-VA1"))
    request = request.with_references(funded=Funded(ORIGIN, rows), ceilings=None)
    return request.with_text(at, "vague 1 + vague 2"), at, BLOCKING


SAME_DEPARTMENT = "{}9999999"


@slip("R304", *SITES)
def not_in_the_directory(request: Request, dice: Dice) -> Told:
    at = some((one for one in request.slots("client.finess") if request.text(one)), dice)
    other = SAME_DEPARTMENT.format(request.text(at)[:2])
    rows = {other: Establishment(other)}
    for one in request.slots("client.finess"):
        rows[request.text(one)] = Establishment(request.text(one))
    del rows[request.text(at)]
    return request.with_references(finess=Finess(ORIGIN, rows)), at, WARNING


@slip("R305", *SITES, IMG)
def closed_since(request: Request, dice: Dice) -> Told:
    at = some((one for one in request.slots("client.finess") if request.text(one)), dice)
    yesterday = today(request) - timedelta(1)
    row = {"closed": yesterday.isoformat(), "opened": "1990-01-01"}
    return directory(request, **{request.text(at): row}), at, WARNING


@slip("R306", *SITES)
def entity_in_place_of_its_site(request: Request, dice: Dice) -> Told:
    at = some((one for one in request.slots("client.finess") if request.text(one)), dice)
    request = request.knowing(identifiers=("finess-et", "siret"))
    return directory(request, **{request.text(at): {"is_legal": True}}), at, BLOCKING


@slip("R306", *SITES)
def site_of_another_entity(request: Request, dice: Dice) -> Told:
    at = some((one for one in request.slots("client.finess") if request.text(one)), dice)
    row = {"legal_finess": "990000001"}
    return directory(request, **{request.text(at): row}), at, WARNING


@slip("R307", *SITES)
def number_of_another_row(request: Request, dice: Dice) -> Told:
    number = some((one for one in request.slots("client.finess") if request.text(one)), dice)
    [at] = beside(request, number, "client.name")
    return directory(request, **{request.text(number): {"name": "USLD BELLEVUE"}}), at, WARNING


@slip("R308", IMG)
def without_activity(request: Request, dice: Dice) -> Told:
    sites = request.slots("client.finess")
    assume(bool(sites))
    outside = dice.one(({"opened": "2024-01-01"}, {"closed": "2022-12-31", "opened": "1990-01-01"}))
    rows = {request.text(at): outside for at in sites}
    has_am = bool(request.slots("client.am"))
    return directory(request, **rows), sites[0], INFO if has_am else BLOCKING


@slip("R309", HOP_AVANCE, HOP_SOLDE, MDV_AVANCE, MDV_SOLDE, MS2)
def order_number_twice(request: Request, dice: Dice) -> Told:
    spoilt, at = _repeated(request, dice, "order.number")
    return spoilt, at, WARNING


# --- R4: scenario, profile, counts


@slip("R401", HOP_AVANCE, HOP_SOLDE)
def second_scenario(request: Request, dice: Dice) -> Told:
    scenarios = request.slots("scenario.label")
    others = [at for at in scenarios if at.indices[-1] != 0]
    at = some(others, dice)
    texts = [(one, b'"SC2"' if one == at else b'"SC1"') for one in scenarios]
    request = request.knowing(single_scenario=True).with_solution(scenarios=())
    return request.with_literals(texts), at, BLOCKING


@slip("R402", IMG)
def another_profile(request: Request, _dice: Dice) -> Told:
    [at] = request.slots("solution.profile")
    return request.with_solution(profiles=("DRIMbox", "RI")), at, BLOCKING


@slip("R403", MS2, MS2_OLD)
def client_of_another_domain(request: Request, dice: Dice) -> Told:
    at = some(request.slots("client.category"), dice)
    categories = [
        (one, b'"MAS"' if one == at else b'"EHPAD"') for one in request.slots("client.category")
    ]
    domains = [(one, b'"PDE"') for one in request.slots("solution.domain")]
    request = request.with_solution(domains=dice.one(((), ("PDE", "PDS"))))
    return request.with_literals([*categories, *domains]), at, BLOCKING


@slip("R404")
def another_number_than_configured(request: Request, dice: Dice) -> Told:
    at = some(request.slots("solution.referencing_number"), dice)
    return request.with_solution(referencing_number="AUTRE-0001"), at, WARNING


@slip("R405", HOP_AVANCE, HOP_SOLDE)
def answer_missing(request: Request, dice: Dice) -> Told:
    request = opened(request, "scenario.label").knowing(answers_by_finess=True)
    sites = request.slots("scenario.label")
    at = some(
        (one for one in sites if sum(s.indices[0] == one.indices[0] for s in sites) > 1), dice
    )
    return request.with_text(at, ""), at, WARNING


@slip("R406", MDV_AVANCE)
def practitioner_forgotten(request: Request, dice: Dice) -> Told:
    at = some(request.slots("order.practitioner_count"), dice)
    return request.with_literals([(at, str(int(request.text(at)) + 1).encode())]), at, WARNING


@slip("R407", *(model for model in MODELS if model != BIO))
def scenario_outside_the_profile(request: Request, _dice: Dice) -> Told:
    first = request.slots("scenario.code", "scenario.label")[0]
    return request.with_solution(scenarios=("SC-X",)), first, BLOCKING


@slip("R408")
def number_of_another_scheme(request: Request, dice: Dice) -> Told:
    at = some(request.slots("solution.referencing_number"), dice)
    number = dice.one(("PHA-LGO-VA1-0042", "pha_lgo_va1/17"))
    return request.with_solution(referencing_number=None).with_text(at, number), at, WARNING


@slip("R409", MDV_SOLDE)
def order_forgotten(request: Request, _dice: Dice) -> Told:
    [at] = request.slots("request.order_count")
    return request.with_literals([(at, str(int(request.text(at)) + 1).encode())]), at, WARNING


# --- R5: signatures and pieces


@slip("R501", MDV_AVANCE)
def unsigned_order(request: Request, dice: Dice) -> Told:
    at = some(request.slots("order.signed"), dice)
    return request.with_literals([(at, b"false")]), at, BLOCKING


@slip("R502", HOP_SOLDE)
def unsigned_va(request: Request, dice: Dice) -> Told:
    at = some(request.slots("va.signed"), dice)
    return request.with_literals([(at, b"false")]), at, BLOCKING


@slip("R503", HOP_AVANCE)
def another_mention(request: Request, dice: Dice) -> Told:
    request = opened(request, "order.funding_mention")
    at = some(request.slots("order.funding_mention"), dice)
    return request.with_text(at, "Pris en charge par l'État"), at, BLOCKING


@slip("R504", *SOLDE)
def invoice_of_somebody_else(request: Request, dice: Dice) -> Told:
    at = some(request.slots("invoice.name"), dice)
    assume(any(one.indices == at.indices for one in request.slots("va.signatory")))
    return request.with_text(at, "Tartempion"), at, WARNING


@slip("R505", MS2, MS2_OLD)
def order_without_address(request: Request, dice: Dice) -> Told:
    request = opened(request, "mss.address").knowing(mss_address=True)
    at = some(request.slots("mss.address"), dice)
    return request.with_text(at, ""), at, BLOCKING


@slip("R506", HOP_SOLDE)
def va_not_attached(request: Request, dice: Dice) -> Told:
    at = some(request.slots("order.number"), dice)
    pieces = [
        (one, b'"BDC"')
        for one in request.slots("piece.kind")
        if one.indices[:-1] == at.indices and request.text(one) == "VA"
    ]
    return request.knowing(va="required", mom="optional").with_literals(pieces), at, BLOCKING


@slip("R507", HOP_SOLDE)
def second_invoice_in_a_file_of_its_own(request: Request, dice: Dice) -> Told:
    orders = request.slots("piece.kind")
    at = some((one for one in orders if request.text(one) == "BDC"), dice)
    spoilt = request.with_text(at, "FACTURE")
    invoices = [
        one
        for one in spoilt.slots("piece.kind")
        if one.indices[:-1] == at.indices[:-1] and spoilt.text(one) == "FACTURE"
    ]
    # Of two files, the second that is listed; several may be the same file.
    files = {one.indices: spoilt.text(one) for one in spoilt.slots("piece.file_name")}
    second = next(one for one in invoices if files[one.indices] != files[invoices[0].indices])
    return spoilt, second, BLOCKING


@slip("R508", BIO, MDV_SOLDE, HOP_SOLDE)
def site_without_address(request: Request, dice: Dice) -> Told:
    request = opened(request, "mss.address").knowing(mss_address=True)
    filled = [one for one in request.slots("mss.address") if request.text(one)]
    sending = {one.indices: request.literal(one) for one in request.slots("scenario.mss_sending")}
    filled = [one for one in filled if sending.get(one.indices) != b"false"]
    at = some(filled, dice)
    same = [one for one in filled if one.indices[:2] == at.indices[:2] or one == at]
    same = same if len(at.indices) == 3 else [at]
    return request.with_literals([(one, b'""') for one in same]), same[0], BLOCKING


@slip("R509", HOP_SOLDE)
def invoice_not_attached(request: Request, dice: Dice) -> Told:
    at = some(request.slots("order.number"), dice)
    pieces = [
        (one, b'"BDC"')
        for one in request.slots("piece.kind")
        if one.indices[:-1] == at.indices and request.text(one) == "FACTURE"
    ]
    return request.with_literals(pieces), at, WARNING
