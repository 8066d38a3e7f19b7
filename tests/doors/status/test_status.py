"""The public status page: counts and ages, never a name; the same cost for any number of families."""

import pytest
from django.urls import reverse

from sluitend.care.monitoring import actions
from sluitend.care.network.models import Region
from sluitend.care.network.queries import system_actor
from tests.care.conftest import NOW


@pytest.fixture
def region(db):
    return Region.objects.create(slug="proefregio", name="Proefregio")


def test_status_before_any_proof_says_so(client, region):
    assert "Er is nog geen controle geweest" in client.get(reverse("status")).text


def test_status_after_a_proof_shows_counts_to_anybody(client, region, django_assert_num_queries):
    actions.prove(region.pk, by=system_actor(region.pk), now=NOW, clock=lambda: NOW)
    with django_assert_num_queries(4):
        page = client.get(reverse("status")).text
    assert "Alle regels kloppen" in page
    assert "Laatste volledige controle" in page


def test_status_says_that_a_later_proof_did_not_end(client, region):
    by = system_actor(region.pk)
    actions.prove(region.pk, by=by, now=NOW, clock=lambda: NOW)
    actions.begin_proof(region.pk, by=by, now=NOW)
    assert "niet afgemaakt" in client.get(reverse("status")).text


def test_status_in_english(client, region):
    page = client.get(reverse("status"), headers={"accept-language": "en"}).text
    assert "Is the network closed?" in page
