"""The indicators of a programme over a region: per municipality and year of beginning, without names and without small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.network.models import Coalition, Municipality
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries.numbers import delivered_of
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Programme
from sluitend.core.content.indicators import Indicator
from sluitend.core.fidelity import Delivered, Result
from sluitend.core.indicator import shielded
from sluitend.core.permissions import Permission

YEARS = 5
"""Years of beginning that are shown: two whole programmes after each other (domain.md 1.2)."""


@dataclass(frozen=True)
class Outcome:
    """One indicator. None is hidden; a part with nothing to count has a result without a value."""

    indicator: Indicator
    whole: Result | None
    places: tuple[tuple[str, Result | None], ...]
    years: tuple[tuple[str, Result | None], ...]


@dataclass(frozen=True)
class Outcomes:
    """`programmes` are those that have indicators here; `coalitions` narrow which municipalities stand under each other, never the
    whole: a total per coalition would give away what is hidden in another."""

    programmes: tuple[Programme, ...]
    programme: Programme | None
    coalitions: tuple[tuple[int, str], ...]
    coalition_id: int | None
    below: int
    """What is about fewer families is hidden."""
    rows: tuple[Outcome, ...]


@query(needs=Permission.SEE_COALITION)
def outcomes(*, by: Actor, now: datetime, programme_id: str = "", coalition_id: int | None = None) -> Outcomes:
    """The indicators of one programme (the first when none is asked). Eleven statements, whatever the number of families."""
    today = day(now)
    indicators = agreements.indicators(by.region_id, today)
    known = agreements.programmes(by.region_id, today)
    wanted = sorted({one.programme for one in indicators} & known.keys(), key=lambda name: known[name].names.nl)
    chosen = programme_id if programme_id in wanted else next(iter(wanted), "")
    coalitions = tuple(Coalition.objects.filter(region_id=by.region_id).order_by("name").values_list("pk", "name"))
    coalition_id = coalition_id if coalition_id in dict(coalitions) else None
    found = _delivered(by.region_id, chosen, today)
    places = _places(by.region_id, coalition_id)
    below = agreements.agreement(by.region_id, today).hide_counts_below
    rows = (_outcome(one, found, places, today, below) for one in indicators if one.programme == chosen)
    programmes = tuple(known[name] for name in wanted)
    return Outcomes(programmes, known.get(chosen), coalitions, coalition_id, below, tuple(rows))


def _delivered(region_id: int, programme_id: str, today: date) -> list[tuple[str, str, Delivered]]:
    """(municipality, year in which it began, the enrolment as it was delivered)."""
    began = Enrolment.objects.filter(programme_id=programme_id, enrolled_on__gte=date(today.year - YEARS + 1, 1, 1))
    began = began.filter(family__region_id=region_id)
    rows = list(began.select_related("version", "pregnancy", "family__municipality").order_by("pk"))
    found = delivered_of(rows, today)
    return [(row.family.municipality.name, str(row.enrolled_on.year), found[row.pk]) for row in rows if row.enrolled_on]


def _places(region_id: int, coalition_id: int | None) -> Mapping[str, bool]:
    """Every municipality of the region, and whether it is shown."""
    inside = set(Municipality.objects.filter(coalitions=coalition_id).values_list("name", flat=True))
    names = Municipality.objects.filter(region_id=region_id).order_by("name").values_list("name", flat=True)
    return {name: coalition_id is None or name in inside for name in names}


def _outcome(
    one: Indicator, found: list[tuple[str, str, Delivered]], places: Mapping[str, bool], today: date, below: int
) -> Outcome:
    years = [str(today.year - ago) for ago in reversed(range(YEARS))]
    by_place = shielded(one, {name: [row for place, _, row in found if place == name] for name in places}, below)
    by_year = shielded(one, {year: [row for _, began, row in found if began == year] for year in years}, below)
    few = by_place.whole is None or by_year.whole is None
    shown = {name: part for name, part in by_place.parts.items() if places[name]}
    return Outcome(one, None if few else by_place.whole, _parts(shown, few), _parts(by_year.parts, few))


def _parts(found: Mapping[str, Result | None], few: bool) -> tuple[tuple[str, Result | None], ...]:
    """Where the whole is hidden in one way, the parts of the other would add up to it."""
    return tuple((name, None if few and part and part.count.whole else part) for name, part in found.items())
