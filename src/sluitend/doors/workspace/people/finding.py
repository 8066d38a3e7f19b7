"""Finding a family, and registering a new one."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.coordination.actions import take_in_family
from sluitend.care.network.queries import municipalities
from sluitend.care.people import queries
from sluitend.core.access import Actor, NotAllowed, NotNow, may
from sluitend.core.calendar import add_working_days
from sluitend.core.permissions import Permission
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.people import forms

FIRST_CONTACT_WORKING_DAYS = 2
"""Proposed day of the first step (domain.md 6.5, S2)."""


@professionals_only
def find_family(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Looking is a POST that changes nothing: what is typed about people stays out of addresses and histories."""
    form = forms.FindForm(request.POST or None)
    asked = form.answers if form.is_valid() else {}
    found = queries.find(by=by, now=request.now, **asked)  # type: ignore[attr-defined]
    shown = {"form": form, "found": found, "asked": any(asked.values())}
    return render(request, "people/find.html", shown, status=422 if form.errors else 200)


@professionals_only
def family_new(request: HttpRequest, *, by: Actor) -> HttpResponse:
    now, today = request.now, request.today  # type: ignore[attr-defined]
    if not (answer := may(by, Permission.COORDINATE)):
        raise NotAllowed(answer.reason or text("Dit mag niet."))
    form = forms.FamilyForm(
        request.POST or None,
        initial={"due_on": add_working_days(today, FIRST_CONTACT_WORKING_DAYS)},
        municipalities=municipalities(by=by, now=now),
    )
    known = _known(form, by, now) if form.is_valid() else ()
    if not known:
        del form.fields["sure"]

    def act() -> int:
        if known and not form.answers["sure"]:
            raise NotNow(text("Dit gezin lijkt al bekend. Kijk hierboven, en kies wat u wilt."), field="sure")
        return take_in_family(by=by, now=now, once=str(form.once_key), **form.registration())

    return form_page(
        request,
        form,
        Words(
            text("Nieuw gezin"),
            text("Schrijf het gezin in"),
            text("Het gezin is ingeschreven. U bent regiehouder."),
            lead=text(
                "Zoek eerst of het gezin al bekend is. Over het ongeboren kind staat niets in een eigen dossier."
            ),
        ),
        act=act,
        to=lambda made: reverse("family-people", args=[made]),
        back=reverse("find-family"),
        template="people/family_new.html",
        known=known,
    )


def _known(form: forms.FamilyForm, by: Actor, now: datetime) -> tuple[queries.KnownFamily, ...]:
    """Families in which this parent seems to be known: looking comes before making."""
    said = form.answers
    asked = {field: said[field] for field in ("given_name", "family_name", "birth_date", "phone")}
    return queries.match(by=by, now=now, **asked)
