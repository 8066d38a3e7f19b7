"""Days of work on a phone: a nurse with three visits of which one door stays shut, a midwife with two groups on one day, and an outreach
from a failed contact to care."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DUTCH, PHONE
from tests.browser.test_road import Desk

NURSE, OUTREACH_WORKER, FAMILY = "Vera Stam", "Tamara de Wild", "Hartog"
MIDWIFE_WITH_GROUPS = "Samira El Idrissi"
Check = Callable[[Page], None]
Picture = Callable[..., None]


@pytest.fixture
def desk(open_region: Callable[..., BrowserContext]) -> Callable[[str], Desk]:
    return lambda name: Desk(open_region(**DUTCH, **PHONE), name, "nl")


def day_after(days: int) -> date:
    return date.today() + timedelta(days=days)


COUNT = """
for (const kind of ["pointerdown", "keydown"])
  addEventListener(kind, () => sessionStorage.setItem(kind, Number(sessionStorage.getItem(kind)) + 1), true)
sessionStorage.setItem("load", Number(sessionStorage.getItem("load")) + 1)
"""


def presses(desk: Desk) -> tuple[int, int, int]:
    """Taps, keystrokes and pages since the last time this was asked."""
    read = "['pointerdown', 'keydown', 'load'].map(name => Number(sessionStorage.getItem(name)))"
    found = desk.page.evaluate(f"(() => {{ const found = {read}; sessionStorage.clear(); return found }})()")
    return tuple(found)


def at_the_door(desk: Desk, name: str, answer: str, tomorrow: bool = False) -> None:
    """From the list of the day: one link, one answer, one button; another day only when nobody was there."""
    desk.main.get_by_role("article").filter(has_text=name).get_by_role("link", name="Noteer").click()
    desk.tick(answer)
    if tomorrow:
        desk.tick("Morgen")
    desk.press("Noteer")
    desk.sees("Genoteerd. De rest kan later.")


def test_a_nurse_notes_three_visits_at_the_door_and_one_where_nobody_opens(
    desk: Callable[[str], Desk], assert_accessible: Check, picture: Picture
) -> None:
    vera = desk(NURSE)
    vera.page.add_init_script(COUNT)
    vera.menu("Mijn bezoeken")
    expect(vera.main.get_by_role("article")).to_have_count(3)
    assert_accessible(vera.page)
    picture(vera.page, "visits-phone", full_page=True)
    presses(vera)
    at_the_door(vera, "Jaylynn", "Ja, wij spraken elkaar")
    assert presses(vera) == (3, 0, 2), "a visit that went on: three taps, nothing typed, two pages"
    at_the_door(vera, "Chayenne", "Niemand deed open", tomorrow=True)
    assert presses(vera) == (4, 0, 2), "nobody opens: one tap more, for tomorrow"
    at_the_door(vera, "Romy", "Ja, wij spraken elkaar")
    assert presses(vera) == (3, 0, 2)
    vera.sees("U heeft vandaag geen bezoeken.")
    coming = vera.main.get_by_role("article").filter(has_text="Chayenne")
    expect(coming).to_contain_text("morgen")
    coming.get_by_role("link", name="Chayenne").click()
    vera.sees("Al 1 keer niet doorgegaan.")
    assert_accessible(vera.page)

    vera.menu("Mijn bezoeken")
    vera.link("Agenda")
    vera.press("Maak een adres")
    vera.sees("Stop met delen")
    assert_accessible(vera.page)
    vera.menu("Mijn bezoeken")
    vera.link("Cijfers")
    vera.sees("Bezoeken in de zwangerschap")
    assert_accessible(vera.page)


def test_a_midwife_with_two_groups_on_one_day_notes_each_apart(
    desk: Callable[[str], Desk], assert_accessible: Check, picture: Picture
) -> None:
    samira = desk(MIDWIFE_WITH_GROUPS)
    samira.menu("Mijn bezoeken")
    expect(samira.main.get_by_role("article")).to_have_count(2)
    assert_accessible(samira.page)
    picture(samira.page, "two-groups-phone", full_page=True)

    samira.link("Groepen")
    samira.link("Nieuwe groep: Centering Zwangerschap")
    samira.fill("Hoe heet de groep?", "Vaders welkom")
    samira.fill("Waar komt de groep bij elkaar?", "Wijkhuis De Brug")
    assert_accessible(samira.page)
    samira.press("Bewaar")
    samira.sees("De groep is er.")
    assert_accessible(samira.page)

    samira.link("Avondgroep")
    assert_accessible(samira.page)
    samira.link("Fatou Sow")
    samira.sees("Was in groep Ochtendgroep")
    samira.link("Andere groep")
    samira.tick("Vaders welkom")
    samira.press("Bewaar")
    samira.sees("In groep Vaders welkom sinds")
    assert_accessible(samira.page)

    samira.menu("Mijn bezoeken")
    expect(samira.main.get_by_role("article")).to_have_count(3)
    samira.main.get_by_role("article").filter(has_text="Avondgroep").get_by_role("link", name="Noteer").click()
    samira.sees("Avondgroep, bijeenkomst van")
    assert_accessible(samira.page)
    samira.press("Noteer")
    samira.sees("Genoteerd. De rest kan later.")
    for name in ("Ochtendgroep", "Vaders welkom"):
        expect(samira.main.get_by_role("article").filter(has_text=name)).to_be_visible()
    expect(samira.main.get_by_role("article").filter(has_text="Avondgroep")).to_have_count(0)


def attempt(desk: Desk, answer: str, next_in: int) -> None:
    desk.link("Noteer het contact")
    desk.tick(answer)
    desk.date("Of op een andere dag", day_after(next_in))
    desk.press("Noteer")
    open_programme(desk)


def open_programme(desk: Desk) -> None:
    desk.family(FAMILY)
    desk.page.get_by_role("link", name="Programma's", exact=True).first.click()


def reached(desk: Desk, goal: str, words: str = "", label: str = "In de woorden van de ouders") -> None:
    desk.main.get_by_role("link", name="Noteer als bereikt").filter(has_text=goal).click()
    if words:
        desk.fill(label, words)
    desk.press("Noteer")


def test_an_outreach_goes_from_a_door_that_stays_shut_to_care_that_started(
    desk: Callable[[str], Desk], assert_accessible: Check, picture: Picture
) -> None:
    tamara = desk(OUTREACH_WORKER)
    open_programme(tamara)
    tamara.link("Begin met Bemoeizorg")
    tamara.tick("Gewoon contact lukte niet")
    tamara.fill("Wat is er gezien of gemeld?", "Twee keer niet verschenen, de telefoon staat uit.")
    tamara.sees("De tabel weet nog niet genoeg")
    tamara.choose("Langdurig meerdere problemen tegelijk", "Ja")
    tamara.choose("Gewoon contact lukt niet", "Ja")
    tamara.date("Wanneer is het eerste contact?", day_after(0))
    tamara.press("Begin")
    assert_accessible(tamara.page)

    attempt(tamara, "Niemand deed open", 2)
    tamara.sees("Al 1 keer niet doorgegaan.")
    attempt(tamara, "Ja, wij spraken elkaar", 7)
    reached(tamara, "De ouders delen de zorg")
    reached(tamara, "Afgesproken hulpvraag", "Dat wij weer rust hebben in huis.")
    tamara.sees("Dat wij weer rust hebben in huis.")
    tamara.link("Naar een andere stap")
    tamara.tick("Naar zorg leiden")
    tamara.press("Bewaar")

    tamara.menu("Mijn bezoeken")
    tamara.link("Caseload en wachtlijst")
    expect(tamara.main.locator(".board__step", has_text="Naar zorg leiden")).to_contain_text(FAMILY)
    assert_accessible(tamara.page)
    picture(tamara.page, "outreach-board-phone", full_page=True)

    open_programme(tamara)
    end(tamara)
    tamara.sees("Noteer eerst de mijlpaal")
    open_programme(tamara)
    reached(tamara, "De zorg is begonnen", "Ank van de schuldhulp", "Wie van de hulp bevestigde het?")
    end(tamara)
    tamara.sees("Het programma is geëindigd.")


def end(desk: Desk) -> None:
    desk.link("Beëindig")
    desk.tick("Zorg is begonnen")
    desk.fill("Waarom eindigt het?", "Schuldhulp is begonnen.")
    desk.press("Beëindig")
