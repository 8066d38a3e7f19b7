"""The balance: what was open, came in and went out agrees with the files as they stand; and nobody reads small numbers."""

from datetime import timedelta

import pytest

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Turn
from sluitend.care.coordination.queries import balance, flow
from sluitend.care.network.models import Municipality
from sluitend.care.people import actions as people
from sluitend.core.access import NotAllowed
from sluitend.core.roles import Role


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


def test_the_balance_holds_over_openings_moves_endings_and_reopenings(open_file, world, coordinator, by, now, today):
    files = [open_file(coordinator, name=f"Familie {number}") for number in range(4)]
    there = Municipality.objects.get(name="Zandstad")
    later, then = now + timedelta(days=20), today + timedelta(days=20)
    coordination.close_case(
        files[0].pk, by=by, now=later, ending="goals_reached", family_told_on=then, withdraw_open=True
    )
    people.move(files[1].family_id, by=by, now=later, municipality_id=there.pk, on=then)
    coordination.open_case(
        files[0].family_id,
        by=by,
        now=later + timedelta(days=20),
        lead_id=coordinator.pk,
        first_what="Bellen",
        first_due_on=then + timedelta(days=30),
    )
    first = balance(world.town.pk, today, today + timedelta(days=10))
    assert (first.open_at_start, first.came_in, first.ended, first.open_at_end) == (0, 4, 0, 4)
    second = balance(world.town.pk, today + timedelta(days=11), then)
    assert (second.open_at_start, second.came_in, second.ended, second.open_at_end) == (4, 0, 2, 2)
    for town in (world.town, there):
        for days in range(0, 60, 7):
            start = today + timedelta(days=days)
            assert balance(town.pk, start, start + timedelta(days=6)).holds()


def test_a_file_without_its_turn_breaks_the_balance(open_file, world, coordinator, today):
    open_file(coordinator)
    Turn.objects.all().delete()
    assert not balance(world.town.pk, today, today).holds()


def test_numbers_under_ten_are_not_shown_and_the_rest_is(open_file, world, coordinator, by, now, today):
    leader = world.actor(world.professional("Pia", world.social, Role.PROJECT_LEADER))
    case = open_file(coordinator)
    assert [(one.came_in, one.ended) for one in flow(by=leader, now=now).periods] == [(None, 0), (0, 0)]
    facts = {"case": case, "municipality": world.town, "change": 1, "why": "opened"}
    Turn.objects.bulk_create(Turn(on=today, **facts) for _ in range(9))
    Turn.objects.bulk_create(Turn(on=today - timedelta(weeks=20), **facts) for _ in range(12))
    assert [one.came_in for one in flow(by=leader, now=now).periods] == [10, 12]
    world.agree(hide_counts_below=12)
    shown = flow(by=leader, now=now)
    assert (shown.below, [one.came_in for one in shown.periods]) == (12, [None, 12])


def test_who_does_not_follow_the_coalition_does_not_see_the_flow(by, now):
    with pytest.raises(NotAllowed):
        flow(by=by, now=now)
