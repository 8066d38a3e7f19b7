"""The people of one family: who lives there, who is around it, and what lies behind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.people import queries
from sluitend.care.query import one_page
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family import head
from sluitend.doors.workspace.family.views import about_family


@professionals_only
def family_people(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    with one_page():
        about = about_family(request, family_id, by)
        shown = {
            "head": head.short(about),
            "heading": about.heading,
            "people": about.people,
            "may_edit": Permission.EDIT_PEOPLE in by.permissions,
        }
    return render(request, "people/page.html", shown)


@professionals_only
def family_history(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    with one_page():
        about = about_family(request, family_id, by)
        history = queries.family_history(family_id, by=by, now=request.now)  # type: ignore[attr-defined]
        shown = {"head": head.short(about), "heading": about.heading, "history": history}
    return render(request, "people/history.html", shown)
