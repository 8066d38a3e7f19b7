"""How a referral ends: the promise that it left open, the access that it gave, and what comes next for the family."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.followup.models import Promise
from sluitend.care.referrals.actions import steps
from sluitend.care.referrals.actions.turns import lead_of, turn
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor


def ended(
    referral: Referral,
    to: str,
    *,
    by: Actor,
    now: datetime,
    reason: str,
    next_what: str,
    next_due_on: date | None,
) -> Referral:
    """Stop with a reason; what was promised for it lapses, and the next step is named if this was the last one."""
    reason = reason.strip()
    turn(referral, to, by=by, now=now, note=reason, reason=reason)
    referral.reason, referral.ended_at = reason[:400], now
    steps.end_promise(referral, by=by, now=now, gone_because=reason)
    leave_next(referral, by=by, now=now, next_what=next_what, next_due_on=next_due_on)
    end_access(referral, day(now))
    referral.save()
    return referral


def leave_next(referral: Referral, *, by: Actor, now: datetime, next_what: str, next_due_on: date | None) -> None:
    owner_id = by.professional_id or lead_of(referral.family_id) or referral.sender_id
    steps.named_next(referral, by=by, now=now, owner_id=owner_id, next_what=next_what, next_due_on=next_due_on)
    steps.must_have_next(referral)


def end_access(referral: Referral, today: date) -> None:
    """End the access that acceptance gave, today included, unless the owner still has something to do for this family."""
    involvement = referral.involvement
    if involvement is None or involvement.ends_on is not None:
        return
    holds = Promise.objects.filter(
        family_id=referral.family_id, owner_id=involvement.professional_id, status=Promise.Status.OPEN
    )
    if not holds.exists():
        involvement.ends_on = max(today, involvement.starts_on)
        involvement.save(update_fields=["ends_on"])
