"""The values an input can have, cut up so finely that within a piece every cell of its column answers the same.

One representative of each piece is then enough to know everything about a table: gaps, overlaps, rules that never fire.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sluitend.core.tables import tree
from sluitend.core.tables.constants import constant, operands
from sluitend.core.tables.temporal import (
    DAY,
    Date,
    DateTime,
    DaysTime,
    Time,
    YearsMonths,
    clock,
    clock_nanos,
    date_from_number,
    day_number,
    instant,
    moment,
)
from sluitend.core.tables.types import Type
from sluitend.core.tables.values import KINDS, Value

OTHER = "iets anders"
"""A text that no cell names."""


@dataclass(frozen=True)
class Line:
    """An ordered kind as numbers and back; `step` is the least distance of two values, None if there is none."""

    to: Callable[[Any], Any]
    back: Callable[[Any], Any]
    step: int | None
    low: int | None = None
    high: int | None = None
    """The first and last value, where there are such."""


_LINES: dict[type, Line] = {
    Decimal: Line(lambda value: value, lambda value: value, None),
    Date: Line(day_number, date_from_number, 1),
    DaysTime: Line(lambda value: value.nanos, lambda value: DaysTime(int(value)), 1),
    YearsMonths: Line(lambda value: value.months, lambda value: YearsMonths(int(value)), 1),
    Time: Line(clock_nanos, lambda value: clock(int(value), None), 1, 0, DAY - 1),
    DateTime: Line(instant, lambda value: moment(int(value), None), 1),
}
_PYTHON = {name: type_ for type_, name in KINDS.items()}


def constants_of(tests: tree.Tests) -> list[Value] | None:
    """The values that a cell names; None where its answer depends on more than those."""
    found: list[Value] = []
    for test in tests.tests:
        if isinstance(test, tree.ValueTest) and test.about_input:
            return None
        for operand in operands(test):
            value = constant(operand)
            if value is None or type(value[0]) in (list, dict):
                return None
            found.append(value[0])
    return found


def pieces(cells: Sequence[tree.Tests], type_: Type, allowed: Sequence[Value]) -> list[Value] | None:
    """A representative of every piece of a column, null not among them; None where the column cannot be cut up."""
    named: list[Value] = [value for value in allowed if value is not None]
    for cell in cells:
        named += [value for value in constants_of(cell) or () if value is not None]
    kinds = {type(value) for value in named}
    declared = _PYTHON.get(type_.kind)
    kind = declared if declared is not None else (kinds.pop() if len(kinds) == 1 else None)
    if kind is None or any(type(value) is not kind or getattr(value, "zone", None) is not None for value in named):
        return None
    ordered = any(_is_ordering(test) for cell in cells for test in cell.tests)
    found = _cut(kind, named, ordered)
    return None if found is None else [value for value in found if type_.allowed is None or type_.allowed(value)]


def _is_ordering(test: tree.Test) -> bool:
    return isinstance(test, tree.RangeTest) or (isinstance(test, tree.CompareTest) and test.operator not in ("=", "!="))


def _cut(kind: type, named: list[Value], ordered: bool) -> list[Value] | None:
    if kind is bool:
        return [True, False]
    if kind is str and ordered:
        return _in_order_of_text(named)
    if kind is str:
        found = list(dict.fromkeys(named))
        other = OTHER
        while other in found:
            other += "…"
        return [*found, other]
    line = _LINES.get(kind)
    return None if line is None else _on_line(line, named)


def _in_order_of_text(named: list[str]) -> list[Value]:
    """The texts that are named, and one before, between each two and after them."""
    marks = sorted(set(named))
    found: list[Value] = [] if not marks or marks[0] == "" else [""]
    for mark, following in itertools.zip_longest(marks, marks[1:]):
        found.append(mark)
        after = (mark + sign for sign in ("a", " ", "\0"))
        found += (
            [next(one for one in after if following is None or one < following)] if following != mark + "\0" else []
        )
    return found or [OTHER]


def _on_line(line: Line, named: list[Value]) -> list[Value]:
    """Below the lowest, each value, between each two, above the highest."""
    marks = sorted({line.to(value) for value in named})
    if not marks:
        return [line.back(line.to(line.back(Decimal(0) if line.step is None else 0)))]
    found = [] if marks[0] == line.low else [marks[0] - 1]
    for at, mark in enumerate(marks):
        found.append(mark)
        if at + 1 < len(marks):
            between = _between(mark, marks[at + 1], line.step)
            found += [] if between is None else [between]
    found += [] if marks[-1] == line.high else [marks[-1] + 1]
    return [line.back(mark) for mark in found]


def _between(low: Any, high: Any, step: int | None) -> Any:
    """The roundest value between two marks."""
    if step is not None:
        return low + step if low + step < high else None
    whole = Decimal(int(low)) + 1
    if low < whole < high:
        return whole
    return (low + high) / 2
