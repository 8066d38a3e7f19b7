"""The one plan of a family, on a screen and on one A4; and every verb's form."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.coordination.queries.plan import GoalRow, ScoreRow
from sluitend.care.parents.queries import gatherings_of
from sluitend.care.query import one_page
from sluitend.core.access import Actor
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family import head, smiles
from sluitend.doors.workspace.family.views import about_family
from sluitend.doors.workspace.plan.verbs import NEEDS_ONE, VERBS


@professionals_only
def plan(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    with one_page():
        about = about_family(request, family_id, by)
        found = about.plan
        shown = {
            "head": head.short(about),
            "heading": about.heading,
            "plan": found,
            "goals": [_goal(goal) for goal in found.open_goals],
            "ended": [goal for goal in found.goals if goal not in found.open_goals],
            "general": _scores(found.scores),
            "gatherings": gatherings_of(family_id, by=by, now=about.now),
        }
    return render(request, "plan/page.html", shown)


def _goal(goal: GoalRow) -> dict[str, object]:
    return {"goal": goal, "scored": _scores(goal.scores)}


def _scores(rows: Sequence[ScoreRow]) -> dict[str, object]:
    """The last score as a face, the course as a chart, and all of them for the table."""
    pairs = [(row.value, row.on) for row in rows]
    table = [(row.on, smiles.WORDS[row.value], row.value, row.who, row.note) for row in reversed(rows)]
    return {"last": smiles.last(pairs), "chart": smiles.chart(pairs), "rows": table}


@professionals_only
def do(request: HttpRequest, family_id: int, verb: str, pk: int | None = None, *, by: Actor) -> HttpResponse:
    """One verb: its form, and what it does."""
    if verb not in VERBS or (verb in NEEDS_ONE) != (pk is not None):
        raise Http404
    with one_page():
        return VERBS[verb].answer(request, about_family(request, family_id, by), pk)
