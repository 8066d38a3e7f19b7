"""The one plan of a family: its goals, what is done for them, how it goes, looking back, and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from sluitend.care.action import day
from sluitend.care.coordination.models import Goal, GoalAction, Meeting, Score
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@dataclass(frozen=True)
class ActionRow:
    id: int
    what: str
    doer: str
    due_on: date | None
    done_on: date | None
    late: bool
    withdrawn: bool
    promise_id: int | None
    """Set for a professional's task: it is kept or withdrawn as a promise."""


@dataclass(frozen=True)
class ScoreRow:
    value: int
    on: date
    note: str
    who: str


@dataclass(frozen=True)
class GoalRow:
    id: int
    words: str
    status: str
    by_parent: bool
    made_on: date
    ended_on: date | None
    version: int
    actions: tuple[ActionRow, ...]
    scores: tuple[ScoreRow, ...]


@dataclass(frozen=True)
class EvaluationRow:
    on: date
    goes_well: str
    not_yet: str
    family_present: bool
    by: str


@dataclass(frozen=True)
class MeetingRow:
    id: int
    held_at: datetime
    place: str
    who: str
    family_present: bool
    why_without_family: str
    agenda: str
    summary: str
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    family_id: int
    family_name: str
    goals: tuple[GoalRow, ...]
    scores: tuple[ScoreRow, ...]
    """How it goes in general, oldest first."""
    evaluations: tuple[EvaluationRow, ...]
    meetings: tuple[MeetingRow, ...]

    @property
    def open_goals(self) -> tuple[GoalRow, ...]:
        return tuple(goal for goal in self.goals if goal.status == Goal.Status.OPEN)


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def family_plan(family: Family, *, by: Actor, now: datetime) -> Plan:
    """The whole plan of a family, open goals first. Six statements."""
    actions = list(family.goalactions.select_related("promise__owner").order_by("pk"))
    scores = list(family.scores.select_related("person").order_by("on", "pk"))
    goals = sorted(family.goals.all(), key=lambda goal: (goal.status != Goal.Status.OPEN, goal.order, goal.pk))
    looked_back = family.evaluations.select_related("by").order_by("-on", "-pk")
    meetings = family.meetings.prefetch_related(Prefetch("promises", Promise.objects.select_related("owner"))).order_by(
        "-held_at", "-pk"
    )
    return Plan(
        family_id=family.pk,
        family_name=family.name,
        goals=tuple(goal_row(goal, actions, scores, day(now)) for goal in goals),
        scores=tuple(score_row(score) for score in scores if score.goal_id is None),
        evaluations=tuple(
            EvaluationRow(one.on, one.goes_well, one.not_yet, one.family_present, one.by.name) for one in looked_back
        ),
        meetings=tuple(_meeting(meeting) for meeting in meetings),
    )


def goal_row(goal: Goal, actions: list[GoalAction], scores: list[Score], today: date) -> GoalRow:
    return GoalRow(
        goal.pk,
        goal.words,
        goal.status,
        goal.by_parent,
        goal.made_on,
        goal.ended_on,
        goal.version,
        tuple(_action(one, today) for one in actions if one.goal_id == goal.pk),
        tuple(score_row(one) for one in scores if one.goal_id == goal.pk),
    )


def _action(one: GoalAction, today: date) -> ActionRow:
    promised = one.promise
    if promised is None:
        late = one.done_on is None and one.due_on is not None and one.due_on < today
        return ActionRow(one.pk, one.what, one.doer, one.due_on, one.done_on, late, False, None)
    is_open, kept = promised.status == Promise.Status.OPEN, promised.status == Promise.Status.KEPT
    return ActionRow(
        one.pk,
        promised.what,
        promised.owner.name,
        promised.due_on,
        promised.done_on if kept else None,
        is_open and promised.due_on < today,
        not is_open and not kept,
        promised.pk,
    )


def score_row(score: Score) -> ScoreRow:
    return ScoreRow(score.value, score.on, score.note, score.person.given_name if score.person else "")


def _meeting(meeting: Meeting) -> MeetingRow:
    decisions = (f"{one.what} ({one.owner.name}, {one.due_on:%d-%m-%Y})" for one in meeting.promises.all())
    return MeetingRow(
        meeting.pk,
        meeting.held_at,
        meeting.place,
        meeting.who,
        meeting.family_present,
        meeting.why_without_family,
        meeting.agenda,
        meeting.summary,
        tuple(decisions),
    )
