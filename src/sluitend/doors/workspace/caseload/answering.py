"""Answering a request to take over a lead."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sluitend.care.coordination import actions, queries
from sluitend.core.access import Actor
from sluitend.core.text import text
from sluitend.doors.workspace.caseload import forms
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page

ACCEPT = Words(
    text("Regie overnemen"),
    text("Ik neem de regie over"),
    text("U bent nu regiehouder van dit gezin."),
    lead=text("Als u ja zegt, krijgt u ook de open taken van de vorige regiehouder voor dit gezin."),
)
REFUSE = Words(
    text("Regie niet overnemen"),
    text("Ik kan het niet overnemen"),
    text("Uw antwoord is verstuurd. De regie blijft waar die was."),
    lead=text("De afzender leest uw reden en blijft regiehouder."),
)


@professionals_only
def accept(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    return _answer(request, pk, by, forms.Accept, ACCEPT, actions.accept_handover)


@professionals_only
def refuse(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    return _answer(request, pk, by, forms.Refuse, REFUSE, actions.refuse_handover)


def _answer(request: HttpRequest, pk: int, by: Actor, kind: Any, words: Words, verb: Any) -> HttpResponse:
    asked = queries.handover(pk, by=by, now=request.now)  # type: ignore[attr-defined]
    form = kind(request.POST if request.method == "POST" else None)

    def act() -> int:
        done: int = verb(pk, by=by, now=request.now, once=str(form.once_key), **form.answers)  # type: ignore[attr-defined]
        return done

    shown = {"asked": asked, "refuses": words is REFUSE, "template": "caseload/answer.html"}
    return form_page(request, form, words, act=act, to=reverse("today"), back=reverse("inbox"), **shown)
