"""How many hours somebody works and what they were trained for: what the allocation of families rests on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sluitend.care.action import action, day
from sluitend.care.network.models import Professional, Training
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.MANAGE_ORGANISATION, about="network.Professional")
def set_staffing(
    professional: Professional, *, by: Actor, now: datetime, hours: int | None, trainings: Collection[str] = ()
) -> Professional:
    """Note the contract hours a week and the finished trainings. One that is left out has lapsed; the row stays with its last day."""
    if hours is not None and not 1 <= hours <= 60:
        raise NotNow(text("Vul de uren per week in, van 1 tot en met 60."), field="hours")
    professional.hours = hours
    professional.save(update_fields=["hours"])
    today, wanted = day(now), set(trainings)
    held = professional.trainings.on(today)
    held.filter(starts_on=today).exclude(code__in=wanted).delete()
    held.exclude(code__in=wanted).update(ends_on=today - timedelta(days=1))
    new = wanted - set(held.values_list("code", flat=True))
    Training.objects.bulk_create(
        Training(professional=professional, code=code, starts_on=today) for code in sorted(new)
    )
    return professional
