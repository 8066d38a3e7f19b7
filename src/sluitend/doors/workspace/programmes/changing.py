"""Each thing that is done with a programme of a family: one form, one action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sluitend.care.agreements import queries as agreements
from sluitend.care.programmes import actions, queries
from sluitend.core.access import Actor
from sluitend.core.contact_reasons import REFUSED
from sluitend.core.content.programmes import Milestone
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.programmes import forms
from sluitend.doors.workspace.programmes.words import moment_words
from sluitend.ui.wording import say


def page_of(family_id: int) -> str:
    """Where everything that is done with a programme comes back to."""
    return reverse("family-programmes", args=[family_id])


def _views(request: HttpRequest, family_id: int, by: Actor) -> tuple[queries.EnrolmentView, ...]:
    return queries.programmes_of(family_id, by=by, now=request.now)  # type: ignore[attr-defined]


def enrolment(request: HttpRequest, family_id: int, pk: int, by: Actor) -> queries.EnrolmentView:
    """As this reader may see it; a number of another family is not found."""
    found = next((view for view in _views(request, family_id, by) if view.id == pk), None)
    if found is None:
        raise Http404
    return found


def _with_contact(
    request: HttpRequest, family_id: int, contact_id: int, by: Actor
) -> tuple[queries.EnrolmentView, queries.ContactRow]:
    for view in _views(request, family_id, by):
        for contact in (*([view.next] if view.next else []), *view.contacts):
            if contact.id == contact_id:
                return view, contact
    raise Http404


def answer(
    request: HttpRequest,
    by: Actor,
    form: Any,
    words: Words,
    call: Callable[..., int],
    *about: object,
    to: str,
    back: str = "",
    shown: Mapping[str, Any] | None = None,
    **given: object,
) -> HttpResponse:
    """The page of a form with its one action; `shown` is what stands beside the form, `given` what the action gets beside the answers."""

    def act() -> int:
        now = request.now  # type: ignore[attr-defined]
        return call(*about, by=by, now=now, once=str(form.once_key), **given, **form.facts())

    return form_page(request, form, words, act=act, to=to, back=back or to, **(shown or {}))


def _of_visit(family_id: int) -> dict[str, object]:
    """From the page of a visit one can go on to the reporting code."""
    return {"template": "programmes/visit_form.html", "family_id": family_id}


@professionals_only
def record(request: HttpRequest, family_id: int, contact_id: int, *, by: Actor) -> HttpResponse:
    """At the door."""
    view, contact = _with_contact(request, family_id, contact_id, by)
    rhythm = text("Niets gekozen: het ritme van het programma geeft de datum.") if view.programme.phases else ""
    form = forms.RecordForm(request.POST or None, today=request.today, rhythm=say(rhythm))  # type: ignore[attr-defined]
    words = Words(
        text("Contact noteren"),
        text("Noteer"),
        text("Genoteerd. De rest kan later."),
        text("Bij %(person)s, gepland op %(date)s.", person=view.person, date=contact.on),
    )
    refused = request.method == "POST" and request.POST.get("held") == REFUSED
    to = {"to": page_of(family_id) if refused else reverse("visits"), "back": page_of(family_id)}
    return answer(request, by, form, words, actions.record, contact_id, shown=_of_visit(family_id), **to)


@professionals_only
def complete(request: HttpRequest, family_id: int, contact_id: int, *, by: Actor) -> HttpResponse:
    view, contact = _with_contact(request, family_id, contact_id, by)
    factors = agreements.factors(by.region_id, request.today)  # type: ignore[attr-defined]
    shares = {f"share_{domain}": percent for domain, percent in contact.shares.items()}
    filled = {"place": contact.place, "present": contact.present, "minutes": contact.minutes}
    initial = {**filled, **shares, "topics": contact.topics}
    form = forms.CompleteForm(request.POST or None, programme=view.programme, factors=factors, initial=initial)
    lead = view.programme.limits or text("Contact van %(date)s.", date=contact.on)
    words = Words(text("Contact aanvullen"), text("Bewaar"), text("Het contact is aangevuld."), say(lead))
    shown = _of_visit(family_id)
    return answer(request, by, form, words, actions.complete, contact_id, to=page_of(family_id), shown=shown)


@professionals_only
def agree_day(request: HttpRequest, family_id: int, contact_id: int, *, by: Actor) -> HttpResponse:
    _with_contact(request, family_id, contact_id, by)
    form = forms.DayForm(request.POST or None)
    words = Words(
        text("De dag afspreken"),
        text("Bewaar"),
        text("De afspraak staat."),
        text("Een dag die u met het gezin afsprak, verschuift niet vanzelf."),
    )
    return answer(request, by, form, words, actions.agree_day, contact_id, to=page_of(family_id))


@professionals_only
def between(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    enrolment(request, family_id, pk, by)
    form = forms.BetweenForm(request.POST or None)
    words = Words(text("Contact tussendoor"), text("Noteer"), text("Het contact is genoteerd."))
    return answer(request, by, form, words, actions.between, pk, to=page_of(family_id))


@professionals_only
def move_to_step(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    view = enrolment(request, family_id, pk, by)
    form = forms.StepForm(request.POST or None, programme=view.programme, initial={"step": view.step})
    words = Words(text("Naar een andere stap"), text("Bewaar"), text("De stap is veranderd."))
    return answer(request, by, form, words, actions.move_to_step, pk, to=page_of(family_id))


@professionals_only
def mark(request: HttpRequest, family_id: int, pk: int, code: str, *, by: Actor) -> HttpResponse:
    view = enrolment(request, family_id, pk, by)
    found = next((one for one in (*view.programme.milestones, *view.programme.sub_goals) if one.id == code), None)
    if found is None:
        raise Http404
    form = forms.MarkForm(request.POST or None, confirmed=isinstance(found, Milestone) and found.confirmed_by_receiver)
    words = Words(text("Bereikt: %(what)s", what=found.names), text("Noteer"), text("Genoteerd."))
    return answer(request, by, form, words, actions.mark, pk, to=page_of(family_id), code=code)


@professionals_only
def measure(request: HttpRequest, family_id: int, pk: int, number: int, *, by: Actor) -> HttpResponse:
    view = enrolment(request, family_id, pk, by)
    row = next((one for one in view.measured if one.number == number), None)
    if row is None:
        raise Http404
    form = forms.MeasureForm(request.POST or None, measurement=row.measurement)
    title = text("Meting: %(what)s", what=row.measurement.names)
    words = Words(title, text("Bewaar"), text("De uitkomst is bewaard."), moment_words(row.moment))
    given = {"measurement": row.measurement.id, "moment": row.moment}
    return answer(request, by, form, words, actions.measure, pk, to=page_of(family_id), **given)


@professionals_only
def feedback(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    """To whom stands in the lead, so that nobody is told by surprise."""
    enrolment(request, family_id, pk, by)
    names = queries.to_tell(family_id, by=by, now=request.now)  # type: ignore[attr-defined]
    form = forms.FeedbackForm(request.POST or None)
    lead = text("Dit gaat naar %(names)s. Er staat geen naam van het gezin in het bericht.", names=names)
    nobody = text("Niemand anders heeft dit gezin gemeld of verwezen.")
    words = Words(
        text("Terugkoppeling"), text("Koppel terug"), text("Teruggekoppeld."), say(lead) if names else say(nobody)
    )
    return answer(request, by, form, words, actions.give_feedback, pk, to=page_of(family_id))


@professionals_only
def group(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    """Into a group of her fixed worker, into another one, or out of it."""
    view = enrolment(request, family_id, pk, by)
    facts = {"programme_id": view.programme.id, "worker_id": view.worker_id}
    groups = queries.groups_to_join(by=by, now=request.now, **facts)  # type: ignore[attr-defined, arg-type]
    initial = {"group_id": view.group.named.id if view.group else forms.NO_GROUP}
    form = forms.JoinForm(request.POST or None, groups=groups, initial=initial)
    lead = text("Het volgende contact wordt de volgende bijeenkomst van de groep.")
    words = Words(text("In welke groep?"), text("Bewaar"), text("De groep is veranderd."), lead)
    return answer(request, by, form, words, actions.place_in_group, pk, to=page_of(family_id))


@professionals_only
def end(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    view = enrolment(request, family_id, pk, by)
    form = forms.EndForm(request.POST or None, programme=view.programme)
    title = text("%(programme)s beëindigen", programme=view.programme.names)
    lead = text("Wie de regie heeft, krijgt bericht. Het dossier van het gezin blijft open.")
    words = Words(title, text("Beëindig"), text("Het programma is geëindigd."), lead, danger=True)
    return answer(request, by, form, words, actions.end, pk, to=page_of(family_id))
