"""The calendar of a worker on a phone: days, times and initials, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from sluitend.care import wall
from sluitend.care.action import day
from sluitend.care.network.queries import actor_for
from sluitend.care.programmes.models import CalendarFeed, Contact
from sluitend.care.programmes.queries.day import AHEAD, initials, planned_contacts
from sluitend.care.query import query
from sluitend.core.access import UNKNOWN, Actor, NotAllowed
from sluitend.core.permissions import Permission

_SIGNER = Signer(salt="programmes.calendar")
"""Only a nonce is kept: without the key of this installation the database opens no calendar."""


@dataclass(frozen=True)
class Event:
    """One contact, or one meeting of a group with a name, as a phone may know it. `key` is the same at every reading and says nothing."""

    key: str
    on: date
    at: time | None
    who: str


@query(needs=Permission.DELIVER_PROGRAMME)
def calendar(*, by: Actor, now: datetime) -> tuple[Event, ...]:
    """The contacts of the coming weeks, also of whom the reader stands in for."""
    found: dict[str, list[Contact]] = {}
    for row in planned_contacts(by.acts_for, day(now) + AHEAD):
        found.setdefault(f"group {row.group_id} {row.due_on}" if row.group_id else str(row.pk), []).append(row)
    return tuple(_event(key, rows) for key, rows in found.items())


def _event(key: str, rows: list[Contact]) -> Event:
    """Of a group the letters of its name, and how many are expected."""
    first, person = rows[0], rows[0].enrolment.person
    who = (
        f"{initials(first.group.name)} ({len(rows)})"
        if first.group
        else initials(f"{person.given_name} {person.family_name}")
    )
    return Event(salted_hmac("contact", key).hexdigest()[:24], first.due_on, first.at, who)


@query(needs=Permission.DELIVER_PROGRAMME)
def calendar_token(*, by: Actor, now: datetime) -> str:
    """The secret part of the reader's own address; empty while there is none."""
    found = CalendarFeed.objects.filter(professional_id=by.professional_id).values_list("nonce", flat=True).first()
    return _SIGNER.sign(found) if found else ""


@wall.everywhere()
def calendar_reader(token: str, *, today: date) -> Actor:
    """Whose calendar this opens. Raises NotAllowed for what we did not sign, was replaced, or is of somebody who left or whose account
    was closed."""
    try:
        nonce = _SIGNER.unsign(token)
    except BadSignature:
        raise NotAllowed(UNKNOWN) from None
    open_accounts = CalendarFeed.objects.filter(professional__user__is_active=True)
    found = open_accounts.select_related("professional").filter(nonce=nonce).first()
    if found is None or not found.professional.holds_on(today):
        raise NotAllowed(UNKNOWN)
    return actor_for(found.professional, today)
