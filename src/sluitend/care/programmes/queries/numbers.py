"""How programmes are delivered, in numbers: of oneself, per colleague of one's teams, or per municipality without names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from sluitend.care.action import day
from sluitend.care.agreements.queries import agreement
from sluitend.care.network.models import TeamMember
from sluitend.care.programmes.models import Contact, Enrolment, Mark, Measured
from sluitend.care.programmes.queries.groups import newest_group
from sluitend.care.programmes.queries.known import births_of, known_of, programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor, NotAllowed
from sluitend.core.content import Programme
from sluitend.core.fidelity import Count, Delivered, Figure, Held, Result, figures, results
from sluitend.core.permissions import Permission
from sluitend.core.text import text

SINCE = timedelta(days=3 * 365)
"""Enrolments that began this long ago or later: the longest programme of the source takes two and a half years (domain.md 1.2)."""


class Scope(StrEnum):
    """Whose work is counted. Each asks for its own permission beside that for numbers."""

    MINE = "mine"
    TEAM = "team"
    MUNICIPALITY = "municipality"


_NEEDS = {
    Scope.MINE: Permission.DELIVER_PROGRAMME,
    Scope.TEAM: Permission.SEE_TEAM,
    Scope.MUNICIPALITY: Permission.SEE_COALITION,
}


@dataclass(frozen=True)
class NumberCell:
    """One figure of one group. Of few families only that there are few."""

    group: str
    count: Count | None
    value: int | None

    @property
    def hidden(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class NumberRow:
    figure: Figure
    cells: tuple[NumberCell, ...]


@dataclass(frozen=True)
class Numbers:
    """A programme with each figure per group (a colleague, a municipality)."""

    programme: Programme
    rows: tuple[NumberRow, ...]
    below: int
    """What is about fewer families is hidden; 0 hides nothing, for who knows the families."""


def scopes(by: Actor) -> tuple[Scope, ...]:
    """The views that are open to this reader, the widest last."""
    return tuple(scope for scope, needs in _NEEDS.items() if needs in by.permissions)


@query(needs=Permission.SEE_PROGRAMME_NUMBERS)
def numbers(*, by: Actor, now: datetime, scope: Scope) -> tuple[Numbers, ...]:
    """Every programme that is delivered within this scope. Nine statements, whatever the number of families.

    Per municipality no number is shown about fewer families than the region agreed on; there are no totals to take others from.
    """
    if scope not in scopes(by):
        raise NotAllowed(text("Deze cijfers zijn er voor wie het team of de coalitie leidt."))
    found = list(_enrolments(by, scope, day(now)))
    delivered = delivered_of(found, day(now))
    group = _groups(scope)
    programmes = {row.programme_id: programme_of(row.version) for row in sorted(found, key=lambda row: row.version_id)}
    below = agreement(by.region_id, day(now)).hide_counts_below if scope is Scope.MUNICIPALITY else 0
    return tuple(
        _numbers(programme, [row for row in found if row.programme_id == name], delivered, group, below)
        for name, programme in sorted(programmes.items(), key=lambda item: item[1].names.nl)
    )


def _enrolments(by: Actor, scope: Scope, today: date) -> QuerySet[Enrolment]:
    began = Enrolment.objects.filter(enrolled_on__gte=today - SINCE).exclude(status=Enrolment.Status.WAITING)
    found = began.filter(_within(by, scope, today)).annotate(meets_in=newest_group())
    return found.select_related("version", "pregnancy", "worker", "family__municipality").order_by("pk")


def _within(by: Actor, scope: Scope, today: date) -> Q:
    if scope is Scope.MINE:
        return Q(worker__in=[by.professional_id])
    if scope is Scope.TEAM:
        members = TeamMember.objects.on(today).filter(team_id__in=by.team_ids).values("professional_id")
        return Q(worker__in=members)
    return Q(family__region_id=by.region_id)


def _groups(scope: Scope) -> Callable[[Enrolment], str]:
    if scope is Scope.MUNICIPALITY:
        return lambda row: row.family.municipality.name
    if scope is Scope.MINE:
        return lambda row: row.meets_in or row.worker.name
    return lambda row: row.worker.name


def delivered_of(found: Sequence[Enrolment], today: date) -> dict[int, Delivered]:
    """Each enrolment as it was delivered, by its id. Five statements."""
    births = births_of(found)
    known = known_of(found, today, births)
    held: dict[int, list[Held]] = {row.pk: [] for row in found}
    values: dict[int, dict[tuple[str, str], str]] = {row.pk: {} for row in found}
    reached: dict[int, set[str]] = {row.pk: set() for row in found}
    contacts = Contact.objects.filter(enrolment__in=held, status=Contact.Status.HELD, in_plan=True)
    for pk, on, minutes, shares, completed in contacts.values_list(
        "enrolment_id", "held_on", "minutes", "shares", "completed_at"
    ):
        held[pk].append(Held(on, minutes, shares, completed is not None))
    measured = Measured.objects.filter(enrolment__in=held).order_by("pk")
    for pk, name, at, value in measured.values_list("enrolment_id", "measurement", "moment", "value"):
        values[pk][name, at] = value
    for pk, code in Mark.objects.filter(enrolment__in=held).values_list("enrolment_id", "code"):
        reached[pk].add(code)
    return {
        row.pk: Delivered(
            programme_of(row.version),
            known[row.pk],
            row.ended_as,
            held[row.pk],
            values[row.pk],
            frozenset(reached[row.pk]),
            weights=[birth.weight_grams for birth in births.of(row) if birth.weight_grams],
            family=row.family_id,
        )
        for row in found
    }


def _numbers(
    programme: Programme,
    found: Iterable[Enrolment],
    delivered: dict[int, Delivered],
    group: Callable[[Enrolment], str],
    below: int,
) -> Numbers:
    wanted, per_group = figures(programme), dict[str, list[Delivered]]()
    for row in found:
        per_group.setdefault(group(row), []).append(delivered[row.pk])
    counted = {name: results(wanted, per_group[name]) for name in sorted(per_group)}
    rows = (
        NumberRow(figure, tuple(_cell(name, counted[name][at], below) for name in counted))
        for at, figure in enumerate(wanted)
    )
    return Numbers(programme, tuple(rows), below)


def _cell(group: str, result: Result, below: int) -> NumberCell:
    if result.is_small(below):
        return NumberCell(group, None, None)
    return NumberCell(group, result.count, result.value)
