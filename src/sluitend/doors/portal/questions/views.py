"""What a parent asks, and the answers."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sluitend.care.parents.actions import ask
from sluitend.care.parents.queries import OwnPages, own_questions, who_looked
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import page, parents_only
from sluitend.doors.portal.questions.forms import QuestionForm
from sluitend.doors.portal.words import written
from sluitend.ui.languages import language


@parents_only
def questions(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """The questions with their answers, and a new one; `?keek=<n>` begins it about the n-th look of the list."""
    now = request.now  # type: ignore[attr-defined]
    form = QuestionForm(
        language(own.language), request.POST if request.method == "POST" else None, initial=_about(request, own)
    )
    if form.is_bound and form.is_valid():
        try:
            ask(own.family_id, by=own.by, now=now, once=form.once_key, **form.answers)
            return redirect("portal-questions")
        except NotNow:
            form.wrong(None, "questions.nobody")
    found = own_questions(own.family_id, by=own.by, now=now)
    about = form["about_look"].value() or ""
    return page(
        request,
        "own_questions/questions.html",
        own,
        status=422 if form.errors else 200,
        rows=found,
        form=form,
        about=about,
    )


def _about(request: HttpRequest, own: OwnPages) -> dict[str, str]:
    place = request.GET.get("keek", "")
    if not place.isdecimal():
        return {}
    looks = who_looked(own.family_id, by=own.by, now=request.now)  # type: ignore[attr-defined]
    if int(place) >= len(looks):
        return {}
    look, spoken = looks[int(place)], language(own.language)
    asked = spoken.say("looks.ask_words", who=look.name, day=written(look.on, spoken.id))
    return {"question": asked, "about_look": _for_the_coordinator(look.name, look.on)}


def _for_the_coordinator(name: str, on: date) -> str:
    """In Dutch: the coordinator reads it beside a question in any language."""
    return f"{name}, {written(on, 'nl')}"
