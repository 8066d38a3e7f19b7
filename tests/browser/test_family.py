"""The pages of one family in a browser: accessible in both languages and on a phone, and one road by keyboard and without a script."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family
from tests.browser.families import LONG, Stories, account
from tests.care.conftest import World, colleague, coordinator, midwife, team_lead, world, youth_nurse  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("family", "plan", "family-tasks", "family-facts", "family-pathway")
WINDOWS = {
    "dutch": {"viewport": {"width": 1280, "height": 900}},
    "english": {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"},
    "phone": {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True},
}


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True


@pytest.fixture
def stories(world: World, coordinator: Professional, colleague: Professional) -> Stories:  # noqa: F811
    return Stories(world, account(coordinator), account(colleague))


def come_in(page: Page, name: str) -> None:
    page.goto("/aanmelden/")
    page.get_by_role("button", name=name).first.click()


def enter_date(page: Page, field: str, day: date) -> None:
    for part, value in (("0", day.day), ("1", day.month), ("2", day.year)):
        page.locator(f"#id_{field}_{part}").fill(str(value))


def at(page: Page, name: str, family: Family, *args: Any) -> None:
    page.goto(reverse(name, args=[family.pk, *args]))


def shot(page: Page, name: str) -> None:
    """For looking at by hand: LOOK=/tmp/somewhere."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True, animations="disabled")


@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_of_a_full_family_is_accessible_and_fits(
    open_context: Callable[..., BrowserContext],
    assert_accessible: Callable[[Page], None],
    stories: Stories,
    window: str,
) -> None:
    family = stories.full(LONG if window == "phone" else "Familie De Wit")
    page = open_context(**WINDOWS[window]).new_page()
    come_in(page, "Cor Regie")
    for name in PAGES:
        at(page, name, family)
        shot(page, f"{window}-{name}")
        assert_accessible(page)
    for verb in ("volgende-stap", "contact", "overdragen", "sluiten", "noteren", "inschatting", "andere-grond"):
        at(page, "family-do", family, verb)
        shot(page, f"{window}-do-{verb}")
        assert_accessible(page)
    at(page, "ask-consent", family)
    assert_accessible(page)
    page.locator("#id_receiver").select_option(index=1)
    page.locator("input[name=data_kinds]").first.check()
    page.locator("#id_purpose").fill("huisbezoek tijdens de zwangerschap")
    page.locator("main form button").click()
    expect(page.locator(".aloud")).to_be_visible()
    shot(page, f"{window}-read-aloud")
    assert_accessible(page)
    for verb in ("doel", "cijfer", "overleg"):
        at(page, "plan-do", family, verb)
        shot(page, f"{window}-plan-{verb}")
        assert_accessible(page)


@pytest.mark.parametrize("window", ["dutch", "phone"])
def test_other_families_are_accessible_too(
    open_context: Callable[..., BrowserContext],
    assert_accessible: Callable[[Page], None],
    stories: Stories,
    window: str,
) -> None:
    page = open_context(**WINDOWS[window]).new_page()
    come_in(page, "Cor Regie")
    families = {
        "empty": stories.opened(),
        "unopened": stories.known("Familie Nieuw", weeks=None),
        "twins": stories.twins(),
        "loss": stories.loss(),
    }
    for kind, family in families.items():
        for name in ("family", "plan"):
            at(page, name, family)
            shot(page, f"{window}-{kind}-{name}")
            assert_accessible(page)


def test_a_family_goes_from_a_first_step_to_an_ending_without_a_script(
    open_context: Callable[..., BrowserContext], stories: Stories
) -> None:
    """Given an open file; when the lead works on it; then the plan, the meeting, the hand-over and the ending stand."""
    page = open_context(java_script_enabled=False).new_page()
    family, today = stories.opened(), stories.today
    come_in(page, "Cor Regie")
    at(page, "family", family)
    _agrees_a_next_step(page, today)
    _records_contact(page)
    _makes_a_plan(page)
    _records_a_meeting(page, today)
    at(page, "family", family)
    _asks_to_take_over(page)
    assert LeadHandover.objects.get(family=family).status == "requested"
    _closes(page, today)
    expect(page.get_by_text("Er wacht nog een overdracht van de regie").first).to_be_visible()
    at(page, "family", family)
    page.get_by_role("link", name="Intrekken").click()
    page.get_by_label("Waarom?").fill("Het gezin kan zelf verder")
    page.get_by_role("button", name="Trek de vraag in").click()
    _closes(page, today)
    expect(page.get_by_role("heading", name="Dit gezin heeft geen open dossier")).to_be_visible()
    assert Case.objects.get(family=family).ending == "goals_reached"


