"""The report of a dry run or of taking: kept with the list as plain values, drawn grouped by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sluitend.care.coordination.actions import Report
from sluitend.core.caseload_sheet import Problem
from sluitend.core.text import Text
from sluitend.ui.wording import say

MOST_SHOWN = 200
"""Rows in one list on the screen; the file with the rows that were not taken holds all of them."""


@dataclass(frozen=True)
class Known:
    row: int
    lead: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class Cell:
    """One cell that needs a person: which column, what stands there, and why."""

    column: str
    value: str
    reason: Text


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Shown:
    taken: int
    known: tuple[Known, ...]
    refused: tuple[Row, ...]
    remarks: tuple[Row, ...]
    refused_count: int
    remarks_count: int

    @property
    def cut(self) -> bool:
        """There is more than the screen shows."""
        return max(self.refused_count, self.remarks_count) > MOST_SHOWN


def to_keep(report: Report) -> dict[str, Any]:
    """The report as JSON. Values inside a sentence are written out; the sentence itself keeps its language open."""
    refused = set(report.refused)
    return {
        "taken": len(report.taken),
        "known": [[known.row, known.lead, [_text(reason) for reason in known.reasons]] for known in report.known],
        "problems": [_problem(problem, problem.row in refused) for problem in report.problems],
    }


def _text(words: Text) -> list[Any]:
    return [words.message, {name: say(value) for name, value in words.values.items()}]


def _problem(problem: Problem, refused: bool) -> list[Any]:
    return [problem.row, problem.column, problem.value, _text(problem.reason), refused]


def shown(kept: Mapping[str, Any]) -> Shown:
    known = tuple(Known(row, lead, tuple(Text(*reason) for reason in reasons)) for row, lead, reasons in kept["known"])
    refused = _rows(one for one in kept["problems"] if one[4])
    remarks = _rows(one for one in kept["problems"] if not one[4])
    return Shown(kept["taken"], known, refused[:MOST_SHOWN], remarks[:MOST_SHOWN], len(refused), len(remarks))


def _rows(problems: Iterable[Sequence[Any]]) -> tuple[Row, ...]:
    rows: dict[int, list[Cell]] = {}
    for row, column, value, reason, _refused in problems:
        rows.setdefault(row, []).append(Cell(column, value, Text(*reason)))
    return tuple(Row(number, tuple(cells)) for number, cells in rows.items())
