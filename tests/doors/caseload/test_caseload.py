"""Handing over by page: asking, answering, stand-in, coming back, leaving."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluitend.care.coordination.actions import ask_lead_handover
from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.core.roles import Role


@pytest.fixture
def lead(browser_of, team_lead):
    return browser_of(team_lead)


@pytest.fixture
def files(open_file, coordinator):
    return [open_file(coordinator, name=f"Familie {letter}") for letter in "ABC"]


def send(client, path, **typed):
    return client.post(path, {"once": str(uuid4()), **typed})


def on(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def leads():
    return set(Case.objects.values_list("lead_id", flat=True))


def test_the_overview_shows_who_has_how_much(lead, files):
    content = lead.get("/caseload/").content.decode()
    for words in ("Cor Regie", "3 gezinnen", "3 met een regiehouder die nu werkt"):
        assert words in content


def test_chosen_families_are_asked_and_stay_until_the_other_says_yes(lead, files, coordinator, colleague):
    path = f"/caseload/{coordinator.pk}/"
    chosen = [str(case.pk) for case in files[:2]]
    assert send(lead, path, cases=chosen, receiver=str(colleague.pk), why="Te veel werk").status_code == 302
    assert LeadHandover.objects.filter(receiver=colleague).count() == 2
    assert leads() == {coordinator.pk}


def test_the_same_form_sent_twice_asks_once(lead, files, coordinator, colleague):
    sent = {"once": str(uuid4()), "cases": [str(files[0].pk)], "receiver": str(colleague.pk), "why": "Te veel werk"}
    for _ in range(2):
        assert lead.post(f"/caseload/{coordinator.pk}/", sent).status_code == 302
    assert LeadHandover.objects.count() == 1


def test_a_family_of_somebody_else_cannot_be_slipped_in(lead, files, open_file, coordinator, colleague):
    foreign = open_file(colleague, name="Familie Ver")
    answer = send(lead, f"/caseload/{coordinator.pk}/", cases=[str(foreign.pk)], receiver=str(colleague.pk), why="x")
    assert answer.status_code == 422
    assert not LeadHandover.objects.exists()


def test_what_was_typed_stays_when_something_is_missing(lead, files, coordinator):
    answer = send(lead, f"/caseload/{coordinator.pk}/", why="Omdat het te veel is")
    assert answer.status_code == 422
    assert "Omdat het te veel is" in answer.content.decode()


def test_a_stand_in_of_today_holds_the_work_at_once_and_gives_it_back(lead, files, coordinator, colleague, today):
    days = on("starts_on", today) | on("ends_on", today + timedelta(days=10))
    path = f"/caseload/{coordinator.pk}/vervanging/"
    assert send(lead, path, stand_in=str(colleague.pk), reason="Verlof", **days).status_code == 302
    assert leads() == {colleague.pk}
    assert "Werk is overgedragen" in lead.get("/caseload/").content.decode()
    assert send(lead, f"/caseload/{coordinator.pk}/terug/").status_code == 302
    assert leads() == {coordinator.pk}


def test_a_wrong_date_is_refused_beside_its_field(lead, files, coordinator, colleague, today):
    days = on("starts_on", today) | on("ends_on", today - timedelta(days=10))
    answer = send(lead, f"/caseload/{coordinator.pk}/vervanging/", stand_in=str(colleague.pk), **days)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() <= {"ends_on", "starts_on"}
    assert leads() == {coordinator.pk}


def test_leaving_hands_everything_to_the_team_lead(lead, files, coordinator, team_lead, today):
    answer = send(lead, f"/caseload/{coordinator.pk}/vertrek/", **on("last_day", today + timedelta(days=5)))
    assert answer.status_code == 302
    assert leads() == {team_lead.pk}


@pytest.fixture
def asked(world, files, coordinator, colleague, now, today):
    by = world.actor(coordinator, today)
    return ask_lead_handover(files[0].pk, by=by, now=now, receiver_id=colleague.pk, why="Dichterbij")


def test_who_is_asked_says_yes(browser_of, asked, files, colleague):
    client = browser_of(colleague)
    assert "Dichterbij" in client.get(f"/overdracht/{asked}/").content.decode()
    assert send(client, f"/overdracht/{asked}/", warm_who="Sam en Cor", warm_where="Thuis").status_code == 302
    files[0].refresh_from_db()
    assert files[0].lead_id == colleague.pk


def test_who_says_no_gives_a_reason(browser_of, asked, files, colleague, coordinator):
    client = browser_of(colleague)
    assert send(client, f"/overdracht/{asked}/weigeren/").status_code == 422
    assert send(client, f"/overdracht/{asked}/weigeren/", reason="Geen ruimte").status_code == 302
    files[0].refresh_from_db()
    assert files[0].lead_id == coordinator.pk


def test_a_second_answer_is_told_that_it_was_answered(browser_of, asked, colleague):
    client = browser_of(colleague)
    send(client, f"/overdracht/{asked}/")
    answer = send(client, f"/overdracht/{asked}/weigeren/", reason="Toch niet")
    assert answer.status_code == 422
    assert "Dit kan niet meer" in answer.content.decode()


def test_nobody_else_answers(browser_of, asked, team_lead):
    assert browser_of(team_lead).get(f"/overdracht/{asked}/").status_code == 403


@pytest.mark.parametrize("page", ["", "{}/", "{}/vertrek/", "{}/terug/", "{}/vervanging/", "{}/begin/"])
def test_who_leads_no_team_is_refused(browser_of, coordinator, colleague, page):
    address = f"/caseload/{page.format(coordinator.pk)}"
    assert browser_of(colleague).get(address).status_code == 403
    assert send(browser_of(colleague), address).status_code == 403


def test_the_team_lead_of_another_organisation_is_refused(world, browser_of, coordinator, today):
    stranger = browser_of(world.professional("Vera Elders", world.practice, Role.TEAM_LEAD))
    assert stranger.get(f"/caseload/{coordinator.pk}/").status_code == 403
    answer = send(stranger, f"/caseload/{coordinator.pk}/vertrek/", **on("last_day", today))
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/caseload/", "/caseload/{}/", "/caseload/{}/vervanging/", "/overdracht/{}/"])
def test_no_page_costs_more_than_fifteen_statements(lead, browser_of, colleague, asked, files, coordinator, path):
    client = browser_of(colleague) if "overdracht" in path else lead
    address = path.format(asked if "overdracht" in path else coordinator.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as done:
        assert client.get(address).status_code == 200
    assert len(done) <= 15