def _agrees_a_next_step(page: Page, today: date) -> None:
    page.get_by_role("link", name="Volgende stap afspreken").click()
    page.get_by_label("Wat gebeurt er?").fill("Huisbezoek")
    enter_date(page, "due_on", today + timedelta(days=1))
    page.get_by_role("button", name="Spreek dit af").click()
    expect(page.get_by_text("De volgende stap is afgesproken.")).to_be_visible()
    expect(page.locator(".fixed-head")).to_contain_text("Huisbezoek – Cor Regie")


def _records_contact(page: Page) -> None:
    page.get_by_role("link", name="Contact vastleggen").click()
    page.get_by_label("Langs geweest").check()
    page.get_by_label("Gesproken").check()
    page.get_by_label("Wat is er besproken of gebeurd?").fill("Zij wil een eigen plek.")
    page.get_by_label("Welke taak van u is hiermee gedaan?").select_option(label="Huisbezoek")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Zij wil een eigen plek.").first).to_be_visible()


def _makes_a_plan(page: Page) -> None:
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Doel toevoegen").click()
    page.get_by_label("Wat wil het gezin bereiken?").fill("Ik wil een eigen plek met mijn kind")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Ik wil een eigen plek met mijn kind").first).to_be_visible()
    page.get_by_role("link", name="Hoe gaat het hiermee?").click()
    page.get_by_label("4 – Goed").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Het staat in het plan.")).to_be_visible()


def _records_a_meeting(page: Page, today: date) -> None:
    page.get_by_role("link", name="Overleg vastleggen").click()
    page.get_by_label("Wie waren erbij?").fill("moeder, Noor")
    page.get_by_role("radio", name="Nee").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Schrijf waarom het gezin er niet bij was.").first).to_be_visible()
    page.get_by_role("radio", name="Ja").check()
    page.locator("#id_what_1").fill("Brief aan de woningbouw")
    page.locator("#id_owner_1").select_option(label="Noor Collega (CJG Waterstad)")
    enter_date(page, "due_on_1", today + timedelta(days=6))
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Brief aan de woningbouw (Noor Collega").first).to_be_visible()


def _asks_to_take_over(page: Page) -> None:
    page.get_by_role("link", name="Regie overdragen").click()
    page.get_by_label("Wie vraagt u?").select_option(label="Noor Collega (CJG Waterstad)")
    page.get_by_label("Waarom draagt u de regie over?").fill("Verlof")
    page.get_by_role("button", name="Vraag om over te nemen").click()
    expect(page.locator("#handovers")).to_contain_text("Regie naar Noor Collega")


def _closes(page: Page, today: date) -> None:
    page.get_by_role("link", name="Dossier sluiten").click()
    page.get_by_label("De doelen zijn bereikt").check()
    enter_date(page, "family_told_on", today)
    page.get_by_label("De taken die nog openstaan").check()
    page.get_by_role("button", name="Sluit het dossier").click()


def test_a_next_step_is_agreed_with_the_keyboard_alone(page: Page, stories: Stories) -> None:
    family = stories.opened()
    come_in(page, "Cor Regie")
    at(page, "family-do", family, "volgende-stap")
    page.locator("#id_what").focus()
    tomorrow = stories.today + timedelta(days=1)
    page.keyboard.type("Bellen")
    for part in (tomorrow.day, tomorrow.month, tomorrow.year):
        page.keyboard.press("Tab")
        page.keyboard.type(str(part))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".fixed-head")).to_contain_text("Bellen – Cor Regie")


def test_the_plan_fits_one_page_of_a4(open_context: Callable[..., BrowserContext], stories: Stories) -> None:
    page = open_context(viewport={"width": 720, "height": 1000}).new_page()
    family = stories.full()
    come_in(page, "Cor Regie")
    at(page, "plan", family)
    page.emulate_media(media="print")
    shot(page, "print-plan")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    if folder := os.environ.get("LOOK"):
        with open(f"{folder}/plan.pdf", "wb") as file:
            file.write(paper)
    assert paper.count(b"/Type /Page\n") == 1
