"""What doors ask about promises, contact and notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from sluitend.care.action import day
from sluitend.care.compiled import Given, compiled
from sluitend.care.followup.models import ContactAttempt, Notice, Promise
from sluitend.care.people.models import Family, Involvement
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.kept_words import Spoken, spoken
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import in_words
from sluitend.core.states import PROMISE
from sluitend.core.text import Text, text

PAGE = 50
Key = tuple[date, int]

WAYS: dict[str, Text] = {
    ContactAttempt.Way.PHONE: text("Gebeld"),
    ContactAttempt.Way.VISIT: text("Langs geweest"),
    ContactAttempt.Way.MESSAGE: text("Bericht gestuurd"),
    ContactAttempt.Way.LETTER: text("Brief gestuurd"),
    ContactAttempt.Way.VIA_OTHER: text("Via iemand anders"),
}
RESULTS: dict[str, Text] = {
    ContactAttempt.Result.REACHED: text("Gesproken"),
    ContactAttempt.Result.NOT_REACHED: text("Niet bereikt"),
    ContactAttempt.Result.APPOINTMENT: text("Afspraak gemaakt"),
    ContactAttempt.Result.REFUSED: text("Wil geen contact"),
}


@dataclass(frozen=True)
class PromiseRow:
    promise_id: int
    family_id: int
    family_name: str
    what: Spoken
    kind: str
    due_on: date
    days_late: int
    owner_id: int
    owner: str
    is_mine: bool
    status: str
    status_label: Text
    done_on: date | None
    result: str | Text
    reason: str | Text


@dataclass(frozen=True)
class Promises:
    rows: tuple[PromiseRow, ...]
    after: Key | None = None


@query(needs=Permission.KEEP_PROMISE, look=True)
def my_promises(*, by: Actor, now: datetime, after: Key | None = None) -> Promises:
    """The reader's own open tasks (and of those stood in for), soonest first. One statement."""
    mine = Promise.objects.filter(owner_id__in=by.acts_for, status=Promise.Status.OPEN)
    if after is not None:
        mine = mine.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], pk__gt=after[1]))
    found = list(mine.select_related("family", "owner").order_by("due_on", "pk")[: PAGE + 1])
    rows = tuple(_row(one, by, day(now)) for one in found[:PAGE])
    return Promises(rows, (rows[-1].due_on, rows[-1].promise_id) if len(found) > PAGE else None)


def _row(one: Promise, by: Actor, today: date) -> PromiseRow:
    is_open = one.status == Promise.Status.OPEN
    return PromiseRow(
        one.pk,
        one.family_id,
        one.family.name,
        spoken(one.what, one.words),
        one.kind,
        one.due_on,
        max(0, (today - one.due_on).days) if is_open else 0,
        one.owner_id,
        one.owner.name,
        one.owner_id in by.acts_for,
        one.status,
        PROMISE.labels[one.status],
        one.done_on,
        in_words(one.result),
        in_words(one.reason),
    )


@dataclass(frozen=True)
class AttemptRow:
    at: datetime
    by: str
    way: Text
    result: Text
    reached: bool
    note: str | Text


@dataclass(frozen=True)
class FollowUp:
    """Everything agreed for a family and every attempt to reach it; the attempts are counted since somebody was last reached."""

    family_id: int
    promises: tuple[PromiseRow, ...]
    attempts: tuple[AttemptRow, ...]
    tries_since_contact: int

    @property
    def open_promises(self) -> tuple[PromiseRow, ...]:
        return tuple(one for one in self.promises if one.status == Promise.Status.OPEN)


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def follow_up(family: Family, *, by: Actor, now: datetime) -> FollowUp:
    """Tasks (open ones first, soonest first; then what was done, newest first) and attempts (newest first). Two statements."""
    rows = [
        _row(one, by, day(now)) for one in family.promises.select_related("family", "owner").order_by("due_on", "pk")
    ]
    waiting = [row for row in rows if row.status == Promise.Status.OPEN]
    ended = sorted((row for row in rows if row.done_on), key=lambda row: (row.done_on, row.promise_id), reverse=True)
    attempts = tuple(_attempt(one) for one in family.contactattempts.select_related("by").order_by("-at", "-pk"))
    return FollowUp(family.pk, (*waiting, *ended), attempts, _tries(attempts))


def _attempt(one: ContactAttempt) -> AttemptRow:
    reached = one.result in (ContactAttempt.Result.REACHED, ContactAttempt.Result.APPOINTMENT)
    return AttemptRow(one.at, one.by.name, WAYS[one.way], RESULTS[one.result], reached, in_words(one.note))


def _tries(newest_first: tuple[AttemptRow, ...]) -> int:
    for number, one in enumerate(newest_first):
        if one.reached:
            return number
    return len(newest_first)


@dataclass(frozen=True)
class NoticeRow:
    id: int
    family_id: int | None
    kind: str
    message: Text
    thing: str
    thing_id: int | None
    at: datetime
    new: bool


@query(needs=Permission.SEE_NETWORK)
def notices(*, by: Actor, now: datetime, most: int = 20) -> list[NoticeRow]:
    """What the reader was told, newest first. One statement; a notice names no parent or child."""
    return [
        NoticeRow(pk, family_id, kind, Text(message, values), thing, thing_id, at, seen_at is None)
        for pk, family_id, kind, message, values, thing, thing_id, at, seen_at in _told(most)(to=by.professional_id)
    ]


@compiled
def _told(given: Given, most: int) -> QuerySet[Any, Any]:
    columns = ("pk", "family_id", "kind", "message", "values", "thing", "thing_id", "at", "seen_at")
    return Notice.objects.filter(to_id=given.to).order_by("-at", "-pk").values_list(*columns)[:most]


SHOWN_TO_PARENTS = (Promise.Kind.FIRST_CONTACT, Promise.Kind.PLAN, Promise.Kind.MEETING)
"""What was agreed with the family, in the words in which it was agreed."""
FOR_PARENTS = Q(kind__in=SHOWN_TO_PARENTS) | (Q(kind=Promise.Kind.PATHWAY) & ~Q(told={}))
"""What parents read in words."""


@dataclass(frozen=True)
class OwnNext:
    """Something that a professional does for this family, by when. `what` is empty for a step that a professional noted down for
    herself, and for a step of a pathway that has no words for parents in their language: that there is one is told, its title is not.
    A title is written for professionals; it can name what one parent told, a suspicion, or the reporting code, and both parents read
    this."""

    what: str
    who: str
    due_on: date


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_next(family: Family, *, by: Actor, now: datetime, language: str = "nl") -> tuple[OwnNext, ...]:
    """What comes next for the family, the soonest first: what was agreed with them, the steps of pathways, and the next steps of who
    leads. Steps of one person on one day that say the same are one. One statement.

    Checks, quiet periods and what others noted for themselves are not told here.
    """
    lead = Involvement.objects.on(day(now)).filter(family=family, role=Involvement.Role.LEAD).values("professional")
    agreed = Q(kind__in=(*SHOWN_TO_PARENTS, Promise.Kind.PATHWAY))
    told = agreed | Q(kind=Promise.Kind.STEP, owner__in=lead)
    found = family.promises.filter(told, status=Promise.Status.OPEN).select_related("owner")
    rows = (
        OwnNext(row.what if row.kind in SHOWN_TO_PARENTS else row.told.get(language, ""), row.owner.name, row.due_on)
        for row in found.order_by("due_on", "pk")[:20]
    )
    return tuple(dict.fromkeys(rows))
