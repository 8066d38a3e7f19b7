"""What a team lead sees: per colleague how much there is, what is late, who is away; and the proof that nobody falls out of sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from sluitend.care.action import day
from sluitend.care.compiled import Given, Row, compiled
from sluitend.care.coordination.models import Absence, Case, LeadHandover
from sluitend.care.coordination.queries.worklist import WorkRow, page_of
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional, StandIn, TeamMember
from sluitend.care.people.models import Family
from sluitend.care.query import query, read_once
from sluitend.core.access import Actor
from sluitend.core.kept_words import Spoken, spoken
from sluitend.core.matching import folded
from sluitend.core.permissions import Permission

PAGE = 50
WHOLE_CASELOAD = 300
"""More families than anybody leads at once; a caseload is handed over from one page."""


@dataclass(frozen=True)
class MemberRow:
    """One colleague's load. `away_*` is set while a stand-in is agreed for today or later."""

    professional_id: int
    name: str
    job: str
    last_day: date | None
    families: int
    families_late: int
    with_next: int
    tasks: int
    tasks_late: int
    handovers_waiting: int
    stand_in: str = ""
    away_from: date | None = None
    away_until: date | None = None
    handed_over: bool = False
    """The stand-in really holds the work now."""


@dataclass(frozen=True)
class TeamView:
    members: tuple[MemberRow, ...]
    families: int
    leads: int
    """Families whose lead works here today."""
    next_dates: int

    @property
    def closed(self) -> bool:
        return self.families == self.leads == self.next_dates


@query(needs=Permission.SEE_TEAM)
def team_view(*, by: Actor, now: datetime) -> TeamView:
    """The load per colleague of the reader's teams, and the bar: as many families as leads as next dates. Three statements."""
    today = day(now)
    people = _people(by, today)
    asked = {"people": [person.pk for person in people], "today": today}
    work = {(kind, pk): tuple(counts) for kind, pk, *counts in _work()(**asked)}
    away = {row[0]: row[1:] for row in _away()(**asked)}
    working = {person.pk for person in people if person.holds_on(today)}
    rows = tuple(
        _row(person, work, away.get(person.pk))
        for person in people
        if person.pk in working or ("files", person.pk) in work or ("tasks", person.pk) in work
    )
    return TeamView(
        rows,
        families=sum(row.families for row in rows),
        leads=sum(row.families for row in rows if row.professional_id in working),
        next_dates=sum(row.with_next for row in rows),
    )


@dataclass(frozen=True)
class _Member:
    pk: int
    name: str
    job: str
    starts_on: date
    ends_on: date | None
    in_team: bool
    """Today, and not only once."""

    def holds_on(self, today: date) -> bool:
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)


def _people(by: Actor, today: date) -> list[_Member]:
    """Who is in the reader's teams today, and who left the job; the bar must see a file that a leaver would still hold."""
    teams = {f"team{at}": pk for at, pk in enumerate(sorted(by.team_ids))}
    rows = read_once(("people", today), lambda: _members(len(teams))(**teams) if teams else [])
    found: dict[int, _Member] = {}
    for pk, first, last, person in rows:
        in_team = first <= today and (last is None or today <= last)
        starts_on, ends_on = (on and date.fromisoformat(on) for on in (person["starts_on"], person["ends_on"]))
        left = ends_on is not None and ends_on < today
        if in_team or (left and pk not in found):
            found[pk] = _Member(pk, person["name"], person["job"], starts_on, ends_on, in_team)
    return sorted(found.values(), key=lambda member: (folded(member.name), member.pk))


@compiled
def _members(given: Given, teams: int) -> QuerySet[Any, Any]:
    """(colleague, first and last day in the team, who that is) of all times in these teams. Who it is, is looked up per row: joined, the
    server reads all professionals of the region. Each team by itself, so that one plan is good for whoever asks."""
    ours = reduce(or_, (Q(team_id=getattr(given, f"team{at}")) for at in range(teams)))
    person = JSONObject(**{name: name for name in ("name", "job", "starts_on", "ends_on")})
    who = Subquery(Professional.objects.filter(pk=OuterRef("professional_id")).values(who=person))
    rows = TeamMember.objects.filter(ours).annotate(who=who).order_by("pk")
    return rows.values_list("professional_id", "starts_on", "ends_on", "who")


