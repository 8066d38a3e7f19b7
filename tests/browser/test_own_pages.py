"""A parent on a phone, in Arabic and without help: sees who looked, asks why, changes a goal, withdraws one consent, leaves by the
safe exit. And the same pages in Dutch without a script."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from sluitend.care.consent import actions as consent
from sluitend.care.consent.models import Ground
from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Goal
from sluitend.care.parents.actions import invite_to_council, invite_to_gathering
from sluitend.care.parents.models import CouncilMeeting, Question
from sluitend.care.people.queries import family_people
from sluitend.core.roles import Role
from sluitend.ui.languages import languages
from tests.browser.conftest import PHONE
from tests.browser.test_passkeys import authenticator
from tests.care.conftest import NOW, coordinator, world  # noqa: F401
from tests.care.parents.conftest import by, family, make_own_pages, mother  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "portal-help",
    "portal-plan",
    "portal-questions",
    "portal-consents",
    "portal-looks",
    "portal-settings",
    "portal-messages",
    "portal-passkey-make",
    "portal-rights",
    "portal-copy",
)

PICTURED = {("portal-help", "nl"), ("portal-looks", "nl"), ("portal-plan", "ar")}


@pytest.fixture
def at_home(transactional_db, open_context, live_server, family, mother, by, world, coordinator, django_user_model):  # noqa: F811
    """`at_home("ar")`: a phone with the own pages in this language; the coordinator looked, and there is a goal and a consent."""

    def phone(language, **more):
        own = make_own_pages(family, mother, by, language=language)
        family_people(family.pk, by=by, now=NOW)
        coordination.add_goal(family.pk, by=by, now=NOW, words="Een eigen kamer")
        asked = consent.Asked(mother.pk, world.youth_care.pk, ["contact"], "Huisbezoek")
        consent.record_consent(family.pk, by=by, now=NOW, asked=asked)
        invited = {"place": "Huis van de wijk", "who": "Cor (regie)", "topic": "Hoe u verder gaat."}
        soon = timezone.now() + timedelta(days=4)
        invite_to_gathering(family.pk, by=by, now=NOW, at=soon, person_ids=[mother.pk], **invited)
        leader = world.actor(world.professional("Sanne Leider", world.social, Role.PROJECT_LEADER))
        invite_to_council(
            by=leader, now=NOW, at=soon, place="Bibliotheek", who="Acht ouders", topic={"nl": "Wat beter kan."}
        )
        client = Client()
        client.force_login(django_user_model.objects.get(pk=own.by.user_id))
        context = open_context(**PHONE, **more)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([cookie])
        return context.new_page()

    return phone


def test_a_parent_finds_the_way_in_arabic_and_leaves_no_trace(at_home, assert_accessible, picture):
    said = languages()["ar"].words
    page = at_home("ar")
    page.goto(reverse("portal-help"))
    began = page.evaluate("history.length")
    page.get_by_role("link", name=said["menu.looks"]).click()
    expect(page.get_by_text("Cor Regie")).to_be_visible()
    page.get_by_role("link", name=said["looks.ask"]).click()
    expect(page.locator("#id_question")).not_to_be_empty()
    page.get_by_role("button", name=said["questions.send"]).click()
    expect(page.locator(".own__mine")).to_be_visible()
    assert Question.objects.get().about_look.startswith("Cor Regie")

    page.get_by_role("link", name=said["menu.plan"]).click()
    page.get_by_role("link", name=said["plan.goal_change"]).click()
    page.locator("#id_words").fill("غرفة لي ولطفلي")
    page.get_by_role("button", name=said["plan.goal_save"]).click()
    expect(page.get_by_text("غرفة لي ولطفلي")).to_be_visible()
    assert Goal.objects.get().words == "غرفة لي ولطفلي"

    page.get_by_role("link", name=said["menu.consents"]).click()
    page.get_by_role("link", name=said["consents.stop"]).click()
    page.get_by_role("button", name=said["consents.stop_yes"]).click()
    expect(page.locator(".own__card--over")).to_be_visible()
    assert Ground.objects.get(purpose="Huisbezoek").withdrawn_on is not None

    page.get_by_role("link", name=said["menu.help"]).click()
    page.get_by_role("link", name=said["invited.reply"]).first.click()
    assert_accessible(page)
    picture(page, "own-invitation-ar", full_page=True)
    page.get_by_label(said["invited.other_time"]).check()
    page.get_by_role("textbox").first.fill("يوم الجمعة")
    page.get_by_role("button", name=said["invited.send"]).click()
    expect(page.get_by_text(said["invited.said_other_time"])).to_be_visible()

    assert page.evaluate("history.length") == began
    page.get_by_role("button", name=said["site.exit"]).click()
    expect(page.get_by_role("heading", name="Het weer")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Cor Regie")).not_to_be_visible()


@pytest.mark.parametrize(("language", "script"), [("ar", True), ("nl", True), ("nl", False)])
def test_every_page_is_accessible_on_a_phone(at_home, assert_accessible, picture, language, script):
    page = at_home(language, java_script_enabled=script)
    council = CouncilMeeting.objects.get().pk
    for name, address in [
        *((name, reverse(name)) for name in PAGES),
        ("council", reverse("portal-council", args=[council])),
    ]:
        page.goto(address)
        assert page.title() == languages()[language].words["site.title"]
        if script:
            assert_accessible(page)
            if (name, language) in PICTURED:
                picture(page, f"own-{name.removeprefix('portal-')}-{language}", full_page=True)
        else:
            assert page.get_by_role("main").is_visible()
    page.get_by_role("button", name=languages()[language].words["site.exit"]).click()
    expect(page.get_by_role("heading", name="Het weer")).to_be_visible()
    page.goto(reverse("portal-help"))
    expect(page.get_by_role("heading", name=languages()["nl"].words["enter.title"])).to_be_visible()


def test_the_way_in_is_accessible(open_context, live_server, transactional_db, assert_accessible):
    page = open_context(**PHONE).new_page()
    for name in ("portal-enter", "portal-code", "portal-sign-in"):
        page.goto(reverse(name))
        assert_accessible(page)
    page.get_by_role("button", name=languages()["nl"].words["enter.sign_in"], exact=True).click()
    expect(page.get_by_text(languages()["nl"].words["enter.fill_in"]).first).to_be_visible()
    assert_accessible(page)


def test_a_parent_makes_a_key_in_the_phone_and_comes_in_with_it_without_a_trace(at_home, assert_accessible):
    said = languages()["nl"].words
    page = at_home("nl")
    authenticator(page)
    page.goto(reverse("portal-passkey-make"))
    began = page.evaluate("history.length")
    assert_accessible(page)
    page.get_by_label(said["passkey.name"]).fill("Mijn telefoon")
    page.get_by_role("button", name=said["passkey.make"]).click()
    expect(page.get_by_text("Mijn telefoon")).to_be_visible()
    page.get_by_role("button", name=said["site.sign_out"]).click()
    page.get_by_role("link", name=said["enter.with_account"]).click()
    page.get_by_role("button", name=said["passkey.use"]).click()
    expect(page.get_by_role("button", name=said["site.sign_out"])).to_be_visible()
    assert page.evaluate("history.length") == began
