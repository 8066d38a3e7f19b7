"""Whose sign-in this is, and the roles that the provider of it says somebody has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sluitend.care.accounts.actions import bind
from sluitend.care.accounts.models import Identity
from sluitend.care.action import action, day, details
from sluitend.care.network.actions.checks import short_words
from sluitend.care.network.actions.work import assign_role, end_role
from sluitend.care.network.models import Professional
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@action(needs=Permission.MANAGE_ORGANISATION, about="network.Professional")
def bind_sign_in(professional: Professional, *, by: Actor, now: datetime, provider: str, subject: str) -> Professional:
    """Let whom a provider calls `subject` sign in as this professional. Done once, by an administrator."""
    return _bind(professional, provider, short_words(subject, "subject", 255, required=True), "administrator", now)


@action(needs=Permission.RUN_JOBS, about="network.Professional")
def recognise_by_email(
    professional: Professional, *, by: Actor, now: datetime, provider: str, subject: str
) -> Professional:
    """The same, after the person was recognised by the work e-mail that the provider verified, and said that this is so."""
    return _bind(professional, provider, subject, "email", now)


def _bind(professional: Professional, provider: str, subject: str, way: str, now: datetime) -> Professional:
    professional.user_id = bind(professional.user_id, provider, subject, Identity.Way(way), now)
    professional.save(update_fields=["user"])
    details(provider=provider, way=way)
    return professional


@action(needs=Permission.RUN_JOBS, about="network.Professional")
def follow_provider(
    professional: Professional, *, by: Actor, now: datetime, roles: Iterable[str], possible: Iterable[str]
) -> Professional:
    """The provider keeps these roles: begin those it gives and end those it does not. Roles it cannot give stay as they are."""
    today = day(now)
    held = set(professional.role_assignments.on(today).values_list("role", flat=True))
    wanted = set(roles)
    for role in sorted(wanted - held):
        assign_role(professional.pk, by=by, now=now, role=role, starts_on=today)
    for role in sorted((held & set(possible)) - wanted):
        end_role(professional.pk, by=by, now=now, role=role, last_day=today - timedelta(days=1))
    return professional
