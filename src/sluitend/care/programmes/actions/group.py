"""A meeting of a group: one day for everybody, and afterwards who was there. Of the worker's own families only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from sluitend.care.action import action, day
from sluitend.care.programmes.actions.contact import agree_day, record
from sluitend.care.programmes.models import Contact
from sluitend.care.programmes.queries.group import members_of
from sluitend.care.programmes.queries.known import programme_of
from sluitend.core.access import Actor, NotNow
from sluitend.core.contact_reasons import NOT_IN_GROUP
from sluitend.core.permissions import Permission
from sluitend.core.staffing import group_warning
from sluitend.core.text import text


@action(needs=Permission.DELIVER_PROGRAMME)
def plan_group(
    *,
    by: Actor,
    now: datetime,
    programme_id: str,
    contact_ids: Collection[int],
    due_on: date,
    at: time | None = None,
    group_reason: str = "",
    group_id: int | None = None,
) -> int:
    """Agree one day with these families for the next meeting. A group of another size than the programme means asks for a reason."""
    chosen = _chosen(programme_id, group_id, contact_ids, by)
    said = group_warning(programme_of(chosen[0].enrolment.version), len(chosen))
    if said is not None and not group_reason.strip():
        raise NotNow(text("%(said)s Schrijf waarom de groep zo doorgaat.", said=said), field="group_reason")
    for contact in chosen:
        agree_day(contact.pk, by=by, now=now, due_on=due_on, at=at)
    reason = group_reason.strip()[:300] if said else ""
    Contact.objects.filter(pk__in=[one.pk for one in chosen]).update(group_reason=reason)
    return len(chosen)


@action(needs=Permission.DELIVER_PROGRAMME)
def record_group(
    *,
    by: Actor,
    now: datetime,
    programme_id: str,
    contact_ids: Collection[int],
    present: Collection[int],
    group_id: int | None = None,
) -> int:
    """Note who was at the meeting; the next contact of each follows from the rhythm."""
    chosen = _chosen(programme_id, group_id, contact_ids, by)
    if any(one.due_on > day(now) for one in chosen):
        raise NotNow(text("Deze datum ligt in de toekomst."))
    for contact in chosen:
        held = contact.pk in present
        why_not = "" if held else NOT_IN_GROUP.message
        record(contact.pk, by=by, now=now, held=held, on=contact.due_on, why_not=why_not)
    return len(chosen)


def _chosen(programme_id: str, group_id: int | None, contact_ids: Collection[int], by: Actor) -> list[Contact]:
    """Only contacts of one's own group: whatever number is sent, nobody else's family is touched."""
    found = [one for one in members_of(programme_id, group_id, by) if one.pk in set(contact_ids)]
    if not found:
        raise NotNow(text("Kies wie er bij deze groep horen."), field="members")
    return found
