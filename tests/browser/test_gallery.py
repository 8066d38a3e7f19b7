"""The gallery, in a browser: every component in every state, in both languages, on a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
HEADINGS = {"nl-NL": "Bouwstenen", "en-GB": "Building blocks"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", HEADINGS)
def test_every_component_is_accessible_and_fits(
    open_context: Callable[..., BrowserContext], assert_accessible: Callable[[Page], None], locale: str, size: str
) -> None:
    page = open_context(locale=locale, viewport=SIZES[size]).new_page()
    page.goto(reverse("gallery"))
    expect(page.get_by_role("heading", name=HEADINGS[locale])).to_be_visible()
    assert_accessible(page)


def test_an_image_without_words_is_found_by_the_accessibility_check(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page.goto(reverse("gallery"))
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible(page)


def test_a_page_wider_than_the_phone_is_found(phone_page: Page, assert_accessible: Callable[[Page], None]) -> None:
    phone_page.goto(reverse("gallery"))
    phone_page.evaluate("document.querySelector('main').style.minWidth = '500px'")
    with pytest.raises(AssertionError, match="wider than the screen"):
        assert_accessible(phone_page)


def test_the_page_asks_nothing_of_other_addresses_and_nothing_fails(page: Page) -> None:
    complaints: list[Any] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.goto(reverse("gallery"))
    assert complaints == []


def test_the_language_is_changed_without_javascript(plain_page: Page) -> None:
    plain_page.goto(reverse("gallery"))
    plain_page.get_by_role("button", name="EN, English").click()
    expect(plain_page.get_by_role("heading", name="Building blocks")).to_be_visible()
    expect(plain_page.locator("html")).to_have_attribute("lang", "en")


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/a-page-that-is-not-there")
    expect(page.get_by_role("heading", name="Deze pagina is er niet")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_an_error_in_the_summary_brings_the_cursor_to_its_field(plain_page: Page) -> None:
    plain_page.goto(reverse("gallery"))
    plain_page.get_by_role("link", name="Uitgerekende datum: De datum 30-2-2027 bestaat niet.").click()
    assert plain_page.url.endswith("#wrong_due_0")
    expect(plain_page.locator("#wrong_due_0")).to_have_value("30")
