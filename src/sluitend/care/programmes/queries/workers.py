"""Who can deliver a programme: training and room per worker, for whoever gives out a family and for whoever leads the team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from sluitend.care.action import day
from sluitend.care.agreements.models import Version
from sluitend.care.compiled import Given, Row, compiled
from sluitend.care.network.models import Professional, TeamMember, Training
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries.known import programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Programme, Words
from sluitend.core.permissions import Permission
from sluitend.core.staffing import Worker, room, supervised, untrained

BUSY = (Enrolment.Status.ACTIVE, Enrolment.Status.INTAKE)
"""Who waits takes no room yet."""
MOST = 1000
"""Far above the professionals of a region of whom one is chosen."""


@dataclass(frozen=True)
class WorkerRow:
    """One worker of one programme. `room` is how many families fit in the contract; None when the hours or the norm are not known."""

    id: int
    name: str
    hours: int | None
    families: int
    room: int | None
    untrained: tuple[Words, ...]

    @property
    def full(self) -> bool:
        return self.room is not None and self.families >= self.room


@dataclass(frozen=True)
class Staff:
    """A programme with the workers of the reader's teams who deliver it now, and who leads these teams."""

    programme: Programme
    workers: tuple[WorkerRow, ...]
    leads: int
    enough_leads: bool | None
    """None when the programme gives no ratio."""


def worker_of(who: Professional, programme_id: str, today: date, *, but: int | None = None) -> Worker:
    """As an allocation asks; without the enrolment (`but`) that it is about."""
    mine = Enrolment.objects.filter(worker=who, programme_id=programme_id, status__in=BUSY)
    trainings = who.trainings.on(today).values_list("code", flat=True)
    return Worker(who.hours, frozenset(trainings), mine.exclude(pk=but).count())


@query(needs=Permission.DELIVER_PROGRAMME)
def workers(*, by: Actor, now: datetime, programme: Programme) -> tuple[WorkerRow, ...]:
    """Who works in this region today: the trained first, of these the own organisation, by name. Three statements."""
    today = day(now)
    people = Professional.objects.on(today).filter(region_id=by.region_id).order_by("name", "pk")[:MOST]
    own = {one.pk for one in people if one.organisation_id == by.organisation_id}
    rows = _rows(programme, list(people), today)
    return tuple(sorted(rows, key=lambda row: (bool(row.untrained), row.id not in own)))


def _rows(programme: Programme, people: Collection[Professional], today: date) -> Iterable[WorkerRow]:
    trainings = _trainings(people, today)
    mine = Enrolment.objects.filter(worker__in=people, programme_id=programme.id, status__in=BUSY)
    families = Counter(mine.values_list("worker_id", flat=True))
    return (_row(programme, one, trainings.get(one.pk, frozenset()), families[one.pk]) for one in people)


def _trainings(people: Collection[Professional], today: date) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    rows = Training.objects.on(today).filter(professional__in=people)
    for pk, code in rows.values_list("professional_id", "code"):
        found[pk] = found.get(pk, frozenset()) | {code}
    return found


def _row(programme: Programme, who: Professional, trainings: frozenset[str], families: int) -> WorkerRow:
    worker = Worker(who.hours, trainings, families)
    fits = room(programme.staffing, who.hours)
    return WorkerRow(who.pk, who.name, who.hours, families, fits, untrained(programme, worker))


@query(needs=Permission.SEE_TEAM)
def staff(*, by: Actor, now: datetime) -> tuple[Staff, ...]:
    """Per programme that the reader's teams deliver: who, with which training and room, and whether there are leads enough. Five
    statements, whatever the number; one when there is none."""
    today = day(now)
    counts = _busy()(teams=by.team_ids, today=today)
    if not counts:
        return ()
    people = Professional.objects.in_bulk({pk for _, pk, _, _ in counts})
    delivered = [programme_of(one) for one in Version.objects.filter(pk__in=_newest(counts))]
    leaders = TeamMember.objects.on(today).filter(team__in=by.team_ids, leads=True)
    leading = leaders.values("professional_id").distinct().count()
    trainings = _trainings(people.values(), today)
    found = []
    for programme in sorted(delivered, key=lambda one: one.names.nl):
        here = sorted(((people[pk], many) for name, pk, many, _ in counts if name == programme.id), key=_name)
        rows = tuple(_row(programme, who, trainings.get(who.pk, frozenset()), many) for who, many in here)
        found.append(Staff(programme, rows, leading, supervised(programme, len(rows), leading)))
    return tuple(found)


@compiled
def _busy(given: Given) -> QuerySet[Any, Any]:
    """(programme, worker, how many families, newest version) of who is in these teams today."""
    members = TeamMember.objects.on(given.today).filter(team_id__among=given.teams).values("professional_id")
    busy = Enrolment.objects.filter(worker__in=members, status__in=BUSY).order_by()
    return busy.values_list("programme_id", "worker_id").annotate(many=Count("pk"), newest=Max("version_id"))


def _newest(counts: Iterable[Row]) -> set[int]:
    """Per programme the newest version that somebody is in."""
    found: dict[str, int] = {}
    for name, _, _, version in counts:
        found[name] = max(version, found.get(name, 0))
    return set(found.values())


def _name(pair: tuple[Professional, int]) -> str:
    return pair[0].name
