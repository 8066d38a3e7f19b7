"""What a parent sees and may do, and what stays out of the own pages."""

from datetime import timedelta

import pytest

from sluitend.care.action import REGISTER as ACTIONS
from sluitend.care.consent import actions as consent
from sluitend.care.consent.models import Ground
from sluitend.care.consent.queries import holding, own_grounds
from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case, Goal, Score
from sluitend.care.coordination.queries import own_plan
from sluitend.care.followup.actions import attempt, break_glass, promise, stay_quiet
from sluitend.care.followup.models import Promise
from sluitend.care.followup.queries import own_next
from sluitend.care.parents import actions
from sluitend.care.parents.models import Question
from sluitend.care.parents.queries import own_pages, own_questions, own_team, who_looked
from sluitend.care.people.actions import add_helper
from sluitend.care.people.models import FamilyMember, Person
from sluitend.care.people.queries import family_people
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import ROLES, Role
from tests.care.conftest import LONG_AGO, NOW, TODAY
from tests.care.parents.conftest import make_own_pages

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=3)


@pytest.fixture
def other(world, coordinator):
    """Another family of the same coordinator."""
    return world.family("Familie Zwart", known_by=coordinator)


@pytest.fixture
def father(family, by):
    person = Person.objects.create(region=family.region, given_name="Ali")
    FamilyMember.objects.create(family=family, person=person, part="father", starts_on=LONG_AGO)
    return make_own_pages(family, person, by, code="ALI2-ALI-ALI", username="ali")


def asked(person, organisation, **more):
    facts = {"person_id": person.pk, "receiver_id": organisation.pk, "data_kinds": ["contact"], "purpose": "Huisbezoek"}
    return consent.Asked(**{**facts, **more})


def test_a_parent_changes_the_own_plan(family, own):
    pk = coordination.add_goal(family.pk, by=own.by, now=NOW, words="Een eigen kamer")
    coordination.change_goal(pk, by=own.by, now=NOW, words="Een kamer voor ons twee", version=1)
    coordination.score(family.pk, by=own.by, now=NOW, value=4, person_id=own.by.person_id)
    plan = own_plan(family.pk, by=own.by, now=NOW)
    assert [goal.words for goal in plan.open_goals] == ["Een kamer voor ons twee"]
    assert [score.value for score in plan.scores] == [4]


def test_a_parent_gives_no_task_to_a_professional_and_no_mark_for_somebody_else(family, own, coordinator, father):
    pk = coordination.add_goal(family.pk, by=own.by, now=NOW, words="Een eigen kamer")
    with pytest.raises(NotNow):
        coordination.add_goal_action(pk, by=own.by, now=NOW, what="Bel", owner_id=coordinator.pk, due_on=SOON)
    with pytest.raises(NotNow):
        coordination.score(family.pk, by=own.by, now=NOW, value=1, person_id=father.by.person_id)
    assert not Score.objects.exists()


