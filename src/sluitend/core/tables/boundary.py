"""Between Python's values, which facts and outcomes are made of, and FEEL's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sluitend.core.tables.errors import NOWHERE, TablesError
from sluitend.core.tables.temporal import (
    DAY,
    NANOS,
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    Zone,
    combine,
    known_zone,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
    temporal_text,
)
from sluitend.core.tables.values import Function, Range, Value, kind, number
from sluitend.core.text import text

MAX_NESTING = 50


@dataclass(frozen=True)
class Lexical:
    """A temporal value that Python's own types cannot hold, by its ISO 8601 text."""

    feel_kind: str
    feel_text: str

    def __str__(self) -> str:
        return self.feel_text


def _zone_in(value: dt.time | dt.datetime) -> Zone:
    key = getattr(value.tzinfo, "key", None)
    if key:
        return str(key)
    shift = value.utcoffset()
    return None if shift is None else int(shift.total_seconds())


def _time_in(value: dt.time | dt.datetime) -> Time:
    return Time(value.hour, value.minute, value.second, value.microsecond * 1000, _zone_in(value))


def _date_time_in(value: dt.datetime) -> DateTime:
    return combine(Date(value.year, value.month, value.day), _time_in(value))


def _duration_in(value: dt.timedelta) -> DaysTime:
    return DaysTime(value.days * DAY + value.seconds * NANOS + value.microseconds * 1000)


_PARSE = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "days and time duration": parse_duration,
    "years and months duration": parse_duration,
}


def _lexical_in(value: Any) -> Value:
    parse = _PARSE.get(value.feel_kind)
    found = parse(value.feel_text) if parse else None
    if found is None:
        raise TablesError(text("%(value)s is geen %(kind)s.", value=value.feel_text, kind=value.feel_kind), NOWHERE)
    return found


def _number_in(value: Any) -> Value:
    found = number(str(value) if isinstance(value, float) else value)
    if found is None or not found.is_finite():
        raise TablesError(text("Het getal %(value)s past niet.", value=str(value)), NOWHERE)
    return found


_INWARD: tuple[tuple[Any, Any], ...] = (
    ((int, float), _number_in),
    (dt.datetime, _date_time_in),
    (dt.date, lambda value: Date(value.year, value.month, value.day)),
    (dt.time, _time_in),
    (dt.timedelta, _duration_in),
)


def inward(value: Any, depth: int = 0) -> Value:
    """The FEEL value of a fact. Raises TablesError for a Python object that is no value."""
    exact = type(value)
    if value is None or exact is bool or exact is str:
        return value
    if exact is Decimal:
        return value if value.is_finite() and len(value.as_tuple().digits) <= 34 else _number_in(value)
    if isinstance(value, (Date, Time, DateTime, DaysTime, YearsMonths, Range, Function)):
        return value
    for types, convert in _INWARD:
        if isinstance(value, types):
            return convert(value)
    return _structure_in(value, depth)


def _structure_in(value: Any, depth: int) -> Value:
    if depth > MAX_NESTING:
        raise TablesError(text("Dit feit is te diep genest."), NOWHERE)
    if hasattr(value, "feel_kind") and hasattr(value, "feel_text"):
        return _lexical_in(value)
    if isinstance(value, Mapping):
        return {str(key): inward(item, depth + 1) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Sequence | set | frozenset):
        return [inward(item, depth + 1) for item in value]
    raise TablesError(text("Een feit van het soort %(kind)s is geen waarde.", kind=type(value).__name__), NOWHERE)


def _tzinfo(zone: Zone) -> dt.tzinfo | None:
    if zone is None:
        return None
    return known_zone(zone) if isinstance(zone, str) else dt.timezone(dt.timedelta(seconds=zone))


def _date_out(value: Date) -> Any:
    return dt.date(*value) if 1 <= value.year <= 9999 else Lexical("date", temporal_text(value))


def _time_out(value: Time) -> Any:
    if value.nano % 1000 or isinstance(value.zone, str):
        return Lexical("time", temporal_text(value))
    return dt.time(value.hour, value.minute, value.second, value.nano // 1000, _tzinfo(value.zone))


def _date_time_out(value: DateTime) -> Any:
    if value.nano % 1000 or not 1 <= value.year <= 9999:
        return Lexical("date and time", temporal_text(value))
    return dt.datetime(*value[:6], value.nano // 1000, _tzinfo(value.zone))


def _duration_out(value: DaysTime) -> Any:
    if value.nanos % 1000 or abs(value.nanos) > 999_999_999 * DAY:
        return Lexical(kind(value), temporal_text(value))
    return dt.timedelta(microseconds=value.nanos // 1000)


_OUTWARD: dict[type, Any] = {
    Date: _date_out,
    Time: _time_out,
    DateTime: _date_time_out,
    DaysTime: _duration_out,
    YearsMonths: lambda value: Lexical(kind(value), temporal_text(value)),
    list: lambda value: [outward(item) for item in value],
    dict: lambda value: {key: outward(item) for key, item in value.items()},
    Range: lambda value: {
        "start": outward(value.start),
        "start included": value.start_included,
        "end": outward(value.end),
        "end included": value.end_included,
    },
}


def outward(value: Value) -> Any:
    """The Python value of a FEEL value; a function has none and stays what it is."""
    convert = _OUTWARD.get(type(value))
    return value if convert is None else convert(value)
