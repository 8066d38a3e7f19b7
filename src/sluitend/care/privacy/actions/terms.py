"""Whose term has passed: families that were signalled and never got help. The years are agreed per region (content/regions)."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.coordination.models import Case
from sluitend.care.people.models import Family
from sluitend.care.programmes.models import Enrolment
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal
from sluitend.core.keeping import kept_until

WITHOUT_FOLLOWUP = "signal_without_followup"
"""The kind of record in the retention terms of a region (content/regions)."""
HELPED = Q(ended_at=None) | Q(outcome__in=[Referral.Outcome.HELP_GIVEN, Referral.Outcome.HELP_ELSEWHERE])


def never_helped(region_id: int) -> QuerySet[Family]:
    """Families with an answered signal, without a file, a programme, or a referral that runs or led to help. `last`: the last answer."""
    found = Family.objects.filter(region_id=region_id, signals__isnull=False).annotate(
        sent=Max("signals__sent_at"), last=Max(Coalesce("signals__answered_at", "signals__sent_at"))
    )
    waits = Signal.objects.filter(region_id=region_id, status=Signal.Status.SENT, family__isnull=False)
    for rows in (
        Case.objects.filter(region_id=region_id),
        waits,
        Referral.objects.filter(HELPED, region_id=region_id),
        Enrolment.objects.filter(family__region_id=region_id),
    ):
        found = found.exclude(pk__in=rows.values("family"))
    return found


def years(region_id: int, today: date) -> int | None:
    agreed = agreements.agreement(region_id, today)
    return next((one.years for one in agreed.retention if one.record == WITHOUT_FOLLOWUP), None)


def last_day(family: Family, today: date) -> date | None:
    """The last day on which this family is kept; None while no term has begun, as long as there is or was help."""
    found, kept = never_helped(family.region_id).filter(pk=family.pk).first(), years(family.region_id, today)
    return None if found is None or kept is None else kept_until(day(vars(found)["last"]), kept)
