"""A draft's table in dmn-js, for who knows DMN: open, edit and save. The editor of our own (drafts.py) stays the first way in.

What dmn-js saves is kept as it is, when it can be read; the text can be edited by hand as well, which is all there is without
JavaScript.
"""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sluitend.care.agreements import actions, queries
from sluitend.core import tables
from sluitend.core.access import Actor, NotNow
from sluitend.core.text import Text, text
from sluitend.doors.workspace.agreements.drafts import (
    NOT_SAVED,
    SAVED,
    by_weight,
    collided,
    may_write,
    named_in,
    number_of,
)
from sluitend.doors.workspace.agreements.grid import model_of
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.wording import say


@professionals_only
def editor(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    page = queries.draft(draft_id, by=by, now=now)
    if page.row.kind != "table" or not may_write(page, by):
        raise Http404
    if request.method != "POST":
        return _page(request, page, by)
    body = request.POST.get("body", "").replace("\r\n", "\n")
    refused = _kept(request, page, body, by)
    if refused is None:
        messages.success(request, say(SAVED))
        return redirect(request.path)
    if page.number != number_of(request) and model_of(body) is not None:
        return collided(request, page, queries.Texts(body, page.examples), by)
    messages.error(request, say(text(NOT_SAVED.message, why=refused)))
    return _page(request, replace(page, body=body), by, status=409)


def _kept(request: HttpRequest, page: queries.DraftPage, body: str, by: Actor) -> Text | None:
    """Why it was not saved, or None when it was."""
    try:
        tables.read(body.encode())
        actions.save(
            page.row.id,
            by=by,
            now=request.now,  # type: ignore[attr-defined]
            number=number_of(request),
            body=body,
            examples=page.examples,
        )
    except tables.TablesError as error:
        return text("Dit is geen DMN-bestand dat wij kunnen lezen: %(why)s", why=error)
    except NotNow as refusal:
        return refusal.reason
    return None


def _page(request: HttpRequest, page: queries.DraftPage, by: Actor, status: int = 200) -> HttpResponse:
    parts = {"draft": page, **by_weight(page.checks, named_in(page, by, request))}
    answer = render(request, "agreements/dmn_js.html", parts, status=status)
    answer.own_styles = True  # type: ignore[attr-defined] # dmn-js writes them, also to place its watermark
    return answer
