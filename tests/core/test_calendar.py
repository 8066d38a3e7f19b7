"""Weeks of pregnancy, ages, working days and offsets."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core import calendar
from sluitend.core.calendar import Offset, Unit

TODAY = date(2026, 11, 22)
days = st.dates(date(2015, 1, 1), date(2040, 12, 31))


def test_label_of_a_pregnancy_counts_completed_weeks_and_days():
    due = date(2027, 3, 12)
    assert calendar.gestational_age(due, due).label == "wk 40+0"
    assert calendar.gestational_age(due, due - timedelta(days=109)).label == "wk 24+3"


def test_due_date_is_280_days_after_the_last_period():
    assert calendar.due_date_from_last_period(date(2026, 6, 5)) == date(2027, 3, 12)


@given(days, st.integers(-50, 320))
def test_gestational_age_grows_one_day_a_day(due, ago):
    on = due - timedelta(days=ago)
    one, two = calendar.gestational_age(due, on), calendar.gestational_age(due, on + timedelta(days=1))
    assert two.total_days == one.total_days + 1
    assert one.weeks * 7 + one.days == one.total_days == 280 - ago


@pytest.mark.parametrize(
    ("born", "sentence"),
    [
        (date(2026, 11, 21), "1 dag"),
        (date(2026, 11, 20), "2 dagen"),
        (date(2026, 10, 10), "6 weken"),
        (date(2026, 5, 23), "5 maanden"),
        (date(2026, 5, 22), "6 maanden"),
        (date(2024, 1, 1), "2 jaar"),
    ],
)
def test_label_of_a_child_uses_the_unit_people_use(born, sentence):
    assert str(calendar.child_age(born, TODAY).label) == sentence


@pytest.mark.parametrize(
    "closed",
    [
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 4, 27),  # King's Day
        date(2026, 5, 14),  # Ascension
        date(2026, 12, 25),
        date(2025, 5, 5),  # Liberation Day, official once in five years
        date(2026, 11, 21),  # a Saturday
    ],
)
def test_closed_days_are_no_working_days(closed):
    assert not calendar.is_working_day(closed)


def test_two_working_days_after_a_thursday_before_easter_skips_four_days():
    assert calendar.add_working_days(date(2026, 4, 2), 2) == date(2026, 4, 8)


@given(days, st.integers(1, 60))
def test_adding_working_days_lands_on_a_working_day_and_counts_back(start, count):
    end = calendar.add_working_days(start, count)
    assert calendar.is_working_day(end)
    assert calendar.working_days_between(start, end) == count
    assert calendar.working_days_between(end, start) == -count


@given(days, st.integers(0, 60))
def test_a_term_never_ends_early_nor_on_a_closed_day(start, count):
    end = calendar.end_of_term(start, count)
    assert calendar.is_working_day(end)
    assert timedelta(0) <= end - (start + timedelta(days=count)) <= timedelta(days=5)


@given(days, st.integers(-40, 40))
def test_adding_months_stays_in_the_right_month(day, count):
    later = calendar.add_months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("words", "amount", "unit"),
    [
        ("birth + 6 weeks", 6, Unit.WEEKS),
        ("due_date - 12 weeks", -12, Unit.WEEKS),
        ("signal + 2 working days", 2, Unit.WORKING_DAYS),
        ("signal+1 working day", None, None),
        ("birth", 0, Unit.DAYS),
        ("birth + 1 month", 1, Unit.MONTHS),
    ],
)
def test_words_become_an_offset(words, amount, unit):
    if unit is None:
        assert calendar.moment(words).offset == Offset(1, Unit.WORKING_DAYS)
    else:
        assert calendar.moment(words).offset == Offset(amount, unit)


@pytest.mark.parametrize("words", ["", "birth + six weeks", "6 weeks", "birth + 6", "birth + 6 fortnights"])
def test_words_that_are_no_offset_say_what_was_expected(words):
    with pytest.raises(ValueError, match="verwacht iets als"):
        calendar.moment(words)


def test_a_moment_without_its_key_date_has_no_date_yet():
    assert calendar.moment("birth + 6 weeks").on({"signal": TODAY}) is None
    assert calendar.moment("birth + 6 weeks").on({"birth": TODAY}) == date(2027, 1, 3)


def test_weeks_of_pregnancy_are_an_anchor_that_follows_from_the_due_date():
    known = calendar.with_pregnancy_start({"due_date": date(2027, 3, 12)})
    assert calendar.moment("pregnancy + 22 weeks").on(known) == date(2026, 11, 6)
    assert calendar.with_pregnancy_start({}) == {}


@given(st.integers(-35, 280))
def test_a_due_date_within_the_limits_is_accepted(ahead):
    assert calendar.wrong_due_date(TODAY + timedelta(days=ahead), TODAY) is None


@pytest.mark.parametrize("due", [TODAY - timedelta(days=36), TODAY + timedelta(days=281), date(2062, 9, 12)])
def test_a_due_date_outside_the_limits_is_refused_with_a_sentence(due):
    assert due.isoformat() in str(calendar.wrong_due_date(due, TODAY))


def test_births_are_refused_when_they_cannot_be_true():
    assert "toekomst" in str(calendar.wrong_child_birth(TODAY + timedelta(days=1), TODAY))
    assert "ouder dan" in str(calendar.wrong_child_birth(date(2019, 1, 1), TODAY))
    assert calendar.wrong_child_birth(date(2025, 1, 1), TODAY) is None
    assert "toekomst" in str(calendar.wrong_adult_birth(TODAY + timedelta(days=1), TODAY))
    assert "3 jaar" in str(calendar.wrong_adult_birth(date(2023, 1, 1), TODAY))
    assert calendar.wrong_adult_birth(date(2011, 2, 20), TODAY) is None


def test_a_birth_far_from_the_due_date_is_questioned():
    due = date(2027, 3, 12)
    assert calendar.wrong_pregnancy_length(due, due - timedelta(weeks=16)) is None
    assert "wk 10+0" in str(calendar.wrong_pregnancy_length(due, due - timedelta(weeks=30)))
