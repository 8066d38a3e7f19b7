"""The people of one family: who lives there, who is around it, and what lies behind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.people import queries
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.doors.workspace.door import professionals_only


@professionals_only
def family_people(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    shown = {
        "people": queries.family_people(family_id, by=by, now=now),
        "may_edit": Permission.EDIT_PEOPLE in by.permissions,
    }
    return render(request, "people/page.html", shown)


@professionals_only
def family_history(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    found = queries.family_history(family_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "people/history.html", {"history": found, "family_id": family_id})
