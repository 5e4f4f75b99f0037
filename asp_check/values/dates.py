"""Dates: the two forms of a day, and what was meant by any other writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from asp_check.finding import Severity
from asp_check.values.calendar import Day, days_in_month, exists, spreadsheet_day
from asp_check.values.refusal import Refusal, blocks
from asp_check.values.slips import Words, sentence, tidy

# Not compiled here: only a value that is not well formed needs them.
_YEAR_FIRST = r"([0-9]{4})([-/.\s])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})"
_DAY_FIRST = r"([0-9]{1,2})([-/.\s])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})"
_IN_WORDS = r"([0-9]{1,2})(?:er)? ([^\W\d_]{3,10})\.? ([0-9]{4})"
_SPREADSHEET = r"[3-6][0-9]{4}"
_TIME = (
    r"(?:[Tt]|,? | à )([0-9]{1,2})[:hH]([0-9]{2})?(?::([0-9]{2}))?(?:[.,][0-9]{1,9})?"
    r"(?:([Zz])|([+-][0-9]{2}):?([0-9]{2}))?"
)
_NAMES = (
    Words("janvier", "January"),
    Words("février", "February"),
    Words("mars", "March"),
    Words("avril", "April"),
    Words("mai", "May"),
    Words("juin", "June"),
    Words("juillet", "July"),
    Words("août", "August"),
    Words("septembre", "September"),
    Words("octobre", "October"),
    Words("novembre", "November"),
    Words("décembre", "December"),
)
_UNACCENTED = str.maketrans("éû", "eu")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_WHERE = Words("dans la date", "in the date")


class Form(NamedTuple):
    """One way to write a day: how to read and write it, how it is called, an example."""

    read: Callable[[str], Day | None]
    write: Callable[[Day], str]
    name: Words
    example: str


def _read_iso(text: str) -> Day | None:
    year, month, day = text[:4], text[5:7], text[8:]
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    return _day(year, month, day)


def _read_french(text: str) -> Day | None:
    day, month, year = text[:2], text[3:5], text[6:]
    if len(text) != 10 or text[2] != "/" or text[5] != "/":
        return None
    return _day(year, month, day)


def _day(year: str, month: str, day: str) -> Day | None:
    digits = year + month + day
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return Day(int(year), int(month), int(day))


def _write_iso(day: Day) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def _write_french(day: Day) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


ISO = Form(_read_iso, _write_iso, Words("AAAA-MM-JJ", "YYYY-MM-DD"), "2026-01-31")
FRENCH = Form(_read_french, _write_french, Words("JJ/MM/AAAA", "DD/MM/YYYY"), "31/01/2026")


def judge(value: str, kind: str, form: Form) -> tuple[Refusal, ...]:
    """Why this is not a day written so; empty if it is.

    >>> print(judge("12 janvier 2026", "date-iso", ISO)[0].fr)
    date attendue sous la forme AAAA-MM-JJ : 2026-01-12
    """
    day = form.read(value)
    if day is not None:
        return judge_day(day, kind, form)
    cleaned, slips = tidy(value)
    day = form.read(cleaned)
    if day is not None:
        words = sentence(slips, _WHERE)
    else:
        day, words = _understand(value, form)
    if day is None:
        return (_unreadable(kind, form),)
    others = judge_day(day, kind, form)
    if blocks(others):
        return (Refusal(kind, *words), *others)
    text = form.write(day)
    return (Refusal(kind, f"{words.fr} : {text}", f"{words.en}: {text}", text), *others)


def judge_day(day: Day, kind: str, form: Form) -> tuple[Refusal, ...]:
    """Why there is no such day, or hardly any; empty if it is one like others."""
    if not exists(day):
        return (_no_such_day(day, kind, form),)
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return ()
    return (
        Refusal(
            kind,
            f"année {day.year:04d} peu vraisemblable",
            f"the year {day.year:04d} is unlikely",
            severity=Severity.WARNING,
            certainty="inference",
        ),
    )


def _no_such_day(day: Day, kind: str, form: Form) -> Refusal:
    if day.year == 0:
        return Refusal(kind, "l'année 0000 n'existe pas", "there is no year 0000")
    if not 1 <= day.month <= 12:
        fr, en = f"le mois {day.month:02d} n'existe pas", f"there is no month {day.month:02d}"
        swapped = Day(day.year, day.day, day.month)
        if not exists(swapped):
            return Refusal(kind, fr, en)
        text = form.write(swapped)
        return Refusal(
            kind,
            f"{fr} (jour et mois inversés ?) : {text}",
            f"{en} (day and month swapped?): {text}",
            text,
        )
    if not 1 <= day.day <= 31:
        return Refusal(
            kind, f"le jour {day.day:02d} n'existe pas", f"there is no day {day.day:02d}"
        )
    month, count = _NAMES[day.month - 1], days_in_month(day.year, day.month)
    return Refusal(
        kind,
        f"{month.fr} {day.year:04d} n'a que {count} jours",
        f"{month.en} {day.year:04d} has only {count} days",
    )


def _understand(value: str, form: Form) -> tuple[Day | None, Words]:
    """The day that another writing means, and why that writing is refused."""
    text = plain(value)
    if re.fullmatch(_SPREADSHEET, text):
        return spreadsheet_day(int(text)), Words(
            "nombre de jours d'un tableur au lieu de la date",
            "day count of a spreadsheet instead of the date",
        )
    words = Words(
        f"date attendue sous la forme {form.name.fr}",
        f"a date is expected in the form {form.name.en}",
    )
    day = guess_day(text)
    if day is None:
        found = guess_moment(text)
        if found is not None:
            return found[0], Words("heure en trop après la date", "a time of day after the date")
    return day, words


def _unreadable(kind: str, form: Form) -> Refusal:
    return Refusal(
        kind,
        f"date illisible (forme attendue : {form.name.fr}, comme {form.example})",
        f"unreadable date (expected form: {form.name.en}, such as {form.example})",
    )


def plain(value: str) -> str:
    """The value in one line, single blanks inside, ASCII digits, nothing invisible.

    >>> plain(" 12\\u00a0janvier \\u200b 2026")
    '12 janvier 2026'
    """
    return " ".join(filter(None, (tidy(part)[0] for part in value.split())))


def guess_day(text: str) -> Day | None:
    """The day that a plain text means in one of the usual writings.

    >>> guess_day("1er févr. 2026"), guess_day("12.1.26"), guess_day("20260112")
    (Day(year=2026, month=2, day=1), Day(year=2026, month=1, day=12), Day(year=2026, month=1, day=12))
    """
    if match := re.fullmatch(_YEAR_FIRST, text):
        year, month, day = (match[1], match[3], match[4]) if match[1] else match.group(5, 6, 7)
        return Day(int(year), int(month), int(day))
    if match := re.fullmatch(_DAY_FIRST, text):
        year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
        return Day(int(year), int(match[3]), int(match[1]))
    match = re.fullmatch(_IN_WORDS, text)
    if match is None:
        return None
    months = [n for n, names in enumerate(_NAMES, 1) if _names(match[2].lower(), names)]
    return Day(int(match[3]), months[0], int(match[1])) if len(months) == 1 else None


def _names(text: str, month: Words) -> bool:
    """Whether the text is the name of this month, or its beginning."""
    return any(
        name.startswith(text)
        for name in (month.fr, month.fr.translate(_UNACCENTED), month.en.lower())
    )


def guess_moment(text: str) -> tuple[Day, str] | None:
    """The day and the time (``hh:mm:ss`` and perhaps a zone) that a plain text means.

    >>> guess_moment("12/01/2026 à 14h30")
    (Day(year=2026, month=1, day=12), '14:30:00')
    """
    for match in re.finditer(_TIME, text):
        day = guess_day(text[: match.start()])
        if day is not None and match.end() == len(text):
            hour, minute, second, utc, *offset = match.groups("")
            zone = utc.upper() + ":".join(filter(None, offset))
            return day, f"{int(hour):02d}:{minute or '00'}:{second or '00'}{zone}"
    return None
