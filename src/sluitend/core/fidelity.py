"""How a programme is delivered beside what its source aims at: who began early, contacts, who stopped, time, subjects, what was filled in.

Every figure is a part of a whole, with the number of families behind it, so that a page can say "16 of 20" and hide what is about few.
Enrolments that were entered in error count nowhere, and a loss is nobody who stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sluitend.core.calendar import Anchor, gestational_age
from sluitend.core.content import Words
from sluitend.core.content.programmes import Measure, Outlook, Programme, Range, Target
from sluitend.core.programme import Known, doses, measuring, periods
from sluitend.core.small_numbers import is_small


class Kind(StrEnum):
    """What is counted: what a target can be set for, and what has none."""

    EARLY = "early"
    CONTACTS = "contacts"
    STOPPED = "stopped"
    MINUTES = "minutes"
    COMPLETED = "completed"
    MEASURED = "measured"
    SHARE = "share"
    MILESTONE = "milestone"
    OUTCOME = "outcome"
    AVERAGE = "average"


_OF_MEASURE = {
    Measure.ENROLLED_BY_WEEK: Kind.EARLY,
    Measure.CONTACTS_OF_PLANNED: Kind.CONTACTS,
    Measure.ATTRITION: Kind.STOPPED,
    Measure.MINUTES: Kind.MINUTES,
    Measure.COMPLETENESS: Kind.COMPLETED,
}
COUNTS_FAMILIES = frozenset({Kind.EARLY, Kind.STOPPED, Kind.MILESTONE, Kind.OUTCOME})
"""Of these the part and the rest are families too: a small one of either is about somebody who can be recognised."""


class Held(NamedTuple):
    """A contact of the plan that was held."""

    on: date
    minutes: int | None = None
    shares: Mapping[str, int] = {}
    completed: bool = False


@dataclass(frozen=True)
class Delivered:
    """One enrolment as it was delivered, in its own version of the programme."""

    programme: Programme
    known: Known
    ended_as: str = ""
    held: Sequence[Held] = ()
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What was measured, by measurement id and moment."""
    reached: frozenset[str] = frozenset()
    """The milestones that were noted."""
    weights: Sequence[int] = ()
    """Birth weights in grams of the children it is about, where they were noted."""
    family: int = field(kw_only=True)
    """Whose enrolment it is: of two enrolments of one family a figure is about one family."""


@dataclass(frozen=True)
class Figure:
    """What is counted. `phase`, `week` and `subject` (a content domain or a milestone) say of what."""

    kind: Kind
    phase: str = ""
    week: int = 0
    subject: str = ""
    names: Words | None = None
    target: Target | None = None
    intended: Range | None = None
    working_model: bool = False


@dataclass(frozen=True)
class Count:
    """`part` of `whole`; `families` is how many are behind it, each once. For minutes the whole is a number of contacts."""

    part: int = 0
    whole: int = 0
    families: int = 0


@dataclass(frozen=True)
class Result:
    figure: Figure
    count: Count = field(default_factory=Count)

    @property
    def value(self) -> int | None:
        """Percent; for minutes and other numbers the mean. None where there is nothing to count yet."""
        if not self.count.whole:
            return None
        scale = 1 if self.figure.kind in (Kind.MINUTES, Kind.AVERAGE) else 100
        return round(scale * self.count.part / self.count.whole)

    def is_small(self, below: int) -> bool:
        """Says something about few families: not for readers without names."""
        count = self.count
        parts = (count.part, count.whole - count.part) if self.figure.kind in COUNTS_FAMILIES else ()
        return any(is_small(number, below) for number in (count.families, *parts))


def figures(programme: Programme) -> tuple[Figure, ...]:
    """Everything that can be counted of this programme: its targets first, then the rest of its phases, subjects and milestones."""
    aimed = [
        Figure(_OF_MEASURE[one.measure], one.phase or "", one.week or 0, "", one.names, one)
        for one in programme.targets
    ]
    known = {(one.kind, one.phase) for one in aimed}
    more = [Figure(Kind.STOPPED), Figure(Kind.MINUTES), Figure(Kind.COMPLETED)]
    more += [Figure(Kind.CONTACTS, phase.id, names=phase.names) for phase in programme.phases if phase.rhythm]
    more += [Figure(Kind.MEASURED)] if programme.measurements else []
    rest = [one for one in more if (one.kind, one.phase) not in known]
    return (*aimed, *rest, *_milestones(programme), *_shares(programme))


def _milestones(programme: Programme) -> Iterable[Figure]:
    return (Figure(Kind.MILESTONE, subject=one.id, names=one.names) for one in programme.milestones)


