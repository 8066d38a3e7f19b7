"""What daily work leaves behind in a region: attempts to reach people, looks, forms that were sent.

Without it these tables are empty when the server plans its statements, which then read them whole while the measurement fills them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from benchmarks.bulk import bulk
from sluitend.care.followup.models import ContactAttempt, Notice
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family
from sluitend.care.trail.models import Entry, Once
from sluitend.core.permissions import Permission


def worked(families: list[Family], leads: list[Professional], now: datetime) -> None:
    """Of each family one visit, the look before it and the form after it; of one in ten a notice that was read."""
    each = [(f, lead, now - timedelta(days=1 + f.pk % 90)) for f, lead in zip(families, leads, strict=True)]
    bulk([ContactAttempt(family=f, by=lead, way="visit", at=at, result="reached") for f, lead, at in each])
    bulk([_look(f, lead, at) for f, lead, at in each])
    bulk([Once(key=f"visit of {f.pk}", action="followup.attempt", result_id=f.pk, at=at) for f, _, at in each])
    told = {"kind": "kept", "message": "De afspraak is nagekomen."}
    bulk([Notice(to=lead, family=f, at=at, seen_at=now, **told) for f, lead, at in each[::10]])


def _look(family: Family, lead: Professional, at: datetime) -> Entry:
    return Entry(
        at=at,
        kind=Entry.Kind.LOOK,
        action="coordination.heading",
        region_id=family.region_id,
        user_id=lead.user_id or 0,
        professional_id=lead.pk,
        organisation_id=lead.organisation_id,
        roles="case_coordinator",
        thing="people.Family",
        thing_id=family.pk,
        family_id=family.pk,
        code="R",
        permission=Permission.SEE_FAMILY,
        purpose="TREAT",
        controls="TTFF",
    )
