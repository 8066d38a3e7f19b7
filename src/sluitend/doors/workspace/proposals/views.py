"""What the tables propose, why, and what I decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sluitend.care.decisions import actions, queries
from sluitend.care.decisions.queries import ProposalRow
from sluitend.care.network.queries import OfferCard, offers
from sluitend.core.access import Actor, NotNow
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.proposals.forms import OtherwiseForm, ReferForm, StepForm
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


@professionals_only
def to_decide(request: HttpRequest, *, by: Actor) -> HttpResponse:
    rows = queries.to_decide(by=by, now=request.now)  # type: ignore[attr-defined]
    families: dict[int, list[ProposalRow]] = {}
    for row in rows:
        families.setdefault(row.family_id, []).append(row)
    return render(request, "proposals/to_decide.html", {"families": list(families.values()), "count": len(rows)})


@professionals_only
def of_family(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now, number, do = request.now, request.POST.get("proposal", ""), request.POST.get("do", "")  # type: ignore[attr-defined]
    rows = queries.proposals(family_id, by=by, now=now)
    choices = offers(by=by, now=now, municipality_id=rows[0].municipality_id) if rows else ()
    shown = []
    for row in rows:
        posted = do if str(row.id) == number else ""
        forms = _forms(request, row, choices, posted) if row.status == "open" else {}
        if posted in forms and _decide(request, by, row, forms[posted], posted):
            messages.success(request, _("Uw besluit is vastgelegd."))
            return redirect("family-proposals", family_id)
        shown.append({"row": row, **forms, "errors": forms.get(posted)})
    wrong = next((one["errors"] for one in shown if one["errors"] is not None and one["errors"].errors), None)
    waiting = [one for one in shown if one["row"].status == "open"]
    done = [one for one in shown if one["row"].status != "open"]
    sent = {"waiting": waiting, "done": done, "family_id": family_id, "form": wrong}
    return render(request, "proposals/of_family.html", sent, status=422 if wrong else 200)


def _forms(request: HttpRequest, row: ProposalRow, choices: tuple[OfferCard, ...], do: str) -> dict[str, Form]:
    def data(name: str) -> Any:
        return request.POST if do == name else None

    fitting = [offer for offer in choices if row.advice.programme and offer.code == row.advice.programme]
    step = StepForm(request.today, data("step"), auto_id=f"step_{row.id}_%s")  # type: ignore[attr-defined]
    otherwise = OtherwiseForm(data("override"), auto_id=f"override_{row.id}_%s")
    found: dict[str, Form] = {"step": step, "override": otherwise}
    if row.advice.programme:
        found["refer"] = ReferForm(fitting or choices, data("refer"), auto_id=f"refer_{row.id}_%s")
    return found


def _decide(request: HttpRequest, by: Actor, row: ProposalRow, form: Form, do: str) -> bool:
    if not form.is_valid():
        return False
    facts = {"by": by, "now": request.now, "once": str(form.once_key), **form.answers}  # type: ignore[attr-defined]
    verb = {"step": actions.accept, "override": actions.override, "refer": actions.accept_with_referral}[do]
    if do == "refer":
        facts["offer_id"] = int(facts.pop("offer"))
    try:
        verb(row.id, **facts)
    except NotNow as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, say(refusal.reason))
        return False
    return True
