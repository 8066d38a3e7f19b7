"""Writing and sending a signal, in under a minute."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sluitend.care.action import day, done_before
from sluitend.care.agreements.queries import factors
from sluitend.care.decisions.queries import advice
from sluitend.care.people.queries import match
from sluitend.care.safety.actions import start_after_refusal
from sluitend.care.signalling.actions import (
    Concern,
    discard_draft,
    road_of,
    save_draft,
    send_signal,
)
from sluitend.care.signalling.queries import drafts, my_families, who_answers
from sluitend.care.signalling.queries import sent as sent_signal
from sluitend.core.access import Actor, NotNow
from sluitend.core.road import Road
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.signal.forms import NEW, Options, SignalForm
from sluitend.ui.wording import say

# The action speaks of what it knows; these are the fields in which that was filled in.
FIELDS = {"factors": "risk", "legal_name": "other_ground", "by_parents": "parents_agree", "person": "given_name"}
NOT_KEPT = {"csrfmiddlewaretoken", "once", "do", "draft_key"}


@professionals_only
def signal(request: HttpRequest, *, by: Actor) -> HttpResponse:
    if request.method == "POST":
        return _post(request, by)
    key = request.GET.get("concept", "")
    kept = drafts(by=by, now=request.now)  # type: ignore[attr-defined]
    found = next((row for row in kept if row.key == key), None)
    form = SignalForm(_options(request, by), initial=_initial(found.fields) if found else None)
    return _page(request, form, found.key if found else str(uuid4()), drafts=[row for row in kept if row is not found])


def _options(request: HttpRequest, by: Actor) -> Options:
    now = request.now  # type: ignore[attr-defined]
    families = cache(lambda: my_families(by=by, now=now))
    places = cache(lambda: who_answers(by.region_id))
    return Options(families, places, cache(lambda: factors(by.region_id, day(now))))


def _initial(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """A draft as the form's starting values; a date comes back in its parts."""
    typed = QueryDict(mutable=True)
    for name, values in fields.items():
        typed.setlist(name, values)
    read = SignalForm.base_fields
    return {name: field.widget.value_from_datadict(typed, None, name) for name, field in read.items() if name != "once"}


def _page(request: HttpRequest, form: SignalForm, key: str, **more: Any) -> HttpResponse:
    told = {row.municipality_id: row for row in form.options.places()}
    status = 422 if form.errors else 200
    return render(request, "signal/signal.html", {"form": form, "draft_key": key, "told": told, **more}, status=status)


def _post(request: HttpRequest, by: Actor) -> HttpResponse:
    do, key = request.POST.get("do", "send"), request.POST.get("draft_key", "")[:36]
    if do == "save":
        return _save(request, by, key)
    if do == "discard":
        discard_draft(by=by, now=request.now, key=key)  # type: ignore[attr-defined]
        messages.success(request, _("Het concept is weggegooid."))
        return redirect("signal")
    form = SignalForm(_options(request, by), request.POST)
    if not form.is_valid():
        return _page(request, form, key)
    concern = form.concern(nobody=do == "consult")
    if known := _known(request, by, form, concern):
        # She is known because this form was sent before.
        if (earlier := done_before("signalling.send_signal", by=by, once=str(form.once_key))) is not None:
            return redirect("signal-sent", earlier)
        form.same_as(known)
        form.add_error("same", say(text("Dit gezin lijkt al bekend. Kies of het hetzelfde gezin is.")))
        return _page(request, form, key, known=known)
    return _send(request, by, form, concern, key)


def _known(request: HttpRequest, by: Actor, form: SignalForm, concern: Concern) -> list[tuple[int, str]]:
    """Families that seem to be this one, for who fills in somebody new and has not chosen yet. No content, only the lead."""
    if form.answers["about"] != NEW or form.answers["same"] or concern.new is None:
        return []
    parent = concern.new.parent
    found = match(
        by=by,
        now=request.now,  # type: ignore[attr-defined]
        given_name=parent.given_name,
        family_name=parent.family_name,
        birth_date=parent.birth_date,
        phone=parent.phone,
    )
    lead = text("Ja. De regie ligt bij %(lead)s.")
    nobody = text("Ja. Er is nog geen regiehouder.")
    return [(row.family_id, say(text(lead.message, lead=row.lead.name) if row.lead else nobody)) for row in found[:3]]


def _send(request: HttpRequest, by: Actor, form: SignalForm, concern: Concern, key: str) -> HttpResponse:
    facts = {"by": by, "now": request.now, "concern": concern, "draft_key": key, "once": str(form.once_key)}  # type: ignore[attr-defined]
    try:
        if request.POST.get("do") == "reporting_code":
            return redirect("safety-matter", start_after_refusal(**facts))
        return redirect("signal-sent", send_signal(**facts))
    except NotNow as refusal:
        field = FIELDS.get(refusal.field or "", refusal.field)
        if form.look_up():
            form.add_error(field if field in form.fields else None, say(refusal.reason))
        road = road_of(concern)
        return _page(request, form, key, stopped=road is Road.STOP, code=road is Road.REPORTING_CODE)


def _save(request: HttpRequest, by: Actor, key: str) -> HttpResponse:
    save_draft(by=by, now=request.now, key=key or str(uuid4()), fields=_typed(request.POST))  # type: ignore[attr-defined]
    messages.success(request, _("Uw concept is bewaard. U vindt het bij Nieuw signaal."))
    return redirect("signal")


def _typed(posted: QueryDict) -> dict[str, list[str]]:
    return {name: values for name, values in posted.lists() if name not in NOT_KEPT and any(values)}


@professionals_only
@require_POST
def draft(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Kept by the page itself while one types."""
    key = request.POST.get("draft_key", "")
    if key:
        save_draft(by=by, now=request.now, key=key, fields=_typed(request.POST))  # type: ignore[attr-defined]
    return HttpResponse(status=204)


@professionals_only
def sent(request: HttpRequest, signal_id: int, *, by: Actor) -> HttpResponse:
    row = sent_signal(signal_id, by=by, now=request.now)  # type: ignore[attr-defined]
    found = advice(signal_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "signal/sent.html", {"row": row, "advice": found})
