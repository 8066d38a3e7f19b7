"""Promises: who does what by when, and periods of quiet that end with a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from sluitend.care.action import action, changed, day, details
from sluitend.care.agreements import queries as agreements
from sluitend.care.agreements.models import Version
from sluitend.care.followup.actions.notices import tell
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family, Involvement
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.kept_words import Spoken, dutch, kept
from sluitend.core.permissions import Permission
from sluitend.core.promise import QUIET_WEEKS_AT_MOST
from sluitend.core.text import text

LOOK_AGAIN = text("Opnieuw kijken")
FURTHEST_AHEAD = timedelta(days=730)
"""A promise further ahead than the first thousand days minus what has passed is a typing error, not a plan."""


def working(professional_id: int, region_id: int, today: date, *, field: str = "owner") -> Professional:
    """The professional, or NotNow on this form field when nobody of that id works in the region today."""
    found = Professional.objects.on(today).filter(pk=professional_id, region_id=region_id).first()
    if found is None:
        raise NotNow(text("Deze persoon werkt hier niet (meer). Kies iemand die er nu werkt."), field=field)
    return found


def staying(professional_id: int, region_id: int, today: date, *, field: str) -> Professional:
    """Somebody who works here and has no last day: only such a person can be given the lead, or the clock would end it (rule 1)."""
    found = working(professional_id, region_id, today, field=field)
    if found.ends_on is not None:
        raise NotNow(
            text("%(name)s stopt op %(day)s. Kies iemand die blijft.", name=found.name, day=found.ends_on), field=field
        )
    return found


def takes_part(family: Family, professional_id: int, today: date) -> None:
    """Whoever gets a task for a family is involved with it from then on, so that the task can be done. Once only."""
    now_involved = family.involvements.filter(professional_id=professional_id, ends_on__isnull=True)
    if not now_involved.exclude(role=Involvement.Role.EMERGENCY).exists():
        Involvement.objects.create(
            family=family, professional_id=professional_id, role=Involvement.Role.CARE_GIVER, starts_on=today
        )


def _checked(what: str, due_on: date, today: date) -> str:
    what = what.strip()
    if not what:
        raise NotNow(text("Schrijf wat er gebeurt."), field="what")
    if due_on < today:
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="due_on")
    if due_on > today + FURTHEST_AHEAD:
        raise NotNow(text("De datum ligt meer dan twee jaar vooruit. Klopt het jaar?"), field="due_on")
    return what


@action(needs=Permission.MAKE_PROMISE, about="people.Family")
def promise(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    owner_id: int,
    what: Spoken,
    due_on: date,
    kind: str = Promise.Kind.STEP,
    told: Mapping[str, str] = MappingProxyType({}),
) -> Promise:
    """Agree who does what by when. Whoever it is for is told, and involved with the family from then on. `told` is what both parents
    read of it, per language, when it is not `what`."""
    today = day(now)
    working(owner_id, family.region_id, today)
    takes_part(family, owner_id, today)
    made = Promise.objects.create(
        family=family,
        owner_id=owner_id,
        what=_checked(dutch(what), due_on, today),
        words=kept(what),
        told=dict(told),
        kind=kind,
        made_on=today,
        made_by_id=by.professional_id,
        due_on=due_on,
    )
    _tell_owner(made, by, now)
    return made


def _tell_owner(made: Promise, by: Actor, now: datetime) -> None:
    tell(
        {made.owner_id},
        kind="promise",
        message=text(
            "U heeft een nieuwe taak voor een gezin, uiterlijk %(date)s.", date=made.due_on.strftime("%d-%m-%Y")
        ),
        now=now,
        family_id=made.family_id,
        thing=made,
        but=by.professional_id,
        at_once=made.due_on <= day(now),
    )


@action(needs=Permission.MAKE_PROMISE, about="people.Family")
def stay_quiet(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    owner_id: int,
    review_on: date,
    reason: str,
) -> Promise:
    """Agree that nothing happens until a dated review, and why (design.md 5, rule 2)."""
    today = day(now)
    if not reason.strip():
        raise NotNow(text("Schrijf waarom het nu rustig mag zijn."), field="reason")
    working(owner_id, family.region_id, today)
    _not_quiet_too_long(family.region_id, today, review_on, today, field="review_on")
    return Promise.objects.create(
        family=family,
        owner_id=owner_id,
        what=_checked(LOOK_AGAIN.message, review_on, today),
        words=kept(LOOK_AGAIN),
        kind=Promise.Kind.QUIET,
        made_on=today,
        made_by_id=by.professional_id,
        due_on=review_on,
        reason=reason.strip(),
    )


def _not_quiet_too_long(region_id: int, since: date, until: date, today: date, *, field: str) -> None:
    """At most as many weeks as the region agreed; content keeps that at thirteen or fewer (design.md 5, rule 2)."""
    agreed = agreements.versions(region_id, (Version.Kind.REGION,), today)
    weeks = agreements.terms(region_id, today).quiet_at_most.amount if agreed else QUIET_WEEKS_AT_MOST
    if until > since + timedelta(weeks=weeks):
        raise NotNow(text("Kijk uiterlijk over %(weeks)s weken opnieuw.", weeks=weeks), field=field)


@action(needs=Permission.KEEP_PROMISE, about="followup.Promise")
def keep(promise: Promise, *, by: Actor, now: datetime, result: str = "") -> Promise:
    """Say that what was promised is done."""
    promise.status = states.move(states.PROMISE, promise.status, to="kept")
    promise.done_on, promise.result = day(now), result.strip()
    promise.save(update_fields=["status", "done_on", "result"])
    return promise


@action(needs=Permission.MAKE_PROMISE, about="followup.Promise")
def withdraw(promise: Promise, *, by: Actor, now: datetime, reason: str) -> Promise:
    """Say that what was promised will not happen, and why."""
    promise.status = states.move(states.PROMISE, promise.status, to="withdrawn", reason=reason.strip())
    promise.done_on, promise.reason = day(now), reason.strip()
    promise.save(update_fields=["status", "done_on", "reason"])
    return promise


@action(needs=Permission.MAKE_PROMISE, about="followup.Promise")
def set_date(promise: Promise, *, by: Actor, now: datetime, due_on: date, reason: str) -> Promise:
    """Agree another date for what was promised, and why. The trail keeps the old date."""
    _must_be_open(promise)
    if not reason.strip():
        raise NotNow(text("Schrijf waarom de datum verandert."), field="reason")
    _checked(promise.what, due_on, day(now))
    if promise.kind == Promise.Kind.QUIET:
        _not_quiet_too_long(promise.family.region_id, promise.made_on, due_on, day(now), field="due_on")
    details(was=promise.due_on, becomes=due_on)
    renew(promise.pk, due_on=due_on)
    promise.due_on = due_on
    return promise


@action(needs=Permission.MAKE_PROMISE, about="followup.Promise")
def pass_on(promise: Promise, *, by: Actor, now: datetime, owner_id: int) -> Promise:
    """Give what was promised to somebody else, who is told."""
    _must_be_open(promise)
    working(owner_id, promise.family.region_id, day(now))
    details(was=promise.owner_id, becomes=owner_id)
    give_promises([promise], owner_id, now)
    _tell_owner(promise, by, now)
    return promise


def give_promises(promises: Iterable[Promise], owner_id: int, now: datetime) -> list[int]:
    """Make this person the owner of open promises and involve them. Part of the action that decided so."""
    given = []
    for promise in promises:
        promise.owner_id = owner_id
        promise.save(update_fields=["owner"])
        takes_part(promise.family, owner_id, day(now))
        changed(promise.family_id)
        given.append(promise.pk)
    return given


def _must_be_open(promise: Promise) -> None:
    if promise.status != Promise.Status.OPEN:
        raise NotNow(text("Deze taak is al gedaan of vervallen. Ververs de pagina."))


def renew(promise_id: int | None, *, due_on: date) -> None:
    """Move the date of an open promise (a re-dated step, a corrected first contact). Part of the action that calls it."""
    found = Promise.objects.select_for_update().filter(pk=promise_id, status=Promise.Status.OPEN).first()
    if found is not None and found.due_on != due_on:
        found.due_on = due_on
        found.save(update_fields=["due_on"])
        changed(found.family_id)
