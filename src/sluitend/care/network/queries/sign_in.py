"""Who somebody is that signs in at a provider. Before there is an actor: for the sign-in pages only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sluitend.care import wall
from sluitend.care.network.models import Professional


@dataclass(frozen=True)
class Worker:
    id: int
    region_id: int
    name: str
    job: str
    organisation: str


@wall.everywhere()
def worker_of(user_id: int, today: date) -> Worker | None:
    """Who works under an account today: the same person as the actor."""
    return _first(Professional.objects.on(today).filter(user_id=user_id))


@wall.everywhere()
def worker_by_email(email: str, provider: str, organisation: str, today: date) -> Worker | None:
    """The only one whose card has this work e-mail, whose account this provider does not know yet; `organisation` may be empty."""
    found = Professional.objects.on(today).filter(email__iexact=email).exclude(user__identities__provider=provider)
    if organisation:
        found = found.filter(organisation__name=organisation)
    return _first(found) if email and found.count() == 1 else None


def _first(found: QuerySet[Professional]) -> Worker | None:
    one = found.select_related("organisation").order_by("pk").first()
    if one is None:
        return None
    return Worker(one.pk, one.region_id, one.name, one.job, one.organisation.name)
