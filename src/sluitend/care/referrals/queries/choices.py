"""What somebody can choose from when referring a family: who, to which offer, on which ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from sluitend.care.action import day
from sluitend.care.consent.queries import holding
from sluitend.care.network.models import Offer
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission

OFFERS = 200


@dataclass(frozen=True)
class OfferChoice:
    """An offer in the municipality of the family, with its room as it was last stated."""

    id: int
    name: str
    organisation: str
    for_whom: str
    capacity: int | None
    waiting_days: int | None
    stated_on: date


@dataclass(frozen=True)
class GroundChoice:
    id: int
    person: str
    receiver: str
    data_kinds: tuple[str, ...]
    given_on: date
    until: date | None


@dataclass(frozen=True)
class SendChoices:
    family_id: int
    family_name: str
    people: tuple[tuple[int, str], ...]
    offers: tuple[OfferChoice, ...]
    grounds: tuple[GroundChoice, ...]
    after_what: str
    """What was asked before and gave no help, when this is a retry."""
    after_who_could: str


@query(needs=Permission.SEND_REFERRAL, about="people.Family", look=True)
def send_choices(family: Family, *, by: Actor, now: datetime, after_id: int | None = None) -> SendChoices:
    """The choices of the form with which a family is referred."""
    members = family.members.filter(ends_on__isnull=True).select_related("person")
    after = Referral.objects.filter(pk=after_id, family=family).first()
    return SendChoices(
        family_id=family.pk,
        family_name=family.name,
        people=tuple((member.person_id, member.person.name) for member in members.order_by("pk")),
        offers=_offers(family),
        grounds=_grounds(family, day(now)),
        after_what=after.what if after else "",
        after_who_could=after.who_could if after else "",
    )


def _offers(family: Family) -> tuple[OfferChoice, ...]:
    here = Q(municipalities=family.municipality_id) | Q(municipalities__isnull=True)
    rows = Offer.objects.filter(here, active=True, organisation__region_id=family.region_id)
    found = rows.select_related("organisation").distinct().order_by("name", "organisation__name")[:OFFERS]
    return tuple(
        OfferChoice(
            row.pk, row.name, row.organisation.name, row.for_whom, row.capacity, row.waiting_days, row.stated_on
        )
        for row in found
    )


def _grounds(family: Family, today: date) -> tuple[GroundChoice, ...]:
    rows = holding(family.pk, today).select_related("person", "receiver").order_by("-given_on", "-pk")
    return tuple(
        GroundChoice(row.pk, row.person.name, row.receiver.name, tuple(row.data_kinds), row.given_on, row.until)
        for row in rows
    )
