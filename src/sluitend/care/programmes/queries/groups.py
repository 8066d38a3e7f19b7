"""The groups of a worker beside each other, without anybody's name; the groups that an enrolment was in; and where it can go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.programmes.models import Contact, Enrolment, GroupMember, ProgrammeGroup
from sluitend.care.programmes.queries.day import GroupName, group_name
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Programme
from sluitend.core.permissions import Permission


@dataclass(frozen=True)
class GroupRow:
    """`stands_in_for` is who holds it, where that is not the reader; `programme` is None when it is no longer in force here."""

    named: GroupName
    programme_id: str
    programme: Programme | None
    starts_on: date
    size: int
    next_on: date | None
    stands_in_for: str


@dataclass(frozen=True)
class Groups:
    """The open groups of the reader; per programme how many are in none; and what meets in groups here."""

    rows: tuple[GroupRow, ...]
    without: tuple[tuple[Programme, int], ...]
    offered: tuple[Programme, ...]


@query(needs=Permission.DELIVER_PROGRAMME)
def groups(*, by: Actor, now: datetime) -> Groups:
    """The groups of the reader and of whom the reader stands in for. Three statements."""
    found = agreements.programmes(by.region_id, day(now))
    offered = {name: one for name, one in found.items() if one.meets_in_groups and one.is_delivered}
    rows = tuple(_row(one, found.get(one.programme_id), by) for one in _open(by.acts_for))
    alone = _alone(by.acts_for, offered)
    without = tuple((one, alone[name]) for name, one in offered.items() if name in alone)
    return Groups(rows, without, tuple(sorted(offered.values(), key=lambda one: one.names.nl)))


def _open(workers: frozenset[int]) -> QuerySet[ProgrammeGroup]:
    planned = Contact.objects.filter(group=OuterRef("pk"), status=Contact.Status.PLANNED).order_by("due_on")
    found = ProgrammeGroup.objects.filter(worker__in=workers, ends_on=None).select_related("worker")
    size = Count("members", filter=Q(members__ends_on=None))
    return found.annotate(size=size, next_on=Subquery(planned.values("due_on")[:1])).order_by("name", "pk")


def _row(one: ProgrammeGroup, programme: Programme | None, by: Actor) -> GroupRow:
    holder = "" if one.worker_id == by.professional_id else one.worker.name
    size, next_on = one.size, one.next_on  # type: ignore[attr-defined]
    return GroupRow(group_name(one), one.programme_id, programme, one.starts_on, size, next_on, holder)


def _alone(workers: frozenset[int], offered: Mapping[str, Programme]) -> dict[str, int]:
    """Per programme how many are in no group."""
    opened = GroupMember.objects.filter(enrolment=OuterRef("pk"), ends_on=None)
    rows = Enrolment.objects.filter(worker__in=workers, status=Enrolment.Status.ACTIVE, programme_id__in=offered)
    counted = rows.exclude(Exists(opened)).order_by().values_list("programme_id").annotate(many=Count("pk"))
    return dict(counted)


@dataclass(frozen=True)
class Membership:
    """A group that an enrolment is or was in."""

    named: GroupName
    since: date
    until: date | None


def memberships_of(rows: list[Enrolment]) -> dict[int, list[Membership]]:
    """Per enrolment, the newest first. One statement, none without enrolments."""
    found: dict[int, list[Membership]] = {}
    for one in GroupMember.objects.filter(enrolment__in=rows).select_related("group").order_by("-starts_on", "-pk"):
        found.setdefault(one.enrolment_id, []).append(Membership(group_name(one.group), one.starts_on, one.ends_on))
    return found


def newest_group(**which: Any) -> Subquery:
    """The name of the last group of the enrolment that is asked about."""
    found = GroupMember.objects.filter(enrolment=OuterRef("pk"), **which).order_by("-starts_on", "-pk")
    return Subquery(found.values("group__name")[:1])


@query(needs=Permission.DELIVER_PROGRAMME)
def groups_to_join(*, by: Actor, now: datetime, programme_id: str, worker_id: int) -> tuple[GroupName, ...]:
    """The open groups of a programme with this worker of the region."""
    found = ProgrammeGroup.objects.filter(programme_id=programme_id, worker=worker_id, ends_on=None)
    return tuple(group_name(one) for one in found.filter(worker__region_id=by.region_id).order_by("name", "pk"))
