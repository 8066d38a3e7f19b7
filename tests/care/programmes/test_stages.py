"""An offer in two stages, what comes after, handing over, telling who referred, and what another domain does not read."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.queries import heading
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.followup.queries import my_promises
from sluitend.care.people.actions import record_birth
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries import caseload, outreach, programmes_of
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.calendar import add_months
from sluitend.core.person import ChildFacts
from tests.care.conftest import NOW, TODAY
from tests.care.programmes.conftest import signalled

pytestmark = pytest.mark.django_db


def test_the_second_stage_is_a_visit_with_a_date(enrol, by, youth_nurse):
    row = enrol(intake_on=TODAY + timedelta(days=4))
    assert (row.status, row.promise.what, row.promise.due_on) == (
        "intake",
        "Kennismaken thuis",
        TODAY + timedelta(days=4),
    )
    assert [one.enrolment_id for one in caseload(by=by, now=NOW).intake] == [row.pk]
    actions.start(row.pk, by=by, now=NOW, worker_id=youth_nurse.pk)
    row.refresh_from_db()
    assert (row.status, row.promise, row.contacts.count()) == ("active", None, 1)


def test_after_the_first_visit_she_may_wait_or_not_want_it(enrol, by, youth_nurse):
    row = enrol(intake_on=TODAY)
    actions.start(row.pk, by=by, now=NOW, worker_id=youth_nurse.pk, waiting=True, arrival_reason="Past, zij is 26")
    row.refresh_from_db()
    assert (row.status, row.enrolled_on, row.promise.what) == ("waiting", None, "Kijken of er plaats is in VoorZorg")
    assert Promise.objects.filter(family=row.family, what="Kennismaken thuis", status="open").count() == 0
    actions.end(row.pk, by=by, now=NOW, ending="not_wanted", why="Zij heeft al hulp")
    assert Enrolment.objects.get().ended_as == "stopped_early"


@pytest.fixture
def with_baby(enrol, by):
    row = enrol(first_due_on=TODAY)
    born = ChildFacts(given_name="Lio", born_on=TODAY)
    record_birth(row.pregnancy_id, by=by, now=NOW, children=[born])
    row.refresh_from_db()
    return row


def test_talking_about_what_comes_after_is_a_task_from_21_months(with_baby, enrol, by):
    due = add_months(TODAY, 21)
    assert (with_baby.follow_promise.due_on, with_baby.follow_promise.status) == (due, "open")
    later = NOW + (due - TODAY)
    (row,) = caseload(by=by, now=later).rows
    assert "VoorZorg-Verder" in row.follow.nl
    enrol("voorzorg_verder", now=later, first_due_on=due)
    with_baby.follow_promise.refresh_from_db()
    assert with_baby.follow_promise.status == "kept"


def test_talking_about_what_comes_after_goes_along_to_another_worker(with_baby, by, world):
    other = world.professional("Bo Wijk", world.youth_care, "youth_nurse")
    actions.change_worker(with_baby.pk, by=by, now=NOW, worker_id=other.pk, worker_reason="Kent haar")
    with_baby.follow_promise.refresh_from_db()
    assert with_baby.follow_promise.owner_id == other.pk


def test_what_comes_after_falls_away_when_she_stops(with_baby, by):
    actions.end(with_baby.pk, by=by, now=NOW, ending="not_wanted", why="Genoeg zo")
    with_baby.follow_promise.refresh_from_db()
    assert with_baby.follow_promise.status == "withdrawn"


def test_moved_is_only_handed_over_when_somebody_there_confirmed_it(enrol, by):
    row = enrol()
    with pytest.raises(NotNow, match="wie het overnam"):
        actions.end(row.pk, by=by, now=NOW, ending="moved", why="Verhuisd naar Zwolle")
    who = "GGD IJsselland, bevestigd op 20 november"
    actions.end(row.pk, by=by, now=NOW, ending="moved", why="Verhuisd naar Zwolle", handed_to=who)
    assert (Enrolment.objects.get().handed_to, Enrolment.objects.get().ended_as) == (who, "handed_over")


def test_care_that_started_is_confirmed_by_the_other_party(enrol, by):
    row = enrol("bemoeizorg", ground="no_workable_contact", first_due_on=TODAY)
    with pytest.raises(NotNow, match="mijlpaal"):
        actions.end(row.pk, by=by, now=NOW, ending="care_started", why="Begonnen")
    with pytest.raises(NotNow, match="wie het bevestigde"):
        actions.mark(row.pk, by=by, now=NOW, code="care_confirmed")
    actions.mark(row.pk, by=by, now=NOW, code="care_confirmed", words="Ank van de schuldhulp")
    actions.end(row.pk, by=by, now=NOW, ending="care_started", why="Begonnen")
    assert Enrolment.objects.get().ended_as == "completed"


def test_who_signalled_is_told_what_came_of_it_with_her_consent_and_without_a_name(world, enrol, by, family, midwife):
    row = enrol()
    with pytest.raises(NotNow, match="niemand om"):
        actions.give_feedback(row.pk, by=by, now=NOW, what="started", agreed=True)
    signalled(world, family, midwife, NOW)
    with pytest.raises(NotNow, match="toestemming"):
        actions.give_feedback(row.pk, by=by, now=NOW, what="started", agreed=False)
    actions.give_feedback(row.pk, by=by, now=NOW, what="started", agreed=True)
    notice = Notice.objects.get(to=midwife, kind="programme")
    assert notice.message % notice.values == "Een gezin dat u meldde of verwees: VoorZorg is begonnen."
    assert Enrolment.objects.get().feedback == "started"


def test_another_domain_sees_that_there_was_contact_and_not_what_was_said_or_measured(
    world, enrol, by, family, coordinator
):
    row = enrol(first_due_on=TODAY)
    pk = row.contacts.get().pk
    actions.record(pk, by=by, now=NOW, held=True, next_time="Over haar vriend praten")
    actions.complete(pk, by=by, now=NOW, place="home", topics="Ruzie thuis")
    actions.measure(row.pk, by=by, now=NOW, measurement="smokes", moment="enrolment", value="yes")
    (mine,), (theirs,) = (programmes_of(family.pk, by=one, now=NOW) for one in (by, world.actor(coordinator)))
    assert (mine.contacts[0].topics, mine.hidden) == ("Ruzie thuis", 0)
    assert (theirs.held, theirs.contacts[0].topics, theirs.contacts[0].next_time) == (1, "", "")
    assert {one.value for one in theirs.measured} == {""}
    assert theirs.hidden > 0
    assert (mine.contacts[0].reads, theirs.contacts[0].reads) == (True, False)
    with pytest.raises(NotAllowed, match="ander domein"):
        actions.complete(pk, by=world.actor(coordinator), now=NOW, place="home")


def test_a_refusal_is_respected_and_nothing_is_planned_over_it(enrol, by, youth_nurse):
    row = enrol(first_due_on=TODAY)
    actions.record(row.contacts.get().pk, by=by, now=NOW, held=False, why_not="Zij wil geen contact", refused=True)
    row.refresh_from_db()
    assert not row.contacts.filter(status="planned").exists()
    assert (row.promise.owner, row.promise.kind) == (youth_nurse, "check")
    (view,) = programmes_of(row.family_id, by=by, now=NOW)
    assert view.refused
    assert [one.id for one in outreach(row.family_id, by=by, now=NOW)] == ["bemoeizorg"]
    actions.between(row.pk, by=by, now=NOW, way="phone")
    assert not programmes_of(row.family_id, by=by, now=NOW)[0].refused


def test_a_task_of_a_programme_is_read_in_both_languages(enrol, by):
    row = enrol("bemoeizorg", ground="no_workable_contact", first_due_on=TODAY)
    task = row.contacts.get().promise
    assert task.what == "Contact Bemoeizorg"
    (shown,) = [one for one in my_promises(by=by, now=NOW).rows if one.promise_id == task.pk]
    assert shown.what.values["programme"].en == "Bemoeizorg (assertive outreach)"
    assert heading(row.family_id, by=by, now=NOW).next_what == shown.what
    Promise.objects.filter(pk=task.pk).update(words={})
    (older,) = [one for one in my_promises(by=by, now=NOW).rows if one.promise_id == task.pk]
    assert older.what == "Contact Bemoeizorg"
