"""The named roles around a family, with their history: who has one now, and who had it before."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, changed, day, details
from sluitend.care.followup.actions import tell, working
from sluitend.care.people.models import Family, Involvement
from sluitend.core.access import Actor, NotNow, Permission
from sluitend.core.text import text

ONE_AT_A_TIME = (
    Involvement.Role.CASE_COORDINATOR,
    Involvement.Role.PROCESS_COORDINATOR,
    Involvement.Role.MEDICAL_COORDINATOR,
)
"""domain.md 7: these exist beside each other, one person in each."""
GIVEN_BY_HAND = (*ONE_AT_A_TIME, Involvement.Role.CARE_GIVER)


@action(needs=Permission.COORDINATE, about="people.Family")
def give_role(
    family: Family, *, by: Actor, now: datetime, role: str, professional_id: int, reason: str = ""
) -> Involvement:
    """Give somebody a role around this family. A coordinating role has one holder: whoever had it, had it until today."""
    today = day(now)
    if role not in GIVEN_BY_HAND:
        raise NotNow(text("Kies een van de rollen."), field="role")
    working(professional_id, family.region_id, today, field="professional")
    current = family.involvements.filter(role=role, ends_on__isnull=True)
    held = current.filter(professional_id=professional_id).first()
    if held is not None:
        return held
    if role in ONE_AT_A_TIME:
        for before in current:
            _end(before, now)
    details(role=role, professional=professional_id)
    given = Involvement.objects.create(
        family=family, professional_id=professional_id, role=role, starts_on=today, reason=reason.strip()
    )
    message = text("U heeft een rol gekregen bij een gezin.")
    tell({professional_id}, kind="role", message=message, now=now, family_id=family.pk, but=by.professional_id)
    return given


@action(needs=Permission.COORDINATE, about="people.Family")
def end_role(family: Family, *, by: Actor, now: datetime, involvement_id: int) -> Family:
    """End somebody's role around this family. The lead is handed over, not ended."""
    found = family.involvements.filter(pk=involvement_id, ends_on__isnull=True).first()
    if found is None or found.role not in GIVEN_BY_HAND:
        raise NotNow(text("Deze rol kan hier niet eindigen. De regie draagt u over."))
    if family.promises.filter(owner_id=found.professional_id, status="open").exists() and not _other_role(
        family, found
    ):
        raise NotNow(text("Deze persoon heeft nog open taken voor dit gezin. Geef die eerst aan iemand anders."))
    details(role=found.role, professional=found.professional_id)
    _end(found, now)
    return family


def _other_role(family: Family, but: Involvement) -> bool:
    others = family.involvements.filter(professional_id=but.professional_id, ends_on__isnull=True)
    return others.exclude(pk=but.pk).exclude(role=Involvement.Role.EMERGENCY).exists()


def _end(involvement: Involvement, now: datetime) -> None:
    involvement.ends_on = max(day(now), involvement.starts_on)
    involvement.save(update_fields=["ends_on"])
    changed(involvement.family_id)
