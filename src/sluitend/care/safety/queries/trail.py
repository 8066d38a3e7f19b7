"""Who looked in a matter and who noted something in it, for its circle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.query import query
from sluitend.care.safety.actions.rules import WORK
from sluitend.care.safety.models import Matter
from sluitend.care.trail.models import SecretEntry
from sluitend.core.access import Actor
from sluitend.core.text import Text, text

KINDS: dict[str, Text] = {
    SecretEntry.Kind.LOOK: text("Keek"),
    SecretEntry.Kind.CHANGE: text("Legde iets vast"),
    SecretEntry.Kind.REFUSED: text("Geweigerd"),
}


@dataclass(frozen=True)
class Trace:
    at: datetime
    who: str
    what: Text


@query(**WORK)
def trail(matter: Matter, *, by: Actor, now: datetime) -> tuple[Trace, ...]:
    """Who looked and who noted something, newest first; by name for who is or was in the circle."""
    names = dict(matter.members.values_list("professional_id", "professional__name"))
    entries = SecretEntry.objects.filter(thing="safety.Matter", thing_id=matter.pk).order_by("-at", "-pk")[:50]
    return tuple(Trace(one.at, names.get(one.professional_id or 0, "–"), KINDS[one.kind]) for one in entries)
