"""The contract hours and trainings of one person, for whoever leads the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.network.models import Professional
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@dataclass(frozen=True)
class Staffing:
    name: str
    hours: int | None
    trainings: tuple[str, ...]


@query(needs=Permission.MANAGE_ORGANISATION, about="network.Professional")
def staffing(professional: Professional, *, by: Actor, now: datetime) -> Staffing:
    """What is noted of this person's hours and trainings."""
    codes = professional.trainings.on(day(now)).order_by("code").values_list("code", flat=True)
    return Staffing(professional.name, professional.hours, tuple(codes))
