"""Date and time: an instant, year first.

Form: AAAA-MM-JJThh:mm, then perhaps :ss, a fraction, and Z or an offset such as +01:00.
Key: none; a year before 1900 or after 2100 is a warning.
Source: https://www.rfc-editor.org/rfc/rfc3339
Certainty: official for the form (imposed by the model), inference for unlikely years.

>>> judge("2026-01-12T14:00"), judge("2026-01-12T14:00:00.123+01:00")
((), ())
>>> print(judge("12/01/2026 14h00")[0].fr)
date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2026-01-12T14:00:00
>>> print(judge("2026-01-12")[0].fr)
heure absente (forme attendue : AAAA-MM-JJThh:mm:ss, comme 2026-01-31T14:00:00)
>>> print(judge("2026-01-12T24:00:00")[0].fr)
l'heure 24 n'existe pas (de 00 à 23)
"""

from __future__ import annotations

import re

from asp_check.values import dates
from asp_check.values.calendar import Day
from asp_check.values.refusal import Refusal, blocks
from asp_check.values.slips import Words

KIND = "datetime-iso"

_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?(?:Z|[+-]([0-9]{2}):([0-9]{2}))?)"
)
_FORM = Words(
    "(forme attendue : AAAA-MM-JJThh:mm:ss, comme 2026-01-31T14:00:00)",
    "(expected form: YYYY-MM-DDThh:mm:ss, such as 2026-01-31T14:00:00)",
)


def judge(value: str) -> tuple[Refusal, ...]:
    """Why this is not a date and time; empty if it is."""
    refusals = _judge_formed(value)
    if refusals is not None:
        return refusals
    text = dates.plain(value)
    found = dates.guess_moment(text)
    if found is None:
        return (_unreadable(text),)
    day, time = found
    meant = f"{dates.ISO.write(day)}T{time}"
    words = Words(
        "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss",
        "a date and time are expected in the form YYYY-MM-DDThh:mm:ss",
    )
    others = _judge_formed(meant) or ()
    if blocks(others):
        return (Refusal(KIND, *words), *others)
    return (Refusal(KIND, f"{words.fr} : {meant}", f"{words.en}: {meant}", meant), *others)


def _judge_formed(text: str) -> tuple[Refusal, ...] | None:
    """Why there is no such instant; ``None`` if the text has not the form of one."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, number, time, *clock = match.groups("00")
    hour, minute, second, zone_hour, zone_minute = map(int, clock)
    # A day and month that are swapped are proposed with the time that follows them.
    form = dates.ISO._replace(write=lambda day: f"{dates.ISO.write(day)}{time}")
    for count, last, name in (
        (hour, 23, Words("l'heure", "hour")),
        (minute, 59, Words("la minute", "minute")),
        (second, 59, Words("la seconde", "second")),
        (zone_hour, 14, Words("l'heure de décalage", "offset hour")),
        (zone_minute, 59, Words("la minute de décalage", "offset minute")),
    ):
        if count > last:
            return (
                Refusal(
                    KIND,
                    f"{name.fr} {count:02d} n'existe pas (de 00 à {last})",
                    f"there is no {name.en} {count:02d} (from 00 to {last})",
                ),
            )
    return dates.judge_day(Day(int(year), int(month), int(number)), KIND, form)


def _unreadable(text: str) -> Refusal:
    if dates.guess_day(text) is not None:
        return Refusal(KIND, f"heure absente {_FORM.fr}", f"no time of day {_FORM.en}")
    return Refusal(
        KIND, f"date et heure illisibles {_FORM.fr}", f"unreadable date and time {_FORM.en}"
    )
