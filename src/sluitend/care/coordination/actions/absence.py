"""A whole caseload at once: a stand-in during absence, coming back, and leaving the job (design.md 5, rule 1).

From the first day of an absence on the stand-in may do everything for the absent person (network); here the work itself goes over,
so that nothing falls open when the agreed last day passes without a return: the clock gives nothing back, a person does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from sluitend.care.action import action, changed, day, details
from sluitend.care.coordination.actions.case import give_lead
from sluitend.care.coordination.actions.handover import can_coordinate
from sluitend.care.coordination.actions.roles import ONE_AT_A_TIME
from sluitend.care.coordination.models import Absence, Case, LeadHandover
from sluitend.care.followup.actions import give_promises, takes_part, tell
from sluitend.care.followup.models import Promise
from sluitend.care.network.actions import end_job_dates, end_stand_in, set_stand_in
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Involvement
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text

WENT_OVER = "Het werk is in zijn geheel overgegaan."


@action(needs=Permission.SET_STAND_IN, about="network.Professional")
def stand_in_takes_over(
    professional: Professional,
    *,
    by: Actor,
    now: datetime,
    stand_in_id: int,
    starts_on: date,
    ends_on: date,
    reason: str = "",
) -> Professional:
    """Agree who does somebody's work from a day until a day. An absence that begins today hands the caseload over at once.

    A planned one is handed over on its first day by `absence_begins`; until that is done the stand-in may act for the absent.
    """
    if Absence.objects.filter(professional=professional, ended_at=None).exists():
        raise NotNow(text("Deze persoon is al afwezig. Leg eerst de terugkeer vast."), field="starts_on")
    if Absence.objects.filter(professional_id=stand_in_id, ended_at=None).exists():
        raise NotNow(text("Deze persoon is zelf afwezig."), field="stand_in")
    if Absence.objects.filter(stand_in=professional, ended_at=None).exists():
        raise NotNow(text("Deze persoon vervangt zelf iemand. Regel eerst wie dat overneemt."), field="stand_in")
    set_stand_in(
        professional.pk, by=by, now=now, stand_in_id=stand_in_id, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    if starts_on <= day(now):
        absence_begins(professional.pk, by=by, now=now)
    return professional


@action(needs=Permission.SET_STAND_IN, about="network.Professional")
def absence_begins(professional: Professional, *, by: Actor, now: datetime) -> Professional:
    """Hand the caseload over to the stand-in of today. Doing it twice hands over nothing twice."""
    agreed = professional.stand_ins.on(day(now)).select_related("stand_in").order_by("-pk").first()
    if agreed is None:
        raise NotNow(text("Er is vandaag geen vervanger afgesproken."))
    begun, new = Absence.objects.get_or_create(
        professional=professional, ended_at=None, defaults={"stand_in": agreed.stand_in, "began_at": now}
    )
    if new:
        begun.cases, begun.promises, begun.handovers = _hand_all(professional, agreed.stand_in, by, now, "stand_in")
        begun.save()
    return professional


def _hand_all(
    who: Professional, to: Professional, by: Actor, now: datetime, field: str
) -> tuple[list[int], list[int], list[int]]:
    """Leads, open tasks and hand-overs that wait for an answer, from one professional to another; the ids of what went."""
    cases = list(_led(who))
    if cases:
        can_coordinate(to.pk, who.region_id, day(now), field=field)
    handovers = _move_handovers(_waiting(who), who, to, now)
    for case in cases:
        give_lead(case, to.pk, now)
    waiting = Promise.objects.filter(owner=who, status=Promise.Status.OPEN).select_for_update(of=("self",))
    promises = give_promises(waiting.select_related("family"), to.pk, now)
    details(cases=len(cases), promises=len(promises), handovers=len(handovers), to=to.pk)
    message = text(
        "U heeft het werk van %(name)s overgenomen: %(cases)s gezinnen en %(promises)s taken.",
        name=who.name,
        cases=len(cases),
        promises=len(promises),
    )
    tell({to.pk}, kind="caseload", message=message, now=now, but=by.professional_id)
    return [case.pk for case in cases], promises, handovers


def _led(who: Professional) -> QuerySet[Case]:
    cases = Case.objects.select_for_update(of=("self",)).select_related("family")
    return cases.filter(lead=who, status=Case.Status.OPEN).order_by("pk")


def _waiting(who: Professional) -> QuerySet[LeadHandover]:
    return LeadHandover.objects.filter(Q(receiver=who) | Q(sender=who), status=LeadHandover.Status.REQUESTED)


def _move_handovers(waiting: Iterable[LeadHandover], who: Professional, to: Professional, now: datetime) -> list[int]:
    """Requests to and from the one who goes are the other's from now on. Nobody asks oneself: such a request is withdrawn."""
    moved = []
    for one in waiting:
        side, other = ("receiver", one.sender_id) if one.receiver_id == who.pk else ("sender", one.receiver_id)
        if other == to.pk:
            one.status = states.move(states.LEAD_HANDOVER, one.status, to="withdrawn", reason=WENT_OVER)
            one.reason, one.answered_on = WENT_OVER, day(now)
        else:
            setattr(one, side, to)
            moved.append(one.pk)
        one.save()
        changed(one.family_id)
    return moved


