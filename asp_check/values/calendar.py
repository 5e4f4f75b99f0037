"""The calendar: which days exist.  The one home of date arithmetic among the judges."""

from __future__ import annotations

from typing import NamedTuple

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SPREADSHEET_EPOCH = 693594
"""The day 0 of spreadsheets, 1899-12-30, counted from the year 1."""


class Day(NamedTuple):
    """A day as it was written; it may not exist."""

    year: int
    month: int
    day: int


def days_in_month(year: int, month: int) -> int:
    """How many days that month has (Gregorian calendar).

    >>> days_in_month(2024, 2), days_in_month(1900, 2), days_in_month(2000, 2)
    (29, 28, 29)
    """
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS[month - 1]


def exists(day: Day) -> bool:
    """Whether there is such a day.

    >>> exists(Day(2026, 2, 29)), exists(Day(2028, 2, 29))
    (False, True)
    """
    return day.year > 0 and 1 <= day.month <= 12 and 1 <= day.day <= days_in_month(*day[:2])


def spreadsheet_day(number: int) -> Day:
    """The day that spreadsheets keep under this number.

    >>> spreadsheet_day(46034)
    Day(year=2026, month=1, day=12)
    """
    from datetime import date  # noqa: PLC0415 - a rare slip; every date need not pay for it

    found = date.fromordinal(_SPREADSHEET_EPOCH + number)
    return Day(found.year, found.month, found.day)
