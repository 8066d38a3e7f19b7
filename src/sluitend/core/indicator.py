"""An indicator over enrolments as they were delivered: what stands above and below the line, and how many families are behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sluitend.core.calendar import Anchor, gestational_age
from sluitend.core.content.indicators import Counts, Indicator
from sluitend.core.content.programmes import Outlook
from sluitend.core.fidelity import Count, Delivered, Figure, Kind, Result, results

_KINDS = {
    Counts.EARLY: Kind.EARLY,
    Counts.CONTACTS: Kind.CONTACTS,
    Counts.STOPPED: Kind.STOPPED,
    Counts.MINUTES: Kind.MINUTES,
    Counts.MILESTONE: Kind.MILESTONE,
}


def counted(one: Indicator, delivered: Iterable[Delivered]) -> Result:
    """The result; of a measurement only over those of whom it was noted at that moment. Entered in error counts nowhere."""
    mine = [each for each in delivered if each.programme.id == one.programme]
    if one.counts in _KINDS:
        figure = Figure(_KINDS[one.counts], one.phase or "", one.week or 0, one.milestone or "")
        return results([figure], mine)[0]
    return _noted(one, [each for each in mine if each.ended_as != Outlook.IN_ERROR])


def _noted(one: Indicator, mine: Iterable[Delivered]) -> Result:
    """Of what was noted of an enrolment: a number to take the mean of, or whether it counts."""
    if one.counts is Counts.BIRTH_WEIGHT:
        return _result(Kind.AVERAGE, ((each.family, grams) for each in mine for grams in each.weights))
    if one.counts is Counts.BORN_EARLY:
        terms = ((each.family, _weeks_at_birth(each)) for each in mine)
        week = one.week or 0
        return _result(Kind.OUTCOME, ((family, weeks < week) for family, weeks in terms if weeks is not None))
    answers = ((each.family, each.values.get((one.measurement or "", one.moment or ""))) for each in mine)
    given = [(family, value) for family, value in answers if value and value not in one.leaves_out]
    if one.counts is Counts.AVERAGE:
        return _result(Kind.AVERAGE, ((family, int(value)) for family, value in given))
    return _result(Kind.OUTCOME, ((family, value in one.answers) for family, value in given))


def _result(kind: Kind, noted: Iterable[tuple[int, int]]) -> Result:
    """Of (family, number) pairs: the sum, how many there are, and about how many families."""
    pairs = list(noted)
    families = {family for family, _ in pairs}
    return Result(Figure(kind), Count(sum(number for _, number in pairs), len(pairs), len(families)))


def _weeks_at_birth(one: Delivered) -> int | None:
    dates = one.known.key_dates
    if Anchor.DUE_DATE not in dates or Anchor.BIRTH not in dates:
        return None
    return gestational_age(dates[Anchor.DUE_DATE], dates[Anchor.BIRTH]).weeks


@dataclass(frozen=True)
class Shielded:
    """An indicator for a whole and its parts; None is hidden, because it says something about few families."""

    whole: Result | None
    parts: Mapping[str, Result | None]


def shielded(one: Indicator, groups: Mapping[str, Sequence[Delivered]], below: int) -> Shielded:
    """The whole with each part, so that nothing hidden can be worked out from what is shown: what is hidden together is no small number
    either, and never one part alone. A part with nothing to count is no secret."""
    found = {name: counted(one, rows) for name, rows in groups.items()}
    whole = counted(one, chain.from_iterable(groups.values()))
    hidden = [name for name, result in found.items() if result.is_small(below)]
    shown = [name for name in found if name not in hidden and found[name].count.whole]
    shown.sort(key=lambda name: found[name].count.families)
    while hidden and shown and (len(hidden) == 1 or _together(one, groups, hidden).is_small(below)):
        hidden.append(shown.pop(0))
    alone = len(hidden) == 1 or (hidden and _together(one, groups, hidden).is_small(below))
    parts = {name: None if name in hidden else result for name, result in found.items()}
    return Shielded(None if alone or whole.is_small(below) else whole, parts)


def _together(one: Indicator, groups: Mapping[str, Sequence[Delivered]], names: Iterable[str]) -> Result:
    return counted(one, chain.from_iterable(groups[name] for name in names))
