"""Dated promises in a matter: seen by its circle only, never on a family's list, never ended by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.safety.actions.rules import WORK, in_circle, keep_rules, me, must_be_open, needs
from sluitend.care.safety.models import Matter, Report, SafetyPromise
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.safety import Kind
from sluitend.core.text import text

OPEN = SafetyPromise.Status.OPEN


@dataclass(frozen=True)
class Next:
    """How it goes on after a step: which promise is done by it, and what comes next when."""

    keeps_id: int | None = None
    what: str = ""
    due_on: date | None = None
    owner_id: int | None = None


def go_on(matter: Matter, then: Next, by: Actor, now: datetime) -> None:
    """Make the next promise and keep the one that is done. Part of the action that calls it."""
    if then.what.strip() or then.due_on is not None:
        if then.due_on is None:
            raise NotNow(text("Vul in wanneer de volgende stap is."), field="due_on")
        new_promise(matter, then.what, then.due_on, then.owner_id or me(by), now)
    if then.keeps_id is not None:
        end(promise_of(matter, then.keeps_id, "keeps"), "kept", now)
    keep_rules(matter)


def new_promise(
    matter: Matter,
    what: str,
    due_on: date,
    owner_id: int,
    now: datetime,
    *,
    kind: Kind = Kind.STEP,
    report: Report | None = None,
) -> SafetyPromise:
    """Also with a date that passed already: a term of Veilig Thuis may be over when the report is registered."""
    if kind is Kind.STEP and due_on < day(now):
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="due_on")
    return SafetyPromise.objects.create(
        matter=matter,
        kind=kind,
        what=needs(what, "what", text("Schrijf wat er gebeurt.")),
        owner_id=in_circle(matter, owner_id),
        report=report,
        made_on=day(now),
        due_on=due_on,
    )


def promise_of(matter: Matter, promise_id: int, field: str | None = None) -> SafetyPromise:
    found = matter.promises.select_for_update().filter(pk=promise_id, status=OPEN).first()
    if found is None:
        raise NotNow(text("Deze afspraak is al gedaan of vervallen. Ververs de pagina."), field=field)
    return found


def end(promise: SafetyPromise, to: str, now: datetime, *, result: str = "", reason: str = "") -> None:
    promise.status = states.move(states.PROMISE, promise.status, to=to, reason=reason)
    promise.done_on, promise.result, promise.reason = day(now), result, reason
    promise.save(update_fields=["status", "done_on", "result", "reason"])


@action(**WORK)
def make_promise(
    matter: Matter, *, by: Actor, now: datetime, what: str, due_on: date, owner_id: int | None = None
) -> SafetyPromise:
    """Agree in the circle who does what by when."""
    must_be_open(matter)
    return new_promise(matter, what, due_on, owner_id or me(by), now)


@action(**WORK)
def keep_promise(
    matter: Matter, *, by: Actor, now: datetime, promise_id: int, result: str = "", then: Next | None = None
) -> SafetyPromise:
    """Say that it is done, and what comes next."""
    promise = promise_of(matter, promise_id)
    end(promise, "kept", now, result=result.strip())
    go_on(matter, then or Next(), by, now)
    return promise


@action(**WORK)
def withdraw_promise(
    matter: Matter, *, by: Actor, now: datetime, promise_id: int, reason: str, then: Next | None = None
) -> SafetyPromise:
    """Say that it will not happen, why, and what comes instead."""
    promise = promise_of(matter, promise_id)
    end(promise, "withdrawn", now, reason=reason.strip())
    go_on(matter, then or Next(), by, now)
    return promise


@action(**WORK)
def set_promise_date(
    matter: Matter, *, by: Actor, now: datetime, promise_id: int, due_on: date, reason: str
) -> SafetyPromise:
    """Agree another date, and why. The old date stays in the reason's place on the promise."""
    promise = promise_of(matter, promise_id)
    why = needs(reason, "reason", text("Schrijf waarom de datum verandert."))
    if due_on < day(now):
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="due_on")
    promise.reason = f"{promise.due_on:%d-%m-%Y}: {why}"[:300]
    promise.due_on = due_on
    promise.save(update_fields=["due_on", "reason"])
    return promise
