"""Coming in with a passkey, and keeping one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sluitend.care.accounts.passkeys import forget as forget_passkey
from sluitend.care.accounts.queries import active_user
from sluitend.core.access import Actor, NotNow
from sluitend.core.sign_in import Level
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.sign_in.session import come_in, may_change_sign_in, next_page
from sluitend.ui import fields, passkey
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

KEPT = text("De passkey is bewaard. U kunt er voortaan mee aanmelden.")
GONE = text("De passkey is weg. Haal hem ook in uw toestel weg.")


class NameForm(Form):
    name = fields.Line(_("Hoe noemt u dit toestel?"), max_length=60, hint=_("Bijvoorbeeld: telefoon van het werk."))
    answer = passkey.answer_field()


@never_cache
@require_POST
def come_in_with_passkey(request: HttpRequest) -> HttpResponse:
    try:
        user = passkey.who_came(request)
    except NotNow as refused:
        messages.error(request, say(refused.reason))
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
        try:
            passkey.keep(request, by.user_id, **form.answers)
        except NotNow as refused:
            form.add_error(None, say(refused.reason))
        else:
            return _kept(request, by)
    shown = {
        "form": form,
        "options": passkey.ask_to_make(request, by.user_id, by.name),
        "back": reverse("own-sign-in"),
    }
    return render(request, "sign_in/passkey.html", shown, status=422 if form.errors else 200)


def _kept(request: HttpRequest, by: Actor) -> HttpResponse:
    messages.success(request, say(KEPT))
    user = active_user(by.user_id)
    assert user is not None
    come_in(request, user, Level.SUBSTANTIAL)
    return redirect("own-sign-in")


@professionals_only
@require_POST
def forget(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    if may_change_sign_in(request, by.user_id):
        forget_passkey(by.user_id, pk)
        messages.success(request, say(GONE))
    return redirect("own-sign-in")
