"""A pathway and key dates become dated steps; when a date changes the same call gives the new dates.

`plan` is a function of what is known now. It never forgets what was done, plans nothing after an ending, and keeps the
order in which steps lean on each other. Until a birth is known its date is expected on the due date, and steps that
count from it are `expected`: shown as such and dated again at the birth (design.md 4.4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sluitend.core.calendar import Anchor, Offset, with_pregnancy_start
from sluitend.core.content import Condition, Pathway, Step, Whom
from sluitend.core.text import Text, text


class Status(StrEnum):
    DONE = "done"
    PLANNED = "planned"
    WAITING = "waiting"
    VOID = "void"


class Outcome(StrEnum):
    """How a pregnancy ended (or that a child died later); `loss` is what makes child steps fall away."""

    BORN = "born"
    STILLBIRTH = "stillbirth"
    MISCARRIAGE = "miscarriage"
    TERMINATION = "termination"
    CHILD_DIED = "child_died"

    @property
    def is_loss(self) -> bool:
        return self is not Outcome.BORN


@dataclass(frozen=True)
class Done:
    """A step that was done, on which day; `occurrence` counts from 1 for steps that repeat."""

    step: str
    on: date
    occurrence: int = 1


@dataclass(frozen=True)
class Known:
    """What is known of this family for this pathway.

    `key_dates` has Anchor names; the signal is where the pathway starts, so nothing is planned before it. `proposals`
    are (table id, code) pairs. `stopped` is the day on which the family or an ending stopped the pathway.
    """

    key_dates: Mapping[str, date]
    done: tuple[Done, ...] = ()
    facts: Collection[str] = ()
    proposals: Collection[tuple[str, str]] = ()
    outcome: Outcome | None = None
    stopped: date | None = None

    @property
    def has_loss(self) -> bool:
        return self.outcome is not None and self.outcome.is_loss


@dataclass(frozen=True)
class DatedStep:
    """One step (or one of its repeats) with its date, or why it has none. `offered`: she may say no to it."""

    step: str
    occurrence: int
    status: Status
    due: date | None = None
    latest: date | None = None
    expected: bool = False
    offered: bool = False
    reason: Text | None = None


@dataclass
class _Course:
    """The walk down the steps: where each one ended or is expected to end, for the steps that lean on it."""

    known: Known
    dates: dict[str, date]
    estimated: set[str]
    done: Mapping[tuple[str, int], date]
    ends: dict[str, date] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    void: set[str] = field(default_factory=set)

    @property
    def all_dates(self) -> dict[str, date]:
        return self.dates | self.ends


def plan(pathway: Pathway, known: Known) -> tuple[DatedStep, ...]:
    """Every step of the pathway and everything that was done, in the order of the pathway.

    A pregnancy that ended in a loss needs its date under "outcome" in the key dates.
    """
    if known.has_loss and Anchor.OUTCOME not in known.key_dates:
        raise ValueError("key_dates['outcome'] is nodig bij een verlies")
    course = _course(known)
    steps = [step for step in pathway.steps if known.has_loss or not step.aftercare]
    dated = [occurrence for step in steps for occurrence in _occurrences(step, course)]
    listed = {(one.step, one.occurrence) for one in dated}
    left_over = [one for one in known.done if (one.step, one.occurrence) not in listed]
    return (*dated, *(_as_done(one.step, one.occurrence, one.on) for one in left_over))


def _course(known: Known) -> _Course:
    dates = with_pregnancy_start(known.key_dates)
    estimated: set[str] = set()
    if Anchor.BIRTH not in dates and Anchor.DUE_DATE in dates:
        dates[Anchor.BIRTH] = dates[Anchor.DUE_DATE]
        estimated.add(Anchor.BIRTH)
    return _Course(known, dates, estimated, {(one.step, one.occurrence): one.on for one in known.done})


def _occurrences(step: Step, course: _Course) -> Iterator[DatedStep]:
    """The step, or each of its repeats; the step ends where its last occurrence ends."""
    for number in range(1, (step.repeat.times if step.repeat else 1) + 1):
        dated = _dated(step, number, course)
        if number > 1 and _past_the_series(step, dated, course):
            continue
        end = dated.due
        if dated.status is not Status.VOID and end is not None:
            course.ends[step.id] = max(end, course.ends.get(step.id, end))
        if dated.status is Status.WAITING:
            course.waiting.add(step.id)
        if dated.status is Status.VOID:
            course.void.add(step.id)
        if dated.expected:
            course.estimated.add(step.id)
        yield dated


def _past_the_series(step: Step, dated: DatedStep, course: _Course) -> bool:
    """A repeat after the last good day of the step is not planned; what was done stays."""
    latest = _latest(step, course)
    if dated.status is not Status.PLANNED or latest is None or dated.due is None:
        return False
    return dated.due > latest


def _dated(step: Step, number: int, course: _Course) -> DatedStep:
    done_on = course.done.get((step.id, number))
    if done_on is not None:
        return _as_done(step.id, number, done_on)
    void = _why_void(step, course)
    if void is not None:
        return DatedStep(step.id, number, Status.VOID, reason=void)
    due = _due(step, number, course)
    if due is None:
        return DatedStep(step.id, number, Status.WAITING, reason=_why_waiting(step, course))
    latest = _latest(step, course)
    return DatedStep(
        step.id,
        number,
        Status.PLANNED,
        due=due,
        latest=None if latest is None else max(latest, due),
        expected=bool(_anchors(step) & course.estimated),
        offered=step.aftercare,
    )


def _latest(step: Step, course: _Course) -> date | None:
    return None if step.latest is None else step.latest.on(course.all_dates)


def _as_done(step: str, occurrence: int, on: date) -> DatedStep:
    return DatedStep(step, occurrence, Status.DONE, due=on)


def _anchors(step: Step) -> set[str]:
    return {step.start.anchor} | set(step.after)


def _due(step: Step, number: int, course: _Course) -> date | None:
    """The agreed date; later when the signal came later or an earlier step ends later; None while unknown."""
    if course.waiting & _anchors(step):
        return None
    day = step.start.on(course.all_dates)
    if day is None:
        return None
    if step.repeat:
        day = Offset((number - 1) * step.repeat.every, step.repeat.unit).from_date(day)
    started = course.dates.get(Anchor.SIGNAL, day)
    return max([day, started, *(course.ends[before] for before in step.after if before in course.ends)])


def _why_waiting(step: Step, course: _Course) -> Text:
    if course.waiting & _anchors(step):
        return text("wacht op een eerdere stap")
    return _UNKNOWN[step.start.anchor]


_UNKNOWN: Mapping[str, Text] = {
    Anchor.SIGNAL: text("de datum van het signaal is niet bekend"),
    Anchor.INTAKE: text("de datum van de intake is nog niet bekend"),
    Anchor.PREGNANCY: text("de uitgerekende datum is niet bekend"),
    Anchor.DUE_DATE: text("de uitgerekende datum is niet bekend"),
    Anchor.BIRTH: text("de geboortedatum en de uitgerekende datum zijn niet bekend"),
    Anchor.OUTCOME: text("deze stap volgt als de zwangerschap is afgelopen"),
}


def _why_void(step: Step, course: _Course) -> Text | None:
    """Why this step is not done any more, or does not apply; the first reason found."""
    known = course.known
    if known.stopped is not None:
        return text("het zorgpad is gestopt op %(date)s", date=known.stopped)
    if known.has_loss and not step.aftercare:
        return _after_loss(step, known)
    if step.only_during_pregnancy and Anchor.BIRTH in known.key_dates:
        return text("het kind is geboren")
    if step.when is not None and not _applies(step.when, known):
        return text("de voorwaarde voor deze stap geldt niet")
    if step.start.anchor in course.void:
        return text("de stap waarna deze komt, vervalt")
    return _missed(step, course)


def _after_loss(step: Step, known: Known) -> Text:
    """After a loss only aftercare is offered; the words differ for whom the step is about."""
    if step.about is Whom.CHILD:
        return text("vervalt na het verlies: deze stap hoort bij het kind")
    lost = known.key_dates[Anchor.OUTCOME]
    return text("het zorgpad is gestopt na het verlies op %(date)s", date=lost)


def _missed(step: Step, course: _Course) -> Text | None:
    """The window closed before the signal came: such a step was never this family's to do."""
    started, latest = course.dates.get(Anchor.SIGNAL), _latest(step, course)
    if started is None or latest is None or latest >= started:
        return None
    return text("het moment voor deze stap was voorbij toen het signaal kwam")


def _applies(condition: Condition, known: Known) -> bool:
    if condition.table is not None and condition.proposal is not None:
        return (condition.table, condition.proposal) in known.proposals
    return set(condition.facts) <= set(known.facts)


@dataclass(frozen=True)
class Change:
    """What re-dating did to one step: the values before and after; None where it was not there."""

    before: DatedStep | None
    after: DatedStep | None


def changes(before: Collection[DatedStep], after: Collection[DatedStep]) -> tuple[Change, ...]:
    """Only the steps that differ, so that promises are moved for a reason and nothing else is touched."""
    old = {(one.step, one.occurrence): one for one in before}
    new = {(one.step, one.occurrence): one for one in after}
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(Change(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key))
