"""The meetings of the advisory council: as a parent is asked, and as who organises them sees the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import product

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.agreements.queries import agreement
from sluitend.care.parents.models import CouncilAnswer, CouncilMeeting, Invitation
from sluitend.care.parents.queries.gatherings import SHOWN
from sluitend.care.parents.queries.open_pages import open_pages
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import FIRST
from sluitend.core.permissions import Permission
from sluitend.core.small_numbers import is_small

PAGE = 50
Answer = CouncilAnswer.Answer
COMES = (Answer.YES, Answer.MAYBE)


@dataclass(frozen=True)
class OwnCouncil:
    """One meeting as a parent reads it, with this parent's own answer."""

    id: int
    at: datetime
    """In the time of the Netherlands."""
    place: str
    who: str
    topic: str
    in_own_language: bool
    by: str
    phone: str
    called_off: bool
    over: bool
    answer: str
    name: str
    number: str

    @property
    def waits(self) -> bool:
        return not self.called_off and not self.over


def asked_of(family: Family, person_id: int | None, now: datetime) -> QuerySet[CouncilMeeting]:
    """The meetings to which this parent is invited: of the region and of the coalitions of the municipality; for who is not to be
    asked any more those that were answered before."""
    mine = Invitation.objects.filter(family=family, person=person_id, ended_at=None)
    answered = CouncilAnswer.objects.filter(meeting=OuterRef("pk"), person=person_id)
    found = CouncilMeeting.objects.filter(region=family.region_id, at__gt=now - SHOWN)
    in_coalition = CouncilMeeting.objects.filter(coalition__municipalities=family.municipality_id).values("pk")
    found = found.filter(Q(coalition=None) | Q(pk__in=in_coalition))
    return found.filter(Exists(mine.filter(no_council=False)) | Exists(answered))


def some_shown(region: OuterRef, today: date) -> QuerySet[CouncilMeeting]:
    """Whether a region has a meeting that its parents can read of today, for the one statement that finds out who reads."""
    since = datetime.combine(today, time(), AMSTERDAM) - SHOWN
    return CouncilMeeting.objects.filter(region=region, at__gt=since)


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_council(family: Family, *, by: Actor, now: datetime, language: str = FIRST) -> tuple[OwnCouncil, ...]:
    """The meetings of the council to which this parent is invited, the first one first. Two statements."""
    rows = list(asked_of(family, by.person_id, now).select_related("by").order_by("at", "pk"))
    mine = {row.meeting_id: row for row in CouncilAnswer.objects.filter(meeting__in=rows, person_id=by.person_id)}
    return tuple(_own(row, mine.get(row.pk), language, now) for row in rows)


def _own(row: CouncilMeeting, mine: CouncilAnswer | None, language: str, now: datetime) -> OwnCouncil:
    return OwnCouncil(
        id=row.pk,
        at=row.at.astimezone(AMSTERDAM),
        place=row.place,
        who=row.who,
        topic=row.topic.get(language) or row.topic.get(FIRST, ""),
        in_own_language=language in row.topic,
        by=row.by.name,
        phone=row.by.phone,
        called_off=row.called_off_at is not None,
        over=row.at <= now,
        answer=mine.answer if mine else "",
        name=mine.name if mine else "",
        number=mine.phone if mine else "",
    )


@dataclass(frozen=True)
class CouncilRow:
    """One meeting in a list. Who answers sends the answer here, so what comes is counted as it is; nobody else is (0031)."""

    id: int
    at: datetime
    place: str
    area: str
    """The coalition; empty for the whole region."""
    by: str
    called_off: bool
    over: bool
    yes: int
    maybe: int

    @property
    def waits(self) -> bool:
        return not self.called_off and not self.over


@dataclass(frozen=True)
class Caller:
    """What a parent who comes wrote down to be called."""

    name: str
    phone: str


@dataclass(frozen=True)
class CouncilDetail:
    row: CouncilRow
    who: str
    topics: tuple[tuple[str, str], ...]
    """(language, words), Dutch first."""
    asked: int | None
    """Parents with own pages whom it reaches; None when they are so few that they could be recognised."""
    no: int | None
    below: int
    """From how many on these are shown, in this region."""
    kept_days: int
    """How long after the meeting names and numbers stay."""
    callers: tuple[Caller, ...]


