"""Turns, filters, paths and calls at run time (DMN 1.3, 10.3.2.14 and 10.3.2.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from sluitend.core.tables.properties import PROPERTIES
from sluitend.core.tables.run import Run
from sluitend.core.tables.temporal import Date, date_from_number, day_number
from sluitend.core.tables.types import ANY, NoFit, Type, coerce
from sluitend.core.tables.values import Function, Range, Value, goes_up, whole
from sluitend.core.tables.words import kind_words, type_words
from sluitend.core.text import text


class NoList(Exception):
    """Something that cannot be gone through: the whole loop is null."""


class Decided(Exception):
    """The answer of some or every is known."""


class NoTruth(Exception):
    """Something that is neither true nor false, nor unknown: the whole of some or every is null."""


def _whole_numbers(rt: Run, start: Value, end: Value) -> list[Value] | None:
    first, last = whole(start), whole(end)
    if first is None or last is None:
        return None
    step = 1 if last >= first else -1
    rt.room(abs(last - first) + 1)
    return [Decimal(number) for number in range(first, last + step, step)]


def _days(rt: Run, start: Value, end: Value) -> list[Value] | None:
    if type(start) is not Date or type(end) is not Date:
        return None
    first, last = day_number(start), day_number(end)
    step = 1 if last >= first else -1
    rt.room(abs(last - first) + 1)
    return [date_from_number(number) for number in range(first, last + step, step)]


def turns(rt: Run, site: int, start: Value, end: Value) -> list[Value]:
    """The values of `start..end`."""
    found = _whole_numbers(rt, start, end) or _days(rt, start, end)
    if found is None:
        rt.note(
            site,
            text("Van %(start)s tot %(end)s kan niet geteld worden.", start=kind_words(start), end=kind_words(end)),
        )
        raise NoList
    return found


def _range_turns(rt: Run, site: int, within: Range) -> list[Value]:
    """The values in an interval, which goes up; only `2..1` without brackets counts down."""
    if not goes_up(within):
        rt.note(site, text("Dit interval begint na zijn einde."))
        raise NoList
    found = turns(rt, site, within.start, within.end)
    if not within.start_included:
        found = found[1:]
    return found if within.end_included else found[:-1]


def members(rt: Run, site: int, value: Value, type_: Type | None = None) -> Iterable[Value]:
    """What a loop goes through: a list, the whole numbers of a range, or one value."""
    if value is None:
        rt.note(site, text("Er is geen lijst om door te lopen."))
        raise NoList
    if type(value) is Range:
        return _range_turns(rt, site, value)
    found = value if type(value) is list else [value]
    if type_ is None:
        return found
    return [fit(rt, site, item, type_) for item in found]


def each(rt: Run, items: Iterable[Value], body: Callable[[Value], object]) -> None:
    for item in items:
        rt.step()
        body(item)


def collect(rt: Run, walk: Callable[[list[Value]], object]) -> Value:
    """`for`: what the turns gave, in order."""
    made: list[Value] = []
    try:
        walk(made)
    except NoList:
        return None
    return made


def give(rt: Run, made: list[Value], value: Value) -> None:
    rt.room(0 if len(made) < 1000 else 1)
    made.append(value)


def copied(rt: Run, made: list[Value]) -> list[Value]:
    """`partial`: what the loop made so far."""
    rt.step(len(made) // 8)
    return list(made)


def quantify(rt: Run, site: int, every: bool, walk: Callable[[Callable[[Value], None]], object]) -> bool | None:
    unknown = False

    def judge(value: Value) -> None:
        nonlocal unknown
        if value is None:
            unknown = True
        elif type(value) is not bool:
            raise NoTruth(kind_words(value))
        elif value is not every:
            raise Decided

    try:
        walk(judge)
    except NoList:
        return None
    except NoTruth as found:
        rt.note(site, text("«%(word)s» heeft ja of nee nodig, niet %(kind)s.", word="satisfies", kind=found.args[0]))
        return None
    except Decided:
        return not every
    if unknown:
        rt.note(site, text("Voor een van de waarden is het antwoord onbekend."))
        return None
    return every


# --- filters and paths ---


def _pick(rt: Run, site: int, items: list[Value], index: Decimal) -> Value:
    number = whole(index)
    if number is None or number == 0 or abs(number) > len(items):
        rt.note(site, text("De lijst heeft geen plaats %(index)s.", index=str(index)))
        return None
    return items[number - 1 if number > 0 else number]


def filtered(rt: Run, site: int, base: Value, condition: Callable[[Value], Value]) -> Value:
    if base is None:
        rt.note(site, text("Er is geen lijst om uit te kiezen."))
        return None
    items = base if type(base) is list else [base]
    if not items:
        return None if type(condition(None)) is Decimal else []
    kept: list[Value] = []
    for place, item in enumerate(items):
        rt.step()
        found = condition(item)
        if place == 0 and type(found) is Decimal:
            return _pick(rt, site, items, found)
        if found is not None and type(found) is not bool:
            rt.note(site, text("Een filter heeft ja of nee nodig, niet %(kind)s.", kind=kind_words(found)))
            return None
        if found is True:
            kept.append(item)
    return kept


def field(rt: Run, item: Value, name: str, outer: Callable[[], Value]) -> Value:
    """A name inside a filter: a field of the item, else what it means outside."""
    if type(item) is dict and name in item:
        return item[name]
    found = PROPERTIES.get(type(item))
    if found and name in found:
        return found[name](item)
    return outer()


def path(rt: Run, site: int, base: Value, name: str) -> Value:
    if type(base) is dict:
        if name in base:
            return base[name]
    elif type(base) is list:
        rt.step(len(base))
        return [path(rt, site, item, name) for item in base]
    else:
        found = PROPERTIES.get(type(base))
        if found and name in found:
            return found[name](base)
    rt.note(site, text("%(kind)s heeft geen «%(name)s».", kind=kind_words(base), name=name))
    return None


def unknown(rt: Run, site: int, name: str) -> None:
    rt.note(site, text("De naam «%(name)s» is niet bekend.", name=name))


def doubled(rt: Run, site: int) -> None:
    rt.note(site, text("Een veld komt twee keer voor."))


def refused(rt: Run, site: int) -> None:
    rt.note(site, text("Een functie in een andere taal wordt niet uitgevoerd."))


# --- types and calls ---


def fit(rt: Run, site: int, value: Value, type_: Type | None) -> Value:
    """The value as a declared type, or null with a reason."""
    if type_ is None or type_ is ANY:
        return value
    try:
        return coerce(value, type_)
    except NoFit:
        rt.note(
            site,
            text("Een %(kind)s past hier niet; verwacht: %(type)s.", kind=kind_words(value), type=type_words(type_)),
        )
        return None


def _placed(
    function: Function, names: tuple[str, ...], arguments: tuple[Value, ...]
) -> tuple[Function, list[Value]] | None:
    """The form that has these names, and its arguments in order; None if no form has.

    Two forms may have the same names (`before` of a point and a range): then the order in which they are written tells.
    What a call of one of FEEL's own functions leaves out is null to it: most refuse that, `is` does not.
    """
    given = dict(zip(names, arguments, strict=True))
    if len(given) != len(names):
        return None

    def lacks(one: Function) -> bool:
        return not all(name in given for name in one.names[: one.required])

    for one in sorted(function.forms or (function,), key=lambda one: (lacks(one), one.names != names)):
        if given.keys() <= set(one.names) and (not lacks(one) or (function.forms and not one.variadic)):
            last = max((one.names.index(name) for name in given), default=-1)
            return one, [given.get(name) for name in one.names[: max(last + 1, one.required)]]
    return None


def call_named(rt: Run, site: int, function: Value, names: tuple[str, ...], arguments: tuple[Value, ...]) -> Value:
    if type(function) is not Function:
        return call(rt, site, function, ())
    placed = _placed(function, names, arguments)
    if placed is None:
        rt.note(site, text("«%(name)s» kent deze argumenten niet.", name=function.name))
        return None
    return call(rt, site, placed[0], tuple(placed[1]))


def _fitted(rt: Run, site: int, function: Function, arguments: tuple[Value, ...]) -> Sequence[Value] | None:
    """The arguments as the types of the parameters; None where one does not fit (DMN 1.5, 10.3.2.13.2)."""
    if not function.types:
        return arguments
    made: list[Value] = []
    for value, type_ in zip(arguments, function.types, strict=True):
        one = value if value is None else fit(rt, site, value, type_)
        if one is None and value is not None:
            return None
        made.append(one)
    return made


def call(rt: Run, site: int, function: Value, arguments: tuple[Value, ...]) -> Value:
    if type(function) is not Function:
        rt.note(site, text("Een %(kind)s is geen functie.", kind=kind_words(function)))
        return None
    count = len(arguments)
    if count < function.required or (count > len(function.names) and not function.variadic):
        rt.note(site, text("«%(name)s» krijgt %(count)s argumenten.", name=function.name, count=count))
        return None
    fitting = _fitted(rt, site, function, arguments)
    if fitting is None:
        return None
    rt.enter()
    try:
        value = function.call(rt, site, *fitting)
    finally:
        rt.leave()
    return value if function.result is None else fit(rt, site, value, function.result)


def user_function(
    names: tuple[str, ...], types: tuple[Type | None, ...], result: Type | None, body: Callable[..., Value]
) -> Function:
    """A function an author wrote."""
    return Function(names, body, len(names), types=types, result=result)
