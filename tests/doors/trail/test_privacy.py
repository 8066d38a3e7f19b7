"""The pages of the privacy officer, from a question at the kitchen table to a file that is erased."""

from datetime import timedelta

import pytest

from sluitend.care.followup import actions as followup
from sluitend.care.people.models import Family
from sluitend.care.privacy.models import GlassReview, Hold, Request
from sluitend.core.roles import Role

ONCE = "6f2c1b9e-0000-4000-8000-00000000000"


@pytest.fixture
def officer(world):
    return world.professional("Hilde Privacy", world.youth_care, Role.PRIVACY_OFFICER)


def test_a_question_at_the_kitchen_table_ends_in_an_erased_file(world, coordinator, officer, sign_in):
    family = world.family(known_by=coordinator)
    asks = {"person_id": world.mother(family).pk, "kind": "deletion", "words": "Alles weg graag", "once": f"{ONCE}1"}
    assert sign_in(coordinator).post(f"/gezin/{family.pk}/vraag/", asks).status_code == 302
    client = sign_in(officer)
    assert "Alles weg graag" in client.get("/privacy/").text
    pk = Request.objects.get().pk
    assert client.post(f"/privacy/vraag/{pk}/langer/", {"reason": "Vakantie", "once": f"{ONCE}2"}).status_code == 302
    answer = {"granted": "yes", "answer": "Wij wissen alles.", "once": f"{ONCE}3"}
    assert client.post(f"/privacy/vraag/{pk}/", answer).status_code == 302
    assert client.post(f"/privacy/bewaren/{family.pk}/", {"reason": "Klacht", "once": f"{ONCE}4"}).status_code == 302
    wipe = f"/privacy/wissen/{family.pk}/"
    assert "bewaarplicht" in client.post(wipe, {"sure": "on", "once": f"{ONCE}5"}).text
    hold = Hold.objects.get().pk
    assert f"/privacy/opheffen/{hold}/" in client.get("/privacy/").text
    assert client.post(f"/privacy/opheffen/{hold}/", {"sure": "on", "once": f"{ONCE}6"}).status_code == 302
    assert client.post(wipe, {"once": f"{ONCE}7"}).status_code == 422, "without saying that one is sure"
    assert client.post(wipe, {"sure": "on", "once": f"{ONCE}8"}).status_code == 302
    assert Family.objects.get(pk=family.pk).name == "-"


def test_emergency_access_is_reviewed_on_the_page(world, coordinator, youth_nurse, officer, sign_in, now, today):
    family = world.family(known_by=coordinator)
    until = today + timedelta(days=1)
    pk = followup.break_glass(family.pk, by=world.actor(youth_nurse), now=now, reason="Acuut gevaar", until=until)
    client = sign_in(officer)
    assert "Acuut gevaar" in client.get("/privacy/").text
    assert "Acuut gevaar" in client.get(f"/privacy/noodtoegang/{pk}/").text
    assert client.post(f"/privacy/noodtoegang/{pk}/", {"right": "yes", "once": f"{ONCE}1"}).status_code == 302
    assert GlassReview.objects.get().right
    assert client.get(f"/privacy/noodtoegang/{pk}/").status_code == 404


def test_the_page_takes_few_statements_and_is_for_the_officer_only(
    coordinator, officer, sign_in, django_assert_max_num_queries
):
    client = sign_in(officer)
    with django_assert_max_num_queries(15):
        client.get("/privacy/")
    assert sign_in(coordinator).get("/privacy/").status_code == 403
