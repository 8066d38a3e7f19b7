"""Parents at the table: who has own pages, inviting somebody, and answering what parents ask."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from sluitend.care.parents import actions, queries
from sluitend.care.query import one_page
from sluitend.core.access import Actor, NotNow
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family import head
from sluitend.doors.workspace.family.views import about_family
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.parents.forms import AnswerForm, EndForm, InviteForm
from sluitend.ui.wording import say


def _page(family_id: int) -> str:
    return reverse("family-parents", args=[family_id])


@professionals_only
def parents(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    with one_page():
        about = about_family(request, family_id, by)
        shown = {
            "head": head.short(about),
            "heading": about.heading,
            "parents": queries.parents_of(family_id, by=by, now=now),
            "questions": queries.questions_of(family_id, by=by, now=now),
            "gatherings": queries.gatherings_of(family_id, by=by, now=now),
        }
    return render(request, "parents/parents.html", shown)


@professionals_only
@never_cache
def invite(request: HttpRequest, family_id: int, person_id: int, *, by: Actor) -> HttpResponse:
    """The code is shown once, in the answer to the form; it is never in an address."""
    now = request.now  # type: ignore[attr-defined]
    found = queries.parents_of(family_id, by=by, now=now)
    parent = next((row for row in found if row.person_id == person_id), None)
    if parent is None:
        raise Http404
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        code = actions.new_code()
        try:
            _hand_over(family_id, parent, by=by, now=now, code=code, **form.answers)
        except NotNow as refused:
            form.refuse(refused.field, say(refused.reason))
        else:
            way_in = request.build_absolute_uri(reverse("portal-enter"))
            return render(request, "parents/code.html", {"code": code, "way_in": way_in, "back": _page(family_id)})
    status = 422 if form.errors else 200
    return render(
        request, "parents/invite.html", {"form": form, "parent": parent, "back": _page(family_id)}, status=status
    )


def _hand_over(family_id: int, parent: queries.ParentRow, **facts: Any) -> None:
    """A first code, or a new one for who lost the way in."""
    if parent.opened_on and parent.invitation_id:
        actions.invite_again(parent.invitation_id, **facts)
    else:
        actions.invite(family_id, person_id=parent.person_id, **facts)


@professionals_only
def end(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    if all(row.invitation_id != pk for row in queries.parents_of(family_id, by=by, now=now)):
        raise Http404
    form = EndForm(request.POST or None)
    words = Words(
        text("De eigen pagina sluiten"),
        text("Sluit de pagina"),
        text("De eigen pagina is gesloten."),
        lead=text("De ouder kan niet meer inloggen. Wat de ouder schreef, blijft bij het gezin. Vertel het de ouder."),
        danger=True,
    )
    return form_page(
        request,
        form,
        words,
        act=lambda: actions.end_invitation(pk, by=by, now=now, once=str(form.once_key)),
        to=_page(family_id),
        back=_page(family_id),
    )


@professionals_only
def answer(request: HttpRequest, family_id: int, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    question = next((row for row in queries.questions_of(family_id, by=by, now=now) if row.id == pk), None)
    if question is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    words = Words(text("Een ouder antwoorden"), text("Verstuur het antwoord"), text("De ouder ziet uw antwoord."))
    return form_page(
        request,
        form,
        words,
        act=lambda: actions.answer(pk, by=by, now=now, once=str(form.once_key), **form.facts()),
        to=_page(family_id),
        back=_page(family_id),
        template="parents/answer.html",
        question=question,
    )
