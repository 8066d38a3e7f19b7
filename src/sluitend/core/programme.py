"""A programme and key dates become phases with dates and planned contacts; when a date changes the same call gives the new ones.

Contacts are counted in calendar days: a birth, a corrected due date or summer time move nothing but what counts from
them. Until a birth is known it is expected on the due date (or today, once that has passed). A phase that begins at an
event (enrolment, birth) counts its contacts from it; one that begins at an age goes on from the last contact, so that
no gap is longer than the rhythm. Nothing is planned before the enrolment or after the ending.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from sluitend.core.calendar import Anchor, Offset, Unit, add_months, moment, with_pregnancy_start
from sluitend.core.content.programmes import Finish, Follow, Measurement, Phase, Programme, Range, Rhythm
from sluitend.core.text import Text, text

ENROLMENT = "enrolment"
SHORT_MONTHS = timedelta(days=3)
"""A series of months that passed a short month ends up to three days before the same number of months in one go."""


@dataclass(frozen=True)
class Known:
    """What is known of one enrolment. `key_dates`: due_date and birth, as far as known. `lost_on`: the day of a loss."""

    enrolled_on: date
    as_of: date
    key_dates: Mapping[str, date] = field(default_factory=dict)
    ended_on: date | None = None
    lost_on: date | None = None

    @property
    def stopped_on(self) -> date | None:
        days = [on for on in (self.ended_on, self.lost_on) if on is not None]
        return min(days, default=None)

    @property
    def birth_is_expected(self) -> bool:
        return Anchor.BIRTH not in self.key_dates and Anchor.DUE_DATE in self.key_dates

    def dates(self) -> dict[str, date]:
        """All anchors that have a date, the expected birth among them."""
        found = with_pregnancy_start(self.key_dates) | {ENROLMENT: self.enrolled_on}
        if self.birth_is_expected:
            found[Anchor.BIRTH] = max(found[Anchor.DUE_DATE], self.as_of)
        return found


class Born(NamedTuple):
    """A child that an enrolment is about."""

    on: date
    died_on: date | None = None


def of_children(children: Collection[Born], *, one_pregnancy: bool) -> tuple[date, date | None]:
    """The birth that dates the one plan of an enrolment, and the loss that stops it: only when no child lives. Of twins the first to be
    born counts, of children whose pregnancy is not known here the youngest."""
    born = [child.on for child in children]
    died = [child.died_on for child in children if child.died_on]
    return (min if one_pregnancy else max)(born), max(died) if len(died) == len(born) else None


@dataclass(frozen=True)
class Period:
    """A phase with its dates for one family: from `begins` up to, not including, `ends`. Cut off where the family stopped."""

    phase: Phase
    begins: date
    ends: date
    expected: bool
    """Counts from a birth that has not happened yet."""

    def has(self, day: date) -> bool:
        return self.begins <= day < self.ends


class Planned(NamedTuple):
    """A contact as the rhythm asks for it; `number` counts from 1 within the phase."""

    phase: str
    number: int
    due: date
    expected: bool = False


def periods(programme: Programme, known: Known) -> tuple[Period, ...]:
    """The phases of this family, in order; without those that have no date yet or had ended before the enrolment."""
    dates, stopped = known.dates(), known.stopped_on
    found = []
    for phase in programme.phases:
        begins, ends = moment(phase.begins).on(dates), moment(phase.ends).on(dates)
        if begins is None or ends is None:
            continue
        begins = max(begins, known.enrolled_on)
        ends = ends if stopped is None else min(ends, stopped)
        if begins < ends:
            found.append(Period(phase, begins, ends, known.birth_is_expected and _after_birth(phase)))
    return tuple(found)


def _after_birth(phase: Phase) -> bool:
    return moment(phase.begins).anchor == Anchor.BIRTH


def planned(programme: Programme, known: Known, last: date | None = None) -> tuple[Planned, ...]:
    """Every contact the rhythm asks for. With `last`, the day of the last contact that was held: only what comes after it,
    and nothing before `as_of`."""
    dates = known.dates()
    found: list[Planned] = []
    cursor = last
    for period in periods(programme, known):
        if last is not None and period.ends <= last:
            continue
        days = list(_days(period, dates, cursor, known, last))
        phase, expected = period.phase.id, period.expected
        found += [Planned(phase, number, due, expected) for number, due in enumerate(days, 1)]
        cursor = days[-1] if days else cursor
    return tuple(found)


def _days(
    period: Period, dates: Mapping[str, date], cursor: date | None, known: Known, last: date | None
) -> Iterator[date]:
    """The days of one phase. The cursor is the contact before: its place decides which rhythm counts now."""
    day, ends = _start(period, cursor), period.ends
    first = period.begins if last is None else max(period.begins, known.as_of)
    for until, step in _stretches(period, dates):
        while day < until:
            day = day + step if isinstance(step, timedelta) else add_months(day, step)
            if day < first:
                day = first
            if day >= ends:
                return
            yield day


def _start(period: Period, cursor: date | None) -> date:
    at_event = moment(period.phase.begins).offset.amount == 0
    if cursor is None or (at_event and cursor < period.begins):
        return period.begins
    return cursor


Stretch = tuple[date, timedelta | int]
"""Up to which day a rhythm counts, and its step: days, or a number of months."""


def _stretches(period: Period, dates: Mapping[str, date]) -> list[Stretch]:
    start, found = period.begins, list[Stretch]()
    for rhythm in period.phase.rhythm:
        end = _end(rhythm, start, period.ends, dates)
        if rhythm.unit is Unit.MONTHS:
            found.append((end - SHORT_MONTHS if rhythm.times else end, rhythm.every))
        else:
            found.append((end, timedelta(days=rhythm.every * (7 if rhythm.unit is Unit.WEEKS else 1))))
        start = max(start, end)
    return found


def _end(rhythm: Rhythm, start: date, phase_ends: date, dates: Mapping[str, date]) -> date:
    if rhythm.times is not None:
        return Offset(rhythm.every * rhythm.times, rhythm.unit).from_date(start)
    until = moment(rhythm.until).on(dates) if rhythm.until else None
    return phase_ends if until is None else min(until, phase_ends)


def next_contact(programme: Programme, known: Known, last: date | None) -> Planned | None:
    """The first contact that is still to come; None when the rhythm asks for none any more."""
    coming = planned(programme, known, last or known.enrolled_on)
    return coming[0] if coming else None


def last_day(programme: Programme, known: Known) -> date | None:
    """The day on which the programme is over for this family, as far as known now."""
    return max((one.ends for one in periods(programme, known)), default=None)


@dataclass(frozen=True)
class Dose:
    """What was planned and what was held in one phase. `usual` is what the programme usually delivers: no target."""

    period: Period
    planned: int
    planned_so_far: int
    held: int
    usual: Range | None


def doses(programme: Programme, known: Known, held: Collection[date]) -> tuple[Dose, ...]:
    """Per phase, with contacts counted in the phase in which they took place."""
    contacts = planned(programme, known)
    found = []
    for period in periods(programme, known):
        due = [one.due for one in contacts if one.phase == period.phase.id]
        so_far = sum(day <= known.as_of for day in due)
        here = sum(period.has(day) for day in held)
        found.append(Dose(period, len(due), so_far, here, period.phase.expected))
    return tuple(found)


class Arrival(StrEnum):
    """Whether somebody starts within the entry window."""

    IN_TIME = "in_time"
    EARLY = "early"
    LATE = "late"
    UNKNOWN = "unknown"


def arrival(programme: Programme, known: Known) -> Arrival:
    entry, dates = programme.entry, known.dates()
    if entry is None:
        return Arrival.IN_TIME
    earliest = moment(entry.earliest).on(dates) if entry.earliest else None
    latest = moment(entry.latest).on(dates) if entry.latest else None
    if (entry.earliest and earliest is None) or (entry.latest and latest is None):
        return Arrival.UNKNOWN
    if earliest and known.enrolled_on < earliest:
        return Arrival.EARLY
    return Arrival.LATE if latest and known.enrolled_on > latest else Arrival.IN_TIME


class Feedback(StrEnum):
    """What who referred is told, with her consent. Never more than this (source text 000: the referrer hears nothing)."""

    STARTED = "started"
    WAITING = "waiting"
    NOT_FITTING = "not_fitting"
    NOT_WANTED = "not_wanted"
    NOT_REACHED = "not_reached"
    ENDED = "ended"

    def sentence(self, programme: str) -> Text:
        """As the referrer reads it: without a name."""
        return Text(_FEEDBACK[self].message, {"programme": programme})


_FEEDBACK = {
    Feedback.STARTED: text("Een gezin dat u meldde of verwees: %(programme)s is begonnen."),
    Feedback.WAITING: text("Een gezin dat u meldde of verwees: op de wachtlijst van %(programme)s."),
    Feedback.NOT_FITTING: text(
        "Een gezin dat u meldde of verwees: %(programme)s past niet, er is iets anders besproken."
    ),
    Feedback.NOT_WANTED: text("Een gezin dat u meldde of verwees: %(programme)s is niet gewenst."),
    Feedback.NOT_REACHED: text("Een gezin dat u meldde of verwees: voor %(programme)s is nog geen contact gelukt."),
    Feedback.ENDED: text("Een gezin dat u meldde of verwees: %(programme)s is geëindigd."),
}


@dataclass(frozen=True)
class Moment:
    """One measuring moment of one measurement, on its day."""

    measurement: Measurement
    words: str
    due: date
    number: int
    """Its place in the programme: the same whatever is known of the dates."""


def measuring(programme: Programme, known: Known) -> tuple[Moment, ...]:
    """The measuring moments that have a date, from the enrolment to the ending, earliest first."""
    dates, stopped = known.dates(), known.stopped_on
    pairs = ((one, words) for one in programme.measurements for words in one.moments)
    found = [
        Moment(one, words, due, number)
        for number, (one, words) in enumerate(pairs)
        if (due := moment(words).on(dates)) is not None
        and due >= known.enrolled_on
        and (stopped is None or due <= stopped)
    ]
    return tuple(sorted(found, key=lambda one: one.due))


@dataclass(frozen=True)
class Coming:
    """What can come after, from a day on; None while the date it counts from is not known."""

    follow: Follow
    due: date | None


def follows(programme: Programme, known: Known) -> tuple[Coming, ...]:
    """What can come after this programme. Only a birth that has happened dates it: a far expectation is no appointment."""
    return tuple(Coming(one, _happens(one.at, known)) for one in programme.follows)


def may_end_from(finish: Finish, known: Known) -> date | None:
    """The first day on which it may end so; None while a birth that dates it did not happen.

    A family counts as having completed a programme only when it was there to its end (domain.md 1.5: attrition per phase)."""
    return _happens(finish.at, known) if finish.at else known.enrolled_on


def _happens(words: str | None, known: Known) -> date | None:
    return moment(words).on(dict(known.key_dates) | {ENROLMENT: known.enrolled_on}) if words else None


def warns(programme: Programme, known: Known) -> date | None:
    """The day from which the people involved are asked to look again; it ends nothing."""
    return (
        None
        if programme.warn is None
        else Offset(programme.warn.after, programme.warn.unit).from_date(known.enrolled_on)
    )
