"""Dates of any year, times, zones and durations (DMN 1.3, 10.3.2.3): expressions and what they are worth."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.tables.temporal import Date, add_months, date_from_number, day_number, weekday
from tests.core.tables.feel import TODAY, feel, model
from tests.core.tables.test_feel_values import lines, same

WRITTEN = r"""
date("2017-08-30") -> date(2017, 8, 30)
date(date and time("2017-08-14T14:25:00")) -> date("2017-08-14")
date("2017-13-10") -> null
date("2017-02-29") -> null
date("998-12-31") -> null
date("01211-12-31") -> null
date("2012-12-25T") -> null
date("+99999-12-01") -> null
date(2017, 2, 29) -> null
date(1000000000, 1, 1) -> null
date("-2017-12-31").year -> -2017
date("999999999-12-31").year -> 999999999
time("23:59:01").hour -> 23
time("24:00:00") -> null
time("23:59") -> null
time("23:59:60") -> null
time("13:20:00-05:00").time offset -> @"-PT5H"
time("13:20:00z").time offset -> @"PT0S"
time("13:20:00+19:00") -> null
time("13:20:00@Europe/Paris").timezone -> "Europe/Paris"
time("13:20:00@Xyz/Nowhere") -> null
time("13:20:00+02:00@Europe/Paris") -> null
time("00:00:00.123456789").second -> 0.123456789
time(11, 59, 45, duration("-PT2H")) -> time("11:59:45-02:00")
time(11, 59, 45, null) -> time("11:59:45")
time(24, 0, 0) -> null
time(date and time("2017-08-10T10:20:00+02:00")) -> time("10:20:00+02:00")
time(date("2017-08-10")) -> time("00:00:00Z")
date and time("2017-08-10T10:20:00") -> date and time(date("2017-08-10"), time("10:20:00"))
date and time("2017-08-10") -> date and time("2017-08-10T00:00:00")
date and time(2024, 2, 29, 12, 30, 0) -> @"2024-02-29T12:30:00"
date and time("2017-08-10T25:20:00") -> null
duration("P1Y2M") -> years and months duration(date("2020-01-01"), date("2021-03-01"))
duration("P1Y2D") -> null
duration("P") -> null
duration("P1DT") -> null
duration("1D") -> null
duration("-P1D") -> -duration("P1D")
duration("PT1.5S").seconds -> 1.5
duration("P1DT25H") -> duration("P2DT1H")
duration("PT0S") = duration("P0D") -> true
years and months duration(date("2016-01-21"), date("2014-12-31")) -> duration("-P1Y")
years and months duration(date("2015-12-24"), date("2016-12-24")) -> duration("P1Y")
years and months duration(@"2015-12-24T12:15:00", @"2016-12-24T12:14:00") -> duration("P1Y")
years and months duration(@"2016-12-24T12:14:00Z", @"2015-12-24T12:15:00") -> duration("-P1Y")
"""
SUMS = r"""
date("2024-02-29") + duration("P1Y") -> date("2025-02-28")
date("2024-01-31") + duration("P1M") -> date("2024-02-29")
date("2024-03-31") - duration("P1M") -> date("2024-02-29")
date("2024-01-01") + duration("P1D") -> date("2024-01-02")
date("2024-01-01") + duration("PT25H") -> date("2024-01-02")
date("2024-01-01") - duration("PT1H") -> date("2023-12-31")
duration("P1D") + date("2024-01-01") -> date("2024-01-02")
date("2024-03-01") - date("2024-02-01") -> duration("P29D")
date and time("2024-02-29T10:00:00") + duration("PT15H") -> date and time("2024-03-01T01:00:00")
date and time("2024-02-29T10:00:00Z") - date and time("2024-02-29T10:00:00+01:00") -> duration("PT1H")
date and time("2024-02-29T10:00:00Z") - date and time("2024-02-29T10:00:00") -> null
date and time("2024-03-30T12:00:00@Europe/Amsterdam") + @"P1D" -> date and time("2024-03-31T13:00:00@Europe/Amsterdam")
time("23:00:00") + duration("PT2H") -> time("01:00:00")
time("01:00:00") - duration("PT2H") -> time("23:00:00")
time("10:00:00") - time("08:30:00") -> duration("PT1H30M")
time("10:00:00") + duration("P1M") -> null
duration("P1Y") + duration("P2M") -> duration("P1Y2M")
duration("P1Y") + duration("P1D") -> null
duration("P1D") - duration("PT1H") -> duration("PT23H")
duration("P1D") * 1.5 -> duration("P1DT12H")
2 * duration("P1Y6M") -> duration("P3Y")
duration("P1Y") * 1.5 -> duration("P1Y6M")
duration("P1D") / 2 -> duration("PT12H")
duration("P1D") / duration("PT6H") -> 4
duration("P1Y") / duration("P1M") -> 12
duration("P1D") / 0 -> null
duration("P1D") / duration("PT0S") -> null
date("2024-01-01") + 1 -> null
date("2024-01-01") + date("2024-01-01") -> null
date("999999999-12-31") + duration("P1D") -> null
date("0001-01-01") - duration("P1D") -> date("0000-12-31")
date("0000-01-01") - duration("P1Y") -> date("-0001-01-01")
"""
PARTS = r"""
date("2024-02-29").month -> 2
date("2024-02-29").weekday -> 4
date and time("2024-02-29T10:20:30").minute -> 20
date and time("2024-02-29T10:20:30").timezone -> null
date and time("2024-07-01T10:00:00@Europe/Amsterdam").time offset -> duration("PT2H")
date("2024-02-29").nonsense -> null
duration("P2DT3H4M5S").days -> 2
duration("P2DT3H4M5S").hours -> 3
duration("P2DT3H4M5S").minutes -> 4
duration("-P2DT3H").hours -> -3
duration("P2Y3M").years -> 2
duration("P2Y3M").months -> 3
duration("P2Y3M").days -> null
day of year(date("2019-09-17")) -> 260
day of week(date("2019-09-17")) -> "Tuesday"
month of year(date("2019-09-17")) -> "September"
week of year(date("2019-09-17")) -> 38
week of year(date("2003-12-29")) -> 1
week of year(date("2004-01-04")) -> 1
week of year(date("2005-01-01")) -> 53
week of year(date("2005-01-03")) -> 1
day of week("2019-09-17") -> null
"""


@pytest.mark.parametrize(("expression", "plain"), lines(WRITTEN))
def test_a_moment_is_read(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(SUMS))
def test_a_sum_with_time_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(PARTS))
def test_a_part_of_a_moment_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@given(st.dates())
def test_a_day_has_the_number_and_weekday_of_pythons_calendar(day: dt.date) -> None:
    ours = Date(day.year, day.month, day.day)
    assert day_number(ours) == (day - dt.date(1970, 1, 1)).days
    assert date_from_number(day_number(ours)) == ours
    assert weekday(ours) == day.isoweekday()
    assert feel("week of year(d)", d=day) == day.isocalendar().week


@given(st.integers(-300_000_000_000, 300_000_000_000))
def test_a_day_number_survives_the_trip_to_a_date_and_back(number: int) -> None:
    day = date_from_number(number)
    assert day is not None
    assert day_number(day) == number


@given(st.dates(), st.integers(-2000, 2000))
def test_months_added_and_taken_away_stay_within_three_days(day: dt.date, months: int) -> None:
    start = Date(day.year, day.month, day.day)
    there = add_months(start, months)
    assert there is not None
    back = add_months(there, -months)
    assert back is not None
    assert 0 <= day_number(start) - day_number(back) <= 3


def test_today_and_now_are_those_of_the_question() -> None:
    assert feel("today()") == TODAY
    assert feel('now() = date and time(today(), time("00:00:00Z"))') is True
    moment = dt.datetime(2026, 3, 14, 9, 30, tzinfo=dt.UTC)
    assert model("now()").decide("D", {}, today=TODAY, now=moment).value == moment


@pytest.mark.parametrize(
    "value",
    [
        dt.date(2024, 2, 29),
        dt.datetime(2024, 2, 29, 10, 20, 30, 123456),
        dt.datetime(2024, 2, 29, 10, 20, tzinfo=dt.UTC),
        dt.datetime(2024, 2, 29, 10, 20, tzinfo=dt.timezone(dt.timedelta(hours=-5))),
        dt.time(10, 20, 30),
        dt.timedelta(days=-3, seconds=5, microseconds=7),
    ],
)
def test_a_fact_of_python_comes_back_as_it_went_in(value: object) -> None:
    assert feel("x", x=value) == value
