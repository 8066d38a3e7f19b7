"""A midwife signals in under a minute: on a phone, without JavaScript, in English, and with a lost connection."""

from time import monotonic

import pytest
from django.test import Client
from playwright.sync_api import expect

from sluitend.care.signalling.models import Draft, Signal
from tests.browser.conftest import ENGLISH, PHONE
from tests.care.conftest import coordinator, midwife, put_content_in_force, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mila(transactional_db, world, midwife, coordinator, django_user_model):  # noqa: F811
    world.team.phone = "026-1234567"
    world.team.save()
    midwife.user = django_user_model.objects.create_user("mila", "geheim-woord-123")
    midwife.save()
    return midwife


def signed_in(context, live_server, user):
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return context.new_page()


def fill_in(page, *, agrees="Ja, zij vindt het goed", wants="Zij wil hulp"):
    page.goto("/signaal/")
    page.get_by_label("Voornaam").fill("Lina")
    page.get_by_label("Achternaam").fill("Voorbeeld-van-der-Zonnebloemstraat")
    page.locator("#id_municipality").select_option(label="Waterstad")
    page.locator("#id_unease").fill("Ze zegt vaak af en oogt moe.")
    page.get_by_label(wants).check()
    page.get_by_label(agrees).check()
    page.get_by_label("Zij weet dat ik dit signaal stuur").check()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_midwife_signals_in_under_a_minute_on_a_phone(
    open_context, live_server, mila, script, assert_accessible, picture
):
    page = signed_in(open_context(**PHONE, java_script_enabled=script), live_server, mila.user)
    began = monotonic()
    fill_in(page)
    if script:
        assert_accessible(page)
        picture(page, "signal-phone", full_page=True)
    page.get_by_role("button", name="Verstuur het signaal").click()
    expect(page.get_by_role("heading", name="Uw signaal is verstuurd")).to_be_visible()
    assert monotonic() - began < 60
    expect(page.get_by_text("Team Waterstad").first).to_be_visible()
    if script:
        assert_accessible(page)
        picture(page, "signal-sent-phone", full_page=True)
    page.get_by_role("link", name="Naar mijn signalen").click()
    expect(page.get_by_role("heading", name="Mijn signalen")).to_be_visible()
    expect(page.get_by_role("heading", name="Voorbeeld-van-der-Zonnebloemstraat")).to_be_visible()
    if script:
        assert_accessible(page)
        picture(page, "my-signals-phone", full_page=True)
    assert Signal.objects.count() == 1


def test_the_same_in_english(open_context, live_server, mila, assert_accessible, picture):
    page = signed_in(open_context(**ENGLISH, viewport={"width": 1280, "height": 900}), live_server, mila.user)
    page.goto("/signaal/")
    page.get_by_label("First name").fill("Lina")
    page.locator("#id_municipality").select_option(label="Waterstad")
    page.locator("#id_unease").fill("She cancels often.")
    page.get_by_label("She wants help").check()
    page.get_by_label("Yes, she is fine with it").check()
    assert_accessible(page)
    picture(page, "signal-english", full_page=True)
    page.get_by_role("button", name="Send the signal").click()
    expect(page.get_by_role("heading", name="Your signal was sent")).to_be_visible()


def test_a_refusal_stops_the_road_and_advice_can_be_asked_without_a_name(open_context, live_server, mila):
    page = signed_in(open_context(**PHONE), live_server, mila.user)
    fill_in(page, wants="Zij wil geen hulp")
    page.get_by_role("button", name="Verstuur het signaal").click()
    expect(page.get_by_text("Hier stopt het signaal")).to_be_visible()
    page.get_by_role("button", name="Vraag advies zonder naam").first.click()
    expect(page.get_by_role("heading", name="Uw signaal is verstuurd")).to_be_visible()
    assert Signal.objects.get().family is None


def wait_until_kept(page, kept):
    """What was typed is on this device, or no longer. Playwright's own waiting is code made of text, which our pages refuse."""
    for _ in range(100):
        if page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('sluitend-signal:'))") is kept:
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was kept" if kept else "it is still there")


def test_what_was_typed_survives_a_lost_connection_and_is_wiped_after_sending(open_context, live_server, mila):
    context = open_context(**PHONE)
    page = signed_in(context, live_server, mila.user)
    fill_in(page)
    wait_until_kept(page, True)
    context.set_offline(True)
    page.get_by_role("button", name="Verstuur het signaal").click()
    expect(page.get_by_text("Wij versturen uw signaal zodra er weer verbinding is")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_role("heading", name="Uw signaal is verstuurd")).to_be_visible()
    wait_until_kept(page, False)
    assert Signal.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_reloaded_page_has_what_was_typed(open_context, live_server, mila):
    page = signed_in(open_context(**PHONE), live_server, mila.user)
    fill_in(page)
    wait_until_kept(page, True)
    page.goto("/signaal/")
    expect(page.get_by_label("Voornaam")).to_have_value("Lina")
    expect(page.get_by_label("Zij wil hulp")).to_be_checked()


def test_a_parent_asks_for_help_on_a_phone(open_context, live_server, mila, assert_accessible, picture):
    page = open_context(**PHONE).new_page()
    page.goto("/hulp-vragen/")
    assert_accessible(page)
    picture(page, "ask-help-phone", full_page=True)
    page.get_by_label("Hoe mogen wij u noemen?").fill("Noa")
    page.get_by_label("Op welk nummer kunnen wij u bellen?").fill("06 12345678")
    page.locator("#id_municipality").select_option(label="Waterstad")
    page.get_by_role("button", name="Bel mij terug").click()
    expect(page.get_by_role("heading", name="Dank u wel. Wij bellen u.")).to_be_visible()
    assert_accessible(page)


def test_only_the_questions_that_belong_to_the_choice_are_in_sight(open_context, live_server, mila):
    page = signed_in(open_context(**PHONE), live_server, mila.user)
    page.goto("/signaal/")
    expect(page.get_by_label("Welk gezin?")).to_be_hidden()
    page.get_by_label("Ik vraag advies zonder naam").check()
    expect(page.get_by_label("Voornaam")).to_be_hidden()
    expect(page.get_by_role("heading", name="3. Wat zij goed vindt")).to_be_hidden()
