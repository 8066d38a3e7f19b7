"""What the programmes come to: each indicator with its definition and source, per municipality and per year of beginning, without names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.programmes.queries import Outcome, outcomes
from sluitend.core.access import Actor
from sluitend.core.content.indicators import Better, Counts, Indicator
from sluitend.core.fidelity import Result
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.programmes.numbers import LONGEST_CONTACT
from sluitend.doors.workspace.programmes.words import moment_words
from sluitend.ui.bars import Bar, Bars

BETTER: dict[Better, Text] = {
    Better.HIGHER: text("Meer is beter."),
    Better.LOWER: text("Minder is beter."),
    Better.NEITHER: text("Meer of minder is hier niet beter of slechter."),
}
HIDDEN = text("verborgen")
NOTHING = text("nog niets te tellen")
LONGEST = {Counts.MINUTES: LONGEST_CONTACT, Counts.AVERAGE: 45, Counts.BIRTH_WEIGHT: 5000}
"""Of a mean: what fills the whole width of a bar."""


@dataclass(frozen=True)
class Part:
    """What there is to count, as bars; and the names of where there is nothing yet, in one sentence."""

    bars: Bars
    empty: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    indicator: Indicator
    better: Text
    moment: Text | None
    whole: Text
    parts: tuple[Part, ...]


@professionals_only
def indicators(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """One programme at a time; a coalition narrows the municipalities."""
    asked, place = request.GET.get("programma", ""), request.GET.get("coalitie", "")
    coalition_id = int(place) if place.isdecimal() and len(place) < 19 else None
    found = outcomes(by=by, now=request.now, programme_id=asked, coalition_id=coalition_id)  # type: ignore[attr-defined]
    shown = {"found": found, "cards": [_card(one) for one in found.rows]}
    return render(request, "programmes/indicators.html", shown)


def _card(one: Outcome) -> Card:
    return Card(
        one.indicator,
        BETTER[one.indicator.better],
        moment_words(one.indicator.moment) if one.indicator.moment else None,
        _words(one.indicator, one.whole),
        (
            _part(text("Per gemeente"), one.indicator, one.places),
            _part(text("Naar het jaar waarin zij begonnen"), one.indicator, one.years),
        ),
    )


def _part(caption: Text, indicator: Indicator, found: Iterable[tuple[str, Result | None]]) -> Part:
    words = [(name, result, _words(indicator, result)) for name, result in found]
    bars = (Bar(name, said, _length(indicator, result)) for name, result, said in words if said != NOTHING)
    return Part(Bars(caption, tuple(bars), indicator.names), tuple(name for name, _, said in words if said == NOTHING))


def _length(indicator: Indicator, result: Result | None) -> int | None:
    if result is None or result.value is None:
        return None
    longest = LONGEST.get(indicator.counts)
    return min(100, round(100 * result.value / longest)) if longest else result.value


def _words(indicator: Indicator, result: Result | None) -> Text:
    """As it is counted: a part of a whole, or a mean with over how many."""
    if result is None:
        return HIDDEN
    if result.value is None:
        return NOTHING
    count = result.count
    if indicator.counts in LONGEST:
        return text("gemiddeld %(value)s (geteld: %(whole)s)", value=result.value, whole=count.whole)
    return text(
        "%(part)s van %(whole)s (%(percent)s procent)", part=count.part, whole=count.whole, percent=result.value
    )
