"""What the signs of FEEL do at run time: arithmetic, comparison, logic and unary tests (DMN 1.3, 10.3.2.5 to 10.3.2.8).

Each takes the run and the site first, so that a null can say where it arose.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from sluitend.core.tables.run import MAX_STRING, Run
from sluitend.core.tables.temporal import (
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    combine,
    instant,
    shift_months,
    shift_nanos,
)
from sluitend.core.tables.types import Type, holds
from sluitend.core.tables.values import NUMBERS, Range, Value, equal, in_range, order
from sluitend.core.tables.words import kind_words
from sluitend.core.text import text

Operation = Callable[[Any, Any], Value]


def _join(left: str, right: str) -> str | None:
    return left + right if len(left) + len(right) <= MAX_STRING else None


def _days_time(nanos: int) -> DaysTime | None:
    return DaysTime(nanos) if abs(nanos) < 10**30 else None


def _difference(left: Any, right: Any) -> DaysTime | None:
    """Between two moments; both with a zone or both without. A date is its midnight in universal time."""
    midnight = Time(0, 0, 0, 0, 0)
    one, two = (combine(side, midnight) if isinstance(side, Date) else side for side in (left, right))
    if (one.zone is None) != (two.zone is None):
        return None
    return DaysTime(instant(one) - instant(two))


def _years_months(months: int) -> YearsMonths | None:
    return YearsMonths(months) if abs(months) < 10**18 else None


def _times(nanos: int, factor: Decimal) -> DaysTime | None:
    return _days_time(int(NUMBERS.multiply(Decimal(nanos), factor)))


def _months_times(months: int, factor: Decimal) -> YearsMonths | None:
    return _years_months(int(NUMBERS.multiply(Decimal(months), factor)))


def _table(rows: list[tuple[Any, Any, Operation]]) -> dict[tuple[type, type], Operation]:
    return {(left, right): operation for left, right, operation in rows}


_MOMENTS = (Date, DateTime)
ADD = _table(
    [
        (Decimal, Decimal, NUMBERS.add),
        (str, str, _join),
        (DaysTime, DaysTime, lambda a, b: _days_time(a.nanos + b.nanos)),
        (YearsMonths, YearsMonths, lambda a, b: _years_months(a.months + b.months)),
        *((one, YearsMonths, lambda a, b: shift_months(a, b.months)) for one in _MOMENTS),
        *((YearsMonths, one, lambda a, b: shift_months(b, a.months)) for one in _MOMENTS),
        *((one, DaysTime, lambda a, b: shift_nanos(a, b.nanos)) for one in (*_MOMENTS, Time)),
        *((DaysTime, one, lambda a, b: shift_nanos(b, a.nanos)) for one in (*_MOMENTS, Time)),
    ]
)
SUBTRACT = _table(
    [
        (Decimal, Decimal, NUMBERS.subtract),
        (DaysTime, DaysTime, lambda a, b: _days_time(a.nanos - b.nanos)),
        (YearsMonths, YearsMonths, lambda a, b: _years_months(a.months - b.months)),
        *((one, YearsMonths, lambda a, b: shift_months(a, -b.months)) for one in _MOMENTS),
        *((one, DaysTime, lambda a, b: shift_nanos(a, -b.nanos)) for one in (*_MOMENTS, Time)),
        *((one, two, _difference) for one in _MOMENTS for two in _MOMENTS),
        (Time, Time, _difference),
    ]
)
MULTIPLY = _table(
    [
        (Decimal, Decimal, NUMBERS.multiply),
        (DaysTime, Decimal, lambda a, b: _times(a.nanos, b)),
        (Decimal, DaysTime, lambda a, b: _times(b.nanos, a)),
        (YearsMonths, Decimal, lambda a, b: _months_times(a.months, b)),
        (Decimal, YearsMonths, lambda a, b: _months_times(b.months, a)),
    ]
)
DIVIDE = _table(
    [
        (Decimal, Decimal, NUMBERS.divide),
        (DaysTime, Decimal, lambda a, b: _days_time(int(NUMBERS.divide(Decimal(a.nanos), b)))),
        (YearsMonths, Decimal, lambda a, b: _years_months(int(NUMBERS.divide(Decimal(a.months), b)))),
        (DaysTime, DaysTime, lambda a, b: NUMBERS.divide(Decimal(a.nanos), Decimal(b.nanos))),
        (YearsMonths, YearsMonths, lambda a, b: NUMBERS.divide(Decimal(a.months), Decimal(b.months))),
    ]
)
POWER = _table([(Decimal, Decimal, lambda a, b: NUMBERS.power(a, b) if b else Decimal(1))])


def _calculator(sign: str, table: dict[tuple[type, type], Operation]) -> Callable[[Run, int, Value, Value], Value]:
    def calculate(rt: Run, site: int, left: Value, right: Value) -> Value:
        operation = table.get((type(left), type(right)))
        if operation is None:
            rt.note(
                site,
                text(
                    "%(left)s %(sign)s %(right)s kan niet.", left=kind_words(left), sign=sign, right=kind_words(right)
                ),
            )
            return None
        try:
            value = operation(left, right)
        except (DivisionByZero, InvalidOperation, Overflow, OverflowError):
            value = None
        if value is None:
            rt.note(site, text("%(sign)s heeft hier geen uitkomst.", sign=sign))
        return value

    return calculate


add = _calculator("+", ADD)
subtract = _calculator("-", SUBTRACT)
multiply = _calculator("*", MULTIPLY)
divide = _calculator("/", DIVIDE)
power = _calculator("**", POWER)


def negate(rt: Run, site: int, value: Value) -> Value:
    if type(value) is Decimal:
        return NUMBERS.minus(value)
    if type(value) is DaysTime:
        return DaysTime(-value.nanos)
    if type(value) is YearsMonths:
        return YearsMonths(-value.months)
    rt.note(site, text("Een min voor een %(kind)s kan niet.", kind=kind_words(value)))
    return None


# --- logic ---


def truth(rt: Run, site: int, value: Value, word: str) -> bool | None:
    if value is True or value is False:
        return bool(value)
    rt.note(site, text("«%(word)s» heeft ja of nee nodig, niet %(kind)s.", word=word, kind=kind_words(value)))
    return None


def both(rt: Run, site: int, left: Value, right: Callable[[], Value]) -> bool | None:
    """`and`: false decides, whatever the other side is."""
    if left is False:
        return False
    other = right()
    if other is False:
        return False
    if left is True and other is True:
        return True
    truth(rt, site, other if left is True else left, "and")
    return None


def either(rt: Run, site: int, left: Value, right: Callable[[], Value]) -> bool | None:
    """`or`: true decides, whatever the other side is."""
    if left is True:
        return True
    other = right()
    if other is True:
        return True
    if left is False and other is False:
        return False
    truth(rt, site, other if left is False else left, "or")
    return None


# --- comparison ---


def _no_order(rt: Run, site: int, left: Value, right: Value) -> None:
    rt.note(
        site, text("%(left)s en %(right)s zijn niet te vergelijken.", left=kind_words(left), right=kind_words(right))
    )


def equals(rt: Run, site: int, left: Value, right: Value) -> bool | None:
    found = equal(left, right)
    if found is None:
        _no_order(rt, site, left, right)
    return found


def differs(rt: Run, site: int, left: Value, right: Value) -> bool | None:
    found = equals(rt, site, left, right)
    return None if found is None else not found


def _comparison(decide: Callable[[int], bool]) -> Callable[[Run, int, Value, Value], bool | None]:
    def compare(rt: Run, site: int, left: Value, right: Value) -> bool | None:
        found = order(left, right)
        if found is None:
            _no_order(rt, site, left, right)
            return None
        return decide(found)

    return compare


less = _comparison(lambda found: found < 0)
less_equal = _comparison(lambda found: found <= 0)
greater = _comparison(lambda found: found > 0)
greater_equal = _comparison(lambda found: found >= 0)


def between(rt: Run, site: int, value: Value, low: Value, high: Value) -> bool | None:
    return both(rt, site, greater_equal(rt, site, value, low), lambda: less_equal(rt, site, value, high))


def instance_of(rt: Run, site: int, value: Value, type_: Type) -> bool | None:
    if type_.kind == "unknown":
        rt.note(site, text("Dit type bestaat niet."))
        return None
    return holds(value, type_)


# --- ranges and unary tests ---

_ENDS = frozenset({Decimal, str, Date, Time, DateTime, DaysTime, YearsMonths})


def make_range(
    rt: Run,
    site: int,
    start: Value,
    start_included: bool,
    end: Value,
    end_included: bool,
    open_ends: tuple[bool, bool],
    sign: str = "",
) -> Value:
    """An interval with ends of one type; `open_ends` says which ends the author left open on purpose."""
    for value, open_end in ((start, open_ends[0]), (end, open_ends[1])):
        if not (value is None and open_end) and type(value) not in _ENDS:
            rt.note(site, text("Een %(kind)s kan geen grens zijn.", kind=kind_words(value)))
            return None
    if start is not None and end is not None:
        found = order(start, end)
        if found is None:
            _no_order(rt, site, start, end)
            return None
    return Range(start, start_included, end, end_included, sign)


def contains(value: Value, member: Value) -> bool | None:
    """Whether a tested value equals, lies in or is listed in what a test names."""
    if type(member) is list:
        if type(value) is list and equal(value, member) is True:
            return True
        return any(_is_or_lies_in(value, one) is True for one in member)
    return _is_or_lies_in(value, member)


def _is_or_lies_in(value: Value, member: Value) -> bool | None:
    if type(member) is Range and type(value) is not Range:
        return in_range(value, member)
    return equal(value, member)


def in_range_test(rt: Run, site: int, value: Value, within: Value) -> bool | None:
    if type(within) is not Range:
        return None
    found = contains(value, within)
    if found is None:
        _no_order(rt, site, value, within.start if within.start is not None else within.end)
    return found


def value_test(rt: Run, site: int, value: Value, member: Value, literal: bool) -> bool | None:
    """An expression as test. A computed truth decides by itself, unless a truth is what is tested."""
    if type(value) is str and type(member) is str:
        return value == member  # most tests of most tables
    if type(member) is bool and not literal and type(value) is not bool:
        return member
    found = contains(value, member)
    if found is None:
        _no_order(rt, site, value, member)
    return found


def any_test(results: tuple[bool | None, ...]) -> bool | None:
    """`in (a, b)`: true if one is; null if none is and one could not be told."""
    if True in results:
        return True
    return None if None in results else False
