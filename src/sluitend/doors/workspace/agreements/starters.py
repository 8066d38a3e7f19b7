"""A text that came with an update: seeing what it would change, opening it as a draft, or leaving it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sluitend.care.agreements import actions, queries
from sluitend.core.access import Actor
from sluitend.core.text import text
from sluitend.doors.workspace.agreements.differing import shown
from sluitend.doors.workspace.agreements.views import ONE
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.wording import say

OPENED = text(
    "Dit is nu een concept. Wat u zelf afsprak en wilt houden, zet u er weer in. Tot iedereen ja zegt, verandert er niets."
)
LEFT = text("Uw eigen afspraak blijft zoals zij is. U vindt de starttekst terug bij de afspraken.")


@professionals_only
def starter(request: HttpRequest, starter_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    page = queries.starter(starter_id, by=by, now=now)
    named = queries.named(by=by, now=now)
    parts = {
        "page": page,
        "row": page.row,
        "kind": ONE[page.row.kind],
        "change": shown(page.would_change, named),
        "new": shown(page.new, named) if page.new else None,
    }
    return render(request, "agreements/starter.html", parts)


@professionals_only
@require_POST
def open_as_draft(request: HttpRequest, starter_id: int, *, by: Actor) -> HttpResponse:
    draft_id = actions.open_starter(starter_id, by=by, now=request.now)  # type: ignore[attr-defined]
    messages.success(request, say(OPENED))
    return redirect("draft", draft_id)


@professionals_only
@require_POST
def leave(request: HttpRequest, starter_id: int, *, by: Actor) -> HttpResponse:
    actions.leave_starter(starter_id, by=by, now=request.now)  # type: ignore[attr-defined]
    messages.success(request, say(LEFT))
    return redirect("agreements")
