"""The calendar as iCalendar (RFC 5545): one event a date, the same bytes for the same as-of instant.

Instants are written in UTC, so that no time zone need be known to whoever reads them; a day without
an hour is an event of that day.  An event keeps its UID when its date changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from asp_check.cli.calendar_text import CERTAINTIES, seen
from asp_check.cli.command import LANGUAGES
from asp_check.dispositif import GENERIC_SOURCE, KEYS
from asp_check.finding import UsageError
from asp_check.rules.common.dated import FRESH
from asp_check.schedule import Estimate, Row, Schedule
from asp_check.values.calendar import paris_to_utc

DOMAIN = "asp-check"


def render(schedules: Sequence[Schedule], as_of: str | None, index: int) -> str:
    """The whole calendar, its lines ended by CRLF.

    Raises ``UsageError`` without an as-of instant, for every event must say when it was written; and
    without any event, for there is no such calendar.
    """
    if as_of is None:
        raise UsageError(
            "--format ical a besoin d’une date : indiquez --as-of 2025-10-01",
            "--format ical needs an instant: give --as-of 2025-10-01",
        )
    calendar = Calendar()
    calendar.add("prodid", f"-//asp-check//calendar//{LANGUAGES[index].upper()}")
    calendar.add("version", "2.0")
    for event in _events(schedules, index):
        event.add("dtstamp", _utc(as_of))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    if not calendar.subcomponents:
        raise UsageError(
            "--format ical : aucune date connue, donc aucun événement à écrire",
            "--format ical: no date is known, so there is no event to write",
        )
    return str(calendar.to_ical(), "utf-8")


def _events(schedules: Iterable[Schedule], index: int) -> Iterator[Event]:
    for one in schedules:
        for row in one.rows:
            yield _event(one, row, index)
        for estimate in one.estimates:
            if estimate.first is not None and estimate.last is not None:
                yield _estimated(one, estimate, estimate.first, estimate.last, index)


def _event(one: Schedule, row: Row, index: int) -> Event:
    datum = row.datum
    event = _begun(one, row.key, row.key, index)
    if "T" in row.date:
        event.add("dtstart", _utc(row.date))
    else:
        _all_day(event, row.date, row.date)
    sure = datum.certainty == "official" and row.age == FRESH
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    told = f"{CERTAINTIES[datum.certainty][index]}, {seen(datum, row.seen_days)[index]}"
    if row.age != FRESH:
        told += (" : à vérifier", ": to be checked")[index]
    label = (one.dispositif.label_fr, one.dispositif.label_en)[index]
    event.add("description", f"{label}\n{told}\n{datum.source}")
    event.add("url", datum.source)
    return event


def _estimated(one: Schedule, estimate: Estimate, first: str, last: str, index: int) -> Event:
    event = _begun(one, estimate.key, f"{estimate.key}.estimate", index)
    _all_day(event, first, last)
    event.add("status", "TENTATIVE")
    words = (
        f"Calendrier type, NON OFFICIEL pour ce dispositif, depuis T0 = {one.t0}",
        f"Generic calendar, NOT OFFICIAL for this scheme, from T0 = {one.t0}",
    )
    event.add("description", f"{words[index]}\n{GENERIC_SOURCE}")
    return event


def _begun(one: Schedule, key: str, name: str, index: int) -> Event:
    """An event with its identifier, which only the dispositif and the name of the date decide."""
    code = one.dispositif.code
    event = Event()
    event.add("uid", f"{code.lower()}.{name}@{DOMAIN}")
    label = (KEYS[key].fr, KEYS[key].en)[index]
    estimated = ("", "")
    if name != key:
        estimated = (" (estimation)", " (estimate)")
    event.add("summary", f"{code}{(' : ', ': ')[index]}{label}{estimated[index]}")
    event.add("categories", [code])
    return event


def _all_day(event: Event, first: str, last: str) -> None:
    event.add("dtstart", date.fromisoformat(first))
    event.add(
        "dtend", date.fromisoformat(last) + timedelta(1)
    )  # The day after: ends are exclusive.


def _utc(instant: str) -> datetime:
    return datetime.fromisoformat(paris_to_utc(instant)).replace(tzinfo=UTC)
