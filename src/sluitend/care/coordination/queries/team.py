"""What a team lead sees: per colleague how much there is, what is late, who is away; and the proof that nobody falls out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from sluitend.care.action import day
from sluitend.care.coordination.models import Absence, Case, LeadHandover
from sluitend.care.coordination.queries.worklist import WorkRow, page_of
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional, StandIn, TeamMember
from sluitend.care.query import query
from sluitend.core.access import Actor
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
    """The load per colleague of the reader's teams, and the bar: as many families as leads as next dates. Six statements."""
    today = day(now)
    people = _members(by, today)
    ids = [person.pk for person in people]
    loads, tasks, away = _loads(ids, today), _tasks(ids, today), _away(ids, today)
    asked = LeadHandover.objects.filter(receiver_id__in=ids, status=LeadHandover.Status.REQUESTED)
    waiting = dict(asked.values_list("receiver_id").annotate(count=Count("pk")))
    held = set(Absence.objects.filter(professional_id__in=ids, ended_at=None).values_list("professional_id", flat=True))
    working = {person.pk for person in people if person.holds_on(today)}
    rows = tuple(
        _row(person, loads.get(person.pk), tasks.get(person.pk), waiting, away.get(person.pk), person.pk in held)
        for person in people
        if person.pk in working or person.pk in loads or person.pk in tasks
    )
    return TeamView(
        rows,
        families=sum(row.families for row in rows),
        leads=sum(row.families for row in rows if row.professional_id in working),
        next_dates=sum(row.with_next for row in rows),
    )


def _members(by: Actor, today: date) -> list[Professional]:
    """Who is in the teams today, and who left the job; the bar must see a file that a leaver would still hold."""
    now_in = TeamMember.objects.on(today).filter(team_id__in=by.team_ids).values("professional_id")
    ever_in = TeamMember.objects.filter(team_id__in=by.team_ids).values("professional_id")
    found = Professional.objects.filter(Q(pk__in=now_in) | Q(pk__in=ever_in, ends_on__lt=today))
    return list(found.order_by("name", "pk"))


def _loads(ids: Sequence[int], today: date) -> dict[int, tuple[int, int, int]]:
    """(families, with a next date, late) per lead."""
    rows = Case.objects.filter(lead_id__in=ids, status=Case.Status.OPEN).values_list("lead_id")
    counts = {"n": Count("pk"), "dated": Count("next_due_on"), "late": Count("pk", filter=Q(next_due_on__lt=today))}
    return {pk: (n, dated, late) for pk, n, dated, late in rows.annotate(**counts)}


def _tasks(ids: Sequence[int], today: date) -> dict[int, tuple[int, int]]:
    rows = Promise.objects.filter(owner_id__in=ids, status=Promise.Status.OPEN).values_list("owner_id")
    counts = {"n": Count("pk"), "late": Count("pk", filter=Q(due_on__lt=today))}
    return {pk: (n, late) for pk, n, late in rows.annotate(**counts)}


def _away(ids: Sequence[int], today: date) -> dict[int, StandIn]:
    """The stand-in of today, else the next one that is agreed, per absent colleague."""
    rows = StandIn.objects.filter(professional_id__in=ids).exclude(ends_on__lt=today).select_related("stand_in")
    return {row.professional_id: row for row in rows.order_by("-starts_on")}


def _row(
    person: Professional,
    load: tuple[int, int, int] | None,
    tasks: tuple[int, int] | None,
    waiting: dict[int, int],
    away: StandIn | None,
    handed_over: bool,
) -> MemberRow:
    families, with_next, families_late = load or (0, 0, 0)
    open_tasks, tasks_late = tasks or (0, 0)
    return MemberRow(
        person.pk,
        person.name,
        person.job,
        person.ends_on,
        families,
        families_late,
        with_next,
        open_tasks,
        tasks_late,
        waiting.get(person.pk, 0),
        away.stand_in.name if away else "",
        away.starts_on if away else None,
        away.ends_on if away else None,
        handed_over,
    )


@dataclass(frozen=True)
class OverdueRow:
    promise_id: int
    family_id: int
    family_name: str
    what: str
    due_on: date
    days_late: int
    owner: str
    owner_id: int


@dataclass(frozen=True)
class Overdue:
    rows: tuple[OverdueRow, ...]
    after: tuple[date, int] | None = None


@query(needs=Permission.SEE_TEAM, look=True)
def overdue(*, by: Actor, now: datetime, after: tuple[date, int] | None = None) -> Overdue:
    """Open tasks of the reader's teams whose date has passed, the longest first. Nothing ever leaves this list by itself."""
    today = day(now)
    of_teams = TeamMember.objects.on(today).filter(team_id__in=by.team_ids).values_list("professional_id", flat=True)
    late = Promise.objects.filter(owner_id__in=list(of_teams), status=Promise.Status.OPEN, due_on__lt=today)
    if after is not None:
        late = late.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], pk__gt=after[1]))
    found = list(late.select_related("owner", "family").order_by("due_on", "pk")[: PAGE + 1])
    rows = tuple(_overdue(one, today) for one in found[:PAGE])
    return Overdue(rows, (rows[-1].due_on, rows[-1].promise_id) if len(found) > PAGE else None)


def _overdue(one: Promise, today: date) -> OverdueRow:
    late = (today - one.due_on).days
    return OverdueRow(one.pk, one.family_id, one.family.name, one.what, one.due_on, late, one.owner.name, one.owner_id)


@dataclass(frozen=True)
class Caseload:
    """What one colleague leads, to hand over."""

    professional_id: int
    name: str
    rows: tuple[WorkRow, ...]


@query(needs=Permission.MOVE_CASELOAD, about="network.Professional", look=True)
def caseload_of(professional: Professional, *, by: Actor, now: datetime) -> Caseload:
    """Every open file that a colleague of the reader's organisation leads."""
    led = Case.objects.filter(lead=professional, status=Case.Status.OPEN)
    return Caseload(professional.pk, professional.name, page_of(led, by, now, None, WHOLE_CASELOAD).rows)


def absences_that_begin(region_id: int, today: date) -> list[int]:
    """Professionals whose agreed absence is on today and whose work has not gone over yet, for the night."""
    gone = Absence.objects.filter(ended_at=None).values("professional_id")
    away = StandIn.objects.on(today).filter(professional__region_id=region_id).exclude(professional_id__in=gone)
    return sorted(set(away.values_list("professional_id", flat=True)))
