"""Dates of any year, times to the nanosecond, zones, and both kinds of duration (DMN 1.3, 10.3.2.3).

Python's own types stop at year 9999 and at microseconds, so FEEL values have their own; they are tuples, so that
comparing two dates costs no Python code.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

NANOS = 1_000_000_000
DAY = 86_400 * NANOS
MAX_YEAR = 999_999_999
MAX_OFFSET = 18 * 3600
Zone = int | str | None
"""Seconds east of Greenwich, the name of a zone, or None for local time."""


class Date(NamedTuple):
    year: int
    month: int
    day: int


class Time(NamedTuple):
    hour: int
    minute: int
    second: int
    nano: int
    zone: Zone


class DateTime(NamedTuple):
    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    nano: int
    zone: Zone


class DaysTime(NamedTuple):
    """A days and time duration, in nanoseconds."""

    nanos: int


class YearsMonths(NamedTuple):
    months: int


def days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def make_date(year: int, month: int, day: int) -> Date | None:
    if abs(year) > MAX_YEAR or not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return Date(year, month, day)


def make_time(hour: int, minute: int, second: int, nano: int, zone: Zone) -> Time | None:
    if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 59):
        return None
    if isinstance(zone, int) and abs(zone) > MAX_OFFSET:
        return None
    return Time(hour, minute, second, nano, zone)


def combine(day: Date, time: Time) -> DateTime:
    return DateTime(day.year, day.month, day.day, time.hour, time.minute, time.second, time.nano, time.zone)


def date_of(value: Date | DateTime) -> Date:
    return Date(value[0], value[1], value[2])


def time_of(value: DateTime) -> Time:
    return Time(*value[3:])


def day_number(value: Date | DateTime) -> int:
    """Days since 1970-01-01 in the proleptic Gregorian calendar (era of 400 years, March first)."""
    year, month, day = value[0], value[1], value[2]
    year -= month <= 2
    era, of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + day_of_year - 719_468


def date_from_number(number: int) -> Date | None:
    era, of_era = divmod(number + 719_468, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    day_of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return make_date(era * 400 + year + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1)


def weekday(value: Date | DateTime) -> int:
    """1 for Monday to 7 for Sunday."""
    return (day_number(value) + 3) % 7 + 1


@lru_cache(maxsize=512)
def known_zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return None


def offset(value: Time | DateTime) -> int | None:
    """Seconds east of Greenwich at that moment; a time of day in a named zone is taken in winter."""
    zone = value.zone
    if not isinstance(zone, str):
        return zone
    info = known_zone(zone)
    if info is None:
        return None
    if isinstance(value, DateTime):
        local = dt.datetime(min(max(value.year, 1), 9999), value.month, min(value.day, 28), value.hour, value.minute)
        local = local.replace(day=value.day) if local.year == value.year else local
    else:
        local = dt.datetime(2000, 1, 1, value.hour, value.minute)
    found = local.replace(tzinfo=info).utcoffset()
    return None if found is None else int(found.total_seconds())


def clock_nanos(value: Time | DateTime) -> int:
    """Nanoseconds since local midnight."""
    hour, minute, second, nano = value[-5], value[-4], value[-3], value[-2]
    return ((int(hour or 0) * 60 + int(minute or 0)) * 60 + int(second or 0)) * NANOS + int(nano or 0)


def instant(value: Time | DateTime) -> int:
    """Nanoseconds on one line for comparing: universal time where the value has a zone, else local."""
    shift = (offset(value) or 0) * NANOS
    days = day_number(value) * DAY if isinstance(value, DateTime) else 0
    return days + clock_nanos(value) - shift


def clock(nanos: int, zone: Zone) -> Time:
    seconds, nano = divmod(nanos % DAY, NANOS)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return Time(hour, minute, second, nano, zone)


def moment(nanos: int, zone: Zone) -> DateTime | None:
    """The date and time at `nanos` of local time."""
    days, rest = divmod(nanos, DAY)
    day = date_from_number(days)
    return None if day is None else combine(day, clock(rest, zone))


def at_instant(nanos: int, zone: Zone) -> DateTime | None:
    """The date and time at an instant of universal time, seen in `zone`."""
    if not isinstance(zone, str):
        return moment(nanos + (zone or 0) * NANOS, zone)
    guess = moment(nanos, zone)
    for _ in range(2):
        if guess is None:
            return None
        guess = moment(nanos + (offset(guess) or 0) * NANOS, zone)
    return guess


def add_months(value: Date, months: int) -> Date | None:
    """Adds calendar months; a day that the new month lacks becomes its last."""
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    return make_date(year, month + 1, min(value.day, days_in_month(year, month + 1)))


def shift_months(value: Date | DateTime, months: int) -> Date | DateTime | None:
    day = add_months(date_of(value), months)
    if day is None or isinstance(value, Date):
        return day
    return combine(day, time_of(value))


def shift_nanos(value: Date | DateTime | Time, nanos: int) -> Date | DateTime | Time | None:
    """Adds a days and time duration; a date stays a date, a time of day goes round the clock."""
    if isinstance(value, Date):
        return date_from_number((day_number(value) * DAY + nanos) // DAY)
    if isinstance(value, Time):
        return clock(clock_nanos(value) + nanos, value.zone)
    return at_instant(instant(value) + nanos, value.zone)


def months_between(first: Date | DateTime, last: Date | DateTime) -> int:
    """Whole months from first to last, towards zero; the time of day does not count."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        return months - 1
    if months < 0 and last.day > first.day:
        return months + 1
    return months


