"""What a draft would have proposed: ask, watch it being worked out, read the answer. Each step is a POST, so nothing runs unasked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sluitend.care.agreements.queries import draft as draft_page
from sluitend.care.decisions import actions, queries
from sluitend.care.decisions.queries import Counted, MovedFamily, WhatIfPage
from sluitend.care.network.queries import municipalities
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.what_if.forms import WhatIfForm
from sluitend.ui.paired_bars import Pair, paired_bars
from sluitend.ui.wording import say

YEAR = timedelta(days=365)


@professionals_only
def page(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    now, today = request.now, request.today  # type: ignore[attr-defined]
    found = draft_page(draft_id, by=by, now=now)
    towns = municipalities(by=by, now=now)
    form = WhatIfForm(request.POST or None, towns, initial={"since": today - YEAR, "until": today})
    if request.method == "POST" and form.is_valid():
        try:
            _start(form, draft_id, by, now)
        except NotNow as refused:
            form.refuse(refused.field, say(refused.reason))
        else:
            return redirect("what-if", draft_id)
    latest = next(iter(queries.what_ifs(draft_id, by=by, now=now)), None)
    shown = {
        "form": form,
        "found": found,
        "latest": latest,
        "running": latest is not None and latest.status == "running" and not latest.stands_still,
        **_drawn(latest),
        "may_ask": Permission.EDIT_AGREEMENTS in by.permissions,
        "families": _families(latest, by, now),
    }
    return render(request, "what_if/page.html", shown, status=422 if form.errors else 200)


def _start(form: WhatIfForm, draft_id: int, by: Actor, now: datetime) -> int:
    asked = form.answers
    place = asked["municipality"]
    return actions.start_what_if(
        draft_id,
        by=by,
        now=now,
        once=str(form.once_key),
        since=asked["since"],
        until=asked["until"],
        municipality_id=int(place) if place else None,
    )


def _drawn(latest: WhatIfPage | None) -> dict[str, Any]:
    """What people can look at instead of reading it; every drawing has its table."""
    if latest is None:
        return {}
    waits = [(offer, offer.load) for offer in latest.offers if offer.load and offer.load.waiting_days is not None]
    return {
        "bars": _bars(latest.counted),
        "places": [(place, _bars(place.rows)) for place in latest.places],
        "waiting": paired_bars([(offer.name, offer.stated_waiting, load.waiting_days) for offer, load in waits]),
    }


def _bars(rows: tuple[Counted, ...]) -> tuple[Pair, ...]:
    return paired_bars([(row.what, row.old, row.new) for row in rows])


def _families(latest: WhatIfPage | None, by: Actor, now: datetime) -> tuple[MovedFamily, ...] | None:
    """Names are for who may open a family; the query keeps to those with whom the reader works."""
    if latest is None or latest.status != "done" or Permission.SEE_FAMILY not in by.permissions:
        return None
    return queries.moved_families(latest.id, by=by, now=now)


@professionals_only
def go_on(request: HttpRequest, draft_id: int, what_if_id: int, *, by: Actor) -> HttpResponse:
    if request.method == "POST":
        actions.go_on(what_if_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return redirect("what-if", draft_id)
