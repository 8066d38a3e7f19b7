"""The advisory council: inviting every parent of the region or a coalition, and who comes. No file is read for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.agreements.queries import coalitions
from sluitend.care.parents import actions, queries
from sluitend.core.access import Actor
from sluitend.core.content import FIRST
from sluitend.core.permissions import Permission
from sluitend.core.text import text
from sluitend.doors.workspace.door import must, professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.gatherings.forms import CallOffForm, CouncilForm
from sluitend.ui.languages import languages

NEW = Words(
    text("Ouders uitnodigen voor de adviesraad"),
    text("Nodig uit"),
    text("De uitnodiging staat op de eigen pagina van de ouders."),
    lead=text(
        "Elke ouder met een eigen pagina leest dit daar, en zegt ja, nee of misschien. U ziet hoeveel ouders komen, "
        "en alleen de naam van wie u mag bellen."
    ),
)
OFF = Words(
    text("De bijeenkomst van de adviesraad afzeggen"),
    text("Zeg af"),
    text("Het gaat niet door. De ouders zien dat op hun eigen pagina."),
    danger=True,
)


@professionals_only
def meetings(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """All meetings of the region, the newest first."""
    return render(request, "gatherings/council.html", {"rows": queries.councils(by=by, now=request.now)})  # type: ignore[attr-defined]


@professionals_only
def meeting(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    found = queries.council(pk, by=by, now=request.now)  # type: ignore[attr-defined]
    topics = [(languages().get(code), words) for code, words in found.topics]
    return render(request, "gatherings/council_meeting.html", {"one": found.row, "found": found, "topics": topics})


@professionals_only
def invite(request: HttpRequest, *, by: Actor) -> HttpResponse:
    must(by, Permission.ORGANISE_COUNCIL)
    others = [one for one in languages().values() if one.id != FIRST]
    areas = coalitions(by.region_id)
    form = CouncilForm(request.POST or None, coalitions=areas, others=others, today=request.today)  # type: ignore[attr-defined]
    return form_page(
        request,
        form,
        NEW,
        act=lambda: actions.invite_to_council(by=by, now=request.now, once=str(form.once_key), **form.facts()),  # type: ignore[attr-defined]
        to=lambda made: reverse("council-meeting", args=[made]),
        back=reverse("council"),
    )


@professionals_only
def call_off(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    queries.council(pk, by=by, now=request.now)  # type: ignore[attr-defined]
    form, here = CallOffForm(request.POST or None), reverse("council-meeting", args=[pk])
    return form_page(
        request,
        form,
        OFF,
        act=lambda: actions.call_off_council(pk, by=by, now=request.now, once=str(form.once_key)),  # type: ignore[attr-defined]
        to=here,
        back=here,
    )