@query(needs=Permission.ORGANISE_COUNCIL)
def councils(*, by: Actor, now: datetime) -> tuple[CouncilRow, ...]:
    """The last meetings of the region, the newest first. One statement."""
    found = _counted(CouncilMeeting.objects.filter(region=by.region_id)).order_by("-at", "-pk")
    return tuple(_row(one, now) for one in found[:PAGE])


@query(needs=Permission.ORGANISE_COUNCIL, about="parents.CouncilMeeting", look=True)
def council(meeting: CouncilMeeting, *, by: Actor, now: datetime) -> CouncilDetail:
    """One meeting with its answers, for who organises it. Reads no file: only answers, and what parents wrote with them."""
    agreed = agreement(meeting.region_id, day(now))
    below = agreed.hide_counts_below
    row = _counted(CouncilMeeting.objects.filter(pk=meeting.pk)).get()
    callers = CouncilAnswer.objects.filter(meeting=meeting, answer=Answer.YES).exclude(name="").order_by("name", "pk")
    return CouncilDetail(
        row=_row(row, now),
        who=meeting.who,
        topics=tuple(sorted(meeting.topic.items(), key=lambda pair: (pair[0] != FIRST, pair[0]))),
        asked=_unless_small(_reached(meeting, day(now)), below),
        no=_unless_small(vars(row)["no"], below),
        below=below,
        kept_days=agreed.council_names_days,
        callers=tuple(Caller(*pair) for pair in callers.values_list("name", "phone")),
    )


def _unless_small(count: int, below: int) -> int | None:
    return None if is_small(count, below) else count


def _counted(meetings: QuerySet[CouncilMeeting]) -> QuerySet[CouncilMeeting]:
    counts = {answer.value: Count("answers", filter=Q(answers__answer=answer)) for answer in Answer}
    return meetings.select_related("by", "coalition").annotate(**counts)


def _row(one: CouncilMeeting, now: datetime) -> CouncilRow:
    counts = vars(one)
    return CouncilRow(
        id=one.pk,
        at=one.at.astimezone(AMSTERDAM),
        place=one.place,
        area=one.coalition.name if one.coalition else "",
        by=one.by.name,
        called_off=one.called_off_at is not None,
        over=one.at <= now,
        yes=counts[Answer.YES],
        maybe=counts[Answer.MAYBE],
    )


def _reached(meeting: CouncilMeeting, today: date) -> int:
    """How many parents it reaches: own pages that are open, of the household in which the parent lives, and not asked to stop."""
    asked = open_pages(today).filter(family__region=meeting.region_id, opened_at__isnull=False, no_council=False)
    if meeting.coalition_id is not None:
        asked = asked.filter(family__municipality__coalitions=meeting.coalition_id)
    return asked.values("person").distinct().count()


def meant_for(
    region_id: int, parents: Collection[Invitation], now: datetime
) -> Iterator[tuple[Invitation, CouncilMeeting, bool]]:
    """Of these parents each with each meeting to come of which there is something to tell, and whether this parent comes, or may. That
    it does not go on is told to who would come. Three statements, whatever the number of parents."""
    still = CouncilMeeting.objects.filter(region_id=region_id, at__gt=now)
    meetings = list(still.prefetch_related("coalition__municipalities"))
    said = CouncilAnswer.objects.filter(meeting__in=meetings).values_list("meeting_id", "person_id", "answer")
    answers = {(meeting, person): answer for meeting, person, answer in said}
    for one, meeting in product(parents, meetings):
        answer = answers.get((meeting.pk, one.person_id), "")
        comes = answer in COMES
        if (comes or not (answer or one.no_council or meeting.called_off_at)) and _lies_in(meeting, one.family):
            yield one, meeting, comes


def _lies_in(meeting: CouncilMeeting, family: Family) -> bool:
    area = meeting.coalition
    return area is None or family.municipality_id in {place.pk for place in area.municipalities.all()}
