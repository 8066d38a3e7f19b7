"""The programmes of one family: the plan per phase, what was held of it, the road by steps, and what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.people.models import Family
from sluitend.care.people.queries import called
from sluitend.care.programmes.models import Contact, Enrolment, Mark, Measured
from sluitend.care.programmes.queries.day import how_far
from sluitend.care.programmes.queries.known import known_of, programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Programme, Words
from sluitend.core.content.programmes import Measurement
from sluitend.core.permissions import Permission
from sluitend.core.programme import Dose, Known, Planned, doses, measuring, planned, warns
from sluitend.core.states import ENROLMENT
from sluitend.core.text import Text


@dataclass(frozen=True)
class ContactRow:
    id: int
    status: str
    on: date
    way: str
    in_plan: bool
    reason: str
    next_time: str
    minutes: int | None
    topics: str
    completed: bool
    worker: str


@dataclass(frozen=True)
class MarkRow:
    on: date
    words: str


@dataclass(frozen=True)
class MeasuredRow:
    """One measuring moment: its day, and the value if it was noted."""

    measurement: Measurement
    moment: str
    due: date
    value: str
    on: date | None


@dataclass(frozen=True)
class EnrolmentView:
    id: int
    family_id: int
    programme: Programme
    person: str | Text
    status: str
    status_label: Text
    worker_id: int
    worker: str
    since: date | None
    asked_on: date
    how_far: str | Text
    arrival: str
    arrival_reason: str
    ground: str
    ground_note: str
    social_contact: str
    no_social_contact: str
    step: str
    warned_from: date | None
    next: ContactRow | None
    tries: int
    doses: tuple[Dose, ...]
    coming: tuple[Planned, ...]
    contacts: tuple[ContactRow, ...]
    marks: dict[str, MarkRow]
    measured: tuple[MeasuredRow, ...]
    ended_on: date | None
    ending: Words | None
    ended_why: str
    held: int

    @property
    def runs(self) -> bool:
        return self.status == Enrolment.Status.ACTIVE


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def programmes_of(family: Family, *, by: Actor, now: datetime) -> tuple[EnrolmentView, ...]:
    """Every enrolment of this family, the running ones first. Six statements, whatever the number."""
    today = day(now)
    found = family.enrolments.select_related("person", "version", "pregnancy", "worker", "social_contact")
    rows = sorted(found, key=lambda row: (row.status == Enrolment.Status.ENDED, -row.pk))
    if not rows:
        return ()
    known = known_of(rows, today)
    contacts = list(Contact.objects.filter(enrolment__in=rows).select_related("worker").order_by("-due_on", "-pk"))
    marks = list(Mark.objects.filter(enrolment__in=rows))
    measured = list(Measured.objects.filter(enrolment__in=rows).order_by("pk"))
    return tuple(
        _view(
            row,
            known[row.pk],
            [one for one in contacts if one.enrolment_id == row.pk],
            {one.code: MarkRow(one.on, one.words) for one in marks if one.enrolment_id == row.pk},
            {(one.measurement, one.moment): one for one in measured if one.enrolment_id == row.pk},
        )
        for row in rows
    )


def _view(
    row: Enrolment,
    known: Known,
    contacts: list[Contact],
    marks: dict[str, MarkRow],
    measured: dict[tuple[str, str], Measured],
) -> EnrolmentView:
    programme = programme_of(row.version)
    held = [one for one in contacts if one.status == Contact.Status.HELD and one.in_plan and one.held_on]
    ending = next((one.names for one in programme.endings if one.id == row.ending), None)
    names = [_contact(one) for one in contacts]
    runs = row.status == Enrolment.Status.ACTIVE
    last = max((one.held_on for one in held if one.held_on), default=None)
    return EnrolmentView(
        id=row.pk,
        family_id=row.family_id,
        programme=programme,
        person=called(row.person),
        status=row.status,
        status_label=ENROLMENT.labels[row.status],
        worker_id=row.worker_id,
        worker=row.worker.name,
        since=row.enrolled_on,
        asked_on=row.asked_on,
        how_far=how_far(known, known.as_of),
        arrival=row.arrival,
        arrival_reason=row.arrival_reason,
        ground=row.ground,
        ground_note=row.ground_note,
        social_contact=row.social_contact.name if row.social_contact else "",
        no_social_contact=row.no_social_contact,
        step=row.step,
        warned_from=warns(programme, known) if runs else None,
        next=next((one for one in names if one.status == Contact.Status.PLANNED), None),
        tries=_tries(contacts),
        doses=doses(programme, known, [one.held_on for one in held if one.held_on]) if row.enrolled_on else (),
        coming=planned(programme, known, last or known.enrolled_on)[:6] if runs else (),
        contacts=tuple(one for one in names if one.status != Contact.Status.PLANNED),
        marks=marks,
        measured=_measured(programme, known, measured) if row.enrolled_on else (),
        ended_on=row.ended_on,
        ending=ending,
        ended_why=row.ended_why,
        held=len(held),
    )


def _contact(row: Contact) -> ContactRow:
    return ContactRow(
        row.pk,
        row.status,
        row.held_on or row.due_on,
        row.way,
        row.in_plan,
        row.reason,
        row.next_time,
        row.minutes,
        row.topics,
        row.completed_at is not None,
        row.worker.name,
    )


def _tries(newest_first: list[Contact]) -> int:
    """How often in a row it did not go on, since the last time somebody was spoken."""
    count = 0
    for one in newest_first:
        if one.status == Contact.Status.HELD:
            break
        count += one.status == Contact.Status.NOT_HELD
    return count


def _measured(programme: Programme, known: Known, measured: dict[tuple[str, str], Measured]) -> tuple[MeasuredRow, ...]:
    rows = []
    for one in measuring(programme, known):
        found = measured.get((one.measurement.id, one.words))
        rows.append(
            MeasuredRow(one.measurement, one.words, one.due, found.value if found else "", found.on if found else None)
        )
    return tuple(rows)


@query(needs=Permission.DELIVER_PROGRAMME, about="people.Family", look=True)
def offered(family: Family, *, by: Actor, now: datetime) -> tuple[Programme, ...]:
    """The programmes that are delivered here."""
    found = agreements.programmes(family.region_id, day(now)).values()
    return tuple(sorted((one for one in found if one.is_delivered), key=lambda one: one.names.nl))
