"""What stands at the top of every page of a family, and its plan in a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import Case, Goal, Score
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.kept_words import Spoken, spoken
from sluitend.core.permissions import Permission
from sluitend.core.states import ENDINGS, Ending
from sluitend.core.text import Text


@dataclass(frozen=True)
class Heading:
    """The name of the household and how its last file stands; `case_id` is None when there never was one."""

    family_id: int
    family_name: str
    case_id: int | None = None
    open: bool = False
    opened_on: date | None = None
    lead_id: int | None = None
    lead: str = ""
    next_what: Spoken = ""
    next_due_on: date | None = None
    next_owner: str = ""
    next_is_quiet: bool = False
    closed_on: date | None = None
    ending: Text | None = None
    ending_note: str = ""


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def heading(family: Family, *, by: Actor, now: datetime) -> Heading:
    """The top of a family's pages. One statement."""
    case = next(iter(_last().things(family=family.pk)), None)
    if case is None:
        return Heading(family.pk, family.name)
    return Heading(
        family_id=family.pk,
        family_name=family.name,
        case_id=case.pk,
        open=case.status == Case.Status.OPEN,
        opened_on=case.opened_on,
        lead_id=case.lead_id,
        lead=case.lead.name,
        next_what=spoken(case.next_what, case.next_words),
        next_due_on=case.next_due_on,
        next_owner=case.next_owner.name if case.next_owner else "",
        next_is_quiet=case.next_is_quiet,
        closed_on=case.closed_on,
        ending=ENDINGS[Ending(case.ending)] if case.ending else None,
        ending_note=case.ending_note,
    )


@compiled
def _last(given: Given) -> QuerySet[Any, Any]:
    return Case.objects.filter(family_id=given.family).select_related("lead", "next_owner").order_by("-pk")[:1]


@dataclass(frozen=True)
class GoalLine:
    """An open goal and how the family scored it, oldest first."""

    id: int
    words: str
    scores: tuple[tuple[int, date], ...]


@dataclass(frozen=True)
class PlanLines:
    family_id: int
    goals: tuple[GoalLine, ...]
    scores: tuple[tuple[int, date], ...]
    """How it goes in general, oldest first."""


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def plan_lines(family: Family, *, by: Actor, now: datetime) -> PlanLines:
    """The open goals with the family's own scores. Two statements."""
    goals, scores = _goals()(family=family.pk), _scores()(family=family.pk)

    def of(goal_id: int | None) -> tuple[tuple[int, date], ...]:
        return tuple((value, on) for scored, value, on in scores if scored == goal_id)

    return PlanLines(family.pk, tuple(GoalLine(pk, words, of(pk)) for pk, words in goals), of(None))


@compiled
def _goals(given: Given) -> QuerySet[Any, Any]:
    rows = Goal.objects.filter(family_id=given.family, status=Goal.Status.OPEN)
    return rows.order_by("order", "pk").values_list("pk", "words")


@compiled
def _scores(given: Given) -> QuerySet[Any, Any]:
    return Score.objects.filter(family_id=given.family).order_by("on", "pk").values_list("goal_id", "value", "on")
