"""Enrolling, the next contact, the two steps of a record, re-dating, progress and ending; for programmes nobody coded."""

from datetime import timedelta

import pytest

from sluitend.care.agreements.models import Version
from sluitend.care.coordination.actions import close_case
from sluitend.care.coordination.models import Case
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import ContactAttempt, Promise
from sluitend.care.network.models import StandIn
from sluitend.care.observations.models import Observation
from sluitend.care.people.actions import record_birth, record_loss
from sluitend.care.people.models import Person
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Contact, Enrolment, Measured
from sluitend.care.programmes.queries import calendar, caseload, offered, programmes_of, visits
from sluitend.care.programmes.queries.numbers import delivered_of
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.person import ChildFacts
from tests.care.conftest import NOW, TODAY
from tests.care.programmes.conftest import in_force

pytestmark = pytest.mark.django_db
TWINS = {"Lio": 2310, "Noa": 2480}


def next_of(row):
    return row.contacts.get(status="planned")


def after(days):
    return NOW + timedelta(days=days)


def test_the_first_contact_follows_the_rhythm_and_is_a_task_of_the_nurse(enrol, youth_nurse):
    row = enrol()
    contact = next_of(row)
    assert (row.status, row.enrolled_on, row.arrival) == ("active", TODAY, "in_time")
    assert (contact.due_on, contact.agreed) == (TODAY + timedelta(days=7), False)
    assert (contact.promise.owner_id, contact.promise.due_on) == (youth_nurse.pk, contact.due_on)


def test_a_contact_at_the_door_takes_one_answer_and_plans_the_next(enrol, by):
    row = enrol(first_due_on=TODAY)
    actions.record(next_of(row).pk, by=by, now=NOW, held=True, next_time="Foto van de echo")
    held = row.contacts.get(status="held")
    assert (held.held_on, held.promise.status, next_of(row).due_on) == (TODAY, "kept", TODAY + timedelta(days=7))
    assert ContactAttempt.objects.get().result == "reached"
    shown = visits(by=by, now=after(7)).today
    assert [one.next_time for one in shown] == ["Foto van de echo"]


def test_a_closed_door_needs_a_reason_is_counted_and_gets_another_try(enrol, by, family):
    row = enrol(first_due_on=TODAY)
    with pytest.raises(NotNow, match="niet doorging"):
        actions.record(next_of(row).pk, by=by, now=NOW, held=False)
    for days in (0, 1):
        facts = {"why_not": "Niemand deed open", "next_due_on": TODAY + timedelta(days=days + 1)}
        actions.record(next_of(row).pk, by=by, now=after(days), held=False, **facts)
    (view,) = programmes_of(family.pk, by=by, now=after(2))
    assert (view.tries, view.held, view.next.on) == (2, 0, TODAY + timedelta(days=2))


def test_the_rest_of_a_visit_can_come_later(enrol, by, family):
    row = enrol(first_due_on=TODAY)
    pk = next_of(row).pk
    actions.record(pk, by=by, now=NOW, held=True)
    facts = {"place": "home", "present": ["mother", "partner"], "minutes": 70, "topics": "Slapen"}
    with pytest.raises(NotNow, match="procent"):
        actions.complete(pk, by=by, now=NOW, shares={"motherhood": 90}, **facts)
    shares = {"motherhood": 60, "mothers_health": 40}
    actions.complete(pk, by=by, now=NOW, shares=shares, factors=["smokes"], **facts)
    done = Contact.objects.get(pk=pk)
    assert (done.minutes, done.shares, done.present) == (70, shares, ["mother", "partner"])
    assert Observation.objects.filter(family=family, code="smokes").exists()


def test_a_message_between_visits_is_kept_and_leaves_the_next_visit_as_it_was(enrol, by, family):
    row = enrol()
    due = next_of(row).due_on
    with pytest.raises(NotNow, match="mogelijkheden"):
        actions.between(row.pk, by=by, now=after(2), way="pigeon")
    actions.between(row.pk, by=by, now=after(2), way="message", topics="Bandenpijn")
    (view,) = programmes_of(family.pk, by=by, now=after(2))
    assert (view.held, view.contacts[0].topics, view.contacts[0].in_plan) == (0, "Bandenpijn", False)
    assert (next_of(row).due_on, ContactAttempt.objects.get().way) == (due, "message")


