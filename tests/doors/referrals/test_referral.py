"""One referral in the browser of its parties: sending, answering, and what goes wrong."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from sluitend.care.consent.models import Ground
from sluitend.care.network.models import Offer
from sluitend.care.referrals.models import OneTimeLink, Question, Referral
from tests.doors.referrals.conftest import parts


def post(client, address, **facts):
    return client.post(address, {"once": str(uuid4()), **facts})


def sending(road, **facts):
    return {
        "person": road.world.mother(road.family).pk,
        "offer": road.offer.pk,
        "ground": road.ground.pk,
        **facts,
    }


def accepting(road, **facts):
    return {"owner": road.receiver.pk, **parts("first_contact_on", road.today + timedelta(days=2)), **facts}


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_a_referral_is_sent_from_the_family_and_shown(sender, road):
    answer = post(sender, f"/gezin/{road.family.pk}/verwijzen/", **sending(road))
    referral = Referral.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/verwijzing/{referral.pk}/")
    page = sender.get(answer.url)
    assert "Gevraagd" in page.content.decode()
    assert "Wit" not in page.content.decode().split("</title>")[0]


def test_the_form_shows_room_and_waiting_time(sender, road):
    Offer.objects.update(capacity=0, waiting_days=30)
    page = sender.get(f"/gezin/{road.family.pk}/verwijzen/").content.decode()
    assert "geen plek" in page
    assert "wachttijd 30 dagen" in page


def test_consent_that_is_given_now_is_recorded_with_the_referral(sender, road):
    Ground.objects.all().delete()
    post(sender, f"/gezin/{road.family.pk}/verwijzen/", **sending(road, ground="new", explained="Samen gelezen"))
    ground = Ground.objects.get()
    assert (Referral.objects.get().ground, ground.data_kinds, ground.explained) == (
        ground,
        ["contact"],
        "Samen gelezen",
    )


def test_a_reason_without_consent_is_refused_beside_its_field_and_stays(sender, road):
    answer = post(sender, f"/gezin/{road.family.pk}/verwijzen/", **sending(road, reason_shared="Zij slaapt slecht"))
    assert list(errors(answer)) == ["reason_shared"]
    assert "Zij slaapt slecht" in answer.content.decode()
    assert not Referral.objects.exists()


def test_a_foreign_offer_in_the_form_is_refused_beside_its_field(sender, road):
    answer = post(sender, f"/gezin/{road.family.pk}/verwijzen/", **sending(road, offer=98765))
    assert list(errors(answer)) == ["offer"]


def test_the_form_sent_twice_is_one_referral(sender, road):
    facts = sending(road, once=str(uuid4()))
    for _ in range(2):
        assert sender.post(f"/gezin/{road.family.pk}/verwijzen/", facts).status_code == 302
    assert Referral.objects.count() == 1


def test_the_receiver_accepts_with_a_name_and_a_date(receiver, road):
    referral = road.send()
    assert receiver.get(f"/verwijzing/{referral.pk}/aannemen/").status_code == 200
    answer = post(receiver, f"/verwijzing/{referral.pk}/aannemen/", **accepting(road))
    assert answer.url == f"/verwijzing/{referral.pk}/"
    referral.refresh_from_db()
    assert (referral.status, referral.owner) == ("accepted", road.receiver)


def test_a_stale_form_of_who_accepts_second_hears_who_was_first(receiver, road):
    referral = road.send()
    road.accept(referral)
    answer = post(receiver, f"/verwijzing/{referral.pk}/aannemen/", **accepting(road))
    assert "Jip Wijk" in errors(answer)["__all__"][0]


def test_the_page_of_a_verb_that_is_past_leads_back_with_the_reason(receiver, road):
    referral = road.in_status("cancelled")
    answer = receiver.get(f"/verwijzing/{referral.pk}/aannemen/", follow=True)
    assert "Ingetrokken" in answer.content.decode()
    assert answer.redirect_chain


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", "2", "2027"), ("1", "1", "2020"), ("", "", ""), ("x", "y", "z"), ("1", "1", "9999")],
)
def test_an_impossible_date_is_refused_beside_its_field(receiver, road, day, month, year):
    referral = road.send()
    date = {"first_contact_on_day": day, "first_contact_on_month": month, "first_contact_on_year": year}
    answer = post(receiver, f"/verwijzing/{referral.pk}/aannemen/", **accepting(road, **date))
    assert list(errors(answer)) == ["first_contact_on"]


def test_script_in_words_is_shown_as_words(receiver, sender, road):
    referral = road.send()
    post(receiver, f"/verwijzing/{referral.pk}/kan-niet/", reason="<script>alert(1)</script>")
    page = sender.get(f"/verwijzing/{referral.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_refusal_leads_the_sender_to_somebody_else(receiver, sender, road):
    referral = road.send()
    post(receiver, f"/verwijzing/{referral.pk}/kan-niet/", reason="Vol", who_could="CJG Waterstad")
    again = f"/gezin/{road.family.pk}/verwijzen/?na={referral.pk}"
    assert again in sender.get(f"/verwijzing/{referral.pk}/").content.decode()
    assert "CJG Waterstad" in sender.get(again).content.decode()
    post(sender, again, **sending(road))
    assert Referral.objects.order_by("-pk").first().after_id == referral.pk


def test_a_question_is_asked_and_answered(receiver, sender, road):
    referral = road.send()
    post(receiver, f"/verwijzing/{referral.pk}/vraag/", question="Is zij overdag thuis?")
    question = Question.objects.get()
    assert "Geef antwoord" in sender.get(f"/verwijzing/{referral.pk}/").content.decode()
    assert "Geef antwoord" not in receiver.get(f"/verwijzing/{referral.pk}/").content.decode()
    post(sender, f"/verwijzing/{referral.pk}/vraag/{question.pk}/", answer="Ja, na tienen")
    assert "Ja, na tienen" in receiver.get(f"/verwijzing/{referral.pk}/").content.decode()


def test_a_question_of_another_referral_is_not_found(sender, road):
    referral = road.send()
    assert sender.get(f"/verwijzing/{referral.pk}/vraag/999/").status_code == 404


@pytest.mark.parametrize(
    ("verb", "facts", "status"),
    [
        ("starten", {}, "in_progress"),
        ("pauze", {"reason": "Zij is weg", "review_on": 10}, "on_hold"),
        ("niet-gelukt", {"reason": "Niet bereikt"}, "failed"),
        ("intrekken", {"reason": "Wil niet", "next_what": "Bellen", "next_due_on": 5}, "cancelled"),
        ("merkt", {"status": "appointment_made"}, "accepted"),
        ("gezin-zegt", {"helped": "yes"}, "accepted"),
        ("warme-overdracht", {"on": 0, "where": "Thuis", "who": "Sam"}, "accepted"),
    ],
)
def test_each_verb_has_a_page_that_does_it(receiver, road, verb, facts, status):
    referral = road.in_status("accepted")
    page = f"/verwijzing/{referral.pk}/{verb}/"
    assert receiver.get(page).status_code == 200
    typed = {}
    for name, value in facts.items():
        is_date = isinstance(value, int)
        typed |= parts(name, road.today + timedelta(days=value)) if is_date else {name: value}
    answer = post(receiver, page, **typed)
    assert answer.status_code == 302, errors(answer)
    referral.refresh_from_db()
    assert referral.status == status


def test_completing_the_last_step_asks_for_the_next_one_beside_the_field(receiver, road):
    referral = road.in_status("in_progress")
    answer = post(receiver, f"/verwijzing/{referral.pk}/afronden/", outcome="help_given")
    assert list(errors(answer)) == ["next_what"]
    following = {"next_what": "Nog eens bellen", **parts("next_due_on", road.today + timedelta(days=9))}
    post(receiver, f"/verwijzing/{referral.pk}/afronden/", outcome="help_given", **following)
    referral.refresh_from_db()
    assert referral.status == "completed"


def test_who_has_no_part_in_it_is_told_why_not(stranger, road):
    referral = road.send()
    for address in (f"/verwijzing/{referral.pk}/", f"/gezin/{road.family.pk}/verwijzen/"):
        answer = stranger.get(address)
        assert answer.status_code == 403
        assert "U bent niet betrokken" in answer.content.decode()
    assert post(stranger, f"/verwijzing/{referral.pk}/aannemen/", **accepting(road)).status_code == 403


def test_an_unknown_referral_and_an_unknown_verb_do_not_break(receiver, road):
    referral = road.send()
    assert receiver.get("/verwijzing/999999/").status_code == 403
    assert receiver.get(f"/verwijzing/{referral.pk}/opeten/").status_code == 404


def test_the_keys_of_a_link_are_shown_once_and_not_kept_by_the_browser(sender, road):
    referral = road.send()
    answer = post(sender, f"/verwijzing/{referral.pk}/link/", for_name="Ans van de buurt")
    page = answer.content.decode()
    assert "/eenmalig/" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert OneTimeLink.objects.get().for_name == "Ans van de buurt"
    assert "/eenmalig/" not in sender.get(f"/verwijzing/{referral.pk}/").content.decode()


@pytest.mark.parametrize("status", ["requested", "accepted", "in_progress", "on_hold", "rejected", "completed"])
def test_the_page_of_a_referral_costs_at_most_fifteen_statements(
    receiver, sender, road, status, django_assert_max_num_queries
):
    referral = road.in_status(status)
    for client in (receiver, sender):
        with django_assert_max_num_queries(15):
            assert client.get(f"/verwijzing/{referral.pk}/").status_code == 200


def test_the_send_form_costs_at_most_fifteen_statements(sender, road, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        sender.get(f"/gezin/{road.family.pk}/verwijzen/")


def test_pages_speak_english(receiver, road):
    referral = road.in_status("on_hold")
    receiver.cookies["django_language"] = "en"
    with translation.override("en"):
        page = receiver.get(f"/verwijzing/{referral.pk}/").content.decode()
    for dutch in ("Verwijzing", "Wat er gebeurde", "Eerste contact", "aan zet"):
        assert dutch not in page
