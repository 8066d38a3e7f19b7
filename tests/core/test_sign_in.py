"""How strongly a professional must be known, for every permission there is."""

from dataclasses import replace

import pytest

from sluitend.core.access import STRONGER, About, Actor, may
from sluitend.core.permissions import RELATIONS, Permission, Relation
from sluitend.core.roles import Role
from sluitend.core.sign_in import ENOUGH_WITH_A_PASSWORD, LEVELS, Level

EVERYTHING = Actor(1, "x", frozenset(Role) - {Role.SYSTEM}, 1)


def test_every_permission_has_a_level():
    assert set(LEVELS) == set(Permission)


@pytest.mark.parametrize("permission", [one for one in Permission if RELATIONS.get(one) not in {None, Relation.NONE}])
def test_what_is_about_a_family_or_somebody_elses_thing_never_opens_with_a_password_alone(permission):
    assert LEVELS[permission] > Level.LOW or permission is Permission.EDIT_CARD


@pytest.mark.parametrize("permission", list(Permission))
def test_the_role_is_not_enough_when_the_way_of_signing_in_is_too_weak(permission):
    weak = replace(EVERYTHING, too_weak_for=frozenset(one for one, level in LEVELS.items() if level > Level.LOW))
    answer = may(weak, permission, About(region_id=1))
    if permission in weak.permissions and permission not in ENOUGH_WITH_A_PASSWORD:
        assert answer.reason == STRONGER
    else:
        assert answer.reason != STRONGER
