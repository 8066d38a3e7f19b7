"""The pathways that are agreed here, the one a family is on, and what is known that dates its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import yaml

from sluitend.care.action import day
from sluitend.care.agreements.models import Version
from sluitend.care.agreements.queries import pathways_in_force
from sluitend.care.followup.models import ContactAttempt
from sluitend.care.observations.models import Observation
from sluitend.care.pathways.models import Run, Step
from sluitend.care.people.models import Birth, Family, Pregnancy
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.calendar import Anchor
from sluitend.core.content import Pathway, Words, check
from sluitend.core.pathway import Done, Known, Outcome
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import in_words
from sluitend.core.text import Text


def pathway_of(version: Version) -> Pathway:
    """The pathway in this version, checked."""
    return _read(version.content_id, version.body)


@lru_cache(maxsize=64)
def _read(content_id: str, body: str) -> Pathway:
    found = check("pathway", yaml.safe_load(body), f"{content_id}.yaml")
    assert isinstance(found, Pathway)
    return found


def known(run: Run) -> Known:
    """What dates this family's steps: key dates, what was done, facts and decisions."""
    dates: dict[str, date] = {Anchor.SIGNAL: run.started_on}
    reached = ContactAttempt.objects.filter(family_id=run.family_id, result="reached", at__date__gte=run.started_on)
    if first := reached.order_by("at").first():
        dates[Anchor.INTAKE] = day(first.at)
    outcome = _birth_and_outcome(run, dates)
    facts = Observation.objects.filter(family_id=run.family_id, ended_on__isnull=True, entered_in_error=False)
    done = run.steps.filter(status=Step.Status.DONE).order_by("order")
    return Known(
        key_dates=dates,
        done=tuple(Done(step.step_id, step.done_on or run.started_on, step.occurrence) for step in done),
        facts=frozenset(facts.filter(kind__in=["factor", "fact"]).values_list("code", flat=True)),
        proposals=frozenset((table, code) for table, code in run.choices),
        outcome=outcome,
        stopped=run.ended_on,
    )


def _birth_and_outcome(run: Run, dates: dict[str, date]) -> Outcome | None:
    """Fill in due date, birth and outcome; of twins, a loss is only when none lives."""
    pregnancy = run.pregnancy
    births = Birth.objects.select_related("child").order_by("born_on")
    if pregnancy is None:
        children = list(births.filter(child__memberships__family_id=run.family_id).order_by("-born_on")[:1])
    else:
        dates[Anchor.DUE_DATE] = pregnancy.due_date
        children = list(births.filter(pregnancy=pregnancy))
    if children:
        dates[Anchor.BIRTH] = children[0].born_on
        died = [birth.child.died_on for birth in children]
        if all(died):
            dates[Anchor.OUTCOME] = max(on for on in died if on)
            return Outcome.CHILD_DIED
    if pregnancy is None or pregnancy.outcome == Pregnancy.Outcome.ONGOING or pregnancy.ended_on is None:
        return None
    dates[Anchor.OUTCOME] = pregnancy.ended_on
    if pregnancy.outcome == Pregnancy.Outcome.BORN:
        dates.setdefault(Anchor.BIRTH, pregnancy.ended_on)
    return Outcome(pregnancy.outcome)


@dataclass(frozen=True)
class Agreed:
    """A pathway that can be started here."""

    content_id: str
    titles: Words
    standing: str
    sources: tuple[Words | str, ...]


@query(needs=Permission.SEE_NETWORK)
def pathways_to_start(*, by: Actor, now: datetime) -> list[Agreed]:
    """The pathways in force in the region, to choose from."""
    read = pathways_in_force(by.region_id, day(now)).values()
    return [Agreed(one.id, one.titles, one.standing.value, one.sources) for one in read]


@dataclass(frozen=True)
class StepRow:
    step_id: int
    title: dict[str, str]
    who: str
    status: str
    due_on: date | None
    until: date | None
    done_on: date | None
    reason: str | Text
    expected: bool
    offered: bool
    late: bool
    promise_id: int | None
    owner_name: str


@dataclass(frozen=True)
class Course:
    """A pathway that a family is on (or was), with its steps in the order of the pathway."""

    run_id: int
    family_id: int
    content_id: str
    titles: Words
    standing: str
    sources: tuple[Words | str, ...]
    version: int
    started_on: date
    ended_on: date | None
    ended_why: str
    steps: tuple[StepRow, ...]


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def courses(family: Family, *, by: Actor, now: datetime) -> list[Course]:
    """The pathways of a family, running ones first. Two statements, however many steps."""
    runs = family.runs.select_related("version").prefetch_related("steps__promise__owner")
    ordered = sorted(runs, key=lambda run: (run.ended_on is not None, -run.pk))
    return [_course(run, day(now)) for run in ordered]


def _course(run: Run, today: date) -> Course:
    pathway = pathway_of(run.version)
    steps = sorted(run.steps.all(), key=lambda step: (step.order, step.occurrence))
    return Course(
        run.pk,
        run.family_id,
        run.pathway_id,
        pathway.titles,
        pathway.standing.value,
        pathway.sources,
        run.version.number,
        run.started_on,
        run.ended_on,
        run.ended_why,
        tuple(_step_row(step, today) for step in steps),
    )


def _step_row(step: Step, today: date) -> StepRow:
    planned = step.status == Step.Status.PLANNED
    last_good_day = step.until or step.due_on
    return StepRow(
        step.pk,
        step.title,
        step.who,
        step.status,
        step.due_on,
        step.until,
        step.done_on,
        in_words(step.reason),
        step.expected and planned,
        step.offered,
        planned and last_good_day is not None and last_good_day < today,
        step.promise_id,
        step.promise.owner.name if step.promise else "",
    )
