"""Sealing the trail and keeping its heads outside the database, so that cutting off its end is seen as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sluitend.care.network.queries import region_ids
from sluitend.care.trail.actions import Head, seal
from sluitend.care.trail.queries import broken
from sluitend.core.trail import Broken


def seal_all(heads: Path, *, now: datetime, everything: bool = False) -> list[Head]:
    """Seal every region; a head that moved is added to the file."""
    found = [seal(region_id, now=now, everything=everything) for region_id in region_ids()]
    moved = [head for head in found if head.sealed]
    if moved:
        heads.parent.mkdir(parents=True, exist_ok=True)
        with heads.open("a") as file:
            file.writelines(_line(head, now) for head in moved)
    return found


def _line(head: Head, now: datetime) -> str:
    kept = {"region": head.region_id, "number": head.number, "hash": head.hash, "at": now.isoformat()}
    return json.dumps(kept) + "\n"


def kept_heads(heads: Path) -> dict[int, dict[int, str]]:
    """Hashes by number, by region, as they were written; empty when there is no file."""
    found: dict[int, dict[int, str]] = {}
    for line in heads.read_text().splitlines() if heads.exists() else ():
        head = json.loads(line)
        found.setdefault(head["region"], {})[head["number"]] = head["hash"]
    return found


def verify_all(heads: Path) -> Iterator[tuple[int, Broken]]:
    kept = kept_heads(heads)
    for region_id in region_ids():
        yield from ((region_id, one) for one in broken(region_id, kept.get(region_id, {})))
