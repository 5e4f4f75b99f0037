"""R203: the request is deposited before its window opens or after it has closed (C27)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules import dated
from asp_check.rules.case import Case, Objection

_ONE = {"/n": {"concept": "order.number"}}
_OPEN = {"advance_start": "2024-09-12T14:00", "advance_end": "2025-12-17T12:00"}

CAUSE = Cause(
    id="R203",
    name="deposit-outside-window",
    source="https://www.asp.gouv.fr/aides/financement-lequipement-segur-du-numerique-en-sante-vague-2",
    params=("found", "limit", "read", "age", "page", "side"),
    title=Text(
        "La demande est déposée hors de la période de réception",
        "The request is deposited outside the window",
    ),
    message=Text(
        "Dépôt le {found}, alors que la réception des demandes se termine le {limit}.",
        "Deposit at {found}, while the window for requests ends at {limit}.",
    ),
    variants={
        ("side", "early"): Text(
            "Dépôt le {found}, alors que la réception des demandes n'ouvre que le {limit}.",
            "Deposit at {found}, while the window for requests opens only at {limit}.",
        ),
        ("side", "early-old"): Text(
            "Dépôt le {found}, alors que la réception des demandes n'ouvrirait que le {limit}. "
            "Vérifiez cette date, lue le {read}\u00a0: {page}.",
            "Deposit at {found}, while the window for requests seems to open only at {limit}. "
            "Check that date, read on {read}: {page}.",
        ),
        ("side", "late-old"): Text(
            "Dépôt le {found}, alors que la réception des demandes se terminerait le {limit}. "
            "Vérifiez cette date, lue le {read}\u00a0: {page}.",
            "Deposit at {found}, while the window for requests seems to end at {limit}. "
            "Check that date, read on {read}: {page}.",
        ),
    },
    why=Text(
        "Chaque dispositif a une période de réception, avec une heure, à l'heure de Paris. Une "
        "demande déposée après n'est plus recevable, fût-ce d'une minute.",
        "Each scheme has a window with an hour, on the clocks of Paris. A request that is "
        "deposited later is refused, be it by a minute.",
    ),
    mend=Text(
        "Déposez la demande dans la période, ou vérifiez sur la page de l'ASP si elle a été "
        "prolongée et confirmez la date dans votre fichier de dispositifs.",
        "Deposit the request inside the window, or look on the ASP's page whether it was "
        "extended and confirm the date in your file of schemes.",
    ),
    examples=(
        Example(
            '{"n": ""}', '{"n": "1"}', True, (1, 1), _ONE,
            facts={"as_of": "2025-12-17T12:00:01", "data": _OPEN},
        ),
        Example(
            '{"n": ""}', '{"n": "1"}', False, None, _ONE,
            facts={"as_of": "2025-12-17T12:00", "data": _OPEN},
        ),
        Example(
            '{"n": ""}', '{"n": "1"}', True, (1, 1), _ONE,
            facts={"as_of": "2024-09-12T13:59", "data": _OPEN},
        ),
        Example(
            '{"n": ""}', '{"n": "1"}', False, None, _ONE,
            facts={"as_of": "2026-01-05T09:00", "data": _OPEN, "resubmission": True},
        ),
    ),
)  # fmt: skip


def check(_case: Case, given: Given) -> Iterator[Objection]:
    """Yield an objection if the as-of instant lies outside the window of the request."""
    name = "advance" if given.request == "avance" else "balance"
    start, end = given.datum(f"{name}_start"), given.datum(f"{name}_end")
    as_of = given.as_of or ""
    for datum, side, outside in (
        (start, "early", start is not None and as_of < str(start.value)),
        (end, "late", end is not None and as_of > str(end.value)),
    ):
        if datum is not None and outside:
            old = dated.age(datum, as_of) != dated.FRESH
            params = {"found": dated.shown(as_of), "side": f"{side}-old" if old else side}
            yield dated.objection(None, datum, given, params)
