"""Known here, asking for access, and emergency access, through the door."""

import pytest

from sluitend.care.people.models import AccessRequest, Involvement
from tests.doors.people.conftest import errors, send


@pytest.fixture
def family(world, coordinator, today):
    family = world.family(known_by=coordinator)
    Involvement.objects.create(family=family, professional=coordinator, role="lead", starts_on=today)
    return family


@pytest.fixture
def nurse(enter, youth_nurse):
    return enter(youth_nurse)


def test_the_page_says_whom_to_ask_and_nothing_of_the_family(nurse, family):
    page = nurse.get(f"/gezin/{family.pk}/bekend/").content.decode()
    assert "Cor Regie" in page
    assert "De Wit" not in page


def test_whoever_is_involved_goes_straight_on(enter, coordinator, family):
    assert enter(coordinator).get(f"/gezin/{family.pk}/bekend/").url == f"/gezin/{family.pk}/mensen/"


def test_asking_answering_and_looking(nurse, enter, coordinator, family, django_assert_max_num_queries):
    here = f"/gezin/{family.pk}/bekend/"
    assert errors(send(nurse, here, why=" ")) == {"why": ["Vul dit in."]}
    send(nurse, here, why="Ik kom bij het zusje thuis.")
    assert "toegang gevraagd" in nurse.get(here).content.decode()
    lead = enter(coordinator)
    with django_assert_max_num_queries(8):
        page = lead.get("/toegang/").content.decode()
    assert "Ik kom bij het zusje thuis." in page
    answer_page = f"/toegang/{AccessRequest.objects.get().pk}/"
    assert set(errors(send(lead, answer_page, granted="no"))) == {"answer"}
    assert send(lead, answer_page, granted="yes").status_code == 302
    assert nurse.get(f"/gezin/{family.pk}/mensen/").status_code == 200
    assert lead.get(answer_page).status_code == 404


def test_a_stranger_cannot_answer(nurse, family):
    send(nurse, f"/gezin/{family.pk}/bekend/", why="Overleg")
    assert send(nurse, f"/toegang/{AccessRequest.objects.get().pk}/", granted="yes").status_code == 404


def test_emergency_access_opens_at_once_with_a_reason(nurse, family, today):
    here = f"/gezin/{family.pk}/noodtoegang/"
    assert set(errors(send(nurse, here, reason="", until=today.isoformat()))) == {"reason"}
    assert set(errors(send(nurse, here, reason="Nood", until="2027-01-01"))) == {"until"}
    answer = send(nurse, here, reason="Acute onveiligheid", until=today.isoformat())
    page = nurse.get(answer.url).content.decode()
    assert "De Wit" in page
    assert "Acute onveiligheid" in page


def test_a_family_that_does_not_exist_says_no_more_than_that(nurse, family):
    assert nurse.get("/gezin/999999/bekend/").status_code == 403
