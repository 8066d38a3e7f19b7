"""What the parties offer, and how much room they say there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from sluitend.care.network.models import (
    Offer,
)
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission

MOST_OFFERS = 100


@dataclass(frozen=True)
class OfferCard:
    """What a party can do, for whom, where, and how much room it says it has."""

    id: int
    name: str
    code: str
    for_whom: str
    organisation_id: int
    organisation: str
    team: str
    towns: tuple[str, ...]
    municipality_ids: tuple[int, ...]
    capacity: int | None
    taken: int | None
    waiting_days: int | None
    stated_on: date
    active: bool

    @property
    def free(self) -> int | None:
        if self.capacity is None or self.taken is None:
            return None
        return max(0, self.capacity - self.taken)


def _offer_card(offer: Offer) -> OfferCard:
    towns = list(offer.municipalities.all())
    return OfferCard(
        id=offer.pk,
        name=offer.name,
        code=offer.code,
        for_whom=offer.for_whom,
        organisation_id=offer.organisation_id,
        organisation=offer.organisation.name,
        team=offer.team.name if offer.team else "",
        towns=tuple(sorted(town.name for town in towns)),
        municipality_ids=tuple(town.pk for town in towns),
        capacity=offer.capacity,
        taken=offer.taken,
        waiting_days=offer.waiting_days,
        stated_on=offer.stated_on,
        active=offer.active,
    )


@query(needs=Permission.SEE_NETWORK)
def offers(
    *,
    by: Actor,
    now: datetime,
    municipality_id: int | None = None,
    code: str = "",
    words: str = "",
    domain: str = "",
    organisation_id: int | None = None,
) -> tuple[OfferCard, ...]:
    """What is offered, where most room is stated first; an organisation's own list also shows what has stopped."""
    found = Offer.objects.filter(organisation__region_id=by.region_id)
    found = found.filter(active=True) if organisation_id is None else found.filter(organisation_id=organisation_id)
    if municipality_id is not None:
        found = found.filter(municipalities=municipality_id)
    if code:
        found = found.filter(code=code)
    if domain:
        found = found.filter(organisation__domain=domain)
    for word in words.split()[:6]:
        found = found.filter(
            Q(name__icontains=word) | Q(for_whom__icontains=word) | Q(organisation__name__icontains=word)
        )
    rows = found.select_related("organisation", "team").prefetch_related("municipalities")
    return tuple(map(_offer_card, rows.order_by(F("waiting_days").asc(nulls_last=True), "name", "pk")[:MOST_OFFERS]))


@query(needs=Permission.EDIT_OFFER, about="network.Offer")
def own_offer(offer: Offer, *, by: Actor, now: datetime) -> OfferCard:
    """One offer, for the form of those who may change it."""
    return _offer_card(offer)
