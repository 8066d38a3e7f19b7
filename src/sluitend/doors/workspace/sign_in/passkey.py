"""Coming in with a passkey, and keeping one's own."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sluitend.care.accounts import passkeys
from sluitend.care.accounts.actions import note_failed_sign_in
from sluitend.care.accounts.passkeys import Site
from sluitend.care.accounts.queries import active_user, too_many_failures
from sluitend.core.access import Actor, NotNow
from sluitend.core.sign_in import Level
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.sign_in.session import come_in, may_change_sign_in, next_page
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

ASKED, MAKING = "passkey_asked", "passkey_making"
KEPT = text("De passkey is bewaard. U kunt er voortaan mee aanmelden.")
GONE = text("De passkey is weg. Haal hem ook in uw toestel weg.")
TOO_OFTEN = text("Dit is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw.")


class NameForm(Form):
    name = fields.Line(_("Hoe noemt u dit toestel?"), max_length=60, hint=_("Bijvoorbeeld: telefoon van het werk."))
    answer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)


def site(request: HttpRequest) -> Site:
    return Site.at(request.get_host(), str(request.scheme))


def asked_of_browser(request: HttpRequest) -> str:
    """What the browser is asked on the page to come in; the session remembers the question."""
    options, request.session[ASKED] = passkeys.ask_to_come_in(site(request))
    return json.dumps(dict(options))


@never_cache
@require_POST
def come_in_with_passkey(request: HttpRequest) -> HttpResponse:
    state, now = request.session.pop(ASKED, None), request.now  # type: ignore[attr-defined]
    address = request.META.get("REMOTE_ADDR", "")
    if too_many_failures(f"passkey:{address}", address, now):
        messages.error(request, say(TOO_OFTEN))
        return redirect("sign-in")
    user = passkeys.whose(state, request.POST.get("answer", ""), site(request), now)
    if user is None:
        note_failed_sign_in(f"passkey:{address}", address, now)
        messages.error(request, say(passkeys.WRONG))
        return redirect("sign-in")
    wanted = next_page(request, request.POST.get("next", ""))
    come_in(request, user, Level.SUBSTANTIAL)
    return redirect(wanted)


@never_cache
@professionals_only
def make(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """A new passkey in the device that one has in hand. Who has a stronger way in already must have used it."""
    if not may_change_sign_in(request, by.user_id):
        return redirect("own-sign-in")
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state, now = request.session.pop(MAKING, None), request.now  # type: ignore[attr-defined]
        try:
            passkeys.keep(by.user_id, state, form.answers["answer"], form.answers["name"], site(request), now)
        except NotNow as refused:
            form.add_error(None, say(refused.reason))
        else:
            messages.success(request, say(KEPT))
            user = active_user(by.user_id)
            assert user is not None
            come_in(request, user, Level.SUBSTANTIAL)
            return redirect("own-sign-in")
    options, request.session[MAKING] = passkeys.ask_to_make(by.user_id, by.name, site(request))
    shown = {"form": form, "options": json.dumps(dict(options)), "back": reverse("own-sign-in")}
    return render(request, "sign_in/passkey.html", shown, status=422 if form.errors else 200)


@professionals_only
@require_POST
def forget(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    if may_change_sign_in(request, by.user_id):
        passkeys.forget(by.user_id, pk)
        messages.success(request, say(GONE))
    return redirect("own-sign-in")
