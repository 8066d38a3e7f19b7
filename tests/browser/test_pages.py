"""Every page of every role on the demonstration region: axe, nothing sideways, no complaint of the browser, no other host."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Error, Page

from tests.browser.conftest import DUTCH, ENGLISH, violations

PEOPLE = {
    "midwife": "Mila van Brakel",
    "midwife_with_groups": "Samira El Idrissi",
    "youth_nurse": "Jip Wolters",
    "social_worker": "Lieke Bouwman",
    "case_coordinator": "Fenna Oosterhuis",
    "team_lead": "Gwen Sarmo",
    "process_coordinator": "Olaf Rietveld",
    "project_leader": "Sanne Wiersma",
    "policy_officer": "Shirley Kartodikromo",
    "administrator": "Ruud Kamphuis",
    "privacy_officer": "Hilde Rozemond",
    "volunteer_coordinator": "Annelies Vroegindeweij",
}
LANGUAGES = {"dutch": DUTCH, "english": ENGLISH}
WIDE, NARROW = ({"width": 1280, "height": 900}, {"width": 360, "height": 740})
# Of each kind of page one is looked at: the numbers in an address make no other kind.
NUMBER = re.compile(r"/\d+/")
# Signing out would end the walk; what the browser takes as a download is no page either.
NO_PAGE = re.compile(r"^/(afmelden|static)/|\.(xlsx|csv)$")
# What axe can find follows from the elements, their classes and attributes, and whether they hold anything: a page whose
# set of those was looked at before, in the same language and width, is not looked at by axe again. Its colours do not
# depend on the language either.
SKELETON = """() => {
  const one = e => e.tagName + "." + e.className + "[" + [...e.attributes].map(a => a.name + (a.name === "role" ? a.value : ""))
    + "]" + (e.childElementCount > 0 || e.textContent.trim() !== "");
  return [...new Set([...document.querySelectorAll("body *")].map(e => one(e.parentElement) + ">" + one(e)))].sort().join();
}"""
OUTSIDERS = ("/aanmelden/", "/hulp-vragen/", "/status/")


class Walk:
    """One visitor in one window who opens every kind of page that a link leads to, and writes down what is wrong."""

    def __init__(self, page: Page, base: str, language: str, known: set[object]) -> None:
        self.page, self.base, self.language, self.known, self.where = page, base, language, known, ""
        self.wrong: list[str] = []
        self.seen: set[str] = set()
        self.menu: set[str] = set()
        page.on("console", lambda said: self._note(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", lambda asked: None if self._own(asked.url) else self._note(f"asks {asked.url}"))

    def _own(self, url: str) -> bool:
        return url.startswith((self.base, "data:", "blob:"))

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.where}: {what}")

    def sign_in(self, role: str) -> None:
        self.page.goto("/aanmelden/")
        self.page.get_by_role("button", name=PEOPLE[role]).first.click()

    def everywhere(self) -> None:
        """What this role's menu leads to, and from there every kind of page that nobody saw in this language."""
        self.page.goto("/")
        menu = self._links("header nav a[href]")
        self.menu = set(menu)
        to_do = [*self._links("a[href]"), *menu]
        while to_do:
            address = to_do.pop()
            kind = (self.language, NUMBER.sub("/0/", address))
            own = address in menu and address not in self.seen
            if NO_PAGE.search(address) or (kind in self.known and not own):
                continue
            self.seen.add(address)
            self.known.add(kind)
            self.look_at(address)
            to_do += self._links("a[href]")

    def look_at(self, address: str) -> None:
        self.where = address
        try:
            answer = self.page.goto(address)
        except Error as refused:
            if "Download is starting" in str(refused):
                return
            raise
        if not answer or answer.status != 200:
            self._note(f"answers {answer and answer.status}")
            return
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)
            width = self.page.evaluate("document.documentElement.scrollWidth") - size["width"]
            if width > 0:
                self._note(f"is {width} pixels wider than a screen of {size['width']}")
            looks = (size["width"], hash(self.page.evaluate(SKELETON)))
            if (self.language, *looks) not in self.known:
                found = violations(self.page, colours=looks not in self.known)
                self.known |= {looks, (self.language, *looks)}
                self.wrong += [f"{address} at {size['width']}: {one}" for one in found]

    def _links(self, which: str) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all(which, "links => links.map(a => a.pathname)")
        return [path for path in found if path.startswith("/")]


@pytest.fixture(scope="module")
def known() -> set[object]:
    return set()


@pytest.fixture
def walk(open_region: Callable[..., BrowserContext], region: str, known: set[object]) -> Callable[[str], Walk]:
    """`walk("dutch")`: somebody who has just come by, in that language."""

    def begin(language: str) -> Walk:
        context = open_region(**LANGUAGES[language], viewport=WIDE)
        return Walk(context.new_page(), region, language, known)

    return begin


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_that_a_role_can_reach_is_sound(walk: Callable[[str], Walk], role: str, language: str) -> None:
    found = walk(language)
    found.sign_in(role)
    found.everywhere()
    assert not found.wrong, "\n".join(found.wrong)
    assert found.menu, "the role has no menu"
    assert found.menu <= found.seen, "not every page of the menu was seen"


PICTURED = {
    "team_lead": {"/vandaag/team/": "team-today", "/caseload/": "caseload"},
    "project_leader": {"/vandaag/coalitie/": "coalition-today", "/netwerk/": "network-page"},
    "case_coordinator": {"/vandaag/": "coordinator-today"},
    "social_worker": {"/vandaag/": "social-worker-today"},
    "privacy_officer": {"/spoor/": "trail-page"},
}


@pytest.mark.parametrize("role", PICTURED)
def test_the_first_page_of_a_day_opens_from_the_menu(
    walk: Callable[[str], Walk], picture: Callable[..., None], role: str
) -> None:
    found = walk("dutch")
    found.sign_in(role)
    for address, name in PICTURED[role].items():
        answer = found.page.goto(address)
        assert answer is not None
        assert answer.status == 200
        picture(found.page, name)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_for_whoever_comes_by_are_sound(walk: Callable[[str], Walk], language: str) -> None:
    found = walk(language)
    for address in OUTSIDERS:
        found.look_at(address)
    assert not found.wrong, "\n".join(found.wrong)
