"""X602: the balance leaves out clients that the advance had (C31)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.deposited import find
from asp_check.rules.common.identifiers import KINDS, number
from asp_check.rules.common.matter import Answer, Charge, Whole
from asp_check.rules.common.sources import FAQ_PERIMETER

MOST_NAMES = 6
"""How many of the clients are told."""

_SITES = {
    "/n": {"concept": "order.number"}, "/c/*/f": {"concept": "client.finess"},
    "/c/*/ht": {"concept": "amount.excl_tax"},
}  # fmt: skip
_BLANK = '{"n": "", "c": [{"f": "", "ht": 0.00}, {"f": "", "ht": 0.00}]}'
_FILE = '{"n": "B1", "c": [{"f": "2B0000020", "ht": 20.00}]}'


def _after(**amounts: str) -> dict[str, object]:
    return {"request": "solde", "advance": {name[1:]: value for name, value in amounts.items()}}


CAUSE = Cause(
    id="X602",
    name="client-removed",
    source=FAQ_PERIMETER,
    params=("count", "names"),
    severity=Severity.INFO,
    title=Text(
        "Le solde ne porte pas sur tous les clients de l'avance",
        "The balance is not for every client of the advance",
    ),
    message=Text(
        "Cette demande ne reprend pas {count:numéro|numéros} de la demande d'avance\u00a0: {names}. Ce qui a "
        "été versé pour ces clients sera compensé.",
        "This request leaves out {count:number|numbers} of the advance request: {names}. What was paid "
        "for these clients will be set off.",
    ),
    why=Text(
        "Des clients peuvent être retirés entre l'avance et le solde\u00a0: la demande est recevable, et "
        "l'avance versée pour eux est compensée.",
        "Clients may be left out between the advance and the balance: the request is accepted, and "
        "the advance that was paid for them is set off.",
    ),
    mend=Text(
        "Vérifiez que ces clients n'ont pas été oubliés, ou font l'objet d'une autre demande de solde.",
        "Make sure that these clients were not forgotten, or are in another balance request.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 1), _SITES, facts=_after(_2B0000020="20.00", _2B0005342="10.00")),
        Example(_BLANK, _FILE, False, None, _SITES, facts=_after(_2B0000020="20.00")),
    ),
)  # fmt: skip


def check(whole: Whole, _given: Given) -> Iterator[Answer]:
    """Yield a charge if the advance names clients that the request does not."""
    advance = whole.advance
    own = {number(v) for kind in KINDS for v in find(whole, kind) if not v.empty}
    if advance is None or not own:
        return
    # A number of another form may be that of a client whom the balance knows by another one.
    lengths = {len(name) for name in own}
    gone = [name for name in advance.identifiers if name not in own and len(name) in lengths]
    if gone:
        told = [*gone[:MOST_NAMES], *["…"] * (len(gone) > MOST_NAMES)]
        seen = [advance.identifiers[name] for name in gone[:MOST_NAMES]]
        yield Charge(None, {"count": len(gone), "names": ", ".join(told)}, seen)
