"""The types of FEEL: who belongs to one, and what a declared place makes of a value (DMN 1.3, 7.3.2 and 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sluitend.core.tables.temporal import Date, Time, combine
from sluitend.core.tables.values import Function, Range, Value, kind


@dataclass(frozen=True)
class Type:
    """A type by its kind: a basic FEEL name, or "list", "context", "range", "function", "Any", "null", "unknown"."""

    kind: str
    element: Type | None = None
    """Of a list or a range; the result of a function."""
    fields: tuple[tuple[str, Type], ...] = ()
    parameters: tuple[Type, ...] = ()
    allowed: Callable[[Value], bool] | None = None
    """Whether the constraint of an item definition allows a value."""
    allowed_elements: Callable[[Value], bool] | None = None
    name: str = ""
    """Of the item definition, for messages."""


ANY = Type("Any")
NULL = Type("null")
UNKNOWN = Type("unknown")
BASIC = {
    name: Type(name)
    for name in (
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
    )
}
ALIASES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
NAMED: dict[str, Type] = {
    **BASIC,
    **{alias: BASIC[name] for alias, name in ALIASES.items()},
    "Any": ANY,
    "Null": NULL,
    "context": Type("context"),
    "list": Type("list", ANY),
    "range": Type("range", ANY),
    "function": Type("function"),
}
TEMPORAL_KINDS = frozenset(BASIC) - {"number", "string", "boolean"}


def _holds_range(value: Range, type_: Type) -> bool:
    element = type_.element or ANY
    ends = [end for end in (value.start, value.end) if end is not None]
    return all(holds(end, element) for end in ends)


def _holds_function(value: Function, type_: Type) -> bool:
    if not type_.parameters and type_.element is None:
        return True
    count = len(type_.parameters)
    if count < value.required or (count > len(value.names) and not value.variadic):
        return False
    types = value.types or (ANY,) * count
    fits = all(conforms(wanted, given or ANY) for wanted, given in zip(type_.parameters, types, strict=True))
    return fits and (value.result is None or conforms(value.result, type_.element or ANY))


def holds(value: Value, type_: Type) -> bool:
    """Whether a value belongs to a type (`instance of`); null belongs to Null alone."""
    if type_.kind == "unknown":
        return False
    if value is None:
        return type_.kind == "null"
    if type_.kind == "Any":
        return allowed(value, type_)
    if kind(value) != type_.kind:
        return False
    if type_.kind == "list":
        return all(item is None or holds(item, type_.element or ANY) for item in value) and allowed(value, type_)
    if type_.kind == "context":
        return _holds_fields(value, type_, holds) and allowed(value, type_)
    if type_.kind == "range":
        return _holds_range(value, type_)
    if type_.kind == "function":
        return _holds_function(value, type_)
    return allowed(value, type_)


def _holds_fields(value: dict[str, Value], type_: Type, check: Callable[[Value, Type], bool]) -> bool:
    for name, wanted in type_.fields:
        if name not in value:
            return False
        if value[name] is not None and not check(value[name], wanted):
            return False
    return True


def allowed(value: Value, type_: Type) -> bool:
    if type_.allowed is not None and not type_.allowed(value):
        return False
    if type_.allowed_elements is not None and type(value) is list:
        return all(item is None or type_.allowed_elements(item) for item in value)
    return True


def unlimited(type_: Type) -> Type:
    """The type without the limits of its item definitions, for `instance of`: the kit (0070) asks for the type alone."""
    element = unlimited(type_.element) if type_.element else None
    fields = tuple((name, unlimited(one)) for name, one in type_.fields)
    return replace(type_, element=element, fields=fields, allowed=None, allowed_elements=None)


def conforms(given: Type, wanted: Type) -> bool:
    """Whether every value of the type `given` belongs to `wanted`."""
    if wanted.kind == "Any" or given.kind == "null" or given == wanted:
        return True
    if given.kind != wanted.kind:
        return False
    if wanted.kind in ("list", "range"):
        return conforms(given.element or ANY, wanted.element or ANY)
    if wanted.kind == "context":
        have = dict(given.fields)
        return all(name in have and conforms(have[name], type_) for name, type_ in wanted.fields)
    if wanted.kind == "function":
        return _conforms_function(given, wanted)
    return True


def _conforms_function(given: Type, wanted: Type) -> bool:
    if len(given.parameters) != len(wanted.parameters):
        return False
    contravariant = zip(wanted.parameters, given.parameters, strict=True)
    return conforms(given.element or ANY, wanted.element or ANY) and all(
        conforms(one, two) for one, two in contravariant
    )


class NoFit(Exception):
    """A value that cannot become the declared type."""


def coerce(value: Value, type_: Type) -> Value:
    """The value as the declared type wants it: one for a list of one, a list of one for one, midnight for a date.

    Raises NoFit where there is no such value; the caller makes that null, with a reason.
    """
    if value is None or (type_.kind in ("Any", "unknown") and type_.allowed is None):
        return value
    wanted = type_.kind
    if wanted != "list" and type(value) is list and len(value) == 1 and type(value[0]) is not list:
        return coerce(value[0], type_)
    if wanted == "list":
        return _coerce_list(value if type(value) is list else [value], type_)
    if wanted == "date and time" and type(value) is Date:
        value = combine(value, Time(0, 0, 0, 0, 0))
    if wanted == "context" and type(value) is dict:
        value = _coerce_context(value, type_)
    if not holds(value, type_):
        raise NoFit
    return value


def _coerce_list(value: list[Any], type_: Type) -> list[Value]:
    element = type_.element or ANY
    made = [coerce(item, element) for item in value]
    if not allowed(made, type_):
        raise NoFit
    return made


def _coerce_context(value: dict[str, Value], type_: Type) -> dict[str, Value]:
    made = dict(value)
    for name, wanted in type_.fields:
        if name in made:
            made[name] = coerce(made[name], wanted)
    return made
