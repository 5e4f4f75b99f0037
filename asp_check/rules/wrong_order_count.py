"""R409: the number of orders of a request is not that of the orders it holds."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.wrong_practitioner_count import announced

_NODES = {"/n": {"concept": "request.order_count"}, "/c/*/o": {"concept": "order.number"}}
_BLANK = '{"n": 0, "c": [{"o": ""}, {"o": ""}]}'
_REQUESTS = {
    "/*/n": {"concept": "request.order_count"},
    "/*/c/*/o": {"concept": "order.number"},
}

CAUSE = Cause(
    id="R409",
    name="wrong-order-count",
    source="https://www.asp-public.fr/aides/segur-du-numerique-en-sante-financement-lequipement",
    params=("announced", "count"),
    title=Text(
        "Le nombre de commandes annoncé n'est pas celui des commandes de la demande",
        "The number of orders announced is not that of the orders in the request",
    ),
    message=Text(
        "La demande annonce {announced:commande|commandes}, mais en contient {count}.",
        "The request announces {announced:order|orders}, but holds {count}.",
    ),
    why=Text(
        "Le nombre annoncé sert à vérifier que la demande est complète. S'il contredit les "
        "commandes présentes, l'une d'elles a peut-être été oubliée.",
        "The number announced serves to check that the request is whole. If it contradicts the "
        "orders that are there, one of them may have been forgotten.",
    ),
    mend=Text(
        "Corrigez le nombre, ajoutez les commandes qui manquent ou retirez celles qui sont en trop.",
        "Correct the number, add the orders that are missing, or remove those that are too many.",
    ),
    examples=(
        Example(_BLANK, '{"n": 3, "c": [{"o": "1"}, {"o": "2"}]}', True, (1, 7), _NODES),
        Example(_BLANK, '{"n": 1, "c": [{"o": "1"}, {"o": "2"}]}', True, (1, 7), _NODES),
        Example(_BLANK, '{"n": 2, "c": [{"o": "1"}, {"o": "2"}]}', False, None, _NODES),
        # The same order on several lines: either way of counting will do.
        Example(_BLANK, '{"n": 1, "c": [{"o": "1"}, {"o": "1"}]}', False, None, _NODES),
        Example(
            f"[{_BLANK}, {_BLANK}]",
            '[{"n": 1, "c": [{"o": "1"}]}, {"n": 1, "c": [{"o": "2"}, {"o": "3"}]}]',
            True,
            (1, 37),
            _REQUESTS,
        ),
    ),
    severity=Severity.WARNING,
    certainty="inference",
)


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for a number that is neither that of the orders nor of their lines."""
    stated = case.subject
    number = stated.decimal
    lines = [value.text for value in case.all("order.number")]
    if (
        not case.is_sound("order.number")
        or not lines
        or number is None
        or not stated.sound
        or stated.empty
    ):
        return
    orders = len(set(lines))
    if number not in {orders, len(lines)}:
        params = {"announced": announced(stated.text, number), "count": orders}
        yield Objection(stated, params, expected=str(orders))
