"""R309: two orders of one request have the same number."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check import pointer
from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value

_LIST = {"/c/*/n": {"concept": "order.number"}}
_AGAIN = {**_LIST, "/c/*/f/n": {"concept": "order.number"}}
_COUNTED = {**_LIST, "/t": {"concept": "request.order_count"}}
_BLANK = '{"c": [{"n": ""}, {"n": ""}]}'

COUNT = "request.order_count"

CAUSE = Cause(
    id="R309",
    name="repeated-order-number",
    source="https://industriels.esante.gouv.fr/faq-des-industriels?fB0D=themeA586&f%5B0%5D=theme%3A2505&f%5B1%5D=theme%3A2591&f%5B2%5D=theme%3A2608&f%5B3%5D=theme%3A2625",
    params=("number", "count"),
    title=Text(
        "Un numéro de bon de commande figure plusieurs fois dans la demande",
        "The number of a purchase order appears several times in the request",
    ),
    message=Text(
        "Le numéro de bon de commande «\u00a0{number}\u00a0» figure {count:fois|fois} dans cette "
        "demande. Vérifiez qu'aucune commande n'est en double.",
        "The purchase order number “{number}” appears {count:time|times} in this request. Check that "
        "no order is there twice.",
    ),
    why=Text(
        "Deux commandes de même numéro sont le plus souvent une seule commande saisie deux fois, ou une "
        "copie dont le numéro n'a pas été changé.",
        "Two orders of one number are most often one order entered twice, or a copy of which the number "
        "was not changed.",
    ),
    mend=Text(
        "Retirez la commande en double, ou donnez à chacune le numéro de son bon de commande signé.",
        "Remove the second order, or give each the number of its own signed purchase order.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(_BLANK, '{"c": [{"n": "BC-1"}, {"n": "BC-1"}]}', True, (1, 29), _LIST),
        Example(_BLANK, '{"c": [{"n": "BC-1"}, {"n": "BC-2"}]}', False, None, _LIST),
        Example(
            _BLANK,
            '{"c": [{"n": "BC-1"}, {"n": "BC-2"}, {"n": "BC-3"}, {"n": "BC-2"}]}',
            True, (1, 59), _LIST,
        ),
        # The invoice of an order names it again.
        Example(
            '{"c": [{"n": "", "f": {"n": ""}}, {"n": "", "f": {"n": ""}}]}',
            '{"c": [{"n": "BC-1", "f": {"n": "BC-1"}}, {"n": "BC-2", "f": {"n": "BC-2"}}]}',
            False, None, _AGAIN,
        ),
        # Two rows of one order, as the file counts them; then one order too few.
        Example(
            '{"t": 0, "c": [{"n": ""}, {"n": ""}]}', '{"t": 1, "c": [{"n": "BC-1"}, {"n": "BC-1"}]}',
            False, None, _COUNTED,
        ),
        Example(
            '{"t": 0, "c": [{"n": ""}, {"n": ""}]}', '{"t": 2, "c": [{"n": "BC-1"}, {"n": "BC-1"}]}',
            True, (1, 37), _COUNTED,
        ),
    ),
)  # fmt: skip


def check(case: Case, _given: Given) -> Iterator[Objection]:
    """Yield an objection for each number that several orders have."""
    orders: dict[tuple[str, str], list[Value]] = {}
    for value in case.filled("order.number"):
        # A model may name an order in several places: each is compared with its like.
        place = pointer.generalise(value.slot.path)
        orders.setdefault((place, value.text.strip().casefold()), []).append(value)
    told = case.one(COUNT)
    if not case.is_sound(COUNT) or (told is not None and not case.is_sound("order.number")):
        return  # Whether the file counts rows as orders is not known.
    if told is not None and told.decimal == len({number for _, number in orders}):
        return  # One row for each beneficiary of an order: the file counts as many orders.
    for same in orders.values():
        if len(same) > 1:
            params = {"number": same[1].text.strip(), "count": len(same)}
            yield Objection(same[1], params, links=((same[0], "first"),))