@action(needs=Permission.SET_STAND_IN, about="network.Professional")
def return_from_absence(professional: Professional, *, by: Actor, now: datetime) -> Professional:
    """The absent person is back: what went over and is still with the stand-in comes back."""
    absence = Absence.objects.select_for_update().filter(professional=professional, ended_at=None).first()
    if absence is not None:
        _give_back(absence, now)
        absence.ended_at = now
        absence.save(update_fields=["ended_at"])
    end_stand_in(professional.pk, by=by, now=now)
    message = text("Uw werk is weer bij u. Welkom terug.")
    tell({professional.pk}, kind="caseload", message=message, now=now, but=by.professional_id)
    return professional


def _give_back(absence: Absence, now: datetime) -> None:
    """Also tasks that the stand-in made meanwhile for the families that come back."""
    stand_in, back = absence.stand_in, absence.professional
    _move_handovers(_waiting(stand_in).filter(pk__in=absence.handovers), stand_in, back, now)
    cases = list(_led(stand_in).filter(pk__in=absence.cases))
    for case in cases:
        give_lead(case, back.pk, now)
    theirs = Q(pk__in=absence.promises) | Q(family_id__in=[case.family_id for case in cases])
    waiting = Promise.objects.filter(theirs, status=Promise.Status.OPEN, owner=stand_in)
    give_promises(waiting.select_related("family"), back.pk, now)
    details(cases=len(cases))


@action(needs=Permission.MOVE_CASELOAD, about="network.Professional")
def leave_job(
    professional: Professional, *, by: Actor, now: datetime, last_day: date, to_id: int | None = None
) -> Professional:
    """Somebody stops working here. The caseload goes to the team lead (or to `to_id`) now, also when the last day lies ahead.

    Until the last day the leaver stays involved with the families, to say goodbye and hand over warmly.
    """
    today = day(now)
    if last_day < today:
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="last_day")
    heir = _heir(professional, to_id, last_day, today)
    _end_absences(professional, heir, by, now)
    cases, _, _ = _hand_all(professional, heir, by, now, "to")
    _hand_roles(professional, heir, today)
    for case in Case.objects.filter(pk__in=cases).select_related("family"):
        takes_part(case.family, professional.pk, today)
    professional.involvements.filter(ends_on__isnull=True).update(ends_on=last_day)
    end_job_dates(professional, last_day)
    details(last_day=last_day)
    return professional


def _heir(professional: Professional, to_id: int | None, last_day: date, today: date) -> Professional:
    """Who was chosen, else the lead of a team of the leaver; NotNow when there is nobody who works on after the last day."""
    workers = Professional.objects.on(today).filter(region_id=professional.region_id).exclude(pk=professional.pk)
    workers = workers.filter(Q(ends_on=None) | Q(ends_on__gt=last_day))
    if to_id is not None:
        found = workers.filter(pk=to_id).first()
    else:
        teams = professional.team_memberships.on(today).values("team_id")
        leads = {"team_memberships__team_id__in": teams, "team_memberships__leads": True}
        found = workers.filter(**leads, team_memberships__ends_on=None).order_by("pk").first()
    if found is None:
        raise NotNow(text("Kies wie het werk krijgt: iemand die hier na die dag nog werkt."), field="to")
    return found


def _end_absences(professional: Professional, heir: Professional, by: Actor, now: datetime) -> None:
    """Whom the leaver stood in for gets the heir as stand-in; an heir who was the absent one takes the work back."""
    for absence in Absence.objects.filter(stand_in=professional, ended_at=None):
        if absence.professional_id == heir.pk:
            return_from_absence(heir.pk, by=by, now=now)
        else:
            absence.stand_in = heir
            absence.save(update_fields=["stand_in"])
    Absence.objects.filter(professional=professional, ended_at=None).update(ended_at=now)


def _hand_roles(professional: Professional, heir: Professional, today: date) -> None:
    """The coordinating roles around families go along, each with its history."""
    held = professional.involvements.filter(role__in=ONE_AT_A_TIME, ends_on=None).select_related("family")
    for involvement in held:
        involvement.ends_on = max(today, involvement.starts_on)
        involvement.save(update_fields=["ends_on"])
        Involvement.objects.get_or_create(
            family=involvement.family,
            professional=heir,
            role=involvement.role,
            ends_on=None,
            defaults={"starts_on": today},
        )
        changed(involvement.family_id)
