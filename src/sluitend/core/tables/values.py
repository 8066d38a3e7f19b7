"""The values of FEEL as Python objects, and what it means that two are equal or one comes first (DMN 1.3, 10.3.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, NamedTuple

from sluitend.core.tables.temporal import NANOS, Date, DateTime, DaysTime, Time, YearsMonths, instant, offset
from sluitend.core.tables.temporal import temporal_text as temporal_text

NUMBERS = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    clamp=0,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""IEEE 754 decimal128, as FEEL demands (DMN 1.3, 10.3.2.3.1). Used through its methods: no thread's context counts."""

Value = Any
"""None, bool, Decimal, str, list, dict, a temporal value, Range or Function."""


class Range(NamedTuple):
    """An interval. An end that is None is one that is not there if the interval has a `sign`, else it is null."""

    start: Value
    start_included: bool
    end: Value
    end_included: bool
    sign: str = ""
    """The comparison it was written as: `(< 10)` has no start, which is not the same as a start that is null."""


@dataclass(frozen=True, eq=False)
class Function:
    """A function as a value: `call` takes the run, the site and the arguments in order of `names`."""

    names: tuple[str, ...]
    call: Callable[..., Value]
    required: int
    variadic: bool = False
    name: str = ""
    types: tuple[Any, ...] = ()
    result: Any = None
    forms: tuple[Function, ...] = ()
    """Of one of FEEL's own functions: itself in each of the ways to name its arguments."""


KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysTime: "days and time duration",
    YearsMonths: "years and months duration",
    Range: "range",
    Function: "function",
}


def kind(value: Value) -> str:
    """The FEEL name of the type of a value."""
    return KINDS.get(type(value), "Any")


def _equal_lists(left: list[Value], right: list[Value]) -> bool | None:
    if len(left) != len(right):
        return False
    return all(equal(one, two) is True for one, two in zip(left, right, strict=True))


def _equal_contexts(left: dict[str, Value], right: dict[str, Value]) -> bool | None:
    return left.keys() == right.keys() and all(equal(left[key], right[key]) is True for key in left)


def _equal_ranges(left: Range, right: Range) -> bool | None:
    if (left.start_included, left.end_included, left.sign) != (right.start_included, right.end_included, right.sign):
        return False
    return bool(equal(left.start, right.start) and equal(left.end, right.end))


def _equal_moments(left: Time | DateTime, right: Time | DateTime) -> bool | None:
    """To the second, as the conformance kit reads the standard (0068): parts of a second do not make a difference."""
    if (left.zone is None) != (right.zone is None):
        return False
    return instant(left) // NANOS == instant(right) // NANOS


_EQUAL: dict[type, Callable[[Any, Any], bool | None]] = {
    list: _equal_lists,
    dict: _equal_contexts,
    Range: _equal_ranges,
    Time: _equal_moments,
    DateTime: _equal_moments,
    Function: lambda left, right: left is right,
}


def equal(left: Value, right: Value) -> bool | None:
    """`left = right`; null (None) for values of different types."""
    kind_left, kind_right = type(left), type(right)
    if kind_left is not kind_right:
        if left is None or right is None:
            return False
        return None
    how = _EQUAL.get(kind_left)
    return bool(left == right) if how is None else how(left, right)


_ORDERED = frozenset({Decimal, str, Date, DaysTime, YearsMonths})


def order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 as left comes before, with or after right; None where FEEL has no order."""
    kind_left = type(left)
    if kind_left is not type(right):
        return None
    if kind_left in (Time, DateTime):
        if (offset(left) is None) != (offset(right) is None):
            return None
        left, right = instant(left), instant(right)
    elif kind_left not in _ORDERED:
        return None
    return int(left > right) - int(left < right)


def goes_up(within: Range) -> bool:
    """Whether the start does not come after the end, as far as that can be told."""
    return order(within.start, within.end) != 1


def in_range(value: Value, within: Range) -> bool | None:
    """Whether value lies in the range; None where an end cannot be compared with it."""
    start, start_included, end, end_included, sign = within
    if sign == "!=":
        return None if equal(value, end) is None else not equal(value, end)
    after: bool | None = True
    if start is not None or not sign:
        found = order(value, start)
        after = None if found is None else found > 0 or (found == 0 and start_included)
    before: bool | None = True
    if end is not None or not sign:
        found = order(value, end)
        before = None if found is None else found < 0 or (found == 0 and end_included)
    if after is False or before is False:
        return False
    return None if after is None or before is None else True


def number(value: int | str | Decimal) -> Decimal | None:
    """A FEEL number, rounded to 34 digits; None if it does not fit."""
    try:
        return NUMBERS.create_decimal(value)
    except (InvalidOperation, Overflow):
        return None


def whole(value: Value) -> int | None:
    """The integer of a number without a fraction; None for anything else."""
    if type(value) is not Decimal or value.adjusted() > 40 or value != value.to_integral_value():
        return None
    return int(value)


def number_text(value: Decimal) -> str:
    """The shortest plain text of a number."""
    if not value:
        return "0"
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def as_list(value: Value) -> list[Value]:
    return value if type(value) is list else [value]
