"""From due date to birth or loss. No record of an unborn child: a child's record starts at birth."""

from datetime import timedelta

import pytest

from sluitend.care.people import actions as people
from sluitend.care.people.models import Birth, Person, Pregnancy
from sluitend.core.access import NotNow
from sluitend.core.person import ChildFacts, PersonFacts


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def family(world, coordinator):
    return world.family(weeks=39, known_by=coordinator)


@pytest.fixture
def pregnancy(family):
    return family.pregnancies.get()


def test_a_pregnant_household_holds_no_child(family):
    assert list(family.members.values_list("part", flat=True)) == ["mother"]


def test_a_new_due_date_keeps_what_was_believed_before(pregnancy, by, now, today):
    for days, way in ((10, "last_period"), (17, "early_scan")):
        people.set_due_date(pregnancy.pk, by=by, now=now, due_date=today + timedelta(days=days), dated_by=way)
    pregnancy.refresh_from_db()
    assert (pregnancy.due_date, pregnancy.dated_by) == (today + timedelta(days=17), "early_scan")
    assert list(pregnancy.due_dates.order_by("pk").values_list("dated_by", flat=True)) == ["last_period", "early_scan"]


@pytest.mark.parametrize("days", [730, 281, -36, -4000])
def test_a_due_date_outside_a_pregnancy_is_refused_beside_its_field(pregnancy, by, now, today, days):
    with pytest.raises(NotNow) as refused:
        people.set_due_date(pregnancy.pk, by=by, now=now, due_date=today + timedelta(days=days), dated_by="early_scan")
    assert refused.value.field == "due_date"
    assert not pregnancy.due_dates.exists()


def test_twins_are_two_children_of_one_pregnancy(family, pregnancy, by, now, today):
    yesterday = today - timedelta(days=1)
    twins = [ChildFacts(yesterday, "Ada", weight_grams=2400), ChildFacts(today, weight_grams=2150)]
    people.record_birth(pregnancy.pk, by=by, now=now, children=twins)
    pregnancy.refresh_from_db()
    assert (pregnancy.outcome, pregnancy.ended_on) == ("born", today)
    births = Birth.objects.filter(pregnancy=pregnancy).order_by("born_on")
    assert [(birth.weight_grams, birth.gestational_days) for birth in births] == [(2400, 272), (2150, 273)]
    assert family.members.filter(part="child", person__family_name="De Wit").count() == 2


def test_a_birth_in_the_future_is_refused_and_leaves_no_child(pregnancy, by, now, today):
    children = [ChildFacts(today, "Ada"), ChildFacts(today + timedelta(days=1), "Bo")]
    with pytest.raises(NotNow) as refused:
        people.record_birth(pregnancy.pk, by=by, now=now, children=children)
    assert refused.value.field == "child_2_born_on"
    assert not Birth.objects.exists()


@pytest.mark.parametrize("grams", [0, 199, 8001, 30_000])
def test_an_impossible_weight_is_refused(pregnancy, by, now, today, grams):
    with pytest.raises(NotNow, match="geboortegewicht"):
        people.record_birth(pregnancy.pk, by=by, now=now, children=[ChildFacts(today, weight_grams=grams)])


def test_a_birth_recorded_twice_gives_one_child(pregnancy, by, now, today):
    sent = {"by": by, "now": now, "children": [ChildFacts(today)]}
    people.record_birth(pregnancy.pk, **sent)
    with pytest.raises(NotNow, match="al afgelopen"):
        people.record_birth(pregnancy.pk, **sent)
    assert Birth.objects.count() == 1


@pytest.mark.parametrize("outcome", ["stillbirth", "miscarriage", "termination"])
def test_a_loss_ends_the_pregnancy_and_makes_no_child(family, pregnancy, by, now, today, outcome):
    people.record_loss(pregnancy.pk, by=by, now=now, outcome=outcome, on=today)
    pregnancy.refresh_from_db()
    assert (pregnancy.outcome, pregnancy.ended_on) == (outcome, today)
    assert family.members.count() == 1


def test_a_loss_is_not_a_birth(pregnancy, by, now, today):
    with pytest.raises(NotNow):
        people.record_loss(pregnancy.pk, by=by, now=now, outcome="born", on=today)


def test_after_a_loss_there_can_be_a_new_pregnancy_but_never_two_at_once(family, pregnancy, by, now, today, world):
    mother = world.mother(family)
    sent = {"by": by, "now": now, "mother_id": mother.pk, "due_date": today + timedelta(days=200)}
    with pytest.raises(NotNow, match="loopt al"):
        people.start_pregnancy(family.pk, **sent)
    people.record_loss(pregnancy.pk, by=by, now=now, outcome="stillbirth", on=today)
    people.start_pregnancy(family.pk, **sent)
    assert Pregnancy.objects.filter(mother=mother, outcome="ongoing").count() == 1


def test_somebody_who_died_stays_in_the_history_and_loses_authority(family, by, now, today):
    people.add_member(family.pk, by=by, now=now, part="father", facts=PersonFacts("Tom", "Dijk"))
    people.add_member(family.pk, by=by, now=now, part="child", facts=PersonFacts("Bo", "Dijk"))
    tom, bo = Person.objects.get(given_name="Tom"), Person.objects.get(given_name="Bo")
    people.set_authority(family.pk, by=by, now=now, child_id=bo.pk, holder_id=tom.pk, since=today)
    people.record_death(family.pk, by=by, now=now, person_id=tom.pk, on=today)
    tom.refresh_from_db()
    assert (tom.died_on, tom.authority_held.get().ends_on) == (today, today)
    assert family.members.filter(person=tom).exists()


def test_a_death_during_pregnancy_asks_for_the_outcome_first(family, by, now, today, world):
    with pytest.raises(NotNow, match="zwangerschap is afgelopen"):
        people.record_death(family.pk, by=by, now=now, person_id=world.mother(family).pk, on=today)
