"""Beginning as pages: what the table says and does not know stands beside the form; who has room and training; and the team's page."""

import re

import pytest
from django.urls import reverse

from sluitend.care.decisions.models import Eligibility
from sluitend.care.network.models import Professional, Training
from sluitend.care.people.models import Person
from sluitend.care.programmes.models import Enrolment, Measured
from sluitend.core.calendar import add_months
from tests.doors.programmes.test_programmes import send

pytestmark = pytest.mark.django_db
TOLD = {
    "asked_earlier_live_births": "0",
    "asked_low_or_unfinished_education": "yes",
    "asked_speaks_some_dutch": "yes",
}


@pytest.fixture
def given(family, world, youth_nurse, today):
    Person.objects.filter(memberships__family=family).update(birth_date=add_months(today, -12 * 19))
    return {
        "person_id": world.mother(family).pk,
        "worker_id": youth_nurse.pk,
        "agreed": "on",
        "no_social_contact": "Nog niet",
    }


def test_what_the_table_does_not_know_is_asked_and_what_it_says_then_is_shown(at_work, family, given):
    address = reverse("enrol", args=[family.pk, "voorzorg"])
    page = at_work.get(address).text
    assert "De tabel weet nog niet genoeg" in page
    assert "Onbekend is niet hetzelfde als nee" in page
    for name in TOLD:
        assert f'name="{name}"' in page
    refused = send(at_work, address, **given, asked_speaks_some_dutch="no")
    assert refused.status_code == 422
    assert "De tabel zegt: dit past niet" in refused.text
    assert "regel 7" in refused.text
    assert "No Punish, VoorZorg" in refused.text
    assert send(at_work, address, **given, **TOLD).status_code == 302
    assert Eligibility.objects.get().says == "fits"
    shown = at_work.get(reverse("family-programmes", args=[family.pk])).text
    assert "De tabel zegt: dit past" in shown
    assert "regel 8" in shown
    at_work.cookies["django_language"] = "en"
    assert "The table says: this fits" in at_work.get(reverse("family-programmes", args=[family.pk])).text


def test_after_the_first_visit_the_second_table_answers_on_what_is_ticked(at_work, family, given, today):
    day = {"intake_on_day": today.day, "intake_on_month": today.month, "intake_on_year": today.year}
    send(at_work, reverse("enrol", args=[family.pk, "voorzorg"]), **given, **TOLD, **day)
    row = Enrolment.objects.get()
    address = reverse("start-programme", args=[family.pk, row.pk])
    worker = {"worker_id": given["worker_id"]}
    nothing = send(at_work, address, **worker, gone_through="on")
    assert nothing.status_code == 422
    assert "De tabel zegt: dit past niet" in nothing.text
    assert send(at_work, address, **worker, factors=["money_problems"]).status_code == 302
    assert Eligibility.objects.get(stage="visit").rule_ids == ["voorzorg_stage_2_r9"]


def test_who_has_no_training_is_named_and_a_reason_goes_on(at_work, family, given, world):
    other = world.professional("Bo Nieuw", world.youth_care, "youth_nurse")
    Professional.objects.filter(pk=given["worker_id"]).update(hours=18)
    address = reverse("enrol", args=[family.pk, "voorzorg"])
    page = at_work.get(address).text
    assert "Jip Wijk, 0 van 12 gezinnen" in page
    assert "Bo Nieuw, niet genoteerd: Opleiding VoorZorg" in page
    asked = {**given, **TOLD, "worker_id": other.pk}
    refused = send(at_work, address, **asked)
    assert "Schrijf waarom deze medewerker het toch doet" in refused.text
    assert send(at_work, address, **asked, worker_reason="Volgt de opleiding nu").status_code == 302
    assert Enrolment.objects.get().worker_reason == "Volgt de opleiding nu"


def test_a_team_lead_notes_hours_and_trainings_and_sees_them_on_the_team_page(
    sign_in, world, enrolled, youth_nurse, today, django_assert_max_num_queries
):
    enrolled()
    team = world.youth_care.teams.create(name="VoorZorgteam")
    lead = world.professional("Lea Leider", world.youth_care, "team_lead")
    team.members.create(professional=youth_nurse, starts_on=today)
    client = sign_in(lead)
    assert reverse("staffing", args=[youth_nurse.pk]) in client.get(reverse("contact-card", args=[youth_nurse.pk])).text
    send(client, reverse("staffing", args=[youth_nurse.pk]), hours=18, trainings=["voorzorg_training"])
    assert Professional.objects.get(pk=youth_nurse.pk).hours == 18
    client.get(reverse("today-team"))
    with django_assert_max_num_queries(15):
        page = client.get(reverse("today-team")).text
    assert "1 van 12" in page
    assert "Genoeg begeleiding" in page
    assert "Te weinig begeleiding" not in page
    send(client, reverse("staffing", args=[youth_nurse.pk]), hours=18)
    assert not Training.objects.filter(ends_on=None, code="voorzorg_training").exists()
    assert "Opleiding VoorZorg" in client.get(reverse("today-team")).text


def test_the_caseload_says_how_much_room_there_is(at_work, enrolled, youth_nurse):
    enrolled()
    assert "Uw uren zijn niet genoteerd" in at_work.get(reverse("programme-caseload")).text
    Professional.objects.filter(pk=youth_nurse.pk).update(hours=18)
    page = at_work.get(reverse("programme-caseload")).text
    assert "Bij 18 uur passen er hoogstens 12" in page
    assert "Werkmodel, niet bevestigd" in page


def test_the_outcomes_have_definitions_and_sources_and_no_names(
    sign_in, world, enrolled, today, django_assert_max_num_queries
):
    row = enrolled()
    facts = {"measurement": "smokes", "moment": "pregnancy + 32 weeks", "value": "yes", "on": today}
    Measured.objects.create(enrolment=row, **facts)
    client = sign_in(world.professional("Bea Beleid", world.youth_care, "policy_officer"))
    address = reverse("programme-indicators") + "?programma=voorzorg"
    client.get(address)
    with django_assert_max_num_queries(15):
        page = client.get(address).text
    for part in (
        "Rookt bij 32 weken",
        "Boven de streep",
        "Midwifery 2014",
        "minder dan 10 gezinnen gaat, blijft verborgen",
        "Waterstad",
        "Minder is",
    ):
        assert part in page
    assert re.search(r'Waterstad</th>\s*<td class="bars__cell">\s*verborgen\s*</td>', page)
    assert "Sam De Wit" not in page
    client.cookies["django_language"] = "en"
    assert "Smokes at 32 weeks" in client.get(address).text


def test_the_outcomes_are_for_who_may_see_the_coalition(at_work):
    assert at_work.get(reverse("programme-indicators")).status_code == 403
