"""Training and room: what is said before somebody gets one more family, as properties of hours and norm."""

from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.staffing import Worker, room, supervised, untrained, warnings
from tests.content.reader import read

VOORZORG = read("programme")["voorzorg"]
HOME_START = read("programme")["home_start"]
HOURS = st.integers(min_value=1, max_value=60)


def test_a_full_time_job_has_room_for_the_norm_and_a_part_of_it_for_a_part():
    assert [room(VOORZORG.staffing, hours) for hours in (36, 18, 32, None)] == [25, 12, 22, None]
    assert room(HOME_START.staffing, 36) is None


@given(HOURS, HOURS)
def test_more_hours_never_give_less_room_and_two_parts_never_more_than_the_whole(one, other):
    parts = room(VOORZORG.staffing, one), room(VOORZORG.staffing, other)
    assert (parts[0] <= parts[1]) or one > other
    assert sum(parts) <= room(VOORZORG.staffing, one + other)


@given(HOURS, st.integers(min_value=0, max_value=60), st.booleans())
def test_a_warning_comes_exactly_without_the_training_or_without_room(hours, families, trained):
    worker = Worker(hours, {"voorzorg_training"} if trained else (), families)
    full = families >= room(VOORZORG.staffing, hours)
    assert len(list(warnings(VOORZORG, worker))) == full + (not trained)
    assert bool(untrained(VOORZORG, worker)) is not trained


def test_hours_that_nobody_noted_are_no_full_caseload():
    assert not list(warnings(VOORZORG, Worker(None, {"voorzorg_training"}, 99)))


def test_supervision_is_a_ratio_and_unknown_without_one():
    assert [supervised(VOORZORG, 8, 1), supervised(VOORZORG, 9, 1), supervised(VOORZORG, 1, 0)] == [True, False, False]
    assert supervised(HOME_START, 99, 0) is None
