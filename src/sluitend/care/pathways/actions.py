"""Putting a family on an agreed pathway, and keeping its dated steps and their promises true to what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from sluitend.care.action import action, day
from sluitend.care.agreements.models import Version
from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import Case
from sluitend.care.followup.actions import keep, promise, renew, withdraw
from sluitend.care.followup.models import Promise
from sluitend.care.pathways.models import Run, Step
from sluitend.care.pathways.queries import known, pathway_of
from sluitend.care.people.models import Family, Involvement
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import add_working_days
from sluitend.core.content import CareRole, Words
from sluitend.core.content import Step as AgreedStep
from sluitend.core.pathway import DatedStep, Status, plan
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import STEP_NOT_ASKED
from sluitend.core.roles import Role
from sluitend.core.states import ENDINGS, Ending
from sluitend.core.text import text

HORIZON = timedelta(weeks=6)
"""Steps become promises this long ahead (the first one always), so that lists show what is near. Our choice."""
CHECK_WORKING_DAYS = 2
"""When dates or a loss took the last step away, the lead looks within the term for first contact (domain.md 6.5, S2)."""

DONE_BY_ANOTHER_ROLE: dict[str, tuple[str, ...]] = {
    CareRole.SCREENER: (Role.YOUTH_NURSE,),
    CareRole.PROGRAMME_NURSE: (Role.YOUTH_NURSE,),
    CareRole.LOCAL_TEAM: (Role.SOCIAL_WORKER, Role.CASE_COORDINATOR),
}
"""A step is for somebody around the family with the role of that name; these have another name here. Nobody: the lead."""


@action(needs=Permission.USE_PATHWAY, about="people.Family")
def start(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    pathway_id: str,
    signalled_on: date | None = None,
    choices: Sequence[tuple[str, str]] = (),
) -> Run:
    """Put the family on the version of a pathway that is in force. Its steps are dated at once; twice starts it once."""
    version = Version.objects.filter(
        region_id=family.region_id, kind=Version.Kind.PATHWAY, content_id=pathway_id, replaced_on__isnull=True
    ).first()
    if version is None or version.in_force_from > day(now):
        raise NotNow(text("Dit zorgpad is hier niet van kracht."), field="pathway")
    if not family.cases.filter(status=Case.Status.OPEN).exists():
        raise NotNow(text("Open eerst een dossier met een regiehouder; dan kan het zorgpad beginnen."))
    running = family.runs.filter(pathway_id=pathway_id, ended_on__isnull=True).first()
    if running is not None:
        return running
    return Run.objects.create(
        family=family,
        version=version,
        pathway_id=pathway_id,
        pregnancy=family.pregnancies.order_by("-due_date").first(),
        started_on=min(signalled_on or day(now), day(now)),
        choices=[list(pair) for pair in choices],
    )


@action(needs=Permission.USE_PATHWAY, about="people.Family")
def choose(family: Family, *, by: Actor, now: datetime, table: str, code: str) -> Family:
    """Note a decision that steps of running pathways depend on (an accepted proposal)."""
    for run in family.runs.filter(ended_on__isnull=True):
        if [table, code] not in run.choices:
            run.choices.append([table, code])
            run.save(update_fields=["choices"])
    return family


@action(needs=Permission.USE_PATHWAY, about="pathways.Step")
def done(step: Step, *, by: Actor, now: datetime, on: date | None = None, result: str = "") -> Step:
    """Say that a step was done, and on which day. Its promise is kept with it."""
    on = on or day(now)
    if on > day(now):
        raise NotNow(text("Deze datum ligt in de toekomst."), field="on")
    step.status = states.move(states.PATHWAY_STEP, step.status, to="done")
    step.done_on = on
    step.save(update_fields=["status", "done_on"])
    if step.promise and step.promise.status == Promise.Status.OPEN:
        keep(step.promise_id, by=by, now=now, result=result)
    return step


@action(needs=Permission.USE_PATHWAY, about="pathways.Step")
def void(step: Step, *, by: Actor, now: datetime, reason: str) -> Step:
    """Say that a step falls away for this family, and why. Its promise falls away with it."""
    step.status = states.move(states.PATHWAY_STEP, step.status, to="void", reason=reason.strip())
    step.reason, step.by_hand = reason.strip(), True
    step.save(update_fields=["status", "reason", "by_hand"])
    if step.promise and step.promise.status == Promise.Status.OPEN:
        withdraw(step.promise_id, by=by, now=now, reason=step.reason)
    return step


@action(needs=Permission.USE_PATHWAY, about="pathways.Run")
def stop(run: Run, *, by: Actor, now: datetime, why: str) -> Run:
    """Stop the pathway: the family does not want it, or it does not fit any more. What was done stays."""
    if not why.strip():
        raise NotNow(text("Schrijf waarom het zorgpad stopt."), field="why")
    if run.ended_on is not None:
        raise NotNow(text("Dit zorgpad is al gestopt."))
    _end(run, why.strip(), by, now)
    return run


def _end(run: Run, why: str, by: Actor, now: datetime) -> None:
    """End the run, and with it every step that was still to come."""
    run.ended_on, run.ended_why = day(now), why
    run.save(update_fields=["ended_on", "ended_why"])
    _follow(run, by, now)
    _still_a_next_step(run.family_id, by, now)


def reschedule(family_id: int, *, by: Actor, now: datetime) -> None:
    """After a change of a family: date the steps again from what is known now. Doing it again changes nothing."""
    going = [pk for (pk,) in _going()(family=family_id)]
    for run in Run.objects.filter(pk__in=going).select_related("version", "pregnancy") if going else ():
        case = Case.objects.filter(family_id=family_id).order_by("-pk").first()
        if case is not None and case.status == Case.Status.CLOSED:
            _end(run, str(ENDINGS[Ending(case.ending)]), by, now)
        elif _follow(run, by, now):
            _still_a_next_step(family_id, by, now)


@compiled
def _going(given: Given) -> QuerySet[Any, Any]:
    return Run.objects.filter(family_id=given.family, ended_on__isnull=True).order_by("pk").values_list("pk")


def _follow(run: Run, by: Actor, now: datetime) -> bool:
    """Make the rows equal to the plan. True when a promise fell away, so that the caller sees to a next step."""
    _take_over_from_promises(run)
    agreed = {step.id: step for step in pathway_of(run.version).steps}
    rows = {(row.step_id, row.occurrence): row for row in run.steps.select_related("promise")}
    planned: list[Step] = []
    fell_away = False
    for order, dated in enumerate(plan(pathway_of(run.version), known(run))):
        row = rows.pop((dated.step, dated.occurrence), None) or _new(run, agreed[dated.step], dated)
        if row.status == Step.Status.DONE or row.by_hand:
            continue
        _write(row, order, dated)
        fell_away |= _let_go(row, by, now)
        if row.status == Step.Status.PLANNED and row.due_on is not None:
            planned.append(row)
    for row in rows.values():
        fell_away |= _not_in_plan(row, by, now)
    _promise_what_is_near(run, planned, agreed, by, now)
    return fell_away


def _take_over_from_promises(run: Run) -> None:
    """A promise that was kept or withdrawn from a list says the same of its step."""
    for row in run.steps.filter(status=Step.Status.PLANNED, promise__isnull=False).select_related("promise"):
        ended = row.promise
        if ended is None or ended.status == Promise.Status.OPEN:
            continue
        if ended.status == Promise.Status.KEPT:
            row.status, row.done_on = Step.Status.DONE, ended.done_on
        else:
            row.status, row.reason, row.by_hand = Step.Status.VOID, ended.reason, True
        row.save()


def _new(run: Run, step: AgreedStep, dated: DatedStep) -> Step:
    return Step(
        run=run, step_id=step.id, occurrence=dated.occurrence, title=step.titles.model_dump(), who=step.who.value
    )


def _write(row: Step, order: int, dated: DatedStep) -> None:
    status = Step.Status.VOID if dated.status is Status.VOID else Step.Status.PLANNED
    reason = str(dated.reason or "")[:300]
    new = (status, order, dated.due, dated.latest, dated.expected, dated.offered, reason)
    if row.pk and new == (row.status, row.order, row.due_on, row.until, row.expected, row.offered, row.reason):
        return
    row.status, row.order, row.due_on, row.until, row.expected, row.offered, row.reason = new
    row.save()


def _let_go(row: Step, by: Actor, now: datetime) -> bool:
    """Withdraw the promise of a step that fell away; the step gets a new one if it comes back."""
    if row.status != Step.Status.VOID or row.promise is None:
        return False
    open_one = row.promise.status == Promise.Status.OPEN
    if open_one:
        withdraw(row.promise_id, by=by, now=now, reason=row.reason)
    row.promise = None
    row.save(update_fields=["promise"])
    return open_one


def _not_in_plan(row: Step, by: Actor, now: datetime) -> bool:
    """A step that the pathway does not ask now (aftercare, once a loss turns out to be a mistake)."""
    if row.status != Step.Status.PLANNED:
        return False
    row.status, row.reason = Step.Status.VOID, STEP_NOT_ASKED.message
    row.save(update_fields=["status", "reason"])
    return _let_go(row, by, now)


def _promise_what_is_near(
    run: Run, planned: list[Step], agreed: Mapping[str, AgreedStep], by: Actor, now: datetime
) -> None:
    planned.sort(key=lambda row: (row.due_on, row.order))
    today = day(now)
    for number, row in enumerate(planned):
        assert row.due_on is not None
        if row.promise is not None:
            renew(row.promise_id, due_on=max(row.due_on, row.promise.made_on))
        elif number == 0 or row.due_on <= today + HORIZON:
            owner, due_on = _owner(run.family_id, row.who, today), max(row.due_on, today)
            row.promise_id = promise(
                run.family_id,
                by=by,
                now=now,
                owner_id=owner,
                what=Words(nl=row.title["nl"][:300], en=row.title["en"][:300]),
                told=agreed[row.step_id].for_parents,
                due_on=due_on,
                kind=Promise.Kind.PATHWAY,
            )
            row.save(update_fields=["promise"])


def _owner(family_id: int, who: str, today: date) -> int:
    """Somebody around the family in the role of this step, else the lead."""
    around = Involvement.objects.on(today).filter(family_id=family_id, ends_on=None)
    fitting = around.exclude(role=Involvement.Role.EMERGENCY).filter(
        professional__role_assignments__role__in=DONE_BY_ANOTHER_ROLE.get(who, (who,)),
        professional__role_assignments__ends_on=None,
    )
    lead = around.filter(role=Involvement.Role.LEAD)
    found = None if who == CareRole.CASE_COORDINATOR else fitting.order_by("-starts_on", "pk").first()
    return (found or lead.get()).professional_id


def _still_a_next_step(family_id: int, by: Actor, now: datetime) -> None:
    """When dates, a loss or a stop took the last task away, the lead is asked to look what the family needs now."""
    case = Case.objects.filter(family_id=family_id, status=Case.Status.OPEN).first()
    if case is None or Promise.objects.filter(family_id=family_id, status=Promise.Status.OPEN).exists():
        return
    promise(
        family_id,
        by=by,
        now=now,
        owner_id=case.lead_id,
        what=text("Bespreken wat het gezin nu nodig heeft"),
        due_on=add_working_days(day(now), CHECK_WORKING_DAYS),
        kind=Promise.Kind.CHECK,
    )
