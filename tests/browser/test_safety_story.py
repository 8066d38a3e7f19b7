"""An attention officer with a colleague: a weighing that ends in a report, and one that ends in help with follow-up."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from sluitend.care.safety import actions
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.safety.models import Matter, SafetyPromise
from sluitend.core.roles import Role
from tests.browser.conftest import ENGLISH, PHONE
from tests.care.conftest import midwife, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(transactional_db, world, midwife, django_user_model):  # noqa: F811
    """Adinda, who holds nothing yet and is asked in by the midwife."""
    found = world.professional("Adinda Sloot", world.youth_care, Role.YOUTH_NURSE, Role.ATTENTION_OFFICER)
    found.user = django_user_model.objects.create_user("adinda", "geheim-woord-123")
    found.save()
    return found


@pytest.fixture
def matter(world, midwife, officer):  # noqa: F811
    from django.utils import timezone

    facts = "Een blauwe plek op haar bovenarm. Zij zei dat zij tegen de deur liep."
    beginning = Beginning("concern", "Sam en het kind dat komt", facts, "Ik denk dat iemand haar vastgreep.")
    family = world.family("Familie Van der Zonnebloemstraat", known_by=midwife)
    return actions.start(
        by=world.actor(midwife),
        now=timezone.now(),
        family_id=family.pk,
        beginning=beginning,
        officer_id=officer.pk,
    )


def signed_in(context, live_server, user):
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return context.new_page()


def day(page, question, on):
    for part, value in (("Dag", on.day), ("Maand", on.month), ("Jaar", on.year)):
        page.get_by_role("group", name=question).get_by_label(part).fill(str(value))


def answer(page, number, words):
    page.get_by_role("group", name=number).get_by_label(words, exact=True).check()


def go_and_note(page, button, fill):
    page.get_by_role("link", name=button, exact=True).click()
    fill(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="De kring")).to_be_visible()


def consulted_and_spoken(page):
    def advice(page):
        page.get_by_label("Veilig Thuis, om advies").check()
        page.get_by_role("textbox", name="Naam").fill("De advieslijn")
        page.get_by_label("Wat was het advies?").fill("Spreek haar alleen.")

    def talk(page):
        page.get_by_label("Ja", exact=True).check()
        page.get_by_label("Met wie?").fill("Sam")
        page.get_by_label("Wat zeiden de ouders zelf?").fill("Zij wil dat het ophoudt.")

    go_and_note(page, "Overleg", advice)
    go_and_note(page, "Gesprek", talk)


def test_a_weighing_that_ends_in_a_report(open_context, live_server, officer, matter, assert_accessible):
    page = signed_in(open_context(**PHONE, java_script_enabled=True), live_server, officer.user)
    page.goto("/veiligheid/")
    assert_accessible(page)
    page.get_by_role("link", name="Familie Van der Zonnebloemstraat").click()
    consulted_and_spoken(page)
    page.get_by_role("link", name="Wegen").click()
    answer(page, "vraag 1", "Ja")
    answer(page, "vraag 2", "Ja")
    page.get_by_role("button", name="Kijk waar dit heen leidt").click()
    expect(page.get_by_text("Melden hoort bij uw beroep")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Leg de weging vast").click()
    page.get_by_role("link", name="Besluiten").click()
    page.get_by_label("Melden bij Veilig Thuis", exact=True).check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Melding doen bij Veilig Thuis").first).to_be_visible()
    page.get_by_role("link", name="Melding registreren").click()
    page.get_by_label("Gebeld").check()
    page.get_by_label("Een kind dat nog komt").check()
    page.get_by_role("group", name="Weten de ouders").get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Een streeftermijn van Veilig Thuis, geen garantie")).to_be_visible()
    assert_accessible(page)
    page.goto("/veiligheid/meldingen/")
    expect(page.get_by_text("Familie Van der Zonnebloemstraat")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_weighing_that_ends_in_help_with_follow_up(
    open_context, live_server, officer, matter, assert_accessible, picture
):
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    wide = {"viewport": {"width": 1280, "height": 900}}
    page = signed_in(open_context(**wide, java_script_enabled=False), live_server, officer.user)
    page.goto(f"/veiligheid/{matter}/")
    consulted_and_spoken(page)
    page.get_by_role("link", name="Wegen").click()
    for number, words in (("vraag 1", "Ja"), ("vraag 2", "Nee"), ("vraag 3", "Ja"), ("vraag 4", "Ja")):
        answer(page, number, words)
    page.get_by_role("button", name="Leg de weging vast").click()
    page.get_by_role("link", name="Besluiten").click()
    page.get_by_label("Zelf hulp geven of organiseren").check()
    page.get_by_label("Welke hulp").fill("Zij gaat bij ruzie naar haar zus.")
    day(page, "Wanneer moet dat zo zijn", today + timedelta(days=30))
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Kijken of de hulp werkt").first).to_be_visible()
    page.get_by_role("link", name="Afspraak toevoegen").click()
    page.get_by_label("Wanneer geldt dit?").fill("Als de ruzie oploopt")
    page.get_by_label("Wat gebeurt er dan?").fill("Naar haar zus")
    page.get_by_label("Wie doet dit?").fill("Sam")
    page.get_by_role("button", name="Opslaan").click()
    picture(page, "safety-matter")
    page.get_by_role("link", name="Zaak afsluiten").click()
    page.get_by_label("De hulp werkt, met afspraken").check()
    page.get_by_label("Toelichting").fill("Het is rustig, en zij weet waar zij heen kan.")
    page.get_by_label("Wie blijft de veiligheid volgen").fill("De jeugdverpleegkundige vraagt ernaar.")
    day(page, "Wanneer kijkt u daar opnieuw", today + timedelta(days=90))
    page.get_by_label("De afspraken die nog openstaan, vervallen.").check()
    page.get_by_role("button", name="Sluit de zaak af").click()
    expect(page.get_by_text("Deze zaak is afgesloten")).to_be_visible()
    assert Matter.objects.get().ending == "help_worked"
    assert SafetyPromise.objects.filter(status="open").get().kind == "follow_up"
    english = signed_in(open_context(**ENGLISH), live_server, officer.user)
    english.goto(f"/veiligheid/{matter}/")
    expect(english.get_by_role("heading", name="The circle")).to_be_visible()
    assert_accessible(english)
