"""The answer to a signal, and the call to a parent who asked for help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sluitend.care.signalling import actions, queries
from sluitend.core.access import Actor, NotNow
from sluitend.doors.workspace.answering.forms import AdviseForm, ConfirmForm, ReasonForm, StopForm, TakeUpForm
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


@professionals_only
def answer(request: HttpRequest, signal_id: int, *, by: Actor) -> HttpResponse:
    shown = queries.to_answer_one(signal_id, by=by, now=request.now)  # type: ignore[attr-defined]
    do, posted = request.POST.get("do", ""), request.POST or None
    own = by.professional_id if by.professional_id in dict(shown.colleagues) else ""
    forms: dict[str, Form] = {
        "take_up": TakeUpForm(
            shown.colleagues,
            request.today,  # type: ignore[attr-defined]
            posted if do == "take_up" else None,
            auto_id="take_up_%s",
            initial={"owner": own},
        ),
        "advise": AdviseForm(posted if do == "advise" else None, auto_id="advise_%s"),
        "stop": StopForm(posted if do == "stop" else None, auto_id="stop_%s"),
    }
    verbs: dict[str, Callable[..., int]] = {
        "take_up": actions.take_up,
        "advise": actions.advise,
        "stop": actions.stop,
    }
    if do in verbs and _done(request, by, forms[do], verbs[do], signal_id):
        messages.success(request, _("Uw antwoord is gegeven. Wie signaleerde krijgt bericht."))
        return redirect("inbox")
    form = forms.get(do)
    status = 422 if form is not None and form.errors else 200
    sent = {"shown": shown, "row": shown.row, "form": form, **forms}
    return render(request, "answering/answer.html", sent, status=status)


def _done(request: HttpRequest, by: Actor, form: Form, verb: Callable[..., int], pk: int, **facts: Any) -> bool:
    """Whether the verb was done; if not, the form says why, beside the field."""
    if not form.is_valid():
        return False
    given = {"owner_id" if name == "owner" else name: value for name, value in form.answers.items()}
    if "owner_id" in given:
        given["owner_id"] = int(given["owner_id"])
    try:
        verb(pk, by=by, now=request.now, once=str(form.once_key), **(facts or given))  # type: ignore[attr-defined]
    except NotNow as refusal:
        field = {"what": "first_what", "due_on": "first_due_on", "lead": "owner"}.get(
            refusal.field or "", refusal.field
        )
        form.add_error(field if field in form.fields else None, say(refusal.reason))
        return False
    return True


@professionals_only
def call(request: HttpRequest, request_id: int, *, by: Actor) -> HttpResponse:
    row = queries.to_call_one(request_id, by=by, now=request.now)  # type: ignore[attr-defined]
    do, posted = request.POST.get("do", ""), request.POST or None
    forms: dict[str, Form] = {
        "confirm": ConfirmForm(
            posted if do == "confirm" else None,
            auto_id="confirm_%s",
            initial={"given_name": row.name, "wish_words": row.message},
        ),
        "not_reached": ReasonForm(posted if do == "not_reached" else None, auto_id="not_reached_%s"),
        "refuse": ReasonForm(posted if do == "refuse" else None, auto_id="refuse_%s"),
    }
    verbs: dict[str, Callable[..., int]] = {
        "confirm": actions.confirm_call,
        "not_reached": actions.not_reached,
        "refuse": actions.refuse,
    }
    form = forms.get(do)
    if form is not None and _called(request, by, form, verbs[do], request_id, row.phone):
        messages.success(request, _("Het gesprek is vastgelegd."))
        return redirect("inbox")
    status = 422 if form is not None and form.errors else 200
    return render(request, "answering/call.html", {"row": row, "form": form, **forms}, status=status)


def _called(request: HttpRequest, by: Actor, form: Form, verb: Callable[..., int], request_id: int, phone: str) -> bool:
    if isinstance(form, ConfirmForm) and form.is_valid():
        return _done(request, by, form, verb, request_id, concern=form.concern(phone))
    return _done(request, by, form, verb, request_id)
