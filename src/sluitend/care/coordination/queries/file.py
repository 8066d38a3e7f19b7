"""The file of one family: who leads it, what is next, how it may end; and requests to take a lead over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.care.people.models import Family, Involvement
from sluitend.care.people.queries.labels import INVOLVED_AS
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.kept_words import Spoken, spoken
from sluitend.core.permissions import Permission
from sluitend.core.states import ENDINGS, LEAD_HANDOVER, Ending
from sluitend.core.text import Text


@dataclass(frozen=True)
class HandoverRow:
    id: int
    family_id: int
    family_name: str
    sender: str
    receiver: str
    receiver_is_me: bool
    why: str
    status: str
    status_label: Text
    asked_on: date
    answer_by: date
    late: bool
    reason: str
    warm_who: str
    warm_where: str


@dataclass(frozen=True)
class RoleRow:
    involvement_id: int
    role: str
    label: Text
    professional_id: int
    name: str
    since: date
    until: date | None


@dataclass(frozen=True)
class CaseFile:
    """The file as it stands, the request to take over that waits (if any), and who had which role."""

    case_id: int
    family_id: int
    family_name: str
    open: bool
    lead_id: int
    lead: str
    opened_on: date
    next_what: Spoken
    next_due_on: date | None
    next_owner: str
    next_is_quiet: bool
    closed_on: date | None
    ending: Text | None
    ending_note: str
    handovers: tuple[HandoverRow, ...]
    roles: tuple[RoleRow, ...]

    @property
    def asked(self) -> HandoverRow | None:
        return next((one for one in self.handovers if one.status == LeadHandover.Status.REQUESTED), None)


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def case_file(family: Family, *, by: Actor, now: datetime) -> CaseFile | None:
    """The last file of a family; None when it never had one. Three statements."""
    case = family.cases.select_related("lead", "next_owner").order_by("-pk").first()
    if case is None:
        return None
    asked = case.handovers.select_related("sender", "receiver", "family").order_by("-pk")
    held = family.involvements.select_related("professional").order_by("-starts_on", "-pk")
    coordinating = held.exclude(role__in=[Involvement.Role.EMERGENCY, Involvement.Role.SIGNALLER])
    return CaseFile(
        case_id=case.pk,
        family_id=family.pk,
        family_name=family.name,
        open=case.status == Case.Status.OPEN,
        lead_id=case.lead_id,
        lead=case.lead.name,
        opened_on=case.opened_on,
        next_what=spoken(case.next_what, case.next_words),
        next_due_on=case.next_due_on,
        next_owner=case.next_owner.name if case.next_owner else "",
        next_is_quiet=case.next_is_quiet,
        closed_on=case.closed_on,
        ending=ENDINGS[Ending(case.ending)] if case.ending else None,
        ending_note=case.ending_note,
        handovers=tuple(_handover(one, by, day(now)) for one in asked),
        roles=tuple(_role(one) for one in coordinating),
    )


def _role(held: Involvement) -> RoleRow:
    name, label = held.professional.name, INVOLVED_AS[held.role]
    return RoleRow(held.pk, held.role, label, held.professional_id, name, held.starts_on, held.ends_on)


def _handover(asked: LeadHandover, by: Actor, today: date) -> HandoverRow:
    return HandoverRow(
        id=asked.pk,
        family_id=asked.family_id,
        family_name=asked.family.name,
        sender=asked.sender.name,
        receiver=asked.receiver.name,
        receiver_is_me=asked.receiver_id in by.acts_for,
        why=asked.why,
        status=asked.status,
        status_label=LEAD_HANDOVER.labels[asked.status],
        asked_on=asked.asked_on,
        answer_by=asked.answer_by,
        late=asked.status == LeadHandover.Status.REQUESTED and asked.answer_by < today,
        reason=asked.reason,
        warm_who=asked.warm_who,
        warm_where=asked.warm_where,
    )


@query(needs=Permission.SEE_CASELOAD, look=True)
def handovers_for_me(*, by: Actor, now: datetime) -> list[HandoverRow]:
    """Requests to take over a lead that wait for this person (or for whom this person stands in), soonest answer first."""
    waiting = LeadHandover.objects.filter(receiver_id__in=by.acts_for, status=LeadHandover.Status.REQUESTED)
    related = waiting.select_related("sender", "receiver", "family").order_by("answer_by", "pk")
    return [_handover(one, by, day(now)) for one in related[:100]]


@query(needs=Permission.TAKE_OVER_LEAD, about="coordination.LeadHandover", look=True)
def handover(asked: LeadHandover, *, by: Actor, now: datetime) -> HandoverRow:
    """One request to take over a lead, for who is asked."""
    return _handover(asked, by, day(now))
