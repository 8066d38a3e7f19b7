"""Who is in which programme with whom: a worker's own caseload with the waiting list, and the board by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery

from sluitend.care.action import day
from sluitend.care.network.models import Professional
from sluitend.care.people.queries import called
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.care.programmes.queries.day import MOST, how_far
from sluitend.care.programmes.queries.groups import newest_group
from sluitend.care.programmes.queries.known import known_of, programme_of
from sluitend.care.programmes.queries.workers import BUSY
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Programme, Words
from sluitend.core.permissions import Permission
from sluitend.core.programme import Known, follows, warns
from sluitend.core.staffing import room
from sluitend.core.text import Text


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
    next_on: date | None
    held: int
    tries: int
    warned: bool
    warn_on: date | None
    """Of what runs: from when to look again."""
    ground: Words | None
    follow: Words | None
    """What to talk about now, because its day has come."""
    worker: str
    is_mine: bool
    meets_in: str
    """The name of the group it is in, or empty."""


@dataclass(frozen=True)
class Room:
    """How full the reader's own caseload of a programme is. `most` follows from the contract hours, where these and a norm are known."""

    programme: Programme
    active: int
    waiting: int
    hours: int | None
    most: int | None

    @property
    def over(self) -> int:
        """Families above what fits."""
        return 0 if self.most is None else max(0, self.active - self.most)


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


@dataclass(frozen=True)
class Caseload:
    rows: tuple[Row, ...]
    rooms: tuple[Room, ...]
    boards: tuple[Board, ...]

    @property
    def active(self) -> tuple[Row, ...]:
        """Of a programme that goes by steps the board shows them."""
        return tuple(row for row in self.rows if row.status == Enrolment.Status.ACTIVE and not row.step)

    @property
    def intake(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.status == Enrolment.Status.INTAKE)

    @property
    def waiting(self) -> tuple[Row, ...]:
        waiting = (row for row in self.rows if row.status == Enrolment.Status.WAITING)
        return tuple(sorted(waiting, key=lambda row: row.since))


class _Counted(NamedTuple):
    """An enrolment with what its contacts come to."""

    row: Enrolment
    next_on: date | None
    held: int
    tries: int
    meets_in: str


@query(needs=Permission.DELIVER_PROGRAMME, look=True)
def caseload(*, by: Actor, now: datetime) -> Caseload:
    """The families in a programme with the reader, and with whom the reader stands in for; by step where a programme has steps.
    Four statements."""
    found = _open_with(by.acts_for)
    known = known_of((one.row for one in found), day(now))
    rows = sorted(
        (_row(one, known[one.row.pk], by) for one in found), key=lambda row: (row.next_on or date.max, row.family_name)
    )
    programmes = {one.row.programme_id: programme_of(one.row.version) for one in found}.values()
    boards = (_board(one, rows) for one in programmes if one.steps)
    hours = Professional.objects.values_list("hours", flat=True).get(pk=by.professional_id) if programmes else None
    shown = tuple(board for board in boards if any(column.rows for column in board.columns))
    return Caseload(tuple(rows), tuple(_room(one, rows, hours) for one in programmes), shown)


def _room(programme: Programme, rows: Iterable[Row], hours: int | None) -> Room:
    """Of the reader; whom the reader stands in for has a caseload of their own."""
    here = [row for row in rows if row.programme_id == programme.id and row.is_mine]
    active = sum(row.status in BUSY for row in here)
    waiting = sum(row.status == Enrolment.Status.WAITING for row in here)
    return Room(programme, active, waiting, hours, room(programme.staffing, hours))


def _open_with(workers: frozenset[int]) -> list[_Counted]:
    planned = Contact.objects.filter(enrolment=OuterRef("pk"), status=Contact.Status.PLANNED).values("due_on")[:1]
    held, missed = Q(contacts__status="held", contacts__in_plan=True), Q(contacts__status="not_held")
    found = Enrolment.objects.filter(worker__in=workers).exclude(status=Enrolment.Status.ENDED)
    found = found.select_related("family", "person", "version", "pregnancy", "worker")
    counted = found.annotate(
        next_on=Subquery(planned),
        held=Count("contacts", filter=held),
        tries=Count("contacts", filter=missed),
        meets_in=newest_group(ends_on=None),
    )
    rows = counted.order_by("pk")[:MOST]
    return [_Counted(row, row.next_on, row.held, row.tries, row.meets_in or "") for row in rows]


def _row(counted: _Counted, known: Known, by: Actor) -> Row:
    one, today = counted.row, known.as_of
    programme, runs = programme_of(one.version), one.status == Enrolment.Status.ACTIVE
    look_again = warns(programme, known) if runs else None
    after = follows(programme, known) if runs else ()
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
        next_on=counted.next_on,
        held=counted.held,
        tries=counted.tries,
        warned=look_again is not None and look_again <= today,
        warn_on=look_again,
        ground=next((ground.names for ground in programme.grounds if ground.id == one.ground), None),
        follow=next((coming.follow.names for coming in after if coming.due and coming.due <= today), None),
        worker=one.worker.name,
        is_mine=one.worker_id == by.professional_id,
        meets_in=counted.meets_in,
    )


def _board(programme: Programme, rows: Iterable[Row]) -> Board:
    here = [row for row in rows if row.programme_id == programme.id and row.status == Enrolment.Status.ACTIVE]
    columns = [Column(step.id, step.names, tuple(r for r in here if r.step == step.id)) for step in programme.steps]
    return Board(programme, tuple(columns))
