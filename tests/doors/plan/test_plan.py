"""The one plan: goals in the family's own words, who does what, how it goes, looking back, and meetings."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Evaluation, Goal, GoalAction, Meeting, Score
from sluitend.care.followup.models import Promise
from tests.doors.family.conftest import date_parts

WORDS = "Ik wil een eigen plek met mijn kind"


@pytest.fixture
def goal(family, by, now):
    return Goal.objects.get(pk=coordination.add_goal(family.pk, by=by, now=now, words=WORDS))


def address(family, verb, pk=None):
    return reverse("plan-do-one", args=[family.pk, verb, pk]) if pk else reverse("plan-do", args=[family.pk, verb])


def test_a_full_plan_takes_at_most_fifteen_statements(
    as_coordinator, family, goal, coordinator, by, now, today, django_assert_max_num_queries
):
    for number in range(3):
        more = coordination.add_goal(family.pk, by=by, now=now, words=f"Doel {number}")
        coordination.add_goal_action(more, by=by, now=now, what="Bellen", owner_id=coordinator.pk, due_on=today)
        coordination.score(family.pk, by=by, now=now, value=number + 1, goal_id=more)
        decision = coordination.Decision(coordinator.pk, "Brief schrijven", today)
        coordination.meet(
            family.pk, by=by, now=now, held_at=now, who="moeder", family_present=True, decisions=[decision]
        )
        coordination.evaluate(family.pk, by=by, now=now, goes_well="Slapen", not_yet="Geld")
    with django_assert_max_num_queries(15):
        page = as_coordinator.get(reverse("plan", args=[family.pk])).text
    for words in (WORDS, "Brief schrijven (Cor Regie", "Slapen", "Heel slecht"):
        assert words in page


def test_a_goal_is_written_in_the_words_of_the_family(send, as_coordinator, family):
    assert send(address(family, "doel"), words=f"<b>{WORDS}</b>", by_parent="on").status_code == 302
    assert Goal.objects.get(family=family).by_parent
    assert f"&lt;b&gt;{WORDS}&lt;/b&gt;" in as_coordinator.get(reverse("plan", args=[family.pk])).text


def test_a_goal_of_ten_megabytes_is_refused_and_not_sent_back_whole(send, family):
    answer = send(address(family, "doel"), words="a" * 2_000_000)
    assert answer.status_code == 422
    assert "hoogstens 600 tekens" in answer.text
    assert len(answer.content) < 200_000


def test_an_old_form_is_not_written_over_a_newer_goal_and_can_be_sent_again(send, family, goal, by, now):
    coordination.change_goal(goal.pk, by=by, now=now, words="Eerst een kamer", version=1)
    url = address(family, "doel-wijzigen", goal.pk)
    stale = send(url, words="Een huis", version=1)
    assert stale.status_code == 422
    assert "Iemand anders heeft dit doel net veranderd" in stale.text
    assert "Eerst een kamer" in stale.text
    assert "Een huis" in stale.text
    assert 'name="version" value="2"' in stale.text
    assert send(url, words="Een huis", version=2).status_code == 302
    goal.refresh_from_db()
    assert (goal.words, goal.version) == ("Een huis", 3)


def test_a_goal_that_was_closed_meanwhile_says_so(send, family, goal, by, now):
    coordination.end_goal(goal.pk, by=by, now=now, status="reached", version=1)
    assert "Dit doel is al afgesloten" in send(address(family, "doel-wijzigen", goal.pk), words="x", version=2).text


def test_a_goal_is_reached_with_the_family(send, as_coordinator, family, goal):
    assert send(address(family, "doel-afsluiten", goal.pk), status="reached", version=1).status_code == 302
    page = as_coordinator.get(reverse("plan", args=[family.pk])).text
    assert "Doelen die zijn afgesloten" in page


def test_what_a_professional_does_becomes_a_task_with_a_date(send, family, goal, coordinator, today):
    url = address(family, "actie", goal.pk)
    undated = send(url, what="Woningbouw bellen", owner=coordinator.pk)
    assert "Vul in wanneer dit klaar is" in undated.text
    facts = {"owner": coordinator.pk, **date_parts("due_on", today + timedelta(days=4))}
    assert send(url, what="Woningbouw bellen", **facts).status_code == 302
    assert Promise.objects.get(kind="plan").goal_action.goal == goal


def test_what_the_family_does_itself_can_be_marked_as_done(send, as_coordinator, family, goal):
    url = address(family, "actie", goal.pk)
    assert "Schrijf wie dit doet" in send(url, what="Spaarpot maken").text
    assert send(url, what="Spaarpot maken", doer="moeder").status_code == 302
    action = GoalAction.objects.get(goal=goal)
    assert send(address(family, "actie-gedaan", action.pk)).status_code == 302
    assert "Gedaan" in as_coordinator.get(reverse("plan", args=[family.pk])).text


def test_one_action_is_of_the_family_or_of_a_professional(send, family, goal, coordinator):
    answer = send(address(family, "actie", goal.pk), what="Bellen", doer="moeder", owner=coordinator.pk)
    assert "Kies één" in answer.text


def test_a_goal_of_another_family_is_refused(send, world, family, coordinator, by, now):
    other = world.family("Familie Zwart", known_by=coordinator)
    foreign = coordination.add_goal(other.pk, by=by, now=now, words="Van een ander")
    for verb in ("doel-wijzigen", "doel-afsluiten", "actie"):
        answer = send(address(family, verb, foreign), words="gestolen", what="x", version=1)
        assert answer.status_code == 403
    assert Goal.objects.get(pk=foreign).words == "Van een ander"


def test_the_family_scores_how_it_goes_with_words_beside_the_number(send, as_coordinator, family, goal):
    page = as_coordinator.get(address(family, "cijfer") + f"?goal={goal.pk}").text
    assert "5 – Heel goed" in page
    assert f'<option value="{goal.pk}" selected>' in page
    assert send(address(family, "cijfer"), value="2", goal=goal.pk, note="Moe").status_code == 302
    assert send(address(family, "cijfer"), value="4", goal=goal.pk).status_code == 302
    assert list(Score.objects.values_list("value", "goal_id")) == [(2, goal.pk), (4, goal.pk)]
    shown = as_coordinator.get(reverse("plan", args=[family.pk])).text
    assert "<polyline" in shown
    assert "Moe" in shown
    assert send(address(family, "cijfer"), value="9").status_code == 422


def test_looking_back_needs_something_to_say(send, family):
    assert "Schrijf wat goed gaat of wat nog niet" in send(address(family, "terugkijken")).text
    assert send(address(family, "terugkijken"), goes_well="Slapen", family_present="on").status_code == 302
    assert Evaluation.objects.get(family=family).family_present


def meeting(today, **more):
    return {"who": "moeder, verloskundige", "family_present": "yes", **date_parts("held_at", today), **more}


def test_decisions_of_a_meeting_become_tasks(send, family, coordinator, colleague, today):
    facts = meeting(
        today,
        what_1="Huisbezoek",
        owner_1=coordinator.pk,
        **date_parts("due_on_1", today + timedelta(days=7)),
        what_2="Brief",
        owner_2=colleague.pk,
        **date_parts("due_on_2", today + timedelta(days=9)),
    )
    assert send(address(family, "overleg"), **facts).status_code == 302
    decided = Meeting.objects.get(family=family).promises.values_list("what", "owner__name")
    assert set(decided) == {("Huisbezoek", "Cor Regie"), ("Brief", "Noor Collega")}


def test_half_a_decision_is_told_beside_its_own_fields(send, family, today):
    answer = send(address(family, "overleg"), **meeting(today, what_2="Brief"))
    assert answer.status_code == 422
    assert answer.text.count("Een besluit noemt wat, wie en wanneer. Vul dit in.") == 4  # two fields, and the summary
    assert not Meeting.objects.exists()


def test_a_meeting_without_the_family_says_why(send, family, today):
    facts = meeting(today) | {"family_present": "no"}
    assert "Schrijf waarom het gezin er niet bij was" in send(address(family, "overleg"), **facts).text
    assert send(address(family, "overleg"), **facts, why_without_family="Zij wilde niet").status_code == 302


def test_a_meeting_in_the_future_is_refused_beside_its_date(send, family, today):
    facts = meeting(today) | date_parts("held_at", today + timedelta(days=3))
    assert "Dit overleg moet nog komen" in send(address(family, "overleg"), **facts).text
