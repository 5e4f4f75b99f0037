"""X101: the scenario of the balance is not the one that the VA or the MOM describes (C02)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common.compared import SEEMS, attested
from asp_check.rules.common.matter import SCENARIO, Answer, Matter
from asp_check.rules.common.sources import FAQ_ORDER

_ONE = {"/n": {"concept": "order.number"}, "/s": {"concept": "scenario.label"}}
_SITES = {
    "/n": {"concept": "order.number"},
    "/c/*/f": {"concept": "client.finess"},
    "/c/*/s": {"concept": "scenario.label"},
}
_BLANK = '{"n": "", "s": ""}'
_FILE = '{"n": "B1", "s": "Scénario 2"}'
_LIST = '{"n": "", "c": [{"f": "", "s": ""}, {"f": "", "s": ""}]}'
_LISTED = '{"n": "B1", "c": [{"f": "2B0000020", "s": "A"}, {"f": "2B0005342", "s": "B"}]}'
_SOLDE = {"request": "solde"}


def _va(label: object, role: str = "va") -> dict[str, object]:
    return {"role": role, "values": {"order.number": "B1", "scenario.label": label}}


CAUSE = Cause(
    id="X101",
    name="scenario-differs",
    source=FAQ_ORDER,
    params=("concept", "found", "other", "piece", "cause", "reason"),
    title=Text(
        "Le scénario du solde n'est pas celui de la VA ou de la MOM",
        "The scenario of the balance is not that of the VA or the MOM",
    ),
    message=Text(
        "{concept}\u00a0: la demande indique «\u00a0{found}\u00a0», {piece} «\u00a0{other}\u00a0». "
        "La demande de solde doit décrire ce qui a été installé.",
        "{concept}: the request says “{found}”, {piece} “{other}”. The request for the balance "
        "must describe what was installed.",
    ),
    variants={
        ("cause", "unclear"): SEEMS,
        ("cause", "absent"): Text(
            "{concept}\u00a0: la demande indique «\u00a0{found}\u00a0», {piece} n'indique rien.",
            "{concept}: the request says “{found}”, {piece} says nothing.",
        ),
    },
    why=Text(
        "Le solde est instruit, puis contrôlé, d'après le scénario que le client atteste dans la VA ou "
        "la MOM. Un JSON qui en décrit un autre est refusé.",
        "The balance is examined, then audited, by the scenario that the client attests in the VA or "
        "the MOM. A JSON that describes another is refused.",
    ),
    mend=Text(
        "Reportez dans la demande le scénario de la VA ou de la MOM. Si c'est la pièce qui est "
        "inexacte, faites-en signer une nouvelle.",
        "Report the scenario of the VA or the MOM in the request. If the piece is wrong, have a new "
        "one signed.",
    ),
    examples=(
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_va("Scénario 1"),)),
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va("SCENARIO 2"),)),
        Example(_BLANK, _FILE, True, (1, 18), _ONE, facts=_SOLDE, pieces=(_va(None),)),
        # What cannot be read is not said to differ: the verdict is left open.
        Example(_BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va("?"),)),
        Example(
            _LIST, _LISTED, True, (1, 73), _SITES, facts=_SOLDE,
            pieces=(_va({"2B0000020": "A", "2B0005342": "A"}),),
        ),
        Example(
            _LIST, _LISTED, False, None, _SITES, facts=_SOLDE,
            pieces=(_va({"2B0005342": "B"}), _va({"2B0000020": "A"}, "mom")),
        ),
        # Of the VA and the MOM, one is enough.
        Example(
            _BLANK, _FILE, False, None, _ONE, facts=_SOLDE, pieces=(_va("Scénario 2"), _va(None, "mom"))
        ),
    ),
)  # fmt: skip


def check(matter: Matter, _given: Given) -> Iterator[Answer]:
    """Yield a charge for each answer that differs, and what could not be settled."""
    yield from attested(matter, SCENARIO, "va", "mom")
