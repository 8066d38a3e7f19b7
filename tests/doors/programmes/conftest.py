"""A youth nurse at work with a family that has an open file, and a way to enrol its mother."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.actions import open_case
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Enrolment
from tests.care.programmes.conftest import trained


@pytest.fixture
def at_work(sign_in, youth_nurse):
    trained(youth_nurse)
    return sign_in(youth_nurse)


@pytest.fixture
def family(world, coordinator, youth_nurse, now, today):
    found = world.family(known_by=youth_nurse)
    facts = {"lead_id": coordinator.pk, "first_what": "Kennismaken", "first_due_on": today + timedelta(days=3)}
    open_case(found.pk, by=world.actor(youth_nurse), now=now, **facts)
    world.mother(found).__class__.objects.filter(pk=world.mother(found).pk).update(
        street="Lange Weg 1", postcode="1234 AB", town="Waterstad", phone="06 5551 0001", safe_contact="alleen overdag"
    )
    return found


@pytest.fixture
def enrolled(world, family, youth_nurse, now, today):
    trained(youth_nurse)

    def done(programme_id="voorzorg", first_due_on=today, **facts):
        facts = {"no_social_contact": "Wil zij niet", "first_due_on": first_due_on} | facts
        admission = actions.Admission(programme_id, world.mother(family).pk, youth_nurse.pk, **facts)
        pk = actions.enrol(family.pk, by=world.actor(youth_nurse), now=now, admission=admission)
        return Enrolment.objects.get(pk=pk)

    return done
