"""The other parent of the same family, and a parent of another family, at every address: what is one parent's own stays that parent's."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sluitend.care.consent import actions as consent
from sluitend.care.consent.models import Ground
from sluitend.care.parents import actions as parents
from sluitend.care.people.models import FamilyMember, Person
from sluitend.care.privacy.actions import ask_about_own_data
from sluitend.care.safety import actions as safety
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.trail.models import Entry
from sluitend.core.roles import Role
from tests.care.conftest import NOW, TODAY
from tests.care.parents.conftest import by, family, make_own_pages, mother, own  # noqa: F401
from tests.doors.test_outsiders import about_families, filled, numbers
from tests.doors.test_sweep import PUBLIC
from tests.doors.test_sweep import patterns as addresses

pytestmark = pytest.mark.django_db
LEAVING = {"portal-exit", "portal-leave", "portal-sign-out", "sign-out"}
HERS = (
    "Stilletjes vragen",
    "Wij spraken over thuis",
    "Blijfhuis Oost",
    "0698765432",
    "Zonnebloempad",
    "Alles van mij wissen",
    "Belmij Raad",
)


@pytest.fixture
def hers(family, mother, own, by, world):  # noqa: F811
    """What only the mother may see on the own pages."""
    Person.objects.filter(pk=mother.pk).update(phone="0698765432", street="Zonnebloempad 1", address_hidden=True)
    parents.ask(family.pk, by=own.by, now=NOW, question="Stilletjes vragen")
    ask_about_own_data(family.pk, by=own.by, now=NOW, kind="deletion", words="Alles van mij wissen")
    leader = world.actor(world.professional("Sanne Leider", world.social, Role.PROJECT_LEADER))
    table = {"at": timezone.now() + timedelta(days=5), "place": "Bibliotheek", "who": "Ouders", "topic": {"nl": "Hulp"}}
    council = {"meeting_id": parents.invite_to_council(by=leader, now=NOW, **table), "name": "Belmij Raad"}
    parents.answer_council(family.pk, by=own.by, now=NOW, answer="yes", call=True, phone="0611112222", **council)
    asked = consent.Asked(mother.pk, world.youth_care.pk, ["contact"], "Blijfhuis Oost")
    consent.record_consent(family.pk, by=by, now=NOW, asked=asked)
    began = {"family_id": family.pk, "beginning": Beginning("concern", "Moeder", "Een blauwe plek.")}
    matter = safety.start(by=by, now=NOW, **began)
    safety.talk(matter, by=by, now=NOW, on=TODAY, held=True, whom="Zij", facts="Zij wil hulp.")
    shown = {"what": "conversation", "words": "Wij spraken over thuis", "why": "Zij leest dit alleen."}
    safety.release(matter, by=by, now=NOW, person_id=mother.pk, **shown)


def come_in(pages, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.get(pk=pages.by.user_id))
    return client


@pytest.fixture
def father(family, by, world, django_user_model):  # noqa: F811
    person = Person.objects.create(region=world.region, given_name="Teun", family_name="Bos")
    FamilyMember.objects.create(family=family, person=person, part="father", starts_on=TODAY)
    return come_in(make_own_pages(family, person, by, code="M4TP-9HX-QWK", username="teun"), django_user_model)


@pytest.fixture
def neighbour(world, coordinator, by, django_user_model):  # noqa: F811
    other = world.family("Familie Buren", known_by=coordinator)
    return come_in(
        make_own_pages(other, world.mother(other), by, code="R2CV-7KD-NPM", username="buuf"), django_user_model
    )


def everywhere(family, mother):  # noqa: F811
    """Every address without a number, and every one with the numbers of this family behind it."""
    yield from (path for name, path in addresses() if "<int" not in path and name not in LEAVING)
    for name, route in about_families():
        for pk in numbers(family) if name.startswith("portal-") else numbers(family)[:1]:
            yield filled(route, family.pk, mother.pk, pk)


def told_anywhere(client, family, mother):  # noqa: F811
    for page in dict.fromkeys(everywhere(family, mother)):
        for answer in (client.get(page), client.post(page, {})):
            assert answer.status_code < 500, page
            text = answer.content.decode(errors="replace")
            leaked = [word for word in HERS if word in text]
            assert not leaked, (page, answer.status_code, leaked)


def test_the_mother_herself_does_see_it(hers, own, family, mother, django_user_model):  # noqa: F811
    client = come_in(own, django_user_model)
    pages = ("portal-help", "portal-questions", "portal-rights", "portal-consents", "portal-copy")
    told = "".join(client.get(reverse(name)).text for name in pages)
    assert [word for word in HERS if word not in told] == []


@pytest.mark.parametrize("who", ["father", "neighbour"])
def test_nothing_of_it_comes_out_for_another_parent(who, hers, family, mother, request):  # noqa: F811
    client = request.getfixturevalue(who)
    told_anywhere(client, family, mother)
    copy = json.dumps(client.get(reverse("portal-copy-file")).json(), ensure_ascii=False)
    assert not [word for word in HERS if word in copy]
    assert Ground.objects.get(purpose="Blijfhuis Oost").withdrawn_on is None


def test_another_parent_who_stops_her_consent_is_refused(hers, father):
    ground = Ground.objects.get(purpose="Blijfhuis Oost")
    refused = father.post(reverse("portal-consent-stop", args=[ground.pk]), {})
    assert refused.status_code in {403, 404, 409}
    ground.refresh_from_db()
    assert ground.withdrawn_on is None


def test_a_parent_has_no_place_in_the_workspace(father, family):  # noqa: F811
    for name, path in addresses():
        if name and not name.startswith("portal-") and name not in PUBLIC:
            answer = father.get(path)
            assert answer.status_code in {302, 403, 404, 405}, (path, answer.status_code)
    assert not Entry.objects.filter(kind="look", professional_id__isnull=True, user_id=0).exists()
