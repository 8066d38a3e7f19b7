"""The family's own plan: how it goes, goals in own words, and what the family itself does."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sluitend.care.coordination import actions
from sluitend.care.coordination.queries import own_plan
from sluitend.care.parents.queries import OwnPages
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import page, parents_only
from sluitend.doors.portal.forms import OwnForm
from sluitend.doors.portal.plan.forms import ChangeGoal, NewGoal
from sluitend.ui.languages import language

SMILES = (1, 2, 3, 4, 5)
MOUTHS = {
    1: "M8 17.5q4-4.500 8 0",
    2: "M8 16.500q4-2 8 0",
    3: "M8 16h8",
    4: "M8 15q4 2.500 8 0",
    5: "M7.500 14.500q4.500 5.500 9 0",
}
"""The mouth of each face, on a grid of 24 by 24; the words beside it say the same."""


@parents_only
def plan(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    return _plan_page(request, own, NewGoal(language(own.language)))


def _plan_page(request: HttpRequest, own: OwnPages, form: OwnForm) -> HttpResponse:
    found = own_plan(own.family_id, by=own.by, now=request.now)  # type: ignore[attr-defined]
    smiles = [(value, f"plan.smile_{value}", MOUTHS[value]) for value in SMILES]
    last = found.scores[-1] if found.scores else None
    shown = {"plan": found, "smiles": smiles, "last": last, "last_key": f"plan.smile_{last.value}" if last else ""}
    return page(request, "own_plan/plan.html", own, status=422 if form.errors else 200, form=form, **shown)


@parents_only
@require_POST
def smile(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """How it goes with this parent, from 1 to 5."""
    value = request.POST.get("value", "")
    if value.isdecimal() and int(value) in SMILES:
        now, person = request.now, own.by.person_id  # type: ignore[attr-defined]
        actions.score(own.family_id, by=own.by, now=now, value=int(value), person_id=person)
    return redirect("portal-plan")


@parents_only
@require_POST
def goal_new(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    form = NewGoal(language(own.language), request.POST)

    def act() -> None:
        now = request.now  # type: ignore[attr-defined]
        actions.add_goal(own.family_id, by=own.by, now=now, once=form.once_key, **form.answers)

    return redirect("portal-plan") if _done(form, act) else _plan_page(request, own, form)


@parents_only
def goal(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    """Change a goal in one's own words."""
    found = own_plan(own.family_id, by=own.by, now=request.now)  # type: ignore[attr-defined]
    row = next((goal for goal in found.open_goals if goal.id == pk), None)
    if row is None:
        return page(request, "portal/refused.html", own, status=404, why="refused.words")
    start = {"words": row.words, "version": row.version}
    form = ChangeGoal(language(own.language), request.POST if request.method == "POST" else None, initial=start)

    def act() -> None:
        now = request.now  # type: ignore[attr-defined]
        actions.change_goal(pk, by=own.by, now=now, once=form.once_key, **form.answers)

    if form.is_bound and _done(form, act, "plan.goal_newer"):
        return redirect("portal-plan")
    return page(request, "own_plan/goal.html", own, status=422 if form.errors else 200, form=form, goal=row)


def _done(form: OwnForm, act: Callable[[], None], refused: str = "enter.fill_in") -> bool:
    if not form.is_valid():
        return False
    try:
        act()
    except NotNow:
        form.wrong("words", refused)
        return False
    return True


@parents_only
@require_POST
def goal_end(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    """A goal is reached, or the parent stops with it."""
    version = request.POST.get("version", "")
    status = "reached" if request.POST.get("how") == "reached" else "stopped"
    try:
        actions.end_goal(
            pk, by=own.by, now=request.now, status=status, version=int(version) if version.isdecimal() else 0
        )  # type: ignore[attr-defined]
    except NotNow:
        return redirect("portal-goal", pk)
    return redirect("portal-plan")


@parents_only
@require_POST
def action_done(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    """What the family itself would do is done."""
    actions.own_action_done(pk, by=own.by, now=request.now)  # type: ignore[attr-defined]
    return redirect("portal-plan")
