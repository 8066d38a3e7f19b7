"""One person: joining, changing, leaving, dying, and being one with another record."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sluitend.care.people import actions, queries
from sluitend.core.access import Actor
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.people import forms, household_forms


def page_of(family_id: int) -> str:
    return reverse("family-people", args=[family_id])


@professionals_only
def member_new(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = forms.MemberForm(request.POST or None)

    def act() -> int:
        said = form.answers
        return actions.add_member(
            family_id,
            by=by,
            now=now,
            once=str(form.once_key),
            part=said["part"],
            since=said["since"],
            facts=form.facts(),
        )

    return form_page(
        request,
        form,
        Words(text("Iemand toevoegen"), text("Voeg toe"), text("Toegevoegd aan het gezin.")),
        act=act,
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def member_known(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = forms.KnownMemberForm(request.POST or None, people=queries.own_people(by=by, now=now))

    def act() -> int:
        said = form.answers
        return actions.add_member(
            family_id,
            by=by,
            now=now,
            once=str(form.once_key),
            part=said["part"],
            since=said["since"],
            person_id=int(said["person"]),
        )

    return form_page(
        request,
        form,
        Words(
            text("Iemand die al bekend is"),
            text("Voeg toe"),
            text("Toegevoegd aan het gezin."),
            lead=text("Een kind kan bij twee gezinnen horen, bijvoorbeeld na een scheiding."),
        ),
        act=act,
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def person(request: HttpRequest, family_id: int, person_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    known = queries.person_facts(family_id, person_id, by=by, now=now)
    form = forms.PersonForm(request.POST or None, initial=asdict(known))
    return form_page(
        request,
        form,
        Words(text("Gegevens veranderen"), text("Bewaar"), text("De gegevens zijn bijgewerkt.")),
        act=lambda: actions.edit_person(
            family_id, by=by, now=now, once=str(form.once_key), person_id=person_id, facts=form.facts()
        ),
        to=page_of(family_id),
        back=page_of(family_id),
        template="people/person.html",
        family_id=family_id,
        person_id=person_id,
    )


@professionals_only
def person_died(request: HttpRequest, family_id: int, person_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.person_facts(family_id, person_id, by=by, now=now)
    form = forms.DeathForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(
            text("Overlijden vastleggen"),
            text("Leg vast"),
            text("Het overlijden is vastgelegd. Het gezin blijft in beeld."),
            lead=text("Het dossier sluit hierdoor niet. Kijk wie het gezin nu steunt."),
            danger=True,
        ),
        act=lambda: actions.record_death(
            family_id, by=by, now=now, once=str(form.once_key), person_id=person_id, **form.answers
        ),
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def member_leaves(request: HttpRequest, family_id: int, person_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    people = queries.family_people(family_id, by=by, now=now)
    member_id = next((member.member_id for member in people.members if member.person_id == person_id), None)
    if member_id is None:
        raise Http404
    form = forms.LastDayForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(
            text("Hoort niet meer bij dit gezin"),
            text("Leg vast"),
            text("Vastgelegd. De persoon en de geschiedenis blijven bewaard."),
        ),
        act=lambda: actions.end_membership(member_id, by=by, now=now, once=str(form.once_key), **form.answers),
        to=page_of(family_id),
        back=page_of(family_id),
    )


def named(people: queries.FamilyPeople) -> list[tuple[int, Any]]:
    return [(member.person_id, member.name) for member in people.members]


@professionals_only
def merge(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    people = queries.family_people(family_id, by=by, now=now)
    form = household_forms.MergeForm(
        request.POST or None, members=named(people), people=queries.own_people(by=by, now=now)
    )

    def act() -> int:
        said = form.answers
        return actions.merge(
            family_id,
            by=by,
            now=now,
            once=str(form.once_key),
            kept_id=int(said["kept"]),
            gone_id=int(said["gone"]),
            reason=said["reason"],
        )

    return form_page(
        request,
        form,
        Words(
            text("Dubbele gegevens samenvoegen"),
            text("Voeg samen"),
            text("Samengevoegd. U kunt dit ongedaan maken."),
            lead=text(
                "Alles wat aan de dubbele gegevens hangt, verhuist mee. Regels voor veilig contact blijven gelden."
            ),
        ),
        act=act,
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def unmerge(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = household_forms.EmptyForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(
            text("Samenvoegen ongedaan maken"),
            text("Maak ongedaan"),
            text("Het zijn weer twee personen."),
            lead=text("Alles gaat terug naar waar het was."),
        ),
        act=lambda: actions.unmerge(pk, by=by, now=now, once=str(form.once_key)),
        to=page_of(family_id),
        back=page_of(family_id),
    )
