"""The work list: one row per family with what is next, when and by whom.

Read in index order and by key; the number of statements does not depend on how many families there are. Referrals lie above this
part: the screen moves a family to "waiting for others" itself (`WorkList.waiting`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Max, Q, QuerySet

from sluitend.care.action import day
from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import ContactAttempt
from sluitend.care.people.models import FamilyMember, Involvement, Pregnancy
from sluitend.care.query import query
from sluitend.care.trail.models import Entry
from sluitend.core.access import Actor
from sluitend.core.calendar import child_age, gestational_age
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text

PAGE = 50
Key = tuple[date, int]


class Section(StrEnum):
    NOW = "now"
    THIS_WEEK = "this_week"
    WAITING = "waiting"
    QUIET = "quiet"
    LATER = "later"


@dataclass(frozen=True)
class WorkRow:
    """A family as its coordinator sees it in a list."""

    case_id: int
    family_id: int
    family_name: str
    municipality: str
    stage: Text | None
    """Weeks of pregnancy, or the age of the youngest child."""
    next_what: str
    next_due_on: date
    next_owner: str
    next_is_mine: bool
    days_late: int
    lead: str
    is_stand_in: bool
    """The lead is somebody for whom the reader stands in."""
    last_contact_on: date | None
    days_since_contact: int | None
    changed: bool
    """Somebody else changed something since the reader last opened this family."""
    section: Section


@dataclass(frozen=True)
class WorkList:
    rows: tuple[WorkRow, ...]
    after: Key | None = None
    """Ask again with this key for the rows that follow; None when these were the last."""

    def in_section(self, section: Section) -> tuple[WorkRow, ...]:
        return tuple(row for row in self.rows if row.section is section)

    def waiting(self, family_ids: Collection[int]) -> WorkList:
        """These families wait for an answer of others; what is due now stays under now, because waiting never hides it."""
        moved = (
            replace(row, section=Section.WAITING)
            if row.family_id in family_ids and row.section is not Section.NOW
            else row
            for row in self.rows
        )
        return replace(self, rows=tuple(moved))


@query(needs=Permission.SEE_CASELOAD, look=True)
def worklist(*, by: Actor, now: datetime, after: Key | None = None, size: int = PAGE) -> WorkList:
    """The open files that this person leads, or leads as a stand-in, soonest next step first. Five statements."""
    own = Case.objects.filter(lead_id__in=by.acts_for, status=Case.Status.OPEN)
    return page_of(own, by, now, after, size)


@query(needs=Permission.SEE_CASELOAD, look=True)
def also_around(*, by: Actor, now: datetime, role: str | None = None, after: Key | None = None) -> WorkList:
    """Open files of families that this person is involved with and does not lead; of one role when asked (the midwife's)."""
    around = Involvement.objects.on(day(now)).filter(professional_id__in=by.acts_for)
    around = around.filter(role=role) if role else around.exclude(role=Involvement.Role.EMERGENCY)
    cases = Case.objects.filter(family_id__in=around.values("family_id"), status=Case.Status.OPEN)
    return page_of(cases.exclude(lead_id__in=by.acts_for), by, now, after)


_ROW = (
    "id",
    "family_id",
    "family__name",
    "municipality__name",
    "lead_id",
    "lead__name",
    "next_what",
    "next_due_on",
    "next_is_quiet",
    "next_owner_id",
    "next_owner__name",
    "changed_at",
    "changed_by_id",
)
"""What a row of the list shows, and no more: whole rows of four tables cost a third of the page."""


def page_of(cases: QuerySet[Case], by: Actor, now: datetime, after: Key | None, size: int = PAGE) -> WorkList:
    """One page of these files as rows, soonest first."""
    if after is not None:
        cases = cases.filter(Q(next_due_on__gt=after[0]) | Q(next_due_on=after[0], pk__gt=after[1]))
    found = list(cases.order_by("next_due_on", "pk").values_list(*_ROW, named=True)[: size + 1])
    shown = found[:size]
    facts = _facts([case.family_id for case in shown], by, day(now))
    last = shown[-1] if len(found) > size else None
    rows = tuple(_row(case, facts, by, day(now)) for case in shown)
    return WorkList(rows, (last.next_due_on, last.id) if last is not None and last.next_due_on else None)


@dataclass(frozen=True)
class _Facts:
    due_dates: dict[int, date]
    births: dict[int, date]
    contacts: dict[int, datetime]
    looks: dict[int, datetime]


def _facts(family_ids: Sequence[int], by: Actor, today: date) -> _Facts:
    """Four statements about all families of the page."""
    pregnancies = Pregnancy.objects.filter(family_id__in=family_ids, outcome=Pregnancy.Outcome.ONGOING)
    children = FamilyMember.objects.on(today).filter(family_id__in=family_ids, part=FamilyMember.Part.CHILD)
    contacts = ContactAttempt.objects.filter(family_id__in=family_ids, result__in=["reached", "appointment"])
    looks = Entry.objects.filter(family_id__in=family_ids, kind=Entry.Kind.LOOK, professional_id=by.professional_id)
    births = children.exclude(person__birth_date=None).values("family_id").annotate(last=Max("person__birth_date"))
    return _Facts(
        dict(pregnancies.values_list("family_id", "due_date")),
        {row["family_id"]: row["last"] for row in births},
        {row["family_id"]: row["last"] for row in contacts.values("family_id").annotate(last=Max("at"))},
        {row["family_id"]: row["last"] for row in looks.values("family_id").annotate(last=Max("at"))},
    )


def _row(case: Any, facts: _Facts, by: Actor, today: date) -> WorkRow:
    assert case.next_due_on is not None
    contact, look = facts.contacts.get(case.family_id), facts.looks.get(case.family_id)
    by_another = case.changed_by_id != by.professional_id
    return WorkRow(
        case_id=case.id,
        family_id=case.family_id,
        family_name=case.family__name,
        municipality=case.municipality__name,
        stage=stage(facts.due_dates.get(case.family_id), facts.births.get(case.family_id), today),
        next_what=case.next_what,
        next_due_on=case.next_due_on,
        next_owner=case.next_owner__name or "",
        next_is_mine=case.next_owner_id in by.acts_for,
        days_late=max(0, (today - case.next_due_on).days),
        lead=case.lead__name,
        is_stand_in=case.lead_id != by.professional_id and case.lead_id in by.acts_for,
        last_contact_on=None if contact is None else day(contact),
        days_since_contact=None if contact is None else (today - day(contact)).days,
        changed=by_another and look is not None and case.changed_at > look,
        section=_section(case, today),
    )


def stage(due_date: date | None, born: date | None, today: date) -> Text | None:
    """Where the family is: in pregnancy first, else the age of the youngest child."""
    if due_date is not None:
        return text("%(weeks)s zwanger", weeks=gestational_age(due_date, today).label)
    return None if born is None else child_age(born, today).label


def _section(case: Any, today: date) -> Section:
    assert case.next_due_on is not None
    if case.next_due_on <= today:
        return Section.NOW
    if case.next_is_quiet:
        return Section.QUIET
    return Section.THIS_WEEK if case.next_due_on <= today + timedelta(days=7) else Section.LATER
