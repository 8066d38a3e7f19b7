"""Nothing of a matter is on a parent's pages until who decides shows it, to this parent, and takes it back."""

import pytest

from sluitend.care.people.models import FamilyMember, Person
from sluitend.care.safety import actions
from sluitend.care.safety.queries import told_to_me
from sluitend.core.access import Actor, NotNow
from sluitend.core.roles import Role
from tests.care.conftest import TODAY

WORDS = {"words": "Wij spraken over de ruzies thuis.", "why": "Zij leest dit alleen."}


@pytest.fixture
def mother(world, family):
    return world.mother(family)


def reads(person, family, now):
    own = Actor(0, "", frozenset({Role.PARENT}), family.region_id, person_id=person.pk, own_families={family.pk})
    return [one.words for one in told_to_me(family.pk, by=own, now=now)]


def spoken(do, today):
    do(actions.talk, on=today, held=True, whom="Sam", facts="Zij huilt, en wil hulp.")


def test_a_page_is_never_the_first_to_tell(do, mother, today):
    for what in ("conversation", "report", "plan"):
        with pytest.raises(NotNow) as refused:
            do(actions.release, person_id=mother.pk, what=what, **WORDS)
        assert refused.value.field == "what"
    spoken(do, today)
    report = {"made_on": today, "way": "phone", "about_whom": "unborn"}
    do(actions.register_report, parents_told=False, why_not_told="Niet veilig.", **report)
    with pytest.raises(NotNow, match="weten nog niet"):
        do(actions.release, person_id=mother.pk, what="report", **WORDS)
    do(actions.register_report, parents_told=True, **report)
    do(actions.release, person_id=mother.pk, what="report", **WORDS)


def test_one_parent_reads_it_in_the_words_chosen_until_it_is_taken_back(do, family, mother, world, now, today):
    father = Person.objects.create(region=world.region, given_name="Teun", family_name="Bos")
    FamilyMember.objects.create(family=family, person=father, part="father", starts_on=TODAY)
    spoken(do, today)
    assert reads(mother, family, now) == []
    shown = do(actions.release, person_id=mother.pk, what="conversation", **WORDS)
    assert reads(mother, family, now) == [WORDS["words"]]
    assert reads(father, family, now) == []
    with pytest.raises(NotNow):
        do(actions.take_back, release_id=shown, reason=" ")
    do(actions.take_back, release_id=shown, reason="Haar partner leest mee.")
    assert reads(mother, family, now) == []
    with pytest.raises(NotNow):
        do(actions.take_back, release_id=shown, reason="Nog eens.")


def test_who_thinks_along_does_not_decide_and_a_child_or_stranger_is_no_choice(
    do, mother, world, colleague, midwife, now, today
):
    spoken(do, today)
    do(actions.add_to_circle, professional_id=colleague.pk, why="Kent het gezin.")
    with pytest.raises(NotNow, match="denkt mee"):
        do(actions.release, by=colleague, person_id=mother.pk, what="conversation", **WORDS)
    elsewhere = world.mother(world.family("Familie Anders"))
    with pytest.raises(NotNow) as refused:
        do(actions.release, person_id=elsewhere.pk, what="conversation", **WORDS)
    assert refused.value.field == "person"
