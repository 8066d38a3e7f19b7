"""The pages of one family: what stands on them, what they cost, and who may not see them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import ContactAttempt, Promise
from sluitend.care.people.models import Involvement
from sluitend.care.trail.models import Entry
from tests.browser.families import Stories
from tests.doors.family.conftest import account, date_parts

PAGES = ("family", "plan", "family-tasks", "family-facts", "family-pathway")
STATEMENTS = 15


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_family_takes_at_most_fifteen_statements(
    as_coordinator, family, name, django_assert_max_num_queries
):
    as_coordinator.get(reverse(name, args=[family.pk]))  # reads the agreed content into the process
    with django_assert_max_num_queries(STATEMENTS):
        answer = as_coordinator.get(reverse(name, args=[family.pk]))
    assert answer.status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_family_leaves_one_look(as_coordinator, family, name):
    before = Entry.objects.filter(kind="look", family_id=family.pk).count()
    as_coordinator.get(reverse(name, args=[family.pk]))
    assert Entry.objects.filter(kind="look", family_id=family.pk).count() == before + 1


@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_involved_reads_who_coordinates(client, family, youth_nurse, coordinator, name):
    client.force_login(account(youth_nurse))
    answer = client.get(reverse(name, args=[family.pk]))
    assert answer.status_code == 403
    assert coordinator.name in answer.text
    assert family.name not in answer.text


@pytest.mark.parametrize("name", PAGES)
def test_the_title_of_the_browser_never_holds_a_name(as_coordinator, family, name):
    page = as_coordinator.get(reverse(name, args=[family.pk])).text
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert title.strip()
    assert "De Wit" not in title


def test_the_head_says_who_leads_what_is_next_and_how_far_along(as_coordinator, family, coordinator):
    coordinator.phone = "0612345678"
    coordinator.save()
    page = as_coordinator.get(reverse("family", args=[family.pk])).text
    for words in ("Cor Regie, 0612345678, sinds", "Kennismaken – Cor Regie", "weken, uitgerekend", "Waterstad"):
        assert words in page


def test_the_head_warns_how_to_reach_the_family_safely(as_coordinator, world, family):
    mother = world.mother(family)
    mother.never_phone, mother.address_hidden, mother.phone = True, True, "0687654321"
    mother.language, mother.interpreter = "Tigrinya", "needed"
    mother.save()
    page = as_coordinator.get(reverse("family", args=[family.pk])).text
    for words in ("Nooit bellen", "Adres is geheim", "Tigrinya (tolk nodig)"):
        assert words in page
    assert "0687654321" not in page


def test_a_family_without_a_file_says_so_and_offers_to_open_one(as_coordinator, unopened, send, coordinator, today):
    page = as_coordinator.get(reverse("family", args=[unopened.pk])).text
    assert "Dit gezin heeft geen open dossier" in page
    facts = {"lead": coordinator.pk, "first_what": "Bellen", **date_parts("first_due_on", today)}
    assert send(reverse("family-do", args=[unopened.pk, "openen"]), **facts).status_code == 302
    assert Case.objects.get(family=unopened).lead == coordinator


def test_a_next_step_gets_a_name_and_a_date(send, family, colleague, today):
    url = reverse("family-do", args=[family.pk, "volgende-stap"])
    facts = {"what": "Huisbezoek", "owner": colleague.pk, **date_parts("due_on", today + timedelta(days=7))}
    assert send(url, **facts).status_code == 302
    assert Promise.objects.filter(family=family, what="Huisbezoek", owner=colleague, status="open").exists()


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("30", "2", "2027", "bestaat niet"),
        ("1", "1", "2020", "ligt in het verleden"),
        ("1", "1", "2090", "meer dan twee jaar vooruit"),
        ("", "3", "2027", "Vul de dag, de maand en het jaar in"),
    ],
)
def test_a_bad_date_is_told_beside_the_field_and_nothing_typed_is_lost(
    send, family, coordinator, day, month, year, words
):
    url = reverse("family-do", args=[family.pk, "volgende-stap"])
    date = {"due_on_day": day, "due_on_month": month, "due_on_year": year}
    answer = send(url, what="Huisbezoek bij <b>oma</b>", owner=coordinator.pk, **date)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Huisbezoek bij &lt;b&gt;oma&lt;/b&gt;" in answer.text
    assert not Promise.objects.filter(what__startswith="Huisbezoek").exists()


def test_the_same_form_sent_twice_does_it_once(as_coordinator, family, coordinator, today):
    url = reverse("family-do", args=[family.pk, "volgende-stap"])
    key = "6f2c1b9e-0000-4000-8000-000000000099"
    facts = {"once": key, "what": "Huisbezoek", "owner": coordinator.pk, **date_parts("due_on", today)}
    for _ in range(2):
        assert as_coordinator.post(url, facts).status_code == 302
    assert Promise.objects.filter(what="Huisbezoek").count() == 1


def test_the_last_task_cannot_end_without_a_next_step_and_can_with_one(send, family, coordinator, today):
    task = Promise.objects.get(family=family, status="open")
    url = reverse("family-do-one", args=[family.pk, "gedaan", task.pk])
    refused = send(url, result="Kennisgemaakt")
    assert refused.status_code == 422
    assert "Er is geen volgende stap" in refused.text
    assert "Kennisgemaakt" in refused.text
    facts = {"what": "Plan maken", "owner": coordinator.pk, **date_parts("due_on", today + timedelta(days=3))}
    assert send(url, result="Kennisgemaakt", **facts).status_code == 302
    task.refresh_from_db()
    assert (task.status, task.result) == ("kept", "Kennisgemaakt")
    assert Promise.objects.get(family=family, status="open").what == "Plan maken"


def test_a_task_of_another_family_is_refused(send, world, family, coordinator, by, now, today):
    other = world.family("Familie Zwart", known_by=coordinator)
    coordination.open_case(other.pk, by=by, now=now, lead_id=coordinator.pk, first_what="Bellen", first_due_on=today)
    foreign = Promise.objects.get(family=other)
    answer = send(reverse("family-do-one", args=[family.pk, "vervalt", foreign.pk]), reason="weg")
    assert answer.status_code == 403
    assert "Dit hoort niet bij dit gezin" in answer.text
    foreign.refresh_from_db()
    assert foreign.status == "open"


def test_an_owner_who_was_not_offered_is_refused_beside_the_field(send, family, today):
    url = reverse("family-do", args=[family.pk, "volgende-stap"])
    answer = send(url, what="Huisbezoek", owner=999999, **date_parts("due_on", today))
    assert answer.status_code == 422
    assert "Kies een van de mogelijkheden" in answer.text


def test_an_unknown_verb_or_a_verb_without_its_thing_is_not_there(as_coordinator, family):
    assert as_coordinator.get(reverse("family-do", args=[family.pk, "toveren"])).status_code == 404
    assert as_coordinator.get(reverse("family-do", args=[family.pk, "gedaan"])).status_code == 404


def test_an_attempt_that_did_not_reach_the_family_asks_for_the_next_try(send, family, today):
    url = reverse("family-do", args=[family.pk, "contact"])
    facts = {"way": "phone", "result": "not_reached", **date_parts("at", today)}
    refused = send(url, **facts)
    assert refused.status_code == 422
    assert "Vul de datum van de volgende poging" in refused.text
    assert send(url, **facts, **date_parts("next_due_on", today + timedelta(days=2))).status_code == 302
    assert ContactAttempt.objects.get(family=family).next_try.what == "Opnieuw proberen"


def test_the_lead_asks_somebody_to_take_over_and_takes_it_back(as_coordinator, send, family, colleague):
    url = reverse("family-do", args=[family.pk, "overdragen"])
    assert send(url, receiver=colleague.pk, why="Verhuisd naar een ander team").status_code == 302
    asked = LeadHandover.objects.get(family=family)
    page = as_coordinator.get(reverse("family", args=[family.pk])).text
    assert "Regie naar Noor Collega" in page
    assert Case.objects.get(family=family).lead_id != colleague.pk
    back = reverse("family-do-one", args=[family.pk, "overdracht-intrekken", asked.pk])
    assert send(back, reason="Toch niet nodig").status_code == 302
    asked.refresh_from_db()
    assert asked.status == "withdrawn"


def test_a_file_closes_with_a_named_ending_and_shows_what_is_open(as_coordinator, send, family, colleague, today):
    send(reverse("family-do", args=[family.pk, "overdragen"]), receiver=colleague.pk, why="Andere wijk")
    url = reverse("family-do", args=[family.pk, "sluiten"])
    page = as_coordinator.get(url).text
    assert "Dit staat nog open" in page
    assert "Kennismaken" in page
    facts = {"ending": "goals_reached", "withdraw_open": "on", **date_parts("family_told_on", today)}
    assert "Er wacht nog een overdracht" in send(url, **facts).text
    asked = LeadHandover.objects.get(family=family)
    send(reverse("family-do-one", args=[family.pk, "overdracht-intrekken", asked.pk]), reason="Sluit")
    untold = send(url, ending="goals_reached", withdraw_open="on")
    assert "Vul in wanneer het gezin dit heeft gehoord" in untold.text
    assert send(url, **facts).status_code == 302
    assert Case.objects.get(family=family).ending == "goals_reached"


def test_a_closed_file_says_how_it_ended_and_can_be_reopened(as_coordinator, send, family, coordinator, today):
    facts = {"ending": "moved", "withdraw_open": "on", **date_parts("family_told_on", today)}
    assert "heeft bevestigd" in send(reverse("family-do", args=[family.pk, "sluiten"]), **facts).text
    assert (
        send(reverse("family-do", args=[family.pk, "sluiten"]), confirmed_by="JGZ Elders", **facts).status_code == 302
    )
    page = as_coordinator.get(reverse("family", args=[family.pk])).text
    assert "Verhuisd, en de overdracht is bevestigd" in page
    again = {"lead": coordinator.pk, "first_what": "Bellen", **date_parts("first_due_on", today)}
    assert send(reverse("family-do", args=[family.pk, "openen"]), **again).status_code == 302
    assert Case.objects.get(family=family).status == "open"


def test_a_coordinating_role_is_given(send, family, midwife):
    facts = {"role": "medical_coordinator", "professional": midwife.pk}
    assert send(reverse("family-do", args=[family.pk, "rol"]), **facts).status_code == 302
    assert Involvement.objects.filter(family=family, role="medical_coordinator", professional=midwife).exists()


def test_a_quiet_period_longer_than_agreed_is_refused_beside_its_date(send, family, coordinator, today):
    url = reverse("family-do", args=[family.pk, "rust"])
    far = date_parts("review_on", today + timedelta(weeks=20))
    refused = send(url, reason="Vakantie", owner=coordinator.pk, **far)
    assert "Kijk uiterlijk over 13 weken opnieuw" in refused.text
    near = date_parts("review_on", today + timedelta(weeks=6))
    assert send(url, reason="Vakantie", owner=coordinator.pk, **near).status_code == 302


def test_the_pages_speak_english(as_coordinator, family):
    for name, words in (("family", "Next step"), ("plan", "Family plan"), ("family-tasks", "Tasks")):
        assert words in as_coordinator.get(reverse(name, args=[family.pk]), headers={"accept-language": "en"}).text


def test_every_page_of_a_full_family_takes_at_most_fifteen_statements(
    as_coordinator, world, coordinator, colleague, django_assert_max_num_queries
):
    family = Stories(world, coordinator, colleague).full()
    for name in PAGES:
        as_coordinator.get(reverse(name, args=[family.pk]))
        with django_assert_max_num_queries(STATEMENTS):
            assert as_coordinator.get(reverse(name, args=[family.pk])).status_code == 200


def test_the_timeline_draws_what_was_agreed_and_what_happened(as_coordinator, world, coordinator, colleague):
    family = Stories(world, coordinator, colleague).full()
    page = as_coordinator.get(reverse("family", args=[family.pk])).text
    for words in ("Contact: Niet bereikt", "Overleg met het gezin", "Dossier geopend", "timeline__item--planned"):
        assert words in page


def test_twins_stand_in_the_head_with_both_their_names(as_coordinator, world, coordinator, colleague):
    family = Stories(world, coordinator, colleague).twins()
    assert "Fee Tweeling en Bo Tweeling, 8 weken" in as_coordinator.get(reverse("family", args=[family.pk])).text


def test_after_a_loss_the_head_says_what_happened(as_coordinator, world, coordinator, colleague):
    family = Stories(world, coordinator, colleague).loss()
    page = as_coordinator.get(reverse("family", args=[family.pk])).text
    assert "levenloos geboren, " in page
    assert "Geen kind bekend" not in page
    assert "weken, uitgerekend" not in page


def test_a_long_silence_is_drawn_as_a_gap(as_coordinator, world, coordinator, by, now, today):
    family = world.family(weeks=38, known_by=coordinator)
    long_ago = today - timedelta(weeks=30)
    facts = {"lead_id": coordinator.pk, "first_what": "Bellen", "first_due_on": today, "opened_on": long_ago}
    coordination.open_case(family.pk, by=by, now=now, **facts)
    assert "30 weken stil" in as_coordinator.get(reverse("family", args=[family.pk])).text


def test_whoever_looks_in_an_emergency_sees_until_when(client, world, family, youth_nurse, now, today):
    client.force_login(account(youth_nurse))
    followup.break_glass(
        family.pk, by=world.actor(youth_nurse, today), now=now, reason="Zij belt niet terug", until=today
    )
    assert "U kijkt met noodtoegang, tot en met" in client.get(reverse("family", args=[family.pk])).text


def test_a_task_gets_another_date_and_another_owner(send, family, colleague, today):
    task = Promise.objects.get(family=family)
    later = today + timedelta(days=10)
    moved = reverse("family-do-one", args=[family.pk, "andere-datum", task.pk])
    assert send(moved, reason="Zij is op vakantie", **date_parts("due_on", later)).status_code == 302
    given = reverse("family-do-one", args=[family.pk, "doorgeven", task.pk])
    assert send(given, owner=colleague.pk).status_code == 302
    task.refresh_from_db()
    assert (task.due_on, task.owner) == (later, colleague)


def test_what_was_typed_into_the_address_starts_the_form(as_coordinator, family):
    page = as_coordinator.get(reverse("family-do", args=[family.pk, "volgende-stap"]), {"what": "<i>Bellen</i>"}).text
    assert "&lt;i&gt;Bellen&lt;/i&gt;" in page
