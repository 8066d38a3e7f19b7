"""What was asked of others for a family and is not finished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sluitend.care.monitoring.queries import Event
from sluitend.core.states import REFERRAL, SIGNAL
from sluitend.core.text import Text, text

BACK_WITH_SENDER = frozenset({"rejected", "failed"})


@dataclass(frozen=True)
class Waiting:
    """Something that was asked of somebody and is not finished."""

    kind: str
    id: int
    title: Text
    status: Text
    on: date | None
    late: bool
    who: str
    stops_closing: bool = True
    """False for a referral that came back: its sender decides by a task."""


def open_handovers(events: Iterable[Event], today: date) -> list[Waiting]:
    """Referrals, hand-overs of the lead and signals that wait, the nearest date first."""
    found = [waiting for event in events if (waiting := _waiting(event, today))]
    return sorted(found, key=lambda one: (one.on is None, one.on or today, one.id))


def _waiting(event: Event, today: date) -> Waiting | None:
    late = event.until is not None and event.until < today
    came_back = event.status in BACK_WITH_SENDER and event.until is not None
    if event.kind == "signal" and event.status == "sent":
        title, status = text("Signaal aan %(who)s", who=event.who), SIGNAL.labels["sent"]
    elif event.kind == "handover" and event.status == "requested":
        title, status = text("Regie naar %(who)s", who=event.who), text("Wacht op antwoord")
    elif event.kind == "referral" and (event.status in REFERRAL.open() or came_back):
        title, status = text("%(what)s bij %(who)s", what=event.words, who=event.who), REFERRAL.labels[event.status]
    else:
        return None
    return Waiting(event.kind, event.id, title, status, event.until, late, event.who, not came_back)
