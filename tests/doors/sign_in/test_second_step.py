"""The second step after a password, and where one is signed in."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from sluitend.care.accounts import devices
from sluitend.care.accounts.models import Device, Passkey, RecoveryCode, SecondStep
from sluitend.care.accounts.second_step import begin_second_step, reset, second_step_passed
from sluitend.care.followup.models import Notice
from sluitend.care.network.models import Organisation, Professional
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotNow
from sluitend.core.roles import Role
from sluitend.core.sign_in import LEVELS
from tests.doors.sign_in.test_sign_in import ONCE, person

KEY = pyotp.random_base32()
PASSWORD = {"username": "fg", "password": "geheim-woord-123", "once": ONCE}


@pytest.fixture
def officer(db):
    return person("fg", "Fenna Geel", Role.PRIVACY_OFFICER, demonstration=False)


def shown(moment) -> str:
    return pyotp.TOTP(KEY).at(moment)


def set_up(officer) -> list[str]:
    """An hour ago, so that the code of now was not used yet."""
    then = timezone.now() - timedelta(hours=1)
    return begin_second_step(officer.user_id, KEY, shown(then), then)


def sign_in(client, code: str):
    client.post("/aanmelden/", {**PASSWORD, "next": "/spoor/"})
    return client.post("/aanmelden/code/", {"code": code, "once": ONCE})


def test_a_password_alone_is_too_weak_for_the_trail_and_a_code_is_enough(client, officer, settings):
    settings.SIGN_IN_LEVELS = LEVELS
    client.post("/aanmelden/", PASSWORD)
    answer = client.get("/spoor/")
    assert answer.status_code == 403
    assert "Naar mijn aanmelding" in answer.content.decode()
    set_up(officer)
    assert "Log uit en meld u daarmee aan" in client.get("/spoor/").content.decode()
    assert sign_in(client, shown(timezone.now())).url == "/spoor/"
    assert client.get("/spoor/").status_code == 200


def test_a_right_password_without_its_code_lets_nobody_in(client, officer):
    set_up(officer)
    assert client.post("/aanmelden/", PASSWORD).url == "/aanmelden/code/"
    assert "_auth_user_id" not in client.session
    assert sign_in(client, "000000").status_code == 422
    assert "_auth_user_id" not in client.session
    assert client.get("/spoor/").status_code == 302


def test_a_code_in_strange_signs_is_wrong_and_no_accident(client, officer):
    set_up(officer)
    assert sign_in(client, "12345é").status_code == 422


def test_the_page_for_the_code_is_only_there_after_a_password(client, db):
    assert client.get("/aanmelden/code/").url == "/aanmelden/"


def test_a_code_counts_once_and_for_about_a_minute(officer):
    set_up(officer)
    now = timezone.now()
    assert not second_step_passed(officer.user_id, shown(now - timedelta(minutes=3)), now)
    assert second_step_passed(officer.user_id, shown(now), now)
    assert not second_step_passed(officer.user_id, shown(now), now)


def test_an_emergency_code_works_once_when_the_phone_is_gone(client, officer):
    code = set_up(officer)[3]
    sign_in(client, f" {code.upper()} ")
    assert client.session["_auth_user_id"] == str(officer.user_id)
    assert sign_in(Client(), code).status_code == 422


def test_guessing_codes_is_slowed_down(client, officer):
    set_up(officer)
    for _ in range(5):
        sign_in(client, "000000")
    page = client.post("/aanmelden/code/", {"code": shown(timezone.now()), "once": ONCE})
    assert "te vaak" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_setting_up_takes_the_picture_and_its_code_and_shows_the_emergency_codes_once(client, officer):
    client.post("/aanmelden/", PASSWORD)
    page = client.get("/mijn-aanmelding/tweede-stap/")
    key = page.context["key"]
    assert "data:image/svg+xml" in page.content.decode()
    wrong = client.post("/mijn-aanmelding/tweede-stap/", {"code": "000000", "once": ONCE})
    assert wrong.status_code == 422
    code = pyotp.TOTP(key).at(timezone.now())
    done = client.post("/mijn-aanmelding/tweede-stap/", {"code": code, "once": ONCE})
    assert len(done.context["codes"]) == 10
    assert "Staat aan" in client.get("/mijn-aanmelding/").content.decode()


def test_another_phone_needs_the_second_step_of_the_first(client, officer):
    client.post("/aanmelden/", PASSWORD)
    set_up(officer)
    assert client.get("/mijn-aanmelding/tweede-stap/").status_code == 302


def test_what_is_kept_makes_no_codes_by_itself(officer):
    codes = set_up(officer)
    kept = SecondStep.objects.get()
    assert KEY not in kept.sealed
    assert not set(codes) & set(RecoveryCode.objects.values_list("digest", flat=True))
    with pytest.raises(NotNow):
        begin_second_step(officer.user_id, KEY, "000000", timezone.now())


def test_one_sees_where_one_is_signed_in_and_signs_out_elsewhere(client, officer):
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; like Mac OS X) Safari/604"})
    for one in (phone, client):
        one.post("/aanmelden/", PASSWORD)
    assert "Safari, iPhone" in client.get("/mijn-aanmelding/").content.decode()
    client.post("/mijn-aanmelding/elders/")
    assert phone.get("/spoor/").status_code == 302
    page = client.get("/mijn-aanmelding/").content.decode()
    assert "iPhone" not in page
    assert "hier" in page


def test_the_sixth_place_signs_out_the_first(officer, db):
    clients = [Client() for _ in range(devices.MOST + 1)]
    for one in clients:
        one.post("/aanmelden/", PASSWORD)
    assert [one.get("/mijn-aanmelding/").status_code for one in clients] == [302] + [200] * devices.MOST
    assert Device.objects.count() == devices.MOST


def test_the_page_about_signing_in_takes_few_statements(client, officer, django_assert_max_num_queries):
    client.post("/aanmelden/", PASSWORD)
    with django_assert_max_num_queries(8):
        client.get("/mijn-aanmelding/")


def colleague_of(officer):
    return person("bea", "Bea Beheer", Role.TEAM_LEAD, demonstration=False)


def test_who_lost_the_phone_is_helped_by_a_colleague_who_sees_her_and_is_told(client, officer):
    set_up(officer)
    one = {"credential_id": "c", "data": "", "counter": 0, "name": "Telefoon", "made_at": timezone.now()}
    Passkey.objects.create(user=officer.user, **one)
    elsewhere = Client()
    sign_in(elsewhere, shown(timezone.now()))
    client.force_login(colleague_of(officer).user)
    page = f"/netwerk/{officer.pk}/tweede-stap/"
    assert page in client.get(f"/netwerk/{officer.pk}/").content.decode()
    assert client.post(page, {"once": ONCE}).status_code == 422
    assert client.post(page, {"seen": "known", "once": ONCE}).status_code == 302
    assert not Passkey.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert elsewhere.get("/mijn-aanmelding/").status_code == 302
    [told] = Notice.objects.filter(to=officer)
    assert (told.values, told.at_once) == ({"who": "Bea Beheer"}, True)
    kept = Entry.objects.get(action="followup.reset_ways_in")
    assert (kept.thing_id, kept.details["seen"]) == (officer.pk, "known")
    fresh_start = Client()
    fresh_start.post("/aanmelden/", PASSWORD)
    assert "Tweede stap instellen" in fresh_start.get("/mijn-aanmelding/").content.decode()


def test_nobody_takes_away_the_own_second_step_or_that_of_another_organisation(client, officer):
    lead = colleague_of(officer)
    set_up(lead)
    client.force_login(lead.user)
    own = client.post(f"/netwerk/{lead.pk}/tweede-stap/", {"seen": "known", "once": ONCE})
    assert "een ander voor u" in own.content.decode()
    other = Organisation.objects.create(region=lead.region, name="De Poort", kind="social_team", domain="social")
    Professional.objects.filter(pk=officer.pk).update(organisation=other)
    set_up(officer)
    assert client.post(f"/netwerk/{officer.pk}/tweede-stap/", {"seen": "known", "once": ONCE}).status_code == 403
    assert "tweede-stap" not in client.get(f"/netwerk/{officer.pk}/").content.decode()
    assert SecondStep.objects.count() == 2


def test_a_code_that_is_awaited_while_the_app_is_taken_away_is_wrong_and_no_accident(client, officer):
    set_up(officer)
    client.post("/aanmelden/", PASSWORD)
    reset(officer.user_id)
    assert client.post("/aanmelden/code/", {"code": "000000", "once": ONCE}).status_code == 422
