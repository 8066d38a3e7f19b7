"""Who is in a circle is told at once that something waits, in the words in which everything is told that cannot wait."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sluitend.care.outbox.actions import plan
from sluitend.care.outbox.models import Message
from sluitend.care.safety import actions
from sluitend.care.safety.actions.promises import Next
from sluitend.care.safety.queries import matter as page
from sluitend.care.safety.queries import new_matters
from sluitend.core.messages import Kind, letter
from tests.care.safety.conftest import BEGINNING


@pytest.fixture(autouse=True)
def accounts(midwife, officer, django_user_model):
    for one in (midwife, officer):
        one.user = django_user_model.objects.create_user(f"u{one.pk}")
        one.email = f"u{one.pk}@voorbeeld.test"
        one.save()


@pytest.fixture
def told(world):
    """`told(moment)`: to whom a message was made then, with its kind and counts."""

    def made(moment):
        before = set(Message.objects.values_list("pk", flat=True))
        plan(world.region.pk, now=moment)
        rows = Message.objects.exclude(pk__in=before).select_related("user")
        return {(row.user.username, row.kind, row.new, row.today) for row in rows}

    return made


def test_who_is_asked_in_hears_it_at_once_and_once(matter, officer, told, now):
    soon = now + timedelta(minutes=1)
    assert told(soon) == {(officer.user.username, "at_once", 0, 0)}
    assert told(soon + timedelta(minutes=1)) == set()


def test_what_is_seen_is_no_longer_told(world, matter, officer, do, told, now, today):
    soon = now + timedelta(minutes=1)
    assert new_matters(by=world.actor(officer), now=soon) == {matter.pk}
    page(matter.pk, by=world.actor(officer), now=soon)
    assert new_matters(by=world.actor(officer), now=soon) == set()
    assert told(soon + timedelta(minutes=1)) == set()
    later = soon + timedelta(hours=1)
    do(actions.map_signals, at=later, on=today, facts="Geschreeuw.")
    assert told(later + timedelta(minutes=1)) == {(officer.user.username, "at_once", 0, 0)}


def test_at_night_only_danger_is_told(world, matter, officer, do, told, now):
    night = now.replace(hour=23)
    page(matter.pk, by=world.actor(officer), now=now)
    do(actions.map_signals, at=night, on=night.date(), facts="Geschreeuw.")
    assert told(night + timedelta(minutes=1)) == set()
    do(actions.map_signals, at=night + timedelta(minutes=2), on=night.date(), facts="Hij slaat.", disclosure=True)
    assert told(night + timedelta(minutes=3)) == {(officer.user.username, "at_once", 0, 0)}


def test_who_is_asked_in_at_night_because_she_told_it_herself_hears_it_at_night(
    world, family, midwife, officer, told, now
):
    night = now.replace(hour=23)
    facts = {"family_id": family.pk, "beginning": replace(BEGINNING, ground="disclosure"), "officer_id": officer.pk}
    actions.start(by=world.actor(midwife), now=night, **facts)
    assert told(night + timedelta(minutes=1)) == {(officer.user.username, "at_once", 0, 0)}


def test_what_came_at_night_is_told_in_the_morning(world, matter, officer, do, told, now):
    page(matter.pk, by=world.actor(officer), now=now)
    night = now.replace(hour=23)
    do(actions.map_signals, at=night, on=night.date(), facts="Geschreeuw.")
    morning = night.replace(hour=7) + timedelta(days=1)
    assert (officer.user.username, "at_once", 0, 0) in told(morning)


def test_a_term_of_today_is_told_to_who_promised_it(world, matter, midwife, officer, do, told, now, today):
    tomorrow = now + timedelta(days=1)
    do(actions.pause, reason="Zij is weg.", review_on=tomorrow.date())
    (first,) = matter.promises.filter(due_on=today, status="open")
    do(actions.keep_promise, promise_id=first.pk, then=Next())
    for one in (midwife, officer):
        page(matter.pk, by=world.actor(one), now=now)
    assert told(now + timedelta(minutes=1)) == set()
    assert told(tomorrow) == {(midwife.user.username, "at_once", 0, 0)}


def test_who_left_the_circle_hears_nothing(matter, officer, do, told, now):
    (member,) = matter.members.filter(professional=officer)
    do(actions.end_access, member_id=member.pk, reason="Niet meer nodig.")
    assert told(now + timedelta(minutes=1)) == set()


def test_the_words_are_those_of_everything_that_cannot_wait():
    assert letter(Kind.AT_ONCE, 0, 0) == letter(Kind.AT_ONCE, 3, 2)
