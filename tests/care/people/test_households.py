"""Households over time: registering, two households, authority, moving, splitting."""

from datetime import timedelta

import pytest

from sluitend.care.network.models import Municipality
from sluitend.care.people import actions as people
from sluitend.care.people.models import Family, FamilyMember, Involvement, ParentalAuthority, Person
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.person import ChildFacts, PersonFacts


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def registered(world, by, now, today):
    pk = people.register_family(
        by=by,
        now=now,
        municipality_id=world.town.pk,
        parent=PersonFacts(" Sámi ", "van der Wit", today - timedelta(days=9000), street="Kade 1", town="Waterstad"),
        due_date=today + timedelta(days=100),
        dated_by="early_scan",
        since=today - timedelta(days=30),
        children=[ChildFacts(today - timedelta(days=400), "Bo")],
    )
    return Family.objects.get(pk=pk)


def members(family, today):
    rows = family.members.on(today).select_related("person")
    return sorted((row.part, row.person.given_name) for row in rows)


def person(family, given_name):
    return Person.objects.get(memberships__family=family, given_name=given_name)


def test_a_registered_family_is_complete_and_seen_by_whoever_registered_it(registered, coordinator, today):
    assert registered.name == "van der Wit"
    assert members(registered, today) == [("child", "Bo"), ("mother", "Sámi")]
    mother = person(registered, "Sámi")
    assert mother.search_name == "sami wit"
    assert all(len(key) == 64 for key in (mother.key_name_birth, mother.key_family_birth))
    assert [(d.dated_by, d.due_date) for d in mother.pregnancies.get().due_dates.all()] == [
        ("early_scan", today + timedelta(days=100))
    ]
    assert registered.access(today).involved == {coordinator.pk}
    assert registered.residences.get().street == "Kade 1"


def test_nothing_is_kept_when_one_part_of_a_registration_is_wrong(world, by, now, today):
    with pytest.raises(NotNow) as refused:
        people.register_family(
            by=by,
            now=now,
            municipality_id=world.town.pk,
            parent=PersonFacts("Sam"),
            due_date=today + timedelta(days=730),
        )
    assert refused.value.field == "due_date"
    assert not Person.objects.exists()


def test_a_name_of_ten_megabytes_is_refused_with_a_sentence(world, by, now):
    with pytest.raises(NotNow, match="Gebruik hoogstens") as refused:
        people.register_family(
            by=by, now=now, municipality_id=world.town.pk, parent=PersonFacts("x" * 10_000_000, "De Wit")
        )
    assert refused.value.field == "given_name"


def test_a_minor_can_be_a_mother(world, by, now, today):
    pk = people.register_family(
        by=by,
        now=now,
        municipality_id=world.town.pk,
        parent=PersonFacts("Fay", "Smit", today.replace(year=today.year - 15)),
        due_date=today + timedelta(days=60),
    )
    assert Person.objects.get(memberships__family=pk).pregnancies.count() == 1


def test_a_child_can_belong_to_two_households(registered, by, now, today, world):
    father = people.register_family(
        by=by,
        now=now,
        municipality_id=world.town.pk,
        parent=PersonFacts("Tom", "Dijk"),
        part="father",
    )
    people.add_member(father, by=by, now=now, part="child", person_id=person(registered, "Bo").pk)
    assert members(registered, today) == [("child", "Bo"), ("mother", "Sámi")]
    assert members(Family.objects.get(pk=father), today) == [("child", "Bo"), ("father", "Tom")]


def test_somebody_of_a_family_one_is_not_involved_with_cannot_be_pulled_in_by_id(registered, world, youth_nurse, now):
    own = world.family("Familie Anders", known_by=youth_nurse)
    with pytest.raises(NotNow) as refused:
        people.add_member(
            own.pk, by=world.actor(youth_nurse), now=now, part="child", person_id=person(registered, "Bo").pk
        )
    assert refused.value.field == "person"
    assert own.members.count() == 1


def test_authority_can_be_with_a_parent_in_another_household(registered, by, now, today, world):
    father = people.register_family(
        by=by, now=now, municipality_id=world.town.pk, parent=PersonFacts("Tom", "Dijk"), part="father"
    )
    child = person(registered, "Bo")
    people.add_member(father, by=by, now=now, part="child", person_id=child.pk)
    tom = Person.objects.get(given_name="Tom")
    row = people.set_authority(
        registered.pk, by=by, now=now, child_id=child.pk, holder_id=tom.pk, since=today, ground="erkenning"
    )
    assert ParentalAuthority.objects.get().holder == tom
    people.end_authority(registered.pk, by=by, now=now, authority_id=row, last_day=today)
    assert ParentalAuthority.objects.get().ends_on == today


