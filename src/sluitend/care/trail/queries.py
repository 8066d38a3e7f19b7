"""Proving the trail. For the command and the page of the privacy officer; what it returns names no person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from sluitend.care.trail.models import SEALED_FIELDS, Entry, Seal
from sluitend.core.trail import Broken, Link, Sealed, check, digest

CHUNK = 2_000


def broken(region_id: int, heads: Mapping[int, str]) -> Iterator[Broken]:
    """What is wrong with the chain of a region; `heads` are hashes by number, kept outside the database. Linear in its length."""
    return check(_chain(region_id), heads)


def unsealed(region_id: int) -> int:
    """How many entries wait for their seal; all of them, so for proof, not for a page."""
    return Entry.objects.filter(region_id=region_id).count() - Seal.objects.filter(region_id=region_id).count()


def _chain(region_id: int) -> Iterator[Sealed]:
    rows = Seal.objects.filter(region_id=region_id).order_by("number")
    links = (Link(*row) for row in rows.values_list("number", "entry_id", "digest", "hash").iterator(CHUNK))
    while chunk := list(islice(links, CHUNK)):
        entries = Entry.objects.filter(pk__in=[one.entry_id for one in chunk], region_id=region_id)
        now = {row[0]: digest(row) for row in entries.values_list(*SEALED_FIELDS)}
        yield from (Sealed(one, now.get(one.entry_id)) for one in chunk)
