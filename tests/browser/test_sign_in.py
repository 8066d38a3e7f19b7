"""Coming in from the street, in a real browser: with one click, on a phone, without JavaScript, and lost."""

import re

import pytest
from playwright.sync_api import expect

from sluitend.core.roles import Role
from tests.doors.sign_in.test_sign_in import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def people(settings, live_server):
    settings.DEMONSTRATION = True
    person("mila", "Mila van Brakel", Role.MIDWIFE)
    person("lang", "Annemarie-Louise van Oldenbarnevelt-Schimmelpenninck", Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("window", ["page", "phone_page", "english_page"])
def test_who_picks_a_person_is_in_and_can_leave_again(request, window, assert_accessible):
    page = request.getfixturevalue(window)
    page.goto("/aanmelden/")
    assert_accessible(page)
    assert fits(page)
    page.get_by_role("button", name=re.compile("Oldenbarnevelt")).first.click()
    expect(page.get_by_role("navigation", name=re.compile("Hoofdmenu|Main menu"))).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name=re.compile("Uitloggen|Sign out")).click()
    expect(page).to_have_url(re.compile("/aanmelden/"))


def test_without_javascript_one_click_is_enough_too(plain_page):
    plain_page.goto("/aanmelden/")
    plain_page.get_by_role("button", name=re.compile("Mila van Brakel")).first.click()
    expect(plain_page.get_by_role("button", name="Uitloggen")).to_be_visible()


def test_who_is_lost_finds_a_way_on(phone_page, assert_accessible):
    phone_page.goto("/nergens/")
    assert_accessible(phone_page)
    phone_page.get_by_role("link", name="Naar de inlogpagina").click()
    phone_page.get_by_role("button", name=re.compile("Mila van Brakel")).first.click()
    phone_page.goto("/nergens/")
    assert_accessible(phone_page)
    phone_page.locator(".places a").first.click()
    expect(phone_page.get_by_role("heading", level=1)).not_to_have_text("Deze pagina is er niet")
