"""Functions of dates, times and durations (DMN 1.5, 10.3.4.1 and 10.3.4.7)."""

from __future__ import annotations

from decimal import Decimal

from sluitend.core.tables.boundary import inward
from sluitend.core.tables.builtin import Builtin, NoAnswer, builtin, forms
from sluitend.core.tables.builtins_numbers import integer
from sluitend.core.tables.run import Run
from sluitend.core.tables.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    Zone,
    combine,
    date_of,
    day_number,
    known_zone,
    make_date,
    make_time,
    months_between,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
    time_of,
    weekday,
)
from sluitend.core.tables.values import Value
from sluitend.core.text import text

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MIDNIGHT = Time(0, 0, 0, 0, None)


def _found(value: Value, written: str) -> Value:
    if value is None:
        raise NoAnswer(text("«%(written)s» is geen geldige datum, tijd of duur.", written=written))
    return value


def _date(written: str) -> Value:
    return _found(parse_date(written), written)


def _date_of(value: Date | DateTime) -> Date:
    return date_of(value)


def _date_parts(year: Decimal, month: Decimal, day: Decimal) -> Value:
    return make_date(integer(year), integer(month), integer(day))


def _time(written: str) -> Value:
    return _found(parse_time(written), written)


def _time_of(value: Time | DateTime | Date) -> Time:
    if isinstance(value, Date):
        return Time(0, 0, 0, 0, 0)
    return value if isinstance(value, Time) else time_of(value)


def _seconds(second: Decimal) -> tuple[int, int]:
    whole = integer(second)
    return whole, int((second - whole) * NANOS)


def _zone(offset: DaysTime | None) -> Zone:
    return None if offset is None else int(offset.nanos / NANOS)


def _time_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None = None) -> Value:
    whole, nano = _seconds(second)
    return make_time(integer(hour), integer(minute), whole, nano, _zone(offset))


def _date_time(written: str) -> Value:
    day = parse_date(written)
    return combine(day, MIDNIGHT) if day else _found(parse_date_time(written), written)


def _date_time_of(day: Date | DateTime, time: Time) -> DateTime:
    return combine(date_of(day), time)


def _named_zone(value: Value, zone: str) -> Value:
    if value is None or known_zone(zone) is None:
        raise NoAnswer
    return value._replace(zone=zone)


def _date_time_parts(
    year: Decimal,
    month: Decimal,
    day: Decimal,
    hour: Decimal,
    minute: Decimal,
    second: Decimal,
    offset: DaysTime | None = None,
) -> Value:
    date, time = _date_parts(year, month, day), _time_parts(hour, minute, second, offset)
    if date is None or time is None:
        raise NoAnswer
    return combine(date, time)


def _date_time_parts_zone(*parts: Value) -> Value:
    return _named_zone(_date_time_parts(*parts[:6]), parts[6])


def _duration(written: str) -> Value:
    return _found(parse_duration(written), written)


def _years_months(first: Date | DateTime, last: Date | DateTime) -> YearsMonths:
    return YearsMonths(months_between(first, last))


def _day_of_year(value: Date | DateTime) -> Decimal:
    return Decimal(day_number(value) - day_number(Date(value.year, 1, 1)) + 1)


def _week_of_year(value: Date | DateTime) -> Decimal:
    """ISO 8601: the week belongs to the year of its Thursday."""
    thursday = day_number(value) - weekday(value) + 4
    for year in (value.year + 1, value.year, value.year - 1):
        first = day_number(Date(year, 1, 1))
        if thursday >= first:
            return Decimal((thursday - first) // 7 + 1)
    raise NoAnswer


def _today(rt: Run) -> Value:
    return inward(rt.today)


def _now(rt: Run) -> Value:
    """The moment given with the case; midnight of its day where only a day was given."""
    if rt.now_given is not None:
        return inward(rt.now_given)
    return combine(_today(rt), Time(0, 0, 0, 0, 0))


_DAY = "date: date|date and time"
_PARTS = "year: number, month: number, day: number"
_CLOCK = "hour: number, minute: number, second: number"
DATES: dict[str, Builtin] = {
    "date": forms(("from: string", _date), ("from: date|date and time", _date_of), (_PARTS, _date_parts)),
    "time": forms(
        ("from: string", _time),
        ("from: time|date and time|date", _time_of),
        (f"{_CLOCK}, offset: days and time duration?", _time_parts),
    ),
    "date and time": forms(
        ("from: string", _date_time),
        ("date: date|date and time, time: time", _date_time_of),
        (f"{_PARTS}, {_CLOCK}, offset: days and time duration?", _date_time_parts),
        (f"{_PARTS}, {_CLOCK}, timezone: string", _date_time_parts_zone),
        ("date: date and time, timezone: string", _named_zone),
        ("from: date and time", lambda value: value),
    ),
    "duration": forms(
        ("from: string", _duration), ("from: days and time duration|years and months duration", lambda value: value)
    ),
    "years and months duration": builtin("from: date|date and time, to: date|date and time", _years_months),
    "day of year": builtin(_DAY, _day_of_year),
    "day of week": builtin(_DAY, lambda value: DAYS[weekday(value) - 1]),
    "month of year": builtin(_DAY, lambda value: MONTHS[value.month - 1]),
    "week of year": builtin(_DAY, _week_of_year),
    "today": builtin("", _today, wants_run=True),
    "now": builtin("", _now, wants_run=True),
}
