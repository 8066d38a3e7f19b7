"""The next contact of an enrolment: made, moved and kept true to what is known. Part of the actions that change something."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet

from sluitend.care.action import changed, day
from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import Case
from sluitend.care.followup.actions import promise, renew, withdraw
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import Pregnancy
from sluitend.care.programmes.actions.membership import group_id_of, take_along
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.care.programmes.queries.known import known, last_held, programme_of
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import add_working_days
from sluitend.core.contact_reasons import AGREED_INSTEAD, NOT_ASKED, REFUSED, WHY_NOT
from sluitend.core.programme import Known, Planned, follows, last_day, next_contact
from sluitend.core.text import Text, text

WAITS_FOR = 10
"""Working days until who waits is looked at again: the two weeks of an intake that is not acute (domain.md 6.5, S71)."""
LOOK_WITHIN = 2
"""Working days within which the worker looks what is needed now, as for a first contact (domain.md 6.5, S2)."""


def plan_contact(
    row: Enrolment, by: Actor, now: datetime, *, due_on: date, at: time | None = None, agreed: bool, promise_id: int = 0
) -> Contact:
    """Make this the next contact, with a promise of the worker unless there is one already (`promise_id`)."""
    worker = row.worker_id
    if not promise_id:
        what = contact_words(row)
        promise_id = promise(row.family_id, by=by, now=now, owner_id=worker, what=what, due_on=due_on)
    else:
        worker = Promise.objects.values_list("owner_id", flat=True).get(pk=promise_id)
    let_go_of_promise(row, by, now, AGREED_INSTEAD.message)
    return Contact.objects.create(
        enrolment=row,
        worker_id=worker,
        group_id=group_id_of(row),
        due_on=due_on,
        at=at,
        agreed=agreed,
        promise_id=promise_id,
        key_dates=_key_dates(known(row, day(now))),
    )


def _key_dates(facts: Known) -> dict[str, str]:
    dates = {**facts.key_dates, **({"lost": facts.lost_on} if facts.lost_on else {})}
    return {name: on.isoformat() for name, on in sorted(dates.items())}


def contact_words(row: Enrolment) -> Text:
    """The task of a contact, in everybody's lists."""
    return text("Contact %(programme)s", programme=programme_of(row.version).names)


def let_go_of_promise(row: Enrolment, by: Actor, now: datetime, reason: str) -> None:
    """What was to come in place of a contact falls away when there is one."""
    if row.promise is not None and row.promise.status == Promise.Status.OPEN:
        withdraw(row.promise_id, by=by, now=now, reason=reason)
    if row.promise_id is not None:
        row.promise = None
        row.save(update_fields=["promise"])


def follow_change(family_id: int, *, by: Actor, now: datetime) -> None:
    """After a change of a family: the next contact of each programme is dated again. Doing it again changes nothing."""
    going_on = _going_on().things(family=family_id)
    case = Case.objects.filter(family_id=family_id).order_by("-pk").first() if going_on else None
    for row in going_on:
        if case is not None and case.status == Case.Status.CLOSED:
            names = programme_of(row.version).names.nl
            raise NotNow(text("%(programme)s loopt nog. Beëindig eerst het programma, met een reden.", programme=names))
        _with_its_worker(row, case, now)
        if row.status == Enrolment.Status.ACTIVE:
            _follow(row, by, now)
        elif row.promise is None or row.promise.status != Promise.Status.OPEN:
            _look_again(row, by, now)


def _with_its_worker(row: Enrolment, case: Case | None, now: datetime) -> None:
    """Who left the job is worker of nobody: whoever took over the task is, or else who leads the family."""
    if row.worker.holds_on(day(now)):
        return
    tasks = (row.promise, *(one.promise for one in row.contacts.filter(status=Contact.Status.PLANNED)))
    owner = next((task.owner for task in tasks if task is not None and task.owner.holds_on(day(now))), None)
    before, row.worker = row.worker_id, owner or (case.lead if case else row.worker)
    row.save(update_fields=["worker"])
    if row.worker_id != before:
        changed(row.family_id)
    take_along(row, before, day(now))


def _look_again(row: Enrolment, by: Actor, now: datetime) -> None:
    """Before it began, a look that was done or dropped asks for the next one: nobody waits without a date."""
    names = programme_of(row.version).names
    row.promise_id = promise(
        row.family_id,
        by=by,
        now=now,
        owner_id=row.worker_id,
        what=text("Bespreken of %(programme)s begint, wacht of niet doorgaat", programme=names),
        due_on=add_working_days(day(now), WAITS_FOR),
        kind=Promise.Kind.CHECK,
    )
    row.save(update_fields=["promise"])


@compiled
def _going_on(given: Given) -> QuerySet[Any, Any]:
    """Asked after every change of any family."""
    rows = Enrolment.objects.filter(family_id=given.family).exclude(status=Enrolment.Status.ENDED)
    return rows.select_related("version", "pregnancy", "promise", "follow_promise", "worker")


