"""Ten thousand seeded pregnancies through every shipped programme and the two that nobody coded: what each plan keeps to.

Born from week 24 to 42 or not yet, due dates corrected along the way, losses, late entries around 28 weeks, leap days and both
changes of summer time. A seed instead of Hypothesis: the same families every time, so that a number of them can be counted on.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import yaml

from sluitend.core.calendar import Offset, Unit, pregnancy_start
from sluitend.core.content import Programme, check
from sluitend.core.programme import Arrival, Known, arrival, doses, follows, periods, planned
from tests.core.test_programme import CONTENT

PREGNANCIES = 10_000
WRITTEN = Path(__file__).parents[1] / "care" / "programmes" / "written"
FILES = (*sorted(CONTENT.glob("*.yaml")), *sorted(WRITTEN.glob("*.yaml")))
ENTRIES = (28 * 7, 28 * 7 + 1, 28 * 7 + 6, 29 * 7)
"""Around the end of the entry window: 28+0, 28+1, 28+6 and 29+0."""


def pregnancy(random: Random) -> Known:
    due = date(2023, 6, 1) + timedelta(days=random.randrange(2500))
    conceived = pregnancy_start(due)
    born = conceived + timedelta(days=random.randint(24 * 7, 42 * 7))
    day = random.choice((*ENTRIES, *(random.randint(28, 294) for _ in range(4))))
    entered = min(conceived + timedelta(days=day), born - timedelta(days=1))
    dates = {"due_date": due} | ({"birth": born} if random.random() < 0.6 else {})
    lost = entered + timedelta(days=random.randrange(250)) if random.random() < 0.1 else None
    ended = entered + timedelta(days=random.randrange(900)) if random.random() < 0.2 else None
    last = 950 if "birth" in dates else (born - entered).days
    return Known(entered, entered + timedelta(days=random.randint(0, last)), dates, ended, lost)


@pytest.fixture(scope="module")
def seeded() -> list[Known]:
    random = Random(20261126)
    return [pregnancy(random) for _ in range(PREGNANCIES)]


def programme(file: Path) -> Programme:
    found = check("programme", yaml.safe_load(file.read_text()), file.name)
    assert isinstance(found, Programme)
    return found


def longest(one: Programme, phase: str) -> timedelta:
    """The widest gap that any rhythm of this phase allows; months at their longest."""
    rhythms = next(found.rhythm for found in one.phases if found.id == phase)
    days = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31}
    return timedelta(days=max(rhythm.every * days[rhythm.unit] for rhythm in rhythms))


def test_the_seed_holds_every_kind_of_pregnancy(seeded):
    kinds = Counter()
    for known in seeded:
        born = known.key_dates.get("birth")
        day = (known.enrolled_on - pregnancy_start(known.key_dates["due_date"])).days
        kinds.update(
            {
                "entered at 28+0": day == ENTRIES[0],
                "entered at 28+1": day == ENTRIES[1],
                "born early": born is not None and (born - pregnancy_start(known.key_dates["due_date"])).days < 28 * 7,
                "not born yet": born is None,
                "lost": known.lost_on is not None,
                "over a leap day": known.enrolled_on < date(2024, 2, 29) < known.as_of,
                "entered in a month of summer time": known.enrolled_on.month in (3, 10),
            }
        )
    assert min(kinds.values()) > 20, kinds


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
def test_dating_again_keeps_what_was_done(file, seeded):
    """A corrected due date or a birth: what was held stays counted, and only days from then on are planned."""
    one, random = programme(file), Random(7)
    for known in seeded[::10]:
        plan = planned(one, known)
        held = [contact.due for contact in plan if contact.due <= known.as_of]
        shift = timedelta(days=random.randint(-21, 21))
        dates = {name: on + (shift if name == "due_date" else timedelta(0)) for name, on in known.key_dates.items()}
        moved = Known(known.enrolled_on, known.as_of, dates, known.ended_on, known.lost_on)
        last = held[-1] if held else known.enrolled_on
        assert all(contact.due > last and contact.due >= known.as_of for contact in planned(one, moved, last))
        spans = periods(one, moved)
        inside = sum(any(period.has(on) for period in spans) for on in held)
        assert sum(dose.held for dose in doses(one, moved, held)) == inside


def test_entry_closes_after_28_completed_weeks_for_everybody(seeded):
    one = programme(CONTENT / "voorzorg.yaml")
    for known in seeded:
        day = (known.enrolled_on - pregnancy_start(known.key_dates["due_date"])).days
        assert (arrival(one, known) is Arrival.LATE) == (day > 28 * 7 + 6)


def test_what_comes_after_counts_from_the_birth_only(seeded):
    one = programme(CONTENT / "voorzorg.yaml")
    for known in seeded[::10]:
        (coming,) = follows(one, known)
        born = known.key_dates.get("birth")
        assert coming.due == (Offset(21, Unit.MONTHS).from_date(born) if born else None)
