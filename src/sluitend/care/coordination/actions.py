"""The open file of a family: opening, leading, ending, reopening."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.coordination.models import Case
from sluitend.care.followup.actions import promise, tell
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family, Involvement
from sluitend.core import states
from sluitend.core.access import Actor, NotNow, Permission
from sluitend.core.text import text


@action(needs=Permission.COORDINATE, about="people.Family")
def open_case(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    lead_id: int,
    first_what: str,
    first_due_on: date,
    opened_on: date | None = None,
) -> Case:
    """Open the file of a family with a lead and a first dated step. Returns the open one when there is one already.

    A closed file is reopened, with its history.
    """
    found = family.cases.select_for_update().order_by("-pk").first()
    if found is not None and found.status == Case.Status.OPEN:
        return found
    _must_work(lead_id, day(now))
    case = found or Case(family=family, region_id=family.region_id, municipality_id=family.municipality_id)
    case.status = states.move(states.CASE, case.status, to="open") if found else Case.Status.OPEN
    case.lead_id, case.changed_at = lead_id, now
    case.opened_on = case.opened_on or opened_on or day(now)
    case.closed_on, case.closed_by, case.ending, case.ending_note, case.confirmed_by = None, None, "", "", ""
    case.family_told_on = None
    case.save()
    _lead_is(case, lead_id, now)
    promise(
        family.pk,
        by=by,
        now=now,
        owner_id=lead_id,
        what=first_what,
        due_on=first_due_on,
        kind=Promise.Kind.FIRST_CONTACT,
    )
    return case


def _must_work(professional_id: int, today: date) -> Professional:
    found = Professional.objects.on(today).filter(pk=professional_id).first()
    if found is None:
        raise NotNow(text("Deze persoon werkt hier niet (meer). Kies iemand die er nu werkt."), field="lead")
    return found


def _lead_is(case: Case, lead_id: int, now: datetime) -> None:
    """End the lead of whoever had it and give it to this person; both facts with their day."""
    today = day(now)
    current = case.family.involvements.filter(role=Involvement.Role.LEAD, ends_on__isnull=True)
    if current.filter(professional_id=lead_id).exists():
        return
    for involvement in current:
        involvement.ends_on = max(today, involvement.starts_on)
        involvement.save(update_fields=["ends_on"])
    Involvement.objects.create(family=case.family, professional_id=lead_id, role=Involvement.Role.LEAD, starts_on=today)
    tell(
        {lead_id},
        kind="lead",
        message=text("U bent nu regiehouder van een gezin."),
        now=now,
        family_id=case.family_id,
        thing=case,
    )


def give_lead(case: Case, lead_id: int, now: datetime) -> None:
    """Make this person the lead. Part of an action that decided so (an accepted hand-over, a stand-in, leaving the job)."""
    _must_work(lead_id, day(now))
    case.lead_id, case.changed_at = lead_id, now
    case.save(update_fields=["lead", "changed_at"])
    _lead_is(case, lead_id, now)
