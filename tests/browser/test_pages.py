"""Every page of every role on the demonstration region: axe, nothing sideways, no complaint of the browser, no other host."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import DUTCH, ENGLISH, violations

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
LANGUAGES = {"dutch": DUTCH, "english": ENGLISH}
WIDE, NARROW = ({"width": 1280, "height": 900}, {"width": 360, "height": 740})
# Of each kind of page one is looked at: the numbers in an address make no other kind.
NUMBER = re.compile(r"/\d+/")
# Downloads are no pages; signing out would end the walk.
NO_PAGE = re.compile(r"^/(afmelden|static)/|\.(xlsx|csv)$")
# What axe can find follows from the elements, their classes and attributes, and whether they hold anything: a page whose
# set of those was looked at before, in the same language and width, is not looked at by axe again.
SKELETON = """() => {
  const one = e => e.tagName + "." + e.className + "[" + [...e.attributes].map(a => a.name + (a.name === "role" ? a.value : ""))
    + "]" + (e.childElementCount > 0 || e.textContent.trim() !== "");
  return [...new Set([...document.querySelectorAll("body *")].map(e => one(e.parentElement) + ">" + one(e)))].sort().join();
}"""
OUTSIDERS = ("/aanmelden/", "/hulp-vragen/", "/status/")


class Walk:
    """One visitor in one window who opens every kind of page that a link leads to, and writes down what is wrong."""

    def __init__(self, page: Page, base: str, language: str, skeletons: set[object]) -> None:
        self.page, self.base, self.language, self.skeletons, self.where = page, base, language, skeletons, ""
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
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)
            width = self.page.evaluate("document.documentElement.scrollWidth") - size["width"]
            if width > 0:
                self._note(f"is {width} pixels wider than a screen of {size['width']}")
            skeleton = (self.language, size["width"], hash(self.page.evaluate(SKELETON)))
            if skeleton not in self.skeletons:
                self.skeletons.add(skeleton)
                self.wrong += [f"{address} at {size['width']}: {found}" for found in violations(self.page)]

    def _links(self) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all("a[href]", "links => links.map(a => a.pathname)")
        return [path for path in found if path.startswith("/")]


@pytest.fixture(scope="module")
def skeletons() -> set[object]:
    return set()


@pytest.fixture
def walk(open_region: Callable[..., BrowserContext], region: str, skeletons: set[object]) -> Callable[[str], Walk]:
    """`walk("dutch")`: somebody who has just come by, in that language."""

    def begin(language: str) -> Walk:
        context = open_region(**LANGUAGES[language], viewport=WIDE)
        return Walk(context.new_page(), region, language, skeletons)

    return begin


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_that_a_role_can_reach_is_sound(walk: Callable[[str], Walk], role: str, language: str) -> None:
    found = walk(language)
    found.page.goto("/aanmelden/")
    found.page.get_by_role("button", name=PEOPLE[role]).first.click()
    found.everywhere("/")
    assert not found.wrong, "\n".join(found.wrong)
    assert len(found.seen) >= 5, "hardly any page was seen"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_for_whoever_comes_by_are_sound(walk: Callable[[str], Walk], language: str) -> None:
    found = walk(language)
    for address in OUTSIDERS:
        found.look_at(address)
    assert not found.wrong, "\n".join(found.wrong)
