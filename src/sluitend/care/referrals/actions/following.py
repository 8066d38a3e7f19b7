"""What a referral follows: its promise, when that went to a stand-in or a successor; and the consent under it, when that is withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sluitend.care.compiled import Given, compiled
from sluitend.care.followup.models import Promise
from sluitend.care.referrals.actions.turns import record
from sluitend.care.referrals.actions.withdrawn import CONSENT_GONE, tell_withdrawn
from sluitend.care.referrals.models import Referral, ReferralMove
from sluitend.core.access import Actor
from sluitend.core.record_sentences import HANDED_OVER
from sluitend.core.states import REFERRAL, Party

WITH_SENDER = ("requested", *sorted(status for status, turn in REFERRAL.turn.items() if turn is Party.SENDER))
WITH_OWNER = tuple(sorted(status for status, turn in REFERRAL.turn.items() if turn is Party.OWNER))


def follow_change(family_id: int, *, by: Actor, now: datetime) -> None:
    """After each change. Nearly always there is nothing to follow, and this is one read."""
    found = [pk for (pk,) in _to_follow()(family=family_id)]
    for referral in Referral.objects.filter(pk__in=found).select_related("promise", "ground") if found else ():
        if referral.ground.withdrawn_on is not None and referral.status in REFERRAL.open():
            tell_withdrawn(referral, by=by, now=now)
        _follow_promise(referral, by, now)


@compiled
def _to_follow(given: Given) -> QuerySet[Any, Any]:
    held = Q(promise__status=Promise.Status.OPEN)
    moved_sender = held & Q(status__in=WITH_SENDER) & ~Q(sender=F("promise__owner"))
    moved_owner = held & Q(status__in=WITH_OWNER, by_link=False) & ~Q(owner=F("promise__owner"))
    told = ReferralMove.objects.filter(referral=OuterRef("pk"), status=CONSENT_GONE)
    withdrawn = Q(status__in=sorted(REFERRAL.open()), ground__withdrawn_on__isnull=False) & ~Exists(told)
    return Referral.objects.filter(moved_sender | moved_owner | withdrawn, family_id=given.family).values_list("pk")


def _follow_promise(referral: Referral, by: Actor, now: datetime) -> None:
    """The referral goes along with its promise."""
    promise = referral.promise
    if promise is None or promise.status != Promise.Status.OPEN:
        return
    whose = "sender_id" if referral.status in WITH_SENDER else "owner_id"
    if getattr(referral, whose) == promise.owner_id or (whose == "owner_id" and referral.by_link):
        return
    setattr(referral, whose, promise.owner_id)
    referral.save(update_fields=[whose])
    record(referral, by=by, now=now, before=referral.status, status=referral.status, note=HANDED_OVER.message)
