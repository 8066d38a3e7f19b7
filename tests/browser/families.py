"""Invented families for the pictures and the checks of the family's pages: empty, full, twins, after a loss, long names."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from sluitend.care.action import day
from sluitend.care.consent import actions as consent
from sluitend.care.coordination import actions as coordination
from sluitend.care.followup import actions as followup
from sluitend.care.network.models import Professional
from sluitend.care.observations import actions as observations
from sluitend.care.pathways import actions as pathways
from sluitend.care.people import actions as people
from sluitend.care.people.models import Family, Pregnancy
from sluitend.core.access import Actor
from sluitend.core.facts import Grade, Wish
from sluitend.core.person import ChildFacts
from tests.care.conftest import World

LONG = "Familie Van der Bruggen-Wolvenkamp tot Achterveldsteding"


def account(professional: Professional) -> Professional:
    """Gives somebody an account, so that one click is enough to come in."""
    name = f"p{professional.pk}"
    professional.user = get_user_model().objects.create_user(name, "geheim-woord-123", demonstration=True)
    professional.phone, professional.reachable = "0612345678", "ma t/m do, 9-17 uur"
    professional.job, professional.call_me_for = "Regiehouder", "alles rond het plan"
    professional.save()
    return professional


class Stories:
    """Makes families as one coordinator would, through the actions."""

    def __init__(self, world: World, lead: Professional, other: Professional) -> None:
        self.world, self.lead, self.other = world, lead, other
        self.now = timezone.now()
        self.today = day(self.now)

    @property
    def by(self) -> Actor:
        return self.world.actor(self.lead, self.today)

    def known(self, name: str = "Familie De Wit", weeks: int | None = 24) -> Family:
        return self.world.family(name, weeks=weeks, known_by=self.lead)

    def opened(self, name: str = "Familie De Wit", weeks: int | None = 24) -> Family:
        family = self.known(name, weeks)
        due = self.today + timedelta(days=3)
        facts = {"lead_id": self.lead.pk, "first_what": "Kennismaken op het consultatiebureau", "first_due_on": due}
        coordination.open_case(family.pk, by=self.by, now=self.now, **facts)
        return family

    def full(self, name: str = "Familie De Wit", weeks: int | None = 24) -> Family:
        """Something of everything."""
        family = self.opened(name, weeks)
        mother = self.world.mother(family)
        mother.language, mother.interpreter, mother.never_phone = "Tigrinya", "needed", True
        mother.address_hidden, mother.safe_contact = True, "via haar zus"
        mother.save()
        self._around(family)
        self._plan(family)
        self._facts(family, mother.pk)
        return family

    def _around(self, family: Family) -> None:
        by, now, today = self.by, self.now, self.today
        people.add_helper(
            family.pk, by=by, now=now, name="Oma Selam", relation="grootmoeder", can_do="oppassen op dinsdag"
        )
        facts = {"way": "phone", "result": "not_reached", "next_due_on": today + timedelta(days=4)}
        followup.attempt(family.pk, by=by, now=now, at=now - timedelta(days=20), **facts)
        spoken = {"way": "visit", "result": "reached", "note": "Goed gesprek bij haar zus thuis."}
        followup.attempt(family.pk, by=by, now=now, at=now - timedelta(days=9), **spoken)
        facts = {"role": "medical_coordinator", "professional_id": self.other.pk}
        coordination.give_role(family.pk, by=by, now=now, **facts)
        case = family.cases.get()
        coordination.ask_lead_handover(case.pk, by=by, now=now, receiver_id=self.other.pk, why="Ik ga met verlof")
        pathways.start(family.pk, by=by, now=now, pathway_id="friesland_early_signals")

    def _plan(self, family: Family) -> None:
        by, now, today = self.by, self.now, self.today
        for words in ("Ik wil een eigen plek met mijn kind", "Ik wil weer kunnen slapen"):
            goal = coordination.add_goal(family.pk, by=by, now=now, words=words)
            for value in (2, 3, 4):
                coordination.score(family.pk, by=by, now=now, value=value, goal_id=goal)
            facts = {"what": "Woningbouw bellen", "owner_id": self.lead.pk, "due_on": today + timedelta(days=5)}
            coordination.add_goal_action(goal, by=by, now=now, **facts)
            coordination.add_goal_action(goal, by=by, now=now, what="Spullen uitzoeken", doer="moeder en oma")
        coordination.score(family.pk, by=by, now=now, value=3, note="Het gaat op en neer")
        coordination.evaluate(family.pk, by=by, now=now, goes_well="De afspraken lukken", not_yet="Het geld")
        decision = coordination.Decision(self.other.pk, "Huisbezoek met de kraamzorg", today + timedelta(days=12))
        coordination.meet(
            family.pk,
            by=by,
            now=now,
            held_at=now - timedelta(days=2),
            who="moeder, haar zus, de verloskundige",
            family_present=True,
            place="Consultatiebureau",
            summary="Iedereen weet nu van elkaar wie wat doet.",
            decisions=[decision],
        )

    def _facts(self, family: Family, mother_id: int) -> None:
        by, now = self.by, self.now
        seen = observations.Seen(
            factors=("avoids_care", "burdened_past"),
            unease="Zij kijkt vaak weg",
            grade=Grade.C,
            agreed_with_parent=True,
            wish=Wish.WANTS,
            wish_words="Ik wil graag dat iemand meedenkt",
        )
        observations.note(family.pk, by=by, now=now, person_id=mother_id, seen=seen)
        asked = consent.Asked(mother_id, self.world.youth_care.pk, ["contact"], "Huisbezoek", "Met de tolk uitgelegd")
        consent.record_consent(family.pk, by=by, now=now, asked=asked)

    def twins(self) -> Family:
        """Two children born in September of one pregnancy."""
        family = self.opened("Familie Tweeling", weeks=None)
        mother = self.world.mother(family)
        born = self.today - timedelta(days=60)
        Pregnancy.objects.create(
            mother=mother, family=family, due_date=self.today - timedelta(days=30), expected_children=2
        )
        pregnancy = family.pregnancies.get()
        children = [ChildFacts(born, name, weight_grams=weight) for name, weight in (("Fee", 2100), ("Bo", 2250))]
        people.record_birth(pregnancy.pk, by=self.by, now=self.now, children=children)
        return family

    def loss(self) -> Family:
        """A pregnancy that ended."""
        family = self.opened("Familie Stil", weeks=20)
        pregnancy = family.pregnancies.get()
        facts = {"outcome": "stillbirth", "on": self.today - timedelta(days=2)}
        people.record_loss(pregnancy.pk, by=self.by, now=self.now, **facts)
        return family
