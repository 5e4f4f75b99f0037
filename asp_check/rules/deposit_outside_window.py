"""R203: the request is deposited before its window opens or after it has closed (C27)."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.causes.cause import Cause, Example, Text
from asp_check.facts import Given
from asp_check.rules.common import dated
from asp_check.rules.common.case import Case, Objection

_ONE = {"/n": {"concept": "order.number"}}
_OPEN = {"advance_start": "2024-09-12T14:00", "advance_end": "2025-12-17T12:00"}
_EARLY = Text(
    "Dépôt le {found}, avant l'ouverture de la réception des demandes ({limit}).",
    "Deposit on {found}, before the opening of the window for requests ({limit}).",
)
_LATE = Text(
    "Dépôt le {found}, après la fin de la réception des demandes ({limit}).",
    "Deposit on {found}, after the end of the window for requests ({limit}).",
)

CAUSE = Cause(
    id="R203",
    name="deposit-outside-window",
    source="https://www.asp.gouv.fr/aides/financement-lequipement-segur-du-numerique-en-sante-vague-2",
    params=("found", "limit", "read", "age", "page", "side"),
    title=Text(
        "La demande est déposée hors de la période de réception",
        "The request is deposited outside its window",
    ),
    message=_LATE,
    variants={
        ("side", f"early-{dated.FRESH}"): _EARLY,
        **dated.variants(_EARLY, "side", "early-"),
        **dated.variants(_LATE),
    },
    why=Text(
        "Chaque dispositif a une période de réception des demandes, qui s'ouvre et se clôt à une heure "
        "précise (heure de Paris). Hors de cette période, tout dépôt est refusé.",
        "Each scheme has a window for requests, which opens and ends at a set hour (Paris time). "
        "Outside of it every deposit is refused.",
    ),
    mend=Text(
        "Déposez la demande pendant cette période. Si l'ASP l'a modifiée, indiquez la nouvelle date "
        "dans votre fichier de dispositifs (--dispositifs).",
        "Deposit the request inside the window. If the ASP changed it, give the new date in your "
        "file of schemes (--dispositifs).",
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
            facts={"as_of": "2024-09-12T13:59:59", "data": _OPEN},
        ),
        Example(
            '{"n": ""}', '{"n": "1"}', False, None, _ONE,
            facts={"as_of": "2024-09-12T14:00", "data": _OPEN},
        ),
        # An end without an hour: its whole day is inside.
        Example(
            '{"n": ""}', '{"n": "1"}', False, None, _ONE,
            facts={"as_of": "2025-12-17T23:59:59", "data": {"advance_end": "2025-12-17"}},
        ),
        Example(
            '{"n": ""}', '{"n": "1"}', True, (1, 1), _ONE,
            facts={"as_of": "2025-12-18T00:00", "data": {"advance_end": "2025-12-17"}},
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
        (start, "early", start is not None and dated.is_after(str(start.value), as_of)),
        (end, "late", end is not None and dated.is_after(as_of, str(end.value))),
    ):
        if datum is not None and outside:
            params = {"found": dated.shown(as_of), "side": f"{side}-{dated.age(datum, as_of)}"}
            yield dated.objection(None, datum, given, params)
