"""What every action in a matter asks first and proves last."""

from __future__ import annotations

from datetime import date
from typing import Any

from sluitend.care.network.models import Professional
from sluitend.care.safety.models import Matter, Member, SafetyPromise
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.roles import ROLES, Role
from sluitend.core.safety import DECIDES, Kind, MatterFacts, Part, wrongs
from sluitend.core.text import Text, text

WORK: dict[str, Any] = {"needs": Permission.WORK_ON_SAFETY, "about": "safety.Matter", "secret": True}
"""What every action and query in a matter asks for."""
CAN_WORK = frozenset(role for role in Role if Permission.WORK_ON_SAFETY in ROLES[role].permissions)
"""Who can be asked into a circle."""
CAN_CONTROL = frozenset(role for role in Role if Permission.CONTROL_SAFETY in ROLES[role].permissions)
"""Who can be asked to control who looked."""


def me(by: Actor) -> int:
    """The professional who acts; only people do anything here."""
    if by.professional_id is None:
        raise NotNow(text("Dit doet alleen een mens."))
    return by.professional_id


def needs(words: str, field: str, reason: Text) -> str:
    """The words without the space around them, or NotNow on this field."""
    if not words.strip():
        raise NotNow(reason, field=field)
    return words.strip()


def past(on: date, today: date, field: str = "on") -> date:
    if on > today:
        raise NotNow(text("Deze datum ligt in de toekomst."), field=field)
    return on


def must_be_open(matter: Matter) -> None:
    if not matter.is_open:
        raise NotNow(text("Deze zaak is afgesloten. Open haar eerst opnieuw, met een reden."))


def must_decide(matter: Matter, by: Actor) -> None:
    """Deciding, reporting, ending and the circle are of who holds the matter and of the attention officer."""
    parts = dict(matter.members.filter(ended_at=None).values_list("professional_id", "part"))
    if parts.get(me(by)) not in DECIDES:
        holder = matter.members.filter(ended_at=None, part=Part.HOLDER).select_related("professional").first()
        name = holder.professional.name if holder else "–"
        raise NotNow(text("U denkt mee. Dit doet wie de zaak vasthoudt. Vraag het aan %(name)s.", name=name))


def in_circle(matter: Matter, professional_id: int, field: str = "owner") -> int:
    if not matter.members.filter(ended_at=None, professional_id=professional_id).exists():
        raise NotNow(text("Kies iemand uit de kring."), field=field)
    return professional_id


def colleague(professional_id: int, region_id: int, today: date, field: str = "professional") -> Professional:
    """Somebody who works in this region today, of whatever organisation: named, so across its border on purpose."""
    found = Professional.objects.on(today).filter(pk=professional_id, region_id=region_id).first()
    if found is None:
        raise NotNow(text("Deze persoon werkt hier niet (meer). Kies iemand die er nu werkt."), field=field)
    return found


def keep_rules(matter: Matter) -> Matter:
    """Refuse the transaction when the matter would be without holder or next step (core/safety.py)."""
    circle = list(Member.objects.filter(matter=matter, ended_at=None).values_list("professional_id", "part"))
    waiting = SafetyPromise.objects.filter(matter=matter, status=SafetyPromise.Status.OPEN)
    facts = MatterFacts(
        open=matter.is_open,
        holders=[pk for pk, part in circle if part == Part.HOLDER],
        circle=frozenset(pk for pk, _ in circle),
        promises=[(Kind(kind), owner) for kind, owner in waiting.values_list("kind", "owner_id")],
        ending=matter.ending,
        ended_by=matter.ended_by_id,
    )
    for wrong in wrongs(facts):
        raise NotNow(wrong)
    return matter
