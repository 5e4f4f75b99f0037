"""R401: one order states several installation scenarios, or several pieces of software (C23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common import undated
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.rules.common.wordings import fold

_NODES = {
    "/n": {"concept": "order.number"},
    "/c/*/s": {"concept": "scenario.label"},
    "/c/*/r": {"concept": "scenario.software"},
}
_BLANK = '{"n": "", "c": [{"s": "", "r": ""}, {"s": "", "r": ""}]}'
_ORDERS = {
    "/*/n": {"concept": "order.number"},
    "/*/s/*": {"concept": "scenario.code"},
    "/*/l/*": {"concept": "scenario.label"},
}
_ONLY_ONE = {"data": {"single_scenario": True}}

CAUSE = Cause(
    id="R401",
    name="several-scenarios",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=dsr%3A378",
    params=("found", "why"),
    title=Text(
        "Une commande indique plusieurs scénarios ou plusieurs logiciels",
        "One order states several scenarios or several pieces of software",
    ),
    message=Text(
        "Le scénario «\u00a0{found}\u00a0» s'ajoute à un autre dans la même commande. Un bon de "
        "commande n'admet qu'un seul scénario d'installation.",
        "The scenario “{found}” comes on top of another one in the same order. A purchase order "
        "allows one installation scenario only.",
    ),
    variants={
        ("why", "software"): Text(
            "Le logiciel «\u00a0{found}\u00a0» s'ajoute à un autre dans la même commande. Un bon de "
            "commande correspond à un seul logiciel.",
            "The software “{found}” comes on top of another one in the same order. A purchase "
            "order is about one piece of software only.",
        ),
    },
    why=Text(
        "Pour ce dispositif, un bon de commande ne porte que sur un scénario d'installation et un "
        "seul logiciel. Une commande qui en mêle plusieurs ne peut pas être instruite.",
        "In this scheme a purchase order has room for one installation scenario, of one piece of "
        "software. An order that mixes several cannot be processed.",
    ),
    mend=Text(
        "Faites signer un bon de commande par scénario et par logiciel, et déposez une commande "
        "pour chacun.",
        "Have one purchase order signed for each scenario and each piece of software, and deposit "
        "an order for each.",
    ),
    examples=(
        Example(
            _BLANK,
            '{"n": "1", "c": [{"s": "Cas A", "r": "RIS"}, {"s": "Cas B", "r": "RIS"}]}',
            True, (1, 52), _NODES, facts=_ONLY_ONE,
        ),
        Example(
            _BLANK,
            '{"n": "1", "c": [{"s": "Cas A", "r": "RIS"}, {"s": "cas a", "r": "RIS 2"}]}',
            True, (1, 66), _NODES, facts=_ONLY_ONE,
        ),
        Example(
            _BLANK,
            '{"n": "1", "c": [{"s": "Scénario A", "r": "RIS"}, {"s": "scenario a", "r": "RIS"}]}',
            False, None, _NODES, facts=_ONLY_ONE,
        ),
        Example(
            _BLANK,
            '{"n": "1", "c": [{"s": "Cas A", "r": "RIS"}, {"s": "Cas B", "r": "RIS"}]}',
            False, None, _NODES, facts={"data": {"single_scenario": False}},
        ),
        # Where scenarios have a code, the code tells them apart; each order has its own.
        Example(
            '[{"n": "", "s": ["", ""], "l": ["", ""]}, {"n": "", "s": ["", ""], "l": ["", ""]}]',
            '[{"n": "1", "s": ["A", "A"], "l": ["x", "y"]}, {"n": "2", "s": ["B", "C"], "l": ["x"]}]',
            True, (1, 70), _ORDERS, facts=_ONLY_ONE,
        ),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection at the second scenario of an order, and at its second software."""
    single = given.datum("single_scenario")
    if single is None or single.value is not True:
        return
    scenarios = case.filled("scenario.code")
    if not scenarios and case.is_sound("scenario.code"):
        scenarios = case.filled("scenario.label")
    for values, what in ((scenarios, "scenario"), (case.filled("scenario.software"), "software")):
        other = _second(values)
        if other is not None:
            params = {"found": other.text, "why": what}
            yield undated.objection(other, single, params, ((values[0], "first"),))


def _second(values: Sequence[Value]) -> Value | None:
    """The first of the values that is not the same as the one before all."""
    return next((v for v in values if fold(v.text) != fold(values[0].text)), None)
