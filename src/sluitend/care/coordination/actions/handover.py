"""Handing over the lead. It stays with the sender until the other says yes (design.md 5, rule 4)."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day, details
from sluitend.care.agreements import queries as agreements
from sluitend.care.agreements.models import Version
from sluitend.care.coordination.actions.case import give_lead
from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.care.followup.actions import give_promises, staying, tell
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import Offset, Unit
from sluitend.core.permissions import Permission
from sluitend.core.roles import ROLES, Role
from sluitend.core.text import Text, text

UNAGREED_ANSWER = Offset(5, Unit.WORKING_DAYS)
"""How long the other has to answer where a region agreed no term: our proposal, as for referrals (content/regions)."""


@action(needs=Permission.COORDINATE, about="coordination.Case")
def ask_lead_handover(
    case: Case,
    *,
    by: Actor,
    now: datetime,
    receiver_id: int,
    why: str,
    answer_by: date | None = None,
    warm_who: str = "",
    warm_where: str = "",
) -> LeadHandover:
    """Ask somebody to become the lead. `warm_who` and `warm_where` say who was there, when it was done in person."""
    today = day(now)
    if case.status != Case.Status.OPEN:
        raise NotNow(text("Dit dossier is gesloten. Er valt niets over te dragen."))
    if case.handovers.filter(status=LeadHandover.Status.REQUESTED).exists():
        raise NotNow(text("Er is al gevraagd om de regie over te nemen. Wacht op antwoord of trek dat eerst in."))
    if not why.strip():
        raise NotNow(text("Schrijf waarom u de regie overdraagt."), field="why")
    if receiver_id == case.lead_id:
        raise NotNow(text("Deze persoon is al regiehouder. Kies iemand anders."), field="receiver")
    can_coordinate(receiver_id, case.region_id, today, field="receiver")
    asked = LeadHandover.objects.create(
        family_id=case.family_id,
        case=case,
        sender_id=case.lead_id,
        receiver_id=receiver_id,
        why=why.strip(),
        asked_on=today,
        answer_by=_answer_by(case.region_id, answer_by, today),
        warm=bool(warm_who.strip()),
        warm_who=warm_who.strip(),
        warm_where=warm_where.strip(),
    )
    _tell(asked, {receiver_id}, text("Er is gevraagd of u de regie van een gezin overneemt."), by, now)
    return asked


def can_coordinate(professional_id: int, region_id: int, today: date, *, field: str) -> Professional:
    """The professional, or NotNow when nobody of that id works here today in a role that can lead a file."""
    found = staying(professional_id, region_id, today, field=field)
    roles = found.role_assignments.on(today).values_list("role", flat=True)
    if not any(Permission.COORDINATE in ROLES[Role(role)].permissions for role in roles):
        raise NotNow(text("Deze persoon heeft geen rol waarin die een gezin kan begeleiden."), field=field)
    return found


def _answer_by(region_id: int, asked_for: date | None, today: date) -> date:
    """The date that was asked for, else the region's term for answers between parties, else ours."""
    if asked_for is not None and asked_for < today:
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="answer_by")
    if asked_for is not None or not agreements.versions(region_id, (Version.Kind.REGION,), today):
        return asked_for or UNAGREED_ANSWER.from_date(today)
    term = agreements.terms(region_id, today).referral_answer
    return Offset(term.amount, term.unit).from_date(today)


def _tell(asked: LeadHandover, whom: set[int | None], message: Text, by: Actor, now: datetime) -> None:
    but = by.professional_id
    tell(whom, kind="handover", message=message, now=now, family_id=asked.family_id, thing=asked, but=but)


@action(needs=Permission.MOVE_CASELOAD, about="network.Professional")
def ask_caseload_handover(
    professional: Professional, *, by: Actor, now: datetime, receiver_id: int, why: str, case_ids: list[int]
) -> int:
    """Ask somebody to take over the lead of several files of one professional at once; the number that was asked.

    Files that are already being handed over are left as they are.
    """
    cases = Case.objects.filter(lead=professional, status=Case.Status.OPEN, pk__in=case_ids)
    cases = list(cases.exclude(handovers__status=LeadHandover.Status.REQUESTED).order_by("pk"))
    if not cases:
        raise NotNow(text("Kies een of meer gezinnen om over te dragen."), field="cases")
    for case in cases:
        ask_lead_handover(case.pk, by=by, now=now, receiver_id=receiver_id, why=why)
    details(cases=len(cases), receiver=receiver_id)
    return len(cases)


@action(needs=Permission.TAKE_OVER_LEAD, about="coordination.LeadHandover")
def accept_handover(
    asked: LeadHandover, *, by: Actor, now: datetime, warm_who: str = "", warm_where: str = ""
) -> LeadHandover:
    """Take over the lead. Only now it changes, and with it the sender's open tasks for this family."""
    asked.status = states.move(states.LEAD_HANDOVER, asked.status, to="accepted")
    asked.answered_on = day(now)
    asked.warm_who, asked.warm_where = warm_who.strip() or asked.warm_who, warm_where.strip() or asked.warm_where
    asked.warm = bool(asked.warm_who)
    asked.save()
    case = Case.objects.select_for_update().get(pk=asked.case_id)
    before = case.lead_id
    give_lead(case, asked.receiver_id, now)
    mine = Promise.objects.filter(family_id=asked.family_id, owner_id=before, status=Promise.Status.OPEN)
    give_promises(mine.select_related("family"), asked.receiver_id, now)
    _tell(asked, {asked.sender_id, before}, text("De regie van een gezin is overgenomen."), by, now)
    return asked


@action(needs=Permission.TAKE_OVER_LEAD, about="coordination.LeadHandover")
def refuse_handover(asked: LeadHandover, *, by: Actor, now: datetime, reason: str) -> LeadHandover:
    """Say that you cannot take over the lead, and why. It stays with the sender, who is told."""
    asked.status = states.move(states.LEAD_HANDOVER, asked.status, to="refused", reason=reason.strip())
    asked.reason, asked.answered_on = reason.strip(), day(now)
    asked.save(update_fields=["status", "reason", "answered_on"])
    message = text("De regie van een gezin is niet overgenomen. U blijft regiehouder.")
    _tell(asked, {asked.sender_id, asked.case.lead_id}, message, by, now)
    return asked


@action(needs=Permission.COORDINATE, about="coordination.LeadHandover")
def withdraw_handover(asked: LeadHandover, *, by: Actor, now: datetime, reason: str) -> LeadHandover:
    """Take back the request to take over the lead, and say why."""
    asked.status = states.move(states.LEAD_HANDOVER, asked.status, to="withdrawn", reason=reason.strip())
    asked.reason, asked.answered_on = reason.strip(), day(now)
    asked.save(update_fields=["status", "reason", "answered_on"])
    _tell(asked, {asked.receiver_id}, text("De vraag om de regie over te nemen is ingetrokken."), by, now)
    return asked
