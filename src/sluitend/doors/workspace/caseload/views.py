"""Handing over work: who has how much, a whole caseload to somebody else, stand-ins, coming back, leaving."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.coordination import actions, queries
from sluitend.care.network.queries import colleagues
from sluitend.core.access import Actor
from sluitend.core.text import text
from sluitend.doors.workspace.caseload import forms
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page

ASK = Words(
    text("Gezinnen overdragen"),
    text("Vraag om over te nemen"),
    text("De vraag is verstuurd. De regie blijft waar die is tot de ander ja zegt."),
)
STAND_IN = Words(
    text("Vervanging regelen"),
    text("Leg de vervanging vast"),
    text("De vervanging is vastgelegd."),
    lead=text("De vervanger wordt regiehouder en krijgt alle open taken. Bij terugkeer gaat alles terug."),
)
BEGIN = Words(
    text("Vervanging begint"),
    text("Draag het werk nu over"),
    text("Het werk is bij de vervanger."),
    lead=text("Vandaag is de eerste dag. Alle gezinnen en taken gaan naar de vervanger."),
)
BACK = Words(
    text("Terug van afwezigheid"),
    text("Geef het werk terug"),
    text("Het werk is terug."),
    lead=text("Gezinnen en taken die nog bij de vervanger zijn, gaan terug."),
)
LEAVE = Words(
    text("Vertrek"),
    text("Leg het vertrek vast"),
    text("Het vertrek is vastgelegd. Het werk is overgedragen."),
    lead=text("Alle gezinnen en taken gaan nu over. De vertrekkende collega ziet ze nog tot en met de laatste dag."),
    danger=True,
)


@professionals_only
def team(request: HttpRequest, *, by: Actor) -> HttpResponse:
    view = queries.team_view(by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "caseload/team.html", {"view": view, "hands_over": True})


def _own(request: HttpRequest, by: Actor) -> Any:
    """Colleagues of the own organisation: who may stand in or take a job over."""
    return colleagues(by=by, now=request.now, organisation_id=by.organisation_id)  # type: ignore[attr-defined]


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@professionals_only
def one(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    """One colleague's families, to ask somebody to take them over."""
    load = queries.caseload_of(pk, by=by, now=request.now)  # type: ignore[attr-defined]
    everybody = colleagues(by=by, now=request.now)  # type: ignore[attr-defined]
    form = forms.HandOver(_sent(request), colleagues=everybody, but=pk, rows=load.rows)

    def act() -> int:
        return actions.ask_caseload_handover(
            pk,
            by=by,
            now=request.now,
            once=str(form.once_key),
            **form.answers,  # type: ignore[attr-defined]
        )

    back = reverse("caseload")
    shown = {"load": load, "template": "caseload/one.html"}
    return form_page(request, form, ASK, act=act, to=back, back=back, **shown)


@professionals_only
def stand_in(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    form = forms.StandIn(_sent(request), colleagues=_own(request, by), but=pk)
    return _about(request, pk, by, form, STAND_IN, actions.stand_in_takes_over)


@professionals_only
def begin(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    return _about(request, pk, by, forms.Nothing(_sent(request)), BEGIN, actions.absence_begins)


@professionals_only
def back(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    return _about(request, pk, by, forms.Nothing(_sent(request)), BACK, actions.return_from_absence)


@professionals_only
def leave(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    form = forms.Leave(_sent(request), colleagues=_own(request, by), but=pk)
    return _about(request, pk, by, form, LEAVE, actions.leave_job)


def _about(request: HttpRequest, pk: int, by: Actor, form: Any, words: Words, verb: Any) -> HttpResponse:
    """One form about one colleague, whose name and number of families stand on the page."""

    def act() -> int:
        answers: int = verb(pk, by=by, now=request.now, once=str(form.once_key), **form.answers)  # type: ignore[attr-defined]
        return answers

    overview = reverse("caseload")
    load = queries.caseload_of(pk, by=by, now=request.now)  # type: ignore[attr-defined]
    shown = {"load": load, "template": "caseload/one.html"}
    return form_page(request, form, words, act=act, to=overview, back=overview, **shown)
