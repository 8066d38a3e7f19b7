"""Parents ask for help themselves. Public: no account, no cookie beyond the form's own, nothing that names a programme."""

from __future__ import annotations

import hmac
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sluitend.care.agreements.queries import terms
from sluitend.care.network.queries import system_actor
from sluitend.care.signalling.actions import ask_help as ask
from sluitend.care.signalling.queries import who_answers
from sluitend.core.access import NotNow
from sluitend.core.calendar import Offset
from sluitend.doors.workspace.ask_help.forms import AskHelpForm
from sluitend.ui.wording import say


def ask_help(request: HttpRequest) -> HttpResponse:
    """Where one lives says which region answers."""
    form = AskHelpForm(who_answers(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        region_id = form.region_id
        if form.answers["website"]:
            return redirect("ask-help-done", region_id)
        try:
            by, now = system_actor(region_id), request.now  # type: ignore[attr-defined]
            ask(by=by, now=now, request=form.request(), sender=_sender(request), once=str(form.once_key))
            return redirect("ask-help-done", region_id)
        except NotNow as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, say(refusal.reason))
    return _safe(render(request, "ask_help/ask_help.html", {"form": form}, status=422 if form.errors else 200))


def asked(request: HttpRequest, region_id: int) -> HttpResponse:
    term = terms(region_id, request.today).first_contact  # type: ignore[attr-defined]
    call_by = Offset(term.amount, term.unit).from_date(request.today)  # type: ignore[attr-defined]
    return _safe(render(request, "ask_help/asked.html", {"call_by": call_by}))


def _sender(request: HttpRequest) -> str:
    """A keyed digest of the address: enough to count uses per hour, useless for finding somebody."""
    return hmac.new(settings.SECRET_KEY.encode(), request.META.get("REMOTE_ADDR", "").encode(), sha256).hexdigest()


def _safe(page: HttpResponse) -> HttpResponse:
    """Somebody may look over a parent's shoulder later: the browser keeps nothing."""
    page["Cache-Control"] = "no-store"
    return page
