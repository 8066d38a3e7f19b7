"""What came into view and went out of it, per month: the balance of rule 7, for readers without names and for the proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum

from sluitend.care.action import day
from sluitend.care.agreements.queries import agreement
from sluitend.care.coordination.models import Case, Turn
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.promise import Balance
from sluitend.core.small_numbers import is_small

PERIOD = timedelta(weeks=13)


@dataclass(frozen=True)
class Period:
    """Numbers of the whole region; None stands for "fewer than the region shows"."""

    first: date
    last: date
    came_in: int | None
    ended: int | None


@dataclass(frozen=True)
class Flow:
    periods: tuple[Period, ...]
    below: int
    """From how many on numbers are shown in this region."""


@query(needs=Permission.SEE_COALITION)
def flow(*, by: Actor, now: datetime) -> Flow:
    """The last thirteen weeks and the thirteen before; moves inside the region are neither in nor out. Two statements.

    The periods do not overlap, so that no hidden number follows from the others.
    """
    today = day(now)
    begins = [today - PERIOD + timedelta(days=1), today - 2 * PERIOD + timedelta(days=1)]
    rows = Turn.objects.filter(municipality__region_id=by.region_id, on__gte=begins[1], on__lte=today)
    rows = rows.exclude(why__in=[Turn.Why.MOVED_IN, Turn.Why.MOVED_OUT])
    late = Q(on__gte=begins[0])
    parts = {
        "in0": late & Q(change=1),
        "out0": late & Q(change=-1),
        "in1": ~late & Q(change=1),
        "out1": ~late & Q(change=-1),
    }
    counts = rows.aggregate(**{name: Count("pk", filter=part) for name, part in parts.items()})
    below = agreement(by.region_id, today).hide_counts_below
    shown = {name: None if is_small(count, below) else count for name, count in counts.items()}
    last = PERIOD - timedelta(days=1)
    periods = (Period(first, first + last, shown[f"in{at}"], shown[f"out{at}"]) for at, first in enumerate(begins))
    return Flow(tuple(periods), below)


def balance(municipality_id: int, first: date, last: date) -> Balance:
    """Rule 7 for one municipality from a day through a day.

    The start is counted from the turns, the end from the files as they stand, less what turned after `last`: two sources that
    must agree.
    """
    turns = Turn.objects.filter(municipality_id=municipality_id)
    within = turns.filter(on__gte=first, on__lte=last).aggregate(
        came=Count("pk", filter=Q(change=1)), went=Count("pk", filter=Q(change=-1))
    )
    open_now = Case.objects.filter(municipality_id=municipality_id, status=Case.Status.OPEN).count()
    since = turns.filter(on__gt=last).aggregate(net=Sum("change"))["net"] or 0
    before = turns.filter(on__lt=first).aggregate(net=Sum("change"))["net"] or 0
    return Balance(before, within["came"], within["went"], open_now - since)
