"""Reading the trail itself, for the privacy officer: never a name of a family, and every reading is in the trail too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.agreements import queries as agreements
from sluitend.care.network.models import Organisation, Professional
from sluitend.care.people.models import Involvement
from sluitend.care.privacy.models import NoRelation
from sluitend.care.privacy.queries.looks import PAGE, names, part_of, why
from sluitend.care.privacy.queries.relatives import unexplained
from sluitend.care.query import query
from sluitend.care.trail.models import SEALED_FIELDS, Entry, Seal
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text
from sluitend.core.trail import Likeness, Limits, Look, Unusual, unusual

LOOKED_THROUGH = timedelta(days=7)
DID: dict[str, Text] = {
    Entry.Kind.CHANGE: text("veranderde"),
    Entry.Kind.LOOK: text("bekeek"),
    Entry.Kind.REFUSED: text("probeerde, en mocht niet"),
}


@dataclass(frozen=True)
class Line:
    entry_id: int
    at: datetime
    who: str
    organisation: str
    did: Text
    what: Text | str
    why: Text
    family_id: int | None
    reason: str
    sealed: bool


@query(needs=Permission.SEE_TRAIL, look=True)
def lines(
    *,
    by: Actor,
    now: datetime,
    family_id: int | None = None,
    professional_id: int | None = None,
    before: int | None = None,
) -> tuple[Line, ...]:
    """The trail of the region, newest first, of one family or one person if asked. Four statements, whatever their number."""
    found = Entry.objects.filter(region_id=by.region_id, within="")
    wanted = {"family_id": family_id, "professional_id": professional_id, "pk__lt": before}
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    rows = list(found.order_by("-pk")[:PAGE])
    people = names(Professional, {row.professional_id for row in rows})
    places = names(Organisation, {row.organisation_id for row in rows})
    sealed = set(Seal.objects.filter(entry_id__in=[row.pk for row in rows]).values_list("entry_id", flat=True))
    return tuple(
        Line(
            row.pk,
            row.at,
            people.get(row.professional_id, ""),
            places.get(row.organisation_id, ""),
            DID[row.kind],
            part_of(row.action),
            why(row),
            row.family_id,
            row.reason,
            row.pk in sealed,
        )
        for row in rows
    )


@dataclass(frozen=True)
class State:
    """How far the trail is sealed."""

    number: int
    sealed_at: datetime | None
    waits_since: datetime | None
    """The oldest of the latest entries that has no seal yet."""


@query(needs=Permission.SEE_TRAIL)
def state(*, by: Actor, now: datetime) -> State:
    """Two index reads."""
    last = Seal.objects.filter(region_id=by.region_id).order_by("-number").first()
    newest = Entry.objects.filter(region_id=by.region_id, pk__gt=last.entry_id if last else 0).order_by("pk").first()
    return State(
        last.number if last else 0, last.sealed_at if last else None, newest.at if newest is not None else None
    )


@query(needs=Permission.SEE_TRAIL, look=True)
def unusual_looks(*, by: Actor, now: datetime) -> tuple[tuple[Unusual, str, str], ...]:
    """What stands out in the last seven days, with who and where; a reason to ask, never a conclusion. The region agreed what does."""
    limits = Limits(**agreements.agreement(by.region_id, day(now)).stands_out.model_dump())
    since = now - LOOKED_THROUGH
    rows = _looks(by.region_id, since)
    like = unexplained({(row.professional_id, row.family_id) for row in rows})
    found = unusual((_with_likeness(row, like) for row in rows), limits)
    who = {
        pk: (name, place)
        for pk, name, place in Professional.objects.filter(pk__in={row.professional_id for row in found}).values_list(
            "pk", "name", "organisation__name"
        )
    }
    return tuple((row, *who.get(row.professional_id, ("", ""))) for row in found)


def _with_likeness(row: Look, like: Mapping[tuple[int, int], frozenset[Likeness]]) -> Look:
    return replace(row, like=like.get((row.professional_id, row.family_id), frozenset()))


def _looks(region_id: int, since: datetime) -> list[Look]:
    """Looks and refused attempts on one family, and families outside one's work that a search named."""
    recent = Entry.objects.filter(
        region_id=region_id,
        at__gte=since,
        kind__in=[Entry.Kind.LOOK, Entry.Kind.REFUSED],
        professional_id__isnull=False,
    ).exclude(permission=Permission.SEE_TRAIL)
    one = recent.filter(family_id__isnull=False)
    found = [
        Look(who, family, at.astimezone(AMSTERDAM), controls[1:] == "FFF")
        for who, family, at, controls in one.values_list("professional_id", "family_id", "at", "controls")
    ]
    return [*found, *_searched(recent.filter(permission=Permission.FIND_FAMILY, family_id__isnull=True))]


def _searched(searches: QuerySet[Entry]) -> Iterator[Look]:
    rows = list(searches.values_list("professional_id", "at", "details"))
    own: dict[int, set[int]] = defaultdict(set)
    involved = Involvement.objects.filter(professional_id__in={who for who, *_ in rows})
    for who, family in involved.values_list("professional_id", "family_id"):
        own[who].add(family)
    for who, at, details in rows:
        for family in details.get("families", ()):
            if family not in own[who]:
                yield Look(who, family, at.astimezone(AMSTERDAM), outside=True)


@dataclass(frozen=True)
class Cleared:
    """Somebody who looked at a family and is no relative of it, as the privacy officer said."""

    id: int
    who: str
    family_id: int
    by: str
    on: date


@query(needs=Permission.SEE_TRAIL, look=True)
def cleared(*, by: Actor, now: datetime) -> tuple[Cleared, ...]:
    """The last of whom it was said that they are no relative, newest first. One statement."""
    rows = NoRelation.objects.filter(family__region=by.region_id).select_related("professional", "by")
    return tuple(
        Cleared(row.pk, row.professional.name, row.family_id, row.by.name, row.on)
        for row in rows.order_by("-on", "-pk")[:PAGE]
    )


@dataclass(frozen=True)
class Export:
    """Every entry as plain values by field name; read once."""

    entries: Iterator[dict[str, Any]]


@query(needs=Permission.SEE_TRAIL, look=True)
def exported(*, by: Actor, now: datetime, since: datetime, until: datetime) -> Export:
    """Every entry of the region in a period, oldest first, for the file that an auditor takes along. Read in chunks."""
    found = Entry.objects.filter(at__gte=since, at__lt=until, region_id=by.region_id).order_by("pk")
    return Export(found.values(*SEALED_FIELDS).iterator(chunk_size=2_000))