def test_a_birth_moves_the_next_contact_unless_it_was_agreed(enrol, by, family):
    row = enrol(first_due_on=TODAY)
    actions.record(next_of(row).pk, by=by, now=NOW, held=True)
    born = ChildFacts(given_name="Lio", born_on=TODAY + timedelta(days=3))
    record_birth(row.pregnancy_id, by=by, now=after(4), children=[born])
    contact = next_of(row)
    assert contact.due_on == contact.promise.due_on == TODAY + timedelta(days=10)
    actions.agree_day(contact.pk, by=by, now=after(4), due_on=TODAY + timedelta(days=12))
    followup.promise(
        family.pk, by=by, now=after(5), owner_id=row.worker_id, what="Iets", due_on=TODAY + timedelta(days=9)
    )
    assert next_of(row).due_on == TODAY + timedelta(days=12)


def test_of_twins_around_midnight_the_first_to_be_born_dates_the_visits(enrol, by):
    row = enrol()
    born = [ChildFacts(given_name=name, born_on=TODAY + timedelta(days=on)) for name, on in (("Lio", 3), ("Noa", 4))]
    record_birth(row.pregnancy_id, by=by, now=after(5), children=born)
    assert next_of(row).due_on == TODAY + timedelta(days=10)


def test_twins_are_one_enrolment_with_one_next_visit_and_count_once_with_two_weights(enrol, by, family):
    row = enrol()
    born = [ChildFacts(TODAY + timedelta(days=3), name, weight_grams=grams) for name, grams in TWINS.items()]
    record_birth(row.pregnancy_id, by=by, now=after(5), children=born)
    for number in range(3):
        actions.record(next_of(row).pk, by=by, now=after(10 + 7 * number), held=True)
    later = after(30)
    (view,) = programmes_of(family.pk, by=by, now=later)
    assert row.contacts.filter(status="planned").count() == 1
    assert (view.held, sum(dose.held for dose in view.doses), len(view.births)) == (3, 3, 2)
    moments = [(one.measurement.id, one.moment) for one in view.measured]
    assert len(set(moments)) == len(moments)
    row.refresh_from_db()
    found = delivered_of([row], later.date())[row.pk]
    assert (len(found.held), sorted(found.weights), found.family) == (3, sorted(TWINS.values()), family.pk)


def test_a_visit_that_is_late_stays_late_when_something_else_changes(enrol, by, family):
    row = enrol()
    due = next_of(row).due_on
    late = after(20)
    followup.promise(family.pk, by=by, now=late, owner_id=row.worker_id, what="Iets", due_on=late.date())
    assert next_of(row).due_on == due
    assert [late.date() - one.due_on for one in visits(by=by, now=late).late] == [timedelta(days=13)]


def test_a_loss_plans_no_visits_but_asks_the_nurse_to_look(enrol, by, family):
    row = enrol()
    record_loss(row.pregnancy_id, by=by, now=after(1), outcome="miscarriage", on=TODAY + timedelta(days=1))
    row.refresh_from_db()
    assert not row.contacts.filter(status="planned").exists()
    assert row.status == "active"
    assert (row.promise.status, row.promise.owner_id) == ("open", row.worker_id)


def test_a_task_that_was_kept_or_moved_in_a_list_says_so_of_its_contact(enrol, by):
    row = enrol()
    contact = next_of(row)
    followup.set_date(contact.promise_id, by=by, now=NOW, due_on=TODAY + timedelta(days=2), reason="Zij is dan thuis")
    assert next_of(row).due_on == TODAY + timedelta(days=2)
    followup.keep(contact.promise_id, by=by, now=after(2))
    contact.refresh_from_db()
    assert (contact.status, contact.held_on) == ("held", TODAY + timedelta(days=2))
    assert next_of(row).due_on == TODAY + timedelta(days=9)


def test_a_late_start_and_a_missing_social_contact_need_a_reason(world, enrol, family):
    family.pregnancies.update(due_date=TODAY + timedelta(days=280 - 29 * 7))
    with pytest.raises(NotNow, match="sociaal domein"):
        enrol(no_social_contact="", arrival_reason="Late Start")
    with pytest.raises(NotNow, match="buiten de periode"):
        enrol()
    assert enrol(arrival_reason="Late Start").arrival == "late"


def test_until_its_last_day_a_version_is_the_one_that_somebody_begins_in(enrol):
    held = Version.objects.get(kind=Version.Kind.PROGRAMME, content_id="voorzorg")
    facts = {"region": held.region, "kind": held.kind, "content_id": held.content_id, "body": held.body}
    Version.objects.filter(pk=held.pk).update(replaced_on=TODAY + timedelta(days=7))
    Version.objects.create(number=2, digest="next", in_force_from=TODAY + timedelta(days=7), **facts)
    assert enrol().version_id == held.pk


