"""Who helps me, what comes next, my own people, and whether help helped."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sluitend.care.followup.queries import own_next
from sluitend.care.parents.queries import OwnPages, own_council, own_gatherings, own_team
from sluitend.care.people import actions as people
from sluitend.care.query import one_page
from sluitend.care.referrals.actions import family_says
from sluitend.care.referrals.queries import own_help
from sluitend.care.safety.queries import told_to_me
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import page, parents_only
from sluitend.doors.portal.help.forms import PersonForm
from sluitend.ui.languages import language


@parents_only
def help_page(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    with one_page():
        shown = of_help(own, request.now)  # type: ignore[attr-defined]
    return page(request, "own_help/help.html", own, **shown)


def of_help(own: OwnPages, now: datetime) -> dict[str, Any]:
    """What this page shows, and the copy of everything with it."""
    return {
        "team": own_team(own.family_id, by=own.by, now=now),
        "invited": own_gatherings(own.family_id, by=own.by, now=now) if own.invited else (),
        "council": own_council(own.family_id, by=own.by, now=now, language=own.language) if own.council else (),
        "next": own_next(own.family_id, by=own.by, now=now, language=own.language),
        "asked": own_help(own.family_id, by=own.by, now=now),
        "talked": told_to_me(own.family_id, by=own.by, now=now),
    }


@parents_only
def person_new(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    form = PersonForm(language(own.language), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            people.add_helper(own.family_id, by=own.by, now=request.now, once=form.once_key, **form.answers)  # type: ignore[attr-defined]
        except NotNow:
            form.wrong("name", "enter.too_long")
        else:
            return redirect("portal-help")
    return page(request, "own_help/person.html", own, status=422 if form.errors else 200, form=form)


@parents_only
@require_POST
def person_gone(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    people.end_helper(pk, by=own.by, now=request.now, last_day=request.today)  # type: ignore[attr-defined]
    return redirect("portal-help")


@parents_only
@require_POST
def said(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    """The family's own word on whether help helped: it closes the referral's loop."""
    family_says(pk, by=own.by, now=request.now, helped=request.POST.get("helped") == "yes")  # type: ignore[attr-defined]
    return redirect("portal-help")