@compiled
def _work(given: Given) -> QuerySet[Any, Any]:
    """(kind, colleague, three counts), in one statement: open files led (all, with a next date, late), open tasks (all, late),
    hand-overs of the lead that wait for an answer, and whether a stand-in holds the work now."""

    def rows(kind: str, found: QuerySet[Any, Any], who: str, *counts: Combinable) -> QuerySet[Any, Any]:
        first, second, third = (*counts, Value(0), Value(0))[:3]
        found = found.filter(**{f"{who}__among": given.people}).order_by().values(who)
        named = found.annotate(work=Value(kind, CharField()), of=F(who), first=first, second=second, third=third)
        return named.values_list("work", "of", "first", "second", "third")

    every = Count("pk")
    files, tasks = Case.objects.filter(status=Case.Status.OPEN), Promise.objects.filter(status=Promise.Status.OPEN)
    asked = LeadHandover.objects.filter(status=LeadHandover.Status.REQUESTED)
    late = (Count("pk", filter=Q(next_due_on__lt=given.today)), Count("pk", filter=Q(due_on__lt=given.today)))
    led = rows("files", files, "lead_id", every, Count("next_due_on"), late[0])
    return led.union(
        rows("tasks", tasks, "owner_id", every, late[1]),
        rows("waiting", asked, "receiver_id", every),
        rows("held", Absence.objects.filter(ended_at=None), "professional_id", every),
        all=True,
    )


@compiled
def _away(given: Given) -> QuerySet[Any, Any]:
    """(colleague, stand-in, first day, last day): of today or later; of several the soonest comes last."""
    rows = StandIn.objects.filter(professional_id__among=given.people).exclude(ends_on__lt=given.today)
    return rows.order_by("-starts_on").values_list("professional_id", "stand_in__name", "starts_on", "ends_on")


def _row(person: _Member, work: Mapping[tuple[str, int], tuple[int, ...]], away: Row | None) -> MemberRow:
    files, tasks, waiting = (work.get((kind, person.pk), (0, 0, 0)) for kind in ("files", "tasks", "waiting"))
    stand_in, away_from, away_until = away or ("", None, None)
    return MemberRow(
        person.pk,
        person.name,
        person.job,
        person.ends_on,
        families=files[0],
        families_late=files[2],
        with_next=files[1],
        tasks=tasks[0],
        tasks_late=tasks[1],
        handovers_waiting=waiting[0],
        stand_in=stand_in,
        away_from=away_from,
        away_until=away_until,
        handed_over=("held", person.pk) in work,
    )


@dataclass(frozen=True)
class OverdueRow:
    promise_id: int
    family_id: int
    family_name: str
    what: Spoken
    due_on: date
    owner: str
    owner_id: int
    days_late: int


@dataclass(frozen=True)
class Overdue:
    rows: tuple[OverdueRow, ...]
    after: tuple[date, int] | None = None


@query(needs=Permission.SEE_TEAM, look=True)
def overdue(*, by: Actor, now: datetime, after: tuple[date, int] | None = None) -> Overdue:
    """Open tasks of the reader's teams whose date has passed, the longest first. Nothing ever leaves this list by itself."""
    today, key = day(now), after or (date.min, 0)
    team = {person.pk: person.name for person in _people(by, today) if person.in_team}
    found = _late(after is not None)(people=list(team), today=today, due=key[0], pk=key[1])
    rows = tuple(_overdue(row, team, today) for row in found[:PAGE])
    return Overdue(rows, (rows[-1].due_on, rows[-1].promise_id) if len(found) > PAGE else None)


@compiled
def _late(given: Given, later: bool) -> QuerySet[Any, Any]:
    """The family's name is looked up per row that is shown: joined to everything late, the server reads all families of the region."""
    rows = Promise.objects.filter(owner_id__among=given.people, status=Promise.Status.OPEN, due_on__lt=given.today)
    if later:
        rows = rows.filter(Q(due_on__gt=given.due) | Q(due_on=given.due, pk__gt=given.pk))
    name = Subquery(Family.objects.filter(pk=OuterRef("family_id")).values("name"))
    columns = ("pk", "family_id", "family_name", "what", "words", "due_on", "owner_id")
    return rows.annotate(family_name=name).order_by("due_on", "pk").values_list(*columns)[: PAGE + 1]


def _overdue(row: tuple[Any, ...], team: Mapping[int, str], today: date) -> OverdueRow:
    """`row` in the order of the columns of `_late`."""
    pk, family, name, what, words, due, owner = row
    late = (today - due).days
    return OverdueRow(pk, family, name, spoken(what, words), due, team[owner], owner, days_late=late)


@dataclass(frozen=True)
class Caseload:
    """What one colleague leads, to hand over."""

    professional_id: int
    name: str
    rows: tuple[WorkRow, ...]


@query(needs=Permission.MOVE_CASELOAD, about="network.Professional", look=True)
def caseload_of(professional: Professional, *, by: Actor, now: datetime) -> Caseload:
    """Every open file that a colleague of the reader's organisation leads."""
    found = page_of("led", [professional.pk], by, now, None, WHOLE_CASELOAD)
    return Caseload(professional.pk, professional.name, found.rows)


def absences_that_begin(region_id: int, today: date) -> list[int]:
    """Professionals whose agreed absence is on today and whose work has not gone over yet, for the night."""
    gone = Absence.objects.filter(ended_at=None).values("professional_id")
    away = StandIn.objects.on(today).filter(professional__region_id=region_id).exclude(professional_id__in=gone)
    return sorted(set(away.values_list("professional_id", flat=True)))
