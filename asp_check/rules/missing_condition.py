"""R205: an order signed before the referencing does not say that it is conditional on it (C17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection

_ONE = {
    "/d": {"concept": "order.signature_date", "kind": "date-iso"},
    "/s": {"concept": "order.referencing_condition"},
}
_FREE: Mapping[str, Any] = {**_ONE["/s"], "may_be_empty": True}
_TEXT = {"/d": _ONE["/d"], "/s": _FREE}
_LIST = {"/c/*/d": _ONE["/d"], "/c/*/s": _ONE["/s"]}
_OF_FILE = {**_LIST, "/r": {"concept": "solution.referencing_date", "kind": "date-iso"}}
_KNOWN = {"solution": {"referencing_date": "2025-01-10"}}
_LATER = {"solution": {"referencing_date": "2025-01-09"}}

CAUSE = Cause(
    id="R205",
    name="missing-condition",
    source="https://segurnum.asp-public.fr/segurnum/foires-aux-questions",
    params=("actual", "referencing"),
    severity=Severity.WARNING,
    title=Text(
        "La commande signée avant le référencement n'est pas sous condition",
        "The order signed before the referencing is not conditional on it",
    ),
    message=Text(
        "Le bon de commande est signé le {actual}, avant le référencement de la solution "
        "({referencing}), mais n'est pas indiqué comme passé sous condition de référencement.",
        "The purchase order was signed on {actual}, before the referencing of the solution "
        "({referencing}), but is not said to be conditional on it.",
    ),
    why=Text(
        "Un client peut commander une solution qui n'est pas encore référencée si le bon de "
        "commande porte la mention prévue par l'Appel à Financement. Sans elle, la commande "
        "risque d'être refusée.",
        "A client may order a solution that is not referenced yet if the purchase order bears "
        "the statement that the call for funding provides. Without it, the order may be refused.",
    ),
    mend=Text(
        "Vérifiez que le bon de commande signé porte la mention que l'Appel à Financement prévoit, "
        "puis indiquez-le ici. Si une des deux dates est mal reportée, corrigez-la.",
        "Check that the signed purchase order bears the statement that the call for funding "
        "provides, then say so here. If one of the two dates was copied wrongly, correct it.",
    ),
    examples=(
        Example(
            '{"d": "", "s": false}',
            '{"d": "2025-01-09", "s": false}',
            True,
            (1, 26),
            _ONE,
            facts=_KNOWN,
        ),
        Example(
            '{"d": "", "s": false}',
            '{"d": "2025-01-09", "s": true}',
            False,
            None,
            _ONE,
            facts=_KNOWN,
        ),
        # Signed on the very day of the referencing.
        Example(
            '{"d": "", "s": false}',
            '{"d": "2025-01-09", "s": false}',
            False,
            None,
            _ONE,
            facts=_LATER,
        ),
        Example(
            '{"d": "", "s": ""}', '{"d": "2025-01-09", "s": ""}', True, (1, 26), _TEXT, facts=_KNOWN
        ),
        Example(
            '{"d": "", "s": ""}',
            '{"d": "2025-01-09", "s": "sous condition de référencement"}',
            False,
            None,
            _TEXT,
            facts=_KNOWN,
        ),
        Example(
            '{"c": [{"d": "", "s": ""}, {"d": "", "s": ""}], "r": ""}',
            '{"c": [{"d": "2025-03-01", "s": "non"}, {"d": "2025-01-09", "s": "non"}], '
            '"r": "2025-01-10"}',
            True,
            (1, 66),
            _OF_FILE,
        ),
    ),
)


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for a condition that is denied, or left empty, where one was needed."""
    condition, signature = case.subject, case.one("order.signature_date")
    signed = None if signature is None else dated.day_of(signature)
    if signature is None or signed is None or not condition.sound:
        return
    referenced, at_referencing = dated.of_solution(case, given, "referencing_date")
    if referenced is None or signed >= referenced:
        return
    if condition.empty or condition.truth is False:
        links = [signature] if at_referencing is None else [signature, at_referencing]
        yield Objection(
            condition,
            {
                "actual": signature.text,
                "referencing": referenced if at_referencing is None else at_referencing.text,
            },
            certainty="inference" if any(map(dated.is_presumed, links)) else None,
            links=tuple((one, "compared") for one in links),
        )
