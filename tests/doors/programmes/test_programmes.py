"""The nurse's day, the door form, the family's programmes and the caseload, as pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from sluitend.care.coordination.actions import open_case
from sluitend.care.people.actions import record_birth
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Contact, Enrolment, Mark, Measured
from sluitend.core.calendar import add_months
from sluitend.core.person import ChildFacts
from tests.care.programmes.conftest import in_force, signalled

pytestmark = pytest.mark.django_db


def send(client, address, **given):
    once = re.search(r'name="once" value="([^"]+)"', client.get(address).text)[1]
    return client.post(address, {"once": once, **given})


def next_of(row):
    return row.contacts.get(status="planned")


def test_the_day_says_who_where_and_how_to_reach_safely(at_work, enrolled):
    enrolled()
    page = at_work.get(reverse("visits")).text
    for part in ("Sam De Wit", "geo:0,0?q=Lange%20Weg%201", "tel:0655510001", "alleen overdag", "wk 2", "VoorZorg"):
        assert part in page


def test_an_empty_day_says_so(at_work):
    assert "vandaag geen bezoeken" in at_work.get(reverse("visits")).text


@pytest.mark.parametrize("name", ["visits", "programme-caseload"])
def test_a_page_costs_few_statements_whatever_the_number(
    at_work, enrolled, world, youth_nurse, coordinator, now, today, django_assert_max_num_queries, name
):
    enrolled()
    for number in range(4):
        other = world.family(f"Familie {number}", known_by=youth_nurse)
        by, facts = world.actor(youth_nurse), {"first_what": "Bellen", "first_due_on": today}
        open_case(other.pk, by=by, now=now, lead_id=coordinator.pk, **facts)
        when = {"first_due_on": today, "no_social_contact": "Nee"}
        admission = actions.Admission("voorzorg", world.mother(other).pk, youth_nurse.pk, **when)
        actions.enrol(other.pk, by=by, now=now, admission=admission)
    at_work.get(reverse(name))
    with django_assert_max_num_queries(15):
        assert at_work.get(reverse(name)).status_code == 200


def test_the_page_of_a_family_costs_few_statements(at_work, enrolled, family, django_assert_max_num_queries):
    row = enrolled()
    send(at_work, reverse("record-contact", args=[family.pk, next_of(row).pk]), held="held")
    with django_assert_max_num_queries(15):
        page = at_work.get(reverse("family-programmes", args=[family.pk])).text
    assert "1 van ongeveer 8 tot 14" in page
    assert "handleidingen beschikbaar" in page
    assert "Werkmodel, niet bevestigd" in page


def test_one_answer_at_the_door_is_enough(at_work, enrolled, family, today):
    row = enrolled()
    page = send(at_work, reverse("record-contact", args=[family.pk, next_of(row).pk]), held="held")
    assert page.status_code == 302
    assert (Contact.objects.get(status="held").held_on, next_of(row).due_on) == (today, today + timedelta(days=7))


def test_nobody_opens_and_the_next_try_is_on_a_chosen_day(at_work, enrolled, family, today):
    row, on = enrolled(), today + timedelta(days=2)
    day = {"next_due_on_day": on.day, "next_due_on_month": on.month, "next_due_on_year": on.year}
    send(at_work, reverse("record-contact", args=[family.pk, next_of(row).pk]), held="nobody", next_at="10:30", **day)
    assert Contact.objects.get(status="not_held").reason == "Niemand deed open"
    assert (next_of(row).due_on, f"{next_of(row).at:%H:%M}") == (on, "10:30")


def test_no_answer_is_refused_and_nothing_is_lost(at_work, enrolled, family):
    row = enrolled()
    page = send(at_work, reverse("record-contact", args=[family.pk, next_of(row).pk]), next_time="Een foto")
    assert page.status_code == 422
    assert "Een foto" in page.text


def test_the_rest_is_filled_in_later(at_work, enrolled, family):
    row = enrolled()
    pk = next_of(row).pk
    send(at_work, reverse("record-contact", args=[family.pk, pk]), held="held")
    address = reverse("complete-contact", args=[family.pk, pk])
    wrong = send(at_work, address, place="home", share_motherhood=40)
    assert "Samen is dit 40 procent" in wrong.text
    send(at_work, address, place="home", present=["mother"], minutes=65, share_motherhood=60, share_relations=40)
    assert Contact.objects.get(pk=pk).minutes == 65
    again = at_work.get(address).text
    for kept in (r'value="home"[^>]*checked', r'value="mother"[^>]*checked', 'name="share_motherhood" value="60"'):
        assert re.search(kept, again), kept


def test_enrolling_asks_only_what_the_programme_needs(at_work, family, world, youth_nurse):
    page = at_work.get(reverse("family-programmes", args=[family.pk])).text
    assert reverse("enrol", args=[family.pk, "voorzorg"]) in page
    address = reverse("enrol", args=[family.pk, "voorzorg"])
    assert "Op welke grond" not in at_work.get(address).text
    given = {"person_id": world.mother(family).pk, "worker_id": youth_nurse.pk, "agreed": "on"}
    assert send(at_work, address, **given).status_code == 422
    given |= {"no_social_contact": "Zij wil dat niet", "arrival_reason": "Leeftijd volgt nog"}
    assert send(at_work, address, **given).status_code == 302
    assert Enrolment.objects.get().status == "active"


def test_an_outreach_that_nobody_coded_has_its_pages_in_both_languages(at_work, enrolled, family, world):
    in_force(world.region, "at_the_door")
    row = enrolled("at_the_door", ground="no_answer")
    send(at_work, reverse("programme-mark", args=[family.pk, row.pk, "their_question"]), words="Wij willen slapen")
    send(at_work, reverse("programme-step", args=[family.pk, row.pk]), step="talk")
    assert Mark.objects.get().words == "Wij willen slapen"
    page = at_work.get(reverse("family-programmes", args=[family.pk])).text
    assert "Wij willen slapen" in page
    assert "Aanbellen" in page
    at_work.cookies["django_language"] = "en"
    with translation.override("en"):
        for address in (
            reverse("programme-caseload"),
            reverse("visits"),
            reverse("family-programmes", args=[family.pk]),
        ):
            assert "At the Door" in at_work.get(address).text


def test_monthly_groups_that_nobody_coded_are_measured(at_work, enrolled, family, world):
    in_force(world.region, "round_table")
    row = enrolled("round_table")
    assert "Ronde Tafel" in at_work.get(reverse("visits")).text
    send(at_work, reverse("measure", args=[family.pk, row.pk, 0]), value="yes")
    assert Measured.objects.get().value == "yes"
    assert "Voelt zich alleen" in at_work.get(reverse("family-programmes", args=[family.pk])).text


def test_it_is_ended_with_a_reason(at_work, enrolled, family):
    row = enrolled()
    send(at_work, reverse("end-programme", args=[family.pk, row.pk]), ending="not_wanted", why="Genoeg zo")
    assert Enrolment.objects.get().ended_why == "Genoeg zo"
    assert "Genoeg zo" in at_work.get(reverse("family-programmes", args=[family.pk])).text


def test_an_offer_in_two_stages_begins_with_a_first_visit(at_work, family, world, youth_nurse, today):
    on = today + timedelta(days=5)
    day = {"intake_on_day": on.day, "intake_on_month": on.month, "intake_on_year": on.year}
    given = {"person_id": world.mother(family).pk, "worker_id": youth_nurse.pk, "agreed": "on"}
    given |= {"no_social_contact": "Nog niet", "arrival_reason": "Leeftijd volgt nog"}
    send(at_work, reverse("enrol", args=[family.pk, "voorzorg"]), **given, **day)
    row = Enrolment.objects.get()
    assert row.status == "intake"
    assert "Kennismaken" in at_work.get(reverse("programme-caseload")).text
    address = reverse("start-programme", args=[family.pk, row.pk])
    assert send(at_work, address, worker_id=youth_nurse.pk).status_code == 422
    send(at_work, address, worker_id=youth_nurse.pk, factors=["no_social_support"])
    assert Enrolment.objects.get().status == "active"


def test_feedback_says_to_whom_it_goes_and_asks_her_consent(at_work, enrolled, family, world, midwife, now):
    row = enrolled()
    signalled(world, family, midwife, now)
    page = at_work.get(reverse("family-programmes", args=[family.pk])).text
    assert "Nog niet teruggekoppeld" in page
    address = reverse("programme-feedback", args=[family.pk, row.pk])
    assert midwife.name in at_work.get(address).text
    assert send(at_work, address, what="started").status_code == 422
    send(at_work, address, what="started", agreed="on")
    assert "Teruggekoppeld" in at_work.get(reverse("family-programmes", args=[family.pk])).text


def test_what_comes_after_can_be_begun_once_where_it_is_offered(
    at_work, enrolled, family, world, youth_nurse, today, now
):
    row = enrolled()
    born = add_months(today, -22)
    row.pregnancy.due_date = born
    row.pregnancy.save()
    record_birth(row.pregnancy_id, by=world.actor(youth_nurse), now=now, children=[ChildFacts(born, "Lio")])
    page, begin = reverse("family-programmes", args=[family.pk]), reverse("enrol", args=[family.pk, "voorzorg_verder"])
    assert at_work.get(page).text.count(begin) == 2
    enrolled("voorzorg_verder")
    assert begin not in at_work.get(page).text


def test_the_board_has_a_column_per_step_with_attempts_and_ground(at_work, enrolled, family, world):
    enrolled("bemoeizorg", ground="no_workable_contact")
    page = at_work.get(reverse("programme-caseload")).text
    assert page.count('class="board__step') == 6
    assert page.count("board__step--empty") == 5
    assert "Gewoon contact lukte niet" in page
    assert "Kijk opnieuw op" in page


@pytest.mark.parametrize("name", ["contact-between", "change-worker", "agree-day"])
def test_every_other_form_is_drawn(at_work, enrolled, family, name):
    row = enrolled()
    pk = next_of(row).pk if name == "agree-day" else row.pk
    assert at_work.get(reverse(name, args=[family.pk, pk])).status_code == 200


def test_the_figures_are_bars_in_a_table_with_the_target_and_for_whom_it_was_set(at_work, enrolled, family):
    row = enrolled()
    send(at_work, reverse("record-contact", args=[family.pk, next_of(row).pk]), held="held")
    page = at_work.get(reverse("programme-numbers")).text
    assert "0 van 1 (0 procent)" in page
    assert "Verenigd Koninkrijk, moeders van 19 jaar of jonger" in page
    assert "bars__aim" in page
    assert "Doel van de bron: 60 procent" in page
    at_work.cookies["django_language"] = "en"
    assert "Goal of the source: 60 percent" in at_work.get(reverse("programme-numbers")).text


def test_figures_of_others_are_refused_and_the_policy_officer_sees_none_of_few(world, sign_in, at_work, enrolled):
    enrolled()
    assert at_work.get(reverse("programme-numbers") + "?van=municipality").status_code == 403
    client = sign_in(world.professional("Bea Beleid", world.youth_care, "policy_officer"))
    page = client.get(reverse("programme-numbers")).text
    assert "Cijfers over minder dan 10 gezinnen blijven verborgen" in page
    assert re.search(r'<td class="bars__cell">\s*verborgen\s*</td>', page)
    assert "bars__bar" not in page
    assert "Sam De Wit" not in page


def test_a_refusal_says_what_then_on_the_page_where_it_happens(at_work, enrolled, family):
    row = enrolled()
    sent = send(at_work, reverse("record-contact", args=[family.pk, next_of(row).pk]), held="refused")
    page = reverse("family-programmes", args=[family.pk])
    assert sent.url == page
    shown = at_work.get(page).text
    for part in ("Zij wil dit niet. Dat respecteren wij.", "Spreek een rustperiode af", "Bemoeizorg: kan ook zonder"):
        assert part in shown
    assert reverse("enrol", args=[family.pk, "bemoeizorg"]) in shown
    assert reverse("family-safety", args=[family.pk]) in shown


def test_tasks_and_reasons_are_english_for_who_reads_english(at_work, enrolled, family):
    row = enrolled("bemoeizorg", ground="no_workable_contact")
    day = {"next_due_on_day": 28, "next_due_on_month": 2, "next_due_on_year": 2028}
    send(at_work, reverse("record-contact", args=[family.pk, next_of(row).pk]), held="nobody", **day)
    at_work.cookies["django_language"] = "en"
    tasks = at_work.get(reverse("family-tasks", args=[family.pk])).text
    assert "Contact Bemoeizorg (assertive outreach)" in tasks
    assert "Nobody opened" in tasks
    assert "Niemand deed open" not in tasks
    assert "Niemand deed open" not in at_work.get(reverse("family-programmes", args=[family.pk])).text


def test_a_group_has_a_page_where_it_is_planned_and_noted(at_work, enrolled, family, today):
    row = enrolled("centering_zwangerschap")
    address = reverse("programme-group", args=["centering_zwangerschap"])
    assert address in at_work.get(reverse("visits")).text
    page = at_work.get(address).text
    assert "Bedoeld zijn 8 tot 12" in page
    assert "Andere grootte dan bedoeld" in page
    plan, day = reverse("plan-group", args=["centering_zwangerschap"]), today
    when = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year, "members": [next_of(row).pk]}
    assert "Schrijf waarom de groep zo doorgaat" in send(at_work, plan, **when).text
    assert send(at_work, plan, **when, group_reason="De eerste van de groep").status_code == 302
    send(at_work, reverse("record-group", args=["centering_zwangerschap"]), members=[next_of(row).pk])
    assert Contact.objects.get(status="held").held_on == today
    assert at_work.get(reverse("programme-group", args=["voorzorg"])).status_code == 409
