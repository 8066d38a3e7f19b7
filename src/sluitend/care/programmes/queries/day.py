"""The visits of a day: who, where, how to reach, how far, and what was agreed last time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from sluitend.care.action import day
from sluitend.care.people.queries import address_of, called, marks
from sluitend.care.programmes.models import Contact, ProgrammeGroup
from sluitend.care.programmes.queries.known import known_of, programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.calendar import Anchor, child_age, gestational_age
from sluitend.core.content import Words
from sluitend.core.content.programmes import Form
from sluitend.core.permissions import Permission
from sluitend.core.programme import Known, periods
from sluitend.core.text import Text

AHEAD = timedelta(days=56)
"""How far the calendar looks ahead: two months is what people plan by."""
MOST = 200
"""Far above any caseload; a page never grows with the region."""


@dataclass(frozen=True)
class GroupName:
    """A group as lists name it."""

    id: int
    name: str
    place: str


def group_name(one: ProgrammeGroup) -> GroupName:
    return GroupName(one.pk, one.name, one.place)


@dataclass(frozen=True)
class Visit:
    """One contact of a day. Address and number are left out where they are secret or must not be used."""

    contact_id: int
    family_id: int
    person: str | Text
    programme: Words
    programme_id: str
    due_on: date
    at: time | None
    agreed: bool
    address: str
    phone: str
    marks: tuple[Text, ...]
    how_far: str | Text
    phase: Words | None
    group: bool
    named: GroupName | None
    """The group whose meeting this is, when it has a name."""
    next_time: str
    """What was agreed the last time."""
    worker: str
    is_mine: bool


@dataclass(frozen=True)
class GroupMeeting:
    """A meeting of a group with a name: one entry of a day, whoever is expected."""

    named: GroupName
    visits: tuple[Visit, ...]

    @property
    def first(self) -> Visit:
        return self.visits[0]

    @property
    def due_on(self) -> date:
        return self.first.due_on

    @property
    def at(self) -> time | None:
        return self.first.at

    @property
    def address(self) -> str:
        return self.named.place

    @property
    def agreed(self) -> bool:
        return all(one.agreed for one in self.visits)


Entry = Visit | GroupMeeting


def entries(rows: Iterable[Visit]) -> tuple[Entry, ...]:
    """Who comes together in a group with a name is one entry; everybody else is one alone."""
    found: dict[tuple[object, ...], list[Visit]] = {}
    for row in rows:
        key = (row.due_on, row.named.id) if row.named else (row.contact_id,)
        found.setdefault(key, []).append(row)
    return tuple(GroupMeeting(one[0].named, tuple(one)) if one[0].named else one[0] for one in found.values())


@dataclass(frozen=True)
class Day:
    on: date
    rows: tuple[Visit, ...]

    @property
    def today(self) -> tuple[Entry, ...]:
        return entries(row for row in self.rows if row.due_on == self.on)

    @property
    def route(self) -> tuple[Entry, ...]:
        """Today's addresses in the order of the day: of a group its place; of a secret address there is none."""
        return tuple(row for row in self.today if row.address)

    @property
    def late(self) -> tuple[Entry, ...]:
        return entries(row for row in self.rows if row.due_on < self.on)

    @property
    def coming(self) -> tuple[Entry, ...]:
        return entries(row for row in self.rows if row.due_on > self.on)


@query(needs=Permission.DELIVER_PROGRAMME, look=True)
def visits(*, by: Actor, now: datetime, days: int = 7) -> Day:
    """The contacts of today, those not recorded yet, and the coming days; also of whom the reader stands in for."""
    until = day(now) + timedelta(days=days)
    found = planned_contacts(by.acts_for, until).annotate(said=_said_last())
    known = known_of([row.enrolment for row in found], day(now))
    return Day(day(now), tuple(_visit(row, row.said or "", known[row.enrolment_id], by) for row in found))


def planned_contacts(workers: frozenset[int], until: date) -> QuerySet[Contact]:
    found = Contact.objects.filter(worker__in=workers, status=Contact.Status.PLANNED, due_on__lte=until)
    related = ("enrolment__person", "enrolment__version", "enrolment__pregnancy", "worker", "group")
    return found.select_related(*related).order_by("due_on", "at", "pk")[:MOST]


def _said_last() -> Subquery:
    """What was agreed the last time for the next; of the enrolment of the contact that is asked about."""
    before = Contact.objects.filter(enrolment=OuterRef("enrolment"), status=Contact.Status.HELD)
    return Subquery(before.exclude(next_time="").order_by("-held_on", "-pk").values("next_time")[:1])


def _visit(row: Contact, said: str, known: Known, by: Actor) -> Visit:
    enrolment, person = row.enrolment, row.enrolment.person
    programme = programme_of(enrolment.version)
    period = next((one for one in periods(programme, known) if one.has(row.due_on)), None)
    meets = row.group is not None or bool(period and period.phase.form is Form.GROUP)
    return Visit(
        contact_id=row.pk,
        family_id=enrolment.family_id,
        person=called(person),
        programme=programme.names,
        programme_id=programme.id,
        due_on=row.due_on,
        at=row.at,
        agreed=row.agreed,
        address="" if meets else address_of(person),
        phone="" if person.never_phone else person.phone,
        marks=marks(person),
        how_far=how_far(known, known.as_of),
        phase=period.phase.names if period else None,
        group=meets,
        named=group_name(row.group) if row.group else None,
        next_time=said,
        worker=row.worker.name,
        is_mine=row.worker_id == by.professional_id,
    )


def initials(name: str) -> str:
    """First letters only: all that a calendar on a phone gets to know."""
    return "".join(f"{word[0].upper()}." for word in name.split()[:3])


def how_far(known: Known, today: date) -> str | Text:
    """Week of pregnancy, or the age of the child; empty when neither is known."""
    if known.lost_on is not None:
        return ""
    if Anchor.BIRTH in known.key_dates:
        return child_age(known.key_dates[Anchor.BIRTH], today).label
    due = known.key_dates.get(Anchor.DUE_DATE)
    return gestational_age(due, today).label if due else ""
