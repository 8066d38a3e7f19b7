"""The whole road of one family, from the outside and by role: on a wide screen, in English, on a phone and without JavaScript.

Every word that is clicked comes from the product's own sentences, in the language of the window; nothing here knows an id.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import DUTCH, ENGLISH, PHONE

WIDE = {"viewport": {"width": 1280, "height": 900}}
WINDOWS: dict[str, dict[str, Any]] = {
    "dutch": {**DUTCH, **WIDE},
    "english": {**ENGLISH, **WIDE},
    "phone": {**DUTCH, **PHONE},
    "without-script": {**DUTCH, **WIDE, "java_script_enabled": False},
}
FAMILIES = dict(zip(WINDOWS, ("Zonnebloem", "Korenbloem", "Klaproos", "Boterbloem"), strict=True))
ON_THE_PHONE = ("signal-filled", "family")
MIDWIFE, COORDINATOR, COLLEAGUE = "Mila van Brakel", "Fenna Oosterhuis", "Yusuf Aydin"
FIRST_ASKED, THEN_ASKED = "Karima Ouali", "Annelies Vroegindeweij"
Picture = Callable[..., None]


class Desk:
    """Somebody at work: a window of their own, in which things are found by the words that stand there."""

    def __init__(self, context: BrowserContext, name: str, language: str) -> None:
        self.page, self.language = context.new_page(), language
        self.page.goto("/aanmelden/")
        self.page.get_by_role("button", name=name).first.click()
        expect(self.page.get_by_text(name).first).to_be_visible()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def words(self, dutch: str) -> str:
        with override(self.language):
            return gettext(dutch)

    def menu(self, dutch: str) -> None:
        self.page.get_by_role("navigation").get_by_role("link", name=self.words(dutch), exact=True).first.click()

    def link(self, dutch: str, within: Locator | None = None) -> None:
        (within or self.main).get_by_role("link", name=self.words(dutch)).first.click()

    def family(self, name: str) -> None:
        """The family's own page, by the name that stands on the page of today."""
        self.menu("Vandaag")
        self.main.get_by_role("link", name=name).first.click()
        expect(self.page.locator(".fixed-head")).to_contain_text(name)

    def fill(self, dutch: str, value: str, within: Locator | None = None) -> None:
        (within or self.main).get_by_label(self.words(dutch)).first.fill(value)

    def date(self, dutch: str, day: date, within: Locator | None = None) -> None:
        group = (within or self.main).get_by_role("group", name=self.words(dutch)).first
        for part, value in (("Dag", day.day), ("Maand", day.month), ("Jaar", day.year)):
            group.get_by_label(self.words(part)).fill(str(value))

    def choose(self, dutch: str, option: str, within: Locator | None = None) -> None:
        """By the first words of the option; what follows may be an organisation or how much room there is."""
        field = (within or self.main).get_by_label(self.words(dutch)).first
        found = [text for text in field.locator("option").all_inner_texts() if text.startswith(option)]
        assert found, f"{option} is not offered"
        field.select_option(label=found[0])

    def tick(self, dutch: str, within: Locator | None = None) -> None:
        (within or self.main).get_by_label(self.words(dutch)).first.check()

    def press(self, dutch: str, within: Locator | None = None) -> None:
        (within or self.main).get_by_role("button", name=self.words(dutch)).first.click()

    def sees(self, dutch: str) -> None:
        expect(self.page.get_by_text(self.words(dutch)).first).to_be_visible()

    def card(self, text: str) -> Locator:
        return self.main.locator("article, section.card").filter(has_text=text).first


class Road:
    """The people of the story, each at a desk of their own, and the family that it is about."""

    def __init__(self, open_region: Callable[..., BrowserContext], window: str, picture: Picture) -> None:
        self.window, self.open, self.picture = window, open_region, picture
        self.language = "en" if window == "english" else "nl"
        self.family = FAMILIES[window]
        self.today = date.today()
        self.midwife, self.lead = self.desk(MIDWIFE), self.desk(COORDINATOR)

    def desk(self, name: str) -> Desk:
        return Desk(self.open(**WINDOWS[self.window]), name, self.language)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def shot(self, page: Page, name: str) -> None:
        """The pictures of the manual: of the wide window, and some of the phone."""
        wanted = {"dutch": name, "phone": f"{name}-phone" if name in ON_THE_PHONE else ""}.get(self.window)
        if wanted:
            page.evaluate("scrollTo(0, 0)")
            self.picture(page, wanted)


def signal(road: Road) -> None:
    """The midwife is not at ease, the mother wants help and agrees."""
    desk = road.midwife
    desk.menu("Nieuw signaal")
    desk.fill("Voornaam", "Lina")
    desk.fill("Achternaam", road.family)
    desk.date("Geboortedatum", date(1999, 3, 27))
    desk.date("Uitgerekende datum", road.day(10))
    desk.main.get_by_label(desk.words("In welke gemeente woont zij?")).select_option(label="Doesburg")
    desk.fill("Wat ziet of hoort u? Of: wat zit u niet lekker?", "Zij zegt vaak af en oogt moe.")
    desk.tick("Zij wil hulp")
    desk.tick("Ja, zij vindt het goed")
    desk.tick("Zij weet dat ik dit signaal stuur")
    road.shot(desk.page, "signal-filled")
    desk.press("Verstuur het signaal")
    desk.sees("Uw signaal is verstuurd")
    road.shot(desk.page, "signal-sent")


