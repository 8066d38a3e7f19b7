"""An attention officer with a colleague: a weighing that ends in a report, and one that ends in help with follow-up."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from sluitend.care.accounts.models import User
from sluitend.care.people.models import Person
from sluitend.care.safety import actions
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.safety.models import Matter, SafetyPromise
from sluitend.core.roles import Role
from tests.browser.conftest import ENGLISH, PHONE
from tests.care.conftest import midwife, world  # noqa: F401
from tests.care.parents.conftest import make_own_pages

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


def test_a_parent_reads_again_what_she_was_told_until_it_is_taken_back(
    open_context,
    live_server,
    world,  # noqa: F811
    officer,
    midwife,  # noqa: F811
    matter,
    assert_accessible,
):
    """The officer decides on her phone; the mother reads it on hers; a privacy officer who was asked sees who looked and no family."""
    hilde = world.professional("Hilde Spoor", world.social, Role.PRIVACY_OFFICER)
    mother = Person.objects.get(memberships__part="mother")
    own = make_own_pages(Matter.objects.get().family, mother, world.actor(midwife), now=timezone.now())
    phone = {**PHONE, "java_script_enabled": True}
    page = signed_in(open_context(**phone), live_server, officer.user)
    hers = signed_in(open_context(**phone), live_server, User.objects.get(pk=own.by.user_id))
    page.goto(f"/veiligheid/{matter}/")
    consulted_and_spoken(page)
    page.get_by_role("link", name="Iets aan een ouder tonen").click()
    page.get_by_role("group", name="Wie mag dit lezen").get_by_role("radio").first.check()
    page.get_by_label("Wat er in het gesprek is verteld").check()
    page.get_by_label("Wat leest deze ouder?").fill("Wij spraken over de ruzies thuis. U wilt dat het ophoudt.")
    page.get_by_label("Waarom kan dit veilig?").fill("Zij heeft een eigen telefoon.")
    assert_accessible(page)
    page.get_by_role("button", name="Toon dit aan deze ouder").click()
    hers.goto("/mijn/")
    hers.get_by_text("Wat wij samen bespraken").click()
    expect(hers.get_by_text("Wij spraken over de ruzies thuis.")).to_be_visible()
    assert_accessible(hers)
    page.get_by_role("link", name="Niet meer tonen").click()
    page.get_by_label("Waarom?").fill("Haar partner leest mee.")
    page.get_by_role("button", name="Opslaan").click()
    hers.goto("/mijn/")
    expect(hers.get_by_text("Wat wij samen bespraken")).to_have_count(0)
    page.get_by_role("link", name="Laten controleren wie keek").click()
    page.get_by_label("Hilde Spoor").check()
    page.get_by_label("Waarom?").fill("Ik zag een naam die ik niet ken.")
    page.get_by_role("button", name="Opslaan").click()
    hilde.user = User.objects.create_user("hilde", "geheim-woord-123")
    hilde.save()
    checks = signed_in(open_context(**phone), live_server, hilde.user)
    checks.goto("/spoor/")
    checks.get_by_role("link", name="Controle op verzoek").click()
    checks.get_by_role("link", name="Gevraagd door Adinda Sloot").click()
    expect(checks.get_by_role("cell", name="Adinda Sloot").first).to_be_visible()
    expect(checks.get_by_text("Zonnebloemstraat")).to_have_count(0)
    assert_accessible(checks)
