"""Into a programme: what its tables say stands beside the form, and what they do not know is asked there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sluitend.care.agreements import queries as agreements
from sluitend.care.decisions import actions as decisions
from sluitend.care.decisions import queries as decided
from sluitend.care.programmes import actions, queries
from sluitend.core.access import Actor
from sluitend.core.content import FactorKind, Programme
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family.about import AboutFamily
from sluitend.doors.workspace.family.views import about_family
from sluitend.doors.workspace.form_page import Words
from sluitend.doors.workspace.programmes.beginning_forms import EnrolForm, StartForm, WorkerForm
from sluitend.doors.workspace.programmes.changing import answer, enrolment, page_of
from sluitend.ui.wording import say

GONE_THROUGH = (FactorKind.URGENT, FactorKind.RISK)


@professionals_only
def enrol(request: HttpRequest, family_id: int, programme_id: str, *, by: Actor) -> HttpResponse:
    """The first stage: what who refers can know."""
    now = request.now  # type: ignore[attr-defined]
    about = about_family(request, family_id, by)
    offered = queries.offered(family_id, by=by, now=now)
    programme = next((one for one in offered if one.id == programme_id), None)
    if programme is None:
        raise Http404
    fit = decided.fit(family_id, by=by, now=now, programme_id=programme_id)
    form = _enrol_form(request, about, programme, fit)
    if form.is_bound and form.is_valid():
        fit = decided.fit(family_id, by=by, now=now, programme_id=programme_id, told=form.told)
    words = Words(
        text("Beginnen met %(programme)s", programme=programme.names),
        text("Begin"),
        text("Het programma is begonnen."),
        say(programme.audience),
    )
    call, to = decisions.enrol_by_tables, page_of(family_id)
    return answer(request, by, form, words, call, family_id, to=to, shown=_shown(fit))


def _shown(fit: decided.Fit) -> dict[str, Any]:
    return {"fit": fit, "template": "programmes/begin.html"}


def _enrol_form(request: HttpRequest, about: AboutFamily, programme: Programme, fit: decided.Fit) -> EnrolForm:
    by = about.by
    parents = [(row.person_id, say(row.name)) for row in about.people.members if not row.is_child]
    workers = queries.workers(by=by, now=about.now, programme=programme)
    own = next((row.id for row in workers if row.id == by.professional_id), None)
    social = [(row.card.id, say(row.card.name)) for row in about.people.professionals]
    return EnrolForm(
        request.POST or None,
        programme=programme,
        people=parents,
        workers=workers,
        social=social,
        asks=fit.asks,
        initial={"worker_id": own, "person_id": parents[0][0] if parents else None},
    )


@professionals_only
def start(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    """The second stage, after the first visit; or from the waiting list, as it was decided before."""
    now = request.now  # type: ignore[attr-defined]
    view = enrolment(request, family_id, pk, by)
    after_visit = view.status == "intake"
    factors = agreements.factors(by.region_id, request.today) if after_visit else None  # type: ignore[attr-defined]
    initial = {"worker_id": view.worker_id}
    workers = queries.workers(by=by, now=now, programme=view.programme)
    form = StartForm(request.POST or None, workers=workers, factors=factors, initial=initial)
    shown: dict[str, Any] = {}
    if after_visit:
        given = form.answers if form.is_bound and form.is_valid() else {}
        seen = {"seen": given.get("factors", ()), "gone_through": GONE_THROUGH if given.get("gone_through") else ()}
        shown = _shown(decided.fit_after_visit(pk, by=by, now=now, **seen))
    title = text("Na de kennismaking") if after_visit else text("Van de wachtlijst")
    words = Words(title, text("Bewaar"), text("De volgende stap staat."), say(view.programme.audience))
    return answer(request, by, form, words, decisions.start_by_tables, pk, to=page_of(family_id), shown=shown)


@professionals_only
def change_worker(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    view = enrolment(request, family_id, pk, by)
    initial = {"worker_id": view.worker_id}
    workers = queries.workers(by=by, now=request.now, programme=view.programme)  # type: ignore[attr-defined]
    form = WorkerForm(request.POST or None, workers=workers, initial=initial)
    words = Words(text("Een andere vaste medewerker"), text("Draag over"), text("Het volgende contact gaat mee."))
    return answer(request, by, form, words, actions.change_worker, pk, to=page_of(family_id))
