"""What closes when: the dates of a dispositif as one instant sees them, in the order in which they come.

Pure: dispositifs and an as-of instant in, rows out; how they are written is for the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from asp_check.dispositif import (
    GENERIC_MONTHS,
    KEYS,
    OPENINGS,
    WINDOWS,
    Datum,
    Dispositif,
    runs_until,
)
from asp_check.rules.common import dated
from asp_check.values.calendar import days_between, plus_months

Status = Literal["past", "open", "to-come"]
State = Literal["to-come", "closed", "unknown"]

STATES: tuple[State, ...] = ("to-come", "closed", "unknown")
"""In the order in which they are told."""

_OPENED_BY = {end: start for start, end in OPENINGS.items()}


class Row(NamedTuple):
    """One known date, and how old what is known of it is (``age``, as ``rules.dated`` has it).

    ``status``, ``days`` (to it, negative once past) and ``seen_days`` (since somebody saw it on its
    page) are ``None`` without an as-of instant.
    """

    key: str
    datum: Datum
    status: Status | None
    days: int | None
    seen_days: int | None
    age: str

    @property
    def date(self) -> str:
        """The day or the instant."""
        return str(self.datum.value)


class Estimate(NamedTuple):
    """What the generic calendar says of a date that is not known; days only where T0 is known."""

    key: str
    months: tuple[int, int]
    first: str | None
    last: str | None


class Schedule(NamedTuple):
    """The dates of one dispositif: those known, the names of the others, and what to expect of these.

    ``state`` is ``to-come`` while a known date is not past, ``closed`` once the balance is, else
    ``unknown``.
    """

    dispositif: Dispositif
    state: State
    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    t0: str | None
    estimates: tuple[Estimate, ...]


def schedule(dispositif: Dispositif, as_of: str | None, t0: str | None = None) -> Schedule:
    """The dates of a dispositif at this instant; ``t0`` is the day of publication, if the user knows it."""
    dated_keys = [key for key in dispositif.data if KEYS[key].type == "instant"]
    rows = sorted(
        (_row(key, dispositif, as_of) for key in dated_keys),
        key=lambda row: (runs_until(row.date), list(KEYS).index(row.key)),
    )
    t0 = t0 or (dispositif.value("published") or "")[:10] or None
    return Schedule(
        dispositif,
        _state(rows),
        tuple(rows),
        tuple(key for key in WINDOWS if key not in dispositif.data),
        t0,
        tuple(_estimates(rows, t0)),
    )


def agenda(dispositifs: Iterable[Dispositif], as_of: str | None) -> list[Schedule]:
    """All of them: those with a date to come, the nearest first, then the closed, then the unknown."""
    return sorted((schedule(one, as_of) for one in dispositifs), key=_rank)


def coming(schedule: Schedule) -> tuple[Row, ...]:
    """The rows that are not past: what can still be missed."""
    return tuple(row for row in schedule.rows if not is_past(row))


def is_past(row: Row) -> bool:
    """Whether this date is behind us, even if what it opened is still open."""
    return row.status == "past" or (row.status == "open" and row.key in OPENINGS)


def _rank(schedule: Schedule) -> tuple[int, str, str]:
    ahead = coming(schedule)
    first = ahead[0].date if schedule.state == "to-come" and ahead else ""
    return STATES.index(schedule.state), first, schedule.dispositif.code.lower()


def _row(key: str, dispositif: Dispositif, as_of: str | None) -> Row:
    datum = dispositif.data[key]
    age = dated.age(datum, as_of)
    if as_of is None:
        return Row(key, datum, None, None, None, age)
    seen = None if datum.seen is None else days_between(datum.seen, as_of)
    days = days_between(as_of, str(datum.value))
    return Row(key, datum, _status(key, dispositif, as_of), days, seen, age)


def _status(key: str, dispositif: Dispositif, as_of: str) -> Status:
    value = dispositif.value(key)
    if key in OPENINGS:
        end = dispositif.value(OPENINGS[key])
        if as_of < value:
            return "to-come"
        return "open" if end is not None and as_of <= runs_until(end) else "past"
    if not key.endswith("_end"):
        return "past" if as_of >= value else "to-come"
    start = dispositif.value(_OPENED_BY.get(key, ""))
    if as_of > runs_until(value):
        return "past"
    return "open" if start is not None and as_of >= start else "to-come"


def _state(rows: Iterable[Row]) -> State:
    by_key = {row.key: row for row in rows}
    if any(not is_past(row) for row in by_key.values()):
        return "to-come"
    return "closed" if "balance_end" in by_key else "unknown"


def _estimates(rows: Iterable[Row], t0: str | None) -> Iterable[Estimate]:
    """What is not known, but what a later date that is past has overtaken."""
    by_key = {row.key: row for row in rows}
    keys = list(GENERIC_MONTHS)
    overtaken = [i for i, key in enumerate(keys) if key in by_key and is_past(by_key[key])]
    for key in keys[max(overtaken, default=-1) + 1 :]:
        if key not in by_key:
            first, last = months = GENERIC_MONTHS[key]
            if t0 is None:
                yield Estimate(key, months, None, None)
            else:
                yield Estimate(key, months, plus_months(t0, first), plus_months(t0, last))
