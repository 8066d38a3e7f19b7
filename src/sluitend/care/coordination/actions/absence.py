"""A whole caseload at once: a stand-in during absence, coming back, and leaving the job (design.md 5, rule 1).

The stand-in really holds the work, so that nothing falls open when the agreed last day passes without a return: the clock gives
nothing back, a person does.
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
from sluitend.care.followup.actions import give_promises, involve, tell, working
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional, StandIn
from sluitend.care.people.models import Involvement
from sluitend.core import states
from sluitend.core.access import Actor, NotNow, Permission
from sluitend.core.text import text


@action(needs=Permission.MOVE_CASELOAD, about="network.Professional")
def stand_in_takes_over(
    professional: Professional,
    *,
    by: Actor,
    now: datetime,
    stand_in_id: int,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "",
) -> int:
    """Agree who does somebody's work from a day on, and until when as far as known. Starting today it goes over at once.

    From the first day on the stand-in may do everything for the absent person; a planned absence hands over by `absence_begins`.
    """
    _check_absence(professional, stand_in_id, starts_on, ends_on, day(now))
    agreed = StandIn.objects.create(
        professional=professional,
        stand_in_id=stand_in_id,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip(),
    )
    if starts_on == day(now):
        absence_begins(agreed.pk, by=by, now=now)
    return agreed.pk


def _check_absence(
    professional: Professional, stand_in_id: int, starts_on: date, ends_on: date | None, today: date
) -> None:
    if starts_on < today:
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="starts_on")
    if ends_on is not None and ends_on < starts_on:
        raise NotNow(text("De laatste dag ligt voor de eerste dag."), field="ends_on")
    if stand_in_id == professional.pk:
        raise NotNow(text("Kies een ander als vervanger."), field="stand_in")
    _fit(professional, stand_in_id, today)
    if StandIn.objects.on(starts_on).filter(professional_id=stand_in_id).exists():
        raise NotNow(text("Deze persoon is dan zelf afwezig."), field="stand_in")
    if Absence.objects.filter(stand_in__stand_in=professional, ended_at__isnull=True).exists():
        raise NotNow(text("Deze persoon vervangt zelf iemand. Regel dat eerst."), field="stand_in")
    if professional.stand_ins.on(starts_on).exists() or _still_away(professional):
        raise NotNow(text("Voor deze dagen is er al een vervanger."), field="starts_on")


def _still_away(professional: Professional) -> bool:
    return Absence.objects.filter(stand_in__professional=professional, ended_at__isnull=True).exists()


def _fit(professional: Professional, other_id: int, today: date) -> None:
    """Who leads families can only be replaced by somebody who may lead them."""
    check = can_coordinate if Case.objects.filter(lead=professional, status="open").exists() else working
    check(other_id, professional.region_id, today, field="stand_in")


@action(needs=Permission.MOVE_CASELOAD)
def absence_begins(stand_in_id: int, *, by: Actor, now: datetime) -> int:
    """Hand the caseload over to the stand-in on the day that was agreed. Doing it twice hands over nothing twice."""
    agreed = _own_stand_in(stand_in_id, by)
    if agreed.starts_on > day(now):
        raise NotNow(text("De vervanging begint pas later."))
    begun, new = Absence.objects.get_or_create(stand_in=agreed, defaults={"began_at": now})
    if new:
        begun.cases, begun.promises, begun.handovers = _hand_all(agreed.professional, agreed.stand_in, by, now)
        begun.save()
    return agreed.pk


def _own_stand_in(stand_in_id: int, by: Actor) -> StandIn:
    found = StandIn.objects.select_for_update().select_related("professional", "stand_in").filter(pk=stand_in_id)
    agreed = found.filter(professional__region_id=by.region_id).first()
    if agreed is None or (by.organisation_id not in (None, agreed.professional.organisation_id)):
        raise NotNow(text("Deze vervanging bestaat niet in uw organisatie."))
    return agreed


def _hand_all(who: Professional, to: Professional, by: Actor, now: datetime) -> tuple[list[int], list[int], list[int]]:
    """Leads, open tasks and hand-overs that wait for an answer, from one professional to another; the ids of what went."""
    handovers = _move_handovers(_waiting(who), who, to, now)
    cases = list(_led(who))
    for case in cases:
        give_lead(case, to.pk, now)
    waiting = Promise.objects.filter(owner=who, status=Promise.Status.OPEN).select_for_update()
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


def _led(who: Professional) -> Iterable[Case]:
    cases = Case.objects.select_for_update(of=("self",)).select_related("family")
    return cases.filter(lead=who, status=Case.Status.OPEN).order_by("pk")


def _move_handovers(waiting: Iterable[LeadHandover], who: Professional, to: Professional, now: datetime) -> list[int]:
    """Requests to and from the one who goes are the other's from now on. Nobody asks oneself: such a request is withdrawn."""
    moved = []
    for one in waiting:
        side, other = ("receiver", one.sender_id) if one.receiver_id == who.pk else ("sender", one.receiver_id)
        if other == to.pk:
            one.status, one.answered_on = (
                states.move(states.LEAD_HANDOVER, one.status, to="withdrawn", reason=side),
                day(now),
            )
            one.reason = "Het werk is in zijn geheel overgegaan."
        else:
            setattr(one, side, to)
            moved.append(one.pk)
        one.save()
        changed(one.family_id)
    return moved


