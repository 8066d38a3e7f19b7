"""What a draft would have proposed, as a page: counts for everybody, names only for who works with the family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sluitend.care.action import day
from sluitend.care.agreements.models import Draft
from sluitend.care.agreements.queries import agreement, names_on
from sluitend.care.decisions.models import WhatIf
from sluitend.care.network.models import Municipality, Offer
from sluitend.care.people.models import Family, Involvement
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Words
from sluitend.core.flow_chart import Named
from sluitend.core.permissions import Permission
from sluitend.core.small_numbers import hidden, is_small
from sluitend.core.text import Text
from sluitend.core.what_if import DROPPED, INCLUDED, NEW, NO_OFFER, OLD, Load, Tally, load

MOST_WAYS = 30
QUIET = timedelta(seconds=60)
"""A step takes a few seconds; one that is not heard of for this long stands still."""


@dataclass(frozen=True)
class Counted:
    """Families that a proposal came out for. None is a count that is too small to show, or follows from one that is."""

    what: Words | Text | str
    old: int | None
    new: int | None
    included: int | None
    dropped: int | None

    @property
    def difference(self) -> int | None:
        return None if self.old is None or self.new is None else self.new - self.old


@dataclass(frozen=True)
class PerPlace:
    what: Words | Text | str
    rows: tuple[Counted, ...]


@dataclass(frozen=True)
class Way:
    """Cases that one row answered and now another does; rows are counted from 1."""

    old: str
    new: str
    cases: int | None


@dataclass(frozen=True)
class OfferLoad:
    name: str
    organisation: str
    capacity: int | None
    taken: int | None
    stated_on: date
    stated_waiting: int | None
    load: Load | None
    """None where the change is too small to show."""


@dataclass(frozen=True)
class WhatIfPage:
    id: int
    draft_id: int
    status: str
    done: int
    total: int
    since: date
    until: date
    place: str
    way: str
    in_python: int
    """Of a run in SQL: how many cases were asked in Python all the same."""
    asked_by: str
    started_at: datetime
    base_id: int | None
    """The version that the draft would replace."""
    draft_changed: bool
    stands_still: bool
    """It runs, and nobody works at it: the process was killed, or was never there."""
    below: int
    cases: int | None
    moved_cases: int | None
    families: int | None
    counted: tuple[Counted, ...]
    places: tuple[PerPlace, ...]
    ways: tuple[Way, ...]
    offers: tuple[OfferLoad, ...]


@dataclass(frozen=True)
class MovedFamily:
    family_id: int
    name: str
    what: Words | Text | str
    included: bool


@query(needs=Permission.SEE_AGREEMENTS, about="agreements.Draft")
def what_ifs(draft: Draft, *, by: Actor, now: datetime) -> tuple[WhatIfPage, ...]:
    """The latest run for a draft, or none: an earlier one was of an earlier text."""
    rows = WhatIf.objects.filter(draft=draft).select_related("municipality", "asked_by", "draft")
    return tuple(_page(row, by, now) for row in rows.order_by("-pk")[:1])


def running_what_ifs(region_id: int) -> list[int]:
    """Those that wait for their next step, for the job that takes it."""
    rows = WhatIf.objects.filter(draft__region_id=region_id, status=WhatIf.Status.RUNNING)
    return list(rows.order_by("pk").values_list("pk", flat=True))


@query(needs=Permission.SEE_FAMILY, look=True)
def moved_families(what_if_id: int, *, by: Actor, now: datetime) -> tuple[MovedFamily, ...]:
    """The families that would be newly included or dropped and with whom the reader works today."""
    found = WhatIf.objects.filter(pk=what_if_id, draft__region_id=by.region_id).first()
    if found is None:
        return ()
    changes = Tally.of(found.result).changes
    mine = Involvement.objects.on(day(now)).filter(
        professional_id__in=by.acts_for, family_id__in={family_id for family_id, _, _ in changes}
    )
    names = dict(Family.objects.filter(pk__in=mine.values("family_id")).values_list("pk", "name"))
    called = names_on(by.region_id, day(now)).proposals
    return tuple(
        MovedFamily(family_id, names[family_id], called.get(code, code), included)
        for family_id, code, included in changes
        if family_id in names
    )


def _page(found: WhatIf, by: Actor, now: datetime) -> WhatIfPage:
    tally, today = Tally.of(found.result), day(now)
    below = agreement(by.region_id, today).hide_counts_below
    named = names_on(by.region_id, today)
    towns = dict(Municipality.objects.filter(pk__in=map(int, tally.places)).order_by("name").values_list("pk", "name"))
    return WhatIfPage(
        id=found.pk,
        draft_id=found.draft_id,
        status=found.status,
        done=found.done,
        total=found.total,
        since=found.since,
        until=found.until,
        place=found.municipality.name if found.municipality else "",
        way=found.way,
        in_python=tally.in_python,
        asked_by=found.asked_by.name,
        started_at=found.started_at,
        base_id=found.draft.base_id,
        stands_still=found.status == WhatIf.Status.RUNNING and now - (found.heard_at or found.started_at) > QUIET,
        draft_changed=found.draft.number != found.draft_number,
        below=below,
        cases=_shown(tally.cases, below),
        moved_cases=_shown(tally.moved_cases, below),
        families=_shown(tally.families, below),
        counted=tuple(counted(named.proposals.get(code, code), tally.total(code), below) for code in tally.codes),
        places=tuple(_per_place(code, tally, named, towns, below) for code in tally.codes) if len(towns) > 1 else (),
        ways=_ways(tally, below),
        offers=_offers(found, tally, below, named),
    )


def _shown(count: int, below: int) -> int | None:
    return None if is_small(count, below) else count


def counted(what: Words | Text | str, counts: list[int], below: int) -> Counted:
    """When few families moved, the new count is hidden as well: it would tell how many."""
    few = is_small(counts[INCLUDED], below) or is_small(counts[DROPPED], below)
    return Counted(
        what=what,
        old=_shown(counts[OLD], below),
        new=None if few else _shown(counts[NEW], below),
        included=_shown(counts[INCLUDED], below),
        dropped=_shown(counts[DROPPED], below),
    )


def _per_place(code: str, tally: Tally, named: Named, towns: Mapping[int, str], below: int) -> PerPlace:
    """One proposal per municipality: what is small there is hidden, and what would give it away beside the total."""
    counts = {pk: tally.total(code, [str(pk)]) for pk in towns}
    few = [pk for pk, row in counts.items() if is_small(row[INCLUDED], below) or is_small(row[DROPPED], below)]
    gone = [
        hidden({pk: row[column] for pk, row in counts.items()}, below, few if column == NEW else ())
        for column in (OLD, NEW, INCLUDED, DROPPED)
    ]
    rows = (
        Counted(name, *(None if pk in gone[column] else counts[pk][column] for column in (OLD, NEW, INCLUDED, DROPPED)))
        for pk, name in towns.items()
    )
    return PerPlace(named.proposals.get(code, code), tuple(rows))


def _ways(tally: Tally, below: int) -> tuple[Way, ...]:
    gone = hidden(tally.rows, below)
    ordered = sorted(tally.rows.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_WAYS]
    return tuple(Way(*_sides(way), None if way in gone else cases) for way, cases in ordered)


def _sides(way: str) -> tuple[str, str]:
    old, _, new = way.partition(">")
    return old.replace(" ", ", "), new.replace(" ", ", ")


def _offers(found: WhatIf, tally: Tally, below: int, named: Named) -> tuple[OfferLoad, ...]:
    """What a change asks of the offers of the programmes that were proposed, in the municipalities where each is offered."""
    offered = {
        named.programmes[code]: code for code in tally.codes if code not in NO_OFFER and code in named.programmes
    }
    rows = Offer.objects.filter(
        organisation__region_id=found.draft.region_id,
        active=True,
        code__in=offered,
        municipalities__in=map(int, tally.places),
    )
    offers = rows.select_related("organisation").prefetch_related("municipalities").distinct().order_by("name", "pk")
    days = (found.until - found.since).days + 1
    return tuple(_offer(offer, tally, offered[offer.code], days, below) for offer in offers[:50])


def _offer(offer: Offer, tally: Tally, code: str, days: int, below: int) -> OfferLoad:
    counts = tally.total(code, [str(town.pk) for town in offer.municipalities.all()])
    stated = {"capacity": offer.capacity, "taken": offer.taken, "waiting": offer.waiting_days}
    small = any(is_small(count, below) for count in counts)
    return OfferLoad(
        name=offer.name,
        organisation=offer.organisation.name,
        capacity=offer.capacity,
        taken=offer.taken,
        stated_on=offer.stated_on,
        stated_waiting=offer.waiting_days,
        load=None if small else load(counts[OLD], counts[NEW], days, **stated),
    )
