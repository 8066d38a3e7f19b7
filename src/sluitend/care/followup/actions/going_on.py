"""Ending a task and agreeing the next one in one go, so that the last task of a family can be ended without a gap."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action
from sluitend.care.followup.actions.promises import keep, promise, withdraw
from sluitend.care.followup.models import Promise
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.KEEP_PROMISE, about="followup.Promise")
def keep_and_go_on(
    done: Promise,
    *,
    by: Actor,
    now: datetime,
    result: str = "",
    what: str = "",
    due_on: date | None = None,
    owner_id: int | None = None,
) -> Promise:
    """Say that what was promised is done, and agree what comes next if that was filled in."""
    _next(done, by, now, what, due_on, owner_id)
    keep(done.pk, by=by, now=now, result=result)
    return done


@action(needs=Permission.MAKE_PROMISE, about="followup.Promise")
def withdraw_and_go_on(
    dropped: Promise,
    *,
    by: Actor,
    now: datetime,
    reason: str,
    what: str = "",
    due_on: date | None = None,
    owner_id: int | None = None,
) -> Promise:
    """Say that what was promised will not happen and why, and agree what comes instead if that was filled in."""
    _next(dropped, by, now, what, due_on, owner_id)
    withdraw(dropped.pk, by=by, now=now, reason=reason)
    return dropped


def _next(ended: Promise, by: Actor, now: datetime, what: str, due_on: date | None, owner_id: int | None) -> None:
    if not what.strip() and due_on is None:
        return
    if due_on is None:
        raise NotNow(text("Vul in wanneer de volgende stap is."), field="due_on")
    promise(ended.family_id, by=by, now=now, owner_id=owner_id or ended.owner_id, what=what, due_on=due_on)
