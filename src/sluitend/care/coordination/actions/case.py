"""The open file of a family: opening, who leads it, following a move, and its named ending."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sluitend.care.action import action, changed, day, details, is_news
from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import Case, LeadHandover, Turn
from sluitend.care.followup.actions import promise, staying, tell, withdraw
from sluitend.care.followup.models import Promise
from sluitend.care.people.actions import register_family, split_household
from sluitend.care.people.models import Family, Involvement
from sluitend.core import states
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.calendar import add_working_days
from sluitend.core.kept_words import Spoken
from sluitend.core.permissions import Permission
from sluitend.core.states import ENDINGS, NEEDS_CONFIRMATION, Ending
from sluitend.core.text import text

ROLES_THAT_END = (
    Involvement.Role.LEAD,
    Involvement.Role.CASE_COORDINATOR,
    Involvement.Role.PROCESS_COORDINATOR,
)
"""What a closed file no longer needs; who gives care (the midwife, the nurse) stays involved until that ends."""
CHECK_WORKING_DAYS = 2
"""A new household is looked at within the term for first contact (domain.md 6.5, S2)."""


@action(needs=Permission.COORDINATE, about="people.Family")
def open_case(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    lead_id: int,
    first_what: Spoken,
    first_due_on: date,
    opened_on: date | None = None,
) -> Case:
    """Open the file of a family with a lead and a first dated step. Returns the open one when there is one already.

    A closed file is reopened, with its history. `opened_on` is for files that were kept elsewhere before.
    """
    found = family.cases.select_for_update().order_by("-pk").first()
    if found is not None and found.status == Case.Status.OPEN:
        return found
    staying(lead_id, family.region_id, day(now), field="lead")
    case = found or Case(family=family, opened_on=opened_on or day(now))
    if found:
        case.status = states.move(states.CASE, case.status, to="open")
    case.region_id, case.municipality_id = family.region_id, family.municipality_id
    case.lead_id, case.changed_at, case.changed_by_id = lead_id, now, by.professional_id
    case.closed_on, case.closed_by, case.ending, case.ending_note, case.confirmed_by = None, None, "", "", ""
    case.family_told_on = None
    case.save()
    _turn(case, Turn.Why.REOPENED if found else Turn.Why.OPENED, day(now) if found else case.opened_on)
    _lead_is(case, lead_id, now)
    first = Promise.Kind.FIRST_CONTACT
    promise(family.pk, by=by, now=now, owner_id=lead_id, what=first_what, due_on=first_due_on, kind=first)
    return case


def _turn(case: Case, why: Turn.Why, on: date) -> None:
    change = -1 if why in (Turn.Why.MOVED_OUT, Turn.Why.CLOSED) else 1
    Turn.objects.create(case=case, municipality_id=case.municipality_id, on=on, change=change, why=why)


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


def give_lead(case: Case, lead_id: int, now: datetime) -> None:
    """Make this person the lead. Part of an action that decided so (an accepted hand-over, a stand-in, leaving the job)."""
    staying(lead_id, case.region_id, day(now), field="lead")
    case.lead_id = lead_id
    case.save(update_fields=["lead"])
    _lead_is(case, lead_id, now)
    changed(case.family_id)


def follow_change(family_id: int, *, by: Actor, now: datetime) -> None:
    """After a change of a family: its open file moves along to another municipality, and notes when and by whom it changed.

    The nightly look at everybody is no change, unless something came of it: else every family would have changed every morning.
    """
    if not (found := _open()(family=family_id)):
        return
    pk, town, family_town = found[0]
    if town == family_town and not is_news(family_id):
        return
    if town == family_town:
        Case.objects.filter(pk=pk).update(changed_at=now, changed_by_id=by.professional_id)
        return
    case = Case.objects.get(pk=pk)
    _turn(case, Turn.Why.MOVED_OUT, day(now))
    case.municipality_id = family_town
    _turn(case, Turn.Why.MOVED_IN, day(now))
    case.changed_at, case.changed_by_id = now, by.professional_id
    case.save(update_fields=["municipality", "changed_at", "changed_by"])


@compiled
def _open(given: Given) -> QuerySet[Any, Any]:
    """The open file: its id, its municipality, and where the family lives."""
    rows = Case.objects.filter(family_id=given.family, status=Case.Status.OPEN)
    return rows.values_list("pk", "municipality_id", "family__municipality_id")


@action(needs=Permission.COORDINATE)
def take_in_family(*, by: Actor, now: datetime, first_what: str, first_due_on: date, **facts: Any) -> int:
    """Register a family (people.register_family) and open its file at once, with oneself as lead: nobody is registered
    and then forgotten. Returns the id of the family."""
    if by.professional_id is None:
        raise NotAllowed(text("Een dossier heeft een mens als regiehouder."))
    family_id = register_family(by=by, now=now, **facts)
    open_case(family_id, by=by, now=now, lead_id=by.professional_id, first_what=first_what, first_due_on=first_due_on)
    return family_id


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def separate_household(family: Family, *, by: Actor, now: datetime, **facts: Any) -> int:
    """Split a household (people.split_household) and keep both in view: the new one gets a file with the same lead.

    Returns the id of the new family.
    """
    new = Family.objects.get(pk=split_household(family.pk, by=by, now=now, **facts))
    case = family.cases.filter(status=Case.Status.OPEN).first()
    if case is not None:
        soon = add_working_days(day(now), CHECK_WORKING_DAYS)
        what = text("Bespreken wat dit huishouden nodig heeft")
        open_case(new.pk, by=by, now=now, lead_id=case.lead_id, first_what=what, first_due_on=soon)
    return new.pk


@action(needs=Permission.CLOSE_CASE, about="coordination.Case")
def close_case(
    case: Case,
    *,
    by: Actor,
    now: datetime,
    ending: str,
    family_told_on: date | None = None,
    confirmed_by: str = "",
    note: str = "",
    withdraw_open: bool = False,
) -> Case:
    """End the file with an agreed ending, after a last look (design.md 5, rule 6). Only a person does this.

    Open tasks must be done first, or the person says (`withdraw_open`) that they fall away with this ending. An open referral,
    signal or hand-over stops it: monitoring keeps that rule over everything that lies above this part.
    """
    if by.professional_id is None:
        raise NotAllowed(text("Een dossier sluit alleen door een mens."))
    case.status = states.move(states.CASE, case.status, to="closed", ending=ending)
    _last_look(case, ending, family_told_on, confirmed_by, day(now))
    _withdraw_open_promises(case, ending, withdraw_open, by, now)
    case.closed_on, case.closed_by_id, case.ending, case.ending_note = (
        day(now),
        by.professional_id,
        ending,
        note.strip(),
    )
    case.family_told_on, case.confirmed_by = family_told_on, confirmed_by.strip()
    case.save()
    _turn(case, Turn.Why.CLOSED, day(now))
    _end_roles(case, by, now)
    details(ending=ending)
    return case


def _last_look(case: Case, ending: str, told_on: date | None, confirmed_by: str, today: date) -> None:
    if ending not in ENDINGS:
        raise NotNow(text("Kies een van de afgesproken eindes."), field="ending")
    if ending in NEEDS_CONFIRMATION and not confirmed_by.strip():
        raise NotNow(text("Schrijf wie heeft bevestigd dat die het overneemt."), field="confirmed_by")
    if told_on is None and ending != Ending.ENTERED_IN_ERROR:
        raise NotNow(text("Vul in wanneer het gezin dit heeft gehoord."), field="family_told_on")
    if told_on is not None and told_on > today:
        raise NotNow(text("Deze datum ligt in de toekomst. Sluit pas als het gezin het weet."), field="family_told_on")
    if case.handovers.filter(status=LeadHandover.Status.REQUESTED).exists():
        raise NotNow(text("Er wacht nog een overdracht van de regie. Trek die eerst in."))


def _withdraw_open_promises(case: Case, ending: str, agreed: bool, by: Actor, now: datetime) -> None:
    waiting = list(case.family.promises.filter(status=Promise.Status.OPEN).order_by("due_on"))
    if waiting and not agreed:
        reason = text(
            "Er staan nog %(count)s taken open. Kies dat ze vervallen, of rond ze eerst af.", count=len(waiting)
        )
        raise NotNow(reason, field="withdraw_open")
    for one in waiting:
        withdraw(one.pk, by=by, now=now, reason=str(ENDINGS[Ending(ending)]))


def _end_roles(case: Case, by: Actor, now: datetime) -> None:
    """The coordinating roles end with the file; everybody around the family is told."""
    around = case.family.involvements.filter(ends_on__isnull=True)
    tell(
        set(around.values_list("professional_id", flat=True)),
        kind="closed",
        message=text("Het dossier van een gezin is gesloten."),
        now=now,
        family_id=case.family_id,
        thing=case,
        but=by.professional_id,
    )
    for involvement in around.filter(role__in=ROLES_THAT_END):
        involvement.ends_on = max(day(now), involvement.starts_on)
        involvement.save(update_fields=["ends_on"])
