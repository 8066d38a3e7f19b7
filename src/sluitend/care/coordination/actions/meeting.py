"""Case meetings: with the family at the table, or with the reason why not. What is decided becomes a promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import action
from sluitend.care.coordination.models import Meeting
from sluitend.care.followup.actions import promise
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import Family
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@dataclass(frozen=True)
class Decision:
    """Who does what by when, as agreed at the table."""

    owner_id: int
    what: str
    due_on: date


@action(needs=Permission.COORDINATE, about="people.Family")
def meet(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    held_at: datetime,
    who: str,
    family_present: bool,
    why_without_family: str = "",
    place: str = "",
    agenda: str = "",
    summary: str = "",
    decisions: Sequence[Decision] = (),
) -> Meeting:
    """Note a meeting that was held, who was there, and what was decided."""
    if by.professional_id is None:
        raise NotNow(text("Een overleg heeft een naam nodig van wie het opschreef."))
    _check(held_at, who, family_present, why_without_family, now)
    meeting = Meeting.objects.create(
        family=family,
        held_at=held_at,
        place=place.strip(),
        who=who.strip(),
        family_present=family_present,
        why_without_family="" if family_present else why_without_family.strip(),
        agenda=agenda.strip(),
        summary=summary.strip(),
        by_id=by.professional_id,
    )
    # What was decided without the family was not agreed with them: their own pages do not tell it in the words of professionals.
    kind = Promise.Kind.MEETING if family_present else Promise.Kind.STEP
    for one in decisions:
        made = promise(family.pk, by=by, now=now, owner_id=one.owner_id, what=one.what, due_on=one.due_on, kind=kind)
        meeting.promises.add(made)
    return meeting


def _check(held_at: datetime, who: str, family_present: bool, why_without_family: str, now: datetime) -> None:
    if held_at > now:
        raise NotNow(text("Dit overleg moet nog komen. Maak er een taak van en leg het daarna vast."), field="held_at")
    if not who.strip():
        raise NotNow(text("Schrijf wie erbij waren."), field="who")
    if not family_present and not why_without_family.strip():
        raise NotNow(text("Schrijf waarom het gezin er niet bij was."), field="why_without_family")
