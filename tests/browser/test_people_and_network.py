"""Stories in a real browser: finding whom to call, registering a family, twins, asking for access."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sluitend.care.network import actions as network
from sluitend.care.people import actions as people
from sluitend.care.people.models import Family, Involvement, Person
from sluitend.core.person import ChildFacts, PersonFacts
from tests.browser.conftest import PHONE
from tests.care.conftest import coordinator, midwife, now, world, youth_nurse

__all__ = ["coordinator", "midwife", "now", "world", "youth_nurse"]

SIZES = {"wide": {"viewport": {"width": 1280, "height": 900}}, "phone": PHONE}
LONG = "Anna-Wilhelmina Geertruida Bartholomea van der Schimmelpenninck-Oosterhuisen"


@pytest.fixture
def enter(open_context, django_user_model, live_server):
    """`enter(professional, **window)`: a page of somebody who is signed in."""

    def signed_in(professional, language="nl", **window):
        user, _ = django_user_model.objects.get_or_create(username=f"u{professional.pk}")
        professional.user = user
        professional.save(update_fields=["user"])
        client = Client()
        client.force_login(user)
        context = open_context(**(window or SIZES["wide"]))
        cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        return context.new_page()

    return signed_in


@pytest.fixture
def full(world, coordinator, midwife, youth_nurse):
    """A family with everything in it, and a network with long and short cards."""
    at = timezone.now()
    today = at.date()
    by = world.actor(coordinator)
    for who, what in ((midwife, "Zorgen in de zwangerschap"), (youth_nurse, "Huisbezoek en " + "nog meer " * 20)):
        network.edit_card(
            who.pk, by=world.actor(who), now=at, phone="0612345678", reachable="ma tot do, 9-16 uur", call_me_for=what
        )
    offer = network.create_offer(
        world.social.pk,
        by=by,
        now=at,
        name="Hulp bij geld",
        for_whom="Gezinnen met schulden",
        municipality_ids=[world.town.pk],
    )
    network.state_capacity(offer, by=by, now=at, capacity=20, taken=20, waiting_days=14)
    mother = PersonFacts(
        "Renée",
        "van den Berg",
        today - timedelta(days=16 * 365),
        phone="0687654321",
        never_phone=True,
        address_hidden=True,
        safe_contact="via haar moeder",
        language="Tigrinya",
        interpreter="needed",
    )
    pk = people.register_family(
        by=by,
        now=at,
        municipality_id=world.town.pk,
        parent=mother,
        due_date=today + timedelta(days=9),
        dated_by="early_scan",
        expected_children=2,
        children=[ChildFacts(today - timedelta(days=500), "Bo", weight_grams=3200)],
    )
    people.add_member(pk, by=by, now=at, part="father", facts=PersonFacts(LONG, street="Kade 1", town="Waterstad"))
    people.add_helper(pk, by=by, now=at, name="Oma Bep", relation="oma", can_do="Oppassen op dinsdag")
    Involvement.objects.create(family_id=pk, professional=coordinator, role="lead", starts_on=today)
    bo, father = Person.objects.get(given_name="Bo"), Person.objects.get(given_name=LONG)
    people.set_authority(pk, by=by, now=at, child_id=bo.pk, holder_id=father.pk, since=today, ground="gezagsregister")
    return Family.objects.get(pk=pk)


PAGES = (
    "/netwerk/",
    "/netwerk/mijn-kaart/",
    "/netwerk/vervanging/",
    "/netwerk/aanbod/",
    "/netwerk/aanbod/nieuw/",
    "/gezin-zoeken/",
    "/gezin/nieuw/",
    "/gezin/{family}/mensen/",
    "/gezin/{family}/mensen/eerder/",
    "/gezin/{family}/mensen/nieuw/",
    "/gezin/{family}/mensen/{person}/",
    "/gezin/{family}/zwangerschap/{pregnancy}/geboorte/",
    "/gezin/{family}/zwangerschap/{pregnancy}/verlies/",
    "/gezin/{family}/splitsen/",
    "/gezin/{family}/samenvoegen/",
    "/toegang/",
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible_in_both_languages_and_sizes(
    enter, coordinator, full, assert_accessible, language, size
):
    page = enter(coordinator, language, **SIZES[size])
    parts = {"family": full.pk, "person": full.members.get(part="mother").person_id}
    parts["pregnancy"] = full.pregnancies.get().pk
    for address in PAGES:
        answer = page.goto(address.format(**parts))
        assert answer.status == 200, address
        assert_accessible(page)


def test_a_midwife_finds_whom_to_call_without_script(enter, midwife, full):
    page = enter(midwife, java_script_enabled=False, **SIZES["phone"])
    page.goto("/netwerk/")
    page.get_by_label("Naam, organisatie").fill("schulden")
    page.get_by_label("Domein").select_option("sociaal")
    page.get_by_role("button", name="Zoek").click()
    assert page.get_by_text("Hulp bij geld").is_visible()
    assert page.get_by_text("20 van 20").is_visible()


def test_twins_are_recorded_and_a_mistake_keeps_what_was_typed(enter, coordinator, full, assert_accessible):
    page = enter(coordinator)
    page.goto(f"/gezin/{full.pk}/mensen/")
    page.get_by_role("link", name="Geboorte vastleggen").click()
    today = timezone.localdate()
    for number in (1, 2):
        group = page.get_by_role("group", name=f"Geboortedatum (kind {number})")
        group.get_by_label("Dag").fill(str(today.day))
        group.get_by_label("Maand").fill(str(today.month))
        group.get_by_label("Jaar").fill(str(today.year + number - 1))
    page.get_by_label("Voornaam (kind 1)").fill("Ada")
    page.get_by_role("button", name="Leg de geboorte vast").click()
    assert page.get_by_role("alert").get_by_text("kind 2").is_visible()
    assert page.get_by_label("Voornaam (kind 1)").input_value() == "Ada"
    assert_accessible(page)
    page.get_by_role("group", name="Geboortedatum (kind 2)").get_by_label("Jaar").fill(str(today.year))
    page.get_by_role("button", name="Leg de geboorte vast").click()
    assert page.get_by_role("heading", name="Ada van den Berg").is_visible()
    assert page.get_by_role("heading", name="Baby van den Berg").is_visible()


def test_a_nurse_finds_that_a_family_is_known_and_asks_for_access(
    enter, youth_nurse, coordinator, full, assert_accessible
):
    page = enter(youth_nurse)
    page.goto("/gezin-zoeken/")
    page.get_by_label("Telefoon").fill("06 87654321")
    page.get_by_role("button", name="Zoek").click()
    assert "Berg" not in page.content()
    page.get_by_role("link", name="Stuur een signaal of vraag toegang").click()
    assert page.get_by_role("link", name="Cor Regie").is_visible()
    assert_accessible(page)
    page.get_by_label("Waarom heeft u toegang nodig?").fill("Ik kom bij het zusje thuis.")
    page.get_by_role("button", name="Vraag toegang").click()
    lead = enter(coordinator)
    lead.goto("/toegang/")
    lead.get_by_role("link", name="Antwoord").click()
    lead.get_by_label("Geef toegang").check()
    lead.get_by_role("button", name="Verstuur uw antwoord").click()
    page.goto(f"/gezin/{full.pk}/mensen/")
    assert page.get_by_role("heading", name="van den Berg").first.is_visible()
