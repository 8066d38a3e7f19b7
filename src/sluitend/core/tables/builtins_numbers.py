"""Functions of numbers (DMN 1.5, 10.3.4.5)."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal

from sluitend.core.tables.builtin import Builtin, NoAnswer, builtin, forms
from sluitend.core.tables.temporal import DaysTime, YearsMonths
from sluitend.core.tables.values import NUMBERS, Value
from sluitend.core.text import text

MIN_SCALE, MAX_SCALE = -6111, 6176
_WIDE = decimal.Context(prec=80, Emin=-999_999, Emax=999_999, traps=[decimal.InvalidOperation])


def integer(value: Decimal) -> int:
    """The whole part of a number that counts something."""
    if abs(value) > 10**18:
        raise NoAnswer
    return int(value)


def rounded(value: Decimal, scale: Decimal | None, how: str) -> Decimal:
    places = integer(scale) if scale is not None else 0
    if not MIN_SCALE <= places <= MAX_SCALE:
        raise NoAnswer(text("Afronden kan op %(low)s tot %(high)s cijfers.", low=MIN_SCALE, high=MAX_SCALE))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return value
    return NUMBERS.create_decimal(value.quantize(Decimal((0, (1,), -places)), how, _WIDE))


def _rounding(how: str) -> Callable[..., Decimal]:
    def to_scale(value: Decimal, scale: Decimal | None = None) -> Decimal:
        return rounded(value, scale, how)

    return to_scale


def _to_whole(how: str) -> Builtin:
    """A rounding whose scale may be left out, but not be null."""
    body = _rounding(how)
    return forms(("n: number, scale: number", body), ("n: number", body))


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """With the sign of the divisor."""
    rest = NUMBERS.remainder(dividend, divisor)
    return NUMBERS.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


def _abs(value: Value) -> Value:
    if type(value) is DaysTime:
        return DaysTime(abs(value.nanos))
    if type(value) is YearsMonths:
        return YearsMonths(abs(value.months))
    return NUMBERS.abs(value)


def _sqrt(value: Decimal) -> Decimal:
    if value < 0:
        raise NoAnswer
    return NUMBERS.sqrt(value)


def _log(value: Decimal) -> Decimal:
    if value <= 0:
        raise NoAnswer
    return NUMBERS.ln(value)


def _divisible(value: Decimal) -> bool:
    return bool(NUMBERS.remainder(value, Decimal(2)) == 0)


def _odd(value: Decimal) -> bool:
    return bool(abs(NUMBERS.remainder(value, Decimal(2))) == 1)


_ROUND = "n: number, scale: number"
NUMBER: dict[str, Builtin] = {
    "decimal": builtin(_ROUND, _rounding(decimal.ROUND_HALF_EVEN)),
    "floor": _to_whole(decimal.ROUND_FLOOR),
    "ceiling": _to_whole(decimal.ROUND_CEILING),
    "round up": builtin(_ROUND, _rounding(decimal.ROUND_UP)),
    "round down": builtin(_ROUND, _rounding(decimal.ROUND_DOWN)),
    "round half up": builtin(_ROUND, _rounding(decimal.ROUND_HALF_UP)),
    "round half down": builtin(_ROUND, _rounding(decimal.ROUND_HALF_DOWN)),
    "abs": builtin("n: number|days and time duration|years and months duration", _abs),
    "modulo": builtin("dividend: number, divisor: number", _modulo),
    "sqrt": builtin("number: number", _sqrt),
    "log": builtin("number: number", _log),
    "exp": builtin("number: number", NUMBERS.exp),
    "odd": builtin("number: number", _odd),
    "even": builtin("number: number", _divisible),
    "not": forms(
        ("negand: boolean", lambda value: not value),
    ),
}
