"""X603: the balance declares more than the advance deposited did (C12).

The amount of a beneficiary is held against its own, that of several against theirs together, else
that of an order against the order's.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Elsewhere
from asp_check.rules.common.deposited import Unit, known, units
from asp_check.rules.common.matter import Answer, Beneficiaries, Charge, Matter, Whole
from asp_check.rules.common.money import FAQ_INVOICE, NOISE, numbers, shown

_SITES = {
    "/n": {"concept": "order.number"}, "/c/*/f": {"concept": "client.finess"},
    "/c/*/ht": {"concept": "amount.excl_tax", "kind": "amount"},
}  # fmt: skip
_WHOLE = {
    "/n": {"concept": "order.number"}, "/f/*": {"concept": "client.finess"},
    "/ht": {"concept": "amount.excl_tax", "kind": "amount"},
}  # fmt: skip
_BLANK = '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}'
_FILE = '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}, {"f": "2B0005342", "ht": 10.00}]}'
_ORDER = '{"n": "", "f": ["", ""], "ht": 0.00}'
_ORDERED = '{"n": "B1", "f": ["2B0000020", "2B0005342"], "ht": 30.00}'


def _after(**amounts: str) -> dict[str, object]:
    return {"request": "solde", "advance": {name[1:]: value for name, value in amounts.items()}}


CAUSE = Cause(
    id="X603",
    name="above-deposited-advance",
    source=FAQ_INVOICE,
    params=("found", "other"),
    title=Text(
        "Le montant du solde dépasse celui de la demande d'avance",
        "The balance declares more than the advance request did",
    ),
    message=Text(
        "Le montant HT déclaré ({found}\u00a0€) dépasse celui de la demande d'avance "
        "({other}\u00a0€).",
        "The amount declared, excluding tax (€{found}), is above the one of the advance request "
        "(€{other}).",
    ),
    why=Text(
        "Au solde, la part Prestation Ségur reportée dans la demande doit être inférieure ou égale "
        "au montant déclaré lors de l'avance. Un montant supérieur est refusé.",
        "In the balance, the Ségur service part that the request reports must not be above the "
        "amount declared for the advance. A higher one is refused.",
    ),
    mend=Text(
        "Ramenez le montant à celui de l'avance, sur la facture et dans la demande.",
        "Lower the amount to that of the advance, on the invoice and in the request.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 77), _SITES, facts=_after(_2B0000020="20.00", _2B0005342="9.99")),
        Example(_BLANK, _FILE, False, None, _SITES, facts=_after(_2B0000020="20.00", _2B0005342="10.00")),
        Example(_BLANK, _FILE, False, None, _SITES, facts=_after(_2B0000020="25.00", _2B0005342="10.00")),
        # One amount for several, in one of the two requests.
        Example(_ORDER, _ORDERED, True, (1, 52), _WHOLE, facts=_after(_2B0000020="20.00", _2B0005342="9.00")),
        Example(_ORDER, _ORDERED, False, None, _WHOLE, facts=_after(_2B0000020="20.00", _2B0005342="10.00")),
        Example(_BLANK, _FILE, True, (1, 44), _SITES, facts=_after(_B1="29.00")),
        Example(_BLANK, _FILE, False, None, _SITES, facts=_after(_B1="30.00")),
    ),
)  # fmt: skip


def check(whole: Whole, given: Given) -> Iterator[Answer]:
    """Yield a charge for each amount above the one that was deposited."""
    advance = whole.advance
    if advance is None:
        return
    compared: set[object] = set()
    for unit in units(whole, given):
        most = _deposited(unit, advance)
        if most is not None:
            compared.update((value.slot.id, value.indices) for value in unit.amounts)
            yield from _above(unit, *most)
    for matter in whole.matters:
        amounts = matter.find("amount.excl_tax")
        if not any((value.slot.id, value.indices) in compared for value in amounts):
            yield from _of_order(matter, advance)


def _deposited(unit: Unit, advance: Beneficiaries) -> tuple[Decimal, list[Elsewhere]] | None:
    """What was declared for these beneficiaries together; ``None`` if one is not known."""
    names = [known(bearer, advance.amounts) for bearer in unit.bearers]
    found = [advance.amounts[name] for name in names if name is not None]
    if not found or len(found) != len(names):
        return None
    return sum((amount for amount, _ in found), Decimal(0)), [place for _, place in found]


def _above(unit: Unit, most: Decimal, places: list[Elsewhere]) -> Iterator[Charge]:
    found = numbers(unit.amounts)
    if found is None or len({value.slot.id for value in unit.amounts}) > 1:
        return
    declared = sum(found, Decimal(0))
    if declared - most >= NOISE:
        params = {"found": shown(declared), "other": shown(most)}
        yield Charge(unit.amounts[0], params, places, expected=shown(most))


def _of_order(matter: Matter, advance: Beneficiaries) -> Iterator[Charge]:
    """The amounts of an order together, where its beneficiaries cannot be told apart."""
    name = "" if matter.number is None else matter.number.text
    amounts = tuple(matter.find("amount.excl_tax"))
    if name in advance.amounts:
        most, place = advance.amounts[name]
        yield from _above(Unit((), amounts), most, [place])
