"""One meeting of the advisory council for all parents, this parent's answer, and not being asked any more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sluitend.care.parents.actions import answer_council, ask_for_council
from sluitend.care.parents.queries import OwnCouncil, OwnPages, own_council
from sluitend.core.access import NotNow
from sluitend.doors.portal.council.forms import CouncilForm
from sluitend.doors.portal.door import page, parents_only
from sluitend.ui.languages import language


@parents_only
def meeting(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    found = own_council(own.family_id, by=own.by, now=now, language=own.language)
    row = next((one for one in found if one.id == pk), None)
    if row is None:
        return page(request, "portal/refused.html", own, status=404, why="refused.words")
    posted = request.POST if request.method == "POST" else None
    form = CouncilForm(language(own.language), posted, initial=_said(row, own))
    if form.is_bound and form.is_valid():
        try:
            answer_council(own.family_id, by=own.by, now=now, once=form.once_key, meeting_id=pk, **form.answers)
            return redirect("portal-council", pk)
        except NotNow as refused:
            form.wrong(refused.field, "enter.fill_in" if refused.field else "refused.not_now")
    return page(request, "own_council/meeting.html", own, status=422 if form.errors else 200, one=row, form=form)


def _said(row: OwnCouncil, own: OwnPages) -> dict[str, object]:
    return {"answer": row.answer, "call": bool(row.name), "name": row.name or own.by.name, "phone": row.number}


@parents_only
@require_POST
def asked(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """Do not ask me any more, or do so again."""
    wanted = request.POST.get("wanted") == "yes"
    ask_for_council(own.invitation_id, by=own.by, now=request.now, wanted=wanted)  # type: ignore[attr-defined]
    return redirect("portal-settings")
