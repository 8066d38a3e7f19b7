"""Pregnancy, birth and loss."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sluitend.care.people import actions, queries
from sluitend.core.access import Actor
from sluitend.core.person import MOST_CHILDREN
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.people import forms
from sluitend.doors.workspace.people.persons import named, page_of


def _pregnancy(request: HttpRequest, family_id: int, pk: int, by: Actor) -> queries.PregnancyCard:
    people = queries.family_people(family_id, by=by, now=request.now)  # type: ignore[attr-defined]
    found = next((pregnancy for pregnancy in people.pregnancies if pregnancy.id == pk), None)
    if found is None:
        raise Http404
    return found


@professionals_only
def pregnancy_new(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    people = queries.family_people(family_id, by=by, now=now)
    form = forms.PregnancyForm(request.POST or None, people=named(people))

    def act() -> int:
        said = form.answers
        mother_id = int(said.pop("mother"))
        return actions.start_pregnancy(family_id, by=by, now=now, once=str(form.once_key), mother_id=mother_id, **said)

    return form_page(
        request,
        form,
        Words(text("Zwangerschap toevoegen"), text("Voeg toe"), text("De zwangerschap is vastgelegd.")),
        act=act,
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def due_date(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now, known = request.now, _pregnancy(request, family_id, pk, by)  # type: ignore[attr-defined]
    first = {"due_date": known.due_date, "dated_by": known.dated_by, "expected_children": known.expected_children}
    form = forms.DueDateForm(request.POST or None, initial=first)
    return form_page(
        request,
        form,
        Words(
            text("Uitgerekende datum"),
            text("Bewaar de datum"),
            text("De uitgerekende datum is bijgewerkt. Afspraken die daarvan afhangen, schuiven mee."),
            lead=text("De vorige datum blijft in de geschiedenis staan."),
        ),
        act=lambda: actions.set_due_date(pk, by=by, now=now, once=str(form.once_key), **form.answers),
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def birth(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now, known = request.now, _pregnancy(request, family_id, pk, by)  # type: ignore[attr-defined]
    count = _how_many(request.GET.get("kinderen", ""), known.expected_children)
    form = forms.BirthForm(request.POST or None, count=count)
    return form_page(
        request,
        form,
        Words(
            text("Geboorte vastleggen"),
            text("Leg de geboorte vast"),
            text("De geboorte is vastgelegd. Het dossier van het kind begint hier."),
            lead=text("Een naam mag later. De zwangerschapsduur rekenen we uit."),
        ),
        act=lambda: actions.record_birth(pk, by=by, now=now, once=str(form.once_key), children=form.children()),
        to=page_of(family_id),
        back=page_of(family_id),
        template="people/birth.html",
        count=count,
        choices=range(1, MOST_CHILDREN + 1),
        loss_url=reverse("loss", args=[family_id, pk]),
    )


def _how_many(asked: str, expected: int) -> int:
    return int(asked) if asked in {str(number) for number in range(1, MOST_CHILDREN + 1)} else expected


@professionals_only
def loss(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    _pregnancy(request, family_id, pk, by)
    form = forms.LossForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(
            text("Verlies vastleggen"),
            text("Leg vast"),
            text("Vastgelegd. Het gezin blijft in beeld, ook nu."),
            lead=text("Het dossier blijft open. Spreek af wie er nu voor het gezin is."),
        ),
        act=lambda: actions.record_loss(pk, by=by, now=now, once=str(form.once_key), **form.answers),
        to=page_of(family_id),
        back=page_of(family_id),
    )
