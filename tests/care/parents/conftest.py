"""A family with an open file, its coordinator, and a mother who has own pages."""

import pytest

from sluitend.care.coordination.actions import open_case
from sluitend.care.parents import actions
from sluitend.care.parents.models import Invitation
from sluitend.care.parents.queries import own_pages
from tests.care.conftest import NOW, TODAY

CODE = "K7QM-3XW-DPR"
PHRASE = "drie blauwe fietsen"


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def family(world, coordinator, by):
    found = world.family(known_by=coordinator)
    mother = world.mother(found)
    mother.birth_date = TODAY.replace(year=TODAY.year - 19)
    mother.save()
    open_case(found.pk, by=by, now=NOW, lead_id=coordinator.pk, first_what="Kennismaken", first_due_on=TODAY)
    return found


@pytest.fixture
def mother(world, family):
    return world.mother(family)


def make_own_pages(family, person, by, *, code=CODE, username="sam", now=NOW, language="nl"):
    actions.invite(family.pk, by=by, now=now, person_id=person.pk, checked="known", code=code)
    actions.open_invitation(code, now=now, username=username, password=PHRASE, language=language)
    user = Invitation.objects.get(family=family, person=person, ended_at=None).user
    return own_pages(user.pk, TODAY)


@pytest.fixture
def own(family, mother, by):
    return make_own_pages(family, mother, by)
