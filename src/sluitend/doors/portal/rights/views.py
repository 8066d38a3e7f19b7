"""Asking to see, correct or erase something, or objecting; with the answer and the day by which it comes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sluitend.care.parents.queries import OwnPages
from sluitend.care.privacy.actions import ask_about_own_data
from sluitend.care.privacy.queries import own_requests
from sluitend.doors.portal.door import page, parents_only
from sluitend.doors.portal.rights.forms import RightsForm
from sluitend.ui.languages import language


@parents_only
def rights(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    form = RightsForm(language(own.language), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ask_about_own_data(own.family_id, by=own.by, now=now, once=form.once_key, **form.answers)
        return redirect("portal-rights")
    rows = own_requests(own.family_id, by=own.by, now=now)
    status = 422 if form.errors else 200
    return page(request, "own_rights/rights.html", own, status=status, rows=rows, form=form)
