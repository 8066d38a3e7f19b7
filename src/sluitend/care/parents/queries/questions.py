"""Questions of parents with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.parents.models import Question
from sluitend.care.people.models import Family
from sluitend.care.people.queries import called
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text


@dataclass(frozen=True)
class QuestionRow:
    id: int
    who: str | Text
    question: str
    about_look: str
    asked_on: date
    answer_by: date
    answer: str
    answered_by: str
    answered_on: date | None


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_questions(family: Family, *, by: Actor, now: datetime) -> tuple[QuestionRow, ...]:
    """What this parent asked, newest first; not what the other parent asked."""
    return _rows(family, person_id=by.person_id)


@query(needs=Permission.ANSWER_PARENT, about="people.Family", look=True)
def questions_of(family: Family, *, by: Actor, now: datetime) -> tuple[QuestionRow, ...]:
    """What the parents of this family asked, newest first."""
    return _rows(family)


def _rows(family: Family, **whose: int | None) -> tuple[QuestionRow, ...]:
    found = Question.objects.filter(family=family, **whose).select_related("person", "promise", "answered_by")
    return tuple(_row(row) for row in found.order_by("-asked_at", "-pk"))


def _row(row: Question) -> QuestionRow:
    return QuestionRow(
        id=row.pk,
        who=called(row.person),
        question=row.question,
        about_look=row.about_look,
        asked_on=day(row.asked_at),
        answer_by=row.promise.due_on,
        answer=row.answer,
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_on=day(row.answered_at) if row.answered_at else None,
    )
