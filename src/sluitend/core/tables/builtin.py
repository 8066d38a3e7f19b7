"""How a built-in function is written: its parameters with their kinds, and a plain Python function of good arguments.

The wrapper does what all have in common: it adapts a list of one, refuses wrong kinds with a reason, counts the cost of
long arguments, and turns a refusal into null.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import DivisionByZero, InvalidOperation, Overflow

from sluitend.core.tables.run import Run
from sluitend.core.tables.values import Function, Value, kind
from sluitend.core.tables.words import kind_words, listed_words
from sluitend.core.text import Text, text


class NoAnswer(Exception):
    """Arguments of the right kinds for which the function has no value."""

    def __init__(self, cause: Text | None = None) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True)
class Parameter:
    """`kinds` are FEEL's; "any" takes everything and "null" allows null."""

    name: str
    kinds: frozenset[str]
    optional: bool = False


@dataclass(frozen=True)
class Builtin:
    """`forms` are the ways to call it; the first whose parameters fit is used."""

    forms: tuple[tuple[tuple[Parameter, ...], Callable[..., Value]], ...]
    variadic: bool = False
    """The arguments may also be given one by one instead of as a list."""
    wants_run: bool = False
    always: bool = False
    """The arguments are always taken one by one: each is a list of its own."""
    least: int = 1
    """How many arguments a variadic one needs."""
    named: tuple[str, ...] = ()
    """Other names for the arguments of a variadic one."""


def parameter(written: str) -> Parameter:
    """`"start position: number?"`, with `|` between kinds and `?` for one that may be left out."""
    name, _, kinds = written.partition(":")
    optional = kinds.endswith("?")
    return Parameter(name.strip(), frozenset(one.strip() for one in kinds.rstrip("?").split("|")), optional)


def builtin(written: str, body: Callable[..., Value], *, wants_run: bool = False) -> Builtin:
    """A function with one form, its parameters separated by commas."""
    return forms((written, body), wants_run=wants_run)


def forms(*pairs: tuple[str, Callable[..., Value]], wants_run: bool = False) -> Builtin:
    made = tuple((tuple(parameter(one) for one in written.split(",") if one.strip()), body) for written, body in pairs)
    return Builtin(made, wants_run=wants_run)


def listed(body: Callable[[list[Value]], Value]) -> Builtin:
    """A function of a list, or of its members as arguments."""
    return Builtin((((parameter("list: list"),), body),), variadic=True)


def _adapted(value: Value, wanted: Parameter) -> tuple[Value] | None:
    """The value as the parameter wants it; None if it does not fit."""
    if "any" in wanted.kinds:
        return (value,)
    if value is None:
        return (value,) if wanted.optional or "null" in wanted.kinds else None
    given = kind(value)
    if given in wanted.kinds:
        return (value,)
    if given == "list" and len(value) == 1 and kind(value[0]) in wanted.kinds:
        return (value[0],)
    if given == "date" and "date and time" in wanted.kinds and "date" not in wanted.kinds:
        return (value,)
    return ([value],) if "list" in wanted.kinds and given != "list" else None


def _fitting(wanted: tuple[Parameter, ...], arguments: tuple[Value, ...]) -> list[Value] | None:
    if len(arguments) > len(wanted) or any(not one.optional for one in wanted[len(arguments) :]):
        return None
    made: list[Value] = []
    for value, one in zip(arguments, wanted, strict=False):
        adapted = _adapted(value, one)
        if adapted is None:
            return None
        made.append(adapted[0])
    return made


def _cost(arguments: tuple[Value, ...]) -> int:
    return sum(len(one) // 8 if type(one) is list else len(one) // 256 for one in arguments if type(one) in (list, str))


def function(name: str, one: Builtin) -> Function:
    """The built-in as a value that FEEL can call."""
    forms = tuple(_callable(name, names, form) for names, form in _named_forms(one))
    return replace(_callable(name, forms[0].names, one), forms=forms)


def _callable(name: str, names: tuple[str, ...], one: Builtin) -> Function:
    def run(rt: Run, site: int, *arguments: Value) -> Value:
        rt.step(_cost(arguments))
        if one.variadic and (one.always or not (len(arguments) == 1 and type(arguments[0]) is list)):
            arguments = (list(arguments),)
        for wanted, body in one.forms:
            fitting = _fitting(wanted, arguments)
            if fitting is not None:
                return _answer(rt, site, name, body, [rt, *fitting] if one.wants_run else fitting)
        kinds = listed_words([kind_words(value) for value in arguments])
        rt.note(site, text("«%(name)s» kan niet met: %(kinds)s.", name=name, kinds=kinds))
        return None

    required = min(sum(not wanted.optional for wanted in form) for form, _ in one.forms)
    return Function(names, run, one.least if one.variadic else required, one.variadic, name)


def _named_forms(one: Builtin) -> list[tuple[tuple[str, ...], Builtin]]:
    """The names of the arguments and the forms that have these, the most names first."""
    by_names: dict[tuple[str, ...], Builtin] = {}
    for form in one.forms:
        names = tuple(wanted.name for wanted in form[0])
        before = by_names[names].forms if names in by_names else ()
        by_names[names] = replace(one, forms=(*before, form))
    if one.named:
        by_names[one.named] = one
    return sorted(by_names.items(), key=lambda pair: len(pair[0]), reverse=True)


def _answer(rt: Run, site: int, name: str, body: Callable[..., Value], arguments: list[Value]) -> Value:
    cause: Text | None = None
    try:
        value = body(*arguments)
    except NoAnswer as refusal:
        value, cause = None, refusal.cause
    except (InvalidOperation, DivisionByZero, Overflow, OverflowError):
        value = None
    if value is None:
        rt.note(site, cause or text("«%(name)s» heeft hier geen uitkomst.", name=name))
    return value
