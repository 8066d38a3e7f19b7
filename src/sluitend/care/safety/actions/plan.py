"""The safety plan: with whom, what to do, when. Made with the family where that is safe; printed, never sent."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action
from sluitend.care.safety.actions.rules import WORK, me, must_be_open, needs
from sluitend.care.safety.models import Matter, PlanLine
from sluitend.core.access import Actor, NotNow
from sluitend.core.text import text


@action(**WORK)
def add_plan_line(
    matter: Matter, *, by: Actor, now: datetime, when: str, what: str, who: str, until: date | None = None
) -> PlanLine:
    """Agree what is done when it becomes unsafe, and by whom."""
    must_be_open(matter)
    return PlanLine.objects.create(
        matter=matter,
        when=needs(when, "when", text("Schrijf wanneer dit geldt.")),
        what=needs(what, "what", text("Schrijf wat er dan gebeurt.")),
        who=needs(who, "who", text("Schrijf wie dit doet.")),
        until=until,
        added_at=now,
        added_by_id=me(by),
    )


@action(**WORK)
def drop_plan_line(matter: Matter, *, by: Actor, now: datetime, line_id: int, reason: str) -> PlanLine:
    """Take a line out of the plan, with why. It stays in the history."""
    line = matter.plan_lines.filter(pk=line_id, dropped_at=None).first()
    if line is None:
        raise NotNow(text("Deze afspraak staat niet (meer) in het plan."))
    line.dropped_at, line.drop_reason = now, needs(reason, "reason", text("Schrijf waarom."))
    line.save(update_fields=["dropped_at", "drop_reason"])
    return line
