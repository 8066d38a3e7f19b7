"""How a matter begins, and what closing the family's own file does to it."""

from dataclasses import replace

import pytest

from sluitend.care.consent.models import Ground
from sluitend.care.coordination.actions import close_case, open_case
from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Promise
from sluitend.care.observations.actions import Seen
from sluitend.care.observations.models import Observation
from sluitend.care.safety import actions
from sluitend.care.safety.models import Matter, StepTaken
from sluitend.care.safety.queries import my_matters
from sluitend.care.signalling.actions import Concern, NewFamily
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.facts import ConsentAnswer, Wish
from sluitend.core.person import PersonFacts
from tests.care.safety.conftest import BEGINNING


def closing(case, by, now):
    facts = {"ending": "goals_reached", "family_told_on": now.date(), "withdraw_open": True}
    return close_case(case.pk, by=by, now=now, **facts)


@pytest.fixture
def case(world, family, coordinator, midwife, now, today):
    by = world.actor(midwife)
    pk = open_case(family.pk, by=by, now=now, lead_id=coordinator.pk, first_what="Bellen", first_due_on=today)
    return Case.objects.get(pk=pk)


def test_only_who_is_involved_with_the_family_begins(world, family, coordinator, now):
    with pytest.raises(NotAllowed):
        actions.start(by=world.actor(coordinator), now=now, family_id=family.pk, beginning=BEGINNING)


def test_facts_are_required_and_kept_apart_from_what_one_thinks(world, family, midwife, now):
    with pytest.raises(NotNow) as refused:
        actions.start(by=world.actor(midwife), now=now, family_id=family.pk, beginning=replace(BEGINNING, facts=" "))
    assert refused.value.field == "facts"
    actions.start(by=world.actor(midwife), now=now, family_id=family.pk, beginning=BEGINNING)
    step = StepTaken.objects.get()
    assert (step.facts, step.interpretation) == (BEGINNING.facts, BEGINNING.interpretation)


def test_an_officer_is_somebody_with_that_role(world, family, midwife, coordinator, now):
    with pytest.raises(NotNow) as refused:
        actions.start(
            by=world.actor(midwife), now=now, family_id=family.pk, beginning=BEGINNING, officer_id=coordinator.pk
        )
    assert refused.value.field == "officer"


@pytest.mark.parametrize("known", [True, False])
def test_a_refusal_with_danger_leads_here_and_leaves_nothing_in_the_family_s_record(world, family, midwife, now, known):
    whom = {"family_id": family.pk} if known else {"new": NewFamily(PersonFacts("Lina", "Voorbeeld"))}
    seen = Seen(unease="Zij schrikt van de deur.", wish=Wish.REFUSES, factors=("violence_at_home",))
    concern = Concern(world.town.pk, seen, danger=True, agrees=ConsentAnswer.NO, explained="Ja", **whom)
    actions.start_after_refusal(by=world.actor(midwife), now=now, concern=concern)
    assert (Matter.objects.get().family_id == family.pk) is known
    assert "geweld" in StepTaken.objects.get().facts
    for model in (Ground, Observation, Promise):
        assert not model.objects.exists()


def test_a_refusal_without_danger_does_not_lead_here(world, family, midwife, now):
    concern = Concern(world.town.pk, Seen(wish=Wish.REFUSES), family_id=family.pk, agrees=ConsentAnswer.NO)
    with pytest.raises(NotNow):
        actions.start_after_refusal(by=world.actor(midwife), now=now, concern=concern)


def test_who_is_in_the_circle_does_not_close_the_file_over_an_open_matter(world, case, matter, coordinator, do, now):
    do(actions.add_to_circle, professional_id=coordinator.pk, why="Regiehouder.")
    with pytest.raises(NotNow, match="zaak van veiligheid"):
        closing(case, world.actor(coordinator), now)
    do(actions.end_matter, ending="no_suspicion", reason="Uitgezocht.", withdraw_open=True)
    closing(case, world.actor(coordinator), now)


def test_a_lead_outside_the_circle_closes_as_ever_and_the_matter_goes_on(
    world, case, matter, coordinator, midwife, now
):
    closing(case, world.actor(coordinator), now)
    assert Matter.objects.get().is_open
    (row,) = my_matters(by=world.actor(midwife), now=now).open
    assert row.file_closed_on == now.date()
