"""The invented people of the demonstration, for its sign-in page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sluitend.care import wall
from sluitend.care.network.models import Professional, RoleAssignment
from sluitend.core.roles import Role


@dataclass(frozen=True)
class DemonstrationPerson:
    user_id: int
    name: str
    job: str
    organisation: str
    role: Role


@wall.everywhere()
def demonstration_people(today: date) -> list[DemonstrationPerson]:
    """The invented people who work today, in the order of the files, each with the role that was given first. For the sign-in page only."""
    roles = RoleAssignment.objects.on(today).filter(professional__user__demonstration=True).order_by("-pk")
    first = dict(roles.values_list("professional_id", "role"))
    people = Professional.objects.on(today).filter(pk__in=first).select_related("organisation").order_by("pk")
    return [DemonstrationPerson(p.user_id or 0, p.name, p.job, p.organisation.name, Role(first[p.pk])) for p in people]
