"""A day in a team, in a browser: what is late is done, and a colleague who falls ill is replaced, without a script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sluitend.care.coordination.models import Case
from sluitend.care.network.models import Professional
from tests.browser.families import Stories, account
from tests.care.conftest import World, colleague, coordinator, midwife, team_lead, world, youth_nurse  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True


@pytest.fixture
def stories(
    world: World,  # noqa: F811
    coordinator: Professional,  # noqa: F811
    colleague: Professional,  # noqa: F811
    team_lead: Professional,  # noqa: F811
) -> Stories:
    account(team_lead)
    return Stories(world, account(coordinator), account(colleague))


def come_in(page: Page, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/aanmelden/")
    page.get_by_role("button", name=name).first.click()


def enter_date(page: Page, field: str, day: date) -> None:
    for part, value in enumerate((day.day, day.month, day.year)):
        page.locator(f"#id_{field}_{part}").fill(str(value))


def test_a_sick_colleague_is_replaced_and_comes_back(plain_page: Page, stories: Stories) -> None:
    # given two families of a coordinator who falls ill
    for name in ("Familie Een", "Familie Twee"):
        stories.opened(name)
    # when the team lead arranges a stand-in from today
    come_in(plain_page, "Tess Leider")
    plain_page.goto("/caseload/")
    plain_page.get_by_role("link", name="Vervanging regelen Cor Regie").click()
    plain_page.get_by_label("Wie vervangt?").select_option(str(stories.other.pk))
    enter_date(plain_page, "starts_on", stories.today)
    enter_date(plain_page, "ends_on", stories.today + timedelta(days=14))
    plain_page.get_by_role("button", name="Leg de vervanging vast").click()
    expect(plain_page.get_by_text("Werk is overgedragen")).to_be_visible()
    # then the stand-in has both families on the page of today
    come_in(plain_page, "Noor Collega")
    plain_page.goto("/vandaag/")
    expect(plain_page.get_by_role("link", name="Familie Een")).to_be_visible()
    expect(plain_page.get_by_text("2 gezinnen, elk met een regiehouder en een volgende stap")).to_be_visible()
    # and on return they are the coordinator's again
    come_in(plain_page, "Tess Leider")
    plain_page.goto("/caseload/")
    plain_page.get_by_role("link", name="Is terug Cor Regie").click()
    plain_page.get_by_role("button", name="Geef het werk terug").click()
    expect(plain_page.get_by_text("Het werk is terug.")).to_be_visible()
    assert set(Case.objects.values_list("lead_id", flat=True)) == {stories.lead.pk}


def test_a_task_is_done_from_the_list_with_the_next_step(page: Page, stories: Stories) -> None:
    family = stories.opened()
    come_in(page, "Cor Regie")
    page.goto("/vandaag/taken/")
    page.get_by_role("link", name="Dit is gedaan").first.click()
    page.locator("#id_what").fill("Samen naar de bank")
    enter_date(page, "due_on", stories.today + timedelta(days=9))
    page.get_by_role("button", name="Dit is gedaan").click()
    page.goto("/vandaag/")
    expect(page.get_by_text("Samen naar de bank")).to_be_visible()
    assert Case.objects.get(family=family).next_what == "Samen naar de bank"


PAGES = {
    "Cor Regie": ("/vandaag/", "/vandaag/taken/", "/vandaag/betrokken/"),
    "Tess Leider": ("/vandaag/", "/caseload/", "/caseload/{}/", "/caseload/{}/vervanging/", "/caseload/{}/vertrek/"),
}


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("window", ["page", "english_page", "phone_page"])
def test_every_page_is_accessible(
    request: pytest.FixtureRequest, stories: Stories, assert_accessible: Callable[[Page], None], window: str, who: str
) -> None:
    stories.opened("Familie Van der Bruggen-Wolvenkamp tot Achterveldsteding")
    page: Page = request.getfixturevalue(window)
    come_in(page, who)
    for path in PAGES[who]:
        page.goto(path.format(stories.lead.pk))
        assert_accessible(page)
