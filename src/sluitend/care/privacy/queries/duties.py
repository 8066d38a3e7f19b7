"""What waits for the privacy officer: requests, emergency access without a second look, and what is to be deleted. No name of a family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from sluitend.care.action import day
from sluitend.care.people.models import Family, FamilyMember, Involvement
from sluitend.care.privacy.actions.erasing import ERASED
from sluitend.care.privacy.models import Hold, Request
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.keeping import RequestKind
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text

MOST = 100
HERSELF = text("de ouder zelf")


@dataclass(frozen=True)
class Asked:
    request_id: int
    family_id: int
    kind: Text
    is_deletion: bool
    words: str
    asked_on: date
    answer_by: date
    lengthened: bool
    taken_by: str | Text
    granted: bool | None
    hold_id: int | None
    """The hold that stops erasing."""


@query(needs=Permission.ANSWER_REQUEST, look=True)
def requests(*, by: Actor, now: datetime) -> tuple[Asked, ...]:
    """Requests that wait, the first term first; then deletions that were granted and wait for the deed. Two statements."""
    found = Request.objects.filter(family__region_id=by.region_id).exclude(family__name=ERASED)
    waiting = found.filter(answered_on=None) | found.filter(kind=RequestKind.DELETION, granted=True)
    rows = list(waiting.select_related("taken_by").order_by("answered_on", "answer_by", "pk")[:MOST])
    holds = Hold.objects.filter(family__in=[row.family_id for row in rows], ended_on=None)
    held = dict(holds.values_list("family_id", "pk"))
    return tuple(_asked(row, held.get(row.family_id)) for row in rows)


def _asked(row: Request, hold_id: int | None) -> Asked:
    kind = RequestKind(row.kind)
    return Asked(
        row.pk,
        row.family_id,
        kind.label,
        kind is RequestKind.DELETION,
        row.words,
        row.asked_on,
        row.answer_by,
        bool(row.lengthened_because),
        row.taken_by.name if row.taken_by else HERSELF,
        row.granted,
        hold_id,
    )


@dataclass(frozen=True)
class Glass:
    glass_id: int
    family_id: int
    who: str
    organisation: str
    reason: str
    starts_on: date
    ends_on: date


@query(needs=Permission.REVIEW_GLASS, look=True)
def glass_to_review(*, by: Actor, now: datetime) -> tuple[Glass, ...]:
    """Emergency access of others that nobody has looked at a second time, the oldest first. One statement."""
    rows = Involvement.objects.filter(
        role=Involvement.Role.EMERGENCY, family__region_id=by.region_id, glass_review=None
    ).exclude(professional_id=by.professional_id)
    rows = rows.select_related("professional__organisation").order_by("starts_on", "pk")[:MOST]
    return tuple(
        Glass(
            row.pk,
            row.family_id,
            row.professional.name,
            row.professional.organisation.name,
            row.reason,
            row.starts_on,
            row.ends_on,
        )
        for row in rows
    )


@query(needs=Permission.TAKE_REQUEST, about="people.Family", look=True)
def who_may_ask(family: Family, *, by: Actor, now: datetime) -> tuple[tuple[int, str], ...]:
    """The members of the household, to choose who asks."""
    rows = FamilyMember.objects.on(day(now)).filter(family=family).select_related("person").order_by("pk")
    return tuple((row.person_id, row.person.name) for row in rows)


@dataclass(frozen=True)
class Right:
    """One request about the own data, for who asked it and for who works with the family."""

    kind: str
    label: Text
    words: str
    asked_on: date
    answer_by: date
    longer_because: str
    answered_on: date | None
    granted: bool | None
    answer: str


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_requests(family: Family, *, by: Actor, now: datetime) -> tuple[Right, ...]:
    """What this parent asked, newest first; not what the other parent asked."""
    return _rights(Request.objects.filter(family=family, person_id=by.person_id))


@query(needs=Permission.TAKE_REQUEST, about="people.Family", look=True)
def requests_of(family: Family, *, by: Actor, now: datetime) -> tuple[Right, ...]:
    """What was asked in this family and what the answer was, so that who leads can do what was granted."""
    return _rights(Request.objects.filter(family=family))


def _rights(rows: QuerySet[Request]) -> tuple[Right, ...]:
    return tuple(
        Right(
            row.kind,
            RequestKind(row.kind).label,
            row.words,
            row.asked_on,
            row.answer_by,
            row.lengthened_because,
            row.answered_on,
            row.granted,
            row.answer,
        )
        for row in rows.order_by("-asked_on", "-pk")
    )
