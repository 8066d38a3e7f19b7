"""A receiver without an account: a PIN, one referral, three answers."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from sluitend.care.referrals.models import OneTimeLink, Question, Referral
from tests.doors.referrals.conftest import parts


@pytest.fixture
def keys(sender, road):
    """The address and PIN, read from the page that showed them to the sender."""
    referral = road.send()
    answer = sender.post(f"/verwijzing/{referral.pk}/link/", {"for_name": "Ans", "once": str(uuid4())})
    page = answer.content.decode()
    return re.search(r"/eenmalig/[^<\s]+", page)[0], re.search(r"<strong>(\d{6})</strong>", page)[1]


def opened(address, pin):
    client = Client()
    assert client.post(address, {"pin": pin, "once": str(uuid4())}).status_code == 302
    return client


def test_before_the_pin_nothing_of_the_family_is_shown(keys, client):
    page = client.get(keys[0]).content.decode()
    assert "Pincode" in page
    assert "Wit" not in page
    assert "Huisbezoek" not in page


def test_after_the_pin_the_one_referral_is_shown(keys):
    page = opened(*keys).get(keys[0]).content.decode()
    assert "Sam De Wit" in page
    assert "Mila Brug" in page


def test_a_wrong_pin_is_said_beside_the_field_and_closes_after_five(keys, client):
    wrong = {"pin": "000000" if keys[1] != "000000" else "111111"}
    for left in (4, 3, 2, 1, 0):
        answer = client.post(keys[0], {**wrong, "once": str(uuid4())})
        assert f"nog {left} keer" in answer.context["form"].errors["pin"][0]
    assert "te vaak" in client.get(keys[0]).content.decode()
    client.post(keys[0], {"pin": keys[1], "once": str(uuid4())})
    assert "Wit" not in client.get(keys[0]).content.decode()


def test_another_browser_asks_the_pin_again(keys, client):
    opened(*keys)
    assert "Pincode" in client.get(keys[0]).content.decode()


def test_without_the_pin_no_answer_is_taken(keys, client):
    answer = client.post(f"{keys[0]}kan-niet/", {"reason": "Vol", "once": str(uuid4())})
    assert (answer.status_code, answer.url) == (302, keys[0])
    assert Referral.objects.get().status == "requested"


def test_a_link_that_we_did_not_make_is_refused_with_a_reason(client, db):
    answer = client.get("/eenmalig/x.y/")
    assert answer.status_code == 403
    assert "Deze link klopt niet" in answer.content.decode()


def test_the_guest_accepts_with_a_name_and_a_date(keys, road):
    client = opened(*keys)
    assert client.get(f"{keys[0]}aannemen/").status_code == 200
    facts = {"name": "Ans de Buur", **parts("first_contact_on", road.today + timedelta(days=3))}
    client.post(f"{keys[0]}aannemen/", {**facts, "once": str(uuid4())})
    referral = Referral.objects.get()
    assert (referral.status, referral.owner.name, referral.by_link) == ("accepted", "Ans de Buur", True)
    assert "beantwoord" in client.get(keys[0]).content.decode()


def test_the_guest_says_no_or_asks(keys):
    client = opened(*keys)
    client.post(f"{keys[0]}vraag/", {"question": "Waar woont zij?", "once": str(uuid4())})
    client.post(f"{keys[0]}kan-niet/", {"reason": "Geen plek", "once": str(uuid4())})
    assert (Question.objects.count(), Referral.objects.get().status) == (1, "rejected")


def test_a_second_answer_is_refused_in_words(keys):
    client = opened(*keys)
    for _ in range(2):
        answer = client.post(f"{keys[0]}kan-niet/", {"reason": "Geen plek", "once": str(uuid4())})
    assert "Kan niet" in answer.context["form"].errors["__all__"][0]


def test_the_guest_sees_no_other_page(keys, road):
    client = opened(*keys)
    referral = Referral.objects.get()
    for address in ("/postvak/", f"/verwijzing/{referral.pk}/", f"/gezin/{road.family.pk}/verwijzen/"):
        assert client.get(address).url.startswith("/aanmelden/")


def test_the_page_is_not_kept_by_the_browser_and_costs_at_most_fifteen_statements(keys, django_assert_max_num_queries):
    client = opened(*keys)
    with django_assert_max_num_queries(15):
        answer = client.get(keys[0])
    assert "no-store" in answer.headers["Cache-Control"]
    assert OneTimeLink.objects.get().opened_at is not None