def _shares(programme: Programme) -> Iterable[Figure]:
    names = {one.id: one.names for one in programme.domains}
    for phase in programme.phases:
        aims = {share.domain: share for share in phase.shares}
        for domain, words in names.items():
            aim = aims.get(domain)
            model = aim is not None and aim.standing == "working_model"
            yield Figure(
                Kind.SHARE,
                phase.id,
                subject=domain,
                names=words,
                intended=aim.percent if aim else None,
                working_model=model,
            )


def results(wanted: Sequence[Figure], delivered: Iterable[Delivered]) -> tuple[Result, ...]:
    """Each figure over these enrolments. One walk over the contacts per enrolment, whatever the number of figures."""
    seen = [_Seen(one) for one in delivered if one.ended_as != Outlook.IN_ERROR]
    return tuple(Result(figure, _total(figure, seen)) for figure in wanted)


def _total(figure: Figure, seen: Sequence[_Seen]) -> Count:
    found = [(one.one.family, _COUNTS[figure.kind](one, figure)) for one in seen]
    counted = [(family, count) for family, count in found if count.whole]
    families = {family for family, _ in counted}
    return Count(sum(count.part for _, count in counted), sum(count.whole for _, count in counted), len(families))


class _Seen:
    """One enrolment with what several figures ask of it, worked out once."""

    def __init__(self, one: Delivered) -> None:
        self.one, self.known = one, one.known
        self.doses = {dose.period.phase.id: dose for dose in doses(one.programme, one.known, [h.on for h in one.held])}
        self.periods = periods(one.programme, one.known)

    def held_in(self, phase: str) -> list[Held]:
        if not phase:
            return list(self.one.held)
        dose = self.doses.get(phase)
        return [held for held in self.one.held if dose is not None and dose.period.has(held.on)]


def _early(seen: _Seen, figure: Figure) -> Count:
    due = seen.known.key_dates.get(Anchor.DUE_DATE)
    if due is None:
        return Count()
    return Count(int(gestational_age(due, seen.known.enrolled_on).weeks < figure.week), 1)


def _contacts(seen: _Seen, figure: Figure) -> Count:
    """Held of what the rhythm asked for until now; a phase counts contacts that took place in it."""
    found = [dose for phase, dose in seen.doses.items() if figure.phase in ("", phase)]
    planned = sum(dose.planned_so_far for dose in found)
    return Count(sum(dose.held for dose in found), planned) if planned else Count()


def _stopped(seen: _Seen, figure: Figure) -> Count:
    """Of all who began, who stopped early. Of a phase: of those for whom it is over, who stopped in it."""
    early = seen.one.ended_as == Outlook.STOPPED_EARLY
    if seen.one.ended_as == Outlook.LOSS:
        return Count()
    if not figure.phase:
        return Count(int(early), 1)
    period = next((one for one in seen.periods if one.phase.id == figure.phase), None)
    if period is None or period.expected or period.ends > seen.known.as_of:
        return Count()
    return Count(int(early and seen.periods[-1] is period), 1)


def _minutes(seen: _Seen, figure: Figure) -> Count:
    noted = [held.minutes for held in seen.held_in(figure.phase) if held.minutes]
    return Count(sum(noted), len(noted))


def _completed(seen: _Seen, figure: Figure) -> Count:
    held = seen.held_in(figure.phase)
    return Count(sum(one.completed for one in held), len(held))


def _measured(seen: _Seen, figure: Figure) -> Count:
    """Of the measuring moments whose day has come."""
    due = [one for one in measuring(seen.one.programme, seen.known) if one.due <= seen.known.as_of]
    taken = sum((one.measurement.id, one.words) in seen.one.values for one in due)
    return Count(taken, len(due))


def _share(seen: _Seen, figure: Figure) -> Count:
    """Contacts of which the subjects were noted, each weighing the same."""
    noted = [held.shares for held in seen.held_in(figure.phase) if held.shares]
    return Count(sum(one.get(figure.subject, 0) for one in noted), 100 * len(noted))


def _milestone(seen: _Seen, figure: Figure) -> Count:
    return Count(int(figure.subject in seen.one.reached), 1)


_COUNTS: dict[Kind, Callable[[_Seen, Figure], Count]] = {
    Kind.EARLY: _early,
    Kind.CONTACTS: _contacts,
    Kind.STOPPED: _stopped,
    Kind.MINUTES: _minutes,
    Kind.COMPLETED: _completed,
    Kind.MEASURED: _measured,
    Kind.SHARE: _share,
    Kind.MILESTONE: _milestone,
}
