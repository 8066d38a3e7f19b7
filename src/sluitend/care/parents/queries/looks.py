"""Who looked at a family's file, when and why, as the parents may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sluitend.care.action import day
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family, Involvement
from sluitend.care.query import query
from sluitend.care.trail.models import Entry
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission

PAGE = 50
FAR_BACK = timedelta(days=365)
"""Looks of the last year; older ones are given on request (the trail keeps them)."""


@dataclass(frozen=True)
class Look:
    """Somebody opened the file on a day. `role` is what they were for the family then; empty when nothing is recorded."""

    on: date
    name: str
    organisation: str
    role: str
    reason: str
    """Why, for emergency access."""


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def who_looked(family: Family, *, by: Actor, now: datetime) -> tuple[Look, ...]:
    """Each professional once per day, newest first: at most fifty. Three statements, however many families there are."""
    entries = Entry.objects.looks_for_the_family(family.pk).filter(at__gt=now - FAR_BACK).order_by("-at", "-pk")
    days = _per_day(entries.values_list("professional_id", "at")[: PAGE * 20])
    people = Professional.objects.select_related("organisation").in_bulk({pk for pk, _ in days})
    involved = list(Involvement.objects.filter(family=family))
    return tuple(_look(people[pk], on, involved) for pk, on in days if pk in people)


def _per_day(entries: Iterable[tuple[int | None, datetime]]) -> list[tuple[int, date]]:
    found: dict[tuple[int, date], None] = {}
    for professional_id, at in entries:
        if professional_id is not None:
            found.setdefault((professional_id, day(at)))
        if len(found) == PAGE:
            break
    return list(found)


def _look(who: Professional, on: date, involved: list[Involvement]) -> Look:
    rows = [row for row in involved if row.professional_id == who.pk and row.holds_on(on)]
    first = next(_most_telling(rows), None)
    emergency = first is not None and first.role == Involvement.Role.EMERGENCY
    return Look(
        on=on,
        name=who.name,
        organisation=who.organisation.name,
        role=first.role if first else "",
        reason=first.reason if first and emergency else "",
    )


def _most_telling(rows: list[Involvement]) -> Iterator[Involvement]:
    order = list(Involvement.Role.values)
    yield from sorted(rows, key=lambda row: order.index(row.role))
