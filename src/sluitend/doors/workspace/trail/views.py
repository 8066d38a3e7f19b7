"""The trail on screen: for the privacy officer of the region, and of one family for who works with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.privacy import queries
from sluitend.core.access import Actor
from sluitend.core.sections import RULES
from sluitend.core.text import Text, text
from sluitend.core.trail import Kind
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.trail.forms import SearchForm

KINDS: dict[Kind, Text] = {
    Kind.OUTSIDE: text("Veel gezinnen waar deze persoon niet bij betrokken is"),
    Kind.RELATIVE: text("Dezelfde achternaam als iemand in het gezin"),
    Kind.NIGHT: text("Midden in de nacht"),
}


@professionals_only
def page(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Searching is a POST that changes nothing, so that no number of a family stays in an address."""
    now = request.now  # type: ignore[attr-defined]
    form = SearchForm(request.POST or None)
    asked = form.answers if form.is_valid() else {}
    rows = queries.lines(by=by, now=now, **asked)
    shown = {"form": form, "rows": rows, "state": queries.state(by=by, now=now), "asked": asked}
    return render(request, "trail/page.html", shown, status=422 if form.errors else 200)


@professionals_only
def unusual(request: HttpRequest, *, by: Actor) -> HttpResponse:
    found = queries.unusual_looks(by=by, now=request.now)  # type: ignore[attr-defined]
    groups = [(label, [row for row in found if row[0].kind is kind]) for kind, label in KINDS.items()]
    return render(request, "trail/unusual.html", {"groups": groups})


@professionals_only
def who_looked(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    before = request.GET.get("na", "")
    rows = queries.who_looked(
        family_id,
        by=by,
        now=request.now,  # type: ignore[attr-defined]
        before=int(before[:18]) if before.isdecimal() else None,
    )
    return render(request, "trail/who_looked.html", {"rows": rows, "family_id": family_id, "rules": RULES.values()})
