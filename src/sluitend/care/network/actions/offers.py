"""What a party can do for families, and how much room there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.network.actions.checks import municipalities_of, short_words
from sluitend.care.network.models import (
    Offer,
    Organisation,
)
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text

MOST_PLACES = 10_000
LONGEST_WAIT = 730
"""Days. An offer with a longer waiting time is no offer in the first thousand days."""


@action(needs=Permission.EDIT_OFFER, about="network.Organisation")
def create_offer(
    organisation: Organisation,
    *,
    by: Actor,
    now: datetime,
    name: str,
    for_whom: str,
    municipality_ids: Iterable[int],
    code: str = "",
    team_id: int | None = None,
) -> Offer:
    """Say what a party can do, for whom and where. Room and waiting time are stated apart, with their date."""
    if team_id is not None and not organisation.teams.filter(pk=team_id).exists():
        raise NotNow(text("Kies een team van deze organisatie."), field="team")
    offer = Offer.objects.create(
        organisation=organisation,
        team_id=team_id,
        code=short_words(code, "code", 60),
        name=short_words(name, "name", 150, required=True),
        for_whom=short_words(for_whom, "for_whom", 400),
        stated_on=day(now),
    )
    offer.municipalities.set(municipalities_of(municipality_ids, organisation.region_id))
    return offer


@action(needs=Permission.EDIT_OFFER, about="network.Offer")
def edit_offer(
    offer: Offer,
    *,
    by: Actor,
    now: datetime,
    name: str,
    for_whom: str,
    municipality_ids: Iterable[int],
    active: bool = True,
) -> Offer:
    """Describe an offer anew, or stop offering it."""
    offer.name = short_words(name, "name", 150, required=True)
    offer.for_whom = short_words(for_whom, "for_whom", 400)
    offer.active = active
    offer.save(update_fields=["name", "for_whom", "active"])
    offer.municipalities.set(municipalities_of(municipality_ids, offer.organisation.region_id))
    return offer


@action(needs=Permission.EDIT_OFFER, about="network.Offer")
def state_capacity(
    offer: Offer,
    *,
    by: Actor,
    now: datetime,
    capacity: int | None = None,
    taken: int | None = None,
    waiting_days: int | None = None,
) -> Offer:
    """Say how much room there is today and how long one waits; empty is "not known"."""
    for field, number, most in (
        ("capacity", capacity, MOST_PLACES),
        ("taken", taken, MOST_PLACES),
        ("waiting_days", waiting_days, LONGEST_WAIT),
    ):
        if number is not None and not 0 <= number <= most:
            raise NotNow(text("Kies een getal van 0 tot en met %(most)s.", most=most), field=field)
    offer.capacity, offer.taken, offer.waiting_days, offer.stated_on = capacity, taken, waiting_days, day(now)
    offer.save(update_fields=["capacity", "taken", "waiting_days", "stated_on"])
    return offer
