"""The directory and one's own part in it, through the door."""

import pytest

from sluitend.care.network.models import Coalition, CoalitionMember, Offer, Professional, StandIn
from sluitend.core.roles import Role
from tests.doors.people.conftest import day_parts, errors, send


@pytest.fixture
def visits():
    return Offer.objects.get(code="prenataal-huisbezoek")


def test_the_directory_shows_whom_to_call_and_what_for(enter, midwife, coordinator):
    Professional.objects.filter(pk=coordinator.pk).update(
        phone="0612345678", reachable="ma-do", call_me_for="Schulden en wonen"
    )
    page = enter(midwife).get("/netwerk/").content.decode()
    for words in ("Cor Regie", "0612345678", "ma-do", "Schulden en wonen", "Huisbezoek als u zwanger bent"):
        assert words in page


def test_searching_narrows_people_and_offers_and_keeps_what_was_typed(enter, midwife, coordinator, youth_nurse):
    answer = enter(midwife).get("/netwerk/", {"q": "huisbezoek", "domein": "public_health"})
    assert [card.name for card in answer.context["people"].rows] == ["Jip Wijk"]
    assert 'value="huisbezoek"' in answer.content.decode()


@pytest.mark.parametrize("asked", [{"gemeente": "x"}, {"domein": "<script>"}, {"na": "9" * 40}, {"q": "x" * 5000}])
def test_nonsense_in_the_address_gives_a_page(enter, midwife, asked):
    assert enter(midwife).get("/netwerk/", asked).status_code == 200


def test_the_directory_costs_the_same_for_many_people(enter, midwife, world, django_assert_max_num_queries):
    client = enter(midwife)
    for number in range(70):
        world.professional(f"Naam {number}", world.social, Role.SOCIAL_WORKER)
    with django_assert_max_num_queries(13):
        answer = client.get("/netwerk/")
    assert answer.context["next"]
    assert client.get("/netwerk/" + answer.context["next"]).context["people"].rows[0].name


def test_a_card_with_script_in_it_is_shown_as_text(enter, midwife):
    client = enter(midwife)
    send(client, "/netwerk/mijn-kaart/", call_me_for="<script>alert(1)</script>")
    page = client.get(f"/netwerk/{midwife.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_own_card_keeps_what_was_typed_beside_the_mistake(enter, midwife):
    answer = send(enter(midwife), "/netwerk/mijn-kaart/", phone="12", reachable="ma-do")
    assert answer.status_code == 422
    assert set(errors(answer)) == {"phone"}
    assert 'value="ma-do"' in answer.content.decode()
    midwife.refresh_from_db()
    assert midwife.reachable == ""


def test_absence_is_arranged_and_ended_by_oneself(enter, coordinator, colleague, today):
    client = enter(coordinator)
    dates = day_parts("starts_on", today) | day_parts("ends_on", today)
    answer = send(client, "/netwerk/vervanging/", stand_in=colleague.pk, **dates)
    assert answer.status_code == 302
    assert "Noor Collega" in client.get(answer.url).content.decode()
    send(client, "/netwerk/vervanging/einde/")
    assert not StandIn.objects.exists()


def test_absence_that_ends_before_it_begins_is_refused_beside_the_field(enter, coordinator, colleague, today):
    dates = day_parts("starts_on", today) | day_parts("ends_on", today.replace(day=1))
    answer = send(enter(coordinator), "/netwerk/vervanging/", stand_in=colleague.pk, **dates)
    assert set(errors(answer)) == {"ends_on"}


def test_room_is_passed_on_and_shown_to_others(enter, youth_nurse, midwife, visits):
    send(enter(youth_nurse), f"/netwerk/aanbod/{visits.pk}/ruimte/", capacity="20", taken="18", waiting_days="14")
    page = enter(midwife).get("/netwerk/").content.decode()
    assert "18 van 20" in page
    assert "Wachttijd 14 dagen." in page


def test_a_new_offer_goes_on_to_its_room(enter, coordinator, world):
    answer = send(enter(coordinator), "/netwerk/aanbod/nieuw/", name="Hulp bij geld", municipalities=[world.town.pk])
    offer = Offer.objects.get(name="Hulp bij geld")
    assert answer.url == f"/netwerk/aanbod/{offer.pk}/ruimte/"


def test_an_offer_of_others_is_refused_with_a_reason(enter, coordinator, visits):
    answer = enter(coordinator).get(f"/netwerk/aanbod/{visits.pk}/")
    assert answer.status_code == 403
    assert "andere organisatie" in answer.content.decode()


def test_the_same_form_twice_makes_one_offer(enter, coordinator, world):
    client = enter(coordinator)
    sent = {"name": "Hulp", "municipalities": [world.town.pk], "once": "7d444840-9dc0-11d1-b245-5ffdce74fad2"}
    first, second = (client.post("/netwerk/aanbod/nieuw/", sent) for _ in range(2))
    assert first.url == second.url
    assert Offer.objects.filter(name="Hulp").count() == 1


def test_the_coalitions_show_who_takes_part(enter, midwife, world, today):
    coalition = Coalition.objects.create(region=world.region, name="Coalitie Waterstad")
    CoalitionMember.objects.create(coalition=coalition, organisation=world.social, starts_on=today)
    page = enter(midwife).get("/netwerk/").content.decode()
    assert "Coalitie Waterstad" in page
    assert "sinds 23 november 2026" in page


def test_the_directory_speaks_english(enter, midwife, coordinator):
    page = enter(midwife, "en").get("/netwerk/").content.decode()
    assert "Whom to call, when, and what for." in page