def take_up(road: Road) -> None:
    """The coordinator answers and is the lead from now on; the midwife sees who it is."""
    desk = road.lead
    desk.menu("Postvak")
    road.shot(desk.page, "inbox")
    desk.main.get_by_role("link", name=road.family).first.click()
    road.shot(desk.page, "signal-answer")
    form = desk.card(desk.words("Oppakken"))
    desk.choose("Wie pakt het op?", COORDINATOR, form)
    desk.date("Uiterlijk op", road.day(2), form)
    desk.press("Pak het op", form)
    desk.sees("Uw antwoord is gegeven. Wie signaleerde krijgt bericht.")
    road.midwife.menu("Mijn signalen")
    expect(road.midwife.card(road.family)).to_contain_text(COORDINATOR)
    road.shot(road.midwife.page, "my-signals")


def decide_otherwise(road: Road) -> None:
    """An advice of the tables is not followed, and the reason stands."""
    desk = road.lead
    desk.family(road.family)
    road.shot(desk.page, "family")
    desk.link("Voorstellen")
    proposal = desk.main.locator("section.card[id^=proposal]").first
    proposal.get_by_text(desk.words("Iets anders doen"), exact=True).first.click()
    road.shot(desk.page, "proposal")
    desk.press("Beslis anders", proposal)
    proposal = desk.main.locator("section.card[id^=proposal]").first
    expect(proposal.locator("[aria-invalid=true]")).to_have_count(1)
    desk.fill("Waarom doet u iets anders?", "Zij wil eerst zelf met haar moeder praten.", proposal)
    desk.press("Beslis anders", proposal)
    desk.sees("Uw besluit is vastgelegd.")
    expect(desk.main).to_contain_text("Zij wil eerst zelf met haar moeder praten.")


def ask_for_help(road: Road, offer: str) -> None:
    desk = road.lead
    desk.main.get_by_label(offer, exact=False).first.check()
    desk.tick("Zij geeft nu toestemming, na uitleg. Dit wordt vastgelegd.")
    desk.fill("Hoe heeft u het uitgelegd?", "Samen aan de keukentafel.")
    road.shot(desk.page, "refer")
    desk.press("Verstuur de verwijzing")
    desk.sees("De verwijzing is verstuurd. U houdt het gezin tot de ander aanneemt.")


def refused_and_sent_elsewhere(road: Road) -> None:
    """The first cannot, says why and who could; the second is asked at once."""
    desk = road.lead
    desk.family(road.family)
    desk.link("Verwijzen")
    ask_for_help(road, "Hulp bij schulden")
    first = road.desk(FIRST_ASKED)
    first.menu("Postvak")
    first.link("Kan niet", first.card(road.family))
    first.fill("Waarom kan het niet?", "Wij zitten vol tot de zomer.")
    first.fill("Wie zou wel kunnen helpen?", "Home-Start")
    first.press("Kan niet")
    first.sees("De verwijzing is terug bij de afzender.")
    desk.menu("Postvak")
    expect(desk.card(road.family)).to_contain_text("Wij zitten vol tot de zomer.")
    road.shot(desk.page, "referral-refused")
    desk.link("Vraag het een ander", desk.card(road.family))
    expect(desk.main).to_contain_text("Home-Start")
    ask_for_help(road, "Home-Start")


def helped(road: Road) -> None:
    """Accepted by name and date, begun, finished with an outcome; and what the family says of it is written apart."""
    other = road.desk(THEN_ASKED)
    other.menu("Postvak")
    other.link("Neem aan", other.card(road.family))
    other.choose("Wie pakt het op?", THEN_ASKED)
    other.date("Wanneer hoort het gezin van u?", road.day(3))
    road.shot(other.page, "referral-accept")
    other.press("Neem aan")
    other.sees("U heeft de verwijzing aangenomen. De afzender hoort het.")
    other.link("De hulp begint")
    other.press("De hulp begint")
    other.sees("De hulp is begonnen.")
    other.link("Rond af")
    other.tick("Geholpen")
    other.press("Rond af")
    other.sees("De verwijzing is afgerond.")
    other.link("Wat het gezin zegt")
    other.tick("Ja, het hielp")
    other.fill("In hun eigen woorden", "Er komt iemand, en ik slaap weer.")
    other.press("Wat het gezin zegt")
    other.sees("De woorden van het gezin zijn genoteerd.")
    road.shot(other.page, "referral-done")


