"""Each thing that is done with a programme of a family: one form, one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sluitend.care.agreements import queries as agreements
from sluitend.care.network import queries as network
from sluitend.care.programmes import actions, queries
from sluitend.core.access import Actor
from sluitend.core.content import Programme
from sluitend.core.content.programmes import Milestone
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family.about import AboutFamily
from sluitend.doors.workspace.family.views import about_family
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.programmes import forms
from sluitend.doors.workspace.programmes.words import moment_words
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


def _page(family_id: int) -> str:
    return reverse("family-programmes", args=[family_id])


def _views(request: HttpRequest, family_id: int, by: Actor) -> tuple[queries.EnrolmentView, ...]:
    return queries.programmes_of(family_id, by=by, now=request.now)  # type: ignore[attr-defined]


def _one(request: HttpRequest, family_id: int, pk: int, by: Actor) -> queries.EnrolmentView:
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


def _answer(
    request: HttpRequest,
    by: Actor,
    form: Any,
    words: Words,
    call: Callable[..., int],
    *about: object,
    to: str,
    back: str = "",
    of_visit: int | None = None,
    **given: object,
) -> HttpResponse:
    """`of_visit`: the family, on the page of a visit: from there one can go on to the reporting code."""

    def act() -> int:
        now = request.now  # type: ignore[attr-defined]
        return call(*about, by=by, now=now, once=str(form.once_key), **given, **form.facts())

    template = "programmes/visit_form.html" if of_visit else "workspace/form_page.html"
    return form_page(request, form, words, act=act, to=to, back=back or to, template=template, family_id=of_visit)


@professionals_only
def record(request: HttpRequest, family_id: int, contact_id: int, *, by: Actor) -> HttpResponse:
    """At the door."""
    view, contact = _with_contact(request, family_id, contact_id, by)
    rhythm = text("Leeg: het ritme van het programma geeft de datum.") if view.programme.phases else ""
    form = forms.RecordForm(request.POST or None, rhythm=say(rhythm))
    words = Words(
        text("Contact noteren"),
        text("Noteer"),
        text("Genoteerd. De rest kan later."),
        text("Bij %(person)s, gepland op %(date)s.", person=view.person, date=contact.on),
    )
    to = {"to": reverse("visits"), "back": _page(family_id), "of_visit": family_id}
    return _answer(request, by, form, words, actions.record, contact_id, **to)


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
    return _answer(request, by, form, words, actions.complete, contact_id, to=_page(family_id), of_visit=family_id)


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
    return _answer(request, by, form, words, actions.agree_day, contact_id, to=_page(family_id))


@professionals_only
def enrol(request: HttpRequest, family_id: int, programme_id: str, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    about = about_family(request, family_id, by)
    offered = queries.offered(family_id, by=by, now=now)
    programme = next((one for one in offered if one.id == programme_id), None)
    if programme is None:
        raise Http404
    form = _enrol_form(request, about, programme, by)
    title = text("Beginnen met %(programme)s", programme=programme.names)
    words = Words(title, text("Begin"), text("Het programma is begonnen."), say(programme.audience))
    given = {"programme_id": programme_id}
    return _answer(request, by, form, words, actions.enrol, family_id, to=_page(family_id), **given)


def _enrol_form(request: HttpRequest, about: AboutFamily, programme: Programme, by: Actor) -> Form:
    parents = [(row.person_id, say(row.name)) for row in about.people.members if not row.is_child]
    workers = _workers(request, by)
    own = next((pk for pk, _name in workers if pk == by.professional_id), None)
    social = [(row.card.id, say(row.card.name)) for row in about.people.professionals]
    initial = {"worker_id": own, "person_id": parents[0][0] if parents else None}
    return forms.EnrolForm(
        request.POST or None, programme=programme, people=parents, workers=workers, social=social, initial=initial
    )


def _workers(request: HttpRequest, by: Actor) -> list[tuple[int, str]]:
    """Colleagues of one's own organisation, oneself among them."""
    found = network.colleagues(by=by, now=request.now)  # type: ignore[attr-defined]
    return [(card.id, card.name) for card in found]


