"""Every address of the running product about a real family, as each kind of outsider: nothing of it comes out, nothing of it changes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from sluitend.care.consent.models import Ground
from sluitend.care.coordination import actions as coordination
from sluitend.care.followup import actions as followup
from sluitend.care.network.models import Offer, Organisation, Region
from sluitend.care.observations.models import Observation
from sluitend.care.people.models import FamilyMember, InformalHelper, Involvement, Person
from sluitend.care.referrals import actions as referrals
from sluitend.core.roles import Role
from sluitend.core.sign_in import LEVELS
from tests.doors.test_sweep import PUBLIC
from tests.doors.test_sweep import patterns as addresses

SECRETS = (
    "Xantippe",
    "Quibus",
    "Zonnebloempad",
    "0698765432",
    "Geheimdoel",
    "Stilletjes",
    "Verborgenhulp",
    "Bellenmaar",
)
"""What stands in the family's file and nowhere else."""


@pytest.fixture
def family(world, coordinator, youth_nurse, now, today):
    """A family of the coordinator with something in every part of its file."""
    found = world.family("Familie Quibus", known_by=coordinator)
    mother = world.mother(found)
    Person.objects.filter(pk=mother.pk).update(
        given_name="Xantippe", family_name="Quibus", street="Zonnebloempad 1", phone="0698765432"
    )
    by = world.actor(coordinator)
    step = {"first_what": "Bellenmaar", "first_due_on": today + timedelta(days=2)}
    coordination.open_case(found.pk, by=by, now=now, lead_id=coordinator.pk, **step)
    coordination.add_goal(found.pk, by=by, now=now, words="Geheimdoel halen")
    followup.attempt(found.pk, by=by, now=now, way="phone", result="reached", note="Stilletjes")
    InformalHelper.objects.create(family=found, name="Verborgenhulp", starts_on=today)
    Observation.objects.create(
        family=found, person=mother, kind="unease", code="unease", note="Stilletjes", domain="social", noted_on=today
    )
    ground = Ground.objects.create(
        family=found,
        person=mother,
        kind="consent",
        receiver=world.youth_care,
        data_kinds=["contact"],
        purpose="hulp",
        given_on=today,
    )
    asked = {"offer_id": Offer.objects.get().pk, "person_id": mother.pk, "ground_id": ground.pk}
    referrals.send(found.pk, by=by, now=now, **asked)
    return found


