"""Who works where. Leaving a whole caseload behind is one action in coordination."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sluitend.care.action import action, day
from sluitend.care.network.actions.checks import check_days, short_words
from sluitend.care.network.models import (
    FormerCard,
    Organisation,
    Professional,
    RoleAssignment,
    StandIn,
    TeamMember,
)
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role
from sluitend.core.text import text


@action(needs=Permission.MANAGE_ORGANISATION, about="network.Organisation")
def start_job(
    organisation: Organisation,
    *,
    by: Actor,
    now: datetime,
    name: str,
    roles: Iterable[str],
    starts_on: date,
    job: str = "",
    team_ids: Iterable[int] = (),
    leads_team_ids: Iterable[int] = (),
    user_id: int | None = None,
    phone: str = "",
    email: str = "",
    reachable: str = "",
    call_me_for: str = "",
    ends_on: date | None = None,
) -> Professional:
    """Let somebody begin to work at an organisation, in roles and teams, from a day on."""
    check_days(starts_on, ends_on)
    wanted = {*team_ids, *leads_team_ids}
    if organisation.teams.filter(pk__in=wanted).count() != len(wanted):
        raise NotNow(text("Kies een team van deze organisatie."), field="teams")
    professional = Professional.objects.create(
        region_id=organisation.region_id,
        organisation=organisation,
        user_id=user_id,
        name=short_words(name, "name", 120, required=True),
        job=short_words(job, "job", 120),
        starts_on=starts_on,
        ends_on=ends_on,
        **_card(phone, email, reachable, call_me_for),
    )
    for role in roles:
        assign_role(professional.pk, by=by, now=now, role=role, starts_on=starts_on)
    for team_id in wanted:
        leads = team_id in set(leads_team_ids)
        TeamMember.objects.create(team_id=team_id, professional=professional, starts_on=starts_on, leads=leads)
    return professional


def _card(phone: str, email: str, reachable: str, call_me_for: str) -> dict[str, str]:
    return {
        "phone": short_words(phone, "phone", 30),
        "email": short_words(email, "email", 254),
        "reachable": short_words(reachable, "reachable", 200),
        "call_me_for": short_words(call_me_for, "call_me_for", 300),
    }


@action(needs=Permission.MANAGE_ORGANISATION, about="network.Professional")
def assign_role(
    professional: Professional,
    *,
    by: Actor,
    now: datetime,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
) -> RoleAssignment:
    """Give a role from a day on. What the role may do is in core/roles.py."""
    if role not in set(Role) - {Role.SYSTEM}:
        raise NotNow(text("Kies een rol uit de lijst."), field="role")
    check_days(starts_on, ends_on)
    found = professional.role_assignments.on(starts_on).filter(role=role).first()
    return found or RoleAssignment.objects.create(
        professional=professional, role=role, starts_on=starts_on, ends_on=ends_on
    )


@action(needs=Permission.MANAGE_ORGANISATION, about="network.Professional")
def end_role(professional: Professional, *, by: Actor, now: datetime, role: str, last_day: date) -> Professional:
    """Let a role end after a last day."""
    _end(professional.role_assignments.filter(role=role), last_day)
    return professional


def end_job_dates(professional: Professional, last_day: date) -> None:
    """Write the last day of a job with its roles, teams and stand-ins. Part of coordination's leave_job, which first finds
    new owners for everything this person holds; on its own it would leave families behind (design.md 5, rule 1)."""
    if last_day < professional.starts_on:
        raise NotNow(text("De laatste dag ligt vóór de eerste dag."), field="last_day")
    professional.ends_on = last_day
    professional.save(update_fields=["ends_on"])
    for rows in (
        professional.role_assignments,
        professional.team_memberships,
        professional.stand_ins,
        professional.stands_in_for,
    ):
        _end(rows.all(), last_day)


def _end(rows, last_day: date) -> None:  # type: ignore[no-untyped-def]
    """End dated rows; what had not begun by then goes away, because it will never hold."""
    rows.filter(starts_on__gt=last_day).delete()
    rows.filter(ends_on__isnull=True).update(ends_on=last_day)
    rows.filter(ends_on__gt=last_day).update(ends_on=last_day)


@action(needs=Permission.SET_STAND_IN, about="network.Professional")
def set_stand_in(
    professional: Professional,
    *,
    by: Actor,
    now: datetime,
    stand_in_id: int,
    starts_on: date,
    ends_on: date,
    reason: str = "",
) -> StandIn:
    """Name who does somebody's work during absence. The stand-in sees and may do what the absent person may."""
    check_days(starts_on, ends_on)
    if ends_on < day(now):
        raise NotNow(text("Deze periode is al voorbij."), field="ends_on")
    workers = Professional.objects.on(max(starts_on, day(now))).on(ends_on)
    if not workers.filter(pk=stand_in_id, region_id=professional.region_id).exclude(pk=professional.pk).exists():
        raise NotNow(text("Kies een collega die in deze hele periode werkt."), field="stand_in")
    overlap = professional.stand_ins.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists()
    if overlap:
        raise NotNow(text("Voor deze dagen is er al een vervanger."), field="starts_on")
    return StandIn.objects.create(
        professional=professional,
        stand_in_id=stand_in_id,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=short_words(reason, "reason", 200),
    )


@action(needs=Permission.SET_STAND_IN, about="network.Professional")
def end_stand_in(professional: Professional, *, by: Actor, now: datetime) -> Professional:
    """Back from absence: from today on nobody stands in."""
    _end(professional.stand_ins.all(), day(now) - timedelta(days=1))
    return professional


@action(needs=Permission.EDIT_CARD, about="network.Professional")
def edit_card(
    professional: Professional,
    *,
    by: Actor,
    now: datetime,
    phone: str = "",
    email: str = "",
    reachable: str = "",
    call_me_for: str = "",
) -> Professional:
    """Say how one can be reached, when, and what for. What the card said before is kept."""
    was = {field: getattr(professional, field) for field in ("phone", "reachable", "call_me_for")}
    FormerCard.objects.get_or_create(professional=professional, until=day(now), defaults=was)
    for field, words in _card(phone, email, reachable, call_me_for).items():
        setattr(professional, field, words)
    professional.save(update_fields=["phone", "email", "reachable", "call_me_for"])
    return professional
