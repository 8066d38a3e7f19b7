"""A family with a midwife who worries, an attention officer, and a matter that began."""

import pytest

from sluitend.care.safety import actions
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.safety.models import Matter
from sluitend.core.roles import Role

BEGINNING = Beginning("concern", "Het kind dat komt", "Blauwe plek op haar arm, zij keek weg.", "Ik denk aan geweld.")


@pytest.fixture
def officer(world):
    return world.professional("Adinda Aandacht", world.youth_care, Role.YOUTH_NURSE, Role.ATTENTION_OFFICER)


@pytest.fixture
def family(world, midwife):
    return world.family(known_by=midwife)


@pytest.fixture
def matter(world, family, midwife, officer, now):
    facts = {"family_id": family.pk, "beginning": BEGINNING, "officer_id": officer.pk}
    return Matter.objects.get(pk=actions.start(by=world.actor(midwife), now=now, **facts))


@pytest.fixture
def do(world, matter, midwife, now):
    """`do(actions.talk, held=True, …)`: as the midwife, in this matter."""

    def act(verb, *, by=None, at=None, **facts):
        return verb(matter.pk, by=world.actor(by or midwife), now=at or now, **facts)

    return act