def about_families(resolver=None, prefix=""):
    """(name, route, converters) of every address with a number in it."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from about_families(entry, route)
        elif isinstance(entry, URLPattern) and "<int:" in route:
            yield entry.name, "/" + route


def filled(route, family_id, person_id, pk):
    numbers = {"family_id": family_id, "person_id": person_id}
    while "<" in route:
        before, _, rest = route.partition("<")
        gap, _, after = rest.partition(">")
        kind, _, name = gap.rpartition(":")
        value = numbers.get(name, pk) if kind == "int" else "volgende-stap"
        route = f"{before}{value}{after}"
    return route


def fingerprint(family):
    """Every row about the family, so that a change would show; asking for access and being told of it is meant for outsiders."""
    rows = {}
    for model in apps.get_models():
        own = [field.name for field in model._meta.fields if field.name == "family"]
        if own and model.__name__ not in {"AccessRequest", "Notice"}:
            rows[model._meta.label] = list(model.objects.filter(family=family).order_by("pk").values())
    return rows


def numbers(family):
    """The numbers of all rows about the family."""
    models = [model for model in apps.get_models() if any(field.name == "family" for field in model._meta.fields)]
    return sorted({pk for model in models for pk in model.objects.filter(family=family).values_list("pk", flat=True)})


@pytest.fixture
def outsiders(world, colleague, midwife, coordinator, family, today):
    former = world.professional("Ex Betrokken", world.practice, Role.MIDWIFE)
    ended = {"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)}
    Involvement.objects.create(family=family, professional=former, role="care_giver", **ended)
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    far = Organisation.objects.create(region=elsewhere, name="Ver weg", kind="local_team", domain="social")
    stranger = world.professional("Vreemde", far, Role.CASE_COORDINATOR, Role.TEAM_LEAD)
    return {
        "stranger": stranger,
        "same organisation": colleague,
        "other domain": midwife,
        "former": former,
        "policy officer": world.professional("Bel Eid", world.social, Role.POLICY_OFFICER, Role.PROJECT_LEADER),
        "administrator": world.professional("Bea Beheer", world.practice, Role.ADMINISTRATOR),
        "privacy officer": world.professional("Hilde", world.practice, Role.PRIVACY_OFFICER),
    }


WHO = ("stranger", "same organisation", "other domain", "former", "policy officer", "administrator", "privacy officer")


def test_who_leads_the_family_does_see_each_of_the_secrets(family, coordinator, sign_in):
    """So that the sweep below cannot pass because nothing was there."""
    client, file = sign_in(coordinator), f"/gezin/{family.pk}/"
    told = "".join(client.get(file + page).text for page in ("", "plan/", "mensen/", "taken/", "feiten/"))
    assert [word for word in SECRETS if word not in told] == []


@pytest.mark.parametrize("who", WHO)
def test_nothing_of_a_family_comes_out_or_changes_at_any_address(who, outsiders, world, family, sign_in):
    nothing_comes_out_or_changes(sign_in(outsiders[who]), world, family, who)


def test_with_a_password_alone_who_leads_the_family_gets_nothing_of_it_either(
    world, family, coordinator, sign_in, settings
):
    settings.SIGN_IN_LEVELS = LEVELS
    nothing_comes_out_or_changes(sign_in(coordinator), world, family, "password alone")


def nothing_comes_out_or_changes(client, world, family, who):
    mother, before = world.mother(family), fingerprint(family)
    pages = {filled(route, family.pk, mother.pk, pk) for _, route in about_families() for pk in numbers(family)[:1]}
    pages |= {path for name, path in addresses() if name not in PUBLIC and "<int" not in path}
    for page in sorted(pages):
        for answer in (client.get(page), client.post(page, {})):
            told = answer.content.decode(errors="replace") + str(answer.headers)
            leaked = [word for word in SECRETS if word in told]
            assert not leaked, (who, page, answer.status_code, leaked)
            assert answer.status_code < 500, page
    assert fingerprint(family) == before


def test_numbers_of_another_family_in_ones_own_address_open_and_change_nothing(
    world, outsiders, family, sign_in, now, today
):
    """The own family in the address and somebody else's person, promise, goal or pregnancy behind it."""
    colleague = outsiders["same organisation"]
    own = world.family("Familie Eigen", known_by=colleague)
    step = {"first_what": "Bellen", "first_due_on": today + timedelta(days=2)}
    coordination.open_case(own.pk, by=world.actor(colleague), now=now, lead_id=colleague.pk, **step)
    client, before = sign_in(colleague), fingerprint(family)
    person = FamilyMember.objects.get(family=family).person_id
    for _, route in about_families():
        if "family_id" not in route or route.count("<") < 2:
            continue
        for pk in numbers(family):
            page = filled(route, own.pk, person, pk)
            for answer in (client.get(page), client.post(page, {"person": person, "family": family.pk})):
                told = answer.content.decode(errors="replace")
                assert not [word for word in SECRETS if word in told], page
                assert answer.status_code < 500, page
    assert fingerprint(family) == before


def test_known_here_says_who_leads_and_how_to_ask_instead_of_not_found(world, outsiders, family, sign_in):
    page = sign_in(outsiders["other domain"]).get(f"/gezin/{family.pk}/")
    assert page.status_code == 403
    assert "Cor Regie" in page.text
    assert f"/gezin/{family.pk}/bekend/" in page.text


def test_where_even_that_may_not_be_known_a_number_that_exists_answers_like_one_that_does_not(
    world, outsiders, family, sign_in
):
    client = sign_in(outsiders["stranger"])
    there, nowhere = (client.get(f"/gezin/{pk}/bekend/") for pk in (family.pk, 999_999))
    assert there.status_code == nowhere.status_code == 403
    assert _without_tokens(there.text).replace(str(family.pk), "") == _without_tokens(nowhere.text).replace(
        "999999", ""
    )


def _without_tokens(page):

    return re.sub(r"\d+", "", re.sub(r'value="[^"]*"', "", page))
