"""The matrix: every action and query about something × role × how somebody stands to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from sluitend.care.action import REGISTER as ACTIONS
from sluitend.care.network.models import Region
from sluitend.care.people.models import Involvement
from sluitend.care.query import REGISTER as QUERIES
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, may
from sluitend.core.permissions import RELATIONS, Relation
from sluitend.core.roles import ROLES, Role

for app in settings.CARE_APPS:
    for part in ("actions", "queries"):
        if find_spec(f"sluitend.care.{app}.{part}"):
            import_module(f"sluitend.care.{app}.{part}")

SPECS = {spec.name: spec for spec in (*ACTIONS.values(), *QUERIES.values()) if spec.about}
# How somebody may stand to the thing. The owner of everything here is involved; the youth nurses were asked.
STANDINGS = ("involved", "receiver", "formerly involved", "same organisation", "other domain", "other region")
MAY = {
    Relation.CIRCLE: set(),  # no standing with a family opens what is only for who is named
    Relation.NONE: {*STANDINGS} - {"other region"},
    Relation.FAMILY: {"involved"},
    Relation.OWN_FAMILY: set(),
    Relation.OWN: {"involved"},
    Relation.RECEIVER: {"receiver"},
    Relation.OWN_OR_RECEIVER: {"involved", "receiver"},
    Relation.PARTY_OR_FAMILY: {"involved", "receiver"},
}


@pytest.fixture
def people(world, coordinator, colleague, midwife, youth_nurse, today):
    """Professionals by how they stand to the family of the coordinator, and that family."""
    family = world.family(known_by=coordinator)
    Involvement.objects.create(family=family, professional=coordinator, role="lead", starts_on=today)
    left = {"role": "care_giver", "starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)}
    former = world.professional("Ex Collega", world.practice, Role.MIDWIFE)
    Involvement.objects.create(family=family, professional=former, **left)
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    found = {
        "involved": world.actor(coordinator),
        "receiver": world.actor(youth_nurse),
        "formerly involved": world.actor(former),
        "same organisation": world.actor(colleague),
        "other domain": world.actor(midwife),
        "other region": replace(world.actor(youth_nurse), region_id=elsewhere.pk),
    }
    return found, family


def thing(label, family, owner, world):
    """A row of this kind about the family, as an unsaved model with every key filled in: access looks at keys only."""
    model = apps.get_model(label)
    known = {
        "Family": family,
        "Person": world.mother(family),
        "Professional": owner,
        "Organisation": world.youth_care,
        "Region": world.region,
        "Municipality": world.town,
        "Team": world.team if label != "signalling.Signal" else team_of(world.youth_care),
    }
    if label in {"people.Family", "network.Professional", "network.Region", "network.Organisation"}:
        return known[model.__name__]
    keys = [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
    values = {}
    for key in keys:
        target = key.remote_field.model
        if key.null and target.__name__ not in known:
            continue
        values[key.name] = known.get(target.__name__) or thing(target._meta.label, family, owner, world)
    if label == "signalling.SelfSignal":
        values["receiver"] = team_of(world.youth_care)
    return model(pk=1, **values)


def team_of(organisation):
    return organisation.teams.get_or_create(name="Team JGZ")[0]


ABOUT = sorted(
    {str(spec.about) for spec in SPECS.values() if not str(spec.about).startswith(("network.", "agreements."))}
)


@pytest.mark.parametrize("label", [label for label in ABOUT if label not in {"coordination.CaseloadDraft"}])
def test_what_may_be_done_and_seen_follows_from_role_and_standing_and_nothing_else(
    people, world, label, coordinator, today
):
    found, family = people
    about = thing(label, family, coordinator, world).access(today)
    for spec in (spec for spec in SPECS.values() if spec.about == label):
        relation = RELATIONS.get(spec.needs, Relation.NONE)
        for standing, role in ((s, r) for s in STANDINGS for r in Role):
            actor = replace(found[standing], roles=frozenset({role}))
            expected = spec.needs in ROLES[role].permissions and (standing in MAY[relation] or role is Role.SYSTEM)
            answer = may(actor, spec.needs, about)
            assert bool(answer) == expected, (spec.name, standing, role)
            assert answer.allowed or str(answer.reason)


OUTSIDERS = ("formerly involved", "same organisation", "other domain", "other region")
ABOUT_A_FAMILY = sorted(name for name, spec in SPECS.items() if spec.about == "people.Family")


@pytest.mark.parametrize("name", ABOUT_A_FAMILY)
def test_an_outsider_with_every_role_is_refused_by_the_verb_itself(people, now, name):
    spec = SPECS[name]
    found, family = people
    every = frozenset(Role) - {Role.SYSTEM}
    for standing in OUTSIDERS:
        if standing in MAY[RELATIONS.get(spec.needs, Relation.NONE)]:
            continue
        before = Entry.objects.count()
        with pytest.raises(NotAllowed):
            spec.call(family.pk, by=replace(found[standing], roles=every), now=now)
        assert [row.kind for row in Entry.objects.order_by("pk")[before:]] == ["refused"], standing


def test_whether_a_number_exists_elsewhere_is_not_told(people, now):
    found, family = people
    said = []
    for pk in (family.pk, 999_999):
        with pytest.raises(NotAllowed) as refused:
            QUERIES["people.known_here"].call(pk, by=found["other region"], now=now)
        said.append(str(refused.value.reason))
    assert said[0] == said[1]


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.PROJECT_LEADER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER])
def test_who_counts_or_controls_hears_the_same_of_a_family_that_exists_and_one_that_does_not(people, now, role):
    found, family = people
    said = set()
    for pk in (family.pk, 999_999):
        with pytest.raises(NotAllowed) as refused:
            QUERIES["people.family_people"].call(
                pk, by=replace(found["other domain"], roles=frozenset({role})), now=now
            )
        said.add(str(refused.value.reason))
    assert len(said) == 1


def test_access_ends_by_itself_when_the_involvement_ends_and_the_file_does_not(people, now, today):
    found, family = people
    read = QUERIES["people.family_people"].call
    assert read(family.pk, by=found["involved"], now=now).name == family.name
    with pytest.raises(NotAllowed):
        read(family.pk, by=found["formerly involved"], now=now)
    assert read(family.pk, by=found["formerly involved"], now=now - timedelta(days=2)).name == family.name
