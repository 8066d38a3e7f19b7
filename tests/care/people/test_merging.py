"""Two records of one person made one, and back again: nothing is lost on the way there or back."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluitend.care.observations.models import Observation
from sluitend.care.people import actions as people
from sluitend.care.people.actions.merging import _pointing_fields
from sluitend.care.people.models import Merge, Person
from sluitend.care.people.queries import family_people
from sluitend.core.access import NotNow
from sluitend.core.person import PersonFacts


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


def state():
    """Every row that points at a person, and the safety marks of every person."""
    rows = {
        f"{field.model._meta.label}.{field.name}": sorted(field.model.objects.values_list("pk", field.name))
        for field in _pointing_fields()
    }
    marks = sorted(Person.objects.values_list("pk", "never_phone", "address_hidden", "safe_contact", "merged_into"))
    return rows, marks


PEOPLE = st.lists(
    st.tuples(st.sampled_from(["father", "partner", "child", "other"]), st.booleans(), st.booleans(), st.booleans()),
    min_size=2,
    max_size=5,
)


@given(PEOPLE, st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unmerging_puts_everything_back_whatever_was_merged(world, by, coordinator, now, today, members, data):
    first, second = (world.family(known_by=coordinator, weeks=data.draw(st.sampled_from([None, 20]))) for _ in range(2))
    ids = [world.mother(first).pk, world.mother(second).pk]
    for number, (part, in_first, in_both, never_phone) in enumerate(members):
        facts = PersonFacts(f"P{number}", never_phone=never_phone)
        home, other = (first, second) if in_first else (second, first)
        people.add_member(home.pk, by=by, now=now, part=part, facts=facts)
        pk = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]
        if in_both:
            people.add_member(other.pk, by=by, now=now, part=part, person_id=pk)
        ids.append(pk)
    kept, gone = data.draw(st.permutations(ids))[:2]
    household = Person.objects.get(pk=kept).memberships.first().family_id
    before = state()
    merged = people.merge(household, by=by, now=now, kept_id=kept, gone_id=gone, reason="dubbel")
    assert Person.objects.get(pk=gone).merged_into_id == kept
    people.unmerge(merged, by=by, now=now)
    assert state() == before


def test_a_merged_person_is_one_person_in_both_households(world, by, coordinator, now):
    first, second = world.family(known_by=coordinator), world.family("Familie Kok", weeks=None, known_by=coordinator)
    kept, gone = world.mother(first), world.mother(second)
    people.merge(first.pk, by=by, now=now, kept_id=kept.pk, gone_id=gone.pk, reason="zelfde vrouw")
    for family in (first, second):
        assert [m.person_id for m in family_people(family.pk, by=by, now=now).members] == [kept.pk]


def test_a_rule_for_safe_contact_of_either_record_stays_in_force(world, by, coordinator, now):
    first, second = world.family(known_by=coordinator), world.family(weeks=None, known_by=coordinator)
    kept, gone = world.mother(first), world.mother(second)
    Person.objects.filter(pk=gone.pk).update(never_phone=True)
    people.merge(first.pk, by=by, now=now, kept_id=kept.pk, gone_id=gone.pk, reason="dubbel")
    assert Person.objects.get(pk=kept.pk).never_phone


def test_a_person_of_a_family_one_may_not_see_cannot_be_merged(world, by, coordinator, now):
    own, strange = world.family(known_by=coordinator), world.family(weeks=None)
    with pytest.raises(NotNow) as refused:
        people.merge(
            own.pk, by=by, now=now, kept_id=world.mother(own).pk, gone_id=world.mother(strange).pk, reason="dubbel"
        )
    assert refused.value.field == "gone"
    assert not Merge.objects.exists()


def test_undoing_twice_is_refused(world, by, coordinator, now):
    first, second = world.family(known_by=coordinator), world.family(weeks=None, known_by=coordinator)
    kept, gone = world.mother(first).pk, world.mother(second).pk
    merged = people.merge(first.pk, by=by, now=now, kept_id=kept, gone_id=gone, reason="dubbel")
    people.unmerge(merged, by=by, now=now)
    with pytest.raises(NotNow, match="al ongedaan"):
        people.unmerge(merged, by=by, now=now + timedelta(hours=1))


def test_two_grades_of_one_woman_stay_apart_instead_of_failing(world, by, coordinator, now, today):
    first, second = world.family(known_by=coordinator), world.family(weeks=None, known_by=coordinator)
    kept, gone = world.mother(first), world.mother(second)
    for family, mother, grade in ((first, kept, "vulnerable"), (second, gone, "potentially_vulnerable")):
        Observation.objects.create(
            family=family,
            person=mother,
            kind="grade",
            code=grade,
            noted_by=coordinator,
            domain="social",
            noted_on=today,
        )
    merged = people.merge(first.pk, by=by, now=now, kept_id=kept.pk, gone_id=gone.pk, reason="dubbel")
    assert Observation.objects.get(person=kept).code == "vulnerable"
    people.unmerge(merged, by=by, now=now)
    assert Observation.objects.get(person=gone).code == "potentially_vulnerable"
