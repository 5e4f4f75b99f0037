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


def ordinal(day: Day) -> int:
    """The number of a day that exists, counted from the year 1: the difference of two is in days.

    >>> ordinal(Day(2024, 3, 1)) - ordinal(Day(2024, 2, 28))
    2
    """
    from datetime import date  # noqa: PLC0415 - most files ask for no difference

    return date(*day).toordinal()


def parse(text: str) -> Day | None:
    """The day at the head of an ISO day or instant, if there is such a day.

    >>> parse("2024-02-29T14:00"), parse("2023-02-29"), parse("29/02/2024")
    (Day(year=2024, month=2, day=29), None, None)
    """
    year, month, number = text[:4], text[5:7], text[8:10]
    digits = year + month + number
    if len(digits) != 8 or text[4] != "-" or text[7] != "-":
        return None
    if not (digits.isascii() and digits.isdecimal()):
        return None
    day = Day(int(year), int(month), int(number))
    return day if exists(day) else None


def days_between(earlier: str, later: str) -> int | None:
    """Calendar days from one ISO day or instant to another; ``None`` if one is no such thing.

    >>> days_between("2024-02-28", "2024-03-01T12:00"), days_between("2024-03-01", "2024-02-28")
    (2, -2)
    """
    first, last = parse(earlier), parse(later)
    return None if first is None or last is None else ordinal(last) - ordinal(first)


def plus_days(text: str, days: int) -> str:
    """The ISO day so many days after an ISO day or instant.

    >>> plus_days("2024-02-28", 2), plus_days("2024-03-01", -120)
    ('2024-03-01', '2023-11-02')
    """
    from datetime import date, timedelta  # noqa: PLC0415 - as above

    return (date.fromisoformat(text[:10]) + timedelta(days)).isoformat()


def plus_months(text: str, months: int) -> str:
    """The ISO day so many months after an ISO day; the last of the month where that one is shorter.

    >>> plus_months("2024-08-31", 6), plus_months("2024-06-20", 19)
    ('2025-02-28', '2026-01-20')
    """
    year, month = divmod(int(text[:4]) * 12 + int(text[5:7]) - 1 + months, 12)
    day = min(int(text[8:10]), days_in_month(year, month + 1))
    return f"{year:04d}-{month + 1:02d}-{day:02d}"


def paris_to_utc(instant: str) -> str:
    """The UTC instant, with seconds, of an instant on the clocks of Paris.

    The rule of the European Union since 1996, so that nothing hangs on a database of time zones:
    one hour ahead, two from the last Sunday of March to that of October, at 01:00 UTC.  Of the hour
    that October has twice, the first is meant.

    >>> paris_to_utc("2025-12-17T12:00"), paris_to_utc("2025-07-10T14:00")
    ('2025-12-17T11:00:00', '2025-07-10T12:00:00')
    """
    return shifted(instant, -120 if _is_summer(instant, "T03:00") else -60)


def utc_to_paris(instant: str) -> str:
    """The instant on the clocks of Paris, with seconds, of a UTC instant.

    >>> utc_to_paris("2025-12-17T11:00"), utc_to_paris("2025-07-10T23:30:01")
    ('2025-12-17T12:00:00', '2025-07-11T01:30:01')
    """
    return shifted(instant, 120 if _is_summer(instant, "T01:00") else 60)


def _is_summer(instant: str, turn: str) -> bool:
    year = int(instant[:4])
    march, october = (_last_sunday(year, month) + turn for month in (3, 10))
    return march <= instant[:16] < october


def _last_sunday(year: int, month: int) -> str:
    # Of a month of 31 days; day 1 of the calendar was a Monday.
    last = 31 - ordinal(Day(year, month, 31)) % 7
    return f"{year:04d}-{month:02d}-{last:02d}"


def shifted(instant: str, minutes: int) -> str:
    """The instant so many minutes later, with seconds.

    >>> shifted("2025-12-31T23:30", 45)
    '2026-01-01T00:15:00'
    """
    from datetime import datetime, timedelta  # noqa: PLC0415 - as above

    moved = datetime.fromisoformat(instant) + timedelta(minutes=minutes)
    return moved.isoformat(timespec="seconds")
