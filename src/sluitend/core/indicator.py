"""An indicator over enrolments as they were delivered: what stands above and below the line, and how many families are behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    if one.counts in (Counts.BORN_EARLY, Counts.BIRTH_WEIGHT):
        return _born(one, [each for each in mine if each.ended_as != Outlook.IN_ERROR])
    noted = [
        (each.family, value)
        for each in mine
        if each.ended_as != Outlook.IN_ERROR and (value := each.values.get((one.measurement or "", one.moment or "")))
        if value not in one.leaves_out
    ]
    families = len({family for family, _ in noted})
    if one.counts is Counts.AVERAGE:
        return Result(Figure(Kind.AVERAGE), Count(sum(int(value) for _, value in noted), len(noted), families))
    above = sum(value in one.answers for _, value in noted)
    return Result(Figure(Kind.OUTCOME), Count(above, len(noted), families))


def _born(one: Indicator, mine: Sequence[Delivered]) -> Result:
    """Of births that happened: before which week, or how heavy."""
    if one.counts is Counts.BIRTH_WEIGHT:
        weights = [(each.family, grams) for each in mine for grams in each.weights]
        families = len({family for family, _ in weights})
        return Result(Figure(Kind.AVERAGE), Count(sum(grams for _, grams in weights), len(weights), families))
    dates = [(each.family, each.known.key_dates) for each in mine]
    terms = [
        (family, gestational_age(known[Anchor.DUE_DATE], known[Anchor.BIRTH]).weeks)
        for family, known in dates
        if Anchor.DUE_DATE in known and Anchor.BIRTH in known
    ]
    early = sum(weeks < (one.week or 0) for _, weeks in terms)
    return Result(Figure(Kind.OUTCOME), Count(early, len(terms), len({family for family, _ in terms})))


@dataclass(frozen=True)
class Shielded:
    """An indicator for a whole and its parts; None is hidden, because it says something about few families."""

    whole: Result | None
    parts: Mapping[str, Result | None]


def shielded(one: Indicator, groups: Mapping[str, Sequence[Delivered]]) -> Shielded:
    """The whole with each part, so that nothing hidden can be worked out from what is shown: what is hidden together is no small number
    either, and never one part alone. A part with nothing to count is no secret."""
    found = {name: counted(one, rows) for name, rows in groups.items()}
    whole = counted(one, chain.from_iterable(groups.values()))
    hidden = [name for name, result in found.items() if result.is_small]
    shown = sorted((name for name in found if name not in hidden and found[name].count.whole), key=_size(found))
    while hidden and shown and (len(hidden) == 1 or _together(one, groups, hidden).is_small):
        hidden.append(shown.pop(0))
    alone = len(hidden) == 1 or (hidden and _together(one, groups, hidden).is_small)
    parts = {name: None if name in hidden else result for name, result in found.items()}
    return Shielded(None if alone or whole.is_small else whole, parts)


def _size(found: Mapping[str, Result]) -> Callable[[str], int]:
    return lambda name: found[name].count.families


def _together(one: Indicator, groups: Mapping[str, Sequence[Delivered]], names: Iterable[str]) -> Result:
    return counted(one, chain.from_iterable(groups[name] for name in names))
