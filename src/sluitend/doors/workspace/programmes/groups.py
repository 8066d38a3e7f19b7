"""The group of a worker: who is in it, beside the size that the programme means; one day for all, and who was there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.programmes import actions, queries
from sluitend.core.access import Actor
from sluitend.core.staffing import group_warning
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words
from sluitend.doors.workspace.programmes.changing import answer
from sluitend.doors.workspace.programmes.forms import PlanGroupForm, RecordGroupForm
from sluitend.ui.wording import say


def _group(request: HttpRequest, programme_id: str, by: Actor) -> queries.Group:
    return queries.group(by=by, now=request.now, programme_id=programme_id)  # type: ignore[attr-defined]


def _names(rows: tuple[queries.Member, ...]) -> list[tuple[int, str]]:
    return [(row.contact_id, f"{say(row.person)}, {say(row.how_far)}".rstrip(", ")) for row in rows]


@professionals_only
def show(request: HttpRequest, programme_id: str, *, by: Actor) -> HttpResponse:
    """Who is in the group, and when they meet."""
    found = _group(request, programme_id, by)
    shown = {"group": found, "warning": group_warning(found.programme, len(found.now))}
    return render(request, "programmes/group.html", shown)


@professionals_only
def plan(request: HttpRequest, programme_id: str, *, by: Actor) -> HttpResponse:
    found = _group(request, programme_id, by)
    initial = {"members": [row.contact_id for row in found.rows]}
    form = PlanGroupForm(request.POST or None, members=_names(found.rows), initial=initial)
    title = text("Bijeenkomst plannen: %(programme)s", programme=found.programme.names)
    words = Words(title, text("Bewaar"), text("De afspraak staat voor de hele groep."))
    to = reverse("programme-group", args=[programme_id])
    return answer(request, by, form, words, actions.plan_group, to=to, programme_id=programme_id)


@professionals_only
def record(request: HttpRequest, programme_id: str, *, by: Actor) -> HttpResponse:
    """Of the first meeting that was not noted yet."""
    found = _group(request, programme_id, by)
    initial = {"members": [row.contact_id for row in found.now]}
    form = RecordGroupForm(request.POST or None, members=_names(found.now), initial=initial)
    lead = text("Bijeenkomst van %(date)s.", date=found.now[0].due_on)
    words = Words(text("Wie was er?"), text("Noteer"), text("Genoteerd. De rest kan later."), lead)
    back = reverse("programme-group", args=[programme_id])
    facts = {"programme_id": programme_id, "contact_ids": [row.contact_id for row in found.now]}
    return answer(request, by, form, words, actions.record_group, to=reverse("visits"), back=back, **facts)
