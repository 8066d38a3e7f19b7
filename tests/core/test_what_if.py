"""Counting two versions over the same facts, what it asks of an offer, and counts too small to show."""

from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.small_numbers import hidden, is_small
from sluitend.core.what_if import Tally, codes_of, load


def test_an_answer_of_one_row_of_several_and_of_none():
    assert codes_of({"proposal": "offer"}) == {"offer"}
    assert codes_of([{"proposal": "one"}, {"proposal": "two"}]) == {"one", "two"}
    assert codes_of(None) == {"no_answer"}


def test_a_family_that_is_newly_included_is_told_apart_from_one_that_is_dropped():
    tally = Tally()
    tally.family(1, 7, {"offer"}, {"not_offered"})
    tally.family(2, 7, {"not_offered"}, {"offer"})
    assert tally.total("offer") == [1, 1, 1, 1]
    assert tally.changes == [(1, "offer", False), (2, "offer", True)]


def test_which_rows_moved_a_case():
    tally = Tally()
    tally.case(frozenset({"a"}), frozenset({"b"}), ((2,), (3, 4)))
    tally.case(frozenset({"a"}), frozenset({"a"}), ((2,), (9,)))
    assert (tally.cases, tally.moved_cases, tally.rows) == (2, 1, {"2>3 4": 1})


def test_what_is_kept_between_steps_comes_back():
    tally = Tally()
    tally.family(None, 7, {"offer"}, set())
    assert Tally.of(tally.kept()) == tally


def test_free_places_are_used_before_anybody_waits():
    assert load(30, 34, 90, capacity=20, taken=15, waiting=10).waiting_days == 10


def test_who_does_not_fit_waits_as_long_as_places_come_free():
    found = load(30, 45, 90, capacity=20, taken=15, waiting=10)
    assert (found.more, found.free, found.short, found.waiting_days) == (15, 5, 10, 40)


def test_fewer_families_shorten_the_waiting_time_to_nothing_at_most():
    assert load(30, 25, 90, capacity=20, taken=20, waiting=40).waiting_days == 25
    assert load(30, 0, 90, capacity=20, taken=20, waiting=40).waiting_days == 0


def test_nothing_is_said_of_waiting_where_nothing_was_stated():
    assert load(30, 45, 90, capacity=None, taken=None, waiting=None).waiting_days is None
    assert load(0, 5, 90, capacity=1, taken=1, waiting=3).waiting_days is None


COUNTS = st.dictionaries(st.integers(0, 8), st.integers(0, 60), max_size=8)


@given(COUNTS, st.integers(10, 20))
def test_no_small_count_is_shown_and_none_follows_from_the_total(counts, below):
    gone = hidden(counts, below)
    assert not [key for key, count in counts.items() if is_small(count, below) and key not in gone]
    if gone and gone != set(counts):
        assert len(gone) > 1
        assert not is_small(sum(counts[key] for key in gone), below)


@given(COUNTS)
def test_nothing_is_hidden_where_every_count_is_large_enough(counts):
    assert hidden({key: count + 20 for key, count in counts.items()}, 10) == frozenset()
