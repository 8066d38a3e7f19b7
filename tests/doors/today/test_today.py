"""The page of today, per role."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Notice
from sluitend.care.people.models import Involvement
from sluitend.core.roles import Role

PARTS = ["gezinnen", "taken", "betrokken", "team", "coalitie"]
STATEMENTS = {"": 13, "gezinnen": 8, "taken": 7, "betrokken": 7, "team": 13, "coalitie": 9}
"""Of a part of the page, with everything that its frame reads; the aim is fifteen at most."""


def page(client, part=""):
    return client.get(f"/vandaag/{part + '/' if part else ''}")


@pytest.mark.parametrize(
    ("role", "template"),
    [
        (Role.TEAM_LEAD, "team"),
        (Role.PROCESS_COORDINATOR, "team"),
        (Role.CASE_COORDINATOR, "families"),
        (Role.MIDWIFE, "around"),
        (Role.MATERNITY_NURSE, "around"),
        (Role.YOUTH_NURSE, "tasks"),
        (Role.VOLUNTEER_COORDINATOR, "tasks"),
        (Role.PROJECT_LEADER, "coalition"),
        (Role.POLICY_OFFICER, "coalition"),
    ],
)
def test_each_role_begins_the_day_with_its_own_part(world, browser_of, role, template):
    answer = page(browser_of(world.professional("Iemand", world.social, role)))
    assert answer.status_code == 200
    assert f"today/{template}.html" in [used.name for used in answer.templates]


def test_an_administrator_begins_with_the_network(world, browser_of):
    answer = page(browser_of(world.professional("Bea Beheer", world.social, Role.ADMINISTRATOR)))
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/netwerk/")


@pytest.mark.parametrize("part", ["", *PARTS])
def test_a_part_costs_its_statements_and_no_more(world, browser_of, open_file, team_lead, coordinator, now, part):
    world.professional("Alles", world.social)
    for role in (Role.PROJECT_LEADER, Role.CASE_COORDINATOR, Role.MIDWIFE):
        team_lead.role_assignments.create(role=role, starts_on="2020-01-01")
    for number in range(4):
        open_file(team_lead, name=f"Familie {number}", due_in=number)
        other = open_file(coordinator, name=f"Familie Ander {number}")
        followup.promise(
            other.family_id,
            by=world.actor(coordinator, now.date()),
            now=now,
            owner_id=team_lead.pk,
            what="Meekijken",
            due_on=now.date(),
        )
    client = browser_of(team_lead)
    page(client, part)
    with CaptureQueriesContext(connection) as done:
        assert page(client, part).status_code == 200
    assert len(done) <= STATEMENTS[part], [query["sql"][:150] for query in done]


def test_a_family_shows_what_is_next_when_and_where(browser_of, open_file, coordinator):
    open_file(coordinator, due_in=0)
    content = page(browser_of(coordinator)).content.decode()
    for words in ("Familie De Wit", "Bellen", "Waterstad", "1 gezin, 1 regiehouder, 1 volgende stap", "zwanger"):
        assert words in content


def test_families_stand_in_the_section_of_their_date(browser_of, open_file, coordinator):
    for name, due_in in (("Familie Nu", 0), ("Familie Later", 20)):
        open_file(coordinator, name=name, due_in=due_in)
    sections = page(browser_of(coordinator)).context["sections"]
    assert [(name, [row.family_name for row, _ in rows]) for name, _, rows in sections] == [
        ("now", ["Familie Nu"]),
        ("later", ["Familie Later"]),
    ]


def test_nobody_sees_somebody_elses_families(browser_of, open_file, coordinator, colleague):
    open_file(coordinator)
    for part in ("gezinnen", "taken", "betrokken"):
        assert "De Wit" not in page(browser_of(colleague), part).content.decode()


@pytest.mark.parametrize("part", ["team", "coalitie"])
def test_a_part_of_another_role_is_refused_with_the_reason(browser_of, coordinator, part):
    answer = page(browser_of(coordinator), part)
    assert answer.status_code == 403
    assert "Uw rol geeft hier geen toegang toe" in answer.content.decode()


def test_the_project_leader_sees_no_name_and_no_small_number(world, browser_of, open_file, coordinator):
    open_file(coordinator)
    content = page(browser_of(world.professional("Pia", world.social, Role.PROJECT_LEADER))).content.decode()
    assert "De Wit" not in content
    assert "minder dan 10" in content


def test_a_midwife_sees_who_leads_her_families(browser_of, open_file, coordinator, midwife, today):
    case = open_file(coordinator)
    Involvement.objects.create(family=case.family, professional=midwife, role="medical_coordinator", starts_on=today)
    content = page(browser_of(midwife)).content.decode()
    assert "Familie De Wit" in content
    assert "Cor Regie" in content


def test_what_is_new_is_read_with_one_button(world, browser_of, open_file, coordinator, youth_nurse, now, today):
    case = open_file(coordinator)
    by = world.actor(coordinator, today)
    followup.promise(case.family_id, by=by, now=now, owner_id=youth_nurse.pk, what="Huisbezoek", due_on=today)
    client = browser_of(youth_nurse)
    content = page(client).content.decode()
    assert "U heeft een nieuwe taak" in content
    assert "Huisbezoek" in content
    assert client.post("/vandaag/gelezen/").status_code == 302
    assert not Notice.objects.filter(to=youth_nurse, seen_at=None).exists()
    assert "U heeft een nieuwe taak" not in page(client).content.decode()


def test_the_team_lead_sees_the_bar_and_what_is_late(browser_of, open_file, coordinator, team_lead, today):
    case = open_file(coordinator)
    case.family.promises.update(due_on=today - timedelta(days=4))
    content = page(browser_of(team_lead)).content.decode()
    for words in ("1 gezin", "4 dagen te laat", "Cor Regie"):
        assert words in content


@pytest.mark.parametrize("typed", ["", "nonsense", "2026-02-30.1", "2026-01-01.x", "9999-12-31.999999999999999999999"])
def test_a_strange_next_page_is_the_first_or_an_empty_one(browser_of, open_file, coordinator, typed):
    open_file(coordinator)
    assert browser_of(coordinator).get("/vandaag/gezinnen/", {"na": typed}).status_code == 200


def test_the_page_reads_in_english(browser_of, open_file, coordinator):
    open_file(coordinator, due_in=0)
    answer = browser_of(coordinator).get("/vandaag/", headers={"accept-language": "en"})
    assert "What is next" in answer.content.decode() or "Next step" in answer.content.decode()
