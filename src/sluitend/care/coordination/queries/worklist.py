"""The work list: one row per family with what is next, when and by whom.

Read in index order and by key; the number of statements does not depend on how many families there are. Referrals lie above this
part: the screen moves a family to "waiting for others" itself (`WorkList.waiting`).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value, When

from sluitend.care.action import day
from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import ContactAttempt
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family, FamilyMember, Involvement, Pregnancy
from sluitend.care.query import query
from sluitend.care.trail.models import Entry
from sluitend.core.access import Actor
from sluitend.core.calendar import child_age, gestational_age
from sluitend.core.kept_words import Spoken, spoken
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
    next_what: Spoken
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
    """The open files that this person leads, or leads as a stand-in, soonest next step first. One statement."""
    return page_of("led", by.acts_for, by, now, after, size)


@query(needs=Permission.SEE_CASELOAD, look=True)
def also_around(*, by: Actor, now: datetime, role: str = "", after: Key | None = None) -> WorkList:
    """Open files of families that this person is involved with and does not lead; of one role when asked (the midwife's)."""
    return page_of("around", by.acts_for, by, now, after, PAGE, role)


def page_of(
    whose: str, people: Collection[int], by: Actor, now: datetime, after: Key | None, size: int = PAGE, role: str = ""
) -> WorkList:
    """One page of the open files that these people lead (`led`), or are involved with otherwise (`around`); soonest first."""
    today, key = day(now), after or (date.min, 0)
    read = _files(whose, len(people) == 1, bool(role), after is not None, size + 1)
    who = {"people": people, "person": next(iter(people), None), "reader": by.professional_id}
    found = read(**who, role=role, due=key[0], pk=key[1], today=today)
    rows = tuple(_row(_File(*row), by, today) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return WorkList(rows, (last.next_due_on, last.case_id) if last is not None else None)


_COLUMNS = (
    "id",
    "family_id",
    "family_name",
    "municipality__name",
    "lead_id",
    "lead_name",
    "next_what",
    "next_words",
    "next_due_on",
    "next_is_quiet",
    "next_owner_id",
    "owner_name",
    "due_date",
    "born",
    "contact",
    "changed",
)
"""What a row of the list shows, and no more: whole rows of four tables cost a third of the page."""
_File = namedtuple("_File", _COLUMNS)  # type: ignore[misc]


@compiled
def _files(given: Given, whose: str, alone: bool, one_role: bool, later: bool, size: int) -> QuerySet[Any, Any]:
    """The files with what is known of each family: its name and what else lies beside it is looked up per row that is shown, by index,
    in a small region too (joined, the server reads all families and all professionals).

    Of one person (`alone`: who stands in for nobody) the files lie in the index in the order of the page.
    """
    cases = Case.objects.filter(status=Case.Status.OPEN)
    if whose == "led":
        cases = cases.filter(lead_id=given.person) if alone else cases.filter(lead_id__among=given.people)
    else:
        around = Involvement.objects.on(given.today).filter(professional_id__among=given.people)
        around = around.filter(role=given.role) if one_role else around.exclude(role=Involvement.Role.EMERGENCY)
        cases = cases.filter(family_id__in=around.values("family_id")).exclude(lead_id__among=given.people)
    if later:
        cases = cases.filter(Q(next_due_on__gt=given.due) | Q(next_due_on=given.due, pk__gt=given.pk))
    return cases.annotate(**_facts(given)).order_by("next_due_on", "pk").values_list(*_COLUMNS)[:size]


def _name_of(column: str) -> Subquery:
    return Subquery(Professional.objects.filter(pk=OuterRef(column)).values("name"))


def _facts(given: Given) -> dict[str, Subquery | models.Case]:
    """Of the family of a file: its name, who leads it (unless it is the reader) and owns the next step (unless it is who leads), the
    due date, the birth of the youngest child, the last contact, and whether somebody else changed it since the reader's own last look."""
    family = {"family_id": OuterRef("family_id")}
    pregnancies = Pregnancy.objects.filter(**family, outcome=Pregnancy.Outcome.ONGOING)
    children = FamilyMember.objects.on(given.today).filter(**family, part=FamilyMember.Part.CHILD)
    contacts = ContactAttempt.objects.filter(**family, result__in=["reached", "appointment"])
    looks = Entry.objects.filter(**family, kind=Entry.Kind.LOOK, professional_id=given.reader)

    def newest(rows: QuerySet[Any], field: str) -> Subquery:
        return Subquery(rows.exclude(**{field: None}).order_by(f"-{field}").values(field)[:1])

    return {
        "family_name": Subquery(Family.objects.filter(pk=OuterRef("family_id")).values("name")),
        "lead_name": models.Case(When(lead_id=given.reader, then=Value("")), default=_name_of("lead_id")),
        "owner_name": models.Case(When(next_owner_id=F("lead_id"), then=Value("")), default=_name_of("next_owner_id")),
        "due_date": newest(pregnancies, "due_date"),
        "born": newest(children, "person__birth_date"),
        "contact": newest(contacts, "at"),
        "changed": models.Case(
            When(~Q(changed_by_id=given.reader), changed_at__gt=newest(looks, "at"), then=True), default=False
        ),
    }


def _row(case: Any, by: Actor, today: date) -> WorkRow:
    contact = None if case.contact is None else day(case.contact)
    lead = case.lead_name or by.name
    return WorkRow(
        case_id=case.id,
        family_id=case.family_id,
        family_name=case.family_name,
        municipality=case.municipality__name,
        stage=stage(case.due_date, case.born, today),
        next_what=spoken(case.next_what, case.next_words),
        next_due_on=case.next_due_on,
        next_owner=lead if case.next_owner_id == case.lead_id else case.owner_name or "",
        next_is_mine=case.next_owner_id in by.acts_for,
        days_late=max(0, (today - case.next_due_on).days),
        lead=lead,
        is_stand_in=case.lead_id != by.professional_id and case.lead_id in by.acts_for,
        last_contact_on=contact,
        days_since_contact=None if contact is None else (today - contact).days,
        changed=case.changed,
        section=_section(case, today),
    )


def stage(due_date: date | None, born: date | None, today: date) -> Text | None:
    """Where the family is: in pregnancy first, else the age of the youngest child."""
    if due_date is not None:
        return text("%(weeks)s zwanger", weeks=gestational_age(due_date, today).label)
    return None if born is None else child_age(born, today).label


def _section(case: Any, today: date) -> Section:
    if case.next_due_on <= today:
        return Section.NOW
    if case.next_is_quiet:
        return Section.QUIET
    return Section.THIS_WEEK if case.next_due_on <= today + timedelta(days=7) else Section.LATER