def test_a_pregnancy_that_was_lost_before_is_not_what_a_programme_is_about(enrol, family):
    family.pregnancies.update(outcome="miscarriage", ended_on=TODAY - timedelta(days=30))
    row = enrol(arrival_reason="Zij is weer zwanger", first_due_on=TODAY)
    assert row.pregnancy is None


def test_twice_in_one_programme_is_refused(enrol):
    enrol()
    with pytest.raises(NotNow, match="doet al mee"):
        enrol()


def test_a_waiting_list_is_a_dated_look_too(enrol, by, youth_nurse):
    row = enrol(waiting=True)
    assert (row.status, row.promise.status) == ("waiting", "open")
    assert [one.enrolment_id for one in caseload(by=by, now=NOW).waiting] == [row.pk]
    actions.start(row.pk, by=by, now=after(3), worker_id=youth_nurse.pk)
    row.refresh_from_db()
    assert (row.status, row.promise) == ("active", None)
    assert next_of(row).due_on == TODAY + timedelta(days=10)
    assert Promise.objects.filter(family=row.family, what__startswith="Kijken").get().status == "withdrawn"


def test_another_nurse_gets_the_next_visit(world, enrol, by):
    row = enrol()
    other = world.professional("Bo Wijk", world.youth_care, "youth_nurse")
    actions.change_worker(row.pk, by=by, now=NOW, worker_id=other.pk, worker_reason="Kent haar")
    assert next_of(row).worker_id == next_of(row).promise.owner_id == other.pk
    assert len(visits(by=world.actor(other), now=NOW).rows) == 1
    assert visits(by=by, now=NOW).rows == ()


def test_it_is_completed_only_when_the_child_is_almost_two(enrol, by):
    row = enrol()
    record_birth(row.pregnancy_id, by=by, now=after(4), children=[ChildFacts(given_name="Noor", born_on=TODAY)])
    with pytest.raises(NotNow, match="Zo eindigen kan vanaf"):
        actions.end(row.pk, by=by, now=after(365), ending="graduated", why="Klaar")
    actions.end(row.pk, by=by, now=after(24 * 31), ending="graduated", why="Klaar")
    assert Enrolment.objects.get().ended_as == "completed"


def test_it_ends_by_a_person_with_a_reason_and_the_file_cannot_close_before(world, enrol, by, family, coordinator):
    row = enrol()
    case, lead = Case.objects.get(), world.actor(coordinator)
    closing = {"ending": "goals_reached", "family_told_on": TODAY, "withdraw_open": True}
    with pytest.raises(NotNow, match="loopt nog"):
        close_case(case.pk, by=lead, now=NOW, **closing)
    with pytest.raises(NotNow, match="waarom"):
        actions.end(row.pk, by=by, now=NOW, ending="not_wanted", why=" ")
    with pytest.raises(NotNow, match="pas na de geboorte"):
        actions.end(row.pk, by=by, now=NOW, ending="graduated", why="Klaar")
    actions.end(row.pk, by=by, now=NOW, ending="not_wanted", why="Zij heeft genoeg aan haar moeder")
    row.refresh_from_db()
    assert (row.status, row.ended_as, row.contacts.get().status) == ("ended", "stopped_early", "dropped")
    with pytest.raises(NotNow, match="loopt nu niet"):
        actions.change_worker(row.pk, by=by, now=NOW, worker_id=coordinator.pk, worker_reason="Kent haar")
    close_case(case.pk, by=lead, now=NOW, **closing)


