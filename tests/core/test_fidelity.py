"""Figures of delivery: what counts as early, held, stopped and filled in; and which numbers are about few."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core.calendar import pregnancy_start
from sluitend.core.fidelity import Count, Delivered, Figure, Held, Kind, Result, figures, results
from sluitend.core.programme import Known
from tests.core.test_programme import DUE, GROUP, HOME, pregnancies, shipped

BORN = date(2026, 3, 1)
FAMILIES = count()


def entered(week, programme=HOME, **facts):
    """Somebody who entered in this week of the pregnancy that ended in the birth of 1 March 2026."""
    due = BORN
    known = Known(
        pregnancy_start(due) + timedelta(weeks=week),
        facts.pop("as_of", date(2026, 11, 26)),
        {"due_date": due, "birth": BORN},
        facts.pop("ended_on", None),
    )
    return Delivered(programme, known, **{"family": next(FAMILIES), **facts})


def one(figure, *delivered):
    return results([figure], delivered)[0]


def test_early_counts_who_began_before_the_week_and_skips_who_has_no_due_date():
    unknown = Delivered(HOME, Known(BORN, BORN), family=next(FAMILIES))
    found = one(Figure(Kind.EARLY, week=16), entered(15), entered(16), entered(30), unknown)
    assert (found.count, found.value) == (Count(1, 3, 3), 33)


def test_two_enrolments_of_one_family_are_about_one_family():
    found = one(Figure(Kind.EARLY, week=16), entered(15, family=7), entered(16, family=7), entered(30, family=8))
    assert found.count == Count(1, 3, 2)


def test_contacts_are_held_of_what_was_asked_until_now_in_that_phase():
    held = [Held(BORN + timedelta(weeks=week)) for week in (1, 2, 3, -1)]
    found = one(Figure(Kind.CONTACTS, "baby"), entered(20, held=held, as_of=BORN + timedelta(weeks=6)))
    assert (found.count.part, found.count.whole, found.value) == (3, 6, 50)
    assert one(Figure(Kind.CONTACTS, "baby"), entered(20, as_of=BORN)).value is None


def test_who_stopped_counts_in_the_phase_in_which_it_was_and_not_before():
    stopped = entered(20, ended_on=BORN + timedelta(days=40), ended_as="stopped_early")
    lost = entered(20, ended_on=BORN - timedelta(days=40), ended_as="loss")
    wrong = entered(20, ended_on=BORN, ended_as="in_error")
    everybody = (stopped, lost, wrong, entered(20))
    assert one(Figure(Kind.STOPPED, "before"), *everybody).count == Count(0, 2, 2)
    assert one(Figure(Kind.STOPPED, "baby"), *everybody).count == Count(1, 1, 1)
    assert one(Figure(Kind.STOPPED, "toddler"), *everybody).value is None
    assert one(Figure(Kind.STOPPED), *everybody).count == Count(1, 2, 2)


def test_minutes_subjects_and_filled_in_reports_count_only_what_was_noted():
    held = [Held(BORN, 60, {"a": 70, "b": 30}, True), Held(BORN, 90, {"a": 30, "b": 70}), Held(BORN)]
    somebody = entered(20, held=held)
    assert one(Figure(Kind.MINUTES), somebody).value == 75
    assert one(Figure(Kind.COMPLETED), somebody).count == Count(1, 3, 1)
    assert one(Figure(Kind.SHARE, "baby", subject="a"), somebody).value == 50
    assert one(Figure(Kind.SHARE, "before", subject="a"), somebody).value is None


def test_measurements_count_from_the_day_on_which_they_are_asked():
    voorzorg = shipped("voorzorg")
    somebody = entered(20, voorzorg, as_of=BORN - timedelta(days=1), values={("smokes", "enrolment"): "yes"})
    found = one(Figure(Kind.MEASURED), somebody)
    assert (found.count.part, found.count.whole) == (1, 7)


def test_milestones_are_counted_over_everybody_who_began():
    reached = entered(20, shipped("bemoeizorg"), reached=frozenset({"shares_concern"}))
    assert one(Figure(Kind.MILESTONE, subject="shares_concern"), reached, entered(20)).count == Count(1, 2, 2)


@pytest.mark.parametrize("name", ["voorzorg", "bemoeizorg", "centering_zwangerschap", "home_start"])
def test_every_target_and_every_phase_and_milestone_has_its_figure(name):
    programme = shipped(name)
    found = figures(programme)
    assert [one.target for one in found if one.target] == list(programme.targets)
    phases = {phase.id for phase in programme.phases if phase.rhythm}
    assert {one.phase for one in found if one.kind is Kind.CONTACTS} >= phases
    assert len({(one.kind, one.phase, one.week, one.subject) for one in found}) == len(found)
    assert {Kind.STOPPED, Kind.MINUTES, Kind.COMPLETED} <= {one.kind for one in found}


@pytest.mark.parametrize(
    ("kind", "count", "small"),
    [
        (Kind.STOPPED, Count(10, 20, 20), False),
        (Kind.STOPPED, Count(0, 20, 20), False),
        (Kind.STOPPED, Count(9, 20, 20), True),
        (Kind.STOPPED, Count(11, 20, 20), True),
        (Kind.CONTACTS, Count(9, 200, 20), False),
        (Kind.CONTACTS, Count(90, 200, 9), True),
        (Kind.MINUTES, Count(), False),
    ],
)
def test_small_numbers_of_families_and_what_they_follow_from_are_small(kind, count, small):
    assert Result(Figure(kind), count).is_small(10) is small


@given(st.lists(pregnancies(), max_size=6), st.sampled_from(["", "stopped_early", "completed", "loss", "in_error"]))
@settings(max_examples=100, deadline=None)
def test_a_part_is_never_more_than_its_whole_or_its_families_than_there_are(found, ended_as):
    delivered = [
        Delivered(HOME, known, ended_as if known.ended_on else "", family=at) for at, known in enumerate(found)
    ]
    for result in results(figures(HOME), delivered):
        assert 0 <= result.count.families <= len(delivered)
        assert 0 <= result.count.part <= result.count.whole
        assert result.value is None or 0 <= result.value <= 100


def test_a_programme_that_nobody_coded_is_counted_like_any_other():
    known = Known(pregnancy_start(DUE) + timedelta(weeks=10), DUE, {"due_date": DUE, "birth": DUE})
    found = results(figures(GROUP), [Delivered(GROUP, known, held=[Held(DUE - timedelta(days=30), 120)], family=1)])
    values = {(one.figure.kind, one.figure.phase): one.value for one in found}
    assert (values[Kind.CONTACTS, "group"], values[Kind.MINUTES, ""]) == (17, 120)
