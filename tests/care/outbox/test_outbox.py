"""The outbox: who is told when, once, and what a worker that dies leaves behind."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction

from sluitend.care.followup.actions import promise
from sluitend.care.followup.models import Notice
from sluitend.care.network.models import Organisation, Professional, Region
from sluitend.care.outbox.actions import note, plan, set_messages, set_parent_messages, take
from sluitend.care.outbox.models import Message, Wish
from sluitend.care.outbox.queries import delivery, own_messages
from sluitend.care.parents.actions import answer, ask, invite, new_code, open_invitation, set_hidden
from sluitend.care.parents.models import Invitation
from sluitend.care.parents.queries.invitations import actor_of_parent
from sluitend.care.people.models import Involvement
from sluitend.care.privacy.actions import answer_request, ask_about_own_data
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.messages import Kind, Outcome, Way
from sluitend.core.roles import Role

WISH = {"email": "", "mobile": "", "first_hour": 7, "until_hour": 20, "language": "nl"}


@pytest.fixture
def cor(coordinator):
    """The coordinator with an account and a work e-mail."""
    coordinator.user = get_user_model().objects.create_user("cor")
    coordinator.email = "cor@cjg.example"
    coordinator.save()
    return coordinator


def told(professional, at, *, at_once=False):
    return Notice.objects.create(to=professional, kind="promise", message="Iets.", at=at, at_once=at_once)


def planned(world, at):
    plan(world.region.pk, now=at)
    return [(row.kind, row.new, row.today) for row in Message.objects.order_by("pk")]


def test_three_notices_are_one_message_and_a_second_look_makes_no_second(world, cor, now):
    for minutes in (1, 2, 3):
        told(cor, now - timedelta(minutes=minutes))
    assert planned(world, now) == [("daily", 3, 0)]
    assert planned(world, now + timedelta(minutes=1)) == [("daily", 3, 0)]


def test_the_next_day_only_what_is_new_since_then_counts(world, cor, now):
    told(cor, now - timedelta(minutes=1))
    planned(world, now)
    tomorrow = now + timedelta(days=1)
    assert len(planned(world, tomorrow)) == 1
    told(cor, tomorrow)
    assert planned(world, tomorrow + timedelta(hours=1))[1:] == [("daily", 1, 0)]


def test_who_works_in_two_regions_has_one_message_of_the_day_and_nobody_else_waits_for_it(world, cor, now):
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    place = Organisation.objects.create(region=elsewhere, name="Elders", kind="midwifery", domain="medical")
    facts = {"region": elsewhere, "organisation": place, "starts_on": now.date(), "email": "c@elders.example"}
    second = Professional.objects.create(user=cor.user, name="Cor Regie", **facts)
    user = get_user_model().objects.create_user("colleague")
    colleague = Professional.objects.create(user=user, name="Een collega", **facts)
    for one in (cor, second, colleague):
        told(one, now - timedelta(minutes=1))
    assert [plan(region, now=now) for region in (world.region.pk, elsewhere.pk)] == [1, 1]
    assert sorted(Message.objects.values_list("user__username", flat=True)) == ["colleague", "cor"]


def test_what_was_read_already_is_not_told_again(world, cor, now):
    told(cor, now - timedelta(minutes=1))
    Notice.objects.update(seen_at=now)
    assert planned(world, now) == []


def test_at_night_what_can_wait_waits_for_the_morning_and_what_cannot_does_not(world, cor, now):
    night = now.replace(hour=23)
    told(cor, night)
    assert planned(world, night) == []
    told(cor, night, at_once=True)
    assert planned(world, night) == [("at_once", 0, 0)]
    assert planned(world, night + timedelta(minutes=1)) == [("at_once", 0, 0)]
    told(cor, night + timedelta(minutes=2), at_once=True)
    assert len(planned(world, night + timedelta(minutes=3))) == 2


def test_a_task_of_today_is_told_at_once_and_a_task_of_next_week_is_not(world, cor, colleague, now, today):
    family = world.family(known_by=cor)
    Involvement.objects.create(family=family, professional=colleague, role="lead", starts_on=today)
    by = world.actor(colleague)
    promise(family.pk, by=by, now=now, owner_id=cor.pk, what="Bellen", due_on=today + timedelta(days=7))
    assert planned(world, now)[0][0] == "daily"
    promise(family.pk, by=by, now=now, owner_id=cor.pk, what="Vandaag langs", due_on=today)
    assert planned(world, now + timedelta(minutes=1))[1:] == [("at_once", 0, 0)]


def test_terms_that_pass_today_are_counted_in_the_message_of_the_day(world, cor, now, today):
    family = world.family(known_by=cor)
    Involvement.objects.create(family=family, professional=cor, role="lead", starts_on=today)
    promise(family.pk, by=world.actor(cor), now=now, owner_id=cor.pk, what="Bellen", due_on=today)
    assert planned(world, now) == [("daily", 0, 1)]


def test_who_has_no_account_no_address_or_wants_nothing_gets_nothing(world, cor, midwife, now):
    told(midwife, now)
    told(cor, now)
    set_messages(cor.pk, by=world.actor(cor), now=now, way="none", **WISH)
    assert planned(world, now) == []


def test_nobody_sets_or_reads_the_messages_of_somebody_else(world, cor, now):
    boss = world.professional("Teamleider", world.social, Role.TEAM_LEAD)
    with pytest.raises(NotAllowed):
        set_messages(cor.pk, by=world.actor(boss), now=now, way="none", **WISH)
    with pytest.raises(NotAllowed):
        own_messages(cor.pk, by=world.actor(boss), now=now)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"way": "email"}, "email"), ({"way": "sms"}, "mobile"), ({"way": "none", "first_hour": 20}, "until_hour")],
)
def test_a_way_without_an_address_and_hours_that_end_before_they_begin_are_refused(world, cor, now, said, field):
    with pytest.raises(NotNow) as refused:
        set_messages(cor.pk, by=world.actor(cor), now=now, **{**WISH, **said})
    assert refused.value.field == field


@pytest.mark.parametrize("wrong", [{"way": "sms", "email": "x@y.example"}, {"way": "none", "first_hour": 21}])
def test_the_database_refuses_such_a_wish_too(cor, now, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.create(user=cor.user, since=now, **{**WISH, **wrong})


def test_the_database_refuses_the_same_message_twice(world, cor, now):
    one = {
        "region": world.region,
        "user": cor.user,
        "kind": "daily",
        "way": "email",
        "cause": "daily:x",
        "made_at": now,
        "next_at": now,
    }
    Message.objects.create(**one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(**one)


def test_planning_takes_as_many_statements_for_many_people_as_for_one(world, cor, now, django_assert_max_num_queries):
    for number in range(20):
        user = get_user_model().objects.create_user(f"collega-{number}")
        one = world.professional(f"Collega {number}", world.social, Role.SOCIAL_WORKER)
        one.user, one.email = user, f"c{number}@cjg.example"
        one.save()
        told(one, now)
    with django_assert_max_num_queries(16):
        assert plan(world.region.pk, now=now) == 20


@pytest.fixture
def parent(world, cor, now, today):
    family = world.family(known_by=cor)
    Involvement.objects.create(family=family, professional=cor, role="lead", starts_on=today)
    promise(family.pk, by=world.actor(cor), now=now, owner_id=cor.pk, what="Bellen", due_on=today + timedelta(days=9))
    code, mother = new_code(), world.mother(family)
    invite(family.pk, by=world.actor(cor), now=now, person_id=mother.pk, checked="known", code=code)
    open_invitation(code, now=now, username="moeder", password="een lange zin", language="ar")
    return Invitation.objects.select_related("person", "family").get()


def answered(world, cor, parent, at):
    asked = ask(parent.family_id, by=actor_of_parent(parent), now=at, question="Mag ik iets vragen?")
    answer(asked, by=world.actor(cor), now=at, words="Natuurlijk.")


PARENT = {"email": "", "mobile": "+31612345678", "first_hour": 9, "until_hour": 11}


def test_a_parent_hears_nothing_until_the_parent_asks_for_it_and_then_only_at_safe_hours(world, cor, parent, now):
    answered(world, cor, parent, now)
    mine = Message.objects.filter(user=parent.user)
    plan(world.region.pk, now=now)
    assert not mine.exists()
    set_parent_messages(parent.pk, by=actor_of_parent(parent), now=now, way="sms", **PARENT)
    answered(world, cor, parent, now + timedelta(minutes=1))
    plan(world.region.pk, now=now.replace(hour=12))
    assert not mine.exists()
    plan(world.region.pk, now=now.replace(hour=9) + timedelta(days=1))
    assert [(row.kind, row.new) for row in mine] == [("daily", 1)]


def test_a_parent_who_hides_never_gets_a_message_not_even_one_that_waited(world, cor, parent, now):
    set_parent_messages(parent.pk, by=actor_of_parent(parent), now=now, way="sms", **PARENT)
    answered(world, cor, parent, now + timedelta(minutes=1))
    plan(world.region.pk, now=now + timedelta(minutes=2))
    set_hidden(parent.pk, by=actor_of_parent(parent), now=now, hidden=True)
    to_parent = [one.wanted.way for one in iter(lambda: take(now + timedelta(hours=1)), None) if one.to_parent]
    assert to_parent == [Way.NONE]


def test_a_parent_hears_once_that_a_request_about_the_own_data_was_answered_and_the_other_parent_does_not(
    world, cor, parent, now
):
    set_parent_messages(parent.pk, by=actor_of_parent(parent), now=now, way="sms", **PARENT)
    asked = ask_about_own_data(
        parent.family_id, by=actor_of_parent(parent), now=now, kind="correction", words="Mijn naam klopt niet."
    )
    officer = world.professional("Privacy", world.social, Role.PRIVACY_OFFICER)
    answer_request(asked, by=world.actor(officer), now=now, granted=False, answer="Het staat zo op uw paspoort.")
    for days in (0, 1, 2):
        plan(world.region.pk, now=now.replace(hour=9) + timedelta(days=days))
    told = Message.objects.filter(user=parent.user).values_list("new", "made_at")
    assert list(told) == [(1, now.replace(hour=9) + timedelta(days=1))]


def test_what_keeps_to_the_hours_is_not_handed_over_outside_them_by_a_worker_that_comes_late_or_tries_again(
    world, cor, now
):
    waiting(world, cor, now)
    Message.objects.update(kind="at_once", keeps_hours=True)
    evening, morning = now.replace(hour=21), now.replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1)
    assert take(evening) is None
    assert take(morning - timedelta(minutes=1)) is None
    note(take(morning), Outcome.LATER, now=evening, trouble="smtp_451")
    assert take(evening + timedelta(minutes=5)) is None
    assert take(morning + timedelta(days=1)).kind is Kind.AT_ONCE


def test_when_what_came_at_once_is_tried_again_tells_an_administrator_nothing_about_why(world, cor, now):
    waiting(world, cor, now, 2)
    Message.objects.filter(cause="daily:1").update(kind="at_once", keeps_hours=True)
    Message.objects.update(trouble="smtp_451")
    admin = world.professional("Beheerder", world.social, Role.ADMINISTRATOR)
    found = delivery(by=world.actor(admin), now=now)
    assert {row.kind: row.next_at is None for row in found.troubled} == {Kind.DAILY: False, Kind.AT_ONCE: True}


def waiting(world, cor, now, count=1):
    for number in range(count):
        Message.objects.create(
            region=world.region,
            user=cor.user,
            kind="daily",
            way="email",
            cause=f"daily:{number}",
            made_at=now,
            next_at=now,
        )


def test_a_message_is_in_the_hands_of_one_worker(world, cor, now):
    waiting(world, cor, now, 2)
    first, second = take(now), take(now)
    assert {first.id, second.id} == set(Message.objects.values_list("pk", flat=True))
    assert take(now) is None


def test_what_a_dead_worker_had_goes_to_the_next_and_the_dead_one_notes_nothing_any_more(world, cor, now):
    waiting(world, cor, now)
    dead = take(now)
    assert take(now + timedelta(seconds=119)) is None
    alive = take(now + timedelta(minutes=2))
    assert alive.id == dead.id
    note(alive, Outcome.SENT, now=now)
    note(dead, Outcome.NEVER, now=now)
    assert Message.objects.get().status == "sent"


def test_a_message_that_never_goes_through_ends_as_failed_where_people_see_it(world, cor, now):
    waiting(world, cor, now)
    moment, tries = now, 0
    while (parcel := take(moment)) is not None:
        note(parcel, Outcome.LATER, now=moment, trouble="smtp_451")
        tries, moment = tries + 1, max(moment, Message.objects.get().next_at)
    assert (tries, Message.objects.get().status) == (7, "failed")
    admin = world.professional("Beheerder", world.social, Role.ADMINISTRATOR)
    found = delivery(by=world.actor(admin), now=now)
    assert [(row.who, row.trouble) for row in found.troubled] == [("Cor Regie", "smtp_451")]
    assert found.counts == {"failed": 1}


def test_only_an_administrator_sees_what_was_delivered_and_a_parent_has_no_name_there(world, cor, parent, now):
    with pytest.raises(NotAllowed):
        delivery(by=world.actor(cor), now=now)
    one = {
        "kind": "daily",
        "way": "sms",
        "cause": "daily:1",
        "made_at": now,
        "next_at": now,
        "done_at": now,
        "trouble": "smtp_550",
    }
    Message.objects.create(region=world.region, user=parent.user, status="failed", **one)
    admin = world.professional("Beheerder", world.social, Role.ADMINISTRATOR)
    assert [row.who for row in delivery(by=world.actor(admin), now=now).troubled] == [""]


def test_the_address_is_that_of_the_moment_of_sending(world, cor, now):
    waiting(world, cor, now)
    set_messages(cor.pk, by=world.actor(cor), now=now, way="email", **{**WISH, "email": "nieuw@cjg.example"})
    assert take(now).wanted.address == "nieuw@cjg.example"


def test_old_messages_go(world, cor, now):
    waiting(world, cor, now)
    note(take(now), Outcome.SENT, now=now)
    plan(world.region.pk, now=now + timedelta(days=31))
    assert not Message.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SKIP LOCKED is PostgreSQL's")
@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_worker_has_locked_is_passed_over(world, cor, now):
    waiting(world, cor, now, 2)
    first = Message.objects.order_by("pk").first()
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT id FROM outbox_message WHERE id = %s FOR UPDATE", [first.pk])
        assert take(now).id != first.pk
    finally:
        other.rollback()
        other.close()


def test_kinds_in_the_database_are_those_of_core():
    assert {kind for kind, _ in Message._meta.get_field("kind").choices} == set(Kind)
