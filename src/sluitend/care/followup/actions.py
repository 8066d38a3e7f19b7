"""Promises: who does what by when; attempts to reach the family; telling people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sluitend.care.action import action, changed, day
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.people.actions import involve
from sluitend.care.people.models import AccessRequest, Family, Involvement
from sluitend.core import states
from sluitend.core.access import Actor, NotNow, Permission
from sluitend.core.person import wrong_words
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


GLASS_AT_MOST = timedelta(days=1)
"""How far ahead emergency access may end: the calendar day after today."""


@action(needs=Permission.BREAK_GLASS, about="people.Family")
def break_glass(family: Family, *, by: Actor, now: datetime, reason: str, until: date) -> Involvement:
    """See a family one is not involved with, in an emergency: with a reason, an end, and notice to who is involved."""
    today, reason = day(now), _reason(reason)
    if by.professional_id is None or not today <= until <= today + GLASS_AT_MOST:
        raise NotNow(text("Kies vandaag of morgen als laatste dag."), field="until")
    found = family.involvements.filter(professional_id=by.professional_id, role=Involvement.Role.EMERGENCY)
    glass = found.filter(ends_on__gte=today).first() or Involvement(
        family=family, professional_id=by.professional_id, role=Involvement.Role.EMERGENCY, starts_on=today
    )
    glass.reason, glass.ends_on = reason, until
    glass.save()
    tell(
        _who_answers_for(family, today),
        kind="glass",
        message=text("%(who)s opende een dossier met noodtoegang. De reden staat bij het gezin.", who=by.name),
        now=now,
        family_id=family.pk,
        thing=glass,
        but=by.professional_id,
    )
    return glass


@action(needs=Permission.ASK_ACCESS, about="people.Family")
def ask_access(family: Family, *, by: Actor, now: datetime, why: str) -> AccessRequest:
    """Ask who leads the family for access, and say what for."""
    why = _reason(why, "why")
    if by.professional_id in family.access(day(now)).involved:
        raise NotNow(text("U bent al betrokken bij dit gezin."))
    found = AccessRequest.objects.filter(family=family, by_id=by.professional_id, answered_at=None).first()
    if found is not None:
        raise NotNow(text("U heeft al toegang gevraagd. Er is nog niet geantwoord."))
    request = AccessRequest.objects.create(family=family, by_id=by.professional_id, why=why, asked_at=now)
    tell(
        _who_answers_for(family, day(now)),
        kind="access",
        message=text("%(who)s vraagt toegang tot een gezin.", who=by.name),
        now=now,
        family_id=family.pk,
        thing=request,
    )
    return request


@action(needs=Permission.GRANT_ACCESS, about="people.AccessRequest")
def answer_access(
    request: AccessRequest, *, by: Actor, now: datetime, granted: bool, answer: str = ""
) -> AccessRequest:
    """Give or refuse access, and tell who asked. A refusal says why."""
    if request.answered_at is not None:
        raise NotNow(text("Deze vraag is al beantwoord."))
    request.answer = answer.strip() if granted else _reason(answer, "answer")
    request.granted, request.answered_at = granted, now
    request.save(update_fields=["granted", "answer", "answered_at"])
    if granted:
        involve(request.family_id, by=by, now=now, professional_id=request.by_id, reason=request.why)
    given, refused = (
        text("U heeft toegang tot een gezin gekregen."),
        text("U heeft geen toegang tot een gezin gekregen."),
    )
    tell(
        {request.by_id},
        kind="access",
        message=given if granted else refused,
        now=now,
        family_id=request.family_id,
        thing=request,
    )
    return request


def _reason(words: str, field: str = "reason") -> str:
    words = words.strip()
    if not words:
        raise NotNow(text("Geef een reden."), field=field)
    if wrong := wrong_words(words, field, 300):
        raise NotNow(wrong[1], field=field)
    return words


def _who_answers_for(family: Family, today: date) -> set[int | None]:
    """The lead; where there is no lead yet, everybody who is involved."""
    rows = list(Involvement.objects.on(today).filter(family=family).exclude(role=Involvement.Role.EMERGENCY))
    leads: set[int | None] = {row.professional_id for row in rows if row.role == Involvement.Role.LEAD}
    return leads or {row.professional_id for row in rows}
