"""Who controls who looked: by name, with a reason, for the trail of this matter and nothing else of it."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.network.models import RoleAssignment
from sluitend.care.safety.actions.rules import CAN_CONTROL, WORK, colleague, me, must_decide, needs
from sluitend.care.safety.models import Control, Matter
from sluitend.core.access import Actor, NotNow
from sluitend.core.text import text


@action(**WORK)
def ask_control(matter: Matter, *, by: Actor, now: datetime, professional_id: int, why: str) -> Control:
    """Ask a privacy officer to look at who looked. This person sees no family, no step and no word of the matter."""
    must_decide(matter, by)
    why = needs(why, "why", text("Schrijf waarom deze persoon controleert."))
    who = colleague(professional_id, matter.region_id, day(now))
    if not RoleAssignment.objects.on(day(now)).filter(professional=who, role__in=CAN_CONTROL).exists():
        raise NotNow(text("Deze persoon is geen privacyfunctionaris. Kies iemand anders."), field="professional")
    if matter.controls.filter(professional=who, ended_at=None).exists():
        raise NotNow(text("Deze persoon controleert al."), field="professional")
    return Control.objects.create(matter=matter, professional=who, why=why, since=now, added_by_id=me(by))


@action(**WORK)
def end_control(matter: Matter, *, by: Actor, now: datetime, control_id: int, reason: str) -> Control:
    """From now this person no longer sees who looked."""
    must_decide(matter, by)
    found = matter.controls.filter(pk=control_id, ended_at=None).first()
    if found is None:
        raise NotNow(text("Deze persoon controleert niet (meer)."))
    found.ended_at, found.end_reason = now, needs(reason, "reason", text("Schrijf waarom."))
    found.save(update_fields=["ended_at", "end_reason"])
    return found
