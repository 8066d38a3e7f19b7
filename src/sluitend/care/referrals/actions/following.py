"""Who holds a referral follows who holds its promise: a stand-in, or the successor of somebody who left the job."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from sluitend.care.compiled import Given, compiled
from sluitend.care.followup.models import Promise
from sluitend.care.referrals.actions.turns import record
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor
from sluitend.core.states import REFERRAL, Party
from sluitend.core.text import text

HANDED_OVER = str(text("Overgedragen met de afspraak"))
WITH_SENDER = ("requested", *sorted(status for status, turn in REFERRAL.turn.items() if turn is Party.SENDER))
WITH_OWNER = tuple(sorted(status for status, turn in REFERRAL.turn.items() if turn is Party.OWNER))


def follow_promise(family_id: int, *, by: Actor, now: datetime) -> None:
    """After each change: where the promise of a referral went to somebody else, the referral goes along."""
    moved = [pk for (pk,) in _moved()(family=family_id)]
    for referral in Referral.objects.filter(pk__in=moved).select_related("promise") if moved else ():
        _hand(referral, "sender_id" if referral.status in WITH_SENDER else "owner_id", by, now)


@compiled
def _moved(given: Given) -> QuerySet[Any, Any]:
    held = Referral.objects.filter(family_id=given.family, promise__status=Promise.Status.OPEN)
    moved_sender = Q(status__in=WITH_SENDER) & ~Q(sender=F("promise__owner"))
    moved_owner = Q(status__in=WITH_OWNER, by_link=False) & ~Q(owner=F("promise__owner"))
    return held.filter(moved_sender | moved_owner).values_list("pk")


def _hand(referral: Referral, whose: str, by: Actor, now: datetime) -> None:
    assert referral.promise is not None
    setattr(referral, whose, referral.promise.owner_id)
    referral.save(update_fields=[whose])
    record(referral, by=by, now=now, before=referral.status, status=referral.status, note=HANDED_OVER)