def _follow(row: Enrolment, by: Actor, now: datetime) -> None:
    _newest_pregnancy(row)
    contact = row.contacts.filter(status=Contact.Status.PLANNED).select_related("promise").first()
    if contact is not None and contact.promise is not None:
        contact = _as_its_promise(row, contact, day(now))
    facts = known(row, day(now))
    refused = contact is None and _refused(row)
    planned = None if facts.lost_on or refused else asked_for(row, facts)
    if facts.lost_on is None:
        _what_comes_after(row, facts, by, now)
    if contact is None:
        _still_next(row, planned, facts, by, now, refused=refused)
    elif not contact.agreed and contact.key_dates != _key_dates(facts):
        contact.key_dates = _key_dates(facts)
        _date_again(contact, planned, facts, by, now)


def _refused(row: Enrolment) -> bool:
    """She did not want it the last time: the rhythm plans nothing over that; the worker looks what to do now."""
    closed = row.contacts.filter(status__in=[Contact.Status.HELD, Contact.Status.NOT_HELD]).order_by("-pk")
    return closed.values_list("reason", flat=True).first() == WHY_NOT[REFUSED].message


def _what_comes_after(row: Enrolment, facts: Known, by: Actor, now: datetime) -> None:
    """As soon as there is a birth to count from, talking about the next programme is a dated task; another birth date moves it."""
    found = [one for one in follows(programme_of(row.version), facts) if one.due and one.due >= day(now)]
    if not found or found[0].due == row.follow_due_on:
        return
    due_on = found[0].due
    assert due_on is not None
    row.follow_due_on = due_on
    if row.follow_promise_id is None:
        facts_of = {"owner_id": row.worker_id, "what": found[0].follow.names, "due_on": due_on}
        row.follow_promise_id = promise(row.family_id, by=by, now=now, kind=Promise.Kind.CHECK, **facts_of)
    elif row.follow_promise is not None and row.follow_promise.status == Promise.Status.OPEN:
        renew(row.follow_promise_id, due_on=due_on)
    row.save(update_fields=["follow_promise", "follow_due_on"])


def _newest_pregnancy(row: Enrolment) -> None:
    """A pregnancy that was entered after the enrolment is the one it is about."""
    if row.pregnancy_id is None:
        ongoing = Pregnancy.objects.filter(mother_id=row.person_id, outcome=Pregnancy.Outcome.ONGOING).first()
        if ongoing is not None and programme_of(row.version).starts_from_birth_or_pregnancy:
            row.pregnancy = ongoing
            row.save(update_fields=["pregnancy"])


def asked_for(row: Enrolment, facts: Known) -> Planned | None:
    """The contact that the rhythm asks for next."""
    return next_contact(programme_of(row.version), facts, last_held(row))


def _as_its_promise(row: Enrolment, contact: Contact, today: date) -> Contact | None:
    """The task of this contact was moved, done, dropped or given to somebody else in a list: the contact says the same."""
    task = contact.promise
    assert task is not None
    if task.status == Promise.Status.KEPT:
        contact.status, contact.held_on = states.move(states.CONTACT, contact.status, to="held"), task.done_on
    elif task.status == Promise.Status.WITHDRAWN:
        contact.status = states.move(states.CONTACT, contact.status, to="dropped", reason=task.reason)
        contact.reason = task.reason
    elif (contact.due_on, contact.worker_id) != (task.due_on, task.owner_id):
        contact.due_on, contact.worker_id = task.due_on, task.owner_id
    contact.save()
    if row.worker.ends_on is not None and task.owner_id != row.worker_id:
        before, row.worker_id = row.worker_id, task.owner_id
        row.save(update_fields=["worker"])
        take_along(row, before, today)
    return contact if contact.status == Contact.Status.PLANNED else None


def _date_again(contact: Contact, planned: Planned | None, facts: Known, by: Actor, now: datetime) -> None:
    """A birth, a corrected due date or a loss moves what was not agreed with the family yet. The day of a group moves for nobody alone."""
    if planned is None:
        drop(contact, by, now, NOT_ASKED.message)
        _still_next(contact.enrolment, None, facts, by, now)
        return
    if contact.group_id is None:
        contact.due_on = planned.due
    contact.save(update_fields=["due_on", "key_dates"])
    renew(contact.promise_id, due_on=contact.due_on)


def drop(contact: Contact, by: Actor, now: datetime, reason: str) -> None:
    contact.status = states.move(states.CONTACT, contact.status, to="dropped", reason=reason)
    contact.reason = reason
    contact.save(update_fields=["status", "reason"])
    if contact.promise is not None and contact.promise.status == Promise.Status.OPEN:
        withdraw(contact.promise_id, by=by, now=now, reason=reason)


def _still_next(
    row: Enrolment, planned: Planned | None, facts: Known, by: Actor, now: datetime, *, refused: bool = False
) -> None:
    """Without a contact there is a dated task of the worker: the clock ends no programme, and leaves none lying."""
    if planned is not None:
        plan_contact(row, by, now, due_on=planned.due, agreed=False)
        return
    if row.promise is not None and row.promise.status == Promise.Status.OPEN:
        return
    ends = None if refused else last_day(programme_of(row.version), facts)
    soon = add_working_days(day(now), LOOK_WITHIN)
    row.promise_id = promise(
        row.family_id,
        by=by,
        now=now,
        owner_id=row.worker_id,
        what=text("Bespreken hoe %(programme)s verdergaat of eindigt", programme=programme_of(row.version).names),
        due_on=max(soon, ends) if ends and programme_of(row.version).phases[-1].rhythm else soon,
        kind=Promise.Kind.CHECK,
    )
    row.save(update_fields=["promise"])
