"""After acceptance: every verb leaves a next step, and what came of it is told back."""

from datetime import timedelta

import pytest

from sluitend.care.followup.models import Notice, Promise
from sluitend.care.referrals import actions
from sluitend.care.referrals.models import Question, Referral, ReferralMove, WarmHandover
from sluitend.core.access import NotAllowed, NotNow


def later(road, days=10):
    return road.today + timedelta(days=days)


def test_starting_keeps_the_first_contact_and_promises_a_look_back(road):
    accepted = road.in_status("accepted")
    first = accepted.promise
    started = road.after("start", accepted)
    first.refresh_from_db()
    assert (first.status, started.promise.owner_id) == ("kept", road.receiver.pk)
    assert started.promise.due_on == road.today + timedelta(weeks=6)


def test_starting_with_a_named_next_step_promises_that(road):
    started = road.after(
        "start", road.in_status("accepted"), next_what="Samen naar de gemeente", next_due_on=later(road)
    )
    assert (started.promise.what, started.promise.due_on) == ("Samen naar de gemeente", later(road))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"next_what": "Bellen"}, "next_due_on"),
        ({"next_what": "Bellen", "next_due_on": -1}, "next_due_on"),
        ({"next_what": "Bellen", "next_due_on": 800}, "next_due_on"),
        ({"next_due_on": 3}, "next_what"),
    ],
)
def test_half_a_next_step_is_refused_at_the_field(road, facts, field):
    facts = {key: later(road, value) if key == "next_due_on" else value for key, value in facts.items()}
    with pytest.raises(NotNow) as refusal:
        road.after("start", road.in_status("accepted"), **facts)
    assert refusal.value.field == field


def test_a_pause_has_a_reason_and_a_review_that_is_a_quiet_promise(road):
    held = road.in_status("on_hold")
    assert (held.promise.kind, held.promise.due_on, held.reason) == ("quiet", later(road, 20), "Zij is weg")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": "", "review_on": 5}, "reason"),
        ({"reason": "Weg", "review_on": None}, "review_on"),
        ({"reason": "Weg", "review_on": -1}, "review_on"),
        ({"reason": "Weg", "review_on": 92}, "review_on"),
    ],
)
def test_a_pause_without_reason_or_with_a_review_too_far_is_refused_at_the_field(road, facts, field):
    days = facts["review_on"]
    with pytest.raises(NotNow) as refusal:
        road.after(
            "hold",
            road.in_status("accepted"),
            reason=facts["reason"],
            review_on=None if days is None else later(road, days),
        )
    assert refusal.value.field == field


def test_going_on_ends_the_pause_and_its_promise(road):
    held = road.in_status("on_hold")
    quiet = held.promise
    going = road.after("resume", held)
    quiet.refresh_from_db()
    assert (going.status, going.review_on, going.reason, quiet.status) == ("in_progress", None, "", "kept")


def test_only_a_pause_is_resumed(road):
    with pytest.raises(NotNow, match="niet op pauze"):
        road.after("resume", road.in_status("accepted"))


def test_completing_the_last_step_asks_for_the_next_one(road):
    started = road.in_status("in_progress")
    with pytest.raises(NotNow) as refusal:
        road.after("complete", started, outcome="help_given")
    assert refusal.value.field == "next_what"
    assert Referral.objects.get().status == "in_progress"


def test_completing_when_another_step_is_open_asks_nothing(road, coordinator):
    road.open_file(coordinator)
    done = road.after("complete", road.in_status("in_progress"), outcome="help_given", note="Zij slaapt weer")
    assert (done.status, done.outcome_note, done.promise.status) == ("completed", "Zij slaapt weer", "kept")


@pytest.mark.parametrize("outcome", ["", "made_up"])
def test_completing_without_an_outcome_is_refused_at_the_field(road, outcome):
    with pytest.raises(NotNow) as refusal:
        road.after("complete", road.in_status("in_progress"), outcome=outcome)
    assert refusal.value.field == "outcome"


