"""Bringing in a caseload that lived in a spreadsheet: one transaction per row, and twice adds nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from sluitend.care.action import action, day
from sluitend.care.coordination.actions.caseload_line import take
from sluitend.care.coordination.actions.handover import can_coordinate
from sluitend.care.coordination.models import Case, CaseloadRow, CaseloadSheet
from sluitend.care.coordination.queries.caseload import KnownLine, coordinators, known_line
from sluitend.care.network.models import Organisation
from sluitend.core.access import Actor, NotNow
from sluitend.core.caseload_sheet import Column, Line, Problem, Sheet, digest
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]

# The column to look at when an action refuses a field.
_COLUMNS: dict[str, tuple[Column, ...]] = {
    "given_name": (Column.NAME, Column.GIVEN_NAME),
    "family_name": (Column.FAMILY_NAME, Column.NAME),
    "name": (Column.NAME, Column.GIVEN_NAME),
    "birth_date": (Column.BORN,),
    "mother": (Column.BORN,),
    "due_date": (Column.DUE_DATE, Column.DUE_OR_BORN),
    "born_on": (Column.CHILD_BORN, Column.DUE_OR_BORN),
    "phone": (Column.PHONE,),
    "safe_contact": (Column.PHONE,),
    "municipality": (Column.MUNICIPALITY,),
    "lead": (Column.COORDINATOR,),
    "due_on": (Column.NEXT_ON,),
    "what": (Column.NEXT_STEP,),
}


@dataclass(frozen=True)
class Report:
    """What became of every row. `sheet` is the one that was read, with the problems and refused rows of taking added."""

    taken: tuple[int, ...]
    known: tuple[KnownLine, ...]
    sheet: Sheet

    @property
    def refused(self) -> tuple[int, ...]:
        return self.sheet.refused

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.sheet.problems


@action(needs=Permission.IMPORT_CASELOAD, about="network.Organisation")
def remember_columns(
    organisation: Organisation, *, by: Actor, now: datetime, mapping: Mapping[str, Column | None]
) -> Organisation:
    """Keep which column holds what, so that the next file of this organisation needs no questions."""
    found, _ = CaseloadSheet.objects.get_or_create(organisation=organisation, defaults={"used_at": now})
    found.mapping, found.used_at = {**found.mapping, **mapping}, now
    found.save()
    return organisation


@action(needs=Permission.IMPORT_CASELOAD, about="network.Organisation")
def take_line(
    organisation: Organisation,
    *,
    by: Actor,
    now: datetime,
    line: Line,
    headers: Mapping[Column, str],
    lead_id: int | None = None,
) -> Case:
    """Take one family over from an old list, whole or not at all. Without `lead_id` who brings it in leads it."""
    lead = lead_id or (by.professional_id if Permission.COORDINATE in by.permissions else None)
    if lead is None:
        raise NotNow(text("noem een regiehouder die hier werkt en gezinnen begeleidt"), field="lead")
    can_coordinate(lead, organisation.region_id, day(now), field="lead")
    mark = digest(line, settings.MATCHING_KEY)
    if organisation.caseload_rows.filter(digest=mark).exists():
        raise NotNow(text("dit gezin is intussen al overgenomen"))
    case_id = take(line, headers, organisation_id=organisation.pk, lead_id=lead, by=by, now=now)
    CaseloadRow.objects.create(organisation=organisation, digest=mark, case_id=case_id, starts_on=day(now))
    return Case.objects.get(pk=case_id)


def take_caseload(
    organisation_id: int,
    sheet: Sheet,
    *,
    by: Actor,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take over every line that can be: each in its own transaction, so that one bad row never stops the others.

    A dry run goes the same road to the same report, and then undoes everything, the mapping included.
    """
    with transaction.atomic() if dry_run else nullcontext():
        report = _take_all(organisation_id, sheet, by, now, progress)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _take_all(organisation_id: int, sheet: Sheet, by: Actor, now: datetime, progress: Progress | None) -> Report:
    remember_columns(organisation_id, by=by, now=now, mapping=sheet.to_remember)
    headers = {column: sheet.headers[place] for column, place in sheet.places.items()}
    leads = coordinators(organisation_id, by=by, now=now)
    taken: list[int] = []
    known: list[KnownLine] = []
    problems: list[Problem] = []
    for done, line in enumerate(sheet.lines, start=1):
        if found := known_line(line, organisation_id=organisation_id, by=by, now=now):
            known += found
        elif wrong := _take_one(organisation_id, line, headers, leads.get(line.coordinator), by, now):
            problems.append(wrong)
        else:
            taken.append(line.row)
            problems += _remarks(line, headers, leads, by, now)
        if progress is not None:
            progress(done, len(sheet.lines))
    return Report(tuple(taken), tuple(known), _with(sheet, problems))


def _take_one(
    organisation_id: int, line: Line, headers: Mapping[Column, str], lead_id: int | None, by: Actor, now: datetime
) -> Problem | None:
    """What was wrong with this line, or None when it was taken."""
    try:
        take_line(organisation_id, by=by, now=now, line=line, headers=headers, lead_id=lead_id)
    except NotNow as refusal:
        return Problem(line.row, _header(refusal.field, headers), "", refusal.reason)
    except (DataError, IntegrityError) as error:
        log.warning("caseload: row %s: %s", line.row, type(error).__name__)  # the error itself quotes the row
        return Problem(line.row, "", "", text("de database weigert deze rij; kijk of er iets vreemds in staat"))
    return None


def _header(field: str | None, headers: Mapping[Column, str]) -> str:
    choices = _COLUMNS.get(field or "", ())
    return next((headers[column] for column in choices if column in headers), "")


def _remarks(
    line: Line, headers: Mapping[Column, str], leads: Mapping[str, int], by: Actor, now: datetime
) -> list[Problem]:
    """What was decided for a line that was taken, because the list itself did not say."""
    made: list[tuple[Column, str, Text]] = []
    if line.coordinator not in leads:
        made.append((Column.COORDINATOR, line.coordinator, text("de regie komt bij %(name)s", name=by.name)))
    if line.next_on is not None and line.next_on < day(now):
        reason = text("deze dag is voorbij: de volgende stap is opnieuw kijken, binnen de termijn")
        made.append((Column.NEXT_ON, line.next_on.isoformat(), reason))
    return [
        Problem(line.row, headers.get(column, str(column.label)), value, reason, False)
        for column, value, reason in made
    ]


def _with(sheet: Sheet, problems: list[Problem]) -> Sheet:
    refused = {*sheet.refused, *(problem.row for problem in problems if problem.refuses)}
    every = sorted((*sheet.problems, *problems), key=lambda problem: problem.row)
    return replace(sheet, problems=tuple(every), refused=tuple(sorted(refused)))
