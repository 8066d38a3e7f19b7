"""The closing rules over plain values: each rule has a case that keeps it and cases that break it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.promise import (
    Asked,
    Balance,
    FamilyFacts,
    Holder,
    Ladder,
    OpenPromise,
    Rule,
    Rung,
    breaches,
)

TODAY = date(2026, 11, 23)
ANNA = Holder(1, date(2020, 1, 1))
STEP = OpenPromise(ANNA, TODAY + timedelta(days=3), TODAY)
SOUND = FamilyFacts(7, open=True, leads=[ANNA], file_lead_id=1, promises=[STEP])


def rules(facts: FamilyFacts) -> set[Rule]:
    return {breach.rule for breach in breaches(facts, TODAY)}


def test_a_sound_file_breaks_nothing():
    assert rules(SOUND) == set()


@pytest.mark.parametrize(
    ("leads", "why"),
    [
        ([], "nobody"),
        ([ANNA, Holder(2, date(2020, 1, 1))], "two"),
        ([Holder(1, date(2020, 1, 1), TODAY - timedelta(days=1))], "left"),
    ],
)
def test_an_open_file_needs_exactly_one_working_lead(leads, why):
    assert rules(FamilyFacts(7, open=True, leads=leads, promises=[STEP])) == {Rule.OWNER}, why


def test_the_last_working_day_still_counts():
    leads = [Holder(1, date(2020, 1, 1), TODAY)]
    assert rules(FamilyFacts(7, open=True, leads=leads, promises=[STEP])) == set()


def test_an_open_file_needs_a_promise():
    assert rules(FamilyFacts(7, open=True, leads=[ANNA])) == {Rule.NEXT_STEP}


def test_a_late_promise_is_still_a_promise():
    late = OpenPromise(ANNA, TODAY - timedelta(days=400), TODAY - timedelta(days=500))
    assert rules(FamilyFacts(7, open=True, leads=[ANNA], promises=[late])) == set()


@given(days=st.integers(1, 400), weeks=st.integers(1, 13))
def test_quiet_lasts_at_most_the_agreed_weeks(days, weeks):
    quiet = OpenPromise(ANNA, TODAY + timedelta(days=days), TODAY, quiet=True)
    facts = FamilyFacts(7, open=True, leads=[ANNA], promises=[quiet], quiet_weeks=weeks)
    assert (rules(facts) == {Rule.NEXT_STEP}) == (days > 7 * weeks)


@pytest.mark.parametrize("kind", ["signal", "referral", "handover"])
def test_whatever_waits_has_an_answer_by_date(kind):
    asked = [Asked(kind, "requested", None, sender_id=1, waits=True)]
    assert rules(FamilyFacts(7, open=True, leads=[ANNA], promises=[STEP], asked=asked)) == {Rule.ANSWER}


def test_what_waits_has_no_new_owner_yet():
    asked = [Asked("referral", "requested", TODAY, sender_id=1, owner_id=2, waits=True)]
    assert rules(FamilyFacts(7, open=True, leads=[ANNA], promises=[STEP], asked=asked)) == {Rule.SENDER_KEEPS}


@pytest.mark.parametrize(
    "asked",
    [
        Asked("referral", "rejected", TODAY, 1),
        Asked("handover", "refused", TODAY, 1),
        Asked("referral", "completed", TODAY, 1, 2),
    ],
)
def test_a_refusal_has_a_reason_and_a_completion_an_outcome(asked):
    assert rules(FamilyFacts(7, open=True, leads=[ANNA], promises=[STEP], asked=[asked])) == {Rule.SENDER_KEEPS}


def test_a_closed_file_names_its_ending_and_who_closed_it():
    assert rules(FamilyFacts(7, open=False, ending="goals_reached", ended_by=1)) == set()
    assert rules(FamilyFacts(7, open=False, ending="", ended_by=1)) == {Rule.NAMED_ENDING}
    assert rules(FamilyFacts(7, open=False, ending="goals_reached")) == {Rule.NAMED_ENDING}


@pytest.mark.parametrize("status", ["requested", "accepted", "in_progress", "on_hold"])
def test_a_closed_file_leaves_no_referral_open(status):
    asked = [Asked("referral", status, TODAY, 1, waits=status == "requested")]
    assert rules(FamilyFacts(7, open=False, ending="moved", ended_by=1, asked=asked)) == {Rule.NAMED_ENDING}


def test_a_closed_file_may_have_had_a_hand_over_that_was_accepted():
    asked = [Asked("handover", "accepted", TODAY, 1)]
    assert rules(FamilyFacts(7, open=False, ending="goals_reached", ended_by=1, asked=asked)) == set()


@given(st.integers(0, 10_000), st.integers(0, 1_000), st.integers(0, 1_000))
def test_the_balance_holds_only_when_nobody_is_lost(start, came, ended):
    end = start + came - ended
    assert Balance(start, came, ended, end).holds()
    assert not Balance(start, came, ended, end + 1).holds()


@given(st.integers(-30, 60))
def test_the_circle_of_who_knows_only_widens(late):
    ladder = Ladder()
    now, tomorrow = (ladder.knows(TODAY, TODAY + timedelta(days=days)) for days in (late, late + 1))
    assert set(now) <= set(tomorrow)
    assert (Rung.OWNER in now) == (late >= 0)
    assert (Rung.PROCESS_COORDINATOR in now) == (late > 7)
