"""Who is around a family: professionals (from which access follows) and the family's own people."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, changed, day
from sluitend.care.network.models import Professional
from sluitend.care.people.actions.writing import check_period, end, not_in_future, refuse
from sluitend.care.people.models import Family, InformalHelper, Involvement
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.person import wrong_words
from sluitend.core.text import text

BY_ITS_OWN_ACTION = frozenset({Involvement.Role.LEAD, Involvement.Role.EMERGENCY, Involvement.Role.SIGNALLER})
"""Involvements that other actions begin and end: leading, breaking the glass, signalling."""


def now_involved(family: Family, professional_id: int, role: str, since: date, reason: str = "") -> Involvement:
    """Involve a professional, once per role. Part of the action that decided so."""
    found = family.involvements.filter(professional_id=professional_id, role=role, ends_on=None).first()
    return found or Involvement.objects.create(
        family=family, professional_id=professional_id, role=role, starts_on=since, reason=reason
    )


@action(needs=Permission.GRANT_ACCESS, about="people.Family")
def involve(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    professional_id: int,
    role: str = Involvement.Role.CARE_GIVER,
    reason: str = "",
) -> Involvement:
    """Take a professional into the team around the family. This person may see the file from now on."""
    if role not in Involvement.Role.values or role in BY_ITS_OWN_ACTION:
        raise NotNow(text("Kies wat deze persoon voor het gezin is."), field="role")
    refuse(wrong_words(reason.strip(), "reason", 300))
    workers = Professional.objects.on(day(now)).filter(pk=professional_id, region_id=family.region_id)
    if not workers.exists():
        raise NotNow(text("Kies iemand die hier nu werkt."), field="professional")
    return now_involved(family, professional_id, role, day(now), reason.strip())


@action(needs=Permission.GRANT_ACCESS, about="people.Involvement")
def end_involvement(involvement: Involvement, *, by: Actor, now: datetime, last_day: date) -> Involvement:
    """Let a professional leave the team around the family. The lead leaves by handing over instead."""
    if involvement.role == Involvement.Role.LEAD:
        raise NotNow(text("Draag eerst de regie over aan iemand anders."))
    if involvement.ends_on is not None and involvement.role != Involvement.Role.EMERGENCY:
        raise NotNow(text("Deze betrokkenheid is al geëindigd."))
    check_period(involvement.starts_on, last_day)
    not_in_future(last_day, day(now), "last_day")
    end(involvement, last_day)
    return involvement


def _helper_words(name: str, relation: str, phone: str, can_do: str) -> dict[str, str]:
    words = {"name": name.strip(), "relation": relation.strip(), "phone": phone.strip(), "can_do": can_do.strip()}
    if not words["name"]:
        raise NotNow(text("Vul een naam in."), field="name")
    for field, most in (("name", 120), ("relation", 80), ("phone", 30), ("can_do", 300)):
        refuse(wrong_words(words[field], field, most))
    return words


@action(needs=Permission.KEEP_OWN_NETWORK, about="people.Family")
def add_helper(
    family: Family, *, by: Actor, now: datetime, name: str, relation: str = "", phone: str = "", can_do: str = ""
) -> InformalHelper:
    """Add somebody of the family's own network, and what this person can do."""
    words = _helper_words(name, relation, phone, can_do)
    return InformalHelper.objects.create(family=family, starts_on=day(now), **words)


@action(needs=Permission.KEEP_OWN_NETWORK, about="people.InformalHelper")
def end_helper(helper: InformalHelper, *, by: Actor, now: datetime, last_day: date) -> InformalHelper:
    """Record that somebody of the own network no longer helps."""
    not_in_future(last_day, day(now), "last_day")
    end(helper, last_day)
    changed(helper.family_id)
    return helper
