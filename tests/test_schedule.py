"""What closes when: the status of each date, the order of all, and what the generic calendar adds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.dispositif import GENERIC_MONTHS, KEYS, WINDOWS, Datum, Dispositif
from asp_check.schedule import Schedule, agenda, coming, schedule

PAGE = "https://www.asp.gouv.fr/page"


def scheme(code: str = "X", **values: Any) -> Dispositif:
    data = {key: Datum(value, PAGE, "2025-01-01", "official") for key, value in values.items()}
    return Dispositif(code, True, code, code, "", None, data)


def statuses(found: Schedule) -> dict[str, tuple[str | None, int | None]]:
    return {row.key: (row.status, row.days) for row in found.rows}


WINDOW = scheme(advance_start="2024-09-12T14:00", advance_end="2025-12-17T12:00")


@pytest.mark.parametrize(
    ("as_of", "start", "end"),
    [
        ("2024-09-12T13:59", ("to-come", 0), ("to-come", 461)),
        ("2024-09-12T14:00", ("open", 0), ("open", 461)),
        ("2025-12-17T12:00", ("open", -461), ("open", 0)),
        ("2025-12-17T12:00:01", ("past", -461), ("past", 0)),
        ("2025-12-18T00:00", ("past", -462), ("past", -1)),
    ],
)
def test_a_window_opens_and_closes(
    as_of: str, start: tuple[str, int], end: tuple[str, int]
) -> None:
    found = schedule(WINDOW, as_of)
    assert statuses(found) == {"advance_start": start, "advance_end": end}
    assert found.state == ("unknown" if end[0] == "past" else "to-come")


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2026-12-15T23:59", "to-come"),
        ("2026-12-16T00:00", "to-come"),
        ("2026-12-16T23:59:59", "to-come"),
        ("2026-12-17T00:00", "past"),
    ],
)
def test_a_deadline_without_an_hour_runs_until_the_end_of_its_day(as_of: str, status: str) -> None:
    (row,) = schedule(scheme(advance_end="2026-12-16"), as_of).rows
    assert row.status == status


@pytest.mark.parametrize("key", ["published", "enrolment_start", "mss_indicator_from"])
def test_what_happens_once_is_past_from_then_on(key: str) -> None:
    one = scheme(**{key: "2024-09-12T14:00"})
    assert statuses(schedule(one, "2024-09-12T13:59"))[key][0] == "to-come"
    assert statuses(schedule(one, "2024-09-12T14:00"))[key][0] == "past"


def test_an_opening_whose_end_is_not_known_is_not_said_to_be_open() -> None:
    (row,) = schedule(scheme(advance_start="2025-07-10T14:00"), "2025-10-01T09:00").rows
    assert row.status == "past"


@pytest.mark.parametrize(
    ("as_of", "state"), [("2023-12-14T14:00", "to-come"), ("2023-12-14T14:01", "closed")]
)
def test_a_dispositif_is_closed_once_its_balance_is(as_of: str, state: str) -> None:
    one = scheme(advance_end="2022-11-30", balance_end="2023-12-14T14:00")
    assert schedule(one, as_of).state == state


def test_a_dispositif_without_dates() -> None:
    found = schedule(scheme(), "2025-10-01T09:00")
    assert (found.state, found.rows, found.unknown) == ("unknown", (), WINDOWS)


def test_without_an_instant_nothing_is_past() -> None:
    found = schedule(WINDOW, None)
    assert statuses(found) == {"advance_start": (None, None), "advance_end": (None, None)}
    assert coming(found) == found.rows
    assert found.state == "to-come"


@pytest.mark.parametrize(
    ("read", "confirmed", "age", "days"),
    [
        (None, None, "unread", None),
        ("2025-07-04", None, "fresh", 89),
        ("2025-07-03", None, "old", 90),
        ("2025-07-03", "2025-07-04", "fresh", 89),
        (None, "2025-10-01", "fresh", 0),
    ],
)
def test_the_age_of_what_is_known(
    read: str | None, confirmed: str | None, age: str, days: int | None
) -> None:
    known = Datum("2026-01-01", PAGE, read, "official", confirmed)
    one = scheme()._replace(data={"advance_end": known})
    (row,) = schedule(one, "2025-10-01T09:00").rows
    assert (row.age, row.seen_days) == (age, days)


# ------------------------------------------------------------------------------ the generic calendar


def months(found: Schedule) -> dict[str, tuple[str | None, str | None]]:
    return {one.key: (one.first, one.last) for one in found.estimates}


def test_t0_gives_days_and_none_gives_months_alone() -> None:
    assert months(schedule(scheme(), "2024-07-01T00:00", "2024-06-20")) == {
        "admin_file_end": ("2024-12-20", "2024-12-20"),
        "proof_file_end": ("2025-07-20", "2025-07-20"),
        "exchanges_end": ("2025-10-20", "2025-10-20"),
        "advance_end": ("2026-01-20", "2026-01-20"),
        "services_end": ("2026-04-20", "2026-07-20"),
        "balance_end": ("2026-07-20", "2026-10-20"),
    }
    assert set(months(schedule(scheme(), "2024-07-01T00:00")).values()) == {(None, None)}


def test_the_end_of_a_month_stays_in_its_month() -> None:
    found = months(schedule(scheme(), None, "2024-08-31"))
    assert found["admin_file_end"] == ("2025-02-28", "2025-02-28")


def test_the_publication_that_is_known_is_t0_unless_the_user_says_another() -> None:
    one = scheme(published="2024-06-20T00:00")
    assert schedule(one, None).t0 == "2024-06-20"
    assert schedule(one, None, "2024-06-21").t0 == "2024-06-21"
    assert schedule(scheme(), None).t0 is None


def test_what_is_known_is_not_estimated_nor_what_a_later_date_has_overtaken() -> None:
    assert list(months(schedule(WINDOW, "2025-10-01T00:00"))) == [
        "admin_file_end", "proof_file_end", "exchanges_end", "services_end", "balance_end",
    ]  # fmt: skip
    assert list(months(schedule(WINDOW, "2026-01-01T00:00"))) == ["services_end", "balance_end"]
    closed = scheme(balance_end="2023-12-14T14:00")
    assert months(schedule(closed, "2026-01-01T00:00")) == {}


# ------------------------------------------------------------------------------ all of them


def test_those_with_a_date_to_come_are_first_and_the_nearest_of_them() -> None:
    known = [
        scheme("C-CLOSED", balance_end="2023-01-01"),
        scheme("B-NONE"),
        scheme("LATE", advance_start="2024-01-01", advance_end="2026-12-16"),
        scheme("SOON", services_end="2025-12-17T12:00", balance_end="2027-01-01"),
        scheme("A-NONE", enrolment_start="2020-01-01"),
        scheme("A-CLOSED", balance_end="2024-01-01"),
    ]
    found = agenda(known, "2025-10-01T09:00")
    assert [one.dispositif.code for one in found] == [
        "SOON", "LATE", "A-CLOSED", "C-CLOSED", "A-NONE", "B-NONE",
    ]  # fmt: skip


instants = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 12, 31))  # noqa: DTZ001 - of Paris
dates = st.one_of(
    instants.map(lambda moment: moment.isoformat(timespec="minutes")),
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)).map(dt.date.isoformat),
)
data = st.dictionaries(st.sampled_from([*WINDOWS, "mss_indicator_from"]), dates)


def moment(value: str, *, end: bool) -> dt.datetime:
    found = dt.datetime.fromisoformat(value)
    return found if "T" in value or not end else found.replace(hour=23, minute=59, second=59)


@given(data, instants)
def test_statuses_are_those_of_the_clock(values: dict[str, str], now: dt.datetime) -> None:
    now = now.replace(microsecond=0)
    # As ``api.instant`` writes it: without seconds where there are none.
    as_of = now.isoformat(timespec="seconds" if now.second else "minutes")
    found = schedule(scheme(**values), as_of)
    assert {row.key: row.date for row in found.rows} == values
    assert set(found.unknown) == set(WINDOWS) - set(values)
    ends = [moment(row.date, end=True) for row in found.rows]
    assert ends == sorted(ends)
    for row in found.rows:
        over = now > moment(row.date, end=True)
        begun = now >= moment(row.date, end=False)
        if row.key.endswith("_end"):
            start = values.get(row.key.replace("_end", "_start"))
            opened = start is not None and now >= moment(start, end=False)
            assert row.status == ("past" if over else "open" if opened else "to-come")
        elif row.key in {"advance_start", "balance_start"}:
            end = values.get(row.key.replace("_start", "_end"))
            still = end is not None and now <= moment(end, end=True)
            assert row.status == ("to-come" if not begun else "open" if still else "past")
        else:
            assert row.status == ("past" if begun else "to-come")
        assert row.days == (dt.date.fromisoformat(row.date[:10]) - now.date()).days
    for one in found.estimates:
        assert one.key not in values
        assert one.months == GENERIC_MONTHS[one.key]


@given(st.lists(data, max_size=5), st.one_of(st.none(), instants))
def test_the_agenda_loses_nobody(several: list[dict[str, str]], now: dt.datetime | None) -> None:
    known = [scheme(f"X{i}", **values) for i, values in enumerate(several)]
    as_of = None if now is None else now.isoformat(timespec="minutes")
    found = agenda(known, as_of)
    assert sorted(one.dispositif.code for one in found) == [one.code for one in known]
    assert [one.state for one in found] == sorted(
        (one.state for one in found), key=("to-come", "closed", "unknown").index
    )


def test_every_date_has_a_label_that_fits_the_screen() -> None:
    for key in KEYS.values():
        if key.type == "instant":
            assert len(key.fr) <= 35
            assert len(key.en) <= 35
