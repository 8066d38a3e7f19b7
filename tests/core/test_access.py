"""The one policy: every permission, role and relation; a refusal always says why."""

from dataclasses import replace

import pytest

from sluitend.core.access import About, Actor, may
from sluitend.core.permissions import RELATIONS, Permission, Relation
from sluitend.core.roles import ROLES, Role

ABOUT = About(
    region_id=1,
    involved=frozenset({10}),
    glass_broken_by=frozenset({40}),
    owners=frozenset({20}),
    family_id=70,
    receiving_organisation_id=300,
    lead_name="Cor Regie",
)


def actor(role: Role, professional: int | None = 99, **facts) -> Actor:
    return Actor(1, "Iemand", frozenset({role}), facts.pop("region_id", 1), professional, **facts)


RELATED = {
    Relation.NONE: {},
    Relation.FAMILY: {"professional": 10},
    Relation.OWN_FAMILY: {"own_families": frozenset({70})},
    Relation.OWN: {"professional": 20},
    Relation.RECEIVER: {"organisation_id": 300},
    Relation.OWN_OR_RECEIVER: {"organisation_id": 300},
    Relation.ORGANISATION: {"organisation_id": 300},
    Relation.PARTY_OR_FAMILY: {"organisation_id": 300},
    Relation.CIRCLE: {"professional": 20},
}
MATRIX = [pytest.param(role, permission, id=f"{role}-{permission}") for role in Role for permission in Permission]


@pytest.mark.parametrize(("role", "permission"), MATRIX)
def test_a_role_without_the_permission_is_refused_whatever_the_relation(role, permission):
    related = may(actor(role, **RELATED[RELATIONS.get(permission, Relation.NONE)]), permission, ABOUT)
    assert bool(related) == (permission in ROLES[role].permissions)
    assert related.allowed or related.reason


@pytest.mark.parametrize(("role", "permission"), MATRIX)
def test_a_stranger_is_refused_what_asks_for_a_relation(role, permission):
    answer = may(actor(role), permission, ABOUT)
    relation = RELATIONS.get(permission, Relation.NONE)
    keeps_the_network = relation is Relation.ORGANISATION and Permission.MANAGE_NETWORK in ROLES[role].permissions
    if role is not Role.SYSTEM and relation is not Relation.NONE and not keeps_the_network:
        assert not answer
        assert answer.reason


@pytest.mark.parametrize("permission", list(Permission))
def test_another_region_is_always_refused(permission):
    related = RELATED[RELATIONS.get(permission, Relation.NONE)]
    assert not may(actor(Role.CASE_COORDINATOR, region_id=2, **related), permission, ABOUT)


def test_a_stand_in_is_not_in_the_circle_of_a_safety_matter():
    stand_in = actor(Role.CASE_COORDINATOR, standing_in_for=frozenset({20}))
    assert may(stand_in, Permission.KEEP_PROMISE, ABOUT)
    assert not may(stand_in, Permission.WORK_ON_SAFETY, ABOUT)


def test_a_stand_in_may_do_what_the_absent_person_may():
    stand_in = actor(Role.CASE_COORDINATOR, standing_in_for=frozenset({10}))
    assert may(stand_in, Permission.SEE_FAMILY, ABOUT)


def test_emergency_access_opens_the_family_but_makes_nobody_owner():
    broke_glass = actor(Role.YOUTH_NURSE, professional=40)
    assert may(broke_glass, Permission.SEE_FAMILY, ABOUT)
    assert not may(broke_glass, Permission.KEEP_PROMISE, ABOUT)


def test_a_parent_speaks_for_the_own_family_only():
    parent = actor(Role.PARENT, None, person_id=5, own_families=frozenset({70}))
    assert may(parent, Permission.EDIT_PLAN, ABOUT)
    assert not may(parent, Permission.SEE_FAMILY, ABOUT)
    assert not may(parent, Permission.EDIT_PLAN, replace(ABOUT, family_id=71))
    assert not may(parent, Permission.EDIT_PLAN, replace(ABOUT, family_id=None))


def test_the_refusal_names_whom_to_ask():
    refused = may(actor(Role.YOUTH_NURSE), Permission.SEE_FAMILY, ABOUT)
    assert refused.reason is not None
    assert "Cor Regie" in str(refused.reason)


@pytest.mark.parametrize("role", [Role.PROJECT_LEADER, Role.POLICY_OFFICER, Role.ADMINISTRATOR])
def test_who_counts_never_sees_a_family(role):
    forbidden = {Permission.SEE_FAMILY, Permission.FIND_FAMILY, Permission.SEE_CASELOAD, Permission.BREAK_GLASS}
    assert not forbidden & ROLES[role].permissions


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_name_and_a_sentence(role):
    assert str(ROLES[role].name)
    assert str(ROLES[role].sentence).endswith(".")
