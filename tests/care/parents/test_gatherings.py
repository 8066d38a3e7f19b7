"""A parent is invited to the table, answers, and only who works with the family sees the answer."""

from datetime import timedelta

import pytest

from sluitend.care.followup.models import Notice
from sluitend.care.outbox.actions import plan, set_parent_messages
from sluitend.care.outbox.models import Message
from sluitend.care.parents import actions
from sluitend.care.parents.models import Question
from sluitend.care.parents.queries import gatherings_of, own_gatherings
from sluitend.care.people.models import FamilyMember, Person
from sluitend.core.access import NotAllowed, NotNow
from tests.care.conftest import LONG_AGO, NOW
from tests.care.parents.conftest import make_own_pages

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(days=3)
WORDS = {
    "place": "Huis van de wijk",
    "who": "Cor (regie)",
    "topic": "Hoe het verder gaat na de geboorte.",
}


@pytest.fixture
def father(family):
    found = Person.objects.create(region=family.region, given_name="Ali")
    FamilyMember.objects.create(family=family, person=found, part="father", starts_on=LONG_AGO)
    return found


def invite(family, by, *people, at=SOON, **more):
    ids = [person.pk for person in people]
    return actions.invite_to_gathering(family.pk, by=by, now=NOW, at=at, person_ids=ids, **{**WORDS, **more})


def test_a_parent_says_yes_brings_somebody_and_asks_and_who_invited_hears_it(family, by, mother, own, coordinator):
    pk = invite(family, by, mother)
    said = {"answer": "yes", "brings": "Oma Riet", "question": "Mag de baby mee?"}
    actions.answer_gathering(pk, by=own.by, now=NOW, **said)
    [row] = gatherings_of(family.pk, by=by, now=NOW)
    [guest] = row.guests
    assert (guest.answer, guest.brings, row.by) == ("yes", "Oma Riet", coordinator.name)
    assert Question.objects.get().question == "Mag de baby mee?"
    assert Notice.objects.filter(to=coordinator, kind="gathering").exists()


def test_another_time_says_which_and_an_answer_may_be_changed_until_it_begins(family, by, mother, own):
    pk = invite(family, by, mother)
    with pytest.raises(NotNow) as refused:
        actions.answer_gathering(pk, by=own.by, now=NOW, answer="other_time")
    assert refused.value.field == "other_time"
    actions.answer_gathering(pk, by=own.by, now=NOW, answer="other_time", other_time="Op vrijdag", brings="Oma")
    actions.answer_gathering(pk, by=own.by, now=NOW, answer="no", other_time="Op vrijdag", brings="Oma")
    [guest] = own_gatherings(family.pk, by=own.by, now=NOW)[0].guests
    assert (guest.answer, guest.other_time, guest.brings) == ("no", "", "")
    with pytest.raises(NotNow):
        actions.answer_gathering(pk, by=own.by, now=SOON, answer="yes")


def test_the_other_parent_sees_neither_the_invitation_nor_the_answer(family, by, mother, own, father):
    his = make_own_pages(family, father, by, code="ALI2-ALI-ALI", username="ali")
    alone, both = invite(family, by, mother), invite(family, by, mother, father)
    assert [row.id for row in own_gatherings(family.pk, by=his.by, now=NOW)] == [both]
    actions.answer_gathering(both, by=own.by, now=NOW, answer="yes", brings="Mijn advocaat")
    [row] = own_gatherings(family.pk, by=his.by, now=NOW)
    assert [guest.answer for guest in row.guests] == [""]
    with pytest.raises(NotNow):
        actions.answer_gathering(alone, by=his.by, now=NOW, answer="yes")


def test_who_has_no_own_pages_and_a_day_that_is_past_are_refused(family, by, mother, own, father):
    for people, more, field in (([father], {}, "persons"), ([], {}, "persons"), ([mother], {"at": NOW}, "on")):
        with pytest.raises(NotNow) as refused:
            invite(family, by, *people, **more)
        assert refused.value.field == field
    with pytest.raises(NotNow) as refused:
        invite(family, by, mother, topic=" ")
    assert refused.value.field == "topic"


def test_what_is_called_off_says_so_and_takes_no_answers(family, by, mother, own, midwife, world):
    pk = invite(family, by, mother)
    with pytest.raises(NotAllowed):
        actions.call_off(pk, by=world.actor(midwife), now=NOW)
    actions.call_off(pk, by=by, now=NOW)
    [row] = own_gatherings(family.pk, by=own.by, now=NOW)
    assert (row.called_off, row.waits) == (True, False)
    with pytest.raises(NotNow):
        actions.answer_gathering(pk, by=own.by, now=NOW, answer="yes")
    assert own_gatherings(family.pk, by=own.by, now=SOON + timedelta(days=8)) == ()


def test_the_message_says_only_that_something_waits(family, by, mother, own):
    before = NOW - timedelta(hours=1)
    wish = {"way": "email", "email": "sam@post.example", "mobile": "", "first_hour": 0, "until_hour": 24}
    set_parent_messages(own.invitation_id, by=own.by, now=before, **wish)
    invite(family, by, mother)
    plan(family.region_id, now=NOW + timedelta(minutes=1))
    [message] = Message.objects.filter(user_id=own.by.user_id)
    assert (message.kind, message.new) == ("daily", 1)
