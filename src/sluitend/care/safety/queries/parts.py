"""The parts of a matter as its circle sees them: who is in it, what was done, promised, reported and planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sluitend.care.action import day
from sluitend.care.agreements.queries import weighing_as_it_was
from sluitend.care.safety.models import Matter, Member, PlanLine, Report, SafetyPromise, StepTaken
from sluitend.core.content import Outcome, Words
from sluitend.core.record_sentences import in_words
from sluitend.core.safety import (
    CHILD_CHECKS,
    CONSULTED,
    DECISIONS,
    OUTCOMES,
    PARTS,
    STEPS,
    ChildCheck,
    Consulted,
    Decision,
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


@dataclass(frozen=True)
class MemberRow:
    member_id: int
    professional_id: int
    name: str
    organisation: str
    part: str
    part_label: Text
    why: str | Text
    since: date
    until: date | None
    end_reason: str


@dataclass(frozen=True)
class PromiseRow:
    promise_id: int
    kind: str
    what: str | Text
    owner: str
    due_on: date
    status: str
    status_label: Text
    done_on: date | None
    result: str | Text
    reason: str | Text


@dataclass(frozen=True)
class StepRow:
    kind: Step
    title: Text
    on: date
    by: str
    facts: str | Text
    interpretation: str
    whom: str
    way: Text | None
    result: Text | None
    reason: str
    answers: tuple[tuple[Words, Words, str], ...] = ()
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


def member_row(one: Member) -> MemberRow:
    return MemberRow(
        one.pk,
        one.professional_id,
        one.professional.name,
        one.professional.organisation.name,
        one.part,
        PARTS[Part(one.part)],
        in_words(one.why),
        day(one.since),
        day(one.ended_at) if one.ended_at else None,
        one.end_reason,
    )


def promise_row(one: SafetyPromise) -> PromiseRow:
    return PromiseRow(
        one.pk,
        one.kind,
        in_words(one.what),
        one.owner.name,
        one.due_on,
        one.status,
        PROMISE.labels[one.status],
        one.done_on,
        in_words(one.result),
        in_words(one.reason),
    )


_RESULTS: dict[str, Text] = {
    "disclosure": text("Verteld zonder dat ernaar gevraagd was: telt als acuut"),
    "named": text("Met de naam van het gezin"),
    "not_named": text("Zonder naam van het gezin"),
    "held": text("Gesproken"),
    "not_held": text("Geen gesprek"),
    "reopened": text("Opnieuw geopend"),
}


def step_row(one: StepTaken) -> StepRow:
    kind = Step(one.kind)
    return StepRow(
        kind,
        STEPS[kind],
        one.on,
        one.by.name,
        in_words(one.facts),
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


def _answers(version_id: int | None, answers: Mapping[str, Any]) -> tuple[tuple[Words, Words, str], ...]:
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


def report_rows(matter: Matter) -> tuple[ReportRow, ...]:
    return tuple(_report(one) for one in matter.reports.select_related("made_by").order_by("-made_on", "-pk"))


def plan_lines(matter: Matter) -> tuple[Line, ...]:
    return tuple(_line(one) for one in matter.plan_lines.order_by("added_at", "pk"))
