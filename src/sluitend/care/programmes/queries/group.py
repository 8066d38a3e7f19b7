"""Who is in a group of a worker and when it meets: a group with a name, or everybody of a programme who is in none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.people.queries import called
from sluitend.care.programmes.models import Contact, Enrolment, GroupMember, ProgrammeGroup
from sluitend.care.programmes.queries.contacts import CLOSED
from sluitend.care.programmes.queries.day import MOST, GroupName, group_name, how_far
from sluitend.care.programmes.queries.known import known_of, programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor, NotNow
from sluitend.core.content import Programme
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text

LAST = 12
"""Meetings that a page of a group tells of: a year, where it meets every month."""


@dataclass(frozen=True)
class Member:
    """Somebody in the group. Without a contact nothing is planned: her tasks say what comes next."""

    family_id: int
    person: str | Text
    how_far: str | Text
    since: date | None
    """From when in this group; None where it has no name."""
    contact_id: int | None = None
    due_on: date | None = None
    at: time | None = None
    agreed: bool = False
    group_reason: str = ""


@dataclass(frozen=True)
class Attendance:
    """A meeting that was noted: how many were there, of how many."""

    on: date
    present: int
    whole: int


@dataclass(frozen=True)
class Group:
    programme: Programme
    named: GroupName | None
    holder: str
    """Who holds its meetings."""
    rows: tuple[Member, ...]
    met: tuple[Attendance, ...] = ()

    @property
    def planned(self) -> tuple[Member, ...]:
        return tuple(row for row in self.rows if row.contact_id)

    @property
    def now(self) -> tuple[Member, ...]:
        """Of the first meeting that is to come or was not noted yet."""
        first = min((row.due_on for row in self.rows if row.due_on), default=None)
        return tuple(row for row in self.planned if row.due_on == first)


def members_of(programme_id: str, group_id: int | None, by: Actor) -> list[Contact]:
    """The next contacts in this group with the reader, or with whom the reader stands in for."""
    running = {"enrolment__programme_id": programme_id, "enrolment__status": Enrolment.Status.ACTIVE}
    found = Contact.objects.filter(worker__in=by.acts_for, status=Contact.Status.PLANNED, group=group_id, **running)
    related = ("enrolment__person", "enrolment__version", "enrolment__pregnancy")
    return list(found.select_related(*related).order_by("due_on", "pk")[:MOST])


@query(needs=Permission.DELIVER_PROGRAMME, look=True)
def group(*, by: Actor, now: datetime, programme_id: str, group_id: int | None = None) -> Group:
    """The reader's group of one programme; without a number who is in none. Four statements, eight of a group with a name."""
    planned = members_of(programme_id, group_id, by)
    one = _named(programme_id, group_id, planned, by)
    if not planned and one is None:
        raise NotNow(text("U heeft nu niemand in een groep van dit programma."))
    since, still = _since(group_id, by)
    programme = programme_of(planned[-1].enrolment.version) if planned else _in_force(programme_id, by, day(now))
    at = {one.enrolment_id: one for one in planned}
    rows = [contact.enrolment for contact in planned] + [row for row in still if row.pk not in at]
    known = known_of(rows, day(now))
    members = (_member(row, at.get(row.pk), since.get(row.pk), how_far(known[row.pk], day(now))) for row in rows)
    holder = one.worker.name if one else ""
    return Group(programme, one and group_name(one), holder, tuple(members), _met(one))


def _named(programme_id: str, group_id: int | None, planned: list[Contact], by: Actor) -> ProgrammeGroup | None:
    """The group, for who holds it, stands in for who does, or has a family in it."""
    if group_id is None:
        return None
    found = ProgrammeGroup.objects.filter(pk=group_id, programme_id=programme_id, worker__region_id=by.region_id)
    one = found.select_related("worker").first()
    return one if one and (planned or one.worker_id in by.acts_for) else None


def _in_force(programme_id: str, by: Actor, today: date) -> Programme:
    found = agreements.programmes(by.region_id, today).get(programme_id)
    if found is None:
        raise NotNow(text("Dit programma is hier niet van kracht."))
    return found


def _since(group_id: int | None, by: Actor) -> tuple[dict[int, date], list[Enrolment]]:
    """From when each is in a group with a name, and their enrolments with the reader."""
    if group_id is None:
        return {}, []
    found = GroupMember.objects.filter(group=group_id, ends_on=None, enrolment__worker__in=by.acts_for)
    related = ("enrolment__person", "enrolment__version", "enrolment__pregnancy")
    rows = list(found.select_related(*related).order_by("pk")[:MOST])
    return {one.enrolment_id: one.starts_on for one in rows}, [one.enrolment for one in rows]


def _member(row: Enrolment, contact: Contact | None, since: date | None, far: str | Text) -> Member:
    who = (row.family_id, called(row.person), far, since)
    if contact is None:
        return Member(*who)
    return Member(*who, contact.pk, contact.due_on, contact.at, contact.agreed, contact.group_reason)


def _met(one: ProgrammeGroup | None) -> tuple[Attendance, ...]:
    """The last meetings that were noted of a group with a name, the newest first."""
    if one is None:
        return ()
    noted = Contact.objects.filter(group=one, status__in=CLOSED).order_by().values_list("due_on")
    held = Count("pk", filter=Q(status=Contact.Status.HELD))
    rows = noted.annotate(present=held, whole=Count("pk")).order_by("-due_on")
    return tuple(Attendance(*row) for row in rows[:LAST])
