"""Promises: who does what by when; attempts to reach the family; telling people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sluitend.care.action import action, changed, day
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.people.models import Family
from sluitend.core import states
from sluitend.core.access import Actor, NotNow, Permission
from sluitend.core.promise import QUIET_WEEKS_AT_MOST
from sluitend.core.text import Text, text

FURTHEST_AHEAD = timedelta(days=730)
"""A promise further ahead than the first thousand days minus what has passed is a typing error, not a plan."""


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
    family: Family, *, by: Actor, now: datetime, owner_id: int, what: str, due_on: date, kind: str = Promise.Kind.STEP
) -> Promise:
    """Agree who does what by when."""
    return Promise.objects.create(
        family=family,
        owner_id=owner_id,
        what=_checked(what, due_on, day(now)),
        kind=kind,
        made_on=day(now),
        made_by_id=by.professional_id,
        due_on=due_on,
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
    most_weeks: int = QUIET_WEEKS_AT_MOST,
) -> Promise:
    """Agree that nothing happens until a dated review, and why (design.md 5, rule 2)."""
    today = day(now)
    if not reason.strip():
        raise NotNow(text("Schrijf waarom het nu rustig mag zijn."), field="reason")
    if review_on > today + timedelta(weeks=most_weeks):
        raise NotNow(text("Kijk uiterlijk over %(weeks)s weken opnieuw.", weeks=most_weeks), field="review_on")
    return Promise.objects.create(
        family=family,
        owner_id=owner_id,
        what=_checked("Opnieuw kijken", review_on, today),
        kind=Promise.Kind.QUIET,
        made_on=today,
        made_by_id=by.professional_id,
        due_on=review_on,
        reason=reason.strip(),
    )


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


def tell(
    to: set[int | None],
    *,
    kind: str,
    message: Text,
    now: datetime,
    family_id: int | None = None,
    thing: Any = None,
    but: int | None = None,
) -> None:
    """Put a notice before professionals (not before the one who acts). Part of the action that calls it.

    `message` holds no names of parents or children: a notice says that something turned, the page behind it says what.
    """
    Notice.objects.bulk_create(
        Notice(
            to_id=professional_id,
            family_id=family_id,
            kind=kind,
            message=message.message,
            values={name: str(value) for name, value in message.values.items()},
            thing=thing._meta.label if thing is not None else "",
            thing_id=thing.pk if thing is not None else None,
            at=now,
        )
        for professional_id in sorted(pk for pk in to if pk and pk != but)
    )


def renew(promise_id: int | None, *, due_on: date) -> None:
    """Move the date of an open promise (a re-dated step, a corrected first contact). Part of the action that calls it."""
    found = Promise.objects.select_for_update().filter(pk=promise_id, status=Promise.Status.OPEN).first()
    if found is not None and found.due_on != due_on:
        found.due_on = due_on
        found.save(update_fields=["due_on"])
        changed(found.family_id)
