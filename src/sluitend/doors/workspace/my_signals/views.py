"""What happened to the women I signalled."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluitend.care.referrals.queries import after_signals
from sluitend.care.signalling import actions, queries
from sluitend.core.access import Actor, NotNow
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class WithdrawForm(Form):
    reason = fields.Line(gettext_lazy("Waarom trekt u het terug?"), max_length=300)


@professionals_only
def my_signals(request: HttpRequest, *, by: Actor) -> HttpResponse:
    before = request.GET.get("voor", "")
    page = queries.my_signals(by=by, now=request.now, before=int(before) if before.isdecimal() else None)  # type: ignore[attr-defined]
    came_of = after_signals([row.id for row in page.rows])
    rows = [(row, came_of.get(row.id, ())) for row in page.rows]
    waiting = [pair for pair in rows if pair[0].status == "sent"]
    answered = [pair for pair in rows if pair[0].status != "sent"]
    last = page.rows[-1].id if page.more else None
    return render(request, "my_signals/my_signals.html", {"waiting": waiting, "answered": answered, "last": last})


@professionals_only
def withdraw(request: HttpRequest, signal_id: int, *, by: Actor) -> HttpResponse:
    row = queries.sent(signal_id, by=by, now=request.now)  # type: ignore[attr-defined]
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            once = str(form.once_key)
            actions.withdraw(signal_id, by=by, now=request.now, once=once, reason=form.answers["reason"])  # type: ignore[attr-defined]
        except NotNow as refusal:
            form.refuse(refusal.field, say(refusal.reason))
        else:
            messages.success(request, _("Uw signaal is teruggetrokken."))
            return redirect("my-signals")
    return render(request, "my_signals/withdraw.html", {"row": row, "form": form}, status=422 if form.errors else 200)
