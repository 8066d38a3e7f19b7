"""Functions of contexts (DMN 1.5, 10.3.4.8)."""

from __future__ import annotations

from sluitend.core.tables.builtin import Builtin, NoAnswer, builtin, forms
from sluitend.core.tables.values import Value
from sluitend.core.text import text

Context = dict[str, Value]


def _get(context: Context, key: str) -> Value:
    if key not in context:
        raise NoAnswer(text("De context heeft geen «%(key)s».", key=key))
    return context[key]


def _get_deep(context: Context, keys: list[Value]) -> Value:
    found: Value = context
    if not keys:
        raise NoAnswer
    for key in keys:
        if type(found) is not dict or type(key) is not str:
            raise NoAnswer
        found = _get(found, key)
    return found


def _entries(context: Context) -> list[Value]:
    return [{"key": key, "value": value} for key, value in context.items()]


def _put(context: Context, key: str, value: Value) -> Context:
    return {**context, key: value}


def _put_deep(context: Context, keys: list[Value], value: Value) -> Context:
    if not keys or type(keys[0]) is not str:
        raise NoAnswer
    first, *rest = keys
    if not rest:
        return _put(context, first, value)
    inner = context.get(first)
    if type(inner) is not dict:
        raise NoAnswer
    return _put(context, first, _put_deep(inner, rest, value))


def _merge(contexts: list[Value]) -> Context:
    made: Context = {}
    for one in contexts:
        if type(one) is not dict:
            raise NoAnswer
        made.update(one)
    return made


def _context(entries: list[Value]) -> Context:
    made: Context = {}
    for entry in entries:
        if type(entry) is not dict or type(entry.get("key")) is not str or "value" not in entry or entry["key"] in made:
            raise NoAnswer(text("Een context heeft per veld één sleutel en één waarde."))
        made[entry["key"]] = entry["value"]
    return made


CONTEXTS: dict[str, Builtin] = {
    "get value": forms(("m: context, key: string", _get), ("context: context, keys: list", _get_deep)),
    "get entries": builtin("m: context", _entries),
    "context": builtin("entries: list", _context),
    "context put": forms(
        ("context: context, key: string, value: any", _put), ("context: context, keys: list, value: any", _put_deep)
    ),
    "context merge": builtin("contexts: list", _merge),
}
