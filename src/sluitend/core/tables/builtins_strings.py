"""Functions of strings (DMN 1.5, 10.3.4.3); lengths and positions count characters, not bytes."""

from __future__ import annotations

from decimal import Decimal

from sluitend.core.tables import regex
from sluitend.core.tables.builtin import Builtin, NoAnswer, builtin, forms
from sluitend.core.tables.builtins_numbers import integer
from sluitend.core.tables.run import MAX_LIST, MAX_STRING
from sluitend.core.tables.values import Value
from sluitend.core.text import text


def _substring(written: str, start: Decimal, length: Decimal | None = None) -> str:
    first = integer(start)
    if first == 0 or abs(first) > len(written):
        raise NoAnswer(text("De tekst heeft geen plaats %(place)s.", place=first))
    begin = first - 1 if first > 0 else len(written) + first
    if length is None:
        return written[begin:]
    size = integer(length)
    if size < 1:
        raise NoAnswer(text("Een lengte is minstens 1."))
    return written[begin : begin + size]


def _before(written: str, match: str) -> str:
    return written.partition(match)[0] if match and match in written else ""


def _after(written: str, match: str) -> str:
    if not match:
        return written
    return written.partition(match)[2]


def short(written: str) -> str:
    if len(written) > MAX_STRING:
        raise NoAnswer(text("Deze tekst wordt te lang (meer dan %(most)s tekens).", most=MAX_STRING))
    return written


def _join(
    items: list[Value], delimiter: str | None = None, prefix: str | None = None, suffix: str | None = None
) -> str:
    if any(item is not None and type(item) is not str for item in items):
        raise NoAnswer
    texts = [item for item in items if item is not None]
    if sum(map(len, texts)) + len(delimiter or "") * len(texts) > MAX_STRING:
        raise NoAnswer(text("Deze tekst wordt te lang (meer dan %(most)s tekens).", most=MAX_STRING))
    return (prefix or "") + (delimiter or "").join(texts) + (suffix or "")


def _matches(written: str, pattern: str, flags: str | None = None) -> bool:
    return regex.compiled(pattern, flags or "").search(written) is not None


def _replace(written: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    return regex.replace(written, pattern, replacement, flags or "", MAX_STRING)


def _split(written: str, delimiter: str) -> list[Value]:
    return list(regex.split(written, delimiter, MAX_LIST))


STRINGS: dict[str, Builtin] = {
    "substring": builtin("string: string, start position: number, length: number?", _substring),
    "string length": builtin("string: string", lambda written: Decimal(len(written))),
    "upper case": builtin("string: string", lambda written: short(written.upper())),
    "lower case": builtin("string: string", lambda written: short(written.lower())),
    "substring before": builtin("string: string, match: string", _before),
    "substring after": builtin("string: string, match: string", _after),
    "contains": builtin("string: string, match: string", lambda written, match: match in written),
    "starts with": builtin("string: string, match: string", lambda written, match: written.startswith(match)),
    "ends with": builtin("string: string, match: string", lambda written, match: written.endswith(match)),
    "matches": builtin("input: string, pattern: string, flags: string?", _matches),
    "replace": builtin("input: string, pattern: string, replacement: string, flags: string?", _replace),
    "split": builtin("string: string, delimiter: string", _split),
    "string join": forms(
        ("list: list, delimiter: string?", _join),
        ("list: list, delimiter: string?, prefix: string|null, suffix: string|null", _join),
    ),
}
