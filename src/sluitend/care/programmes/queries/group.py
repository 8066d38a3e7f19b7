"""Who is in the group of a worker: the families whose next contact is a meeting of the same programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sluitend.care.action import day
from sluitend.care.people.queries import called
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.care.programmes.queries.day import MOST, how_far
from sluitend.care.programmes.queries.known import known_of, programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor, NotNow
from sluitend.core.content import Programme
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text


@dataclass(frozen=True)
class Member:
    contact_id: int
    family_id: int
    person: str | Text
    how_far: str | Text
    due_on: date
    at: time | None
    agreed: bool
    group_reason: str


@dataclass(frozen=True)
class Group:
    programme: Programme
    rows: tuple[Member, ...]

    @property
    def now(self) -> tuple[Member, ...]:
        """Of the first meeting that is to come or was not noted yet."""
        first = min((row.due_on for row in self.rows), default=None)
        return tuple(row for row in self.rows if row.due_on == first)


def members_of(programme_id: str, by: Actor) -> list[Contact]:
    """The next contacts of this programme with the reader, or with whom the reader stands in for."""
    running = {"enrolment__programme_id": programme_id, "enrolment__status": Enrolment.Status.ACTIVE}
    found = Contact.objects.filter(worker__in=by.acts_for, status=Contact.Status.PLANNED, **running)
    related = ("enrolment__person", "enrolment__version", "enrolment__pregnancy")
    return list(found.select_related(*related).order_by("due_on", "pk")[:MOST])


@query(needs=Permission.DELIVER_PROGRAMME, look=True)
def group(*, by: Actor, now: datetime, programme_id: str) -> Group:
    """The reader's group of one programme. Four statements."""
    found = members_of(programme_id, by)
    if not found:
        raise NotNow(text("U heeft nu niemand in een groep van dit programma."))
    known = known_of([one.enrolment for one in found], day(now))
    rows = (
        Member(
            one.pk,
            one.enrolment.family_id,
            called(one.enrolment.person),
            how_far(known[one.enrolment_id], day(now)),
            one.due_on,
            one.at,
            one.agreed,
            one.group_reason,
        )
        for one in found
    )
    return Group(programme_of(found[-1].enrolment.version), tuple(rows))