@professionals_only
def start(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    view = _one(request, family_id, pk, by)
    initial = {"worker_id": view.worker_id}
    after_visit = view.status == "intake"
    factors = agreements.factors(by.region_id, request.today) if after_visit else None  # type: ignore[attr-defined]
    form = forms.StartForm(request.POST or None, workers=_workers(request, by), factors=factors, initial=initial)
    title = text("Na de kennismaking") if after_visit else text("Van de wachtlijst")
    words = Words(title, text("Bewaar"), text("De volgende stap staat."), say(view.programme.audience))
    return _answer(request, by, form, words, actions.start, pk, to=_page(family_id))


@professionals_only
def between(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    _one(request, family_id, pk, by)
    form = forms.BetweenForm(request.POST or None)
    words = Words(text("Contact tussendoor"), text("Noteer"), text("Het contact is genoteerd."))
    return _answer(request, by, form, words, actions.between, pk, to=_page(family_id))


@professionals_only
def move_to_step(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    view = _one(request, family_id, pk, by)
    form = forms.StepForm(request.POST or None, programme=view.programme, initial={"step": view.step})
    words = Words(text("Naar een andere stap"), text("Bewaar"), text("De stap is veranderd."))
    return _answer(request, by, form, words, actions.move_to_step, pk, to=_page(family_id))


@professionals_only
def mark(request: HttpRequest, family_id: int, pk: int, code: str, *, by: Actor) -> HttpResponse:
    view = _one(request, family_id, pk, by)
    found = next((one for one in (*view.programme.milestones, *view.programme.sub_goals) if one.id == code), None)
    if found is None:
        raise Http404
    form = forms.MarkForm(request.POST or None, confirmed=isinstance(found, Milestone) and found.confirmed_by_receiver)
    words = Words(text("Bereikt: %(what)s", what=found.names), text("Noteer"), text("Genoteerd."))
    return _answer(request, by, form, words, actions.mark, pk, to=_page(family_id), code=code)


@professionals_only
def measure(request: HttpRequest, family_id: int, pk: int, number: int, *, by: Actor) -> HttpResponse:
    view = _one(request, family_id, pk, by)
    row = next((one for one in view.measured if one.number == number), None)
    if row is None:
        raise Http404
    form = forms.MeasureForm(request.POST or None, measurement=row.measurement)
    title = text("Meting: %(what)s", what=row.measurement.names)
    words = Words(title, text("Bewaar"), text("De uitkomst is bewaard."), moment_words(row.moment))
    given = {"measurement": row.measurement.id, "moment": row.moment}
    return _answer(request, by, form, words, actions.measure, pk, to=_page(family_id), **given)


@professionals_only
def feedback(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    """To whom stands in the lead, so that nobody is told by surprise."""
    _one(request, family_id, pk, by)
    names = queries.to_tell(family_id, by=by, now=request.now)  # type: ignore[attr-defined]
    form = forms.FeedbackForm(request.POST or None)
    lead = text("Dit gaat naar %(names)s. Er staat geen naam van het gezin in het bericht.", names=names)
    nobody = text("Niemand anders heeft dit gezin gemeld of verwezen.")
    words = Words(
        text("Terugkoppeling"), text("Koppel terug"), text("Teruggekoppeld."), say(lead) if names else say(nobody)
    )
    return _answer(request, by, form, words, actions.give_feedback, pk, to=_page(family_id))


@professionals_only
def change_worker(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    view = _one(request, family_id, pk, by)
    initial = {"worker_id": view.worker_id}
    form = forms.WorkerForm(request.POST or None, workers=_workers(request, by), initial=initial)
    words = Words(text("Een andere vaste medewerker"), text("Draag over"), text("Het volgende contact gaat mee."))
    return _answer(request, by, form, words, actions.change_worker, pk, to=_page(family_id))


@professionals_only
def end(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    view = _one(request, family_id, pk, by)
    form = forms.EndForm(request.POST or None, programme=view.programme)
    title = text("%(programme)s beëindigen", programme=view.programme.names)
    lead = text("Wie de regie heeft, krijgt bericht. Het dossier van het gezin blijft open.")
    words = Words(title, text("Beëindig"), text("Het programma is geëindigd."), lead, danger=True)
    return _answer(request, by, form, words, actions.end, pk, to=_page(family_id))
