"""Every page of every role on the demonstration region: axe, nothing sideways, no complaint of the browser, no other host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import DUTCH, ENGLISH, PHONE, violations

PEOPLE = {
    "midwife": "Mila van Brakel",
    "youth_nurse": "Jip Wolters",
    "case_coordinator": "Fenna Oosterhuis",
    "team_lead": "Gwen Sarmo",
    "process_coordinator": "Olaf Rietveld",
    "project_leader": "Sanne Wiersma",
    "policy_officer": "Shirley Kartodikromo",
    "administrator": "Ruud Kamphuis",
    "volunteer_coordinator": "Annelies Vroegindeweij",
}
WINDOWS: dict[str, dict[str, Any]] = {
    "dutch-wide": {**DUTCH, "viewport": {"width": 1280, "height": 900}},
    "dutch-phone": {**DUTCH, **PHONE},
    "english-wide": {**ENGLISH, "viewport": {"width": 1280, "height": 900}},
    "english-phone": {**ENGLISH, **PHONE},
}
# Of each kind of page one is looked at: the numbers in an address make no other kind.
NUMBER = re.compile(r"/\d+/")
# Downloads are no pages; signing out would end the walk.
NO_PAGE = re.compile(r"^/(afmelden|static)/|\.(xlsx|csv)$")
OUTSIDERS = ("/aanmelden/", "/hulp-vragen/", "/status/")


class Walk:
    """One visitor in one window who opens every kind of page that a link leads to, and writes down what is wrong."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base, self.where = page, base, ""
        self.wrong: list[str] = []
        self.seen: set[str] = set()
        page.on("console", lambda said: self._note(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", lambda asked: None if self._own(asked.url) else self._note(f"asks {asked.url}"))

    def _own(self, url: str) -> bool:
        return url.startswith((self.base, "data:", "blob:"))

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.where}: {what}")

    def everywhere(self, *starts: str) -> None:
        """From the first pages on, along the links of every page."""
        to_do = list(starts)
        while to_do:
            address = to_do.pop()
            kind = NUMBER.sub("/0/", address)
            if kind in self.seen or NO_PAGE.search(address):
                continue
            self.seen.add(kind)
            self.look_at(address)
            to_do += [link for link in self._links() if NUMBER.sub("/0/", link) not in self.seen]

    def look_at(self, address: str) -> None:
        self.where = address
        answer = self.page.goto(address)
        if not answer or answer.status != 200:
            self._note(f"answers {answer and answer.status}")
            return
        self.wrong += [f"{address}: {found}" for found in violations(self.page)]
        assert self.page.viewport_size
        width = self.page.evaluate("document.documentElement.scrollWidth") - self.page.viewport_size["width"]
        if width > 0:
            self._note(f"is {width} pixels wider than the screen")

    def _links(self) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all("a[href]", "links => links.map(a => a.pathname)")
        return [path for path in found if path.startswith("/")]


@pytest.fixture
def walk(open_region: Callable[..., BrowserContext], region: str) -> Iterator[Callable[[str, str], Walk]]:
    """`walk("midwife", "dutch-phone")`: somebody who has just signed in."""

    def begin(role: str, window: str) -> Walk:
        page = open_region(**WINDOWS[window]).new_page()
        page.goto("/aanmelden/")
        page.get_by_role("button", name=PEOPLE[role]).first.click()
        return Walk(page, region)

    return begin


@pytest.mark.slow
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_that_a_role_can_reach_is_sound(walk: Callable[[str, str], Walk], role: str, window: str) -> None:
    found = walk(role, window)
    found.everywhere("/")
    assert not found.wrong, "\n".join(found.wrong)
    assert len(found.seen) >= 5, "hardly any page was seen"


@pytest.mark.slow
@pytest.mark.parametrize("window", WINDOWS)
def test_the_pages_for_whoever_comes_by_are_sound(
    open_region: Callable[..., BrowserContext], region: str, window: str
) -> None:
    found = Walk(open_region(**WINDOWS[window]).new_page(), region)
    for address in OUTSIDERS:
        found.look_at(address)
    assert not found.wrong, "\n".join(found.wrong)
