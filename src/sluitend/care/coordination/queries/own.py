"""The plan as a parent sees it on the own pages: the family's goals, and this parent's own marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.coordination.models import Goal
from sluitend.care.coordination.queries.plan import GoalRow, ScoreRow, goal_row, score_row
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@dataclass(frozen=True)
class OwnPlan:
    goals: tuple[GoalRow, ...]
    scores: tuple[ScoreRow, ...]
    """How this parent said it goes in general, oldest first. What the other parent said is not here."""

    @property
    def open_goals(self) -> tuple[GoalRow, ...]:
        return tuple(goal for goal in self.goals if goal.status == Goal.Status.OPEN)

    @property
    def ended_goals(self) -> tuple[GoalRow, ...]:
        return tuple(goal for goal in self.goals if goal.status != Goal.Status.OPEN)


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_plan(family: Family, *, by: Actor, now: datetime) -> OwnPlan:
    """The family's goals with what is done for them. Three statements."""
    actions = list(family.goalactions.select_related("promise__owner").order_by("pk"))
    scores = list(family.scores.filter(person_id=by.person_id).select_related("person").order_by("on", "pk"))
    goals = family.goals.order_by("order", "pk")
    return OwnPlan(
        goals=tuple(goal_row(goal, actions, scores, day(now)) for goal in goals),
        scores=tuple(score_row(score) for score in scores if score.goal_id is None),
    )
