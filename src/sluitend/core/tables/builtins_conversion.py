"""Functions that make a value of one type from another: number, string and range (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

import re
from decimal import Decimal

from sluitend.core.tables.builtin import Builtin, NoAnswer, builtin, forms
from sluitend.core.tables.names import KEY, normal
from sluitend.core.tables.reader import unescape
from sluitend.core.tables.temporal import (
    Temporal,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_literal,
    parse_time,
    temporal_text,
)
from sluitend.core.tables.values import Function, Range, Value, number, number_text, order
from sluitend.core.text import text

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def _number(written: str, grouping: str | None = None, point: str | None = None) -> Decimal:
    """With the separators given: a space, a comma or a full stop to group, and another sign for the decimals."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (grouping and grouping == point):
        raise NoAnswer(text("Deze scheidingstekens kunnen niet."))
    plain = written.replace(grouping, "") if grouping else written
    if point and point != ".":
        if "." in plain:
            raise NoAnswer
        plain = plain.replace(point, ".")
    found = number(plain) if _NUMBER.fullmatch(plain) else None
    if found is None:
        raise NoAnswer(text("«%(written)s» is geen getal.", written=written))
    return found


def string_of(value: Value) -> str:
    """The text of a value, as FEEL writes it."""
    return value if type(value) is str else _literal(value)


def _quoted(written: str) -> str:
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(name: str) -> str:
    """A name that FEEL reads back as it is; any other between quotation marks."""
    return name if KEY.fullmatch(f"{name}:") and name == normal(name) else _quoted(name)


def _literal(value: Value) -> str:
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is Decimal:
        return number_text(value)
    if type(value) is str:
        return _quoted(value)
    if type(value) is list:
        return "[" + ", ".join(map(_literal, value)) + "]"
    if type(value) is dict:
        return "{" + ", ".join(f"{_key(key)}: {_literal(item)}" for key, item in value.items()) + "}"
    return _other(value)


def _other(value: Value) -> str:
    if type(value) is Range:
        start = "" if value.start is None else _literal(value.start)
        end = "" if value.end is None else _literal(value.end)
        return f"{'[' if value.start_included else '('}{start}..{end}{']' if value.end_included else ')'}"
    if type(value) is Function:
        raise NoAnswer
    temporal: Temporal = value
    return temporal_text(temporal)


_STRING = r'"(?:[^"\\]|\\.)*"'
_END = (
    r"(?:-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?"
    rf"|{_STRING}|@\s*{_STRING}"
    rf"|(?:date\s+and\s+time|date|time|duration)\s*\(\s*{_STRING}\s*\))"
)
_RANGE = re.compile(
    rf"\s*(?P<open>[\[\](])\s*(?P<start>{_END})?\s*\.\.\s*(?P<end>{_END})?\s*(?P<close>[\])\[])\s*", re.ASCII
)
_PARSERS = {"date": parse_date, "time": parse_time, "duration": parse_duration, "date and time": parse_date_time}


def _end_value(written: str) -> Value:
    """A literal number, text, or moment."""
    if written[0] in '"':
        return unescape(written[1:-1])
    if '"' not in written:
        return number(written)
    inside = unescape(written[written.index('"') + 1 : written.rindex('"')])
    name = " ".join(written[: written.index('"')].replace("(", " ").split())
    found = parse_literal(inside) if name == "@" else _PARSERS[name](inside)
    if found is None:
        raise NoAnswer
    return found


def _range(written: str) -> Range:
    """The range a text denotes: literals of one type, in order; an end may be left out where it is open."""
    match = _RANGE.fullmatch(written)
    if match is None:
        raise NoAnswer(text("«%(written)s» is geen interval.", written=written))
    start = _end_value(match["start"]) if match["start"] else None
    end = _end_value(match["end"]) if match["end"] else None
    start_included, end_included = match["open"] == "[", match["close"] == "]"
    if (start is None and (start_included or end is None)) or (end is None and end_included):
        raise NoAnswer
    if start is not None and end is not None and order(start, end) not in (-1, 0):
        raise NoAnswer(text("De grenzen van een interval zijn van één soort, de laagste eerst."))
    return Range(start, start_included, end, end_included, _sign(start, start_included, end, end_included))


def _sign(start: Value, start_included: bool, end: Value, end_included: bool) -> str:
    """The comparison that an interval without one of its ends is."""
    if start is not None and end is not None:
        return ""
    return ("<" if start is None else ">") + ("=" if start_included or end_included else "")


CONVERSION: dict[str, Builtin] = {
    "number": forms(
        ("from: string, grouping separator: string?, decimal separator: string?", _number),
        ("from: number", lambda value: value),
    ),
    "string": builtin("from: any", lambda value: None if value is None else string_of(value)),
    "range": forms(("from: string", _range)),
}
