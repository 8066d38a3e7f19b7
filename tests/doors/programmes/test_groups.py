"""Groups with a name as pages: made, filled, planned and noted apart from each other, given to a colleague, and ended."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from sluitend.care.coordination.actions import open_case
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Contact, Enrolment, GroupMember, ProgrammeGroup
from tests.doors.programmes.test_programmes import next_of, send

pytestmark = pytest.mark.django_db
CENTERING = "centering_zwangerschap"


@pytest.fixture
def two(world, youth_nurse, enrolled, now, today):
    """The family of these tests in one group, another family in a second."""
    by = world.actor(youth_nurse)
    other = world.family("Familie Bos", known_by=youth_nurse)
    open_case(other.pk, by=by, now=now, lead_id=youth_nurse.pk, first_what="Bellen", first_due_on=today)
    admission = actions.Admission(CENTERING, world.mother(other).pk, youth_nurse.pk, first_due_on=today)
    rows = enrolled(CENTERING), Enrolment.objects.get(pk=actions.enrol(other.pk, by=by, now=now, admission=admission))
    names = ("Ochtendgroep", "De Brink 3"), ("Avondgroep", "Wijkhuis Zuid")
    made = [actions.make_group(by=by, now=now, programme_id=CENTERING, name=name, place=place) for name, place in names]
    for row, pk in zip(rows, made, strict=True):
        actions.place_in_group(row.pk, by=by, now=now, group_id=pk)
    return made


def address(name, *group):
    return reverse(name, args=[CENTERING, *group])


def test_a_group_is_made_and_a_family_put_in_it_from_its_own_page(at_work, enrolled, family):
    row = enrolled(CENTERING)
    page = at_work.get(reverse("programme-groups")).text
    assert "Zonder groep" in page
    assert address("make-group") in page
    assert send(at_work, address("make-group"), name=" ").status_code == 422
    assert send(at_work, address("make-group"), name="Ochtendgroep", place="De Brink 3").status_code == 302
    made = ProgrammeGroup.objects.get()
    assert "Nog niemand" in at_work.get(address("programme-group", made.pk)).text
    place = reverse("place-in-group", args=[family.pk, row.pk])
    assert place in at_work.get(reverse("family-programmes", args=[family.pk])).text
    send(at_work, place, group_id=made.pk)
    shown = at_work.get(reverse("family-programmes", args=[family.pk])).text
    assert "In groep Ochtendgroep sinds" in shown
    send(at_work, place, group_id="none")
    assert "Was in groep Ochtendgroep" in at_work.get(reverse("family-programmes", args=[family.pk])).text
    assert next_of(row).group_id is None


def test_two_groups_of_a_day_are_two_entries_with_their_own_attendance(at_work, two):
    for name in ("visits", "programme-calendar"):
        page = at_work.get(reverse(name)).text
        for pk in two:
            assert page.count(f'href="{address("programme-group", pk)}"') == 1, name
    page = at_work.get(address("programme-group", two[0])).text
    assert "Sam De Wit" in page
    assert "Sam Bos" not in page
    form = at_work.get(address("record-group", two[0])).text
    assert "Ochtendgroep, bijeenkomst van" in form
    members = re.findall(r'name="members" value="(\d+)"', form)
    assert len(members) == 1
    send(at_work, address("record-group", two[0]), members=members)
    assert list(Contact.objects.filter(status="held").values_list("group", flat=True)) == [two[0]]
    assert "1 van 1 erbij" in at_work.get(address("programme-group", two[0])).text
    assert "Avondgroep" in at_work.get(reverse("visits")).text


def test_one_group_is_planned_and_the_other_keeps_its_day(at_work, two, today):
    members = re.findall(r'name="members" value="(\d+)"', at_work.get(address("plan-group", two[1])).text)
    when = {"due_on_day": 28, "due_on_month": 2, "due_on_year": 2028, "at": "19:30", "members": members}
    assert send(at_work, address("plan-group", two[1]), **when, group_reason="Kleine groep").status_code == 302
    days = dict(Contact.objects.filter(status="planned").values_list("group", "due_on"))
    assert (days[two[0]], days[two[1]].isoformat()) == (today, "2028-02-28")


def test_a_group_is_renamed_handed_over_and_ended(at_work, two, world, family):
    send(at_work, address("edit-group", two[0]), name="Vroege groep", place="")
    assert ProgrammeGroup.objects.get(pk=two[0]).name == "Vroege groep"
    other = world.professional("Bo Ander", world.youth_care, "youth_nurse")
    send(at_work, address("hand-over-group", two[0]), worker_id=other.pk)
    assert Enrolment.objects.get(family=family).worker_id == other.pk
    assert "Het programma gaat door voor iedereen in Avondgroep" in at_work.get(address("end-group", two[1])).text
    send(at_work, address("end-group", two[1]))
    assert not GroupMember.objects.filter(group=two[1], ends_on=None).exists()
    assert "Avondgroep" not in at_work.get(reverse("programme-groups")).text


def test_a_group_of_a_colleague_opens_to_nobody_else(at_work, two, sign_in, world):
    stranger = sign_in(world.professional("Bo Ander", world.youth_care, "youth_nurse"))
    assert "U heeft nu geen groepen" in stranger.get(reverse("programme-groups")).text
    for name in ("programme-group", "plan-group", "record-group", "edit-group", "hand-over-group", "end-group"):
        page = stranger.get(address(name, two[0]))
        assert page.status_code == 409, name
        assert "Ochtendgroep" not in page.text
    assert at_work.get(reverse("make-group", args=["voorzorg"])).status_code == 404


@pytest.mark.parametrize("name", ["programme-groups", "programme-group", "visits", "programme-caseload"])
def test_a_page_with_groups_costs_few_statements(at_work, two, django_assert_max_num_queries, name):
    page = reverse(name, args=[CENTERING, two[0]] if name == "programme-group" else [])
    at_work.get(page)
    with django_assert_max_num_queries(15):
        assert at_work.get(page).status_code == 200


def test_the_pages_of_groups_speak_english(at_work, two, family):
    at_work.cookies["django_language"] = "en"
    with translation.override("en"):
        assert "1 family" in at_work.get(reverse("programme-groups")).text
        assert "In this group since" in at_work.get(address("programme-group", two[0])).text
        assert "In group Ochtendgroep since" in at_work.get(reverse("family-programmes", args=[family.pk])).text
        assert "Group: Ochtendgroep" in at_work.get(reverse("programme-caseload")).text


def test_the_telephone_reads_no_name_of_a_group(at_work, client, two):
    at_work.post(reverse("share-calendar"))
    page = at_work.get(reverse("programme-calendar")).text
    feed = page.split('calendar-address" href="')[1].split('"')[0].split("testserver")[1]
    said = client.get(feed).text
    assert sorted(re.findall(r"SUMMARY:(.*)\r", said)) == ["A. (1)", "O. (1)"]
    for secret in ("groep", "Brink", "Centering", "Bos"):
        assert secret not in said


def test_noting_a_meeting_that_is_not_planned_says_so(at_work, two):
    Contact.objects.filter(group=two[0]).update(group=None)
    answer = at_work.get(address("record-group", two[0]))
    assert (answer.status_code, "nu geen bijeenkomst gepland" in answer.text) == (409, True)
