"""Who of a family has own pages, and the parent behind an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from sluitend.care import wall
from sluitend.care.action import day
from sluitend.care.parents.models import Guest, Invitation
from sluitend.care.parents.queries.council import some_shown
from sluitend.care.parents.queries.open_pages import open_pages
from sluitend.care.people.models import Family, FamilyMember
from sluitend.care.people.queries import called
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role
from sluitend.core.text import Text


@dataclass(frozen=True)
class OwnPages:
    """The own pages of one parent: who reads, about which family, and how."""

    by: Actor
    family_id: int
    invitation_id: int
    language: str
    hidden: bool
    asked_for_council: bool
    """Unless this parent said not to be."""
    invited: bool
    """To the table, ever: who never was needs not be asked for it on each page."""
    council: bool
    """The council of the region meets; the same."""


def actor_of_parent(invitation: Invitation) -> Actor:
    return Actor(
        user_id=invitation.user_id or 0,
        name=invitation.person.given_name,
        roles=frozenset({Role.PARENT}),
        region_id=invitation.family.region_id,
        person_id=invitation.person_id,
        own_families=frozenset({invitation.family_id}),
    )


def own_pages(user_id: int, today: date) -> OwnPages | None:
    """The parent behind an account, or None when no pages are open under it today. One statement.

    The pages stay with the family in which the parent lives: who left the household no longer reads about it.
    """
    found = (
        open_pages(today)
        .filter(user_id=user_id)
        .select_related("person", "family")
        .annotate(
            invited=Exists(Guest.objects.filter(family=OuterRef("family"), person=OuterRef("person"))),
            council=Exists(some_shown(OuterRef("family__region"), today)),
        )
        .order_by("-opened_at")
        .first()
    )
    if found is None:
        return None
    known = (found.family_id, found.pk, found.language, found.hidden, not found.no_council)
    return OwnPages(actor_of_parent(found), *known, vars(found)["invited"], vars(found)["council"])


def invited(family_id: int) -> Actor | None:
    """The parent who was last invited, for stories that are told through the actions."""
    found = Invitation.objects.filter(family_id=family_id, ended_at=None).select_related("person", "family")
    latest = found.order_by("-invited_at", "-pk").first()
    return None if latest is None else actor_of_parent(latest)


@dataclass(frozen=True)
class ParentRow:
    """A parent in this family, and whether the own pages are open."""

    person_id: int
    name: str | Text
    part: str
    invitation_id: int | None
    invited_on: date | None
    expires_on: date | None
    opened_on: date | None
    expired: bool


_GROWN_UPS = (FamilyMember.Part.MOTHER, FamilyMember.Part.FATHER, FamilyMember.Part.PARTNER)


@query(needs=Permission.INVITE_PARENT, about="people.Family", look=True)
def parents_of(family: Family, *, by: Actor, now: datetime) -> tuple[ParentRow, ...]:
    """The grown-ups of this household with their own pages. Two statements."""
    members = FamilyMember.objects.on(day(now)).filter(family=family, part__in=_GROWN_UPS, person__died_on=None)
    live = {row.person_id: row for row in Invitation.objects.filter(family=family, ended_at=None)}
    return tuple(_row(member, live.get(member.person_id), now) for member in members.select_related("person"))


def _row(member: FamilyMember, found: Invitation | None, now: datetime) -> ParentRow:
    return ParentRow(
        person_id=member.person_id,
        name=called(member.person),
        part=member.part,
        invitation_id=found.pk if found else None,
        invited_on=day(found.invited_at) if found else None,
        expires_on=day(found.expires_at) if found else None,
        opened_on=day(found.opened_at) if found and found.opened_at else None,
        expired=found is not None and found.opened_at is None and found.expires_at <= now,
    )


@wall.everywhere()
def demonstration_parents() -> list[tuple[int, str]]:
    """(account, first name) of the invented parents, for one-click sign-in."""
    found = Invitation.objects.filter(ended_at=None, user__demonstration=True).select_related("person")
    return [(row.user_id or 0, row.person.given_name) for row in found.order_by("pk")]
