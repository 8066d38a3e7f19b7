"""This family is known: what somebody who is not involved may know, ask and, in an emergency, do."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sluitend.care.followup import actions
from sluitend.care.people import queries
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import text
from sluitend.doors.workspace.access import forms
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page


@professionals_only
def known_here(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    known = queries.known_here(family_id, by=by, now=now)
    if known.own:
        return redirect("family-people", family_id)
    form = forms.AskForm(request.POST or None)
    here = reverse("known-here", args=[family_id])
    return form_page(
        request,
        form,
        Words(
            text("Dit gezin is bekend"),
            text("Vraag toegang"),
            text("Uw vraag is verstuurd. U krijgt bericht als er een antwoord is."),
        ),
        act=lambda: actions.ask_access(family_id, by=by, now=now, once=str(form.once_key), **form.answers),
        to=here,
        back=reverse("find-family"),
        template="access/known_here.html",
        known=known,
        may_break=Permission.BREAK_GLASS in by.permissions,
    )


@professionals_only
def break_glass(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now, today = request.now, request.today  # type: ignore[attr-defined]
    queries.known_here(family_id, by=by, now=now)
    form = forms.GlassForm(request.POST or None, today=today)

    def act() -> int:
        said = form.answers
        until = date.fromisoformat(said["until"])
        return actions.break_glass(
            family_id, by=by, now=now, once=str(form.once_key), reason=said["reason"], until=until
        )

    return form_page(
        request,
        form,
        Words(
            text("Noodtoegang"),
            text("Open het dossier"),
            text("U ziet het dossier tot en met de gekozen dag. De regiehouder heeft bericht."),
            lead=text("Alleen als wachten gevaarlijk is. Bel bij direct gevaar 112."),
            danger=True,
        ),
        act=act,
        to=reverse("family-people", args=[family_id]),
        back=reverse("known-here", args=[family_id]),
    )


@professionals_only
def access_requests(request: HttpRequest, *, by: Actor) -> HttpResponse:
    found = queries.access_requests(by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "access/requests.html", {"asked": found})


@professionals_only
def answer_access(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    asked = next((row for row in queries.access_requests(by=by, now=now) if row.id == pk), None)
    if asked is None:
        raise Http404
    form = forms.AnswerForm(request.POST or None)

    def act() -> int:
        said = form.answers
        return actions.answer_access(
            pk, by=by, now=now, once=str(form.once_key), granted=said["granted"] == "yes", answer=said["answer"]
        )

    return form_page(
        request,
        form,
        Words(
            text("Vraag om toegang"),
            text("Verstuur uw antwoord"),
            text("Uw antwoord is verstuurd."),
            lead=text("Overleg met het gezin wie er mag meekijken."),
        ),
        act=act,
        to=reverse("access-requests"),
        back=reverse("access-requests"),
        template="access/answer.html",
        asked=asked,
    )
