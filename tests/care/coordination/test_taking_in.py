"""A family that is registered has a file, a lead and a next step from the same moment on."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.actions import take_in_family
from sluitend.care.people.models import Family
from sluitend.core.access import NotNow
from sluitend.core.person import PersonFacts


def test_whoever_takes_a_family_in_leads_it_with_a_first_step(world, coordinator, now, today):
    facts = {"municipality_id": world.town.pk, "parent": PersonFacts("Sam", "De Wit")}
    family = Family.objects.get(
        pk=take_in_family(by=world.actor(coordinator), now=now, first_what="Bellen", first_due_on=today, **facts)
    )
    case = family.cases.get()
    assert (case.lead_id, case.next_what, case.next_due_on) == (coordinator.pk, "Bellen", today)


def test_without_a_possible_first_step_nothing_is_registered(world, coordinator, now, today):
    facts = {"municipality_id": world.town.pk, "parent": PersonFacts("Sam", "De Wit")}
    late = {"first_what": "Bellen", "first_due_on": today - timedelta(days=1)}
    with pytest.raises(NotNow) as refused:
        take_in_family(by=world.actor(coordinator), now=now, **late, **facts)
    assert refused.value.field == "due_on"
    assert not Family.objects.exists()
