"""The page behind a one-time link: a PIN, then one referral and three answers. Nothing else of the house."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from sluitend.care.referrals import actions, queries
from sluitend.core.text import Text, text
from sluitend.doors.workspace.link import forms
from sluitend.doors.workspace.referral.forms import Ask, Reject, VerbForm, done
from sluitend.ui.wording import say

OPEN_SECONDS = 30 * 60
"""How long a PIN keeps the page open; after that it is asked again."""
IN_SESSION = "opened_links"

VERBS: dict[str, tuple[Text, Text, type[VerbForm], Callable[..., int]]] = {
    "aannemen": (
        text("Neem aan"),
        text("Dank u wel. De afzender hoort dat u het oppakt."),
        forms.Accept,
        actions.accept_by_link,
    ),
    "vraag": (text("Stel een vraag"), text("Uw vraag is verstuurd. De afzender belt u."), Ask, actions.ask_by_link),
    "kan-niet": (text("Kan niet"), text("Dank u wel. De afzender zoekt verder."), Reject, actions.reject_by_link),
}


@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Asks the PIN; then shows the one referral."""
    now: datetime = request.now  # type: ignore[attr-defined]
    guest = actions.guest(token, now=now)
    if _is_open(request, guest, now):
        detail = queries.by_link(guest.link_id, by=guest.by, now=now)
        verbs = [(name, row[0]) for name, row in VERBS.items()] if detail.card.status == "requested" else []
        shown = {"detail": detail, "card": detail.card, "token": token, "verbs": verbs}
        return render(request, "link/referral.html", shown)
    form = forms.Pin(request.POST if request.method == "POST" else None)

    def do(pin: str, once: str) -> None:
        entered = actions.enter(token, pin, now=now)
        request.session[IN_SESSION] = {str(entered.link_id): now.timestamp()}

    if done(request, form, do):
        return redirect("link", token)
    return render(request, "link/pin.html", {"form": form, "closed": guest.closed})


@never_cache
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """One of the three answers."""
    now: datetime = request.now  # type: ignore[attr-defined]
    guest = actions.guest(token, now=now)
    if not _is_open(request, guest, now):
        return redirect("link", token)
    if verb not in VERBS:
        raise Http404
    label, words, form_class, action = VERBS[verb]
    detail = queries.by_link(guest.link_id, by=guest.by, now=now)
    form = form_class(request.POST if request.method == "POST" else None, detail=detail)

    def do(**facts: Any) -> int:
        return action(guest.link_id, by=guest.by, now=now, **facts)

    if done(request, form, do):
        messages.success(request, say(words))
        return redirect("link", token)
    shown = {"detail": detail, "card": detail.card, "token": token, "label": label, "form": form}
    return render(request, "link/verb.html", shown)


def _is_open(request: HttpRequest, guest: actions.Guest, now: datetime) -> bool:
    opened = request.session.get(IN_SESSION, {}).get(str(guest.link_id))
    return guest.closed is None and opened is not None and now.timestamp() - opened < OPEN_SECONDS
