"""The second step after a password, and one's own page about signing in: the app, and where one is signed in."""

from __future__ import annotations

from datetime import datetime, timedelta

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sluitend.care.accounts import devices, second_step
from sluitend.care.accounts.passkeys import passkeys
from sluitend.care.accounts.queries import active_user
from sluitend.core.access import Actor, NotNow
from sluitend.core.sign_in import Level
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.sign_in.session import come_in, may_change_sign_in, next_page, stated
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.guessing import TOO_OFTEN, note_failure, too_often
from sluitend.ui.wording import say

WAITING = "second_step_waiting"
NEW_KEY = "second_step_key"
PATIENCE = timedelta(minutes=5)
"""How long a right password waits for its code."""


class CodeForm(Form):
    code = fields.Line(gettext_lazy("Code uit de app"), max_length=20)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "text"}


def wait_for_code(request: HttpRequest, user_id: int) -> HttpResponse:
    """The password was right: nobody is signed in yet, the session only knows whose code is awaited."""
    now: datetime = request.now  # type: ignore[attr-defined]
    request.session.cycle_key()
    request.session[WAITING] = {
        "user": user_id,
        "until": (now + PATIENCE).isoformat(),
        "next": next_page(request, request.POST.get("next", "")),
    }
    return redirect("second-step")


@never_cache
@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    waiting, now = request.session.get(WAITING), request.now  # type: ignore[attr-defined]
    if waiting is None or datetime.fromisoformat(waiting["until"]) < now:
        request.session.pop(WAITING, None)
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        whose, user = f"code:{waiting['user']}", active_user(waiting["user"])
        if too_often(request, whose):
            form.add_error(None, say(TOO_OFTEN))
        elif user is not None and second_step.second_step_passed(user.pk, form.cleaned_data["code"], now):
            del request.session[WAITING]
            come_in(request, user, Level.SUBSTANTIAL)
            return redirect(waiting["next"])
        else:
            note_failure(request, whose)
            form.add_error("code", _("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in de app."))
    return render(request, "sign_in/code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@professionals_only
def own_sign_in(request: HttpRequest, *, by: Actor) -> HttpResponse:
    shown = {
        "places": devices.places(by.user_id, request.session.session_key or "", request.now),  # type: ignore[attr-defined]
        "has_second_step": second_step.has_second_step(by.user_id),
        "passkeys": passkeys(by.user_id),
        "by_provider": bool(stated(request).get("provider")),
    }
    return render(request, "sign_in/own.html", shown)


@never_cache
@professionals_only
@require_POST
def sign_out_elsewhere(request: HttpRequest, *, by: Actor) -> HttpResponse:
    devices.sign_out_elsewhere(by.user_id, request.session.session_key or "")
    messages.success(request, _("U bent nu alleen nog hier aangemeld."))
    return redirect("own-sign-in")


@never_cache
@sensitive_post_parameters()
@professionals_only
def begin(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Scan the picture, type the code, write down the recovery codes. Who has a second step already must have used it to change it."""
    if not may_change_sign_in(request, by.user_id):
        return redirect("own-sign-in")
    key = request.session.setdefault(NEW_KEY, second_step.new_key())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_step.begin_second_step(by.user_id, key, form.cleaned_data["code"], request.now)  # type: ignore[attr-defined]
        except NotNow as refused:
            form.add_error(refused.field, say(refused.reason))
        else:
            del request.session[NEW_KEY]
            user = active_user(by.user_id)
            assert user is not None
            come_in(request, user, Level.SUBSTANTIAL)
            return render(request, "sign_in/recovery_codes.html", {"codes": codes})
    address = second_step.address_of(key, by.name)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")
    shown = {"form": form, "key": key, "picture": picture, "back": reverse("own-sign-in")}
    return render(request, "sign_in/begin.html", shown, status=422 if form.errors else 200)
