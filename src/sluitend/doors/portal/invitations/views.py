"""One invitation: when, where, who comes, what it is about, and the parent's answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sluitend.care.parents.actions import answer_gathering
from sluitend.care.parents.queries import GatheringRow, OwnPages, own_gatherings
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import page, parents_only
from sluitend.doors.portal.invitations.forms import AnswerForm
from sluitend.ui.languages import language


@parents_only
def invitation(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    found = own_gatherings(own.family_id, by=own.by, now=now)
    row = next((one for one in found if one.id == pk), None)
    if row is None:
        return page(request, "portal/refused.html", own, status=404, why="refused.words")
    form = AnswerForm(language(own.language), request.POST if request.method == "POST" else None, initial=_said(row))
    if form.is_bound and form.is_valid():
        try:
            answer_gathering(pk, by=own.by, now=now, once=form.once_key, **form.answers)
            return redirect("portal-invitation", pk)
        except NotNow as refused:
            form.wrong(refused.field, "enter.fill_in" if refused.field else "refused.not_now")
    shown = {"one": row, "form": form, "said": row.guests[0]}
    return page(request, "own_invitations/invitation.html", own, status=422 if form.errors else 200, **shown)


def _said(row: GatheringRow) -> dict[str, str]:
    said = row.guests[0]
    return {"answer": said.answer, "other_time": said.other_time, "brings": said.brings}
