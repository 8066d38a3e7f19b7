"""What may follow the dot after a date, a time, a duration or a range (DMN 1.3, table 65)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sluitend.core.tables.temporal import (
    DAY,
    NANOS,
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    offset,
    weekday,
)
from sluitend.core.tables.values import NUMBERS, Range, Value

Property = Callable[[Any], Value]


def _towards_zero(value: int, size: int) -> int:
    return value // size if value >= 0 else -(-value // size)


def _rest(value: int, size: int, unit: int) -> Decimal:
    """The whole units within one turn of `size`, with the sign of the value."""
    part = abs(value) % size // unit
    return Decimal(part if value >= 0 else -part)


def _seconds(value: Time | DateTime) -> Decimal:
    return Decimal(value.second) + NUMBERS.divide(Decimal(value.nano), Decimal(NANOS))


def _offset(value: Time | DateTime) -> DaysTime | None:
    found = offset(value)
    return None if found is None else DaysTime(found * NANOS)


_DATE: dict[str, Property] = {
    "year": lambda value: Decimal(value.year),
    "month": lambda value: Decimal(value.month),
    "day": lambda value: Decimal(value.day),
    "weekday": lambda value: Decimal(weekday(value)),
}
_TIME: dict[str, Property] = {
    "hour": lambda value: Decimal(value.hour),
    "minute": lambda value: Decimal(value.minute),
    "second": _seconds,
    "time offset": _offset,
    "timezone": lambda value: value.zone if isinstance(value.zone, str) else None,
}
PROPERTIES: dict[type, dict[str, Property]] = {
    Date: _DATE,
    Time: _TIME,
    DateTime: {**_DATE, **_TIME},
    DaysTime: {
        "days": lambda value: Decimal(_towards_zero(value.nanos, DAY)),
        "hours": lambda value: _rest(value.nanos, DAY, 3600 * NANOS),
        "minutes": lambda value: _rest(value.nanos, 3600 * NANOS, 60 * NANOS),
        "seconds": lambda value: NUMBERS.divide(_rest(value.nanos, 60 * NANOS, 1), Decimal(NANOS)),
    },
    YearsMonths: {
        "years": lambda value: Decimal(_towards_zero(value.months, 12)),
        "months": lambda value: _rest(value.months, 12, 1),
    },
    Range: {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}
NAMES = frozenset(name for names in PROPERTIES.values() for name in names)
