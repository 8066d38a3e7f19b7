"""Sending: what may go along, on which ground, and that the sender keeps it."""

import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from sluitend.care.agreements.models import Version
from sluitend.care.coordination.actions import leave_job
from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.network.models import Municipality, Offer
from sluitend.care.referrals import actions
from sluitend.care.referrals.models import Referral, ReferralMove
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.calendar import add_working_days
from sluitend.core.kept_words import spoken
from sluitend.core.roles import Role
from sluitend.ui.wording import say


def test_a_referral_stays_with_its_sender_who_promises_to_look(road):
    referral = road.send()
    promise = referral.promise
    assert (referral.status, referral.owner_id) == ("requested", None)
    assert (promise.owner_id, promise.due_on) == (road.sender.pk, road.today + timedelta(days=7))


@pytest.mark.parametrize(
    ("status", "english"),
    [
        ("requested", "See whether the referral has been answered"),
        ("rejected", "Decide who can help now: the referral gave no help"),
        ("accepted", "First contact with the family"),
        ("in_progress", "Look with the family at how the help goes"),
    ],
)
def test_a_step_that_the_program_names_is_read_in_both_languages(road, status, english):
    promise = road.in_status(status).promise
    with override("en"):
        assert say(spoken(promise.what, promise.words)) == english
    with override("nl"):
        assert say(spoken(promise.what, promise.words)) == promise.what


def test_by_default_contact_data_go_along_and_no_reason(road):
    referral = road.send()
    assert (referral.data_kinds, referral.reason_shared) == (["contact"], "")


def test_the_answer_is_due_by_the_agreement_in_force_and_the_same_day_when_urgent(road):
    agreement = Version.objects.get(kind="region")
    body = re.sub(r"(referral_answer:\s+amount:) \d+", r"\1 9", agreement.body)
    agreement.delete()  # a version is never edited
    agreement.pk, agreement.body, agreement.digest = None, body, "nine working days"
    agreement.save()
    assert road.send().answer_by == add_working_days(road.today, 9)
    actions.cancel(Referral.objects.get().pk, by=road.by(road.sender), now=road.now, reason="Opnieuw")
    assert road.send(urgent=True).answer_by == road.today


def test_without_an_agreement_in_force_the_answer_is_due_after_two_working_days(road):
    Version.objects.all().delete()
    road.now += timedelta(days=4)  # Friday
    assert road.send().answer_by == road.today + timedelta(days=4)


def test_a_reason_goes_along_only_when_her_consent_names_it(road):
    with pytest.raises(NotNow) as refusal:
        road.send(reason_shared="Zij slaapt slecht")
    assert refusal.value.field == "reason_shared"
    road.ground = road.consent(road.world.youth_care, "contact", "reason")
    assert road.send(reason_shared="Zij slaapt slecht").data_kinds == ["contact", "reason"]


@pytest.mark.parametrize(
    "facts",
    [
        {"refused": True},
        {"withdrawn_days": 0},
        {"until_days": -1},
        {"given_days": 1},
    ],
    ids=["refused", "withdrawn", "expired", "not yet given"],
)
def test_without_a_ground_that_holds_today_nothing_is_sent(road, facts):
    day = lambda key: road.today + timedelta(days=facts[key])  # noqa: E731
    dates = {"withdrawn_on": "withdrawn_days", "until": "until_days", "given_on": "given_days"}
    given = {"given_on": road.today - timedelta(days=9), "refused": facts.get("refused", False)}
    given |= {field: day(key) for field, key in dates.items() if key in facts}
    road.ground = road.consent(road.world.youth_care, "contact", **given)
    with pytest.raises(NotNow) as refusal:
        road.send()
    assert refusal.value.field == "ground"
    assert not Referral.objects.exists()


def test_consent_for_another_receiver_is_no_ground(road):
    road.ground = road.consent(road.world.social, "contact")
    with pytest.raises(NotNow) as refusal:
        road.send()
    assert refusal.value.field == "ground"


def test_consent_of_somebody_else_is_no_ground(road, midwife):
    other = road.world.family("Familie Anders", known_by=midwife)
    own, road.family = road.family, other
    road.ground = road.consent(road.world.youth_care, "contact")
    road.family = own
    with pytest.raises(NotNow, match="geen toestemming"):
        road.send()


def test_data_that_the_consent_does_not_name_do_not_go(road):
    with pytest.raises(NotNow, match="Dit kan niet gedeeld worden") as refusal:
        road.send(data_kinds=["contact", "observations"])
    assert refusal.value.field == "data_kinds"


def test_a_later_no_to_the_same_overrules_an_earlier_yes(road):
    road.consent(road.world.youth_care, "contact", refused=True)
    with pytest.raises(NotNow) as refusal:
        road.send()
    assert refusal.value.field == "ground"


