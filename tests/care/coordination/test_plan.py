"""One family plan: the family's own words, who does what, how it goes; and meetings with the family at the table."""

from datetime import timedelta

import pytest

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.actions import Decision
from sluitend.care.coordination.models import Goal
from sluitend.care.coordination.queries import case_file, family_plan
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.care.followup.queries import FOR_PARENTS
from sluitend.care.people.models import Involvement
from sluitend.core.access import NotAllowed, NotNow


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def goal(case, by, now):
    return Goal.objects.get(
        pk=coordination.add_goal(case.family_id, by=by, now=now, words="Een eigen plek voor ons drieën")
    )


def test_a_stale_form_does_not_write_over_a_newer_goal(goal, by, now):
    coordination.change_goal(goal.pk, by=by, now=now, words="Een huis met een tuintje", version=1)
    with pytest.raises(NotNow) as refusal:
        coordination.change_goal(goal.pk, by=by, now=now, words="Een flat", version=1)
    assert refusal.value.reason.values["words"] == "Een huis met een tuintje"
    goal.refresh_from_db()
    assert (goal.words, goal.version) == ("Een huis met een tuintje", 2)


def test_a_professionals_action_is_a_promise_with_a_date(goal, by, now, today, colleague):
    coordination.add_goal_action(
        goal.pk, by=by, now=now, what="Woonwens inschrijven", owner_id=colleague.pk, due_on=today + timedelta(days=7)
    )
    made = Promise.objects.get(kind="plan")
    assert (made.owner_id, made.what) == (colleague.pk, "Woonwens inschrijven")


def test_a_kept_promise_shows_as_done_in_the_plan(goal, case, world, by, now, today, colleague):
    coordination.add_goal_action(goal.pk, by=by, now=now, what="Inschrijven", owner_id=colleague.pk, due_on=today)
    followup.keep(Promise.objects.get(kind="plan").pk, by=world.actor(colleague), now=now)
    [row] = family_plan(case.family_id, by=by, now=now).goals[0].actions
    assert row.done_on == today


def test_the_familys_own_action_needs_a_name_and_no_date(goal, case, by, now, today):
    with pytest.raises(NotNow) as refusal:
        coordination.add_goal_action(goal.pk, by=by, now=now, what="Oppassen")
    assert refusal.value.field == "doer"
    pk = coordination.add_goal_action(goal.pk, by=by, now=now, what="Oppassen", doer="oma Riet")
    coordination.own_action_done(pk, by=by, now=now)
    [row] = family_plan(case.family_id, by=by, now=now).goals[0].actions
    assert (row.doer, row.done_on) == ("oma Riet", today)


@pytest.mark.parametrize("value", [-1, 0, 6, 100])
def test_a_score_outside_one_to_five_is_refused(case, by, now, value):
    with pytest.raises(NotNow) as refusal:
        coordination.score(case.family_id, by=by, now=now, value=value)
    assert refusal.value.field == "value"


def test_scores_are_kept_over_time(case, goal, by, now):
    for week, value in enumerate((2, 3, 4)):
        coordination.score(case.family_id, by=by, now=now + timedelta(weeks=week), value=value, goal_id=goal.pk)
    plan = family_plan(case.family_id, by=by, now=now)
    assert [score.value for score in plan.goals[0].scores] == [2, 3, 4]
    assert plan.scores == ()


def test_a_goal_of_another_family_is_refused(goal, open_file, coordinator, by, now):
    other = open_file(coordinator, name="Familie Twee")
    with pytest.raises(NotNow) as refusal:
        coordination.score(other.family_id, by=by, now=now, value=3, goal_id=goal.pk)
    assert refusal.value.field == "goal"


def test_an_ended_goal_comes_after_the_open_ones(goal, case, by, now, today):
    coordination.end_goal(goal.pk, by=by, now=now, status="reached", version=1)
    coordination.add_goal(case.family_id, by=by, now=now, words="Rust in huis")
    plan = family_plan(case.family_id, by=by, now=now)
    assert [(one.words, one.ended_on) for one in plan.goals] == [
        ("Rust in huis", None),
        ("Een eigen plek voor ons drieën", today),
    ]


def test_what_is_decided_in_a_meeting_becomes_promises(case, by, now, today, colleague):
    decisions = [Decision(colleague.pk, "Schuldhulp bellen", today + timedelta(days=3))]
    coordination.meet(
        case.family_id, by=by, now=now, held_at=now, who="Sam, Cor, Noor", family_present=True, decisions=decisions
    )
    [meeting] = family_plan(case.family_id, by=by, now=now).meetings
    assert meeting.decisions == ("Schuldhulp bellen (Noor Collega, 26-11-2026)",)
    assert Promise.objects.get(kind="meeting").owner_id == colleague.pk


def test_a_meeting_without_the_family_says_why(case, by, now):
    with pytest.raises(NotNow) as refusal:
        coordination.meet(case.family_id, by=by, now=now, held_at=now, who="Cor, Noor", family_present=False)
    assert refusal.value.field == "why_without_family"


def test_what_is_decided_without_the_family_is_not_told_to_parents_as_agreed_with_them(case, by, now, today, colleague):
    decisions = [Decision(colleague.pk, "Nagaan wat de buren zagen", today)]
    facts = {"family_present": False, "why_without_family": "Zij was ziek", "decisions": decisions}
    coordination.meet(case.family_id, by=by, now=now, held_at=now, who="Cor, Noor", **facts)
    assert not Promise.objects.filter(FOR_PARENTS, what="Nagaan wat de buren zagen").exists()
    [meeting] = family_plan(case.family_id, by=by, now=now).meetings
    assert len(meeting.decisions) == 1


def test_a_decision_for_somebody_who_left_leaves_no_half_meeting(case, by, now, today):
    decisions = [Decision(999_999, "Bellen", today)]
    with pytest.raises(NotNow):
        coordination.meet(
            case.family_id, by=by, now=now, held_at=now, who="Sam", family_present=True, decisions=decisions
        )
    assert family_plan(case.family_id, by=by, now=now).meetings == ()


def test_looking_back_needs_words(case, by, now):
    with pytest.raises(NotNow):
        coordination.evaluate(case.family_id, by=by, now=now, goes_well=" ", not_yet="")
    coordination.evaluate(case.family_id, by=by, now=now, goes_well="Slaapt beter", not_yet="Nog geen huis")
    assert family_plan(case.family_id, by=by, now=now).evaluations[0].goes_well == "Slaapt beter"


def test_a_coordinating_role_has_one_holder_and_a_history(case, world, midwife, by, now, today):
    second = world.professional("Bo Brug", world.practice)
    role = Involvement.Role.MEDICAL_COORDINATOR
    for holder in (midwife, second):
        coordination.give_role(case.family_id, by=by, now=now, role=role, professional_id=holder.pk)
    file = case_file(case.family_id, by=by, now=now)
    assert [(one.name, one.until) for one in file.roles if one.role == role] == [
        ("Bo Brug", None),
        ("Mila Brug", today),
    ]


def test_somebody_outside_the_family_does_not_edit_the_plan(case, world, youth_nurse, now):
    with pytest.raises(NotAllowed):
        coordination.add_goal(case.family_id, by=world.actor(youth_nurse), now=now, words="Iets")
