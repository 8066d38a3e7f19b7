"""The household: its name, where it lives, two addresses, parental authority, and who is around it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sluitend.care.coordination.actions import separate_household
from sluitend.care.network.queries import colleagues, municipalities
from sluitend.care.people import actions, queries
from sluitend.core.access import Actor
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.people import forms, household_forms
from sluitend.doors.workspace.people.persons import page_of


@professionals_only
def family_name(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    people = queries.family_people(family_id, by=by, now=now)
    form = household_forms.NameForm(request.POST or None, initial={"name": people.name})
    return form_page(
        request,
        form,
        Words(text("Naam van het gezin"), text("Bewaar"), text("De naam is veranderd.")),
        act=lambda: actions.rename_family(family_id, by=by, now=now, once=str(form.once_key), **form.answers),
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def move(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    people = queries.family_people(family_id, by=by, now=now)
    form = household_forms.MoveForm(
        request.POST or None,
        initial={"municipality": str(people.municipality_id)},
        municipalities=municipalities(by=by, now=now),
    )

    def act() -> int:
        said = form.answers
        town_id = int(said.pop("municipality"))
        return actions.move(family_id, by=by, now=now, once=str(form.once_key), municipality_id=town_id, **said)

    return form_page(
        request,
        form,
        Words(
            text("Verhuizing"),
            text("Leg de verhuizing vast"),
            text("De verhuizing is vastgelegd. De regiehouder blijft tot een ander het overneemt."),
            lead=text("Gaat het gezin naar buiten de regio? Draag het dan eerst over aan iemand daar."),
        ),
        act=act,
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def split(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    people = queries.family_people(family_id, by=by, now=now)
    form = household_forms.SplitForm(
        request.POST or None,
        initial={"municipality": str(people.municipality_id)},
        members=[(member.person_id, member.name, member.is_child) for member in people.members],
        municipalities=municipalities(by=by, now=now),
    )

    def act() -> int:
        said = form.answers
        return separate_household(
            family_id,
            by=by,
            now=now,
            once=str(form.once_key),
            municipality_id=int(said["municipality"]),
            on=said["on"],
            leaving_ids=[int(pk) for pk in said["leaving"]],
            both_ids=[int(pk) for pk in said["both"]],
            name=said["name"],
        )

    return form_page(
        request,
        form,
        Words(
            text("Apart gaan wonen"),
            text("Maak er twee gezinnen van"),
            text("Er zijn nu twee gezinnen, met dezelfde regiehouder."),
            lead=text("Ouders die uit elkaar gaan, blijven allebei in beeld. Een kind kan bij allebei wonen."),
        ),
        act=act,
        to=page_of,
        back=page_of(family_id),
    )


@professionals_only
def authority(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    people = queries.family_people(family_id, by=by, now=now)
    holders = queries.could_have_authority(family_id, by=by, now=now)
    children = [(child.person_id, child.name) for child in people.children]
    form = household_forms.AuthorityForm(request.POST or None, people=children, holders=holders)

    def act() -> int:
        said = form.answers
        return actions.set_authority(
            family_id,
            by=by,
            now=now,
            once=str(form.once_key),
            child_id=int(said["child"]),
            holder_id=int(said["holder"]),
            since=said["since"],
            ground=said["ground"],
        )

    return form_page(
        request,
        form,
        Words(
            text("Ouderlijk gezag"),
            text("Leg het gezag vast"),
            text("Het gezag is vastgelegd."),
            lead=text("Een partner heeft niet vanzelf gezag. Vraag het na als u het niet zeker weet."),
        ),
        act=act,
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def authority_end(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = forms.LastDayForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(text("Gezag is geëindigd"), text("Leg vast"), text("Het einde van het gezag is vastgelegd.")),
        act=lambda: actions.end_authority(
            family_id, by=by, now=now, once=str(form.once_key), authority_id=pk, **form.answers
        ),
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def helper_new(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = household_forms.HelperForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(
            text("Iemand uit het eigen netwerk"),
            text("Voeg toe"),
            text("Toegevoegd aan het eigen netwerk."),
            lead=text("Wie kan het gezin zelf vragen?"),
        ),
        act=lambda: actions.add_helper(family_id, by=by, now=now, once=str(form.once_key), **form.answers),
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def helper_end(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = forms.LastDayForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(text("Helpt niet meer"), text("Leg vast"), text("Vastgelegd.")),
        act=lambda: actions.end_helper(pk, by=by, now=now, once=str(form.once_key), **form.answers),
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def involve(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = household_forms.InvolveForm(request.POST or None, colleagues=colleagues(by=by, now=now))

    def act() -> int:
        said = form.answers
        professional_id = int(said.pop("professional"))
        return actions.involve(
            family_id, by=by, now=now, once=str(form.once_key), professional_id=professional_id, **said
        )

    return form_page(
        request,
        form,
        Words(
            text("Iemand betrekken"),
            text("Betrek deze persoon"),
            text("Deze persoon kan het dossier nu zien."),
            lead=text("Betrek alleen wie het gezin kent en wie het gezin erbij wil."),
        ),
        act=act,
        to=page_of(family_id),
        back=page_of(family_id),
    )


@professionals_only
def involvement_end(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    queries.family_people(family_id, by=by, now=now)
    form = forms.LastDayForm(request.POST or None)
    return form_page(
        request,
        form,
        Words(
            text("Niet meer betrokken"),
            text("Leg vast"),
            text("Vastgelegd. Na die dag kan deze persoon het dossier niet meer zien."),
        ),
        act=lambda: actions.end_involvement(pk, by=by, now=now, once=str(form.once_key), **form.answers),
        to=page_of(family_id),
        back=page_of(family_id),
    )
