"""Asking consent: first what for whom, then three sentences to read aloud with what no means, then her answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sluitend.care.consent import actions, queries
from sluitend.care.query import one_page
from sluitend.core.access import Actor, NotNow
from sluitend.core.text import text
from sluitend.doors.workspace.consent.forms import AnswerForm, AskForm
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family.views import about_family
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

DONE = {
    "yes": (actions.record_consent, text("De toestemming is vastgelegd.")),
    "no": (actions.record_refusal, text("De weigering is vastgelegd. Er wordt niets gedeeld.")),
}


@professionals_only
def ask(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    with one_page():
        about = about_family(request, family_id, by)
        asked = AskForm(request.POST if request.method == "POST" else None, about=about)
        if not asked.is_valid():
            return _page(request, family_id, asked)
        try:
            asking = queries.asking(family_id, by=by, now=now, **asked.facts())
        except NotNow as refused:
            asked.refuse(refused.field, say(refused.reason))
            return _page(request, family_id, asked)
    answer = request.POST.get("answer", "")
    form = AnswerForm(request.POST if answer in DONE else None, asking=asking)
    if answer in DONE and form.is_valid():
        record, said = DONE[answer]
        try:
            record(family_id, by=by, now=now, once=str(form.once_key), asked=_asked(asked, form))
        except NotNow as refused:
            form.refuse(refused.field, say(refused.reason))
        else:
            messages.success(request, say(said))
            return redirect(reverse("family-facts", args=[family_id]) + "#grounds")
    return _page(request, family_id, asked, form, asking)


def _asked(asked: AskForm, form: AnswerForm) -> actions.Asked:
    return actions.Asked(**asked.facts(), **form.facts())


def _page(
    request: HttpRequest,
    family_id: int,
    asked: AskForm,
    form: AnswerForm | None = None,
    asking: queries.Asking | None = None,
) -> HttpResponse:
    shown: dict[str, object] = {"asked": asked, "form": form, "asking": asking, "family_id": family_id}
    wrong: Form = form or asked
    return render(request, "consent/ask.html", shown, status=422 if wrong.errors else 200)
