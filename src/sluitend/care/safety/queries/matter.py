"""One matter as its circle sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from sluitend.care.action import day
from sluitend.care.agreements.queries import weighing_as_it_was
from sluitend.care.coordination.models import Case
from sluitend.care.people.models import Family, FamilyMember, Pregnancy
from sluitend.care.people.queries.labels import PARTS as PARTS_IN_FAMILY
from sluitend.care.people.queries.labels import called
from sluitend.care.query import query
from sluitend.care.safety.models import Matter, Member, PlanLine, Report, SafetyPromise, StepTaken
from sluitend.care.trail.models import SecretEntry
from sluitend.core.access import Actor
from sluitend.core.calendar import gestational_age
from sluitend.core.content import Outcome, Words
from sluitend.core.permissions import Permission
from sluitend.core.safety import (
    CHILD_CHECKS,
    CONSULTED,
    DECIDES,
    DECISIONS,
    ENDINGS,
    GROUNDS,
    OUTCOMES,
    PARTS,
    STEPS,
    ChildCheck,
    Consulted,
    Decision,
    Ending,
    Ground,
    Part,
    Step,
)
from sluitend.core.states import PROMISE
from sluitend.core.text import Text, text

REPORT_WAYS: dict[str, Text] = {
    Report.Way.PHONE: text("Gebeld"),
    Report.Way.ONLINE: text("Via de website"),
    Report.Way.LETTER: text("Per brief"),
    Report.Way.IN_PERSON: text("In een gesprek"),
}
REPORT_ABOUT: dict[str, Text] = {
    Report.About.CHILD: text("Een kind"),
    Report.About.UNBORN: text("Een kind dat nog komt"),
    Report.About.PARTNER: text("Geweld tussen partners"),
    Report.About.FAMILY: text("Iemand anders in het gezin"),
}
LOOKED = text("Keek")
CHANGED = text("Legde iets vast")


@dataclass(frozen=True)
class MemberRow:
    member_id: int
    professional_id: int
    name: str
    organisation: str
    part: str
    part_label: Text
    why: str
    since: date
    until: date | None
    end_reason: str


@dataclass(frozen=True)
class PromiseRow:
    promise_id: int
    kind: str
    what: str
    owner: str
    due_on: date
    status: str
    status_label: Text
    done_on: date | None
    result: str
    reason: str


@dataclass(frozen=True)
class StepRow:
    step_id: int
    kind: Step
    title: Text
    on: date
    by: str
    facts: str
    interpretation: str
    whom: str
    way: Text | None
    result: Text | None
    reason: str
    answers: tuple[tuple[str, Words, str], ...] = ()
    """Of a weighing: number, question and answer, in the order of the weighing."""


@dataclass(frozen=True)
class ReportRow:
    report_id: int
    made_on: date
    made_by: str
    way: Text
    about: Text
    acute: bool
    reference: str
    parents_told: bool
    why_not_told: str
    assessed_on: date | None
    route: Words | None
    answer: str
    investigated_on: date | None
    investigation: str


@dataclass(frozen=True)
class Line:
    line_id: int
    when: str
    what: str
    who: str
    until: date | None
    dropped_on: date | None
    drop_reason: str


@dataclass(frozen=True)
class Trace:
    at: datetime
    who: str
    what: Text


@dataclass(frozen=True)
class MatterPage:
    matter_id: int
    family_name: str
    household: tuple[tuple[str | Text, Text, date | None], ...]
    """Name, part and date of birth of who lives in the family now."""
    pregnant: str
    about: str
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


_CIRCLE: dict[str, Any] = {"needs": Permission.WORK_ON_SAFETY, "about": "safety.Matter", "secret": True}


@query(look=True, **_CIRCLE)
def matter(matter: Matter, *, by: Actor, now: datetime) -> MatterPage:
    """The whole matter. Whoever may open it sees all of it: who should not, is not in the circle."""
    family = _family(matter)
    steps = list(matter.steps.select_related("by").order_by("-on", "-noted_at"))
    members = tuple(_member(one) for one in matter.all_members)
    mine = next((row for row in members if row.professional_id == by.professional_id and row.until is None), None)
    weighed = next((step for step in steps if step.kind == Step.WEIGHING and step.result), None)
    return MatterPage(
        matter_id=matter.pk,
        family_name=family["name"],
        household=_household(matter),
        pregnant=gestational_age(family["due_date"], day(now)).label if family["due_date"] else "",
        about=matter.about,
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
        steps=tuple(_step(one) for one in steps),
        promises=tuple(_promise(one) for one in matter.promises.select_related("owner").order_by("due_on", "pk")),
        reports=_reports(matter),
        plan=_lines(matter),
    )


@query(look=True, **_CIRCLE)
def circle(matter: Matter, *, by: Actor, now: datetime) -> tuple[MemberRow, ...]:
    """Who is in the circle now."""
    return tuple(_member(one) for one in matter.all_members if one.ended_at is None)


@query(**_CIRCLE)
def waiting(matter: Matter, *, by: Actor, now: datetime) -> tuple[PromiseRow, ...]:
    """What is promised and not done, soonest first."""
    found = matter.promises.filter(status=SafetyPromise.Status.OPEN).select_related("owner")
    return tuple(_promise(one) for one in found.order_by("due_on", "pk"))


@query(**_CIRCLE)
def reports_of(matter: Matter, *, by: Actor, now: datetime) -> tuple[ReportRow, ...]:
    """The reports of this matter, newest first."""
    return _reports(matter)


@query(**_CIRCLE)
def plan(matter: Matter, *, by: Actor, now: datetime) -> tuple[Line, ...]:
    """The safety plan as it is in force."""
    return tuple(line for line in _lines(matter) if line.dropped_on is None)


def _reports(matter: Matter) -> tuple[ReportRow, ...]:
    return tuple(_report(one) for one in matter.reports.select_related("made_by").order_by("-made_on", "-pk"))


def _lines(matter: Matter) -> tuple[Line, ...]:
    return tuple(_line(one) for one in matter.plan_lines.order_by("added_at", "pk"))


def _family(matter: Matter) -> dict[str, Any]:
    """Name, due date of an ongoing pregnancy, and when the ordinary file was closed if it is; one statement."""
    pregnant = Pregnancy.objects.filter(family=OuterRef("pk"), outcome=Pregnancy.Outcome.ONGOING)
    closed = Case.objects.filter(family=OuterRef("pk"), status=Case.Status.CLOSED).order_by("-pk")
    found = Family.objects.filter(pk=matter.family_id).annotate(
        due_date=Subquery(pregnant.values("due_date")[:1]), closed_on=Subquery(closed.values("closed_on")[:1])
    )
    gone = {"name": "–", "due_date": None, "closed_on": None}
    return found.values("name", "due_date", "closed_on").first() or gone


def _household(matter: Matter) -> tuple[tuple[str | Text, Text, date | None], ...]:
    rows = FamilyMember.objects.filter(family=matter.family_id, ends_on=None).select_related("person").order_by("pk")
    return tuple((called(row.person), PARTS_IN_FAMILY[row.part], row.person.birth_date) for row in rows)


def _member(one: Member) -> MemberRow:
    return MemberRow(
        one.pk,
        one.professional_id,
        one.professional.name,
        one.professional.organisation.name,
        one.part,
        PARTS[Part(one.part)],
        one.why,
        day(one.since),
        day(one.ended_at) if one.ended_at else None,
        one.end_reason,
    )


def _promise(one: SafetyPromise) -> PromiseRow:
    return PromiseRow(
        one.pk,
        one.kind,
        one.what,
        one.owner.name,
        one.due_on,
        one.status,
        PROMISE.labels[one.status],
        one.done_on,
        one.result,
        one.reason,
    )


_RESULTS: dict[str, Text] = {
    "disclosure": text("Verteld zonder dat ernaar gevraagd was: telt als acuut"),
    "named": text("Met de naam van het gezin"),
    "not_named": text("Zonder naam van het gezin"),
    "held": text("Gesproken"),
    "not_held": text("Geen gesprek"),
    "reopened": text("Opnieuw geopend"),
}


def _step(one: StepTaken) -> StepRow:
    kind = Step(one.kind)
    return StepRow(
        one.pk,
        kind,
        STEPS[kind],
        one.on,
        one.by.name,
        one.facts,
        one.interpretation,
        one.whom,
        CONSULTED[Consulted(one.way)] if one.way else None,
        _result(kind, one.result),
        one.reason,
        _answers(one.version_id, one.answers) if kind is Step.WEIGHING else (),
    )


def _result(kind: Step, result: str) -> Text | None:
    if not result:
        return None
    if kind is Step.WEIGHING:
        return OUTCOMES[Outcome(result)]
    if kind is Step.DECISION:
        return DECISIONS[Decision(result)]
    return CHILD_CHECKS[ChildCheck(result)] if kind is Step.CHILD_CHECK else _RESULTS[result]


def _answers(version_id: int | None, answers: Mapping[str, Any]) -> tuple[tuple[str, Words, str], ...]:
    if version_id is None:
        return ()
    questions = weighing_as_it_was(version_id).questions
    return tuple((one.number, one.titles, str(answers[one.id])) for one in questions if one.id in answers)


def _report(one: Report) -> ReportRow:
    return ReportRow(
        one.pk,
        one.made_on,
        one.made_by.name,
        REPORT_WAYS[one.way],
        REPORT_ABOUT[one.about],
        one.acute,
        one.reference,
        one.parents_told,
        one.why_not_told,
        one.assessed_on,
        Words.model_validate(one.route_words) if one.route_words else None,
        one.answer,
        one.investigated_on,
        one.investigation,
    )


def _line(one: PlanLine) -> Line:
    dropped = day(one.dropped_at) if one.dropped_at else None
    return Line(one.pk, one.when, one.what, one.who, one.until, dropped, one.drop_reason)


@query(**_CIRCLE)
def trail(matter: Matter, *, by: Actor, now: datetime) -> tuple[Trace, ...]:
    """Who looked and who noted something, newest first; by name for who is or was in the circle."""
    names = dict(matter.members.values_list("professional_id", "professional__name"))
    entries = SecretEntry.objects.filter(thing="safety.Matter", thing_id=matter.pk).order_by("-at", "-pk")[:50]
    return tuple(
        Trace(one.at, names.get(one.professional_id or 0, "–"), LOOKED if one.kind == "look" else CHANGED)
        for one in entries
    )
