"""Sealing the trail. Not one of the actions: it changes nothing about anybody, and a seal that leaves an entry would never end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from sluitend.care.trail.models import MAIN, SECRET, Chain, Row, SealRow
from sluitend.core.trail import START, digest, link

BATCH = 5_000
LATE = 10_000
"""How many ids below the highest sealed one are looked at again: an entry may become visible after one with a higher id."""


@dataclass(frozen=True)
class Head:
    """The end of a region's chain: keep it outside the database, and nothing before it can be cut off unseen."""

    region_id: int
    number: int
    hash: str
    sealed: int
    """How many entries were sealed just now."""


def seal(region_id: int, *, now: datetime, everything: bool = False, chain: Chain = MAIN) -> Head:
    """Seal what was written since; `everything` (once a night) looks at all ids. One transaction per batch."""
    done = 0
    while batch := _seal_batch(chain, region_id, now, everything):
        done += batch
    last = _last(chain, region_id)
    return Head(region_id, last.number if last else 0, last.hash if last else START, done)


def seal_secret(region_id: int, *, now: datetime, everything: bool = False) -> str:
    """Seal the secret trail; only its hash comes out, not whether there was anything to seal."""
    return seal(region_id, now=now, everything=everything, chain=SECRET).hash


@transaction.atomic
def _seal_batch(chain: Chain, region_id: int, now: datetime, everything: bool) -> int:
    last = _last(chain, region_id)
    number, before = (last.number, last.hash) if last else (0, START)
    seals = []
    for entry in _unsealed(chain, region_id, everything)[:BATCH]:
        number += 1
        own = digest(entry.values())
        before = link(before, number, entry.pk, own)
        facts = {"number": number, "entry_id": entry.pk, "digest": own, "hash": before}
        seals.append(chain.seals(region_id=region_id, sealed_at=now, **facts))
    chain.seals._default_manager.bulk_create(seals)
    return len(seals)


def _last(chain: Chain, region_id: int) -> SealRow | None:
    return chain.seals._default_manager.filter(region_id=region_id).order_by("-number").first()


def _unsealed(chain: Chain, region_id: int, everything: bool) -> QuerySet[Row]:
    seals = chain.seals._default_manager
    found = chain.entries._default_manager.filter(~Exists(seals.filter(entry_id=OuterRef("pk"))), region_id=region_id)
    if not everything:
        highest = seals.filter(region_id=region_id).aggregate(highest=Max("entry_id"))["highest"] or 0
        found = found.filter(pk__gt=highest - LATE)
    return found.order_by("pk")
