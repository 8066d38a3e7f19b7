"""Proving the trail. For the command and the page of the privacy officer; what it returns names no person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sluitend.care.trail.models import MAIN, SEALED_FIELDS, SECRET, Chain
from sluitend.core.trail import Broken, Link, Sealed, check, cut_off, digest

CHUNK = 2_000


def broken(region_id: int, heads: Mapping[int, str], chain: Chain = MAIN) -> Iterator[Broken]:
    """What is wrong with the chain of a region; `heads` are hashes by number, kept outside the database. Linear in its length."""
    return check(_sealed(chain, region_id), heads)


def broken_secretly(region_id: int, kept: Iterable[tuple[str, str]]) -> Iterator[Broken]:
    """The same for the secret trail. `kept` are heads of the other chain, each with what was kept beside it: at which number the secret
    one stood then is not known."""
    yield from broken(region_id, {}, SECRET)
    seals = SECRET.seals._default_manager.filter(region_id=region_id).order_by("number")
    if cut_off(seals.values_list("hash", flat=True).iterator(CHUNK), kept):
        yield Broken("cut off before a kept head", seals.count())


def unsealed(region_id: int, chain: Chain = MAIN) -> int:
    """How many entries wait for their seal; all of them, so for proof, not for a page."""
    entries, seals = chain.entries._default_manager, chain.seals._default_manager
    return entries.filter(region_id=region_id).count() - seals.filter(region_id=region_id).count()


def _sealed(chain: Chain, region_id: int) -> Iterator[Sealed]:
    rows = chain.seals._default_manager.filter(region_id=region_id).order_by("number")
    links = (Link(*row) for row in rows.values_list("number", "entry_id", "digest", "hash").iterator(CHUNK))
    while chunk := list(islice(links, CHUNK)):
        entries = chain.entries._default_manager.filter(pk__in=[one.entry_id for one in chunk], region_id=region_id)
        now = {row[0]: digest(row) for row in entries.values_list(*SEALED_FIELDS)}
        yield from (Sealed(one, now.get(one.entry_id)) for one in chunk)