_DATE = r"(?P<year>-?(?:[1-9]\d{4,8}|\d{4}))-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<part>\d+))?"
_ZONE = r"(?:(?P<utc>[Zz])|(?P<offset>[+-]\d\d:\d\d(?::\d\d)?)|@(?P<zone>[A-Za-z0-9_+\-/]+))?"
_DATE_TEXT = re.compile(_DATE, re.ASCII)
_TIME_TEXT = re.compile(_TIME + _ZONE, re.ASCII)
_DATE_TIME_TEXT = re.compile(_DATE + "T" + _TIME + _ZONE, re.ASCII)
_DURATION_TEXT = re.compile(
    r"(?P<sign>-)?P(?:(?P<years>\d{1,18})Y)?(?:(?P<months>\d{1,18})M)?(?:(?P<days>\d{1,18})D)?"
    r"(?:T(?:(?P<hours>\d{1,18})H)?(?:(?P<minutes>\d{1,18})M)?(?:(?P<seconds>\d{1,18})(?:\.(?P<part>\d*))?S)?)?",
    re.ASCII,
)
Temporal = Date | Time | DateTime | DaysTime | YearsMonths


def _nano(part: str | None) -> int:
    return int((part or "0")[:9].ljust(9, "0"))


def _zone(match: re.Match[str]) -> tuple[bool, Zone]:
    """Whether the zone is a real one, and the zone."""
    if match["utc"]:
        return True, 0
    if match["offset"]:
        parts = [int(part) for part in match["offset"][1:].split(":")] + [0]
        seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
        good = parts[1] < 60 and parts[2] < 60 and seconds <= MAX_OFFSET
        return good, -seconds if match["offset"][0] == "-" else seconds
    if match["zone"]:
        return known_zone(match["zone"]) is not None, match["zone"]
    return True, None


def _date(match: re.Match[str]) -> Date | None:
    return make_date(int(match["year"]), int(match["month"]), int(match["day"]))


def _time(match: re.Match[str]) -> Time | None:
    good, zone = _zone(match)
    if not good:
        return None
    return make_time(int(match["hour"]), int(match["minute"]), int(match["second"]), _nano(match["part"]), zone)


def parse_date(written: str) -> Date | None:
    match = _DATE_TEXT.fullmatch(written)
    return _date(match) if match else None


def parse_time(written: str) -> Time | None:
    match = _TIME_TEXT.fullmatch(written)
    return _time(match) if match else None


def parse_date_time(written: str) -> DateTime | None:
    match = _DATE_TIME_TEXT.fullmatch(written)
    if not match:
        return None
    day, time = _date(match), _time(match)
    return None if day is None or time is None else combine(day, time)


def parse_duration(written: str) -> DaysTime | YearsMonths | None:
    match = _DURATION_TEXT.fullmatch(written)
    if not match or written.endswith(("P", "T")):
        return None
    sign = -1 if match["sign"] else 1
    if match["years"] or match["months"]:
        if any(match[name] for name in ("days", "hours", "minutes", "seconds")):
            return None
        return YearsMonths(sign * (int(match["years"] or 0) * 12 + int(match["months"] or 0)))
    hours = int(match["days"] or 0) * 24 + int(match["hours"] or 0)
    seconds = (hours * 60 + int(match["minutes"] or 0)) * 60 + int(match["seconds"] or 0)
    return DaysTime(sign * (seconds * NANOS + _nano(match["part"])))


def parse_literal(written: str) -> Temporal | None:
    """The value of @"…": whichever temporal kind the text has."""
    return parse_date(written) or parse_date_time(written) or parse_time(written) or parse_duration(written)


def _zone_text(zone: Zone) -> str:
    if zone is None:
        return ""
    if isinstance(zone, str):
        return "@" + zone
    if zone == 0:
        return "Z"
    minutes, seconds = divmod(abs(zone), 60)
    text = f"{'-' if zone < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


def _fraction(nano: int) -> str:
    return f".{nano:09d}".rstrip("0") if nano else ""


def _days_time_text(nanos: int) -> str:
    days, rest = divmod(abs(nanos), DAY)
    hours, rest = divmod(rest, 3600 * NANOS)
    minutes, rest = divmod(rest, 60 * NANOS)
    seconds, nano = divmod(rest, NANOS)
    clock_part = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock_part += f"{seconds}{_fraction(nano)}S" if seconds or nano else ""
    body = (f"{days}D" if days else "") + (f"T{clock_part}" if clock_part else "")
    return ("-" if nanos < 0 else "") + "P" + (body or "T0S")


def _years_months_text(months: int) -> str:
    years, rest = divmod(abs(months), 12)
    body = (f"{years}Y" if years else "") + (f"{rest}M" if rest else "")
    return ("-" if months < 0 else "") + "P" + (body or "0M")


def _date_text(value: Date | DateTime) -> str:
    return f"{'-' if value.year < 0 else ''}{abs(value.year):04d}-{value.month:02d}-{value.day:02d}"


def _time_text(value: Time | DateTime) -> str:
    clock_part = f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}{_fraction(value.nano)}"
    return clock_part + _zone_text(value.zone)


def temporal_text(value: Temporal) -> str:
    """The ISO 8601 text, as FEEL's string() writes it."""
    if isinstance(value, DaysTime):
        return _days_time_text(value.nanos)
    if isinstance(value, YearsMonths):
        return _years_months_text(value.months)
    if isinstance(value, Date):
        return _date_text(value)
    if isinstance(value, Time):
        return _time_text(value)
    return f"{_date_text(value)}T{_time_text(value)}"
