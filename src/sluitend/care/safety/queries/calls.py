"""What waits for somebody in the circle of a matter: what others noted there since this person last looked, and a term of today.

Computed from what there is, never stored: a notice of the ordinary kind would show that there is a matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, time

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.query import query
from sluitend.care.safety.models import Member, Report, SafetyPromise, StepTaken
from sluitend.care.trail.models import SecretEntry
from sluitend.core.access import Actor
from sluitend.core.messages import TOLD_FOR, Told
from sluitend.core.permissions import Permission
from sluitend.core.safety import Decision, Step

ACUTE = Q(kind=Step.SIGNALS, result="disclosure") | Q(
    kind=Step.DECISION, result__in=[decision.value for decision in Decision if decision.reports]
)
"""What is told whatever the hour: somebody told it herself, or it is decided to report."""


@query(needs=Permission.WORK_ON_SAFETY)
def new_matters(*, by: Actor, now: datetime) -> frozenset[int]:
    """The matters in which something is new for the reader; one statement, the same for who is in no circle."""
    mine = Member.objects.filter(professional_id=by.professional_id)
    return frozenset(matter_id for matter_id, _, _ in _news(mine, now))


def told(region_id: int, now: datetime) -> Mapping[int, list[Told]]:
    """Per account what is new in a circle, for the messages outside: that something waits, and nothing else leaves here."""
    members = Member.objects.filter(matter__region_id=region_id, professional__user__isnull=False)
    found: dict[int, list[Told]] = defaultdict(list)
    for _, user_id, one in _news(members, now):
        if one.at > now - TOLD_FOR:
            found[user_id].append(one)
    return found


def _news(members: QuerySet[Member], now: datetime) -> list[tuple[int, int, Told]]:
    """One statement: for each member the newest thing that is new, with its matter and the account it is for. A matter in which nothing
    is promised any more is over (core/safety.py): its number of members says nothing of the work of this minute."""
    looks = SecretEntry.objects.filter(
        kind=SecretEntry.Kind.LOOK,
        thing="safety.Matter",
        thing_id=OuterRef("matter"),
        professional_id=OuterRef("professional"),
    )
    open_promises = SafetyPromise.objects.filter(matter=OuterRef("matter"), status="open")
    seen = members.filter(Exists(open_promises), ended_at=None).annotate(
        looked=Subquery(looks.order_by("-at").values("at")[:1])
    )
    seen = seen.annotate(seen=Greatest(Coalesce("looked", "since"), F("since")))
    steps = StepTaken.objects.filter(matter=OuterRef("matter"), noted_at__gte=OuterRef("seen"))
    steps = steps.exclude(by=OuterRef("professional"))
    reports = Report.objects.filter(matter=OuterRef("matter"), registered_at__gte=OuterRef("seen"))
    reports = reports.exclude(made_by=OuterRef("professional"))
    rows = seen.annotate(
        step_at=Subquery(steps.order_by("-noted_at").values("noted_at")[:1]),
        report_at=Subquery(reports.order_by("-registered_at").values("registered_at")[:1]),
        acute=Exists(steps.filter(ACUTE)) | Exists(reports.filter(acute=True)),
        term=Exists(open_promises.filter(owner=OuterRef("professional"), due_on=day(now))),
    )
    found = rows.values_list(
        "matter_id",
        "professional__user_id",
        "added_by_id",
        "professional_id",
        "since",
        "looked",
        "step_at",
        "report_at",
        "acute",
        "term",
    )
    return [(pk, user_id, one) for pk, user_id, *row in found if (one := _newest(*row, now=now)) is not None]


def _newest(
    added_by: int,
    professional_id: int,
    since: datetime,
    looked: datetime | None,
    step_at: datetime | None,
    report_at: datetime | None,
    acute: bool,
    term: bool,
    *,
    now: datetime,
) -> Told | None:
    """What was noted in the moment in which somebody was asked in is new too; what was noted in that of a look was seen."""
    unread = looked is None or looked < since
    begin = datetime.combine(day(now), time(), AMSTERDAM)
    times = [at for at in (step_at, report_at) if at is not None and (unread or at != looked)]
    if unread and added_by != professional_id:
        times.append(since)
    if term and max(since, looked or since) < begin:
        times.append(begin)
    return Told(0, max(times), at_once=True, acute=acute) if times else None
