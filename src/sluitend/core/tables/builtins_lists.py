"""Functions of lists (DMN 1.5, 10.3.4.4); positions count from 1, or from -1 backwards."""

from __future__ import annotations

import functools
from collections.abc import Callable
from decimal import Decimal

from sluitend.core.tables.builtin import Builtin, NoAnswer, builtin, forms, listed
from sluitend.core.tables.builtins_numbers import integer
from sluitend.core.tables.loops import call
from sluitend.core.tables.run import MAX_LIST, Run
from sluitend.core.tables.values import Function, Value, equal, order
from sluitend.core.text import text

List = list[Value]


def _place(items: List, position: Decimal, extra: int = 0) -> int:
    """The index of a position; `extra` more at the end for inserting."""
    number = integer(position)
    if number == 0 or abs(number) > len(items) + (extra if number > 0 else 0):
        raise NoAnswer(text("De lijst heeft geen plaats %(place)s.", place=number))
    return number - 1 if number > 0 else len(items) + number


def short(items: List) -> List:
    if len(items) > MAX_LIST:
        raise NoAnswer(text("Deze lijst wordt te lang (meer dan %(most)s).", most=MAX_LIST))
    return items


def _sublist(items: List, start: Decimal, length: Decimal | None = None) -> List:
    begin = _place(items, start)
    if length is None:
        return items[begin:]
    size = integer(length)
    if size < 1 or begin + size > len(items):
        raise NoAnswer
    return items[begin : begin + size]


def _insert(items: List, position: Decimal, item: Value) -> List:
    at = _place(items, position)
    return short([*items[:at], item, *items[at:]])


def _remove(items: List, position: Decimal) -> List:
    at = _place(items, position)
    return [*items[:at], *items[at + 1 :]]


def _replace_at(items: List, position: Decimal, item: Value) -> List:
    at = _place(items, position)
    return [*items[:at], item, *items[at + 1 :]]


def _replace_where(rt: Run, items: List, match: Function, item: Value) -> List:
    made: List = []
    for old in items:
        found = call(rt, 0, match, (old, item))
        if type(found) is not bool:
            raise NoAnswer
        made.append(item if found else old)
    return made


def distinct(items: List) -> List:
    made: List = []
    seen: set[object] = set()
    for item in items:
        if isinstance(item, str | Decimal | bool) or item is None:
            key = (type(item), item)
            if key not in seen:
                seen.add(key)
                made.append(item)
        elif not any(equal(item, one) is True for one in made):
            made.append(item)
    return made


def _flat(items: List, made: List) -> List:
    for item in items:
        if type(item) is list:
            _flat(item, made)
        else:
            made.append(item)
    return made


def _joined(items: List) -> List:
    if any(item is None for item in items):
        raise NoAnswer
    return short([one for item in items for one in (item if type(item) is list else [item])])


def _sorted(rt: Run, items: List, precedes: Function | None = None) -> List:
    def by_function(left: Value, right: Value) -> int:
        assert precedes is not None
        if call(rt, 0, precedes, (left, right)) is True:
            return -1
        return int(call(rt, 0, precedes, (right, left)) is True)

    def by_order(left: Value, right: Value) -> int:
        found = order(left, right)
        if found is None:
            raise NoAnswer
        return found

    rt.step(len(items))
    return sorted(items, key=functools.cmp_to_key(by_order if precedes is None else by_function))


def _index_of(items: List, match: Value) -> List:
    return [Decimal(at) for at, item in enumerate(items, 1) if equal(item, match) is True]


def _with_run(body: Callable[..., Value]) -> Callable[..., Value]:
    """A form beside one that wants the run."""
    return lambda rt, *arguments: body(*arguments)


def _several(least: int, body: Callable[[List], Value], *named: str) -> Builtin:
    """A function of one list after another."""
    one = listed(body)
    return Builtin(one.forms, variadic=True, always=True, least=least, named=named)


def _appended(items: List) -> List:
    first, *rest = items
    if first is None:
        raise NoAnswer
    return short([*(first if type(first) is list else [first]), *rest])


LISTS: dict[str, Builtin] = {
    "list contains": builtin(
        "list: list, element: any", lambda items, item: any(equal(one, item) is True for one in items)
    ),
    "count": builtin("list: list", lambda items: Decimal(len(items))),
    "sublist": builtin("list: list, start position: number, length: number?", _sublist),
    "append": _several(2, _appended, "list", "item"),
    "concatenate": _several(1, _joined),
    "union": _several(1, lambda items: distinct(_joined(items))),
    "insert before": builtin("list: list, position: number, newItem: any", _insert),
    "remove": builtin("list: list, position: number", _remove),
    "reverse": builtin("list: list", lambda items: items[::-1]),
    "index of": builtin("list: list, match: any", _index_of),
    "distinct values": builtin("list: list", distinct),
    "duplicate values": builtin(
        "list: list",
        lambda items: [one for one in distinct(items) if sum(equal(one, two) is True for two in items) > 1],
    ),
    "flatten": builtin("list: list", lambda items: _flat(items, [])),
    "list replace": forms(
        ("list: list, position: number, newItem: any", _with_run(_replace_at)),
        ("list: list, match: function, newItem: any", _replace_where),
        wants_run=True,
    ),
    "sort": builtin("list: list, precedes: function?", _sorted, wants_run=True),
}