def pathway(road: Road) -> None:
    desk = road.lead
    desk.family(road.family)
    desk.link("Zorgpad")
    desk.link("Zorgpad starten")
    desk.main.get_by_role("radio").or_(desk.main.get_by_role("combobox")).first.wait_for()
    radios = desk.main.get_by_role("radio")
    if radios.count():
        radios.first.check()
    else:
        desk.main.get_by_role("combobox").first.select_option(index=1)
    desk.press("Start dit zorgpad")
    desk.sees("Het zorgpad is begonnen.")
    desk.sees("Datum volgt uit de uitgerekende datum")


def hand_over(road: Road) -> Desk:
    """The lead stays where it is until the colleague says yes."""
    desk = road.lead
    desk.family(road.family)
    desk.link("Regie overdragen")
    desk.choose("Wie vraagt u?", COLLEAGUE)
    desk.fill("Waarom draagt u de regie over?", "Ik ga met verlof")
    road.shot(desk.page, "hand-over")
    desk.press("Vraag om over te nemen")
    expect(desk.page.locator(".fixed-head")).to_contain_text(COORDINATOR)
    colleague = road.desk(COLLEAGUE)
    colleague.menu("Postvak")
    colleague.main.get_by_role("link", name=road.family).first.click()
    colleague.press("Ik neem de regie over")
    colleague.sees("U bent nu regiehouder van dit gezin.")
    colleague.family(road.family)
    expect(colleague.page.locator(".fixed-head")).to_contain_text(COLLEAGUE)
    return colleague


def birth(road: Road, desk: Desk) -> None:
    """A child is born; what depended on the due date follows the day of birth."""
    desk.link("Mensen")
    desk.link("Geboorte vastleggen")
    desk.date("Geboortedatum", road.today)
    desk.fill("Voornaam", "Noa")
    desk.fill("Gewicht in gram", "3400")
    desk.press("Leg de geboorte vast")
    desk.sees("De geboorte is vastgelegd. Het dossier van het kind begint hier.")
    expect(desk.main.get_by_role("heading", name="Noa").first).to_be_visible()
    desk.family(road.family)
    desk.link("Zorgpad")
    expect(desk.main.get_by_text(desk.words("Datum volgt uit de uitgerekende datum"))).to_have_count(0)
    road.shot(desk.page, "pathway")


def plan(road: Road, desk: Desk) -> None:
    desk.link("Plan")
    desk.link("Doel toevoegen")
    desk.fill("Wat wil het gezin bereiken?", "Ik wil rust in huis voor Noa")
    desk.press("Opslaan")
    desk.sees("Het doel staat in het plan.")
    desk.link("Hoe gaat het hiermee?")
    desk.main.get_by_role("radio", name="4 –").check()
    desk.press("Opslaan")
    desk.sees("Het staat in het plan.")
    road.shot(desk.page, "plan")


def ending(road: Road, desk: Desk) -> None:
    desk.family(road.family)
    desk.link("Dossier sluiten")
    desk.tick("De doelen zijn bereikt")
    desk.date("Wanneer heeft het gezin dit gehoord?", road.today)
    desk.tick("De taken die nog openstaan, vervallen met dit einde.")
    road.shot(desk.page, "close")
    desk.press("Sluit het dossier")
    desk.sees("Dit gezin heeft geen open dossier")


def reopened(road: Road) -> None:
    """The midwife is worried again, about a family that she knows; whoever takes it up opens the file again."""
    desk = road.midwife
    desk.menu("Nieuw signaal")
    desk.tick("Een gezin waar ik bij betrokken ben")
    desk.choose("Welk gezin?", road.family)
    desk.fill("Wat ziet of hoort u? Of: wat zit u niet lekker?", "Zij slaapt slecht en huilt veel.")
    desk.tick("Zij wil hulp")
    desk.tick("Ja, zij vindt het goed")
    desk.tick("Zij weet dat ik dit signaal stuur")
    desk.press("Verstuur het signaal")
    desk.sees("Uw signaal is verstuurd")
    lead = road.lead
    lead.menu("Postvak")
    lead.main.get_by_role("link", name=road.family).first.click()
    form = lead.card(lead.words("Oppakken"))
    lead.choose("Wie pakt het op?", COORDINATOR, form)
    lead.date("Uiterlijk op", road.day(2), form)
    lead.press("Pak het op", form)
    lead.family(road.family)
    expect(lead.page.locator(".fixed-head")).to_contain_text(COORDINATOR)


@pytest.mark.slow
@pytest.mark.parametrize("window", WINDOWS)
def test_a_family_goes_all_the_way_from_a_signal_to_an_ending_and_back(
    open_region: Callable[..., BrowserContext], picture: Picture, window: str
) -> None:
    """Given a worried midwife; when everybody does their part; then there is one lead at each moment and no dead end."""
    road = Road(open_region, window, picture)
    signal(road)
    take_up(road)
    decide_otherwise(road)
    refused_and_sent_elsewhere(road)
    helped(road)
    pathway(road)
    colleague = hand_over(road)
    birth(road, colleague)
    plan(road, colleague)
    ending(road, colleague)
    reopened(road)