def _waiting(who: Professional) -> QuerySet[LeadHandover]:
    return LeadHandover.objects.filter(Q(receiver=who) | Q(sender=who), status=LeadHandover.Status.REQUESTED)


@action(needs=Permission.MOVE_CASELOAD)
def return_from_absence(stand_in_id: int, *, by: Actor, now: datetime) -> int:
    """The absent person is back: what went over and is still with the stand-in comes back."""
    agreed = _own_stand_in(stand_in_id, by)
    absence = Absence.objects.select_for_update().filter(stand_in=agreed, ended_at__isnull=True).first()
    if absence is not None:
        _give_back(absence, agreed, now)
        absence.ended_at = now
        absence.save(update_fields=["ended_at"])
    last = day(now)
    agreed.ends_on = max(agreed.starts_on, min(agreed.ends_on or last, last))
    agreed.save(update_fields=["ends_on"])
    message = text("Uw werk is weer bij u. Welkom terug.")
    tell({agreed.professional_id}, kind="caseload", message=message, now=now, but=by.professional_id)
    return agreed.pk


def _give_back(absence: Absence, agreed: StandIn, now: datetime) -> None:
    asked = _waiting(agreed.stand_in).filter(pk__in=absence.handovers)
    _move_handovers(asked, agreed.stand_in, agreed.professional, now)
    cases = list(_led(agreed.stand_in).filter(pk__in=absence.cases))
    for case in cases:
        give_lead(case, agreed.professional_id, now)
    open_ones = Promise.objects.filter(status=Promise.Status.OPEN, owner=agreed.stand_in).select_related("family")
    families = [case.family_id for case in cases]
    mine = open_ones.filter(pk__in=absence.promises) | open_ones.filter(family_id__in=families)
    give_promises(mine, agreed.professional_id, now)
    details(cases=len(cases))


@action(needs=Permission.MOVE_CASELOAD, about="network.Professional")
def leave_job(professional: Professional, *, by: Actor, now: datetime, last_day: date, to_id: int | None = None) -> int:
    """Somebody stops working here. The caseload goes to the team lead (or to `to_id`) now, also when the last day lies ahead.

    Until the last day the leaver stays involved with the families, to say goodbye and hand over warmly.
    """
    today = day(now)
    if last_day < today:
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="last_day")
    heir = can_coordinate(to_id or _team_lead_of(professional, today), professional.region_id, today, field="to")
    if heir.pk == professional.pk:
        raise NotNow(text("Kies iemand anders die het werk krijgt."), field="to")
    _other_absences(professional, heir, by, now)
    cases, _, _ = _hand_all(professional, heir, by, now)
    _hand_roles(professional, heir, today)
    for case in Case.objects.filter(pk__in=cases).select_related("family"):
        involve(case.family, professional.pk, today)
    professional.involvements.filter(ends_on__isnull=True).update(ends_on=last_day)
    professional.ends_on = last_day
    professional.save(update_fields=["ends_on"])
    details(last_day=last_day)
    return professional.pk


def _other_absences(professional: Professional, heir: Professional, by: Actor, now: datetime) -> None:
    """Whom the leaver stood in for gets the heir as stand-in; an heir who was the absent one takes the work back."""
    for agreed in StandIn.objects.filter(stand_in=professional, absence__ended_at__isnull=True, absence__isnull=False):
        if agreed.professional_id == heir.pk:
            return_from_absence(agreed.pk, by=by, now=now)
        else:
            agreed.stand_in = heir
            agreed.save(update_fields=["stand_in"])


def _hand_roles(professional: Professional, heir: Professional, today: date) -> None:
    """The coordinating roles around families go along, each with its history."""
    held = professional.involvements.filter(role__in=ONE_AT_A_TIME, ends_on__isnull=True).select_related("family")
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


def _team_lead_of(professional: Professional, today: date) -> int:
    """The lead of a team of this professional, else NotNow: then somebody must be chosen."""
    teams = professional.team_memberships.on(today).values("team_id")
    leads = Professional.objects.on(today).filter(
        team_memberships__team_id__in=teams, team_memberships__leads=True, team_memberships__ends_on__isnull=True
    )
    found = leads.exclude(pk=professional.pk).order_by("pk").first()
    if found is None:
        raise NotNow(text("Dit team heeft geen teamleider. Kies wie het werk krijgt."), field="to")
    return found.pk
