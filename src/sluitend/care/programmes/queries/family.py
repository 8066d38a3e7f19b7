"""The programmes of one family: the plan per phase, what was held of it, the road by steps, and what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.people.models import Birth, Family
from sluitend.care.people.queries import called
from sluitend.care.programmes.models import Contact, Enrolment, Mark, Measured
from sluitend.care.programmes.queries.contacts import ContactRow, Reader, contact_row, refused, tries
from sluitend.care.programmes.queries.day import how_far
from sluitend.care.programmes.queries.groups import Membership, memberships_of
from sluitend.care.programmes.queries.known import births_of, going_on, known_of, programme_of
from sluitend.care.programmes.queries.referrers import referrers
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.calendar import gestational_age
from sluitend.core.content import Programme, Words
from sluitend.core.content.programmes import Measurement
from sluitend.core.permissions import Permission
from sluitend.core.programme import Coming, Dose, Known, Planned, doses, follows, measuring, planned, warns
from sluitend.core.sections import Section
from sluitend.core.states import ENROLMENT
from sluitend.core.text import Text

NOTED = "noted"
"""In place of a value that only counts."""


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
    number: int
    value: str
    on: date | None


@dataclass(frozen=True)
class BirthRow:
    """What a birth says of itself: weight and term."""

    born_on: date
    weight_grams: int | None
    term: str


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
    how_far: str | Text
    arrival: str
    arrival_reason: str
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
    refused: bool
    """The family does not want it: at the last contact, or by how it ended."""
    handed_to: str
    held: int
    ground_name: Words | None
    follows: tuple[Coming, ...]
    births: tuple[BirthRow, ...]
    feedback: str
    feedback_on: date | None
    groups: tuple[Membership, ...]
    """The groups it is or was in, the newest first."""
    hidden: int
    """How much another domain wrote that this reader does not see (core/sections.py)."""

    @property
    def runs(self) -> bool:
        return self.status == Enrolment.Status.ACTIVE

    @property
    def group(self) -> Membership | None:
        """The group it is in now."""
        return next((one for one in self.groups if one.until is None), None)


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def programmes_of(family: Family, *, by: Actor, now: datetime) -> tuple[EnrolmentView, ...]:
    """Every enrolment of this family, the running ones first. Seven statements, whatever the number, and one more where one meets in
    groups."""
    today = day(now)
    found = family.enrolments.select_related("person", "version", "pregnancy", "worker__organisation", "social_contact")
    rows = sorted(found, key=lambda row: (row.status == Enrolment.Status.ENDED, -row.pk))
    if not rows:
        return ()
    born = births_of(rows)
    known = known_of(rows, today, born)
    contacts = list(
        Contact.objects.filter(enrolment__in=rows).select_related("worker__organisation").order_by("-due_on", "-pk")
    )
    marks = list(Mark.objects.filter(enrolment__in=rows))
    measured = list(Measured.objects.filter(enrolment__in=rows).select_related("by__organisation").order_by("pk"))
    reader = Reader(by, family.pk, today)
    groups = memberships_of([row for row in rows if programme_of(row.version).meets_in_groups])
    return tuple(
        _view(
            row,
            known[row.pk],
            [one for one in contacts if one.enrolment_id == row.pk],
            {one.code: MarkRow(one.on, one.words) for one in marks if one.enrolment_id == row.pk},
            {(one.measurement, one.moment): one for one in measured if one.enrolment_id == row.pk},
            born.of(row),
            groups.get(row.pk, []),
            reader,
        )
        for row in rows
    )


def _view(
    row: Enrolment,
    known: Known,
    contacts: list[Contact],
    marks: dict[str, MarkRow],
    measured: dict[tuple[str, str], Measured],
    births: list[Birth],
    groups: list[Membership],
    reader: Reader,
) -> EnrolmentView:
    programme = programme_of(row.version)
    held = [one for one in contacts if one.status == Contact.Status.HELD and one.in_plan and one.held_on]
    names = [contact_row(one, reader, programme) for one in contacts]
    mine = reader.reads(Section.FACT, row.worker)
    seen = {key: one for key, one in measured.items() if reader.reads(Section.SCORE, one.by or row.worker)}
    runs = row.status == Enrolment.Status.ACTIVE
    last = max((one.held_on for one in held if one.held_on), default=None)
    return EnrolmentView(
        **_of_row(row, programme, mine),
        how_far=how_far(known, known.as_of),
        warned_from=warns(programme, known) if runs else None,
        refused=refused(row, contacts),
        next=next((one for one in names if one.status == Contact.Status.PLANNED), None),
        tries=tries(contacts),
        doses=doses(programme, known, [one.held_on for one in held if one.held_on]) if row.enrolled_on else (),
        coming=planned(programme, known, last or known.enrolled_on)[:6] if runs else (),
        contacts=tuple(one for one in names if one.status != Contact.Status.PLANNED),
        marks=marks,
        measured=_measured(programme, known, seen) if row.enrolled_on else (),
        held=len(held),
        follows=follows(programme, known) if runs else (),
        births=tuple(_birth(one, row) for one in births),
        groups=tuple(groups),
        hidden=len(measured) - len(seen) + sum(not one.reads for one in names),
    )


def _of_row(row: Enrolment, programme: Programme, mine: bool) -> dict[str, Any]:
    """What the enrolment says of itself; words that were written about the family only for who may read them."""
    return {
        "id": row.pk,
        "family_id": row.family_id,
        "programme": programme,
        "person": called(row.person),
        "status": row.status,
        "status_label": ENROLMENT.labels[row.status],
        "worker_id": row.worker_id,
        "worker": row.worker.name,
        "since": row.enrolled_on,
        "arrival": row.arrival,
        "arrival_reason": row.arrival_reason,
        "ground_note": row.ground_note if mine else "",
        "social_contact": row.social_contact.name if row.social_contact else "",
        "no_social_contact": row.no_social_contact,
        "step": row.step,
        "ended_on": row.ended_on,
        "ending": next((one.names for one in programme.endings if one.id == row.ending), None),
        "ended_why": row.ended_why if mine else "",
        "handed_to": row.handed_to,
        "ground_name": next((one.names for one in programme.grounds if one.id == row.ground), None),
        "feedback": row.feedback,
        "feedback_on": row.feedback_on,
    }


def _birth(one: Birth, row: Enrolment) -> BirthRow:
    due = row.pregnancy.due_date if row.pregnancy else None
    return BirthRow(one.born_on, one.weight_grams, gestational_age(due, one.born_on).label if due else "")


def _measured(programme: Programme, known: Known, measured: dict[tuple[str, str], Measured]) -> tuple[MeasuredRow, ...]:
    rows = []
    for one in measuring(programme, known):
        found = measured.get((one.measurement.id, one.words))
        value, on = (found.value, found.on) if found else ("", None)
        value = NOTED if value and one.measurement.counts_only else value
        rows.append(MeasuredRow(one.measurement, one.words, one.due, one.number, value, on))
    return tuple(rows)


@query(needs=Permission.DELIVER_PROGRAMME, about="people.Family", look=True)
def offered(family: Family, *, by: Actor, now: datetime) -> tuple[Programme, ...]:
    """The programmes that are delivered here."""
    found = agreements.programmes(family.region_id, day(now)).values()
    return tuple(sorted((one for one in found if one.is_delivered), key=lambda one: one.names.nl))


@query(needs=Permission.DELIVER_PROGRAMME, about="people.Family", look=True)
def outreach(family: Family, *, by: Actor, now: datetime) -> tuple[Programme, ...]:
    """Of what is delivered here, what begins on a ground instead of a request, and this family is not in."""
    begun, found = going_on(family.pk), agreements.programmes(family.region_id, day(now)).values()
    return tuple(one for one in found if one.is_delivered and one.grounds and one.id not in begun)


@query(needs=Permission.DELIVER_PROGRAMME, about="people.Family", look=True)
def to_tell(family: Family, *, by: Actor, now: datetime) -> tuple[str, ...]:
    """By name who signalled or referred, and is owed an answer; not the reader."""
    return tuple(one.name for one in referrers(family.pk) if one.professional_id != by.professional_id)