def test_a_kind_of_data_that_does_not_exist_is_refused_at_the_field(road):
    with pytest.raises(NotNow) as refusal:
        road.send(data_kinds=["shoe size"])
    assert refusal.value.field == "data_kinds"


def test_under_sixteen_her_parents_agree_too(road):
    mother = road.world.mother(road.family)
    mother.birth_date = road.today - timedelta(days=15 * 366)
    mother.save()
    with pytest.raises(NotNow) as refusal:
        road.send(ground_id=None)
    assert refusal.value.field == "by_parents"
    assert road.send(ground_id=None, by_parents=1).ground.by_parents == 1


def test_an_offer_of_another_region_or_place_or_number_is_refused_at_the_field(road):
    far = Municipality.objects.get(cbs_code="GM9002")
    elsewhere = Offer.objects.create(
        organisation=road.world.youth_care, name="Ver weg", for_whom="", stated_on=road.today
    )
    elsewhere.municipalities.add(far)
    stopped = Offer.objects.create(
        organisation=road.world.youth_care, name="Gestopt", for_whom="", stated_on=road.today, active=False
    )
    for offer_id in (elsewhere.pk, stopped.pk, 987654):
        with pytest.raises(NotNow) as refusal:
            road.send(offer_id=offer_id)
        assert refusal.value.field == "offer"


def test_a_person_of_another_family_is_refused_at_the_field(road):
    stranger = road.world.mother(road.world.family("Familie Anders"))
    with pytest.raises(NotNow) as refusal:
        road.send(person_id=stranger.pk)
    assert refusal.value.field == "person"


def test_the_same_is_not_asked_twice_while_the_first_is_open(road):
    road.send()
    with pytest.raises(NotNow) as refusal:
        road.send()
    assert (refusal.value.field, Referral.objects.count()) == ("offer", 1)


def test_the_same_form_sent_twice_is_one_referral(road):
    assert road.send(once="form-7").pk == road.send(once="form-7").pk
    assert (Referral.objects.count(), Promise.objects.count()) == (1, 1)


def test_somebody_who_does_not_know_the_family_cannot_refer_it(road, coordinator):
    with pytest.raises(NotAllowed):
        road.send(by=road.by(coordinator))


def test_the_lead_hears_of_a_referral_and_the_notice_names_nobody(road, coordinator):
    road.open_file(coordinator)
    road.send()
    notice = Notice.objects.get(to=coordinator, kind="referral")
    assert "Wit" not in notice.message
    assert notice.values == {}


def test_a_closed_file_is_reopened_and_its_sender_leads(road, coordinator):
    road.open_file(coordinator)
    Promise.objects.update(status="kept", done_on=road.today)
    Case.objects.update(status="closed", closed_on=road.today, closed_by=coordinator, ending="goals_reached")
    referral = road.send()
    case = Case.objects.get()
    assert (case.status, case.lead_id, case.next_what) == ("open", road.sender.pk, referral.promise.what)


def test_cancelling_says_why_and_takes_the_promise_along(road):
    referral = road.in_status("cancelled")
    assert (referral.reason, referral.promise.status) == ("Niet meer nodig", "withdrawn")
    assert list(ReferralMove.objects.order_by("pk").values_list("before", "status", "note")) == [
        ("", "requested", ""),
        ("requested", "cancelled", "Niet meer nodig"),
    ]


def test_after_a_refusal_it_is_tried_elsewhere_and_the_decision_is_done(road, coordinator):
    refused = road.in_status("rejected")
    road.offer = Offer.objects.create(organisation=road.world.social, name="Hulp", for_whom="", stated_on=road.today)
    road.ground = road.consent(road.world.social, "contact")
    again = road.send(after_id=refused.pk)
    refused.promise.refresh_from_db()
    assert (again.after, refused.promise.status, again.promise.owner) == (refused, "kept", road.sender)


def test_trying_elsewhere_is_for_what_gave_no_help(road):
    accepted = road.in_status("accepted")
    with pytest.raises(NotNow):
        road.send(after_id=accepted.pk)


def test_a_waiting_referral_goes_along_with_who_leaves_the_job(road, team_lead):
    waiting = road.send()
    heir = road.world.professional("Vera Volgt", road.world.practice, Role.MIDWIFE)
    lead = road.world.professional("Leni Leidt", road.world.practice, Role.TEAM_LEAD)
    leave_job(road.sender.pk, by=road.by(lead), now=road.now, last_day=road.today, to_id=heir.pk)
    waiting.refresh_from_db()
    assert (waiting.sender, waiting.promise.owner) == (heir, heir)


def test_an_accepted_referral_goes_along_with_its_promise(road):
    accepted = road.in_status("accepted")
    heir = road.world.professional("Vera Volgt", road.world.youth_care, Role.YOUTH_NURSE)
    Promise.objects.filter(pk=accepted.promise_id).update(owner=heir)
    road.after("set_business", accepted, status="appointment_made")
    accepted.refresh_from_db()
    assert accepted.owner == heir
