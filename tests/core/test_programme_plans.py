"""Ten thousand seeded pregnancies through every shipped programme and the two that nobody coded: what each plan keeps to.

Born from week 24 to 42 or not yet, one child or twins, due dates corrected along the way, losses, late entries around 28 weeks, leap
days and both changes of summer time. A seed instead of Hypothesis: the same families every time, so that a number of them can be
counted on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
import yaml

from sluitend.core.calendar import Offset, Unit, pregnancy_start
from sluitend.core.content import Programme, check
from sluitend.core.programme import (
    Arrival,
    Born,
    Known,
    arrival,
    doses,
    follows,
    last_day,
    measuring,
    of_children,
    periods,
    planned,
)
from tests.core.test_programme import CONTENT

PREGNANCIES = 10_000
WRITTEN = Path(__file__).parents[1] / "care" / "programmes" / "written"
FILES = (*sorted(CONTENT.glob("*.yaml")), *sorted(WRITTEN.glob("*.yaml")))
ENTRIES = (28 * 7, 28 * 7 + 1, 28 * 7 + 6, 29 * 7)
"""Around the end of the entry window: 28+0, 28+1, 28+6 and 29+0."""
WEEKS = range(24, 43)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Pregnancy:
    """One seeded family: what is known of it now, the children it is about, and the due date that was believed first."""

    known: Known
    children: tuple[Born, ...]
    first_due: date

    @property
    def corrected(self) -> bool:
        return self.first_due != self.known.key_dates["due_date"]

    @property
    def day(self) -> int:
        """Of the pregnancy, at the enrolment."""
        return (self.known.enrolled_on - pregnancy_start(self.known.key_dates["due_date"])).days

    @property
    def born_in_week(self) -> int | None:
        born = self.known.key_dates.get("birth")
        return born and (born - pregnancy_start(self.known.key_dates["due_date"])).days // 7


def pregnancy(random: Random) -> Pregnancy:
    due = date(2023, 6, 1) + timedelta(days=random.randrange(2500))
    conceived = pregnancy_start(due)
    born = conceived + timedelta(days=random.randint(WEEKS[0] * 7, WEEKS[-1] * 7 + 6))
    day = random.choice((*ENTRIES, *(random.randint(28, 294) for _ in range(4))))
    entered = min(conceived + timedelta(days=day), born - timedelta(days=1))
    children = born_of(random, born) if random.random() < 0.6 else ()
    lost = entered + timedelta(days=random.randrange(250)) if random.random() < 0.1 else None
    ended = entered + timedelta(days=random.randrange(900)) if random.random() < 0.2 else None
    last = 950 if children else (born - entered).days
    dates = {"due_date": due}
    if children:
        dates["birth"], lost = of_children(children, one_pregnancy=True)
    first_due = due + timedelta(days=random.randint(-21, 21) if random.random() < 0.2 else 0)
    as_of = entered + timedelta(days=random.randint(0, last))
    return Pregnancy(Known(entered, as_of, dates, ended, lost), children, first_due)


def born_of(random: Random, born: date) -> tuple[Born, ...]:
    """One child, or twins of whom the second can come after midnight; in any order, as they are entered."""
    days = [0] if random.random() < 0.8 else [0, random.choice((0, 0, 1, 2))]
    made = [
        Born(
            on := born + timedelta(days=more),
            on + timedelta(days=random.randrange(700)) if random.random() < 0.15 else None,
        )
        for more in days
    ]
    random.shuffle(made)
    return tuple(made)


@pytest.fixture(scope="module")
def families() -> list[Pregnancy]:
    random = Random(20261126)
    return [pregnancy(random) for _ in range(PREGNANCIES)]


@pytest.fixture(scope="module")
def seeded(families) -> list[Known]:
    return [one.known for one in families]


def programme(file: Path) -> Programme:
    found = check("programme", yaml.safe_load(file.read_text()), file.name)
    assert isinstance(found, Programme)
    return found


def longest(one: Programme, phase: str) -> timedelta:
    """The widest gap that any rhythm of this phase allows; months at their longest."""
    rhythms = next(found.rhythm for found in one.phases if found.id == phase)
    days = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31}
    return timedelta(days=max(rhythm.every * days[rhythm.unit] for rhythm in rhythms))


def changes_of_the_clock(begins: date, ends: date) -> set[int]:
    """The months (March, October) with a change of summer time from the first day up to the last."""
    noon = (datetime(on.year, on.month, on.day, 12, tzinfo=AMSTERDAM) for on in (begins, ends))
    first, last = (moment.utcoffset() for moment in noon)
    if (ends - begins).days > 370:
        return {3, 10}
    return set() if first == last else {3 if first < last else 10}


def kinds_of(one: Pregnancy) -> dict[str, bool]:
    known, twins = one.known, len(one.children) == 2
    died = sum(child.died_on is not None for child in one.children)
    clock = changes_of_the_clock(known.enrolled_on, known.as_of)
    return {
        "entered at 28+0": one.day == ENTRIES[0],
        "entered at 28+1": one.day == ENTRIES[1],
        "entered after the window": one.day > 28 * 7 + 6,
        "not born yet": not one.children,
        "due date corrected forward": one.first_due < known.key_dates["due_date"],
        "due date corrected back": one.first_due > known.key_dates["due_date"],
        "due date corrected and born": one.corrected and bool(one.children),
        "twins": twins,
        "twins on two days": twins and one.children[0].on != one.children[1].on,
        "twins, entered with the second first": twins and one.children[0].on > one.children[1].on,
        "twins of whom one died": twins and died == 1,
        "twins who both died": twins and died == 2,
        "lost in pregnancy": known.lost_on is not None and not one.children,
        "lost after the birth": known.lost_on is not None and len(one.children) == 1,
        "ended": known.ended_on is not None,
        "over a leap day": known.enrolled_on < date(2024, 2, 29) < known.as_of,
        "over the change to summer time": 3 in clock,
        "over the change to winter time": 10 in clock,
    } | {f"born in week {week}": one.born_in_week == week for week in WEEKS}


def test_the_seed_holds_every_kind_of_pregnancy(families):
    kinds = Counter(name for one in families for name, there in kinds_of(one).items() if there)
    rare = {name: kinds[name] for name in kinds_of(families[0]) if kinds[name] < 20}
    assert rare == {}
    assert not [one for one in families if one.children and one.born_in_week not in WEEKS]


def test_plans_ask_for_contacts_on_a_leap_day_and_on_days_when_the_clock_changes(seeded):
    one = programme(CONTENT / "voorzorg.yaml")
    days = Counter(contact.due for known in seeded for contact in planned(one, known))
    for on in (date(2024, 2, 29), date(2025, 3, 30), date(2025, 10, 26)):
        assert days[on] > 5, on


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_plan_keeps_to_its_programme(file, seeded):
    """Nothing before the enrolment or after the ending, no two contacts on a day, no gap above the rhythm, nothing outside its phase."""
    one = programme(file)
    widest = {phase.id: longest(one, phase.id) for phase in one.phases if phase.rhythm}
    goes_on = {phase.id for phase in one.phases if phase.rhythm and phase.rhythm[-1].times is None}
    for known in seeded:
        spans = {period.phase.id: period for period in periods(one, known)}
        for contact in (plan := planned(one, known)):
            assert known.enrolled_on < contact.due
            assert spans[contact.phase].has(contact.due)
            assert known.stopped_on is None or contact.due < known.stopped_on
        for before, after in pairwise(plan):
            assert timedelta(0) < after.due - before.due
            if before.phase == after.phase:
                assert after.due - before.due <= widest[before.phase]
                assert after.number == before.number + 1
        counts = Counter(contact.phase for contact in plan)
        for phase, width in widest.items():
            if phase in spans and phase in goes_on:
                assert counts[phase] >= (spans[phase].ends - spans[phase].begins) // width - 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_dating_again_keeps_what_was_done(file, families):
    """A corrected due date, also with a birth: what was held stays counted, and only days from then on are planned."""
    one = programme(file)
    for family in (family for family in families if family.corrected):
        known = family.known
        first = replace(known, key_dates={**known.key_dates, "due_date": family.first_due})
        held = [contact.due for contact in planned(one, first) if contact.due <= known.as_of]
        last = held[-1] if held else known.enrolled_on
        assert all(contact.due > last and contact.due >= known.as_of for contact in planned(one, known, last))
        spans = periods(one, known)
        inside = sum(any(period.has(on) for period in spans) for on in held)
        assert sum(dose.held for dose in doses(one, known, held)) == inside


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_twins_have_the_plan_of_one_child_on_the_day_of_the_first(file, families):
    """Not a contact, a measuring moment or a week more or less; it goes on as long as one of them lives."""
    one = programme(file)
    for family in (family for family in families if len(family.children) == 2):
        known, born = family.known, sorted(child.on for child in family.children)
        died = sorted(child.died_on for child in family.children if child.died_on)
        lost = died[1] if len(died) == 2 else None
        alone = replace(known, key_dates={**known.key_dates, "birth": born[0]}, lost_on=lost)
        held = [contact.due for contact in planned(one, known) if contact.due <= known.as_of]
        for count in (planned, periods, measuring, last_day):
            assert count(one, known) == count(one, alone)
        assert len(set(held)) == len(held)
        assert sum(dose.held for dose in doses(one, known, held)) == len(held)
        if len(died) == 1:
            assert known.lost_on is None


def test_entry_closes_after_28_completed_weeks_for_everybody(families):
    one = programme(CONTENT / "voorzorg.yaml")
    for family in families:
        assert (arrival(one, family.known) is Arrival.LATE) == (family.day > 28 * 7 + 6)


def test_what_comes_after_counts_from_the_birth_only(seeded):
    one = programme(CONTENT / "voorzorg.yaml")
    for known in seeded[::10]:
        (coming,) = follows(one, known)
        born = known.key_dates.get("birth")
        assert coming.due == (Offset(21, Unit.MONTHS).from_date(born) if born else None)
