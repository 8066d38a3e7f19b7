"""How points and intervals lie to one another (DMN 1.5, table 78), and `is`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sluitend.core.tables.builtin import Builtin, NoAnswer, builtin, forms
from sluitend.core.tables.values import Range, Value, equal, in_range, order
from sluitend.core.text import text


@dataclass(frozen=True)
class _End:
    """One end of an interval; `infinite` is -1 or 1 where it is open to that side."""

    value: Value
    included: bool
    infinite: int = 0


def _start(within: Range) -> _End:
    return _End(within.start, within.start_included, -1 if within.start is None else 0)


def _stop(within: Range) -> _End:
    return _End(within.end, within.end_included, 1 if within.end is None else 0)


def _order(left: _End, right: _End) -> int:
    if left.infinite or right.infinite:
        return (left.infinite > right.infinite) - (left.infinite < right.infinite)
    found = order(left.value, right.value)
    if found is None:
        raise NoAnswer(text("Deze grenzen zijn niet te vergelijken."))
    return found


def _point(value: Value) -> _End:
    return _End(value, True)


def _ends_before(end: _End, start: _End) -> bool:
    found = _order(end, start)
    return found < 0 or (found == 0 and not (end.included and start.included))


def _before(left: Value, right: Value) -> bool:
    end = _stop(left) if type(left) is Range else _point(left)
    start = _start(right) if type(right) is Range else _point(right)
    if type(left) is not Range and type(right) is not Range:
        return _order(end, start) < 0
    return _ends_before(end, start)


def _meets(left: Range, right: Range) -> bool:
    end, start = _stop(left), _start(right)
    return end.included and start.included and _order(end, start) == 0


def _overlaps(left: Range, right: Range) -> bool:
    return not _ends_before(_stop(left), _start(right)) and not _ends_before(_stop(right), _start(left))


def _starts_first(left: Range, right: Range) -> bool:
    one, two = _start(left), _start(right)
    found = _order(one, two)
    return found < 0 or (found == 0 and one.included and not two.included)


def _stops_first(left: Range, right: Range) -> bool:
    one, two = _stop(left), _stop(right)
    found = _order(one, two)
    return found < 0 or (found == 0 and (not one.included or two.included))


def _overlaps_before(left: Range, right: Range) -> bool:
    return _starts_first(left, right) and not _ends_before(_stop(left), _start(right)) and _stops_first(left, right)


def _same_start(left: Range, right: Range) -> bool:
    one, two = _start(left), _start(right)
    return one.included == two.included and _order(one, two) == 0


def _same_stop(left: Range, right: Range) -> bool:
    one, two = _stop(left), _stop(right)
    return one.included == two.included and _order(one, two) == 0


def _starts_within(inner: Range, outer: Range) -> bool:
    one, two = _start(inner), _start(outer)
    found = _order(one, two)
    return found > 0 or (found == 0 and (not one.included or two.included))


def _stops_within(inner: Range, outer: Range) -> bool:
    one, two = _stop(inner), _stop(outer)
    found = _order(one, two)
    return found < 0 or (found == 0 and (not one.included or two.included))


def _finishes(left: Value, right: Range) -> bool:
    if type(left) is not Range:
        return right.end_included and _order(_point(left), _stop(right)) == 0
    return _same_stop(left, right) and _starts_within(left, right)


def _starts(left: Value, right: Range) -> bool:
    if type(left) is not Range:
        return right.start_included and _order(_point(left), _start(right)) == 0
    return _same_start(left, right) and _stops_within(left, right)


def _during(left: Value, right: Range) -> bool | None:
    if type(left) is not Range:
        return in_range(left, right)
    return _starts_within(left, right) and _stops_within(left, right)


def _coincides(left: Value, right: Value) -> bool:
    if type(left) is not Range:
        return _order(_point(left), _point(right)) == 0
    return _same_start(left, right) and _same_stop(left, right)


def _swapped(body: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    return lambda left, right: body(right, left)


_KINDS = "number|string|date|time|date and time|days and time duration|years and months duration"
_POINTS = f"point1: {_KINDS}, point2: {_KINDS}"
_POINT_RANGE = f"point: {_KINDS}, range: range"
_RANGE_POINT = f"range: range, point: {_KINDS}"
_RANGES = "range1: range, range2: range"


def _any(body: Callable[[Value, Value], Value]) -> Builtin:
    return forms((_POINTS, body), (_POINT_RANGE, body), (_RANGE_POINT, body), (_RANGES, body))


def _is(left: Value, right: Value) -> bool:
    """The same value of the same type, a zone written the same way included."""
    if type(left) is not type(right):
        return False
    return equal(left, right) is True if type(left) in (list, dict) else bool(left == right)


RANGES: dict[str, Builtin] = {
    "is": builtin("value1: any, value2: any", _is),
    "before": _any(_before),
    "after": _any(_swapped(_before)),
    "meets": builtin(_RANGES, _meets),
    "met by": builtin(_RANGES, _swapped(_meets)),
    "overlaps": builtin(_RANGES, _overlaps),
    "overlaps before": builtin(_RANGES, _overlaps_before),
    "overlaps after": builtin(_RANGES, _swapped(_overlaps_before)),
    "finishes": forms((_POINT_RANGE, _finishes), (_RANGES, _finishes)),
    "finished by": forms((_RANGE_POINT, _swapped(_finishes)), (_RANGES, _swapped(_finishes))),
    "includes": forms((_RANGE_POINT, _swapped(_during)), (_RANGES, _swapped(_during))),
    "during": forms((_POINT_RANGE, _during), (_RANGES, _during)),
    "starts": forms((_POINT_RANGE, _starts), (_RANGES, _starts)),
    "started by": forms((_RANGE_POINT, _swapped(_starts)), (_RANGES, _swapped(_starts))),
    "coincides": forms((_POINTS, _coincides), (_RANGES, _coincides)),
}
