"""Accepting by name and date, refusing with a reason, and what each leaves behind."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.network.models import Offer
from sluitend.care.people.models import Involvement
from sluitend.care.referrals.models import Referral
from sluitend.core.access import NotAllowed, NotNow


def test_acceptance_opens_the_file_with_the_owner_as_lead_and_a_first_contact(road):
    referral = road.accept(road.send())
    case = Case.objects.get(family=road.family)
    assert (case.lead_id, case.next_due_on) == (road.receiver.pk, road.today + timedelta(days=2))
    assert (referral.promise.kind, referral.promise.owner_id) == ("first_contact", road.receiver.pk)


def test_acceptance_in_an_open_file_leaves_the_lead_where_it_is(road, coordinator):
    road.open_file(coordinator)
    referral = road.accept(road.send())
    assert Case.objects.get().lead_id == coordinator.pk
    assert (referral.promise.owner_id, referral.promise.due_on) == (road.receiver.pk, referral.first_contact_on)


def test_acceptance_keeps_the_promise_of_the_sender(road):
    waiting = road.send()
    chase = waiting.promise
    road.accept(waiting)
    chase.refresh_from_db()
    assert chase.status == "kept"


def test_acceptance_involves_the_owner_with_the_family(road):
    assert road.receiver.pk not in road.family.access(road.today).involved
    road.accept(road.send())
    assert road.receiver.pk in road.family.access(road.today).involved


def test_acceptance_works_when_the_sender_kept_the_promise_by_hand(road):
    waiting = road.send()
    Promise.objects.update(status="kept", done_on=road.today)
    assert road.accept(waiting).status == "accepted"


def test_sender_lead_and_midwife_of_the_signal_are_told_and_the_actor_is_not(road, coordinator):
    road.open_file(coordinator)
    waiting = road.send()
    Notice.objects.all().delete()
    road.accept(waiting)
    told = set(Notice.objects.values_list("to_id", flat=True))
    assert told == {road.sender.pk, coordinator.pk}


@pytest.mark.parametrize("days", [-1, 184])
def test_a_first_contact_in_the_past_or_far_ahead_is_refused_at_the_field(road, days):
    waiting = road.send()
    with pytest.raises(NotNow) as refusal:
        road.accept(waiting, first_contact_on=road.today + timedelta(days=days))
    assert refusal.value.field == "first_contact_on"
    assert Referral.objects.get().status == "requested"


@pytest.mark.parametrize("missing", ["owner_id", "first_contact_on"])
def test_acceptance_names_who_and_when(road, missing):
    with pytest.raises(NotNow) as refusal:
        road.accept(road.send(), **{missing: None})
    assert refusal.value.field == missing.removesuffix("_id")


def test_the_owner_works_at_the_receiver_now(road, coordinator):
    left = road.world.professional("Weg Gegaan", road.world.youth_care, ends_on=road.today - timedelta(days=1))
    for owner in (coordinator, left):
        with pytest.raises(NotNow) as refusal:
            road.accept(Referral.objects.first() or road.send(), owner_id=owner.pk)
        assert refusal.value.field == "owner"


def test_only_the_receiver_answers(road):
    waiting = road.send()
    with pytest.raises(NotAllowed):
        road.accept(waiting, by=road.by(road.sender))


def test_who_accepts_second_hears_who_was_first(road):
    road.accept(road.send())
    with pytest.raises(NotNow) as refusal:
        road.accept(Referral.objects.get())
    assert "Jip Wijk" in str(refusal.value.reason)
    assert Case.objects.count() == 1


def test_accepting_what_was_taken_back_says_what_happened(road):
    gone = road.in_status("cancelled")
    with pytest.raises(NotNow, match="status") as refusal:
        road.accept(gone)
    assert str(refusal.value.reason.values["status"]) == "Ingetrokken"


def test_a_refusal_has_a_reason_and_goes_back_to_the_sender_with_who_could(road, coordinator):
    road.open_file(coordinator)
    with pytest.raises(NotNow) as missing:
        road.after("reject", road.send(), reason="  ")
    assert missing.value.field == "reason"
    refused = road.after("reject", Referral.objects.get(), reason="Wij zitten vol", who_could="CJG Waterstad")
    assert (refused.reason, refused.who_could, refused.owner_id) == ("Wij zitten vol", "CJG Waterstad", None)
    assert (refused.promise.owner_id, refused.promise.due_on) == (road.sender.pk, road.today + timedelta(days=2))


def test_a_refusal_comes_back_to_the_lead_when_the_sender_left(road, coordinator):
    road.open_file(coordinator)
    waiting = road.send()
    road.sender.ends_on = road.today - timedelta(days=1)
    road.sender.save()
    assert road.after("reject", waiting, reason="Vol").promise.owner_id == coordinator.pk


def test_two_referrals_accepted_give_one_file(road, coordinator):
    first = road.send()
    road.offer = Offer.objects.create(organisation=road.world.social, name="Hulp", for_whom="", stated_on=road.today)
    road.ground = road.consent(road.world.social, "contact")
    second = road.send()
    road.accept(first)
    road.accept(second, by=road.by(coordinator), owner_id=coordinator.pk)
    assert Case.objects.get().lead_id == road.receiver.pk
    assert Involvement.objects.filter(role="care_giver", ends_on=None).count() == 3


def explode(family_id, *, by, now):
    raise RuntimeError("the power went out")


def test_a_crash_in_the_middle_of_acceptance_leaves_no_half_step(road, settings):
    waiting = road.send()
    settings.AFTER_CHANGE = [*settings.AFTER_CHANGE, f"{__name__}.explode"]
    with pytest.raises(RuntimeError):
        road.accept(waiting)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.promise.status, Case.objects.count()) == ("requested", "open", 0)
