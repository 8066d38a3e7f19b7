"""For whom the answer of a table changes: both versions are asked every case that their cells can tell apart.

The values of a column are those that either version writes in it, for a number the whole numbers on both sides of it as well, and
"not known". With whole numbers these are all the cases there are: between two of them every case is answered as its neighbour.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod
from random import Random
from typing import Any, NamedTuple

from sluitend.core.tables import Model, TablesError
from sluitend.core.tables.definitions import Table
from sluitend.core.tables.editing import edited

MOST = 10_000
"""Cases that are asked of both versions; of more, this many are drawn."""
_TEXT, _NUMBER = re.compile(r'"((?:[^"\\]|\\.)*)"'), re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Shared:
    """What all of some cases have in common: by what a column asks, the values that occur. Numbers may go on below or above."""

    name: str
    values: tuple[Any, ...]
    and_less: bool = False
    and_more: bool = False


@dataclass(frozen=True)
class Affected:
    """Cases that got one answer and get another. An answer is what the first output says.

    `only` is what all of them share; empty when not every case was asked. `example` is the first of them.
    """

    before: Any
    after: Any
    only: tuple[Shared, ...]
    example: Mapping[str, Any]


class Asked(NamedTuple):
    """`affected` are the answers that change, the most frequent change first; nothing when a version cannot be asked."""

    affected: tuple[Affected, ...]
    cases: int
    """How many there are. Of more than `MOST` a part is drawn: a change that is rare can be missed."""

    @property
    def drawn(self) -> bool:
        return self.cases > MOST


def asked(before: Model, after: Model, today: date) -> Asked:
    """Every case of both versions, or as many as `MOST`, drawn."""
    columns = _columns((before, after))
    cases = prod(map(len, columns.values()))
    return Asked(_affected(before, after, today, columns, cases <= MOST) if columns else (), cases)


def _affected(
    before: Model, after: Model, today: date, columns: Mapping[str, Sequence[Any]], whole: bool
) -> tuple[Affected, ...]:
    names = list(columns)
    cases = product(*columns.values()) if whole else _drawn(list(columns.values()))
    found: dict[tuple[Any, Any], list[tuple[Any, ...]]] = defaultdict(list)
    try:
        for case in cases:
            facts = dict(zip(names, case, strict=True))
            was, now = _answer(before, facts, today), _answer(after, facts, today)
            if was != now:
                found[was, now].append(case)
    except TablesError:
        return ()
    often = sorted(found.items(), key=lambda item: -len(item[1]))
    return tuple(
        Affected(was, now, _shared(columns, hit) if whole else (), dict(zip(names, hit[0], strict=True)))
        for (was, now), hit in often
    )


def _drawn(columns: Sequence[Sequence[Any]]) -> Iterable[tuple[Any, ...]]:
    chance = Random(MOST)  # noqa: S311 the same cases each time, nothing secret
    return (tuple(chance.choice(values) for values in columns) for _ in range(MOST))


def _answer(model: Model, facts: Mapping[str, Any], today: date) -> Any:
    decision = edited(model.definitions)
    value = model.decide(decision.name, facts, today=today).value if decision else None
    first = value[0] if isinstance(value, list) and value else value
    return next(iter(first.values()), None) if isinstance(first, Mapping) else first


def _shared(columns: Mapping[str, Sequence[Any]], hit: Sequence[tuple[Any, ...]]) -> tuple[Shared, ...]:
    found = []
    for place, (name, values) in enumerate(columns.items()):
        seen = {(type(case[place]), case[place]) for case in hit}
        if len(seen) < len(values):
            shown = tuple(value for value in values if (type(value), value) in seen)
            numbers = [value for value in values if type(value) is int]
            less, more = ((int, end) in seen for end in (min(numbers), max(numbers))) if numbers else (False, False)
            found.append(Shared(name, shown, less, more))
    return tuple(found)


def _columns(models: Iterable[Model]) -> dict[str, list[Any]]:
    """By what a column asks: the values that its cells can tell apart."""
    written: dict[str, list[str]] = defaultdict(list)
    types: dict[str, str] = {}
    for model in models:
        decision = edited(model.definitions)
        if decision is None or not isinstance(decision.logic, Table):
            return {}
        for place, column in enumerate(decision.logic.inputs):
            cells = [rule.inputs[place].text for rule in decision.logic.rules]
            written[column.expression.text] += [*cells, column.values.text if column.values else ""]
            types.setdefault(column.expression.text, column.expression.type_ref)
    return {name: _values(types[name], texts) for name, texts in written.items()}


def _values(kind: str, texts: Sequence[str]) -> list[Any]:
    if kind == "boolean":
        return [True, False, None]
    if kind == "number":
        around = {int(float(found)) + step for text in texts for found in _NUMBER.findall(text) for step in (-1, 0, 1)}
        signed = any("-" in found for text in texts for found in _NUMBER.findall(text))
        return [*sorted(number for number in around if signed or number >= 0), None]
    return [*dict.fromkeys(found for text in texts for found in _TEXT.findall(text)), None]
