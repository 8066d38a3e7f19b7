"""What can be chosen in the forms of a matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.care.safety.actions.deciding import framework_of
from sluitend.care.safety.models import Matter
from sluitend.core.access import Actor
from sluitend.core.content.weighing import Route
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role


@dataclass(frozen=True)
class Named:
    id: int
    label: str


@dataclass(frozen=True)
class Choices:
    """Colleagues who can be asked in, attention officers first of one's own organisation, and the routes of Veilig Thuis."""

    colleagues: tuple[Named, ...]
    officers: tuple[Named, ...]
    routes: tuple[Route, ...]


@query(needs=Permission.START_SAFETY)
def attention_officers(*, by: Actor, now: datetime) -> tuple[Named, ...]:
    """Who can be asked as attention officer: of one's own organisation first."""
    return _named(_working(by, now, Role.ATTENTION_OFFICER), by)


@query(needs=Permission.START_SAFETY, about="people.Family", look=True)
def beginning(family: Family, *, by: Actor, now: datetime) -> str:
    """The name of the family for the page on which a matter can begin; a look as at any page of the family."""
    return family.name


@query(needs=Permission.WORK_ON_SAFETY, about="safety.Matter", secret=True)
def choices(matter: Matter, *, by: Actor, now: datetime) -> Choices:
    """Everybody who works with families in this region and is not in the circle yet."""
    circle = set(matter.members.filter(ended_at=None).values_list("professional_id", flat=True))
    _, framework = framework_of(by, day(now))
    colleagues = [one for one in _named(_working(by, now), by) if one.id not in circle]
    officers = [one for one in _named(_working(by, now, Role.ATTENTION_OFFICER), by) if one.id not in circle]
    return Choices(tuple(colleagues), tuple(officers), framework.routes)


def _working(by: Actor, now: datetime, role: Role | None = None) -> list[Professional]:
    found = Professional.objects.on(day(now)).filter(region_id=by.region_id).exclude(pk=by.professional_id)
    if role is not None:
        found = found.filter(role_assignments__role=role, role_assignments__ends_on=None).distinct()
    return list(found.select_related("organisation").order_by("name", "pk")[:1000])


def _named(found: list[Professional], by: Actor) -> tuple[Named, ...]:
    near = sorted(found, key=lambda one: one.organisation_id != by.organisation_id)
    return tuple(Named(one.pk, f"{one.name} ({one.organisation.name})") for one in near)
