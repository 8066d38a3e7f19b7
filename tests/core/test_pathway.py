"""A pathway and key dates become dated steps; re-dating loses nothing, and nothing is planned after an ending."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.content import check
from sluitend.core.pathway import Done, Known, Outcome, Status, changes, plan

WORDS = {"nl": "Woorden", "en": "Words"}
DUE = date(2027, 3, 12)
SIGNAL = date(2026, 9, 1)


def step(name, at, about="mother", **more):
    return {"id": name, "titles": WORDS, "who": "youth_nurse", "about": about, "at": at, "source": "S2"} | more


STEPS = [
    step("early", "pregnancy + 8 weeks", until="pregnancy + 10 weeks", only_during_pregnancy=True),
    step("contact", "signal + 2 working days"),
    step("visit", "contact + 2 weeks", only_during_pregnancy=True),
    step("extra", "visit + 1 week", when={"facts": ["debts"]}),
    step("talk", "intake"),
    step("after_talk", "signal", after=["talk"]),
    step("weekly", "birth + 1 week", about="child", repeat={"every": 1, "unit": "weeks", "times": 4}),
    step("evaluate", "birth + 1 week", about="family", until="birth + 6 weeks", after=["weekly"]),
    step("offer", "signal", when={"table": "t_route", "proposal": "p_visit"}),
    step("grief", "outcome + 1 week", aftercare=True),
]


def pathway(steps=STEPS):
    data = {"id": "road", "titles": WORDS, "standing": "starter", "sources": ["S2"], "owner": "Regio"}
    return check("pathway", data | {"review_date": "2027-11-01", "steps": steps}, "road.yaml")


ROAD = pathway()


def by_step(known, number=1):
    return {one.step: one for one in plan(ROAD, known) if one.occurrence == number}


def test_steps_are_dated_from_the_signal_and_the_due_date():
    steps = by_step(Known({"signal": SIGNAL, "due_date": DUE}))
    assert steps["contact"].due == date(2026, 9, 3)
    assert steps["visit"].due == date(2026, 9, 17)
    assert steps["weekly"].due == DUE + timedelta(weeks=1)
    assert steps["evaluate"].due == DUE + timedelta(weeks=4)
    assert steps["evaluate"].latest == DUE + timedelta(weeks=6)


def test_what_counts_from_a_birth_that_is_not_there_yet_is_only_expected():
    before = by_step(Known({"signal": SIGNAL, "due_date": DUE}))
    assert before["weekly"].expected
    assert before["evaluate"].expected
    assert not before["contact"].expected
    after = by_step(Known({"signal": SIGNAL, "due_date": DUE, "birth": DUE - timedelta(days=30)}))
    assert not after["weekly"].expected
    assert after["weekly"].due == DUE - timedelta(days=23)


def test_a_step_whose_window_closed_before_the_signal_is_not_this_familys():
    assert "voorbij" in str(by_step(Known({"signal": SIGNAL, "due_date": DUE}))["early"].reason)
    in_time = by_step(Known({"signal": SIGNAL, "due_date": SIGNAL + timedelta(days=280 - 60)}))["early"]
    assert (in_time.status, in_time.due) == (Status.PLANNED, SIGNAL)


def test_a_step_waits_while_its_date_is_unknown_and_says_for_what():
    steps = by_step(Known({"signal": SIGNAL}))
    assert str(steps["talk"].reason) == "de datum van de intake is nog niet bekend"
    assert str(steps["after_talk"].reason) == "wacht op een eerdere stap"
    assert str(steps["weekly"].reason) == "de geboortedatum en de uitgerekende datum zijn niet bekend"


def test_a_condition_is_a_fact_or_a_proposal_of_a_table():
    steps = by_step(Known({"signal": SIGNAL}))
    assert {steps["extra"].status, steps["offer"].status} == {Status.VOID}
    met = by_step(Known({"signal": SIGNAL}, facts={"debts"}, proposals={("t_route", "p_visit")}))
    assert {met["extra"].status, met["offer"].status} == {Status.PLANNED}


def test_a_step_counted_from_a_void_step_is_void_too():
    known = Known({"signal": SIGNAL, "due_date": DUE, "birth": SIGNAL}, facts={"debts"})
    assert str(by_step(known)["visit"].reason) == "het kind is geboren"
    assert str(by_step(known)["extra"].reason) == "de stap waarna deze komt, vervalt"


def test_a_step_done_late_moves_what_counts_from_it():
    done = Done("contact", date(2026, 9, 20))
    assert by_step(Known({"signal": SIGNAL, "due_date": DUE}, done=(done,)))["visit"].due == date(2026, 10, 4)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one.is_loss])
def test_after_a_loss_child_steps_are_void_with_a_reason_and_aftercare_is_offered(outcome):
    known = Known({"signal": SIGNAL, "due_date": DUE, "outcome": date(2026, 12, 1)}, outcome=outcome)
    steps = by_step(known)
    assert str(steps["weekly"].reason) == "vervalt na het verlies: deze stap hoort bij het kind"
    assert "2026-12-01" in str(steps["contact"].reason)
    assert (steps["grief"].due, steps["grief"].offered) == (date(2026, 12, 8), True)


def test_repeats_stop_at_the_last_good_day_but_what_was_done_stays():
    series = step("ask", "signal", until="due_date", repeat={"every": 4, "unit": "weeks", "times": 5})
    due = SIGNAL + timedelta(weeks=9)
    known = Known({"signal": SIGNAL, "due_date": due}, done=(Done("ask", due, occurrence=5),))
    dated = plan(pathway([series]), known)
    assert [(one.occurrence, one.status) for one in dated] == [
        (1, Status.PLANNED),
        (2, Status.PLANNED),
        (3, Status.PLANNED),
        (5, Status.DONE),
    ]


def test_aftercare_is_not_on_the_plan_of_a_family_without_a_loss():
    assert "grief" not in by_step(Known({"signal": SIGNAL}, outcome=Outcome.BORN))


def test_a_loss_without_its_date_is_refused():
    with pytest.raises(ValueError, match="outcome"):
        plan(ROAD, Known({"signal": SIGNAL}, outcome=Outcome.MISCARRIAGE))


def test_what_was_done_stays_when_a_new_version_of_the_pathway_no_longer_has_it():
    done = Done("old_step", date(2026, 9, 2))
    assert plan(ROAD, Known({"signal": SIGNAL}, done=(done,)))[-1].step == "old_step"


def test_changes_name_only_what_differs():
    before = plan(ROAD, Known({"signal": SIGNAL, "due_date": DUE}))
    after = plan(ROAD, Known({"signal": SIGNAL, "due_date": DUE + timedelta(days=7)}))
    assert {change.after.step for change in changes(before, after)} == {"weekly", "evaluate"}
    assert changes(before, before) == ()
    assert all(change.after is None for change in changes(before, ()))


near = st.dates(date(2026, 1, 1), date(2028, 12, 31))
occurrences = [("gone", 3)] + [
    (one["id"], number) for one in STEPS for number in range(1, one.get("repeat", {"times": 1})["times"] + 1)
]
some_done = st.dictionaries(st.sampled_from(occurrences), near, max_size=6).map(
    lambda days: tuple(Done(step, on, number) for (step, number), on in days.items())
)
anchors = st.dictionaries(st.sampled_from(["signal", "intake", "due_date", "birth"]), near)
outcomes = st.one_of(st.none(), st.sampled_from(list(Outcome)))


@st.composite
def situations(draw):
    dates = draw(anchors) | {"outcome": draw(near)}
    facts = draw(st.sets(st.sampled_from(["debts", "other"])))
    proposals = draw(st.sets(st.just(("t_route", "p_visit"))))
    return Known(dates, draw(some_done), facts, proposals, draw(outcomes), draw(st.one_of(st.none(), near)))


@given(situations())
def test_redating_never_loses_a_done_step(known):
    kept = {(one.step, one.occurrence, one.due) for one in plan(ROAD, known) if one.status is Status.DONE}
    assert kept == {(one.step, one.occurrence, one.on) for one in known.done}


@given(situations())
def test_nothing_is_planned_after_an_ending_but_aftercare(known):
    planned = {one.step for one in plan(ROAD, known) if one.status in (Status.PLANNED, Status.WAITING)}
    if known.stopped is not None:
        assert planned == set()
    elif known.has_loss:
        assert planned <= {"grief"}


@given(situations())
def test_the_order_of_steps_is_kept(known):
    steps = plan(ROAD, known)
    ends = {}
    for one in steps:
        if one.due is not None:
            ends[one.step] = max(one.due, ends.get(one.step, one.due))
    planned = {one.step: one for one in steps if one.status is Status.PLANNED and one.occurrence == 1}
    for later, earlier in (("visit", "contact"), ("after_talk", "talk"), ("evaluate", "weekly"), ("extra", "visit")):
        if later in planned and earlier in ends:
            assert planned[later].due >= ends[earlier]


@given(situations())
def test_every_planned_step_has_a_date_not_before_the_signal_and_every_other_has_a_reason(known):
    for one in plan(ROAD, known):
        assert (one.due is None) == (one.reason is not None)
        if one.status is Status.PLANNED:
            assert one.due >= known.key_dates.get("signal", one.due)
            assert one.latest is None or one.latest >= one.due


@given(situations())
def test_the_same_facts_give_the_same_plan_with_every_step_once(known):
    steps = plan(ROAD, known)
    assert steps == plan(ROAD, known)
    assert len({(one.step, one.occurrence) for one in steps}) == len(steps)
