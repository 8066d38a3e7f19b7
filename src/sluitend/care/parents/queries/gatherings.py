"""Invitations to the table: for the parent who is invited, and with the answers for who works with the family."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.parents.models import Gathering, Guest
from sluitend.care.people.models import Family
from sluitend.care.people.queries import called
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text

SHOWN = timedelta(days=7)
"""How long one that is over stays on the parents' pages."""


@dataclass(frozen=True)
class GuestRow:
    name: str | Text
    answer: str
    other_time: str
    brings: str
    answered_on: date | None


@dataclass(frozen=True)
class GatheringRow:
    id: int
    kind: str
    at: datetime
    """In the time of the Netherlands."""
    place: str
    who: str
    topic: str
    by: str
    called_off: bool
    over: bool
    guests: tuple[GuestRow, ...]

    @property
    def waits(self) -> bool:
        """Somebody can still answer."""
        return not self.called_off and not self.over


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_gatherings(family: Family, *, by: Actor, now: datetime) -> tuple[GatheringRow, ...]:
    """To what this parent is invited, the first one first, with this parent's own answer only. One statement."""
    mine = Guest.objects.filter(family=family, person_id=by.person_id, gathering__at__gt=now - SHOWN)
    rows = mine.select_related("person", "gathering__by").order_by("gathering__at", "pk")
    return tuple(_row(guest.gathering, [guest], now) for guest in rows)


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def gatherings_of(family: Family, *, by: Actor, now: datetime) -> tuple[GatheringRow, ...]:
    """Every invitation of this family with all answers, the newest first. Two statements."""
    found = Gathering.objects.filter(family=family).select_related("by").order_by("-at", "-pk")
    guests = list(Guest.objects.filter(family=family).select_related("person").order_by("pk"))
    return tuple(_row(one, [guest for guest in guests if guest.gathering_id == one.pk], now) for one in found)


def _row(one: Gathering, guests: Iterable[Guest], now: datetime) -> GatheringRow:
    return GatheringRow(
        id=one.pk,
        kind=one.kind,
        at=one.at.astimezone(AMSTERDAM),
        place=one.place,
        who=one.who,
        topic=one.topic,
        by=one.by.name,
        called_off=one.called_off_at is not None,
        over=one.at <= now,
        guests=tuple(_guest(guest) for guest in guests),
    )


def _guest(row: Guest) -> GuestRow:
    on = day(row.answered_at) if row.answered_at else None
    return GuestRow(called(row.person), row.answer, row.other_time, row.brings, on)
