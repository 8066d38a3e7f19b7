"""Messages to a parent: none until the parent says so, only at hours that are safe, and without a word of what it is about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sluitend.care.outbox.actions import set_parent_messages
from sluitend.care.outbox.queries import parent_messages
from sluitend.care.parents.queries import OwnPages
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import page, parents_only
from sluitend.doors.portal.own_messages.forms import MessagesForm
from sluitend.ui.languages import language
from sluitend.ui.letters import to_parent

WRONG = {"email": "messages.wrong_address", "mobile": "messages.wrong_address", "until_hour": "messages.wrong_hours"}


@parents_only
def own_messages(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    found = parent_messages(own.invitation_id, by=own.by, now=now)
    form = MessagesForm(language(own.language), request.POST or None, initial=found.wanted.chosen)
    if form.is_bound and form.is_valid():
        try:
            set_parent_messages(own.invitation_id, by=own.by, now=now, once=form.once_key, **form.answers)
        except NotNow as refused:
            form.wrong(refused.field, WRONG.get(refused.field or "", "refused.not_now"))
        else:
            return redirect("portal-messages")
    shown = {"form": form, "sent": found.sent, "example": to_parent(own.language)}
    return page(request, "own_messages/messages.html", own, status=422 if form.errors else 200, **shown)
