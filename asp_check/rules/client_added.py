"""X601: the balance is for a client that the advance did not have (C31)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Elsewhere, Severity
from asp_check.rules.common.deposited import known, units
from asp_check.rules.common.identifiers import KINDS, number
from asp_check.rules.common.matter import Answer, Charge, Whole
from asp_check.rules.common.sources import FAQ_PERIMETER

_SITES = {
    "/n": {"concept": "order.number"}, "/c/*/f": {"concept": "client.finess"},
    "/c/*/ht": {"concept": "amount.excl_tax"},
}  # fmt: skip
_BOTH = {**_SITES, "/c/*/s": {"concept": "client.siret"}}
_BLANK = '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}'
_FILE = '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}, {"f": "2B0005342", "ht": 10.00}]}'


def _after(**amounts: str) -> dict[str, object]:
    return {"request": "solde", "advance": {name[1:]: value for name, value in amounts.items()}}


CAUSE = Cause(
    id="X601",
    name="client-added",
    source=FAQ_PERIMETER,
    params=("number", "kind", "side"),
    title=Text(
        "Le solde porte sur un client absent de la demande d'avance",
        "The balance is for a client that the advance request does not have",
    ),
    message=Text(
        "Le client de numéro {kind} «\u00a0{number}\u00a0» n'est pas dans la demande d'avance. Le solde "
        "porte sur le même périmètre qu'elle.",
        "The client of {kind} number “{number}” is not in the advance request. The balance is about "
        "the same clients as that one.",
    ),
    variants={
        ("side", "other-kind"): Text(
            "Le client de numéro {kind} «\u00a0{number}\u00a0» n'a pas été trouvé dans la demande "
            "d'avance, qui n'a aucun numéro de cette forme. Vérifiez qu'il y figure.",
            "The client of {kind} number “{number}” was not found in the advance request, which has "
            "no number of that form. Check that the client is in it.",
        ),
    },
    why=Text(
        "La demande de solde est introduite sur le même périmètre que la demande d'avance. Des clients "
        "peuvent en être retirés, aucun ne peut y être ajouté.",
        "The request for the balance is about the same clients as the advance request. Some may be "
        "left out, none may be added.",
    ),
    mend=Text(
        "Corrigez le numéro s'il a été mal recopié. Sinon, retirez ce client de la demande de solde.",
        "Correct the number if it was copied wrongly. If not, take this client out of the balance "
        "request.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 58), _SITES, facts=_after(_2B0000020="20.00")),
        Example(_BLANK, _FILE, False, None, _SITES, facts=_after(_2B0000020="20.00", _2B0005342="10.00")),
        Example(
            _BLANK, '{"n": "B1", "c": [{"f": "2b 000 0020", "ht": 20.00}]}', False, None, _SITES,
            facts=_after(_2B0000020="20.00", _2B0005342="10.00"),
        ),
        # Known there by another of its numbers.
        Example(
            '{"n": "", "c": [{"f": "", "s": "", "ht": 0.00}, {"f": "", "s": "", "ht": 0.00}]}',
            '{"n": "B1", "c": [{"f": "2B0000020", "s": "35600000000048", "ht": 20.00}]}',
            False, None, _BOTH, facts=_after(_35600000000048="20.00"),
        ),
        Example(
            _BLANK, '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}]}', True, (1, 25), _SITES,
            facts=_after(_35600000000048="20.00"),
        ),
    ),
)  # fmt: skip


def check(whole: Whole, given: Given) -> Iterator[Answer]:
    """Yield a charge for each beneficiary that the advance does not name."""
    advance = whole.advance
    if advance is None:
        return
    lengths = {len(name) for name in advance.identifiers}
    for unit in units(whole, given):
        for bearer in unit.bearers:
            if known(bearer, advance.identifiers) is not None:
                continue
            at = next((value for value in bearer if len(number(value)) in lengths), None)
            value, side = (bearer[0], "other-kind") if at is None else (at, "added")
            yield Charge(
                value,
                {"number": value.text, "kind": KINDS[value.concept], "side": side},
                [Elsewhere(advance.path, "advance")],
                severity=Severity.WARNING if at is None else None,
                certainty="inference" if at is None else None,
            )
