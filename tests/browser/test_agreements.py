# ruff: noqa: F811 - fixtures are called as they are imported
"""An adviser without training changes a limit, sees the gap that this makes, mends it, tries it, looks at what it would have changed
and proposes it; others agree; from then on new signals follow it, and old advice is still explained by the old version."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from sluitend.care.agreements.models import Draft, Version
from sluitend.care.decisions.models import Decision, Proposal
from sluitend.care.observations.actions import Seen
from sluitend.care.people.models import Family
from sluitend.care.signalling.actions import Concern, NewFamily, send_signal
from sluitend.core.facts import ConsentAnswer, Grade, Wish
from sluitend.core.person import PersonFacts
from sluitend.core.roles import Role
from tests.browser.conftest import ENGLISH, PHONE
from tests.care.conftest import coordinator, midwife, team_lead, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = "voorzorg_stage_1"
WHY = "Vrouwen van 26 en 27 hebben dit ook nodig."
TITLE = "past een intake door de VoorZorg-verpleegkundige?"


@pytest.fixture
def enter(transactional_db, open_context, live_server, world, django_user_model):
    """`enter(professional, **window)`: a page of this person."""

    def as_one(professional, **window):
        if professional.user is None:
            professional.user = django_user_model.objects.create_user(f"user-{professional.pk}", "geheim-woord-123")
            professional.save()
        client = Client()
        client.force_login(professional.user)
        context = open_context(**window)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([cookie])
        return context.new_page()

    return as_one


@pytest.fixture
def adviser(world):
    return world.professional("Ada Advies", world.social, Role.PROJECT_LEADER)


def signal(region, midwife):
    """A woman of 26 who is pregnant for the first time: one year over the limit of 25."""
    today = timezone.localdate()
    concern = Concern(
        municipality_id=region.town.pk,
        seen=Seen(factors=("money_problems", "little_education"), grade=Grade.C, wish=Wish.WANTS),
        new=NewFamily(
            PersonFacts("Lina", birth_date=today.replace(year=today.year - 26, day=1)), today + timedelta(weeks=24)
        ),
        knows=True,
        agrees=ConsentAnswer.YES,
        data_kinds=("contact",),
    )
    send_signal(by=region.actor(midwife, today), now=timezone.now(), concern=concern)
    return Proposal.objects.filter(family__isnull=False).order_by("-decision_id").first().decision


def answer_of(decision):
    return next(row["code"] for row in decision.answers if row["table"] == TABLE)


def try_a_woman_of_27(page):
    """Fill in the facts of somebody between the old and the new limit."""
    page.get_by_role("link", name="Probeer").click()
    for number, value in enumerate(("wants", "true", "0", "20", "27", "true", "true")):
        field = page.locator(f"#f_{number}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Vraag het de tabel").click()


def mend(page):
    """The row on the other side of the limit, and the example that was agreed for the old one."""
    page.get_by_role("link", name="Naar het concept").click()
    page.locator('textarea[name="c_8_4"]').fill("<= 27")
    page.get_by_role("button", name="Bewaar").last.click()
    page.get_by_role("link", name="Voorbeelden").click()
    page.get_by_role("button", name="zo spreken wij het nu af").first.click()
    expect(page.get_by_text("Alle voorbeelden krijgen het antwoord")).to_be_visible()
    page.get_by_role("link", name="Naar het concept").click()
    expect(page.get_by_text("Geen fouten.")).to_be_visible()


def see_the_difference(page):
    """In plain words, and for whom."""
    page.get_by_role("link", name="Het verschil").click()
    expect(page.get_by_text("2 regels veranderd")).to_be_visible()
    expect(page.get_by_text("26 tot en met 27").first).to_be_visible()


def earlier_families(region, decision, count=30):
    """More women of whom the same was seen, so that the counts are large enough to show."""
    families = Family.objects.bulk_create(
        Family(region=region.region, municipality=region.town, name=f"Gezin {number}", created_on=timezone.localdate())
        for number in range(count)
    )
    Decision.objects.bulk_create(
        Decision(family=one, made_at=decision.made_at, facts=decision.facts, facts_digest="earlier", answers=[])
        for one in families
    )


def look_at_the_what_if(page, assert_accessible):
    page.get_by_role("link", name="Wat als dit geldt?").click()
    assert_accessible(page)
    page.get_by_role("button", name="Reken dit door").click()
    expect(page.get_by_role("heading", name="Wat er anders zou zijn")).to_be_visible()
    expect(page.get_by_role("row", name="eerst iets vragen").first).to_contain_text("31")
    assert_accessible(page)
    page.get_by_role("link", name="Naar het concept").click()


def propose(page):
    page.get_by_role("link", name="Stel voor").click()
    page.get_by_label("Wat wordt er anders, en waarom?").fill(WHY)
    today = timezone.localdate()
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        page.locator(f'[name="in_force_from_{part}"]').fill(str(value))
    page.get_by_role("button", name="Stel voor").click()
    expect(page.get_by_text("Wie zegt ja?")).to_be_visible()


def say_yes(page):
    page.goto("/afspraken/")
    page.get_by_role("region", name="Wacht op uw ja").get_by_role("link").first.click()
    page.get_by_role("link", name="Ik zeg ja").click()
    page.get_by_role("button", name="Ik zeg ja").click()
    expect(page.get_by_text("U heeft ja gezegd.")).to_be_visible()


def test_a_limit_is_changed_by_people(
    enter, adviser, coordinator, team_lead, world, midwife, assert_accessible, picture
):
    old = Version.objects.get(kind="table", content_id=TABLE)
    before = signal(world, midwife)
    page = enter(adviser, viewport={"width": 1280, "height": 900})
    page.goto("/afspraken/")
    assert_accessible(page)
    page.get_by_role("link", name=TITLE).click()
    assert_accessible(page)
    page.get_by_role("button", name="Verander dit", exact=True).click()
    expect(page.locator('textarea[name="c_5_4"]')).to_have_value("> 25")
    page.locator('textarea[name="c_5_4"]').fill("> 27")
    page.get_by_role("button", name="Bewaar").last.click()
    expect(page.get_by_text("Het concept is bewaard.")).to_be_visible()
    try_a_woman_of_27(page)
    expect(page.get_by_text("Door rij 9.")).to_be_visible()
    assert_accessible(page)
    mend(page)
    assert_accessible(page)
    picture(page, "agreement-editor")
    see_the_difference(page)
    assert_accessible(page)
    picture(page, "agreement-difference", full_page=True)
    page.get_by_role("link", name="Naar het concept").click()
    earlier_families(world, before)
    look_at_the_what_if(page, assert_accessible)
    propose(page)
    for professional in (coordinator, team_lead):
        say_yes(enter(professional, **PHONE))
    assert Draft.objects.get().status == "agreed"
    assert (answer_of(before), answer_of(signal(world, midwife))) == ("not_offered", "ask")
    page.goto(f"/afspraken/versie/{old.pk}/")
    expect(page.get_by_text("meer dan 25")).to_be_visible()
    expect(page.get_by_text(WHY)).to_be_visible()


@pytest.mark.parametrize("window", [PHONE, ENGLISH], ids=["phone", "english"])
def test_a_pathway_is_drawn_with_the_same_steps_as_a_list(enter, adviser, window, assert_accessible):
    page = enter(adviser, **window)
    pathway = Version.objects.filter(kind="pathway").first()
    page.goto(f"/afspraken/versie/{pathway.pk}/")
    page.locator('a[href$="/stroomschema/"]').click()
    drawing = page.locator(".flow-chart__scroll")
    drawing.focus()
    expect(drawing).to_be_focused()
    expect(page.locator(".flow-chart__item")).to_have_count(page.locator("rect[class^=flow-chart__step]").count())
    assert_accessible(page)


@pytest.mark.parametrize(
    "window", [{**PHONE, "java_script_enabled": False}, {**PHONE, **ENGLISH}], ids=["without-script", "english"]
)
def test_a_row_is_added_and_taken_away_on_a_phone(enter, adviser, world, window, assert_accessible):
    page = enter(adviser, **window)
    page.goto("/afspraken/")
    page.locator(f'a[href="/afspraken/versie/{Version.objects.get(kind="table", content_id=TABLE).pk}/"]').click()
    page.locator('form[action="/afspraken/nieuw/"] button').first.click()
    page.locator('button[value="row-add:9"]').first.click()
    expect(page.locator('textarea[name="c_10_0"]')).to_have_value("-")
    page.locator('textarea[name="c_10_0"]').fill("fout (")
    page.locator('button[value="save"]').last.click()
    expect(page.locator("#w_10_0")).to_be_visible()
    if window.get("java_script_enabled", True):
        assert_accessible(page)
    page.locator('button[value="row-remove:10"]').click()
    expect(page.locator('textarea[name="c_10_0"]')).to_have_count(0)


@pytest.mark.parametrize("window", [{}, {**PHONE, **ENGLISH}], ids=["wide", "english-phone"])
def test_the_document_is_read_from_its_contents_on(enter, adviser, world, window, assert_accessible, picture):
    page = enter(adviser, **window)
    page.goto("/afspraken/")
    page.locator('a[href="/afspraken/document/"]').click()
    assert_accessible(page)
    page.locator('a[href="#deel-2.1"]').click()
    expect(page.locator("article#deel-2\\.1 svg[role=img]")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, "agreement-document" + ("-phone" if window else ""), full_page=True)