def test_a_stranger_may_not_see_or_record(world, enrol, midwife, family):
    row = enrol()
    stranger = world.actor(midwife)
    with pytest.raises(NotAllowed):
        programmes_of(family.pk, by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        actions.record(next_of(row).pk, by=stranger, now=NOW, held=True)


def test_values_are_kept_over_time_and_a_correction_counts(enrol, by, family):
    row = enrol()
    for value in ("12", "9"):
        actions.measure(row.pk, by=by, now=NOW, measurement="cigarettes_a_day", moment="enrolment", value=value)
    with pytest.raises(NotNow, match="heel getal"):
        actions.measure(row.pk, by=by, now=NOW, measurement="cigarettes_a_day", moment="enrolment", value="veel")
    (view,) = programmes_of(family.pk, by=by, now=NOW)
    found = next(one for one in view.measured if one.measurement.id == "cigarettes_a_day")
    assert (found.value, Measured.objects.count()) == ("9", 2)


def test_the_calendar_on_a_phone_holds_initials_only(enrol, by):
    enrol()
    (one,) = calendar(by=by, now=NOW)
    assert (one.on, one.at, one.who) == (TODAY + timedelta(days=7), None, "S.D.W.")


def test_an_outreach_that_nobody_coded_goes_from_a_closed_door_to_care(world, enrol, by, family):
    in_force(world.region, "at_the_door")
    assert "at_the_door" in {one.id for one in offered(family.pk, by=by, now=NOW)}
    with pytest.raises(NotNow, match="grond"):
        enrol("at_the_door", first_due_on=TODAY)
    with pytest.raises(NotNow, match="eerste contact"):
        enrol("at_the_door", ground="no_answer")
    row = enrol("at_the_door", ground="no_answer", first_due_on=TODAY)
    assert row.step == "look"
    with pytest.raises(NotNow, match="volgende"):
        actions.record(next_of(row).pk, by=by, now=NOW, held=False, why_not="Niemand deed open")
    tomorrow = TODAY + timedelta(days=1)
    actions.record(next_of(row).pk, by=by, now=NOW, held=False, why_not="Niemand deed open", next_due_on=tomorrow)
    actions.record(next_of(row).pk, by=by, now=after(1), held=True, next_due_on=TODAY + timedelta(days=5))
    actions.mark(row.pk, by=by, now=after(1), code="door_open")
    with pytest.raises(NotNow, match="woorden van de ouders"):
        actions.mark(row.pk, by=by, now=after(1), code="their_question")
    actions.mark(row.pk, by=by, now=after(1), code="their_question", words="Wij willen slapen")
    actions.move_to_step(row.pk, by=by, now=after(1), step="talk")
    (shown,) = caseload(by=by, now=after(1)).boards
    assert [len(column.rows) for column in shown.columns] == [0, 0, 1, 0, 0]
    assert [one.warned for one in caseload(by=by, now=after(100)).rows] == [True]
    assert Enrolment.objects.get().status == "active"
    actions.end(row.pk, by=by, now=after(100), ending="brought", why="De hulp is begonnen")


def test_a_refusal_is_respected_and_asks_what_now(world, enrol, by):
    in_force(world.region, "at_the_door")
    row = enrol("at_the_door", ground="no_answer", first_due_on=TODAY)
    actions.record(next_of(row).pk, by=by, now=NOW, held=False, why_not="Wil geen contact", refused=True)
    row.refresh_from_db()
    assert ContactAttempt.objects.get().result == "refused"
    assert (row.contacts.filter(status="planned").count(), row.promise.status) == (0, "open")


def test_monthly_groups_that_nobody_coded_are_planned_and_seen_in_the_day(world, enrol, by, family):
    in_force(world.region, "round_table")
    row = enrol("round_table")
    due = next_of(row).due_on
    assert 28 <= (due - TODAY).days <= 31
    (shown,) = visits(by=by, now=after((due - TODAY).days)).today
    assert (shown.group, shown.programme.en, shown.phase.en) == (True, "Round Table", "Meetings")
    (view,) = programmes_of(family.pk, by=by, now=NOW)
    (dose,) = view.doses
    assert (dose.planned, dose.usual.at_least) == (4, 4)


def test_a_stand_in_sees_the_visits_of_who_is_away_and_may_note_them(world, enrol, by, youth_nurse):
    row = enrol(first_due_on=TODAY)
    other = world.professional("Bo Wijk", world.youth_care, "youth_nurse")
    assert visits(by=world.actor(other), now=NOW).rows == ()
    StandIn.objects.create(professional=youth_nurse, stand_in=other, starts_on=TODAY, ends_on=TODAY)
    (shown,) = visits(by=world.actor(other), now=NOW).today
    assert (shown.worker, shown.is_mine) == (youth_nurse.name, False)
    assert [one.is_mine for one in caseload(by=world.actor(other), now=NOW).rows] == [False]
    actions.record(next_of(row).pk, by=world.actor(other), now=NOW, held=True)
    row.refresh_from_db()
    assert row.worker_id == next_of(row).worker_id == next_of(row).promise.owner_id == youth_nurse.pk


def test_a_route_has_the_addresses_of_today_and_no_secret_one(world, enrol, by, family):
    enrol(first_due_on=TODAY)
    mother = world.mother(family)
    Person.objects.filter(pk=mother.pk).update(street="Lange Weg 1", postcode="1234 AB", town="Waterstad")
    assert [one.address for one in visits(by=by, now=NOW).route] == ["Lange Weg 1, 1234 AB Waterstad"]
    Person.objects.filter(pk=mother.pk).update(address_hidden=True)
    assert visits(by=by, now=NOW).route == ()
