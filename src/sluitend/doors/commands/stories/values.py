"""From what stands in a file to what an action takes, by the action's own type hints: dates, ids, values made of fields."""

from __future__ import annotations

import collections.abc
import dataclasses
import enum
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol


class Names(Protocol):
    """What names in a file stand for."""

    def date(self, words: str) -> date: ...

    def moment(self, words: str) -> datetime: ...

    def id_of(self, field: str, key: object) -> int: ...

    def body(self, name: str) -> str: ...


class Wrong(ValueError):
    """A value that does not fit, with the path of its field."""


def arguments(call: Callable[..., Any], given: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The keyword arguments of `call`, made from plain data. Raises Wrong for a name that it does not take or a missing one."""
    function = inspect.unwrap(call)
    hints = typing.get_type_hints(function)
    known = {
        name: parameter
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and name not in {"by", "now"}
    }
    _check_names(given, known, {name for name, p in known.items() if p.default is inspect.Parameter.empty})
    return {name: made(hints[name], value, name, names) for name, value in given.items()}


def _check_names(given: Mapping[str, Any], known: collections.abc.Container[str], needed: set[str]) -> None:
    for name in given:
        if name not in known:
            raise Wrong(f"{name}: dit veld bestaat niet")
    for name in sorted(needed - given.keys()):
        raise Wrong(f"{name}: ontbreekt")


def made(hint: Any, value: Any, field: str, names: Names) -> Any:
    """One value. A field that ends in `_id` or `_ids` holds names of things; a date is relative to today."""
    if value is None:
        return None
    if field.endswith("_id") and int in (hint, *typing.get_args(hint)):
        return names.id_of(field, value)
    if field.endswith("_ids"):
        return tuple(names.id_of(field, key) for key in value)
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else ()
    if options:
        hint = next(option for option in options if option is not types.NoneType)
    return _of_kind(hint, value, field, names)


def _of_kind(hint: Any, value: Any, field: str, names: Names) -> Any:
    if hint is datetime:
        return names.moment(value)
    if hint is date:
        return names.date(value)
    if hint is str and isinstance(value, Mapping) and value.keys() == {"file"}:
        return names.body(value["file"])
    if dataclasses.is_dataclass(hint):
        return _fields(typing.cast(type, hint), value, field, names)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(value)
    origin = typing.get_origin(hint)
    if origin is not None and issubclass(origin, collections.abc.Iterable) and not isinstance(value, Mapping):
        inner = (typing.get_args(hint) or (Any,))[0]
        return tuple(made(inner, item, f"{field}[{place}]", names) for place, item in enumerate(value))
    return value


def _fields(kind: type, value: Any, field: str, names: Names) -> Any:
    if not isinstance(value, Mapping):
        raise Wrong(f"{field}: verwacht velden met namen, niet {value!r}")
    hints = typing.get_type_hints(kind)
    needed = {
        part.name
        for part in dataclasses.fields(kind)
        if part.default is dataclasses.MISSING and part.default_factory is dataclasses.MISSING
    }
    try:
        _check_names(value, hints, needed)
    except Wrong as wrong:
        raise Wrong(f"{field}.{wrong}") from None
    return kind(**{name: made(hints[name], item, name, names) for name, item in value.items()})
