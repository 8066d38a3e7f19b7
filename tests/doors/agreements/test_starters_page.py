"""A new starter text beside what was agreed: an adviser sees it, looks at the difference, and opens it as a draft or leaves it."""

import pytest
from django.urls import reverse

from sluitend.care.agreements.models import Draft, Starter, Version
from sluitend.core.roles import Role
from tests.care.conftest import NOW

pytestmark = pytest.mark.django_db
TABLE = "prenatal_home_visit"


@pytest.fixture
def ada(sign_in, world):
    return sign_in(world.professional("Ada Advies", world.social, Role.PROJECT_LEADER))


@pytest.fixture
def offered(world):
    """An update of the table, which is in force here in its own words."""
    held = Version.objects.get(kind="table", content_id=TABLE, region=world.region)
    examples = Version.objects.get(kind="examples", content_id=TABLE, region=world.region)
    body = held.body.replace("Alles is vrijwillig.", "Niets hoeft.")
    facts = {"kind": "table", "content_id": TABLE, "digest": "new", "offered_at": NOW}
    return Starter.objects.create(region=world.region, body=body, examples=examples.body, **facts)


def test_it_is_seen_among_the_agreements_and_beside_what_holds(ada, offered, world):
    held = Version.objects.get(kind="table", content_id=TABLE, region=world.region)
    for address in (reverse("agreements"), reverse("agreement-version", args=[held.pk])):
        page = ada.get(address).text
        assert "Nieuwe starttekst beschikbaar" in page
        assert reverse("starter", args=[offered.pk]) in page
    page = ada.get(reverse("starter", args=[offered.pk])).text
    assert "<ins>Zij wil dit niet. Niets hoeft.</ins>" in page


def test_opening_it_leads_to_a_draft_with_its_text(ada, offered):
    answer = ada.post(reverse("starter-open", args=[offered.pk]))
    draft = Draft.objects.get()
    assert answer.url == reverse("draft", args=[draft.pk])
    assert draft.body == offered.body
    assert reverse("draft", args=[draft.pk]) in ada.get(reverse("starter", args=[offered.pk])).text


def test_leaving_it_says_who_did_and_it_can_still_be_opened(ada, offered):
    ada.post(reverse("starter-leave", args=[offered.pk]))
    assert "Ada Advies liet dit liggen" in ada.get(reverse("agreements")).text
    page = ada.get(reverse("starter", args=[offered.pk])).text
    assert reverse("starter-open", args=[offered.pk]) in page
    assert reverse("starter-leave", args=[offered.pk]) not in page


def test_who_only_reads_agreements_sees_no_buttons(sign_in, midwife, offered):
    page = sign_in(midwife).get(reverse("starter", args=[offered.pk])).text
    assert "Niets hoeft." in page
    assert "starter-open" not in page
    assert "<button" not in page.split("<main")[1]