def test_what_failed_goes_back_to_the_sender(road):
    failed = road.in_status("failed")
    assert (failed.promise.owner_id, failed.promise.kind) == (road.sender.pk, "check")


def test_the_access_that_acceptance_gave_ends_with_the_referral(road, coordinator):
    road.open_file(coordinator)
    failed = road.in_status("failed")
    assert failed.involvement.ends_on == road.today
    tomorrow = road.today + timedelta(days=1)
    assert road.receiver.pk not in road.family.access(tomorrow).involved


def test_access_stays_with_whoever_still_promised_something(road):
    done = road.in_status("completed")
    assert (done.promise.owner_id, done.involvement.ends_on) == (road.receiver.pk, None)


def test_access_from_before_does_not_end_with_the_referral(road, coordinator):
    road.family.involvements.create(professional=road.receiver, role="care_giver", starts_on=road.today)
    road.open_file(coordinator)
    failed = road.in_status("failed")
    assert failed.involvement is None
    assert road.receiver.pk in road.family.access(road.today + timedelta(days=1)).involved


def test_what_the_family_says_is_a_fact_apart_from_the_outcome(road):
    done = road.in_status("completed")
    said = road.after("family_says", done, by=road.by(road.sender), helped=False, words="Wij hadden er niets aan")
    assert (said.outcome, said.family_says_helped, said.family_said_on) == ("help_given", False, road.today)


def test_the_family_says_nothing_about_help_that_never_was(road):
    with pytest.raises(NotNow):
        road.after("family_says", road.in_status("rejected"), helped=True)


def test_what_the_family_notices_is_noted_in_the_history(road):
    noted = road.after("set_business", road.in_status("accepted"), status="did_not_appear")
    assert noted.business == "did_not_appear"
    assert ReferralMove.objects.filter(status="did_not_appear").count() == 1
    with pytest.raises(NotNow) as refusal:
        road.after("set_business", noted, status="abducted")
    assert refusal.value.field == "status"


def test_a_question_does_not_stop_the_clock(road):
    waiting = road.send()
    asked = road.after("ask", waiting, question="Is zij overdag thuis?")
    assert (asked.answer_by, asked.status) == (waiting.answer_by, "requested")
    assert Notice.objects.filter(to=road.sender, message__contains="vraag").exists()


def test_a_question_is_answered_once(road):
    question = actions.ask(road.send().pk, by=road.by(road.receiver), now=road.now, question="Is zij thuis?")
    answer = {"by": road.by(road.sender), "now": road.now}
    with pytest.raises(NotNow) as empty:
        actions.answer_question(question, **answer, answer=" ")
    assert empty.value.field == "answer"
    actions.answer_question(question, **answer, answer="Ja")
    with pytest.raises(NotNow, match="al beantwoord"):
        actions.answer_question(question, **answer, answer="Nee")
    assert Question.objects.get().answer == "Ja"


def test_a_warm_hand_over_says_who_where_and_when(road):
    referral = road.in_status("accepted")
    talk = {"on": road.today, "where": "Bij haar thuis", "who": "Sam, Mila, Jip"}
    for field, wrong in [("on", None), ("on", later(road, 1)), ("where", " "), ("who", "")]:
        with pytest.raises(NotNow) as refusal:
            road.after("warm_handover", referral, **{**talk, field: wrong})
        assert refusal.value.field == field
    road.after("warm_handover", referral, **talk)
    assert WarmHandover.objects.get().family_present


def test_a_stranger_cannot_follow_a_referral(road, coordinator):
    with pytest.raises(NotAllowed):
        road.after("start", road.in_status("accepted"), by=road.by(coordinator))


def test_cancelling_the_last_step_after_acceptance_asks_for_the_next_one(road):
    accepted = road.in_status("accepted")
    with pytest.raises(NotNow) as refusal:
        road.after("cancel", accepted, reason="Zij wil niet meer")
    assert refusal.value.field == "next_what"
    road.after("cancel", accepted, reason="Zij wil niet meer", next_what="Afsluiten", next_due_on=later(road))
    assert Promise.objects.get(status="open").owner_id == road.receiver.pk
