"""What lies behind the people of a family: parental authority, and what was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Q, QuerySet

from sluitend.care.people.models import (
    DueDate,
    Family,
    FamilyMember,
    Merge,
    ParentalAuthority,
    Person,
)
from sluitend.care.people.queries.labels import DATED_BY, called
from sluitend.care.query import query
from sluitend.core.access import Actor, Permission
from sluitend.core.text import Text


@dataclass(frozen=True)
class Authority:
    id: int
    child: str | Text
    holder: str | Text
    since: date
    until: date | None
    ground: str


@dataclass(frozen=True)
class Lived:
    municipality: str
    street: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Believed:
    """A due date that was believed, how it was determined, and when it was noted."""

    due_date: date
    dated_by: Text
    noted_at: datetime


@dataclass(frozen=True)
class Merged:
    id: int
    kept: str | Text
    gone: str | Text
    at: datetime
    reason: str
    undone_at: datetime | None


@dataclass(frozen=True)
class Household:
    """What lies behind the people of a family: authority and histories."""

    authority: tuple[Authority, ...]
    holders: tuple[tuple[int, str | Text], ...]
    """Who could have authority: adults of all households in which its children live."""
    lived: tuple[Lived, ...]
    believed: tuple[Believed, ...]
    merged: tuple[Merged, ...]


@query(needs=Permission.SEE_FAMILY, about="people.Family")
def household(family: Family, *, by: Actor, now: datetime) -> Household:
    """Parental authority and the histories of a household; asked beside `family_people`, which writes the look."""
    children = FamilyMember.objects.filter(family=family, part=FamilyMember.Part.CHILD, ends_on=None).values("person")
    believed = DueDate.objects.filter(pregnancy__family=family).order_by("-noted_at", "-pk")
    merged = Merge.objects.filter(family=family).select_related("kept", "gone").order_by("-at")
    return Household(
        authority=_authority(children),
        holders=tuple((adult.pk, called(adult)) for adult in _could_have_authority(family, children)),
        lived=_lived(family),
        believed=tuple(Believed(row.due_date, DATED_BY[row.dated_by], row.noted_at) for row in believed),
        merged=tuple(Merged(m.pk, called(m.kept), called(m.gone), m.at, m.reason, m.undone_at) for m in merged),
    )


def _authority(children: QuerySet[FamilyMember, Any]) -> tuple[Authority, ...]:
    found = ParentalAuthority.objects.filter(child__in=children).select_related("child", "holder")
    return tuple(
        Authority(row.pk, called(row.child), called(row.holder), row.starts_on, row.ends_on, row.ground)
        for row in found.order_by("child", "starts_on", "pk")
    )


def _could_have_authority(family: Family, children: QuerySet[FamilyMember, Any]) -> QuerySet[Person]:
    own = Q(memberships__family=family) | Q(memberships__family__members__person__in=children)
    found = Person.objects.filter(own, merged_into=None).exclude(memberships__part=FamilyMember.Part.CHILD)
    return found.distinct().order_by("given_name", "pk")


def _lived(family: Family) -> tuple[Lived, ...]:
    secret = Person.objects.filter(memberships__family=family, address_hidden=True)
    found = family.residences.select_related("municipality").annotate(secret=Exists(secret))
    return tuple(
        Lived(row.municipality.name, "" if row.secret else row.street, row.starts_on, row.ends_on)
        for row in found.order_by("-starts_on", "-pk")
    )
