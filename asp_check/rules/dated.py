"""Objections that rest on a datum of the dispositif: a date blocks while it is official and fresh.

The contract: a date blocks only if it is official and was read, or confirmed by the user, less than
90 days before the as-of instant; else it warns, naming the page and the day on which it was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from asp_check.dispositif import FRESH_DAYS, Datum
from asp_check.facts import Given
from asp_check.finding import Severity
from asp_check.rules.case import Objection, Value
from asp_check.values.calendar import days_between

FRESH, OLD, UNREAD = "fresh", "old", "unread"
"""What the parameter ``age`` of a message says of the datum."""


def age(datum: Datum, as_of: str | None) -> str:
    """``fresh``, ``old`` or, where nobody knows when it was read, ``unread``.

    >>> age(Datum("2025-01-01", "https://x", "2024-11-15", "official"), "2025-02-12T12:00")
    'fresh'
    >>> age(Datum("2025-01-01", "https://x", "2024-11-15", "official"), "2025-02-13T00:00")
    'old'
    """
    if datum.seen is None:
        return UNREAD
    days = days_between(datum.seen, as_of) if as_of is not None else None
    return FRESH if days is not None and days < FRESH_DAYS else OLD


def objection(
    at: Value | None,
    datum: Datum,
    given: Given,
    params: Mapping[str, Any],
    links: Sequence[tuple[Value, str]] = (),
) -> Objection:
    """What to say because of this datum; its message may use ``limit``, ``read`` and ``page``.

    ``age`` chooses the variant of the message: ``old`` and ``unread`` ask to look at the page.
    """
    how_old = age(datum, given.as_of)
    blocks = how_old == FRESH and datum.certainty == "official"
    return Objection(
        at,
        {"limit": shown(str(datum.value)), "read": datum.seen or "", "age": how_old,
         "page": datum.source, **params},
        None if blocks else Severity.WARNING,
        None if datum.certainty == "official" else datum.certainty,
        links,
        source=datum.source,
    )  # fmt: skip


def shown(instant: str) -> str:
    """A day or an instant as people read it, the same in both languages.

    >>> shown("2025-12-17T12:00"), shown("2025-12-17"), shown("2025-12-17T12:00:01")
    ('2025-12-17 12:00', '2025-12-17', '2025-12-17 12:00:01')
    """
    return instant.replace("T", " ")
