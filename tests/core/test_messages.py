"""When somebody is sent a message: once a day, at once only for what cannot wait, and never outside the hours without reason."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.messages import (
    RETRY_MINUTES,
    Due,
    Hours,
    Kind,
    Told,
    Waiting,
    due,
    letter,
    next_try,
    told_after,
    waiting_for,
    waiting_for_parent,
    with_safety,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
NIGHT = MORNING.replace(hour=3)
hours = st.integers(0, 23).flatmap(lambda first: st.integers(first + 1, 24).map(lambda until: Hours(first, until)))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(AMSTERDAM))


def test_what_is_new_goes_once_a_day_in_one_message():
    waiting = Waiting(new=3, today=2)
    assert due(waiting, Hours(), MORNING, had_today=False) == [Due(Kind.DAILY, "daily:2026-11-23")]
    assert due(waiting, Hours(), MORNING, had_today=True) == []


@given(st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), max_size=9))
def test_only_what_was_told_since_the_last_message_is_new_and_only_what_cannot_wait_comes_at_once(minutes):
    last = MORNING - timedelta(hours=30)
    told = [Told(number, MORNING - timedelta(minutes=ago), now) for number, (ago, now) in enumerate(minutes)]
    found = waiting_for(told, 2, daily=last, at_once=MORNING - timedelta(days=9), now=MORNING)
    assert (found.new, found.today) == (sum(ago < 30 * 60 for ago, _ in minutes), 2)
    urgent = [number for number, (ago, now) in enumerate(minutes) if now and ago < 24 * 60]
    assert found.at_once == (urgent[-1] if urgent else None)
    assert waiting_for(told, 0, daily=MORNING, at_once=MORNING, now=MORNING) == Waiting()


@pytest.mark.parametrize(("daily", "wish"), [(1, 9), (9, 1)])
def test_a_parent_hears_of_answers_since_the_last_message_and_the_own_wish_and_never_at_once(daily, wish):
    answers = [MORNING - timedelta(hours=ago) for ago in (0, 1, 5)]
    since = {"daily": MORNING - timedelta(hours=daily), "wish": MORNING - timedelta(hours=wish)}
    assert waiting_for_parent(answers, 2, **since) == Waiting(new=3)


def test_nothing_waits_nothing_is_sent():
    assert due(Waiting(), Hours(), MORNING, had_today=False) == []


@given(hours, moments, st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_what_can_wait_never_comes_outside_the_hours(kept, moment, new, today, had):
    found = due(Waiting(new, today), kept, moment, had_today=had)
    assert len(found) <= 1
    assert not found or (kept.hold(moment) and not had)


@given(hours, moments)
def test_what_cannot_wait_comes_at_any_hour_and_is_one_message_however_often_it_is_thought_of(kept, moment):
    urgent = [one for one in due(Waiting(at_once=7), kept, moment, had_today=True) if one.kind is Kind.AT_ONCE]
    assert urgent == [Due(Kind.AT_ONCE, "at_once:7", keeps_hours=False)]


@given(hours, moments)
def test_the_next_moment_within_the_hours_is_within_them_and_at_most_a_day_away(kept, moment):
    found = kept.next(moment)
    assert kept.hold(found)
    assert timedelta(0) <= found.replace(tzinfo=None) - moment.replace(tzinfo=None) <= timedelta(days=1)


@given(hours, moments, st.integers(1, len(RETRY_MINUTES)))
def test_every_try_is_later_than_the_one_before_and_keeps_to_the_hours(kept, moment, tried):
    again = next_try(tried, moment, kept, Kind.DAILY)
    assert again is not None
    assert again > moment
    assert kept.hold(again)


def test_after_the_last_try_somebody_has_to_look():
    assert next_try(len(RETRY_MINUTES) + 1, MORNING, Hours(), Kind.DAILY) is None


def test_what_cannot_wait_is_tried_again_in_the_night_too():
    assert next_try(1, NIGHT, Hours(), Kind.AT_ONCE) == NIGHT + timedelta(minutes=1)
    assert next_try(1, NIGHT, Hours(), Kind.DAILY) == NIGHT.replace(hour=7)


@pytest.mark.parametrize(("first", "until"), [(8, 8), (9, 8), (0, 25), (-1, 3)])
def test_hours_that_do_not_begin_before_they_end_are_refused(first, until):
    with pytest.raises(ValueError, match="hours"):
        Hours(first, until)


def test_a_term_and_safety_have_the_same_words():
    assert letter(Kind.AT_ONCE, 0, 0) == letter(Kind.AT_ONCE, 5, 5)


@given(st.booleans(), st.integers(0, 23), st.integers(0, 30))
def test_what_waits_in_a_safety_matter_comes_at_once_within_the_hours_and_whatever_the_hour_when_acute(
    acute, hour, hours_ago
):
    local = MORNING.replace(hour=hour)
    told = [Told(0, local - timedelta(hours=hours_ago), at_once=True, acute=acute)]
    waiting = with_safety(Waiting(), told, at_once=MORNING - timedelta(days=9), now=local)
    found = due(waiting, Hours(), local, had_today=False)
    sent = hours_ago < 24 and (acute or Hours().hold(local))
    assert [(one.kind, one.keeps_hours) for one in found] == ([(Kind.AT_ONCE, not acute)] if sent else [])


@given(moments)
def test_what_was_answered_on_a_day_is_told_in_one_message_of_the_next(moment):
    at = told_after(moment.date(), AMSTERDAM)
    days = [
        datetime.combine(moment.date(), datetime.min.time(), AMSTERDAM) + timedelta(days=n, hours=7) for n in range(4)
    ]
    told = [
        waiting_for_parent([at] if at <= now else [], 0, daily=last, wish=days[0]).new for last, now in pairwise(days)
    ]
    assert told == [1, 0, 0]


def test_a_term_and_safety_at_the_same_time_are_one_message():
    told = [Told(0, MORNING, at_once=True)]
    both = with_safety(Waiting(at_once=7), told, at_once=MORNING - timedelta(days=1), now=MORNING)
    assert len(due(both, Hours(), MORNING, had_today=True)) == 1
    later = MORNING + timedelta(minutes=1)
    assert with_safety(Waiting(), told, at_once=later, now=later) == Waiting()
