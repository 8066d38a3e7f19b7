"""The owner's verbs, from the first contact to what came of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sluitend.care.action import action, day
from sluitend.care.followup.actions import stay_quiet
from sluitend.care.referrals.actions import steps
from sluitend.care.referrals.actions.ending import end_access, leave_next
from sluitend.care.referrals.actions.turns import turn
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import RESUMED, SPOKEN_TO
from sluitend.core.text import text


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def start(
    referral: Referral, *, by: Actor, now: datetime, next_what: str = "", next_due_on: date | None = None
) -> Referral:
    """Say that the first contact was made and the help has begun, and what comes next."""
    return _goes_on(referral, by=by, now=now, result=SPOKEN_TO.message, next_what=next_what, next_due_on=next_due_on)


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def resume(
    referral: Referral, *, by: Actor, now: datetime, next_what: str = "", next_due_on: date | None = None
) -> Referral:
    """Go on after a pause."""
    if referral.status != "on_hold":
        raise NotNow(text("Deze verwijzing staat niet op pauze."))
    return _goes_on(referral, by=by, now=now, result=RESUMED.message, next_what=next_what, next_due_on=next_due_on)


def _goes_on(
    referral: Referral, *, by: Actor, now: datetime, result: str, next_what: str, next_due_on: date | None
) -> Referral:
    turn(referral, "in_progress", by=by, now=now)
    steps.end_promise(referral, by=by, now=now, result=result)
    whose = {"by": by, "now": now, "owner_id": _holder(referral)}
    if not steps.named_next(referral, **whose, next_what=next_what, next_due_on=next_due_on):
        due_on = day(now) + timedelta(days=steps.SEE_HOW_IT_GOES_DAYS)
        steps.promised(referral, **whose, what=steps.SEE_HOW_IT_GOES, due_on=due_on)
    referral.review_on, referral.reason = None, ""
    referral.save()
    return referral


def _holder(referral: Referral) -> int:
    """Who keeps the next step: the owner, or the sender when the owner has no account to keep it in."""
    assert referral.owner_id is not None
    return referral.sender_id if referral.by_link else referral.owner_id


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def hold(referral: Referral, *, by: Actor, now: datetime, reason: str, review_on: date | None) -> Referral:
    """Pause, with the reason and the day on which the owner looks again."""
    reason = reason.strip()
    turn(referral, "on_hold", by=by, now=now, note=reason, reason=reason, review_on=review_on)
    assert review_on is not None
    if review_on < day(now):
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="review_on")
    steps.end_promise(referral, by=by, now=now, gone_because=reason)
    referral.promise_id = stay_quiet(
        referral.family_id, by=by, now=now, owner_id=_holder(referral), review_on=review_on, reason=reason[:300]
    )
    referral.review_on, referral.reason = review_on, reason[:400]
    referral.save()
    return referral


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def complete(
    referral: Referral,
    *,
    by: Actor,
    now: datetime,
    outcome: str,
    note: str = "",
    next_what: str = "",
    next_due_on: date | None = None,
) -> Referral:
    """Say what came of it. What the family itself says is recorded apart (`family_says`)."""
    if outcome and outcome not in Referral.Outcome.values:
        raise NotNow(text("Kies een van de uitkomsten."), field="outcome")
    turn(referral, "completed", by=by, now=now, note=note.strip(), outcome=outcome)
    referral.outcome, referral.outcome_note, referral.ended_at = outcome, note.strip(), now
    steps.end_promise(referral, by=by, now=now, result=note.strip())
    leave_next(referral, by=by, now=now, next_what=next_what, next_due_on=next_due_on)
    end_access(referral, day(now))
    referral.save()
    return referral


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def fail(referral: Referral, *, by: Actor, now: datetime, reason: str, who_could: str = "") -> Referral:
    """Say that the help did not come about, why, and who could. It goes back to the sender, as a refusal does."""
    reason = reason.strip()
    turn(referral, "failed", by=by, now=now, note=reason, reason=reason)
    referral.reason, referral.who_could, referral.ended_at = reason[:400], who_could.strip()[:300], now
    steps.end_promise(referral, by=by, now=now, gone_because=reason)
    steps.decide(referral, by=by, now=now)
    end_access(referral, day(now))
    referral.save()
    return referral
