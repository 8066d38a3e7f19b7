"""What can be chosen in the forms of a matter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from sluitend.care.action import day
from sluitend.care.network.models import Professional, RoleAssignment
from sluitend.care.query import query
from sluitend.care.safety.actions.deciding import framework_of
from sluitend.care.safety.actions.rules import CAN_CONTROL, CAN_WORK, WORK
from sluitend.care.safety.models import Matter
from sluitend.core.access import Actor
from sluitend.core.content.weighing import Route
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role


@dataclass(frozen=True)
class Named:
    id: int
    label: str


@query(needs=Permission.START_SAFETY)
def attention_officers(*, by: Actor, now: datetime) -> tuple[Named, ...]:
    """Who can be asked as attention officer: of one's own organisation first."""
    return _named(_working(by, day(now), (Role.ATTENTION_OFFICER,)), by)


@query(**WORK)
def colleagues(matter: Matter, *, by: Actor, now: datetime) -> tuple[Named, ...]:
    """Everybody in this region who can be asked in and is not in the circle yet: of one's own organisation first."""
    circle = matter.members.filter(ended_at=None).values("professional")
    return _named(_working(by, day(now), CAN_WORK).exclude(pk__in=circle), by)


@query(**WORK)
def controllers(matter: Matter, *, by: Actor, now: datetime) -> tuple[Named, ...]:
    """The privacy officers who can be asked to look at who looked."""
    asked = matter.controls.filter(ended_at=None).values("professional")
    return _named(_working(by, day(now), CAN_CONTROL).exclude(pk__in=asked), by)


@query(needs=Permission.WORK_ON_SAFETY)
def routes(*, by: Actor, now: datetime) -> tuple[Route, ...]:
    """What Veilig Thuis may do after a report, as the framework of one's profession names it."""
    return framework_of(by, day(now))[1].routes


def _working(by: Actor, today: date, roles: Collection[Role]) -> QuerySet[Professional]:
    """Others with one of these roles today."""
    assigned = RoleAssignment.objects.on(today).filter(role__in=roles).values("professional")
    return Professional.objects.on(today).filter(region_id=by.region_id, pk__in=assigned).exclude(pk=by.professional_id)


def _named(found: QuerySet[Professional], by: Actor) -> tuple[Named, ...]:
    rows = found.select_related("organisation").order_by("name", "pk")[:1000]
    near = sorted(rows, key=lambda one: one.organisation_id != by.organisation_id)
    return tuple(Named(one.pk, f"{one.name} ({one.organisation.name})") for one in near)
