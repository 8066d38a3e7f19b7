"""Functions that make one value of a list: sums, extremes, averages, truth of all or any (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from decimal import Decimal

from sluitend.core.tables.builtin import Builtin, NoAnswer, listed
from sluitend.core.tables.operators import ADD, DIVIDE
from sluitend.core.tables.temporal import DaysTime, YearsMonths
from sluitend.core.tables.values import NUMBERS, Value, order

List = list[Value]


def _numbers(items: List) -> List:
    if not items or any(type(item) is not Decimal for item in items):
        raise NoAnswer
    return items


def _extreme(items: List, sign: int) -> Value:
    if not items:
        raise NoAnswer
    best = items[0]
    for item in items:
        found = order(item, best)
        if found is None:
            raise NoAnswer
        if found == sign:
            best = item
    return best


def _sum(items: List) -> Value:
    """Of numbers, or of durations of one kind."""
    if not items or type(items[0]) not in (Decimal, DaysTime, YearsMonths):
        raise NoAnswer
    total = items[0]
    for item in items[1:]:
        if type(total) is not type(item):
            raise NoAnswer
        total = ADD[(type(total), type(item))](total, item)
    if total is None:
        raise NoAnswer
    return total


def _mean(items: List) -> Value:
    total = _sum(items)
    return DIVIDE[(type(total), Decimal)](total, Decimal(len(items)))


def _product(items: List) -> Value:
    total = Decimal(1)
    for item in _numbers(items):
        total = NUMBERS.multiply(total, item)
    return total


def _median(items: List) -> Value:
    ordered = sorted(_numbers(items))
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return NUMBERS.divide(NUMBERS.add(ordered[middle - 1], ordered[middle]), Decimal(2))


def _stddev(items: List) -> Value:
    """Of a sample."""
    count = len(_numbers(items))
    if count < 2:
        raise NoAnswer
    mean = _mean(items)
    total = Decimal(0)
    for item in items:
        distance = NUMBERS.subtract(item, mean)
        total = NUMBERS.add(total, NUMBERS.multiply(distance, distance))
    return NUMBERS.sqrt(NUMBERS.divide(total, Decimal(count - 1)))


def _mode(items: List) -> Value:
    if not items:
        return []
    counts: dict[Decimal, int] = {}
    for item in _numbers(items):
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values())
    return sorted(item for item, count in counts.items() if count == most)


def _truth(items: List, decisive: bool) -> bool | None:
    """All and any: one decisive answer is enough; without it an unknown one leaves it unknown."""
    if any(item is decisive for item in items):
        return decisive
    if any(type(item) is not bool for item in items):
        raise NoAnswer
    return not decisive


STATISTICS: dict[str, Builtin] = {
    "min": listed(lambda items: _extreme(items, -1)),
    "max": listed(lambda items: _extreme(items, 1)),
    "sum": listed(_sum),
    "mean": listed(_mean),
    "product": listed(_product),
    "median": listed(_median),
    "stddev": listed(_stddev),
    "mode": listed(_mode),
    "all": listed(lambda items: _truth(items, False)),
    "any": listed(lambda items: _truth(items, True)),
}
