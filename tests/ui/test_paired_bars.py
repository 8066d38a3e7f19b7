"""Two counts per row as bars."""

from sluitend.ui.paired_bars import Bar, paired_bars


def test_the_longest_bar_fills_the_width_and_a_small_one_can_still_be_seen():
    (one, two) = paired_bars([("a", 400, 200), ("b", 1, 0)])
    assert (one.old, one.new) == (Bar(400, 100), Bar(200, 50))
    assert (two.old, two.new) == (Bar(1, 1), Bar(0, 0))


def test_a_count_that_is_not_shown_has_no_bar():
    (one,) = paired_bars([("a", 20, None)])
    assert one.new == Bar(None, None)


def test_nothing_is_drawn_where_nothing_can_be_shown():
    assert paired_bars([("a", None, None), ("b", 0, None)]) == ()
    assert paired_bars([]) == ()
