"""The coordinating roles around a family, with their history: who has one now, and who had it before."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day, details
from sluitend.care.followup.actions import tell, working
from sluitend.care.people.actions import now_involved
from sluitend.care.people.models import Family, Involvement
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text

ONE_AT_A_TIME = (
    Involvement.Role.CASE_COORDINATOR,
    Involvement.Role.PROCESS_COORDINATOR,
    Involvement.Role.MEDICAL_COORDINATOR,
)
"""domain.md 7: these exist beside each other, one person in each."""


@action(needs=Permission.COORDINATE, about="people.Family")
def give_role(
    family: Family, *, by: Actor, now: datetime, role: str, professional_id: int, reason: str = ""
) -> Involvement:
    """Give somebody a coordinating role around this family; whoever had it, had it until today."""
    if role not in ONE_AT_A_TIME:
        raise NotNow(text("Kies een van de rollen."), field="role")
    working(professional_id, family.region_id, day(now), field="professional")
    for before in family.involvements.filter(role=role, ends_on=None).exclude(professional_id=professional_id):
        before.ends_on = max(day(now), before.starts_on)
        before.save(update_fields=["ends_on"])
    details(role=role, professional=professional_id)
    message = text("U heeft een rol gekregen bij een gezin.")
    tell({professional_id}, kind="role", message=message, now=now, family_id=family.pk, but=by.professional_id)
    return now_involved(family, professional_id, role, day(now), reason.strip())
