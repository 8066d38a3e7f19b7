"""Parents at the table: inviting them, what they answered, and calling it off."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.parents import actions, queries
from sluitend.care.query import one_page
from sluitend.core.access import Actor
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family import head
from sluitend.doors.workspace.family.views import about_family
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.gatherings.forms import CallOffForm, InviteForm
from sluitend.ui.wording import say

ANSWERS: dict[str, tuple[Text, str]] = {
    "": (text("Nog geen antwoord"), "neutral"),
    "yes": (text("Komt"), "ok"),
    "no": (text("Komt niet"), "warning"),
    "other_time": (text("Wil een andere tijd"), "warning"),
}


@professionals_only
def gathering(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    with one_page():
        about = about_family(request, family_id, by)
        one = _one(request, family_id, pk, by)
    shown = {
        "head": head.short(about),
        "heading": about.heading,
        "one": one,
        "guests": [(guest, *ANSWERS[guest.answer]) for guest in one.guests],
    }
    return render(request, "gatherings/gathering.html", shown)


def _one(request: HttpRequest, family_id: int, pk: int, by: Actor) -> queries.GatheringRow:
    found = queries.gatherings_of(family_id, by=by, now=request.now)  # type: ignore[attr-defined]
    one = next((row for row in found if row.id == pk), None)
    if one is None:
        raise Http404
    return one


@professionals_only
def invite(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    parents = queries.parents_of(family_id, by=by, now=now)
    able = [(row.person_id, str(say(row.name))) for row in parents if row.opened_on]
    form = InviteForm(request.POST or None, parents=able, today=request.today)  # type: ignore[attr-defined]
    words = Words(
        text("Een ouder uitnodigen voor een overleg"),
        text("Nodig uit"),
        text("De uitnodiging staat op de eigen pagina van de ouder."),
        lead=text("De ouder leest dit op de eigen pagina, en zegt daar ja, nee of een andere tijd."),
    )
    return form_page(
        request,
        form,
        words,
        act=lambda: actions.invite_to_gathering(family_id, by=by, now=now, once=str(form.once_key), **form.facts()),
        to=lambda made: reverse("gathering", args=[family_id, made]),
        back=reverse("family-parents", args=[family_id]),
        template="gatherings/invite.html",
        able=able,
    )


@professionals_only
def call_off(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now, one = request.now, _one(request, family_id, pk, by)  # type: ignore[attr-defined]
    form, here = CallOffForm(request.POST or None), reverse("gathering", args=[family_id, pk])
    words = Words(
        text("Het overleg afzeggen"),
        text("Zeg af"),
        text("Het gaat niet door. De ouder ziet dat op de eigen pagina."),
        lead=one.topic,
        danger=True,
    )
    return form_page(
        request,
        form,
        words,
        act=lambda: actions.call_off(pk, by=by, now=now, once=str(form.once_key)),
        to=here,
        back=here,
    )
