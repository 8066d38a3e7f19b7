"""Somebody who looked seems to be a relative: it says why, the officer looks into it once, and another likeness is another matter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluitend.care.outbox.models import Wish
from sluitend.care.people.models import FamilyMember, InformalHelper, Involvement, Person
from sluitend.care.people.queries import family_people
from sluitend.care.privacy.actions import say_unrelated, take_back_unrelated
from sluitend.care.privacy.models import NoRelation
from sluitend.care.privacy.queries import cleared, unusual_looks
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role
from sluitend.core.trail import Likeness
from tests.care.conftest import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world):
    return world.actor(world.professional("Hilde Privacy", world.practice, Role.PRIVACY_OFFICER))


@pytest.fixture
def look(world, youth_nurse, now):
    """`look("Familie Bos")`: the nurse Jip Wijk works with this family and looked at it."""

    def at(name):
        family = world.family(name)
        Involvement.objects.create(family=family, professional=youth_nurse, role="care_giver", starts_on=LONG_AGO)
        family_people(family.pk, by=world.actor(youth_nurse), now=now)
        return family

    return at


def why(officer, now):
    return {family: set(like) for row, *_ in unusual_looks(by=officer, now=now) for family, like in row.why.items()}


def test_it_says_in_what_they_are_alike_and_shows_no_number_and_no_address(
    look, youth_nurse, officer, now, world, django_user_model
):
    youth_nurse.user = django_user_model.objects.create_user("jip")
    youth_nurse.phone, youth_nurse.email = "0570 111 222", "jip@werk.example"
    youth_nurse.save()
    wish = {"way": "sms", "mobile": "0612345678", "first_hour": 7, "until_hour": 20, "since": now}
    Wish.objects.create(user=youth_nurse.user, email="jip@thuis.example", **wish)
    families = {name: look(f"Familie {name}") for name in ("Bos", "van Wijk-Smit", "Berk", "Linde", "Eik")}
    Person.objects.filter(memberships__family=families["Bos"]).update(phone="+31 6 1234 5678")
    Person.objects.filter(memberships__family=families["Berk"]).update(email="Jip@thuis.example")
    brother = Person.objects.create(region=world.region, given_name="Jip", family_name="Wijk")
    FamilyMember.objects.create(family=families["Linde"], person=brother, part="other", starts_on=LONG_AGO)
    InformalHelper.objects.create(family=families["Eik"], name="Jip Wijk", starts_on=LONG_AGO)
    like = dict(zip(families, ("phone", "surname", "email", "name", "own_people"), strict=True))
    assert why(officer, now) == {families[name].pk: {one} for name, one in like.items()}
    told = repr(unusual_looks(by=officer, now=now))
    assert [word for word in ("1234", "thuis", "Smit", "Berk") if word in told] == []


def test_what_was_looked_into_stands_out_no_more_until_there_is_another_likeness(look, youth_nurse, officer, now):
    family, other = look("Familie Wijk"), look("Familie van Wijk")
    say_unrelated(family.pk, by=officer, now=now, professional_id=youth_nurse.pk)
    assert why(officer, now) == {other.pk: {Likeness.SURNAME}}
    InformalHelper.objects.create(family=family, name="Jip Wijk", starts_on=LONG_AGO)
    assert why(officer, now)[family.pk] == {Likeness.SURNAME, Likeness.OWN_PEOPLE}
    say_unrelated(family.pk, by=officer, now=now, professional_id=youth_nurse.pk)
    assert (why(officer, now).keys(), NoRelation.objects.count()) == ({other.pk}, 1)


def test_it_is_looked_into_again_after_all(look, youth_nurse, officer, now):
    family = look("Familie Wijk")
    pk = say_unrelated(family.pk, by=officer, now=now, professional_id=youth_nurse.pk)
    assert [(row.who, row.family_id, row.by) for row in cleared(by=officer, now=now)] == [
        ("Jip Wijk", family.pk, "Hilde Privacy")
    ]
    take_back_unrelated(pk, by=officer, now=now)
    assert (list(why(officer, now)), cleared(by=officer, now=now)) == ([family.pk], ())


def test_nobody_clears_oneself_and_who_is_not_alike_needs_no_clearing(world, look, midwife, officer, now):
    family = look("Familie Privacy")
    Involvement.objects.create(
        family=family, professional_id=officer.professional_id, role="care_giver", starts_on=LONG_AGO
    )
    with pytest.raises(NotAllowed):
        say_unrelated(family.pk, by=officer, now=now, professional_id=officer.professional_id)
    with pytest.raises(NotNow):
        say_unrelated(family.pk, by=officer, now=now, professional_id=midwife.pk)


def test_only_the_privacy_officer_says_it_and_it_is_in_the_trail(world, look, youth_nurse, team_lead, officer, now):
    family = look("Familie Wijk")
    with pytest.raises(NotAllowed):
        say_unrelated(family.pk, by=world.actor(team_lead), now=now, professional_id=youth_nurse.pk)
    say_unrelated(family.pk, by=officer, now=now, professional_id=youth_nurse.pk)
    row = Entry.objects.get(action="privacy.say_unrelated", kind="change")
    assert row.details == {"professional": str(youth_nurse.pk), "likenesses": "surname"}


def test_the_question_takes_as_many_statements_for_many_as_for_one(look, officer, now):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            unusual_looks(by=officer, now=now)
        return len(asked)

    look("Familie Wijk")
    few = statements()
    for number in range(4):
        look(f"Familie Wijk {number}")
    assert statements() == few
