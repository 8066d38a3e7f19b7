"""What may be told to whom, and stopping that in two steps, the second of which says what it means."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sluitend.care.consent.actions import withdraw
from sluitend.care.consent.queries import own_grounds
from sluitend.care.parents.queries import OwnPages
from sluitend.doors.portal.door import page, parents_only


@parents_only
def consents(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    found = own_grounds(own.family_id, by=own.by, now=request.now)  # type: ignore[attr-defined]
    return page(request, "own_consents/consents.html", own, rows=found)


@parents_only
def stop(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    if request.method == "POST":
        withdraw(pk, by=own.by, now=request.now)  # type: ignore[attr-defined]
        return redirect("portal-consents")
    found = own_grounds(own.family_id, by=own.by, now=request.now)  # type: ignore[attr-defined]
    row = next((row for row in found if row.id == pk and row.holds and row.kind == "consent"), None)
    if row is None:
        return page(request, "portal/refused.html", own, status=404, why="refused.words")
    return page(request, "own_consents/stop.html", own, row=row)
