"""X102: the VA or the MOM describes another scenario than the advance or its order did (C03).

For an advance, what its JSON says is held against them; for a balance, what the purchase order says.
"""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.compared import is_same, otherwise
from asp_check.rules.common.matter import SCENARIO, Answer, Cell, Charge, Matter, Row, Seen, named
from asp_check.rules.common.sources import FAQ_ORDER

_ONE = {"/n": {"concept": "order.number"}, "/s": {"concept": "scenario.label"}}
_SITES = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "client.finess"},
    "/c/*/s": {"concept": "scenario.label"},
}
_BLANK, _FILE = '{"n": "", "s": ""}', '{"n": "B1", "s": "Scénario 2"}'
_LIST = '{"n": "", "c": [{"f": "", "s": ""}, {"f": "", "s": ""}]}'
_LISTED = '{"n": "B1", "c": [{"f": "2B0000020", "s": "A"}, {"f": "2B0005342", "s": "B"}]}'
_AVANCE, _SOLDE = {"request": "avance"}, {"request": "solde"}


def _paper(role: str, label: object) -> dict[str, object]:
    return {"role": role, "values": {"order.number": "B1", "scenario.label": label}}


_DONE = _paper("va", "Scénario 2")

CAUSE = Cause(
    id="X102",
    name="scenario-changed",
    source=FAQ_ORDER,
    params=("concept", "found", "other", "piece", "side"),
    title=Text(
        "Le scénario a changé depuis l'avance", "The scenario has changed since the advance"
    ),
    message=Text(
        "{concept}\u00a0: la demande d'avance indique «\u00a0{found}\u00a0», {piece} «\u00a0{other}\u00a0». "
        "C'est admis sans nouvelle demande d'avance\u00a0: le solde suivra la pièce.",
        "{concept}: the advance request says “{found}”, {piece} “{other}”. That is allowed without "
        "another advance request: the balance will follow the piece.",
    ),
    variants={
        ("side", "bdc"): Text(
            "{concept}\u00a0: le bon de commande indique «\u00a0{found}\u00a0», {piece} "
            "«\u00a0{other}\u00a0». C'est admis sans nouvelle demande d'avance\u00a0: le solde suit "
            "la pièce.",
            "{concept}: the purchase order says “{found}”, {piece} “{other}”. That is allowed "
            "without another advance request: the balance follows the piece.",
        ),
    },
    why=Text(
        "Le scénario peut changer après le dépôt de l'avance. La VA ou la MOM, et la demande de "
        "solde avec elle, décrivent ce qui a été installé en fin de compte.",
        "The scenario may change once the advance is deposited. The VA or the MOM, and the request "
        "for the balance with it, describe what was installed in the end.",
    ),
    mend=Text(
        "Vérifiez que ce changement est voulu. Il n'y a rien à redéposer.",
        "Make sure that this change is meant. There is nothing to deposit again.",
    ),
    examples=(
        Example(
            _BLANK, _FILE, True, (1, 18), _ONE, facts=_AVANCE, pieces=(_paper("va", "Scénario 1"),)
        ),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=(_paper("va", "SCENARIO 2"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_AVANCE, pieces=(_paper("mom", "?"),)),
        # At the balance, which the VA agrees with, the order tells what was meant first.
        Example(
            _BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE,
            pieces=(_paper("bdc", "Scénario 1"), _DONE),
        ),
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE,
            pieces=(_paper("bdc", "scenario 2"), _DONE),
        ),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_paper("bdc", "?"), _DONE)),
        Example(
            _LIST, _LISTED, True, (1, 73), _SITES, facts=_SOLDE,
            pieces=(
                _paper("bdc", {"2B0000020": "A", "2B0005342": "C"}),
                _paper("va", {"2B0000020": "A", "2B0005342": "B"}),
            ),
        ),
    ),
    severity=Severity.INFO,
)  # fmt: skip


def check(matter: Matter, given: Given) -> Iterator[Answer]:
    """Yield a charge for each answer that is not what it was."""
    for row in matter.rows:
        if row.concept not in SCENARIO:
            continue
        done = [cell for cell in row.cells if cell.piece.role in ("va", "mom")]
        meant = [cell for cell in row.cells if cell.piece.role == "bdc"]
        for cell in done:
            if given.request != "solde":
                yield from _since_request(matter, row, cell)
            else:
                yield from (_charge(row, one, cell) for one in meant if _differ(matter, one, cell))


def _since_request(matter: Matter, row: Row, cell: Cell) -> Iterator[Answer]:
    found = otherwise(matter, row, cell) if cell.state == "different" else None
    if found is not None:
        yield found._replace(expected=None)


def _differ(matter: Matter, meant: Cell, done: Cell) -> bool:
    """Whether two papers, both read, do not say the same."""
    sides = meant.readings, done.readings
    if any(reading.state != "read" for readings in sides for reading in readings) or not all(sides):
        return False
    item = matter.items[done.piece.role, done.readings[0].concept]
    return not all(
        any(is_same(item, one, other) for other in others)
        for ones, others in (sides, sides[::-1])
        for one in ones
    )


def _charge(row: Row, meant: Cell, done: Cell) -> Charge:
    found = {"found": meant.text, "other": done.text, "side": "bdc"}
    seen = [Seen(cell.piece, cell.readings[0]) for cell in (meant, done)]
    at = row.values[0] if row.values else None
    return Charge(at, {**named(row.concept, done.piece), **found}, seen)
