"""Who is in the circle: by name, with a reason, until somebody ends it. Nobody comes in by role, team or standing in."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.network.models import RoleAssignment
from sluitend.care.safety.actions.promises import OPEN
from sluitend.care.safety.actions.rules import CAN_WORK, WORK, colleague, in_circle, keep_rules, me, must_decide, needs
from sluitend.care.safety.actions.starting import attention_officer
from sluitend.care.safety.models import Matter, Member, StepTaken
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.safety import Part, Step
from sluitend.core.text import text

WHY = text("Schrijf waarom.")


@action(**WORK)
def add_to_circle(
    matter: Matter, *, by: Actor, now: datetime, professional_id: int, why: str, part: str = Part.CONSULTED
) -> Member:
    """Ask somebody in, of whatever organisation in the region. From then on this person sees the whole matter."""
    must_decide(matter, by)
    why = needs(why, "why", text("Schrijf waarom deze persoon meekijkt."))
    if part == Part.OFFICER:
        who = attention_officer(professional_id, matter.region_id, now, "professional")
    else:
        who = colleague(professional_id, matter.region_id, day(now))
    if matter.members.filter(professional=who, ended_at=None).exists():
        raise NotNow(text("Deze persoon zit al in de kring."), field="professional")
    if not RoleAssignment.objects.on(day(now)).filter(professional=who, role__in=CAN_WORK).exists():
        raise NotNow(text("Deze persoon werkt niet met gezinnen. Kies iemand anders."), field="professional")
    part = Part.OFFICER if part == Part.OFFICER else Part.CONSULTED
    return Member.objects.create(matter=matter, professional=who, part=part, why=why, since=now, added_by_id=me(by))


@action(**WORK)
def end_access(matter: Matter, *, by: Actor, now: datetime, member_id: int, reason: str) -> Member:
    """Somebody no longer sees the matter, from now. What this person promised goes to who holds it."""
    member = _member(matter, member_id)
    if member.professional_id != me(by):
        must_decide(matter, by)
    if member.part == Part.HOLDER:
        raise NotNow(text("Draag de zaak eerst over: zonder wie haar vasthoudt kan zij niet."))
    member.ended_at, member.end_reason = now, needs(reason, "reason", WHY)
    member.save(update_fields=["ended_at", "end_reason"])
    holder = matter.members.get(part=Part.HOLDER, ended_at=None)
    matter.promises.filter(status=OPEN, owner_id=member.professional_id).update(owner_id=holder.professional_id)
    keep_rules(matter)
    return member


@action(**WORK)
def pass_on(matter: Matter, *, by: Actor, now: datetime, professional_id: int, reason: str) -> Member:
    """Somebody else of the circle holds the matter from now, with what the former holder promised. The former one stays in it."""
    must_decide(matter, by)
    reason = needs(reason, "reason", WHY)
    to = matter.members.get(professional_id=in_circle(matter, professional_id, "professional"), ended_at=None)
    if to.part == Part.HOLDER:
        raise NotNow(text("Deze persoon houdt de zaak al vast."), field="professional")
    return _hold(matter, to, by, now, reason)


@action(needs=Permission.KEEP_SAFETY, about="safety.Matter", secret=True)
def take_up(matter: Matter, *, by: Actor, now: datetime, reason: str) -> Member:
    """An attention officer takes up a matter in whose circle nobody is at hand any more, so that it is not forgotten."""
    reason = needs(reason, "reason", WHY)
    if not Matter.objects.without_anybody(by, day(now)).filter(pk=matter.pk).exists():
        raise NotNow(text("In de kring van deze zaak is iemand die er vandaag is. Vraag het aan die persoon."))
    to, _ = Member.objects.get_or_create(
        matter=matter,
        professional_id=me(by),
        ended_at=None,
        defaults={"part": Part.OFFICER, "why": reason, "since": now, "added_by_id": me(by)},
    )
    return _hold(matter, to, by, now, reason)


def _member(matter: Matter, member_id: int) -> Member:
    found = matter.members.filter(pk=member_id, ended_at=None).first()
    if found is None:
        raise NotNow(text("Deze persoon zit niet (meer) in de kring."))
    return found


def _hold(matter: Matter, to: Member, by: Actor, now: datetime, reason: str) -> Member:
    """Give the matter to this member; the former holder stays in the circle and thinks along. That, and why, is a step of its own."""
    was = matter.members.filter(part=Part.HOLDER, ended_at=None).exclude(pk=to.pk).first()
    if was is not None:
        was.part = Part.CONSULTED
        was.save(update_fields=["part"])
        matter.promises.filter(status=OPEN, owner_id=was.professional_id).update(owner_id=to.professional_id)
    to.part = Part.HOLDER
    to.save(update_fields=["part"])
    StepTaken.objects.create(
        matter=matter,
        kind=Step.PASSED_ON,
        on=day(now),
        noted_at=now,
        by_id=me(by),
        whom=to.professional.name,
        reason=reason,
    )
    keep_rules(matter)
    return to
