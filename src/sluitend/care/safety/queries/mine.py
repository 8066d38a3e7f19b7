"""The matters in whose circle one is, and the register of their reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from sluitend.care.action import day
from sluitend.care.coordination.models import Case
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.care.safety.models import Matter, Member, Report, SafetyPromise
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import in_words
from sluitend.core.safety import PARTS, Part
from sluitend.core.text import Text


@dataclass(frozen=True)
class MatterRow:
    """One line of one's own list. The next step is that of the whole circle, soonest first."""

    matter_id: int
    family_name: str
    about: str | Text
    my_part: Text | None
    """None for an attention officer who is not in the circle: nobody of it is at hand."""
    holder: str
    opened_on: date
    ended_on: date | None
    next_what: str | Text
    next_due_on: date | None
    next_owner: str
    file_closed_on: date | None
    """The family's own file was closed while this matter is open."""


@dataclass(frozen=True)
class Matters:
    rows: tuple[MatterRow, ...]

    @property
    def open(self) -> tuple[MatterRow, ...]:
        return tuple(row for row in self.rows if row.ended_on is None and row.my_part)

    @property
    def without_anybody(self) -> tuple[MatterRow, ...]:
        return tuple(row for row in self.rows if row.my_part is None)

    @property
    def followed(self) -> tuple[MatterRow, ...]:
        """Ended, and somebody still looks again on a day."""
        return tuple(row for row in self.rows if row.ended_on and row.next_due_on)

    @property
    def ended(self) -> tuple[MatterRow, ...]:
        return tuple(row for row in self.rows if row.ended_on and not row.next_due_on)


def rows(matters: QuerySet[Matter], by: Actor) -> tuple[MatterRow, ...]:
    """One statement, however many matters."""
    waiting = SafetyPromise.objects.filter(matter=OuterRef("pk"), status=SafetyPromise.Status.OPEN)
    first = waiting.order_by("due_on", "pk")
    mine = Member.objects.filter(matter=OuterRef("pk"), professional_id=by.professional_id, ended_at=None)
    holder = Member.objects.filter(matter=OuterRef("pk"), part=Part.HOLDER, ended_at=None)
    closed = Case.objects.filter(family=OuterRef("family"), status=Case.Status.CLOSED, closed_on__isnull=False)
    found = matters.select_related("family").annotate(
        my_part=Subquery(mine.values("part")[:1]),
        holder=Subquery(holder.values("professional__name")[:1]),
        next_what=Subquery(first.values("what")[:1]),
        next_due=Subquery(first.values("due_on")[:1]),
        next_owner=Subquery(first.values("owner__name")[:1]),
        file_closed=Subquery(closed.order_by("-pk").values("closed_on")[:1]),
    )
    return tuple(_row(one) for one in found.order_by("ended_on", F("next_due").asc(nulls_last=True), "pk"))


def _row(one: Matter) -> MatterRow:
    more = vars(one)
    return MatterRow(
        one.pk,
        one.family.name,
        in_words(one.about),
        PARTS[Part(more["my_part"])] if more["my_part"] else None,
        more["holder"] or "",
        day(one.opened_at),
        one.ended_on,
        in_words(more["next_what"] or ""),
        more["next_due"],
        more["next_owner"] or "",
        more["file_closed"] if one.is_open else None,
    )


@query(needs=Permission.WORK_ON_SAFETY, look=True, secret=True)
def my_matters(*, by: Actor, now: datetime) -> Matters:
    """All matters in whose circle the reader is, open ones first by their next date; an officer's also those without anybody."""
    return Matters(rows(Matter.objects.known_to(by, day(now)), by))


@query(needs=Permission.START_SAFETY, about="people.Family")
def of_family(family: Family, *, by: Actor, now: datetime) -> tuple[MatterRow, ...]:
    """Matters of this family in whose circle the reader is: for all others the same as when there is none."""
    mine = Q(members__professional_id=by.professional_id, members__ended_at=None)
    return rows(Matter.objects.filter(mine, family=family), by)


def holds_open_matter(family_id: int, by: Actor) -> bool:
    """Whether this person is in the circle of an open matter of the family. The same statement when nobody is."""
    mine = {"members__professional_id": by.professional_id, "members__ended_at": None}
    return Matter.objects.filter(family_id=family_id, ended_on=None, **mine).exists()


@dataclass(frozen=True)
class RegisterRow:
    matter_id: int
    family_name: str
    made_on: date
    made_by: str
    about: str | Text
    acute: bool
    reference: str
    assessed_on: date | None
    investigated_on: date | None
    asks_on: date | None
    """When one may ask what came of it; None when nothing is waited for."""


@query(needs=Permission.WORK_ON_SAFETY, look=True, secret=True)
def reports(*, by: Actor, now: datetime) -> tuple[RegisterRow, ...]:
    """The reports of the matters in whose circle the reader is, newest first."""
    waiting = SafetyPromise.objects.filter(report=OuterRef("pk"), status=SafetyPromise.Status.OPEN)
    mine = Q(matter__members__professional_id=by.professional_id, matter__members__ended_at=None)
    found = Report.objects.filter(mine).select_related("matter__family", "made_by")
    found = found.annotate(asks_on=Subquery(waiting.order_by("due_on").values("due_on")[:1]))
    return tuple(
        RegisterRow(
            one.matter_id,
            one.matter.family.name,
            one.made_on,
            one.made_by.name,
            in_words(one.about),
            one.acute,
            one.reference,
            one.assessed_on,
            one.investigated_on,
            vars(one)["asks_on"],
        )
        for one in found.order_by("-made_on", "-pk")
    )