def test_the_last_member_cannot_leave_an_open_household(world, by, coordinator, now, today):
    family = world.family(known_by=coordinator)
    with pytest.raises(NotNow, match="niemand meer"):
        people.end_membership(family.members.get().pk, by=by, now=now, last_day=today)


def test_moving_keeps_where_the_household_lived_and_takes_its_members_along(registered, by, now, today):
    other_town = Municipality.objects.get(name="Zandstad")
    people.move(
        registered.pk, by=by, now=now, municipality_id=other_town.pk, on=today, street="Duin 2", town="Zandstad"
    )
    registered.refresh_from_db()
    assert registered.municipality == other_town
    assert list(registered.residences.order_by("starts_on").values_list("street", "ends_on")) == [
        ("Kade 1", today - timedelta(days=1)),
        ("Duin 2", None),
    ]
    assert person(registered, "Sámi").street == "Duin 2"


def test_a_move_on_the_day_a_residence_began_corrects_it(registered, by, now, today, world):
    for street in ("Duin 2", "Duin 4"):
        people.move(registered.pk, by=by, now=now, municipality_id=world.town.pk, on=today, street=street)
    assert [row.street for row in registered.residences.order_by("starts_on")] == ["Kade 1", "Duin 4"]


def test_a_move_before_the_household_came_to_live_there_is_refused(registered, by, now, today, world):
    with pytest.raises(NotNow) as refused:
        people.move(
            registered.pk, by=by, now=now, municipality_id=world.town.pk, on=today - timedelta(days=90), street="Duin 2"
        )
    assert refused.value.field == "on"


def test_splitting_keeps_both_households_in_view_of_the_lead_and_shares_the_child(
    registered, by, now, today, world, colleague
):
    people.add_member(registered.pk, by=by, now=now, part="father", facts=PersonFacts("Tom", "Dijk"))
    Involvement.objects.create(family=registered, professional=colleague, role="lead", starts_on=today)
    new = Family.objects.get(
        pk=people.split_household(
            registered.pk,
            by=by,
            now=now,
            municipality_id=world.town.pk,
            on=today,
            leaving_ids=[person(registered, "Tom").pk],
            both_ids=[person(registered, "Bo").pk],
        )
    )
    assert new.name == "Dijk"
    assert members(new, today) == [("child", "Bo"), ("father", "Tom")]
    assert ("child", "Bo") in members(registered, today + timedelta(days=1))
    assert ("father", "Tom") not in members(registered, today + timedelta(days=1))
    assert new.access(today).involved == {by.professional_id, colleague.pk}


def test_nobody_of_another_family_can_be_edited_through_a_foreign_id(registered, by, now, world):
    stranger = world.mother(world.family("Familie Anders"))
    with pytest.raises(NotNow) as refused:
        people.edit_person(registered.pk, by=by, now=now, person_id=stranger.pk, facts=PersonFacts("Hack"))
    assert refused.value.field == "person"


def test_whoever_is_not_involved_is_refused(registered, world, youth_nurse, now):
    with pytest.raises(NotAllowed):
        people.rename_family(registered.pk, by=world.actor(youth_nurse), now=now, name="Anders")


def test_safe_contact_is_kept(registered, by, now):
    mother = person(registered, "Sámi")
    facts = PersonFacts(
        "Sámi", never_phone=True, address_hidden=True, safe_contact="via haar moeder", language="Tigrinya"
    )
    people.edit_person(registered.pk, by=by, now=now, person_id=mother.pk, facts=facts)
    mother.refresh_from_db()
    assert (mother.never_phone, mother.address_hidden, mother.safe_contact) == (True, True, "via haar moeder")


def test_a_member_joins_once(registered, by, now):
    bo = person(registered, "Bo")
    people.add_member(registered.pk, by=by, now=now, part="child", person_id=bo.pk)
    assert FamilyMember.objects.filter(family=registered, person=bo).count() == 1


def test_a_family_gets_another_name_to_be_found_by(registered, by, now):
    people.rename_family(registered.pk, by=by, now=now, name=" De Boer-Smit ")
    registered.refresh_from_db()
    assert (registered.name, registered.search_name) == ("De Boer-Smit", "boer smit")
