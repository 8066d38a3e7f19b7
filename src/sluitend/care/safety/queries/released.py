"""What a parent reads of a matter: for that parent on the own pages, and for the circle with until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.people.models import Family, FamilyMember
from sluitend.care.people.queries.labels import called
from sluitend.care.query import query
from sluitend.care.safety.actions.rules import WORK
from sluitend.care.safety.models import Matter, Release
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.safety import TOLD, Told
from sluitend.core.text import Text


@dataclass(frozen=True)
class OwnRelease:
    """As the parent reads it: the words, who wrote them and when. No word says that there is a matter."""

    words: str
    who: str
    on: date


@dataclass(frozen=True)
class ReleaseRow:
    release_id: int
    who: str | Text
    what: Text
    words: str
    why: str
    released_on: date
    released_by: str
    taken_back_on: date | None
    taken_back_why: str


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family")
def told_to_me(family: Family, *, by: Actor, now: datetime) -> tuple[OwnRelease, ...]:
    """What this parent was told and may read again; one statement, also when there is nothing. Not what the other parent was told."""
    mine = Release.objects.filter(person_id=by.person_id, taken_back_at=None, matter__family=family)
    rows = mine.select_related("released_by").order_by("-released_at")
    return tuple(OwnRelease(one.words, one.released_by.name, day(one.released_at)) for one in rows)


@query(**WORK)
def parents(matter: Matter, *, by: Actor, now: datetime) -> tuple[tuple[int, str | Text], ...]:
    """The grown-ups of the household to whom something can be shown."""
    there = FamilyMember.objects.on(day(now)).filter(family=matter.family_id).exclude(part=FamilyMember.Part.CHILD)
    return tuple((one.person_id, called(one.person)) for one in there.select_related("person").order_by("pk"))


@query(**WORK)
def releases_of(matter: Matter, *, by: Actor, now: datetime) -> tuple[ReleaseRow, ...]:
    """What a parent reads now."""
    return tuple(one for one in release_rows(matter, {}) if one.taken_back_on is None)


def release_rows(matter: Matter, names: Mapping[int, str | Text]) -> tuple[ReleaseRow, ...]:
    """All that was ever shown, newest first."""
    rows = matter.releases.select_related("released_by").order_by("-released_at")
    return tuple(_row(one, names.get(one.person_id, "–")) for one in rows)


def _row(one: Release, who: str | Text) -> ReleaseRow:
    return ReleaseRow(
        one.pk,
        who,
        TOLD[Told(one.what)],
        one.words,
        one.why,
        day(one.released_at),
        one.released_by.name,
        day(one.taken_back_at) if one.taken_back_at else None,
        one.taken_back_why,
    )
