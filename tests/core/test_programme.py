"""Phases and contacts of programmes: what the rhythm asks for, in any pregnancy, and what re-dating leaves alone."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core.calendar import add_months, pregnancy_start
from sluitend.core.content import ContentError, Programme, check, unknown_references
from sluitend.core.programme import (
    Arrival,
    Known,
    arrival,
    doses,
    last_day,
    may_end_from,
    measuring,
    next_contact,
    periods,
    planned,
    warns,
)

CONTENT = Path(__file__).parents[2] / "content" / "programmes"
WORDS = {"nl": "Woorden", "en": "Words"}
DUE = date(2027, 3, 12)
TODAY = date(2026, 11, 22)
END = {"id": "done", "names": WORDS, "counts_as": "completed"}
PHASES = [
    {
        "id": "before",
        "begins": "enrolment",
        "ends": "birth",
        "rhythm": [{"every": 1, "unit": "weeks", "times": 4}, {"every": 2, "unit": "weeks"}],
    },
    {
        "id": "baby",
        "begins": "birth",
        "ends": "birth + 12 months",
        "rhythm": [{"every": 1, "unit": "weeks", "times": 6}, {"every": 2, "unit": "weeks"}],
    },
    {
        "id": "toddler",
        "begins": "birth + 12 months",
        "ends": "birth + 24 months",
        "rhythm": [{"every": 2, "unit": "weeks", "until": "birth + 20 months"}, {"every": 1, "unit": "months"}],
    },
]


def programme(**parts):
    data = {"id": "visits", "names": WORDS, "audience": WORDS, "offered_as": WORDS, "standing": "starter"}
    data |= {"sources": ["S2"], "owner": "Regio", "review_date": "2027-11-01"}
    phases = [{"names": WORDS} | phase for phase in parts.pop("phases", PHASES)]
    found = check("programme", data | {"phases": phases, "endings": [END]} | parts, "visits.yaml")
    assert isinstance(found, Programme)
    return found


HOME = programme()
GROUP = programme(
    phases=[
        {
            "id": "group",
            "form": "group",
            "begins": "pregnancy + 12 weeks",
            "ends": "birth",
            "rhythm": [{"every": 1, "unit": "months"}],
        }
    ]
)


def shipped(name):
    found = check("programme", yaml.safe_load((CONTENT / f"{name}.yaml").read_text()), f"{name}.yaml")
    assert isinstance(found, Programme)
    return found


def per_phase(contacts):
    found = {}
    for one in contacts:
        found.setdefault(one.phase, []).append(one.due)
    return found


@st.composite
def pregnancies(draw):
    """Entry from week 4 to the birth, born in week 24 to 42 or not yet, over leap days and summer times, perhaps lost."""
    due = draw(st.dates(date(2023, 6, 1), date(2030, 1, 1)))
    born = pregnancy_start(due) + timedelta(days=draw(st.integers(24 * 7, 42 * 7)))
    entered = pregnancy_start(due) + timedelta(days=draw(st.integers(28, (born - pregnancy_start(due)).days - 1)))
    dates, lost, ended = {"due_date": due}, None, None
    if draw(st.booleans()):
        dates["birth"] = born
    if draw(st.integers(0, 3)) == 0:
        lost = entered + timedelta(days=draw(st.integers(0, 200)))
    if draw(st.integers(0, 3)) == 0:
        ended = entered + timedelta(days=draw(st.integers(0, 900)))
    as_of = entered + timedelta(days=draw(st.integers(0, 900 if "birth" in dates else (born - entered).days)))
    return Known(entered, as_of, dates, ended, lost)


@given(pregnancies())
@settings(max_examples=300, deadline=None)
def test_nothing_is_planned_before_the_enrolment_or_after_the_ending(known):
    for one in (HOME, GROUP):
        for contact in planned(one, known):
            assert contact.due >= known.enrolled_on
            assert known.stopped_on is None or contact.due < known.stopped_on
            assert contact.due < last_day(one, known)


def longest_gap(phase, contact_before, known):
    """The rhythm that counts on the day of the contact before."""
    born, day = known.dates()["birth"], contact_before
    if phase == "toddler" and day >= add_months(born, 20):
        return 31
    weekly = {"before": (known.enrolled_on, 4), "baby": (born, 6)}.get(phase)
    return 7 if weekly and day < weekly[0] + timedelta(weeks=weekly[1]) else 14


@given(pregnancies())
@settings(max_examples=300, deadline=None)
def test_a_gap_is_never_longer_than_the_rhythm_of_its_phase(known):
    spans = {one.phase.id: one for one in periods(HOME, known)}
    for phase, days in per_phase(planned(HOME, known)).items():
        for before, after in pairwise(days):
            assert 0 < (after - before).days <= longest_gap(phase, before, known)
        assert (spans[phase].ends - days[-1]).days <= longest_gap(phase, days[-1], known)
        if phase != "toddler":
            assert (days[0] - spans[phase].begins).days == 7


@given(pregnancies())
@settings(max_examples=200, deadline=None)
def test_the_contacts_of_a_whole_phase_follow_from_its_length(known):
    if known.stopped_on is not None:
        return
    found, born = per_phase(planned(HOME, known)), known.dates()["birth"]
    days = (born - known.enrolled_on).days
    weekly = max(0, min(4, (days - 1) // 7))
    assert len(found.get("before", [])) == weekly + max(0, (days - 28 - 1) // 14)
    assert len(found["baby"]) == 6 + 23
    assert 20 <= len(found["toddler"]) <= 23


@given(pregnancies(), st.integers(-30, 30), st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_a_corrected_due_date_plans_only_what_is_still_to_come(known, shift, held_after):
    held = known.enrolled_on + timedelta(days=held_after)
    moved = Known(
        known.enrolled_on,
        max(known.as_of, held),
        {"due_date": known.key_dates["due_date"] + timedelta(days=shift)},
        known.ended_on,
        known.lost_on,
    )
    for one in (HOME, GROUP):
        coming = planned(one, moved, held)
        assert all(contact.due > held and contact.due >= moved.as_of for contact in coming)
        assert len({contact.due for contact in coming}) == len(coming)
        assert next_contact(one, moved, held) == (coming[0] if coming else None)


@given(pregnancies())
@settings(max_examples=200, deadline=None)
def test_going_on_from_a_contact_that_was_held_on_its_day_gives_the_same_plan(known):
    known = Known(known.enrolled_on, known.enrolled_on, known.key_dates, known.ended_on, known.lost_on)
    whole = [one.due for one in planned(HOME, known)]
    for place in range(0, len(whole), 7):
        assert [one.due for one in planned(HOME, known, whole[place])] == whole[place + 1 :]


def test_a_birth_ends_the_visits_of_the_pregnancy_and_starts_the_weekly_ones():
    known = Known(date(2026, 9, 1), TODAY, {"due_date": DUE})
    early = Known(date(2026, 9, 1), date(2026, 12, 1), {"due_date": DUE, "birth": date(2026, 11, 30)})
    assert next_contact(HOME, known, date(2026, 11, 20)).due == date(2026, 12, 4)
    after = next_contact(HOME, early, date(2026, 11, 20))
    assert (after.phase, after.due, after.expected) == ("baby", date(2026, 12, 7), False)
    assert all(one.expected for one in planned(HOME, known) if one.phase == "baby")


def test_a_birth_that_lets_itself_be_waited_for_keeps_the_visits_going():
    late = Known(date(2026, 9, 1), DUE + timedelta(days=9), {"due_date": DUE})
    assert next_contact(HOME, late, DUE + timedelta(days=5)).phase == "baby"
    assert planned(HOME, late)[-1].due > DUE
    assert next_contact(HOME, Known(date(2026, 9, 1), TODAY, {}), None) is None


def test_group_meetings_begin_in_week_12_and_come_every_month():
    entered = pregnancy_start(DUE) + timedelta(weeks=6)
    days = [one.due for one in planned(GROUP, Known(entered, entered, {"due_date": DUE}))]
    assert days[0] == add_months(pregnancy_start(DUE) + timedelta(weeks=12), 1)
    assert [add_months(days[0], number) for number in range(len(days))] == days
    late = pregnancy_start(DUE) + timedelta(weeks=30)
    assert planned(GROUP, Known(late, late, {"due_date": DUE}))[0].due == add_months(late, 1)


def test_what_was_held_counts_in_the_phase_where_it_took_place():
    born = date(2026, 11, 2)
    known = Known(date(2026, 9, 1), TODAY, {"due_date": DUE, "birth": born})
    held = {date(2026, 9, 8), date(2026, 9, 15), born + timedelta(days=7), born + timedelta(days=14)}
    before, baby, toddler = doses(HOME, known, held)
    assert (before.held, before.planned, before.planned_so_far) == (2, 6, 6)
    assert (baby.held, baby.planned, baby.planned_so_far) == (2, 29, 2)
    assert (toddler.held, toddler.planned_so_far) == (0, 0)


@pytest.mark.parametrize(
    ("days", "found"),
    [(28 * 7, Arrival.IN_TIME), (28 * 7 + 1, Arrival.IN_TIME), (28 * 7 + 6, Arrival.IN_TIME), (29 * 7, Arrival.LATE)],
)
def test_entry_is_open_up_to_28_completed_weeks(days, found):
    known = Known(pregnancy_start(DUE) + timedelta(days=days), TODAY, {"due_date": DUE})
    assert arrival(shipped("voorzorg"), known) is found


def test_entry_that_counts_from_what_is_not_known_is_unknown():
    entered = pregnancy_start(DUE)
    assert arrival(shipped("voorzorg"), Known(entered, TODAY)) is Arrival.UNKNOWN
    assert arrival(shipped("home_start"), Known(entered, TODAY, {"due_date": DUE})) is Arrival.EARLY
    assert arrival(shipped("bemoeizorg"), Known(entered, TODAY)) is Arrival.IN_TIME


def test_the_shipped_visit_plan_has_the_shape_of_its_source():
    """There are 14 + 28 + 22 visit guides; the rhythm asks who enters in week 16 for about as many (domain.md 1.2)."""
    entered = pregnancy_start(DUE) + timedelta(weeks=16)
    found = per_phase(planned(shipped("voorzorg"), Known(entered, entered, {"due_date": DUE})))
    assert [len(days) for days in found.values()] == [13, 29, 21]


def test_measuring_moments_have_days_and_keep_their_number():
    one = programme(
        measurements=[
            {"id": "smokes", "names": WORDS, "scale": "yes_no", "moments": ["enrolment", "birth + 2 months"]},
        ]
    )
    known = Known(date(2026, 9, 1), TODAY, {"due_date": DUE})
    moments = measuring(one, known)
    assert [(moment.words, moment.due, moment.number) for moment in moments] == [
        ("enrolment", date(2026, 9, 1), 0),
        ("birth + 2 months", date(2027, 5, 12), 1),
    ]
    moved = Known(date(2026, 9, 1), TODAY, {"due_date": DUE, "birth": date(2026, 6, 1)})
    assert [moment.number for moment in measuring(one, moved)] == [0]
    assert measuring(one, Known(date(2026, 9, 1), TODAY, {"due_date": DUE}, ended_on=date(2027, 1, 1))) == moments[:1]


def test_a_long_outreach_asks_to_look_again_and_ends_nothing():
    known = Known(date(2026, 8, 31), TODAY)
    assert warns(shipped("bemoeizorg"), known) == date(2027, 2, 28)
    assert warns(HOME, known) is None
    assert planned(shipped("bemoeizorg"), known) == ()


@pytest.mark.parametrize("file", sorted(CONTENT.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_programme_can_be_delivered(file):
    found = shipped(file.stem)
    assert found.is_delivered
    entered = pregnancy_start(DUE) + timedelta(weeks=20)
    for one in planned(found, Known(entered, entered, {"due_date": DUE})):
        assert one.due > entered


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"phases": [PHASES[0] | {"begins": "moon + 2 weeks"}]}, "moon"),
        ({"phases": [PHASES[0] | {"rhythm": [{"every": 1, "unit": "working days"}]}]}, "ritme"),
        ({"phases": [PHASES[0] | {"rhythm": [{"every": 1, "unit": "weeks", "times": 2, "until": "birth"}]}]}, "until"),
        ({"phases": [PHASES[0] | {"shares": [{"domain": "sky", "percent": {"at_least": 1, "at_most": 2}}]}]}, "sky"),
        ({"phases": [PHASES[0], PHASES[0]]}, "twee keer"),
        ({"expected": {"at_least": 9, "at_most": 2}}, "hoger"),
        ({"measurements": [{"id": "weight", "names": WORDS}]}, "range"),
        ({"measurements": [{"id": "weight", "names": WORDS, "scale": "choice"}]}, "choices"),
    ],
)
def test_a_wrong_part_is_named(parts, says):
    with pytest.raises(ContentError, match=says):
        programme(**parts)


def test_what_a_programme_leans_on_must_exist():
    one = programme(
        follows=[{"programme": "next_one", "names": WORDS}],
        measurements=[
            {"id": "mood", "names": WORDS, "instrument": "mood_scale", "range": {"at_least": 0, "at_most": 9}}
        ],
    )
    known = {"tables": frozenset(), "instruments": frozenset(), "programmes": frozenset()}
    assert {problem.field for problem in unknown_references(one, "visits.yaml", known)} == {"follows", "measurements"}


def test_completed_is_what_was_there_to_its_end():
    one = programme(endings=[END | {"at": "birth + 23 months"}, END | {"id": "stopped"}])
    born = Known(TODAY, TODAY, {"due_date": DUE, "birth": DUE - timedelta(days=3)})
    done, stopped = one.endings
    assert may_end_from(done, born) == date(2029, 2, 9)
    assert may_end_from(done, Known(TODAY, TODAY, {"due_date": DUE})) is None
    assert may_end_from(stopped, born) == TODAY
