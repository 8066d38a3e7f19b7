"""An indicator over enrolments as they were delivered: what stands above and below the line, and how many families are behind it."""

from __future__ import annotations

from collections.abc import Iterable

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
    noted = [
        value
        for each in mine
        if each.ended_as != Outlook.IN_ERROR and (value := each.values.get((one.measurement or "", one.moment or "")))
    ]
    if one.counts is Counts.AVERAGE:
        return Result(Figure(Kind.AVERAGE), Count(sum(int(value) for value in noted), len(noted), len(noted)))
    return Result(Figure(Kind.OUTCOME), Count(sum(value in one.answers for value in noted), len(noted), len(noted)))
