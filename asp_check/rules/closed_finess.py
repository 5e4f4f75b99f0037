"""R305: the FINESS directory says that the establishment is closed."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection
from asp_check.rules.common.identifiers import establishment

_ONE = {"/f": {"concept": "client.finess"}}
_LIST = {"/c/*/f": _ONE["/f"]}
_SIGNED = {**_ONE, "/d": {"concept": "order.signature_date", "kind": "date-iso"}}
_CLOSED = {"830101259": {"closed": "2024-12-31"}, "830101283": {}}

CAUSE = Cause(
    id="R305",
    name="closed-finess",
    source="https://www.data.gouv.fr/datasets/finess-structures-1",
    params=("found", "closed", "day", "side"),
    title=Text(
        "L'établissement est fermé d'après le répertoire FINESS",
        "The establishment is closed according to the FINESS directory",
    ),
    message=Text(
        "L'établissement de FINESS «\u00a0{found}\u00a0» est fermé depuis le {closed}, d'après le "
        "répertoire FINESS. Vérifiez qui bénéficie de la prestation.",
        "The establishment of FINESS number “{found}” has been closed since {closed}, according to "
        "the FINESS directory. Check who benefits from the service.",
    ),
    variants={
        ("side", "signature"): Text(
            "L'établissement de FINESS «\u00a0{found}\u00a0» était fermé depuis le {closed}, d'après le "
            "répertoire FINESS, à la signature du bon de commande ({day}). Vérifiez qui bénéficie de la "
            "prestation.",
            "The establishment of FINESS number “{found}” had been closed since {closed}, according "
            "to the FINESS directory, when the purchase order was signed ({day}). Check who benefits "
            "from the service.",
        ),
    },
    why=Text(
        "Un établissement fermé ne peut plus bénéficier de la prestation. Il a souvent été repris "
        "sous un autre numéro.",
        "An establishment that is closed can no longer benefit from the service. It was often taken "
        "over under another number.",
    ),
    mend=Text(
        "Cherchez le numéro actuel de l'établissement dans le répertoire FINESS et faites-le "
        "confirmer par le client.",
        "Look for the present number of the establishment in the FINESS directory and have the client "
        "confirm it.",
    ),
    severity=Severity.WARNING,
    certainty="inference",
    examples=(
        Example(
            '{"f": ""}', '{"f": "830101259"}', True, (1, 7), _ONE,
            facts={"finess": _CLOSED, "as_of": "2025-01-01T09:00"},
        ),
        Example(
            '{"f": ""}', '{"f": "830101259"}', False, None, _ONE,
            facts={"finess": _CLOSED, "as_of": "2024-12-31T23:00"},
        ),
        Example(
            '{"c": [{"f": ""}, {"f": ""}]}', '{"c": [{"f": "830101283"}, {"f": "830101259"}]}',
            True, (1, 34), _LIST, facts={"finess": _CLOSED, "as_of": "2025-01-01T09:00"},
        ),
        Example(
            '{"f": "", "d": ""}', '{"f": "830101259", "d": "2025-01-01"}', True, (1, 7), _SIGNED,
            facts={"finess": _CLOSED},
        ),
        Example(
            '{"f": "", "d": ""}', '{"f": "830101259", "d": "2024-12-31"}', False, None, _SIGNED,
            facts={"finess": _CLOSED},
        ),
        Example('{"f": ""}', '{"f": "830101259"}', False, None, _ONE, facts={"finess": _CLOSED}),
    ),
)  # fmt: skip


def check(case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection for an establishment closed before the deposit, or before the signature."""
    value = case.subject
    if not value.sound or value.empty:
        return
    row = establishment(value, given)
    signature = case.one("order.signature_date")
    signed = None if signature is None else signature.day
    day = given.as_of[:10] if given.as_of else signed
    if row is not None and row.closed and day is not None and row.closed < day:
        params = {"found": value.text, "closed": row.closed}
        if given.as_of is None and signature is not None:
            params |= {"day": signature.text, "side": "signature"}
        yield Objection(value, params)
