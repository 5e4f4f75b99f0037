"""Days and instants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.finding import Severity
from asp_check.values import judge
from asp_check.values.calendar import Day, days_in_month, exists, spreadsheet_day

Refused = tuple[Severity, str, str, str | None]

BLOCKS = Severity.BLOCKING
WARNS = Severity.WARNING

CASES: tuple[tuple[str, str, tuple[Refused, ...]], ...] = (
    ("date-iso", "2026-02-29", ((BLOCKS, "février 2026 n'a que 28 jours", "February 2026 has only 28 days", None),)),
    ("date-iso", "2026-13-01", ((BLOCKS, "le mois 13 n'existe pas (jour et mois inversés ?) : 2026-01-13", "there is no month 13 (day and month swapped?): 2026-01-13", "2026-01-13"),)),
    ("date-iso", "2026-13-32", ((BLOCKS, "le mois 13 n'existe pas", "there is no month 13", None),)),
    ("date-iso", "2026-00-10", ((BLOCKS, "le mois 00 n'existe pas", "there is no month 00", None),)),
    ("date-iso", "2026-04-31", ((BLOCKS, "avril 2026 n'a que 30 jours", "April 2026 has only 30 days", None),)),
    ("date-iso", "2026-01-00", ((BLOCKS, "le jour 00 n'existe pas", "there is no day 00", None),)),
    ("date-iso", "2026-01-32", ((BLOCKS, "le jour 32 n'existe pas", "there is no day 32", None),)),
    ("date-iso", "0000-01-01", ((BLOCKS, "l'année 0000 n'existe pas", "there is no year 0000", None),)),
    ("date-iso", "0026-01-12", ((WARNS, "année 0026 peu vraisemblable", "the year 0026 is unlikely", None),)),
    ("date-iso", "2206-01-12", ((WARNS, "année 2206 peu vraisemblable", "the year 2206 is unlikely", None),)),
    ("date-iso", "12/01/2026", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ : 2026-01-12", "a date is expected in the form YYYY-MM-DD: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "12.1.26", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ : 2026-01-12", "a date is expected in the form YYYY-MM-DD: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "20260112", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ : 2026-01-12", "a date is expected in the form YYYY-MM-DD: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "2026/1/2", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ : 2026-01-02", "a date is expected in the form YYYY-MM-DD: 2026-01-02", "2026-01-02"),)),
    ("date-iso", " 2026-01-12", ((BLOCKS, "espaces dans la date : 2026-01-12", "spaces in the date: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "2026-01-12\n", ((BLOCKS, "saut de ligne ou tabulation dans la date : 2026-01-12", "line break or tab in the date: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "2026-01-12T14:00:00", ((BLOCKS, "heure en trop après la date : 2026-01-12", "a time of day after the date: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "12 janvier 2026", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ : 2026-01-12", "a date is expected in the form YYYY-MM-DD: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "12 fevr. 2026", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ : 2026-02-12", "a date is expected in the form YYYY-MM-DD: 2026-02-12", "2026-02-12"),)),
    ("date-iso", "12 jui 2026", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "12 mardi 2026", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "46034", ((BLOCKS, "nombre de jours d'un tableur au lieu de la date : 2026-01-12", "day count of a spreadsheet instead of the date: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "JJ/MM/AAAA", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "２０２６-０１-１２", ((BLOCKS, "chiffres non standard dans la date : 2026-01-12", "non-standard digits in the date: 2026-01-12", "2026-01-12"),)),
    ("date-iso", "31/02/2026", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ", "a date is expected in the form YYYY-MM-DD", None), (BLOCKS, "février 2026 n'a que 28 jours", "February 2026 has only 28 days", None))),
    ("date-iso", "01/13/2026", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ", "a date is expected in the form YYYY-MM-DD", None), (BLOCKS, "le mois 13 n'existe pas (jour et mois inversés ?) : 2026-01-13", "there is no month 13 (day and month swapped?): 2026-01-13", "2026-01-13"))),
    ("date-iso", "2026-13-01\n", ((BLOCKS, "saut de ligne ou tabulation dans la date", "line break or tab in the date", None), (BLOCKS, "le mois 13 n'existe pas (jour et mois inversés ?) : 2026-01-13", "there is no month 13 (day and month swapped?): 2026-01-13", "2026-01-13"))),
    ("date-iso", "99999", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "2026x01-12", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "2026-01x12", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "2026-0a-12", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "12/01-2026", ((BLOCKS, "date illisible (forme attendue : AAAA-MM-JJ, comme 2026-01-31)", "unreadable date (expected form: YYYY-MM-DD, such as 2026-01-31)", None),)),
    ("date-iso", "12/01/2206", ((BLOCKS, "date attendue sous la forme AAAA-MM-JJ : 2206-01-12", "a date is expected in the form YYYY-MM-DD: 2206-01-12", "2206-01-12"), (WARNS, "année 2206 peu vraisemblable", "the year 2206 is unlikely", None))),
    ("date-fr", "31/04/2026", ((BLOCKS, "avril 2026 n'a que 30 jours", "April 2026 has only 30 days", None),)),
    ("date-fr", "2026-01-12", ((BLOCKS, "date attendue sous la forme JJ/MM/AAAA : 12/01/2026", "a date is expected in the form DD/MM/YYYY: 12/01/2026", "12/01/2026"),)),
    ("date-fr", "12/1/2026", ((BLOCKS, "date attendue sous la forme JJ/MM/AAAA : 12/01/2026", "a date is expected in the form DD/MM/YYYY: 12/01/2026", "12/01/2026"),)),
    ("date-fr", "01/13/2026", ((BLOCKS, "le mois 13 n'existe pas (jour et mois inversés ?) : 13/01/2026", "there is no month 13 (day and month swapped?): 13/01/2026", "13/01/2026"),)),
    ("date-fr", "１２/01/2026", ((BLOCKS, "chiffres non standard dans la date : 12/01/2026", "non-standard digits in the date: 12/01/2026", "12/01/2026"),)),
    ("date-fr", "00/01/2026", ((BLOCKS, "le jour 00 n'existe pas", "there is no day 00", None),)),
    ("date-fr", "JJ/MM/AAAA", ((BLOCKS, "date illisible (forme attendue : JJ/MM/AAAA, comme 31/01/2026)", "unreadable date (expected form: DD/MM/YYYY, such as 31/01/2026)", None),)),
    ("date-fr", "12x01/2026", ((BLOCKS, "date illisible (forme attendue : JJ/MM/AAAA, comme 31/01/2026)", "unreadable date (expected form: DD/MM/YYYY, such as 31/01/2026)", None),)),
    ("date-fr", "12/01x2026", ((BLOCKS, "date illisible (forme attendue : JJ/MM/AAAA, comme 31/01/2026)", "unreadable date (expected form: DD/MM/YYYY, such as 31/01/2026)", None),)),
    ("date-fr", "46034", ((BLOCKS, "nombre de jours d'un tableur au lieu de la date : 12/01/2026", "day count of a spreadsheet instead of the date: 12/01/2026", "12/01/2026"),)),
    ("datetime-iso", "2026-01-12 14:00:00", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2026-01-12T14:00:00", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss: 2026-01-12T14:00:00", "2026-01-12T14:00:00"),)),
    ("datetime-iso", "12/01/2026 à 14h30", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2026-01-12T14:30:00", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss: 2026-01-12T14:30:00", "2026-01-12T14:30:00"),)),
    ("datetime-iso", "12/01/2026 9h", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2026-01-12T09:00:00", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss: 2026-01-12T09:00:00", "2026-01-12T09:00:00"),)),
    ("datetime-iso", "2026-01-12t14:00z", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2026-01-12T14:00:00Z", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss: 2026-01-12T14:00:00Z", "2026-01-12T14:00:00Z"),)),
    ("datetime-iso", "2026-01-12T14:00:00+0100", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2026-01-12T14:00:00+01:00", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss: 2026-01-12T14:00:00+01:00", "2026-01-12T14:00:00+01:00"),)),
    ("datetime-iso", "2026-01-12", ((BLOCKS, "heure absente (forme attendue : AAAA-MM-JJThh:mm:ss, comme 2026-01-31T14:00:00)", "no time of day (expected form: YYYY-MM-DDThh:mm:ss, such as 2026-01-31T14:00:00)", None),)),
    ("datetime-iso", "2026-01-12T24:00:00", ((BLOCKS, "l'heure 24 n'existe pas (de 00 à 23)", "there is no hour 24 (from 00 to 23)", None),)),
    ("datetime-iso", "2026-01-12T23:60:00", ((BLOCKS, "la minute 60 n'existe pas (de 00 à 59)", "there is no minute 60 (from 00 to 59)", None),)),
    ("datetime-iso", "2026-01-12T23:59:60", ((BLOCKS, "la seconde 60 n'existe pas (de 00 à 59)", "there is no second 60 (from 00 to 59)", None),)),
    ("datetime-iso", "2026-01-12T14:00:00+15:00", ((BLOCKS, "l'heure de décalage 15 n'existe pas (de 00 à 14)", "there is no offset hour 15 (from 00 to 14)", None),)),
    ("datetime-iso", "2026-01-12T14:00:00+01:60", ((BLOCKS, "la minute de décalage 60 n'existe pas (de 00 à 59)", "there is no offset minute 60 (from 00 to 59)", None),)),
    ("datetime-iso", "2026-02-30T14:00", ((BLOCKS, "février 2026 n'a que 28 jours", "February 2026 has only 28 days", None),)),
    ("datetime-iso", "2026-13-01T14:00", ((BLOCKS, "le mois 13 n'existe pas (jour et mois inversés ?) : 2026-01-13T14:00", "there is no month 13 (day and month swapped?): 2026-01-13T14:00", "2026-01-13T14:00"),)),
    ("datetime-iso", "30/02/2026 14:00", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss", None), (BLOCKS, "février 2026 n'a que 28 jours", "February 2026 has only 28 days", None))),
    ("datetime-iso", "12/01/2026 25:00", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss", None), (BLOCKS, "l'heure 25 n'existe pas (de 00 à 23)", "there is no hour 25 (from 00 to 23)", None))),
    ("datetime-iso", "12/01/2026 14h, 15h", ((BLOCKS, "date et heure illisibles (forme attendue : AAAA-MM-JJThh:mm:ss, comme 2026-01-31T14:00:00)", "unreadable date and time (expected form: YYYY-MM-DDThh:mm:ss, such as 2026-01-31T14:00:00)", None),)),
    ("datetime-iso", "", ((BLOCKS, "date et heure illisibles (forme attendue : AAAA-MM-JJThh:mm:ss, comme 2026-01-31T14:00:00)", "unreadable date and time (expected form: YYYY-MM-DDThh:mm:ss, such as 2026-01-31T14:00:00)", None),)),
    ("datetime-iso", "2026-01-12T14:00:00\n", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2026-01-12T14:00:00", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss: 2026-01-12T14:00:00", "2026-01-12T14:00:00"),)),
    ("datetime-iso", "2026-01-12T14", ((BLOCKS, "date et heure illisibles (forme attendue : AAAA-MM-JJThh:mm:ss, comme 2026-01-31T14:00:00)", "unreadable date and time (expected form: YYYY-MM-DDThh:mm:ss, such as 2026-01-31T14:00:00)", None),)),
    ("datetime-iso", "2206-01-12T14:00", ((WARNS, "année 2206 peu vraisemblable", "the year 2206 is unlikely", None),)),
    ("datetime-iso", "12/01/2206 14:00", ((BLOCKS, "date et heure attendues sous la forme AAAA-MM-JJThh:mm:ss : 2206-01-12T14:00:00", "a date and time are expected in the form YYYY-MM-DDThh:mm:ss: 2206-01-12T14:00:00", "2206-01-12T14:00:00"), (WARNS, "année 2206 peu vraisemblable", "the year 2206 is unlikely", None))),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "refusals"), CASES)
def test_each_refusal_says_why_and_what_was_meant(
    said: Callable[[str, str], list[Refused]],
    kind: str,
    value: str,
    refusals: tuple[Refused, ...],
) -> None:
    assert said(kind, value) == list(refusals)


SILENT = [
    ("date-iso", "2026-01-12"),
    ("date-iso", "2028-02-29"),
    ("date-iso", "2000-02-29"),
    ("date-iso", "1900-01-01"),
    ("date-iso", "2100-12-31"),
    ("date-fr", "12/01/2026"),
    ("date-fr", "29/02/2028"),
    ("datetime-iso", "2026-01-12T14:00"),
    ("datetime-iso", "2026-01-12T14:00:00"),
    ("datetime-iso", "2026-01-12T00:00:00Z"),
    ("datetime-iso", "2026-01-12T23:59:59.123456789+14:59"),
    ("datetime-iso", "2026-01-12T14:00-03:30"),
]


@pytest.mark.parametrize(("kind", "value"), SILENT)
def test_a_good_date_is_silent(kind: str, value: str) -> None:
    assert judge(kind, value) == ()


@given(st.integers(-100, 12000), st.integers(-1, 14), st.integers(-1, 33))
def test_a_day_exists_where_the_standard_library_says_so(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        real = 1 <= month <= 12 and year > 9999 and 1 <= day <= days_in_month(year, month)
    else:
        real = True
    assert exists(Day(year, month, day)) == real


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_silent_in_its_form_and_proposed_from_the_other(day: date) -> None:
    iso, french = day.isoformat(), day.strftime("%d/%m/%Y")
    assert judge("date-iso", iso) == ()
    assert judge("date-fr", french) == ()
    assert judge("date-iso", french)[0].suggestion == iso
    assert judge("date-fr", iso)[0].suggestion == french


@given(st.datetimes())
def test_every_instant_is_read_in_the_form_that_python_writes(moment: object) -> None:
    text = str(moment).replace(" ", "T")
    assert not any(refusal.severity is Severity.BLOCKING for refusal in judge("datetime-iso", text))
    assert judge("datetime-iso", str(moment))[0].suggestion == text.partition(".")[0]


@given(st.integers(30000, 69999))
def test_the_day_count_of_a_spreadsheet_starts_on_30_december_1899(number: int) -> None:
    day = date(1899, 12, 30) + timedelta(days=number)
    assert spreadsheet_day(number) == Day(day.year, day.month, day.day)
    assert judge("date-iso", str(number))[0].suggestion == day.isoformat()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026 01 12", "2026-01-12"),
        ("2026.1.2", "2026-01-02"),
        ("12-01-2026", "2026-01-12"),
        ("1er février 2026", "2026-02-01"),
        ("12 sept. 2026", "2026-09-12"),
        ("12 août 2026", "2026-08-12"),
        ("12 AOUT 2026", "2026-08-12"),
        ("12 March 2026", "2026-03-12"),
        ("12\u00a0janvier\u00a02026", "2026-01-12"),
        ("12/01/2026 à 14h30", "2026-01-12"),
        ("2026-01-12T14:00:00+01:00", "2026-01-12"),
    ],
)
def test_usual_writings_are_understood(written: str, meant: str) -> None:
    assert judge("date-iso", written)[0].suggestion == meant
