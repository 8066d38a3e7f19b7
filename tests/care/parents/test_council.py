"""Every parent of an area is asked for the advisory council at once; who organises it learns of nobody but who wrote a name for it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sluitend.care.followup.models import Notice
from sluitend.care.network.models import Coalition, Municipality, Organisation, Professional, Region
from sluitend.care.network.queries import system_actor
from sluitend.care.outbox.actions import plan, set_parent_messages
from sluitend.care.outbox.models import Message
from sluitend.care.parents import actions
from sluitend.care.parents.models import CouncilAnswer, Invitation
from sluitend.care.parents.queries import council, councils, own_council, own_pages
from sluitend.care.parents.queries.council import meant_for
from sluitend.care.people.models import Family, FamilyMember
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role
from tests.care.conftest import LONG_AGO, NOW, TODAY
from tests.care.parents.conftest import make_own_pages

pytestmark = pytest.mark.django_db
SOON, LATER = NOW + timedelta(days=10), NOW + timedelta(minutes=5)
TOPIC = {"nl": "Wat beter kan.", "ar": "ما الذي يمكن تحسينه."}
WORDS = {"place": "Bibliotheek", "who": "Acht ouders en Sanne", "topic": TOPIC}
CALLED = {"answer": "yes", "call": True, "name": "Sam", "phone": "06 1234 5678"}


@pytest.fixture
def leader(world):
    return world.actor(world.professional("Sanne Leider", world.social, Role.PROJECT_LEADER))


@pytest.fixture
def neighbour(world, coordinator, by):
    """A parent of another family, in another municipality."""
    other = world.family("Familie Zand", known_by=coordinator)
    Family.objects.filter(pk=other.pk).update(municipality=Municipality.objects.get(name="Zandstad"))
    other.refresh_from_db()
    return make_own_pages(other, world.mother(other), by, code="BUUR-BUU-BUU", username="buur")


def invite(leader, at=SOON, **more):
    return actions.invite_to_council(by=leader, now=NOW, at=at, **{**WORDS, **more})


def answer(own, pk, now=NOW, **said):
    return actions.answer_council(own.family_id, by=own.by, now=now, meeting_id=pk, **said)


def read(own, now=NOW, language="nl"):
    return own_council(own.family_id, by=own.by, now=now, language=language)


def test_every_parent_of_the_region_reads_it_and_answers_apart(leader, own, neighbour):
    pk = invite(leader)
    assert [row.id for row in read(own)] == [row.id for row in read(neighbour)] == [pk]
    answer(own, pk, answer="yes")
    answer(neighbour, pk, answer="maybe")
    answer(neighbour, pk, answer="no")
    assert ([row.answer for row in read(own)], [row.answer for row in read(neighbour)]) == (["yes"], ["no"])
    [row] = councils(by=leader, now=NOW)
    assert (row.yes, row.maybe, row.area) == (1, 0, "")


def test_a_coalition_asks_only_the_parents_of_its_municipalities(world, leader, own, neighbour):
    coalition = Coalition.objects.create(region=world.region, name="Coalitie Zand")
    coalition.municipalities.add(Municipality.objects.get(name="Zandstad"))
    pk = invite(leader, coalition_id=coalition.pk)
    assert (read(own), [row.id for row in read(neighbour)]) == ((), [pk])
    with pytest.raises(NotNow):
        answer(own, pk, answer="yes")
    assert councils(by=leader, now=NOW)[0].area == "Coalitie Zand"


def test_messages_tell_of_the_meetings_that_the_pages_show(world, leader, own, neighbour):
    """Who is asked is said three ways: when a parent reads, when all are told, and as a count."""
    coalition = Coalition.objects.create(region=world.region, name="Coalitie Zand")
    coalition.municipalities.add(Municipality.objects.get(name="Zandstad"))
    whole, part = invite(leader), invite(leader, coalition_id=coalition.pk)
    parents = Invitation.objects.filter(pk__in=[own.invitation_id, neighbour.invitation_id]).select_related("family")

    def told():
        return {(one.pk, meeting.pk) for one, meeting, _ in meant_for(world.region.pk, parents.all(), NOW)}

    def shown():
        return {(one.invitation_id, row.id) for one in (own, neighbour) for row in read(one)}

    assert told() == shown() == {(own.invitation_id, whole), *((neighbour.invitation_id, pk) for pk in (whole, part))}
    actions.ask_for_council(neighbour.invitation_id, by=neighbour.by, now=NOW, wanted=False)
    assert told() == shown() == {(own.invitation_id, whole)}


def test_it_is_read_in_the_own_language_and_else_in_dutch(leader, own):
    invite(leader)
    for language, told in {"nl": (TOPIC["nl"], True), "ar": (TOPIC["ar"], True), "pl": (TOPIC["nl"], False)}.items():
        assert [(row.topic, row.in_own_language) for row in read(own, language=language)] == [told]


def test_who_organises_reads_only_the_names_of_who_comes_and_may_be_called(leader, own, neighbour, mother):
    mother.family_name, mother.phone = "Geheimnaam", "0699999999"
    mother.save()
    pk = invite(leader)
    answer(neighbour, pk, answer="yes")
    answer(own, pk, **CALLED)
    found = council(pk, by=leader, now=NOW)
    assert [(one.name, one.phone) for one in found.callers] == [("Sam", "06 1234 5678")]
    assert (found.row.yes, found.asked, found.no) == (2, None, 0)
    assert not any(word in str(found) for word in ("Geheimnaam", "0699999999", "Zand"))


def test_what_the_organiser_reads_comes_from_no_file(leader, own):
    """Not by leaving names out: the pages of the organiser ask no table of persons for anything but how many they are."""
    pk = invite(leader)
    answer(own, pk, **CALLED)
    with CaptureQueriesContext(connection) as asked:
        councils(by=leader, now=NOW)
        council(pk, by=leader, now=NOW)
    of_people = [one["sql"] for one in asked if "people_" in one["sql"]]
    assert len(of_people) == 1
    assert of_people[0].startswith("SELECT COUNT(*)")


def test_a_name_goes_at_once_with_another_answer_and_a_month_after_the_meeting(world, leader, own):
    pk = invite(leader)
    for said in ({"answer": "maybe"}, {"answer": "no"}, {"answer": "yes"}):
        answer(own, pk, **CALLED)
        answer(own, pk, **{**CALLED, "call": False, **said})
        assert council(pk, by=leader, now=NOW).callers == ()
    answer(own, pk, **CALLED)
    night, region = system_actor(world.region.pk), world.region.pk
    actions.forget_council_callers(region, by=night, now=SOON + timedelta(days=29))
    assert len(council(pk, by=leader, now=NOW).callers) == 1
    actions.forget_council_callers(region, by=night, now=SOON + timedelta(days=31))
    found = council(pk, by=leader, now=NOW)
    assert (found.callers, found.row.yes) == ((), 1)


def test_the_database_keeps_no_name_without_a_yes(leader, own):
    answer(own, invite(leader), **CALLED)
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilAnswer.objects.update(answer="maybe")


def test_who_may_be_called_leaves_a_name_and_a_number(leader, own):
    pk = invite(leader)
    for empty in ("name", "phone"):
        with pytest.raises(NotNow) as refused:
            answer(own, pk, **{**CALLED, empty: " "})
        assert refused.value.field == empty


def test_who_said_not_to_be_asked_is_asked_no_more_and_keeps_what_was_answered(leader, own):
    first = invite(leader)
    answer(own, first, answer="yes")
    actions.ask_for_council(own.invitation_id, by=own.by, now=NOW, wanted=False)
    second = invite(leader)
    assert [row.id for row in read(own)] == [first]
    with pytest.raises(NotNow):
        answer(own, second, answer="yes")
    actions.ask_for_council(own.invitation_id, by=own.by, now=NOW, wanted=True)
    assert [row.id for row in read(own)] == [first, second]


def test_each_parent_answers_and_chooses_apart(world, leader, own, family, by):
    other = world.mother(world.family("Familie Twee"))
    FamilyMember.objects.create(family=family, person=other, part="father", starts_on=LONG_AGO)
    his = make_own_pages(family, other, by, code="ALI2-ALI-ALI", username="ali")
    pk = invite(leader)
    answer(own, pk, **CALLED)
    answer(his, pk, answer="no")
    assert [[(row.answer, row.name) for row in read(one)] for one in (own, his)] == [[("yes", "Sam")], [("no", "")]]
    actions.ask_for_council(his.invitation_id, by=his.by, now=NOW, wanted=False)
    second = invite(leader)
    assert [[row.id for row in read(one)] for one in (own, his)] == [[pk, second], [pk]]
    with pytest.raises(NotAllowed):
        actions.ask_for_council(own.invitation_id, by=his.by, now=NOW, wanted=False)


def test_only_who_organises_it_reads_the_names_and_a_colleague_after_her(world, leader, own, coordinator):
    pk = invite(leader)
    answer(own, pk, **CALLED)
    second = world.actor(world.professional("Tweede Leider", world.social, Role.PROJECT_LEADER))
    for somebody in (second, world.actor(coordinator)):
        for verb in (council, actions.call_off_council):
            with pytest.raises(NotAllowed):
                verb(pk, by=somebody, now=NOW)
    assert councils(by=second, now=NOW)[0].yes == 1
    standing_in = replace(second, standing_in_for=frozenset({leader.professional_id}))
    assert council(pk, by=standing_in, now=NOW).callers
    Professional.objects.filter(pk=leader.professional_id).update(ends_on=TODAY - timedelta(days=1))
    assert council(pk, by=second, now=NOW).callers


def test_a_policy_officer_an_administrator_and_another_region_have_nothing_of_it(world, leader, own):
    pk = invite(leader)
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    far = Organisation.objects.create(region=elsewhere, name="Ver", kind="local_team", domain="social")
    strangers = [world.professional("Vreemd", far, Role.PROJECT_LEADER)]
    strangers += [
        world.professional(role.value, world.social, role) for role in (Role.POLICY_OFFICER, Role.ADMINISTRATOR)
    ]
    for one in map(world.actor, strangers):
        with pytest.raises(NotAllowed):
            council(pk, by=one, now=NOW)
    assert councils(by=world.actor(strangers[0]), now=NOW) == ()


def test_looking_at_the_names_is_in_the_trail_and_names_no_family(leader, own):
    pk = invite(leader)
    answer(own, pk, **CALLED)
    council(pk, by=leader, now=NOW)
    row = Entry.objects.filter(kind="look", action="parents.council").get()
    assert (row.thing, row.thing_id, row.family_id, row.details) == ("parents.CouncilMeeting", pk, None, {})


def test_who_organises_hears_that_somebody_comes_and_not_who(leader, own):
    pk = invite(leader)
    for said in ({"answer": "yes"}, CALLED, {"answer": "maybe"}):
        answer(own, pk, **said)
    [notice] = Notice.objects.filter(to_id=leader.professional_id)
    assert (notice.family_id, notice.values, notice.thing_id) == (None, {}, pk)


def test_how_many_read_it_is_told_only_when_they_are_not_few(world, leader, coordinator, by):
    pk = invite(leader)
    for number in range(10):
        assert council(pk, by=leader, now=NOW).asked == (None if number else 0)
        family = world.family(f"Familie {number}", known_by=coordinator)
        make_own_pages(family, world.mother(family), by, code=f"K{number}MM-3XW-DPR", username=f"m{number}")
    assert council(pk, by=leader, now=NOW).asked == 10
    Invitation.objects.filter(user__username="m3").update(no_council=True)
    assert council(pk, by=leader, now=NOW).asked is None


@pytest.mark.parametrize(
    ("wrong", "field"), [({"at": NOW}, "on"), ({"place": " "}, "place"), ({"topic": {"en": "Help"}}, "topic")]
)
def test_what_is_missing_is_said_beside_its_field(leader, wrong, field):
    with pytest.raises(NotNow) as refused:
        invite(leader, **wrong)
    assert refused.value.field == field


def test_what_is_called_off_says_so_and_takes_no_answers(leader, own):
    pk = invite(leader)
    actions.call_off_council(pk, by=leader, now=NOW)
    [row] = read(own)
    assert (row.called_off, row.waits) == (True, False)
    with pytest.raises(NotNow):
        answer(own, pk, answer="yes")
    assert read(own, SOON + timedelta(days=8)) == ()


@pytest.fixture
def told(own):
    wish = {"way": "email", "email": "sam@post.example", "mobile": "", "first_hour": 0, "until_hour": 24}
    set_parent_messages(own.invitation_id, by=own.by, now=NOW - timedelta(hours=1), **wish)
    return own


def messages(own, region_id, now):
    plan(region_id, now=now)
    return [one.new for one in Message.objects.filter(user_id=own.by.user_id).order_by("made_at")]


def test_a_parent_who_asked_for_messages_hears_once_that_something_waits(leader, told, family):
    invite(leader)
    assert messages(told, family.region_id, LATER) == [1]
    assert messages(told, family.region_id, LATER + timedelta(days=1)) == [1]


def test_the_day_before_only_who_comes_hears_of_it_and_of_what_is_called_off_too(leader, told, family):
    going, not_going = invite(leader), invite(leader)
    answer(told, going, answer="maybe")
    answer(told, not_going, answer="no")
    assert messages(told, family.region_id, LATER) == [1]
    before = SOON - timedelta(days=1)
    assert messages(told, family.region_id, before) == [1, 1]
    for pk in (going, not_going):
        actions.call_off_council(pk, by=leader, now=before + timedelta(hours=2))
    assert messages(told, family.region_id, before + timedelta(hours=22)) == [1, 1, 1]


def test_who_said_not_to_be_asked_and_who_is_outside_the_coalition_hear_nothing(world, leader, told, family):
    coalition = Coalition.objects.create(region=world.region, name="Leeg")
    invite(leader, coalition_id=coalition.pk)
    assert messages(told, family.region_id, LATER) == []
    actions.ask_for_council(told.invitation_id, by=told.by, now=NOW, wanted=False)
    invite(leader)
    assert messages(told, family.region_id, LATER) == []


def test_who_moved_to_another_household_reads_no_more_about_the_old_one(world, own, family, mother):
    member = FamilyMember.objects.get(family=family, person=mother)
    member.ends_on = TODAY - timedelta(days=1)
    member.save()
    FamilyMember.objects.create(family=world.family("Familie Nieuw"), person=mother, part="other", starts_on=TODAY)
    assert own_pages(own.by.user_id, TODAY) is None