def test_a_parent_does_nothing_in_another_family(other, own, world):
    goal = Goal.objects.create(family=other, words="Van hen", made_on=TODAY)
    for act in (
        lambda: coordination.add_goal(other.pk, by=own.by, now=NOW, words="x"),
        lambda: coordination.change_goal(goal.pk, by=own.by, now=NOW, words="x", version=1),
        lambda: add_helper(other.pk, by=own.by, now=NOW, name="x"),
        lambda: actions.ask(other.pk, by=own.by, now=NOW, question="x"),
        lambda: own_plan(other.pk, by=own.by, now=NOW),
        lambda: own_team(other.pk, by=own.by, now=NOW),
        lambda: own_next(other.pk, by=own.by, now=NOW),
        lambda: own_grounds(other.pk, by=own.by, now=NOW),
        lambda: own_questions(other.pk, by=own.by, now=NOW),
        lambda: who_looked(other.pk, by=own.by, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_parent_holds_no_permission_of_a_professional():
    parent = ROLES[Role.PARENT].permissions
    mine = {"add_goal", "change_goal", "end_goal", "add_goal_action", "own_action_done", "score"}
    mine |= {"add_helper", "end_helper", "ask", "withdraw", "family_says", "set_language", "set_hidden"}
    mine |= {"accept_invitation", "ask_about_own_data", "set_parent_messages", "answer_gathering"}
    mine |= {"answer_council", "ask_for_council"}
    mine |= {"accept_at_provider", "link_provider", "unlink_provider"}
    reached = {spec.name.split(".")[1] for spec in ACTIONS.values() if spec.needs in parent}
    assert reached <= mine, reached - mine


def test_the_file_of_the_professionals_is_not_for_a_parent(family, own):
    with pytest.raises(NotAllowed):
        family_people(family.pk, by=own.by, now=NOW)


def test_what_comes_next_is_told_without_the_notes_of_professionals(family, own, by, coordinator, midwife):
    facts = {"by": by, "now": NOW, "due_on": SOON}
    promise(family.pk, owner_id=coordinator.pk, what="Samen naar de gemeente", kind=Promise.Kind.PLAN, **facts)
    promise(family.pk, owner_id=midwife.pk, what="Vader bellen zonder haar", **facts)
    promise(family.pk, owner_id=coordinator.pk, what="Nagaan of oma het redt", **facts)
    stay_quiet(family.pk, by=by, now=NOW, owner_id=coordinator.pk, review_on=SOON, reason="Rust")
    rows = own_next(family.pk, by=own.by, now=NOW)
    assert {row.what for row in rows} == {"Kennismaken", "Samen naar de gemeente", ""}
    assert "Vader" not in str(rows)


def test_a_step_of_a_pathway_is_told_to_parents_without_its_words(family, own, father, by, coordinator, midwife):
    facts = {"by": by, "now": NOW, "due_on": SOON, "kind": Promise.Kind.PATHWAY}
    for what in ("Eerst de meldcode: er is een vermoeden van geweld", "Zorg regelen rond een ongewenste zwangerschap"):
        promise(family.pk, owner_id=midwife.pk, what=what, **facts)
    for parent in (own, father):
        rows = own_next(family.pk, by=parent.by, now=NOW)
        assert [(row.what, row.due_on) for row in rows if row.who == midwife.name] == [("", SOON)]
    promise(family.pk, owner_id=midwife.pk, what="Huisbezoek; let op de partner", told={"ar": "زيارة منزلية"}, **facts)
    for language, words in (("ar", "زيارة منزلية"), ("nl", "")):
        rows = own_next(family.pk, by=own.by, now=NOW, language=language)
        assert {row.what for row in rows if row.who == midwife.name} == {"", words}


def test_what_the_other_parent_said_asked_and_agreed_to_is_not_here(family, own, by, father, world, mother):
    coordination.score(family.pk, by=father.by, now=NOW, value=1, person_id=father.by.person_id)
    actions.ask(family.pk, by=father.by, now=NOW, question="Wat zegt zij over mij?")
    his = Person.objects.get(pk=father.by.person_id)
    consent.record_consent(family.pk, by=by, now=NOW, asked=asked(his, world.youth_care))
    assert own_plan(family.pk, by=own.by, now=NOW).scores == ()
    assert own_questions(family.pk, by=own.by, now=NOW) == ()
    assert own_grounds(family.pk, by=own.by, now=NOW) == ()


def test_consent_is_withdrawn_the_same_second(family, own, by, world, mother):
    pk = consent.record_consent(family.pk, by=by, now=NOW, asked=asked(mother, world.youth_care))
    assert holding(family.pk, TODAY).filter(pk=pk).exists()
    consent.withdraw(pk, by=own.by, now=NOW)
    assert not holding(family.pk, TODAY).filter(pk=pk).exists()
    assert own_grounds(family.pk, by=own.by, now=NOW)[0].withdrawn_on == TODAY


def test_consent_of_the_other_parent_is_not_withdrawn(family, own, by, father, world):
    his = Person.objects.get(pk=father.by.person_id)
    pk = consent.record_consent(family.pk, by=by, now=NOW, asked=asked(his, world.youth_care))
    with pytest.raises(NotNow):
        consent.withdraw(pk, by=own.by, now=NOW)


def test_a_ground_of_the_reporting_code_is_not_told_by_a_page(family, own, by, world, mother):
    Ground.objects.create(
        family=family,
        person=mother,
        kind=Ground.Kind.REPORTING_CODE,
        receiver=world.social,
        purpose="Overleg",
        given_on=TODAY,
    )
    assert own_grounds(family.pk, by=own.by, now=NOW) == ()


def test_the_first_person_comes_first_and_emergency_access_is_no_help(family, own, world, midwife, coordinator):
    break_glass(family.pk, by=world.actor(midwife), now=NOW, reason="Spoed op de afdeling", until=TODAY)
    team = own_team(family.pk, by=own.by, now=NOW)
    assert team.lead is not None
    assert team.lead.card.name == "Cor Regie"
    assert team.others == ()


def test_who_looked_is_told_with_the_reason_for_an_emergency(family, own, by, world, midwife):
    family_people(family.pk, by=by, now=NOW)
    family_people(family.pk, by=by, now=NOW + timedelta(minutes=5))
    break_glass(family.pk, by=world.actor(midwife), now=NOW, reason="Spoed op de afdeling", until=TODAY)
    family_people(family.pk, by=world.actor(midwife), now=NOW + timedelta(hours=1))
    looks = who_looked(family.pk, by=own.by, now=NOW + timedelta(hours=2))
    assert [(look.name, look.role, look.reason) for look in looks] == [
        ("Mila Brug", "emergency", "Spoed op de afdeling"),
        ("Cor Regie", "lead", ""),
    ]


def test_the_looks_of_a_parent_are_in_the_trail_and_not_in_the_list(family, own):
    own_plan(family.pk, by=own.by, now=NOW)
    assert who_looked(family.pk, by=own.by, now=NOW + timedelta(hours=1)) == ()


def test_a_question_is_a_promise_of_the_coordinator_until_it_is_answered(family, own, by, coordinator):
    pk = actions.ask(family.pk, by=own.by, now=NOW, question="Wie is Karima?")
    question = Question.objects.get(pk=pk)
    assert (question.promise.owner, question.promise.status) == (coordinator, "open")
    actions.answer(pk, by=by, now=NOW, words="Zij helpt met geld.")
    (row,) = own_questions(family.pk, by=own.by, now=NOW)
    assert (row.answer, row.answered_by) == ("Zij helpt met geld.", "Cor Regie")
    question.promise.refresh_from_db()
    assert question.promise.status == "kept"


def test_the_answer_to_the_last_task_names_the_next_step(family, own, by):
    pk = actions.ask(family.pk, by=own.by, now=NOW, question="Wie is Karima?")
    first = Promise.objects.get(family=family, what="Kennismaken")
    attempt(family.pk, by=by, now=NOW, way="visit", result="reached", keeps_id=first.pk)
    with pytest.raises(NotNow):
        actions.answer(pk, by=by, now=NOW, words="Zij helpt met geld.")
    actions.answer(pk, by=by, now=NOW, words="Zij helpt.", next_what="Langsgaan", next_due_on=SOON)
    assert Promise.objects.filter(family=family, status="open").values_list("what", flat=True)[0] == "Langsgaan"


def test_an_empty_question_and_a_question_with_nobody_to_answer_are_refused(family, own, by, other, coordinator):
    with pytest.raises(NotNow) as refused:
        actions.ask(family.pk, by=own.by, now=NOW, question="  ")
    assert refused.value.field == "question"
    mother = Person.objects.get(memberships__family=other)
    alone = make_own_pages(other, mother, by, code="ZWA2-ZWA-ZWA", username="zwart")
    with pytest.raises(NotNow):
        actions.ask(other.pk, by=alone.by, now=NOW, question="Is daar iemand?")


def test_language_and_hiding_are_the_parents_choice(own):
    actions.set_language(own.invitation_id, by=own.by, now=NOW, language="ar")
    actions.set_hidden(own.invitation_id, by=own.by, now=NOW, hidden=True)
    again = own_pages(own.by.user_id, TODAY)
    assert (again.language, again.hidden) == ("ar", True)


def test_how_a_parent_reads_her_pages_is_no_news_for_who_works_with_her(family, own):
    before = Case.objects.get(family=family).changed_at
    later = {"by": own.by, "now": NOW + timedelta(hours=1)}
    actions.set_language(own.invitation_id, language="ar", **later)
    actions.set_hidden(own.invitation_id, hidden=True, **later)
    assert Case.objects.get(family=family).changed_at == before
    actions.ask(family.pk, question="Wie is dat?", **later)
    assert Case.objects.get(family=family).changed_at > before
