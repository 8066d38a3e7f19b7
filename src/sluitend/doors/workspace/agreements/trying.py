"""Trying a draft: a form made from what the table asks, and the rows that fire with the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from sluitend.core.difference import Said
from sluitend.core.difference.words import answer_words
from sluitend.core.facts import SPOKEN
from sluitend.core.flow_chart import Named
from sluitend.core.tables import Model, TablesError
from sluitend.core.tables.cell_words import in_words
from sluitend.core.text import Text, text
from sluitend.doors.workspace.agreements.grid import Column, Grid, language_of

NOT_KNOWN = text("niet bekend")
YES_NO = (("", NOT_KNOWN), ("true", text("ja")), ("false", text("nee")))


@dataclass(frozen=True)
class Asked:
    """One fact to fill in: its column, what was filled in, and the choices where there are a few."""

    name: str
    column: Column
    value: str
    choices: tuple[tuple[str, Text | str], ...]


@dataclass(frozen=True)
class Tried:
    fired: tuple[int, ...]
    answers: tuple[tuple[Said, Said], ...]
    reasons: tuple[Text, ...]
    trouble: Text | None = None


def asked(grid: Grid, posted: QueryDict) -> tuple[Asked, ...]:
    return tuple(
        Asked(f"f_{column.place}", column, posted.get(f"f_{column.place}", ""), _choices(column))
        for column in grid.inputs
    )


def _choices(column: Column) -> tuple[tuple[str, Text | str], ...]:
    if column.type == "boolean":
        return YES_NO
    items = [item.strip() for item in column.allowed.split(",")] if column.allowed else []
    if not items or not all(item.startswith('"') or item == "null" for item in items):
        return ()
    return (("", NOT_KNOWN), *((item.strip('"'), in_words(item, SPOKEN)) for item in items if item != "null"))


def facts_of(grid: Grid, posted: QueryDict) -> dict[str, Any]:
    """The facts as they were filled in; what is empty is not known."""
    return {column.expression: _value(column, posted.get(f"f_{column.place}", "")) for column in grid.inputs}


def _value(column: Column, typed: str) -> Any:
    plain = typed.strip()
    if not plain:
        return None
    if column.type == "boolean":
        return plain == "true"
    if column.type == "number":
        try:
            return int(plain)
        except ValueError:
            return None
    return plain


def tried(model: Model, grid: Grid, named: Named, facts: Mapping[str, Any], today: date) -> Tried:
    """What the draft answers, by which rows, and why anything became nothing."""
    try:
        outcome = model.decide(grid.decision, facts, today=today)
        value, fired, reasons = outcome.value, outcome.fired, outcome.reasons
    except TablesError as error:
        return Tried((), (), (), text("Deze tabel kan nog niet antwoorden: %(why)s", why=error))
    rows = tuple(number for one in fired if one.decision == grid.decision for number in one.rule_numbers)
    return Tried(rows, tuple(_answers(value, grid, named)), tuple(reason.cause for reason in reasons[:5]))


def _answers(value: Any, grid: Grid, named: Named) -> Iterator[tuple[Said, Said]]:
    """Column and answer; of each part when there are more. What is told to readers in another language only is left out."""
    columns = {column.expression: column for column in grid.outputs}
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, Mapping):
            yield grid.outputs[0].label, answer_words(part, named)
        else:
            mine = [columns[name] for name in part if language_of(columns[name]) in {"", get_language()}]
            yield from ((column.label, answer_words(part[column.expression], named)) for column in mine)
