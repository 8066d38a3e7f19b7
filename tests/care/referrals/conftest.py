"""A midwife who knows a family, an offer of the youth nurses, and consent that covers contact data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sluitend.care.consent.models import Ground
from sluitend.care.coordination.actions import open_case
from sluitend.care.network.models import Offer, Organisation, Professional
from sluitend.care.people.models import Family
from sluitend.care.referrals import actions
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor
from tests.care.conftest import World


@dataclass
class Road:
    """One family with its consent, and the two parties of a referral."""

    world: World
    family: Family
    sender: Professional
    receiver: Professional
    offer: Offer
    ground: Ground
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def by(self, professional: Professional) -> Actor:
        return self.world.actor(professional)

    def consent(self, organisation: Organisation, *kinds: str, **facts: Any) -> Ground:
        facts = {"given_on": self.today, "kind": "consent", "purpose": "hulp", **facts}
        person = self.world.mother(self.family)
        return Ground.objects.create(
            family=self.family, person=person, receiver=organisation, data_kinds=list(kinds), **facts
        )

    def send(self, **facts: Any) -> Referral:
        facts = {
            "by": self.by(self.sender),
            "now": self.now,
            "offer_id": self.offer.pk,
            "person_id": self.world.mother(self.family).pk,
            "ground_id": self.ground.pk,
            **facts,
        }
        return Referral.objects.get(pk=actions.send(self.family.pk, **facts))

    def accept(self, referral: Referral, **facts: Any) -> Referral:
        facts = {
            "by": self.by(self.receiver),
            "now": self.now,
            "owner_id": self.receiver.pk,
            "first_contact_on": self.today + timedelta(days=2),
            **facts,
        }
        return self.after("accept", referral, **facts)

    def after(self, verb: str, referral: Referral, **facts: Any) -> Referral:
        """The referral after the verb, done by the receiver unless the test says otherwise."""
        facts = {"by": self.by(self.receiver), "now": self.now, **facts}
        getattr(actions, verb)(referral.pk, **facts)
        return Referral.objects.get(pk=referral.pk)

    def open_file(self, lead: Professional) -> None:
        open_case(
            self.family.pk,
            by=self.by(self.sender),
            now=self.now,
            lead_id=lead.pk,
            first_what="Bellen",
            first_due_on=self.today + timedelta(days=2),
        )

    def in_status(self, status: str) -> Referral:
        """A referral that was brought to this status by its actions."""
        referral = self.send()
        if status == "requested":
            return referral
        if status == "rejected":
            return self.after("reject", referral, reason="Vol")
        if status == "cancelled":
            return self.after("cancel", referral, by=self.by(self.sender), reason="Niet meer nodig")
        if status == "entered_in_error":
            return self.after("mark_error", referral, by=self.by(self.sender), reason="Verkeerd gezin")
        self.accept(referral)
        return self._worked_on(referral, status)

    def _worked_on(self, referral: Referral, status: str) -> Referral:
        if status in {"in_progress", "completed"}:
            referral = self.after("start", referral)
        if status == "on_hold":
            return self.after("hold", referral, reason="Zij is weg", review_on=self.today + timedelta(days=20))
        if status == "failed":
            return self.after("fail", referral, reason="Niet bereikt")
        if status == "completed":
            following = {"next_what": "Nog eens bellen", "next_due_on": self.today + timedelta(days=30)}
            return self.after("complete", referral, outcome="help_given", **following)
        return Referral.objects.get(pk=referral.pk)


@pytest.fixture
def road(world: World, midwife: Professional, youth_nurse: Professional, now: datetime) -> Road:
    family = world.family(known_by=midwife)
    offer = Offer.objects.get()
    road = Road(world, family, midwife, youth_nurse, offer, Ground(), now)
    road.ground = road.consent(world.youth_care, "contact")
    return road
