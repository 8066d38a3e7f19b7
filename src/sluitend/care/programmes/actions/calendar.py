"""The address under which a worker's own phone reads the calendar: made, replaced and stopped by the worker."""

from __future__ import annotations

import secrets
from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.network.models import Professional
from sluitend.care.programmes.models import CalendarFeed
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.SET_STAND_IN, about="network.Professional")
def share_calendar(professional: Professional, *, by: Actor, now: datetime) -> CalendarFeed:
    """Make an address for one's own calendar. An earlier address stops working at once."""
    _own(professional, by)
    facts = {"nonce": secrets.token_urlsafe(24), "made_on": day(now)}
    return CalendarFeed.objects.update_or_create(professional=professional, defaults=facts)[0]


@action(needs=Permission.SET_STAND_IN, about="network.Professional")
def stop_calendar(professional: Professional, *, by: Actor, now: datetime) -> CalendarFeed:
    """The address of one's own calendar stops working."""
    _own(professional, by)
    found = CalendarFeed.objects.filter(professional=professional).first()
    if found is None:
        raise NotNow(text("U deelt uw agenda nu niet."))
    found.nonce = ""
    found.save(update_fields=["nonce"])
    return found


def _own(professional: Professional, by: Actor) -> None:
    if professional.pk != by.professional_id:
        raise NotAllowed(text("Alleen u zelf deelt uw agenda met uw telefoon."))
