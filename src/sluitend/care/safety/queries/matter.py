"""One matter as its circle sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from sluitend.care.action import day
from sluitend.care.coordination.models import Case
from sluitend.care.people.models import Family, FamilyMember, Pregnancy
from sluitend.care.people.queries.labels import PARTS as PARTS_IN_FAMILY
from sluitend.care.people.queries.labels import called
from sluitend.care.query import query
from sluitend.care.safety.actions.rules import WORK
from sluitend.care.safety.models import Matter, SafetyPromise
from sluitend.care.safety.queries.parts import (
    Line,
    MemberRow,
    PromiseRow,
    ReportRow,
    StepRow,
    member_row,
    plan_lines,
    promise_row,
    report_rows,
    step_row,
)
from sluitend.care.safety.queries.released import ReleaseRow, release_rows
from sluitend.care.safety.queries.trail import ControlRow, control_rows
from sluitend.core.access import Actor
from sluitend.core.calendar import gestational_age
from sluitend.core.content import Outcome
from sluitend.core.record_sentences import in_words
from sluitend.core.safety import DECIDES, ENDINGS, GROUNDS, OUTCOMES, Ending, Ground, Step
from sluitend.core.text import Text


@dataclass(frozen=True)
class MatterPage:
    matter_id: int
    family_name: str
    household: tuple[tuple[str | Text, Text, date | None], ...]
    """Name, part and date of birth of who lives in the family now."""
    pregnant: str
    about: str | Text
    ground: Text
    opened_on: date
    ended_on: date | None
    ended_by: str
    ending: Text | None
    ending_note: str
    confirmed_by: str
    file_closed_on: date | None
    decides: bool
    disclosed: bool
    advice: Text | None
    circle: tuple[MemberRow, ...]
    steps: tuple[StepRow, ...]
    promises: tuple[PromiseRow, ...]
    reports: tuple[ReportRow, ...]
    plan: tuple[Line, ...]
    releases: tuple[ReleaseRow, ...]
    controls: tuple[ControlRow, ...]

    @property
    def open(self) -> bool:
        return self.ended_on is None

    @property
    def waiting(self) -> tuple[PromiseRow, ...]:
        return tuple(one for one in self.promises if one.done_on is None)

    @property
    def now_in_circle(self) -> tuple[MemberRow, ...]:
        return tuple(one for one in self.circle if one.until is None)

    @property
    def in_force(self) -> tuple[Line, ...]:
        return tuple(one for one in self.plan if one.dropped_on is None)


@query(look=True, **WORK)
def matter(matter: Matter, *, by: Actor, now: datetime) -> MatterPage:
    """The whole matter. Whoever may open it sees all of it: who should not, is not in the circle."""
    family, people = _family(matter), _people(matter)
    steps = list(matter.steps.select_related("by").order_by("-on", "-noted_at"))
    members = tuple(member_row(one) for one in matter.all_members)
    mine = next((row for row in members if row.professional_id == by.professional_id and row.until is None), None)
    weighed = next((step for step in steps if step.kind == Step.WEIGHING and step.result), None)
    return MatterPage(
        matter_id=matter.pk,
        family_name=family["name"],
        household=tuple(
            (called(one.person), PARTS_IN_FAMILY[one.part], one.person.birth_date) for one in people if not one.ends_on
        ),
        pregnant=gestational_age(family["due_date"], day(now)).label if family["due_date"] else "",
        about=in_words(matter.about),
        ground=GROUNDS[Ground(matter.ground)],
        opened_on=day(matter.opened_at),
        ended_on=matter.ended_on,
        ended_by=matter.ended_by.name if matter.ended_by else "",
        ending=ENDINGS[Ending(matter.ending)] if matter.ending else None,
        ending_note=matter.ending_note,
        confirmed_by=matter.confirmed_by,
        file_closed_on=family["closed_on"] if matter.is_open else None,
        decides=bool(mine and mine.part in DECIDES),
        disclosed=any(step.kind == Step.SIGNALS and step.result == "disclosure" for step in steps),
        advice=OUTCOMES[Outcome(weighed.result)] if weighed else None,
        circle=members,
        steps=tuple(step_row(one) for one in steps),
        promises=tuple(promise_row(one) for one in matter.promises.select_related("owner").order_by("due_on", "pk")),
        reports=report_rows(matter),
        plan=plan_lines(matter),
        releases=release_rows(matter, {one.person_id: called(one.person) for one in people}),
        controls=control_rows(matter),
    )


@query(look=True, **WORK)
def circle(matter: Matter, *, by: Actor, now: datetime) -> tuple[MemberRow, ...]:
    """Who is in the circle now."""
    return tuple(member_row(one) for one in matter.all_members if one.ended_at is None)


@query(**WORK)
def waiting(matter: Matter, *, by: Actor, now: datetime) -> tuple[PromiseRow, ...]:
    """What is promised and not done, soonest first."""
    found = matter.promises.filter(status=SafetyPromise.Status.OPEN).select_related("owner")
    return tuple(promise_row(one) for one in found.order_by("due_on", "pk"))


@query(**WORK)
def reports_of(matter: Matter, *, by: Actor, now: datetime) -> tuple[ReportRow, ...]:
    """The reports of this matter, newest first."""
    return report_rows(matter)


@query(**WORK)
def plan(matter: Matter, *, by: Actor, now: datetime) -> tuple[Line, ...]:
    """The safety plan as it is in force."""
    return tuple(line for line in plan_lines(matter) if line.dropped_on is None)


def _family(matter: Matter) -> dict[str, Any]:
    """Name, due date of an ongoing pregnancy, and when the ordinary file was closed if it is; one statement."""
    pregnant = Pregnancy.objects.filter(family=OuterRef("pk"), outcome=Pregnancy.Outcome.ONGOING)
    closed = Case.objects.filter(family=OuterRef("pk"), status=Case.Status.CLOSED).order_by("-pk")
    found = Family.objects.filter(pk=matter.family_id).annotate(
        due_date=Subquery(pregnant.values("due_date")[:1]), closed_on=Subquery(closed.values("closed_on")[:1])
    )
    gone = {"name": "–", "due_date": None, "closed_on": None}
    return found.values("name", "due_date", "closed_on").first() or gone


def _people(matter: Matter) -> list[FamilyMember]:
    """Who is or was in the household."""
    return list(FamilyMember.objects.filter(family=matter.family_id).select_related("person").order_by("pk"))
