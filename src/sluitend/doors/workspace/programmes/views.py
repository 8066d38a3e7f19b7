"""The nurse's day, the caseload with its board and waiting list, and the programmes of one family."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.decisions import queries as decided
from sluitend.care.programmes import queries
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family import head
from sluitend.doors.workspace.family.views import about_family
from sluitend.doors.workspace.programmes.words import VALUES, WAYS, moment_words


@professionals_only
def day(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Who to visit today, what was not recorded yet, and the coming week."""
    found = queries.visits(by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "programmes/day.html", {"day": found})


@professionals_only
def caseload(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Families in programmes with the reader: by step where a programme has steps, with the waiting list."""
    found = queries.caseload(by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "programmes/caseload.html", {"caseload": found})


@professionals_only
def family(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """The plan per phase, contacts, the road by steps and what was measured; and what this family can begin."""
    now = request.now  # type: ignore[attr-defined]
    about = about_family(request, family_id, by)
    found = queries.programmes_of(family_id, by=by, now=now)
    running = {view.programme.id for view in found if not view.ended_on}
    may = Permission.DELIVER_PROGRAMME in by.permissions
    offered = queries.offered(family_id, by=by, now=now) if may else ()
    tell = queries.to_tell(family_id, by=by, now=now) if may and found else ()
    fits = decided.fits(family_id, by=by, now=now) if found else {}
    shown = {
        "head": head.short(about),
        "heading": about.heading,
        "views": [(view, _measured(view), _steps(view), fits.get(view.id, ())) for view in found],
        "ways": dict(WAYS),
        "tell": tell,
        "offered": {one.id: one for one in offered if one.id not in running},
        "outreach": [one for one in offered if one.grounds and one.id not in running],
    }
    return render(request, "programmes/family.html", shown)


def _measured(view: queries.EnrolmentView) -> list[dict[str, object]]:
    """The measuring moments with their values in words."""
    rows = []
    for row in view.measured:
        choices = {one.id: one.names for one in row.measurement.choices}
        value = choices.get(row.value) or VALUES.get(row.value) or row.value
        rows.append({"row": row, "moment": moment_words(row.moment), "value": value})
    return rows


def _steps(view: queries.EnrolmentView) -> list[tuple[object, list[tuple[object, object, bool]]]]:
    """Each step with its sub-goals and milestone, and what was noted of them."""
    rows = []
    for step in view.programme.steps:
        goals: list[tuple[object, object, bool]] = [(one, view.marks.get(one.id), False) for one in step.sub_goals]
        if step.milestone:
            goals.append((step.milestone, view.marks.get(step.milestone.id), True))
        rows.append((step, goals))
    return rows
