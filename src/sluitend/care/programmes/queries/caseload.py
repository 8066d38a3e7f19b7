"""Who is in which programme with whom: a worker's own caseload with the waiting list, and the board by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery

from sluitend.care.action import day
from sluitend.care.people.queries import called
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.care.programmes.queries.day import how_far
from sluitend.care.programmes.queries.known import known_of, programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Programme, Words
from sluitend.core.permissions import Permission
from sluitend.core.programme import Known, follows, warns
from sluitend.core.text import Text

MOST = 200
"""Far above any caseload; a page never grows with the region."""


@dataclass(frozen=True)
class Row:
    enrolment_id: int
    family_id: int
    family_name: str
    person: str | Text
    programme: Words
    programme_id: str
    status: str
    since: date
    how_far: str | Text
    step: str
    step_name: Words | None
    next_on: date | None
    held: int
    tries: int
    warned: bool
    warn_on: date | None
    ground: Words | None
    follow: Words | None
    """What to talk about now, because its day has come."""
    worker: str
    is_mine: bool


@dataclass(frozen=True)
class Room:
    """How full the caseload of a programme is: `limit` per full-time equivalent, where the content gives one."""

    programme: Programme
    active: int
    waiting: int


@dataclass(frozen=True)
class Caseload:
    rows: tuple[Row, ...]
    rooms: tuple[Room, ...]

    @property
    def active(self) -> tuple[Row, ...]:
        """Of a programme that goes by steps the board shows them."""
        return tuple(row for row in self.rows if row.status == Enrolment.Status.ACTIVE and not row.step)

    @property
    def intake(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.status == Enrolment.Status.INTAKE)

    @property
    def waiting(self) -> tuple[Row, ...]:
        return tuple(sorted((row for row in self.rows if row.status == Enrolment.Status.WAITING), key=_longest))


def _longest(row: Row) -> date:
    return row.since


@dataclass(frozen=True)
class Column:
    id: str
    names: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Board:
    """A programme by its steps, with the families of the reader at each."""

    programme: Programme
    columns: tuple[Column, ...]


@query(needs=Permission.DELIVER_PROGRAMME, look=True)
def caseload(*, by: Actor, now: datetime) -> Caseload:
    """The families in a programme with the reader, and with whom the reader stands in for. Three statements."""
    found = _open_with(by.acts_for)
    rows = _rows(found, by, day(now))
    programmes = {row.programme_id: programme_of(row.version) for row in found}
    return Caseload(rows, tuple(_room(programme, rows) for programme in programmes.values()))


def _room(programme: Programme, rows: Iterable[Row]) -> Room:
    here = [row for row in rows if row.programme_id == programme.id]
    active = sum(row.status == Enrolment.Status.ACTIVE for row in here)
    return Room(programme, active, sum(row.status == Enrolment.Status.WAITING for row in here))


def _open_with(workers: frozenset[int]) -> list[Enrolment]:
    planned = Contact.objects.filter(enrolment=OuterRef("pk"), status=Contact.Status.PLANNED).values("due_on")[:1]
    held, missed = Q(contacts__status="held", contacts__in_plan=True), Q(contacts__status="not_held")
    found = Enrolment.objects.filter(worker__in=workers).exclude(status=Enrolment.Status.ENDED)
    found = found.select_related("family", "person", "version", "pregnancy", "worker")
    return list(
        found.annotate(
            next_on=Subquery(planned),
            held=Count("contacts", filter=held, distinct=True),
            tries=Count("contacts", filter=missed, distinct=True),
        ).order_by("pk")[:MOST]
    )


def _rows(found: list[Enrolment], by: Actor, today: date) -> tuple[Row, ...]:
    known = known_of(found, today)
    rows = [_row(one, known[one.pk], by, today) for one in found]
    return tuple(sorted(rows, key=lambda row: (row.next_on or date.max, row.family_name)))


def _row(one: Enrolment, known: Known, by: Actor, today: date) -> Row:
    programme = programme_of(one.version)
    step = next((step.names for step in programme.steps if step.id == one.step), None)
    look_again = warns(programme, known)
    return Row(
        enrolment_id=one.pk,
        family_id=one.family_id,
        family_name=one.family.name,
        person=called(one.person),
        programme=programme.names,
        programme_id=one.programme_id,
        status=one.status,
        since=one.enrolled_on or one.asked_on,
        how_far=how_far(known, today),
        step=one.step,
        step_name=step,
        next_on=one.next_on,  # type: ignore[attr-defined]
        held=one.held,  # type: ignore[attr-defined]
        tries=one.tries,  # type: ignore[attr-defined]
        warned=one.status == Enrolment.Status.ACTIVE and look_again is not None and look_again <= today,
        warn_on=look_again,
        ground=next((ground.names for ground in programme.grounds if ground.id == one.ground), None),
        follow=next((x.follow.names for x in follows(programme, known) if x.due and x.due <= today), None),
        worker=one.worker.name,
        is_mine=one.worker_id == by.professional_id,
    )


@query(needs=Permission.DELIVER_PROGRAMME, look=True)
def board(*, by: Actor, now: datetime) -> tuple[Board, ...]:
    """The programmes that go by steps, with the reader's families at each step."""
    found = [row for row in _open_with(by.acts_for) if row.status == Enrolment.Status.ACTIVE]
    rows = _rows(found, by, day(now))
    programmes = {row.programme_id: programme_of(row.version) for row in found}
    return tuple(_board(one, rows) for one in programmes.values() if one.steps)


def _board(programme: Programme, rows: tuple[Row, ...]) -> Board:
    here = [row for row in rows if row.programme_id == programme.id]
    columns = [Column(step.id, step.names, tuple(r for r in here if r.step == step.id)) for step in programme.steps]
    return Board(programme, tuple(columns))
