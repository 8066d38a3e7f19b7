"""What is different between two versions, or between a draft and what holds, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language

from sluitend.care.agreements import queries
from sluitend.care.agreements.queries import Differing
from sluitend.core import difference
from sluitend.core.access import Actor
from sluitend.core.difference import Affected, Column, Row, Said
from sluitend.core.flow_chart import Named
from sluitend.core.text import Text
from sluitend.doors.workspace.agreements.grid import label_of, language_of
from sluitend.doors.workspace.agreements.views import ONE
from sluitend.doors.workspace.door import professionals_only


@dataclass(frozen=True)
class ShownRow:
    """A row that is not as it was: its numbers, what it asks and answers, and each cell as it was and is."""

    row: Row
    asks: tuple[tuple[Said, Said], ...]
    answers: tuple[tuple[Said, Said], ...]
    cells: tuple[tuple[Said, Said, Said], ...]
    notes: tuple[tuple[Said, Said], ...]


@dataclass(frozen=True)
class ShownAffected:
    before: Said
    after: Said
    only: tuple[tuple[Said, Said], ...]
    example: tuple[tuple[Said, Said], ...]


@dataclass(frozen=True)
class Shown:
    """A difference with everything in words."""

    found: Differing
    counted: tuple[Text, ...]
    rows: tuple[ShownRow, ...]
    together: tuple[tuple[Said, Said, Said, tuple[int, ...]], ...]
    affected: tuple[ShownAffected, ...]
    asked: tuple[str, str] | None
    """Of too many cases: how many there are, and how many were asked."""
    added: tuple[Said, ...]
    removed: tuple[Said, ...]
    """Columns that came or went."""


def shown(found: Differing, named: Named) -> Shown:
    table = found.table
    labels = {name: label_of(label, named, name) for name, label in (found.labels or {}).items()}
    return Shown(
        found,
        difference.counted(table) if table else (),
        tuple(_row(row, named) for row in table.rows) if table else (),
        tuple(
            (_called(same.cell.column, named), *difference.change_words(same.cell, named), same.rows)
            for same in (table.together() if table else ())
        ),
        tuple(_affected(one, labels, named) for one in found.affected),
        _asked(found.cases),
        tuple(_called(column, named) for column in (table.added_columns if table else ())),
        tuple(_called(column, named) for column in (table.removed_columns if table else ())),
    )


def _asked(cases: int) -> tuple[str, str] | None:
    if cases <= difference.MOST:
        return None
    return number_format(cases, force_grouping=True), number_format(difference.MOST, force_grouping=True)


def _row(row: Row, named: Named) -> ShownRow:
    asks, answers = difference.row_words(row, named)
    answers = tuple((column, words) for column, words in answers if language_of(column) in {"", get_language()})
    cells = tuple((_called(cell.column, named), *difference.change_words(cell, named)) for cell in row.cells)
    told = (tuple((_called(column, named), words) for column, words in part) for part in (asks, answers))
    notes = tuple((named.words(was), named.words(now)) for was, now in row.notes)
    return ShownRow(row, *told, cells, notes)


def _called(column: Column, named: Named) -> Said:
    return label_of(column.label, named, column.expression if column.is_input else "")


def _affected(one: Affected, labels: Mapping[str, Said], named: Named) -> ShownAffected:
    return ShownAffected(
        difference.answer_words(one.before, named),
        difference.answer_words(one.after, named),
        difference.affected_words(one, labels, named),
        difference.example_words(one, labels),
    )


@professionals_only
def versions(request: HttpRequest, before_id: int, version_id: int, *, by: Actor) -> HttpResponse:
    found = queries.differing(version_id, before_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return _page(request, found, by)


@professionals_only
def draft(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    found = queries.draft_differing(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return _page(request, found, by, draft_id)


def _page(request: HttpRequest, found: Differing, by: Actor, draft_id: int | None = None) -> HttpResponse:
    named = queries.named(by=by, now=request.now)  # type: ignore[attr-defined]
    parts = {"shown": shown(found, named), "found": found, "kind": ONE[found.kind], "draft_id": draft_id}
    return render(request, "agreements/difference.html", parts)
