"""The network: whom to call, what is offered, and one's own part in it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.agreements import queries as agreements
from sluitend.care.coordination.actions import return_from_absence, stand_in_takes_over
from sluitend.care.network import actions, queries
from sluitend.core.access import Actor, NotAllowed
from sluitend.core.permissions import Permission
from sluitend.core.text import text
from sluitend.doors.workspace.door import must, professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.network import forms
from sluitend.ui.wording import say


@professionals_only
def network(request: HttpRequest, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    form = forms.SearchForm(request.GET, queries.municipalities(by=by, now=now))
    asked = form.cleaned_data if form.is_valid() else {"q": "", "gemeente": "", "domein": ""}
    wanted: dict[str, Any] = {
        "words": asked["q"],
        "municipality_id": int(asked["gemeente"]) if asked["gemeente"] else None,
        "domain": asked["domein"],
    }
    after = request.GET.get("na", "")
    people = queries.directory(
        by=by, now=now, after=int(after) if after.isdecimal() and len(after) < 19 else None, **wanted
    )
    shown = {
        "form": form,
        "people": people,
        "offers": queries.offers(by=by, now=now, **wanted) if not after else (),
        "coalitions": () if after or any(wanted.values()) else queries.coalitions(by=by, now=now),
        "next": _next_page(request, people.after),
        "searching": any(wanted.values()),
    }
    return render(request, "network/page.html", shown)


def _next_page(request: HttpRequest, after: int | None) -> str:
    asked = request.GET.copy()
    asked["na"] = str(after)
    return f"?{asked.urlencode()}" if after else ""


@professionals_only
def contact_card(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    card = queries.contact_card(pk, by=by, now=now)
    offers = queries.offers(by=by, now=now, organisation_id=card.organisation_id)
    shown = {"card": card, "offers": [offer for offer in offers if offer.active], "own": pk == by.professional_id}
    keeps = Permission.MANAGE_ORGANISATION in by.permissions
    there = by.organisation_id == card.organisation_id
    shown["may_staff"] = keeps and there
    shown["may_bind"] = bool(settings.PROVIDERS) and keeps
    shown["may_reset"] = keeps and (there or Permission.MANAGE_NETWORK in by.permissions) and not shown["own"]
    return render(request, "network/card.html", shown)


def _me(by: Actor) -> int:
    if by.professional_id is None:
        raise NotAllowed(text("Dit is alleen voor wie hier werkt."))
    return by.professional_id


@professionals_only
def own_card(request: HttpRequest, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    card = queries.contact_card(_me(by), by=by, now=now)
    known = {"phone": card.own_phone, "email": card.email, "reachable": card.reachable, "call_me_for": card.call_me_for}
    form = forms.CardForm(request.POST or None, initial=known)
    return form_page(
        request,
        form,
        Words(
            text("Mijn kaart"),
            text("Bewaar mijn kaart"),
            text("Uw kaart is bijgewerkt."),
            lead=text("Zo vinden anderen u als het ertoe doet."),
        ),
        act=lambda: actions.edit_card(_me(by), by=by, now=now, once=str(form.once_key), **form.answers),
        to=reverse("contact-card", args=[_me(by)]),
        back=reverse("network"),
    )


@professionals_only
def staffing(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    """Contract hours and trainings of a colleague, by who leads the work there."""
    now = request.now  # type: ignore[attr-defined]
    known = queries.staffing(pk, by=by, now=now)
    programmes = agreements.programmes(by.region_id, request.today).values()  # type: ignore[attr-defined]
    asked = {one.id: one.names for each in programmes if each.staffing for one in each.staffing.trainings}
    trainings = sorted(((code, say(names)) for code, names in asked.items()), key=lambda pair: pair[1])
    first = {"hours": known.hours, "trainings": known.trainings}
    form = forms.StaffingForm(request.POST or None, trainings=trainings, initial=first)
    here = reverse("contact-card", args=[pk])
    words = Words(text("Uren en opleidingen"), text("Bewaar"), text("De uren en opleidingen zijn bewaard."), known.name)

    def act() -> int:
        return actions.set_staffing(pk, by=by, now=now, once=str(form.once_key), **form.answers)

    return form_page(request, form, words, act=act, to=here, back=here)


@professionals_only
def stand_in(request: HttpRequest, *, by: Actor) -> HttpResponse:
    must(by, Permission.SET_STAND_IN)
    now = request.now  # type: ignore[attr-defined]
    others = [person for person in queries.colleagues(by=by, now=now) if person.id != _me(by)]
    form = forms.StandInForm(request.POST or None, colleagues=others)

    def act() -> int:
        answers = form.answers
        stand_in_id = int(answers.pop("stand_in"))
        return stand_in_takes_over(_me(by), by=by, now=now, once=str(form.once_key), stand_in_id=stand_in_id, **answers)

    return form_page(
        request,
        form,
        Words(
            text("Vervanging regelen"),
            text("Regel de vervanging"),
            text("De vervanging is geregeld."),
            lead=text(
                "Uw vervanger neemt op de eerste dag uw gezinnen en taken over. Bent u terug? Dan komen ze bij u terug."
            ),
        ),
        act=act,
        to=reverse("contact-card", args=[_me(by)]),
        back=reverse("network"),
    )


@professionals_only
def stand_in_end(request: HttpRequest, *, by: Actor) -> HttpResponse:
    must(by, Permission.SET_STAND_IN)
    now = request.now  # type: ignore[attr-defined]
    form = forms.EmptyForm(request.POST or None)
    here = reverse("contact-card", args=[_me(by)])
    return form_page(
        request,
        form,
        Words(text("Weer terug"), text("Ik ben er weer"), text("Uw werk is weer bij u.")),
        act=lambda: return_from_absence(_me(by), by=by, now=now, once=str(form.once_key)),
        to=here,
        back=here,
    )


@professionals_only
def own_offers(request: HttpRequest, *, by: Actor) -> HttpResponse:
    found = queries.offers(by=by, now=request.now, organisation_id=by.organisation_id)  # type: ignore[attr-defined]
    return render(request, "network/own_offers.html", {"offers": found})


def _organisation(by: Actor) -> int:
    must(by, Permission.EDIT_OFFER)
    if by.organisation_id is None:
        raise NotAllowed(text("Dit is alleen voor wie hier werkt."))
    return by.organisation_id


@professionals_only
def offer_new(request: HttpRequest, *, by: Actor) -> HttpResponse:
    now, organisation_id = request.now, _organisation(by)  # type: ignore[attr-defined]
    form = forms.OfferForm(request.POST or None, municipalities=queries.municipalities(by=by, now=now))

    def act() -> int:
        answers = form.answers
        towns = [int(pk) for pk in answers.pop("municipalities")]
        return actions.create_offer(
            organisation_id, by=by, now=now, once=str(form.once_key), municipality_ids=towns, **answers
        )

    return form_page(
        request,
        form,
        Words(
            text("Nieuw aanbod"),
            text("Voeg toe"),
            text("Het aanbod staat in het netwerk. Geef nu op hoeveel ruimte er is."),
        ),
        act=act,
        to=lambda made: reverse("offer-room", args=[made]),
        back=reverse("own-offers"),
    )


@professionals_only
def offer(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    known = queries.own_offer(pk, by=by, now=now)
    first = {"name": known.name, "for_whom": known.for_whom, "active": known.active}
    first["municipalities"] = [str(town) for town in known.municipality_ids]
    form = forms.ChangeOfferForm(
        request.POST or None, initial=first, municipalities=queries.municipalities(by=by, now=now)
    )

    def act() -> int:
        answers = form.answers
        towns = [int(pk) for pk in answers.pop("municipalities")]
        return actions.edit_offer(pk, by=by, now=now, once=str(form.once_key), municipality_ids=towns, **answers)

    return form_page(
        request,
        form,
        Words(text("Aanbod veranderen"), text("Bewaar"), text("Het aanbod is bijgewerkt.")),
        act=act,
        to=reverse("own-offers"),
        back=reverse("own-offers"),
    )


@professionals_only
def offer_room(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    known = queries.own_offer(pk, by=by, now=now)
    first = {"capacity": known.capacity, "taken": known.taken, "waiting_days": known.waiting_days}
    form = forms.RoomForm(request.POST or None, initial=first)
    return form_page(
        request,
        form,
        Words(
            text("Hoeveel ruimte is er?"),
            text("Geef door"),
            text("De ruimte is doorgegeven, met de datum van vandaag."),
            lead=known.name,
        ),
        act=lambda: actions.state_capacity(pk, by=by, now=now, once=str(form.once_key), **form.answers),
        to=reverse("own-offers"),
        back=reverse("own-offers"),
    )
