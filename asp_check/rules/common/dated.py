"""Dates against dates: what comes after what, and when a date of the dispositif may block.

The contract: a date blocks only if it is official and was read, or confirmed by the user, less than
90 days before the as-of instant; else it warns, naming the page and the day on which it was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from asp_check.causes.cause import Text
from asp_check.dispositif import FRESH_DAYS, Datum
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.common.case import Case, Objection, Value
from asp_check.values.calendar import days_between, shifted, utc_to_paris

FRESH, OLD, UNREAD = "fresh", "old", "unread"
"""What the parameter ``age`` of a message says of the datum."""

# From 1900 on, as values are likely; not compiled here: most dates have no hour.
_INSTANT = (
    r"((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])"
    r"(?::([0-5][0-9])(?:\.([0-9]{1,9}))?)?(Z|([+-])(0[0-9]|1[0-4]):([0-5][0-9]))?"
)

_DEADLINES = {
    "order.signature_date": ("advance_end", ("avance", "solde")),
    "service.completion_date": ("services_end", ("solde",)),
}
"""The deadline of a date, and the requests in which it is held against it."""


# --- What a value says


def moment(value: Value) -> str | None:
    """The day of a value, or its instant on the clocks of Paris; ``None`` if it is neither."""
    day = value.day
    return None if day is None else in_paris(value.text) or day


def day_of(value: Value) -> str | None:
    """The day of a value, in Paris where it says an instant with its zone."""
    said = moment(value)
    return None if said is None else said[:10]


def in_paris(text: str) -> str | None:
    """An instant with its seconds, on the clocks of Paris; ``None`` if the text is no instant.

    >>> in_paris("2025-12-17T12:00"), in_paris("2025-12-17T23:30:00.50Z"), in_paris("2025-12-17")
    ('2025-12-17T12:00:00', '2025-12-18T00:30:00.5', None)
    """
    match = re.fullmatch(_INSTANT, text)
    if match is None:
        return None
    day, hour, minute, second, fraction, zone, sign, ahead, more = match.groups("0")
    instant = f"{day}T{hour}:{minute}:{int(second):02d}"
    if zone != "0":
        offset = int(ahead) * 60 + int(more)
        instant = utc_to_paris(shifted(instant, offset if sign == "-" else -offset))
    return instant + f".{fraction}".rstrip("0").rstrip(".")


def is_after(one: str, other: str) -> bool:
    """Whether a day or instant of Paris is after another; a day lasts from its first second to its last.

    >>> is_after("2025-12-17T12:00:01", "2025-12-17T12:00"), is_after("2025-12-17", "2025-12-17T12:00")
    (True, False)
    """
    if "T" in one and "T" in other:
        return _with_seconds(one) > _with_seconds(other)
    return one[:10] > other[:10]


def _with_seconds(instant: str) -> str:
    return f"{instant}:00" if len(instant) == len("2025-12-17T12:00") else instant


def shown(instant: str) -> str:
    """A day or an instant as people read it, the same in both languages.

    >>> shown("2025-12-17T12:00"), shown("2025-12-17"), shown("2025-12-17T12:00:01")
    ('2025-12-17 12:00', '2025-12-17', '2025-12-17 12:00:01')
    """
    return instant.replace("T", " ")


def of_solution(case: Case, given: Given, name: str) -> tuple[str | None, Value | None]:
    """A day of the solution, and the value that says it if it is the file that does.

    What the file says counts; the configuration speaks where the file says nothing.
    """
    concept = f"solution.{name}"
    if any(not value.empty for value in case.all(concept)):
        value = case.one(concept)
        return (None, None) if value is None else (day_of(value), value)
    return (None if given.solution is None else getattr(given.solution, name)), None


def is_too_late(value: Value, given: Given) -> bool:
    """Whether a date is past its own deadline: R201 and R204 say so, and other rules need not.

    Those two are asked only where an as-of instant is known.
    """
    end, requests = _DEADLINES.get(value.concept, ("", ()))
    datum, said = given.datum(end), moment(value) if value.sound else None
    return (
        datum is not None
        and said is not None
        and given.as_of is not None
        and given.request in requests
        and is_after(said, str(datum.value))
    )


def is_presumed(value: Value | None) -> bool:
    """Whether it was only inferred what the value means: what rests on it never blocks."""
    return value is not None and "concept" in value.slot.declared.inferred


# --- What is known of the dispositif


def age(datum: Datum, as_of: str | None) -> str:
    """``fresh`` if it may block, ``old``, or ``unread`` where nobody knows when it was read.

    What is not official is never fresh.

    >>> age(Datum("2025-01-01", "https://x", "2024-11-15", "official"), "2025-02-12T12:00")
    'fresh'
    >>> age(Datum("2025-01-01", "https://x", "2024-11-15", "official"), "2025-02-13T00:00")
    'old'
    """
    if datum.seen is None:
        return UNREAD
    days = days_between(datum.seen, as_of) if as_of is not None else None
    is_fresh = days is not None and days < FRESH_DAYS and datum.certainty == "official"
    return FRESH if is_fresh else OLD


def objection(
    at: Value | None,
    datum: Datum,
    given: Given,
    params: Mapping[str, Any],
    links: Sequence[tuple[Value, str]] = (),
) -> Objection:
    """What to say because of this datum; its message may use ``limit``, ``read`` and ``page``.

    ``age`` chooses the variant of the message, see ``variants``.
    """
    how_old = age(datum, given.as_of)
    return Objection(
        at,
        {"limit": shown(str(datum.value)), "read": datum.seen or "", "age": how_old,
         "page": datum.source, **params},
        None if how_old == FRESH else Severity.WARNING,
        None if datum.certainty == "official" else datum.certainty,
        links,
        source=datum.source,
    )  # fmt: skip


def variants(message: Text, param: str = "age", prefix: str = "") -> Mapping[tuple[str, str], Text]:
    """The same message where its date does not block: it asks to look at the page.

    >>> variants(Text("Trop tard.", "Too late."))["age", "unread"].en
    'Too late. Check that date: {page}.'
    """
    return {
        (param, f"{prefix}{OLD}"): Text(
            f"{message.fr} Vérifiez cette date, lue le {{read}}\u00a0: {{page}}.",
            f"{message.en} Check that date, read on {{read}}: {{page}}.",
        ),
        (param, f"{prefix}{UNREAD}"): Text(
            f"{message.fr} Vérifiez cette date\u00a0: {{page}}.",
            f"{message.en} Check that date: {{page}}.",
        ),
    }
