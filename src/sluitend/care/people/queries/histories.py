"""What lies behind the people of a family, and who could have authority over its children."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Q

from sluitend.care.people.models import (
    DueDate,
    Family,
    FamilyMember,
    Merge,
    Person,
)
from sluitend.care.people.queries.labels import DATED_BY, called
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text


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
class History:
    """What lies behind the people of a family."""

    lived: tuple[Lived, ...]
    believed: tuple[Believed, ...]
    merged: tuple[Merged, ...]


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def family_history(family: Family, *, by: Actor, now: datetime) -> History:
    """Where the household lived, which due dates were believed, and which records were merged; the latest first."""
    believed = DueDate.objects.filter(pregnancy__family=family).order_by("-noted_at", "-pk")
    merged = Merge.objects.filter(family=family).select_related("kept", "gone").order_by("-at", "-pk")
    return History(
        lived=_lived(family),
        believed=tuple(Believed(row.due_date, DATED_BY[row.dated_by], row.noted_at) for row in believed),
        merged=tuple(Merged(m.pk, called(m.kept), called(m.gone), m.at, m.reason, m.undone_at) for m in merged),
    )


def _lived(family: Family) -> tuple[Lived, ...]:
    secret = Person.objects.filter(memberships__family=family, address_hidden=True)
    found = family.residences.select_related("municipality").annotate(secret=Exists(secret))
    return tuple(
        Lived(row.municipality.name, "" if row.secret else row.street, row.starts_on, row.ends_on)
        for row in found.order_by("-starts_on", "-pk")
    )


@query(needs=Permission.EDIT_PEOPLE, about="people.Family", look=True)
def could_have_authority(family: Family, *, by: Actor, now: datetime) -> tuple[tuple[int, str | Text], ...]:
    """Who may be recorded as holding parental authority: the grown-ups of this household, and the parents of other
    households in which its children live. Nobody else of those households is named."""
    children = family.members.filter(part=FamilyMember.Part.CHILD, ends_on=None).values("person")
    parents = FamilyMember.objects.filter(
        family__members__person__in=children, part__in=[FamilyMember.Part.MOTHER, FamilyMember.Part.FATHER]
    )
    who = Q(memberships__family=family) | Q(pk__in=parents.values("person"))
    found = Person.objects.filter(who, merged_into=None).exclude(pk__in=children).distinct()
    return tuple((adult.pk, called(adult)) for adult in found.order_by("given_name", "pk"))
