"""The weeks ahead, and the same as a file that a phone reads: there only days, times and initials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sluitend.care.programmes import actions, queries
from sluitend.core.access import Actor, NotAllowed
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.programmes.icalendar import written
from sluitend.ui.wording import say


@dataclass(frozen=True)
class DayOfWeek:
    on: date
    rows: tuple[queries.Entry, ...]

    @property
    def name(self) -> str:
        return date_format(self.on, "l j F")


@dataclass(frozen=True)
class Week:
    begins: date
    days: tuple[DayOfWeek, ...]


@professionals_only
def agenda(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Eight weeks of contacts, and the address for one's own phone."""
    now = request.now  # type: ignore[attr-defined]
    found = queries.visits(by=by, now=now, days=queries.AHEAD.days)
    token = queries.calendar_token(by=by, now=now)
    path = reverse("calendar-feed", args=[token]) if token else ""
    shown = {"weeks": _weeks((*found.today, *found.coming)), "address": path and request.build_absolute_uri(path)}
    return render(request, "programmes/calendar.html", shown)


def _weeks(rows: tuple[queries.Entry, ...]) -> list[Week]:
    days = [DayOfWeek(on, tuple(found)) for on, found in groupby(rows, key=lambda row: row.due_on)]
    weeks = groupby(days, key=lambda day: day.on - timedelta(days=day.on.weekday()))
    return [Week(begins, tuple(found)) for begins, found in weeks]


@professionals_only
@require_POST
def share(request: HttpRequest, *, by: Actor) -> HttpResponse:
    actions.share_calendar(by.professional_id, by=by, now=request.now)  # type: ignore[attr-defined]
    messages.success(request, say(text("Dit adres is nieuw. Een eerder adres werkt niet meer.")))
    return redirect("programme-calendar")


@professionals_only
@require_POST
def stop(request: HttpRequest, *, by: Actor) -> HttpResponse:
    actions.stop_calendar(by.professional_id, by=by, now=request.now)  # type: ignore[attr-defined]
    messages.success(request, say(text("Uw agenda wordt niet meer gedeeld.")))
    return redirect("programme-calendar")


@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a phone reads, without signing in: the address is the key. An address that opens nothing says nothing more."""
    now, today = request.now, request.today  # type: ignore[attr-defined]
    try:
        events = queries.calendar(by=queries.calendar_reader(token, today=today), now=now)
    except NotAllowed:
        raise Http404 from None
    return HttpResponse(written(events, name="Sluitend", now=now), content_type="text/calendar; charset=utf-8")
